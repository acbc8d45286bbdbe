"""The index of all sentences with figures of an output folder: SQLite full text, kept beside the output.

Each article is read once; a later run's index keeps the rows of articles that have not changed.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log
from pathlib import Path

from extractor.desk.checking.figures import Figure, Lexicon, Term, Words, lexicon, read_figures, read_words
from extractor.desk.checking.standing import denied
from extractor.desk.store import Store
from extractor.mentions import Skimmed
from extractor.models import Article, ArticleSummary, Situated
from extractor.rules import RuleSet
from extractor.skim import skim

_VERSION = "13"
# A sentence longer than this is no sentence; a quote is cut there.
_SENTENCE = 700
# How many sentences before one tell what it goes on about, and how much of each is read.
_BEFORE, _BEFORE_LENGTH = 3, 300
# So many sentences more are thought of, so that in a few articles of one topic its words still count.
_UNSEEN = 5000
# Seconds to wait for another process that builds the index.
_WAIT = 120
_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (doc TEXT PRIMARY KEY, digest TEXT, published TEXT, source TEXT, url TEXT,
    title TEXT);
CREATE TABLE IF NOT EXISTS sentences (id INTEGER PRIMARY KEY, doc TEXT, start INTEGER, text TEXT, published TEXT,
    figures TEXT, own TEXT, around TEXT);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT);
CREATE INDEX IF NOT EXISTS sentences_doc ON sentences (doc);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (own, around, tokenize="unicode61 tokenchars '@#-+.'");
CREATE VIRTUAL TABLE IF NOT EXISTS terms USING fts5vocab(words, row);
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article with its figures (offsets count in ``text``), its words, and those of title and lead."""

    doc_id: str
    start: int
    text: str
    published: date | None
    figures: tuple[Figure, ...]
    own: Words
    around: Words
    source: str | None
    url: str | None
    title: str | None


class EvidenceIndex:
    """All sentences with figures of one output folder."""

    def __init__(self, store: Store, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._connection = _connect(store.workplace)
        state = f"{_VERSION}:{ruleset.digest}:{store.articles_state}"
        row = self._connection.execute("SELECT value FROM state WHERE name = 'state'").fetchone()
        if row is None or row[0] != state:
            self._update(store, state)

    def close(self) -> None:
        """Give the file free."""
        self._connection.close()

    def find(
        self,
        terms: Sequence[str],
        until: date | None,
        limit: int,
        since: date | None = None,
        values: Sequence[str] = (),
    ) -> list[Passage]:
        """The sentences that share most with ``terms``, of articles published from ``since`` to ``until``.

        ``values`` are terms of which all must have one (:func:`value_term`). Articles without a day are found where no
        ``since`` is asked for.
        """
        if not terms:
            return []
        query = " OR ".join(map(_quoted, terms))
        if values:
            query = f"({' OR '.join(map(_quoted, values))}) AND ({query})"
        rows = self._connection.execute(
            "SELECT s.doc, s.start, s.text, s.published, s.figures, s.own, s.around, a.source, a.url, a.title "
            "FROM words JOIN sentences s ON s.id = words.rowid JOIN articles a ON a.doc = s.doc "
            "WHERE words MATCH ? AND coalesce(s.published, '0') BETWEEN ? AND ? "
            "ORDER BY bm25(words, 1.0, 0.5), s.id LIMIT ?",
            (query, since.isoformat() if since else "0", until.isoformat() if until else "9999", limit),
        ).fetchall()
        return [_passage(row) for row in rows]

    def rarity(self, keys: Sequence[str]) -> dict[str, float]:
        """How rare each of ``keys`` is among the sentences: 1 where none has it, near 0 where all have."""
        count = self._connection.execute("SELECT count(*) FROM sentences").fetchone()[0] + _UNSEEN
        marks = ",".join("?" * len(keys))
        rows = self._connection.execute(f"SELECT term, doc FROM terms WHERE term IN ({marks})", list(keys))
        known = dict(rows.fetchall())
        return {key: round(1 - log(known.get(key, 0) + 1) / log(count), 3) for key in keys}

    def _update(self, store: Store, state: str) -> None:
        known = dict(self._connection.execute("SELECT doc, digest FROM articles").fetchall())
        facts = store.figures()
        seen: set[str] = set()
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            for article in store.articles():
                seen.add(article.id)
                told = facts.get(article.id, {})
                digest = _digest(article, told, self._ruleset)
                if known.get(article.id) != digest:
                    self._drop(article.id)
                    self._add(article, told, digest, store)
            for gone in sorted(set(known) - seen):
                self._drop(gone)
            self._connection.execute("INSERT OR REPLACE INTO state VALUES ('state', ?)", (state,))

    def _drop(self, doc_id: str) -> None:
        self._connection.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM sentences WHERE doc = ?)", (doc_id,))
        self._connection.execute("DELETE FROM sentences WHERE doc = ?", (doc_id,))
        self._connection.execute("DELETE FROM articles WHERE doc = ?", (doc_id,))

    def _add(self, summary: ArticleSummary, told: dict[int, tuple[str, str]], digest: str, store: Store) -> None:
        day = summary.published.isoformat() if summary.published else None
        self._connection.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)",
            (summary.id, digest, day, summary.source, summary.url, summary.title),
        )
        text = summary.text if summary.text is not None else _told(summary, store)
        rows = read_sentences(text, summary, told, self._ruleset)
        for start, sentence, figures, own, around in rows:
            cursor = self._connection.execute(
                "INSERT INTO sentences (doc, start, text, published, figures, own, around) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (summary.id, start, sentence, day, _dump_figures(figures), _dump_words(own), _dump_words(around)),
            )
            self._connection.execute(
                "INSERT INTO words (rowid, own, around) VALUES (?, ?, ?)",
                (cursor.lastrowid, _searched(own, figures), _searched(around, ())),
            )


