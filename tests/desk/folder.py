"""A small output folder of own articles, as checking and searching read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from extractor.desk.store import Store
from extractor.models import Article
from extractor.pipeline import Pipeline
from extractor.rules import RuleSet


def write_folder(
    folder: Path,
    told: Mapping[str, tuple[str, str, str]],
    ruleset: RuleSet,
    *,
    kept: bool = True,
    records: bool = False,
) -> Store:
    """The store over ``told``: day, outlet and text by article, titled by their first line.

    Without ``kept`` the texts are left out; with ``records`` the articles are reconciled.
    """
    pipeline = Pipeline(ruleset)
    articles = [
        Article(
            id=doc_id,
            source=source,
            url=f"https://{doc_id}.example/",
            published=date.fromisoformat(day),
            published_by="metadata",
            title=text.split("\n")[0],
            text=text,
        )
        for doc_id, (day, source, text) in told.items()
    ]
    read = [pipeline.read(article) for article in articles]
    texts = {article.id: article.text if kept else None for article in articles}
    rows = {
        "articles": [one.article.model_copy(update={"text": texts[one.article.id]}) for one in read],
        "facts": [fact for one in read for fact in one.facts],
        "records": pipeline.records(articles) if records else [],
    }
    for name, some in rows.items():
        lines = "".join(row.model_dump_json(by_alias=True) + "\n" for row in some)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return Store(folder)
