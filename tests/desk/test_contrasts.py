"""Claims with the right number of another thing: another state, period, place or part, a plan, a former value."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.desk.checking import check_text, read_claims
from extractor.desk.checking.index import EvidenceIndex
from extractor.desk.checking.matching import find_matches
from extractor.desk.store import Store
from extractor.rules import load_rules
from tests.desk.folder import write_folder

RULES = load_rules()
ARTICLES = {
    "a": ("2025-07-02", "Warta Satu", "Kuota Gunung Arjasa dibatasi\n"
          "Setiap hari maksimal 3.140 wisatawan boleh mendaki Gunung Arjasa."),
    "b": ("2025-07-03", "Kabar Dua", "Tarif Tol Melati naik\n"
          "Tarif Tol Melati untuk golongan I menjadi Rp47.000 dari Rp43.500."),
    "c": ("2025-07-04", "Kabar Dua", "Pendamping Desa Sentosa ditertibkan\n"
          "Sebanyak 730 pendamping Desa Sentosa diberi peringatan. "
          "Dari jumlah itu 61 pendamping Desa Sentosa diberhentikan."),
    "d": ("2025-07-05", "Harian Tiga", "Bengkel Mandiri tumbuh\n"
          "Sebanyak 5.620 bengkel mengikuti Program Bengkel Mandiri di seluruh Indonesia."),
    "e": ("2025-07-06", "Harian Tiga", "Kamera tilang Kota Banyu\n"
          "Polisi berencana memasang 900 kamera tilang di Kota Banyu tahun depan. Kini baru ada 212 kamera tilang."),
    "f": ("2025-07-07", "Warta Satu", "Pabrik kaca di Kawasan Seroja\n"
          "Pabrik kaca di Kawasan Seroja mampu menyerap 860 tenaga kerja."),
    "g": ("2025-07-08", "Warta Satu", "Relawan Taman Baca\n"
          "Di awal terbentuk Taman Baca Cemara memiliki 450 relawan. Kini Taman Baca Cemara memiliki 3.800 relawan."),
    "h": ("2025-07-09", "Kabar Dua", "Festival Layang\n"
          "Menurut panitia, Kamis (3/7/2025), Festival Layang Anggrek berlangsung 8-10 Agustus 2025."),
    "i": ("2025-07-10", "Kabar Dua", "Dapur Teratai di Blora\n"
          "Kabupaten Blora masih membutuhkan 840 dapur Teratai. Dapur Teratai yang aktif di Blora baru 96 dapur."),
    "j": ("2025-07-11", "Warta Satu", "Longsor Bukit Cempaka\n"
          "Longsor Bukit Cempaka berdampak pada 640 KK atau 2.370 jiwa."),
    "k": ("2025-07-12", "Harian Tiga", "Kereta wisata Kenari\n"
          "Jam kereta wisata Kenari diperpanjang hingga pukul 23.00 pada 21 Juli 2025. "
          "Kereta wisata Kenari berjalan pada 20 Juli 2025."),
    "l": ("2025-07-09", "Warta Satu", "Keracunan di Pesantren Melur\n"
          "Santri yang keracunan di Pesantren Melur 315 orang."),
    "m": ("2025-07-09", "Kabar Dua", "Santri keracunan\n"
          "Hingga kini santri yang keracunan di Pesantren Melur 338 orang."),
    "n": ("2025-07-09", "Kabar Dua", "Sekolah Garda Kemuning\n"
          "Sekolah Garda Kemuning menampung 2.000 siswa."),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return write_folder(tmp_path_factory.mktemp("out"), ARTICLES, RULES)


@pytest.mark.parametrize(
    ("text", "figure", "verdict", "quoted"),
    [
        ("Gunung Arjasa boleh didaki 3.140 wisatawan per bulan.", "3.140 wisatawan", "contradicted", "a"),
        ("Gunung Arjasa boleh didaki 3.140 pelancong per hari.", "3.140 pelancong", "supported", "a"),
        ("Tarif Tol Melati golongan I Rp43.500.", "Rp43.500", "outdated", "b"),
        ("Tarif Tol Melati golongan I Rp47.000.", "Rp47.000", "supported", "b"),
        ("Desa Sentosa memecat 730 pendamping.", "730 pendamping", "contradicted", "c"),
        ("Desa Sentosa memecat 61 pendamping.", "61 pendamping", "supported", "c"),
        ("Program Bengkel Mandiri di Bali diikuti 5.620 bengkel.", "5.620 bengkel", "not_found", "d"),
        ("Program Bengkel Mandiri diikuti 5.620 bengkel.", "5.620 bengkel", "supported", "d"),
        ("Kota Banyu sekarang sudah memasang 900 kamera tilang.", "900 kamera", "contradicted", "e"),
        ("Kota Banyu akan memasang 900 kamera tilang.", "900 kamera", "supported", "e"),
        ("Pabrik kaca baru di Kawasan Seroja menampung 860 pekerja.", "860 pekerja", "supported", "f"),
        ("Taman Baca Cemara punya 450 relawan.", "450 relawan", "outdated", "g"),
        ("Kabupaten Blora sudah punya 840 dapur Teratai yang aktif.", "840 dapur", "contradicted", "i"),
        ("Longsor Bukit Cempaka berdampak pada 2.370 KK.", "2.370 KK", "contradicted", "j"),
        ("Longsor Bukit Cempaka berdampak pada 640 KK.", "640 KK", "supported", "j"),
        ("Kereta wisata Kenari berjalan 20 Juli.", "20 Juli", "supported", "k"),
        ("Santri keracunan di Pesantren Melur 315 orang.", "315 orang", "outdated", "m"),
        ("Sekolah Garda Kemuning menampung 2.000 siswa.", "2.000 siswa", "supported", "n"),
        ("Sekolah Garda Kemuning menampung 2.040 siswa.", "2.040 siswa", "not_found", "n"),
        ("Festival Layang Anggrek digelar 8-14 Agustus 2025.", "8-14 Agustus 2025", "partly", "h"),
        ("Festival Layang Anggrek ditutup 10 Agustus 2025.", "10 Agustus 2025", "supported", "h"),
        ("Festival Layang Anggrek dibuka 3 Juli 2025.", "3 Juli 2025", "contradicted", "h"),
    ],
)  # fmt: skip
def test_verdicts(store: Store, text: str, figure: str, verdict: str, quoted: str) -> None:
    checked = check_text(text, date(2025, 7, 12), store, RULES)
    found = next(one for one in checked.verdicts if one.text == figure)
    assert (found.verdict, found.quotes[0].doc_id) == (verdict, quoted)


def test_a_match_names_its_evidence(store: Store) -> None:
    (claim,) = read_claims("Pabrik kaca di Kawasan Seroja menampung 860 pekerja.", date(2025, 7, 12), RULES)
    index = EvidenceIndex(store, RULES)
    best, other = find_matches(claim, index, RULES)[:2]
    index.close()
    assert best.figure.text == "860 tenaga kerja"
    assert {"equal_2", "same_unit", "same_kind", "clause"} <= set(best.evidence)
    assert best.evidence["clause"] == 1.0
    assert not best.has("name_missing", "other_unit", "apart", "sentence")
    assert best.score > 0 > other.score


def test_a_rare_word_weighs_more_than_a_frequent_one(store: Store) -> None:
    index = EvidenceIndex(store, RULES)
    rarity = index.rarity(["anggrek", "wisatawan", "nowhere"])
    index.close()
    assert rarity["nowhere"] == 1.0
    assert 0 < rarity["anggrek"] < 1
