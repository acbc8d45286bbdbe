"""Tokens read one by one, forward and backward, and the places of names, are those of a plain search."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from extractor.text import occurrences
from extractor.text.occurrences import Occurrences
from extractor.text.tokens import Token, TokensAfter, TokensBefore

TEXTS = st.text(alphabet="Aab z.,'’(5_\u00a0é-\n")


def all_of(tokens: TokensAfter | TokensBefore) -> Iterator[Token]:
    index = 0
    while (token := tokens.at(index)) is not None:
        yield token
        index += 1


def as_tuples(tokens: TokensAfter | TokensBefore) -> list[tuple[str, int, int]]:
    return [(token.text, token.start, token.end) for token in all_of(tokens)]


def test_tokens_of_a_phrase() -> None:
    text = "kata dr. Ani-Lis (45), d.a."
    assert [token.text for token in all_of(TokensAfter(text, 5, len(text)))] == [
        "dr", ".", "Ani-Lis", "(", "45", ")", ",", "d.a", ".",
    ]  # fmt: skip


@given(TEXTS, st.integers(0, 20), st.integers(0, 40))
def test_backward_is_forward_reversed(text: str, start: int, end: int) -> None:
    forward = as_tuples(TokensAfter(text, start, min(end, len(text))))
    assert as_tuples(TokensBefore(text, start, min(end, len(text)))) == forward[::-1]
    assert all(text[first:last] == word for word, first, last in forward)


@given(st.text(alphabet="AaB é.", max_size=60), st.sampled_from(["Aa", "A", "B A", "Aa B"]), st.integers(0, 20))
def test_index_finds_names_where_a_search_does(text: str, name: str, start: int) -> None:
    def bounded(place: int) -> bool:
        end = place + len(name)
        return not text[place - 1 : place].isalnum() and not text[end : end + 1].isalnum()

    searched = [place for place in Occurrences(text).of(name, start) if bounded(place)]
    long = text + "." * occurrences.LONG
    assert [place for place in Occurrences(long).of(name, start) if bounded(place)] == searched
    assert Occurrences(long).first("Zz", start) == Occurrences(text).first("Zz", start) == -1


def test_whole_names_are_no_part_of_longer_words() -> None:
    text = "Purba di Purwo, lalu Purbalingga dan PT Purba."
    long = text + "." * occurrences.LONG
    assert list(Occurrences(text).whole("Purba")) == list(Occurrences(long).whole("Purba")) == [0, 40]
