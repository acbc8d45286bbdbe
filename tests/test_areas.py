"""The official regions, and what a written name of an area means."""

from __future__ import annotations

from collections import Counter

import pytest

from extractor.areas import compile_areas
from extractor.rules import load_rules

RULES = load_rules()
AREAS = compile_areas(RULES)


def test_all_provinces_regencies_and_cities_are_there_once() -> None:
    rows = RULES.tsv("regions.tsv")
    assert Counter(row["kind"] for row in rows) == {"province": 38, "regency": 416, "city": 98}
    assert len({row["code"] for row in rows}) == 552
    assert all(row["kind"] == "province" or row["code"][:2] in AREAS.by_code for row in rows)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Jawa Tengah", None, "33"),
        ("Jateng", None, "33"),
        ("Bandung", "Kota", "32.73"),
        ("Bandung", "Kabupaten", "32.04"),
        ("Surakarta", None, "33.72"),
        ("Solo", None, "33.72"),
        ("Gorontalo", None, "75"),
        ("Jakarta", None, "31"),
        ("Papua Barat Daya", None, "96"),
        ("Kudus", None, "33.19"),
    ],
)
def test_a_name_leads_to_its_official_code(name: str, kind: str | None, code: str) -> None:
    area = AREAS.resolve(name, kind)
    assert area is not None
    assert area.code == code


def test_a_regency_and_a_city_of_one_name_stay_undecided_without_their_kind() -> None:
    assert AREAS.resolve("Bandung") is None
    assert AREAS.resolve("Malang") is None
