"""Which statements stand for one figure: doubtful joins, told revisions, titles, bounds."""

from __future__ import annotations

from extractor.models import Amount, Fact, Place
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import days, quantity, summary

RULES = load_rules()
YEAR = days("2025-12-01", "2025-12-31")


def test_a_figure_that_joined_for_want_of_a_better_one_moves_to_its_equal() -> None:
    first = summary("a", "Rapat parlemen\nBadan itu mengejar tambahan 294 dapur MBG pekan depan.", "2025-05-22")
    second = summary("b", "Dapur MBG\nKamar dagang menargetkan 270 dapur MBG bagi daerah terpencil.", "2025-08-20")
    third = summary(
        "c", "Dapur MBG\nKamar dagang menargetkan 270 dapur MBG bagi daerah terpencil di Oktober.", "2025-08-22"
    )
    facts: list[Fact] = [
        quantity(
            first, "294 dapur", 294, unit="dapur", what="MBG", status="target", due=days("2025-05-26", "2025-06-01")
        ),
        quantity(second, "270 dapur", 270, unit="dapur", what="MBG", status="target"),
        quantity(
            third, "270 dapur", 270, unit="dapur", what="MBG", status="target", due=days("2025-10-01", "2025-10-31")
        ),
    ]
    found = sorted(
        (len(record.claims), record.relation, record.value.model_dump() if record.value else None)
        for record in reconcile(facts, [first, second, third], RULES)
    )
    assert found == [(1, "single", {"min": 294, "max": 294}), (2, "agree", {"min": 270, "max": 270})]


def test_values_before_and_after_a_change_that_one_article_tells_are_one_figure() -> None:
    text = (
        "Kepolisian kejar dapur\nKepala kepolisian semula menargetkan 100 dapur MBG. "
        "Ia lalu menaikkan target dapur MBG jadi 210 dapur."
    )
    article = summary("a", text, "2025-07-30")
    facts: list[Fact] = [
        quantity(article, "100 dapur", 100, unit="dapur", what="MBG", status="target", said_by="Kepala"),
        quantity(article, "210 dapur", 210, unit="dapur", what="MBG", status="target", said_by="Kepala"),
    ]
    (record,) = reconcile(facts, [article], RULES)
    assert (record.relation, record.value) == ("update", Amount(min=210, max=210))


def test_a_change_that_one_article_tells_joins_groups_however_many_came_later() -> None:
    told = {"unit": "dapur", "what": "MBG", "status": "target"}
    plan = summary("a", "Dapur polisi\nPolisi menargetkan 118 dapur MBG.", "2025-06-01")
    raised = summary("b", "Dapur polisi di Sumatera\nPolisi membangun 200 dapur MBG.", "2025-07-01")
    text = "Dapur polisi\nTarget polisi semula 118 dapur MBG. Lalu target polisi dinaikkan jadi 200 dapur MBG."
    change = summary("c", text, "2025-07-02")
    facts: list[Fact] = [
        quantity(plan, "118 dapur", 118, **told),
        quantity(raised, "200 dapur", 200, place=Place(name="Sumatera", code="1"), due=YEAR, **told),
        quantity(change, "118 dapur", 118, **told),
        quantity(change, "200 dapur", 200, due=YEAR, **told),
    ]
    later = [summary(f"d{n}", f"Dapur lain\nKota {n} membuka {n * 31} dapur MBG.", "2025-08-01") for n in range(10, 30)]
    for n, article in zip(range(10, 30), later, strict=True):
        facts.append(
            quantity(article, f"{n * 31} dapur", n * 31, place=Place(name=f"Kota {n}", code=f"{n}.01"), **told)
        )
    records = list(reconcile(facts, [plan, raised, change, *later], RULES))
    assert max(len(record.claims) for record in records) == 4


def test_two_targets_of_one_article_without_a_word_of_change_stay_apart() -> None:
    text = "Kepolisian kejar dapur\nKota menargetkan 100 dapur MBG. Kabupaten menargetkan 210 dapur MBG."
    article = summary("a", text, "2025-07-30")
    facts: list[Fact] = [
        quantity(article, "100 dapur", 100, unit="dapur", what="MBG", status="target"),
        quantity(article, "210 dapur", 210, unit="dapur", what="MBG", status="target"),
    ]
    assert len(list(reconcile(facts, [article], RULES))) == 2


def test_a_title_that_leaves_the_status_open_is_the_figure_of_its_body() -> None:
    text = "Gaji bagi 100 Ribu Peserta Magang\nUang saku Magang Nasional diberikan kepada sekitar 100 ribu peserta."
    article = summary("a", text)
    facts: list[Fact] = [
        quantity(article, "100 Ribu Peserta", 1e5, what="Magang Nasional", status="potential"),
        quantity(article, "100 ribu peserta", 1e5, what="Magang Nasional", approx=True),
    ]
    (record,) = reconcile(facts, [article], RULES)
    assert (record.relation, len(record.claims)) == ("compatible", 2)


def test_a_possible_and_a_counted_round_number_of_the_body_stay_apart() -> None:
    text = "Magang dibuka\nMagang Nasional dapat menampung 100 ribu peserta. Kini ia diikuti 100 ribu peserta."
    article = summary("a", text)
    facts: list[Fact] = [
        quantity(article, "100 ribu peserta", 1e5, what="Magang Nasional", status="potential"),
        quantity(article, "100 ribu peserta", 1e5, nth=2, what="Magang Nasional"),
    ]
    assert len(list(reconcile(facts, [article], RULES))) == 2


