"""The day on which something begins: which of a sentence's dates it is, and reports that differ about it."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Article, ArticleSummary, DateFact, Fact, Record
from extractor.pipeline import Pipeline
from extractor.reconcile import reconcile
from extractor.reconcile.judging import build_record
from extractor.reconcile.judging.parts import Surroundings, read_part
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, summary

RULES = load_rules()


def starts(facts: list[Fact], articles: list[ArticleSummary]) -> list[Record]:
    return [record for record in reconcile(facts, articles, RULES) if record.attribute == "start_date"]


def start(
    article: ArticleSummary, phrase: str, first: str, last: str | None = None, edtf: str | None = None
) -> DateFact:
    return dated(article, phrase, first, last, role="start", what="Bantuan Pangan", edtf=edtf)


def test_dates_that_only_set_the_scene_are_no_starts() -> None:
    article = summary(
        "a",
        "Bantuan Pangan\nKarena untuk Oktober dan November, Bantuan Pangan disalurkan mulai pekan depan.",
        "2025-10-17",
    )
    facts: list[Fact] = [
        start(article, "Oktober", "2025-10-01", "2025-10-31"),
        start(article, "November", "2025-11-01", "2025-11-30"),
        start(article, "pekan depan", "2025-10-20", "2025-10-26"),
    ]
    (record,) = starts(facts, [article])
    assert [claim.text for claim in record.claims] == ["pekan depan"]


def test_several_starts_without_a_mark_are_all_kept() -> None:
    article = summary(
        "a", "Bantuan Pangan\nBantuan Pangan dibuka Oktober di desa dan dibuka November di kota.", "2025-09-17"
    )
    facts: list[Fact] = [
        start(article, "Oktober", "2025-10-01", "2025-10-31"),
        start(article, "November", "2025-11-01", "2025-11-30"),
    ]
    assert sum(len(record.claims) for record in starts(facts, [article])) == 2


def test_what_begins_on_a_day_and_goes_on_begins_on_that_day() -> None:
    article = summary(
        "a",
        "Bantuan Pangan\nPenyaluran Bantuan Pangan dimulai sejak 6 Januari 2025 hingga 31 Maret 2025.",
        "2025-04-02",
    )
    phrase = "6 Januari 2025 hingga 31 Maret 2025"
    (record,) = starts([start(article, phrase, "2025-01-06", "2025-03-31", "2025-01-06/2025-03-31")], [article])
    assert (record.value, record.claims[0].text) == (days("2025-01-06"), phrase)


def test_what_begins_between_two_months_may_begin_in_either() -> None:
    article = summary("a", "Bantuan Pangan\nBantuan Pangan dimulai bertahap sejak Juli hingga September.", "2025-10-02")
    fact = start(article, "Juli hingga September", "2025-07-01", "2025-09-30", "2025-07/2025-09")
    (record,) = starts([fact], [article])
    assert record.value == days("2025-07-01", "2025-09-30")


def test_a_week_that_fits_both_of_two_days_decides_for_neither() -> None:
    week = summary("a", "Bantuan Pangan\nPenyaluran Bantuan Pangan dimulai pekan depan.", "2025-10-17")
    monday = summary("b", "Bantuan Pangan\nPenyaluran Bantuan Pangan dimulai hari ini.", "2025-10-20")
    tuesday = summary("c", "Bantuan Pangan\nPenyaluran Bantuan Pangan dimulai hari ini.", "2025-10-21")
    again = summary("d", "Bantuan Pangan\nPenyaluran Bantuan Pangan dimulai Senin lalu.", "2025-10-22")
    facts: list[Fact] = [
        start(week, "pekan depan", "2025-10-20", "2025-10-26"),
        start(monday, "hari ini", "2025-10-20"),
        start(tuesday, "hari ini", "2025-10-21"),
        start(again, "Senin lalu", "2025-10-20"),
    ]
    (record,) = starts(facts, [week, monday, tuesday, again])
    assert (record.relation, record.value) == ("conflict", days("2025-10-20"))
    (even,) = starts(facts[:3], [week, monday, tuesday])
    assert (even.relation, even.value) == ("conflict", None)


def test_a_joint_start_is_moved_and_the_day_of_a_statement_is_no_event() -> None:
    both = "Kemnaker dan Kementerian UMKM"
    texts = {
        "a": (
            date(2025, 1, 31),
            f"{both} Siapkan Pelatihan Kewirausahaan\n{both} bekerja sama, ujar Maman usai pertemuan di gedung "
            "kementerian, Jakarta, Jumat (31/1/2025).\n“Kami ingin cepat, dalam tiga bulan ke depan kita akan memulai "
            "pelatihan kewirausahaan,” kata Menteri UMKM.",
        ),
        "b": (
            date(2025, 3, 26),
            f"{both} Gelar Pelatihan Kewirausahaan\nPelatihan kewirausahaan {both} direncanakan akan dimulai pada "
            "Mei 2025.",
        ),
    }
    pipeline = Pipeline(RULES)
    read = [pipeline.read(Article(id=id, published=day, text=text)) for id, (day, text) in texts.items()]
    facts = [fact for one in read for fact in one.facts]
    (record,) = reconcile(facts, [one.article for one in read], RULES)
    assert (record.attribute, record.relation) == ("start_date", "update")
    assert record.value == days("2025-05-01", "2025-05-31")
    assert [claim.text for claim in record.claims] == ["tiga bulan ke depan", "Mei 2025"]


@pytest.mark.parametrize(
    ("roles", "attribute"),
    [(("due", "start"), "start_date"), (("due", "event"), "event_date"), (("due", "due"), "due_date")],
)
def test_a_day_that_is_marked_once_is_no_deadline_for_want_of_a_mark(roles: tuple[str, str], attribute: str) -> None:
    article = summary("a", "Beras cair 12 Mei 2026\nBeras Sleman cair di balai desa 12 Mei 2026.", "2026-04-20")
    facts: list[Fact] = [
        dated(article, "12 Mei 2026", "2026-05-12", nth=n, role=role, what="Beras Sleman")
        for n, role in enumerate(roles, 1)
    ]
    part = read_part(facts, Surroundings({"a": article}, {}, RULES))  # type: ignore[arg-type]
    assert build_record(part, Surroundings({"a": article}, {}, RULES)).attribute == attribute
