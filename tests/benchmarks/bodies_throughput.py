"""Speed of finding bodies beside tokenising: ``python -m tests.benchmarks.bodies_throughput ARTICLES.jsonl [COUNT]``.

Reads articles (``text`` and ``published``; plain or gzip), finds the bodies in each, lets ``spacy.blank("id")``
tokenise the same articles in the same run, and prints the size of the registry and both speeds: best of five
rounds, CPU time of one core.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import spacy

from extractor.bodies import bodies, find_bodies
from extractor.bodies.surfaces import surfaces
from extractor.rules import load_rules

Article = tuple[str, date | None]


def read(path: Path, count: int) -> list[Article]:
    """The first ``count`` articles."""
    articles: list[Article] = []
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
            articles.append((row["text"], day))
            if len(articles) == count:
                break
    return articles


def seconds(work: Callable[[Article], object], articles: list[Article]) -> float:
    """Best of five rounds over all articles."""
    rounds = []
    for _ in range(5):
        begun = time.process_time()
        for article in articles:
            work(article)
        rounds.append(time.process_time() - begun)
    return min(rounds)


def main(path: Path, count: int) -> None:
    """Print the table."""
    rules = load_rules()
    table = surfaces(rules)
    forms = [table[key] for key in table]
    registry = bodies(rules)
    holders = sum(len(body.holders) for body in registry.values())
    articles = read(path, count)
    print(f"bodies {len(registry)}, terms of office {holders}, names {sum(len(form.spellings) for form in forms)}")
    print(f"surface forms (spaces, hyphens and case aside) {len(forms)}")
    length = sum(len(text) for text, _ in articles) / len(articles)
    nlp = spacy.blank("id")
    ours = seconds(lambda article: find_bodies(article[0], article[1], rules), articles)
    theirs = seconds(lambda article: nlp(article[0]), articles)
    print(f"{len(articles)} articles of {length:.0f} characters on average")
    for name, spent in (("find_bodies", ours), ('spacy.blank("id")', theirs)):
        each = spent / len(articles)
        print(f"{name:<20}{each * 1000:>8.3f} ms an article{1 / each:>9.0f} articles a second")
    print(f"ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300)
