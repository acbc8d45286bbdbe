"""Finding and resolving date expressions: language cases in gold markup."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.dates import find_dates
from extractor.rules import load_rules
from tests.markup import read_markup

PUBLISHED = date(2025, 10, 22)  # a Wednesday


def check(marked: str, published: date | None = PUBLISHED) -> None:
    """Compare the dates found with the marked ones: spans, intervals and the keys that a mark names."""
    text, marks = read_markup(marked, empty=True, tags={"date"})
    found = find_dates(text, published, load_rules())
    spans = [(mention.start, mention.end, text[mention.start : mention.end]) for mention in found]
    assert spans == [(mark.start, mark.end, mark.text) for mark in marks]
    for mark, mention in zip(marks, found, strict=True):
        keys = dict(mark.keys)
        first = keys.pop("from", None)
        assert mention.from_ == (date.fromisoformat(str(first)) if first else None), mark
        assert mention.to == (date.fromisoformat(str(keys.pop("to", first))) if first else None), mark
        if "flag" in keys:
            assert [flag.kind for flag in mention.flags] == str(keys.pop("flag")).split(), mark
        for key, value in keys.items():
            actual = getattr(mention, key)
            assert (actual.isoformat() if isinstance(actual, date) else actual) == value, (mark, key)


DAYS = [
    "Rapat digelar <date from=2025-03-26>Rabu (26/3/2025)</date> di Jakarta.",
    "Rapat digelar <date from=2025-03-26>26 Maret 2025</date>.",
    "Acara pada <date from=2025-10-21>Selasa malam (21/10)</date> itu ramai.",
    "Ia datang <date from=2025-10-17>Jum'at, 17 Oktober 2025</date> pukul 06.14 WIB.",
    "Ia datang <date from=2025-10-17>Jum’at (17-10-2025)</date>.",
    "Ia datang <date from=2025-10-17>Jum?at (17-10-2025)</date>.",  # as scraping leaves it
    "Data per <date from=2025-09-17>17 September</date> menunjukkan kenaikan.",
    "Diteken <date from=2025-09-16>Selasa (1692025)</date> lalu dikirim.",
    "Diteken <date from=2025-09-16>Selasa (16092025)</date>.",
    "Diteken <date from=2025-10-18>Sabtu (18/102025)</date>.",
    "Diteken di Sleman (<date from=2025-08-14>1482025</date>).",
    "Berlaku sejak <date from=2025-11-01>1 Nopember 2025</date>.",
    "Berlaku <date from=2025-08-05>5 Agt 2025</date>, <date from=2025-02-06>6 Pebruari 2025</date>.",
    "Terbit <date from=2025-11-12>2025-11-12</date> di laman itu.",
    "Terbit <date from=2025-11-12>12.11.2025</date>.",
    "Pembukaan pada tanggal <date from=2025-05-20>dua puluh Mei</date> lalu.",
    "Upacara <date from=2025-08-17>tujuh belas Agustus</date> berlangsung khidmat.",
    "Lahir <date from=1975-07-22>22 Juli 1975</date> di Riau.",
    "Wakil dariKemenko,<date from=2025-10-20>Senin (20/10/2025)</date>.",
    "Kata juru bicara BUMN<date from=2025-10-20>Senin (20/10/2025)</date>.",
    "Pengumuman <date from=2025-10-26>Ahad, 26 Oktober 2025</date>.",
    "Pengumuman <date from=2024-03-31>Maret 31 2024</date>.",
    "Pengumuman <date from=2010-02-14>Min, 14 Feb 2010</date>.",
    "Terlihat pada <date from=2025-10-18>Sabtu tanggal 18 Oktober 2025</date>.",
    "Undangan: <date from=2025-10-31>31/10/25</date> di aula.",
    "Disahkan <date from=2025-06-20>20 June 2025</date> di Jenewa.",
]

PERIODS = [
    "Mulai <date from=2025-05-01 to=2025-05-31 edtf=2025-05>Mei 2025</date>.",
    "Mulai <date from=2025-11-01 to=2025-11-30>November mendatang</date>.",
    "Sejak <date from=2025-04-01 to=2025-04-30>April lalu</date>.",
    "Pada <date from=2026-03-01 to=2026-03-31>Maret tahun depan</date>.",
    "Pada <date from=2025-12-01 to=2025-12-31>bulan Desember tahun ini</date>.",
    "Sepanjang <date from=2024-01-01 to=2024-12-31 edtf=2024>2024</date> ada kenaikan.",
    "Pada <date from=2023-01-01 to=2023-12-31>tahun 2023</date> dan <date from=2024-01-01 to=2024-12-31>2024</date>.",
    "Rencana <date from=2025-01-01 to=2029-12-31 edtf=2025/2029>2025–2029</date> disusun.",
    "Periode <date from=2025-01-01 to=2029-12-31>2025 2029</date> dipatok.",
    "Pada <date from=2020-01-01 to=2024-12-31>2020 hingga 2024</date>.",
    "Antara <date from=2020-01-01 to=2024-12-31>2020 dan 2024</date>.",
    "Pada <date from=2025-07-01 to=2025-09-30 edtf=2025-35>kuartal III 2025</date>.",
    "Pada <date from=2025-07-01 to=2025-09-30>kuartal III/2025</date>.",
    "Pada <date from=2026-01-01 to=2026-03-31>kuartal I-2026</date>.",
    "Pada <date from=2025-10-01 to=2025-12-31>triwulan ke-4</date>.",
    "Pada <date from=2025-01-01 to=2025-03-31>triwulan pertama</date>.",
    "Pada <date from=2025-04-01 to=2025-12-31>triwulan II-IV</date>.",
    "Pada <date from=2025-07-01 to=2025-12-31 edtf=2025-41>semester II/2025</date>.",
    "Pada <date from=2026-01-01 to=2026-06-30 edtf=2026-40>paruh pertama tahun 2026</date>.",
    "Laba <date from=2025-07-01 to=2025-09-30>Q3 2025</date> naik.",
    "Hingga <date from=2025-01-01 to=2025-04-30>awal 2025</date>.",
    "Hingga <date from=2025-05-01 to=2025-08-31>pertengahan 2025</date>.",
    "Hingga <date from=2025-09-01 to=2025-12-31>penghujung tahun ini</date>.",
    "Hingga <date from=2025-09-01 to=2025-12-31>akhir tahun</date>.",
    "Hingga <date from=2024-09-01 to=2024-12-31>akhir tahun lalu</date>.",
    "Hingga <date from=2025-09-01 to=2025-12-31>akhir tahun nanti</date>.",
    "Pada <date from=2026-01-01 to=2026-04-30>awal tahun depan</date>.",
    "Pada <date from=2025-05-01 to=2025-05-10>awal Mei</date>.",
    "Pada <date from=2025-05-11 to=2025-05-20>medio Mei</date>.",
    "Pada <date from=2025-05-21 to=2025-05-31>akhir bulan Mei 2025</date>.",
    "Pada <date from=2025-10-21 to=2025-10-31>akhir bulan ini</date>.",
    "Pada <date from=2025-08-01 to=2025-08-07>pekan pertama Agustus 2025</date>.",
    "Pada <date from=2025-09-24 to=2025-09-30>pekan terakhir September</date>.",
    "Era <date from=1990-01-01 to=1999-12-31 edtf=199X>1990-an</date>.",
    "Pada <date from=1960-01-01 to=1969-12-31>tahun 60-an</date>"
    " dan <date from=1980-01-01 to=1989-12-31>dekade 1980-an</date>.",
    "Pada <date from=1990-01-01 to=1993-12-31>awal 1990-an</date>.",
    "Sejak abad ke-19.",
    "Dalam <date from=2025-01-01 to=2025-06-30>enam bulan pertama 2025</date>.",
    "Naik dari <date from=2025-01-01 to=2025-12-31>2025</date>"
    " dan <date from=2024-01-01 to=2024-12-31>tahun sebelumnya</date>.",
    "Kinerja <date from=2024-01-01 to=2024-12-31>tahun buku 2024</date>.",
    "Pada <date from=2023-07-01 to=2024-06-30>musim 2023/2024</date>.",
]

RANGES = [
    "Pameran <date from=2025-06-18 to=2025-06-20 edtf=2025-06-18/2025-06-20>18-20 Juni 2025</date>.",
    "Pameran <date from=2025-06-18 to=2025-06-20>18 hingga 20 Juni 2025</date>.",
    "Pameran <date from=2025-06-18 to=2025-06-20>18 s.d. 20 Juni 2025</date>.",
    "Pameran <date from=2025-05-31 to=2025-06-02>31 Mei s.d. 2 Juni 2025</date>.",
    "Pameran <date from=2025-05-31 to=2025-06-02>31 Mei-2 Juni 2025</date>.",
    "Pameran <date from=2025-01-05 to=2025-12-31>5 Januari 2025 sampai dengan 31 Desember 2025</date>.",
    "Pameran <date from=2025-06-10 to=2025-06-12>Selasa-Kamis (10-12/6/2025)</date>.",
    "Pameran <date from=2025-10-13 to=2025-10-15>Senin (13/10) hingga Rabu (15/10/2025)</date>.",
    "Pameran <date from=2025-10-22 to=2025-10-25>22/10-25/10/2025</date>.",
    "Pameran (<date from=2025-12-30 to=2026-01-02>30/12 s.d. 2/1/2026</date>).",
    "Libur <date from=2024-12-28 to=2025-01-03>28 Desember hingga 3 Januari 2025</date>.",
    "Bantuan <date from=2025-06-01 to=2025-08-31 edtf=2025-06/2025-08>Juni hingga Agustus 2025</date>.",
    "Bantuan <date from=2025-06-01 to=2025-08-31>Juni-Agustus</date>.",
    "Bantuan <date from=2025-01-01 to=2025-06-30>Januari Juni 2025</date>.",
    "Bantuan <date from=2024-11-01 to=2025-09-30>November 2024 hingga September 2025</date>.",
    "Bantuan <date from=2025-10-22 to=2025-11-05>hari ini hingga dua pekan ke depan</date>.",
    "Tanggal <date from=2025-06-18>18</date>, <date from=2025-06-19>19</date>"
    ", dan <date from=2025-06-20>20 Juni</date>.",
    "Tanggal <date from=2025-06-05>5</date> dan <date from=2025-06-12>12 Juni 2025</date>.",
    "Pada <date from=2024-01-01 to=2024-01-31>Januari</date> dan <date from=2024-05-01 to=2024-05-31>Mei 2024</date>.",
    "Pada <date from=2025-10-25>25 Oktober</date> dan <date from=2025-11-03>3 November 2025</date>.",
    "Yaitu <date from=2025-10-01 to=2025-10-31>Oktober</date>, <date from=2025-11-01 to=2025-11-30>November</date>, "
    "dan <date from=2025-12-01 to=2025-12-31>Desember</date>.",
]

RELATIVE = [
    "Rapat <date from=2025-10-22>hari ini</date>, <date from=2025-10-21>kemarin</date>"
    ", <date from=2025-10-23>besok</date>, "
    "dan <date from=2025-10-24>lusa</date>.",
    "Rapat <date from=2025-10-20>kemarin lusa</date>.",
    "Rapat <date from=2025-10-21>tadi malam</date> dan <date from=2025-10-22>pagi tadi</date>.",
    "Rapat <date from=2025-10-22>siang atau sore ini</date>.",
    "Rapat <date from=2025-10-22>nanti malam</date>; <date from=2025-10-21>semalam</date> batal.",
    "Rapat <date from=2025-10-13 to=2025-10-19>pekan lalu</date>"
    ", <date from=2025-10-20 to=2025-10-26>pekan ini</date>, "
    "<date from=2025-10-27 to=2025-11-02>pekan depan</date>.",
    "Rapat <date from=2025-10-27 to=2025-11-02>minggu depan</date>.",
    "Rapat <date from=2025-10-19>Minggu</date>, <date from=2025-10-19>hari minggu</date>"
    ", <date from=2025-10-19>Ahad</date>.",
    "Rapat <date from=2025-10-18>malam Minggu</date>.",
    "Rapat <date from=2025-10-21>Selasa</date>, <date from=2025-10-21>Selasa malam</date>"
    ", <date from=2025-10-21>Selasa lalu</date>.",
    "Rapat <date from=2025-10-22>Rabu</date> tetapi <date from=2025-10-15>Rabu lalu</date> batal.",
    "Rapat <date from=2025-10-28>Selasa depan</date> atau <date from=2025-10-29>Rabu mendatang</date>.",
    "Rapat <date from=2025-10-27>Senin pekan depan</date>.",
    "Naik <date from=2025-10-01 to=2025-10-31>bulan ini</date>"
    " dari <date from=2025-09-01 to=2025-09-30>bulan lalu</date>.",
    "Naik <date from=2025-01-01 to=2025-12-31>tahun ini</date>"
    " dari <date from=2024-01-01 to=2024-12-31>tahun lalu</date>.",
    "Rapat <date from=2025-10-20>dua hari lalu</date>.",
    "Rapat <date from=2025-10-25>3 hari lagi</date>.",
    "Rapat <date from=2025-10-13 to=2025-10-19>seminggu lalu</date>"
    ", <date from=2025-10-06 to=2025-10-12>dua minggu lalu</date>.",
    "Rapat <date from=2025-07-01 to=2025-07-31>tiga bulan yang lalu</date>.",
    "Rapat <date from=2020-01-01 to=2020-12-31>lima tahun silam</date>.",
    "Rapat <date from=2025-10-22 to=2026-01-22>tiga bulan ke depan</date>.",
    "Naik <date from=2020-10-22 to=2025-10-22>lima tahun terakhir</date>.",
    "Naik <date from=2025-07-22 to=2025-10-22>2-3 bulan terakhir</date>.",
    "Naik <date from=2024-10-22 to=2025-10-22>setahun terakhir</date>.",
    "Naik <date from=2015-10-22 to=2025-10-22>satu dekade terakhir</date>.",
    "Rapat <date from=2025-10-26>besok (Minggu)</date>.",
    "Rapat <date from=2025-10-20>hari ini</date>, <date from=2025-10-20>Senin (20/10/2025)</date>.",
    "Rapat <date from=2025-10-21>Selasa (21/10/2025) kemarin</date>.",
    "Pada <date from=2025-11-06>tanggal 6 bulan depan</date>.",
    "Libur <date from=2025-10-25 to=2025-10-26>akhir pekan ini</date>.",
]

MORE = [
    # some outlets' reports reach archives in small letters: below the title no capital tells a month from a word
    "Harga Beras\nberas naik pada <date from=2025-09-01 to=2025-09-30>september</date>, dua kali sejak "
    "<date from=2025-08-01 to=2025-08-31>agustus</date>.",
    "Perang itu pecah pada <date from=1825-01-01 to=1825-12-31>1825</date>.",
    "Terjadi <date from=2025-03-02>2 Maret</date> lalu.",
    "Dibuka <date from=2026-05-05 to=2026-05-06>5-6 Mei</date> mendatang.",
    "Dibuka <date from=2025-10-21>21 Oktober</date> mendatang.",  # filed on the day after
    "Dibuka <date from=2026-10-20>20 Oktober</date> mendatang.",
    "Mulai <date from=2025-10-22>hari ini</date> <date from=2025-10-22 to=2025-10-24>22 Oktober-24 Oktober</date>.",
    "Dalam 7 hari ini dan Pemain 34 tahun ini",
    "Nomor S-522/D5/03/2024, kode TW210517",
    "<date from=2025-03-01 to=2025-03-31>Maret</date>, <date from=2025-04-01 to=2025-04-30>April tahun ini</date>.",
    "Dari <date from=2025-01-01 to=2025-01-31>Januari</date> ke <date from=2025-03-01 to=2025-03-31>Maret 2025</date>.",
    "Pada <date from=2025-01-01 to=2025-08-31>awal hingga pertengahan 2025</date>.",
    "Pada <date from=2025-10-29>Rabu</date> dan <date from=2025-10-30>Kamis pekan depan</date>.",
    "Pada <date from=2025-10-27 to=2025-10-29>Senin hingga Rabu pekan depan</date>.",
    "Pada <date from=2025-10-13 to=2025-10-15>Senin hingga Rabu lalu</date>.",
    "<date from=2025-01-01 to=2025-09-30>Jan-Sep 2025</date>, <date from=2025-01-01 to=2025-06-30>H1 2025</date>.",
    "<date from=1998-01-01 to=1998-12-31>tahun '98</date>, era <date from=1990-01-01 to=1999-12-31>90-an</date>.",
    "Tol rampung pada <date from=2024-01-01 to=2024-12-31>2024</date>.2. Bandara dibangun.",
    "Lahan ditanami sejak <date from=2025-03-01 to=2025-05-31>maret hingga mei</date>.",
    "Kapal Pertama Meluncur <date from=2029-01-01 to=2029-12-31>2029</date>\nPelni membangun tiga kapal.",
    "<date from=2024-01-01 to=2024-12-31>2024</date> naik dari <date from=2023-01-01 to=2023-12-31>tahun sebelumnya"
    "</date>, juga laba dari <date from=2023-01-01 to=2023-12-31>tahun sebelumnya</date>.",
    "Mereka membayar.Selama <date from=2021-01-01 to=2021-12-31>2021</date>, pajak naik.",
    "<date from=2025-10-24>Jumat</date>, Ani ke Garut\nAni tiba <date from=2025-10-24>Jumat (24/10)</date>.",
    "Ia datang <date from=2025-10-23>23 Oktober</date>, yaitu <date from=2025-10-23>lusa</date>, kata Ani.",
    "Pada <date from=2025-01-01 to=2025-12-31>semester pertama dan kedua 2025</date>.",
    "Kami turun, <date from=2025-10-23>Kamis besok</date>.",
    "Naik sejak <date from=2025-01-01 to=2025-10-17>awal tahun hingga 17 Oktober 2025</date>.",
    "Ada <date from=2025-10-22>Rabu (22/10) hari ini</date>, <date from=2025-10-21>Selasa (21/10) siang tadi</date>.",
    "Dibuka pada<date from=2025-10-23>23 Oktober 2025</date>, <date from=2025-10-23>Kamis23 Oktober</date>.",
    "Dibuka <date from=2025-10-22>Rabu( 22/10/2025 )</date>.",
]

FEASTS = [
    "Mudik <date from=2025-03-31 to=2025-04-01 feast=eid-al-fitr>Lebaran 2025</date>.",
    "Mudik menjelang <date from=2025-03-31 to=2025-04-01 feast=eid-al-fitr>Idul Fitri 1446 H</date>.",
    "Puasa mulai <date from=2025-03-01 feast=hijri>1 Ramadan 1446 H</date>.",
    "Puasa mulai <date from=2024-03-12 feast=hijri>1 Ramadhan 1445 Hijriah</date>.",
    "Pada <date from=2025-03-31 feast=hijri>1 Syawal 1446 H</date>.",
    "Selama <date from=2025-03-01 to=2025-03-30 feast=hijri>Ramadan 1446 H</date>.",
    "Upacara <date from=2025-08-17 feast=independence>HUT ke-80 RI</date>.",
    "Upacara <date from=2025-08-17 feast=independence>HUT Kemerdekaan RI ke-80</date>.",
    "Parade <date from=2025-07-01 feast=bhayangkara>HUT ke-79 Bhayangkara</date>.",
    "Kebaktian <date from=2025-12-25 feast=christmas>Natal 2025</date>"
    " dan <date from=2026-01-01>Tahun Baru 2026</date>.",
    "Pesta malam <date from=2025-12-31>Tahun Baru 2026</date>.",
    "Cuti H-7 <date from=2025-03-24>Lebaran 2025</date>.",
    "Sembahyang <date from=2025-03-29 feast=nyepi>Nyepi 2025</date>.",
]

NO_DATES = [
    "Jaringan itu kini punya 1200 gerai, dulu 1150 gerai.",
    "Judul Kecil\nwarga bernama juli pulang bersama tiga kawannya.",
    "Harga naik sepanjang agustus, kata Budi, mei tidak.",
    "UU Nomor 13 Tahun 2003 tentang Ketenagakerjaan",
    "Peraturan Presiden (Perpres) Nomor 79 Tahun 2025 tentang Rencana Kerja Pemerintah (RKP) Tahun 2025",
    "Perpres 79/2025 dan UU No. 16 Tahun 2001 jo. UU No. 28 Tahun 2004",
    "Ajang Piala Presiden 2025 dan GIIAS 2025 serta Magang Nasional 2025",
    "Menuju Indonesia Emas 2045",
    "Pelatihan selama tiga bulan untuk pemuda berusia 25 tahun",
    "Buka setiap Senin, Rabu, dan Kamis serta tiap Jumat pukul 08.00",
    "Loket buka Senin hingga Jumat dan Senin-Sabtu",
    "Keesokan harinya ia pulang; esok harinya ia kembali",
    "Diperingati setiap 17 Agustus dan setiap tanggal 10",
    "Saat ini dan baru-baru ini, akhir-akhir ini, beberapa hari lalu, dalam beberapa tahun terakhir",
    "Rp 2.025 juta, 2025 orang, 82,9 juta, 15-20 tahun, skor 6-5, pukul 06.14 WIB",
    "Hubungi 0812-2025-1990 atau 021-2025",
    "Laga itu berakhir 0-0 (6-5).",
    "Alumni Universitas Sebelas Maret di Jalan 17 Agustus dan Stadion 10 November",
    "Gubernur itu bernama Juli Budi Winantya.",
    "Juli menerangkan hal itu kepada Raja Juli dan Bu Mei",
    "Khotbah Jumat di Pasar Minggu dan Pasar Senen",
    "Filmnya dirilis untuk kelas 2008 cc",
    "Puluhan tahun lalu, tahun-tahun mendatang, hari-hari berikutnya",
    "Bayi berumur 3 minggu dan 2 Minggu",
    "Produksi 1/2 liter, 24/7, nomor 3/2",
    "Ia memanen 2023 ton padi dan 2024 orang ikut",
    "Suatu hari ibu itu pulang",
    "Cetakan Ft.1/10/2025 dan PRINT-02/M.2.24/Fd/10/2025",
]


@pytest.mark.parametrize("marked", DAYS + PERIODS + RANGES + RELATIVE + MORE + FEASTS)
def test_expressions(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Rapat <date direction=past>kemarin</date> soal data <date from=2025-05-05>5 Mei 2025</date>.",
        "Rapat <date direction=future>pekan depan</date> soal data <date from=2025-05-05>5 Mei 2025</date>.",
        "Rapat <date direction=future>tiga bulan ke depan</date>, <date direction=past>Selasa lalu</date>.",
        "Rapat <date>hari ini</date> soal data <date from=2025-05-05>5 Mei 2025</date>.",
        "Rapat <date direction=future>Maret mendatang</date> soal data <date from=2025-05-05>5 Mei 2025</date>.",
        "Ia lahir <date from=1975-05-12>12 Mei 1975</date>, katanya <date from=2025-01-08>Rabu (8/1/2025)</date>. "
        "Toko itu tutup <date from=2025-01-06>Senin (6/1)</date>.",
        "Rapat <date from=2025-04-17>17 April</date> soal data <date from=2025-05-05>5 Mei 2025</date>.",
        "Rapat <date>17 April</date>.",
    ],
)
def test_without_publication_what_counts_from_now_is_unknown(marked: str) -> None:
    check(marked, None)


QUOTED = [
    '"<date from=2025-10-20>Hari ini</date> kami mulai," kata Ani, <date from=2025-10-20>Senin (20/10/2025)</date>.',
    "Di Solo, <date from=2025-10-20>Senin (20/10/2025)</date>"
    ', Ani berkata, "<date from=2025-10-21>Besok</date> selesai."',
    "Kata Ani di Solo, <date from=2025-10-20>Senin (20/10/2025)</date>"
    '.\n"<date from=2025-10-20>Hari ini</date> kami mulai."',
    "Gempa terjadi <date from=2025-10-20>Senin (20/10/2025)</date>"
    ".\nKabar <date from=2025-10-22>hari ini</date> membaik.",
    "“<date from=2025-10-19>Kemarin</date>"
    " ramai,” ujar Budi kepada wartawan, <date from=2025-10-20>Senin (20/10)</date>.",
]


@pytest.mark.parametrize("marked", QUOTED)
def test_relative_days_in_quotations_count_from_the_day_of_speech(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    ("marked", "published"),
    [
        (
            "<date from=2025-07-07 weekday_conflict likely=2025-07-08 flag=weekday_conflict>Selasa (7/7/2025)</date>",
            "2025-07-09",
        ),
        ("<date from=2025-10-21 weekday_conflict likely=2025-10-20>Senin (21/10)</date>", "2025-10-22"),
        ("<date from=2025-06-15 weekday_conflict likely=2025-06-16>Senin (15/6)</date>", "2025-06-17"),
        ("<date from=2025-05-18 weekday_conflict likely=2025-06-18>Rabu (18/5/2025)</date>", "2025-06-19"),
        ("<date from=2024-03-20 weekday_conflict likely=2025-03-20>Kamis, 20 Maret 2024</date>", None),
        (
            '<date from=2025-01-15 likely=2026-01-15 flag="weekday_conflict year_slip">Kamis (15/1/2025)</date>',
            "2026-01-15",
        ),
        ("<date flag=impossible_date>31 Juni 2025</date>", "2025-06-20"),
        ("<date flag=impossible_date>Jumat, 30 Februari 2025</date>", "2025-03-02"),
        ("<date from=2025-10-18 flag=impossible_date>Sabtu (18/20/2025)</date>", "2025-10-18"),
    ],
)
def test_doubtful_days(marked: str, published: str | None) -> None:
    check(f"Rapat digelar {marked} di Solo.", date.fromisoformat(published) if published else None)


@pytest.mark.parametrize(
    ("told", "today"),
    [
        ("hari ini, Kamis (23/10/2025)", "2025-10-23"),
        ("hari ini, Selasa (21/10/2025)", "2025-10-21"),
        ("hari ini, Rabu (22/10/2025)", "2025-10-22"),
        ("hari ini, 22 Oktober 2024", "2025-10-22"),  # a slip of the year
        ("besok, Kamis (23/10/2025)", "2025-10-22"),
    ],
)
def test_the_report_itself_says_which_day_today_is(told: str, today: str) -> None:
    text = f"Harga beras naik {told}. Sepanjang hari ini pasar ramai."
    found = find_dates(text, date(2025, 10, 22), load_rules())
    assert [str(mention.from_) for mention in found][2:] == [today]


def test_a_speaker_who_settles_today_leaves_that_of_the_report() -> None:
    text = 'Ani berkata, "Harga naik hari ini, Selasa (21/10/2025)." Sepanjang hari ini pasar ramai.'
    found = find_dates(text, date(2025, 10, 22), load_rules())
    assert [str(mention.from_) for mention in found] == ["2025-10-21", "2025-10-21", "2025-10-22"]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("marked", "published"),
    [
        ("Sampai <date from=2025-09-01 to=2025-12-31>akhir tahun</date> dibangun lima dapur.", date(2025, 1, 6)),
        ("Pada <date from=2025-01-01 to=2025-04-30>awal tahun</date> harga sempat turun.", date(2025, 12, 20)),
        ("Menjelang <date from=2025-05-01 to=2025-08-31>pertengahan tahun</date> stok menipis.", date(2025, 1, 3)),
        ("Pasar lesu sejak <date from=2024-09-01 to=2024-12-31>akhir tahun</date>.", date(2025, 1, 6)),
        ("Harga naik sejak <date from=2025-01-01 to=2025-04-30>awal tahun</date>.", date(2025, 11, 6)),
        ("Loket buka hingga <date from=2025-03-21 to=2025-03-31>akhir bulan</date>.", date(2025, 3, 2)),
        ("Gudang akan dibuka <date from=2026-01-01 to=2026-04-30>awal tahun</date>.", date(2025, 11, 6)),
        ("<date from=2026-01-01 to=2026-04-30>Awal tahun</date>, paling lambat, jalan.", date(2025, 11, 6)),
        ("Gudang akan dibuka <date from=2025-09-01 to=2025-12-31>akhir tahun</date>.", date(2025, 1, 6)),
        ("Dari <date from=2024-09-01 to=2024-12-31>akhir tahun lalu</date> belum berubah.", date(2025, 1, 6)),
        ("Peserta lulus paling lama satu tahun sebelumnya.", PUBLISHED),
        ("Ia bekerja di sana dua tahun sebelumnya.", PUBLISHED),
        ("Gaji dibayar akhir bulan.", PUBLISHED),
        ("Hari air jatuh pada 22 Maret setiap tahunnya.", PUBLISHED),
    ],
)
def test_part_of_the_running_period(marked: str, published: date) -> None:
    check(marked, published)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Presiden Prabowo Subiantohari ini tiba di Solo.", ["hari ini"]),
        ("Saham PT Maju Jayahari iniditutup turun.", ["hari ini"]),
        ("Matahari ini terbit, sehari ini sepi, hari inisiatif warga.", []),
    ],
)
def test_today_is_found_where_scraping_glued_it(text: str, wanted: list[str]) -> None:
    found = find_dates(text, date(2025, 6, 20), load_rules())
    assert [text[mention.start : mention.end] for mention in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Penumpang per hari\n9. 3 Juni: 200\n10.4 Juni: 210\n11.5 Juni: 190", ["3 Juni", "4 Juni", "5 Juni"]),
        ("Skor 10.24 Juni itu rekor.", ["Juni"]),
        ("Pukul\n10.24 WIB", []),
    ],
)
def test_a_day_behind_the_glued_number_of_its_item(text: str, wanted: list[str]) -> None:
    found = find_dates(text, date(2025, 6, 20), load_rules())
    assert [text[mention.start : mention.end] for mention in found] == wanted
