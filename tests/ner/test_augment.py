from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from extractor.ner.training.augment import Augmenter, names_of
from extractor.ner.training.data import Labelled

POOLS = {
    "PER": [
        "Sri Lestari",
        "Agus Salim",
        "Dewi Sartika",
        "Bima",
        "Ratna",
        "Wahyu",
        "Nanda",
        "Putri",
        "Tono Hadi",
        "A Yani",
    ],
    "LOC": ["Kudus", "Blora", "Rembang", "Jepara", "Demak"],
    "ORG": ["KPK", "BPS", "BPOM", "OJK", "LPS"],
}
SENTENCE = Labelled(
    "Kepala BPS Budi Santoso di Solo (Jateng), ujar Budi",
    ((7, 10, "ORG"), (11, 23, "PER"), (27, 31, "LOC")),
    None,
    ((33, 39),),
)


@given(st.integers(0, 10**6))
def test_names_and_unsure_stretches_keep_their_place(seed: int) -> None:
    variant = Augmenter(POOLS, exchanged=0.7)(SENTENCE, random.Random(seed))
    known = {name.lower() for names in POOLS.values() for name in names} | {"bps", "budi santoso", "solo"}
    assert [label for _, _, label in variant.names] == ["ORG", "PER", "LOC"]
    assert all(variant.text[start:end].lower() in known for start, end, _ in variant.names)
    assert [variant.text[start:end].lower() for start, end in variant.unsure] == ["jateng"]


def test_without_exchange_only_case_and_spaces_change() -> None:
    variants = {Augmenter(POOLS, exchanged=0.0)(SENTENCE, random.Random(seed)).text for seed in range(400)}
    assert {variant.lower().replace(" ", "") for variant in variants} == {SENTENCE.text.lower().replace(" ", "")}
    assert {SENTENCE.text, SENTENCE.text.upper(), SENTENCE.text.lower()} < variants
    assert "Kepala BPS Budi Santoso diSolo (Jateng), ujar Budi" in variants


def test_a_multiword_name_is_exchanged_for_one_of_its_kind() -> None:
    texts = {Augmenter(POOLS, exchanged=1.0)(SENTENCE, random.Random(seed)).text for seed in range(200)}
    assert not any("KPK Bima di" in text for text in texts)
    assert any("Sri Lestari di " in text for text in texts)


def test_the_same_seed_gives_the_same_variant() -> None:
    augment = Augmenter(POOLS)
    assert augment(SENTENCE, random.Random(3)) == augment(SENTENCE, random.Random(3))


def test_pools_are_read_from_sentences() -> None:
    assert names_of([SENTENCE]) == {"ORG": ["BPS"], "PER": ["Budi Santoso"], "LOC": ["Solo"]}
