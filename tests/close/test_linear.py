"""The close reading of a long document takes as many steps a character as that of a short one."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import extractor.close
from extractor.close import read_closely
from extractor.models import Article
from extractor.reading import read_articles
from extractor.rules import load_rules
from extractor.skim import skim

RULES = load_rules()
CORPUS = Path(__file__).parents[2] / "corpus"
COMPILED = not str(extractor.close.__file__).endswith(".py")


def steps(article: Article) -> int:
    """Steps of the interpreter in a close reading, loops inside one expression included."""
    skimmed = skim(article, RULES)
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
        read_closely(article, skimmed, RULES)
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

    read_closely(articles[0], skim(articles[0], RULES), RULES)  # the rules are compiled once, and not counted
    assert of_size(8) < 1.1 * of_size(2)
