"""The figure over time: claims as points by day, targets as named lines, contradictions crossed out.

The drawing carries classes, no styles: the page's stylesheet colours it, also in the dark and on paper, and kinds of
points differ in shape, for readers who do not tell the colours apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from itertools import groupby

from markupsafe import Markup

from extractor.desk.days import told_days, told_value
from extractor.desk.pictures.axes import Axis, amount_axis, day_axis
from extractor.desk.present import visible
from extractor.messages.phrases import Phrase, phrases
from extractor.messages.values import MEASURES, Language, format_day, outlet_name
from extractor.models import Amount, Claim, Interval, Record
from extractor.rules import RuleSet
from extractor.values import fit

_WIDTH, _HEIGHT = 560, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 544, 30, 262
# Of an axis of days, that the first and last points do not touch the frame.
_INSET = 12
_MAX_POINTS = 400
# What a claim may be marked with while its value holds.
_SOUND = (None, "stale_name")
_MOST_DAYS = 5
# Width of a letter and height of a line of the labels, a little more than they are.
_LETTER, _LINE = 7.0, 18.0


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing, and the keys of the words that its legend needs."""

    svg: Markup
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A claim with the day that it is of; an open end is drawn at the other one."""

    day: date
    low: float
    high: float
    #: Upwards for *at least* (1), downwards for *at most* (-1).
    open: int
    kind: str
    claim: Claim = field(compare=False)


def plot(record: Record, targets: Sequence[Record], ruleset: RuleSet, language: Language) -> Plot:
    """The record's claims over time; nothing when fewer than two of them have a day and a value.

    ``targets`` are records whose value is drawn as a horizontal line (same unit, attribute *target*).
    """
    points = points_of(record)
    if len(points) < 2:
        return Plot(Markup(), ())
    t = phrases(ruleset, language)
    # What is mistyped does not stretch the axes: it lies at their ends.
    telling = [point for point in points if point.claim.slip in _SOUND] or points
    first, last = telling[0].day, telling[-1].day
    across = day_axis(first, last, _LEFT + _INSET, _RIGHT - _INSET, _MOST_DAYS, language)
    heights = [height for point in telling for height in (point.low, point.high)]
    if isinstance(points[0].claim.value, Interval):
        lines = []  # a target of amounts says nothing on an axis of days
        lowest, highest = (date.fromordinal(round(height)) for height in (min(heights), max(heights)))
        up = day_axis(lowest, highest, _BOTTOM - _INSET, _TOP + _INSET, _MOST_DAYS, language)
    else:
        aims = [(one, ends) for one in targets if isinstance(one.value, Amount) and (ends := _ends(one.value))]
        # At what is to be reached at least.
        lines = sorted({(ends[0], _named(one, t, ruleset, language)) for one, ends in aims})
        up = amount_axis([*heights, *(height for height, _ in lines)], _BOTTOM, _TOP, record.unit, language)
    marks = [[*group] for _, group in groupby(points, key=lambda point: point)]
    moves = record.relation == "update" and any(point.kind != "conflicting" for point in points)
    shown = {
        **{point.kind: True for point in points},
        "many": len(marks) < len(points),
        "open": any(point.open for point in points),
        "spread": any(point.low != point.high for point in points),
        "course": moves,
        "line": bool(lines),
        "cut": up.kind == "cut",
        "log": up.kind == "log",
    }
    alt = t("plot_alt", what=record.what or record.unit or "", n=len(record.claims))
    parts = [
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{_safe(alt)}" '
        'xmlns="http://www.w3.org/2000/svg">',
        *_frame(across, up, record.unit or ""),
        *_target_lines(lines, up),
    ]
    if moves:
        course = " ".join(
            f"{across.place(p.day.toordinal()):.1f},{up.place((p.low + p.high) / 2):.1f}"
            for p in points
            if p.kind != "conflicting"
        )
        parts.append(f'<polyline class="course" points="{course}"/>')
    parts += [*(_mark(group, across, up, ruleset, language) for group in marks), "</svg>"]
    return Plot(Markup("".join(parts)), tuple(key for key in _LEGEND if shown.get(key)))


_LEGEND = ("result", "aim", "conflicting", "many", "open", "spread", "course", "line", "cut", "log")


def points_of(record: Record) -> list[Point]:
    """The record's claims as points, in the order of their days."""
    points = []
    for claim in record.claims[:_MAX_POINTS]:
        as_of = claim.as_of.to or claim.as_of.from_ if claim.as_of else None
        day, ends = as_of or claim.published, _ends(claim.value)
        if day and ends:
            disputed = claim.slip not in _SOUND or (record.relation == "conflict" and _excluded(claim, record))
            kind = "conflicting" if disputed else "aim" if record.attribute == "target" else "result"
            points.append(Point(day, *ends, _open(claim.value), kind, claim))
    return sorted(points, key=lambda p: (p.day, p.low, p.high, p.open, p.kind, p.claim.fact_id))


