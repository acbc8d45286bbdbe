"""Single documents: plain text, Markdown, and HTML with its main text, publication day and outlet."""

from __future__ import annotations

import re
from typing import IO, Any

from extractor.models import Article
from extractor.reading.article import make_article
from extractor.reading.documents import text_of_document
from extractor.reading.encoding import decode
from extractor.reading.errors import Refused
from extractor.reading.markup import parse_page, text_of_fragment
from extractor.reading.options import ReadOptions
from extractor.reading.outlet import is_address, outlet_of
from extractor.reading.page_days import is_article, linked_data, page_days
from extractor.reading.sources import Source
from extractor.rules import load_rules

_MARKUP = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_TABLE_COLUMNS = 3


def read_page(source: Source, options: ReadOptions) -> Article:
    """The one article of a text or word processor file. Raises ``OSError`` and :class:`Refused`."""
    with source.open() as stream:
        data = page_bytes(stream, options)
    if source.format in ("docx", "pdf", "rtf"):
        return make_article(source.stem, text_of_document(data, source.format, options), options, file=source.name)
    text = decode(data)
    if _MARKUP.match(text):
        return article_of_page(text, source.stem, options, file=source.name)
    if _is_table(text):
        raise Refused("table_as_text")
    if source.format == "markdown":
        text = re.sub(r"^#{1,6} +", "", text, flags=re.MULTILINE)
    return make_article(source.stem, text, options, file=source.name)


def page_bytes(stream: IO[bytes], options: ReadOptions) -> bytes:
    """All that is left of ``stream``. Raises :class:`Refused` where that is more than a text can be."""
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise Refused("too_long", length=f"> {options.max_characters}", limit=options.max_characters)
    return data


def article_of_page(
    text: str, id: str, options: ReadOptions, *, file: str, address: str | None = None, last: str | None = None
) -> Article:
    """The article of an HTML page; ``address`` and ``last`` are where and when it was fetched, if that is known.

    Raises :class:`Refused`.
    """
    tree = parse_page(text)
    linked = linked_data(tree)
    site, canonical = _site_name(tree, linked), _address(tree, linked)
    address = canonical or address
    days = page_days(tree, address, options.ruleset or load_rules())
    headline, body = _main_text(tree, linked)
    if headline and not (body == headline or body.startswith(f"{headline}\n")):
        body = f"{headline}\n{body}"
    days += [last] if last and not days else []
    return make_article(
        id, body, options, file=file, source=outlet_of(site, address, headline), url=address, published=days
    )


def _main_text(tree: Any, linked: list[dict[str, Any]]) -> tuple[str, str]:
    """Headline and text: what trafilatura finds, else what the page's JSON-LD holds. Raises :class:`Refused`."""
    from trafilatura import bare_extraction

    node = next((one for one in linked if is_article(one)), {})
    headline = _first_heading(tree) or _words(node.get("headline"))
    page = bare_extraction(tree, include_comments=False, with_metadata=False)
    text = "" if page is None or isinstance(page, dict) else page.text or ""
    if not text.strip() and isinstance(body := node.get("articleBody"), str):
        text = text_of_fragment(body)
    if not text.strip():
        raise Refused("no_main_text")
    return headline or _words(tree.findtext(".//title")), text


def _first_heading(tree: Any) -> str:
    for heading in tree.iter("h1"):
        if words := " ".join(" ".join(heading.itertext()).split()):
            return words
    return _meta(tree, "og:title") or ""


def _site_name(tree: Any, linked: list[dict[str, Any]]) -> str | None:
    if name := _meta(tree, "og:site_name") or _meta(tree, "application-name"):
        return name
    publishers = [node["publisher"] for node in linked if is_article(node) and isinstance(node.get("publisher"), dict)]
    return next((_words(one.get("name")) for one in publishers if _words(one.get("name"))), None)


def _address(tree: Any, linked: list[dict[str, Any]]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    nodes = [node.get("url") for node in linked if is_article(node)]
    found = [*links, _meta(tree, "og:url"), *nodes]
    return next((one for one in found if isinstance(one, str) and is_address(one)), None)


def _meta(tree: Any, name: str) -> str | None:
    for meta in tree.iter("meta"):
        if name in ((meta.get("property") or "").lower(), (meta.get("name") or "").lower()):
            return _words(meta.get("content")) or None
    return None


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _is_table(text: str) -> bool:
    """Whether a plain text is a table: all of its first lines have as many tabs as the first, and two or more."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]
    tabs = {line.count("\t") for line in lines}
    return len(lines) > 1 and len(tabs) == 1 and min(tabs) >= _TABLE_COLUMNS - 1
