"""Facts as they are built."""

from __future__ import annotations

from datetime import date

from extractor.models import FACT, Article
from extractor.pipeline import Pipeline

TEXT = (
    "Kemnaker Targetkan 5.000 Peserta Magang pada 2026\n"
    "Menteri Ketenagakerjaan Yassierli dan BPS menyebut pelatihan diikuti 1.200 peserta per 20 Oktober 2025 di Solo."
)


def test_every_kind_of_fact_reads_back_as_it_was_written() -> None:
    facts = Pipeline().read(Article(id="a", published=date(2025, 10, 22), text=TEXT)).facts
    assert {fact.type for fact in facts} == {"ministry", "agency", "date", "quantity"}
    assert [FACT.validate_json(fact.model_dump_json(by_alias=True)) for fact in facts] == list(facts)
