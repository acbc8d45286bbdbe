"""What the recogniser got nearly right: brackets, offices before a person, a place and the region around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from extractor.ner.mend import NAME, titles_of
from extractor.ner.training.blank import set_tokenizer
from extractor.rules import load_rules

NLP = spacy.blank("xx")
set_tokenizer(NLP)
MEND = NLP.create_pipe(NAME, config={"titles": ["Ketua", "Iptu", "dr"]})


def _mended(text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    doc = NLP.make_doc(text)
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label) for name, label in found]
    doc.set_ents([span for span in spans if span is not None])
    return [(name.text, name.label_) for name in MEND(doc).ents]


@pytest.mark.parametrize(
    ("text", "found", "mended"),
    [
        ("klaim Bima Aji(BA) itu", ("(BA", "PER"), [("BA", "PER")]),
        ("oleh Dewan Kota ( DK )", ("Dewan Kota (", "ORG"), [("Dewan Kota", "ORG")]),
        ("Badan Padi (BP) hadir", ("Badan Padi (BP)", "ORG"), [("Badan Padi (BP)", "ORG")]),
        ("kata Ketua Iptu Bima Aji.", ("Ketua Iptu Bima Aji", "PER"), [("Bima Aji", "PER")]),
        ("kata Ketua.", ("Ketua", "PER"), [("Ketua", "PER")]),
        ("di Ketua Muda", ("Ketua Muda", "LOC"), [("Ketua Muda", "LOC")]),
        (
            "di Desa Suka Kecamatan Jati Kabupaten Kudus.",
            ("Desa Suka Kecamatan Jati Kabupaten Kudus", "LOC"),
            [("Desa Suka", "LOC"), ("Kecamatan Jati", "LOC"), ("Kabupaten Kudus", "LOC")],
        ),
        ("saham PT Suka Tbk. naik", ("PT Suka Tbk.", "ORG"), [("PT Suka Tbk.", "ORG")]),
        ("kata Bima Aji.", ("Bima Aji", "PER"), [("Bima Aji", "PER")]),
    ],
)  # fmt: skip
def test_a_name_is_mended(text: str, found: tuple[str, str], mended: list[tuple[str, str]]) -> None:
    assert _mended(text, found) == mended


def test_a_name_of_signs_alone_is_none() -> None:
    assert _mended("Kata ( ) itu", ("( )", "ORG")) == []


def test_titles_open_no_known_name() -> None:
    titles = titles_of(load_rules(), ["Raja Juli", "Imam Nahrawi", "Menteri"])
    assert {"Menteri", "Ketua", "Iptu"} <= set(titles)
    assert not {"Raja", "Imam"} & set(titles)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["(", ")", "Desa", "Kudus", "Ketua", "BA", ",", ". "]), max_size=12), st.booleans())
def test_any_names_stay_within_their_bounds(words: list[str], spaced: bool) -> None:
    doc = NLP.make_doc((" " if spaced else "").join(words))
    for label in ("PER", "LOC", "ORG"):
        doc.set_ents([Span(doc, 0, len(doc), label)] if len(doc) else [])
        once = [(name.start, name.end, name.label_) for name in MEND(doc).ents]
        assert all(0 <= start < end <= len(doc) for start, end, _ in once)
        assert all(one[1] <= other[0] for one, other in pairwise(once))
        assert all(doc[start].text != "," != doc[end - 1].text for start, end, _ in once)
