"""The component in a foreign pipeline: span groups, extensions, serialisation, worker processes."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import extractor.spacy_component  # noqa: F401  (registers the factory, as the entry point does once installed)
from extractor.models import MinistryFact, QuantityFact

pytestmark = pytest.mark.slow

TEXT = (
    "Kemnaker menargetkan pelatihan diikuti 5.000 peserta pada Senin (14/7/2025). "
    "Acara di Kudus dihadiri 300 peserta, kata JakartaMenteri Ketenagakerjaan Yassierli."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("id")
    nlp.add_pipe("rujuk", config={"published": "2025-07-15", "ner": False})
    return nlp


def texts(doc: Doc, group: str) -> list[str]:
    return [span.text for span in doc.spans[group]]


def test_the_four_groups(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert texts(doc, "ministries")[0] == "Kemnaker"
    assert doc.spans["ministries"][0].label_ == "kemnaker"
    assert texts(doc, "dates") == ["Senin (14/7/2025)"]
    assert texts(doc, "targets") == ["5.000 peserta"]
    assert texts(doc, "participants") == ["5.000 peserta", "300 peserta"]


def test_spans_are_widened_to_tokens_and_facts_keep_exact_offsets(nlp: Language) -> None:
    doc = nlp(TEXT)
    span = doc.spans["ministries"][1]
    assert span.text == "JakartaMenteri Ketenagakerjaan"
    assert isinstance(span._.rujuk, MinistryFact)
    assert span._.rujuk.text == "Menteri Ketenagakerjaan"


def test_extensions_hold_typed_facts(nlp: Language) -> None:
    doc = nlp(TEXT)
    facts = doc._.rujuk_facts
    assert all(TEXT[fact.start : fact.end] == fact.text for fact in facts)
    figure = doc.spans["targets"][0]._.rujuk
    assert isinstance(figure, QuantityFact)
    assert (figure.min, figure.max, figure.unit) == (5000, 5000, "peserta")
    assert doc[0:1]._.rujuk is None
    assert spacy.blank("id")("Halo")._.rujuk_facts == ()


def test_the_publication_day_of_a_doc_goes_before_the_setting(nlp: Language) -> None:
    doc = nlp.make_doc("Rapat digelar kemarin.")
    doc._.rujuk_published = date(2024, 3, 1)
    doc = nlp(doc)
    assert doc.spans["dates"][0]._.rujuk.from_ == date(2024, 2, 29)
    doc = nlp("Rapat digelar kemarin.")
    assert doc.spans["dates"][0]._.rujuk.from_ == date(2025, 7, 14)


def test_docs_travel_with_their_facts(nlp: Language) -> None:
    doc = nlp(TEXT)
    back = next(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab))
    assert back._.rujuk_facts == doc._.rujuk_facts
    assert [span._.rujuk for span in back.spans["participants"]] == [span._.rujuk for span in doc.spans["participants"]]


def test_worker_processes_give_the_same_facts(nlp: Language) -> None:
    alone = [doc._.rujuk_facts for doc in nlp.pipe([TEXT, "Halo.", TEXT])]
    docs = list(nlp.pipe([TEXT, "Halo.", TEXT], n_process=2))
    assert [doc._.rujuk_facts for doc in docs] == alone
    assert texts(docs[2], "targets") == ["5.000 peserta"]
    assert docs[2].spans["targets"][0]._.rujuk == alone[2][[f.type for f in alone[2]].index("quantity")]
