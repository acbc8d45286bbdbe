"""Checking a pasted text: each of its figures and days gets a verdict with quotes, outlets and days.

The verdict is about what the articles of an output folder say, not about the world: *didukung*, *sebagian*,
*bertentangan*, *sudah diperbarui*, *tidak ditemukan*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractor.desk.checking.figures import Figure, is_checkable, lexicon, read_figures, read_words
from extractor.desk.checking.index import EvidenceIndex
from extractor.desk.checking.judging import VerdictKind, judge
from extractor.desk.checking.matching import Claim, Match, find_matches, is_rate, role_of, state_of
from extractor.desk.store import Store
from extractor.models import Amount, Article, Interval
from extractor.reconcile.settings import load_settings
from extractor.rules import RuleSet
from extractor.skim import skim

__all__ = ["Checked", "Evidence", "Verdict", "VerdictKind", "check_text"]

# A text of 100,000 characters may hold ten thousand figures; each costs some ten milliseconds.
MOST_FIGURES = 100


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one article says: the figure, its value, and the sentence that holds it."""

    doc_id: str
    title: str | None
    source: str | None
    url: str | None
    published: date | None
    text: str
    quote: str
    value: Amount | Interval
    unit: str | None
    record_id: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the articles say about one figure of the text; offsets count in it.

    ``reason`` names the wording (rules/interface.yaml, ``verdict_{reason}_why``); ``evidence`` has the decisive quote
    first; ``outlets`` is how many outlets say what it says.
    """

    start: int
    end: int
    text: str
    value: Amount | Interval
    unit: str | None
    verdict: VerdictKind
    reason: str
    evidence: tuple[Evidence, ...]
    outlets: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdicts in the order of the text, and how many further figures were left out."""

    verdicts: tuple[Verdict, ...]
    left_out: int


def check_text(text: str, published: date | None, store: Store, ruleset: RuleSet) -> Checked:
    """A verdict for each figure of ``text``, by articles published up to ``published`` (all, when it is null)."""
    claims = list(read_claims(text, published, ruleset))
    index = EvidenceIndex(store, ruleset)
    try:
        verdicts = tuple(_verdict(claim, index, store, ruleset) for claim in claims[:MOST_FIGURES])
    finally:
        index.close()
    return Checked(verdicts, max(0, len(claims) - MOST_FIGURES))


def read_claims(text: str, published: date | None, ruleset: RuleSet) -> Iterator[Claim]:
    """The figures of ``text`` that can be checked, each with its sentence."""
    article = Article(id="pasted", published=published, text=text)
    skimmed = skim(article, ruleset)
    figures = read_figures(text, skimmed, published, ruleset)
    words = lexicon(ruleset)
    starts = [sentence.start for sentence in skimmed.sentences]
    grouped: dict[int, list[Figure]] = {}
    for figure in figures:
        grouped.setdefault(bisect_right(starts, figure.start) - 1, []).append(figure)
    for place, group in grouped.items():
        sentence = skimmed.sentences[max(place, 0)]
        stretch = text[sentence.start : sentence.end]
        own = read_words(stretch, ruleset)
        for figure in group:
            if not is_checkable(figure, group, stretch[: figure.start - sentence.start], words):
                continue
            moved = Figure(figure.start - sentence.start, figure.end - sentence.start, figure.text, figure.kind,
                           figure.low, figure.high, figure.approx, figure.unit, figure.category)  # fmt: skip
            role = role_of(stretch, moved, "", 0, len(stretch), words)
            others = tuple(other for other in group if other is not figure)
            before = stretch[: moved.start]
            yield Claim(figure, stretch, sentence.start, own, others, published, role,
                        state_of(stretch, moved, words), is_rate(stretch, moved, 0, words), before)  # fmt: skip


def _verdict(claim: Claim, index: EvidenceIndex, store: Store, ruleset: RuleSet) -> Verdict:
    settings = load_settings(ruleset)
    found = judge(claim, find_matches(claim, index, ruleset), lexicon(ruleset))
    figure = claim.figure
    outlets = {settings.outlet(m.passage.source or m.passage.doc_id) for m in found.decisive}
    return Verdict(
        figure.start, figure.end, figure.text, value_of(figure), figure.unit or None, found.verdict, found.reason,
        tuple(_evidence(match, store) for match in found.matches), len(outlets),
    )  # fmt: skip


def _evidence(match: Match, store: Store) -> Evidence:
    passage, figure = match.passage, match.figure
    first = passage.start + figure.start
    ids = store.record_ids(passage.doc_id)
    record = next((ids[key] for key in sorted(ids) if _start(key) == first), None)
    return Evidence(passage.doc_id, passage.title, passage.source, passage.url, passage.published, figure.text,
                    passage.text, value_of(figure), figure.unit or None, record)  # fmt: skip


def _start(fact_id: str) -> int:
    span = fact_id.rpartition(":")[2].partition("-")[0]
    return int(span) if span.isdecimal() else -1


def value_of(figure: Figure) -> Amount | Interval:
    """The figure's value as records hold it."""
    if figure.kind == "day":
        low, high = (None if end is None else date.fromordinal(int(end)) for end in (figure.low, figure.high))
        return Interval(from_=low, to=high)
    least, most = (int(n) if n is not None and float(n).is_integer() else n for n in (figure.low, figure.high))
    return Amount(min=least, max=most)
