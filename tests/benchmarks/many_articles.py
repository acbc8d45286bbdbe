"""An archive of any size from real articles: ``python -m tests.benchmarks.many_articles ARTICLES COUNT OUT.jsonl``.

Articles are repeated with other ids, and with other digits in their longer numbers, so that neither ids nor figures
repeat; days stay as they are. The same arguments give the same bytes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import orjson

from extractor.models import Article
from extractor.reading import read_articles

# Numbers of four and more digits, with or without dots; years keep their meaning.
_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{1,3}(?:\.\d{3})+\b|\b(?!(?:19|20)\d\d\b)\d{4,9}\b")

# Prime to ten, so that a figure of four digits comes round again only after a thousand rounds.
_STEP = 37


def varied(article: Article, round_: int) -> dict[str, str | None]:
    """The article as a row, its figures moved on by ``round_`` steps; first digit and writing stay."""

    def other(match: re.Match[str]) -> str:
        figure = match.group()
        tail = figure[1:].replace(".", "")
        moved = iter(f"{(int(tail) + round_ * _STEP) % 10 ** len(tail):0{len(tail)}d}")
        return figure[0] + "".join(mark if mark == "." else next(moved) for mark in figure[1:])

    return {
        "id": f"{article.id}-{round_}",
        "source": article.source,
        "url": f"{article.url}?{round_}" if article.url else None,
        "published": article.published.isoformat() if article.published else None,
        "text": _FIGURE.sub(other, article.text) if round_ else article.text,
    }


def main(articles: str, count: int, out: Path) -> None:
    """Write ``count`` rows."""
    originals = [item for item in read_articles([articles]) if isinstance(item, Article)]
    with out.open("wb") as stream:
        for number in range(count):
            round_, index = divmod(number, len(originals))
            stream.write(orjson.dumps(varied(originals[index], round_)) + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
