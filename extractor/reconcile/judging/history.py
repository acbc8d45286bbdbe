"""A record over time: what was reported for which day, so that the figure can be plotted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from extractor.models import Moment
from extractor.reconcile.judging.readings import Reading


def trace(readings: Iterable[Reading]) -> tuple[Moment, ...]:
    """One moment a day, value and source, by day; repetitions of a report and probable slips are left out."""
    moments: dict[tuple[object, ...], Moment] = {}
    for reading in readings:
        if reading.slip:
            continue
        key = (reading.day, reading.key, reading.fact.source)
        if key not in moments:
            moments[key] = Moment(
                day=reading.day,
                by="as_of" if reading.day_by_as_of else "published" if reading.day else None,
                value=reading.value,
                source=reading.fact.source,
                fact_id=reading.fact.fact_id,
            )
    return tuple(sorted(moments.values(), key=lambda moment: (moment.day or date.max, moment.fact_id)))
