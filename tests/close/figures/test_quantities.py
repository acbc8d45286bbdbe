"""Which figures are reported, as what: own sentences in gold markup, each with every figure that counts and no other.

``target``, ``participants`` and ``status`` are compared for all reported figures of a text, so an unmarked figure that
is reported fails as well as a marked one that is not.
"""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Article, QuantityFact
from extractor.pipeline import Pipeline
from tests.markup import read_markup

PIPELINE = Pipeline()
PUBLISHED = date(2025, 10, 20)

Found = set[tuple[str, bool, bool, str | None]]


def reported(text: str) -> Found:
    article = Article(id="t", published=PUBLISHED, title=text.split("\n")[0], text=text)
    facts = [fact for fact in PIPELINE.extract([article]) if isinstance(fact, QuantityFact)]
    return {(fact.text, fact.target, fact.participants, fact.status) for fact in facts}


def check(marked: str) -> None:
    text, marks = read_markup(marked, tags={"quantity"}, empty=True)
    wanted = {
        (mark.text, bool(mark["target"]), bool(mark["participants"]), str(mark["status"] or "target")) for mark in marks
    }
    assert reported(text) == wanted


T, P, TP = "<quantity target>", "<quantity participants status=realised>", "<quantity target participants>"
Q, E = "<quantity participants status=potential>", "</quantity>"

TARGETS = [
    f"Kementerian itu menargetkan {T}1.200 bengkel{E} berdiri tahun depan.",
    f"Target {T}40 ribu rumah{E} itu dipasang sejak awal tahun.",
    f"Target pembangunan tahun ini dinaikkan dari {T}30 ribu unit{E} menjadi {T}45 ribu unit{E}.",
    f"Pemerintah menaikkan target rumah subsidi dari semula {T}200 ribu unit{E} menjadi {T}320 ribu unit{E}.",
    f"Sasarannya, yakni {T}7.500 pasar{E}, akan dicapai bertahap.",
    f"Dinas itu akan membangun {T}25 embung{E} dan membuka {T}60 sumur{E}.",
    f"Program ini ditargetkan membuka {T}3 juta lapangan kerja{E} dan mencetak {T}50 ribu wirausaha{E}.",
    f"Perusahaan berencana merekrut {T}4.500 karyawan{E} tahun depan.",
    f"Bukan tidak mungkin, bisa saja kita sampai ke angka {T}9.000 koperasi{E}, itu target kami.",
    f"Kami membidik penjualan {T}12.000 unit{E} sampai Desember.",
    f"Pemkot mematok pendapatan parkir {T}Rp 80 miliar{E} pada 2026.",
    f"Penerimaan cukai ditargetkan tumbuh {T}6 persen{E} menjadi {T}Rp 240 triliun{E}.",
    f"Angka kemiskinan ditargetkan turun ke {T}7,5 persen{E} pada 2026.",
    f"Dari target {T}800 puskesmas{E}, baru 310 yang selesai.",
    f"Realisasi itu melampaui target {T}2 juta ton{E}.",
    f"Kuartal depan mereka berambisi menambah {T}150 gerai{E}.",
    f"Yayasan berkomitmen menanam {T}1 juta pohon{E} sampai 2030.",
    f"Targetnya {T}500 desa{E} tersambung internet akhir tahun ini.",
    f"Kami optimistis bisa menyelesaikan {T}75 jembatan{E} pada 2026.",
    f"Sebanyak {T}90 sekolah{E} ditargetkan selesai direnovasi tahun depan.",
    f"Balai itu menyediakan {TP}20.000 kursi{E} bagi peserta pelatihan yang pendaftarannya dibuka besok.",
]  # fmt: skip

TARGETS_WITH_PARTICIPANTS = [
    f"Pelatihan dengan target {TP}5.000 hingga 10.000 pelaku UMKM{E} dimulai Mei 2026.",
    f"Kelas memasak itu akan diikuti {TP}350 peserta{E}.",
    f"Panitia menargetkan {TP}15 ribu pengunjung{E}.",
    f"Program pemagangan menargetkan {TP}60 ribu lulusan{E} bergabung.",
    f"Bantuan itu ditargetkan menjangkau {TP}2,4 juta pekerja{E} dan {TP}300 ribu guru{E}.",
    f"Kuota {TP}12 ribu peserta{E} akan dibuka bulan depan.",
    f"Pameran bakal dihadiri {TP}120 perusahaan{E}.",
    f"Tahun depan layanan itu akan menjangkau {TP}1,1 juta warga{E}.",
    f"Sekolah Rakyat ditargetkan menampung {TP}30 ribu siswa{E} tahun depan.",
    f"Dapur itu nantinya melayani {TP}3.100 siswa{E} dari {TP}14 sekolah{E}.",
    f"Target peserta dinaikkan dari {TP}400 orang{E} menjadi {TP}650 orang{E}.",
    f"Beasiswa ini menyasar {TP}8.000 mahasiswa{E}.",
    f"Rencananya {TP}900 pesepeda{E} akan ikut dalam kirab itu.",
    f"Dari {TP}500 peserta{E} yang ditargetkan, baru {P}450 orang{E} yang hadir.",
]  # fmt: skip

