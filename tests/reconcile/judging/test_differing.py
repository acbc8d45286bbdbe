"""Two values that differ without a contradiction are told beside each other, with the reason."""

from __future__ import annotations

import importlib

import pytest

from extractor import Article, Pipeline, reconcile
from extractor.rules import load_rules

RULES = load_rules()
PIPELINE = Pipeline(RULES)
RECONCILING = importlib.import_module("extractor.reconcile")  # the package shows the function of this name


@pytest.mark.parametrize(
    ("first", "second", "reason", "told"),
    [
        (
            "Pameran Niaga Nusantara 2025 dibuka Menteri Perdagangan pada 15 Oktober 2025 di Tangerang.",
            "Pameran Niaga Nusantara 2025 ditutup Menteri Perdagangan pada 19 Oktober 2025 di Tangerang.",
            "role",
            "Berbeda, bukan bertentangan: 19 Oktober 2025 (langkah atau peran lain).",
        ),
        (
            "Rapat Dewan Gubernur Bank Indonesia berlangsung pada 17-18 Juni 2025 di Jakarta.",
            "Rapat Dewan Gubernur Bank Indonesia berlangsung pada 22-23 April 2025 di Jakarta.",
            "day",
            "Berbeda, bukan bertentangan: 22–23 April 2025 (hari lain).",
        ),
    ],
)
def test_neighbours_name_each_other_with_value_and_reason(first: str, second: str, reason: str, told: str) -> None:
    read = [
        PIPELINE.read(
            Article(id=name, source=f"{name}.example", published="2025-10-20", text=f"Kabar hari ini\n{text}")
        )
        for name, text in (("kabarsatu", first), ("kabardua", second))
    ]
    records = reconcile([fact for one in read for fact in one.facts], [one.article for one in read], RULES)
    one, other = sorted(records, key=lambda record: record.claims[0].doc_id, reverse=True)
    assert [(near.record_id, near.value, near.reason) for near in one.differs] == [
        (other.record_id, other.value, reason)
    ]
    assert [(near.record_id, near.value, near.reason) for near in other.differs] == [(one.record_id, one.value, reason)]
    assert {one.relation, other.relation} == {"single"}
    assert one.why.endswith(told)


def test_what_nothing_names_is_nobodys_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is left out for want of a name must not be pointed to."""
    named = RECONCILING.name_part
    monkeypatch.setattr(
        RECONCILING,
        "name_part",
        lambda part, around: ("", "") if part.facts[0].doc_id == "kabardua" else named(part, around),
    )
    read = [
        PIPELINE.read(
            Article(
                id=name,
                source=f"{name}.example",
                published="2025-10-20",
                text=f"Kabar hari ini\nRapat Dewan Gubernur Bank Indonesia berlangsung pada {day} 2025 di Jakarta.",
            )
        )
        for name, day in (("kabarsatu", "17-18 Juni"), ("kabardua", "22-23 April"))
    ]
    [record] = reconcile([fact for one in read for fact in one.facts], [one.article for one in read], RULES)
    assert [claim.doc_id for claim in record.claims] == ["kabarsatu"]
    assert record.differs == ()
