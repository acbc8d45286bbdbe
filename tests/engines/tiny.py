"""A tiny pipeline for tests of engines: every number is a participant count, articles may crash or hang on demand."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.batches import Steps
from extractor.disk.lines import encode
from extractor.disk.stored import Extracted, encode_extraction
from extractor.jobs.grouping import Group, Read, ReadOf, Unit, summary_of
from extractor.jobs.stages import Pending
from extractor.models import (
    FACT,
    Amount,
    Article,
    ArticleSummary,
    Claim,
    Extraction,
    Fact,
    QuantityFact,
    Record,
    Span,
)
from extractor.rules import RuleSet, load_rules


def extract(article: Article) -> Extraction:
    if "CRASH" in article.text:
        raise ValueError("as asked")
    if "DIE" in article.text:
        os._exit(9)
    if "HANG" in article.text:
        while True:  # not asleep: what counts is processor time
            pass
    facts = tuple(
        QuantityFact(
            fact_id=f"{article.id}#quantity:{match.start()}-{match.end()}",
            doc_id=article.id,
            source=article.source,
            url=article.url,
            published=article.published,
            start=match.start(),
            end=match.end(),
            text=match[0],
            sentence=Span(start=0, end=len(article.text)),
            rule="tiny",
            min=int(match[0]),
            max=int(match[0]),
            unit="peserta",
            target=int(match[0]) % 2 == 0,
            participants=True,
            status="realised",
        )
        for match in re.finditer(r"\d+", article.text)
    )
    summary = ArticleSummary(
        id=article.id,
        source=article.source,
        url=article.url,
        published=article.published,
        published_by=article.published_by,
        title=article.title,
        length=len(article.text),
        boilerplate=(),
        flags=(),
        counts={"quantity": len(facts)},
    )
    return Extraction(article=summary, facts=facts)


@dataclass(frozen=True)
class TinyExtraction:
    delay: float = 0.0
    log: str = ""

    def prepare(self) -> Steps[Pending, Extracted]:
        def read(pending: Pending) -> Extraction:
            if self.delay:
                time.sleep(self.delay)
            if self.log:
                with open(self.log, "a") as stream:
                    stream.write(pending.article.id + "\n")
            return extract(pending.article)

        return Steps(read, encode_extraction)


def read(facts: Sequence[Fact], summary: ArticleSummary) -> Read:
    for fact in facts:
        assert summary.id == fact.doc_id
    tens = [(ten, list(alike)) for ten, alike in groupby(facts, key=_ten)]
    return Read(
        [Unit(tuple(fact.fact_id for fact in alike), (f"n:{alike[0].text}", f"t:{ten}")) for ten, alike in tens]
    )


def _ten(fact: Fact) -> int:
    return int(fact.text) // 10


@dataclass(frozen=True)
class TinyReconciliation:
    def prepare(self) -> Steps[Group, list[tuple[str, bytes]]]:
        def handle(group: Group) -> list[tuple[str, bytes]]:
            facts = [FACT.validate_json(line) for one in group.articles() for line in one.facts.values()]
            articles = {summary_of(one.line).id for one in group.articles()}
            assert articles == {fact.doc_id for fact in facts}
            own = [fact for fact in facts if isinstance(fact, QuantityFact) and fact.fact_id in group.claimed]
            assert len(own) == len(group.claimed)
            record = _record(own)
            return [(record.record_id, encode(record))]

        return Steps(handle)

    def reader(self) -> ReadOf:
        return read

    def ruleset(self) -> RuleSet:
        return load_rules()


def _record(facts: list[QuantityFact]) -> Record:
    claims = tuple(
        Claim(
            fact_id=fact.fact_id,
            doc_id=fact.doc_id,
            source=fact.source,
            url=fact.url,
            published=fact.published,
            start=fact.start,
            end=fact.end,
            text=fact.text,
            sentence=fact.sentence,
            value=Amount(min=fact.min, max=fact.max),
            unit=fact.unit,
            status=fact.status,
            said_by=None,
            counted_by=None,
            as_of=None,
        )
        for fact in facts
    )
    values = {fact.min for fact in facts}
    return Record(
        record_id=f"r-{facts[0].fact_id}",
        what="uji",
        attribute="participants",
        unit="peserta",
        ministries=(),
        relation="single" if len(facts) == 1 else "agree" if len(values) == 1 else "conflict",
        value=Amount(min=facts[0].min, max=facts[0].max) if len(values) == 1 else None,
        resolved=len(values) == 1,
        why="=uji",
        why_en="test",
        sources=len({fact.doc_id for fact in facts}),
        claims=claims,
        history=(),
    )
