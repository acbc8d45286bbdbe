"""The words around a stretch, inside its sentence, and open quotations."""

from __future__ import annotations

from extractor.text.window import Window

TEXT = 'Ia berkata, "Kami melatih 500 guru tahun ini." Besok 12 orang hadir.'
FIRST = (0, TEXT.index(" Besok"))


def test_the_nearest_words_come_first_and_stop_at_the_sentence() -> None:
    window = Window(TEXT)
    start = TEXT.index("500")
    before, after = window.around(FIRST, start, start + 8, (3, 9))
    assert before == ["melatih", "kami", '"']
    assert after == ["tahun", "ini", ".", '"']


def test_another_sentence_has_words_of_its_own() -> None:
    window = Window(TEXT)
    window.around(FIRST, 0, 2, (1, 1))
    start = TEXT.index("12")
    assert window.around((FIRST[1] + 1, len(TEXT)), start, start + 8, (5, 1)) == [["besok"], ["hadir"]]


def test_a_quotation_is_open_until_it_is_closed() -> None:
    window = Window(TEXT)
    assert window.is_quoted(0, TEXT.index("500"))
    assert not window.is_quoted(0, TEXT.index("Ia"))
    assert not window.is_quoted(0, TEXT.index("Besok"))


def test_the_word_at_a_place() -> None:
    window = Window(TEXT)
    assert window.opening(TEXT.index("Kami")) == "kami"
    assert window.opening(TEXT.index(" melatih")) == ""
