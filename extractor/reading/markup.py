"""HTML as a tree, bounded: attributes before parsing, since libxml2 compares each with all, and elements after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from extractor.reading.errors import Refused

_MOST_ATTRIBUTES: Final = 200
# News pages have 500 to 5,000.
MOST_ELEMENTS: Final = 20_000

# One attribute as HTML5 reads it. Possessive, so that no text makes it look twice.
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_LADEN = re.compile(rf"(<[A-Za-z][^\s/>]*+(?:{_ATTRIBUTE}){{{_MOST_ATTRIBUTES}}})(?:{_ATTRIBUTE})*+")
_UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg"})
# fmt: off
_BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on


def parse_page(text: str) -> Any:
    """The tree of a page (an lxml element). Raises :class:`Refused` for no page, or one with too many elements."""
    from lxml import etree, html

    text = _LADEN.sub(r"\1", text)
    try:
        # Bytes: a text that names its encoding is refused as a string.
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refused("no_main_text") from error
    count = 0
    for count, _ in enumerate(tree.iter(), 1):
        if count > MOST_ELEMENTS:
            raise Refused("too_many_elements", limit=MOST_ELEMENTS)
    return tree


def lines_of(tree: Any) -> Iterator[tuple[Any, str]]:
    """The lines of a tree as a reader sees them, each with the element that holds its first words."""
    words: list[str] = []
    holder: Any = None
    for holding, piece in _pieces(tree):
        if piece is None:
            if line := " ".join("".join(words).split()):
                yield holder, line
            words, holder = [], None
        else:
            if holder is None and piece.strip():
                holder = holding
            words.append(piece)
    if line := " ".join("".join(words).split()):
        yield holder, line


def text_of_fragment(fragment: str) -> str:
    """The text of a piece of HTML, a line for each block. Raises :class:`Refused` as :func:`parse_page` does."""
    if "<" not in fragment and "&" not in fragment:
        return fragment
    if not fragment.strip():
        return ""
    return "\n".join(line for _, line in lines_of(parse_page(f"<div>{fragment}</div>")))


def _pieces(tree: Any) -> Iterator[tuple[Any, str | None]]:
    """Texts in order with their elements; null where a line ends."""
    hidden = 0
    from lxml import etree

    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not hidden and node.tail:
                yield node.getparent(), node.tail
            continue
        unseen = node.tag in _UNSEEN
        if event == "start":
            hidden += unseen
            if hidden:
                continue
            if node.tag in _BLOCKS:
                yield node, None
            if node.text:
                yield node, node.text
            continue
        hidden -= unseen
        if not hidden:
            if node.tag in _BLOCKS:
                yield node, None
            if node.tail:
                yield node.getparent(), node.tail
