"""The fingerprint of a text: what its definition says, number by number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.text.signature import signature

_64 = (1 << 64) - 1
_GOLDEN, _MIXER, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0xC2B2AE3D27D4EB4F


def _by_definition(words: list[str]) -> str:
    hashes = []
    for word in words:
        padded = word.encode()[:16].ljust(16, b"\0")
        first, second = (int.from_bytes(half, "little") for half in (padded[:8], padded[8:]))
        mixed = first * _GOLDEN & _64 ^ second * _SECOND & _64
        hashes.append(mixed ^ mixed >> 29)
    smallest: dict[int, int] = {}
    for place in range(len(words) - 4):
        shingle = sum(31**step * hashes[place + step] for step in range(5)) * _GOLDEN & _64
        shingle = (shingle ^ shingle >> 29) * _MIXER & _64
        smallest[shingle >> 58] = min(shingle, smallest.get(shingle >> 58, shingle))
    kept = [(smallest[bin] >> 20 & 0xFFFF | 1) if bin in smallest else 0 for bin in range(64)]
    return "".join(f"{one:04x}" for one in kept)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20), min_size=5, max_size=400))
def test_a_fingerprint_is_what_its_definition_says(words: list[str]) -> None:
    assert signature(" ".join(words)) == _by_definition(words)


def test_case_marks_and_blanks_do_not_count() -> None:
    plain = signature("target 20 juta penerima manfaat tahun ini")
    assert signature("Target: 20\u00a0juta \u201cpenerima\u201d\n(manfaat), TAHUN ini!") == plain
    assert len(plain) == 256
    assert 1 <= sum(plain[at : at + 4] != "0000" for at in range(0, 256, 4)) <= 3  # three shingles


def test_fewer_than_five_words_have_none() -> None:
    assert signature("empat kata saja ini") == ""
    assert signature("") == ""
