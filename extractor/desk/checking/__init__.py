"""Checking a pasted text: each of its figures and days gets a verdict with quotes, outlets and days.

The verdict is about what the articles of an output folder say, not about the world: *didukung*, *sebagian didukung*,
*bertentangan*, *sudah diperbarui*, *tidak ditemukan*.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from time import thread_time

from pydantic import Field

from extractor.desk.checking.claim import Claim
from extractor.desk.checking.figures import Figure, is_checkable, lexicon, read_figures, read_words
from extractor.desk.checking.index import EvidenceIndex
from extractor.desk.checking.judging import VerdictKind, judge, told_alike
from extractor.desk.checking.matching import Match, find_matches
from extractor.desk.checking.standing import PARTING_MARKS, standing_of
from extractor.desk.store import Store
from extractor.models import Amount, Article, Frozen, Interval
from extractor.reconcile.settings import load_settings
from extractor.rules import RuleSet
from extractor.skim import skim
from extractor.values import bounds_of

__all__ = ["Checked", "Evidence", "Verdict", "VerdictKind", "check_text"]

# A text of 100,000 characters may hold ten thousand figures; each costs up to a tenth of a second.
MOST_FIGURES = 40
# Characters on either side of a figure, and figures, that tell what it is about.
_REACH, _NEIGHBOURS = 300, 8
# Behind these a joining word begins a statement of its own, which has so many words beside its figures.
_STATEMENT = 3


class Evidence(Frozen):
    """What one article says of the figure."""

    doc_id: str
    title: str | None
    source: str | None = Field(description="the outlet")
    url: str | None
    published: date | None
    text: str = Field(description="the figure as the article writes it")
    quote: str = Field(description="the sentence that holds it")
    value: Amount | Interval
    unit: str | None
    record_id: str | None


class Verdict(Frozen):
    """What the articles say about one figure of the text; offsets count in it."""

    start: int
    end: int
    text: str
    value: Amount | Interval
    unit: str | None
    verdict: VerdictKind
    reason: str = Field(description="names the wording of the verdict")
    outlets: int = Field(description="outlets that say what the first quote says")
    quotes: tuple[Evidence, ...] = Field(description="the decisive one first; of not_found the nearest")


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdicts in the order of the text, and how many further figures were left out."""

    verdicts: tuple[Verdict, ...]
    left_out: int


def check_text(
    text: str, published: date | None, store: Store, ruleset: RuleSet, seconds: float | None = None
) -> Checked:
    """A verdict for each figure of ``text``, by articles published up to ``published`` (all, when it is null).

    After ``seconds`` of this thread's processor time the further figures are left out; without it the same text has the
    same verdicts on every machine.
    """
    began = thread_time()
    asked = list(_asked(text, published, ruleset))
    verdicts: list[Verdict] = []
    index = EvidenceIndex(store, ruleset)
    try:
        for one in asked[:MOST_FIGURES]:
            if seconds is not None and thread_time() - began > seconds:
                break
            alone = _alone(one, text, ruleset)
            claim = _claim(text, one, published, ruleset)
            statement = _claim(text, alone, published, ruleset) if alone else None
            verdicts.append(_verdict(claim, statement, index, store, ruleset))
    finally:
        index.close()
    return Checked(tuple(verdicts), len(asked) - len(verdicts))


