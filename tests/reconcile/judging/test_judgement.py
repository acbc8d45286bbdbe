"""Relation, value and slips of the claims of one record."""

from __future__ import annotations

import pytest

from extractor.models import Amount, Fact, Record
from extractor.reconcile import reconcile
from extractor.reconcile.judging import build_record
from extractor.reconcile.judging.parts import Surroundings, read_part
from extractor.reconcile.sources import SourceTable
from extractor.rules import load_rules
from tests.reconcile.facts import dated, days, quantity, summary

RULES = load_rules()


def judge(
    claims: list[tuple[str, str, float, float | None, bool]], status: str = "target", unit: str = "rumah"
) -> Record:
    """A record of (day, phrase, min, max, approx), each from an article of its own."""
    articles, facts = [], []
    for number, (day, phrase, low, high, approx) in enumerate(claims):
        article = summary(
            f"d{number}", f"Laporan {number}\nProgram Rumah Layak menyasar {phrase}.", day, f"media{number}.id"
        )
        articles.append(article)
        facts.append(
            quantity(
                article, phrase, low, high, status=status, unit=unit, approx=approx, what="Rumah Layak", said_by="A"
            )
        )
    around = Surroundings({a.id: a for a in articles}, {}, RULES)
    return build_record(read_part(facts, around), around)


@pytest.mark.parametrize(
    ("claims", "relation", "value"),
    [
        (
            [("2025-03-01", "4 juta rumah", 4e6, 4e6, False), ("2025-03-02", "4 juta rumah", 4e6, 4e6, False)],
            "agree", (4e6, 4e6),
        ),
        (
            [("2025-03-01", "82,9 juta", 82.9e6, 82.9e6, False), ("2025-03-05", "82 juta", 82e6, 82e6, False),
             ("2025-03-09", "80 juta", 80e6, 80e6, False), ("2025-03-10", "82,9 juta", 82.9e6, 82.9e6, True)],
            "compatible", (82.9e6, 82.9e6),
        ),
        (
            [("2025-03-01", "30 ribu", 30e3, 30e3, False), ("2025-04-01", "30 ribu", 30e3, 30e3, False),
             ("2025-09-01", "32 ribu", 32e3, 32e3, False)],
            "update", (32e3, 32e3),
        ),
        (
            [("2025-03-01", "35.046.783", 35046783, 35046783, False),
             ("2025-03-01", "35,4 juta", 35.4e6, 35.4e6, False),
             ("2025-03-02", "35,04 juta", 35.04e6, 35.04e6, False), ("2025-03-03", "35 juta lebih", 35e6, None, False)],
            "conflict", (35046783, 35046783),
        ),
        (
            [("2025-03-01", "minimal 6.000", 6000, None, False),
             ("2025-03-01", "minimal 6.000 rumah", 6000, None, False),
             ("2025-03-02", "6.000", 6000, 6000, False)],
            "compatible", (6000, None),
        ),
    ],
)  # fmt: skip
def test_targets(
    claims: list[tuple[str, str, float, float | None, bool]], relation: str, value: tuple[float, float]
) -> None:
    record = judge(claims)
    assert (record.relation, record.value) == (relation, Amount(min=value[0], max=value[1]))


def test_two_equally_supported_values_stay_unresolved() -> None:
    record = judge([("2025-03-01", "4.125 rumah", 4125, 4125, False), ("2025-03-01", "4.512 rumah", 4512, 4512, False)])
    assert (record.relation, record.value, record.resolved) == ("conflict", None, False)
    assert (record.low, record.high) == (4125, 4512)
    assert record.why.startswith("Belum dapat dipastikan: ")


def test_a_factor_of_a_thousand_is_named_as_a_slip_and_kept_as_a_claim() -> None:
    record = judge(
        [("2025-03-01", "12.508 rumah", 12508, 12508, False),
         ("2025-03-01", "12.508 ribu rumah", 12508e3, 12508e3, False),
         ("2025-03-02", "12.508 rumah", 12508, 12508, False)],
        status="realised",
    )  # fmt: skip
    assert [claim.slip for claim in record.claims] == [None, "thousand", None]
    assert record.value == Amount(min=12508, max=12508)
    assert "mungkin selisih seribu kali" in record.why
    assert record.flags[0].kind == "slip"


