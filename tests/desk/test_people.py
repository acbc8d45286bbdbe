"""Claims about groups of people: each group's figure speaks for itself alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractor.desk.checking import Verdict, check_text
from extractor.desk.checking.figures import Figure, lexicon
from extractor.desk.checking.standing import standing_of
from extractor.desk.checking.units import groups_of
from extractor.desk.store import Store
from extractor.reconcile.settings import load_settings
from extractor.rules import load_rules
from tests.desk.folder import write_folder

RULES = load_rules()
ARTICLES = {
    "first": ("2025-01-16", "Harian Tiga", "Sepekan MBG\n"
              "Makan Bergizi Gratis (MBG) telah disalurkan kepada 610 ribu penerima manfaat."),
    "aim": ("2025-01-17", "Kabar Dua", "Target MBG\n"
            "Pemerintah menargetkan MBG menjangkau 4 juta penerima hingga Maret 2025 dan 16 juta penerima hingga akhir "
            "tahun."),
    "more": ("2025-01-19", "Warta Satu", "Anggaran ditambah\n"
             "Pemerintah berencana menambah anggaran agar MBG dapat menjangkau 81 juta penerima hingga akhir tahun."),
    "groups": ("2026-05-20", "Warta Satu", "Penerima MBG\n"
               "Penerima Makan Bergizi Gratis (MBG) terdiri atas 5,4 juta balita, 720 ribu ibu hamil, dan 1,9 juta ibu "
               "menyusui."),
    "total": ("2026-05-21", "Kabar Dua", "MBG meluas\n"
              "Makan Bergizi Gratis (MBG) telah menjangkau 58 juta penerima manfaat."),
    "school": ("2026-05-22", "Kabar Dua", "Sekolah Nusa merekrut\n"
               "Sekolah Nusa merekrut lebih dari 3.100 guru tahun ini. Sementara siswanya direkrut 27.000 tahun ini."),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return write_folder(tmp_path_factory.mktemp("out"), ARTICLES, RULES)


def check(store: Store, text: str, day: date | None = date(2026, 5, 25)) -> Verdict:
    (found,) = check_text(text, day, store, RULES).verdicts
    return found


@pytest.mark.parametrize("people", ["720 ribu ibu hamil", "5,4 juta balita", "1,9 juta ibu menyusui", "720 ribu bumil"])
def test_every_figure_of_a_list_supports_its_own_group(store: Store, people: str) -> None:
    assert check(store, f"Ada {people} yang menerima MBG.").verdict == "supported"


@pytest.mark.parametrize("people", ["720 ribu guru", "5,4 juta petani", "1,9 juta lansia"])
def test_a_figure_of_another_group_neither_supports_nor_accuses(store: Store, people: str) -> None:
    assert check(store, f"Ada {people} yang menerima MBG.").verdict == "not_found"


def test_a_group_is_contradicted_by_its_own_figure_only(store: Store) -> None:
    found = check(store, "Ada 5,4 juta ibu hamil yang menerima MBG.")
    assert (found.verdict, found.quotes[0].text) == ("contradicted", "720 ribu ibu hamil")


def test_a_slip_of_a_thousand_is_found_across_the_same_group(store: Store) -> None:
    found = check(store, "Ada 720 juta ibu hamil yang menerima MBG.")
    assert (found.verdict, found.reason, found.quotes[0].text) == ("contradicted", "slip", "720 ribu ibu hamil")


def test_the_second_figure_of_a_sentence_stands_for_what_the_first_one_is_about(store: Store) -> None:
    found = check(store, "Pemerintah menargetkan 16 juta penerima MBG.", date(2025, 1, 20))
    assert (found.verdict, found.quotes[0].text) == ("supported", "16 juta penerima")


def test_a_count_that_has_outgrown_the_claimed_one_many_times_replaces_it(store: Store) -> None:
    found = check(store, "MBG menjangkau 610 ribu penerima.")
    assert (found.verdict, found.quotes[0].text) == ("outdated", "58 juta penerima manfaat")
    assert check(store, "MBG menjangkau 610 ribu penerima.", date(2025, 1, 20)).verdict == "supported"


def test_pupils_are_no_teachers_and_the_nearest_figure_is_of_the_group_asked_for(store: Store) -> None:
    found = check(store, "Sekolah Nusa merekrut 27.000 guru.")
    assert (found.verdict, found.quotes[0].text) == ("not_found", "3.100 guru")


@pytest.mark.parametrize(
    ("text", "number", "group"),
    [
        ("Balita yang terdata sudah 6 juta anak", "6 juta anak", {"balita"}),
        ("Sebanyak 40 orang guru hadir", "40 orang", {"guru"}),
        ("Sebanyak 40 orang hadir", "40 orang", set()),
        ("Sebanyak 12 dapur melayani siswa", "12 dapur", set()),
    ],
)
def test_the_group_of_a_figure_is_that_of_its_noun_or_else_of_its_clause(
    text: str, number: str, group: set[str]
) -> None:
    start = text.index(number)
    category, unit = ("facility", "dapur") if "dapur" in number else ("person", "orang")
    figure = Figure(start, start + len(number), number, "count", 1, 1, False, unit, category)
    assert groups_of(text, figure, start, (0, len(text)), load_settings(RULES).groups) == group


def test_what_is_done_is_no_target_whatever_the_fact_says() -> None:
    text, number = "Satgas telah merampungkan 46 jembatan", "46 jembatan"
    start, words = text.index(number), lexicon(RULES)
    figure = Figure(start, len(text), number, "count", 46, 46, False, "jembatan", "facility", status="target")
    assert standing_of(text, figure, (0, len(text)), words).role == ""
    aimed = text.replace("telah", "hendak")
    assert standing_of(aimed, replace(figure, start=start + 1), (0, len(text) + 1), words).role == "target"
