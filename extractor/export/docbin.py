"""spaCy ``DocBin``: every article with its facts as span groups, for training or looking with spaCy's tools."""

from __future__ import annotations

from pathlib import Path

from extractor.desk.store import Store
from extractor.models import Fact, QuantityFact


def export_docbin(store: Store, out: Path) -> list[Path]:
    """``facts.spacy``: span groups *ministries, agencies, dates, targets, participants*; ``user_data`` has the ids.

    Spans grow to whole tokens where a fact ends inside one. Articles whose text was not kept are left out.
    """
    import spacy
    from spacy.tokens import DocBin, Span

    nlp = spacy.blank("id")
    bin_ = DocBin(store_user_data=True)
    for doc_id in store.doc_ids():
        article = store.article(doc_id)
        if article is None or article.text is None:
            continue
        doc = nlp.make_doc(article.text)
        doc.user_data["id"] = article.id
        groups: dict[str, list[Span]] = {
            name: [] for name in ("ministries", "agencies", "dates", "targets", "participants")
        }
        for fact in store.facts(doc_id):
            for name in _groups(fact):
                span = doc.char_span(fact.start, fact.end, label=name, alignment_mode="expand")
                if span is not None:
                    groups[name].append(span)
        for name, spans in groups.items():
            doc.spans[name] = spans
        bin_.add(doc)
    path, part = out / "facts.spacy", out / ".facts.spacy.part"
    bin_.to_disk(part)
    part.replace(path)
    return [path]


def _groups(fact: Fact) -> list[str]:
    if isinstance(fact, QuantityFact):
        return [name for name, holds in (("targets", fact.target), ("participants", fact.participants)) if holds]
    return [{"ministry": "ministries", "agency": "agencies", "date": "dates"}[fact.type]]
