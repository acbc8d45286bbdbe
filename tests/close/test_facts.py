"""Facts as they are built, without validation: nothing is missing that validation would ask for."""

from __future__ import annotations

from datetime import date

from extractor.models import FACT, Article
from extractor.pipeline import Pipeline

TEXT = (
    "Kemnaker Targetkan 5.000 Peserta Magang pada 2026\n"
    "Menteri Ketenagakerjaan Yassierli dan BPS menyebut pelatihan diikuti 1.200 peserta per 20 Oktober 2025 di Solo."
)


def test_every_fact_holds_all_fields_of_its_model_and_validates_as_it_is() -> None:
    extraction = Pipeline().read(Article(id="a", published=date(2025, 10, 22), text=TEXT))
    facts = extraction.facts
    assert {fact.type for fact in facts} == {"ministry", "agency", "date", "quantity"}
    for model in (*facts, extraction, extraction.article, *(fact.sentence for fact in facts)):
        assert set(vars(model)) == model.model_fields_set == set(type(model).model_fields)
    assert [FACT.validate_json(fact.model_dump_json(by_alias=True)) for fact in facts] == list(facts)


def test_a_changed_copy_leaves_the_fields_of_others_alone() -> None:
    first, second, *_ = Pipeline().read(Article(id="a", published=date(2025, 10, 22), text=TEXT)).facts
    copy = first.model_copy(update={"rule": "lain"})
    copy.model_fields_set.clear()
    assert copy.rule == "lain"
    assert first.model_fields_set == set(type(first).model_fields)
    assert second.model_fields_set == set(type(second).model_fields)
