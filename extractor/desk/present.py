"""From models to what a page shows. Text from outside is escaped here and its invisible characters are made visible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from extractor.messages.values import MEASURES
from extractor.models import ArticleSummary, Claim, Fact, QuantityFact, Record

# Control characters, and marks that reorder text: shown as U+FFFD, never passed on (one for one, offsets hold).
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def visible(text: object) -> str:
    """The text with control and bidirectional characters replaced by U+FFFD; null becomes an empty string."""
    return "" if text is None else _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", str(text))


def safe_url(url: str | None) -> str | None:
    """The address if it is plain http(s), else null: no ``javascript:``, no ``data:``."""
    if not url or len(url) > 2000 or _INVISIBLE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def anchor(fact_id: str) -> str:
    """The id of a fact's element in its article's page."""
    return "f" + re.sub(r"[^A-Za-z0-9-]", "_", fact_id.rpartition("#")[2])


def article_url(doc_id: str, fact_id: str | None = None) -> str:
    """Path of the article's page, at the fact when one is given."""
    return f"/article?id={quote(doc_id, safe='')}" + (f"#{anchor(fact_id)}" if fact_id else "")


def record_url(record_id: str) -> str:
    """Path of the record's page."""
    return f"/record?id={quote(record_id, safe='')}"


def columns_of(record: Record) -> set[str]:
    """Columns of the claim table that hold anything."""
    filled = {"value", "outlet"}
    for claim in record.claims:
        filled.update(
            name
            for name in ("status", "as_of", "counted_by", "said_by", "published", "copy_of")
            if getattr(claim, name)
        )
    return filled


def unit_beside(claim: Claim, record: Record) -> str | None:
    """The unit to write beside a claim's value: left out where the record's heading already says it."""
    return claim.unit if claim.unit != record.unit or claim.unit in MEASURES else None


def quoted(claim: Claim) -> Markup:
    """The sentence of a claim with the claim marked."""
    return Markup("{}{}<mark>{}</mark>{}{}").format(
        "… " if claim.start - len(claim.before) > claim.sentence.start else "",
        visible(claim.before),
        visible(claim.text),
        visible(claim.after),
        " …" if claim.end + len(claim.after) < claim.sentence.end else "",
    )


def fact_class(fact: Fact) -> str:
    """The kind that colours a fact: ministry, agency, date, target, participants, or both of the last two."""
    if not isinstance(fact, QuantityFact):
        return fact.type
    return "both" if fact.target and fact.participants else "target" if fact.target else "participants"


def article_pieces(
    article: ArticleSummary, facts: Sequence[Fact], record_ids: Mapping[str, str], titles: Mapping[str, str]
) -> list[Markup] | None:
    """The article's text cut where facts, boilerplate or flags begin and end, each piece safe to show.

    ``titles`` are the tooltips of facts by fact_id. Null when the text was not kept. Facts do not overlap; of two
    that do, the first wins.
    """
    text = article.text
    if text is None:
        return None
    dimmed = [(b.start, b.end) for b in article.boilerplate]
    flagged = [(f.start, f.end) for f in article.flags if f.end > f.start]
    pieces: list[Markup] = []
    position = 0
    for fact in _without_overlaps(facts):
        pieces += _plain(text, position, fact.start, dimmed, flagged)
        words = Markup("").join(_plain(text, fact.start, fact.end, (), flagged))
        label = titles.get(fact.fact_id, "")
        record_id = record_ids.get(fact.fact_id)
        if record_id:
            words = Markup('<a href="{}">{}</a>').format(record_url(record_id), words)
        pieces.append(
            Markup('<span class="fact {}" id="{}" title="{}">{}</span>').format(
                fact_class(fact), anchor(fact.fact_id), visible(label), words
            )
        )
        position = fact.end
    pieces += _plain(text, position, len(text), dimmed, flagged)
    return pieces


def _without_overlaps(facts: Sequence[Fact]) -> Iterator[Fact]:
    end = 0
    for fact in sorted(facts, key=lambda f: (f.start, -f.end)):
        if fact.start >= end:
            yield fact
            end = fact.end


def _plain(
    text: str, start: int, end: int, dimmed: Sequence[tuple[int, int]], flagged: Sequence[tuple[int, int]]
) -> list[Markup]:
    cuts = {start, end}
    for first, last in (*dimmed, *flagged):
        cuts.update(place for place in (first, last) if start < place < end)
    pieces = []
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        classes = [
            name
            for name, spans in (("boilerplate", dimmed), ("flagged", flagged))
            if any(a <= first and last <= b for a, b in spans)
        ]
        words = escape(visible(text[first:last]))
        pieces.append(Markup('<span class="{}">{}</span>').format(" ".join(classes), words) if classes else words)
    return pieces
