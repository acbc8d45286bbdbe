"""The card of a record for a story."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from extractor.desk.pictures.card import card
from extractor.messages.phrases import phrases
from extractor.messages.values import Language, outlet_name
from extractor.models import Amount, Record
from extractor.rules import load_rules
from tests.web.sample import HOSTILE, records

CONFLICT, TARGET = records()
T = phrases(load_rules(), "id")


def lines(record: Record, language: Language = "id") -> list[str]:
    root = ElementTree.fromstring(card(record, load_rules(), language))
    return [one.text or "" for one in root if one.tag.endswith("text")]


def test_a_settled_record_tells_its_value_day_relation_and_source() -> None:
    assert lines(TARGET) == [
        "target",
        "Pelatihan Vokasi: target",
        "10.000 peserta",
        f"per 22 Oktober 2025 · {T('relation_single')} · {T('claims_of', n=1, sources=1)}",
        "10.000 peserta — =1+1, 22 Oktober 2025",
        "rujuk · r-target",
    ]
    assert "as of 22 October 2025" in lines(TARGET, "en")[3]


def test_a_conflict_shows_both_sides_and_no_day() -> None:
    assert lines(CONFLICT)[2:] == [
        T("unresolved"),
        f"{T('relation_conflict')} · {T('claims_of', n=2, sources=2)}",
        "8.000 orang — <b>Kabar</b>, 21 Oktober 2025",
        "5.000 orang — Harian Warta, 20 Oktober 2025",
        "rujuk · r-konflik",
    ]


def test_copies_and_second_claims_of_an_outlet_are_no_sources() -> None:
    (claim,) = TARGET.claims
    copy = claim.model_copy(update={"source": "Salinan", "copy_of": "x", "fact_id": "b#quantity:0-1"})
    again = claim.model_copy(update={"fact_id": "c#quantity:0-1"})
    other = claim.model_copy(update={"source": None, "fact_id": "d#quantity:0-1"})
    record = TARGET.model_copy(update={"claims": (claim, copy, again, other), "value": Amount(min=10_000, max=10_000)})
    assert lines(record)[4:-1] == [
        "10.000 peserta — =1+1, 22 Oktober 2025",
        f"10.000 peserta — {outlet_name(None, other.doc_id)}, 22 Oktober 2025",
    ]


@given(st.text(max_size=300) | st.just(HOSTILE * 20))
def test_whatever_articles_say_stays_text_within_the_card(words: str) -> None:
    claim = TARGET.claims[0].model_copy(update={"source": words, "unit": words})
    record = TARGET.model_copy(update={"title": words, "unit": words, "claims": (claim,), "record_id": words})
    root = ElementTree.fromstring(card(record, load_rules(), "id").encode())
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {"svg", "rect", "text"}
    assert all(len(one.text or "") * int(one.attrib["font-size"]) <= 2200 for one in root if "font-size" in one.attrib)
