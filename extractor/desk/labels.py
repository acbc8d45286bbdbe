"""Names and wording for ids: bodies, flags, slips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.desk.days import calls_third, told_days
from extractor.desk.present import safe_url
from extractor.messages.phrases import phrases
from extractor.messages.values import Language, format_day, format_interval, format_value, outlet_name
from extractor.models import Amount, Claim, DateFact, Fact, Flag, Interval, QuantityFact, Record
from extractor.rules import RuleSet

if TYPE_CHECKING:  # tables and records start without what checking needs
    from extractor.desk.checking import Evidence, Verdict

# How many quotes a paragraph carries.
_QUOTED = 2
# Flags that say that all is well; the reason of the record tells them.
_AGREEING = frozenset({"sum_ok"})


def body_name(ruleset: RuleSet, body_id: str) -> str:
    """Short name of a ministry or agency; the id itself when the registry does not know it."""
    from extractor.bodies import bodies

    body = bodies(ruleset).get(body_id)
    return body.short if body else body_id


def kind_of(record: Record) -> str:
    """The relation of a record's claims, or *unresolved* where they support no value and do not conflict."""
    return record.relation if record.resolved or record.relation == "conflict" else "unresolved"


def title_of(record: Record, language: Language) -> str:
    """What a reader calls the record; the words of its first claim where it has no title."""
    title = record.title if language == "id" else record.title_en
    return title or record.what or record.unit or record.claims[0].text


def apart(record: Record, among: Sequence[Record], language: Language) -> str:
    """Outlet and day of its first claim, where another record of the page has the same title; else nothing."""
    if sum(title_of(one, language) == title_of(record, language) for one in among) < 2:
        return ""
    first = record.claims[0]
    outlet = outlet_name(first.source, first.doc_id, language)
    return f"{outlet}, {format_day(first.published, language)}" if first.published else outlet


def remarks(ruleset: RuleSet, language: Language, flags: Sequence[Flag]) -> list[str]:
    """What is worth a look, in words, each remark once; figures that agree are not."""
    told = (_remark(ruleset, language, flag) for flag in flags if flag.kind not in _AGREEING)
    return list(dict.fromkeys(told))


def _remark(ruleset: RuleSet, language: Language, flag: Flag) -> str:
    """A flag in words, with the figure that looks mistyped and the days that would fit."""
    phrase = phrases(ruleset, language)
    if flag.kind == "slip":
        text, slip = flag.params.get("text"), flag.params.get("slip")
        kind = slip_words(ruleset, language, str(slip)) if slip else ""
        return phrase("flag_slip_kind", text=text, kind=kind) if kind else phrase("flag_slip", text=text)
    words = phrase(f"flag_{flag.kind}")
    if flag.fits:
        days = ", ".join(format_interval(one, language) for one in flag.fits[:3])
        words += " " + phrase("flag_fits", days=days)
    return words


def slip_words(ruleset: RuleSet, language: Language, slip: str) -> str:
    """The kind of a probable slip in words."""
    return phrases(ruleset, language)(f"slip_{slip}")


def tooltips(facts: Sequence[Fact], ruleset: RuleSet, language: Language) -> dict[str, str]:
    """What a reader sees on pointing at a fact, by fact_id: its kind and value."""
    phrase = phrases(ruleset, language)
    labels = {}
    for fact in facts:
        if isinstance(fact, QuantityFact):
            value = Amount(min=fact.min, max=fact.max)
            parts = [
                phrase(f"status_{fact.status}"),
                format_value(value, fact.unit, approx=fact.approx, language=language),
            ]
            if fact.what:
                parts.append(fact.what)
        elif isinstance(fact, DateFact):
            parts = [phrase("kind_date"), told_days(fact.days, fact, ruleset, language)]
        else:
            body = fact.ministry if fact.type == "ministry" else fact.agency
            parts = [body_name(ruleset, body) if body else ", ".join(fact.candidates)]
            if fact.stale:
                parts.append(phrase("flag_stale_name"))
        parts.append(confidence_words(fact, ruleset, language))
        labels[fact.fact_id] = " · ".join(part for part in parts if part)
    return labels


def confidence_words(read: Fact | Claim, ruleset: RuleSet, language: Language) -> str:
    """How likely a fact or claim is right, in percent; nothing where that is not known or editors corrected it."""
    if read.confidence >= 1 or any(flag.kind == "corrected" for flag in read.flags):
        return ""
    return phrases(ruleset, language)("confidence", p=int(read.confidence * 100))


def verdict_reason(ruleset: RuleSet, language: Language, verdict: Verdict) -> str:
    """Why the verdict is what it is, and whether one outlet alone carries the evidence."""
    return _told(ruleset, language, verdict, f"verdict_{verdict.reason}_why")


def _told(ruleset: RuleSet, language: Language, verdict: Verdict, key: str) -> str:
    phrase = phrases(ruleset, language)
    first = verdict.quotes[0] if verdict.quotes else None
    other = next((one for one in verdict.quotes if first and one.value != first.value), first)
    words = phrase(
        key,
        claim=_written(verdict, ruleset, language),
        value=_written(first, ruleset, language) if first else "—",
        outlet=outlet_name(first.source, first.doc_id, language) if first else "—",
        day=_day(first, ruleset, language),
        other=_written(other, ruleset, language) if other else "—",
        other_outlet=outlet_name(other.source, other.doc_id, language) if other else "—",
        other_day=_day(other, ruleset, language),
    )
    alone = verdict.outlets == 1 and verdict.verdict != "not_found"
    return f"{words} {phrase('verdict_one_outlet')}" if alone else words


def _written(told: Verdict | Evidence, ruleset: RuleSet, language: Language) -> str:
    """The figure as its text writes it; the day of one that it only points at (*besok*), and for a reader of English
    the days (*akhir tahun*: late 2025).
    """
    if not isinstance(told.value, Interval):
        return told.text
    pointed = told.value.from_ == told.value.to and not any(map(str.isdigit, told.text))
    if language == "en" or pointed:
        return format_interval(told.value, language, third=calls_third(told.text, ruleset))
    return told.text


def _day(evidence: Evidence | None, ruleset: RuleSet, language: Language) -> str:
    if evidence is None or evidence.published is None:
        return phrases(ruleset, language)("undated")
    return format_day(evidence.published, language)


def check_paragraph(ruleset: RuleSet, language: Language, verdict: Verdict) -> str:
    """A paragraph to paste into a story: the claim, the verdict, the reason, and the quotes with their sources."""
    phrase = phrases(ruleset, language)
    if verdict.reason == "supported":
        parts = [_told(ruleset, language, verdict, "paragraph_supported")]
    else:
        claim = phrase(
            "paragraph_claim", claim=_written(verdict, ruleset, language), verdict=phrase(f"verdict_{verdict.verdict}")
        )
        parts = [claim, verdict_reason(ruleset, language, verdict)]
    for one in verdict.quotes[:_QUOTED]:
        quote = " ".join(one.quote.split())
        outlet = outlet_name(one.source, one.doc_id, language)
        source = phrase("paragraph_source", outlet=outlet, day=_day(one, ruleset, language), quote=quote)
        parts.append(f"{source} {one.url}" if safe_url(one.url) else source)
    return " ".join(parts)
