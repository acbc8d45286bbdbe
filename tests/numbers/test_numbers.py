# ruff: noqa: E501 (a row of a value table is one line)
"""Numbers: one value, many spellings; bounds; what is no number. The tables grow by rows, not by code."""

from __future__ import annotations

import json
import os
import random
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from extractor.numbers import find_numbers
from extractor.numbers.check import check_rules, notation
from extractor.rules import RuleSet, load_rules
from tests.growth import assert_linear

RULES: RuleSet = load_rules()


def read(text: str) -> list[str]:
    return [notation(mention) for mention in find_numbers(text, RULES)]


SPELLINGS: dict[str, list[str]] = {
    "0": ["0", "nol", "kosong"],
    "3000": [
        "3.000",
        "3000 orang",
        "3 ribu",
        "3ribu",
        "3 rb",
        "3rb",
        "tiga ribu",
        "Tiga Ribu",
        "3 RIBU",
        "3.000 peserta",
        "3k",
    ],
    "1250": ["1.250", "seribu dua ratus lima puluh", "seribu duaratus limapuluh", "1,250 orang", "1250 unit"],
    "500000": ["500.000", "500 ribu", "setengah juta", "lima ratus ribu", "0,5 juta"],
    "1500000": [
        "1,5 juta",
        "1.5 juta",
        "satu setengah juta",
        "1.500.000",
        "1 juta 500 ribu",
        "satu juta lima ratus ribu",
        "1,5 jt",
    ],
    "2300000": ["2 juta 300 ribu", "2,3 juta", "dua juta tiga ratus ribu", "dua koma tiga juta"],
    "82900000": ["82,9 juta", "82,9 Juta", "82.900.000", "delapan puluh dua koma sembilan juta"],
    "1200000000": ["1,2 miliar", "1,2 milyar", "1.200.000.000", "satu koma dua miliar"],
    "171000000000000 rupiah": [
        "Rp171 T",
        "Rp 171 triliun",
        "Rp171 triliun",
        "171 triliun rupiah",
        "Rp. 171 triliun",
        "IDR 171 triliun",
    ],
    "1500000000 rupiah": [
        "Rp 1,5 M",
        "Rp1,5 miliar",
        "Rp1.500.000.000",
        "1,5 miliar rupiah",
        "satu setengah miliar rupiah",
    ],
    "3147000000000000 rupiah": ["Rp 3.147 triliun", "Rp3.147 T", "tiga ribu seratus empat puluh tujuh triliun rupiah"],
    "8 persen": ["8 persen", "8%", "8 %", "delapan persen", "8 prosen"],
    "5.2 persen": ["5,2 persen", "5,2%", "lima koma dua persen"],
    "-0.63 persen": ["-0,63%", "minus 0,63 persen", "minus nol koma enam tiga persen"],
    "4400000000 usd": ["US$ 4,4 miliar", "USD 4,4 miliar", "4,4 miliar dolar AS", "$4,4 miliar", "US$4,4 miliar"],
    "20 eur": ["20 euro", "EUR 20", "€20", "20€"],
    "50 sgd": ["50 dolar Singapura", "S$50", "SGD 50"],
    "0.75": ["0,75", "tiga perempat", "tiga per empat", "nol koma tujuh lima"],
    "29": ["29", "dua puluh sembilan", "29 (dua puluh sembilan)", "dua puluh sembilan (29)", "duapuluh sembilan"],
    "80 ordinal": ["ke-80", "kedelapan puluh", "HUT ke-80 RI"],
    "5 ordinal": ["ke-5", "kelima"],
    "1 ordinal": ["pertama", "ke-1", "kesatu"],
}

