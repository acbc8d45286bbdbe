"""What editors put right, as gold that ``rujuk learn`` reads: corrected and misread claims, and pairs told apart or
joined.

Only what an editor looked at is judged, so the rows say which spans that is, and weigh less than articles read whole:
they are learned from, not scored on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from extractor.desk.notes import FACT_ID, Named, Note, read_notes, standing
from extractor.desk.rebuilding import corrected_day, corrected_figure
from extractor.desk.store import Store
from extractor.disk.atomic import write_lines
from extractor.models import DateFact, Fact, QuantityFact

_WEIGHT = 0.9
# Of two records so many claims each are paired: more of one decision would outweigh others.
_PAIRED = 3


def export_gold(store: Store, out: Path) -> list[Path]:
    """``gold.jsonl`` (facts) and ``pairs.jsonl`` (judged pairs of claims), by the decisions in force.

    Articles whose text was not kept are left out of ``gold.jsonl``.
    """
    notes = standing(read_notes(store.directory))
    gold, pairs = out / "gold.jsonl", out / "pairs.jsonl"
    write_lines(gold, _lines(_taught_articles(store, notes)))
    write_lines(pairs, _lines(pair for note in notes for pair in _pairs(note)))
    return [gold, pairs]


def _lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    return (json.dumps(row, ensure_ascii=False).encode() for row in rows)


def _taught_articles(store: Store, notes: Sequence[Note]) -> Iterator[dict[str, Any]]:
    by_article: dict[str, list[tuple[Named, Note]]] = {}
    for note in notes:
        if note.decision == "correct" or (note.decision == "drop" and note.misread):
            for one in note.claims:
                by_article.setdefault(one.doc_id, []).append((one, note))
    for doc_id in sorted(by_article):
        article = store.article(doc_id)
        if article is None or article.text is None:
            continue
        known = {fact.fact_id: fact for fact in store.facts(doc_id)}
        taught: dict[str, dict[str, Any] | None] = {}
        for one, note in by_article[doc_id]:
            fact = known.get(one.fact_id)
            if fact is not None and fact.text == one.text:  # else the article was rewritten, or is read otherwise now
                taught[one.fact_id] = _gold_fact(fact, note) if note.decision == "correct" else None
        if taught:
            yield {
                "id": article.id,
                "source": article.source,
                "url": article.url,
                "published": article.published.isoformat() if article.published else None,
                "text": article.text,
                "weight": _WEIGHT,
                "annotated": sorted({known[fact_id].type for fact_id in taught}),
                "judged": sorted([known[fact_id].start, known[fact_id].end] for fact_id in taught),
                "facts": sorted((one for one in taught.values() if one is not None), key=lambda one: one["start"]),
            }


def _gold_fact(fact: Fact, note: Note) -> dict[str, Any] | None:
    place = {"type": fact.type, "start": fact.start, "end": fact.end, "text": fact.text}
    if isinstance(fact, QuantityFact):
        names = {"min", "max", "approx", "unit", "target", "participants", "status", "due", "ministries"}
        return place | corrected_figure(fact, note).model_dump(mode="json", include=names)
    if isinstance(fact, DateFact):
        return place | corrected_day(fact, note).model_dump(mode="json", include={"from_", "to", "target"})
    return None


def _pairs(note: Note) -> Iterator[dict[str, Any]]:
    if note.decision not in ("split", "merge"):
        return
    same = "no" if note.decision == "split" else "yes"
    for one, other in product(note.claims[:_PAIRED], note.others[:_PAIRED]):
        a, b = FACT_ID.fullmatch(one.fact_id), FACT_ID.fullmatch(other.fact_id)
        if a is not None and b is not None and a["doc_id"] != b["doc_id"]:
            sides = (
                {"doc_id": side["doc_id"], "start": int(side["start"]), "end": int(side["end"])} for side in (a, b)
            )
            judged = {"same": same, "reportable": [True, True]}
            yield dict(zip(("a", "b"), sides, strict=True)) | {"kind": a["kind"], "judged": judged}
