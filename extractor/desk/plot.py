"""The figure over time as SVG made on the server: claims as points by day, targets as lines, conflicts ringed.

The drawing carries classes, no styles: the page's stylesheet colours it, also in the dark and on paper.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from extractor.messages.values import Language, format_day, format_number, format_value
from extractor.models import Amount, Claim, Interval, Record

_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 92, 16, 14, 34
# A figure that grows over more than two orders of magnitude hides its beginnings on a linear scale.
_LOG_RATIO = 100
_MAX_POINTS = 400
_DAYS_AROUND = 15.0


@dataclass(frozen=True, slots=True)
class _Point:
    day: date
    low: float
    high: float
    claim: Claim
    conflicting: bool


def conflicts_with(claim: Claim, value: Amount | Interval | None) -> bool:
    """Whether the claim's range and the value have nothing in common. False when either is unknown."""
    mine, theirs = _range(claim.value), _range(value)
    if mine is None or theirs is None:
        return False
    slack = 1e-9 * max(1.0, abs(theirs[0]), abs(theirs[1]))
    return mine[1] < theirs[0] - slack or mine[0] > theirs[1] + slack


def plot(record: Record, targets: Sequence[Record], language: Language, alt: str) -> str:
    """SVG of the record's claims, or an empty string when fewer than two of them have a day and a value.

    ``targets`` are records whose value is drawn as a horizontal line (same unit, attribute *target*).
    """
    points = _points(record)
    if len(points) < 2:
        return ""
    dates = any(isinstance(p.claim.value, Interval) for p in points)
    # A target of amounts says nothing on an axis of days.
    lines = [(one, value) for one in targets if not dates and (value := _range(one.value)) is not None]
    values = [v for p in points for v in (p.low, p.high)] + [v for _, value in lines for v in value if math.isfinite(v)]
    scale_y, ticks = _vertical(min(values), max(values), logarithmic=not dates)
    first, last = min(p.day for p in points), max(p.day for p in points)
    scale_x = _horizontal(first, last)
    parts = [
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(alt)}" '
        'xmlns="http://www.w3.org/2000/svg">'
    ]
    for tick in ticks:
        y = scale_y(tick)
        label = (
            format_day(date.fromordinal(round(tick)), language) if dates else format_number(_rounded(tick), language)
        )
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{escape(label)}</text>')
    for day, anchor in ((first, "start"), (last, "end")):
        if first != last or anchor == "start":
            x = _LEFT if anchor == "start" else _WIDTH - _RIGHT
            parts.append(
                f'<text class="tick" x="{x}" y="{_HEIGHT - 10}" text-anchor="{anchor}">'
                f"{escape(format_day(day, language))}</text>"
            )
    for one, (low, high) in lines:
        y = scale_y(high if math.isfinite(high) else low)
        title = format_value(one.value, one.unit, language=language)
        parts.append(
            f'<line class="target" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}">'
            f"<title>{escape(title)}</title></line>"
        )
    path = " ".join(f"{scale_x(p.day):.1f},{scale_y((p.low + p.high) / 2):.1f}" for p in points if not p.conflicting)
    parts.append(f'<polyline class="course" points="{path}"/>')
    parts += [_mark(point, scale_x, scale_y, record.attribute, language) for point in points]
    parts.append("</svg>")
    return "".join(parts)


def _mark(
    point: _Point,
    scale_x: Callable[[date], float],
    scale_y: Callable[[float], float],
    attribute: str,
    language: Language,
) -> str:
    x, top, bottom = scale_x(point.day), scale_y(point.high), scale_y(point.low)
    claim = point.claim
    words = (
        f"{format_value(claim.value, claim.unit, approx=claim.approx, language=language)} · "
        f"{format_day(point.day, language)} · {claim.source or claim.doc_id}"
    )
    kind = "conflicting" if point.conflicting else "target" if attribute == "target" else "result"
    bar = f'<line class="spread" x1="{x:.1f}" x2="{x:.1f}" y1="{top:.1f}" y2="{bottom:.1f}"/>' if top != bottom else ""
    return (
        f'<g class="{kind}"><title>{escape(words)}</title>{bar}'
        f'<circle cx="{x:.1f}" cy="{(top + bottom) / 2:.1f}" r="5"/></g>'
    )


