"""RSS and Atom feeds: one row an entry, with the fullest text that the feed has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from extractor.reading.errors import Refused
from extractor.reading.markup import text_of_fragment

_ENTRIES: Final = frozenset({"item", "entry"})
# Best first; the names without their namespaces.
_TEXTS: Final = ("encoded", "content", "fulltext", "description", "summary")
_DAYS: Final = ("pubDate", "published", "issued", "date", "created", "updated")


def feed_rows(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """The entries of a feed, numbered. Raises :class:`Refused` when the file is none."""
    from lxml import etree

    # Nothing is fetched and no entity expanded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise Refused("unreadable", detail=" ".join(str(error).split())[:200]) from error
    if tree is None or _name(tree) not in ("rss", "feed", "RDF"):
        raise Refused("no_feed")
    outlet = next((_text(node) for node in tree.iter() if _name(node) == "title"), None)
    entries = (node for node in tree.iter() if _name(node) in _ENTRIES)
    for number, entry in enumerate(entries, 1):
        found: dict[str, str] = {}
        link = None
        for child in entry:
            name = _name(child)
            if name == "link" and child.get("rel", "alternate") == "alternate":
                link = child.get("href") or _text(child) or link
            elif name and (text := _text(child)):
                found.setdefault(name, text)
        text = next((found[name] for name in _TEXTS if name in found), "")
        yield (
            number,
            {
                "source": outlet,
                "url": link,
                "published": next((found[name] for name in _DAYS if name in found), None),
                "title": text_of_fragment(found.get("title", "")),
                "text": text_of_fragment(text),
            },
        )


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _text(node: Any) -> str:
    """The text of an element; of one that holds XHTML, its markup."""
    if len(node):
        from lxml import etree

        return str(etree.tostring(node, encoding="unicode", method="html"))
    return (node.text or "").strip()
