"""Denials and corrections: what a report calls false, with what it says instead and with the reports that say it.

A fact-check that quotes a hoax is evidence against it, and *ralat* takes back what its outlet said before. The denied
figure says nothing by itself; it belongs into the record of the figure that the same report gives instead, together
with the reports that state the denied one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractor.reconcile.evidence import Rivals
from extractor.reconcile.grouping.compare import VALUE_LEVELS, levels
from extractor.reconcile.grouping.keys import unit_kind
from extractor.reconcile.grouping.rivals import likely_contradiction
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements import Statement

_MOST_REPORTS = 12  # that state the denied figure, the latest ones


def denial_rivals(statements: Sequence[Statement], settings: Settings) -> list[Rivals]:
    """What statements in canonical order deny, against what is said instead and by whom it was stated."""
    beside: dict[str, list[Statement]] = defaultdict(list)
    stated: dict[tuple[str, float], list[Statement]] = defaultdict(list)
    for one in statements:
        # That a goal is not reached yet (*belum 50 juta*) denies no goal.
        if one.family not in ("denied", "target") and one.value.exact and not one.value.vague:
            beside[one.doc_id].append(one)
            stated[unit_kind(one.unit, settings), float(one.value.point)].append(one)
    found = []
    for denied in statements:
        if denied.family != "denied" or not denied.value.exact:
            continue
        truths = [one for one in beside[denied.doc_id] if not one.value.fits(denied.value, loose=True)]
        if not truths:
            continue  # *belum mencapai 50 juta* may only say that it is early
        others = stated[unit_kind(denied.unit, settings), float(denied.value.point)][-_MOST_REPORTS:]
        rivals = [(one, denied) for one in (*truths, *others) if one.doc_id != denied.doc_id or one in truths]
        # Those who state it contradict the truth too, which ties all three together.
        rivals += [(truth, one) for truth in truths for one in others if one.value.rounds(denied.value)]
        for first, second in rivals:
            likely = _likely(first, second, settings)
            if likely >= settings.thresholds["rival"]:
                found.append(Rivals(first.facts[0].fact_id, second.facts[0].fact_id, likely))
    return found


def _likely(stated: Statement, denied: Statement, settings: Settings) -> float:
    """The probability that the two are about one thing and one of them is false, whatever their values."""
    common = levels(stated, replace(denied, family=stated.family), settings)
    if isinstance(common, str):
        return 0.0
    common = [level for level in common if level[0] not in VALUE_LEVELS]
    return likely_contradiction([*common, ("rival_denied", 1.0)], [], settings)
