"""Which claims must be reconciled together: those that share a block key, directly or by a chain.

The articles pass once as a stream. What is kept of them goes to disk, and the keys to DuckDB, which sorts and
spills; in memory are two numbers a unit (the forest of a union-find), so an archive's claims need not fit.

In a large archive chains of keys would join nearly everything. So groups are bounded: the claims of a key are
joined in the order of publication, and two groups that together exceed the bound stay apart. Below the bound,
which the 2,867 real articles of the benchmarks do not reach, nothing is cut. The bound is also what keeps memory
flat: a worker holds one group, some 12 KB a claim.
"""

from __future__ import annotations

import hashlib
import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.disk.lines import encode
from extractor.disk.sorting import Sorter
from extractor.disk.tables import Appender, rows, tables
from extractor.models import FACT, ArticleSummary, Fact

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Unit:
    """Facts of one article that belong together in any case, and the keys that they share with others.

    The first key is the most telling.
    """

    fact_ids: tuple[str, ...]
    keys: tuple[str, ...]


# The line of its summary without its text, and the lines of its facts.
ArticleRow = tuple[bytes, list[bytes]]


@dataclass(frozen=True, slots=True)
class Read:
    """What reconciliation reads of an article once: its units, facts that it reads otherwise than their lines say, and
    whatever else it wants to know again of claims.
    """

    units: Sequence[Unit]
    changed: Sequence[Fact] = ()
    kept: Any = None


class Packed(NamedTuple):
    """What groups hold of an article: its line without text, the lines of its claims by id, what reading kept."""

    line: bytes
    facts: dict[str, bytes]
    kept: Any


ReadOf = Callable[[Sequence[Fact], ArticleSummary], Read]

# The most claims in a group: by the most telling key (one programme), and by the others.
BOUNDS = (3_000, 3_000)
# A number of a unit, or of its claims, in four bytes: for two thousand million, more than one machine can join.
UNIT = "i"


@dataclass(frozen=True, slots=True)
class Group:
    """Claims to be reconciled together: their articles, packed, with all claims, and the ids of those in the group."""

    packed: list[bytes] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)

    def articles(self) -> Iterator[Packed]:
        """The articles, each unpacked when its turn comes."""
        for one in self.packed:
            yield Packed(*pickle.loads(one))


def pack(article: Packed) -> bytes:
    """An article as groups hold it. Compressed it would take half of the room, but a twentieth more time."""
    return pickle.dumps(tuple(article), pickle.HIGHEST_PROTOCOL)


class Prepared(NamedTuple):
    """What grouping needs of an article: packed for its groups, its day, and of its units the facts and hashed keys."""

    packed: bytes
    day: int
    units: list[tuple[tuple[str, ...], list[int]]]


def prepare_article(article: ArticleRow, read_of: ReadOf) -> Prepared | None:
    """An article made ready for grouping, or ``None`` when it holds no claims."""
    line, lines = article
    if not any(map(_may_be_claim, lines)):
        return None  # as half of all articles, which are not read further
    facts = [FACT.validate_json(fact) for fact in lines]
    summary = summary_of(line)
    read = read_of(facts, summary)
    if not read.units:
        return None
    written = {fact.fact_id: told for fact, told in zip(facts, lines, strict=True)}
    written |= {fact.fact_id: encode(fact) for fact in read.changed}
    claimed = {fact_id: written[fact_id] for unit in read.units for fact_id in unit.fact_ids}
    units = [(unit.fact_ids, [hash_key(key) for key in unit.keys]) for unit in read.units]
    return Prepared(pack(Packed(line, claimed, read.kept)), publication_day(summary), units)


def _may_be_claim(line: bytes) -> bool:
    """Whether the line of a fact is not, as far as its bytes tell, that of a ministry, an agency or a day of no role.

    A quote inside a string is escaped, so what is looked for is no text.
    """
    if b'"type":"agency"' in line or b'"type":"ministry"' in line:
        return False
    return b'"role":null,"what":' not in line and b'"role":"as_of","what":' not in line


def group_claims(folder: Path, articles: Iterable[Prepared], bounds: tuple[int, int] = BOUNDS) -> Iterator[Group]:
    """The groups, in the order of their first claims.

    ``articles`` are in the order of their ids.
    What does not fit in memory goes to files below ``folder``.
    """
    spill = folder / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    spool = spill / "articles"
    with tables(folder) as connection:  # closed before the groups come: its memory is wanted for them
        forest = join_units(connection, _load(connection, spool, articles), bounds)
    yield from _groups(spill, spool, forest)
    spool.unlink()


