"""Whose target or programme a figure is."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from extractor.close.links.owners import GOVERNMENT, programme_owners
from extractor.models import Article, QuantityFact
from extractor.pipeline import Pipeline
from extractor.rules import RuleSet

PIPELINE = Pipeline()


def owners(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    article = Article(id="t", published=date(2025, 8, 20), title=text.split("\n")[0], text=text)
    facts = PIPELINE.extract([article])
    return [(fact.text, fact.ministries, fact.agencies) for fact in facts if isinstance(fact, QuantityFact)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kemnaker menargetkan 800 peserta pelatihan.", [("800 peserta", ("kemnaker",), ())]),
        ("Badan Gizi Nasional menargetkan 900 dapur.", [("900 dapur", (), ("bgn",))]),
        # the government, the President, a province, and a company are no ministry
        ("Kemnaker hadir. Pemerintah menargetkan 800 rumah.", [("800 rumah", (), ())]),
        ("Bersama Kemnaker, Presiden Prabowo menargetkan 800 rumah.", [("800 rumah", (), ())]),
        ("Menurut Kementerian PU, Pemprov Jawa Tengah menargetkan 80 jembatan.", [("80 jembatan", (), ())]),
        # a minister who states a passive target
        (
            '"Penerimaan ditargetkan Rp 3 triliun," kata Menteri Keuangan Purbaya Yudhi Sadewa.',
            [("Rp 3 triliun", ("kemenkeu",), ())],
        ),
        # two ministries side by side
        (
            "Kemnaker dan Kementerian UMKM menargetkan 5.000 pelaku UMKM ikut pelatihan.",
            [("5.000 pelaku UMKM", ("kemnaker", "kemen-umkm"), ())],
        ),
        # the body that runs the programme, where the article names it
        (
            "Badan Gizi Nasional hadir. Program Makan Siang Gratis diterima 800 siswa.\nBadan Gizi Nasional senang.",
            [("800 siswa", (), ("bgn",))],
        ),
        (
            "Kemnaker hadir di kampus. Program MagangHub diikuti 800 peserta.\nKemnaker senang.",
            [("800 peserta", ("kemnaker",), ())],
        ),
        # which of two partners runs it
        (
            "Kemensos dan Komdigi bertemu. Kemensos hadir, Komdigi hadir. Kemensos senang. Komdigi senang. Kemensos "
            "dan Komdigi pulang. Kemensos menargetkan 900 siswa di Sekolah Rakyat. Hadir pula banyak tamu undangan "
            "dari berbagai kota yang menonton acara itu sampai malam tiba, lalu semua pulang ke rumah masing-masing. "
            "Acara serupa akan digelar lagi di kota lain, tutup panitia.",
            [("900 siswa", ("kemensos",), ())],
        ),
        # a specific form has the owner of its general one
        ("Kemensos hadir. Program BLT diterima 800 keluarga.\nKemensos senang.", [("800 keluarga", ("kemensos",), ())]),
        # the state budget is the government's
        ("Kemenkeu hadir. Dalam APBN 2026, ekonomi ditargetkan tumbuh 6 persen.", [("6 persen", (), ())]),
        # nobody is named
        ("Panitia menargetkan 300 peserta.", [("300 peserta", (), ())]),
    ],
)
def test_owner(text: str, wanted: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    assert owners(text) == wanted


def test_every_programme_is_owned_by_a_known_body() -> None:
    ruleset = PIPELINE.ruleset
    data = ruleset.yaml("ministries.yaml")
    known = set(data["bodies"])
    owners_of = programme_owners(ruleset)
    assert {owner for owner in owners_of.values() if owner != GOVERNMENT} <= known
    assert owners_of["blt"] == "kemensos"
    assert owners_of["blt-desa"] == "kemendes"


# All before the figure's own sentence: what the article is about decides.
_ABOUT = "{}\n{} {} Lomba perahu itu diikuti 800 peserta."


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("Kemenpora meresmikan lapangan.", "Kemenpora gembira.", ("kemenpora",)),
        # a house in which something takes place, and headlines of other reports
        ("Rapat digelar di Kemenpora.", "Tamu berkumpul di Kantor Kemenpora.", ()),
        ("Warga pulang. BACA JUGA: Kemenpora Tanam Padi", "\nBACA JUGA: Kemenpora Panen Jagung\n", ()),
    ],
)
def test_a_ministry_whose_house_is_lent_is_not_what_it_is_about(
    first: str, second: str, wanted: tuple[str, ...]
) -> None:
    text = _ABOUT.format("Lomba Perahu Ramai", first, second)
    assert [found[1] for found in owners(text) if found[0] == "800 peserta"] == [wanted]


@pytest.mark.parametrize(
    "visited", ["menghadiri kongres dokter", "menghadiri liga pelajar", "melatih pelatih", "membina klub"]
)
def test_what_a_minister_visits_owns_nothing(visited: str) -> None:
    assert owners(f"Menpora {visited} dan menargetkan 180 peserta.") == [("180 peserta", ("kemenpora",), ())]


def test_a_federation_owns_for_itself() -> None:
    text = "Kemenpora hadir. Kemenpora senang. Ketua Umum PSSI menargetkan 800 peserta.\nKemenpora pulang."
    assert owners(text) == [("800 peserta", (), ())]


def test_a_ring_of_programmes_has_no_owner_and_ends() -> None:
    ring = [{"id": f"p{place}", "under": f"p{(place + 1) % 1200}"} for place in range(1200)]
    led = [{"id": "a", "under": "b"}, {"id": "b", "under": "c"}, {"id": "c", "owner": "x"}, {"id": "d", "under": "e"}]

    class Rows:
        def yaml(self, _: str) -> dict[str, list[dict[str, str]]]:
            return {"programmes": ring + led}

    assert programme_owners(cast(RuleSet, Rows())) == {"a": "x", "b": "x", "c": "x"}
