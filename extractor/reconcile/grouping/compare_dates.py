"""How much speaks for two dates being of one step: evidence that adds up, as for figures (:mod:`.compare`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from extractor.models import DateFact
from extractor.reconcile.grouping.compare import Comparison, veto
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.dated import Dated

_NEAR = timedelta(days=62)
_WEEK = timedelta(days=7)
_VAGUE = timedelta(days=100)
_BESIDE = 12  # characters between two dates that are alternatives


def compare_dates(a: Dated, b: Dated, settings: Settings) -> Comparison:
    """Evidence that two dates are about one step. Symmetric."""
    weights = settings.weights
    key = "date_prior_start" if a.role == b.role == "start" else "date_prior"
    evidence = [(key, weights[key])]
    if a.role != b.role:
        # Reports take the start of a programme for its event day, less often for a deadline.
        key = "date_other_role" if "due" in (a.role, b.role) else "date_start_event"
        evidence.append((key, weights[key]))
    if a.norm and b.norm:
        cosine = _cosine(a.words, b.words) / (a.norm * b.norm)
        evidence.append(("date_words", weights["date_words"] * (cosine - settings.thresholds["words_neutral"])))
    if a.fact.doc_id != b.fact.doc_id and a.topic_norm and b.topic_norm:
        cosine = _cosine(a.topic, b.topic) / (a.topic_norm * b.topic_norm)
        evidence.append(("topic", weights["topic"] * cosine))
    owners = set(a.fact.ministries) & set(b.fact.ministries)
    if owners:
        evidence.append(("date_body", weights["date_body"]))
    related = False
    if a.programme and b.programme:
        related = settings.root(a.programme) == settings.root(b.programme)
        if related:
            share = 1.0 if a.programme == b.programme else 0.5
            evidence.append(("date_programme", weights["date_programme"] * share))
        elif _listed(a, settings) and _listed(b, settings):
            return veto("date_other_programme")
        elif not owners:
            evidence.append(("other_activity", weights["other_activity"]))
    if not owners and not related:
        evidence.append(("date_unnamed", weights["date_unnamed"]))
    if "due" in (a.role, b.role) and passed(a.fact) != passed(b.fact):
        return veto("date_over")  # what happened on a day that is over is not what a deadline is set for
    key = _days(a, b, len(owners))
    if key == "date_over":
        return veto(key)
    if key:
        evidence.append((key, weights[key]))
    return Comparison(sum(points for _, points in evidence), tuple(evidence))


def _days(a: Dated, b: Dated, owners: int) -> str:
    """What the days themselves say; an empty string where one is unknown."""
    first, last = a.fact, b.fact
    if first.from_ is None or first.to is None or last.from_ is None or last.to is None:
        return ""
    if meet(first, last):
        same = (first.from_, first.to) == (last.from_, last.to)
        if same and first.to - first.from_ <= _NEAR:
            return "date_same"
        # That something happens within this year says little, and less when only one says so.
        vague = max(first.to - first.from_, last.to - last.from_) > _VAGUE
        return "date_vague" if vague and not same else "date_meets"
    if "due" in (a.role, b.role) and (passed(first) or passed(last)):
        return "date_over"  # a day that is over at publication is no deadline that was moved
    if beside(first, last):
        return "date_meets"
    apart = max(first.from_, last.from_) - min(first.to, last.to)
    if a.role != b.role:
        # Of a joint programme one outlet plans the month in which another says that it starts.
        joint = owners > 1 and first.doc_id != last.doc_id and {a.role, b.role} == {"due", "start"}
        return "" if joint and apart <= _NEAR else "date_other_step"
    if a.revised and b.revised and first.doc_id == last.doc_id:
        return "date_revised"
    if a.role == "start" and apart <= _NEAR and owners > 1:
        return "date_moved"
    if a.role == "start" and apart <= _WEEK:
        return "date_week"
    return "date_near" if apart <= _NEAR else "date_far"


def beside(a: DateFact, b: DateFact) -> bool:
    """The alternatives of one deadline (*akhir Mei atau awal Juni*) stand side by side."""
    first, last = (a, b) if a.start <= b.start else (b, a)
    return a.doc_id == b.doc_id and 0 <= last.start - first.end <= _BESIDE


def meet(a: DateFact, b: DateFact) -> bool:
    """The two share a day."""
    if a.from_ is None or a.to is None or b.from_ is None or b.to is None:
        return False
    return a.from_ <= b.to and b.from_ <= a.to


def _listed(dated: Dated, settings: Settings) -> bool:
    return dated.programme in settings.programme_words


def passed(fact: DateFact) -> bool:
    """A day, or a stretch up to the day of the report, that is over: of a count or a statement, not a deadline."""
    if fact.to is None or fact.published is None or fact.to > fact.published:
        return False
    return fact.from_ == fact.to or fact.published - fact.to <= timedelta(days=1)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)
