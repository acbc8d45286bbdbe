"""Reading an output folder fast: articles, facts and records by what is asked of them (tables: ``tables.py``)."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from extractor.desk.tables import FILES, FOLDER, open_store, state_of, workplace
from extractor.disk.links import refuse_links
from extractor.errors import RujukError
from extractor.messages.language import say
from extractor.models import FACT, RECORD, Amount, ArticleSummary, Fact, Interval, Record

SOURCES = "sources.csv"
VALUE: TypeAdapter[Amount | Interval] = TypeAdapter(Amount | Interval)
_HITS = pa.schema([("position", pa.int64()), ("rank", pa.int64())])
_ORDERS = {
    "newest": "reviewed, last_day DESC NULLS LAST, position",
    "overdue": "due DESC, size DESC, position",
    "moved": "moved DESC, position",
}


class StoreError(RujukError, ValueError):
    """The folder is no output of ``rujuk run``; the message names the folder and what is missing."""

    @classmethod
    def of_another_version(cls, directory: Path) -> StoreError:
        """The records are there, but not as this version writes them."""
        path = directory / "records.jsonl"
        return cls(
            say(
                f"{path}: bukan rujukan versi ini; jalankan lagi rujuk run",
                f"{path}: no records of this version; give rujuk run again",
            )
        )


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What the list of records is narrowed to. Every part is optional; parts are joined by *and*."""

    ministry: str = ""
    programme: str = ""
    relation: str = ""
    attribute: str = ""
    status: str = ""
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    view: str = ""
    #: The day on which it is asked: deadlines before it have passed.
    today: date = date.max

    def order(self) -> str:
        """SQL of the order in which the records of a view come."""
        return _ORDERS.get(self.view, "position")

    def clauses(self) -> tuple[str, list[Any]]:
        """SQL condition and its parameters."""
        parts: list[str] = []
        values: list[Any] = []
        for column, value in (("programme", self.programme.lower()), ("attribute", self.attribute)):
            if value:
                parts.append(f"{column} = ?")
                values.append(value)
        if self.relation == "unresolved":
            parts.append("NOT resolved")
        elif self.relation:
            parts.append("relation = ?")
            values.append(self.relation)
        for column, value in (("ministries", self.ministry), ("statuses", self.status), ("outlets", self.outlet)):
            if value:
                parts.append(f"list_contains({column}, ?)")
                values.append(value)
        if self.since:
            parts.append("last_day >= ?")
            values.append(self.since)
        if self.until:
            parts.append("first_day <= ?")
            values.append(self.until)
        if self.view == "changed":
            parts.append("record_id IN (SELECT record_id FROM changes)")
        elif self.view == "overdue":
            parts.append("due < ?")
            values.append(self.today)
        elif self.view == "moved":
            parts.append("moved IS NOT NULL")
        return (" AND ".join(parts) or "true"), values


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, with the number of records that have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """How a record changed: *new*, now a *conflict*, another *value* (with the one before), or more *claims*."""

    kind: str
    before: Amount | Interval | None


