"""Boilerplate and sentences: what is masked, what it may yield, and where sentences end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules import RuleSet, load_rules
from extractor.text.boilerplate import check_rules, find_boilerplate, kinds
from extractor.text.sentences import check_rules as check_sentence_rules
from extractor.text.sentences import split_sentences
from tests.growth import assert_linear
from tests.markup import read_markup

RULES: RuleSet = load_rules()

MARKED = [
    "<boilerplate kind=navigation>wartakota.co.id</boilerplate>\n"
    "<boilerplate kind=ticker>| : WIB | INDIKATOR |</boilerplate>\n"
    "<boilerplate kind=ticker>• EMAS 1.894.000   -12.000   -0,63%</boilerplate>\nEmas Turun",
    "Acara dibuka.\n<boilerplate kind=read_also>BACA JUGA:Menko Hadiri Forum di Bali</boilerplate>\nPeserta pulang.",
    "Peserta pulang pukul lima.<boilerplate kind=read_also>Baca Juga:Panen Raya Dimulai di Ngawi</boilerplate>",
    "Laga digelar Senin.<boilerplate kind=read_also>Baca Juga:Garuda Siap Hadapi Pakistan</boilerplate>"
    "Untuk laga kedua, panitia menambah kursi.",
    '<boilerplate kind=watch_also>Tonton juga video "Menkes Tinjau Puskesmas" di sini:</boilerplate>\n'
    "<boilerplate kind=navigation>[Gambas:Video 20detik]</boilerplate>",
    "Kata dia.\n<boilerplate kind=advertisement>SCROLL TO CONTINUE WITH CONTENT</boilerplate>\nMenteri pulang.",
    "Peserta pulang.<boilerplate kind=read_also>Baca Juga</boilerplate>Menurut panitia, 300 petani hadir.",
    "Peserta pulang. <boilerplate kind=read_also>Baca: Panen Raya Warga di Desa Ngawi </boilerplate>"
    "Menurut panitia, 300 petani hadir.",
    "Rampung akhir tahun.<boilerplate kind=share>Ikuti Whatsapp Channel Warta</boilerplate>",
    "<boilerplate kind=byline>Reporter: Sari Utami | Editor: Joko Lelono</boilerplate>\nIsi berita.",
    "<boilerplate kind=byline>Rabu, 09 Juli 2025 / 04:52 WIB</boilerplate>\nIsi berita.",
    "<boilerplate kind=caption>ILUSTRASI. Pekerja merakit mesin di Bekasi.</boilerplate>",
    "Siswa menyantap makan siang di Solo. <boilerplate kind=credit>- (ANTARA FOTO/Budi)</boilerplate>",
    "Mereka pulang pada sore hari. <boilerplate kind=byline>(kha/ygs)</boilerplate>",
    "Berita utama.\n<boilerplate kind=navigation>TERBARU\nKelas Menulis\nHarga Cabai Naik</boilerplate>",
]

#: The end of a report whose lines were joined: with it a line is a paragraph of prose.
PROSE = (
    " Panitia menyiapkan dua panggung, delapan belas gerai, dan tempat parkir bagi warga yang datang dari luar kota."
    " Acara itu dibuka pukul tujuh dan ditutup pada sore hari oleh kepala desa, yang berterima kasih kepada relawan."
)
#: The headline of another report, or a byline, in a line that lost its breaks.
JOINED = [
    "Peserta pulang. <boilerplate kind=read_also>Baca juga: Panen Raya di Ngawi Dibuka dengan Doa </boilerplate>"
    "Namun, 300 petani belum menerima pupuk.",
    "Peserta pulang. <boilerplate kind=read_also>Baca juga: Bupati ajak warga menanam padi </boilerplate>"
    "Panitia mencatat 300 petani hadir.",
    "Peserta pulang. <boilerplate kind=read_also>Baca juga: Ini Alasan Petani Pilih Benih Lokal </boilerplate>"
    '"Kami menanam dua kali setahun," kata Ratna.',
    "Peserta pulang pukul lima.<boilerplate kind=read_also>Baca Juga:Panen Raya Dimulai Tahun 2025</boilerplate>"
    "Menurut panitia, 300 petani hadir.",
    "<boilerplate kind=byline>Laporan Wartawan Warta Desa, Sari Utami </boilerplate>"
    "WARTADESA.COM, NGAWI - Sebanyak 300 petani hadir.",
    "<boilerplate kind=read_also>Baca Juga:Panen Raya Dimulai di Ngawi</boilerplate>Ratna mencatat 300 petani hadir.",
    "Peserta pulang. <boilerplate kind=read_also>Pilihan RedaksiBupati Tanam Padi di Desa SolokWarga Ngawi Panen Raya"
    "</boilerplate>Panitia saat ini mencatat 300 petani.",
    "Ini: 1. Solo <boilerplate kind=read_also>Baca juga: Panen Raya Warga di Desa Ngawi</boilerplate> 2. Ngawi",
    "Peserta pulang.  <boilerplate kind=read_also>Baca juga: Panen Raya Warga di Desa Ngawi</boilerplate>  Mereka "
    "ingin tahu.  Panitia berterima kasih kepada seluruh warga desa yang membantu sejak pagi hingga acara usai, "
    "juga kepada para petani yang meminjamkan lahan dan alatnya tanpa imbalan apa pun selama tiga hari penuh.",
    "Peserta pulang. <boilerplate kind=read_also>Baca juga: Panen Raya Warga di Desa Ngawi </boilerplate>"
    "Sebelumnya, Ratna mencatat 300 petani hadir.",
]


@pytest.mark.parametrize("marked", [*MARKED, *(joined + PROSE for joined in JOINED)])
def test_boilerplate_is_masked_by_kind(marked: str) -> None:
    text, marks = read_markup(marked, tags={"boilerplate"})
    found = {(masked.start, masked.end, masked.kind) for masked in find_boilerplate(text, RULES)}
    assert found == {(mark.start, mark.end, mark["kind"]) for mark in marks}


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga adalah ajakan yang lazim di situs berita.",
        "Ikuti langkah berikut untuk mendaftar.",
        "TERBARU, pemerintah menambah kuota.\n" + "Menteri menjelaskan panjang lebar soal itu. " * 6,
        "Satuan Pelayanan (sppg) itu baru.",
        "Editor majalah itu menolak berkomentar.",
    ],
)
def test_prose_is_not_masked(text: str) -> None:
    assert find_boilerplate(text, RULES) == ()


def test_kinds_say_what_they_yield() -> None:
    yields = kinds(RULES)
    assert yields["ticker"] == frozenset()
    assert yields["read_also"] == {"ministry", "agency", "date", "quantity"}
    assert "quantity" in yields["caption"]


SENTENCES = [
    (["Hal itu disampaikan dr. Ratna di Solo.", "Ia pulang."], "{} {}"),
    (["Biaya Rp. 5 juta ditanggung PT. Maju.", "Warga lega."], "{} {}"),
    (["Ketua H. Ahmad R. Hidayat hadir di Jl. Sudirman No. 5 Solo."], "{}"),
    (["Pelatihan sudah selesai.", "Menteri menutup acara itu."], "{}{}"),
    (["Acara dimulai pukul 15.00 WIB.", "Pada malam hari peserta pulang."], "{}{}"),
    (['"Kami siap bekerja."', "Menteri lalu pergi."], "{} {}"),
    (['"Kami siap bekerja." kata Ani di Solo.', "Ia pulang."], "{} {}"),
    (['"Kami siap," kata Ani.', '"Besok kami mulai."'], "{} {}"),
    (["Angka 3.500 naik menjadi 4,5 juta pada 2025.", "Kata dia, cukup."], "{}{}"),
    (["Panitia membeli beras, gula, dll. untuk warga.", "Warga senang."], "{} {}"),
    (["Situs detik.com dan Warta6.com ramai dibuka."], "{}"),
    (["1. Daya sebelum 900 VA", "2. Daya sesudah 1.300 VA"], "{}\n{}"),
    (["Panitia menanam padi.,", "Warga lega.,", '"Kami senang," kata Ani.'], "{}{}{}"),
    (["Panitia menanam padi.", "KPK memeriksa dua orang."], "{}{}"),
    (["Ia menonton acara Kompas.TV itu."], "{}"),
    (["Ia pindah ke KPK.", '"Kami senang," kata Ani.'], "{}{}"),
    (["Dua orang ditangkap", "Selain itu, tiga rumah disita."], "{}{}"),
    (["Warga menanam padi di desa", "Jakarta (ANTARA) - Panitia menanam padi."], "{}{}"),
    (["Benarkah demikian?", "Tidak!", "Begini faktanya..."], "{} {} {}"),
]


@pytest.mark.parametrize(("sentences", "glue"), SENTENCES)
def test_sentences_end_where_they_end(sentences: list[str], glue: str) -> None:
    text = glue.format(*sentences)
    assert [text[s.start : s.end] for s in split_sentences(text, (), RULES)] == sentences


@pytest.mark.parametrize(
    ("line", "masked"), [("Editor: Ani S.", "Editor: Ani S."), ('Warga pulang. Baca: Ya"', 'Baca: Ya"')]
)
def test_what_is_masked_ends_with_its_line(line: str, masked: str) -> None:
    text = f"{line}\nMenteri Sosial membuka acara itu."
    assert [text[one.start : one.end] for one in find_boilerplate(text, RULES)] == [masked]


def test_title_is_the_first_line_of_the_report() -> None:
    text = "wartakota.co.id\nMenaker Buka Pelatihan\n\nJAKARTA - Menaker membuka pelatihan.\nMenaker Buka Pelatihan\n"
    sentences = split_sentences(text, find_boilerplate(text, RULES), RULES)
    assert [(text[s.start : s.end], s.paragraph, s.title) for s in sentences] == [
        ("wartakota.co.id", 0, False),
        ("Menaker Buka Pelatihan", 1, True),
        ("JAKARTA - Menaker membuka pelatihan.", 2, False),
        ("Menaker Buka Pelatihan", 3, True),
    ]


def test_a_body_without_title_has_none() -> None:
    text = "Jakarta, Warta - Menaker membuka pelatihan di Solo.\nPeserta datang."
    assert not any(s.title for s in split_sentences(text, (), RULES))


@given(st.text(alphabet='Ab .!?"”\n(dr19,Baca Juga:SROLTENW', max_size=200))
def test_sentences_cover_every_character_but_blanks(text: str) -> None:
    boilerplate = find_boilerplate(text, RULES)
    sentences = split_sentences(text, boilerplate, RULES)
    position = 0
    for sentence in sentences:
        assert not text[position : sentence.start].strip()
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end] != ""
        position = sentence.end
    assert not text[position:].strip()
    assert all(a.end <= b.start for a, b in itertools.pairwise(boilerplate))


@pytest.mark.parametrize(
    "unit",
    [
        "a. ",
        "Baca juga: Para Ani di ",
        '."',
        "Baca Juga: ",
        "1.",
        "(",
        "A.B",
        "\n",
        "? ! ",
        "diSelain itu\n",
        "...",
        "?!",
    ],
)
def test_linear_on_hostile_text(unit: str) -> None:
    assert_linear(lambda text: lambda: split_sentences(text, find_boilerplate(text, RULES), RULES), unit, 400_000)


def test_rules_pass_their_own_examples() -> None:
    assert list(check_rules(RULES)) == []
    assert list(check_sentence_rules(RULES)) == []
