"""Round numbers with two digits changed over: a slip of one figure only where everything else agrees."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.models import Amount, Fact, Record
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()
KUDUS = {"name": "Kudus", "code": "33.19"}
PATI = {"name": "Pati", "code": "33.18"}


def told(*claims: tuple[int, str, dict[str, Any]]) -> list[Record]:
    """Records of (thousands, day, fields), each from an article of its own in the same words."""
    articles, facts = [], []
    for number, (thousands, day, fields) in enumerate(claims):
        phrase = f"{thousands}.000 pelajar"
        text = f"Beasiswa Lentera\nBeasiswa Lentera menyasar {phrase} dari keluarga nelayan. Laporan {number}."
        article = summary(f"a{number}", text, day)
        articles.append(article)
        given: dict[str, Any] = {"unit": "pelajar", "what": "Beasiswa Lentera", "status": "target"} | fields
        facts.append(quantity(article, phrase, thousands * 1000, **given))
    return list(reconcile(list[Fact](facts), articles, RULES))


def test_a_lone_swap_of_one_day_is_a_slip_and_kept_as_a_claim() -> None:
    (record,) = told((12, "2025-06-01", {}), (21, "2025-06-01", {}), (12, "2025-06-02", {}))
    assert (record.relation, record.value) == ("conflict", Amount(min=12_000, max=12_000))
    assert [claim.slip for claim in record.claims] == [None, "digits_swapped", None]
    assert "dua angka tertukar" in record.why


def test_one_against_one_stays_open() -> None:
    (record,) = told((12, "2025-06-01", {}), (21, "2025-06-01", {}))
    assert (record.relation, record.value, record.resolved) == ("conflict", None, False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((12, "2025-06-01", {"place": KUDUS}), (21, "2025-06-01", {"place": PATI})),
        ((12, "2025-06-01", {}), (21, "2025-06-01", {"what": "Beasiswa Mercusuar"})),
        ((12, "2025-06-01", {}), (21, "2025-06-01", {"status": "realised"})),
    ],
)
def test_another_place_programme_or_status_is_another_figure(first: Any, second: Any) -> None:
    assert sorted((len(record.claims), record.relation) for record in told(first, second)) == [(1, "single")] * 2


def test_both_numbers_in_one_article_are_two_figures() -> None:
    text = "Beasiswa Lentera\nBeasiswa Lentera menyasar 12.000 pelajar. Beasiswa Lentera menyasar 21.000 pelajar."
    article = summary("a", text)
    facts: list[Fact] = [
        quantity(article, f"{n}.000 pelajar", n * 1000, unit="pelajar", what="Beasiswa Lentera", status="target")
        for n in (12, 21)
    ]
    assert len(list(reconcile(facts, [article], RULES))) == 2


def test_a_later_target_with_the_digits_changed_over_is_an_update_or_another_figure() -> None:
    found = told((12, "2025-06-01", {}), (21, "2025-09-01", {}))
    assert all(claim.slip is None for record in found for claim in record.claims)
