from datetime import date

import pytest

from extractor.models import Amount, Interval
from extractor.values import Days, Value, compatible, days_meet, distance, fits, read_value, said, written


def value(text: str, low: float | None, high: float | str | None = "same", approx: bool = False) -> Value:
    return read_value(low, low if high == "same" else high, approx, text)  # type: ignore[arg-type]


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
    assert compatible(a, b)
    assert compatible(b, a)


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
    assert not compatible(a, b)
    assert not compatible(b, a)


def test_trailing_zeros_are_a_rounding_only_when_asked() -> None:
    whole, precise = value("80 juta", 80_000_000), value("82,9 juta", 82_900_000)
    assert not compatible(whole, precise)
    assert compatible(whole, precise, loose=True)


def test_distance_is_the_logarithm_of_the_ratio() -> None:
    assert distance(value("10", 10), value("10", 10)) == 0
    assert distance(value("10", 10), value("1.000", 1000)) == pytest.approx(4.605, abs=1e-3)
    assert distance(value("0", 0), value("7", 7)) == 10


@pytest.mark.parametrize(
    ("text", "number", "scale", "decimals"),
    [
        ("35,04 juta orang", 35_040_000, 1e6, 2),
        ("35.040.000", 35_040_000, 1, 0),
        ("Rp171 T", 171e12, 1e12, 0),
        ("12.508 ribu unit", 12_508_000, 1e3, 0),
        ("5-10 ribu", 5_000, 1e3, 0),
        ("-1,5 persen", -1.5, 1, 1),
        ("3.4 juta", 3_400_000, 1e5, 0),
        ("lima juta", 5_000_000, 1, 0),
        ("0,5 persen", 0.5, 1, 1),
        ("0 orang", 0, 1, 0),
    ],
)
def test_scale_and_decimals_as_written(text: str, number: float, scale: float, decimals: int) -> None:
    assert written(text, number) == (scale, decimals)


def days(first: str | None, last: str | None) -> Days:
    return date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None


@pytest.mark.parametrize(
    ("a", "b", "meet"),
    [
        (days("2025-05-01", "2025-05-31"), days("2025-05-31", "2025-06-02"), True),
        (days("2025-05-01", "2025-05-31"), days("2025-06-01", "2025-06-02"), False),
        (days("2025-05-01", None), days("2025-07-01", None), True),  # both reach on without end
        (days("2025-05-01", None), days(None, "2025-05-01"), True),
        (days("2025-05-02", None), days(None, "2025-05-01"), False),
        (days(None, "2025-05-01"), days(None, "2020-01-01"), True),
        (days(None, None), days("2025-05-01", "2025-05-01"), True),  # unknown: contradicts nothing
    ],
)
def test_an_open_side_of_a_period_reaches_everywhere(a: Days, b: Days, meet: bool) -> None:
    assert days_meet(a, b) is meet
    assert days_meet(b, a) is meet


def test_what_is_said_fits_what_can_be_true_beside_it() -> None:
    may = Interval.model_validate({"from": "2025-05-01", "to": "2025-05-31"})
    assert fits(
        said(Amount(min=80_000_000, max=80_000_000), text="80 juta"), said(Amount(min=82_900_000, max=82_900_000))
    )
    assert not fits(said(Amount(min=15, max=15)), said(Amount(min=16, max=16)))
    assert fits(said(may), said(Interval.model_validate({"from": "2025-05-31", "to": None})))
    assert not fits(said(may), said(Amount(min=15, max=15)))