def join_units(connection: duckdb.DuckDBPyConnection, claims: array[int], bounds: tuple[int, int] = BOUNDS) -> Forest:
    """The forest of units with so many ``claims`` each, joined by the table ``keys(key, rank, day, unit)``.

    ``claims`` is taken over, not copied.
    """
    forest = Forest(claims)
    for rank, bound in enumerate(bounds):
        query = f"SELECT key, unit FROM keys WHERE rank = {rank} ORDER BY key, day, unit"
        for _, members in groupby(rows(connection, query), key=lambda row: row[0]):
            last: int | None = None
            for _, unit in members:
                if last is not None:
                    forest.join(last, unit, bound)
                last = unit
    return forest


def _load(connection: duckdb.DuckDBPyConnection, spool: Path, articles: Iterable[Prepared]) -> array[int]:
    """Puts the articles into ``spool`` and the keys into a table; gives the number of claims of each unit."""
    connection.execute("CREATE TABLE keys(key BIGINT, rank TINYINT, day INTEGER, unit BIGINT)")
    keys = Appender(connection, "keys")
    claims = array(UNIT)
    with spool.open("wb") as stream:
        for packed, day, units in articles:
            numbered: list[tuple[int, tuple[str, ...]]] = []
            for fact_ids, hashes in units:
                unit = len(claims)
                numbered.append((unit, fact_ids))
                for rank, key in enumerate(hashes):
                    keys.add(key, min(rank, 1), day, unit)
                claims.append(len(fact_ids))
            pickle.dump((packed, numbered), stream, pickle.HIGHEST_PROTOCOL)
    keys.flush()
    return claims


def summary_of(line: bytes) -> ArticleSummary:
    """The summary of a line without text, in as little memory as :func:`stored_fact`."""
    summary = ArticleSummary.model_validate_json(line)
    summary.model_fields_set.clear()
    return summary


def stored_fact(line: bytes) -> Fact:
    """The fact of a line, in half of the memory that it has as pydantic leaves it.

    With every instance pydantic keeps the set of the fields that were given. A line holds them all, and nobody asks.
    """
    fact = FACT.validate_json(line)
    fact.model_fields_set.clear()
    return fact


def publication_day(summary: ArticleSummary) -> int:
    """The day by which claims are put in order; unknown days come last."""
    return (summary.published or date.max).toordinal()


def hash_key(key: str) -> int:
    """A key as a signed number of 64 bits, the same in every process."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


class Forest:
    """Union-find over numbered units; the root of a tree is its first unit, its size the number of its claims."""

    def __init__(self, claims: array[int]) -> None:
        self.sizes = claims
        self.parents = array(UNIT, range(len(self.sizes)))

    def join(self, one: int, other: int, bound: int) -> None:
        one, other = self.root(one), self.root(other)
        size = self.sizes[one] + self.sizes[other]
        if one != other and size <= bound:
            first = min(one, other)
            self.parents[max(one, other)] = first
            self.sizes[first] = size

    def root(self, unit: int) -> int:
        parents = self.parents
        while parents[unit] != unit:
            parents[unit] = parents[parents[unit]]
            unit = parents[unit]
        return unit

    def roots(self) -> array[int]:
        """The root of every unit, in the forest's own memory."""
        parents = self.parents
        for unit, parent in enumerate(parents):
            parents[unit] = parents[parent]  # a parent comes before its units, so its own root is known
        return parents


def _groups(folder: Path, spool: Path, forest: Forest) -> Iterator[Group]:
    with Sorter(folder) as sorter, spool.open("rb") as stream:
        while True:
            try:
                packed, units = pickle.load(stream)
            except EOFError:
                break
            claimed: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
            for unit, fact_ids in units:
                claimed.setdefault(forest.root(unit), []).append((unit, fact_ids))
            for root, members in claimed.items():
                sorter.add((root, members[0][0]), len(packed), (root, packed, members))
        for _, together in groupby(sorter.sorted(), key=itemgetter(0)):
            group = Group()
            for _, packed, members in together:
                group.packed.append(packed)
                for _, fact_ids in members:
                    group.claimed.extend(fact_ids)
            yield group
