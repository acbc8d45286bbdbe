"""What the models promise about their JSON."""

from __future__ import annotations

import json
from datetime import date

from extractor.models import Amount, Claim, Interval, Span


def _claim(value: Amount | Interval) -> Claim:
    return Claim(
        fact_id="a#quantity:0-3",
        doc_id="a",
        source=None,
        url=None,
        published=None,
        start=0,
        end=3,
        text="500",
        sentence=Span(start=0, end=3),
        value=value,
        status="target",
        said_by=None,
        counted_by=None,
        as_of=None,
    )


def test_a_claim_shows_its_bounds_where_a_fact_has_them() -> None:
    amount = json.loads(_claim(Amount(min=500, max=None)).model_dump_json())
    assert (amount["min"], amount["max"], amount["value"]) == (500, None, {"min": 500, "max": None})
    assert "from" not in amount
    days = json.loads(_claim(Interval(from_=date(2025, 5, 1), to=date(2025, 5, 31))).model_dump_json())
    assert (days["from"], days["to"]) == ("2025-05-01", "2025-05-31")
    assert "min" not in days


def test_a_claim_reads_back_what_it_wrote() -> None:
    for value in (Amount(min=None, max=10.5), Interval(from_=date(2025, 5, 1), to=None)):
        claim = _claim(value)
        assert Claim.model_validate_json(claim.model_dump_json()) == claim
