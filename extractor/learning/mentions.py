"""How often a mention of a body or a date is right, by its kind: the confidence of facts that nothing judges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.close.facts import body_kind, date_kind
from extractor.learning.examples import article_of
from extractor.learning.fit import Row
from extractor.rules import RuleSet
from extractor.skim import skim

# Before any is seen, a kind counts as right in as many of as many.
_PRIOR_RIGHT = 9
_PRIOR = 10


def precision_of_mentions(rows: Iterable[Mapping[str, Any]], ruleset: RuleSet, before: Sequence[Row] = ()) -> list[Row]:
    """For each kind the share of mentions that gold has with the same value, those of optional facts left out.

    ``before``: what other gold has shown; it is counted in.
    """
    seen = Counter({one.evidence: one.seen for one in before})
    right: dict[str, float] = defaultdict(float)
    for one in before:
        right[one.evidence] = one.weight * (one.seen + _PRIOR) - _PRIOR_RIGHT
    for row in rows:
        if row.get("weight", 1.0) < 1:
            continue
        article = article_of(row)
        skimmed = skim(article, ruleset)
        optional = [fact for fact in row["facts"] if fact.get("optional")]
        told: list[tuple[str, int, int, Mapping[str, Any]]] = [
            (body_kind(body), body.start, body.end, {"type": "ministry", "ministry": body.body})
            for body in skimmed.bodies
            if body.kind == "ministry"
        ]
        told += [
            (date_kind(day), day.start, day.end, {"type": "date", "from": _iso(day.from_), "to": _iso(day.to)})
            for day in skimmed.dates
        ]
        for kind, start, end, value in told:
            here = [fact for fact in row["facts"] if fact["start"] < end and start < fact["end"]]
            hit = any(all(fact.get(key) == known for key, known in value.items()) for fact in here)
            if hit or not any(fact in optional for fact in here):
                seen[kind] += 1
                right[kind] += hit
    return [
        Row(kind, round((right[kind] + _PRIOR_RIGHT) / (count + _PRIOR), 3), count)
        for kind, count in sorted(seen.items())
    ]


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