BOUNDS: dict[str, list[str]] = {
    "500..": [
        "sedikitnya 500 orang", "sedikitnya ada 500 orang", "setidaknya 500 orang", "minimal 500 orang", "min. 500 orang",
        "paling sedikit 500 orang", "lebih dari 500 orang", "lebih 500 orang", "di atas 500 orang", "500 orang lebih",
        "500 lebih orang", "melebihi 500 orang", "tak kurang dari 500 orang", "tidak kurang dari 500 warga",
        "sekurang-kurangnya 500 orang", "sekurangnya terdapat 500 orang", "minimal melayani 500 orang", "500+ peserta",
        "500 orang lebih untuk acara itu", "> 500 peserta", "≥500 orang", "500 atau lebih", "500 tahun ke atas", "melampaui 500 orang",
        "setidaknya dibutuhkan sebanyak 500 orang",
    ],
    "..500": [
        "hingga 500 orang", "sampai 500 orang", "maksimal 500 orang", "paling banyak 500 orang", "kurang dari 500 orang",
        "di bawah 500 orang", "tidak lebih dari 500 orang", "mencapai hingga 500 orang", "maksimal melayani 500 orang",
        "tidak sampai 500 orang", "hingga mencapai 500 orang", "sampai dengan 500 orang", "maks. 500 orang", "<500 orang",
        "500 tahun ke bawah",
    ],
    "~500": [
        "sekitar 500 orang", "kurang lebih 500 orang", "kira-kira 500 orang", "hampir 500 orang", "nyaris 500 orang",
        "500-an orang", "500an orang", "lima ratusan orang", "hampir sebanyak 500 orang", "lebih kurang 500 orang",
        "mendekati 500 orang", "diperkirakan mencapai 500 orang", "±500 orang", "lebih-kurang 500 orang",
    ],
    "500": ["mencapai 500 orang", "sebanyak 500 orang", "total 500 orang", "menembus 500 orang", "melampaui target 500 orang",
            "500 orang lebih memilih pulang"],
    "5000..10000": [
        "5.000 hingga 10.000 orang", "5-10 ribu orang", "antara 5.000 dan 10.000 orang", "5.000-10.000", "5.000 – 10.000 orang",
        "5.000 sampai 10.000", "lima hingga sepuluh ribu", "5 ribu hingga 10 ribu", "dari 5.000 sampai 10.000 orang",
        "5.000 s.d. 10.000 orang", "5.000 s/d 10.000", "5.000 sampai dengan 10.000", "5.000 peserta hingga 10.000 peserta",
        "5 ribu sampai 10 ribu peserta", "antara 5 ribu sampai 10 ribu", "5.000 atau 10.000 orang", "5 hingga 10 ribu orang",
    ],
    "~5000..10000": ["sekitar 5.000 hingga 10.000 orang", "kira-kira 5-10 ribu orang"],
    "~..10000": ["sampai ke jumlah kurang lebih 10.000 UMKM", "hingga sekitar 10.000 orang"],
    "..10000": ["bertambah hingga 10 ribu peserta", "maksimal 10.000 peserta"],
    "~11..19": ["belasan orang"],
    "~10..99": ["puluhan orang", "berpuluh-puluh orang"],
    "~1000..9999": ["ribuan buruh", "Ribuan Buruh"],
    "~11000..19999": ["belasan ribu orang"],
    "~100000..999999": ["ratusan ribu orang"],
    "~100000000..999999999": ["ratusan juta orang"],
    "~100..9999": ["ratusan hingga ribuan orang", "ratusan sampai ribuan warga"],
    "~10..999": ["puluhan bahkan ratusan orang", "puluhan hingga ratusan orang"],
    "900000..1000000": ["900 ribu-1 juta", "900 ribu hingga 1 juta orang", "900.000-1.000.000"],
    "~2000000..2999999": ["dua koma sekian juta sasaran"],
    "~350000": ["350 ribuan unit", "sekitar 350 ribu unit", "tiga ratus lima puluh ribuan unit"],
    "1.5..3.5 persen": ["2,5 plus minus 1%", "2,5 ± 1 persen", "2,5 plus-minus 1 persen"],
    "5000000..10000000 rupiah": ["Rp 5-10 juta", "Rp5 juta hingga Rp10 juta", "Rp 5 juta sampai Rp 10 juta", "5-10 juta rupiah"],
    "5.2..5.8 persen": ["5,2-5,8%", "5,2 hingga 5,8 persen", "5,2%-5,8%"],
}  # fmt: skip

