"""Scoring facts against gold: precision, recall and F1 by kind.

A predicted fact counts when it overlaps a gold fact of its kind and its normalised value is equal. Gold
facts marked ``optional`` count neither for nor against, and shield the prediction that overlaps them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from extractor.evaluation.gold import pair_spans

Row = Mapping[str, Any]
Mistake = Literal["missed", "extra", "wrong value"]

KINDS = ("ministry", "date", "date_target", "target", "participants")
_CONTEXT = 60


@dataclass
class Score:
    """The figures of one kind, and its mistakes in the order of the gold."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    attributes: dict[str, tuple[int, int]] = field(default_factory=dict)
    mistakes: list[tuple[Mistake, str, Row | None, Row | None]] = field(default_factory=list)

    def count(self, right: int, found: int, wanted: int) -> None:
        """Adds what was found and what was wanted, of which ``right`` are the same."""
        self.right += right
        self.extra += found - right
        self.missed += wanted - right

    @property
    def gold(self) -> int:
        """How many gold facts there are."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of the predicted facts that are right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold facts that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self) -> dict[str, Any]:
        """The figures as they are reported."""
        return {
            "gold": self.gold,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "attributes": {name: round(right / of, 4) for name, (right, of) in self.attributes.items() if of},
        }


def score_facts(gold: Mapping[str, Sequence[Row]], predicted: Mapping[str, Sequence[Row]]) -> dict[str, Score]:
    """The score of every kind. Both map a document's id to its facts; documents without gold are left out."""
    return {kind: _score(kind, gold, predicted) for kind in KINDS}


def _score(kind: str, gold: Mapping[str, Sequence[Row]], predicted: Mapping[str, Sequence[Row]]) -> Score:
    score = Score()
    agreed: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for doc, facts in gold.items():
        shields = [fact for fact in facts if fact.get("optional")]
        wanted = [fact for fact in _of_kind(facts, kind) if not fact.get("optional")]
        matched, missed, extra = _pair(wanted, _of_kind(predicted.get(doc, ()), kind), kind)
        extra = [fact for fact in extra if not any(_overlap(fact, shield) > 0 for shield in shields)]
        for one, other in matched:
            if not _same_value(kind, one, other):
                score.extra += 1
                score.missed += 1
                score.mistakes.append(("wrong value", doc, one, other))
                continue
            score.right += 1
            if kind in ("target", "participants"):
                for name, right in _attributes(one, other):
                    agreed[name][0] += right
                    agreed[name][1] += 1
        score.missed += len(missed)
        score.extra += len(extra)
        score.mistakes += [("missed", doc, fact, None) for fact in missed]
        score.mistakes += [("extra", doc, None, fact) for fact in extra]
    score.attributes = {name: (right, of) for name, (right, of) in agreed.items()}
    return score


def _of_kind(facts: Iterable[Row], kind: str) -> list[Row]:
    if kind in ("ministry", "date"):
        return [fact for fact in facts if fact["type"] == kind]
    if kind == "date_target":
        return [fact for fact in facts if fact["type"] == "date" and fact.get("target")]
    return [fact for fact in facts if fact["type"] == "quantity" and fact.get(kind)]


def _overlap(one: Row, other: Row) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _pair(gold: list[Row], predicted: list[Row], kind: str) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """One-to-one pairs of overlapping spans, and the rest."""
    pairs = pair_spans(gold, predicted, _overlap, partial(_same_value, kind))
    taken = set(pairs.values())
    missed = [fact for i, fact in enumerate(gold) if i not in pairs]
    extra = [fact for j, fact in enumerate(predicted) if j not in taken]
    return [(gold[i], predicted[j]) for i, j in pairs.items()], missed, extra


def _same_value(kind: str, gold: Row, predicted: Row) -> bool:
    if kind == "ministry":
        return bool(gold["ministry"] == predicted.get("ministry"))
    if kind in ("date", "date_target"):
        return _interval(gold) == _interval(predicted)
    return (gold.get("min"), gold.get("max")) == (predicted.get("min"), predicted.get("max"))


def _attributes(gold: Row, predicted: Row) -> Iterator[tuple[str, bool]]:
    yield "due", _interval(gold.get("due")) == _interval(predicted.get("due"))
    yield "unit", _head(gold.get("unit")) == _head(predicted.get("unit"))
    yield "ministries", sorted(gold.get("ministries") or []) == sorted(predicted.get("ministries") or [])
    yield "approx", bool(gold.get("approx")) == bool(predicted.get("approx"))


def _interval(value: Row | None) -> tuple[Any, Any] | None:
    return (value.get("from"), value.get("to")) if value else None


def _head(unit: str | None) -> list[str]:
    return (unit or "").lower().split()[:1]


def described(mistake: tuple[Mistake, str, Row | None, Row | None], kind: str, texts: Mapping[str, str]) -> str:
    """One mistake in its context, on one line."""
    what, doc, gold, predicted = mistake
    span = gold or predicted or {"start": 0, "end": 0}
    text = texts.get(doc, "")[max(0, span["start"] - _CONTEXT) : span["end"] + _CONTEXT].replace("\n", " ")
    return f"{kind}: {what} [{doc}] gold={_brief(gold)} predicted={_brief(predicted)} … {text} …"


def _brief(fact: Row | None) -> str:
    if fact is None:
        return "-"
    names = ("text", "ministry", "from", "to", "min", "max", "unit")
    return "{" + ", ".join(f"{name}: {fact[name]}" for name in names if fact.get(name) is not None) + "}"
