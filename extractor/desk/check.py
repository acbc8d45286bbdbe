"""Checking a pasted text against records: each of its figures and dates gets a verdict with the evidence.

The verdict is about the record, not about the world: *didukung*, *sebagian*, *bertentangan*, *sudah diperbarui*,
*tidak ditemukan*.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractor.desk.store import Store
from extractor.models import (
    Amount,
    Article,
    ArticleSummary,
    DateFact,
    Extraction,
    Fact,
    Interval,
    QuantityFact,
    Record,
)
from extractor.reconcile.grouping.compare import compare
from extractor.reconcile.settings import Settings, load_settings
from extractor.reconcile.statements import Statement, read_statements
from extractor.reconcile.statements.vocabulary import read_what
from extractor.rules import RuleSet

VerdictKind = Literal["supported", "partly", "contradicted", "outdated", "not_found"]
Candidates = Callable[[QuantityFact | DateFact], Sequence[Record]]
# How many records are compared closely, and by how many of their claims: the newest speak for a record.
_RECORDS, _CLAIMS = 24, 4
_WORDS = 12
# "82 juta" speaks of the same figure as 82,9 juta: a claim's last written digit may be off by less than one.
_ROUNDING_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the records say about one fact of the text.

    ``reason`` names the wording (rules/interface.yaml, ``verdict_{reason}_why``); ``day`` is when an outdated value
    was reported; ``evidence`` holds the records compared, the decisive one first.
    """

    fact: QuantityFact | DateFact
    verdict: VerdictKind
    reason: str
    evidence: tuple[Record, ...] = ()
    day: date | None = None


def checkable(facts: Iterable[Fact]) -> list[QuantityFact | DateFact]:
    """The facts that records can speak of: figures, and dates with a role (due, start, event)."""
    return [
        fact
        for fact in facts
        if isinstance(fact, QuantityFact)
        or (isinstance(fact, DateFact) and fact.from_ is not None and (fact.target or fact.role in _DATE_ROLES))
    ]


def check(facts: Iterable[Fact], candidates: Candidates) -> list[Verdict]:
    """A verdict for every checkable fact. ``candidates`` gives the records of the same matter, best match first."""
    return [_judge(fact, list(candidates(fact))) for fact in checkable(facts)]


def check_article(
    article: Article, reader: Callable[[Article], Extraction], store: Store, ruleset: RuleSet
) -> list[Verdict]:
    """Verdicts for the facts of one article or pasted text, by the records of ``store``.

    Whether a record speaks of the same matter is decided by the same evidence that joins claims to records.
    """
    extraction = reader(article)
    matcher = _Matcher(extraction, article.text, store, ruleset)
    return check(extraction.facts, matcher.candidates)


def pasted_article(text: str, published: date | None) -> Article:
    """A pasted text as an article; its first line is the title only when more follow."""
    title = text.split("\n", 1)[0] if "\n" in text.strip() else None
    return Article(
        id="pasted", published=published, published_by="metadata" if published else None, title=title, text=text
    )


class _Matcher:
    """Finds the records that speak of the same matter as a fact of one text."""

    def __init__(self, extraction: Extraction, text: str, store: Store, ruleset: RuleSet) -> None:
        self._store = store
        self._ruleset = ruleset
        self._settings: Settings = load_settings(ruleset)
        self._statements = _by_fact(extraction.facts, extraction.article.model_copy(update={"text": text}), ruleset)
        self._facts = extraction.facts
        self._read: dict[str, dict[str, Statement]] = {}

    def candidates(self, fact: QuantityFact | DateFact) -> list[Record]:
        """Records of the same matter, best match first."""
        if isinstance(fact, DateFact):
            return self._of_date(fact)
        statement = self._statements[fact.fact_id]
        words = sorted(statement.words, key=lambda word: (-statement.words[word], word))[:_WORDS]
        words += [word for word in (statement.unit.id if statement.unit else None, *sorted(statement.bodies)) if word]
        low, high = _ends(value_of(fact))
        bounds = (max(low, 0.0), high) if math.isfinite(high) else None
        found = self._store.related(attributes=attributes_of(fact), words=words, bounds=bounds, limit=_RECORDS)
        scored = [(self._score(statement, record), record.record_id, record) for record in found]
        join = self._settings.thresholds["join"]
        return [record for score, _, record in sorted(scored, key=lambda s: (-s[0], s[1])) if score > join]

    def _score(self, statement: Statement, record: Record) -> float:
        best = -math.inf
        for claim in record.claims[-_CLAIMS:]:
            other = self._statements_of(claim.doc_id).get(claim.fact_id)
            if other is not None:
                best = max(best, compare(statement, other, self._settings).score)
        return best

    def _statements_of(self, doc_id: str) -> dict[str, Statement]:
        if doc_id not in self._read:
            self._read[doc_id] = _by_fact(self._store.facts(doc_id), self._store.article(doc_id), self._ruleset)
        return self._read[doc_id]

    def _of_date(self, fact: DateFact) -> list[Record]:
        """A date belongs to its programme; without one, to the figures of its sentence."""
        figures = [f for f in self._facts if isinstance(f, QuantityFact) and f.sentence == fact.sentence]
        matters = [fact.what, *(figure.what for figure in figures)]
        if not any(matters):  # the records of those figures know the programme that the sentence leaves out
            matters = [record.what for figure in figures for record in self.candidates(figure)[:_CLAIMS]]
        matters = list(dict.fromkeys(matter for matter in matters if matter))
        keys = {read_what(what, self._settings)[0] for what in matters}
        words = sorted({word for what in matters for word in read_what(what, self._settings)[2]})
        found = self._store.related(attributes=attributes_of(fact), words=words[:_WORDS], bounds=None, limit=_RECORDS)
        return [record for record in found if read_what(record.what, self._settings)[0] in keys]


