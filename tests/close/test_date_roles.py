"""Targets and roles of dates: what something is aimed at by then, and what only happens or is counted then."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.close.dates import check_rules, date_roles
from extractor.ruleset import load_rules
from extractor.skim.dates import find_dates
from extractor.skim.sentences import split_sentences
from tests.markup import read_markup

PUBLISHED = date(2025, 10, 22)


def check(marked: str, published: date | None = PUBLISHED) -> None:
    """Compare target and, where a mark names it, role of every date of the text."""
    text, marks = read_markup(marked, tags={"date"})
    rules = load_rules()
    dates = find_dates(text, published, rules)
    assert [(mention.start, mention.end) for mention in dates] == [(mark.start, mark.end) for mark in marks]
    roles = date_roles(text, split_sentences(text, (), rules), dates, rules, published)
    assert len(roles) == len(dates)
    for mark, found in zip(marks, roles, strict=True):
        assert found.target is bool(mark["target"]), (mark.text, found)
        if mark["role"]:
            assert found.role == (None if mark["role"] == "none" else mark["role"]), (mark.text, found)


@pytest.mark.parametrize(
    "marked",
    [
        "Bendungan itu ditargetkan rampung pada <date target role=due>November 2025</date>.",
        "Pemerintah menargetkan jalan itu selesai pada <date target role=due>2028</date>.",
        "Laporan diserahkan paling lambat <date target role=due>31 Desember 2025</date>.",
        "Program itu direncanakan mulai <date target role=start>Januari 2026</date>.",
        "Aturan baru berlaku mulai <date target role=start>1 November 2025</date>.",
        "Tenggat pendaftaran koperasi jatuh pada <date target role=due>30 November 2025</date>.",
        "Kami berharap <date target role=due>akhir tahun</date> seluruh dapur sudah beroperasi.",
        "Pabrik itu akan beroperasi <date target>tahun depan</date>.",
        "Desa harus sudah bebas kemiskinan ekstrem pada <date target role=due>tahun 2026</date>.",
        "Pembangunan gudang diselesaikan sebelum <date target role=due>Maret 2026</date>.",
    ],
)
def test_targets(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Pameran digelar <date role=event>25-27 November 2025</date> di Bandung.",
        "Rapat itu berlangsung <date role=event>Selasa (21/10/2025)</date>.",
        "Anggaran pendidikan pada <date>2026</date> naik menjadi Rp 757 triliun.",
        "Bantuan disalurkan <date>Oktober hingga Desember 2025</date>.",
        "Per <date role=as_of>17 September</date> tercatat 5.080 korban.",
        "Hingga <date role=as_of>Senin pagi</date> jumlahnya 200 orang.",
        "Sampai <date role=as_of>hari ini</date> sudah 300 koperasi terdaftar.",
        "Program itu diluncurkan pada <date role=start>6 Januari 2025</date>.",
        "Produksi turun dibandingkan <date>tahun lalu</date>.",
        "Target itu disampaikan Budi di Jakarta, <date>Selasa (21/10/2025)</date>.",
        "Timnas akan melawan Jepang pada <date>Kamis depan</date>.",
    ],
)
def test_no_targets(marked: str) -> None:
    check(marked)


def test_without_publication_a_plan_is_a_target() -> None:
    check("Pelatihan direncanakan akan dimulai pada <date target role=start>Mei 2025</date>.", None)


def test_rules_hold() -> None:
    assert list(check_rules(load_rules())) == []
