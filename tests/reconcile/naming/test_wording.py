"""Words of a title as a desk would print them."""

from __future__ import annotations

import pytest

from extractor.reconcile.naming import wording
from extractor.reconcile.naming.words import words_of
from tests.reconcile.naming.titled import RULES


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        (
            "300 siswa Palestina Pengungsi Palestina yang bersekolah di Gaza",
            "300 siswa Palestina yang bersekolah di Gaza",
        ),
        ("Rapat bersama Komisi IX DPR di Gedung DPR pada 12 Juni", "Rapat bersama Komisi IX DPR pada 12 Juni"),
        ("Target 14 juta SPT dalam Pelaporan SPT", "Target 14 juta SPT"),
        ("Seleksi lanjutan dan", "Seleksi lanjutan"),
        ("Target layanan kota cerdas Ibu Kota Nusantara", "Target layanan kota cerdas Ibu Kota Nusantara"),
    ],
)
def test_of_a_title_no_word_stands_twice_and_none_dangles(title: str, mended: str) -> None:
    assert wording.mended(title, words_of(RULES)) == mended


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Jadwal Live Streaming Elang FC vs Rajawali FC", "Elang FC vs Rajawali FC"),
        ("Nonton Gratis Elang FC vs Rajawali FC", "Elang FC vs Rajawali FC"),
        ("Gratis Naik Bus Kota pada 22 Juni 2025", "Gratis Naik Bus Kota pada 22 Juni 2025"),
        ("Nonton Bareng Final Piala Walikota", "Nonton Bareng Final Piala Walikota"),
    ],
)
def test_what_opens_a_headline_goes_only_where_it_tells_nothing(headline: str, told: str) -> None:
    assert wording.printed(headline, None, RULES) == told
