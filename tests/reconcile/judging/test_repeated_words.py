"""What a later report of an outlet repeats word for word is no second day."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import Article, Pipeline, reconcile
from extractor.models import Interval
from extractor.reconcile.judging.readings import read_claims
from extractor.reconcile.settings import load_settings
from extractor.rules import load_rules
from tests.reconcile.facts import dated, summary

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
    assert (record.relation, record.value) == ("compatible", Interval(from_=first, to=first))


@pytest.mark.parametrize(("later", "days"), [("2025-08-14", 1), ("2025-08-20", 2)])
def test_what_an_outlet_writes_again_after_a_week_is_of_that_day(later: str, days: int) -> None:
    articles = [
        summary(day, "Layanan\nMobil baca keliling Sleman beroperasi mulai hari ini.", day, "kabar.example")
        for day in ("2025-08-12", later)
    ]
    facts = [dated(one, "hari ini", str(one.published), role="start") for one in articles]
    readings = read_claims(facts, {one.id: one for one in articles}, {}, load_settings(RULES))
    assert len({reading.key for reading in readings}) == days


@pytest.mark.parametrize(
    ("words", "days"), [("ditunda karena saksinya sakit.", 1), ("dibuka dengan pembacaan dakwaan.", 2)]
)
def test_a_short_beginning_is_the_same_only_with_the_words_behind_it(words: str, days: int) -> None:
    told = ("ditunda karena saksinya sakit.", words)
    articles = [
        summary(f"a{day}", f"Sidang Dewi\nSidang Dewi hari ini {rest}", f"2025-08-{day}", "kabar.example")
        for day, rest in zip((13, 14), told, strict=True)
    ]
    facts = [dated(one, "hari ini", str(one.published), role="event") for one in articles]
    readings = read_claims(facts, {one.id: one for one in articles}, {}, load_settings(RULES))
    assert len({reading.key for reading in readings}) == days
