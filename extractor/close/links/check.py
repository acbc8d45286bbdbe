"""Self-check of the rules that link figures: their examples are read by the whole attribution.

An example marks its figure with square brackets and names one expectation: ``said_by``, ``what``, ``place``,
``as_of`` (a day, or two with a slash) or ``counted_by``; null means that the figure must have none. ``status`` is
``realised`` unless it says otherwise. Relative days count from the day of :data:`PUBLISHED`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from extractor.close.links import Attribution, Figure, attribute
from extractor.models import Article
from extractor.rules import Problem, RuleSet
from extractor.skim import skim

FILES: Final = ("speakers.yaml", "counters.yaml", "as_of.yaml", "programmes.yaml", "places.yaml")
PUBLISHED: Final = date(2025, 9, 20)
_EXPECTATIONS: Final = ("said_by", "what", "place", "as_of", "counted_by")


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Examples that read otherwise than they say, words and ids given twice, and malformed region codes."""
    for file in FILES:
        for section, rows in ruleset.yaml(file).items():
            yield from _check_section(ruleset, file, section, rows)
    yield from _check_regions(ruleset)


def _check_section(ruleset: RuleSet, file: str, section: str, rows: list[Mapping[str, Any]]) -> Iterator[Problem]:
    ids: set[str] = set()
    for row in rows:
        rule = f"{section}/{row['id']}"
        if row["id"] in ids:
            yield Problem(file, rule, "the id is given twice")
        ids.add(row["id"])
        words = str(row.get("words", "")).replace("\\ ", "_").split()
        for word in sorted({word for word in words if words.count(word) > 1}):
            yield Problem(file, rule, f"{word.replace('_', ' ')!r} is given twice")
        for kind in ("examples", "counter_examples"):
            for example in row.get(kind, ()):
                reason = _misread(ruleset, example)
                if reason is not None:
                    yield Problem(file, rule, f"{kind}: {reason}")


def _misread(ruleset: RuleSet, example: Mapping[str, Any]) -> str | None:
    marked = example["text"]
    start, end = marked.find("["), marked.find("]")
    expectation = next((key for key in _EXPECTATIONS if key in example), None)
    if start < 0 or end < start or expectation is None:
        return f"no marked figure or no expectation in {marked!r}"
    text = marked[:start] + marked[start + 1 : end] + marked[end + 1 :]
    article = Article(id="example", published=PUBLISHED, text=text)
    figure = Figure(start, end - 1, example.get("status", "realised"), participants=True)
    (found,) = attribute(article, skim(article, ruleset), (figure,), None, ruleset)
    got, wanted = _written(found, expectation), example[expectation]
    return None if got == wanted else f"{expectation} is {got!r}, not {wanted!r}, in {marked!r}"


def _written(found: Attribution, expectation: str) -> str | None:
    if expectation == "said_by":
        return found.said_by.name if found.said_by is not None else None
    if expectation == "place":
        return found.place.name if found.place is not None else None
    if expectation == "as_of":
        if found.as_of is None:
            return None
        first, last = str(found.as_of.from_), str(found.as_of.to)
        return first if first == last else f"{first}/{last}"
    return found.what if expectation == "what" else found.counted_by


def _check_regions(ruleset: RuleSet) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in ruleset.tsv("regions.tsv"):
        code = row["code"]
        if code in seen:
            yield Problem("regions.tsv", code, "the code is given twice")
        seen.add(code)
        if row["kind"] not in ("province", "regency", "city") or (row["kind"] == "province") != (len(code) == 2):
            yield Problem("regions.tsv", code, f"kind {row['kind']!r} does not fit the code")
