"""Claims against a small folder of articles: every verdict, hedges, days, places, and what must stay silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.desk import checking
from extractor.desk.checking import Checked, read_claims
from extractor.desk.checking.index import EvidenceIndex
from extractor.desk.labels import check_paragraph, verdict_reason
from extractor.desk.store import Store
from extractor.rules import load_rules
from extractor.rules.check import check_rules
from tests.desk.folder import write_folder

RULES = load_rules()
ARTICLES = {
    "a": ("2025-10-20", "Warta Satu", "Dapur MBG bertambah\n"
          "BGN mencatat 12.508 SPPG telah beroperasi hingga 20 Oktober 2025."
          " Sebanyak 36,7 juta orang sudah menerima Makan Bergizi Gratis (MBG)."),
    "b": ("2025-12-05", "Kabar Dua", "Penerima MBG naik lagi\n"
          "Kini 49 juta orang sudah menerima Makan Bergizi Gratis (MBG)."),
    "c": ("2025-08-16", "Warta Satu", "Target MBG\n"
          "Pemerintah menargetkan 82,9 juta orang menerima Makan Bergizi Gratis (MBG)."),
    "d": ("2025-06-18", "Harian Tiga", "Pameran Otomotif Nusantara 2025 segera dibuka\n"
          "Pameran Otomotif Nusantara berlangsung 24 Juli hingga 3 Agustus 2025 di Tangerang."),
    "e": ("2025-07-25", "Harian Tiga", "Sekolah Rakyat menerima siswa\n"
          "Sekolah Rakyat menampung 9.700 siswa pada tahun ini."),
    "f": ("2025-06-08", "Kabar Dua", "Pemutihan pajak di Jawa Barat\n"
          "Pemutihan pajak kendaraan di Jawa Barat semula berakhir 6 Juni 2025, "
          "lalu diperpanjang hingga 30 Juni 2025."),
    "g": ("2025-06-09", "Warta Satu", "[HOAKS] Magang Nasional menerima 1 juta peserta\n"
          "Kabar bahwa Magang Nasional menerima 1 juta peserta tidak benar."),
    "h": ("2025-06-20", "Warta Satu", "Defisit APBN\nDefisit APBN mencapai Rp 21 triliun hingga akhir Mei 2025."),
    "i": ("2025-07-02", "Warta Satu", "Emas Cendana naik\n"
          "Harga emas Cendana naik dari Rp1.900.000 menjadi Rp2.050.000 per gram."),
    "j": ("2025-07-04", "Kabar Dua", "Laba Angsana\nPT Angsana Raya memperkirakan laba Rp11,2 miliar pada 2025."),
    "k": ("2025-07-05", "Kabar Dua", "Beras murah\nPolda Kenari menyalurkan 413.990 kg beras kepada warga."),
    "l": ("2025-07-06", "Harian Tiga", "Uang pengganti kasus Meranti\n"
          "Dalam kasus Meranti, Grup Flamboyan mengembalikan Rp 11,88 triliun."
          " Kemudian Kencana Lestari menyerahkan Rp 1,18 triliun."),
    "m": ("2025-07-07", "Harian Tiga", "[DISINFORMASI] Beasiswa Bahari menerima 2 juta mahasiswa\n"
          "Unggahan itu menulis Beasiswa Bahari menerima 2 juta mahasiswa. "
          "Faktanya, Beasiswa Bahari menerima 5.500 mahasiswa."),
    "n": ("2025-07-08", "Warta Satu", "Festival Kelapa\nFestival Kelapa dihadiri 12.000 pengunjung."),
    "o": ("2025-07-09", "Warta Satu", "Ralat Festival Kelapa\n"
          "Festival Kelapa dihadiri 1.200 pengunjung, bukan 12.000 pengunjung."),
    "p": ("2025-07-10", "Kabar Dua", "Suku bunga Bank Mahoni\nBank Mahoni menetapkan suku bunga 5,5 persen."),
    "q": ("2025-07-11", "Kabar Dua", "Bantuan Wadah\nBantuan Wadah bernilai Rp 900 ribu untuk tiga bulan. "
          "Bantuan Wadah cair Rp 300 ribu per bulan."),
    "r": ("2025-07-12", "Harian Tiga", "Latihan Garuda\n"
          "Latihan Garuda Laut berlangsung 20 Juli hingga 14 Agustus 2025."),
    "s": ("2025-07-14", "Kabar Dua", "Laba Teratai\nPT Teratai Abadi membukukan laba Rp803,3 miliar."
          " Laba PT Teratai Abadi naik 75 persen dibandingkan periode yang sama tahun sebelumnya"
          " sebesar Rp457,6 miliar."),
    "t": ("2025-07-15", "Kabar Dua", "Penjualan mobil Beringin\nPabrik Beringin menjual 51.133 mobil."),
    "u": ("2025-07-16", "Kabar Dua", "Kinerja PT Randu\n"
          "RNDU mencatatkan pendapatan Rp3,47 triliun, dari laba dan pendapatan PT Randu Rp2,95 triliun pada 2023."),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return _store(tmp_path_factory.mktemp("out"), kept=True)


def _store(folder: Path, *, kept: bool) -> Store:
    if kept:
        return write_folder(folder, ARTICLES, RULES)
    # between headline and body so much that what is kept of an article does not reach its figures
    between = "\n" + "Kalimat ini tidak memuat angka. " * 20
    far = {doc_id: (day, source, text.replace("\n", between, 1)) for doc_id, (day, source, text) in ARTICLES.items()}
    return write_folder(folder, far, RULES, kept=False)


def check(store: Store, text: str, day: str = "2025-12-20") -> Checked:
    return checking.check_text(text, date.fromisoformat(day), store, RULES)


@pytest.mark.parametrize(
    ("text", "day", "figure", "verdict", "quoted"),
    [
        ("Dapur MBG yang beroperasi 12,5 ribu unit.", "2025-10-22", "12,5 ribu unit", "supported", "a"),
        ("MBG kini dinikmati 36,7 juta orang.", "2025-12-08", "36,7 juta orang", "outdated", "b"),
        ("MBG sudah dinikmati 36,7 juta orang.", "2025-10-22", "36,7 juta orang", "supported", "a"),
        ("Sudah 82,9 juta orang menikmati MBG!", "2025-12-08", "82,9 juta orang", "contradicted", "b"),
        ("Pameran Otomotif Nusantara dibuka 24 Juli.", "2025-06-20", "24 Juli", "supported", "d"),
        ("Pameran Otomotif Nusantara dibuka 14 Juli.", "2025-06-20", "14 Juli", "contradicted", "d"),
        ("Sekolah Rakyat menampung hampir 10 ribu siswa.", "2025-08-01", "10 ribu siswa", "supported", "e"),
        ("Sekolah Rakyat menampung 9,7 juta siswa.", "2025-08-01", "9,7 juta siswa", "contradicted", "e"),
        ("Pemutihan pajak di Jawa Barat berakhir 6 Juni 2025.", "2025-06-12", "6 Juni 2025", "outdated", "f"),
        ("Magang Nasional menerima 1 juta peserta.", "2025-06-12", "1 juta peserta", "contradicted", "g"),
        ("Harga emas Cendana Rp1,9 juta per gram.", "2025-07-05", "Rp1,9 juta", "outdated", "i"),
        ("PT Angsana Raya meraih laba Rp11,2 miliar pada 2025.", "2025-07-10", "Rp11,2 miliar", "partly", "j"),
        ("PT Angsana Raya diperkirakan meraih laba Rp11,2 miliar.", "2025-07-10", "Rp11,2 miliar", "supported", "j"),
        ("Polda Kenari menyalurkan 414 ton beras.", "2025-07-10", "414 ton", "supported", "k"),
        ("Dalam kasus Meranti, Grup Flamboyan mengembalikan Rp1,18 triliun.", "2025-07-10", "Rp1,18 triliun",
         "contradicted", "l"),
        ("Beasiswa Bahari menerima 2 juta mahasiswa.", "2025-07-10", "2 juta mahasiswa", "contradicted", "m"),
        ("Beasiswa Bahari menerima 5.500 mahasiswa.", "2025-07-10", "5.500 mahasiswa", "supported", "m"),
        ("Festival Kelapa dihadiri 12.000 pengunjung.", "2025-07-08", "12.000 pengunjung", "supported", "n"),
        ("Festival Kelapa dihadiri 12.000 pengunjung.", "2025-07-10", "12.000 pengunjung", "contradicted", "o"),
        ("Suku bunga Bank Mahoni 5 persen.", "2025-07-12", "5 persen", "contradicted", "p"),
        ("Bantuan Wadah cair Rp 900 ribu per bulan.", "2025-07-12", "Rp 900 ribu", "contradicted", "q"),
        ("Latihan Garuda Laut berlangsung 20 Juli hingga 29 Agustus 2025.", "2025-07-13",
         "20 Juli hingga 29 Agustus 2025", "partly", "r"),
        ("Sekolah Rakyat menampung lebih dari 10 ribu siswa.", "2025-08-01", "10 ribu siswa", "contradicted", "e"),
        ("PT Teratai Abadi membukukan laba Rp457,6 miliar.", "2025-07-16", "Rp457,6 miliar", "outdated", "s"),
        ("PT Teratai Abadi membukukan laba Rp803,3 miliar.", "2025-07-16", "Rp803,3 miliar", "supported", "s"),
        ("Pendapatan PT Randu Rp3,47 triliun.", "2025-07-18", "Rp3,47 triliun", "supported", "u"),
        ("Pabrik Beringin menargetkan 120 ribu mobil.", "2025-07-16", "120 ribu mobil", "not_found", "t"),
        ("Pabrik Beringin menjual 120 ribu mobil.", "2025-07-16", "120 ribu mobil", "contradicted", "t"),
        ("APBN tekor Rp 21 T sampai akhir Mei 2025.", "2025-06-21", "Rp 21 T", "supported", "h"),
    ],
)  # fmt: skip
def test_verdicts(store: Store, text: str, day: str, figure: str, verdict: str, quoted: str) -> None:
    found = next(one for one in check(store, text, day).verdicts if one.text == figure)
    assert (found.verdict, found.quotes[0].doc_id) == (verdict, quoted)
    assert text[found.start : found.end] == figure


@pytest.mark.parametrize(
    "text",
    [
        "Konser di Surabaya ditonton 30 ribu orang.",
        "Koperasi Merah Putih menyerap 290 ribu tenaga kerja.",
        "Sekolah Rakyat memiliki 4.000 guru.",
        "Sekolah Rakyat di Maluku menampung 500 siswa.",
    ],
)
def test_what_nobody_reports_is_not_contradicted(store: Store, text: str) -> None:
    assert {one.verdict for one in check(store, text).verdicts} == {"not_found"}


def test_sentences_are_quoted_where_no_text_was_kept(tmp_path: Path) -> None:
    bare = _store(tmp_path, kept=False)
    for text, day, verdict, quoted in [
        ("Sekolah Rakyat menampung 9,7 juta siswa.", "2025-08-01", "contradicted", "e"),
        ("Beasiswa Bahari menerima 5.500 mahasiswa.", "2025-07-10", "supported", "m"),
        ("Festival Kelapa dihadiri 12.000 pengunjung.", "2025-07-08", "supported", "n"),
    ]:
        (one,) = check(bare, text, day).verdicts
        assert (one.verdict, one.quotes[0].doc_id) == (verdict, quoted)
        assert one.quotes[0].quote in ARTICLES[quoted][2]


def test_later_reports_do_not_count(store: Store) -> None:
    (one,) = check(store, "MBG sudah dinikmati 49 juta orang.", "2025-10-22").verdicts
    assert one.verdict != "supported"
    assert all(evidence.published <= date(2025, 10, 22) for evidence in one.quotes if evidence.published)


def test_the_reason_names_outlet_day_and_figure(store: Store) -> None:
    (one,) = check(store, "Sekolah Rakyat menampung 9,7 juta siswa.", "2025-08-01").verdicts
    assert verdict_reason(RULES, "id", one) == (
        "Besarannya keliru: Harian Tiga (25 Juli 2025) menyebut 9.700 siswa, bukan 9,7 juta siswa. "
        "Hanya satu media yang memuatnya."
    )
    assert check_paragraph(RULES, "id", one).endswith(
        "Harian Tiga (25 Juli 2025): “Sekolah Rakyat menampung 9.700 siswa pada tahun ini.” https://e.example/"
    )


def test_the_work_is_bounded_and_what_is_left_out_is_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_FIGURES", 3)
    found = check(store, "Ada 10 orang. Ada 20 orang. Ada 30 orang. Ada 40 orang. Ada 50 orang.")
    assert (len(found.verdicts), found.left_out) == (3, 2)


def test_a_damaged_index_is_made_anew(store: Store) -> None:
    EvidenceIndex(store, RULES).close()
    (path,) = store.workplace.glob("evidence-*.sqlite")
    path.write_bytes(b"no database at all" * 100)
    (one,) = check(store, "Sekolah Rakyat menampung 9.700 siswa.", "2025-08-01").verdicts
    assert one.verdict == "supported"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aMBG 0123456789.,-/Rpjuta\n%", max_size=120))
def test_offsets_hold_for_any_text(text: str) -> None:
    for claim in read_claims(text, date(2025, 6, 1), RULES):
        assert text[claim.figure.start : claim.figure.end] == claim.figure.text
        assert claim.sentence[claim.at : claim.at + len(claim.figure.text)] == claim.figure.text


def test_the_rules_are_sound() -> None:
    assert [problem for problem in check_rules(RULES) if problem.file == "claims.yaml"] == []
