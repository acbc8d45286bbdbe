"""What is known of evidence: each piece by its name, with its weights, found without writing the name out.

The weights are learned by ``rujuk learn`` and stand in ``rules/weights/``, one table a question; an editor may pin
one with a reason in ``pins.yaml``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, takewhile
from operator import methodcaller
from typing import Final

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
    """A piece of evidence: its name, and its weights at the first look and the second, each for one or two questions.

    A pair of weights is the real and the imaginary part of one complex number: both are added up at once, and one
    object is fetched where five were. (A plain class: the compiler knows no dataclass with complex numbers.)
    """

    __slots__ = ("again", "first", "name")

    def __init__(self, name: str, first: complex = 0j, again: complex = 0j) -> None:
        self.name = name
        self.first = first
        self.again = again


Family = dict[str, Piece]


class Known(dict[str, Family]):
    """The evidence that counts, in families: for ``lead=*`` each piece with such a name, by what stands for the star.

    ``pieces`` are all that count. Without them all that can be thought of does, with no weight: what is learned from.
    """

    def __init__(self, pieces: Mapping[str, Piece] | None = None) -> None:
        self._pieces = pieces
        self._names = sorted(pieces or ())

    def __missing__(self, pattern: str) -> Family:
        prefix, _, suffix = pattern.partition("*")
        if self._pieces is None:
            family: Family = _Open(prefix, suffix)
        else:
            names = self._names[bisect_left(self._names, prefix) :]
            family = {
                name[len(prefix) : len(name) - len(suffix)]: self._pieces[name]
                for name in takewhile(methodcaller("startswith", prefix), names)
                if name.endswith(suffix)
            }
        self[pattern] = family
        return family

    def look_up(self, seen: Iterable[tuple[str, str]]) -> list[Piece]:
        """The pieces of what was seen, given by pattern and value, as far as it counts."""
        return [family[value] for pattern, value in seen if value in (family := self[pattern])]


class _Open(Family):
    """A family that has every piece, made when it is asked for."""

    def __init__(self, prefix: str, suffix: str) -> None:
        self._prefix = prefix
        self._suffix = suffix

    def __contains__(self, between: object) -> bool:
        return True

    def __missing__(self, between: str) -> Piece:
        piece = self[between] = Piece(self._prefix + between + self._suffix)
        return piece


#: What is known where weights are still to be learned.
EVERYTHING: Final = Known()


class Weights:
    """The tables of one or two questions, so that evidence is looked up once for all of them.

    ``bias`` is what each of the two looks begins with, for the questions as in :class:`Piece`, ``thresholds`` from
    which probability on each answer is yes.
    """

    def __init__(self, tables: Sequence[dict[str, float]]) -> None:
        bias = [of.pop(BIAS, 0.0) for of in tables]
        self.bias = complex(bias[0], bias[-2]), complex(bias[1], bias[-1])
        self.thresholds = [of.pop(THRESHOLD, 0.5) for of in tables[1::2]]
        self.pieces: dict[str, Piece] = {}
        first, again, one, other = (*tables[:2], *tables[-2:])
        for name in dict.fromkeys(chain.from_iterable(tables)):
            at_first = complex(first.get(name, 0.0), one.get(name, 0.0))
            self.pieces[name] = Piece(name, at_first, complex(again.get(name, 0.0), other.get(name, 0.0)))
        self.known = Known(self.pieces)


def table(ruleset: RuleSet, name: str) -> dict[str, float]:
    """The table ``weights/<name>.tsv`` with the pins of an editor. Raises RulesError on a malformed row."""
    file = f"{FOLDER}/{name}.tsv"
    of: dict[str, float] = {}
    for row in ruleset.tsv_rows(file):
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
