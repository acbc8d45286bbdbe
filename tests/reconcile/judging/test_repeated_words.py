"""What a later report of an outlet repeats word for word is no second day."""

from __future__ import annotations

from datetime import date

from extractor import Article, Pipeline, reconcile
from extractor.models import Interval
from extractor.rules import load_rules

RULES = load_rules()
PIPELINE = Pipeline(RULES)
STOPPED = "Penghentian program MBG di dua sekolah itu dimulai hari ini."


def test_today_repeated_by_the_same_outlet_counts_from_its_first_report() -> None:
    read = [
        PIPELINE.read(
            Article(
                id=f"a{day}",
                source="kabar.example",
                published=f"2025-08-{day}",
                text=f"MBG dihentikan sementara\n{STOPPED}",
            )
        )
        for day in (13, 15)
    ]
    records = reconcile([fact for one in read for fact in one.facts], [one.article for one in read], RULES)
    (record,) = [one for one in records if one.attribute == "start_date"]
    first = date(2025, 8, 13)
    assert (record.relation, record.value) == ("agree", Interval(from_=first, to=first))
