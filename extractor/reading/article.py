"""From a row or a page to an :class:`Article`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from extractor.models import Article, PublishedBy
from extractor.reading.columns import Columns, columns_of, has_value, nested_rows, taken_names
from extractor.reading.errors import ArticleError, Refused
from extractor.reading.options import FIELDS, ReadOptions
from extractor.reading.outlet import host_of, is_address
from extractor.reading.publication import parse_published, published_in_text
from extractor.rules import RuleSet, load_rules

_MOST_NAMES = 12


def article_from_row(row: Mapping[str, Any], file: str, place: str, options: ReadOptions) -> Article:
    """The article that a row of ``file`` holds; ``place`` names it when the row has neither id nor address.

    Raises :class:`Refused` with the reason.
    """
    columns = columns_of(row, options)
    text = _text_of(row, columns, options)
    title = _plain(row, "title", columns)
    if title is not None and (title := title.strip()) and not _begins_with(text, title):
        text = f"{title}\n{text}"
    source, url = _plain(row, "source", columns), _plain(row, "url", columns)
    if source is not None and is_address(source):
        source, url = host_of(source), url or source
    id = _plain(row, "id", columns) or (short_id(url) if url else place)
    if options.notes is not None:
        used = {field: _used(row, columns[field]) for field in FIELDS}
        options.notes.took(file, {field: name for field, name in used.items() if name is not None})
    days = list(_days(row, columns, options))
    return make_article(id, text, options, file=file, source=source, url=url, published=days)


def article_from_text(text: str, ruleset: RuleSet) -> Article:
    """The article of a bare text, its id made from the text. Raises :class:`ArticleError` with the reason."""
    try:
        return make_article(short_id(text), text, ReadOptions(ruleset=ruleset))
    except Refused as refused:
        raise ArticleError(refused) from None


def make_article(
    id: str,
    text: str,
    options: ReadOptions,
    *,
    file: str = "",
    source: str | None = None,
    url: str | None = None,
    published: list[str] | None = None,
) -> Article:
    """An article with its publication day: from metadata, else from a byline or dateline in the text, else unknown.

    Of ``published`` the first that is a day counts; where none is, that is noted, and the day counts as absent.
    Raises :class:`Refused` for an empty or oversized text.
    """
    if len(text) > options.max_characters:
        raise Refused("too_long", length=len(text), limit=options.max_characters)
    if not text.strip():
        raise Refused("empty_text")
    day: date | None = None
    by: PublishedBy | None = None
    ruleset = options.ruleset or load_rules()
    day = next((found for raw in published or () if (found := parse_published(raw, ruleset))), None)
    if day is not None:
        by = "metadata"
    else:
        if published and options.notes is not None:
            options.notes.dropped_day(file, published[0])
        if (stated := published_in_text(text, ruleset)) is not None:
            day, by = stated
    title = text.lstrip().split("\n", 1)[0].strip()
    return Article(id=id, source=source, url=url, published=day, published_by=by, title=title, text=text)


def row_name(row: Mapping[str, Any], options: ReadOptions) -> str | None:
    """The id that a refused row bears, for its line of the errors."""
    value = next((row[name] for name in columns_of(row, options)["id"] if has_value(row[name])), None)
    return str(value)[:200] if isinstance(value, str | int) else None


def _text_of(row: Mapping[str, Any], columns: Columns, options: ReadOptions) -> str:
    names = columns["text"]
    if not names:
        there = ", ".join(str(name)[:40] for name in list(row)[:_MOST_NAMES]) or "-"
        raise Refused("no_text", names=", ".join(taken_names("text", options)[:_MOST_NAMES]), there=there)
    name = _used(row, names)
    if name is None:
        raise Refused("empty_text")
    if not isinstance(value := row[name], str):
        raise Refused("wrong_type", name=name)
    return value


def _plain(row: Mapping[str, Any], field: str, columns: Columns) -> str | None:
    name = _used(row, columns[field])
    if name is None:
        return None
    value = row[name]
    if isinstance(value, float) and value.is_integer():  # a table with a gap makes its whole numbers so
        value = int(value)
    if isinstance(value, bool | float | list | dict):
        raise Refused("wrong_type", name=field)
    return str(value).strip() or None if field != "title" else str(value)


def _used(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if has_value(row[name])), None)


def _days(row: Mapping[str, Any], columns: Columns, options: ReadOptions) -> Iterator[str]:
    """What may be the publication day, best first: of the row, then of what is nested in it."""
    values = [row[name] for name in columns["published"]]
    for inner in nested_rows(row, options):
        values += [inner[name] for name in columns_of(inner, options)["published"]]
    for value in values:
        if isinstance(value, dict):  # as a MongoDB export writes an instant
            value = value.get("$date")
        if has_value(value) and not isinstance(value, bool | list | dict):
            yield str(int(value) if isinstance(value, float) and value.is_integer() else value)


def _begins_with(text: str, title: str) -> bool:
    """Whether the text has its title on its first line already, as our own ``articles.jsonl`` has."""
    return text == title or text.startswith(f"{title}\n")


def short_id(name: str) -> str:
    """The id of an article that has an address, or nothing but its text."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
