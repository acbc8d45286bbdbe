"""Names and offices of speakers, whole and with nothing of a house, a headline or another word in them."""

from __future__ import annotations

import pytest

from tests.close.speech.test_speakers import speaker_of


def read(text: str) -> tuple[str, str | None] | None:
    """Name and role of whoever tells the figure ``700`` of a text."""
    speaker = speaker_of(text, text.index("700"))
    return (speaker.name, speaker.role) if speaker else None


@pytest.mark.parametrize(
    ("told", "name", "role"),
    [
        # the house between office and name, which the article names alone
        (
            "Elang Timur kalah lagi. Pelatih Elang Timur Rian Saputra mengatakan ada 700 penonton. "
            "Elang Timur pulang, kata Saputra.",
            "Rian Saputra",
            "Pelatih Elang Timur",
        ),
        (
            "Ketua Umum Merpatindo Lina Suharto mengatakan ada 700 agen. Merpatindo naik. Merpatindo laba, ujar Lina.",
            "Lina Suharto",
            "Ketua Umum Merpatindo",
        ),
        ("Ketua Pansel Haryono menyebut ada 700 pelamar.", "Haryono", "Ketua Pansel"),
        (
            "Ketua Bidang Pembinaan dan Prestasi Pelatnas Seno Aji menyebut ada 700 atlet.",
            "Seno Aji",
            "Ketua Bidang Pembinaan dan Prestasi Pelatnas",
        ),
        # behind a comma stands whom the article calls
        (
            "Ketua Panitia Pawai Elang, Rendra Wijaya, menyebut ada 700 peserta. Pawai ramai, kata Rendra.",
            "Rendra Wijaya",
            "Ketua Panitia Pawai Elang",
        ),
        # offices that are names too
        ("Kakanwil Kemenkum Jatim Imam Santoso mengatakan ada 700 orang.", "Imam Santoso", "Kakanwil Kemenkum Jatim"),
        # players and people of the press
        ("Petenis Spanyol Carla Ruiz mengatakan ada 700 penonton.", "Carla Ruiz", "Petenis Spanyol"),
        ("Humas DLH DKI Jakarta Yogi Santika mengatakan ada 700 mobil.", "Yogi Santika", "Humas DLH DKI Jakarta"),
        # no office: his head, and the end of one
        ("Setelah laga kepala Rian Saputra dijahit. Saputra mengatakan ada 700 penonton.", "Rian Saputra", None),
        ("Ia dari tim hukum Haryono, Rian Saputra, menyebut ada 700 berkas.", "Rian Saputra", None),
        # an area that is a name
        ("Bima Arya Santika mengatakan ada 700 penonton.", "Bima Arya Santika", None),
        # the parts of a house's name
        (
            "Badan Tani, Kebun, dan Hutan (BTKH) mengungkap ada 700 petani.",
            "Badan Tani, Kebun, dan Hutan",
            None,
        ),
    ],
)
def test_names_and_offices(told: str, name: str, role: str | None) -> None:
    assert read(told) == (name, role)


@pytest.mark.parametrize(
    "told",
    [
        # a team or firm that scores or books something says nothing
        "Merpatindo mencatatkan 700 penerbangan.",
    ],
)
def test_nobody_speaks(told: str) -> None:
    assert read(told) is None


def test_a_university_with_its_short_form_is_nobody() -> None:
    text = "Pesertanya 700 orang, kata Ketua BEM Universitas Tunas Bangsa (UTB) tahun lalu."
    assert read(text) == ("Ketua BEM Universitas Tunas Bangsa", "Ketua BEM Universitas Tunas Bangsa")
