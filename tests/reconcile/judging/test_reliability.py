"""Learned reliability of outlets: what it decides, when it is refused, and that the order does not matter."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import orjson
import pytest

from extractor.disk.lines import encode
from extractor.disk.sorting import Sorter
from extractor.jobs.ledger import FOLDER
from extractor.jobs.reconcile import write_reconciled
from extractor.models import Amount, Record
from extractor.reconcile.judging import build_record
from extractor.reconcile.judging.parts import Surroundings, read_part
from extractor.reconcile.judging.reliability import decide, learn_reliability
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()


def told(number: int, said: dict[str, int]) -> Record:
    """A record of one day in which each outlet gives a count."""
    articles = [
        summary(f"{source}-{number}", f"Kursus {number}\nKursus las diikuti {value} peserta.", source=source)
        for source, value in said.items()
    ]
    facts = [
        quantity(article, f"{value} peserta", value, what="kursus las")
        for article, value in zip(articles, said.values(), strict=True)
    ]
    around = Surroundings({article.id: article for article in articles}, {}, RULES)
    return build_record(read_part(facts, around), around)


@pytest.fixture(scope="module")
def corpus() -> list[Record]:
    """teliti.id and two more outlets nearly always agree; ceroboh.id gives another figure every second time."""
    records = []
    for number in range(220):
        true = 1000 + 7 * number
        wrong = true + 211 if number % 2 else true
        records.append(told(number, {"teliti.id": true, "kabar.id": true, "warta.id": true, "ceroboh.id": wrong}))
    return records


def test_an_open_contradiction_goes_to_the_outlet_that_is_oftener_right(corpus: list[Record]) -> None:
    open_one = told(900, {"ceroboh.id": 4512, "teliti.id": 4125})
    assert (open_one.relation, open_one.value) == ("conflict", None)
    learned = learn_reliability([*corpus, open_one], RULES)
    decided = decide(open_one, learned, RULES)
    assert (decided.relation, decided.value, decided.resolved) == ("conflict", Amount(min=4125, max=4125), True)
    assert learned.resolution is not None
    accuracy = {source: round(100 * learned.resolution.reliability[source]) for source in ("ceroboh.id", "teliti.id")}
    assert 40 <= accuracy["ceroboh.id"] <= 60 < 95 <= accuracy["teliti.id"]
    assert decided.why == (
        f"4.125 peserta dipilih berdasarkan keandalan media, yang dipelajari dari 221 rujukan: "
        f"ceroboh.id {accuracy['ceroboh.id']}% (221 rujukan), teliti.id {accuracy['teliti.id']}% (221 rujukan). "
        f"Tanpa itu: {open_one.why}"
    )
    assert decided.why_en.startswith("4,125 peserta is chosen by the reliability of outlets, learned from 221 records")


def test_records_that_are_decided_and_outlets_of_equal_standing_stay_as_they_are(corpus: list[Record]) -> None:
    even = told(901, {"kabar.id": 4512, "teliti.id": 4125})
    learned = learn_reliability([*corpus, even], RULES)
    assert decide(even, learned, RULES) is even
    assert all(decide(record, learned, RULES) is record for record in corpus)


def test_too_few_records_teach_nothing(corpus: list[Record]) -> None:
    learned = learn_reliability(corpus[:150], RULES)
    assert (learned.records, learned.least, learned.resolution) == (150, 200, None)
    open_one = told(902, {"ceroboh.id": 4512, "teliti.id": 4125})
    assert decide(open_one, learned, RULES) is open_one


def test_what_is_learned_does_not_depend_on_the_order_of_the_records(corpus: list[Record]) -> None:
    expected = learn_reliability(corpus, RULES)
    shuffled = list(corpus)
    random.Random(3).shuffle(shuffled)
    found = learn_reliability(shuffled, RULES)
    assert found.resolution == expected.resolution
    assert found.counts == {"teliti.id": 220, "kabar.id": 220, "warta.id": 220, "ceroboh.id": 220}


def test_the_engine_counts_what_was_decided_and_changes_nothing_unasked(corpus: list[Record], tmp_path: Path) -> None:
    open_one = told(900, {"ceroboh.id": 4512, "teliti.id": 4125})

    def written(name: str, records: list[Record], learn: bool) -> tuple[dict[str, object] | None, int]:
        directory = tmp_path / name
        (directory / FOLDER).mkdir(parents=True)
        with Sorter(directory / FOLDER) as sorter:
            for record in records:
                sorter.add(record.record_id, 100, encode(record))
            manifest = write_reconciled(directory, sorter, Counter(), lambda: RULES, RULES if learn else None)
        lines = (directory / "records.jsonl").read_bytes().splitlines()
        return manifest["reconciliation"].get("learned"), sum(not orjson.loads(line)["resolved"] for line in lines)

    assert written("plain", [*corpus, open_one], learn=False) == (None, 1)
    assert written("learned", [*corpus, open_one], learn=True) == ({"records": 221, "least": 200, "decided": 1}, 0)
    assert written("few", [*corpus[:9], open_one], learn=True) == ({"records": 10, "least": 200, "decided": 0}, 1)
