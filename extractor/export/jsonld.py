"""Records, claims and fact-checks in JSON-LD.

A record is a schema.org ``Dataset``, each of its claims a ``Claim`` with W3C selectors that find its words again in the
article. An article whose headline gives a verdict is a ``ClaimReview`` too. What is unknown is left out.
Vocabulary: https://schema.org/ClaimReview and https://www.w3.org/TR/annotation-model/#selectors; what they have no word
for (``confidence``, ``history``, ``relation``) is under ``urn:rujuk:``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from extractor.desk.store import RecordFilter, Store
from extractor.disk.atomic import replacing
from extractor.export.factchecks import verdict_of
from extractor.models import Amount, ArticleSummary, Claim, Interval, Number, Place, Record
from extractor.rules import RuleSet

# Long enough to be unique in nearly any article, short enough to quote.
_CONTEXT = 48
_BATCH = 500
_JSONLD_CONTEXT = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "target": "oa:hasTarget",
    "selector": "oa:hasSelector",
    "source": {"@id": "oa:hasSource"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "confidence": "urn:rujuk:confidence",
    "relation": "urn:rujuk:relation",
    "history": {"@id": "urn:rujuk:history", "@type": "@json"},
}


def export_jsonld(store: Store, out: Path, ruleset: RuleSet) -> list[Path]:
    """``claims.jsonld``: one graph of all records with their claims, and of the fact-checks among the articles."""
    path = out / "claims.jsonld"
    with replacing(path) as stream:
        stream.write(b'{"@context": ' + json.dumps(_JSONLD_CONTEXT).encode() + b', "@graph": [')
        for number, node in enumerate(_graph(store, ruleset)):
            stream.write(b",\n" if number else b"\n")
            stream.write(json.dumps(node, ensure_ascii=False).encode())
        stream.write(b"\n]}\n")
    return [path]


def _graph(store: Store, ruleset: RuleSet) -> Iterator[dict[str, Any]]:
    denied: dict[str, list[str]] = {}
    for offset in range(0, store.count(RecordFilter()), _BATCH):
        for record in store.records(RecordFilter(), limit=_BATCH, offset=offset):
            ids = sorted({claim.doc_id for claim in record.claims})
            texts = store.texts(ids)
            yield record_node(record)
            for claim in record.claims:
                yield claim_node(record, claim, texts.get(claim.doc_id))
                if claim.status == "denied":
                    denied.setdefault(claim.doc_id, []).append(_claim_id(claim))
    for doc_id in store.doc_ids():
        article = store.article(doc_id)
        if article is not None and (node := review_node(article, denied.get(doc_id, ()), ruleset)) is not None:
            yield node


def record_node(record: Record) -> dict[str, Any]:
    """A record as JSON-LD: its value, the range of its claims, and its history."""
    return _known(
        {
            "@type": "Dataset",
            "@id": _record_id(record),
            "name": record.title,
            "description": record.why,
            "about": _value(record.value, record.unit) if record.value is not None else None,
            "variableMeasured": _known(
                {
                    "@type": "PropertyValue",
                    "name": record.attribute,
                    "minValue": _plain(record.low),
                    "maxValue": _plain(record.high),
                    "unitText": record.unit,
                }
            ),
            "spatialCoverage": _place(record.place),
            "relation": record.relation,
            "history": [moment.model_dump(mode="json") for moment in record.history],
        }
    )


def review_node(article: ArticleSummary, claims: Iterable[str], ruleset: RuleSet) -> dict[str, Any] | None:
    """A fact-check as JSON-LD, with the ids of the ``claims`` that it denies; null where the headline is of none."""
    found = verdict_of(article.title or "", ruleset)
    if found is None:
        return None
    verdict, claimed = found
    return _known(
        {
            "@type": "ClaimReview",
            "@id": f"urn:rujuk:review:{article.id}",
            "url": article.url,
            "datePublished": article.published.isoformat() if article.published else None,
            "author": _organization(article.source),
            "claimReviewed": claimed,
            "reviewRating": {"@type": "Rating", "alternateName": verdict},
            "itemReviewed": _known(
                {"@type": "Claim", "name": claimed, "hasPart": [{"@id": claim} for claim in claims]}
            ),
        }
    )


def claim_node(record: Record, claim: Claim, text: str | None) -> dict[str, Any]:
    """One claim as JSON-LD, with the article in which it appears."""
    article = _known(
        {
            "@type": "NewsArticle",
            "@id": claim.url or f"urn:rujuk:article:{claim.doc_id}",
            "headline": claim.title,
            "url": claim.url,
            "datePublished": claim.published.isoformat() if claim.published else None,
            "publisher": _organization(claim.source),
        }
    )
    quote: dict[str, Any] = {"@type": "TextQuoteSelector", "exact": claim.text}
    if text is not None and text[claim.start : claim.end] == claim.text:
        quote |= {
            "prefix": text[max(0, claim.start - _CONTEXT) : claim.start],
            "suffix": text[claim.end : claim.end + _CONTEXT],
        }
    speaker = claim.said_by
    return _known(
        {
            "@type": "Claim",
            "@id": _claim_id(claim),
            "text": claim.quote,
            "appearance": article,
            "isPartOf": {"@id": _record_id(record)},
            "about": _value(claim.value, claim.unit),
            "target": {
                "source": article["@id"],
                "selector": [quote, {"@type": "TextPositionSelector", "start": claim.start, "end": claim.end}],
            },
            "author": _known({"@type": "Person", "name": speaker.name, "jobTitle": speaker.role}) if speaker else None,
            "contributor": _organization(claim.counted_by),
            "temporalCoverage": claim.as_of.to.isoformat() if claim.as_of and claim.as_of.to else None,
            "spatialCoverage": _place(claim.place),
            "confidence": claim.confidence,
        }
    )


def _record_id(record: Record) -> str:
    return f"urn:rujuk:record:{record.record_id}"


def _claim_id(claim: Claim) -> str:
    return f"urn:rujuk:claim:{claim.fact_id}"


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _place(place: Place | None) -> dict[str, Any] | None:
    return _known({"@type": "Place", "name": place.name, "identifier": place.code}) if place else None


def _value(value: Amount | Interval, unit: str | None) -> dict[str, Any]:
    if isinstance(value, Amount):
        return _known({"@type": "QuantitativeValue", "minValue": value.min, "maxValue": value.max, "unitText": unit})
    return _known({"@type": "Event", "startDate": _plain(value.from_), "endDate": _plain(value.to)})


def _plain(value: Number | date | None) -> Number | str | None:
    return value.isoformat() if isinstance(value, date) else value


def _known(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what is unknown or empty."""
    return {key: part for key, part in node.items() if part not in (None, "", [])}
