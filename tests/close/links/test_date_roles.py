"""Targets and roles of dates: what something is aimed at by then, and what only happens or is counted then."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.close.links.date_roles import check_rules, date_roles
from extractor.dates import find_dates
from extractor.rules import load_rules
from extractor.text.sentences import split_sentences
from extractor.values import read_interval
from tests.markup import read_markup

PUBLISHED = date(2025, 10, 22)


def check(marked: str, published: date | None = PUBLISHED) -> None:
    """Compare target and, where a mark names it, role of every date of the text."""
    text, marks = read_markup(marked, tags={"date"})
    rules = load_rules()
    dates = find_dates(text, published, rules)
    assert [(mention.start, mention.end) for mention in dates] == [(mark.start, mark.end) for mark in marks]
    roles = date_roles(text, split_sentences(text, (), rules), dates, rules, read_interval(published, published))
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
        "Kursus itu sudah berjalan sejak <date role=start>6 Januari 2025</date>.",
        "Aplikasi itu pertama kali dirilis <date role=start>awal Januari 2025</date>.",
        "Ia menjabat sejak <date role=none>6 Januari 2025</date>.",
        "Peraturan itu diteken <date role=event>30 Juni 2025</date> oleh bupati.",
        "Kedua wali kota bertemu di Solo pada <date role=event>Rabu (15/10/2025)</date>.",
        "Indeks itu melemah pada pembukaan <date role=none>hari ini</date>.",
        "Target itu disampaikan Budi di Jakarta, <date>Selasa (21/10/2025)</date>.",
        "Timnas akan melawan Jepang pada <date>Kamis depan</date>.",
    ],
)
def test_no_targets(marked: str) -> None:
    check(marked)


# Kinds of plans and schedules, several sentences each, so that a cue is a rule and no memory of one sentence.
@pytest.mark.parametrize(
    "marked",
    [
        # put off, brought forward
        "Peresmian bendungan mundur ke <date target role=due>Maret 2026</date>.",
        "Penyelesaian tol molor hingga <date target role=due>akhir 2026</date>.",
        "Tahap uji coba kapal digeser ke <date target role=due>Januari 2026</date>.",
        "Penyelesaian gudang dimajukan menjadi <date target role=due>November</date>.",
        # a part of the target is reached
        "Penyaluran kredit telah melewati 40 ribu nasabah dari target 90 ribu nasabah pada <date target>2025</date>.",
        "Sudah terbangun 12 embung dari target 20 embung <date target>tahun ini</date>.",
        # the target is raised, also of participants
        "Kementerian menaikkan target peserta pelatihan las <date target>tahun ini</date> menjadi 9 ribu orang.",
        "Dinas menurunkan target pendaftar koperasi <date target>tahun ini</date> dari 900 menjadi 700.",
        # the next stage of a programme
        "Gelombang ketiga dibuka <date target role=start>Desember</date>.",
        "Tahap kedua dimulai <date target role=start>Januari 2026</date> di sepuluh provinsi.",
        "Batch berikutnya dibuka <date target role=start>Februari 2026</date>.",
        # the rest follows
        "Sebanyak 12 gudang sudah jadi, sisanya menyusul pada <date target>akhir November</date>.",
        "Lima puskesmas lainnya menyusul <date target>bulan depan</date>.",
        # what must be, within a stretch of time
        "Dalam <date target>enam bulan ke depan</date> pabriknya harus jalan.",
        "Seluruh sumur itu harus berfungsi <date target>tahun depan</date>.",
        "Dalam <date target>dua tahun ke depan</date> semua desa wajib terlayani air bersih.",
        # labels of a programme's sheet
        "Waktu pelaksanaan: <date target>Januari 2026</date>.",
        "Sebanyak 12 gudang sudah jadi, sisanya, lima gudang, menyusul pada <date target>awal Desember</date>.",
        "Target peserta magang <date target>tahun ini</date> naik menjadi 9 ribu orang.",
        # another clause has the schedule
        "Lamaran ditutup <date>3 November 2025</date> dan kursus dimulai <date target role=start>9 November</date>.",
        "Kursus las akan dibuka secara serentak <date target>Januari 2026</date>.",
        # deadlines
        "Formulir dikirim paling lambat <date target role=due>3 November 2025</date>.",
        "Tenggat pelaporan aset adalah <date target role=due>30 November 2025</date>.",
    ],
)
def test_kinds_of_plans(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        # registration and departures have a schedule
        "Pendaftaran lomba ditutup pada <date>3 November 2025</date>.",
        "Pendaftaran beasiswa ditutup <date>30 November 2025</date> pukul 23.59.",
        "Penutupan pendaftaran dijadwalkan pada <date>3 November 2025</date>.",
        "Kloter A dijadwalkan terbang pada <date>4 Mei 2026</date>, yang terakhir pada <date>2 Juni 2026</date>.",
        "Atlet renang akan bertolak ke Doha pada <date>12 November 2025</date>.",
        "Kapal itu rencananya berangkat dari Merak <date>25 Oktober</date> pagi.",
        "Pekerja migran tersebut akan dipulangkan dan tiba di Medan <date>27 Oktober 2025</date>.",
        # put off, but an event
        "Laga pembuka ditunda ke <date>3 November 2025</date>.",
        "Konser itu mundur ke <date>15 Januari 2026</date>.",
        # stages of a registration or a match
        "Pertandingan tahap kedua digelar <date>3 November 2025</date>.",
        "Angkatan kedua akan diikuti 700 penyuluh pada <date>Desember</date>.",
        "Gelombang kelima akan diikuti 400 petani pada <date>Desember</date>.",
        # a duty on an event's day
        "Peserta ujian harus hadir pada <date>3 November 2025</date>.",
        "Waktu pelaksanaan lomba: <date>3 November 2025</date>.",
        "Serial laga itu dijadwalkan tayang pada <date>2026</date>.",
        "Ia meneken kontrak berdurasi lima tahun dan bertahan sampai <date>2030</date>.",
        "Pameran itu akan memuat foto para wali kota hingga Budi (<date>2025-2030</date>).",
        # told, not planned
        "Penyelesaian tol mundur sejak <date>Maret 2025</date>.",
        "Jumlah peserta pelatihan <date>tahun ini</date> 9 ribu orang.",
        "Ia menyusul istrinya ke Lampung <date>pekan lalu</date>.",
    ],
)
def test_kinds_of_schedules(marked: str) -> None:
    check(marked)


def test_without_publication_a_plan_is_a_target() -> None:
    check("Pelatihan direncanakan akan dimulai pada <date target role=start>Mei 2025</date>.", None)


def test_rules_hold() -> None:
    assert list(check_rules(load_rules())) == []
