"""Whose words a report says it takes over."""

import pytest

from extractor.rules import load_rules
from extractor.text.outlets import attributed_to


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Pelatihan itu diikuti 500 orang, demikian dikutip dari Antara, Selasa.", "Antara"),
        ("Mengutip Infopublik.id, kolaborasi itu diteken kemarin.", "infopublik.id"),
        ("Dilansir dari ANTARA, harga beras turun.", "Antara"),
        ("Harga minyak naik, melansir Reuters.", "Reuters"),
        ("Kabar itu dilansir   detikcom pagi tadi.", "detik.com"),
        ("Ia mengutip laporan Kompas.com tentang kuota.", "Kompas.com"),
        ("Kementerian mengutip data BPS tahun lalu.", None),
        ("Dikutip dari Instagram @kemnaker, pendaftaran dibuka.", None),
        ("Pewarta Antara hadir di lokasi.", None),
        ("Kutipan itu dilansir Kamis lalu.", None),
        ("Tempat itu penuh, tulis kantor berita Suara Pulau pagi ini.", "Suara Pulau"),
        ("Kuota naik\nSolo (ANTARA) - Kuota magang naik.", "Antara"),
        ("Solo (14/5) - Kuota magang naik.", None),
        ("", None),
    ],
)
def test_outlet_after_a_cue(text: str, outlet: str | None) -> None:
    assert attributed_to(text, load_rules()) == outlet


def test_many_cues_without_a_name_stay_linear() -> None:
    assert attributed_to("dikutip dari " * 20_000, load_rules()) is None
