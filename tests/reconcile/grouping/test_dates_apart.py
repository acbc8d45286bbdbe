"""Dates that look alike and are of different things: no common programme, a statement's day, another step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractor.models import ArticleSummary, Fact, Record
from extractor.reconcile import reconcile
from extractor.reconcile.evidence import NEVER, Level, points
from extractor.reconcile.grouping import dates
from extractor.reconcile.grouping.compare import levels
from extractor.reconcile.grouping.compare_dates import compare_dates, date_levels
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements import read_statements
from extractor.reconcile.statements.context import ArticleContext
from extractor.reconcile.statements.dated import Dated, read_dates
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, quantity, summary

RULES = load_rules()


def days_of(article: ArticleSummary, phrase: str, day: str, last: str | None = None, *, role: str = "event") -> Dated:
    context = ArticleContext([dated(article, phrase, day, last, role=role)], article, RULES)
    (found,) = read_dates(context, [], load_settings(RULES), keep_all=True)
    return found


def names_of(found: list[Level] | str) -> set[str]:
    return {name for name, _ in found}


def sizes(records: list[Record]) -> list[tuple[str, int]]:
    return sorted((record.attribute, len(record.claims)) for record in records)


def test_one_day_alone_joins_no_two_beginnings() -> None:
    first = summary("a", "Rapat hakim\nPengadilan di Garut mulai bersidang bulan depan.", "2025-10-09")
    second = summary("b", "Tarif impor\nPajak ekspor timah Bangka naik mulai bulan depan.", "2025-10-21")
    facts: list[Fact] = [
        dated(article, "bulan depan", "2025-11-01", "2025-11-30", role="start") for article in (first, second)
    ]
    assert sizes(list(reconcile(facts, [first, second], RULES))) == [("start_date", 1), ("start_date", 1)]


def test_one_day_and_the_same_words_join_without_a_programme() -> None:
    first = summary("a", "Lomba perahu naga\nLomba perahu naga Danau Toba digelar Sabtu (8/11/2025).", "2025-11-03")
    second = summary(
        "b", "Perahu naga siap\nLomba perahu naga Danau Toba digelar Sabtu (8/11/2025) pagi.", "2025-11-04"
    )
    facts: list[Fact] = [dated(article, "Sabtu (8/11/2025)", "2025-11-08", role="event") for article in (first, second)]
    assert sizes(list(reconcile(facts, [first, second], RULES))) == [("event_date", 2)]


def test_the_day_of_a_statement_is_no_event() -> None:
    text = 'Pameran\n"Pameran kopi digelar ramai," kata Sari dalam keterangan tertulis, Rabu (18/6/2025).'
    article = summary("a", text, "2025-06-18")
    assert list(reconcile([dated(article, "Rabu (18/6/2025)", "2025-06-18", role="event")], [article], RULES)) == []


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        ("Lomba layang-layang Pangandaran digelar pada Rabu (18/6/2025).", 1),
        ("Saham pabrik kain itu turun di level 540 dalam perdagangan Rabu (18/6/2025).", 0),
    ],
)
def test_the_words_before_a_day_tell_whether_it_is_worth_a_record(sentence: str, records: int) -> None:
    article = summary("a", f"Kabar hari ini\n{sentence}", "2025-06-18")
    facts = [dated(article, "Rabu (18/6/2025)", "2025-06-18", role="event")]
    assert len(list(reconcile(facts, [article], RULES))) == records


def test_a_closing_and_a_start_on_other_days_are_two_steps() -> None:
    texts = [
        f"Kursus las {n}\nPendaftaran Kursus Las ditutup pada 12 Oktober 2025, dan kursus dimulai pada 15 Oktober 2025."
        for n in ("satu", "dua")
    ]
    articles = [summary(f"a{n}", text, f"2025-10-0{n + 7}") for n, text in enumerate(texts)]
    facts: list[Fact] = [
        dated(article, phrase, day, role=role, what="Kursus Las")
        for article in articles
        for phrase, day, role in (
            ("12 Oktober 2025", "2025-10-12", "event"),
            ("15 Oktober 2025", "2025-10-15", "start"),
        )
    ]
    found = {record.attribute: record for record in reconcile(facts, articles, RULES)}
    assert {name: (record.relation, record.value) for name, record in found.items()} == {
        "event_date": ("agree", days("2025-10-12")),
        "start_date": ("agree", days("2025-10-15")),
    }


def test_two_starts_that_every_report_gives_beside_each_other_stay_apart() -> None:
    text = "Kursus Las\nPendaftaran Kursus Las dibuka pada 7 Oktober 2025. Kursus Las dimulai 15 Oktober 2025."
    articles = [summary(f"a{n}", f"{text} Edisi {n}.", f"2025-10-0{n + 6}") for n in range(3)]
    facts: list[Fact] = [
        dated(article, phrase, day, role="start", what="Kursus Las")
        for article in articles
        for phrase, day in (("7 Oktober 2025", "2025-10-07"), ("15 Oktober 2025", "2025-10-15"))
    ]
    found = {str(record.value): record.relation for record in reconcile(facts, articles, RULES)}
    assert found == {str(days("2025-10-07")): "agree", str(days("2025-10-15")): "agree"}


def test_an_equal_number_of_unrelated_articles_is_chance() -> None:
    first = summary("a", "Dealer motor\nAmarta berencana membuka 11 gerai baru pada 2026.")
    second = summary("b", "Balap listrik\nMusim Balap Listrik ini mempertemukan 11 tim dari Eropa.")
    facts: list[Fact] = [
        quantity(first, "11 gerai", 11, unit="perusahaan", status="target", participants=False),
        quantity(second, "11 tim", 11, unit="tim", status="target"),
    ]
    assert len(list(reconcile(facts, [first, second], RULES))) == 2


def test_a_broad_programme_is_less_evidence_than_a_named_one() -> None:
    def worth(programme: str) -> float:
        statements = []
        for doc_id, number in (("a", "1.323.459"), ("b", "8.675.797")):
            article = summary(doc_id, f"Uang cair\nAda {number} keluarga pada daftar {programme}.")
            fact = quantity(article, number, float(number.replace(".", "")), unit="keluarga", what=programme)
            statements += read_statements([fact], article, RULES)
        found = levels(*statements, load_settings(RULES))
        assert not isinstance(found, str)
        return dict(points(found, load_settings(RULES)))["same_programme"]

    weight = load_settings(RULES).weights["same_programme"]
    assert worth("Program Keluarga Harapan") == pytest.approx(weight)
    assert worth("Bansos") == pytest.approx(weight * 2 / 3)


@pytest.mark.parametrize(
    ("first_title", "other_title", "found"),
    [
        ("Bupati Garut diperiksa", "Dua tersangka di Sidoarjo ditahan", True),
        ("Bupati Garut diperiksa", "Warga Garut menonton sidang", False),
        ("Bupati Garut diperiksa", "Warga Jawa Barat menonton sidang", False),
        ("Bupati Garut diperiksa", "Sidang ditonton warga", False),
    ],
)
def test_headlines_that_name_two_towns_tell_of_two_events(first_title: str, other_title: str, *, found: bool) -> None:
    texts = (f"{title}\nMereka ditahan sejak Senin (20/10/2025)." for title in (first_title, other_title))
    one, other = (summary(name, text, "2025-10-20") for name, text in zip("ab", texts, strict=True))
    mine, theirs = (days_of(article, "Senin (20/10/2025)", "2025-10-20") for article in (one, other))
    assert ("date_other_scene" in names_of(date_levels(mine, theirs, load_settings(RULES)))) is found


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("Dapur Cempaka di Brebes berhenti melayani sejak Senin (20/10/2025).", 1.0),
        ("Dapur itu berhenti melayani sejak Senin (20/10/2025).", 0.5),
        ("Kebun Melati ikut berhenti melayani sejak Senin (20/10/2025).", 0.0),
    ],
)
def test_names_that_the_other_report_does_not_know_speak_against_one_event(sentence: str, share: float) -> None:
    one = summary("a", "Pasar baru\nPengurus Kebun Melati membuka pasar pada Senin (20/10/2025).", "2025-10-21")
    other = summary("b", f"Kabar pagi\n{sentence}", "2025-10-21")
    mine, theirs = (days_of(article, "Senin (20/10/2025)", "2025-10-20") for article in (one, other))
    found = date_levels(mine, theirs, load_settings(RULES))
    assert sum(measure for name, measure in found if name == "date_strangers") == share


@pytest.mark.parametrize(
    ("first_day", "other_day", "level"),
    [
        ("2026", "2026", "date_same_year"),
        ("Mei 2026", "Mei 2026", "date_same_month"),
    ],
)
def test_that_two_things_are_of_one_year_says_little(first_day: str, other_day: str, level: str) -> None:
    spans = {"2026": ("2026-01-01", "2026-12-31"), "Mei 2026": ("2026-05-01", "2026-05-31")}
    one, other = (
        summary(name, f"Kabar pagi\nPasar itu ditargetkan selesai pada {day}.", "2025-10-20")
        for name, day in (("a", first_day), ("b", other_day))
    )
    mine, theirs = (days_of(article, day, *spans[day]) for article, day in ((one, first_day), (other, other_day)))
    assert level in names_of(date_levels(mine, theirs, load_settings(RULES)))


@pytest.mark.parametrize(("reports", "level"), [("ab", "date_vague"), ("aa", "date_meets")])
def test_a_year_tells_no_month_that_another_report_gives(reports: str, level: str) -> None:
    text = "Pasar Melati\nPasar itu ditargetkan selesai pada 2026.\nPasar itu rampung pada Mei 2026."
    year, month = (summary(name, text, "2025-10-20") for name in reports)
    found = date_levels(
        days_of(year, "2026", "2026-01-01", "2026-12-31", role="due"),
        days_of(month, "Mei 2026", "2026-05-01", "2026-05-31", role="due"),
        load_settings(RULES),
    )
    assert level in ({found} if isinstance(found, str) else names_of(found))


def test_the_end_of_a_year_may_be_its_last_month() -> None:
    told = (("a", "akhir tahun"), ("b", "Desember 2025"))
    end, month = (summary(name, f"Pasar Melati\nPasar itu selesai {when}.", "2025-10-20") for name, when in told)
    found = date_levels(
        days_of(end, "akhir tahun", "2025-09-01", "2025-12-31", role="due"),
        days_of(month, "Desember 2025", "2025-12-01", "2025-12-31", role="due"),
        load_settings(RULES),
    )
    assert "date_meets" in names_of(found)


MAY = ("Mei 2026", "2026-05-01", "2026-05-31")


@pytest.mark.parametrize(
    ("second", "apart"),
    [
        (("12 Mei 2026", "2026-05-12", "2026-05-12"), True),
        (("Maret-Mei 2026", "2026-03-01", "2026-05-31"), True),
        (MAY, False),
    ],
)
@pytest.mark.parametrize("role", ["event", "start", "due"])
def test_what_takes_place_in_a_month_is_not_what_takes_place_on_a_day_of_it(
    second: tuple[str, str, str], role: str, *, apart: bool
) -> None:
    one = summary("a", "Piala Kenanga\nPiala Kenanga digelar Mei 2026 di Sleman.", "2026-04-20")
    other = summary("b", f"Laga hari ini\nSriwijaya bermain di Piala Kenanga {second[0]}.", "2026-04-20")
    found = date_levels(days_of(one, *MAY), days_of(other, *second, role=role), load_settings(RULES))
    assert ("date_of_stretch" in names_of(found)) is apart


def test_a_day_of_this_week_may_be_what_another_report_puts_into_the_week() -> None:
    one = summary("a", "Piala Kenanga\nPiala Kenanga digelar pekan ini di Sleman.", "2026-05-10")
    other = summary("b", "Piala Kenanga\nPiala Kenanga digelar 12 Mei 2026.", "2026-05-10")
    found = date_levels(
        days_of(one, "pekan ini", "2026-05-11", "2026-05-17"),
        days_of(other, "12 Mei 2026", "2026-05-12"),
        load_settings(RULES),
    )
    assert "date_within" in names_of(found)


def test_a_day_is_no_day_of_the_year_that_names_an_issue() -> None:
    text = "Rapat pelabuhan\nRapat pelabuhan digelar pada 12 Desember 2024.\nIsu tahun 2024 dibahas di rapat pelabuhan."
    article = summary("a", text, "2025-07-06")
    context = ArticleContext(
        [
            dated(article, "12 Desember 2024", "2024-12-12", role="event", what="rapat pelabuhan"),
            dated(article, "tahun 2024", "2024-01-01", "2024-12-31", role="event", what="rapat pelabuhan"),
        ],
        article,
        RULES,
    )
    day, year = read_dates(context, [], load_settings(RULES), keep_all=True)
    assert "date_of_stretch" in names_of(date_levels(day, year, load_settings(RULES)))


@pytest.mark.parametrize(("owned", "apart"), [((True, False), True), ((True, True), False), ((False, False), False)])
def test_a_deadline_of_a_figure_is_no_other_day_of_its_programme(owned: tuple[bool, bool], *, apart: bool) -> None:
    articles = [summary(name, "Dapur MBG\nDapur MBG selesai pada 5 Mei 2026.", "2025-10-20") for name in "ab"]
    mine, theirs = (
        replace(days_of(article, "5 Mei 2026", "2026-05-05"), owned=known)
        for article, known in zip(articles, owned, strict=True)
    )
    assert ("date_one_figure" in names_of(date_levels(mine, theirs, load_settings(RULES)))) is apart


@pytest.mark.parametrize(("words", "found"), [("dalam rangka", True), ("menjelang", True), ("pada", False)])
def test_what_is_held_for_a_feast_is_not_held_on_it(words: str, *, found: bool) -> None:
    article = summary("a", f"Pasar murah\nPasar murah digelar {words} HUT Ke-80 RI.", "2025-08-10")
    context = ArticleContext(
        [dated(article, "HUT Ke-80 RI", "2025-08-17", role="event", feast="HUT RI")], article, RULES
    )
    (day,) = read_dates(context, [], load_settings(RULES), keep_all=True)
    assert ("worth_occasion" in names_of(day.worth)) is found


@pytest.mark.parametrize(
    ("lead", "cast"),
    [
        ("Penyanyi Dewi Anggraeni tampil bersama Bagas Pratama.", 1.0),
        ("Warga menonton Dewi Anggraeni.", 0.5),
        ("Warga menonton Dewi.", 0.0),
        ("Dewi. Anggraeni. Bagas.", 0.0),
    ],
)
def test_the_names_of_two_leads_tell_one_happening_of_a_day(lead: str, cast: float) -> None:
    first = summary(
        "a", "Malam musik\nPanggung Dewi Anggraeni dan Bagas Pratama digelar Sabtu (8/11/2025).", "2025-11-03"
    )
    second = summary("b", f"Kota ramai\n{lead}\nPanggung itu digelar pada 8 November 2025.", "2025-11-05")
    found = date_levels(
        days_of(first, "Sabtu (8/11/2025)", "2025-11-08"),
        days_of(second, "8 November 2025", "2025-11-08"),
        load_settings(RULES),
    )
    assert ("date_cast", cast) in found


def test_a_feast_is_no_happening_of_those_who_are_named() -> None:
    told = []
    for name, title in (("a", "Upacara polisi"), ("b", "Dapur polisi")):
        text = f"{title}\nDewi Anggraeni dan Bagas Pratama memimpin acara HUT ke-79 Bhayangkara."
        article = summary(name, text, "2025-06-18")
        fact = dated(article, "HUT ke-79 Bhayangkara", "2025-07-01", role="event", feast="Hari Bhayangkara")
        told += read_dates(ArticleContext([fact], article, RULES), [], load_settings(RULES), keep_all=True)
    assert "date_cast" not in names_of(date_levels(*told, load_settings(RULES)))


@pytest.mark.parametrize(("published", "same"), [("2025-11-03", False), ("2025-12-20", True)])
def test_on_its_day_a_programme_begins_in_many_places(published: str, same: bool) -> None:
    starts = []
    for name, place in (("a", "Sukaraja"), ("b", "Tirtomulyo")):
        article = summary(name, f"Kabar dapur\nDapur MBG {place} berhenti mulai 3 November 2025.", published)
        facts: list[Fact] = [dated(article, "3 November 2025", "2025-11-03", role="start", what="Makan Bergizi Gratis")]
        starts += read_dates(ArticleContext(facts, article, RULES), [], load_settings(RULES), keep_all=True)
    assert ("date_same_start" in names_of(date_levels(*starts, load_settings(RULES)))) is same


@pytest.mark.parametrize(
    ("sentence", "repeated"),
    [("Acara ini memungut tiket mahal pada 27 Juni 2025.", False), ("Lomba dayung ini mulai pada 27 Juni 2025.", True)],
)
def test_a_day_given_again_without_a_word_in_common_is_of_something_else(sentence: str, repeated: bool) -> None:
    article = summary(
        "a", f"Daftar liburan\nLomba dayung Waduk Biru digelar pada 27 Juni 2025.\n{sentence}", "2025-06-20"
    )
    facts: list[Fact] = [dated(article, "27 Juni 2025", "2025-06-27", nth=n, role="event") for n in (1, 2)]
    first, last = read_dates(ArticleContext(facts, article, RULES), [], load_settings(RULES), keep_all=True)
    assert ("date_repeated" in names_of(date_levels(first, last, load_settings(RULES)))) is repeated


def test_what_comes_to_less_than_was_asked_for_is_no_contradiction() -> None:
    settings = load_settings(RULES)
    first = days_of(summary("a", "Pameran kopi\nPameran kopi digelar 8 Mei 2025."), "8 Mei 2025", "2025-05-08")
    second = days_of(summary("b", "Lomba lari\nLomba lari dimulai 9 Mei 2025."), "9 Mei 2025", "2025-05-09")
    whole = compare_dates(first, second, settings)
    assert -10 < whole < 0
    assert NEVER < compare_dates(first, second, settings, 20.0) < whole
    assert compare_dates(first, second, settings, -20.0) == whole
    passed = replace(first, role="due")
    assert compare_dates(passed, second, settings, 20.0) == NEVER


def test_what_days_come_to_is_remembered_only_of_those_that_look_alike() -> None:
    settings = load_settings(RULES)
    text = "Pameran kopi\nPameran kopi Gayo digelar 8 Mei 2025 pukul 09.00 WIB."
    first = days_of(
        summary("a", "Kopi Gayo\nPameran kopi Gayo dibuka 8 Mei 2025 pukul 09.00 WIB."), "8 Mei 2025", "2025-05-08"
    )
    copies = [days_of(summary(name, text), "8 Mei 2025", "2025-05-08") for name in "bcd"]
    kind = dates._Days(settings)
    whole = compare_dates(first, copies[0], settings)
    assert NEVER < kind.compare(first, copies[0], whole + 1) < whole  # not worked out
    assert [kind.compare(first, one, whole - 1) for one in copies] == [whole] * 3
    assert len(kind._known) == 1
    other = (
        replace(copies[0], role="due"),
        replace(copies[0], hours=frozenset(["21.00"])),
        replace(copies[0], scene=frozenset(["11"]), names=frozenset(["toba"])),
        replace(copies[0], words={"lomba": 1.0}),
        replace(copies[0], topic={"lomba": 1.0}),
        replace(copies[0], owned=True),
        replace(copies[0], stands=True, fact=copies[0].fact.model_copy(update={"to": date(2025, 5, 30)})),
        replace(copies[0], sides=(frozenset(["gayo"]), frozenset(["toba"])), cast=frozenset()),
    )
    for one in other:
        assert kind.compare(replace(first, stands=True), one) == compare_dates(first, one, settings) != whole


@pytest.mark.parametrize(
    ("role", "day", "last", "published", "stands"),
    [
        ("event", "tahun depan", ("2026-01-01", "2026-12-31"), "2025-10-20", False),
        ("due", "tahun depan", ("2026-01-01", "2026-12-31"), "2025-10-20", True),
        ("event", "bulan depan", ("2025-11-01", "2025-11-30"), "2025-10-20", True),
        ("event", "besok", ("2025-10-21", "2025-10-21"), "2025-10-20", True),
        ("event", "besok", ("2025-10-21", "2025-10-21"), None, False),
        ("event", "21 Oktober 2025", ("2025-10-21", "2025-10-21"), None, True),
    ],
)
def test_a_year_of_an_event_and_a_guessed_day_make_no_record(
    role: str, day: str, last: tuple[str, str], published: str | None, *, stands: bool
) -> None:
    article = summary("a", f"Lomba perahu\nLomba perahu naga Toba akan digelar {day}.", published)
    fact = dated(article, day, *last, role=role, what="Lomba Perahu Naga")
    assert (len(list(reconcile([fact], [article], RULES))) == 1) is stands


def test_a_day_without_a_name_takes_those_of_its_article() -> None:
    text = "Kabar dapur\nDapur MBG Melati berhenti mulai 3 November 2025.\n“Kami berhenti mulai hari ini.”\nSudah lama."
    article = summary("a", text, "2025-11-03")
    facts: list[Fact] = [
        dated(article, "3 November 2025", "2025-11-03", role="start", what="MBG"),
        dated(article, "hari ini", "2025-11-03", role="start", what="MBG"),
        dated(article, "lama", "2025-10-03", role="start", what="MBG"),
    ]
    found = read_dates(ArticleContext(facts, article, RULES), [], load_settings(RULES), keep_all=True)
    assert [one.names for one in found] == [frozenset({"melati"}), frozenset({"melati"}), frozenset()]


@pytest.mark.parametrize(
    ("sentence", "feast", "together"),
    [
        ("Karcis kapal menjadi lima ribu rupiah mulai 2 Januari 2026.", None, False),
        ("Terminal Toba diresmikan dan dibuka mulai 2 Januari 2026.", None, True),
        ("Karcis kapal menjadi lima ribu rupiah mulai 2 Januari 2026.", "Hari Bus", True),
    ],
)
def test_a_start_is_an_event_of_its_day_only_where_the_words_agree(
    sentence: str, feast: str | None, *, together: bool
) -> None:
    article = summary("a", f"Kabar Toba\nTerminal Toba diresmikan pada 2 Januari 2026.\n{sentence}", "2026-01-20")
    facts: list[Fact] = [
        dated(article, "2 Januari 2026", "2026-01-02", nth=n, role=role, feast=feast)
        for n, role in ((1, "event"), (2, "start"))
    ]
    first, last = read_dates(ArticleContext(facts, article, RULES), [], load_settings(RULES), keep_all=True)
    assert (date_levels(first, last, load_settings(RULES)) != "date_other_happening") is together
