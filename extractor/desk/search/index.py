"""The words and figures of all records as one SQLite file beside the output, built once per state of the output."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from extractor.desk.notes import Revision
from extractor.desk.search.names import Names
from extractor.desk.search.query import room
from extractor.desk.store import Store, StoreError
from extractor.messages.phrases import phrases
from extractor.messages.values import LANGUAGES, format_interval
from extractor.models import Interval
from extractor.rules import RuleSet

_VERSION = "3"
# What of a record is searched: a story with thousands of claims says the same again and again.
_MOST_CLAIMS = 300
_LONGEST = 20_000
_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE VIRTUAL TABLE words USING fts5 (name, said, quoted, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE amounts (value REAL, low REAL, high REAL, unit TEXT, position INTEGER);
"""
_CLOSE = """
CREATE INDEX amounts_value ON amounts (value, low, high, unit, position);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'row');
CREATE TABLE terms (term TEXT, doc INTEGER);
INSERT INTO terms SELECT term, doc FROM vocabulary;
CREATE UNIQUE INDEX terms_term ON terms (term);
CREATE VIRTUAL TABLE spelling USING fts5 (term, content='terms', tokenize='trigram');
INSERT INTO spelling (rowid, term) SELECT rowid, term FROM terms WHERE length(term) BETWEEN 4 AND 40;
"""

# How many records hold a word now, of the words of records that went or came.
_RECOUNT = """
CREATE VIRTUAL TABLE temp.touched_words USING fts5vocab (temp, touched, 'row');
CREATE TEMP TABLE counts AS SELECT t.term, (SELECT doc FROM vocabulary v WHERE v.term = t.term) AS doc
    FROM touched_words t;
INSERT INTO spelling (spelling, rowid, term) SELECT 'delete', t.rowid, t.term FROM terms t JOIN counts c USING (term)
    WHERE c.doc IS NULL AND length(t.term) BETWEEN 4 AND 40;
DELETE FROM terms WHERE term IN (SELECT term FROM counts WHERE doc IS NULL);
UPDATE terms SET doc = c.doc FROM counts c WHERE c.term = terms.term AND c.doc != terms.doc;
CREATE TEMP TABLE fresh AS SELECT term, doc FROM counts WHERE doc IS NOT NULL AND term NOT IN (SELECT term FROM terms);
INSERT INTO terms SELECT term, doc FROM fresh;
INSERT INTO spelling (rowid, term) SELECT t.rowid, t.term FROM terms t JOIN fresh USING (term)
    WHERE length(t.term) BETWEEN 4 AND 40;
"""


def index_path(store: Store, ruleset: RuleSet) -> Path:
    """The file of the index of this state of the output and of the rules."""
    return store.workplace / f"search-{_VERSION}-{store.state[:16]}-{ruleset.digest[:16]}.sqlite"


def open_index(store: Store, ruleset: RuleSet) -> sqlite3.Connection:
    """The index of this state of the output and of the rules, made when it is not there; to read from any thread."""
    path = index_path(store, ruleset)
    if path.is_symlink() or not path.is_file():
        for old in store.workplace.glob("search-*.sqlite*"):
            if old != path:  # another process may have made it meanwhile, and be about to open it
                old.unlink(missing_ok=True)
        unfinished = store.workplace / f"search-{os.getpid()}.building"
        unfinished.unlink(missing_ok=True)
        try:
            _build(unfinished, store, ruleset)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def _build(path: Path, store: Store, ruleset: RuleSet) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_SCHEMA)
        with connection:
            for _ in _add(connection, store.lines(), ruleset):
                pass
            connection.executescript(_CLOSE)
    except (KeyError, TypeError):
        raise StoreError.of_another_version(store.directory) from None
    finally:
        connection.close()


