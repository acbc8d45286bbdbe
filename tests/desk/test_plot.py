"""The course of a record as SVG."""

from __future__ import annotations

import re
from datetime import date

from extractor.desk.plot import plot
from extractor.models import Amount, Interval, Record
from tests.web.sample import records


def dated(*days: date) -> Record:
    """A record of start days, one claim each, published on different days."""
    model = records()[0]
    claims = tuple(
        claim.model_copy(update={"value": Interval(from_=day, to=day)})
        for claim, day in zip(model.claims, days, strict=True)
    )
    value = Interval(from_=days[-1], to=days[-1])
    return model.model_copy(update={"claims": claims, "value": value, "relation": "agree", "attribute": "start_date"})


def ticks(svg: str) -> list[str]:
    return re.findall(r'text-anchor="end">([^<]+)</text>', svg)


def test_equal_days_lie_in_the_middle_of_some_weeks() -> None:
    svg = plot(dated(date(2025, 5, 1), date(2025, 5, 1)), [], "id", "grafik")
    assert svg.count("<circle") == 2
    assert all(re.fullmatch(r"\d{1,2} (April|Mei|Oktober) 2025", tick) for tick in ticks(svg))


def test_a_target_of_amounts_draws_no_line_among_days() -> None:
    target = records()[1]
    assert isinstance(target.value, Amount)
    svg = plot(dated(date(2025, 5, 1), date(2025, 6, 1)), [target], "id", "grafik")
    assert 'class="target"' not in svg
    assert svg.count("<circle") == 2


def test_a_target_is_a_line_and_a_contradiction_is_ringed() -> None:
    conflict, target = records()
    settled = conflict.model_copy(update={"value": Amount(min=5000, max=5000), "resolved": True})
    svg = plot(settled, [target], "id", "grafik <b>")
    assert svg.count('<line class="target"') == 1
    assert svg.count('<g class="conflicting">') == 1
    assert 'aria-label="grafik &lt;b&gt;"' in svg


def test_one_claim_has_no_course() -> None:
    assert plot(records()[1], [], "id", "grafik") == ""
