"""Names are read near figures only, a sentence at a time, and only when somebody asks."""

from __future__ import annotations

from extractor.close.speech.naming import NamesNearFigures
from extractor.mentions import Entity, Sentence
from extractor.models import Article
from extractor.pipeline import Pipeline

SENTENCES = [Sentence(0, 10, 0), Sentence(11, 20, 0), Sentence(21, 30, 1), Sentence(31, 40, 1)]
FIGURE = 23


def _names(asked: list[tuple[int, int]]) -> NamesNearFigures:
    def read(start: int, end: int) -> list[Entity]:
        asked.append((start, end))
        return [Entity(start, start + 4, "PER")]

    return NamesNearFigures(SENTENCES, [FIGURE], read)


def test_only_the_sentence_of_a_figure_and_the_one_before_are_read() -> None:
    asked: list[tuple[int, int]] = []
    names = _names(asked)
    assert asked == []
    assert names(0, 10) == names(31, 40) == []
    assert names(13, 14) == [Entity(11, 15, "PER")]
    assert names(15, 20) == []  # the name ends before
    assert names(11, 30) == [Entity(11, 15, "PER"), Entity(21, 25, "PER")]
    assert asked == [(11, 20), (21, 30)]


def test_a_sentence_without_names_is_read_once() -> None:
    asked: list[tuple[int, int]] = []

    def read(start: int, end: int) -> list[Entity]:
        asked.append((start, end))
        return []

    names = NamesNearFigures(SENTENCES, [FIGURE], read)
    assert names(21, 30) == names(21, 30) == []
    assert asked == [(21, 30)]


def test_names_do_not_depend_on_how_articles_are_batched() -> None:
    texts = [
        f"{office} {person} menyebut {count} peserta hadir di Kudus.\nMenurut {person}, targetnya {count + 50} orang."
        for office in ("Ketua panitia", "Kepala Dinas Sosial Kudus")
        for person in ("Bima Aji", "Ratna Dewi Lestari", "Sagara")
        for count in (120, 3500)
    ]
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    whole = [fact.model_dump_json() for fact in Pipeline(ner=True).extract(articles)]
    for size in (1, 7, 64):
        pipeline = Pipeline(ner=True)
        parts = [articles[start : start + size] for start in range(0, len(articles), size)]
        assert [fact.model_dump_json() for part in parts for fact in pipeline.extract(part)] == whole
    backwards = Pipeline(ner=True).extract(reversed(articles))
    assert sorted(fact.model_dump_json() for fact in backwards) == sorted(whole)
    assert any('"said_by":{"name":"Bima Aji"' in fact for fact in whole)
