"""Figures that the text says are not so, and figures beside a negation that stand all the same."""

from __future__ import annotations

import pytest

from tests.close.figures.test_quantities import check

D, DT = "<quantity participants status=denied>", "<quantity target status=denied>"
DTP, E = "<quantity target participants status=denied>", "</quantity>"
P, TP, T = "<quantity participants status=realised>", "<quantity target participants>", "<quantity target>"
Q = "<quantity participants status=potential>"

# "paling tidak" sets a lower bound
AT_LEAST = [
    f"Paling tidak ada {P}5 perusahaan{E} yang ikut pelatihan.",
    f"Pawai itu paling tidak diikuti {P}300 penari{E}.",
    f"Yang hadir paling enggak {P}40 peserta{E}.",
]

RUMOURED = [
    f"Beredar unggahan yang menyebut program itu menerima {Q}3 juta peserta{E}.",
    f"Beredar pesan bahwa pelatihan itu diikuti {Q}5.000 peserta{E}.",
]

DENIED = [
    # a label of fact-checkers, and what the next sentence says of a claim
    f"[SALAH] Program Magang Desa Terima {D}2 Juta Peserta{E}",
    f"[HOAKS] Lomba lari itu diikuti {D}90 ribu pelari{E}",
    f"Klaim: Balai itu melatih {D}4.000 peserta{E}. Fakta: Balai itu melatih {P}400 peserta{E}.",
    f"Sebuah akun menulis kartu itu diterima {D}9 juta peserta{E}. Klaim itu salah.",
    f"Pesan berantai menyebut pelatihan diikuti {D}7.000 peserta{E}. Informasi tersebut tidak benar.",
    # what a correction takes back
    f"Sebelumnya tertulis pelatihan diikuti {D}3.000 peserta{E}, yang benar {P}300 peserta{E}.",
    # a claim that somebody denies
    f"Kepala dinas membantah ada {D}5.000 peserta{E} yang gagal daftar.",
    f"Panitia membantah kabar bahwa lomba itu diikuti {D}900 pelari{E}.",
    f"Ia menepis anggapan bahwa {D}2 juta penerima{E} sudah dicoret.",
    f"Juru bicara menampik isu {D}300 peserta{E} pelatihan telantar.",
    f"Tidak benar {D}1.500 pendaftar{E} ditolak.",
    f"Tidak betul acara itu dihadiri {D}700 orang{E}.",
    f"Kabar tentang {D}40 ribu penerima manfaat{E} baru itu hoaks.",
    f"Klaim {D}6.000 peserta{E} itu keliru.",
    f"Angka {D}12 ribu pendaftar{E} yang beredar tidak benar.",
    f"Informasi {D}80 ribu penerima bantuan{E} itu palsu.",
    f"Data {D}3.400 peserta{E} tersebut fiktif.",
    f"Kementerian meluruskan kabar bahwa {D}25 ribu peserta{E} magang tidak dibayar.",
    f"Ia menyangkal bahwa pelatihan itu diikuti {D}200 guru{E}.",
    f"Berita bahwa dapur itu melayani {D}4.000 siswa{E} dibantah pengelola.",
    f"Pemkab membantah program itu menjangkau {D}10 ribu warga{E}.",
    f"Tak benar ada {D}15 ribu pengunjung{E} pada hari pertama.",
    f"Laporan {D}1.100 peserta{E} hadir itu mengada-ada.",
    f"Tudingan bahwa ada {D}500 penerima{E} ganda tidak berdasar.",
    f"Unggahan soal {D}7 juta penerima bansos{E} itu menyesatkan.",
    f"Pesan berantai tentang {D}60 ribu peserta{E} gratis adalah hoaks.",
    f"Ketua panitia membantah target {DTP}50 ribu pengunjung{E}.",
    f"Menteri membantah pemerintah menargetkan {DTP}9 juta penerima{E}.",
    f"Rektor menepis kabar kampusnya akan merekrut {DT}400 dosen{E}.",
    f"Direksi membantah rencana membangun {DT}30 gerai{E}.",
    f"Bupati menyangkal target {DT}120 jembatan{E} itu.",
    # no such goal
    f"Panitia tidak menargetkan {DTP}5.000 penonton{E}.",
    f"Kami tidak pernah menargetkan {DT}100 ribu unit{E}.",
    f"Pemerintah tidak mematok {DT}3 juta ton{E}.",
    f"Tidak ada target {DT}2.000 dapur{E} tahun ini.",
    f"Pengurus tak menargetkan {DTP}1.000 peserta{E}.",
    f"Perusahaan belum menargetkan {DT}50 ribu unit{E}.",
    f"Kami tidak membidik {DT}700 gerai{E}.",
    f"Dinas tidak mengejar {DT}90 sertifikat{E}.",
    # no such plan
    f"Kementerian tidak akan membangun {DT}800 rumah{E} di sana.",
    f"Pemkot batal merekrut {DT}450 pegawai{E}.",
    f"Yayasan urung membuka {DT}60 dapur{E}.",
    f"Perusahaan membatalkan rencana {DT}1.200 rumah{E}.",
    f"Pemprov tak akan mencetak {DT}25 ribu sertifikat{E}.",
    f"Kampus tidak jadi membangun {DT}40 asrama{E}.",
    f"Mereka tidak berencana membuka {DT}90 gerai{E}.",
    f"Kantor itu takkan menambah {DT}70 kursi{E}.",
    # not so many
    f"Pesertanya tidak sampai {D}200 orang{E}.",
    f"Jumlah pendaftar tidak mencapai {D}1.000 orang{E}.",
    f"Penerima manfaat belum mencapai {D}3 juta orang{E}.",
    f"Pengunjung hari itu tak sampai {D}5.000 orang{E}.",
    f"Jumlah peserta belum menyentuh {D}10 ribu orang{E}.",
    f"Penonton tidak sebanyak {D}30 ribu orang{E}.",
    f"Peserta lomba belum sampai {D}400 orang{E}.",
    f"Jumlah penerima tidak pernah mencapai {D}2 juta orang{E}.",
    f"Hingga siang belum ada {D}100 pendaftar{E}.",
    f"Peserta tidak genap {D}50 orang{E}.",
    # not this one but that
    f"Yang hadir bukan {D}500 peserta{E}, melainkan {P}350 peserta{E}.",
    f"Bukan {D}8.000 peserta{E} yang lolos, tetapi {P}6.100 peserta{E}.",
    f"Penerimanya bukan {D}4 juta keluarga{E} tetapi {P}3,1 juta keluarga{E}.",
    f"Tidak ada {D}20 ribu penerima{E} ganda.",
    f"Acara itu tidak dihadiri {D}300 tamu{E}.",
    f"Lomba itu tidak diikuti {D}1.000 peserta{E}.",
    f"Dapur itu tidak melayani {D}3.000 siswa{E}.",
    f"Tak ada {D}90 pendaftar{E} seperti yang disebut.",
    f"Itu bukan {D}75 peserta{E}.",
    f"Program itu tidak menjangkau {D}60 ribu guru{E}.",
    f"Nggak ada {D}2.000 penonton{E}, kata penjaga stadion.",
    f"Kegiatan itu belum pernah diikuti {D}500 peserta{E}.",
]  # fmt: skip

