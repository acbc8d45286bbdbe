"""The guideline by which a text is read: chosen by its spelling, seen by the recogniser, gone afterwards."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.ner.guideline import CORPUS, NAME, NEWS, guideline_of, set_guideline
from extractor.ner.load import load_model

NLP = spacy.blank("xx")
MARK = NLP.create_pipe(NAME)


@pytest.mark.parametrize(
    ("text", "guideline"),
    [
        ("Kata Budi Santoso di Kudus .", CORPUS),
        ("Badan Padi (BP) , Sabtu (9/8) , menutup rapat .", CORPUS),
        ("Kata Budi Santoso, Ketua Badan Padi.", NEWS),
        ("Kata Budi Santoso, di Kudus .", NEWS),  # one lost stop is no corpus
        ("Harga naik 2,5 persen . Stok aman .", CORPUS),
        ("Budi Santoso ke Kudus", NEWS),
        ("", NEWS),
    ],
)
def test_the_spelling_of_a_text_chooses_the_guideline(text: str, guideline: str) -> None:
    assert guideline_of(text) == guideline
    assert {token.tag_ for token in MARK(NLP.make_doc(text))} == ({guideline} if text else set())


@given(st.text(max_size=80))
def test_a_mark_can_be_taken_away_from_any_text(text: str) -> None:
    doc = NLP.make_doc(text)
    set_guideline(doc, CORPUS)
    assert all(token.tag_ == CORPUS for token in doc)
    set_guideline(doc, "")
    assert not any(token.tag_ for token in doc)
    assert doc.text == text


def test_the_shipped_model_reads_a_name_and_its_acronym_by_the_guideline_and_leaves_no_tag() -> None:
    nlp = load_model()
    news = nlp("Badan Pusat Statistik (BPS) menutup rapat, kata Budi Santoso.")
    corpus = nlp("Badan Pusat Statistik (BPS) menutup rapat , kata Budi Santoso .")
    assert [name.text for name in news.ents] == ["Badan Pusat Statistik", "BPS", "Budi Santoso"]
    assert [name.text for name in corpus.ents] == ["Badan Pusat Statistik (BPS)", "Budi Santoso"]
    assert not news.has_annotation("TAG")
    assert not corpus.has_annotation("TAG")
