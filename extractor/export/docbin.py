"""spaCy ``DocBin``: every article with its facts as the spaCy component leaves them, for training or looking."""

from __future__ import annotations

from pathlib import Path

from extractor.desk.store import Store


def export_docbin(store: Store, out: Path) -> list[Path]:
    """``facts.spacy``: docs with the span groups, labels and extensions of :mod:`extractor.spacy_component`.

    ``user_data["id"]`` names the article. Articles whose text was not kept are left out.
    """
    import spacy
    from spacy.tokens import DocBin

    from extractor.spacy_component import attach, register_extensions

    register_extensions()
    nlp = spacy.blank("id")
    docs = DocBin(store_user_data=True)
    for doc_id in store.doc_ids():
        article = store.article(doc_id)
        if article is None or article.text is None:
            continue
        doc = nlp.make_doc(article.text)
        doc.user_data["id"] = article.id
        doc._.rujuk_published = article.published
        attach(doc, store.facts(doc_id))
        docs.add(doc)
    path, part = out / "facts.spacy", out / ".facts.spacy.part"
    docs.to_disk(part)
    part.replace(path)
    return [path]
