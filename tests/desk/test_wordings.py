"""However a claim and its reports are worded: the same verdict for the same thing, and who carries it."""

from __future__ import annotations

import pytest

from extractor.desk.checking import Verdict, check_text
from extractor.desk.labels import verdict_reason
from extractor.desk.store import Store
from extractor.rules import load_rules
from tests.desk.folder import write_folder

RULES = load_rules()
ARTICLES = {
    "old": ("2025-01-09", "Harian Tiga", "MBG dimulai\n"
            "Pada pekan pertama, dapur Makan Bergizi Gratis (MBG) melayani 600 ribu penerima manfaat."),
    "mid": ("2025-08-20", "Harian Tiga", "MBG meluas\nMakan Bergizi Gratis (MBG) telah dinikmati 21 juta orang."),
    "new": ("2025-10-22", "Warta Satu", "Capaian MBG\nMakan Bergizi Gratis (MBG) telah dinikmati 38 juta orang."),
    "per": ("2025-10-22", "Kabar Dua", "Kabar MBG\n"
            "Makan Bergizi Gratis (MBG) telah menjangkau 38 juta orang per 21 Oktober 2025."),
    "aim": ("2025-10-23", "Warta Satu", "Kuota Magang Nasional\n"
            "Pemerintah menargetkan 90.000 orang menjadi peserta Magang Nasional."),
    "one": ("2025-03-20", "Warta Satu", "Kemnaker Gandeng 41 Mitra\n"
            "Kementerian Ketenagakerjaan (Kemnaker) menandatangani kerja sama dengan 41 mitra pada Kamis (20/3/2025)."),
    "two": ("2025-03-21", "Kabar Dua", "Kemnaker Gandeng 43 Mitra\n"
            "Kementerian Ketenagakerjaan (Kemnaker) menandatangani kerja sama dengan 43 mitra pada Kamis (20/3/2025)."),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return write_folder(tmp_path_factory.mktemp("out"), ARTICLES, RULES, records=True)


def check(store: Store, text: str) -> Verdict:
    (found,) = check_text(text, None, store, RULES).verdicts
    return found


@pytest.mark.parametrize("thing", ["melayani {} penerima", "menjangkau {} orang", "dinikmati {} penerima manfaat"])
def test_people_and_recipients_of_one_programme_are_counted_alike(store: Store, thing: str) -> None:
    wrong, right = (check(store, f"MBG sudah {thing.format(n)}.") for n in ("45,2 juta", "38 juta"))
    assert (wrong.verdict, right.verdict) == ("contradicted", "supported")
    assert wrong.quotes[0].text == "38 juta orang"


def test_those_who_serve_are_not_those_who_are_served(store: Store) -> None:
    assert check(store, "MBG sudah melayani 45,2 juta guru.").verdict == "not_found"


def test_the_nearest_figure_is_the_latest_of_those_about_as_near(store: Store) -> None:
    found = check(store, "MBG sudah melayani 2 miliar penerima.")
    assert (found.verdict, found.quotes[0].text) == ("not_found", "38 juta orang")


def test_a_count_on_a_day_is_no_rate_and_every_outlet_that_carries_it_counts(store: Store) -> None:
    found = check(store, "MBG sudah dinikmati 21 juta orang.")
    assert (found.verdict, found.outlets) == ("outdated", 2)
    assert verdict_reason(RULES, "id", found).endswith("22 Oktober 2025).")


def test_a_target_of_a_programme_named_by_half_is_told_as_a_target(store: Store) -> None:
    found = check(store, "Peserta magang sudah mencapai 90.000 orang.")
    assert (found.verdict, found.reason, found.quotes[0].doc_id) == ("partly", "target", "aim")


def test_half_a_name_accuses_nobody(store: Store) -> None:
    assert check(store, "Magang menargetkan 60.000 orang.").verdict == "not_found"
    assert check(store, "Magang Nasional menargetkan 60.000 orang.").verdict == "contradicted"


@pytest.mark.parametrize(("number", "other"), [("43", "41"), ("41", "43")])
def test_reports_that_a_record_holds_against_each_other_support_only_in_part(
    store: Store, number: str, other: str
) -> None:
    found = check(store, f"Kemnaker menandatangani kerja sama dengan {number} mitra.")
    assert (found.verdict, found.reason) == ("partly", "disputed")
    assert {one.text.split()[0] for one in found.quotes} == {number, other}