def test_swapped_digits_and_a_lost_zero_are_slips() -> None:
    swapped = judge([("2025-03-01", f"{n} juta", n * 1e6, n * 1e6, False) for n in (140, 140, 104)])
    assert [claim.slip for claim in swapped.claims] == [None, None, "digits_swapped"]
    assert swapped.relation == "conflict"


def test_a_running_total_keeps_its_course_and_a_level_may_fall_after_a_while() -> None:
    rising = [("2025-03-01", "1.200", 1200, 1200, False), ("2025-04-01", "2.400", 2400, 2400, False),
              ("2025-05-01", "5.100", 5100, 5100, False)]  # fmt: skip
    record = judge(rising, status="realised")
    assert (record.relation, record.value) == ("update", Amount(min=5100, max=5100))
    assert [moment.day.isoformat() for moment in record.history if moment.day] == [
        "2025-03-01",
        "2025-04-01",
        "2025-05-01",
    ]
    fallen = judge([("2025-03-01", "15.895", 15895, 15895, False), ("2025-06-01", "15.820", 15820, 15820, False)],
                   status="realised", unit="siswa")  # fmt: skip
    assert (fallen.relation, fallen.value) == ("update", Amount(min=15820, max=15820))


def test_what_has_happened_cannot_be_moved_by_a_later_report() -> None:
    first = summary("a", "Bantuan\nPenyaluran dimulai hari ini.", "2025-10-18")
    later = summary("b", "Bantuan\nPenyaluran dimulai Senin ini.", "2025-10-20")
    third = summary("c", "Bantuan\nPenyaluran dimulai Senin ini.", "2025-10-20")
    facts = [
        dated(first, "hari ini", "2025-10-18", role="start", what="Bantuan Pangan"),
        dated(later, "Senin ini", "2025-10-20", role="start", what="Bantuan Pangan"),
        dated(third, "Senin ini", "2025-10-20", role="start", what="Bantuan Pangan"),
    ]
    around = Surroundings({a.id: a for a in (first, later, third)}, {}, RULES)
    record = build_record(read_part(facts, around), around)
    assert (record.relation, record.value) == ("conflict", days("2025-10-20"))


def test_a_day_inside_a_longer_period_is_compatible_and_the_narrowest() -> None:
    rough = summary("a", "Proyek\nProyek rampung akhir Oktober hingga awal November 2025.", "2025-08-19")
    fine = summary("b", "Proyek\nProyek rampung akhir Oktober.", "2025-08-22")
    facts = [
        dated(rough, "akhir Oktober hingga awal November 2025", "2025-10-21", "2025-11-10", role="due"),
        dated(fine, "akhir Oktober", "2025-10-21", "2025-10-31", role="due"),
    ]
    around = Surroundings({a.id: a for a in (rough, fine)}, {}, RULES)
    record = build_record(read_part(facts, around), around)
    assert (record.relation, record.value) == ("compatible", days("2025-10-21", "2025-10-31"))


def test_the_table_of_sources_counts_first_changed_and_contradicted_figures() -> None:
    update = judge([("2025-03-01", "30 ribu", 30e3, 30e3, False), ("2025-09-01", "32 ribu", 32e3, 32e3, False)])
    table = SourceTable(str)
    table.add(update)
    rows = {str(row["name"]): row for row in table.rows()}
    assert (rows["media0.id"]["corrected"], rows["media0.id"]["early"]) == (1, 0)
    assert (rows["media1.id"]["corrected"], rows["media1.id"]["early"]) == (0, 1)


