"""A deadline is called by the target that is due on it, or by the headline that gives that."""

from __future__ import annotations

import pytest

from extractor.models import ArticleSummary, Fact, Record
from extractor.reconcile import reconcile
from tests.reconcile.facts import dated, days, quantity, summary
from tests.reconcile.naming.titled import RULES


def _due(headline: str, *sentences: str, linked: int = 1) -> str:
    """The title of a deadline whose days stand in the sentences, the first ``linked`` of them with the target."""
    article = summary("a", "\n".join((headline, *sentences)))
    headed = "500 gerai" in headline
    facts: list[Fact] = []
    for nth in range(1, len(sentences) + 1):
        day = dated(article, "12 Juni 2025", "2025-06-12", role="due", target=True, nth=nth)
        facts.append(day)
        if nth <= linked:
            facts += [_figure(article, "500 gerai", one, day.fact_id) for one in range(1, nth + headed + 1)]
    return next((one.title for one in _records(facts, article) if one.attribute == "due_date"), "")


def _figure(article: ArticleSummary, phrase: str, nth: int, due_fact: str | None) -> Fact:
    return quantity(
        article,
        phrase,
        500,
        nth=nth,
        status="target",
        unit="gerai",
        participants=False,
        due=days("2025-06-12"),
        due_fact=due_fact,
    )


def _records(facts: list[Fact], article: ArticleSummary) -> list[Record]:
    return list(reconcile(facts, [article], RULES))


@pytest.mark.parametrize(
    ("headline", "sentences", "title"),
    [
        (
            "Kabar hari ini",
            ("Kopi Meratus menargetkan 500 gerai Meratus Jaya dibuka pada 12 Juni 2025",),
            "Tenggat target pembukaan 500 gerai Meratus Jaya",
        ),
        (
            "Kopi Meratus Bidik 500 gerai di Jawa",
            ("Kopi Meratus menargetkan 500 gerai Meratus Jaya dibuka pada 12 Juni 2025",),
            "Kopi Meratus Bidik 500 gerai di Jawa (12 Juni 2025)",
        ),
        (
            "Kopi Meratus Bidik 500 gerai pada 12 Juni 2025",  # that is the title of the target itself
            ("Kopi Meratus menargetkan 500 gerai Meratus Jaya dibuka pada 12 Juni 2025",),
            "Tenggat target pembukaan 500 gerai Meratus Jaya: “Kopi Meratus Bidik 500 gerai pada 12 Juni 2025”",
        ),
        (
            "Kabar hari ini",
            (
                "Kopi Meratus menargetkan 500 gerai Meratus Jaya dibuka pada 12 Juni 2025",
                "Wali kota Ani akan meresmikan Jembatan Meratus di Garut pada 12 Juni 2025",
                "Peresmian Jembatan Meratus ditargetkan pada 12 Juni 2025",
                "Warga menanti peresmian Jembatan Meratus pada 12 Juni 2025",
            ),
            "Wali kota Ani akan meresmikan Jembatan Meratus di Garut (12 Juni 2025)",
        ),
    ],
)
def test_a_deadline_is_called_by_its_target(headline: str, sentences: tuple[str, ...], title: str) -> None:
    assert _due(headline, *sentences) == title


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("pelebaran jalan", "Tenggat pelebaran jalan pada 12 Juni 2025"),
        ("Makan Bergizi Gratis", "Tenggat terkait MBG pada 12 Juni 2025"),
        ("jembatan baru", None),
    ],
)
def test_the_deadline_of_work_is_called_by_it_before_a_report_of_other_things(what: str, title: str | None) -> None:
    headline = "Warga Garut Keluhkan Kawasan Industri dan Jalan yang Sempit"
    told = "Ani menambahkan, proyek pelebaran jalan tersebut ditargetkan dapat selesai pada 12 Juni 2025"
    article = summary("a", f"{headline}\n{told}")
    day = dated(article, "12 Juni 2025", "2025-06-12", role="due", target=True, what=what)
    assert [record.title for record in _records([day], article)] == ([f"{title}: “{headline}”"] if title else [])


@pytest.mark.parametrize(
    ("published", "sentence", "found"),
    [
        ("2025-01-01", "Laba bersih Bank Meratus menyentuh target pada 12 Juni 2025", True),
        (None, "Laba bersih Bank Meratus mencapai Rp 3 triliun pada 12 Juni 2025", False),
        (None, "Laba bersih Bank Meratus ditargetkan mencapai Rp 3 triliun pada 12 Juni 2025", True),
    ],
)
def test_in_a_report_without_a_day_a_deadline_is_told_by_its_sentence(
    published: str | None, sentence: str, found: bool
) -> None:
    article = summary("a", f"Laba Bank Meratus dan Rencana Tahun Depan\n{sentence}", published)
    assert bool(_records([dated(article, "12 Juni 2025", "2025-06-12", role="due", target=True)], article)) == found


@pytest.mark.parametrize(
    ("headline", "phrase", "until", "title"),
    [
        ("Kopi Meratus Makin Mahal", "semester II 2025", ("2025-07-01", "2025-12-31"), []),
        (
            "Kopi Meratus Makin Mahal Semester II 2025",
            "semester II 2025",
            ("2025-07-01", "2025-12-31"),
            ["Kopi Meratus Makin Mahal Semester II 2025"],
        ),
        (
            "Kopi Meratus Makin Mahal",
            "Juni 2025",
            ("2025-06-01", "2025-06-30"),
            ["Kopi Meratus Makin Mahal (Juni 2025)"],
        ),
    ],
)
def test_half_a_year_in_passing_is_no_deadline(
    headline: str, phrase: str, until: tuple[str, str], title: list[str]
) -> None:
    article = summary("a", f"{headline}\nPetani kopi Meratus diharapkan lebih bergairah pada {phrase}")
    day = dated(article, phrase, *until, role="due", target=True)
    assert [record.title for record in _records([day], article)] == title


def test_a_rate_is_of_its_year_and_not_due_in_it() -> None:
    article = summary("a", "Kabar hari ini\nTarget pertumbuhan ekonomi Garut sebesar 500 persen pada 2026.")
    day = dated(article, "2026", "2026-01-01", "2026-12-31", role="due", target=True)
    due = {"due": day.days, "due_fact": day.fact_id, "status": "target", "participants": False}
    found = _records([quantity(article, "500 persen", 500, unit="persen", **due), day], article)
    assert {one.attribute: one.title for one in found} == dict.fromkeys(
        ("target", "due_date"), "Target pertumbuhan ekonomi Garut 500% pada 2026"
    )


def test_what_is_aimed_at_does_not_read_as_done() -> None:
    headline = "Pajak Kumpulkan Rp 20 Triliun dari Penunggak hingga Akhir 2025"
    article = summary("a", f"{headline}\nBudi menargetkan Rp 20 triliun hingga akhir tahun.")
    day = dated(article, "akhir tahun", "2025-09-01", "2025-12-31", role="due", target=True)
    due = {"due": day.days, "due_fact": day.fact_id, "status": "target", "participants": False}
    figure = quantity(article, "Rp 20 triliun", 2e13, unit="rupiah", **due)
    found = {one.attribute: one.title for one in _records([figure, day], article)}
    assert found == {"target": f"{headline} (target)", "due_date": f"{headline} (target)"}
