"""Claims as schema.org ``Claim`` in JSON-LD, each with W3C selectors that find its words again in the article.

Vocabulary: https://schema.org/Claim and https://www.w3.org/TR/annotation-model/#selectors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.desk.store import RecordFilter, Store
from extractor.disk.atomic import replacing
from extractor.models import Amount, Claim, Record

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
}


def export_jsonld(store: Store, out: Path) -> list[Path]:
    """``claims.jsonld``: one graph of all claims, record by record."""
    path = out / "claims.jsonld"
    with replacing(path) as stream:
        stream.write(b'{"@context": ' + json.dumps(_JSONLD_CONTEXT).encode() + b', "@graph": [')
        first = True
        for offset in range(0, store.count(RecordFilter()), _BATCH):
            for record in store.records(RecordFilter(), limit=_BATCH, offset=offset):
                ids = sorted({claim.doc_id for claim in record.claims})
                texts, titles = store.texts(ids), store.titles(ids)
                for claim in record.claims:
                    node = claim_node(record, claim, texts.get(claim.doc_id), titles)
                    stream.write(b"\n" if first else b",\n")
                    stream.write(json.dumps(node, ensure_ascii=False).encode())
                    first = False
        stream.write(b"\n]}\n")
    return [path]


def claim_node(record: Record, claim: Claim, text: str | None, titles: Mapping[str, str]) -> dict[str, Any]:
    """One claim as JSON-LD; parts that are unknown are left out."""
    article: dict[str, Any] = {"@type": "NewsArticle", "@id": claim.url or f"urn:rujuk:article:{claim.doc_id}"}
    optional = {
        "headline": titles.get(claim.doc_id),
        "url": claim.url,
        "datePublished": claim.published.isoformat() if claim.published else None,
        "publisher": {"@type": "Organization", "name": claim.source} if claim.source else None,
    }
    article |= {key: value for key, value in optional.items() if value}
    quote: dict[str, Any] = {"@type": "TextQuoteSelector", "exact": claim.text}
    if text is not None and text[claim.start : claim.end] == claim.text:
        quote |= {
            "prefix": text[max(0, claim.start - _CONTEXT) : claim.start],
            "suffix": text[claim.end : claim.end + _CONTEXT],
        }
    node: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"urn:rujuk:claim:{claim.fact_id}",
        "text": text[claim.sentence.start : claim.sentence.end] if text is not None else claim.text,
        "appearance": article,
        "isPartOf": {"@type": "Dataset", "@id": f"urn:rujuk:record:{record.record_id}", "name": record.what or ""},
        "about": _value(claim),
        "target": {
            "source": article["@id"],
            "selector": [quote, {"@type": "TextPositionSelector", "start": claim.start, "end": claim.end}],
        },
    }
    if claim.said_by:
        node["author"] = {"@type": "Person", "name": claim.said_by.name}
        if claim.said_by.role:
            node["author"]["jobTitle"] = claim.said_by.role
    if claim.counted_by:
        node["contributor"] = {"@type": "Organization", "name": claim.counted_by}
    if claim.as_of and claim.as_of.to:
        node["temporalCoverage"] = claim.as_of.to.isoformat()
    return node


def _value(claim: Claim) -> dict[str, Any]:
    if isinstance(claim.value, Amount):
        value = {"@type": "QuantitativeValue", "minValue": claim.value.min, "maxValue": claim.value.max}
        value["unitText"] = claim.unit
    else:
        value = {"@type": "Event"}
        value["startDate"] = claim.value.from_.isoformat() if claim.value.from_ else None
        value["endDate"] = claim.value.to.isoformat() if claim.value.to else None
    return {key: part for key, part in value.items() if part is not None}