def read_claims(text: str, published: date | None, ruleset: RuleSet) -> Iterator[Claim]:
    """The figures of ``text`` that can be checked, each with its sentence."""
    for one in _asked(text, published, ruleset):
        yield _claim(text, one, published, ruleset)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure to check, the figures beside it, and the stretch of the text that tells what it is about."""

    figure: Figure
    near: tuple[Figure, ...]
    start: int
    end: int


def _asked(text: str, published: date | None, ruleset: RuleSet) -> Iterator[_Asked]:
    skimmed = skim(Article(id="pasted", published=published, text=text), ruleset)
    words = lexicon(ruleset)
    starts = [sentence.start for sentence in skimmed.sentences]
    grouped: dict[int, list[Figure]] = {}
    for figure in read_figures(text, skimmed, published, ruleset):
        grouped.setdefault(bisect_right(starts, figure.start) - 1, []).append(figure)
    for place, group in grouped.items():
        sentence = skimmed.sentences[max(place, 0)] if skimmed.sentences else None
        first, last = (sentence.start, sentence.end) if sentence else (0, len(text))
        for figure in group:
            # Of a sentence without end only what is near the figure is read: the work stays linear.
            start, end = max(first, figure.start - _REACH), min(last, figure.end + _REACH)
            near = tuple(one for one in _around(group, figure) if start <= one.start and one.end <= end)
            if is_checkable(figure, near, text[start : figure.start], words):
                yield _Asked(figure, near, start, end)


def _alone(asked: _Asked, text: str, ruleset: RuleSet) -> _Asked | None:
    """The figure in its own statement only, where its sentence joins several: *…, dan kuota haji 2026 menjadi …*."""
    words = lexicon(ruleset)
    start, end = asked.start, asked.end
    for one in words.cues["parting"].finditer(text, start, end):
        if not text[start : one.start()].rstrip().endswith(PARTING_MARKS):
            continue
        if one.end() <= asked.figure.start:
            start = one.end()
        else:
            end = one.start()
            break
    if (start, end) == (asked.start, asked.end):
        return None
    near = tuple(one for one in asked.near if start <= one.start and one.end <= end)
    told = [term for term in read_words(text[start:end], ruleset).terms if term.weight]
    inside = [(one.start - start, one.end - start) for one in near]
    beside = sum(not any(low <= term.start < high for low, high in inside) for term in told)
    return _Asked(asked.figure, near, start, end) if beside >= _STATEMENT else None


def _claim(text: str, asked: _Asked, published: date | None, ruleset: RuleSet) -> Claim:
    figure, words = asked.figure, lexicon(ruleset)
    stretch = text[asked.start : asked.end]
    moved, *others = (
        replace(one, start=one.start - asked.start, end=one.end - asked.start)
        for one in (figure, *(one for one in asked.near if one is not figure))
    )
    return Claim(
        figure=figure,
        sentence=stretch,
        offset=asked.start,
        words=read_words(stretch, ruleset),
        others=tuple(one for one in asked.near if one is not figure),
        published=published,
        standing=standing_of(stretch, moved, (0, len(stretch)), words, others),
        before=stretch[: moved.start],
    )


def _around(group: list[Figure], figure: Figure) -> list[Figure]:
    """The figure and its neighbours in the sentence."""
    index = bisect_left(group, figure.start, key=_first)
    return group[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]


def _first(figure: Figure) -> int:
    return figure.start


def _verdict(claim: Claim, statement: Claim | None, index: EvidenceIndex, store: Store, ruleset: RuleSet) -> Verdict:
    """The verdict on a figure in its whole sentence, unless its own ``statement`` alone has another.

    It accuses only where both do: what a sentence says of other things does not speak against the figure.
    """
    settings, words = load_settings(ruleset), lexicon(ruleset)
    figure, rivals = claim.figure, partial(_rivals, store)
    matches = find_matches(claim, index, ruleset)
    found = judge(claim, matches, words, rivals)
    if statement is not None:
        of_statement = find_matches(statement, index, ruleset)
        other = judge(statement, of_statement, words, rivals)
        if found.verdict == "contradicted" or other.verdict not in ("contradicted", "not_found"):
            found, matches = other, of_statement
    decisive = told_alike(found.matches[0], matches, words) if found.matches else []
    outlets = {settings.outlet(m.passage.source or m.passage.doc_id) for m in decisive}
    return Verdict(
        start=figure.start, end=figure.end, text=figure.text, value=value_of(figure), unit=figure.unit or None,
        verdict=found.verdict, reason=found.reason, outlets=len(outlets),
        quotes=tuple(_evidence(match, store) for match in found.matches),
    )  # fmt: skip


def _evidence(match: Match, store: Store) -> Evidence:
    passage, figure = match.passage, match.figure
    _, record = _fact_of(match, store)
    return Evidence(
        doc_id=passage.doc_id, title=passage.title, source=passage.source, url=passage.url,
        published=passage.published, text=figure.text, quote=passage.text, value=value_of(figure),
        unit=figure.unit or None, record_id=record,
    )  # fmt: skip


def _fact_of(match: Match, store: Store) -> tuple[str | None, str | None]:
    """The ids of the figure's fact and of the record that holds it, where there are any."""
    first = match.passage.start + match.figure.start
    ids = store.record_ids(match.passage.doc_id)
    return next(((key, ids[key]) for key in sorted(ids) if _start(key) == first), (None, None))


def _rivals(store: Store, match: Match) -> frozenset[tuple[str, int]]:
    """Article and place of each claim of the same day in the figure's record, where that is in conflict."""
    fact, record_id = _fact_of(match, store)
    record = store.record(record_id) if record_id else None
    if record is None or record.relation != "conflict":
        return frozenset()
    days = [claim.as_of for claim in record.claims if claim.fact_id == fact]
    return frozenset((claim.doc_id, claim.start) for claim in record.claims if claim.as_of in days)


def _start(fact_id: str) -> int:
    span = fact_id.rpartition(":")[2].partition("-")[0]
    return int(span) if span.isdecimal() else -1


def value_of(figure: Figure) -> Amount | Interval:
    """The figure's value as records hold it."""
    return figure.days if figure.kind == "day" else bounds_of(figure.amount)