def _excluded(claim: Claim, record: Record) -> bool:
    """Whether a claim cannot hold beside the value; where there is none, every claim is disputed."""
    return record.value is None or not fit(claim.written, record.value.written())


def _open(value: Amount | Interval) -> int:
    """Which side of an amount is open: 1 above, -1 below, 0 none or a matter of days."""
    if isinstance(value, Interval) or (value.min is None) == (value.max is None):
        return 0
    return 1 if value.max is None else -1


def _ends(value: Amount | Interval | None) -> tuple[float, float] | None:
    """Low and high as numbers (days as ordinals); an open side is drawn at the other one."""
    if isinstance(value, Interval):
        ends: list[float] = [day.toordinal() for day in (value.from_, value.to) if day]
    else:
        ends = [number for number in (value.min, value.max) if number is not None] if value else []
    return (ends[0], ends[-1]) if ends else None


def _named(target: Record, t: Phrase, ruleset: RuleSet, language: Language) -> str:
    words = told_value(target.value, target.unit, target, ruleset, language)
    due = f" ({told_days(target.due, target, ruleset, language)})" if target.due else ""
    return t("plot_named", value=words) + due


def _frame(across: Axis, up: Axis, unit: str) -> Iterator[str]:
    if up.kind == "cut":
        yield f'<path class="cut" d="M{_LEFT} {_BOTTOM}v-4l-6 -3l12 -4l-6 -3v-4"/>'
    if unit and unit not in MEASURES:
        yield f'<text class="tick" x="8" y="16">{_safe(unit)}</text>'
    for value, words in up.ticks:
        y = up.place(value)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="tick" x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_safe(words)}</text>'
    for number, (value, words) in enumerate(across.ticks):
        x = across.place(value)
        middle = min(x, _WIDTH - len(words) * _LETTER / 2)
        # A phone has room for every second one.
        rank = ' class="tick"' if number % 2 == 0 else ' class="tick second"'
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_BOTTOM}" y2="{_BOTTOM + 5}"/>'
        yield f'<text{rank} x="{middle:.1f}" y="{_BOTTOM + 24}" text-anchor="middle">{_safe(words)}</text>'


def _target_lines(lines: Sequence[tuple[float, str]], up: Axis) -> Iterator[str]:
    """Lines with their names at the first place that no other name has: right or left, above or below."""
    taken: list[tuple[float, float, float]] = []
    for height, words in lines:
        y = up.place(height)
        yield f'<line class="target" x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        width = len(words) * _LETTER
        for left, foot in ((x, y + gap) for x in (_RIGHT - 4 - width, _LEFT + 4) for gap in (-5, 17)):
            if all(abs(foot - y2) >= _LINE or left > end or left + width < begin for y2, begin, end in taken):
                taken.append((foot, left, left + width))
                at = f'x="{_RIGHT - 4}" text-anchor="end"' if left != _LEFT + 4 else f'x="{left}"'
                yield f'<text class="name" {at} y="{foot:.1f}">{_safe(words)}</text>'
                break


def _mark(points: Sequence[Point], across: Axis, up: Axis, ruleset: RuleSet, language: Language) -> str:
    """Claims of one day that say the same, as one mark that names them all."""
    one = points[0]
    x, top, bottom = across.place(one.day.toordinal()), up.place(one.high), up.place(one.low)
    claim, y = one.claim, (top + bottom) / 2
    outlets = ", ".join(
        dict.fromkeys(outlet_name(point.claim.source, point.claim.doc_id, language) for point in points)
    )
    value = told_value(claim.value, claim.unit, claim, ruleset, language, approx=claim.approx)
    words = f"{value} · {format_day(one.day, language)} · {outlets}"
    bar = f'<path class="spread" d="M{x:.1f} {top:.1f}V{bottom:.1f}"/>' if top != bottom else ""
    if side := one.open:
        bar += f'<path class="spread" d="M{x:.1f} {y:.1f}v{-18 * side}l-4 {5 * side}m4 {-5 * side}l4 {5 * side}"/>'
    shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4 + min(len(points), 5)}"/>'
    if one.kind == "conflicting":
        shape += f'<path class="cross" d="M{x - 7:.1f} {y - 7:.1f}l14 14m0 -14l-14 14"/>'
    return f'<g class="{one.kind}"><title>{_safe(words)}</title>{bar}{shape}</g>'


def _safe(words: str) -> str:
    return escape(visible(words))
