"""The course of a record as SVG: its axes, its lines, its legend."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.desk.pictures.axes import amount_axis, day_axis
from extractor.desk.pictures.course import course
from extractor.desk.pictures.plot import Plot, plot
from extractor.models import Amount, Interval, Record
from extractor.rules import load_rules
from tests.web.sample import HOSTILE, records

DAY = date(2025, 10, 20)


def record_of(*values: Amount | Interval, days: tuple[date, ...] = (), **changed: object) -> Record:
    """An update of such values, one claim each, published a day apart unless days are given."""
    model = records()[0]
    claims = tuple(
        model.claims[0].model_copy(
            update={
                "value": value,
                "published": days[number] if days else DAY + timedelta(days=number),
                "fact_id": f"a#quantity:{number}-{number + 1}",
                "source": f"media {number}",
            }
        )
        for number, value in enumerate(values)
    )
    return model.model_copy(update={"claims": claims, "value": values[-1], "relation": "update", **changed})


def figures(*numbers: float, **changed: object) -> Record:
    return record_of(*(Amount(min=number, max=number) for number in numbers), **changed)  # type: ignore[arg-type]


def target(value: float, due: Interval | None = None) -> Record:
    return records()[1].model_copy(update={"value": Amount(min=value, max=value), "due": due})


def drawn(record: Record, *targets: Record) -> Plot:
    return plot(record, targets, load_rules(), "id")


def ticks(drawing: Plot) -> list[str]:
    return re.findall(r'text-anchor="end">([^<]+)</text>', drawing.svg)


@pytest.mark.parametrize(
    ("numbers", "labels", "kind"),
    [
        ((1_200_000, 36_700_000), ["0", "10 juta", "20 juta", "30 juta", "40 juta"], "whole"),
        ((29, 30), ["29", "30"], "cut"),
        ((5.1, 5.4), ["5,1", "5,2", "5,3", "5,4"], "cut"),
        ((5000, 5000), ["0", "2.000", "4.000", "6.000"], "whole"),
        ((0, 0), ["0", "1"], "whole"),
        ((100, 2_000_000), ["100", "1.000", "10.000", "100.000", "1 juta", "10 juta"], "log"),
        ((-2.5, 1), ["-3", "-2", "-1", "0", "1"], "whole"),
    ],
)
def test_amounts_have_round_ticks_and_begin_at_nought_unless_said(
    numbers: tuple[float, ...], labels: list[str], kind: str
) -> None:
    axis = amount_axis(numbers, 200, 0, None, "id")
    assert [words for _, words in axis.ticks] == labels
    assert axis.kind == kind


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (DAY, DAY, ["19 Okt 2025", "20 Okt 2025", "21 Okt 2025"]),
        (date(2025, 9, 1), date(2025, 10, 2), [f"{d} Sep 2025" for d in (1, 8, 15, 22, 29)]),
        (date(2025, 3, 2), date(2025, 10, 20), ["Mei 2025", "Jul 2025", "Sep 2025"]),
        (date(2019, 3, 20), date(2025, 3, 21), ["2020", "2022", "2024"]),
        (date(1, 1, 1), date(9999, 12, 31), ["5000"]),
    ],
)
def test_days_have_the_ticks_of_a_calendar(first: date, last: date, labels: list[str]) -> None:
    assert [words for _, words in day_axis(first, last, 0, 100, 5, "id").ticks] == labels


@given(st.dates(), st.dates())
def test_ticks_of_days_are_few_and_lie_between_the_ends(one: date, other: date) -> None:
    axis = day_axis(min(one, other), max(one, other), 0, 100, 5, "en")
    assert len(axis.ticks) <= 6
    assert all(-1e-9 <= axis.place(value) <= 100 + 1e-9 for value, _ in axis.ticks)


@given(st.lists(st.integers(-(10**12), 10**12).map(lambda number: number / 1000), min_size=1, max_size=5))
def test_an_axis_of_amounts_holds_every_value_between_few_ticks(values: list[float]) -> None:
    axis = amount_axis(values, 0, 100, "rupiah", "id")
    assert 2 <= len(axis.ticks) <= 7
    assert all(-1e-6 <= axis.place(value) <= 100 + 1e-6 for value in values)


def test_the_legend_names_what_is_drawn_and_nothing_else() -> None:
    assert drawn(figures(2000, 8000)).legend == ("result", "course")
    assert drawn(figures(5000, 5100), target(6000)).legend == ("result", "course", "line", "cut")
    assert drawn(figures(2000, 8000, relation="conflict", value=None)).legend == ("conflicting",)
    same = figures(10, 10, days=(DAY, DAY), relation="agree", attribute="target")
    assert drawn(same).legend == ("aim", "many")
    assert "media 0, media 1" in drawn(same).svg


def test_a_bound_has_an_arrow_to_its_open_side() -> None:
    drawing = drawn(record_of(Amount(min=4800, max=None), Amount(min=None, max=9000), Amount(min=5000, max=5000)))
    assert [part[0] for part in re.findall(r"v(-?\d+)l-4", drawing.svg)] == ["-", "1"]
    assert "open" in drawing.legend
    assert "open" not in drawn(figures(1, 2)).legend


def test_targets_are_named_with_their_deadline_and_apart_from_each_other() -> None:
    due = Interval(from_=date(2025, 1, 1), to=date(2025, 12, 31))
    svg = drawn(figures(5000, 20_000), target(40_000, due), target(40_500)).svg
    names = dict(re.findall(r'y="([\d.]+)">(target [^<]+)</text>', svg))
    assert list(names.values()) == ["target 40.000 peserta (2025)", "target 40.500 peserta"]
    low, high = map(float, names)
    assert abs(low - high) >= 18


def test_a_contradiction_is_crossed_out_and_starts_no_line() -> None:
    conflict, aim = records()
    settled = conflict.model_copy(update={"value": Amount(min=5000, max=5000), "resolved": True})
    svg = drawn(settled, aim).svg
    assert svg.count('<path class="cross"') == 1
    assert svg.count('<line class="target"') == 1
    assert "polyline" not in svg


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([Amount(min=n, max=n) for n in (2000, 6000, 6_000_000)], ["0", "2.000", "4.000", "6.000"]),
        (
            [
                Interval(from_=date(year, 5, day), to=date(year, 5, day))
                for year, day in ((2025, 1), (2025, 3), (2052, 3))
            ],
            ["1 Mei 2025", "2 Mei 2025", "3 Mei 2025"],
        ),
    ],
)
def test_a_slip_lies_at_the_end_of_an_axis_that_it_does_not_stretch(
    values: list[Amount | Interval], labels: list[str]
) -> None:
    record = record_of(*values, unit=None)
    *sound, wrong = record.claims
    claims = (*sound, wrong.model_copy(update={"slip": "year"}))
    drawing = drawn(record.model_copy(update={"claims": claims}))
    assert ticks(drawing) == labels
    heights = [float(height) for height in re.findall(r'<circle cx="[^"]+" cy="([^"]+)"', drawing.svg)]
    assert heights[2] == heights[1] < heights[0]
    assert drawing.svg.count('class="cross"') == 1


def test_a_name_out_of_date_makes_no_figure_wrong() -> None:
    record = figures(5000, 6000)
    named = record.claims[0].model_copy(update={"slip": "stale_name"})
    assert 'class="cross"' not in drawn(record.model_copy(update={"claims": (named, record.claims[1])})).svg


def test_equal_days_lie_between_days() -> None:
    day = Interval(from_=date(2025, 5, 1), to=date(2025, 5, 1))
    drawing = drawn(record_of(day, day, unit=None, attribute="start_date"), target(10_000))
    assert drawing.svg.count("<circle") == 2
    assert ticks(drawing) == ["30 Apr 2025", "1 Mei 2025", "2 Mei 2025"]
    assert 'class="target"' not in drawing.svg  # a target of amounts says nothing among days


def test_what_articles_say_is_escaped() -> None:
    record = figures(1, 2)
    claim = record.claims[0].model_copy(update={"source": HOSTILE})
    hostile = record.model_copy(update={"claims": (claim, record.claims[1]), "unit": HOSTILE, "what": HOSTILE})
    root = ElementTree.fromstring(drawn(hostile).svg)
    assert root.attrib["aria-label"].startswith("Grafik <script>")
    assert not [one for one in root.iter() if one.tag.endswith(("script", "img"))]


def test_one_claim_has_no_course() -> None:
    assert drawn(records()[1]) == Plot("", ())  # type: ignore[arg-type]


def test_a_small_course_begins_at_nought_so_that_a_small_step_looks_small() -> None:
    heights = [float(y) for y in re.findall(r",([\d.]+)", course(figures(5000, 5050), "id").split("polyline")[1])]
    assert 8 <= heights[1] <= heights[0] <= 20
    assert "5.000, 20 Oktober 2025 → 5.050, 21 Oktober 2025" in course(figures(5000, 5050), "id")
