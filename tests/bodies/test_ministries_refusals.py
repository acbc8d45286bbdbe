"""What looks like a body and is none."""

from __future__ import annotations

import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest

from extractor import bodies
from extractor.bodies import find_bodies
from tests.bodies.bodies_markup import RULES, assert_bodies, assert_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Menteri Luar Negeri Iran Abbas Araghchi menolak.",
        "Menlu AS hadir.",
        "Kementerian Luar Negeri (Kemlu) Rusia mengecam.",
        "Kementerian Keuangan Amerika Serikat memperluas sanksi.",
        "Departemen Keuangan AS memperluas sanksi.",
        "Menteri Luar Negeri Republik Rakyat Tiongkok hadir.",
        "Menteri Kesehatan dan Layanan Kemanusiaan AS hadir.",
        "Menteri Pertahanan Nasional Polandia hadir.",
        "Menteri Perdagangan dan Industri Singapura hadir.",
        "Menteri Luar NegeriIranAbbas Araghchi hadir.",
        "Menhan AS Pete Hegseth tiba. Pernyataan Menhan Hegseth singkat.",
        "Menteri Luar Negeri Marco Rubio hadir.",
        "Kementerian Kesehatan Gaza mencatat korban.",
        "Kementerian Kesehatan di Jalur Gaza mencatat korban.",
        "Iran melalui Kementerian Luar Negeri memprotes.",
        "Menteri Keuangan G20 bersepakat.",
        "Menteri PertahananIsraelKatz dan juru bicara kementerian luar negeri Korutmemperingatkan AS.",
        "Wakil Menteri Pertanian, Perikanan, Kualitas Pangan, dan Alam Belanda hadir.",
        "Menteri Keuangan dan Gubernur Bank Sentral bertemu.",
        "Pertemuan Menteri Luar Negeri negara anggota OKI digelar.",
        "Menteri Luar Negeri Wang Yi hadir.",
        "Menteri Haji Arab Saudi hadir.",
        "Mahkamah Agung Amerika Serikat dan DPR AS bersidang.",
        "Ombudsman Peru dan Jaksa Agung Spanyol hadir.",
        "Program Brasil itu dijalankan lembaga di bawah Kementerian Pendidikan.",
        "Bantuan datang dari Kementerian Luar Negeri dan Kementerian Kebudayaan Prancis.",
        "Ankara dan Moskow berunding soal Suriah. Turki dan Rusia sepakat, kata Menteri Dalam Negeri Anu Bakar.",
        "Jakarta, Kabar Indonesia - Turki dan Rusia sepakat. Peretas masuk ke laman kementerian keuangan.",
        "Ia berbicara dengan Menlu-nya Turki.",
    ],
)
def test_foreign(text: str) -> None:
    assert_nothing(text)


@pytest.mark.parametrize(
    "marked",
    [
        "<ministry id=kemlu via=title>Menlu</ministry> Sugiono menemui Menlu Rusia.",
        "<ministry id=kemlu via=title>Menlu RI</ministry>-Rusia bertemu.",
        "Kata <ministry id=kemlu via=title>Menteri Luar Negeri</ministry>, Iran siap berunding.",
        "<ministry id=kemlu>Kemlu</ministry>: WNI di Iran aman.",
        "<ministry id=kemendag via=title>Menteri Perdagangan</ministry> terbang ke Jepang.",
        "Menlu Iran hadir. <ministry id=kemlu>Kementerian Luar Negeri RI</ministry> mengimbau WNI.",
        "<ministry id=kemenkeu via=title>Menteri Keuangan</ministry> dan Presiden Prancis hadir.",
        "<ministry id=kemenkeu>Kementerian Keuangan RI</ministry> dan Kementerian Perdagangan Prancis hadir.",
        "AS dan China tumbuh, kata <ministry id=kemenkeu via=title>Menteri Keuangan</ministry> Sri Mulyani.",
        "AS dan China tumbuh, kata <ministry id=kemenkeu via=title>Menteri Keuangan</ministry> di Jakarta.",
        "Impor dari AS dan China naik, kata <ministry id=kemendag>Kemendag</ministry>.",
    ],
)
def test_ours_beside_foreign(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Mantan Menteri Perdagangan hadir.",
        "Eks Menkominfo hadir.",
        "eks-Menag hadir.",
        "Mantan Wakil Menteri Hukum dan HAM hadir.",
        "Mantan Menteri Agama (Menag) Yaqut hadir.",
        "Mantan Menteri Perindustrian dan Menteri Perdagangan itu hadir.",
        "Ketika Budi masih menjabat Menteri Pertahanan, harganya naik.",
        "Ia pernah menjabat sebagai Menteri Sosial.",
        "Menteri Perdagangan periode 2015-2016 hadir.",
        "Menteri Keuangan saat itu hadir.",
        "Menteri Keuangan era Orde Baru hadir.",
    ],
)
def test_former_offices(text: str) -> None:
    assert_nothing(text)


