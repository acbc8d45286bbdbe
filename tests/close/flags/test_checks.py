"""Checks within one article. Sentences are written for these tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from extractor.close.draft import Draft
from extractor.close.flags import check_crowded, check_rules, check_sums, check_title_body
from extractor.models import Article, Flag, Interval, Number, QuantityFact, Span, Status
from extractor.numbers import find_numbers
from extractor.pipeline import Pipeline
from extractor.rules import RuleSet, load_rules
from extractor.text.boilerplate import find_boilerplate
from extractor.text.sentences import split_sentences
from tests.reconcile.facts import grain_of

RULES: RuleSet = load_rules()


def drafted(text: str, quantities: Sequence[QuantityFact] = ()) -> Draft:
    draft = Draft(Article(id="a", text=text))
    draft.sentences = split_sentences(text, find_boilerplate(text, RULES), RULES)
    draft.numbers, draft.quantities = find_numbers(text, RULES), quantities
    return draft


def sums(text: str, quantities: Sequence[QuantityFact] = ()) -> list[Flag]:
    return list(check_sums(drafted(text, quantities), RULES))


def title_body(text: str, quantities: Sequence[QuantityFact]) -> list[Flag]:
    return list(check_title_body(drafted(text, quantities), RULES))


def brief(flag: Flag) -> tuple[str, object, object, object]:
    return flag.kind, flag.params["text"], flag.params["parts"], flag.params["sum"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kemnaker meneken kerja sama dengan 29 mitra.\n"
            "Dokumen itu mencakup tiga naskah kementerian, sembilan naskah daerah, dan 17 naskah swasta.",
            [("sum_ok", "29", "tiga + sembilan + 17", 29)],
        ),
        (
            "Panitia mencatat 450 peserta, terdiri dari 300 peserta luar kota dan 160 peserta dalam kota.",
            [("sum_mismatch", "450", "300 + 160", 460)],
        ),
        (
            "Dari total 35,04 juta keluarga, sebanyak 20,88 juta keluarga lama dan sisanya 14,15 juta keluarga baru.",
            [("sum_ok", "35,04 juta", "20,88 juta + 14,15 juta", 35030000)],
        ),
        (
            "Dari total 35,04 juta keluarga, sebanyak 20,88 juta keluarga lama dan sisanya 15,14 juta keluarga baru.",
            [("sum_mismatch", "35,04 juta", "20,88 juta + 15,14 juta", 36020000)],
        ),
        (
            "Dari 300 peserta, 180 peserta lulus dan sisanya, sebanyak 130 peserta, mengulang.",
            [("sum_mismatch", "300", "180 + 130", 310)],
        ),
        (
            "Dari total Rp 10 miliar, Rp 6 miliar untuk alat dan sisanya Rp 8 miliar untuk pelatih.",
            [("sum_mismatch", "Rp 10 miliar", "Rp 6 miliar + Rp 8 miliar", 14000000000)],
        ),
        (
            "Dari 300 peserta, 180 peserta dari Solo dan 120 peserta sisanya dari Klaten.",
            [("sum_ok", "300", "180 + 120", 300)],
        ),
        (
            "Anggaran Rp 10 miliar terdiri atas Rp 6 miliar untuk alat dan Rp 4 miliar untuk pelatih.",
            [("sum_ok", "Rp 10 miliar", "Rp 6 miliar + Rp 4 miliar", 10000000000)],
        ),
    ],
)
def test_sums_that_the_text_states(text: str, expected: list[tuple[str, object, object, object]]) -> None:
    assert [brief(flag) for flag in sums(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sebanyak 500 peserta hadir, di antaranya 100 peserta dari Solo dan 50 peserta dari Klaten.",
        "Ada 240 bidang tanah, masing-masing 80 bidang di tiga kabupaten.",
        "Dari 300 peserta, 180 peserta lulus dan sisanya gagal sehingga 130 peserta mengulang.",
        "Dari 100 siswa, 40 siswa pria, 50 siswa, sisanya tak diketahui.",
        "Dari 100 siswa, 40 siswa pria dan 50 siswa dan sisanya tak diketahui.",
        "Sebanyak 12 kelompok terdiri dari 30 petani dan 20 nelayan.",
        "Sekitar 500 orang hadir, terdiri dari 300 petani dan 100 nelayan.",
        "Anggaran Rp 5 triliun terdiri dari 200 titik baru dan 300 titik lama.",
        "Tim terdiri dari 5 pelatih dan 20 pemain, dengan usia 17 hingga 25 tahun.",
        "Penjualan 300 unit terdiri dari 120 unit sedan, naik 20 unit, dan 150 unit niaga.",
    ],
)
def test_no_alarm_where_the_list_is_open_or_of_other_things(text: str) -> None:
    assert sums(text) == []


def fact(
    text: str, phrase: str, low: Number | None, high: Number | None, *, occurrence: int = 0, approx: bool = False,
    unit: str = "peserta", target: bool = False, status: Status = "realised", what: str | None = "pelatihan",
    as_of: Interval | None = None,
) -> QuantityFact:  # fmt: skip
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(phrase, start + 1)
    sentence = next(s for s in split_sentences(text, (), RULES) if s.start <= start < s.end)
    return QuantityFact(
        fact_id=f"d#quantity:{start}-{start + len(phrase)}", doc_id="d", source=None, url=None, published=None,
        start=start, end=start + len(phrase), text=phrase, sentence=Span(start=sentence.start, end=sentence.end),
        rule="test", min=low, max=high, approx=approx, unit=unit, target=target, participants=True, status=status,
        what=what, as_of=as_of, grain=grain_of(phrase),
    )  # fmt: skip


def test_flags_name_the_facts_of_the_whole() -> None:
    text = "Kemnaker Gandeng 29 Mitra\nAda 29 mitra, terdiri dari 12 mitra daerah dan 17 mitra swasta.\n"
    facts = (fact(text, "29 Mitra", 29, 29, unit="mitra"), fact(text, "29 mitra", 29, 29, unit="mitra"))
    (flag,) = sums(text, facts)
    assert flag.kind == "sum_ok"
    assert flag.fact_ids == (facts[1].fact_id,)
    assert text[flag.start : flag.end] == "29"


TITLE = (
    "Dua Kementerian Latih 10.000 UMKM\n"
    "Program itu dimulai dengan 5.000 peserta dan berpotensi bertambah hingga 10.000 peserta."
)


def test_title_that_states_flatly_what_the_body_hedges() -> None:
    facts = (
        fact(TITLE, "10.000 UMKM", 10000, 10000, unit="umkm"),
        fact(TITLE, "5.000 peserta", 5000, 5000),
        fact(TITLE, "10.000 peserta", None, 10000, status="potential"),
    )
    (flag,) = title_body(TITLE, facts)
    assert (flag.kind, flag.params["title"], flag.params["body"]) == ("title_body", "10.000 UMKM", "10.000 peserta")
    assert flag.fact_ids == (facts[0].fact_id, facts[2].fact_id)


def test_a_body_that_states_it_flatly_too_raises_nothing() -> None:
    text = TITLE.replace("hingga 10.000", "menjadi 10.000")
    facts = (fact(text, "10.000 UMKM", 10000, 10000, unit="umkm"), fact(text, "10.000 peserta", 10000, 10000))
    assert title_body(text, facts) == []


def test_a_title_that_no_number_of_the_body_fits() -> None:
    text = "Pelatihan di Solo Diikuti 450 Peserta\nPelatihan itu diikuti 350 peserta dari 12 desa di Solo."
    facts = (fact(text, "450 Peserta", 450, 450), fact(text, "350 peserta", 350, 350))
    (flag,) = title_body(text, facts)
    assert (flag.kind, flag.params["title"], flag.params["body"]) == ("title_body", "450 Peserta", "350 peserta")


@pytest.mark.parametrize(
    "body",
    ["Pelatihan diikuti 350 peserta luar kota dan 100 peserta dalam kota.", "Ada 350 peserta dan 450 kursi di sana.",
     "Pelatihan diikuti 350 peserta, lebih dari 400 pada hari kedua.", "Pelatihan diikuti 45 peserta."],
)  # fmt: skip
def test_a_title_that_something_in_the_body_fits(body: str) -> None:
    text = f"Pelatihan di Solo Diikuti 450 Peserta\n{body}"
    numbers = find_numbers(text, RULES)
    counts = [n for n in numbers if text[n.end :].startswith((" peserta", ",")) and n.min == n.max]
    facts = [fact(text, "450 Peserta", 450, 450)]
    facts += [fact(text, text[n.start : n.end], n.min, n.max) for n in counts]
    assert title_body(text, facts) == []


def test_a_title_that_hedges_itself_raises_nothing() -> None:
    text = TITLE.replace("Latih", "Bakal Latih")
    facts = (fact(text, "10.000 UMKM", 10000, 10000, unit="umkm"), fact(text, "10.000 peserta", None, 10000))
    assert title_body(text, facts) == []


def test_rules_pass_their_own_examples() -> None:
    assert list(check_rules(RULES)) == []


def test_a_broken_figure_is_flagged_though_it_is_no_fact() -> None:
    text = "Pabrik Tambah Mesin\nPenjualan tahun lalu 12.508 ribu unit, kata pemilik pabrik itu."
    article = Article(id="a", published=date(2025, 5, 1), text=text)
    flags = Pipeline(RULES).read(article).article.flags
    assert [(flag.kind, text[flag.start : flag.end]) for flag in flags] == [("slip", "12.508 ribu")]


def test_a_table_in_one_line_is_read_in_part_and_said() -> None:
    text = "Hasil Undian\nPeserta hadir: " + ", ".join(f"{number} orang" for number in range(100, 300)) + "."
    places = [(flag.start, flag.end, flag.params["figures"]) for flag in check_crowded(drafted(text), RULES)]
    assert places == [(0, 1200, 107), (1200, len(text), 93)]
    article = Article(id="a", text=text)
    read = Pipeline(RULES).read(article)
    assert [flag.kind for flag in read.article.flags] == ["crowded", "crowded"]
    figures = [fact.text for fact in read.facts if fact.type == "quantity"]
    assert figures[:2] == ["100 orang", "101 orang"]
    assert len(figures) <= 160


def test_as_many_figures_as_an_article_may_have_are_read() -> None:
    text = "Rekap\n" + "\n".join(f"Desa {name}: 120 orang" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2)
    assert list(check_crowded(drafted(text), RULES)) == []
