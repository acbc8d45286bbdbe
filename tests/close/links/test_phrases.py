"""Names and noun phrases that no head word opens, and how far an article is about them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.close.draft import Draft
from extractor.close.links.choice import Linked
from extractor.close.links.phrases import find_names, find_phrases
from extractor.close.links.programmes import compile_programmes
from extractor.close.links.steps import judge_days
from extractor.close.links.what import Programmes
from extractor.close.speech import Speakers
from extractor.models import Article
from extractor.rules import load_rules
from extractor.skim import SKIM

RULES = load_rules()
SEARCH = compile_programmes(RULES)


def names(text: str, people: frozenset[str] = frozenset(), houses: frozenset[str] = frozenset()) -> list[str]:
    return [mention.label for mention in find_names(text, SEARCH, (), people, houses.__contains__)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warga menyambut Arunika di balai kota.", ["Arunika"]),
        ("Arunika dibuka.", []),  # a capital by its place
        ("Arunika dibuka. Warga menyukai Arunika.", ["Arunika", "Arunika"]),
        ("Warga menyambut Pesta Kuliner Raya (PKR). Kini PKR ramai.", ["Pesta Kuliner Raya"] * 3),
        ("Warga menonton Ranah Tiga: Jejak Kedua Part 2.", ["Ranah Tiga: Jejak Kedua Part 2"]),
        ("Warga pergi ke Jawa Barat.", []),
        ("Warga mendatangi Dinas Sosial.", []),
        ("Presiden Wiratama tiba. Warga menyambut Wiratama.", []),
        ("Sebanyak 45 Hari berlalu.", []),
        # outlet and place before a report are none, nor part of one
        ("Solo, Warta Kota -- Warga menyambut Arunika.", ["Arunika"]),
        ("Solo, Warta Kota - Pesta Kuliner Raya dibuka.", ["Pesta Kuliner Raya"]),
        ("WARTA.COM, Solo - Pesta Kuliner Raya dibuka.", ["Pesta Kuliner Raya"]),
        ("Tanggal 7 warga pulang.", []),
        ("Pukul 10 warga pulang.", []),
        ("Warga menonton Arunika - Wira Samudra.", ["Arunika - Wira Samudra"]),
        ("Nilainya Rp13,5 miliar dari 12.508 Pelari.", []),
        ("Warga menyambut Arunika.Kegiatan itu ramai.", ["Arunika"]),
        ("Warga ikut 'Mlaku Bareng Arunika'.", ["Mlaku Bareng Arunika"]),
        ("Warga membaca warta.com di Ria Arunika.", ["Ria Arunika"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_persons_and_houses_are_no_names_of_programmes() -> None:
    text = "Warga menyambut Arunika dan Wira Samudra."
    assert names(text) == ["Arunika dan Wira Samudra"]
    assert names("Warga menyambut Wira Samudra.", people=frozenset(("Wira", "Samudra"))) == []
    assert names("Warga menyambut ARK.", houses=frozenset(("ARK",))) == []
    assert names("Warga menyambut Gus Ipul dan Bambang Soesatyo.") == []
    assert names("Warga menyambut Gus Ipul. Lalu Bambang Soesatyo.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mereka ikut dalam lompat tali beregu di alun-alun.", ["lompat tali beregu"]),
        ("Polisi menjaga kota saat ceramah Wira Samudra.", ["ceramah Wira Samudra"]),
        ("Warga hadir dalam kegiatan panen raya 2025 itu.", ["panen raya 2025"]),
        ("Warga hadir dalam itu.", []),
        ("Warga hadir pada pagi hari di sana dengan tertib.", []),
        ("Peserta hadir, penonton datang.", []),
        ("Warga setuju untuk berkumpul.", []),
    ],
)
def test_phrases(text: str, expected: list[str]) -> None:
    assert [mention.label for mention in find_phrases(text, SEARCH, ())] == expected


def test_what_is_taken_is_left_out() -> None:
    text = "Mereka ikut dalam lompat tali beregu. Warga menyambut Arunika."
    start = text.index("tali")
    assert list(find_phrases(text, SEARCH, [(start, start + 4)])) == []
    start = text.index("Arunika")
    assert list(find_names(text, SEARCH, [(start - 3, start + 3)], (), bool)) == []


PIECES = st.sampled_from(
    ["dalam", "Arunika", "(ARK)", "ARK", "pesta", "2025", "rakyat", "-", ".", "\n", "“", "İzmir", "dan"]
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_mentions_lie_in_the_text(text: str) -> None:
    for mention in find_phrases(text, SEARCH, ()):
        assert text[mention.start : mention.end] == mention.label
    for mention in find_names(text, SEARCH, (), (), lambda _: False):
        assert text[mention.start : mention.end] == mention.label or mention.label in text


def test_how_far_an_article_is_about_a_name() -> None:
    text = "Pelatihan Menjahit Dibuka\nPelatihan menjahit itu dibuka bupati di balai kota. Ada 40 ibu. Pelatihan ramai."
    draft = Draft(Article(id="a", text=text))
    for step in (*SKIM, judge_days):
        step(draft, RULES)
    figure = Linked(text.index("40"), text.index(" ibu"), "realised", participants=True)
    draft.linked = [figure]
    found = dict(Programmes(draft, Speakers(text, draft, None, RULES), RULES).candidates(figure))
    assert {
        "said=2, opened", "said least=2, opened", "words in title=all, opened", "words in lead=all, opened",
        "times=2, opened",
    } <= set(found["pelatihan menjahit"])  # fmt: skip
