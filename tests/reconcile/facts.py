"""Facts and summaries for tests of reconciliation, built from short texts with one marked figure a line."""

from __future__ import annotations

from datetime import date
from typing import Any

from extractor.models import ArticleSummary, DateFact, Interval, Number, QuantityFact, Span, Speaker
from extractor.numbers import find_numbers
from extractor.rules import load_rules
from extractor.text.signature import signature


def summary(doc_id: str, text: str, published: str | None = "2025-06-01", source: str | None = None) -> ArticleSummary:
    """An article with its text; its title is the first line."""
    return ArticleSummary(
        id=doc_id,
        source=source or f"{doc_id}.id",
        url=None,
        published=date.fromisoformat(published) if published else None,
        published_by="metadata" if published else None,
        title=text.split("\n")[0],
        length=len(text),
        signature=signature(text),
        boilerplate=(),
        flags=(),
        counts={},
        lead=text[:400],
        text=text,
    )


def quantity(
    article: ArticleSummary,
    phrase: str,
    low: float | None,
    high: float | str | None = "same",
    *,
    nth: int = 1,
    said_by: str | None = None,
    status: Any = "realised",
    **fields: Any,
) -> QuantityFact:
    """The ``nth`` occurrence of ``phrase`` in the article as a fact; ``high`` is ``low`` unless given."""
    start, end, sentence, around = _place(article, phrase, nth)
    return QuantityFact(
        **around,
        fact_id=f"{article.id}#quantity:{start}-{end}",
        doc_id=article.id,
        source=article.source,
        url=None,
        published=article.published,
        start=start,
        end=end,
        text=phrase,
        sentence=sentence,
        said_by=Speaker(name=said_by) if said_by else None,
        rule="test",
        min=low,
        max=low if high == "same" else high,  # type: ignore[arg-type]
        unit=fields.pop("unit", "peserta"),
        target=status == "target",
        participants=fields.pop("participants", True),
        status=status,
        grain=fields.pop("grain", grain_of(phrase)),
        **fields,
    )


def grain_of(phrase: str) -> Number | None:
    """What the first number of a phrase shows of its last digit."""
    found = find_numbers(phrase, load_rules())
    return found[0].grain if found else None


def dated(
    article: ArticleSummary, phrase: str, first: str, last: str | None = None, *, nth: int = 1, **fields: Any
) -> DateFact:
    """The ``nth`` occurrence of ``phrase`` as a date fact."""
    start, end, sentence, around = _place(article, phrase, nth)
    return DateFact(
        **around,
        fact_id=f"{article.id}#date:{start}-{end}",
        doc_id=article.id,
        source=article.source,
        url=None,
        published=article.published,
        start=start,
        end=end,
        text=phrase,
        sentence=sentence,
        rule="test",
        from_=date.fromisoformat(first),
        to=date.fromisoformat(last or first),
        edtf=fields.pop("edtf", None),
        **fields,
    )


def days(first: str, last: str | None = None) -> Interval:
    return Interval(from_=date.fromisoformat(first), to=date.fromisoformat(last or first))


def _place(article: ArticleSummary, phrase: str, nth: int) -> tuple[int, int, Span, dict[str, str]]:
    assert article.text is not None
    start = -1
    for _ in range(nth):
        start = article.text.index(phrase, start + 1)
    stop = article.text.rfind(". ", 0, start)
    begin = max(article.text.rfind("\n", 0, start) + 1, stop + 2 if stop >= 0 else 0)
    ends = [place for place in (article.text.find(". ", start), article.text.find("\n", start)) if place >= 0]
    end, last = start + len(phrase), min(ends, default=len(article.text))
    around = {"before": article.text[begin:start], "after": article.text[end:last]}
    return start, end, Span(start=begin, end=last), around