def test_an_open_title_does_not_tie_the_plan_of_next_year_to_the_count_of_this() -> None:
    text = (
        "Gaji bagi 100 Ribu Peserta Magang\nUang saku Magang Nasional diberikan kepada 100 ribu peserta.\n"
        "Tahun depan Magang Nasional dibuka lagi untuk 100 ribu orang."
    )
    article = summary("a", text)
    facts: list[Fact] = [
        quantity(article, "100 Ribu Peserta", 1e5, what="Magang Nasional", status="potential"),
        quantity(article, "100 ribu peserta", 1e5, what="Magang Nasional"),
        quantity(article, "100 ribu orang", 1e5, what="Magang Nasional", status="target", unit="orang"),
    ]
    assert sorted(len(record.claims) for record in reconcile(facts, [article], RULES)) == [1, 2]


def test_a_bound_far_below_the_plan_that_others_keep_is_another_figure() -> None:
    told = [("82,9 juta", 82.9e6, "same", f"2025-0{month}-01") for month in (3, 4, 5, 6, 8)]
    told.insert(4, ("75 juta", 75e6, None, "2025-07-01"))
    articles = [
        summary(f"a{n}", f"MBG\nMBG menyasar lebih dari {text} penerima tahun ini.", day)
        for n, (text, _, _, day) in enumerate(told)
    ]
    facts: list[Fact] = [
        quantity(article, f"{text} penerima", low, high, unit="penerima", what="MBG", status="target")
        for article, (text, low, high, _) in zip(articles, told, strict=True)
    ]
    found = sorted((len(record.claims), record.relation) for record in reconcile(facts, articles, RULES))
    assert found == [(1, "single"), (5, "agree")]


def told_of_kitchens(
    first: tuple[str, float, float | None, bool], second: tuple[str, float, float | None, bool]
) -> int:
    """Records of two counts of one programme that unlike sentences of two articles give."""
    texts = (
        "Sarapan anak\nSekolah di tepi sungai menyantap MBG bersama {}.",
        "Panen raya\nMBG di lereng bukit bagi {}.",
    )
    articles, facts = [], []
    for number, (text, (phrase, low, high, approx)) in enumerate(zip(texts, (first, second), strict=True)):
        article = summary(f"a{number}", text.format(phrase), f"2025-0{number + 6}-01")
        articles.append(article)
        facts.append(quantity(article, phrase, low, high, unit="siswa", what="MBG", approx=approx))
    return len(list(reconcile(facts, articles, RULES)))


def test_hundreds_in_words_join_no_number_of_hundreds() -> None:
    assert told_of_kitchens(("ratusan siswa", 100, 999, True), ("477 siswa", 477, 477, False)) == 2
    assert told_of_kitchens(("477 siswa", 477, 477, False), ("477 siswa", 477, 477, False)) == 1


def test_small_counts_do_not_run_but_large_ones_do() -> None:
    assert told_of_kitchens(("1.170 siswa", 1170, 1170, False), ("1.800 siswa", 1800, 1800, False)) == 2
    assert told_of_kitchens(("1.170 siswa", 1170, 1170, False), ("1.200 siswa", 1200, 1200, False)) == 2
    assert told_of_kitchens(("3,3 juta siswa", 3.3e6, 3.3e6, False), ("4,9 juta siswa", 4.9e6, 4.9e6, False)) == 1


def test_a_target_told_after_the_deadline_of_another_value_is_another_target() -> None:
    told = {"unit": "dapur", "what": "MBG", "status": "target", "said_by": "Ani"}
    first = summary("a", "Target dapur\nAni menargetkan 48 dapur MBG pada akhir Mei.", "2025-05-22")
    second = summary("b", "Target dapur\nAni menargetkan 100 dapur MBG.", "2025-08-06")
    due = days("2025-05-21", "2025-05-31")
    facts: list[Fact] = [
        quantity(first, "48 dapur", 48, due=due, **told),
        quantity(second, "100 dapur", 100, **told),
    ]
    assert {record.value for record in reconcile(facts, [first, second], RULES)} == {
        Amount(min=48, max=48),
        Amount(min=100, max=100),
    }
    early = summary("b", "Target dapur\nAni menargetkan 100 dapur MBG.", "2025-05-24")
    facts[1] = quantity(early, "100 dapur", 100, **told)
    (record,) = reconcile(facts, [first, early], RULES)
    assert (record.relation, record.value) == ("update", Amount(min=100, max=100))


def test_a_report_of_how_far_a_target_was_missed_is_of_that_target() -> None:
    told = {"unit": "dapur", "what": "MBG", "status": "target", "said_by": "Ani"}
    plan = summary("a", "Target dapur\nAni menargetkan 48 dapur MBG hingga 31 Mei.", "2025-05-22")
    short = summary("b", "Target dapur\nAni tidak mencapai target 50 dapur MBG.", "2025-06-02")
    due = days("2025-05-31", "2025-05-31")
    facts: list[Fact] = [quantity(plan, "48 dapur", 48, due=due, **told), quantity(short, "50 dapur", 50, **told)]
    (record,) = reconcile(facts, [plan, short], RULES)
    assert len(record.claims) == 2