STANDING = [
    f"Tidak hanya {P}500 peserta{E}, panitia juga hadir.",
    f"Tidak kurang dari {P}3.000 peserta{E} memadati lapangan.",
    f"Bukan hanya {P}90 guru{E} yang mengikuti pelatihan itu.",
    f"Tak kurang dari {P}12 ribu pengunjung{E} datang.",
    f"Jumlah itu belum termasuk {P}250 peserta{E} dari luar kota.",
    f"Membantah isu suap, panitia menyebut lomba itu diikuti {P}800 peserta{E}.",
    f"Kabar itu tidak benar. Pelatihan diikuti {P}640 peserta{E}.",
    f"Ia menepis keraguan, dan tetap menargetkan {TP}2 juta penerima{E}.",
    f"Meski diterpa hoaks, program itu tetap melayani {P}5.000 siswa{E}.",
    f"Tidak menutup kemungkinan target {TP}10 ribu peserta{E} terlampaui.",
    f"Hujan tidak menyurutkan {P}1.700 peserta{E}.",
    f"Tanpa sponsor pun lomba itu diikuti {P}300 peserta{E}.",
    f"Bukan tidak mungkin target {T}900 unit{E} itu dinaikkan.",
    f"Belum lama ini {P}450 peserta{E} menyelesaikan kursus.",
    f"Realisasi itu belum mencapai target {T}4.000 rumah{E}.",
    f"Tidak semua dari {P}1.200 peserta{E} datang dari Jawa.",
    f"Tak hanya itu, sebanyak {P}75 peserta{E} mendapat piala.",
    f"Pemerintah membantah kenaikan tarif. Targetnya tetap {TP}3 juta penerima{E}.",
]  # fmt: skip


def test_enough_sentences() -> None:
    assert len(DENIED) >= 60


@pytest.mark.parametrize("marked", AT_LEAST)
def test_a_lower_bound_denies_nothing(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", RUMOURED)
def test_a_rumour_is_no_result(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", DENIED)
def test_denied(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", STANDING)
def test_negation_that_leaves_the_figure(marked: str) -> None:
    check(marked)
