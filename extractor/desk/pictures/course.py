"""A figure's course in small, for many beside each other: from nought, so that a small step looks small."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from extractor.desk.pictures.axes import amount_axis, day_axis
from extractor.desk.pictures.plot import points_of
from extractor.messages.values import Language, format_day, format_value
from extractor.models import Interval, Record


def course(record: Record, language: Language) -> Markup:
    """SVG from the first report to the last, both named beside it. Empty when there are not two."""
    points = [point for point in points_of(record) if point.kind != "conflicting"]
    if len(points) < 2 or any(isinstance(point.claim.value, Interval) for point in points):
        return Markup()
    first, last = points[0], points[-1]
    across = day_axis(first.day, last.day, 6, 234, 1, language)
    up = amount_axis([0.0, *((point.low + point.high) / 2 for point in points)], 52, 8, None, language)
    places = [
        f"{across.place(point.day.toordinal()):.1f},{up.place((point.low + point.high) / 2):.1f}" for point in points
    ]
    ends = [
        f"{format_value(p.claim.value, None, language=language)}, {format_day(p.day, language)}" for p in (first, last)
    ]
    x, y = places[-1].split(",")
    return Markup(
        f'<svg class="plot small" viewBox="0 0 240 58" role="img" aria-label="{escape(" – ".join(ends))}" '
        'xmlns="http://www.w3.org/2000/svg"><line class="grid" x1="0" x2="240" y1="52" y2="52"/>'
        f'<polyline class="course" points="{" ".join(places)}"/>'
        f'<g class="result"><circle cx="{x}" cy="{y}" r="4"/></g></svg>'
        f'<span class="muted">{escape(ends[0])} → {escape(ends[1])}</span>'
    )