def _by_fact(facts: Sequence[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> dict[str, Statement]:
    return {statement.facts[0].fact_id: statement for statement in read_statements(facts, summary, ruleset)}


_DATE_ROLES = frozenset({"due", "start", "event"})


def attributes_of(fact: QuantityFact | DateFact) -> tuple[str, ...]:
    """The record attributes that speak of such a fact. A target is never compared with a result."""
    if isinstance(fact, DateFact):
        # Reports word a planned start as a deadline and the other way round.
        return ("event_date",) if fact.role == "event" else ("due_date", "start_date")
    if fact.target:
        return ("target",)
    return ("potential", "participants") if fact.status == "potential" else ("realised", "participants")


def value_of(fact: QuantityFact | DateFact) -> Amount | Interval:
    """The fact's value as a record holds it."""
    if isinstance(fact, DateFact):
        return Interval(from_=fact.from_, to=fact.to)
    return Amount(min=fact.min, max=fact.max)


def _judge(fact: QuantityFact | DateFact, records: list[Record]) -> Verdict:
    if not records:
        return Verdict(fact, "not_found", "not_found")
    claimed = value_of(fact)
    verdicts = [_against(fact, claimed, record) for record in records]
    # The best match decides, unless a match just as good in kind supports the claim outright.
    first = next((v for v in verdicts if v.verdict == "supported"), verdicts[0])
    rest = tuple(record for record in records if record is not first.evidence[0])
    return Verdict(fact, first.verdict, first.reason, (*first.evidence, *rest)[:5], first.day)


def _against(fact: QuantityFact | DateFact, claimed: Amount | Interval, record: Record) -> Verdict:
    if record.value is None:
        return Verdict(fact, "partly", "unresolved", (record,))
    relation = _cover(claimed, record.value)
    if relation == "disjoint" or (relation == "near" and record.relation == "update"):
        earlier = [m for m in record.history if m.value != record.value and _cover(claimed, m.value) == "covers"]
        if earlier:
            return Verdict(fact, "outdated", "outdated", (record,), earlier[-1].day)
    kind: VerdictKind = {"covers": "supported", "disjoint": "contradicted"}.get(relation, "partly")  # type: ignore[assignment]
    return Verdict(fact, kind, kind, (record,))


def _cover(claimed: Amount | Interval, known: Amount | Interval) -> str:
    """*covers*: what is known lies inside the claim; *inside*, *near*: in part; *disjoint*: both cannot hold."""
    if isinstance(claimed, Interval) != isinstance(known, Interval):
        return "disjoint"
    (low, high), (known_low, known_high) = _ends(claimed), _ends(known)
    if low <= known_low and known_high <= high:
        return "covers"
    if high >= known_low and low <= known_high:
        return "inside"
    if isinstance(claimed, Amount) and low == high and known_low == known_high and _rounds(low, known_low):
        return "near"
    return "disjoint"


def _ends(value: Amount | Interval) -> tuple[float, float]:
    if isinstance(value, Interval):
        low: float | None = value.from_.toordinal() if value.from_ else None
        high: float | None = value.to.toordinal() if value.to else None
    else:
        low, high = value.min, value.max
    return (-math.inf if low is None else low, math.inf if high is None else high)


def _rounds(claimed: float, known: float) -> bool:
    """Whether the claim is the known figure cut or rounded to at least two significant digits."""
    if claimed <= 0 or known <= 0:
        return False
    digits = len(str(int(claimed)).rstrip("0")) if float(claimed).is_integer() else _ROUNDING_DIGITS
    if digits < _ROUNDING_DIGITS:
        return False
    step = 10.0 ** (math.floor(math.log10(claimed)) - digits + 1)
    return bool(abs(claimed - known) < step)
