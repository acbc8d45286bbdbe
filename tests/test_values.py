"""Comparing values: what rounds, bounds or hedges what, and what an open side means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values import Amount, DayGrain, Interval, Number, Value, bounds_of, fit, read_value
from tests.reconcile.facts import grain_of


def value(text: str, low: float | None, high: float | str | None = "same", approx: bool = False) -> Value:
    return read_value(low, low if high == "same" else high, approx, grain_of(text))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (value("82,9 juta", 82_900_000), value("82 juta", 82_000_000)),  # cut off
        (value("35.046.783", 35_046_783), value("35 juta", 35_000_000)),
        (value("35.046.783", 35_046_783), value("35,04 juta", 35_040_000)),
        (value("18.277.083", 18_277_083), value("18,3 juta", 18_300_000)),
        (value("4 juta", 4_000_000), value("lebih dari 4 juta", 4_000_000, None)),
        (value("20,88 juta", 20_880_000), value("20 juta lebih", 20_000_000, None)),
        (value("5.000 hingga 10.000", 5_000, 10_000), value("hingga 10.000", None, 10_000)),
        (value("hampir 16 ribu", 16_000, approx=True), value("15.820", 15_820)),
    ],
)
def test_one_truth_can_stand_behind_roundings_hedges_and_bounds(a: Value, b: Value) -> None:
    assert a.fits(b)
    assert b.fits(a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (value("82,9 juta", 82_900_000), value("82,7 juta", 82_700_000)),
        (value("35,4 juta", 35_400_000), value("35,04 juta", 35_040_000)),
        (value("15", 15), value("16", 16)),
        (value("30 ribu", 30_000), value("32 ribu", 32_000)),
        (value("lebih dari 20 juta", 20_000_000, None), value("36,7 juta", 36_700_000)),
        (value("165", 165), value("166", 166)),
    ],
)
def test_equally_precise_numbers_contradict_each_other(a: Value, b: Value) -> None:
    assert not a.fits(b)
    assert not b.fits(a)


def test_trailing_zeros_are_a_rounding_only_when_asked() -> None:
    whole, precise = value("80 juta", 80_000_000), value("82,9 juta", 82_900_000)
    assert not whole.fits(precise)
    assert whole.fits(precise, loose=True)


def test_distance_is_the_logarithm_of_the_ratio() -> None:
    assert value("10", 10).distance(value("10", 10)) == 0
    assert value("10", 10).distance(value("1.000", 1000)) == pytest.approx(4.605, abs=1e-3)
    assert value("0", 0).distance(value("7", 7)) == 10


@pytest.mark.parametrize(
    ("text", "number", "grain", "shown"),
    [
        ("82,9 juta", 82_900_000, 1e5, 1e5),
        ("35,04 juta orang", 35_040_000, 1e4, 1e4),
        ("80 juta", 80_000_000, 1e6, 1e6),
        ("80.000.000", 80_000_000, 1e6, None),
        ("35.040.000", 35_040_000, 1e4, None),
        ("Rp171 T", 171e12, 1e12, 1e12),
        ("12.508 ribu unit", 12_508_000, 1e3, 1e3),
        ("5-10 ribu", 5_000, 1e2, 1e3),
        ("-1,5 persen", -1.5, 0.1, 0.1),
        ("3.4 juta", 3_400_000, 1e5, 1e5),
        ("lima juta", 5_000_000, 1e5, None),
        ("0,5 persen", 0.5, 0.1, 0.1),
        ("1.000", 1_000, 1e2, None),  # meant to two digits at least
        ("0 orang", 0, 1, None),
        ("1 juta 250 ribu", 1_250_000, 1e3, 1e3),
        ("35,00 juta", 35_000_000, 1e4, 1e4),
    ],
)
def test_the_grain_is_that_of_the_last_digit_written(
    text: str, number: float, grain: float, shown: float | None
) -> None:
    found = value(text, number)
    assert (found.grain, found.shown) == (pytest.approx(grain), shown)
    assert bounds_of(found).written() == found


def test_a_rounding_is_the_same_number_and_a_bound_only_leaves_room_for_it() -> None:
    target, whole = value("82,9 juta", 82_900_000), value("80 juta", 80_000_000)
    assert whole.rounds(target, loose=True)
    assert not whole.rounds(target)
    least = value("lebih dari 75 juta", 75_000_000, None)
    assert target.fits(least)
    assert not target.rounds(least, loose=True)
    assert not target.repeats(least)
    above = value("lebih dari 10 juta", 10_000_000, None)
    assert above.rounds(value("10,4 juta", 10_400_000))
    assert not above.rounds(value("9,6 juta", 9_600_000))
    assert value("lebih dari 35,04 juta", 35_040_000, None).rounds(value("35 juta", 35_000_000))
    assert value("ratusan", 100, 999, approx=True).rounds(value("480", 480))
    assert value("5.000 hingga 10.000", 5_000, 10_000).rounds(value("10.000", 10_000))
    assert not value("5.000 hingga 10.000", 5_000, 10_000).rounds(value("7.000", 7_000))


def test_a_figure_given_again_is_no_finer_than_before() -> None:
    target, whole = value("82,9 juta", 82_900_000), value("80 juta", 80_000_000)
    assert whole.repeats(target)
    assert not target.repeats(whole)


Sides = tuple[int | None, int | None]
_OPEN = [
    # both sides, low only, high only, neither; meets both ways, covers, is covered
    ((3, 5), (3, 5), True, True, True),
    ((3, 5), (4, 4), True, True, False),
    ((3, 5), (5, 8), True, False, False),
    ((3, 5), (6, 8), False, False, False),
    ((3, None), (5, 8), True, True, False),
    ((3, None), (1, 2), False, False, False),
    ((3, None), (7, None), True, True, False),
    ((3, None), (None, 3), True, False, False),
    ((4, None), (None, 3), False, False, False),
    ((None, 5), (None, 1), True, True, False),
    ((None, 5), (6, 8), False, False, False),
    ((None, 5), (1, 2), True, True, False),
]


def _interval(sides: Sides) -> Interval:
    first, last = (None if day is None else date(2025, 5, day) for day in sides)
    return Interval(from_=first, to=last)


@pytest.mark.parametrize(("a", "b", "meet", "covers", "covered"), _OPEN)
def test_an_open_side_reaches_without_end(a: Sides, b: Sides, meet: bool, covers: bool, covered: bool) -> None:
    for one, other in ((_interval(a), _interval(b)), (read_value(*a), read_value(*b))):
        assert one.meets(other) is other.meets(one) is meet  # type: ignore[arg-type]
    assert _interval(a).fits(_interval(b)) is _interval(b).fits(_interval(a)) is meet
    assert (_interval(a).covers(_interval(b)), _interval(b).covers(_interval(a))) == (covers, covered)


@pytest.mark.parametrize(("low", "high"), [(3, 5), (3, None), (None, 5), (None, None)])
def test_an_unknown_period_contradicts_nothing_and_confirms_nothing(low: int | None, high: int | None) -> None:
    unknown, other = _interval((None, None)), _interval((low, high))
    assert unknown.fits(other)
    assert other.fits(unknown)
    assert not unknown.meets(other)
    assert not other.meets(unknown)


@pytest.mark.parametrize(
    ("first", "last", "grain", "days"),
    [
        ("2025-10-20", "2025-10-20", "day", 0),
        ("2025-06-18", "2025-06-20", "day", 2),
        ("2025-10-01", "2025-10-31", "month", 30),
        ("2024-02-01", "2024-02-28", "day", 27),
        ("2025-06-01", "2025-08-31", "month", 91),
        ("2025-01-01", "2025-12-31", "year", 364),
        ("2019-01-01", "2022-12-31", "year", 1460),
    ],
)
def test_days_have_the_grain_in_which_they_are_written(first: str, last: str, grain: DayGrain, days: int) -> None:
    found = Interval(from_=date.fromisoformat(first), to=date.fromisoformat(last))
    assert found.grain == grain
    assert found.length is not None
    assert found.length.days == days
    assert Interval(from_=found.from_, to=None).length is None


def test_days_in_a_row_leave_at_most_one_out() -> None:
    assert _interval((17, 17)).runs_into(_interval((18, 18)))
    assert _interval((17, 18)).runs_into(_interval((20, 20)))
    assert not _interval((17, 17)).runs_into(_interval((20, 20)))
    assert not _interval((18, 18)).runs_into(_interval((17, 17)))
    assert not _interval((17, None)).runs_into(_interval((18, 18)))


_SIDES = st.tuples(st.none() | st.integers(1, 31), st.none() | st.integers(1, 31)).filter(
    lambda sides: sides[0] is None or sides[1] is None or sides[0] <= sides[1]
)


@given(_SIDES, _SIDES)
def test_what_two_periods_share_lies_in_both_and_both_lie_in_their_span(a: Sides, b: Sides) -> None:
    one, other = _interval(a), _interval(b)
    common = one.common(other)
    assert (common is not None) == one.fits(other)
    assert common is None or (one.covers(common) and other.covers(common))
    assert one.span(other).covers(one)
    assert one.span(other).covers(other)


@given(_SIDES, _SIDES, st.booleans(), st.booleans())
def test_fitting_goes_both_ways(a: Sides, b: Sides, hedged: bool, loose: bool) -> None:
    one, other = read_value(*a, hedged), read_value(*b)
    assert one.fits(other, loose=loose) == other.fits(one, loose=loose)
    assert one.rounds(other, loose=loose) == other.rounds(one, loose=loose)
    assert one.fits(other, loose=loose) or not one.fits(other)


def exactly(number: Number) -> Amount:
    return Amount(min=number, max=number)


def test_what_is_written_fits_what_can_be_true_beside_it() -> None:
    may = Interval.model_validate({"from": "2025-05-01", "to": "2025-05-31"})
    assert fit(exactly(80_000_000).written(), exactly(82_900_000).written())
    assert not fit(Amount(min=80_000_000, max=80_000_000, grain=1).written(), exactly(82_900_000).written())
    assert not fit(exactly(15).written(), exactly(16).written())
    assert fit(may.written(), Interval.model_validate({"from": "2025-05-31", "to": None}).written())
    assert not fit(may.written(), exactly(15).written())


def test_amounts_of_the_same_bounds_are_one_however_written_and_the_grain_is_kept_where_it_is_shown() -> None:
    shown = Amount(min=80_000_000, max=80_000_000, grain=1_000_000)
    assert shown == exactly(80_000_000)
    assert hash(shown) == hash(exactly(80_000_000))
    assert shown != Amount(min=80_000_000, max=None)
    assert exactly(15).model_dump() == {"min": 15, "max": 15}
    assert Amount.model_validate_json(shown.model_dump_json()).grain == 1_000_000
