"""The pipeline from an article to its facts: identifiers, offsets, order, links."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import RujukError, reconcile
from extractor.models import EXTRACTION, Article, DateFact, QuantityFact, Situated
from extractor.pipeline import Pipeline

PIPELINE = Pipeline()
TEXT = (
    "Kemnaker Targetkan 12 Ribu Peserta Pelatihan Las\n"
    "JAKARTA - Menteri Ketenagakerjaan Yassierli menargetkan 12 ribu peserta mengikuti pelatihan las pada Mei 2026. "
    "Hingga kini pelatihan itu sudah diikuti 3.400 peserta.\n"
    "Gempa kemarin melukai 40 warga."
)
ARTICLE = Article(id="a1", source="contoh", published=date(2025, 11, 20), title=TEXT.split("\n")[0], text=TEXT)


def quantities(article: Article) -> list[QuantityFact]:
    return [fact for fact in PIPELINE.extract([article]) if isinstance(fact, QuantityFact)]


def test_targets_and_participants_with_links() -> None:
    found = [(fact.text, fact.target, fact.participants, fact.status, fact.unit) for fact in quantities(ARTICLE)]
    assert found == [
        ("12 Ribu Peserta", True, True, "target", "peserta"),
        ("12 ribu peserta", True, True, "target", "peserta"),
        ("3.400 peserta", False, True, "realised", "peserta"),
    ]
    first, second, _ = quantities(ARTICLE)
    assert second.due is not None
    assert (second.due.from_, second.due.to) == (date(2026, 5, 1), date(2026, 5, 31))
    assert first.due == second.due
    assert second.ministries == ("kemnaker",)
    assert second.min == second.max == 12000


def test_due_fact_is_a_fact_of_the_article() -> None:
    facts = PIPELINE.read(ARTICLE).facts
    dates = {fact.fact_id: fact for fact in facts if isinstance(fact, DateFact)}
    dues = [fact.due_fact for fact in facts if isinstance(fact, QuantityFact) and fact.target]
    assert dues
    assert all(due in dates for due in dues)


def test_facts_that_are_not_likely_enough_are_left_out_with_all_that_speaks_of_them() -> None:
    facts = PIPELINE.read(ARTICLE).facts
    least = sorted({fact.confidence for fact in facts})[1]
    extraction = Pipeline(PIPELINE.ruleset, min_confidence=least).read(ARTICLE)
    kept = {fact.fact_id for fact in extraction.facts}
    assert kept == {fact.fact_id for fact in facts if fact.confidence >= least} != {fact.fact_id for fact in facts}
    assert sum(extraction.article.counts[kind] for kind in ("ministry", "agency", "date", "quantity")) == len(kept)
    due_facts = {fact.due_fact for fact in extraction.facts if isinstance(fact, QuantityFact)}
    assert due_facts <= kept | {None}
    flags = [*extraction.article.flags, *(flag for fact in extraction.facts for flag in fact.flags)]
    assert {fact_id for flag in flags for fact_id in flag.fact_ids} <= kept
    claims = [claim for record in reconcile(extraction.facts, [extraction.article]) for claim in record.claims]
    assert {claim.fact_id: claim.confidence for claim in claims}.items() <= {
        fact.fact_id: fact.confidence for fact in facts
    }.items()
    assert claims


def test_identifiers_and_sentences() -> None:
    for fact in PIPELINE.read(ARTICLE).facts:
        assert fact.fact_id == f"a1#{fact.type}:{fact.start}-{fact.end}"
        assert fact.text == TEXT[fact.start : fact.end]
        assert fact.sentence.start <= fact.start < fact.end <= fact.sentence.end


def test_figures_and_days_carry_the_words_of_their_sentence() -> None:
    facts = [fact for fact in PIPELINE.read(ARTICLE).facts if isinstance(fact, Situated)]
    assert [(fact.before[-9:], fact.text, fact.after[:9]) for fact in facts] == [
        ("argetkan ", "12 Ribu Peserta", " Pelatiha"),
        ("argetkan ", "12 ribu peserta", " mengikut"),
        ("las pada ", "Mei 2026", "."),
        (" diikuti ", "3.400 peserta", "."),
        ("Gempa ", "kemarin", " melukai "),
    ]
    assert all(fact.passage == TEXT[fact.sentence.start : fact.sentence.end] for fact in facts)


@pytest.mark.parametrize(("before", "after"), [(90, 1), (1, 90)])
def test_of_a_long_sentence_600_characters_are_kept_on_either_side(before: int, after: int) -> None:
    text = f"Menurut {'catatan ' * before}panitia, 300 peserta mengikuti lomba {'membaca ' * after}."
    [fact] = [one for one in quantities(Article(id="a", text=text)) if one.text == "300 peserta"]
    assert fact.before == text[max(0, fact.start - 600) : fact.start]
    assert fact.after == text[fact.end : fact.end + 600]


def test_records_are_made_of_facts_alone() -> None:
    read = [PIPELINE.read(ARTICLE), PIPELINE.read(ARTICLE.model_copy(update={"id": "a2", "source": "lain"}))]
    facts = [fact for extraction in read for fact in extraction.facts]
    bare = [extraction.article.model_copy(update={"text": None}) for extraction in read]
    records = list(reconcile(facts, bare))
    assert records == list(reconcile(facts, [extraction.article for extraction in read]))
    assert max(record.sources for record in records) == 1  # one is a copy of the other


def test_summary_counts() -> None:
    extraction = PIPELINE.read(ARTICLE)
    assert extraction.article.counts == {
        "ministry": 2,
        "agency": 0,
        "date": 2,
        "quantity": 3,
        "target": 2,
        "participants": 3,
    }
    assert extraction.article.length == len(TEXT)


def test_same_bytes_every_time_and_back() -> None:
    first, second = PIPELINE.read(ARTICLE), PIPELINE.read(ARTICLE)
    assert first.model_dump_json() == second.model_dump_json()
    assert EXTRACTION.validate_json(first.model_dump_json()) == first


def test_articles_read_together_give_what_each_gives_alone() -> None:
    articles = [
        Article(id=f"{number}", published=date(2025, 7, number % 9 + 1), text=text)
        for number, text in enumerate([TEXT, "", "Tanpa angka.", TEXT[::2], f"Judul {TEXT}"] * 15)
    ]
    together = list(PIPELINE.read_many(iter(articles)))
    assert [extraction.article.id for extraction in together] == [article.id for article in articles]
    assert together == [PIPELINE.read(article) for article in articles]
    assert sum(len(extraction.facts) for extraction in together) > 100


def test_text_without_numbers() -> None:
    assert quantities(Article(id="b", text="Rapat berjalan lancar.")) == []


PIECES = [
    "target",
    "500",
    "peserta",
    "akan",
    "diikuti",
    "Rp 5 triliun",
    "tidak benar",
    "Mei 2026",
    "\n",
    ",",
    '"',
    "İ",
    ". ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_offsets_always_slice(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for fact in PIPELINE.read(Article(id="p", published=date(2025, 1, 1), text=text)).facts:
        assert fact.text == text[fact.start : fact.end]
        if isinstance(fact, QuantityFact) and fact.min is not None and fact.max is not None:
            assert fact.min <= fact.max


def test_a_string_is_an_article() -> None:
    read = PIPELINE.read("KOMPAS, 3 Mei 2025\n" + TEXT)
    assert [fact.text for fact in read.facts][:2] == ["3 Mei 2025", "Kemnaker"]
    assert read == PIPELINE.read("KOMPAS, 3 Mei 2025\n" + TEXT)
    assert len(read.article.id) == 16
    assert [one.article.id for one in PIPELINE.read_many([ARTICLE, TEXT])] == ["a1", PIPELINE.read(TEXT).article.id]
    with pytest.raises(RujukError, match="kosong"):
        PIPELINE.read(" \n")


def test_records_of_articles() -> None:
    records = PIPELINE.records([ARTICLE, ARTICLE.model_copy(update={"id": "a2", "source": "lain"})])
    facts = [fact for extraction in PIPELINE.read_many([ARTICLE]) for fact in extraction.facts]
    assert {claim.doc_id for record in records for claim in record.claims} == {"a1", "a2"}
    assert [record.value for record in records] == [record.value for record in reconcile(facts)]
