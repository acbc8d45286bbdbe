"""Days are called by what takes place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.reconcile import reconcile
from extractor.reconcile.naming import Named, titles_of
from extractor.reconcile.naming.clauses import clause, headed
from extractor.reconcile.naming.happenings import happening
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.words import words_of
from extractor.reconcile.settings import load_settings
from tests.reconcile.facts import dated, summary
from tests.reconcile.naming.titled import RULES, of_day, of_days, titles


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


def test_who_does_it_opens_a_short_clause() -> None:
    headline = "Sambut Ketua Karim di Bandung, Mahasiswa Harap Kerja Sama Pendidikan Menguat"
    sentence = "Dikutip dari keterangan panitia, Karim tiba di Bandung pada 12 Juni 2025."
    assert of_days(headline, sentence) == f"Karim tiba di Bandung (12 Juni 2025): “{headline}”"


def test_a_day_of_other_things_than_its_reports_headline_has_no_title() -> None:
    headline = "Kebun Kopi Karim di Bajawa Terancam Punah karena Iklim"
    assert of_days(headline, "Karim menanam pohon pertama pada 12 Juni 2025.") == ""


@pytest.mark.parametrize(
    ("sentence", "role", "title"),
    [
        ("Hal itu terungkap dalam sidang di Pengadilan Negeri Garut, 12 Juni 2025.", "event", ""),
        ("Sidang paripurna di Gedung Dewan digelar 12 Juni 2025.", "event", "Sidang paripurna di Gedung Dewan"),
        ("Pendaftaran gelombang dua dibuka 12 Juni 2025.", "start", ""),
        ('Acaranya banyak, antara lain "Festival Danau Meratus" (12 Juni 2025).', "event", "Festival Danau Meratus"),
        ('Yang ditunggu "Meratus Fair di Garut 2025" (12 Juni 2025).', "event", "Meratus Fair di Garut 2025"),
        ('Ani menulis "Festival kami gagal total" (12 Juni 2025) di media sosial.', "event", ""),
        ('Ani menulis "Meratus Milik Kita Semua" (12 Juni 2025) di media sosial.', "event", ""),
        (
            "Sejak 12 Juni 2025 telah diberlakukan pengenaan opsen Pajak Meratus untuk warga.",
            "start",
            "Pemberlakuan pengenaan opsen Pajak Meratus",
        ),
    ],
)
def test_what_takes_place_is_told_by_more_than_where_or_in_which_turn(sentence: str, role: str, title: str) -> None:
    found = of_day(sentence, role)
    assert found == ((f"{title} pada 12 Juni 2025", found[1]) if found and title else None)


def test_what_one_report_tells_of_a_programme_may_be_that_of_one_town_which_its_headline_says() -> None:
    headline = "Dapur Kebanjiran, Siswa Bukit Melati Bawa Bekal dari Rumah"
    told = "MBG dihentikan 12 Juni 2025 karena dapur itu kebanjiran dan siswa membawa bekal."
    article = summary("a", f"{headline}\n{told}")
    day = dated(article, "12 Juni 2025", "2025-06-12", role="event", what="Makan Bergizi Gratis")
    title = f"Penghentian MBG pada 12 Juni 2025: “{headline}”"
    assert [record.title for record in reconcile([day], [article], RULES)] == [title]


def test_a_step_is_of_no_programme_that_only_another_report_names() -> None:
    one = summary("a", "Sorotan Pekan Ini di Meratus\nDaftar ponsel yang diluncurkan 12 Juni 2025 jadi sorotan.")
    other = summary(
        "b", "Tim Putri Lolos ke Final Turnamen Melati 2025\nTurnamen Melati 2025 berlangsung 12 Juni 2025."
    )
    facts = [dated(article, "12 Juni 2025", "2025-06-12", role="event") for article in (one, other)]
    heads: dict[str, date | None] = {"Sorotan Pekan Ini di Meratus": None, "Tim Putri Lolos ke Final": None}
    named = Named(
        "event_date", "Turnamen Melati 2025", None, (), facts, (), False, heads, (), facts[0].days, True, False
    )
    assert titles_of(named, load_settings(RULES), RULES)[0].startswith("Turnamen Melati 2025 pada 12 Juni 2025: “")


@pytest.mark.parametrize(
    ("what", "name", "title"),
    [
        ("sidang perkara dugaan", "kasus dugaan ijazah palsu", "kasus dugaan ijazah palsu"),
        ("magang Kemnaker", "program magang", "program magang Kemnaker"),
        ("Jembatan Meratus", "hasil lelang", "hasil lelang Jembatan Meratus"),
        ("lelang jembatan Meratus", "lelang", "lelang jembatan Meratus"),
        ("Program Magang Nasional", "pasar kerja nasional", "pasar kerja nasional Program Magang Nasional"),
    ],
)
def test_what_takes_place_is_told_once(what: str, name: str, title: str) -> None:
    assert Names(load_settings(RULES), RULES).of(what, name, "") == title


@pytest.mark.parametrize(("month", "told"), [("Bulan Ini", " (Juni 2025)"), ("Juni", ""), ("1-30 Juni", "")])
def test_an_undated_headline_tells_its_month_only_where_it_names_it(month: str, told: str) -> None:
    headline = f"Budi Karim Siap {month}, Pemeriksaan KPK Lanjut"
    article = summary("a", f"{headline}\nPenyidik memulai pemeriksaan Budi Karim pada Juni 2025.", published=None)
    fact = dated(article, "Juni 2025", "2025-06-01", "2025-06-30", role="event")
    found = titles(list(reconcile([fact], [article], RULES)))
    assert found is not None
    assert found[0] == f"{headline}{told}"


@pytest.mark.parametrize(
    ("days", "told"), [("akhir Juni 2025", "akhir Juni 2025"), ("21-30 Juni 2025", "21–30 Juni 2025")]
)
def test_days_are_a_third_of_a_month_where_the_sentence_calls_them_so(days: str, told: str) -> None:
    article = summary("a", f"Kabar hari ini\nFestival Danau Meratus digelar pada {days}.")
    fact = dated(article, days, "2025-06-21", "2025-06-30", role="event")
    found = titles(list(reconcile([fact], [article], RULES)))
    assert found is not None
    assert told in found[0]


@pytest.mark.parametrize(
    ("sentence", "role", "fields", "title"),
    [
        ("Pelatih baru Timnas Meratus akan diumumkan pada 12 Juni 2025.", "event", {},
         "Pengumuman pelatih baru Timnas Meratus pada 12 Juni 2025"),
        ("Ada dua tersangka lain berinisial T dan ID yang telah diperiksa 12 Juni 2025.", "event", {},
         "Pemeriksaan tersangka lain berinisial T dan ID pada 12 Juni 2025"),
        # a step of which nobody says what is that of nothing
        ("Kami menyelesaikan untuk 12 Juni 2025.", "due", {"what": "Sarjana Penggerak Pembangunan"}, None),
        ("Hakim menunda sidang praperadilan Ani Rahayu, saksi dalam sidang perkara Budi Karim pada 12 Juni 2025.",
         "event", {}, "Sidang praperadilan Ani Rahayu pada 12 Juni 2025"),
        ("Hakim menunda sidang perkara Budi Karim pada 12 Juni 2025.", "event", {},
         "Sidang perkara Budi Karim pada 12 Juni 2025"),
        # only part of what is told of
        ("Tilang kendaraan termasuk kendaraan dinas Polda Meratus diberlakukan 12 Juni 2025.", "start", {},
         "Tilang kendaraan termasuk kendaraan dinas Polda Meratus diberlakukan (12 Juni 2025)"),
        ("Mereka menerapkan belajar di rumah mulai tanggal 12 Juni 2025.", "start", {}, None),
        ("Warga Meratus menerapkan kegiatan belajar di rumah mulai tanggal 12 Juni 2025.", "start", {},
         "Warga Meratus menerapkan kegiatan belajar di rumah (12 Juni 2025)"),
    ],
)  # fmt: skip
def test_a_step_is_that_of_what_it_is_done_to(
    sentence: str, role: str, fields: dict[str, Any], title: str | None
) -> None:
    assert (of_day(sentence, role, **fields) or (None,))[0] == title


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("Gaji Petugas Paling Lambat ", "Gaji Petugas Paling Lambat 12 Juni 2025 Sudah Masuk"),
        ("Gaji Petugas Meratus ", "Gaji Petugas Meratus Sudah Masuk"),
    ],
)
def test_the_day_of_a_deadline_is_told_by_its_date_in_a_headline(before: str, told: str) -> None:
    article = summary("a", f"{before}Hari Kamis Sudah Masuk\nIsi.")
    assert headed(dated(article, "Hari Kamis", "2025-06-12", role="due"), words_of(RULES)) == told


def test_a_step_does_not_fall_on_the_day_of_what_others_do() -> None:
    for told, again in (("diterbitkan untuk jemaah yang tiba pada ", False), ("yang lama diterbitkan pada ", True)):
        article = summary("a", f"Izin masuk ke Raudhah {told}12 Juni 2025.")
        found = happening(dated(article, "12 Juni 2025", "2025-06-12"), words_of(RULES))
        assert (found is not None and found.step is not None) is again


@pytest.mark.parametrize(
    ("headline", "sentence", "fields", "title"),
    [
        (
            "Asal-usul Danau dan Riuhnya PRM 2025",
            "PRM kembali digelar 12 Juni 2025 dengan beragam acara.",
            {"role": "event", "what": "Pekan Raya Meratus"},
            "Pekan Raya Meratus pada 12 Juni 2025: “Asal-usul Danau dan Riuhnya PRM 2025”",
        ),
        (
            "Kabar hari ini",
            "Tahun ini 166 titik Sekolah Danau telah mulai beroperasi sejak 12 Juni 2025.",
            {"role": "start"},
            "Mulai operasi 166 titik Sekolah Danau pada 12 Juni 2025",
        ),
        (
            "Bansos Meratus Bakal Cair di Garut",
            "Proses pencairan bantuan tahap dua Bansos Meratus sudah dimulai sejak 12 Juni 2025.",
            {"role": "start"},
            "Mulai proses pencairan bantuan tahap dua Bansos Meratus pada 12 Juni 2025: “Bansos Meratus Bakal Cair di "
            "Garut”",
        ),
    ],
)
def test_what_begins_is_told_whole(headline: str, sentence: str, fields: dict[str, Any], title: str) -> None:
    article = summary("a", f"{headline}\n{sentence}")
    found = titles(list(reconcile([dated(article, "12 Juni 2025", "2025-06-12", **fields)], [article], RULES)))
    assert found is not None
    assert found[0] == title


@pytest.mark.parametrize(
    ("phrase", "last", "told"),
    [("pekan lalu", "2025-05-25", False), ("19-25 Mei 2025", "2025-05-25", True), ("pekan ini", "2025-06-01", True)],
)
def test_a_meeting_of_a_week_that_is_over_is_told_in_passing(phrase: str, last: str, told: bool) -> None:
    article = summary("a", f"BPOM Tunggu Uji Nampan\nDalam rapat dengan Komisi IX DPR {phrase} BPOM bicara sama.")
    day = dated(article, phrase, "2025-05-19" if last < "2025-06" else "2025-05-26", last, role="event")
    assert bool(list(reconcile([day], [article], RULES))) == told


def test_a_clause_of_one_claim_does_not_outvote_the_event_of_more() -> None:
    sentences = (
        "Massa Meratus berorasi di depan kantor wali kota pada 12 Juni 2025.",
        "Pada 12 Juni 2025 sidang perdana gugatan buruh Meratus.",
        "Sidang perdana gugatan buruh Meratus pada 12 Juni 2025.",
    )
    assert of_days("Buruh Geruduk Pengadilan Meratus", *sentences) == (
        "Sidang perdana gugatan buruh Meratus pada 12 Juni 2025: “Buruh Geruduk Pengadilan Meratus”"
    )
