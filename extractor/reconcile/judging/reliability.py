"""Learned reliability of sources: contradictions that the claims of one record leave open, decided by all records.

An option for large corpora (``--learn-reliability``). From every record that two outlets or more speak of it learns, by
:mod:`.truth`, how often an outlet's figure is the one that holds, and which outlets depend on each other. With that it
decides records that would stay unresolved, and says so in their reason; no other record changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from extractor.messages.values import Language, format_amount, format_interval, format_number
from extractor.models import Amount, Claim, Record
from extractor.reconcile.judging.explain import load_wording
from extractor.reconcile.settings import Settings, load_settings
from extractor.rules import RuleSet
from extractor.truth import Item, Resolution, SourceClaim, resolve_claims
from extractor.values import Value, fit


@dataclass(slots=True)
class Reliability:
    """What the records teach about their outlets.

    ``records``: how many were learned from; ``counts``: in how many of them an outlet speaks; ``resolution``: None when
    they are fewer than ``least``.
    """

    records: int
    least: int
    counts: dict[str, int]
    resolution: Resolution | None


def learn_reliability(records: Iterable[Record], ruleset: RuleSet) -> Reliability:
    """Learns from all records that two outlets or more speak of, in any order, except those that only grew or moved.

    The least number of such records is ``learned_records`` of rules/reconcile.yaml.
    """
    settings = load_settings(ruleset)
    least = int(settings.thresholds["learned_records"])
    told: dict[str, list[SourceClaim]] = {}
    for record in records:
        # In an update an older figure was right on its day: it says nothing about who errs.
        if record.relation in ("agree", "compatible", "conflict"):
            claims = [
                SourceClaim(source, record.record_id, "", camp[0].fact_id)
                for camp in camps(record, settings)
                for source in _outlets(camp, settings)
            ]
            if len({claim.source for claim in claims}) > 1:
                told[record.record_id] = claims
    counts: dict[str, int] = {}
    for claims in told.values():
        for source in {claim.source for claim in claims}:
            counts[source] = counts.get(source, 0) + 1
    resolution = None
    if len(told) >= least:
        resolution = resolve_claims(claim for record_id in sorted(told) for claim in told[record_id])
    return Reliability(len(told), least, counts, resolution)


def decide(record: Record, learned: Reliability, ruleset: RuleSet) -> Record:
    """The record as it is, or with a value where it has none and what was learned is clear (``learned_confidence``)."""
    settings = load_settings(ruleset)
    item: Item = (record.record_id, "")
    found = learned.resolution
    if found is None or record.resolved or item not in found.values:
        return record
    if found.confidence[item] < settings.thresholds["learned_confidence"]:
        return record
    sides = camps(record, settings)
    chosen = next(camp for camp in sides if camp[0].fact_id == found.values[item])
    value = max(chosen, key=_precision).value
    decided = record.model_copy(update={"value": value, "resolved": True})
    outlets = sorted({source for camp in sides for source in _outlets(camp, settings)})
    why, why_en = (
        _reason(decided, record.why if language == "id" else record.why_en, outlets, learned, ruleset, language)
        for language in _LANGUAGES
    )
    return decided.model_copy(update={"why": why, "why_en": why_en})


_LANGUAGES: tuple[Language, ...] = ("id", "en")


def camps(record: Record, settings: Settings) -> list[list[Claim]]:
    """The record's sides: each outlet's last claim, slips and copies left out, those that can hold together in one."""
    last: dict[str, Claim] = {}
    for claim in record.claims:
        if claim.source and claim.slip is None and claim.copy_of is None:
            last[settings.outlet(claim.source)] = claim
    sides: list[list[Claim]] = []
    for claim in sorted(last.values(), key=lambda claim: (-_precision(claim)[1], claim.fact_id)):
        home = next((side for side in sides if fit(claim.written, side[0].written)), None)
        if home is None:
            sides.append([claim])
        else:
            home.append(claim)
    return sides


def _outlets(camp: Iterable[Claim], settings: Settings) -> Iterator[str]:
    return (settings.outlet(claim.source) for claim in camp if claim.source)


def _precision(claim: Claim) -> tuple[bool, int, str]:
    """Exact before hedged, more digits or fewer days before less; the id only breaks ties."""
    value = claim.written
    if isinstance(value, Value):
        return value.exact and not value.approx, value.digits, claim.fact_id
    return True, -(value.length or timedelta.max).days, claim.fact_id


def _reason(
    record: Record, without: str, outlets: Sequence[str], learned: Reliability, ruleset: RuleSet, language: Language
) -> str:
    wording = load_wording(ruleset, language)
    accuracy = learned.resolution.reliability if learned.resolution else {}
    shares = [
        wording.say(
            "learned_source", source=source, percent=round(100 * accuracy[source]), count=learned.counts[source]
        )
        for source in outlets
    ]
    value = record.value
    shown = (
        format_amount(value, record.unit, language=language)
        if isinstance(value, Amount)
        else format_interval(value, language)
        if value
        else ""
    )
    records = format_number(learned.records, language)
    return wording.say("learned", value=shown, records=records, sources=", ".join(shares), without=without)
