"""Self-check of the rules that link figures: their examples are read by all steps of linking.

An example marks its figure and names behind the arrow what the figure must have: ``said_by``, ``what``, ``place``
or ``counted_by``. Its ``status`` is ``realised`` unless the example gives
another. Relative days count from the day of :data:`PUBLISHED`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final, cast

from extractor.close.links.choice import LINKS, Linked, weights_of
from extractor.close.links.owners import GOVERNMENT
from extractor.close.links.steps import link
from extractor.models import Article, Status
from extractor.rules import Problem, RulesError, RuleSet
from extractor.rules.examples import NOTHING, Example, Row, run_examples

FILES: Final = ("speakers.yaml", "counters.yaml", "programmes.yaml", "places.yaml")
PUBLISHED: Final = date(2025, 9, 20)


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Tables of links that are missing or malformed; examples that read otherwise than they say, unknown owners, and
    malformed region codes.
    """
    unread = list(_check_weights(ruleset))
    if unread:
        yield from unread  # no example can be read without them
        return
    for file in FILES:
        for rows in ruleset.yaml(file).values():
            if isinstance(rows, list):
                yield from run_examples(file, rows, partial(_read, ruleset), marked=True)
    yield from _check_programmes(ruleset)
    yield from _check_regions(ruleset)


def _check_weights(ruleset: RuleSet) -> Iterator[Problem]:
    for name in LINKS:
        try:
            weights_of(ruleset, name)
        except RulesError as error:
            yield Problem(f"weights/{name}.tsv", "", str(error))


def _read(ruleset: RuleSet, row: Row, example: Example) -> str | None:
    wanted = dict(part.split(": ", 1) for part in (example.expected or "").split("; ") if ": " in part)
    article = Article(id="example", published=PUBLISHED, text=example.text)
    status = cast("Status", wanted.get("status", "realised"))
    found = Linked(example.start, example.end, status, participants=True)
    link(article, (found,), ruleset)
    return "; ".join(f"{key}: {_written(getattr(found, key))}" for key in wanted)


def _written(link: object) -> object:
    return getattr(link, "name", link) or NOTHING


def _check_programmes(ruleset: RuleSet) -> Iterator[Problem]:
    programmes = {row["id"]: row for row in ruleset.yaml("programmes.yaml")["programmes"]}
    bodies = ruleset.yaml("ministries.yaml")["bodies"]
    for id_, row in programmes.items():
        owner = row.get("owner", GOVERNMENT)
        if owner != GOVERNMENT and owner not in bodies:
            yield Problem("programmes.yaml", id_, f"owner {owner!r} is no body of ministries.yaml")
        if row.get("under", id_) not in programmes:
            yield Problem("programmes.yaml", id_, f"under {row['under']!r}: no such programme")


def _check_regions(ruleset: RuleSet) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in ruleset.tsv("regions.tsv"):
        code = row["code"]
        if code in seen:
            yield Problem("regions.tsv", code, "the code is given twice")
        seen.add(code)
        if row["kind"] not in ("province", "regency", "city") or (row["kind"] == "province") != (len(code) == 2):
            yield Problem("regions.tsv", code, f"kind {row['kind']!r} does not fit the code")
