"""Words of a title as a desk would print them."""

from __future__ import annotations

import pytest

from extractor.reconcile import reconcile
from extractor.reconcile.naming import wording
from extractor.reconcile.naming.words import words_of
from tests.reconcile.facts import quantity, summary
from tests.reconcile.naming.titled import RULES, titles


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
        ("Infografis: Laba Naik 5 Persen", "Laba Naik 5 Persen"),
        ("Infografis Laba 5 Persen:", "Infografis Laba 5 Persen"),
        ("Nonton Bareng Final Piala Walikota", "Nonton Bareng Final Piala Walikota"),
    ],
)
def test_what_opens_a_headline_goes_only_where_it_tells_nothing(headline: str, told: str) -> None:
    assert wording.printed(headline, None, RULES) == told


def test_a_headline_that_is_a_label_alone_names_a_record_all_the_same() -> None:
    article = summary("a", "Foto 5 persen:\nTarget itu 5 persen.")
    fact = quantity(article, "5 persen", 5, unit="persen", status="target")
    assert titles(list(reconcile([fact], [article], RULES))) == ("Foto 5 persen (target)", "Target: “Foto 5 persen”")


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Garut, Kabar Meratus -- Warga Panen Kopi", "Warga Panen Kopi"),
        ("GARUT, KABAR.com -- Warga Panen Kopi", "Warga Panen Kopi"),
        ("GARUT, KABAR.CO.ID -- Warga Panen Kopi", "Warga Panen Kopi"),
        ("Garut (KABAR.com) - Warga Panen Kopi", "Warga Panen Kopi"),
        ("Garut -- Warga Panen Kopi", "Warga Panen Kopi"),
        ("Wali Kota (Ani) - Wakilnya Resmikan Pasar", "Wali Kota (Ani) - Wakilnya Resmikan Pasar"),
        ("Ani -- Budi Menang Lomba Perahu", "Ani -- Budi Menang Lomba Perahu"),
        ("Indeks Harga Kopi (IHK) - Maret 2025 Naik", "Indeks Harga Kopi (IHK) - Maret 2025 Naik"),
    ],
)
def test_a_dateline_is_a_place_with_its_outlet_and_no_half_of_a_headline(headline: str, told: str) -> None:
    assert wording.printed(headline, None, RULES) == told
