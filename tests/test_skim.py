"""The skim as a whole: what each kind of boilerplate may yield."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Article
from extractor.rules import load_rules
from extractor.skim import skim

TEXT = """wartakota.co.id
  • EMAS 1.894.000   -12.000   -0,63%
Kemnaker Latih 5.000 Peserta
Rabu, 09 Juli 2025 / 04:52 WIB
Reporter: Sari Utami
Kemnaker melatih 5.000 peserta di Solo, Selasa (8/7/2025).
BACA JUGA:Menkes Buka 300 Puskesmas pada 12 Juli 2025
Kegiatan itu diikuti 29 mitra."""


def test_boilerplate_yields_what_its_kind_declares() -> None:
    skimmed = skim(Article(id="a", published=date(2025, 7, 9), text=TEXT), load_rules())
    assert [TEXT[n.start : n.end] for n in skimmed.numbers] == ["5.000", "5.000", "300", "29"]
    assert [TEXT[d.start : d.end] for d in skimmed.dates] == ["Rabu, 09 Juli 2025", "Selasa (8/7/2025)", "12 Juli 2025"]
    assert [b.body for b in skimmed.bodies] == ["kemnaker", "kemnaker", "kemenkes"]
    assert [(TEXT[m.start : m.end][:14], m.kind) for m in skimmed.boilerplate] == [
        ("wartakota.co.i", "navigation"), ("• EMAS 1.894.0", "ticker"), ("Rabu, 09 Juli ", "byline"),
        ("Reporter: Sari", "byline"), ("BACA JUGA:Menk", "read_also"),
    ]  # fmt: skip
    assert [TEXT[s.start : s.end] for s in skimmed.sentences if s.title] == ["Kemnaker Latih 5.000 Peserta"]


def test_without_publication_a_body_is_that_of_the_day_told() -> None:
    text = "Menko Polhukam hadir di Solo, Selasa (12/12/2023)."
    assert [b.body for b in skim(Article(id="a", text=text), load_rules()).bodies] == ["kemenko-polhukam"]
    # what no body is called any more was said while one was
    assert [b.body for b in skim(Article(id="a", text=text[:27]), load_rules()).bodies] == ["kemenko-polhukam"]
    assert [b.body for b in skim(Article(id="a", text="Menkes hadir."), load_rules()).bodies] == ["kemenkes"]


def test_lists_are_sorted_and_offsets_slice() -> None:
    skimmed = skim(Article(id="a", published=date(2025, 7, 9), text=TEXT), load_rules())
    for mentions in (skimmed.boilerplate, skimmed.sentences, skimmed.bodies, skimmed.dates, skimmed.numbers):
        starts = [mention.start for mention in mentions]  # type: ignore[attr-defined]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Panen dibuka Senin (29/8). Semester I-2022 naik. Besok ditutup.", ["2022-08-29", "2022-01-01", "2022-08-30"]),
        ("Rapat digelar Selasa (10/1) untuk menutup tahun 2022.", ["2023-01-10", "2022-01-01"]),
        # two years are named, and one fits both days
        ("Panitia bertemu Jumat (1/10) dan Sabtu (2/10). Acara 2019 batal.", [None, None, "2019-01-01"]),
        (
            "Panitia bertemu Jumat (1/10) dan Sabtu (2/10). Acara 2021 batal.",
            ["2021-10-01", "2021-10-02", "2021-01-01"],
        ),
        # no year, no weekday, a weekday that fits none
        ("Rapat digelar Selasa (10/1). Besok diumumkan.", [None, None]),
        ("Rapat digelar 10 Januari. Besok diumumkan. Tahun 2022 usai.", [None, None, "2022-01-01"]),
        ("Rapat digelar Rabu (10/1). Besok diumumkan. Tahun 2022 usai.", [None, None, "2022-01-01"]),
        # the foot tells the year: of the days one more fits, or none
        ("Rapat digelar Selasa (10/1). Tahun 2006 usai.\nCopyright © Warta Desa 2023", ["2023-01-10", "2006-01-01"]),
        ("Panen naik tahun lalu. Besok ditutup.\nHAK CIPTA: COPYRIGHT © 2023", ["2022-01-01", None, "2023-01-01"]),
        ("Panen naik tahun lalu.\n© 2023 Warta Desa. Hak cipta dilindungi.", ["2022-01-01", "2023-01-01"]),
        ("Panen naik tahun lalu.\n(c) warta.id 2023\nEditor: Ani", ["2022-01-01", "2023-01-01"]),
        ("Panen naik tahun lalu. Editor: Ani COPYRIGHT © WARTA 2023", ["2022-01-01"]),
        # a sign that opens no line, or numbers an item, claims nothing
        ("Foto (c) Warta 2011. Kata Ani, Senin (10/11). Besok libur.", [None, None]),
        ("(a) sehat; (c) lahir sebelum 2005. Rapat digelar Senin (10/11).", ["2005-01-01", None]),
        ("Rapat digelar Senin (10/11). Peserta\n(b) sehat\n(c) lahir sebelum 2005", [None, "2005-01-01"]),
        ("Panen naik tahun lalu.\n© 2019-2023 Warta Desa", [None, "2019-01-01"]),  # since when, not when
    ],
)
def test_an_undated_report_counts_from_the_day_that_one_year_fits(text: str, days: list[str | None]) -> None:
    found = skim(Article(id="a", text=text), load_rules()).dates
    assert [str(mention.from_) if mention.from_ else None for mention in found] == days
