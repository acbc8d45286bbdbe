"""Days of matches and tournaments: one match is told by its sides, a day within weeks is that of something in them."""

from __future__ import annotations

import pytest

from extractor.models import Fact
from extractor.reconcile import reconcile
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements.vocabulary import read_sides, side_words
from extractor.rules import load_rules
from tests.reconcile.facts import dated, summary

RULES = load_rules()
CUP = "Piala Nusantara 2025"


def _records(*reports: tuple[str, str, str, str]) -> list[int]:
    """How many claims the records hold, of reports: title, sentence, its day, the last of the days."""
    articles, facts = [], list[Fact]()
    for number, (title, sentence, day, last) in enumerate(reports):
        article = summary(f"a{number}", f"{title}\n{sentence}", "2025-06-18")
        phrase = sentence.rpartition("pada ")[2].rstrip(".")
        articles.append(article)
        facts.append(dated(article, phrase, day, last, role="event", what=CUP))
    return sorted(len(record.claims) for record in reconcile(facts, articles, RULES))


@pytest.mark.parametrize(
    ("first", "second", "claims"),
    [
        ("Hasil Sriwijaya vs Borneo 2-1", "Borneo Vs Sriwijaya: Tuan Rumah Menang", [2]),
        ("Hasil Sriwijaya vs Borneo 2-1", "Hasil Kaltara vs Celebes 0-0", [1, 1]),
        ("Hasil Sriwijaya vs Borneo 2-1", "Jadwal Lengkap Pertandingan", [1, 1]),
    ],
)
def test_the_sides_of_a_match_tell_it_from_the_others_of_its_day(first: str, second: str, claims: list[int]) -> None:
    reports = [
        (first, f"Laga {CUP} digelar di stadion kota pada Rabu (18/6/2025).", "2025-06-18", "2025-06-18"),
        (second, f"Wasit memimpin {CUP} di tengah hujan pada Rabu (18/6/2025).", "2025-06-18", "2025-06-18"),
    ]
    assert _records(*reports) == claims


def test_a_day_within_the_weeks_of_a_tournament_is_not_the_tournament() -> None:
    weeks = ("Piala dimulai", f"{CUP} berlangsung pada 15 Juni sampai 14 Juli 2025.", "2025-06-15", "2025-07-14")
    day = ("Jadwal hari ini", f"Empat laga {CUP} dimainkan pada Rabu (18/6/2025).", "2025-06-18", "2025-06-18")
    again = ("Piala besar", f"{CUP} berlangsung pada 15 Juni sampai 14 Juli 2025.", "2025-06-15", "2025-07-14")
    assert _records(weeks, day) == [1, 1]
    assert _records(weeks, again) == [2]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Jadwal Sriwijaya vs Borneo malam ini", ("Sriwijaya", "Borneo")),
        ("Laga Kota Kaltara Versus Celebes FC", ("Kota Kaltara", "Celebes FC")),
        ("Sriwijaya vs Borneo, Kaltara vs Celebes", None),
        ("Vs Borneo", None),
        ("Laga Sriwijaya ditunda", None),
        ("Sriwijaya akan menghadapi Borneo di kandang", ("Sriwijaya", "Borneo")),
        ("Dua tim lain, Sriwijaya dan Kota Kaltara, baru akan saling berhadapan besok", None),
        ("Di grup itu Sriwijaya dan Kota Kaltara baru akan saling berhadapan besok", ("Sriwijaya", "Kota Kaltara")),
        ("Sopir dan polisi bentrok di Medan", None),
    ],
)
def test_sides_are_read_where_a_text_names_one_match(text: str, sides: tuple[str, str] | None) -> None:
    assert read_sides(text, load_settings(RULES)) == sides


@pytest.mark.parametrize(("later", "records"), [("2025-06-09", 1), ("2025-06-20", 2)])
def test_no_event_moves_by_weeks_unless_a_report_tells_of_it(later: str, records: int) -> None:
    facts, articles = list[Fact](), []
    for name, day in (("a", "2025-06-06"), ("b", later)):
        article = summary(name, f"Final Basket Nusantara\nSriwijaya menjamu Borneo di {CUP} pada Jumat.", "2025-06-05")
        articles.append(article)
        facts.append(dated(article, "Jumat", day, role="event", what=CUP, ministries=("kemenpora",)))
    assert len(list(reconcile(facts, articles, RULES))) == records


def test_what_two_clubs_share_makes_no_match_the_same() -> None:
    assert side_words(("Al Barito", "FC Celebes")) == (frozenset({"barito"}), frozenset({"celebes"}))
    assert side_words(("PS", "Borneo")) == (frozenset({"ps"}), frozenset({"borneo"}))


def test_a_report_of_two_matches_of_one_day_keeps_them_apart() -> None:
    text = (
        f"Hasil Sriwijaya vs Borneo\nSriwijaya vs Borneo di {CUP} digelar pada Rabu (18/6/2025).\n"
        f"Dua tim lain di {CUP} yaitu Kaltara dan Celebes baru akan saling berhadapan malam nanti."
    )
    article = summary("a", text, "2025-06-18")
    facts: list[Fact] = [
        dated(article, phrase, "2025-06-18", role="event", what=CUP) for phrase in ("Rabu (18/6/2025)", "malam nanti")
    ]
    assert [len(record.claims) for record in reconcile(facts, [article], RULES)] == [1, 1]