PARTICIPANTS = [
    f"Lomba itu diikuti {P}2.300 pelari{E}.",
    f"Sebanyak {P}640 guru{E} mengikuti lokakarya di Solo.",
    f"Bantuan subsidi upah telah disalurkan kepada {P}2,1 juta pekerja{E}.",
    f"BSU tahap pertama sudah diterima {P}1,3 juta buruh{E}.",
    f"Sekolah Rakyat kini mendidik {P}9.700 siswa{E} di 63 lokasi.",
    f"Sebanyak {P}1,6 juta warga{E} sudah memanfaatkan Cek Kesehatan Gratis.",
    f"Cek Kesehatan Gratis Sudah Periksa {P}1,1 Juta Warga{E}",
    f"Program itu sudah menjangkau {P}48 ribu pekerja{E} dan {P}5.200 guru{E}.",
    f"Tercatat {P}212 ribu jemaah{E} telah berangkat ke Tanah Suci.",
    f"Dapur tersebut melayani {P}3.000 siswa{E}, terdiri dari {P}2.200 siswa{E} SD dan {P}800 siswa{E} SMP.",
    f"Konferensi dihadiri {P}38 negara{E}.",
    f"Festival itu menyedot {P}17 ribu pengunjung{E}.",
    f"Kartu itu sudah diberikan kepada {P}11 ribu petani{E}.",
    f"Ada {P}310 pendaftar{E} dalam dua hari.",
    f"Pelatihan las di Tegal diikuti oleh {P}96 pemuda{E}.",
    f"Imunisasi massal itu sudah diberikan kepada {P}4.100 balita{E}.",
    f"Mudik gratis tahun ini memberangkatkan {P}6.500 pemudik{E}.",
    f"Kerja sama itu melibatkan {P}29 mitra{E}.",
    f"Survei dilakukan terhadap {P}1.200 responden{E}.",
]  # fmt: skip

POTENTIAL = [
    f"Gedung itu mampu menampung {Q}1.500 peserta{E}.",
    f"Bantuan ini diperkirakan menjangkau {Q}3 juta penerima{E}.",
    f"Anggaran Rp 2 triliun dialokasikan untuk {Q}40 ribu mahasiswa{E}.",
]  # fmt: skip

NOTHING = [
    "Gempa itu merusak 300 rumah dan melukai 45 orang.",
    "Sebanyak 78 siswa keracunan setelah makan siang.",
    "Penduduk kota itu 1,2 juta jiwa.",
    "Anggarannya Rp 4,5 triliun.",
    "Harga beras naik 3 persen menjadi Rp 14.500 per kilogram.",
    "BPS memperkirakan ekonomi tumbuh 5,1 persen.",
    "Analis memberi target harga Rp 2.400 per saham.",
    "Polisi menangkap tujuh tersangka.",
    "Ia duduk di kelas 6 dan bernomor punggung 10.",
    "Perusahaan itu mempekerjakan 850 karyawan.",
    "Kementerian Keuangan mencatat pendapatan Rp 900 triliun.",
    "Daftar 10 negara dengan kopi terbaik.",
    "Pabrik itu berkapasitas 200 ribu ton.",
    "Rapat dimulai pukul 09.00 dan berlangsung dua jam.",
    "Timnas menang 3-1 dan memimpin grup dengan 7 poin.",
    "Sebanyak 25 persen penerima belum terdata.",
    "Jembatan sepanjang 800 meter itu diresmikan kemarin.",
    "Ponsel itu dibekali baterai 5.000 mAh dan akan dijual mulai besok.",
    "Ia mengejar dua pencuri sampai ke pasar.",
    "Banjir merendam 12 desa.",
    "Korban keracunan usai menyantap sarapan tembus 325 orang.",
    "Ia memanggil 16 pesan dari kotak masuk.",
    "Rumah milik dua keluarga ikut terendam.",
]  # fmt: skip


@pytest.mark.parametrize("marked", TARGETS + TARGETS_WITH_PARTICIPANTS)
def test_targets(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", PARTICIPANTS + POTENTIAL)
def test_participants(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", NOTHING)
def test_no_figure_to_report(marked: str) -> None:
    check(marked)