@pytest.mark.parametrize(
    "marked",
    [
        "Mantan pejabat <ministry id=kemenkeu>Kementerian Keuangan</ministry> hadir.",
        "Mantan Kapolda itu menemui <ministry id=kemensos via=title>Menteri Sosial</ministry>.",
    ],
)
def test_former_people_of_a_ministry(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Dinas Sosial Surabaya dan Dinas PU hadir.",
        "Dinas ESDM Jawa Barat menutup tambang.",
        "Kanwil BPN Bali hadir.",
        "Kanwil Kementerian Hukum (Kemenkum) Jatim hadir.",
        "Kantor Wilayah Badan Pertanahan Nasional (BPN) Jawa Tengah hadir.",
        "KPU Kabupaten Sleman dan Bawaslu Bali hadir.",
        "Dilansir Kominfo Jatim, pajak turun.",
        "Kepala Perwakilan BKKBN Kepri hadir.",
        "Kadis PUPR ditahan; proyek PUPR itu mangkrak.",
    ],
)
def test_local_offices(text: str) -> None:
    assert_nothing(text)


@pytest.mark.parametrize(
    "marked",
    [
        "Kantor <ministry id=kemenag>Kementerian Agama</ministry> ramai.",
        "Ia naik mobil dinas <agency id=polri>Polri</agency>.",
        "<ministry id=kemnaker>Kemnaker</ministry> Jakarta ramai.",
    ],
)
def test_no_local_office(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Kabinet itu memiliki tujuh menko.",
        "Kementerian/lembaga diminta berhemat, kata para menteri.",
        "Para Menteri Keuangan bertemu.",
        "Menteri Kabinet Merah Putih hadir.",
        "Pak Menteri sudah pulang.",
        "Perdana Menteri hadir.",
    ],
)
def test_generic(text: str) -> None:
    assert_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Menteri Luar Negeri BEM UI berorasi.",
        "Kementerian Sosial dan Politik BEM KM kampus itu hadir.",
        "Ketua BEM UI, Menteri Sosial, berorasi.",
    ],
)
def test_student_cabinets(text: str) -> None:
    assert_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pajak emas diatur PMK Nomor 48 Tahun 2023.",
        "Permenaker, PermenPANRB, Kepmenaker, dan Permen ESDM terbit.",
        "Pesawat ATR 72 tergelincir; pelanggaran HAM diusut.",
        "Kartu Kredit Pemerintah (KKP) dipakai. Pengguna KKP naik.",
        "Kantor Pelayanan Utama (KPU) Bea dan Cukai menyita ponsel.",
        "Barang Kena Pajak (BKP) naik.",
        "Dewan Energi Nasional (DEN) bersidang, kata anggota DEN.",
        "Siswa MA Negeri 1 menang; ketua DPD Golkar hadir.",
        "Polisi menangkap pria berinisial MA. MA mengaku.",
        "Kominfo berbenah. Kepala Diskominfo Garut memimpin tim Kominfo.",
        "Dinas Pekerjaan Umum Bima menambal jalan. Truk PUPR datang.",
        "Simak di kemnaker.go.id atau humas@kemenkes.go.id.",
        "Simak https://cekbansos.kemensos.go.id/ hari ini.",
        "Suku bunga BI Rate turun.",
        "Jaksa Agung Muda Pidana Umum hadir.",
    ],
)
def test_acronyms_regulations_addresses(text: str) -> None:
    assert_nothing(text)


@pytest.mark.parametrize(
    "marked",
    [
        "Peraturan <ministry id=kemenag via=title>Menteri Agama</ministry> terbit.",
        "Dinas Sosial Bima dan <ministry id=kemensos>Kemensos</ministry> menyalurkan beras.",
        "Dirjen Minerba <ministry id=kemen-esdm>ESDM</ministry> dan Dinas ESDM Bima hadir.",
        "Ia memakai mobil dinas <ministry id=kemen-esdm>ESDM</ministry>. <ministry id=kemen-esdm>ESDM</ministry> diam.",
        "Akun @disesdm ramai. <ministry id=kemen-esdm>ESDM</ministry> hadir.",
        "Dinas ESDM Bima dan <ministry id=kemen-esdm>ESDM</ministry> pusat hadir.",
        "Keputusan <ministry id=kemnaker via=title>Menteri Ketenagakerjaan</ministry> terbit.",
        "<agency id=bpom>Badan Pengawasan Obat dan Makanan</agency> (<agency id=bpom>BPOM</agency>) hadir.",
        "Liputan.com-<agency id=kpk>KPK</agency> menyelidiki kasus.",
    ],
)
def test_regulations_spelled_out_and_misremembered_names(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.skipif(not bodies.__file__.endswith(".py"), reason="compiled code has no steps to count")
def test_steps_a_mention_do_not_grow_with_bare_fields() -> None:
    """Each was once compared with all others, and each time with the whole text: 92 kB took a minute."""

    def of_size(times: int) -> float:
        count = 0

        def trace(frame: FrameType, event: str, arg: Any) -> Any:
            nonlocal count
            frame.f_trace_lines, frame.f_trace_opcodes = False, True
            count += event == "opcode"
            return trace

        text, before = "Kominfo berbenah lagi. " * times, sys.gettrace()
        sys.settrace(trace)
        try:
            assert len(find_bodies(text, date(2021, 10, 22), RULES)) == times
        finally:
            sys.settrace(before)
        return count / times

    find_bodies("Kominfo", None, RULES)  # the rules are compiled once, and not counted
    assert of_size(400) < 1.1 * of_size(100)
