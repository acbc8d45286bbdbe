"""Close reading: what the skim found becomes facts, with status, units, deadlines, owners and speakers."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import Final

from extractor.close.draft import Draft
from extractor.close.facts import make_facts
from extractor.close.figures import find_cues, gather_evidence, judge_figures
from extractor.close.flags import CHECKS
from extractor.close.links.steps import LINKING, judge_days
from extractor.models import ArticleSummary, Boilerplate, Extraction
from extractor.rules import RuleSet
from extractor.text.outlets import attributed_to
from extractor.text.signature import signature

# Characters of title and lead that tell an article's topic.
_LEAD: Final = 400

__all__ = ["CLOSE", "Draft"]


def raise_flags(draft: Draft, ruleset: RuleSet) -> None:
    """What a fact-checker must see, by place: each once, as a step may see what a mention already carries."""
    flags = [flag for found in (draft.facts, draft.numbers) for one in found for flag in one.flags]
    flags += (flag for check in CHECKS for flag in check(draft, ruleset))
    once = {flag.model_dump_json(): flag for flag in flags}
    draft.flags = sorted(once.values(), key=attrgetter("start", "end", "kind"))


def summarise(draft: Draft, ruleset: RuleSet) -> None:
    """The extraction: facts and summary, with what finds copies of the article."""
    article, text = draft.article, draft.article.text
    summary = ArticleSummary(
        id=article.id,
        source=article.source,
        url=article.url,
        published=article.published,
        published_by=article.published_by,
        title=article.title,
        length=len(text),
        signature=signature(text) or None,
        attributed_to=attributed_to(text, ruleset),
        boilerplate=tuple(Boilerplate(start=one.start, end=one.end, kind=one.kind) for one in draft.boilerplate),
        flags=tuple(draft.flags),
        counts=_counts(draft),
        lead=text[:_LEAD],
        text=text,
    )
    draft.extraction = Extraction(article=summary, facts=tuple(draft.facts))


#: The close reading, step by step.
CLOSE: Final = (
    judge_days, find_cues, gather_evidence, judge_figures, *LINKING, make_facts, raise_flags, summarise,
)  # fmt: skip


def _counts(draft: Draft) -> dict[str, int]:
    """Facts by type, and how many of the quantities are targets and participant counts."""
    types, quantities = Counter(fact.type for fact in draft.facts), draft.quantities
    counts = {kind: types[kind] for kind in ("ministry", "agency", "date", "quantity")}
    targets = sum(one.target for one in quantities)
    return counts | {"target": targets, "participants": sum(one.participants for one in quantities)}