NOT_CARDINAL = [
    "pukul 14.11 WIB", "pukul 10", "07.00-12.00 WIB", "jam 9 pagi", "Senin (17/3/2025)", "26 Maret 2025", "26-27 Maret 2025",
    "telepon 0812-3456-7890", "+6281234567890", "nopol B 5178 KII", "https://contoh.id/berita/2025/123", "versi 1.2.3",
    "skor 3-1", "menang 1-2 atas tim tamu", "Pasal 12 ayat (2)", "UU Nomor 13", "COVID-19", "G20", "5G", "F-16",
    "1. Bawa kartu identitas", "salah satu peserta", "satu per satu peserta dipanggil", "Presiden ke-8", "kedua kementerian",
    "tahun 2025", "SMP Negeri 2", "kategori 25K", "lomba lari maraton (21K), 10K, dan 5K", "2025/2026", "07:30", "persatuan dan kesatuan", "MotoGP 2025 berakhir",
    "1234567890123456", "@warga88",
]  # fmt: skip


@pytest.mark.parametrize(("value", "spelling"), [(v, s) for v, many in SPELLINGS.items() for s in many])
def test_one_value_many_spellings(value: str, spelling: str) -> None:
    assert read(spelling) == [value]


@pytest.mark.parametrize(("value", "spelling"), [(v, s) for v, many in BOUNDS.items() for s in many])
def test_bounds(value: str, spelling: str) -> None:
    assert read(spelling) == [value]


@pytest.mark.parametrize("text", NOT_CARDINAL)
def test_what_is_no_cardinal(text: str) -> None:
    assert [n for n in find_numbers(text, RULES) if n.role == "cardinal"] == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Target 5.000 hingga 10.000 pelaku UMKM.", ["5.000 hingga 10.000"]),
        ("Dana Rp 1,5 miliar untuk 3 kota.", ["Rp 1,5 miliar", "3"]),
        ("Naik -0,63% hari itu.", ["-0,63%"]),
        ("Tiga naskah, sembilan naskah, dan 17 naskah.", ["Tiga", "sembilan", "17"]),
        ("diikuti500 peserta dan 115WNI", ["500", "115"]),
        ("- 5.000 peserta\n- 300 mitra", ["5.000", "300"]),
        ("Sebanyak dua puluh lima ribu orang", ["dua puluh lima ribu"]),
        ("seribu lima ratus dolar lima puluh sen", ["seribu lima ratus dolar lima puluh sen"]),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    assert [text[n.start : n.end] for n in find_numbers(text, RULES)] == spans


@pytest.mark.parametrize(
    ("text", "value", "likely"),
    [
        ("1.700-4.1O0 orang", "1700..4100 slip", 4100),
        ("12.508 ribu unit", "12508000 slip", 12508),
        ("5.0000 orang", "50000 slip", 50000),
    ],
)
def test_slips_are_flagged_with_the_likely_value(text: str, value: str, likely: int) -> None:
    (number,) = [n for n in find_numbers(text, RULES) if n.flags]
    assert notation(number) == value
    assert number.flags[0].params["likely"] == likely


def test_a_lost_scale_word_is_flagged_without_a_guess() -> None:
    (number,) = find_numbers("Target 82,9 penerima tercapai.", RULES)
    assert (number.min, number.flags[0].kind, number.flags[0].params["likely"]) == (82.9, "slip", None)
    assert not find_numbers("Rata-rata 2,5 anak dalam satu rumah.", RULES)[0].flags
    assert not find_numbers("Ada 2,5 orang per rumah.", RULES)[0].flags


def test_taken_spans_hold_no_number() -> None:
    text = "Pada 17 Agustus 2025 hadir 300 orang"
    assert [n.min for n in find_numbers(text, RULES, [(5, 20)])] == [300]


