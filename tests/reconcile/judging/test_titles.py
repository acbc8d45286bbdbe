"""What a record is called: by what its claims call things, or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.models import Fact, Interval, Place, Record
from extractor.reconcile import reconcile
from extractor.rules import load_rules
from tests.reconcile.facts import dated, quantity, summary

RULES = load_rules()


def of_figure(sentence: str, phrase: str, **fields: Any) -> tuple[str, str] | None:
    article = summary("a", f"Kabar hari ini\n{sentence}")
    return _titles(list(reconcile([quantity(article, phrase, 500, **fields)], [article], RULES)))


def of_day(sentence: str, role: str, **fields: Any) -> tuple[str, str] | None:
    article = summary("a", f"Kabar hari ini\n{sentence}")
    facts: list[Fact] = [dated(article, "12 Juni 2025", "2025-06-12", role=role, **fields)]
    return _titles(list(reconcile(facts, [article], RULES)))


def _titles(found: list[Record]) -> tuple[str, str] | None:
    return (found[0].title, found[0].title_en) if found else None


@pytest.mark.parametrize(
    ("sentence", "phrase", "fields", "title"),
    [
        (
            "Badan Gizi Nasional melatih 500 pekerja dapur di Garut.",
            "500 pekerja",
            {"unit": "pekerja", "what": "Makan Bergizi Gratis"},
            (
                "Pekerja dapur MBG yang dilatih Badan Gizi Nasional di Garut",
                "Workers dapur trained by Badan Gizi Nasional, MBG di Garut",
            ),
        ),
        (
            "Polri menargetkan membangun 500 Satuan Pelayanan Pemenuhan Gizi (SPPG) hingga akhir tahun.",
            "500 Satuan Pelayanan Pemenuhan Gizi",
            {"unit": "satuan pelayanan pemenuhan gizi", "what": "Makan Bergizi Gratis", "status": "target"},
            ("Target SPPG yang dibangun Polri", "Target: kitchens built by Polri, MBG"),
        ),
        (
            "Polri menargetkan 500 SPPG beroperasi tahun depan.",
            "500 SPPG",
            {
                "unit": "sppg",
                "what": "Makan Bergizi Gratis",
                "status": "target",
                "due": Interval(from_=date(2026, 1, 1), to=date(2026, 12, 31)),
            },
            ("Target SPPG yang beroperasi pada 2026", "Target: kitchens in operation, MBG in 2026"),
        ),
        (
            "Bantuan itu sampai kepada 500 KPM di desa.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            ("KPM penerima PKH", "Recipient families receiving PKH"),
        ),
        (
            "Jalan Sehat Pelajar telah diikuti 500 siswa.",
            "500 siswa",
            {"unit": "siswa"},
            ("Siswa Jalan Sehat Pelajar", "Pupils of Jalan Sehat Pelajar"),
        ),
        (
            "Sebanyak 500 warga mengikuti Jalan Sehat Pelajar, Minggu.",
            "500 warga",
            {"unit": "warga"},
            ("Warga Jalan Sehat Pelajar", "Residents of Jalan Sehat Pelajar"),
        ),
        (
            "Magang batch II Kemnaker dibuka untuk 500 peserta.",
            "500 peserta",
            {"unit": "peserta", "what": "magang", "ministries": ("kemnaker",)},
            ("Peserta magang Kemnaker batch II", "Participants of magang Kemnaker batch II"),
        ),
        (
            "Survei itu menemukan 500 anak menerima makanan MBG yang rusak, kata panitia.",
            "500 anak",
            {"unit": "anak", "what": "Makan Bergizi Gratis"},
            ("Anak yang menerima makanan MBG yang rusak", "Children yang menerima makanan MBG yang rusak"),
        ),
        (
            "Kami menegur 500 pendamping dari Kabupaten Demak pada tahun ini.",
            "500 pendamping",
            {"unit": "pendamping"},
            ("Pendamping dari Kabupaten Demak",) * 2,
        ),
        (
            "Lampu hias yang akan dipasang sebanyak 500 titik di Jalan Gatot Subroto, kata wali kota.",
            "500 titik",
            {"unit": "titik"},
            (
                "Titik lampu hias yang dipasang di Jalan Gatot Subroto",
                "Sites lampu hias installed di Jalan Gatot Subroto",
            ),
        ),
        (
            "Rinciannya. Penerima Sembako Murni: 500 KPM, dan lainnya.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            ("Penerima Sembako Murni",) * 2,
        ),
        ("Sebanyak 500 orang ada di sana.", "500 orang", {"unit": "orang"}, None),
        ("Sebanyak 500 orang ada di sana.", "500 orang", {"unit": "orang", "what": "pelatihan"}, None),
    ],
)
def test_figures_are_called_as_the_report_calls_them(
    sentence: str, phrase: str, fields: dict[str, Any], title: tuple[str, str] | None
) -> None:
    assert of_figure(sentence, phrase, **fields) == title


@pytest.mark.parametrize(
    ("sentence", "role", "fields", "title"),
    [
        (
            "Presiden meluncurkan Satuan Pelayanan Pemenuhan Gizi (SPPG) Polri pada 12 Juni 2025.",
            "start",
            {"what": "Makan Bergizi Gratis"},
            ("Peluncuran SPPG Polri", "SPPG Polri: launch"),
        ),
        (
            "Rapat Dewan Gubernur Bank Indonesia digelar pada 12 Juni 2025.",
            "event",
            {},
            ("Rapat Dewan Gubernur Bank Indonesia", "Dewan Gubernur Bank Indonesia: meeting"),
        ),
        (
            "Gelombang kedua dibuka 12 Juni 2025.",
            "start",
            {"what": "Magang Nasional"},
            ("Pembukaan gelombang kedua Magang Nasional", "Gelombang kedua Magang Nasional: opening"),
        ),
        ("Laga Persib vs Persija digelar 12 Juni 2025.", "event", {}, ("Persib vs Persija",) * 2),
        (
            "Kapal Meratus mulai berlayar ke Ambon pada 12 Juni 2025.",
            "start",
            {},
            ("Kapal Meratus mulai berlayar ke Ambon",) * 2,
        ),
    ],
)
def test_days_are_called_by_what_takes_place(
    sentence: str, role: str, fields: dict[str, Any], title: tuple[str, str]
) -> None:
    assert of_day(sentence, role, **fields) == title


def test_a_headline_that_gives_the_day_says_what_takes_place() -> None:
    headline = "Lampung Tutup Pasar Hewan Mulai 12 Juni 2025, Ini Sebabnya"
    article = summary("a", f"{headline}\nPenutupan berlaku sementara.")
    day = dated(article, "12 Juni 2025", "2025-06-12", role="start", target=True)
    facts: list[Fact] = [day.model_copy(update={"before": "Lampung Tutup Pasar Hewan Mulai "})]
    assert _titles(list(reconcile(facts, [article], RULES))) == ("Lampung Tutup Pasar Hewan Mulai 12 Juni 2025",) * 2


def test_a_place_is_not_told_twice() -> None:
    fields = {"unit": "kamera", "place": Place(name="Jawa Timur", code="35")}
    title = of_figure("Kemarin mereka memasang 500 kamera pemantau di Jatim.", "500 kamera", **fields)
    assert title == ("Kamera pemantau yang dipasang di Jatim", "Kamera pemantau installed di Jatim")


def test_of_a_headline_the_day_that_passes_is_left_out() -> None:
    article = summary("a", "Jalan Melati Ditutup Malam Ini, Ada Pesta Rakyat\nPenutupan berlaku sementara.")
    day = dated(article, "Malam Ini", "2025-06-12", role="event")
    facts: list[Fact] = [day.model_copy(update={"before": "Jalan Melati Ditutup ", "after": ", Ada Pesta Rakyat"})]
    assert _titles(list(reconcile(facts, [article], RULES))) == ("Jalan Melati Ditutup",) * 2


def test_a_headline_that_gives_the_figure_names_it() -> None:
    headline = "BPOM Uji 500 Dapur di Garut, Ini Hasilnya"
    article = summary("a", f"{headline}\nTemuan itu diumumkan.")
    figure = quantity(article, "500 Dapur", 500, unit="dapur").model_copy(
        update={"before": "BPOM Uji ", "after": " di Garut, Ini Hasilnya"}
    )
    assert _titles(list(reconcile([figure], [article], RULES))) == ("BPOM Uji 500 Dapur di Garut",) * 2


def test_what_names_too_little_is_told_by_the_headline_of_its_report() -> None:
    headline = "KPPU Setujui Akuisisi Tokopedia, Ini Syaratnya"
    article = summary("a", f"{headline}\nSidang KPPU digelar pada 12 Juni 2025. Ada 500 mitra di sana.")
    meeting: list[Fact] = [dated(article, "12 Juni 2025", "2025-06-12", role="event")]
    assert _titles(list(reconcile(meeting, [article], RULES))) == (
        "Sidang KPPU – KPPU Setujui Akuisisi Tokopedia, Ini Syaratnya",
        "KPPU: meeting – KPPU Setujui Akuisisi Tokopedia, Ini Syaratnya",
    )
    asked = quantity(
        summary("a", f"{headline}\nSurvei itu melibatkan 500 siswa."), "500 siswa", 500, unit="siswa", what="MBG"
    )
    assert _titles(list(reconcile([asked], [article], RULES))) == (f"Siswa – {headline}", f"Pupils – {headline}")
    clause: list[Fact] = [
        dated(
            summary("a", f"{headline}\nPanitera akan menerima Budi pada 12 Juni 2025."),
            "12 Juni 2025",
            "2025-06-12",
            role="event",
        )
    ]
    assert _titles(list(reconcile(clause, [article], RULES))) == (f"Panitera akan menerima Budi – {headline}",) * 2
    partners = quantity(article, "500 mitra", 500, unit="mitra", what="digitalisasi")
    assert _titles(list(reconcile([partners], [article], RULES))) == (
        "Mitra – KPPU Setujui Akuisisi Tokopedia, Ini Syaratnya",
        "Partners – KPPU Setujui Akuisisi Tokopedia, Ini Syaratnya",
    )


def test_a_headline_that_gives_the_very_sum_names_it_and_its_deadline() -> None:
    headline = "Pelabuhan Kejar Rp 40 Miliar dari Penunggak Sewa"
    article = summary("a", f"{headline}\nIa menargetkan Rp 40 miliar dan 500 meter tuntas akhir tahun.")
    day = dated(article, "akhir tahun", "2025-09-01", "2025-12-31", role="due", target=True)
    due = {"due": day.days, "due_fact": day.fact_id, "status": "target", "participants": False}
    told = quantity(article, "Rp 40 miliar", 4e10, unit="rupiah", **due)
    found = sorted(_titles([one]) or () for one in reconcile([told, day], [article], RULES))
    assert found == [(f"Target: {headline}",) * 2, (f"Tenggat: {headline}", f"Deadline: {headline}")]
    other = quantity(article, "500 meter", 500, unit="meter", **due)
    assert list(reconcile([other], [article], RULES)) == []