def _connect(place: Path) -> sqlite3.Connection:
    """The index file, made anew when it is damaged or of another version."""
    path = place / f"evidence-{_VERSION}.sqlite"
    for old in place.glob("evidence-*.sqlite*"):
        if old.is_symlink() or not old.name.startswith(path.name):
            old.unlink(missing_ok=True)
    try:
        return _open(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        path.unlink()
        return _open(path)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=_WAIT)
    try:
        connection.executescript("PRAGMA synchronous = OFF;" + _SCHEMA)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def read_sentences(
    text: str, summary: ArticleSummary, told: dict[int, tuple[str, str]], ruleset: RuleSet
) -> Iterable[tuple[int, str, list[Figure], Words, Words]]:
    """Start, text, figures and words of each sentence with a figure, and the words of what is around it.

    Around it are the title, the sentences before, and the programmes of its figures, which the article names elsewhere.
    """
    article = Article(id=summary.id, published=summary.published, title=summary.title, text=text)
    skimmed = skim(article, ruleset)
    figures = read_figures(text, skimmed, summary.published, ruleset)
    figures = _with_denied(text, figures, skimmed, told, lexicon(ruleset))
    title = summary.title or ""
    place, before = 0, list[str]()
    for sentence in skimmed.sentences:
        while place < len(figures) and figures[place].start < sentence.start:
            place += 1
        first = place
        end = min(sentence.end, sentence.start + _SENTENCE)
        while place < len(figures) and figures[place].end <= end:
            place += 1
        words = text[sentence.start : end]
        if place > first:
            own = [replace(one, start=one.start - sentence.start, end=one.end - sentence.start)
                   for one in figures[first:place]]  # fmt: skip
            whats = sorted({told[one.start][1] for one in figures[first:place] if one.start in told})
            around = "\n".join([title, *whats] if sentence.title else [title, *before, *whats])
            yield sentence.start, words, own, read_words(words, ruleset), read_words(around, ruleset)
        before = [*before[1 - _BEFORE :], words[:_BEFORE_LENGTH]]


def _with_denied(
    text: str, figures: list[Figure], skimmed: Skimmed, told: dict[int, tuple[str, str]], words: Lexicon
) -> list[Figure]:
    """The figures with the status of their facts; *denied* is every one of a value that the article calls false."""
    marked = [replace(one, status=told.get(one.start, ("", ""))[0]) for one in figures]
    starts = [sentence.start for sentence in skimmed.sentences]
    sentences: dict[int, list[Figure]] = {}
    for one in marked:
        sentences.setdefault(bisect_right(starts, one.start) - 1, []).append(one)
    doubted = {_value(one) for one in marked if one.status == "denied" and one.kind != "day"}
    for place, group in sentences.items():
        sentence = skimmed.sentences[max(place, 0)]
        doubted |= {_value(one) for one in denied(text, (sentence.start, sentence.end), group, words)}
    return [replace(one, status="denied") if _value(one) in doubted else one for one in marked]


def _value(figure: Figure) -> tuple[str, float | None, float | None]:
    return figure.kind, figure.low, figure.high


def _told(summary: ArticleSummary, store: Store) -> str:
    """Of an article whose text was not kept: its lead and the sentences of its figures and days, each at its place."""
    parts, length = [summary.lead], len(summary.lead)
    for fact in store.facts(summary.id):
        if isinstance(fact, Situated):
            start = fact.start - len(fact.before)
            parts += ["\n" * (start - length), fact.passage[max(0, length - start) :]]
            length = max(length, start + len(fact.passage))
    return "".join(parts)


def _quoted(term: str) -> str:
    return '"' + term.replace('"', "") + '"'


def _searched(words: Words, figures: Sequence[Figure]) -> str:
    terms = [term.key for term in words.terms] + ["#" + place.lower().replace(" ", "-") for _, place, _ in words.places]
    return " ".join(terms + [term for figure in figures for term in (value_term(figure), unit_term(figure))])


def value_term(figure: Figure) -> str:
    """The figure as a word to search for: its kind and its first two digits with their scale, or its first day."""
    point = figure.low if figure.low is not None else figure.high or 0
    return f"#{figure.kind}{point:.1e}" if figure.kind != "day" else f"#day{int(point)}"


def unit_term(figure: Figure) -> str:
    """What the figure counts, as a word to search for."""
    return "#unit-" + (figure.unit or figure.kind).replace(" ", "-")


def _digest(article: ArticleSummary, told: dict[int, tuple[str, str]], ruleset: RuleSet) -> str:
    parts = [_VERSION, ruleset.digest, article.model_dump_json(), json.dumps(sorted(told.items()))]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _dump_figures(figures: Iterable[Figure]) -> str:
    return json.dumps([[getattr(one, name) for name in Figure.__slots__] for one in figures], ensure_ascii=False)


def _dump_words(words: Words) -> str:
    terms = [[term.start, term.key, round(term.weight, 3)] for term in words.terms]
    return json.dumps([terms, words.places, sorted(words.programmes)], ensure_ascii=False)


def _words(raw: str) -> Words:
    terms, places, programmes = json.loads(raw)
    return Words(tuple(Term(*term) for term in terms), tuple(tuple(place) for place in places), frozenset(programmes))


def _passage(row: tuple[str, int, str, str | None, str, str, str, str | None, str | None, str | None]) -> Passage:
    doc, start, text, published, figures, own, around, source, url, title = row
    return Passage(
        doc, start, text, date.fromisoformat(published) if published else None,
        tuple(Figure(*one) for one in json.loads(figures)), _words(own), _words(around), source, url, title,
    )  # fmt: skip
