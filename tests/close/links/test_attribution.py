"""The attribution as a whole: it holds on any text, is deterministic, and stays linear."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.close.links.choice import Linked
from extractor.close.links.steps import link
from extractor.mentions import Entity
from extractor.models import Article
from extractor.rules import load_rules
from tests.growth import assert_linear

RULES = load_rules()
PIECES = st.sampled_from(
    ["kata", "Budi Santoso", '"', "“", "”", ",", ".", "\n", "Menurut", "dia", "menargetkan", "5.000 peserta",
     "Kabupaten", "Kudus", "(BGN)", "Badan Gizi Nasional", "di Jakarta", "per 17 September", "data BPS", "program",
     "Festival Kopi 2025", "İstanbul", "alias", "Hal itu disampaikan", "Pertama,", "mencatat", "S.H.", "'"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join), st.integers(0, 200))
@settings(max_examples=80, deadline=None)
def test_any_text_is_attributed_alike_twice(text: str, start: int) -> None:
    article = Article(id="any", text=text)
    start = min(start, max(0, len(text) - 1))
    found = [Linked(start, min(len(text), start + 5), "realised", participants=True) for _ in range(2)]
    for once in found:
        link(article, [once], RULES)
    first, second = ((one.said_by, one.what, one.place, one.as_of, one.counted_by) for one in found)
    assert first == second


def test_names_of_the_model_decide_where_a_name_begins() -> None:
    text = '"Ada 5.000 peserta," kata Direktur Utama Sagara Nusa Bima Aji di Jakarta.'
    name = text.index("Bima Aji")
    article = Article(id="a", text=text)
    entities = (Entity(name, name + len("Bima Aji"), "PER"),)
    found = Linked(5, 18, "realised")
    link(article, [found], RULES, lambda *_: entities)
    assert found.said_by is not None
    assert (found.said_by.name, found.said_by.role) == ("Bima Aji", "Direktur Utama Sagara Nusa")


@pytest.mark.slow
@pytest.mark.parametrize("unit", ['"', '", kata Budi Santoso. ', "Budi Santoso mengatakan ", "data BPS mencatat BPS ",
                                  "Arunika (ARK) ", "dalam ", "dalam pesta rakyat "])  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def prepare(text: str) -> Callable[[], object]:
        article = Article(id="hostile", text=text)
        distance = len(text) // 20
        figures = [Linked(at, at + 3, "target", participants=True) for at in range(0, len(text) - 10, distance)]
        return partial(link, article, figures, RULES)

    assert_linear(prepare, unit, 80_000)


@pytest.mark.slow
def test_a_long_headline_takes_linear_time() -> None:
    def prepare(piece: str) -> Callable[[], object]:
        text = "Judul.\n\nWarga datang.\n\nBACA JUGA: " + piece
        places = [match.start() for match in re.finditer("300", text)]
        return lambda: link(
            Article(id="long", text=text), [Linked(at, at + 11, "target", participants=True) for at in places], RULES
        )

    assert_linear(prepare, "Kementerian Sosial Targetkan 300 Sekolah, ", 34_000)
