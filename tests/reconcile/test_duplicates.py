from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.reconcile.duplicates import find_copies, independent, similarity
from extractor.skim.signature import signature
from tests.reconcile.facts import summary

BODY = " ".join(f"kata{number}" for number in range(120))


def test_a_report_taken_over_is_a_copy_of_the_earlier_one() -> None:
    wire = summary("wire", BODY, "2025-05-01")
    taken = summary("taken", BODY + " tambahan penutup dari redaksi", "2025-05-02")
    other = summary("other", " ".join(f"lain{number}" for number in range(120)), "2025-05-02")
    copies = find_copies([other, taken, wire], 0.7)
    assert copies == {"taken": "wire"}
    assert independent(["wire", "taken", "other"], copies) == {"wire", "other"}


def test_a_copy_of_a_copy_counts_with_the_original() -> None:
    articles = [summary(f"d{day}", BODY + f" akhir{day}", f"2025-05-0{day}") for day in range(1, 6)]
    assert set(find_copies(articles, 0.7).values()) == {"d1"}


@given(st.lists(st.sampled_from(BODY.split()), max_size=80))
def test_a_text_is_wholly_similar_to_itself_and_similarity_is_symmetric(words: list[str]) -> None:
    text = " ".join(words)
    assert similarity(signature(text), signature(text)) in (0.0, 1.0)
    assert similarity(signature(text), signature(BODY)) == similarity(signature(BODY), signature(text))
