from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from extractor.ner.training.blank import set_tokenizer


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("xx")
    set_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("JakartaWakil Menteri", "Jakarta|Wakil|Menteri"),
        ("pada 2025.Penurunan", "pada|2025|.|Penurunan"),
        ("Jakarta,Kamis", "Jakarta|,|Kamis"),
        ("JAKARTA- Menteri", "JAKARTA|-|Menteri"),
        ("-Bursa Efek", "-|Bursa|Efek"),
        ("Prabowo-Gibran", "Prabowo|-|Gibran"),
        ("Kementerian ATR/BPN", "Kementerian|ATR|/|BPN"),
        ("anak-anak", "anak-anak"),
        ("Sri Mulyanimengatakan", "Sri|Mulyani|mengatakan"),
        ("PBNUmenyebut", "PBNU|menyebut"),
        ("Malangmemilih, Kudusberpotensi", "Malang|memilih|,|Kudus|berpotensi"),
        ("Pemenang Semakin Menjelang Kemenangan", "Pemenang|Semakin|Menjelang|Kemenangan"),
        ("Spanyoldan Barcelonayang", "Spanyol|dan|Barcelona|yang"),
        ("dilansirdetikNews", "dilansir|detik|News"),
        ("Kompas.compada Senin", "Kompas.com|pada|Senin"),
        ("Badan Ramadan Medan Terkini Daripada Kebijakan", "Badan|Ramadan|Medan|Terkini|Daripada|Kebijakan"),
        ("Pekanbaru Rekomendasi Pembangunan Setelah Sebelum", "Pekanbaru|Rekomendasi|Pembangunan|Setelah|Sebelum"),
    ],
)
def test_tokens(nlp: Language, text: str, tokens: str) -> None:
    assert [token.text for token in nlp.make_doc(text)] == tokens.split("|")


def test_text_comes_back_unchanged(nlp: Language) -> None:
    text = "Rapat (BGN)menyebut  “5.000”...di Kudus\n\n-Solo\u00a0"
    assert nlp.make_doc(text).text == text
