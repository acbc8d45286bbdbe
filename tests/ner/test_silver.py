from __future__ import annotations

from extractor.ner.data import Labelled
from extractor.ner.guideline import CORPUS, NEWS
from extractor.ner.silver import label_sentences, read_sentences, spelled_as_corpus, vote
from extractor.ruleset import load_rules

TEXT = "Kata Budi Santoso di Kudus."
BUDI, KUDUS = (5, 17, "PER"), (21, 26, "LOC")


def test_most_votes_make_a_name_and_the_rest_is_unsure() -> None:
    found = [{BUDI, KUDUS}, {BUDI, (21, 26, "ORG")}, {(5, 9, "PER")}]
    voted = vote(Labelled(TEXT, ()), found, needed=2)
    assert voted.names == (BUDI,)
    assert voted.unsure == ((21, 26),)


def test_a_doubtful_name_is_settled_by_the_rest_of_its_article() -> None:
    other = "Warga Kudus hadir."
    sentences = [Labelled(TEXT, (), "a"), Labelled(other, (), "a"), Labelled(other, (), "b")]
    sure = [{BUDI, KUDUS}, set(), set()]
    doubtful = [{BUDI, KUDUS}, {(6, 11, "LOC")}, {(6, 11, "LOC")}]
    first, second, elsewhere = label_sentences(sentences, [sure, doubtful, sure])
    assert first.names == (BUDI, KUDUS)
    assert second.names == ((6, 11, "LOC"),)
    assert (elsewhere.names, elsewhere.unsure) == ((), ((6, 11),))


def test_a_part_of_a_person_that_stands_alone_is_unsure() -> None:
    sentences = [Labelled(TEXT, (), "a"), Labelled("Lalu Santoso pulang.", (), "a")]
    labelled = label_sentences(sentences, [[{BUDI}, set()]])
    assert (labelled[1].names, labelled[1].unsure) == ((), ((5, 12),))


def test_a_form_used_mostly_one_way_loses_its_odd_label() -> None:
    text = "Di Kudus."
    sentences = [Labelled(text + " " * index, (), "a") for index in range(3)]
    found = [{(3, 8, "LOC")}, {(3, 8, "LOC")}, {(3, 8, "PER")}]
    labelled = label_sentences(sentences, [found])
    assert [sentence.names for sentence in labelled] == [((3, 8, "LOC"),), ((3, 8, "LOC"),), ()]
    assert labelled[2].unsure == ((3, 8),)


def test_sentences_come_once_and_without_boilerplate() -> None:
    article = "Judul berita yang cukup panjang\nKalimat pertama yang cukup panjang. Kalimat kedua yang cukup panjang."
    sentences = read_sentences([("a", article), ("b", article)], load_rules())
    assert [sentence.text for sentence in sentences] == [
        "Judul berita yang cukup panjang",
        "Kalimat pertama yang cukup panjang.",
        "Kalimat kedua yang cukup panjang.",
    ]
    assert {sentence.doc for sentence in sentences} == {"a"}
    assert {sentence.guideline for sentence in sentences} == {NEWS}


def test_every_second_article_is_spelled_as_a_corpus_where_that_shows() -> None:
    texts = ['Kata Budi, "Harga 2,5 persen (naik)."', "Budi ke Kudus"]
    sentences = [Labelled(text, (), doc, guideline=NEWS) for doc in "abc" for text in texts]
    spelled = Labelled("Kata Budi , Harga 2,5 persen (naik) .", (), "a", guideline=CORPUS)
    assert spelled_as_corpus(sentences, 2) == [spelled, Labelled(spelled.text, (), "c", guideline=CORPUS)]
    assert spelled_as_corpus(sentences, 0) == []


def test_the_two_guidelines_of_an_article_do_not_settle_each_other() -> None:
    text = "Warga Kudus hadir."
    sentences = [Labelled(text, (), "a", guideline=guideline) for guideline in (NEWS, CORPUS, CORPUS)]
    place, body = {(6, 11, "LOC")}, {(6, 11, "ORG")}
    labelled = label_sentences(sentences, [[body, place, place]])
    assert [sentence.names for sentence in labelled] == [((6, 11, "ORG"),), ((6, 11, "LOC"),), ((6, 11, "LOC"),)]
