"""Headlines as titles."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Fact
from extractor.reconcile import reconcile
from extractor.reconcile.naming.wording import fitting, printed
from extractor.reconcile.settings import load_settings
from tests.reconcile.facts import dated, quantity, summary
from tests.reconcile.naming.titled import RULES, titles


def test_a_headline_that_gives_the_day_says_what_takes_place() -> None:
    headline = "Lampung Tutup Pasar Hewan Mulai 12 Juni 2025, Ini Sebabnya"
    article = summary("a", f"{headline}\nPenutupan berlaku sementara.")
    day = dated(article, "12 Juni 2025", "2025-06-12", role="start", target=True)
    facts: list[Fact] = [day.model_copy(update={"before": "Lampung Tutup Pasar Hewan Mulai "})]
    assert titles(list(reconcile(facts, [article], RULES))) == (
        "Lampung Tutup Pasar Hewan Mulai 12 Juni 2025",
        "“Lampung Tutup Pasar Hewan Mulai 12 Juni 2025”",
    )


def test_of_a_headline_the_day_that_passes_is_told_by_its_date() -> None:
    article = summary("a", "Jalan Melati Ditutup Malam Ini, Ada Pesta Rakyat\nPenutupan berlaku sementara.")
    day = dated(article, "Malam Ini", "2025-06-12", role="event")
    facts: list[Fact] = [day.model_copy(update={"before": "Jalan Melati Ditutup ", "after": ", Ada Pesta Rakyat"})]
    assert titles(list(reconcile(facts, [article], RULES))) == (
        "Jalan Melati Ditutup (12 Juni 2025)",
        "“Jalan Melati Ditutup (12 Juni 2025)”",
    )


def test_a_headline_that_gives_the_figure_names_it() -> None:
    headline = "BPOM Uji 500 Dapur di Garut, Ini Hasilnya"
    article = summary("a", f"{headline}\nTemuan itu diumumkan.")
    figure = quantity(article, "500 Dapur", 500, unit="dapur").model_copy(
        update={"before": "BPOM Uji ", "after": " di Garut, Ini Hasilnya"}
    )
    assert titles(list(reconcile([figure], [article], RULES))) == (
        "BPOM Uji 500 Dapur di Garut",
        "“BPOM Uji 500 Dapur di Garut”",
    )


def test_a_headline_that_gives_the_very_sum_names_it_and_its_deadline() -> None:
    headline = "Pelabuhan Kejar Rp 40 Miliar dari Penunggak Sewa"
    article = summary("a", f"{headline}\nIa menargetkan Rp 40 miliar dan 500 meter tuntas akhir tahun.")
    day = dated(article, "akhir tahun", "2025-09-01", "2025-12-31", role="due", target=True)
    due = {"due": day.days, "due_fact": day.fact_id, "status": "target", "participants": False}
    told = quantity(article, "Rp 40 miliar", 4e10, unit="rupiah", **due)
    found = sorted(titles([one]) or () for one in reconcile([told, day], [article], RULES))
    assert found == [
        (headline, f"Target: “{headline}”"),
        (f"{headline} (akhir 2025)", f"“{headline}” (late 2025)"),
    ]
    other = quantity(article, "500 meter", 500, unit="meter", **due)
    assert list(reconcile([other], [article], RULES)) == []


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Siaran Pers: Pemkot Tanam 500 Pohon &amp; Bambu", "Pemkot Tanam 500 Pohon & Bambu"),
        ("Hore! Tarif Kapal Murah Pekan Depan", "Tarif Kapal Murah 9–15 Juni 2025"),
        ("Rencana Setop Impor Garam Akhir Tahun Ini", "Rencana Setop Impor Garam Akhir 2025"),
        ("Catat! Jadwal Siaran Langsung Piala Danau di Stasiun Melati", "Piala Danau di Stasiun Melati"),
        (
            "Bos Pelabuhan Kumpulkan Rp 20 T Tahun Ini dari Penunggak",
            "Bos Pelabuhan Kumpulkan Rp 20 T pada 2025 dari Penunggak",
        ),
        (
            "Ciri Ponsel Lentera Terungkap! Rilis dengan Kamera Ganda",
            "Ciri Ponsel Lentera Terungkap! Rilis dengan Kamera Ganda",
        ),
        ("Puncak HUT Ke-498 Jakarta Digelar 22 Juni", "Puncak HUT Ke-498 Jakarta Digelar 22 Juni"),
    ],
)
def test_a_headline_is_printed_without_label_and_passing_day(headline: str, title: str) -> None:
    assert printed(headline, date(2025, 6, 4), RULES) == title


def test_the_headline_of_the_claims_own_matter_is_found() -> None:
    settings = load_settings(RULES)
    heads = (
        "Bandara Kupang Dibuka Lagi",
        "[SALAH] Gunung Lewotobi Meletus Kemarin",
        "Letusan Lewotobi Tutup Bandara Kupang",
    )
    told = "Abu letusan Lewotobi menutup bandara sejak Senin."
    assert fitting(heads, (told, *heads), 2.0, settings) == heads[2]
    assert fitting(heads[:1], ("Panitia menggelar bazar.", heads[0]), 0.5, settings) == ""


@pytest.mark.parametrize(
    ("headline", "day", "until"),
    [
        ("Kapal Melati Bagikan Dividen, Dibayar Juli 2025", "2025-07-11", " 11 July 2025"),
        ("Kapal Melati Bagikan Dividen 11 Juli", "2025-07-11", ""),
    ],
)
def test_a_deadline_is_told_where_its_headline_does_not(headline: str, day: str, until: str) -> None:
    article = summary("a", f"{headline}\nDividen itu diterima pemegang saham 11 Juli 2025.")
    due: list[Fact] = [dated(article, "11 Juli 2025", day, role="due", target=True)]
    assert titles(list(reconcile(due, [article], RULES))) == (
        headline + (f" ({until.strip().replace('July', 'Juli')})" if until else ""),
        f"“{headline}”" + (f" ({until.strip()})" if until else ""),
    )


def test_a_headline_keeps_what_its_day_is_of() -> None:
    headline = "Soal Gaji Petugas Dapur, Bos Yayasan: Paling Lambat 12 Juni 2025 Masuk Rekening"
    article = summary("a", f"{headline}\nIa berjanji demikian.")
    day = dated(article, "12 Juni 2025", "2025-06-12", role="due", target=True)
    before = "Soal Gaji Petugas Dapur, Bos Yayasan: Paling Lambat "
    facts: list[Fact] = [day.model_copy(update={"before": before, "after": " Masuk Rekening"})]
    found = titles(list(reconcile(facts, [article], RULES)))
    assert found is not None
    assert found[0] == headline


@pytest.mark.parametrize(
    ("headline", "behind"),
    [
        ("Dinas Garut Benahi Sungai sebelum 2027", ": “Dinas Garut Benahi Sungai sebelum 2027”"),
        ("Dinas Garut Benahi 900 Meter Sungai", ""),
    ],
)
def test_a_headline_behind_a_title_gives_no_other_figure(headline: str, behind: str) -> None:
    article = summary("a", f"{headline}\nDinas Garut menargetkan produksi beras sebanyak 500 ton.")
    told = quantity(article, "500 ton", 500, unit="ton", status="target", participants=False)
    assert [one.title for one in reconcile([told], [article], RULES)] == [f"Target produksi beras 500 ton{behind}"]


def test_two_claims_of_one_sentence_are_titled_as_one_is() -> None:
    article = summary("a", "Rabu, Ani ke Garut Buka Pasar\nPada 12 Juni, yaitu lusa, tokoh bernama Ani akan ke sini.")
    facts: list[Fact] = [
        dated(article, phrase, "2025-06-12", role="event", what="Ani") for phrase in ("12 Juni", "lusa")
    ]
    (alone,) = reconcile(facts[:1], [article], RULES)
    (both,) = reconcile(facts, [article], RULES)
    assert both.title == alone.title == "Rabu, Ani ke Garut Buka Pasar (12 Juni 2025)"
