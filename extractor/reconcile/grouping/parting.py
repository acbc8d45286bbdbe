"""Days of one record that exclude each other: one day moved or disputed, or two things after all.

A dispute is a strong word. Days stay together when they meet or follow each other, when a report tells of the change,
when they give the deadline or start of one figure, when one looks like a slip of the other, or when independent
reports agree in everything but the day. Else each day is a record of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from extractor.reconcile.garbling import date_slip
from extractor.reconcile.grouping.compare_dates import beside, compare_dates, in_a_row
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.dated import Dated

_MOST_CAMPS = 40
_ONE_DAY = timedelta(0)
_FEW_DAYS = timedelta(days=10)
_MOST_COMPARED = 4  # of a camp with another


def part_dates(group: Sequence[Dated], settings: Settings, *, of_figure: bool) -> list[list[Dated]]:
    """The group, or its parts. ``of_figure``: the days are given for one target or count."""
    camps: list[list[Dated]] = []
    # The shortest first: *pekan ini* joins no two days.
    for dated in sorted(group, key=lambda dated: (dated.days.length or _ONE_DAY, dated.order)):
        home = next((camp for camp in camps if any(_one_day(dated, other, settings) for other in camp)), None)
        if home is None:
            camps.append([dated])
        else:
            home.append(dated)
    if len(camps) < 2 or len(camps) > _MOST_CAMPS:
        return camps if len(camps) > 1 else [list(group)]
    camps.sort(key=lambda camp: (-len({one.fact.doc_id for one in camp}), camp[0].order))
    parts: list[list[Dated]] = []
    for camp in camps:
        home = next((part for part in parts if _belongs(camp, part, settings, of_figure=of_figure)), None)
        if home is None:
            parts.append(list(camp))
        else:
            home.extend(camp)
    return [sorted(part, key=lambda dated: dated.order) for part in parts]


def _one_day(a: Dated, b: Dated, settings: Settings) -> bool:
    together = a.fact.doc_id == b.fact.doc_id and a.fact.sentence == b.fact.sentence
    if together:
        return a.days == b.days or beside(a, b, settings)
    return a.days.meets(b.days) or (in_a_row(a.days, b.days) and beside(a, b, settings))


def _belongs(camp: Sequence[Dated], part: Sequence[Dated], settings: Settings, *, of_figure: bool) -> bool:
    pairs = [(one, other) for one in camp[-_MOST_COMPARED:] for other in part[-_MOST_COMPARED:]]
    if any(_told_moved(one, other) or _of_stretch(one, other) or _of_stretch(other, one) for one, other in pairs):
        return True
    apart = [(one, other) for one, other in pairs if one.fact.doc_id != other.fact.doc_id]
    if len(apart) < len(pairs):
        return False  # a report that gives both days dates two steps
    if any(date_slip(one.fact, other.fact) or (of_figure and one.owned and other.owned) for one, other in apart):
        return True
    # Nothing moves by weeks unless a report tells of it: the first and the sixth match of a series.
    apart = [(one, other) for one, other in apart if _close(one, other)]
    least = settings.thresholds["dispute"]
    return any(
        _same_names(one, other, settings) and compare_dates(one, other, settings) > least for one, other in apart
    )


def _close(one: Dated, other: Dated) -> bool:
    first, last = sorted((one.days, other.days), key=lambda days: days.from_ or date.min)
    return bool(first.to and last.from_ and last.from_ - first.to <= _FEW_DAYS)


def _of_stretch(dated: Dated, stretch: Dated) -> bool:
    """A day, or the weekend, of an event that the other gives from its first day to its last (*20-22 Juni*)."""
    return dated.role == stretch.role and stretch.fact.lasts and stretch.days.covers(dated.days)


def _told_moved(a: Dated, b: Dated) -> bool:
    """One report tells of both days as a change, or of two reports one tells that its plan was moved."""
    if a.fact.doc_id == b.fact.doc_id:
        return a.revised and b.revised
    return (a.revised or b.revised) and "event" not in (a.role, b.role)


def _same_names(a: Dated, b: Dated, settings: Settings) -> bool:
    """Most names beside the one day stand beside the other too: one match, one company, one kitchen.

    Of something without a name nothing is disputed; where one has no name beside it, a listed programme is the name.
    """
    if a.programme is None or a.programme != b.programme:
        return False
    if not a.names or not b.names:
        return a.programme in settings.programme_words and a.role == b.role
    return 2 * len(a.names & b.names) > min(len(a.names), len(b.names)) > 0