def _points(record: Record) -> list[_Point]:
    points = []
    for claim in record.claims[:_MAX_POINTS]:
        as_of = claim.as_of.to or claim.as_of.from_ if claim.as_of else None
        day = as_of or claim.published
        span = _range(claim.value)
        if day is None or span is None:
            continue
        low, high = span
        low, high = (low if math.isfinite(low) else high), (high if math.isfinite(high) else low)
        # An update's earlier values are its course, not its contradictions.
        disputed = record.relation == "conflict" and conflicts_with(claim, record.value)
        points.append(_Point(day, low, high, claim, disputed or claim.slip is not None))
    return sorted(points, key=lambda p: (p.day, p.low, p.claim.fact_id))


def _range(value: Amount | Interval | None) -> tuple[float, float] | None:
    """Low and high as numbers (days as ordinals); an open side is infinite; null when both are open."""
    if isinstance(value, Interval):
        low: float | None = value.from_.toordinal() if value.from_ else None
        high: float | None = value.to.toordinal() if value.to else None
    elif isinstance(value, Amount):
        low, high = value.min, value.max
    else:
        return None
    if low is None and high is None:
        return None
    return (-math.inf if low is None else low, math.inf if high is None else high)


def _vertical(low: float, high: float, *, logarithmic: bool) -> tuple[Callable[[float], float], list[float]]:
    span = _HEIGHT - _TOP - _BOTTOM
    if logarithmic and low > 0 and high / low > _LOG_RATIO:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
        step = max(1, (last - first) // 5)
        return (
            lambda v: _TOP + span * (1 - (math.log10(max(v, 10**first)) - first) / (last - first)),
            [10.0**power for power in range(first, last + 1, step)],
        )
    if high == low:
        # A tenth of a figure; of a day, which is counted from the year 1, a tenth would be two centuries.
        margin = max(1.0, abs(low) * 0.1) if logarithmic else _DAYS_AROUND
        low, high = low - margin, high + margin
    raw = (high - low) / 4
    magnitude = 10.0 ** math.floor(math.log10(raw))
    step_size = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= raw)
    first_tick, last_tick = math.floor(low / step_size) * step_size, math.ceil(high / step_size) * step_size
    count = round((last_tick - first_tick) / step_size)
    return (
        lambda v: _TOP + span * (1 - (v - first_tick) / (last_tick - first_tick)),
        [first_tick + i * step_size for i in range(count + 1)],
    )


def _horizontal(first: date, last: date) -> Callable[[date], float]:
    if first == last:
        first, last = first - timedelta(days=1), last + timedelta(days=1)
    days = (last - first).days
    return lambda day: _LEFT + 10 + (_WIDTH - _LEFT - _RIGHT - 20) * (day - first).days / days


def _rounded(tick: float) -> int | float:
    return round(tick) if abs(tick - round(tick)) < 1e-9 * max(1.0, abs(tick)) else round(tick, 6)


def course(record: Record, language: Language) -> str:
    """SVG of a figure's course alone, small: from its first report to its last, both named. Empty when it has none."""
    points = [point for point in _points(record) if not point.conflicting]
    if len(points) < 2 or any(isinstance(point.claim.value, Interval) for point in points):
        return ""
    first, last = points[0], points[-1]
    low, high = min(p.low for p in points), max(p.high for p in points)
    days = (last.day - first.day).days or 1

    def place(point: _Point) -> str:
        x = 6 + 228 * (point.day - first.day).days / days
        y = 50 - 42 * ((point.low + point.high) / 2 - low) / ((high - low) or 1)
        return f"{x:.1f},{y:.1f}"

    ends = [
        f"{format_value(p.claim.value, None, language=language)}, {format_day(p.day, language)}" for p in (first, last)
    ]
    x, y = place(last).split(",")
    return (
        f'<svg class="plot small" viewBox="0 0 240 58" role="img" aria-label="{escape(" – ".join(ends))}" '
        f'xmlns="http://www.w3.org/2000/svg"><polyline class="course" points="{" ".join(map(place, points))}"/>'
        f'<g class="result"><circle cx="{x}" cy="{y}" r="4"/></g></svg>'
        f'<span class="muted">{escape(ends[0])} → {escape(ends[1])}</span>'
    )
