"""Whose figures a title tells: the company that gives them, the programme that they are of, no budget of everything."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.models import Speaker
from extractor.reconcile import reconcile
from tests.reconcile.facts import days, quantity, summary
from tests.reconcile.naming.titled import RULES, of_figure, titles

_AIM: dict[str, Any] = {"status": "target", "participants": False}


def _told(headline: str, sentence: str, phrase: str, speaker: Speaker | None, **fields: Any) -> str | None:
    article = summary("a", f"{headline}\n{sentence}")
    told = quantity(article, phrase, 500, **fields).model_copy(update={"said_by": speaker})
    found = titles(list(reconcile([told], [article], RULES)))
    return found and found[0].partition(": “")[0]  # the headline behind it tells of what matter it is


@pytest.mark.parametrize(
    ("headline", "sentence", "phrase", "speaker", "fields", "title"),
    [
        (
            "Meratus Energi (MRTS) Cari Tambang Baru",
            "MRTS menargetkan adanya peningkatan produksi batubara sekitar 500 persen tahun ini.",
            "500 persen",
            Speaker(name="MRTS"),
            {"unit": "persen", **_AIM},
            "Target peningkatan produksi batubara MRTS 500%",
        ),
        (  # bare initials may be those of anybody
            "Tambang Baru Dibuka Lagi",
            "MRTS menargetkan adanya peningkatan produksi batubara sekitar 500 persen tahun ini.",
            "500 persen",
            None,
            {"unit": "persen", **_AIM},
            "Target peningkatan produksi batubara 500%",
        ),
        (
            "Tambang Baru Dibuka Lagi",
            "PT Meratus Energi Tbk (MRTS) menargetkan produksi batubara naik 500 persen tahun ini.",
            "500 persen",
            None,
            {"unit": "persen", **_AIM},
            "Target kenaikan produksi batubara MRTS 500%",
        ),
        (  # who forecasts owns nothing
            "Meratus Energi (MRTS) Ramal Ekonomi Naik",
            "MRTS memproyeksikan pertumbuhan ekonomi nasional sebesar 500 persen tahun ini.",
            "500 persen",
            None,
            {"unit": "persen", **_AIM},
            "Target pertumbuhan ekonomi nasional 500%",
        ),
        (
            "WHO Tekan Kematian Anak",
            "WHO menargetkan penurunan angka kematian anak sebesar 500 persen tahun ini.",
            "500 persen",
            Speaker(name="WHO"),
            {"unit": "persen", **_AIM},
            "Target penurunan angka kematian anak 500%",
        ),
        *(  # nor who aims at other things
            (
                "Bank Meratus Kejar Kredit",
                f"Bank Meratus menargetkan laba naik{apart} inflasi tahunan sebesar 500 persen.",
                "500 persen",
                None,
                {"unit": "persen", **_AIM},
                "Target inflasi tahunan 500%",
            )
            for apart in (" setelah Vietnam mengumumkan", ", meski ada", ", dan ada", " dan Vietnam mencatat")
        ),
        (
            "Bank Meratus Kejar Kredit",
            "Bank Meratus menargetkan dapat menyalurkan kredit usaha sebesar 500 persen.",
            "500 persen",
            None,
            {"unit": "persen", **_AIM},
            "Target kredit usaha Bank Meratus 500%",
        ),
        (
            "Pendanaan Usaha Kecil Naik",
            "PT Dana Meratus juga membidik penyaluran pinjaman sebesar 500 persen.",
            "500 persen",
            None,
            {"unit": "persen", **_AIM},
            "Target penyaluran pinjaman Dana Meratus 500%",
        ),
        (
            "BNM Kejar Nasabah Kaya",
            "Target dana kelolaan nasabah sebesar 500 persen.",
            "500 persen",
            Speaker(name="Ani Karim", role="Direktur Utama PT Bank Niaga Meratus Tbk"),
            {"unit": "persen", **_AIM},
            "Target dana kelolaan nasabah BNM 500%",
        ),
        (
            "Bank Meratus Salurkan Kredit Rakyat",
            "Kredit itu sampai kepada 500 debitur.",
            "500 debitur",
            Speaker(name="Ani Karim", role="Wakil Direktur Utama Bank Meratus"),
            {"unit": "debitur", "what": "Kredit Usaha Rakyat"},
            "500 debitur penerima KUR Bank Meratus",
        ),
        (  # what is measured may be taken for the programme
            "BNM Pertahankan Target",
            "Ia menyebut target kredit sebesar 500 persen tahun depan.",
            "500 persen",
            Speaker(name="Ani Karim", role="Direktur PT Bank Niaga Meratus Tbk"),
            {"unit": "persen", "what": "Penyaluran Kredit", **_AIM},
            "Target Penyaluran Kredit BNM 500%",
        ),
        (  # an office of the state is none of a company
            "Ani Karim Sebut Pajak Naik",
            "Target penerimaan pajak daerah sebesar 500 persen.",
            "500 persen",
            Speaker(name="Budi", role="Direktur Jenderal Pajak Ani Karim"),
            {"unit": "persen", **_AIM},
            "Target penerimaan pajak daerah 500%",
        ),
        (  # nor does a person own what is measured
            "Budi Karim Bicara Ekonomi",
            "Target pertumbuhan ekonomi nasional sebesar 500 persen.",
            "500 persen",
            Speaker(name="Budi Karim"),
            {"unit": "persen", **_AIM},
            "Target pertumbuhan ekonomi nasional 500%",
        ),
        (
            "Gadai Meratus Bidik Laba",
            "Ia menyebut target kenaikan laba bersih 500 persen.",
            "500 persen",
            None,
            {"unit": "persen", "what": "Gadai Meratus", **_AIM},
            "Target kenaikan laba bersih Gadai Meratus 500%",
        ),
    ],
)
def test_figures_of_a_company_tell_whose_they_are(
    headline: str, sentence: str, phrase: str, speaker: Speaker | None, fields: dict[str, Any], title: str
) -> None:
    assert _told(headline, sentence, phrase, speaker, **fields) == title


@pytest.mark.parametrize(
    ("headline", "role", "owner"),
    [
        ("Target Ekspor Indonesia Naik", "Direktur Utama Bank Rakyat Indonesia", ""),
        (
            "Kredit Bank Rakyat Indonesia Naik",
            "Direktur Utama Bank Rakyat Indonesia (Persero)",
            "Bank Rakyat Indonesia",
        ),
        ("Kredit BRI Naik", "Direktur Utama Bank Rakyat Indonesia", "BRI"),
        ("Bank Dunia Ramal Kredit Naik", "Direktur Bank Mandiri", ""),
        ("Bank Mandiri Ramal Kredit Naik", "Direktur Bank Mandiri", "Bank Mandiri"),
        ("Ekspor Kopi Jawa Barat Naik", "Manajer Komunikasi PLN Jawa Barat", ""),
        ("Pelatihan AI Diikuti Guru", "Direktur Astra International", ""),
        ("AIN Ramal Kredit Naik", "Direktur Astra International (AIN)", "AIN"),
        ("Kredit DU Naik", "Direktur Utama", ""),
        ("Meratus Indah Naik", "Direktur Utama PT Digital Meratus", ""),
        ("Digital Meratus Naik", "Direktur Utama PT Digital Meratus", "Digital Meratus"),
        ("Tahun 2024 Naik", "Direktur Utama Bank Meratus periode 2024", ""),
    ],
)
def test_a_company_is_told_by_its_whole_name(headline: str, role: str, owner: str) -> None:
    fields: dict[str, Any] = {"unit": "persen", **_AIM}
    speaker = Speaker(name="Ani Karim", role=role)
    title = _told(headline, "Target dana kelolaan nasabah sebesar 500 persen.", "500 persen", speaker, **fields)
    assert title == " ".join(filter(None, ("Target dana kelolaan nasabah", owner, "500%")))


@pytest.mark.parametrize(
    ("ticker", "owner"), [("APBN", ""), ("APBD", ""), ("UMKM", ""), ("SPPG", ""), ("MRTS", "MRTS")]
)
def test_what_has_four_capitals_need_be_no_company(ticker: str, owner: str) -> None:
    fields: dict[str, Any] = {"unit": "persen", **_AIM}
    sentence = f"{ticker} menargetkan dana kelolaan nasabah sebesar 500 persen."
    title = _told(f"Simak ({ticker}) Kejar Target", sentence, "500 persen", None, **fields)
    assert title == " ".join(filter(None, ("Target dana kelolaan nasabah", owner, "500%")))


@pytest.mark.parametrize(
    ("phrase", "unit", "title"),
    [
        ("500 ha", "ha", "Target reklamasi lahan bekas 500 hektare"),
        ("500 kg", "kg", "Target reklamasi lahan bekas 500 kg"),
        ("500 MW", "mw", "Target reklamasi lahan bekas 500 MW"),
    ],
)
def test_a_measure_keeps_its_unit(phrase: str, unit: str, title: str) -> None:
    found = of_figure(f"Ia menyebut target reklamasi lahan bekas seluas {phrase}.", phrase, unit=unit, **_AIM)
    assert found is not None
    assert found[0] == title


def test_nobody_is_counted_in_a_budget_that_the_sentence_does_not_name() -> None:
    fields: dict[str, Any] = {"unit": "calon", "what": "Rancangan Anggaran Pendapatan dan Belanja Negara"}
    found = of_figure("Panitia mengumumkan 500 calon Komisi Danau.", "500 calon", **fields)
    assert found is not None
    assert found[0] == "500 calon Komisi Danau"


def test_a_name_whose_last_word_is_told_already_is_left_out() -> None:
    fields: dict[str, Any] = {"unit": "jemaah haji", "what": "Ibadah Haji"}
    found = of_figure("Ada 500 jemaah haji yang belum mendapat visa.", "500 jemaah haji", **fields)
    assert found is not None
    assert "Ibadah" not in found[0]


@pytest.mark.parametrize(("given", "title"), [(2, "Target 500 SPPG Polri pada 2026"), (1, "Target 500 SPPG Polri")])
def test_a_year_is_told_where_all_claims_give_it(given: int, title: str) -> None:
    article = summary("a", "Kabar hari ini\nPolri menargetkan 500 SPPG Polri.\nTarget 500 SPPG Polri itu besar.")
    year = days("2026-01-01", "2026-12-31")
    facts = [
        quantity(
            article,
            "500 SPPG",
            500,
            nth=nth,
            unit="sppg",
            what="Makan Bergizi Gratis",
            due=year if nth <= given else None,
            **_AIM,
        )
        for nth in (1, 2)
    ]
    assert [record.title for record in reconcile(facts, [article], RULES) if record.attribute == "target"] == [title]


@pytest.mark.parametrize(("noun", "shown"), [("DIRE", "DIRE"), ("dire", "dire"), ("Dire", "dire")])
def test_an_acronym_is_written_as_the_report_writes_it(noun: str, shown: str) -> None:
    found = of_figure(f"Perusahaan itu menerbitkan 500 {noun} Meratus.", f"500 {noun}", unit="dire")
    assert found is not None
    assert found[0].startswith(f"500 {shown} Meratus")


def test_new_ones_are_told_before_a_time_too() -> None:
    fields: dict[str, Any] = {"unit": "penyewa", "what": "Menara Meratus", **_AIM}
    found = of_figure("Menara Meratus menargetkan 500 penyewa baru sepanjang tahun.", "500 penyewa", **fields)
    assert found is not None
    assert found[0] == "Target 500 penyewa baru Menara Meratus"
