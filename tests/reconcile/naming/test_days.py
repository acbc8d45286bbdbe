"""Days are called by what takes place."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.reconcile.naming.clauses import clause, headed
from extractor.reconcile.naming.words import words_of
from tests.reconcile.facts import dated, summary
from tests.reconcile.naming.titled import RULES, of_day, of_days


@pytest.mark.parametrize(
    ("sentence", "role", "fields", "title"),
    [
        (
            "Presiden meluncurkan Satuan Pelayanan Pemenuhan Gizi (SPPG) Polri pada 12 Juni 2025.",
            "start",
            {"what": "Makan Bergizi Gratis"},
            ("Peluncuran SPPG Polri pada 12 Juni 2025", "SPPG Polri: launch, 12 June 2025"),
        ),
        (
            "Rapat Dewan Gubernur Bank Indonesia digelar pada 12 Juni 2025.",
            "event",
            {},
            (
                "Rapat Dewan Gubernur Bank Indonesia pada 12 Juni 2025",
                "Dewan Gubernur Bank Indonesia: meeting, 12 June 2025",
            ),
        ),
        (
            "Gelombang kedua dibuka 12 Juni 2025.",
            "start",
            {"what": "Magang Nasional"},
            (
                "Pembukaan gelombang kedua Magang Nasional pada 12 Juni 2025",
                "“Pembukaan gelombang kedua Magang Nasional pada 12 Juni 2025”",
            ),
        ),
        (
            "Laga Persib vs Persija digelar 12 Juni 2025.",
            "event",
            {},
            ("Persib vs Persija pada 12 Juni 2025", "Persib vs Persija, 12 June 2025"),
        ),
        (
            "Kapal Meratus mulai berlayar ke Ambon pada 12 Juni 2025.",
            "start",
            {},
            (
                "Kapal Meratus mulai berlayar ke Ambon (12 Juni 2025)",
                "“Kapal Meratus mulai berlayar ke Ambon (12 Juni 2025)”",
            ),
        ),
        (
            "Pelayanan penerbitan SIM dibuka kembali pada 12 Juni 2025.",
            "start",
            {},
            (
                "Pembukaan kembali pelayanan penerbitan SIM pada 12 Juni 2025",
                "“Pembukaan kembali pelayanan penerbitan SIM pada 12 Juni 2025”",
            ),
        ),
        (
            "Pertemuan The Fed digelar 12 Juni 2025.",
            "event",
            {"what": "The Fed"},
            ("Pertemuan The Fed pada 12 Juni 2025", "The Fed: meeting, 12 June 2025"),
        ),
        (
            "Laba Bank Meratus meningkat 12,4 persen pada 12 Juni 2025.",
            "event",
            {},
            (
                "Laba Bank Meratus meningkat 12,4 persen (12 Juni 2025)",
                "“Laba Bank Meratus meningkat 12,4 persen (12 Juni 2025)”",
            ),
        ),
        # whose it is nobody tells
        ("Penjualan tiket dibuka pada 12 Juni 2025.", "start", {"what": "penjualan tiket"}, None),
        # nobody announces a market's day or words to the press
        ("Harga saham Meratus ditutup turun 4,65% ke Rp 1.845 pada 12 Juni 2025.", "event", {}, None),
        ("Pada penutupan 12 Juni 2025, saham Meratus ditutup di level 1.845.", "event", {}, None),
        ("Saham Meratus menguat pada perdagangan 12 Juni 2025.", "event", {}, None),
        ("Bursa 12 Juni 2025 segera dibuka.", "start", {}, None),
        ("Rupiah menguat pada penutupan perdagangan 12 Juni 2025.", "event", {}, None),
        ("Ani menyebutnya dalam konferensi pers di kantor Kemnaker pada 12 Juni 2025.", "event", {}, None),
        ("Pembukaan Perdagangan Bursa pada 12 Juni 2025 ramai.", "event", {}, None),
        ("Sesi perdagangan dibuka 12 Juni 2025.", "event", {}, None),
        *(  # but what bears such a word in its name takes place
            (
                f"{name} dibuka pada 12 Juni 2025.",
                "event",
                {},
                (f"Pembukaan {name} pada 12 Juni 2025", f"{name}: opening, 12 June 2025"),
            )
            for name in ("Bursa Kerja Garut", "Bursa Karbon Meratus", "Media Center Haji")
        ),
        (
            "Sesi pendaftaran Duta Meratus dibuka pada 12 Juni 2025.",
            "event",
            {},
            (
                "Pembukaan sesi pendaftaran Duta Meratus pada 12 Juni 2025",
                "“Pembukaan sesi pendaftaran Duta Meratus pada 12 Juni 2025”",
            ),
        ),
        (
            "Kongres Pers Mahasiswa digelar pada 12 Juni 2025.",
            "event",
            {},
            ("Kongres Pers Mahasiswa pada 12 Juni 2025", "Pers Mahasiswa: meeting, 12 June 2025"),
        ),
        (
            "Ani akan hadir di Kongres Pers Mahasiswa pada 12 Juni 2025.",
            "event",
            {},
            ("Kongres Pers Mahasiswa pada 12 Juni 2025", "Pers Mahasiswa: meeting, 12 June 2025"),
        ),
        ("Ani bicara dalam Konferensi Pers Bank Meratus pada 12 Juni 2025.", "event", {}, None),
        (
            "Bantuan itu, yaitu BSU, berakhir pada 12 Juni 2025.",
            "event",
            {"what": "Bantuan Subsidi Upah"},
            ("Berakhirnya BSU pada 12 Juni 2025", "BSU: end, 12 June 2025"),
        ),
        (
            "Masa reses DPR berakhir pada 12 Juni 2025.",
            "event",
            {},
            ("Berakhirnya masa reses DPR pada 12 Juni 2025", "“Berakhirnya masa reses DPR pada 12 Juni 2025”"),
        ),
        (  # of two nouns the first says what takes place
            "Pengumuman seleksi Duta Meratus akan disampaikan 12 Juni 2025.",
            "event",
            {},
            (
                "Pengumuman seleksi Duta Meratus pada 12 Juni 2025",
                "“Pengumuman seleksi Duta Meratus pada 12 Juni 2025”",
            ),
        ),
        (
            "Pabrik Meratus kembali beroperasi bagi warga di Garut mulai 12 Juni 2025, usai menteri mencabut izin.",
            "start",
            {},
            (
                "Mulai operasi kembali Pabrik Meratus pada 12 Juni 2025",
                "Start: Pabrik Meratus: operation again, 12 June 2025",
            ),
        ),
        (
            "Diskon Tarif Listrik, yang dinikmati warga dan berlaku bagi pelanggan, diberikan mulai 12 Juni 2025.",
            "start",
            {"what": "Diskon Tarif Listrik"},
            (
                "Pemberlakuan Diskon Tarif Listrik pada 12 Juni 2025",
                "Diskon Tarif Listrik: coming into force, 12 June 2025",
            ),
        ),
        (
            "Bursa di Garut, Meratus, mulai beroperasi pada 12 Juni 2025.",
            "start",
            {"what": "Meratus"},
            ("Mulai operasi Meratus pada 12 Juni 2025", "Start: operation Meratus, 12 June 2025"),
        ),
        (
            "Pasar Meratus ditutup pada 12 Juni 2025.",
            "event",
            {},
            ("Penutupan Pasar Meratus pada 12 Juni 2025", "Pasar Meratus: closing, 12 June 2025"),
        ),
        ("Laga Persib digelar 12 Juni 2025.", "event", {"what": "Liga Nusantara"}, None),
        ("Ahmad Karim dijadwalkan 12 Juni 2025.", "event", {}, None),
        (
            "Polisi batal memeriksa Budi Karim pada 12 Juni 2025.",
            "event",
            {},
            (
                "Polisi batal memeriksa Budi Karim (12 Juni 2025)",
                "“Polisi batal memeriksa Budi Karim (12 Juni 2025)”",
            ),
        ),
    ],
)
def test_days_are_called_by_what_takes_place(
    sentence: str, role: str, fields: dict[str, Any], title: tuple[str, str] | None
) -> None:
    assert of_day(sentence, role, **fields) == title


@pytest.mark.parametrize(
    ("headline", "sentence", "title"),
    [
        (
            "KPPU Setujui Akuisisi Tokopedia, Ini Syaratnya",
            "Sidang KPPU digelar pada 12 Juni 2025.",
            "Sidang KPPU pada 12 Juni 2025: “KPPU Setujui Akuisisi Tokopedia”",
        ),
        (
            "KPK Limpahkan Berkas Korupsi Jalan ke Pengadilan",
            "Pimpinan KPK menggelar konferensi pers pada 12 Juni 2025.",
            "",
        ),
        (
            "Ani Batal Buka Pekan Kopi karena Banjir",
            "Agenda itu sedianya ada di Aula Meratus, Kabupaten Kerinci dan dihadiri Ani Karim pada 12 Juni 2025.",
            "Ani Batal Buka Pekan Kopi karena Banjir (12 Juni 2025)",
        ),
        (
            "KPU Cabut Aturan Rahasia",
            "Semua bermula dari aturan yang diteken Ketua KPU Hasan pada 12 Juni 2025.",
            "Penandatanganan aturan KPU pada 12 Juni 2025: “KPU Cabut Aturan Rahasia”",
        ),
        (
            "Budi Karim Absen, Pemeriksaan KPK Ditunda",
            "Penyidik memulai pemeriksaan Budi Karim pada 12 Juni 2025.",
            "Pemeriksaan Budi Karim pada 12 Juni 2025: “Budi Karim Absen, Pemeriksaan KPK Ditunda”",
        ),
        (
            "Respons Budi Karim Usai Diperiksa KPK",
            "Budi Karim diperiksa KPK pada 12 Juni 2025.",
            "Pemeriksaan Budi Karim pada 12 Juni 2025: “Respons Budi Karim Usai Diperiksa KPK”",
        ),
        (
            "Budi Karim Siap Berkemah ke Danau Meratus",
            "Mereka berangkat pada 12 Juni 2025 untuk mengikuti Festival Danau Meratus.",
            "Pemberangkatan pada 12 Juni 2025: “Budi Karim Siap Berkemah ke Danau Meratus”",
        ),
        ("Jalan yang Akan Ditutup Wali Kota Budi Karim", "Budi Karim bicara soal jalan 12 Juni 2025.", ""),
        (
            "Ada Perbaikan, Jembatan Meratus Ditutup 12 Juni 2025",
            "Penutupan Jembatan Meratus berlangsung pada 12 Juni 2025.",
            "Ada Perbaikan, Jembatan Meratus Ditutup 12 Juni 2025",
        ),
        (
            "Jadwal Festival Danau",
            "Kepala desa berkunjung ke Bank Sumut pada 12 Juni 2025.",
            "Kepala desa berkunjung ke Bank Sumut (12 Juni 2025)",
        ),
        ("Harga Cabai Naik", "Hakim Ani bicara di ruang sidang Candra, 12 Juni 2025.", ""),
        ("Harga Cabai di Garut Naik", "Rapat koordinasi digelar pada 12 Juni 2025.", ""),
    ],
)
def test_a_headline_names_only_the_event_of_the_claims_sentences(headline: str, sentence: str, title: str) -> None:
    assert of_days(headline, sentence, f"Kemarin dikatakan lagi: {sentence}") == title


@pytest.mark.parametrize(
    ("sentence", "role", "fields", "title"),
    [
        (
            "Ia bicara dalam acara pengukuhan 40 hakim di gedung Mahkamah Agung, 12 Juni 2025.",
            "event",
            {},
            "Pengukuhan 40 hakim di gedung Mahkamah Agung pada 12 Juni 2025",
        ),
        (
            "Kisah baru hadir lewat Serial Lentera, yang tayang perdana pada 12 Juni 2025.",
            "start",
            {},
            "Penayangan Serial Lentera pada 12 Juni 2025",
        ),
        (
            "Dinas akan melakukan inspeksi ke semua dapur Yayasan Melati pada 12 Juni 2025.",
            "start",
            {},
            "Mulai inspeksi ke dapur Yayasan Melati pada 12 Juni 2025",
        ),
        (
            "Rapat Dewan Gubernur Bank Indonesia dimulai 12 Juni 2025.",
            "start",
            {},
            "Rapat Dewan Gubernur Bank Indonesia pada 12 Juni 2025",
        ),
        (
            "Harga minimal di tingkat peternak ayam berlaku mulai 12 Juni 2025.",
            "start",
            {},
            None,
        ),
        (
            "Seminar Gizi Nasional yang rutin digelar pada 12 Juni 2025.",
            "event",
            {},
            "Seminar Gizi Nasional (12 Juni 2025)",
        ),
        (
            "Kami targetkan akhir Oktober seluruh dapur Yayasan Melati sudah berdiri, lalu dibuka 12 Juni 2025.",
            "start",
            {},
            None,
        ),
    ],
)
def test_of_a_day_only_its_own_matter_is_told(
    sentence: str, role: str, fields: dict[str, Any], title: str | None
) -> None:
    found = of_day(sentence, role, **fields)
    assert (found[0] if found else None) == title


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Ani Karim tetap memaksakan peleburan Bank Meratus pada 12 Juni 2025.", True),
        ("Apabila Ani Karim tetap memaksakan peleburan Bank Meratus pada 12 Juni 2025, ia ragu.", False),
        ("Aula Bank Meratus, Kabupaten Kerinci dan dihadiri Ani Karim pada 12 Juni 2025.", False),
    ],
)
def test_a_clause_that_supposes_or_goes_on_with_another_tells_of_no_day(sentence: str, found: bool) -> None:
    day = dated(summary("a", sentence), "12 Juni 2025", "2025-06-12", role="event")
    assert bool(clause(day, words_of(RULES), frozenset())[0]) == found


@pytest.mark.parametrize(
    ("headline", "part"),
    [
        ("Hingga 12 Juni 2025, Jembatan Meratus masih dikejar", "Hingga 12 Juni 2025, Jembatan Meratus masih dikejar"),
        ("Jembatan Meratus dibuka 12 Juni 2025, warga senang", "Jembatan Meratus dibuka 12 Juni 2025"),
    ],
)
def test_of_a_headline_the_part_with_the_day_tells_what_takes_place(headline: str, part: str) -> None:
    assert headed(dated(summary("a", headline), "12 Juni 2025", "2025-06-12"), words_of(RULES)) == part
