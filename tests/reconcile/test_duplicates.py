from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.models import ArticleSummary
from extractor.reconcile import reconcile
from extractor.reconcile.duplicates import find_copies, independent, similarity
from extractor.reconcile.settings import load_settings
from extractor.rules import load_rules
from extractor.text.signature import signature
from tests.reconcile.facts import quantity, summary

RULES = load_rules()
SETTINGS = load_settings(RULES)
BODY = " ".join(f"kata{number}" for number in range(120))


def test_a_report_taken_over_is_a_copy_of_the_earlier_one() -> None:
    wire = summary("wire", BODY, "2025-05-01")
    taken = summary("taken", BODY + " tambahan penutup dari redaksi", "2025-05-02")
    other = summary("other", " ".join(f"lain{number}" for number in range(120)), "2025-05-02")
    copies = find_copies([other, taken, wire], SETTINGS)
    assert copies == {"taken": "wire"}
    assert independent(["wire", "taken", "other"], copies) == {"wire", "other"}


def test_a_copy_of_a_copy_counts_with_the_original() -> None:
    articles = [summary(f"d{day}", BODY + f" akhir{day}", f"2025-05-0{day}") for day in range(1, 6)]
    assert set(find_copies(articles, SETTINGS).values()) == {"d1"}


def rewritten(
    doc_id: str, day: str, source: str, attributed_to: str | None = None, *, kept: int = 70
) -> ArticleSummary:
    """The first ``kept`` words of the body and as many of its own as make up 120."""
    own = " ".join(f"{doc_id}{number}" for number in range(120 - kept))
    text = " ".join(BODY.split()[:kept]) + " " + own
    return summary(doc_id, text, day, source).model_copy(update={"attributed_to": attributed_to})


def test_a_report_that_names_its_source_is_a_copy_from_a_lower_similarity_on() -> None:
    wire = summary("wire", BODY, "2025-05-02", "antaranews.com")
    taken = rewritten("taken", "2025-05-02", "kabar.id", "Antara")
    silent = rewritten("silent", "2025-05-03", "warta.id")
    assert 0.3 < similarity(wire.signature or "", taken.signature or "") < 0.7
    assert 0.3 < similarity(wire.signature or "", silent.signature or "") < 0.7
    assert find_copies([taken, silent, wire], SETTINGS) == {"taken": "wire"}


def test_who_names_another_outlet_or_copies_after_more_than_a_week_is_no_copy() -> None:
    wire = summary("wire", BODY, "2025-05-02", "antaranews.com")
    other = rewritten("other", "2025-05-03", "kabar.id", "Reuters")
    late = rewritten("late", "2025-05-12", "kabar.id", "Antara")
    unlike = rewritten("unlike", "2025-05-03", "kabar.id", "Antara", kept=20)
    assert find_copies([wire, other, late, unlike], SETTINGS) == {}


def test_two_reports_that_name_one_source_are_one_source() -> None:
    first = rewritten("first", "2025-05-02", "kabar.id", "Antara", kept=80)
    second = rewritten("second", "2025-05-03", "warta.id", "Antara", kept=80)
    assert find_copies([second, first], SETTINGS) == {"second": "first"}


def test_an_outlet_counts_once_under_all_its_names() -> None:
    names = ("detik.com", "detikNews", "kabar.id")
    articles = [
        summary(f"a{n}", f"Kursus las {name}\nKursus las diikuti 120 peserta.", source=name)
        for n, name in enumerate(names)
    ]
    (record,) = reconcile(
        [quantity(article, "120 peserta", 120, what="kursus las") for article in articles], articles, RULES
    )
    assert (len(record.claims), record.sources) == (3, 2)


def test_hosts_of_one_outlet_are_one_outlet() -> None:
    names = [
        "kompas",
        "kompas.com",
        "nasional.kompas.com",
        "amp.kompas.com",
        "m.detik.com",
        "bkn.go.id",
        "pusat.bkn.go.id",
    ]
    assert [SETTINGS.outlet(name) for name in names] == ["Kompas.com"] * 4 + ["detik.com"] + ["bkn.go.id"] * 2


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("jpnn.com", "JPNN.com"),
        ("jabar.jpnn.com", "JPNN.com"),
        ("radarkota.jawapos.com", "JawaPos.com"),
        ("www.kompas.tv", "Kompas TV"),
        ("KompasTV", "Kompas TV"),
        ("kompas.id", "Kompas.id"),
        ("www.cnnindonesia.com", "CNN Indonesia"),
        ("edition.cnn.com", "CNN"),
        ("CNN", "CNN"),
        ("cnbcindonesia.com", "CNBC Indonesia"),
        ("bloombergtechnoz.com", "Bloomberg Technoz"),
        ("epaper.mediaindonesia.com", "Media Indonesia"),
        ("www.aa.com.tr", "Anadolu"),
        ("nasional.kabarpagi.com.my", "kabarpagi.com.my"),
        ("Kabar. Pagi", "Kabar. Pagi"),
        ("berita.id/arsip.jsonl", "berita.id/arsip.jsonl"),
    ],
)
def test_sister_newsrooms_are_outlets_of_their_own_under_all_their_hosts(name: str, outlet: str) -> None:
    assert SETTINGS.outlet(name) == outlet


def test_an_agency_that_is_not_listed_is_known_by_its_own_reports() -> None:
    wire = summary("wire", BODY, "2025-05-02", "suarapulau.com")
    copies = [rewritten(f"taken{n}", "2025-05-02", f"kabar{n}.id", "Suara Pulau") for n in range(3)]
    own = rewritten("own", "2025-05-03", "suarapulau.com", "Suara Pulau", kept=20)
    assert find_copies([*copies, own, wire], SETTINGS) == dict.fromkeys(("taken0", "taken1", "taken2"), "wire")


@settings(deadline=None)
@given(st.lists(st.sampled_from(BODY.split()), max_size=80))
def test_a_text_is_wholly_similar_to_itself_and_similarity_is_symmetric(words: list[str]) -> None:
    text = " ".join(words)
    assert similarity(signature(text), signature(text)) in (0.0, 1.0)
    assert similarity(signature(text), signature(BODY)) == similarity(signature(BODY), signature(text))
