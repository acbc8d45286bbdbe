"""Close reading: what the skim found becomes facts, with status, units, deadlines, owners and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from extractor.close.facts import FactBuilder, made
from extractor.close.figures import Quantity, find_quantities
from extractor.close.flags import check_crowded, check_same_quantity, check_sums, check_title_body
from extractor.close.flags.anachronism import check_anachronisms
from extractor.close.links import Figure, attribute_stepwise
from extractor.close.links.date_roles import DateRole, date_roles
from extractor.close.links.owners import Owned, OwnerFinder
from extractor.close.speech.model_names import ReadNames
from extractor.mentions import Skimmed
from extractor.models import Article, ArticleSummary, Boilerplate, Extraction, Fact, Flag, QuantityFact
from extractor.rules import RuleSet
from extractor.stepwise import Steps, finish

__all__ = ["read_closely", "read_stepwise"]


def read_closely(
    article: Article, skimmed: Skimmed, ruleset: RuleSet, read_names: ReadNames | None = None
) -> Extraction:
    """The facts of an article, sorted by their place, and its summary.

    ``read_names`` finds the names of a sentence by the model, ``None`` leaves them to the rules. Pure: the same input
    gives the same output. Raises :class:`extractor.rules.RulesError` on malformed rules.
    """
    return finish(read_stepwise(article, skimmed, ruleset, read_names))


def read_stepwise(
    article: Article, skimmed: Skimmed, ruleset: RuleSet, read_names: ReadNames | None = None
) -> Steps[Extraction]:
    """:func:`read_closely`, pausing between its steps."""
    text, published = article.text, article.published
    builder = FactBuilder(article, skimmed.sentences, ruleset)
    roles = date_roles(text, skimmed.sentences, skimmed.dates, ruleset, published)
    yield
    quantities = find_quantities(text, skimmed, roles, published, ruleset)
    yield
    days = [(mention, role) for mention, role in zip(skimmed.dates, roles, strict=True) if _is_linked(role)]
    attributions = yield from attribute_stepwise(
        article,
        skimmed,
        [_figure(quantity) for quantity in quantities] + [Figure(mention.start, mention.end) for mention, _ in days],
        read_names,
        ruleset,
    )
    yield
    owned = [
        _owned(quantity, links.programme, builder) for quantity, links in zip(quantities, attributions, strict=False)
    ]
    owned += [
        Owned(
            mention.start,
            mention.end,
            builder.sentence(mention.start, mention.end),
            role.target,
            participants=True,
            programme=links.programme,
        )
        for (mention, role), links in zip(days, attributions[len(quantities) :], strict=True)
    ]
    said_by = [link.said_by for link in attributions]
    owners = OwnerFinder(text, skimmed.bodies, ruleset).find(owned, said_by) if owned else ()
    linked = list(zip(attributions, owners, strict=True))
    figures = [
        builder.quantity(quantity, *links)
        for quantity, links in zip(quantities, linked[: len(quantities)], strict=True)
    ]
    of_days = iter(linked[len(quantities) :])
    facts: list[Fact] = [builder.body(mention) for mention in skimmed.bodies]
    facts += [
        builder.date(mention, role, *(next(of_days) if _is_linked(role) else (None, None)))
        for mention, role in zip(skimmed.dates, roles, strict=True)
    ]
    facts += figures
    facts.sort(key=lambda fact: (fact.start, fact.end, fact.type))
    yield
    flags = [flag for fact in facts for flag in fact.flags]
    flags += [flag for number in skimmed.numbers for flag in number.flags]
    flags += check_sums(text, skimmed.sentences, skimmed.numbers, figures, ruleset)
    flags += check_title_body(text, skimmed.sentences, figures, ruleset, skimmed.numbers)
    flags += check_crowded(text, skimmed.numbers)
    flags += check_same_quantity(text, figures, ruleset)
    flags += check_anachronisms(text, skimmed.bodies, published, _stated_days(skimmed), ruleset)
    yield
    summary = _summary(article, skimmed, facts, _once(flags))
    return made(Extraction, {"article": summary, "facts": tuple(facts)})


def _is_linked(role: DateRole) -> bool:
    """Whether a date belongs to a programme or event, with a place and an owner."""
    return role.target or role.role in ("due", "start", "event")


def _stated_days(skimmed: Skimmed) -> list[tuple[date, int, int]]:
    """Full days that the text states, of which one may date the report."""
    return [
        (mention.from_, mention.start, mention.end)
        for mention in skimmed.dates
        if mention.grain == "day" and mention.from_ is not None and not mention.relative
    ]


def _owned(quantity: Quantity, programme: str | None, builder: FactBuilder) -> Owned:
    """What finding owners needs to know of a quantity."""
    candidate = quantity.candidate
    return Owned(
        start=candidate.start,
        end=candidate.end,
        sentence=builder.sentence(candidate.start, candidate.start),
        target=quantity.target,
        participants=quantity.participants,
        governed=quantity.governed,
        aimed=quantity.aimed,
        value=candidate.value,
        programme=programme,
    )


def _once(flags: Iterable[Flag]) -> list[Flag]:
    """The flags sorted by place, each once: a step may see what a mention already carries."""
    kept: list[Flag] = []
    for _, alike in groupby(sorted(flags, key=_place), key=_place):
        here: list[Flag] = []
        for flag in alike:
            if flag not in here:
                here.append(flag)
        kept += here
    return kept


def _place(flag: Flag) -> tuple[int, int, str]:
    return flag.start, flag.end, flag.kind


def _figure(quantity: Quantity) -> Figure:
    """What the attribution needs to know of a quantity."""
    candidate = quantity.candidate
    return Figure(
        start=candidate.start,
        end=candidate.end,
        status=quantity.status,
        participants=quantity.participants,
        unit=candidate.noun.text if candidate.noun else None,
        target=quantity.target,
        category=candidate.category,
    )


def _summary(article: Article, skimmed: Skimmed, facts: Sequence[Fact], flags: Sequence[Flag]) -> ArticleSummary:
    boilerplate = [
        made(Boilerplate, {"start": mask.start, "end": mask.end, "kind": mask.kind}) for mask in skimmed.boilerplate
    ]
    return made(
        ArticleSummary,
        {
            "id": article.id,
            "source": article.source,
            "url": article.url,
            "published": article.published,
            "published_by": article.published_by,
            "title": article.title,
            "length": len(article.text),
            "signature": None,
            "attributed_to": None,
            "boilerplate": tuple(boilerplate),
            "flags": tuple(flags),
            "counts": _counts(facts),
            "text": article.text,
        },
    )


def _counts(facts: Iterable[Fact]) -> dict[str, int]:
    """Facts by type, and how many of the quantities are targets and participant counts."""
    counts = {"ministry": 0, "agency": 0, "date": 0, "quantity": 0, "target": 0, "participants": 0}
    for fact in facts:
        counts[fact.type] += 1
        if isinstance(fact, QuantityFact):
            counts["target"] += fact.target
            counts["participants"] += fact.participants
    return counts
