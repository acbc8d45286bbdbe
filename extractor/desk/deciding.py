"""From records as claims alone give them to those that editors decided: which claims stand together, and what they say.

A pure function of records, notes and articles, so that a page shows at once what every later run and engine gives.
Notes are applied in the order in which they were made. A note that names claims which are no longer there does nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extractor.desk.days import told_value
from extractor.desk.notes import Named, Note
from extractor.messages.values import LANGUAGES
from extractor.models import Amount, Claim, Interval, Record, Review
from extractor.reconcile.judging.explain import load_wording
from extractor.rules import RuleSet

_RULINGS = ("accept", "reject", "choose")


@dataclass(slots=True)
class Draft:
    """A record in the making. Each claim is kept with the record that reconciliation put it into."""

    base: Record
    claims: dict[str, tuple[Claim, Record]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    corrected: dict[str, Note] = field(default_factory=dict)
    #: It holds other claims than the record that reconciliation made.
    regrouped: bool = False


#: Makes the record of a draft whose claims are not those of its base, or do not say what their articles were read to.
Rebuild = Callable[[Draft], Record]


def concerned(notes: Sequence[Note]) -> Callable[[Record], bool]:
    """Whether a record may be touched by any of the notes."""
    ids = {note.record_id for note in notes if not note.claims}
    articles = {one.doc_id for note in notes for one in (*note.claims, *note.others)}
    return lambda record: record.record_id in ids or any(claim.doc_id in articles for claim in record.claims)


def decide(records: Iterable[Record], notes: Sequence[Note], rebuild: Rebuild, ruleset: RuleSet) -> list[Record]:
    """The decided records, by id, out of the undecided ones that the standing ``notes`` may touch."""
    drafts = _Drafts(records)
    for note in notes:
        drafts.apply(note)
    found = []
    for draft in drafts.all:
        if draft.claims:
            record = rebuild(draft) if draft.regrouped or draft.corrected else draft.base
            found.append(_reviewed(record, draft.notes, ruleset))
    return sorted(found, key=lambda record: record.record_id)


class _Drafts:
    def __init__(self, records: Iterable[Record]) -> None:
        self.all = [Draft(record, {claim.fact_id: (claim, record) for claim in record.claims}) for record in records]
        self._homes = {fact_id: draft for draft in self.all for fact_id in draft.claims}
        self._records = {draft.base.record_id: draft for draft in self.all}
        self._by_article: dict[str, list[Claim]] = {}
        for draft in self.all:
            for claim, _ in draft.claims.values():
                self._by_article.setdefault(claim.doc_id, []).append(claim)

    def apply(self, note: Note) -> None:
        claims, others = self._find(note.claims), self._find(note.others)
        if note.decision == "split":
            self._split(note, claims, others)
        elif note.decision == "merge":
            self._merge(note, claims, others)
        elif note.decision == "drop":
            for fact_id in claims:
                self._move(fact_id, None, note)
        elif note.decision == "correct":
            for fact_id in claims:
                self._homes[fact_id].corrected[fact_id] = note
                _add(self._homes[fact_id], note)
        else:
            home = self._home(claims) if note.claims else self._records.get(note.record_id)
            if home is not None:
                _add(home, note)

    def _find(self, wanted: Iterable[Named]) -> list[str]:
        found = []
        for one in wanted:
            known = (claim for claim in self._by_article.get(one.doc_id, ()) if one.means(claim))
            found += [claim.fact_id for claim in known if claim.fact_id in self._homes]
        return found

    def _home(self, fact_ids: Iterable[str]) -> Draft | None:
        """The draft that holds most of the claims, the first among equals."""
        held = Counter(id(self._homes[fact_id]) for fact_id in fact_ids)
        most = max(held.values(), default=0)
        return next((draft for draft in self.all if most and held[id(draft)] == most), None)

    def _move(self, fact_id: str, target: Draft | None, note: Note) -> None:
        home = self._homes.pop(fact_id)
        placed = home.claims.pop(fact_id)
        home.regrouped = True
        _add(home, note)
        correction = home.corrected.pop(fact_id, None)
        if target is not None:
            target.claims[fact_id] = placed
            target.regrouped = True
            if correction is not None:
                target.corrected[fact_id] = correction
                _add(target, correction)
            self._homes[fact_id] = target

    def _split(self, note: Note, leaving: Sequence[str], staying: Sequence[str]) -> None:
        """In every record that holds claims of both sides, those that leave become a record of their own.

        What came in later goes with the side that gives its value, and stays where both or none do.
        """
        for draft in list(self.all):
            mine = [fact_id for fact_id in leaving if fact_id in draft.claims]
            if not mine or not any(fact_id in draft.claims for fact_id in staying):
                continue
            values = [draft.claims[fact_id][0].value for fact_id in mine]
            kept = [draft.claims[fact_id][0].value for fact_id in staying if fact_id in draft.claims]
            named = {*mine, *staying}
            mine += [
                fact_id
                for fact_id, (claim, _) in draft.claims.items()
                if fact_id not in named and claim.value in values and claim.value not in kept
            ]
            own = Draft(draft.claims[mine[0]][1])
            self.all.append(own)
            for fact_id in mine:
                self._move(fact_id, own, note)
            _add(own, note)

    def _merge(self, note: Note, moving: Sequence[str], others: Sequence[str]) -> None:
        """The claims move to the record that holds most of ``others``; with them the rest of a record that is one."""
        target = self._home(others)
        if target is None:
            return
        for fact_id in moving:
            home = self._homes[fact_id]
            if home is target or _of_days(home) != _of_days(target):
                continue
            if note.whole:
                for inherited in home.notes:
                    if inherited.decision not in (*_RULINGS, "rename"):
                        _add(target, inherited)
            for one in list(home.claims) if note.whole else [fact_id]:
                self._move(one, target, note)
            _add(target, note)


def _of_days(draft: Draft) -> bool:
    return isinstance(draft.base.claims[0].value, Interval)


def _add(draft: Draft, note: Note) -> None:
    if note not in draft.notes:
        draft.notes.append(note)


def _reviewed(record: Record, notes: Sequence[Note], ruleset: RuleSet) -> Record:
    """The record with what editors ruled on its value and title.

    A rejected value becomes null (``resolved`` false) as long as the claims still lead to it; a chosen one stands. Once
    the claims lead elsewhere the review is marked ``outdated``.
    """
    if not notes:
        return record
    telling, chosen = notes[-1], None
    for note in notes:
        if note.decision in _RULINGS:
            telling = note
        if note.decision == "choose":
            chosen = note
        elif note.decision == "reject" and chosen is not None and note.value == chosen.value:
            chosen = None
    value = chosen.value if chosen else record.value
    judged = telling.was if telling is chosen else telling.value
    outdated = telling.decision in _RULINGS and judged != (record.value if telling is chosen else value)
    changes: dict[str, object] = {
        "review": Review(
            decision=telling.decision,
            comment=" · ".join(note.comment for note in notes if note.comment),
            value=None if telling.decision == "correct" else telling.value,
            outdated=outdated,
            notes=tuple(note.id for note in notes),
        )
    }
    renamed = next((note.title for note in reversed(notes) if note.decision == "rename"), None)
    if renamed is not None:
        changes |= {"title": renamed, "title_en": renamed}
    if chosen is not None and value is not None:
        changes |= {"value": value, "resolved": True, **_reasons(record, value, ruleset)}
    if telling.decision == "reject" and not outdated:
        changes |= {"value": None, "resolved": False}
    return record.model_copy(update=changes)


def _reasons(record: Record, value: Amount | Interval, ruleset: RuleSet) -> dict[str, str]:
    """The reasons of the record, after who chose the value."""
    reasons = {}
    for language, name in zip(LANGUAGES, ("why", "why_en"), strict=True):
        shown = told_value(value, record.unit, record, ruleset, language)
        wording = load_wording(ruleset, language)
        reasons[name] = wording.say("chosen", value=shown, without=getattr(record, name))
    return reasons