def revise_index(path: Path, before: Store, after: Store, change: Revision, ruleset: RuleSet) -> None:
    """Takes the words and figures of the records that went out of an index, and puts in those that came."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.execute("CREATE VIRTUAL TABLE temp.touched USING fts5 (said, tokenize='unicode61 remove_diacritics 2')")
    gone, come = (
        store.lines([record.record_id for record in records])
        for store, records in ((before, change.gone), (after, change.come))
    )
    with connection:
        old = [(position, *columns) for position, _, columns in _columns(gone, ruleset)]
        connection.executemany(
            "INSERT INTO words (words, rowid, name, said, quoted) VALUES ('delete', ?, ?, ?, ?)", old
        )
        connection.executemany("DELETE FROM amounts WHERE position = ?", [row[:1] for row in old])
        new = list(_add(connection, come, ruleset))
        connection.executemany(
            "INSERT INTO temp.touched VALUES (?)", [(" ".join(one),) for one in (*(row[1:] for row in old), *new)]
        )
        connection.executescript(_RECOUNT)
    connection.close()


def _columns(
    rows: Iterable[tuple[int, str]], ruleset: RuleSet
) -> Iterator[tuple[int, dict[str, Any], tuple[str, str, str]]]:
    """Each record with what is searched of it, column by column."""
    names, labels = Names(ruleset), _labels(ruleset)
    for position, line in rows:
        record = orjson.loads(line)
        yield position, record, (_name(record, names, labels), _said(record, names), _quoted(record))


def _add(
    connection: sqlite3.Connection, rows: Iterable[tuple[int, str]], ruleset: RuleSet
) -> Iterator[tuple[str, str, str]]:
    for position, record, columns in _columns(rows, ruleset):
        connection.execute("INSERT INTO words (rowid, name, said, quoted) VALUES (?, ?, ?, ?)", (position, *columns))
        connection.executemany(
            "INSERT INTO amounts VALUES (?, ?, ?, ?, ?)",
            [(value, *room(value), unit, position) for value, unit in sorted(_amounts(record))],
        )
        yield columns


def _labels(ruleset: RuleSet) -> dict[str, str]:
    """Attribute or relation → its words in all languages."""
    spoken = [phrases(ruleset, language) for language in LANGUAGES]
    keys = [key for key in ruleset.yaml("interface.yaml") if key.startswith(("attribute_", "relation_"))]
    return {key: " ".join(phrase(key) for phrase in spoken) for key in keys}


def _name(record: dict[str, Any], names: Names, labels: dict[str, str]) -> str:
    """What the record is called, by anybody."""
    whats = dict.fromkeys(one for one in (record["what"], *(c["what"] for c in _claims(record))) if one)
    return _cut(
        (
            record["title"],
            record["title_en"],
            *whats,
            *(names.of_programme(one) for one in whats),
            record["unit"],
            (record["place"] or {}).get("name"),
            names.of_bodies((*record["ministries"], *record["agencies"])),
            labels[f"attribute_{record['attribute']}"],
            labels[f"relation_{record['relation']}"],
        )
    )


def _said(record: dict[str, Any], names: Names) -> str:
    """The claims as they were worded, and whose they are."""
    found: dict[str, None] = {}
    for claim in _claims(record):
        speaker = claim["said_by"] or {}
        days = {side: day and date.fromisoformat(day) for side, day in claim["value"].items() if side in ("from", "to")}
        written = format_interval(Interval(from_=days["from"], to=days["to"])) if days else None
        outlet = names.of_outlet(claim["source"]) if claim["source"] else None
        for words in (claim["text"], written, speaker.get("name"), speaker.get("role"), claim["counted_by"], outlet):
            if words:
                found[words] = None
    return _cut(found)


def _quoted(record: dict[str, Any]) -> str:
    """The headlines of its articles, then the sentences of its claims."""
    claims = _claims(record)
    return _cut((*(one["title"] for one in claims), *(one["before"] + one["text"] + one["after"] for one in claims)))


def _amounts(record: dict[str, Any]) -> set[tuple[float, str]]:
    """Every bound of the record and its claims, with its unit."""
    told = [(record["value"] or {}, record["unit"]), *((claim["value"], claim["unit"]) for claim in _claims(record))]
    return {
        (float(value[side]), unit or "")
        for value, unit in told
        for side in ("min", "max")
        if value.get(side) is not None
    }


def _claims(record: dict[str, Any]) -> Sequence[dict[str, Any]]:
    claims: list[dict[str, Any]] = record["claims"]
    return claims[:_MOST_CLAIMS]


def _cut(words: Iterable[str | None]) -> str:
    """The pieces in one string, each once, whole surrogate pairs only (SQLite takes no others)."""
    text = " \n".join(dict.fromkeys(one for one in words if one))[:_LONGEST]
    return text.encode("utf-8", "replace").decode("utf-8")
