"""What is read of an article once travels to the groups of its claims unchanged."""

from __future__ import annotations

import pickle

from extractor.models import Fact, QuantityFact, Span
from extractor.reconcile.claims import carry, claims_of, restore
from extractor.rules import load_rules
from tests.growth import growth
from tests.reconcile.facts import dated, quantity, summary

RULES = load_rules()
TEXT = """Pelatihan Vokasi Gelombang 2 dibuka untuk 4.500 peserta
Kemnaker membuka Pelatihan Vokasi Gelombang 2 untuk 4.500 peserta mulai 3 Juni 2025 di Kota Bekasi.
Bukan 9.000 peserta seperti yang beredar, dan 9.000 peserta itu keliru."""


def _facts() -> list[Fact]:
    article = summary("a", TEXT)
    return [
        quantity(article, "4.500 peserta", 4500, status="target", what="Pelatihan Vokasi"),
        quantity(article, "4.500 peserta", 4500, nth=2, status="target", what="Pelatihan Vokasi"),
        dated(article, "3 Juni 2025", "2025-06-03", role="start", what="Pelatihan Vokasi"),
        quantity(article, "9.000 peserta", 9000, status="denied"),
        quantity(article, "9.000 peserta", 9000, nth=2),
    ]


def test_claims_are_restored_as_they_were_read() -> None:
    article = summary("a", TEXT)
    read = claims_of(_facts(), article, RULES)
    assert [len(one.facts) for one in read.statements] == [2, 2]
    assert [one.fact.text for one in read.dates] == ["3 Juni 2025"]
    carried = pickle.loads(pickle.dumps(carry(read)))
    restored = restore(carried, {fact.fact_id: fact for fact in read.facts}, article)
    assert restored.statements == read.statements
    assert [one.value.point for one in restored.statements] == [4500, 9000]
    assert restored.parts == read.parts
    for one in read.dates:
        one.worth = []  # asked for by learning alone
    assert restored.dates == read.dates


def test_a_figure_that_its_report_denies_elsewhere_is_sent_as_it_was_read() -> None:
    facts = _facts()
    read = claims_of(facts, summary("a", TEXT), RULES)
    [changed] = [fact for fact in read.facts if fact not in facts]
    assert (changed.text, changed.model_dump()["status"]) == ("9.000 peserta", "denied")


def test_only_claims_whose_facts_are_given_are_restored() -> None:
    article = summary("a", TEXT)
    read = claims_of(_facts(), article, RULES)
    target = read.statements[0]
    restored = restore(carry(read), {fact.fact_id: fact for fact in target.facts}, article)
    assert (restored.statements, restored.dates) == ([target], [])


def _repeated(times: int) -> list[Fact]:
    """One target again and again, each time in a sentence of its own."""
    (first, *_), length = _facts(), len(TEXT)
    assert isinstance(first, QuantityFact)
    return [
        first.model_copy(
            update={
                "fact_id": f"a#quantity:{at}",
                "start": first.start + at,
                "end": first.end + at,
                "sentence": Span(start=first.sentence.start + at, end=first.sentence.end + at),
            }
        )
        for at in range(0, times * length, length)
    ]


def test_an_article_that_repeats_itself_costs_no_more_than_its_length() -> None:
    article = summary("a", TEXT)
    short, long = _repeated(200), _repeated(1600)
    assert growth(lambda: claims_of(short, article, RULES), lambda: claims_of(long, article, RULES)) < 24
    (told,) = claims_of(long, article, RULES).statements
    # The first ones speak for all.
    assert [fact.fact_id for fact in told.facts] == [fact.fact_id for fact in long[:300]]


def test_an_article_with_hundreds_of_different_figures_keeps_them_all() -> None:
    article = summary("a", TEXT)
    told = [
        fact.model_copy(update={"min": float(at), "max": float(at), "unit": f"sort{at}", "what": f"Desa Sari {at}"})
        for at, fact in enumerate(_repeated(400), start=100)
    ]
    found = claims_of(told, article, RULES).statements
    assert sorted(fact.fact_id for one in found for fact in one.facts) == sorted(fact.fact_id for fact in told)
