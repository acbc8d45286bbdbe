"""What is known of evidence: each piece by its name, with its weights, found without writing the name out.

The weights are learned by ``rujuk learn`` and stand in ``rules/weights/``, one table a question; an editor may pin
one with a reason in ``pins.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Protocol

from extractor.rules import RulesError, RuleSet

FOLDER: Final = "weights"
PINS: Final = "weights/pins.yaml"
#: Rows of a table that are no evidence: what is known before any is seen, and from which probability on the answer is
# yes.
BIAS: Final = "(bias)"
THRESHOLD: Final = "(threshold)"
#: Each question has two tables: ``target.tsv`` and ``target_again.tsv``.
AGAIN: Final = "_again"


class Piece:
    """A piece of evidence: its name, and its weights for one or two questions at the first look and at the second."""

    __slots__ = ("again", "first", "name")

    def __init__(
        self, name: str, first: tuple[float, float] = (0.0, 0.0), again: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        self.name = name
        self.first = first
        self.again = again


Family = dict[str, Piece]


class Known(Protocol):
    """The evidence that counts."""

    def family(self, prefix: str, suffix: str = "") -> Family:
        """What of it has names that begin and end so, by what stands between."""
        ...

    def __hash__(self) -> int: ...


class Weights:
    """The tables of one or two questions, so that evidence is looked up once for all of them.

    ``bias`` is what each look begins with, ``thresholds`` from which probability on each answer is yes.
    """

    __slots__ = ("bias", "pieces", "thresholds")

    def __init__(self, tables: Sequence[dict[str, float]]) -> None:
        self.bias = [of.pop(BIAS, 0.0) for of in tables]
        self.thresholds = [of.pop(THRESHOLD, 0.5) for of in tables[1::2]]
        first, again, other_first, other_again = *tables[:2], *tables[-2:]
        self.pieces = {
            name: Piece(
                name,
                (first.get(name, 0.0), other_first.get(name, 0.0)),
                (again.get(name, 0.0), other_again.get(name, 0.0)),
            )
            for of in tables
            for name in of
        }

    def family(self, prefix: str, suffix: str = "") -> Family:
        """The pieces whose names begin and end so, by what stands between."""
        return {
            name[len(prefix) : len(name) - len(suffix)]: piece
            for name, piece in self.pieces.items()
            if name.startswith(prefix) and name.endswith(suffix)
        }


class Everything:
    """All evidence that can be thought of, none with a weight: what is learned from."""

    def family(self, prefix: str, suffix: str = "") -> Family:
        """The pieces with such names, made when they are asked for."""
        return _Open(prefix, suffix)


class _Open(Family):
    """A family that has every piece."""

    def __init__(self, prefix: str, suffix: str) -> None:
        self._prefix = prefix
        self._suffix = suffix

    def __contains__(self, between: object) -> bool:
        return True

    def __missing__(self, between: str) -> Piece:
        piece = self[between] = Piece(self._prefix + between + self._suffix)
        return piece


#: What is known where weights are still to be learned.
EVERYTHING: Final = Everything()


def table(ruleset: RuleSet, name: str) -> dict[str, float]:
    """The table ``weights/<name>.tsv`` with the pins of an editor. Raises RulesError on a malformed row."""
    file = f"{FOLDER}/{name}.tsv"
    of: dict[str, float] = {}
    for row in ruleset.tsv(file):
        try:
            of[row["evidence"]] = float(row["weight"])
        except (KeyError, TypeError, ValueError):
            raise RulesError(f"{ruleset.path(file)}: malformed row {dict(row)}") from None
    for pin in ruleset.yaml(PINS)["pins"]:
        if pin["table"] == name:
            of[pin["evidence"]] = float(pin["weight"])
    return of


@lru_cache(maxsize=32)
def weights(ruleset: RuleSet, questions: tuple[str, ...]) -> Weights:
    """The weights of one or two questions. Raises RulesError on a malformed row."""
    return Weights([table(ruleset, question + look) for question in questions for look in ("", AGAIN)])
