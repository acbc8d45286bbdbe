"""What is done on a day: by whom, of what it is a step, and which headline tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.reconcile import reconcile
from extractor.reconcile.naming import Named, titles_of
from extractor.reconcile.naming.clauses import headed
from extractor.reconcile.naming.happenings import happening
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.words import words_of
from extractor.reconcile.settings import load_settings
from tests.reconcile.facts import dated, summary
from tests.reconcile.naming.titled import RULES, of_day, of_days, titles


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
