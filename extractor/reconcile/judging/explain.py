"""The reason of a record in words, Indonesian and English, built from its evidence.

Every sentence is a template of rules/wording.yaml filled with values, days, outlets and quotations of this record, so
that a journalist can check it against the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.messages.phrases import Phrase, phrases
from extractor.messages.values import (
    Language,
    format_day,
    format_interval,
    format_number,
    format_value,
    outlet_name,
    short_id,
)
from extractor.models import Amount, Flag, Interval, Number
from extractor.reconcile.garbling import number_slip
from extractor.reconcile.judging.fitting import Finding, fits
from extractor.reconcile.judging.parts import Part
from extractor.reconcile.judging.readings import Reading
from extractor.reconcile.judging.resolve import Verdict
from extractor.rules import RuleSet

_MOST_QUOTES = 4
_MOST_STEPS = 6


@dataclass(frozen=True)
class Wording:
    """Templates of one language by section and id."""

    language: Language
    sentences: dict[str, str]
    slips: dict[str, str]

    def say(self, key: str, **parts: object) -> str:
        """A filled sentence."""
        return self.sentences[key].format(**parts)


@lru_cache(maxsize=8)
def load_wording(ruleset: RuleSet, language: Language) -> Wording:
    """rules/wording.yaml in one language."""
    rules = ruleset.yaml("wording.yaml")
    column = "indonesian" if language == "id" else "english"
    return Wording(
        language,
        {entry["id"]: str(entry[column]) for entry in rules["sentences"]},
        {entry["id"]: str(entry[column]) for entry in rules["slips"]},
    )


def explain(
    part: Part,
    verdict: Verdict,
    unit: str | None,
    flags: Sequence[Flag],
    sums: Mapping[Number, tuple[Number, ...]],
    thirds: Collection[Interval],
    ruleset: RuleSet,
    language: Language,
) -> str:
    """The reason: what decided first, then slips, copies, headlines, sums, and what is not in conflict."""
    teller = _Teller(part.readings, part.finding, verdict, unit, part.kind, load_wording(ruleset, language), thirds)
    sentences = [
        teller.main(),
        *teller.slips(),
        *teller.headline(),
        *teller.copies(),
        *teller.sums(flags, sums),
        *teller.old_names(flags),
        *teller.differences(part, phrases(ruleset, language)),
    ]
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences if sentence)


class _Teller:
    def __init__(
        self, readings: Sequence[Reading], finding: Finding, verdict: Verdict, unit: str | None, kind: str,
        wording: Wording, thirds: Collection[Interval],
    ) -> None:  # fmt: skip
        self.readings = readings
        self.stated = [reading for reading in readings if reading.slip != "denied"]
        self.finding = finding
        self.verdict = verdict
        self.unit = unit
        self.kind = kind
        self.wording = wording
        self.language = wording.language
        self.thirds = thirds

    def main(self) -> str:
        relation, say = self.finding.relation, self.wording.say
        if relation == "single":
            return say("single", claim=self._claim(self.stated[0], speaker=True))
        if relation == "agree":
            reports = {reading.fact.doc_id for reading in self.stated}
            if len(reports) == 1:
                return say("agree_one", count=len(self.stated), source=self._where(self.stated[0]), value=self._value())
            sources = _list(_distinct(self._source(reading) for reading in self.stated))
            return say("agree_many", reports=len(reports), sources=sources, value=self._value())
        if relation == "compatible":
            return self._compatible()
        if relation == "update":
            latest = self._latest()
            key = "running" if self.kind == "running" else "revised"
            return say(key, path=self._path(), value=self._value(), claim=self._claim(latest, speaker=True))
        return self._conflict()

    def _compatible(self) -> str:
        if self.finding.hull is not None:
            hull = self.finding.hull
            others = self._quotes(reading for reading in self.readings if reading.key != hull.key)
            return self.wording.say("hull", value=self._value(), source=self._where(hull), others=others)
        if isinstance(self.verdict.value, Interval):
            return self.wording.say("compatible_days", value=self._value(), others=self._quotes(self.readings))
        kinds: dict[str, list[Reading]] = {}
        for reading in self.readings:
            amount = reading.amount
            if amount is None or (reading.value == self.verdict.value and not amount.approx):
                continue
            if amount.approx:
                kinds.setdefault("hedged", []).append(reading)
            elif not amount.exact:
                kinds.setdefault("bounded", []).append(reading)
            elif reading.value != self.verdict.value:
                kinds.setdefault("rounded", []).append(reading)
        parts = [self.wording.say(kind, quotes=self._quotes(group)) for kind, group in kinds.items()]
        return self.wording.say("compatible_amount", value=self._value(), others="; ".join(parts))

    def _conflict(self) -> str:
        say = self.wording.say
        against = [r for r in self.verdict.against if r.slip is None] or self.verdict.against
        if self.verdict.value is None:
            camps = [self.verdict.behind[:1], *([reading] for reading in _by_value(against))]
            named = [f"{self._amount(camp[0])} ({self._support(camp[0])})" for camp in camps if camp]
            kind = _slip_between(self.readings[0], against) if against else None
            told = say("unresolved", camps=_list(named[:_MOST_QUOTES]))
            return told + " " + say("slip_between", kind=self.wording.slips[kind]) if kind else told
        shown = _list(self._claim(reading, speaker=True) for reading in _by_value(against)[:_MOST_QUOTES])
        if self.verdict.ground == "as_of":
            day = max(reading.day for reading in self.verdict.behind if reading.day)
            text = say("conflict_as_of", value=self._value(), day=format_day(day, self.language), against=shown)
        else:
            reports = {reading.origin for reading in self.verdict.behind}
            support = say("support", mentions=len(self.verdict.behind), reports=len(reports))
            text = say("conflict", value=self._value(), support=support, against=shown)
        return f"{text} {say('fell')}" if self.finding.fell else text

    def slips(self) -> list[str]:
        """One sentence for each kind of slip."""
        seen: dict[tuple[object, ...], Reading] = {}
        for reading in self.readings:
            if reading.slip:
                seen.setdefault((reading.key, reading.slip), reading)
        return [
            self.wording.say("slip", claim=self._claim(reading), kind=self.wording.slips.get(reading.slip or "", ""))
            for reading in seen.values()
        ]

    def headline(self) -> list[str]:
        """Titles that state flatly what their own report hedges, bounds from above, or gives as a range.

        A title that rounds *lebih dari 650 ribu* down to *650 ribu* is at no fault.
        """
        told = []
        softened: dict[str, list[Reading]] = {}
        for reading in self.readings:
            if reading.title or reading.amount is None or reading.amount.high is None:
                continue
            if reading.amount.approx or not reading.amount.exact:
                softened.setdefault(reading.fact.doc_id, []).append(reading)
        for reading in self.readings:
            if not reading.title or reading.amount is None or not reading.amount.exact or reading.amount.approx:
                continue
            softer = next(
                (other for other in softened.get(reading.fact.doc_id, ()) if fits(reading, other, loose=True)),
                None,
            )
            if softer:
                told.append(
                    self.wording.say(
                        "title_body", source=self._source(reading), quote=_quote(reading), body=self._amount(softer)
                    )
                )
        return told[:2]

    def copies(self) -> list[str]:
        """Which reports are copies of which."""
        originals: dict[str, set[str]] = {}
        for reading in self.readings:
            if reading.copy_of:
                originals.setdefault(reading.copy_of, set()).add(reading.fact.doc_id)
        by_doc = {reading.fact.doc_id: reading for reading in self.readings}
        return [
            self.wording.say(
                "copies",
                count=len(docs),
                original=self._where(by_doc[original]) if original in by_doc else short_id(original),
            )
            for original, docs in sorted(originals.items())
        ]

    def sums(self, flags: Sequence[Flag], sums: Mapping[Number, tuple[Number, ...]]) -> list[str]:
        """Whether the parts that a report itself states add up:

        the report's flag, else parts found beside the total.
        """
        told: dict[str, None] = {}
        for flag in flags:
            if flag.kind in ("sum_ok", "sum_mismatch"):
                parts, total = str(flag.params.get("parts", "")), str(flag.params.get("text", ""))
                added = flag.params.get("sum")
                found = format_number(added, self.language) if isinstance(added, int | float) else ""
                told[self.wording.say(flag.kind, parts=parts, total=total, sum=found)] = None
        value = self.verdict.value
        if not told and isinstance(value, Amount) and value.min is not None and value.min in sums:
            parts = " + ".join(format_number(part, self.language) for part in sums[value.min])
            total = format_number(value.min, self.language)
            told[self.wording.say("sum_ok", parts=parts, total=total, sum=total)] = None
        return list(told)[:2]

    def old_names(self, flags: Sequence[Flag]) -> list[str]:
        """Owners of the figure that a report calls by a name out of date."""
        names = dict.fromkeys(str(flag.params.get("name", "")) for flag in flags if flag.kind == "stale_name")
        return [self.wording.say("stale_name", name=name) for name in names if name]

    def differences(self, part: Part, phrase: Phrase) -> list[str]:
        """What differs without contradicting."""
        others = [
            f"{format_value(one.value, self.unit, language=self.language)} ({phrase(f'differs_{one.reason}')})"
            for one in part.differs
        ]
        return [phrase("differs", others=_list(others))] if others else []

    # pieces

    def _value(self) -> str:
        value = self.verdict.value
        approx = bool(self.verdict.behind) and all(
            reading.amount is not None and reading.amount.approx
            for reading in self.verdict.behind
            if reading.value == value
        )
        return self._written(value, approx)

    def _amount(self, reading: Reading) -> str:
        approx = reading.amount is not None and reading.amount.approx
        return self._written(reading.value, approx)

    def _written(self, value: Amount | Interval | None, approx: bool) -> str:
        if isinstance(value, Interval):
            return format_interval(value, self.language, third=value in self.thirds)
        return format_value(value, self.unit, approx=approx, language=self.language)

    def _support(self, reading: Reading) -> str:
        same = [other for other in self.readings if other.key == reading.key]
        return self.wording.say("support", mentions=len(same), reports=len({other.origin for other in same}))

    def _source(self, reading: Reading) -> str:
        return outlet_name(reading.fact.source, reading.fact.doc_id, self.language)

    def _where(self, reading: Reading) -> str:
        day = reading.fact.published
        source = self._source(reading)
        return f"{source}, {format_day(day, self.language)}" if day else source

    def _claim(self, reading: Reading, *, speaker: bool = False) -> str:
        where = self._where(reading)
        if reading.counter:
            where += ", " + self.wording.say("counted", counter=reading.counter)
        elif speaker and reading.fact.said_by:
            where += ", " + self.wording.say("by_speaker", speaker=reading.fact.said_by.name)
        return self.wording.say("claim", quote=_quote(reading), where=where)

    def _quotes(self, readings: Iterable[Reading]) -> str:
        distinct: dict[str, Reading] = {}
        for reading in readings:
            distinct.setdefault(reading.fact.text.lower(), reading)
        shown = [f"{_quote(reading)} ({self._source(reading)})" for reading in list(distinct.values())[:_MOST_QUOTES]]
        return _list(shown)

    def _latest(self) -> Reading:
        value = self.verdict.value
        same = [reading for reading in self.verdict.behind if reading.value == value] or list(self.verdict.behind)
        return max(same, key=lambda reading: (reading.day or date.min, reading.first_hand, reading.fact.fact_id))

    def _path(self) -> str:
        undated = _distinct(
            self.wording.say("path_undated", value=self._amount(reading))
            for reading in self.readings
            if reading.day is None and reading.slip is None and reading.value != self.verdict.value
        )
        steps: list[tuple[date, str]] = []
        # Of one day what no longer holds comes first: *semula 900, kini 700*.
        behind = {id(reading) for reading in self.verdict.behind}
        for reading in sorted(
            (r for r in self.readings if r.slip in (None, "retracted")),
            key=lambda r: (r.day or date.max, id(r) in behind, r.amount.point if r.amount else 0, r.fact.fact_id),
        ):
            text = self._amount(reading)
            if reading.day and (not steps or steps[-1][1] != text):
                steps.append((reading.day, text))
        if len(steps) > _MOST_STEPS:
            # First, last, and evenly spaced ones between.
            steps = [steps[round(i * (len(steps) - 1) / (_MOST_STEPS - 1))] for i in range(_MOST_STEPS)]
        dated = [self.wording.say("path_step", value=text, day=format_day(day, self.language)) for day, text in steps]
        return _list([*undated[:_MOST_QUOTES], *dated])


def _slip_between(first: Reading, others: Sequence[Reading]) -> str | None:
    """How one of two values may have been written for the other, where neither is known to be right."""
    for other in others:
        if first.amount and other.amount and first.key != other.key:
            return number_slip(first.amount.point, other.amount.point)
    return None


def _quote(reading: Reading) -> str:
    return "“" + " ".join(reading.fact.text.split()) + "”"


def _by_value(readings: Iterable[Reading]) -> list[Reading]:
    """One reading a value, the best witness first."""
    best: dict[tuple[object, ...], Reading] = {}
    for reading in readings:
        if reading.key not in best or reading.weight > best[reading.key].weight:
            best[reading.key] = reading
    return list(best.values())


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _list(parts: Iterable[str]) -> str:
    return ", ".join(parts)