def test_figures_of_different_batches_and_of_different_places_stay_apart() -> None:
    article = summary(
        "a",
        "Magang dibuka\nKuota magang batch pertama 20.000 peserta. Kuota magang batch kedua 20.000 peserta. "
        "Di Bandung magang diikuti 20.000 peserta.",
    )
    facts: list[Fact] = [
        quantity(article, "20.000 peserta", 20e3, nth=1, status="target", what="Magang"),
        quantity(article, "20.000 peserta", 20e3, nth=2, status="target", what="Magang"),
        quantity(article, "20.000 peserta", 20e3, nth=3, what="Magang"),
    ]
    assert len(list(reconcile(facts, [article], RULES))) == 3


def test_a_figure_that_the_text_points_back_to_joins_the_one_it_completes() -> None:
    article = summary(
        "a", "Pelatihan\nPelatihan diikuti 5 ribu peserta. Jumlah tersebut akan bertambah hingga 10 ribu peserta."
    )
    facts: list[Fact] = [
        quantity(article, "5 ribu peserta", 5e3, status="target", what="Pelatihan"),
        quantity(article, "10 ribu peserta", None, 10e3, status="target", what="Pelatihan"),
    ]
    assert len(list(reconcile(facts, [article], RULES))) == 1


def test_equal_shares_of_different_objects_stay_apart_and_the_same_object_joins() -> None:
    text = (
        "Kota Baru\nCakupan jaringan air bersih ditargetkan 60 persen. Jumlah hunian layak ditargetkan 60 persen. "
        "Semua rampung pada 2028."
    )
    first, second = summary("a", text, "2025-06-01"), summary("b", text.replace("Semua", "Keduanya"), "2025-06-02")
    facts: list[Fact] = [
        quantity(
            article, "60 persen", 60, nth=nth, unit="persen", what="Kota Baru", status="target", participants=False
        )
        for article in (first, second)
        for nth in (1, 2)
    ]
    found = list(reconcile(facts, [first, second], RULES))
    assert sorted([claim.start for claim in record.claims] for record in found) == [[50, 50], [93, 93]]


def test_an_acronym_and_a_name_in_small_letters_are_shown_as_the_programmes_name() -> None:
    for name in ("MBG", "makan bergizi gratis"):
        article = summary("a", f"Gizi\nSebanyak 120 peserta hadir dalam {name}.")
        (record,) = reconcile([quantity(article, "120 peserta", 120, what=name)], [article], RULES)
        assert (record.what, record.claims[0].what) == ("Makan Bergizi Gratis", name)


def test_a_number_with_two_digits_changed_over_is_a_slip_of_the_same_figure() -> None:
    told = [("140 juta", 140_000_000), ("104 juta", 104_000_000), ("140 juta", 140_000_000)]
    articles = [
        summary(f"a{n}", f"Bantuan Pangan\nProgram Bantuan Pangan menjangkau {text} jiwa.", f"2025-06-0{n + 1}")
        for n, (text, _) in enumerate(told)
    ]
    facts: list[Fact] = [
        quantity(article, f"{text} jiwa", value, unit="jiwa", what="Bantuan Pangan")
        for article, (text, value) in zip(articles, told, strict=True)
    ]
    (record,) = reconcile(facts, articles, RULES)
    assert (record.relation, record.value) == ("conflict", Amount(min=140_000_000, max=140_000_000))
    assert [claim.slip for claim in record.claims] == [None, "digits_swapped", None]


def test_an_estimate_and_a_count_of_one_programme_with_two_equal_digits_are_one_figure() -> None:
    first = summary("a", "Bantuan Pangan\nProgram Bantuan Pangan diperkirakan menjangkau 140 ribu jiwa di desa.")
    later = summary("b", "Bantuan Pangan\nProgram Bantuan Pangan menjangkau 140 ribu jiwa di desa.", "2025-06-03")
    facts: list[Fact] = [
        quantity(first, "140 ribu jiwa", 140_000, unit="jiwa", what="Bantuan Pangan", status="potential"),
        quantity(later, "140 ribu jiwa", 140_000, unit="jiwa", what="Bantuan Pangan"),
    ]
    (record,) = reconcile(facts, [first, later], RULES)
    assert (record.relation, len(record.claims)) == ("agree", 2)
