"""From a row or a page to an :class:`Article`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from extractor.models import Article, PublishedBy
from extractor.reading.errors import ArticleError, Refused
from extractor.reading.options import ReadOptions
from extractor.reading.publication import parse_published, published_in_text
from extractor.rules import RuleSet, load_rules


def article_from_row(row: Mapping[str, Any], place: str, options: ReadOptions) -> Article:
    """The article that a row holds; ``place`` names it when the row has neither id nor address.

    Raises :class:`Refused` with the reason.
    """
    text = _text_of(row, options)
    title = _plain(row, "title", options)
    if title is not None and (title := title.strip()) and not _begins_with(text, title):
        text = f"{title}\n{text}"
    url = _plain(row, "url", options)
    id = _plain(row, "id", options) or (_short(url) if url else place)
    return make_article(
        id,
        text,
        options,
        source=_plain(row, "source", options),
        url=url,
        published=_first(row, options.names("published")),
    )


def article_from_text(text: str, ruleset: RuleSet) -> Article:
    """The article of a bare text, its id made from the text. Raises :class:`ArticleError` with the reason."""
    try:
        return make_article(_short(text), text, ReadOptions(ruleset=ruleset))
    except Refused as refused:
        raise ArticleError(refused) from None


def make_article(
    id: str,
    text: str,
    options: ReadOptions,
    *,
    source: str | None = None,
    url: str | None = None,
    published: Any = None,
) -> Article:
    """An article with its publication day: from metadata, else from a byline or dateline in the text, else unknown.

    A publication date in no known format counts as absent. Raises :class:`Refused` for an empty or oversized text.
    """
    if len(text) > options.max_characters:
        raise Refused("too_long", length=len(text), limit=options.max_characters)
    if not text.strip():
        raise Refused("empty_text")
    day: date | None = None
    by: PublishedBy | None = None
    ruleset = options.ruleset or load_rules()
    day = parse_published(str(published), ruleset) if published is not None else None
    if day is not None:
        by = "metadata"
    elif (found := published_in_text(text, ruleset)) is not None:
        day, by = found
    title = text.lstrip().split("\n", 1)[0].strip()
    return Article(id=id, source=source, url=url, published=day, published_by=by, title=title, text=text)


def _text_of(row: Mapping[str, Any], options: ReadOptions) -> str:
    names = options.names("text")
    if not any(name in row for name in names):
        raise Refused("no_text", names=", ".join(names))
    value = _first(row, names)
    if value is None:
        raise Refused("empty_text")
    if not isinstance(value, str):
        raise Refused("wrong_type", name=next(name for name in names if name in row))
    return value


def _plain(row: Mapping[str, Any], field: str, options: ReadOptions) -> str | None:
    value = _first(row, options.names(field))
    if value is None:
        return None
    if isinstance(value, bool | float | list | dict):
        raise Refused("wrong_type", name=field)
    return str(value).strip() or None if field != "title" else str(value)


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)


def _begins_with(text: str, title: str) -> bool:
    """Whether the text has its title on its first line already, as our own ``articles.jsonl`` has."""
    return text == title or text.startswith(f"{title}\n")


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
