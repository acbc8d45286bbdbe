"""Search that finds: all records whose words and numbers are those typed, the best first; else the nearest.

First all words (the last perhaps unfinished) and all numbers must be there. Where nothing has them all, words that
stand nowhere are taken for the likeliest spelling; where that finds nothing either, the records nearest to what was
asked are offered as such.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractor.desk.search.index import open_index
from extractor.desk.search.query import Near, Query, read_query
from extractor.desk.search.spelling import nearest
from extractor.desk.store import Store
from extractor.rules import RuleSet

# Nobody reads further, and a word that stands everywhere costs as much time as it stands in records.
_MOST = 20_000
# So many records are looked up one by one, which is quicker than reading where a frequent word stands.
_FEW = 500
# How many records are offered where none has all that was asked.
_OFFERED = 20


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: the place of each record in the store, and its rank, the best 0.

    ``spelled`` is the search as it was understood where a word was misspelt; ``nearest`` says that nothing has all that
    was asked, ``more`` that there are more, which rank no higher.
    """

    ranks: Mapping[int, int]
    spelled: str | None = None
    nearest: bool = False
    more: bool = False


@dataclass(slots=True)
class Search:
    """Searches the records of one store. Safe to use from several threads."""

    store: Store
    ruleset: RuleSet
    _connection: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self._connection = open_index(self.store, self.ruleset)

    def close(self) -> None:
        """Give the index file free."""
        self._connection.close()

    def find(self, text: str, *, most: int | None = _MOST) -> Hits | None:
        """The records that were asked for, no more than ``most`` of those found by words; null when nothing was asked.

        What filters the records further must see all of them: ``most`` null.
        """
        query = read_query(text, self.ruleset)
        if not query.words and not query.numbers:
            return None
        if ranks := self._all(query, most):
            return Hits(ranks, more=len(ranks) == most)
        spelled = self._spelled(query)
        if spelled is not None and (ranks := self._all(spelled, most)):
            words = " ".join((*spelled.words, *dict.fromkeys(number.words for number in spelled.numbers)))
            return Hits(ranks, spelled=words, more=len(ranks) == most)
        return Hits(self._nearest(spelled or query), nearest=True)

    def _all(self, query: Query, most: int | None) -> dict[int, int]:
        """Records that have everything: what is nearer to a number goes before what has the words in its name."""
        ranks: dict[int, int] | None = None
        for number in query.numbers:
            here = self._with_number(number)
            known = ranks
            ranks = here if known is None else {one: known[one] + here[one] for one in here if one in known}
        if not query.words:
            return ranks or {}
        if ranks is None:
            return self._with_words(query.words, most)
        named = self._with_words(query.words, None, tuple(ranks))
        return {one: rank + named[one] for one, rank in ranks.items() if one in named}

    def _with_words(self, words: tuple[str, ...], most: int | None, among: tuple[int, ...] = ()) -> dict[int, int]:
        """What has all words in its names, before what has them in its claims and quotes too."""
        asked = " AND ".join(f'"{word}"' for word in words)
        if not self._documents(words[-1]) and len(words[-1]) > 1:
            asked += " *"  # perhaps not typed to its end
        found = dict.fromkeys(self._matching(f"{{name}} : ({asked})", most, among), 0)
        for position in self._matching(asked, most, among):
            if most is not None and len(found) >= most:
                break
            found.setdefault(position, 1)
        return found

    def _with_number(self, number: Near) -> dict[int, int]:
        """By nearness: the very number, what rounds to it; then where the words themselves stand (*3 Juta Rumah*)."""
        rows = self._connection.execute(
            "SELECT position, min(abs(value - ?1)) FROM amounts WHERE value BETWEEN ?4 AND ?5 "
            "AND (value BETWEEN ?2 AND ?3 OR ?1 BETWEEN low AND high) AND (?6 IS NULL OR unit = ?6) GROUP BY position",
            (number.value, number.low, number.high, *_around(number.value), number.measure),
        )
        width = abs(number.value) or 1.0
        found = {position: _step(distance / width) for position, distance in rows}
        for position in self._matching(f'"{number.words}"', None):
            found.setdefault(position, _step(1.0))
        return found

    def _matching(self, match: str, most: int | None, among: tuple[int, ...] = ()) -> Iterable[int]:
        """The first records in which this stands; of those ``among`` which it is looked for, if they are few."""
        few = 0 < len(among) <= _FEW
        only = "AND rowid IN (SELECT value FROM json_each(?2))" if few else ""
        rows = self._connection.execute(
            f"SELECT rowid FROM words WHERE words MATCH ?1 {only} LIMIT {-1 if most is None else most}",
            (match, str(list(among))) if few else (match,),
        )
        return [row[0] for row in rows]

    def _spelled(self, query: Query) -> Query | None:
        """The search with each word that stands nowhere replaced by the likeliest; null when all words are known."""
        words = tuple(
            word if self._documents(word) else nearest(word, self._connection) or word for word in query.words
        )
        return Query(words, query.numbers) if words != query.words else None

    def _documents(self, word: str) -> int:
        """How many records hold the word."""
        row = self._connection.execute("SELECT doc FROM terms WHERE term = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def _nearest(self, query: Query) -> dict[int, int]:
        """The records that share most of the telling words, and those whose figures are next to the numbers."""
        known = sorted((count, word) for word in query.words if (count := self._documents(word)))
        known = [one for one in known if one[0] <= max(_MOST, known[0][0])]
        found: dict[int, int] = {}
        if known:
            either = " OR ".join(f'"{word}"' for _, word in known)
            rows = self._connection.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 8, 3, 1), rowid LIMIT ?",
                (either, _OFFERED),
            )
            found.update((position, rank) for rank, (position,) in enumerate(rows))
        for number in query.numbers:
            for order, side in (("DESC", "<="), ("ASC", ">=")):
                rows = self._connection.execute(
                    f"SELECT position FROM amounts WHERE value {side} ?1 AND (?2 IS NULL OR unit = ?2) "
                    f"ORDER BY value {order}, position LIMIT ?3",
                    (number.value, number.measure, _OFFERED // 4),
                )
                for rank, (position,) in enumerate(rows):
                    found.setdefault(position, rank)
        return found


def _around(value: float) -> tuple[float, float]:
    """Where numbers may lie that stand for this one: no room is wider than a twentieth."""
    slack = abs(value) * 0.06
    return value - slack, value + slack


def _step(share: float) -> int:
    """Nearness of a number in a few steps, each above the places of words, so that equals are told apart by words."""
    return 10 * (0 if share < 1e-9 else 1 if share < 0.005 else 2 if share < 0.05 else 3)
