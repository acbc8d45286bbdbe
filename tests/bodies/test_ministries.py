"""Mentions of bodies: forms, edges, extents, resolution by day, persons."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.bodies import bodies, find_bodies, same_line, successors_on
from tests.bodies.bodies_markup import RULES, assert_bodies


@pytest.mark.parametrize(
    "marked",
    [
        "<ministry id=kemnaker>Kementerian Ketenagakerjaan</ministry> (<ministry id=kemnaker>Kemnaker</ministry>).",
        "<ministry id=kemnaker>Kemenaker</ministry> mencatat kenaikan.",
        "Ani dari <ministry id=kemenkes>Kemenkes</ministry>7. Budi dari <agency id=bps>BPS</agency>11. Cici hadir.",
        "<ministry id=kemnaker>Kemnaker RI</ministry> dan <ministry id=kemenkes>KemenkesRI</ministry> hadir.",
        "<ministry id=kemenkeu>Kementerian Keuangan Republik Indonesia</ministry> hadir.",
        "Kata <ministry id=kemendagri via=title>mendagri</ministry>, rapat selesai.",
        "<ministry id=kemenkeu via=title>MENTERI KEUANGAN</ministry> HADIR.",
        "<ministry id=kemen-umkm>KemenUMKM</ministry>, <ministry id=kemen-umkm>Kemen UMKM</ministry>.",
        "<ministry id=kemenkes>Kementrian Kesehatan</ministry> mengimbau warga.",
        "<ministry id=kkp>Kementerian Kelautan Perikanan</ministry> hadir.",
        "<ministry id=kkp>Kementerian Kelautan & Perikanan</ministry> hadir.",
        "<ministry id=kemen-umkm>Kementerian Usaha Mikro, Kecil, Menengah</ministry> hadir.",
        "<ministry id=kemen-p2mi>Kementerian Perlindungan Pekerja Migran Indonesia</ministry> hadir.",
        "<ministry id=kemenpan-rb>Kemenpan-RB</ministry>, <ministry id=kemenpan-rb>KemenPAN-RB</ministry>.",
        "<ministry id=kemnaker via=title>Wamenaker</ministry> menyidak pabrik.",
        "<ministry id=kemenko-pangan via=title>Menteri Koordinator (Menko) Bidang Pangan</ministry> hadir.",
        "<ministry id=kemenko-pangan>Kementerian Koordinator Bidang Pangan</ministry> hadir.",
        "<ministry id=kemenko-pmk>Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan</ministry> "
        "<ministry id=kemenko-pmk>(Kemenko) PMK</ministry> hadir.",
        "<ministry id=kemenko-kumham-imipas>Kementerian Koordinator Bidang Hukum, HAM, Imigrasi dan "
        "Pemasyarakatan</ministry> hadir.",
        "<agency id=bps via=title>Kepala BPS</agency> dan <agency id=kpk via=title>Ketua KPK</agency> hadir.",
        "<agency id=bpjs-tk>BPJS Ketenagakerjaan</agency> dan <agency id=komnas-ham>Komnas HAM</agency> hadir.",
        "<agency id=bph-migas>BPH Migas</agency> dan <agency id=bp-haji>BP Haji</agency> hadir.",
        "Akun @<ministry id=kemenkes>kemenkes</ministry>_ri ramai.",
        "<ministry id=kemnaker>Kementerian Ketena-\ngakerjaan</ministry> hadir.",
        "<agency id=bapanas>Badan Pangan Nasional</agency> (<agency id=bapanas>BPN</agency>) hadir. "
        "<agency id=bapanas>BPN</agency> menyalurkan beras.",
        "Akun @<ministry id=kemnaker>kemnaker</ministry> dan tagar #<ministry id=kemenkes>Kemenkes</ministry> ramai.",
        "<ministry id=kemenkes>Kemenkes</ministry>-<ministry id=kemensos>Kemensos</ministry> bekerja sama.",
        "<ministry id=kkp>KKP</ministry> menangkap kapal.",
        "Oleh <ministry id=kkp>KKP</ministry><ministry id=kkp>Kementerian Kelautan dan Perikanan</ministry> hadir.",
        "Peraturan <ministry id=kemen-esdm via=title>Menteri (Permen) ESDM</ministry> Nomor 3 terbit.",
        "Keputusan <ministry id=kemen-esdm via=title>Menteri Pertambangan & Energi</ministry> lama dicabut.",
    ],
)
def test_forms(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "<ministry id=atr-bpn via=title>MenteriAgrariadan Tata Ruang</ministry> hadir.",
        "Jakarta<ministry id=atr-bpn via=title>Wakil MenteriAgraria dan  Tata Ruang</ministry> hadir.",
        "<ministry id=kemensos via=title>Menteri Sosial</ministry>Saifullah Yusuf hadir.",
        "pesan<ministry id=kemensos>Kemensos</ministry>memberikan bantuan.",
        "<ministry id=kemenkes>Kementerian  Kesehatan</ministry> hadir.",
        "<ministry id=kemenkes>Kementerian\nKesehatan</ministry> hadir.",
        "<ministry id=kemenkes>Kemenkes</ministry>nya sendiri hadir.",
        "Ia pergi ke <ministry id=kemendagri via=title>Mendagri</ministry>.",
        "Rapat di<ministry id=kemenkes>Kementerian Kesehatan</ministry> selesai.",
        "<ministry id=kemenkop>Kementerian Koperasi</ministry>\nUKM naik kelas.",
        "Usul itu ada di <ministry id=kemenpan-rb>Kementerian Pemberdayaan Aparatur Negara</ministry>.",
    ],
)
def test_spaces_lost_and_doubled(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    "text",
    [
        "Kemenangan itu disambut warga yang mendesak.",
        "Mentang-mentang kaya, ia menagih janji.",
        "Petani kemenyan menular semangatnya.",
        "Menakar peluang; mendikte lawan; mensosialisasikan aturan.",
        "Anggota Menwa hadir, namanya Umar bin Ali.",
        "Ia membenahi kementeriannya dan menterinya.",
    ],
)
def test_words_that_contain_a_form(text: str) -> None:
    assert find_bodies(text, date(2025, 7, 1), RULES) == ()


@pytest.mark.parametrize(
    "marked",
    [
        "<ministry id=atr-bpn via=title>Menteri ATR/Kepala BPN</ministry> hadir.",
        "<ministry id=bappenas via=title>Menteri Perencanaan Pembangunan Nasional (PPN)/Kepala Badan Perencanaan "
        "Pembangunan Nasional</ministry> (<ministry id=bappenas>Bappenas</ministry>) hadir.",
        "<ministry id=bappenas via=title>Menteri Perencanaan Pembangunan Nasional (PPN)Kepala Bappenas</ministry>.",
        "<ministry id=klh>KLH/BPLH</ministry> menyegel pabrik.",
        "<ministry id=kemen-investasi>Kementerian Investasi dan Hilirisasi/BKPM</ministry> hadir.",
        "<ministry id=kemen-esdm>Kementerian Energi dan Sumber Daya Mineral</ministry> (ESDM) hadir.",
        "<ministry id=kemenpan-rb via=title>Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi</ministry> "
        "(PANRB) hadir.",
        "<ministry id=kemendukbangga via=title>Menteri Kependudukan dan Pembangunan Keluarga</ministry> "
        "(<ministry id=kemendukbangga via=title>Mendukbangga</ministry>)/"
        "<ministry id=kemendukbangga via=title>Kepala BKKBN</ministry> hadir.",
    ],
)
def test_one_mention_or_two(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "<ministry id=kemenag>Kementerian Agama</ministry>, <ministry id=kemensos>Sosial</ministry>, dan "
        "<ministry id=kemenkes>Kesehatan</ministry> bekerja sama.",
        "<ministry id=kementan via=title>Menteri Pertanian</ministry> dan "
        "<ministry id=kemendag via=title>Perdagangan</ministry> hadir.",
        "<ministry id=kemenko-pangan via=title>Menko Pangan</ministry> dan "
        "<ministry id=kemenko-pmk via=title>PMK</ministry> hadir.",
        "<ministry id=kkp>Kementerian Kelautan dan Perikanan</ministry> hadir.",
        "<ministry id=kemensos>Kementerian Sosial</ministry> dan kesehatan warga.",
        "<ministry id=kemensos>Kementerian Sosial</ministry>, Agama, Ras.",
        "<ministry id=kemensos>Kementerian Sosial</ministry> dan Kesehatan Masyarakat.",
    ],
)
def test_enumerations(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    ("day", "marked"),
    [
        ("2004-10-20", "<ministry id=kemenko-polkam-2001 via=title>Menko Polkam</ministry> hadir."),
        ("2006-09-01", "<ministry id=kemen-pu-lama>Departemen Pekerjaan Umum</ministry> hadir."),
        ("2006-04-04", "<ministry id=kemendiknas>Depdiknas</ministry> hadir."),
        ("2012-05-05", "<ministry id=kemenhut-lama>Kementerian Kehutanan</ministry> hadir."),
        ("2016-05-05", "<ministry id=klhk>Kementerian Kehutanan</ministry> hadir."),
        ("2025-05-05", "<ministry id=kemenhut>Kementerian Kehutanan</ministry> hadir."),
        ("2010-06-01", "<agency id=bpn>BPN</agency> hadir."),
        ("2023-06-01", "<ministry id=atr-bpn>BPN</ministry> hadir."),
        ("2021-04-27", "<agency id=bkpm>BKPM</agency> hadir."),
        ("2021-04-28", "<ministry id=kemen-investasi-2021>BKPM</ministry> hadir."),
        ("2024-10-20", "<agency id=bp2mi>BP2MI</agency> hadir."),
        ("2024-10-21", "<ministry id=kemen-p2mi>BP2MI</ministry> hadir."),
        ("2025-09-07", "<agency id=bp-haji>BP Haji</agency> hadir."),
        ("2014-10-26", "<ministry id=kemenparekraf-2011 via=title>Menparekraf</ministry> hadir."),
        ("2020-01-01", "<ministry id=kemenparekraf via=title>Menparekraf</ministry> hadir."),
        (None, "<ministry id=kemenko-polkam via=title>Menko Polkam</ministry> hadir."),
    ],
)
def test_twins_and_eras(day: str | None, marked: str) -> None:
    assert_bodies(marked, day)


@pytest.mark.parametrize(
    "marked",
    [
        "<ministry id=komdigi stale>Kominfo</ministry> memblokir situs.",
        "<ministry id=kemenkes stale>Depkes</ministry> memblokir situs.",
        "<ministry id=kemenkop via=title stale>Menteri Koperasi dan UKM</ministry> Budi Arie Setiadi hadir.",
        "<ministry id=kemen-umkm via=title stale>Menteri Koperasi dan UKM</ministry> Maman Abdurrahman hadir.",
        "<ministry id=kemenkop stale>Kemenkop UKM</ministry> dan <ministry id=kemen-umkm>Kementerian UMKM</ministry>.",
        "<ministry id=kemenkum stale>Kemenkumham</ministry> mengesahkan badan hukum koperasi.",
        "Pemeriksaan paspor dan visa WNA oleh imigrasi <ministry id=kemenimipas stale>Kemenkumham</ministry>.",
        "Siswa dan guru SD menunggu <ministry id=kemendikdasmen stale>Kemendikbudristek</ministry>.",
        "Dosen dan rektor kampus menunggu <ministry id=kemdiktisaintek stale>Kemendikbudristek</ministry>.",
        "Sekolah dan guru menunggu <ministry id=kemendikdasmen>Kementerian Pendidikan</ministry>.",
        "Rektor kampus menunggu <ministry id=kemdiktisaintek>Kementerian Pendidikan</ministry>.",
    ],
)
def test_names_out_of_date_or_shared(marked: str) -> None:
    assert_bodies(marked)


def test_undecidable_names_say_so() -> None:
    text = "Kemendikbudristek hadir."
    (mention,) = find_bodies(text, date(2025, 7, 1), RULES)
    assert (mention.body, mention.stale) == (None, True)
    assert mention.candidates == ("kemendikdasmen", "kemdiktisaintek", "kemenbud")


@pytest.mark.parametrize(
    "marked",
    [
        "Proyek itu dimulai saat masih bernama <ministry id=kemenkop-ukm>Kemenkop UKM</ministry>.",
        "Program di era <ministry id=kemendikbudristek>Kementerian Pendidikan, Kebudayaan, Riset, dan "
        "Teknologi</ministry> (<ministry id=kemendikbudristek>Kemendikbudristek</ministry>) itu lanjut.",
        "Pengadaan di <ministry id=kemendikbudristek>Kemendikbudristek</ministry> periode 2019-2022 diusut.",
        "Budi, yang kala itu menjabat sebagai <ministry id=kemenko-marves via=title>Menko Kemaritiman dan "
        "Investasi</ministry>, hadir.",
        "Terdakwa adalah eks pegawai <ministry id=kemenkominfo>Kementerian Kominfo</ministry>.",
        "Kasus korupsi di <ministry id=kemendikbudristek>Kemendikbudristek</ministry> diusut.",
        "<ministry id=kemendikbudristek via=title>Mendikbudristek</ministry> Nadiem Makarim memberi kesaksian.",
        "<ministry id=kemenkumham>Kemenkumham</ministry> dipecah menjadi tiga.",
    ],
)
def test_the_body_of_that_time(marked: str) -> None:
    assert_bodies(marked)


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        ("Menaker Yassierli hadir.", "2025-07-01", "Yassierli"),
        ("Menteri Ketenagakerjaan (Menaker) Yassierli hadir.", "2025-07-01", "Yassierli"),
        ("Menteri KeuanganSri MulyaniIndrawati hadir.", "2025-07-01", "Sri Mulyani Indrawati"),
        ("Mensos Gus Ipul hadir.", "2025-07-01", "Saifullah Yusuf"),
        ("Menteri Luar Negeri RI, Sugiono, hadir.", "2025-07-01", "Sugiono"),
        ("Menko AHY hadir.", "2025-07-01", "Agus Harimurti Yudhoyono"),
        ("Menteri KebudayaanFadli Zonyang hadir.", "2025-07-01", "Fadli Zon"),
        ("Wakil Menteri Sosial Agus Jabo Priyono hadir.", "2025-07-01", "Agus Jabo Priyono"),
        ("Menkeu Sri Mulyani hadir.", "2008-07-01", "Sri Mulyani Indrawati"),
        ("Kepala BGN Dadan Hindayana hadir.", "2025-07-01", "Dadan Hindayana"),
        ("Menteri Sosial Gelar Rapat.", "2025-07-01", None),
        ("Menkes menemui Budi Gunadi Sadikin.", "2025-07-01", None),
    ],
)
def test_offices_tie_to_persons(text: str, day: str, person: str | None) -> None:
    assert find_bodies(text, date.fromisoformat(day), RULES)[0].person == person


def test_an_office_with_a_name_only() -> None:
    assert_bodies("<ministry id=kemenko-perekonomian via=title>Menko Airlangga</ministry> hadir.")
    assert_bodies("<ministry id=kemendukbangga via=title>Menteri Wihaji</ministry> hadir.")
    assert_bodies("Menteri Budi hadir.", "2022-07-01", empty=True)


def test_the_registry_follows_bodies_through_time() -> None:
    registry = bodies(RULES)
    assert registry["kemnaker"].name == "Kementerian Ketenagakerjaan"
    assert registry["kemenkop-ukm"].successors == ("kemenkop", "kemen-umkm")
    assert successors_on("kemendikbud", date(2025, 1, 1), RULES) == ("kemendikdasmen", "kemdiktisaintek", "kemenbud")
    assert successors_on("kemendikbud", date(2020, 1, 1), RULES) == ("kemendikbud",)
    assert same_line("kemenkop-ukm", "kemen-umkm", RULES)
    assert same_line("kemen-umkm", "kemenkop-ukm", RULES)
    assert not same_line("kemenkop", "kemen-umkm", RULES)


PIECES = st.sampled_from(
    ["Kementerian ", "Menteri", " Keuangan", "Kemnaker", "KKP", "(", ")", "/", " dan ", "Menko ", "Iran", "\n", " ",
     "İ", "\u200b", "é", "–", "UKM", "Kemenkop ", "PMK", "@", ".go.id", "mantan ", "Yassierli", "2019-2022", "，", "😀"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in find_bodies(text, date(2025, 7, 1), RULES):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        assert (mention.body is None) == bool(mention.candidates)
        end = mention.end
