"""The day on which a page says that its article was published: in its metadata, else beside its headline.

Never taken: the day of a change, and any day in a footer, a sidebar, a menu, a script, the path of a picture, or the
report itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from extractor.dates import find_dates
from extractor.reading.markup import lines_of
from extractor.reading.publication import FILE, is_byline, is_full_day
from extractor.rules import RuleSet

# Names of metadata for the first publication, best first, as sites write them (in any case).
_META: Final = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "published-date",
    "published_time",
    "publication_date",
    "publicationdate",
    "publish_time",
    "dtk:publishdate",
    "content_publisheddate",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "rnews:datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "datecreated",
    "date",
)
_ARTICLE_TYPES: Final = ("article", "posting", "report")
_PAGE_TYPES: Final = frozenset({"webpage", "itempage"})
_MOST_NODES = 2_000
_ELSEWHERE_TAGS: Final = frozenset({"aside", "nav", "footer", "script", "style", "select", "form", "li"})
_REPORT_LINE = 200  # a line this long is the report, and no longer its head
_LONGEST_LINE = 90
_DIGIT: Final = re.compile(r"\d")  # without one there is no day, and most lines of a menu have none
_URL_DAY: Final = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|$)")


def page_days(tree: Any, address: str | None, ruleset: RuleSet) -> list[str]:
    """What may be the publication day, as the page writes it, the surest first."""
    linked = linked_data(tree)
    days = [str(node[key]) for node in linked if _is(node, _ARTICLE_TYPES) for key in _KEYS if node.get(key)]
    days += _metadata(tree)
    days += [str(node[key]) for node in linked if _kind(node) in _PAGE_TYPES for key in _KEYS if node.get(key)]
    days += _marked(tree, ruleset)
    days += _visible(tree, ruleset)
    if address and (found := _URL_DAY.search(address)):
        days.append("-".join((found[1], found[2].zfill(2), found[3].zfill(2))))
    return days


_KEYS: Final = ("datePublished", "dateCreated")


def linked_data(tree: Any) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD, in order, those within others too."""
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and len(nodes) < _MOST_NODES:
            value = waiting.pop()
            if isinstance(value, dict):
                nodes.append(value)
                waiting.extend(reversed(list(value.values())))
            elif isinstance(value, list):
                waiting.extend(reversed(value))
    return nodes


def is_article(node: dict[str, Any]) -> bool:
    """Whether an object of JSON-LD is an article."""
    return _is(node, _ARTICLE_TYPES)


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind).rpartition("/")[2].lower()


def _is(node: dict[str, Any], ends: tuple[str, ...]) -> bool:
    return _kind(node).endswith(ends) or _kind(node).startswith("reportage")


def _metadata(tree: Any) -> list[str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := (meta.get(key) or "").strip().lower()):
                found.setdefault(name, content)
    return [found[name] for name in _META if name in found]


def _marked(tree: Any, ruleset: RuleSet) -> Iterator[str]:
    """Elements marked as the day of publication, then ``time`` elements, those of the article's own part."""
    marked: list[str] = []
    times: list[str] = []
    reported = False
    for node in tree.iter("time", "span", "div", "p", "abbr"):
        reported = reported or (node.tag == "p" and len(node.text or "") >= _REPORT_LINE)
        if reported and not any(part.tag in ("article", "main") for part in _around(node)):
            continue  # what follows the report is about others
        said = (node.get("itemprop") or "").lower()
        if said != "datepublished" and node.tag != "time":
            continue
        if said == "datemodified" or _is_elsewhere(node, ruleset) or _is_changed(node, ruleset):
            continue
        value = node.get("datetime") or node.get("content") or node.get("title") or " ".join(node.itertext())
        first = said == "datepublished" or node.get("pubdate") is not None
        (marked if first else times).append(value.strip())
    yield from filter(None, marked[:1] + times[:1])


def _visible(tree: Any, ruleset: RuleSet) -> list[str]:
    """Bylines beside the headline: those below it first, then the nearest above."""
    openers = frozenset(ruleset.yaml(FILE)["byline_openers"] + ruleset.yaml(FILE)["times"])
    above: list[str] = []
    below: list[str] = []
    passed = False
    for node, line in lines_of(tree):
        passed = passed or any(part.tag == "h1" for part in _around(node))
        if len(line) >= _REPORT_LINE:
            break
        if (
            len(line) > _LONGEST_LINE
            or not _DIGIT.search(line)
            or _is_elsewhere(node, ruleset)
            or _is_changed(node, ruleset)
        ):
            continue
        days = [mention for mention in find_dates(line, None, ruleset) if is_full_day(mention)]
        if (
            days
            and (is_byline(line, days[0], openers) or _named_as_day(node, ruleset))
            and not _says_changed(line, ruleset)
        ):
            (below if passed else above).append(line[days[0].start :])
    return below + above[::-1]


def _around(node: Any) -> Iterator[Any]:
    while node is not None:
        yield node
        node = node.getparent()


def _is_elsewhere(node: Any, ruleset: RuleSet) -> bool:
    """Whether the element lies in a part of the page that is not the article's."""
    words = ruleset.yaml(FILE)["page_elsewhere"]
    inside = False
    for part in _around(node):
        if part.tag in ("article", "main"):
            inside = True
        if part.tag in _ELSEWHERE_TAGS or (_is_header(part) and not inside and not _holds_headline(part)):
            return True
        if part.tag not in ("body", "html") and not inside and any(word in _names(part) for word in words):
            return True
    return False


def _is_header(part: Any) -> bool:
    return part.tag == "header" or (part.tag != "body" and "header" in _names(part))


def _holds_headline(part: Any) -> bool:
    return next(part.iter("h1"), None) is not None


def _is_changed(node: Any, ruleset: RuleSet) -> bool:
    text = " ".join(node.itertext()) if node.tag in ("time", "span") else node.text or ""
    return _says_changed(f"{_names(node)} {text[:200]}", ruleset)


def _says_changed(text: str, ruleset: RuleSet) -> bool:
    lower = text.lower()
    return any(word in lower for word in ruleset.yaml(FILE)["changed"])


def _named_as_day(node: Any, ruleset: RuleSet) -> bool:
    return any(word in _names(node) for word in ruleset.yaml(FILE)["day_names"])


def _names(node: Any) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}".lower()
