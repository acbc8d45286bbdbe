import pytest

from extractor.values import Value, compatible, distance, read_value


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
