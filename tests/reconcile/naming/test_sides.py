"""What is a match of two sides, and which match a record tells of."""

from __future__ import annotations

import pytest

from extractor.reconcile.naming.clauses import disputed
from extractor.reconcile.naming.days import _match
from extractor.reconcile.naming.words import words_of
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements.vocabulary import read_sides
from extractor.rules import load_rules

RULES = load_rules()


def test_a_trial_is_no_match() -> None:
    words = words_of(RULES)
    assert disputed("Sidang Budi Vs Sari Ditunda", words)
    assert not disputed("Laga Persib Vs Persija Ditunda", words)


def test_a_tort_is_no_match() -> None:
    assert read_sides("KPK Dalami Perbuatan Melawan Hukum di OKU", load_settings(RULES)) is None
    assert read_sides("Hasil Persib Melawan Persija", load_settings(RULES)) == ("Persib", "Persija")


def test_the_match_of_most_reports_is_found_among_many() -> None:
    pairs = [("Persib", "Persija")] * 3 + [("Persija Jakarta", "Persib Bandung")] * 2 + [("Arema", "Persik")]
    assert _match(pairs) == "Persib vs Persija"
    assert _match([("A", "B"), ("C", "D")]) is None


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("10 November Timnas Meratus vs Toba", ("Timnas Meratus", "Toba")),
        ("Siaran Langsung: Elang vs Rajawali Game 1", ("Elang", "Rajawali")),
        ("Elang vs Rajawali Leg 2", ("Elang", "Rajawali")),
        ("Elang di Ambang Sejarah, Rileks Lawan Rajawali", None),
        ("Elang Merah vs Elang Biru", ("Elang Merah", "Elang Biru")),
    ],
)
def test_of_a_side_only_its_name_is_read(text: str, sides: tuple[str, str] | None) -> None:
    assert read_sides(text, load_settings(RULES)) == sides
