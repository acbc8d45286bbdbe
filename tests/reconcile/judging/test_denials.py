"""A fact-check is evidence against what it quotes; a correction takes back what its outlet said."""

from __future__ import annotations

from extractor.models import Amount, Fact, Record
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()
WHAT = "Kursus Las Nusantara"
TRUE = summary("t", f"Kursus dibuka\n{WHAT} diikuti 1.300 peserta.", "2025-06-01", "siang.id")
FALSE = summary("f", f"Kursus ramai\n{WHAT} diikuti 2 juta peserta.", "2025-06-02", "viral.id")
CHECK = summary(
    "c",
    f"Cek fakta {WHAT}\nUnggahan tentang {WHAT} diikuti 2 juta peserta itu hoaks. {WHAT} diikuti 1.300 peserta.",
    "2025-06-03",
    "cek.id",
)


def checked() -> list[Fact]:
    return [
        quantity(CHECK, "2 juta peserta", 2e6, status="denied", what=WHAT),
        quantity(CHECK, "1.300 peserta", 1300, what=WHAT),
    ]


def slips(record: Record) -> list[tuple[str, str | None]]:
    return [(claim.text, claim.slip) for claim in record.claims]


def test_a_hoax_that_a_report_quotes_stands_beside_the_truth_and_is_nobodys_figure() -> None:
    (record,) = reconcile([*checked(), quantity(TRUE, "1.300 peserta", 1300, what=WHAT)], [CHECK, TRUE], RULES)
    assert (record.relation, record.value, record.sources) == ("agree", Amount(min=1300, max=1300), 2)
    assert slips(record) == [("1.300 peserta", None), ("2 juta peserta", "denied"), ("1.300 peserta", None)]
    assert "2 laporan" in record.why
    assert "dibantah dalam berita itu" in record.why


def test_who_states_what_another_report_calls_false_is_in_conflict_with_it() -> None:
    (record,) = reconcile([*checked(), quantity(FALSE, "2 juta peserta", 2e6, what=WHAT)], [CHECK, FALSE], RULES)
    assert record.relation == "conflict"
    assert (record.contradiction or 0.0) > 0.7


def test_what_is_only_denied_stands_in_no_record() -> None:
    assert list(reconcile(checked()[:1], [CHECK], RULES)) == []


def test_a_correction_takes_back_what_its_outlet_said_under_any_of_its_hosts() -> None:
    wrong = summary("w", f"Kursus ramai\n{WHAT} diikuti 13.000 peserta.", "2025-06-01", "nasional.siang.id")
    text = f"Ralat {WHAT}\n{WHAT} diikuti 1.300 peserta, bukan 13.000 peserta."
    right = summary("r", text, "2025-06-02", "www.siang.id")
    facts: list[Fact] = [
        quantity(wrong, "13.000 peserta", 13000, what=WHAT),
        quantity(right, "1.300 peserta", 1300, what=WHAT),
        quantity(right, "13.000 peserta", 13000, status="denied", what=WHAT),
    ]
    (record,) = reconcile(facts, [wrong, right], RULES)
    assert (record.relation, record.value, record.sources) == ("update", Amount(min=1300, max=1300), 1)
    assert slips(record) == [("13.000 peserta", "retracted"), ("1.300 peserta", None), ("13.000 peserta", "denied")]
