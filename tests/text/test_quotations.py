"""Quotations: marks of all kinds, and lost ones."""

from __future__ import annotations

import pytest

from extractor.text.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Siap," kata Ani.', ['"Siap,"']),
        ("“Siap,” kata Ani. “Besok.”", ["“Siap,”", "“Besok.”"]),
        ('Ani berkata, "Siap."', ['"Siap."']),
        ('"Kami bangun 5 unit. Lalu', ['"Kami bangun 5 unit. Lalu']),
        ('Kami bangun 5 unit," kata Ani.', ['Kami bangun 5 unit,"']),
        ('"Satu," kata Ani. "Dua," kata Budi.', ['"Satu,"', '"Dua,"']),
        ("''Siap,'' kata Ani.", ["''Siap,''"]),
        ("Tidak ada kutipan.", []),
        ('"Kami siap, "kata Ani. "Besok," ujarnya.', ['"Kami siap, "', '"Besok,"']),
    ],
)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    assert [text[quotation.start : quotation.end] for quotation in find_quotations(text, 0, len(text))] == expected


def test_an_open_quotation_says_so() -> None:
    text = "“Kami bangun 5 unit."
    assert [quotation.closed for quotation in find_quotations(text, 0, len(text))] == [False]