def test_words_round_trip() -> None:
    for number in [*range(1200), *random.Random(5).sample(range(1200, 10**12), 800)]:
        words = num2words(number, lang="id")
        assert [(n.min, n.max, n.end) for n in find_numbers(words, RULES)] == [(number, number, len(words))], words


@given(st.integers(0, 10**15))
def test_figures_round_trip(number: int) -> None:
    (found,) = find_numbers(f"sebanyak {number:,} orang".replace(",", "."), RULES)
    assert (found.min, found.max, found.role) == (number, number, "cardinal")


@given(st.lists(st.sampled_from(
    ["12", "5.000", "tiga", "puluh", "juta", "ribu", "Rp", "%", "-", "hingga", "lebih dari", "orang", "ke", ",", ".", "\n", "(", ")",
     "koma", "satu", "setengah", "O", "pukul", "K", "/", "2025", "ratusan", "sekitar", "İ", " "]), max_size=30))  # fmt: skip
def test_mentions_are_sorted_apart_and_inside(pieces: list[str]) -> None:
    text = " ".join(pieces)
    position = 0
    for number in find_numbers(text, RULES):
        assert position <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == text[number.start : number.end].strip()
        assert number.min is None or number.max is None or number.min <= number.max
        position = number.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["1", "1.", "1,", "1-", "dua ", "dua", "seribu", "1 hingga ", "Rp", "9 ribu ", "ke", "1 (", "4l1O", "sekitar "],
)
def test_linear_on_hostile_text(unit: str) -> None:
    assert_linear(lambda text: partial(find_numbers, text, RULES), unit, 200_000)


def test_rules_pass_their_own_examples() -> None:
    assert list(check_rules(RULES)) == []


def _rules_of_numbers(folder: Path) -> str:
    """The text of numbers.yaml, and in ``folder`` the file that it refers to."""
    shutil.copy(RULES.path("dates.yaml"), folder)
    return RULES.path("numbers.yaml").read_text(encoding="utf-8")


def test_a_scale_word_that_would_not_be_sought_is_a_problem(tmp_path: Path) -> None:
    text = _rules_of_numbers(tmp_path)
    assert text.count("\n  rb: 1000\n") == 1
    (tmp_path / "numbers.yaml").write_text(
        text.replace("\n  rb: 1000\n", "\n  rb: 1000\n  /rb: 1000\n"), encoding="utf-8"
    )
    assert [(found.rule, found.reason) for found in check_rules(load_rules(tmp_path))] == [
        ("/rb", "begins with a sign behind which nothing is looked for")
    ]


SUITES = os.environ.get("RUJUK_SUITES")
MEASURES = {"IDR": "rupiah", "USD?": "usd", "USD": "usd", "EUR": "eur", "GBP": "gbp", "GBP?": "gbp", "JPY": "jpy"}


@pytest.mark.skipif(not SUITES, reason="RUJUK_SUITES names no folder with the suites of other projects")
def test_suites_of_other_projects() -> None:
    wrong = []
    for line in (Path(SUITES or "") / "numbers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        value = row["value"]
        low, high = value if isinstance(value, list) else (value, value)
        found = [(n.min, n.max, n.measure) for n in find_numbers(row["text"], RULES)]
        measure = MEASURES.get(row.get("unit", ""))
        expected = [(int(low) if isinstance(low, str) else low, int(high) if isinstance(high, str) else high, measure)]
        if row["kind"] == "percent":
            expected = [(low, high, "persen")]
        if found != expected:
            wrong.append((row["text"], expected, found))
    assert wrong == []


def test_a_word_with_a_sign_beyond_latin_1_is_found(tmp_path: Path) -> None:
    text = _rules_of_numbers(tmp_path)
    assert "first: {pertama: 1}" in text
    edited = text.replace("first: {pertama: 1}", "first: {pertama: 1, per\u2019tama: 1}")
    (tmp_path / "numbers.yaml").write_text(edited, encoding="utf-8")
    found = find_numbers("juara per\u2019tama dan per?tama", load_rules(tmp_path))
    assert [(number.start, number.end, number.min, number.role) for number in found] == [(6, 14, 1, "ordinal")]
