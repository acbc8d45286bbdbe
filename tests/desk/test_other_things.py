"""Claims beside figures of another event, another thing, a whole, or another statement of their sentence."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.desk.checking import check_text
from extractor.desk.labels import check_paragraph, verdict_reason
from extractor.desk.store import Store
from extractor.rules import load_rules
from tests.desk.folder import write_folder

RULES = load_rules()
ARTICLES = {
    "a": ("2025-07-02", "Warta Satu", "Keracunan usai menyantap bekal Program Bintang Rasa\n"
          "Peristiwa ini terjadi pada 15 Juni 2025 dan menimpa 62 siswa."),
    "b": ("2025-01-05", "Kabar Dua", "Pajak kendaraan berubah\n"
          "Baca juga: Program Bintang Rasa Dimulai Besok di Kota Banyu."),
    "c": ("2025-07-03", "Kabar Dua", "Program Bintang Rasa di Blora\n"
          "Penghentian Program Bintang Rasa di Blora berlangsung sejak 8 Mei 2025."),
    "d": ("2025-07-04", "Harian Tiga", "Sidang Majelis Kenari sepi\n"
          "Sidang Majelis Kenari hanya dihadiri 293 dari total 580 anggota. "
          "Sebanyak 287 anggota Majelis Kenari absen dalam sidang itu."),
    "e": ("2025-07-05", "Harian Tiga", "Kota Banyu beralih ke listrik\n"
          "Kota Banyu menyiapkan 100 bus listrik. Kota Banyu telah menyerahkan 186 motor listrik kepada petugas."),
    "f": ("2025-07-06", "Warta Satu", "Lari Melati 2025\n"
          "Lomba Lari Melati mempertandingkan 21K, 10K, dan 5K. Lebih dari 12.500 peserta ikut Lari Melati."),
    "g": ("2025-07-07", "Warta Satu", "Dinas Cemara memasang alat\n"
          "Di Jakarta Utara Dinas Cemara memasang alat pengendali pencemaran udara, total tujuh unit."),
    "h": ("2025-07-08", "Kabar Dua", "Upah minimum ditetapkan\n"
          "Sebanyak 34 provinsi telah menetapkan upah minimum 2026."),
    "i": ("2025-07-09", "Kabar Dua", "Delegasi Tasmania datang\n"
          "Gubernur Tasmania membawa 130 delegasi ke Indonesia."),
    "j": ("2026-03-09", "Kabar Dua", "Penumpang Bandara Kenanga\n"
          "Penumpang dari Tasmania ke Indonesia 975 ribu orang."),
    "k": ("2025-07-10", "Warta Satu", "Pegawai Dinas Kamboja bertambah\n"
          "Pegawai Dinas Kamboja bertambah menjadi 700 orang dari 500 orang."),
    "l": ("2025-07-10", "Kabar Dua", "Relawan Posko Flamboyan berkurang\n"
          "Relawan Posko Flamboyan turun menjadi 300 orang dari 500 orang."),
    "m": ("2025-07-11", "Harian Tiga", "Murid Sanggar Teratai bertambah\n"
          "Murid Sanggar Teratai bertambah, yakni 900 orang dari 400 orang."),
    "n": ("2025-07-11", "Harian Tiga", "Musyawarah Koperasi Anyelir sepi\n"
          "Dari total 640 anggota, hanya 215 anggota yang menghadiri musyawarah Koperasi Anyelir."),
    "o": ("2025-07-12", "Warta Satu", "Kongres Serikat Dahlia sepi\n"
          "Kongres Serikat Dahlia dihadiri 317 (dari total 720) anggota."),
    "p": ("2025-07-13", "Warta Satu", "Dinas Bahari membagikan kapal\n"
          "Dinas Bahari membagikan 60 kapal nelayan kepada warga. Dinas Bahari juga membagikan 90 unit traktor."),
    "q": ("2025-07-13", "Kabar Dua", "Yayasan Seroja menyerahkan mobil\n"
          "Yayasan Seroja menyerahkan 40 mobil ambulans kepada puskesmas."),
    "r": ("2025-07-14", "Harian Tiga", "Kota Randu beralih ke listrik\n"
          "Kota Randu telah menyerahkan 187 unit motor listrik kepada petugas."),
    "s": ("2025-07-15", "Warta Satu", "Konser Wijaya\n"
          "Konser Wijaya di Kota Randu digelar pada 8 Mei 2025 setelah sempat batal."),
    "t": ("2025-07-15", "Kabar Dua", "Pajak Cempaka\n"
          "Pajak Cempaka yang baru mulai berlaku pada 9 Mei 2025, sedangkan aturan lama dicabut."),
    "u": ("2025-07-16", "Harian Tiga", "Bank Soka\n"
          "Meski izin Bank Tulip dicabut, Bank Soka mulai beroperasi 8 Juni 2025."),
    "v": ("2025-07-16", "Harian Tiga", "Layanan Trem Sakura\n"
          "Layanan Trem Sakura dihentikan pada 4 Juni 2025 setelah relnya rusak."),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return write_folder(tmp_path_factory.mktemp("out"), ARTICLES, RULES)


@pytest.mark.parametrize(
    ("text", "figure", "verdict", "quoted"),
    [
        # a day of another event or step says nothing, and what begins tomorrow is told by a day
        ("Program Bintang Rasa dimulai pada 6 Januari 2025.", "6 Januari 2025", "supported", "b"),
        ("Program Bintang Rasa di Blora berlangsung sejak 8 Mei 2025.", "8 Mei 2025", "not_found", None),
        ("Konser Wijaya di Kota Randu digelar 8 Mei 2025.", "8 Mei 2025", "supported", "s"),
        ("Pajak Cempaka yang baru mulai berlaku pada 9 Mei 2025.", "9 Mei 2025", "supported", "t"),
        ("Bank Soka mulai beroperasi 8 Juni 2025.", "8 Juni 2025", "supported", "u"),
        ("Layanan Trem Sakura digelar mulai 4 Juni 2025.", "4 Juni 2025", "not_found", None),
        ("Layanan Trem Sakura dihentikan pada 4 Juni 2025.", "4 Juni 2025", "supported", "v"),
        # a part and its whole
        ("Hanya 293 anggota Majelis Kenari menghadiri sidang.", "293 anggota", "supported", "d"),
        ("Sidang Majelis Kenari dihadiri 580 anggota.", "580 anggota", "not_found", None),
        ("Musyawarah Koperasi Anyelir dihadiri 640 anggota.", "640 anggota", "not_found", None),
        ("Musyawarah Koperasi Anyelir dihadiri 215 anggota.", "215 anggota", "supported", "n"),
        ("Kongres Serikat Dahlia dihadiri 720 anggota.", "720 anggota", "not_found", None),
        ("Kongres Serikat Dahlia dihadiri 317 anggota.", "317 anggota", "supported", "o"),
        # what a value was before is no whole
        ("Pegawai Dinas Kamboja 500 orang.", "500 orang", "outdated", "k"),
        ("Relawan Posko Flamboyan 500 orang.", "500 orang", "outdated", "l"),
        ("Murid Sanggar Teratai 400 orang.", "400 orang", "supported", "m"),
        # two sorts of one unit, nouns of bodies, lengths of races
        ("Kota Banyu membeli 100 bus listrik.", "100 bus", "supported", "e"),
        ("Kota Banyu membeli 186 bus listrik.", "186 bus", "not_found", None),
        ("Dinas Bahari membagikan 60 perahu.", "60 perahu", "supported", "p"),
        ("Yayasan Seroja menyerahkan 40 ambulans.", "40 ambulans", "supported", "q"),
        ("Kota Randu menyerahkan 100 bus listrik.", "100 bus", "not_found", None),
        ("Kota Randu menyerahkan 187 bus listrik.", "187 bus", "not_found", None),
        ("Kota Randu menyerahkan 187 motor listrik.", "187 motor", "supported", "r"),
        ("Lomba Lari Melati diikuti 5.000 peserta.", "5.000 peserta", "contradicted", "f"),
        ("Lomba Lari Melati diikuti 12.500 peserta.", "12.500 peserta", "supported", "f"),
        ("Dinas Cemara menindak minimal 5 perusahaan pencemar udara.", "5 perusahaan", "not_found", None),
        # what a sentence says besides
        ("Sementara itu, 287 anggota Majelis Kenari absen dalam sidang, dan upah minimum 2026 wajib ditetapkan "
         "paling lambat 11 Desember 2025.", "287 anggota", "supported", "d"),
        ("Gubernur Tasmania membawa 130 orang delegasi ke Indonesia.", "130 orang", "supported", "i"),
    ],
)  # fmt: skip
def test_verdicts(store: Store, text: str, figure: str, verdict: str, quoted: str | None) -> None:
    checked = check_text(text, date(2026, 5, 1), store, RULES)
    found = next(one for one in checked.verdicts if one.text.startswith(figure))
    assert (found.verdict, found.quotes[0].doc_id if quoted else None) == (verdict, quoted)


def test_a_day_is_told_as_such_in_the_words_of_the_reader(store: Store) -> None:
    (one,) = check_text("Program Bintang Rasa dimulai pada 6 Januari 2025.", date(2026, 5, 1), store, RULES).verdicts
    assert one.quotes[0].text == "Besok"
    assert verdict_reason(RULES, "id", one).startswith(
        "Sesuai dengan laporan Kabar Dua (5 Januari 2025): 6 Januari 2025."
    )
    assert verdict_reason(RULES, "en", one).startswith("Fits the report of Kabar Dua (5 January 2025): 6 January 2025.")


def test_a_stretch_of_days_stays_in_the_words_of_the_text(store: Store) -> None:
    (one,) = check_text("Program Bintang Rasa dimulai akhir tahun.", date(2025, 5, 1), store, RULES).verdicts
    assert one.text == "akhir tahun"
    assert check_paragraph(RULES, "id", one).startswith("Klaim “akhir tahun”")
    assert check_paragraph(RULES, "en", one).startswith("The claim “late 2025”")
