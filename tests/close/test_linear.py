"""The close reading of a long document takes as many steps a character as that of a short one."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import extractor.close
from extractor.close import CLOSE, Draft
from extractor.models import Article
from extractor.reading import read_articles
from extractor.rules import load_rules
from extractor.skim import SKIM

pytestmark = pytest.mark.slow

RULES = load_rules()
CORPUS = Path(__file__).parents[2] / "corpus"
COMPILED = not str(extractor.close.__file__).endswith(".py")


def steps(article: Article) -> int:
    """Steps of the interpreter in a close reading, loops inside one expression included."""
    draft = Draft(article)
    for skim in SKIM:
        skim(draft, RULES)
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        frame.f_trace_lines = False
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for read in CLOSE:
            read(draft, RULES)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.skipif(COMPILED, reason="compiled code has no steps to count")
@pytest.mark.parametrize("between", ["\n", " "], ids=["paragraphs", "one paragraph"])
def test_steps_a_character_do_not_grow(between: str) -> None:
    articles = [item for item in read_articles([CORPUS]) if isinstance(item, Article)]
    once = "\n".join(article.text for article in articles)[:6_000].replace("\n", between)

    def of_size(times: int) -> float:
        text = "Judul\n" + between.join([once] * times)
        article = Article(id="long", published=articles[0].published, title="Judul", text=text)
        return steps(article) / len(text)

    steps(articles[0])  # the rules are compiled once, and not counted
    assert of_size(8) < 1.1 * of_size(2)