class Store:
    """An output folder, ready to be asked. Safe to use from several threads."""

    def __init__(self, directory: Path) -> None:
        if not directory.is_dir():
            raise StoreError(say(f"folder tidak ada: {directory}", f"no such folder: {directory}"))
        missing = [name for name in FILES if not (directory / name).is_file()]
        names = ", ".join(missing)
        if missing and (directory / FOLDER).is_dir():
            raise StoreError(
                say(
                    f"{directory}: tidak ada {names}, atau rujuk run belum selesai; jalankan lagi dengan perintah yang "
                    "sama",
                    f"{directory}: {names} missing, or rujuk run has not finished; run the same command again",
                )
            )
        if missing:
            raise StoreError(
                say(
                    f"{directory}: bukan keluaran rujuk run (tidak ada {names})",
                    f"{directory}: not an output of rujuk run ({names} missing)",
                )
            )
        refuse_links(*(directory / name for name in (*FILES, SOURCES, FOLDER)))
        self.directory = directory
        #: Names the state of the output's files; changes with every run that changes them.
        self.state = state_of(directory)
        #: Names the state of the articles and their facts alone.
        self.articles_state = state_of(directory, FILES[:2])
        #: Where indexes of this output may be kept: beside it, or in a temporary folder when that is read-only.
        self.workplace = workplace(directory)
        self._connection = open_store(directory, self.workplace, self.state)

    def changed(self) -> bool:
        """Whether the output's files have changed since they were opened."""
        return state_of(self.directory) != self.state

    def close(self) -> None:
        """Give the index file free."""
        self._connection.close()

    def count(self, where: RecordFilter, among: Mapping[int, int] | None = None) -> int:
        """Number of records that fit, of those that a search found where one was made."""
        clause, values = where.clauses()
        with self._found(among) as (cursor, source):
            ((count,),) = cursor.execute(f"SELECT count(*) FROM {source} WHERE {clause}", values).fetchall()
        return int(count)

    def records(
        self, where: RecordFilter, *, limit: int, offset: int = 0, among: Mapping[int, int] | None = None
    ) -> list[Record]:
        """Records that fit: conflicts first, then what was reported last.

        ``among`` are the places of the records that a search found, with their ranks: those go first.
        """
        clause, values = where.clauses()
        order = where.order() if among is None else f"rank, {where.order()}"
        with self._found(among) as (cursor, source):
            places = cursor.execute(
                f"SELECT position FROM {source} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
                [*values, limit, offset],
            ).fetchall()
        # The places are found on the narrow columns; only the page's lines are read whole.
        return self._lines([place for (place,) in places])

    def lines(self, record_ids: Sequence[str] | None = None) -> Iterator[tuple[int, str]]:
        """Place and line of each record, or of some of them, one at a time, in order."""
        some = "true" if record_ids is None else "record_id IN (SELECT unnest(?))"
        values = [] if record_ids is None else [list(record_ids)]
        query = f"SELECT position, line FROM lines JOIN records USING (position) WHERE {some} ORDER BY position"
        cursor = self._connection.cursor().execute(query, values)
        while rows := cursor.fetchmany(256):
            yield from rows

    def record(self, record_id: str) -> Record | None:
        """One record, or null."""
        places = self._all("SELECT position FROM records WHERE record_id = ?", [record_id])
        return self._lines([place for (place,) in places])[0] if places else None

    def holding(self, doc_ids: Collection[str]) -> list[Record]:
        """The records that hold claims of some articles, by their ids."""
        query = "SELECT DISTINCT record_id, position FROM claims WHERE doc_id IN (SELECT unnest(?)) ORDER BY record_id"
        return self._lines([place for _, place in self._all(query, [sorted(doc_ids)])])

    def with_facts(self, doc_ids: Collection[str]) -> list[tuple[ArticleSummary, list[Fact]]]:
        """Some articles, each with all its facts."""
        query = "SELECT line FROM articles WHERE doc_id IN (SELECT unnest(?)) ORDER BY doc_id"
        found = [ArticleSummary.model_validate_json(line) for (line,) in self._all(query, [sorted(doc_ids)])]
        return [(article, self.facts(article.id)) for article in found]

    def reports(
        self, kind: Literal["outlet", "counter"], names: Collection[str], besides: Collection[str]
    ) -> dict[str, bool]:
        """The articles with claims of a source under any of its names, and whether they take over another's.

        Claims of the records ``besides`` do not count.
        """
        query = (
            f"SELECT doc_id, bool_or(copied) FROM claims WHERE {kind} IN (SELECT unnest(?)) "
            "AND record_id NOT IN (SELECT unnest(?)) GROUP BY doc_id"
        )
        return dict(self._all(query, [sorted(names), sorted(besides)]))

    def outlets(self) -> list[str]:
        """The outlets of all claims as they are written."""
        return [name for (name,) in self._all("SELECT DISTINCT outlet FROM claims WHERE outlet != ''", [])]

    def beginning(self, start: str, *, limit: int) -> list[Record]:
        """The first records whose ids begin so."""
        query = "SELECT position FROM records WHERE starts_with(record_id, ?) ORDER BY record_id LIMIT ?"
        return self._lines([place for (place,) in self._all(query, [start, limit])])

    def article(self, doc_id: str) -> ArticleSummary | None:
        """The summary (and text, when it was kept) of one article, or null."""
        rows = self._all("SELECT line FROM articles WHERE doc_id = ?", [doc_id])
        return ArticleSummary.model_validate_json(rows[0][0]) if rows else None

    def articles(self) -> Iterator[ArticleSummary]:
        """All articles in order, one at a time."""
        cursor = self._connection.cursor().execute("SELECT line FROM articles ORDER BY doc_id")
        while rows := cursor.fetchmany(64):
            for (line,) in rows:
                yield ArticleSummary.model_validate_json(line)

    def figures(self) -> dict[str, dict[int, tuple[str, str]]]:
        """doc_id → first character → status and programme (or nothing) of each figure that is a fact."""
        found: dict[str, dict[int, tuple[str, str]]] = {}
        query = (
            "SELECT doc_id, first, line->>'$.status', coalesce(line->>'$.what', '') FROM facts "
            "WHERE line->>'$.type' = 'quantity' ORDER BY ALL"
        )
        for doc_id, first, status, what in self._all(query, []):
            found.setdefault(doc_id, {})[first] = (status, what)
        return found

    def doc_ids(self) -> list[str]:
        """Ids of all articles, in order."""
        return [doc_id for (doc_id,) in self._all("SELECT doc_id FROM articles ORDER BY doc_id", [])]

    def facts(self, doc_id: str) -> list[Fact]:
        """Facts of one article in the order of the text."""
        rows = self._all("SELECT line FROM facts WHERE doc_id = ? ORDER BY first, fact_id", [doc_id])
        return [FACT.validate_json(line) for (line,) in rows]

    def record_ids(self, doc_id: str) -> dict[str, str]:
        """fact_id → record_id for the claims of one article."""
        return dict(self._all("SELECT fact_id, record_id FROM claims WHERE doc_id = ? ORDER BY ALL", [doc_id]))

    def titles(self, doc_ids: Sequence[str]) -> dict[str, str]:
        """doc_id → title."""
        rows = self._all("SELECT doc_id, title FROM articles WHERE list_contains(?, doc_id)", [list(doc_ids)])
        return {doc_id: title or doc_id for doc_id, title in rows}

    def texts(self, doc_ids: Sequence[str]) -> dict[str, str]:
        """doc_id → text, for articles whose text was kept."""
        rows = self._all("SELECT doc_id, line->>'$.text' FROM articles WHERE list_contains(?, doc_id)", [list(doc_ids)])
        return {doc_id: text for doc_id, text in rows if text is not None}

    def facets(self) -> Mapping[str, list[Facet]]:
        """Values worth filtering by, most frequent first: ministry, programme, outlet, relation, attribute, status."""
        found: dict[str, list[Facet]] = {}
        for kind, value, count in self._all("SELECT kind, value, n FROM facets ORDER BY kind, n DESC, value", []):
            found.setdefault(kind, []).append(Facet(value, count))
        return found

    def siblings(self, record: Record, attribute: str, *, limit: int = 5) -> list[Record]:
        """Records of the same programme and unit under another attribute, for drawing a target beside its results."""
        query = (
            "SELECT position FROM records WHERE programme = ? AND unit = ? AND attribute = ? AND record_id != ? "
            "AND programme != '' ORDER BY position LIMIT ?"
        )
        values = [(record.what or "").lower(), record.unit or "", attribute, record.record_id, limit]
        return self._lines([place for (place,) in self._all(query, values)])

    def changes(self, record_ids: Sequence[str]) -> dict[str, Change]:
        """How records differ from those that the folder held before, by their ids."""
        rows = self._all("SELECT * FROM changes WHERE list_contains(?, record_id)", [list(record_ids)])
        return {
            record_id: Change(kind, VALUE.validate_json(before) if before else None) for record_id, kind, before in rows
        }

    def sources(self) -> tuple[list[str], list[dict[str, str | int]]]:
        """Columns and rows of the source table that the run wrote (``sources.csv``); empty when there is none."""
        path = self.directory / SOURCES
        if not path.is_file():
            return [], []
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            rows: list[dict[str, str | int]] = [
                {column: int(cell) if cell.isdecimal() else cell for column, cell in row.items()} for row in reader
            ]
        return list(reader.fieldnames or ()), rows

    def totals(self) -> dict[str, int]:
        """How many articles, facts, records and conflicts the folder holds."""
        names = ("articles", "facts", "records", "conflicts")
        row = self._row(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM facts), (SELECT count(*) FROM records), "
            "(SELECT count(*) FROM records WHERE relation = 'conflict')",
            [],
        )
        return dict(zip(names, row, strict=True))

    @contextmanager
    def _found(self, among: Mapping[int, int] | None) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
        """A cursor and what to ask for: all records, or those that a search found."""
        with closing(self._connection.cursor()) as cursor:
            if among is None:
                yield cursor, "records"
                return
            table = pa.table({"position": list(among), "rank": list(among.values())}, schema=_HITS)
            cursor.register("hits", table)
            yield cursor, "(SELECT * FROM records JOIN hits USING (position))"

    def _lines(self, places: Sequence[int]) -> list[Record]:
        """The records at these places, in this order."""
        rows = dict(self._all("SELECT position, line FROM lines WHERE list_contains(?, position)", [list(places)]))
        try:
            return [RECORD.validate_json(rows[place]) for place in places]
        except ValidationError:
            raise StoreError.of_another_version(self.directory) from None

    def _all(self, query: str, values: Sequence[Any]) -> list[Any]:
        return self._connection.cursor().execute(query, values).fetchall()

    def _row(self, query: str, values: Sequence[Any]) -> Any:
        return self._connection.cursor().execute(query, values).fetchone()
