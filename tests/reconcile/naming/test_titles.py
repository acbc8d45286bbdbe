"""What a record is called: by what its claims call things, or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.models import Fact, Interval, Place, Record
from extractor.reconcile import reconcile
from extractor.reconcile.naming import wording
from extractor.reconcile.naming.wording import fitting, printed
from extractor.reconcile.naming.words import words_of
from extractor.reconcile.settings import load_settings
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
                "500 pekerja dapur MBG yang dilatih Badan Gizi Nasional di Garut",
                "500 workers dapur trained by Badan Gizi Nasional, MBG in Garut",
            ),
        ),
        (
            "Polri menargetkan membangun 500 Satuan Pelayanan Pemenuhan Gizi (SPPG) hingga akhir tahun.",
            "500 Satuan Pelayanan Pemenuhan Gizi",
            {"unit": "satuan pelayanan pemenuhan gizi", "what": "Makan Bergizi Gratis", "status": "target"},
            ("Target 500 SPPG yang dibangun Polri", "Target: 500 kitchens built by Polri, MBG"),
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
            ("Target 500 SPPG yang beroperasi pada 2026", "Target: 500 kitchens in operation, MBG in 2026"),
        ),
        (
            "Bantuan itu sampai kepada 500 KPM di desa.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            ("500 KPM penerima PKH", "500 recipient families receiving PKH"),
        ),
        (
            "Jalan Sehat Pelajar telah diikuti 500 siswa.",
            "500 siswa",
            {"unit": "siswa"},
            ("500 siswa dalam Jalan Sehat Pelajar", "500 pupils in Jalan Sehat Pelajar"),
        ),
        (
            "Sebanyak 500 warga mengikuti Jalan Sehat Pelajar, Minggu.",
            "500 warga",
            {"unit": "warga"},
            ("500 warga dalam Jalan Sehat Pelajar", "500 residents in Jalan Sehat Pelajar"),
        ),
        (
            "Magang batch II Kemnaker dibuka untuk 500 peserta.",
            "500 peserta",
            {"unit": "peserta", "what": "magang", "ministries": ("kemnaker",)},
            ("500 peserta magang Kemnaker batch 2", "500 participants of magang Kemnaker batch 2"),
        ),
        (
            "Survei itu menemukan 500 anak menerima makanan MBG yang rusak, kata panitia.",
            "500 anak",
            {"unit": "anak", "what": "Makan Bergizi Gratis"},
            ("500 anak yang menerima makanan MBG yang rusak", "500 children yang menerima makanan MBG yang rusak"),
        ),
        (
            "Kami menegur 500 pendamping dari Kabupaten Demak pada tahun ini.",
            "500 pendamping",
            {"unit": "pendamping"},
            ("500 pendamping dari Kabupaten Demak", "500 pendamping from Kabupaten Demak"),
        ),
        (
            "Lampu hias yang akan dipasang sebanyak 500 titik di Jalan Gatot Subroto, kata wali kota.",
            "500 titik",
            {"unit": "titik"},
            (
                "500 titik lampu hias yang dipasang di Jalan Gatot Subroto",
                "500 sites lampu hias installed in Jalan Gatot Subroto",
            ),
        ),
        (
            "Rinciannya. Penerima Sembako Murni: 500 KPM, dan lainnya.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            ("500 KPM penerima Sembako Murni", "500 recipient families penerima Sembako Murni"),
        ),
        (
            "Dari yang ditutup, 500 dapur akan segera dibuka kembali.",
            "500 dapur",
            {"unit": "dapur", "what": "Makan Bergizi Gratis", "status": "target"},
            ("Target 500 dapur MBG yang dibuka kembali", "Target: 500 kitchens opened again, MBG"),
        ),
        (
            "Menteri menyebut ada penambahan 500 KPM dalam penyaluran PKH.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            ("500 tambahan KPM dalam penyaluran PKH", "500 tambahan recipient families in penyaluran PKH"),
        ),
        (
            "Polri akan membangun 500 SPPG baru di Jawa.",
            "500 SPPG",
            {"unit": "sppg", "what": "Makan Bergizi Gratis", "status": "target"},
            (
                "Target 500 SPPG baru yang dibangun Polri di Jawa",
                "Target: 500 kitchens baru built by Polri, MBG in Jawa",
            ),
        ),
        (
            "BGN menargetkan 500 Satuan Pelaksana Pangan dan Gizi (SPPG) beroperasi.",
            "500 Satuan",
            {"unit": "satuan", "what": "Makan Bergizi Gratis", "status": "target"},
            ("Target 500 SPPG yang beroperasi", "Target: 500 kitchens in operation, MBG"),
        ),
        (
            "Pemerintah memindahkan 500 ASN tahun depan.",
            "500 ASN",
            {"unit": "asn", "place": Place(name="Ibu Kota Nusantara", code=None)},
            (
                "500 ASN yang dipindahkan Pemerintah ke Ibu Kota Nusantara",
                "500 civil servants relocated by Pemerintah to Ibu Kota Nusantara",
            ),
        ),
        (
            "Formula E 2025 akan diikuti 500 pembalap top.",
            "500 pembalap",
            {"unit": "pembalap", "what": "Formula E 2025", "status": "target"},
            ("Rencana 500 pembalap top Formula E 2025", "Planned: 500 riders top of Formula E 2025"),
        ),
        (
            "BSU akan diberikan kepada 500 pekerja bergaji kecil.",
            "500 pekerja",
            {"unit": "pekerja", "what": "Bantuan Subsidi Upah"},
            ("500 pekerja penerima BSU", "500 workers receiving BSU"),
        ),
        ("Polri batal melatih 500 relawan.", "500 relawan", {"unit": "relawan"}, None),
        (
            "Ombudsman memantau 500 provinsi.",
            "500 provinsi",
            {"unit": "provinsi", "what": "Makan Bergizi Gratis"},
            None,
        ),
        ("Ada 500 wargadarikota pada Jalan Sehat Pelajar.", "500 wargadarikota", {"unit": "wargadarikota"}, None),
        (
            "Pemerintah menargetkan penanaman jagung di lahan seluas 500 hektare tahun ini.",
            "500 hektare",
            {"unit": "hektare", "what": "Perhutanan Sosial", "status": "target", "participants": False},
            ("Target penanaman jagung 500 hektare", "Target: penanaman jagung 500 hektare"),
        ),
        (
            "Aksi mogok itu diikuti 500 sopir truk di pantura.",
            "500 sopir truk",
            {"unit": "sopir truk", "what": "Aksi mogok"},
            ("500 sopir truk dalam aksi mogok", "500 sopir truk in aksi mogok"),
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
            ("Peluncuran SPPG Polri pada 12 Juni 2025", "SPPG Polri: launch, 12 June 2025"),
        ),
        (
            "Rapat Dewan Gubernur Bank Indonesia digelar pada 12 Juni 2025.",
            "event",
            {},
            (
                "Rapat Dewan Gubernur Bank Indonesia pada 12 Juni 2025",
                "Dewan Gubernur Bank Indonesia: meeting, 12 June 2025",
            ),
        ),
        (
            "Gelombang kedua dibuka 12 Juni 2025.",
            "start",
            {"what": "Magang Nasional"},
            (
                "Pembukaan gelombang kedua Magang Nasional pada 12 Juni 2025",
                "Gelombang kedua Magang Nasional: opening, 12 June 2025",
            ),
        ),
        (
            "Laga Persib vs Persija digelar 12 Juni 2025.",
            "event",
            {},
            ("Persib vs Persija pada 12 Juni 2025", "Persib vs Persija, 12 June 2025"),
        ),
        (
            "Kapal Meratus mulai berlayar ke Ambon pada 12 Juni 2025.",
            "start",
            {},
            (
                "Kapal Meratus mulai berlayar ke Ambon (12 Juni 2025)",
                "“Kapal Meratus mulai berlayar ke Ambon (12 Juni 2025)”",
            ),
        ),
        (
            "Pelayanan penerbitan SIM dibuka kembali pada 12 Juni 2025.",
            "start",
            {},
            (
                "Pembukaan kembali pelayanan penerbitan SIM pada 12 Juni 2025",
                "Pelayanan penerbitan SIM: opening again, 12 June 2025",
            ),
        ),
        (
            "Pertemuan The Fed digelar 12 Juni 2025.",
            "event",
            {"what": "The Fed"},
            ("Pertemuan The Fed pada 12 Juni 2025", "The Fed: meeting, 12 June 2025"),
        ),
        ("Laga Persib digelar 12 Juni 2025.", "event", {"what": "Liga Nusantara"}, None),
        ("Ahmad Karim dijadwalkan 12 Juni 2025.", "event", {}, None),
        (
            "Polisi batal memeriksa Budi Karim pada 12 Juni 2025.",
            "event",
            {},
            (
                "Polisi batal memeriksa Budi Karim (12 Juni 2025)",
                "“Polisi batal memeriksa Budi Karim (12 Juni 2025)”",
            ),
        ),
    ],
)
def test_days_are_called_by_what_takes_place(
    sentence: str, role: str, fields: dict[str, Any], title: tuple[str, str] | None
) -> None:
    assert of_day(sentence, role, **fields) == title


def test_a_headline_that_gives_the_day_says_what_takes_place() -> None:
    headline = "Lampung Tutup Pasar Hewan Mulai 12 Juni 2025, Ini Sebabnya"
    article = summary("a", f"{headline}\nPenutupan berlaku sementara.")
    day = dated(article, "12 Juni 2025", "2025-06-12", role="start", target=True)
    facts: list[Fact] = [day.model_copy(update={"before": "Lampung Tutup Pasar Hewan Mulai "})]
    assert _titles(list(reconcile(facts, [article], RULES))) == (
        "Lampung Tutup Pasar Hewan Mulai 12 Juni 2025",
        "“Lampung Tutup Pasar Hewan Mulai 12 Juni 2025”",
    )


def test_a_place_is_not_told_twice() -> None:
    fields = {"unit": "kamera", "place": Place(name="Jawa Timur", code="35")}
    title = of_figure("Kemarin mereka memasang 500 kamera pemantau di Jatim.", "500 kamera", **fields)
    assert title == ("500 kamera pemantau yang dipasang di Jatim", "500 cameras pemantau installed in Jatim")


def test_of_a_headline_the_day_that_passes_is_told_by_its_date() -> None:
    article = summary("a", "Jalan Melati Ditutup Malam Ini, Ada Pesta Rakyat\nPenutupan berlaku sementara.")
    day = dated(article, "Malam Ini", "2025-06-12", role="event")
    facts: list[Fact] = [day.model_copy(update={"before": "Jalan Melati Ditutup ", "after": ", Ada Pesta Rakyat"})]
    assert _titles(list(reconcile(facts, [article], RULES))) == (
        "Jalan Melati Ditutup (12 Juni 2025)",
        "Jalan Melati: closing, 12 June 2025",
    )


def test_a_headline_that_gives_the_figure_names_it() -> None:
    headline = "BPOM Uji 500 Dapur di Garut, Ini Hasilnya"
    article = summary("a", f"{headline}\nTemuan itu diumumkan.")
    figure = quantity(article, "500 Dapur", 500, unit="dapur").model_copy(
        update={"before": "BPOM Uji ", "after": " di Garut, Ini Hasilnya"}
    )
    assert _titles(list(reconcile([figure], [article], RULES))) == (
        "BPOM Uji 500 Dapur di Garut",
        "“BPOM Uji 500 Dapur di Garut”",
    )


def of_days(headline: str, *sentences: str) -> str:
    """The title of one record of days, each told by a sentence of its own under one headline."""
    article = summary("a", "\n".join((headline, *sentences)))
    facts = [
        dated(article, "12 Juni 2025", "2025-06-12", role="event", nth=nth) for nth in range(1, len(sentences) + 1)
    ]
    found = list(reconcile(facts, [article], RULES))
    return found[0].title if len(found) == 1 else ""


@pytest.mark.parametrize(
    ("headline", "sentence", "title"),
    [
        (
            "KPPU Setujui Akuisisi Tokopedia, Ini Syaratnya",
            "Sidang KPPU digelar pada 12 Juni 2025.",
            "Sidang KPPU pada 12 Juni 2025",
        ),
        (
            "KPK Limpahkan Berkas Korupsi Jalan ke Pengadilan",
            "Pimpinan KPK menggelar konferensi pers pada 12 Juni 2025.",
            "Konferensi pers KPK pada 12 Juni 2025",
        ),
        (
            "KPU Cabut Aturan Rahasia",
            "Semua bermula dari aturan yang diteken Ketua KPU Hasan pada 12 Juni 2025.",
            "Penandatanganan aturan KPU pada 12 Juni 2025",
        ),
        (
            "Budi Karim Absen, Pemeriksaan KPK Ditunda",
            "Penyidik memulai pemeriksaan Budi Karim pada 12 Juni 2025.",
            "Budi Karim Absen, Pemeriksaan KPK Ditunda (12 Juni 2025)",
        ),
        (
            "Dinas Pastikan Honor Guru Cair",
            "Ia menghadiri rapat terbatas yang digelar oleh DPRD Dompu pada 12 Juni 2025.",
            "Rapat terbatas DPRD Dompu pada 12 Juni 2025",
        ),
        (
            "Jadwal Festival Danau",
            "Kepala desa berkunjung ke Bank Sumut pada 12 Juni 2025.",
            "Kepala desa berkunjung ke Bank Sumut (12 Juni 2025)",
        ),
        ("Harga Cabai Naik", "Hakim Ani bicara di ruang sidang Candra, 12 Juni 2025.", ""),
        ("Harga Cabai di Garut Naik", "Rapat koordinasi digelar pada 12 Juni 2025.", ""),
    ],
)
def test_a_headline_names_only_the_event_of_the_claims_sentences(headline: str, sentence: str, title: str) -> None:
    assert of_days(headline, sentence, f"Kemarin dikatakan lagi: {sentence}") == title


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


def test_a_share_is_that_of_growth_where_the_sentence_says_so() -> None:
    sentence = "Pemerintah menyebut pendapatan negara ditargetkan tumbuh 500 persen tahun depan."
    fields = {"unit": "persen", "status": "target", "participants": False}
    found = of_figure(sentence, "500 persen", **fields)
    assert found is not None
    assert found[0] == "Target pertumbuhan pendapatan negara 500%"


def test_a_headline_that_gives_the_very_sum_names_it_and_its_deadline() -> None:
    headline = "Pelabuhan Kejar Rp 40 Miliar dari Penunggak Sewa"
    article = summary("a", f"{headline}\nIa menargetkan Rp 40 miliar dan 500 meter tuntas akhir tahun.")
    day = dated(article, "akhir tahun", "2025-09-01", "2025-12-31", role="due", target=True)
    due = {"due": day.days, "due_fact": day.fact_id, "status": "target", "participants": False}
    told = quantity(article, "Rp 40 miliar", 4e10, unit="rupiah", **due)
    found = sorted(_titles([one]) or () for one in reconcile([told, day], [article], RULES))
    assert found == [
        (headline, f"Target: “{headline}”"),
        (f"Tenggat 2025: {headline}", f"Deadline 2025: “{headline}”"),
    ]
    other = quantity(article, "500 meter", 500, unit="meter", **due)
    assert list(reconcile([other], [article], RULES)) == []


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Siaran Pers: Pemkot Tanam 500 Pohon &amp; Bambu", "Pemkot Tanam 500 Pohon & Bambu"),
        ("Hore! Tarif Kapal Murah Pekan Depan", "Tarif Kapal Murah 9–15 Juni 2025"),
        ("Rencana Setop Impor Garam Akhir Tahun Ini", "Rencana Setop Impor Garam Akhir 2025"),
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


def test_a_record_of_two_kinds_of_things_is_not_named() -> None:
    article = summary("a", "Kabar hari ini\nMBG dibagikan kepada lima SD dan lima SMP di Garut.")
    facts = [quantity(article, f"lima {unit.upper()}", 5, unit=unit, what="MBG") for unit in ("sd", "smp")]
    assert [record.title for record in reconcile(facts, [article], RULES) if len(record.claims) > 1] == []


def test_a_number_in_a_word_keeps_it() -> None:
    article = summary("a", "Kabar hari ini\nRatusan siswa SMA mengikuti Jalan Sehat Pelajar, Minggu.")
    told = quantity(article, "Ratusan siswa", 100, 999, unit="siswa", approx=True)
    assert _titles(list(reconcile([told], [article], RULES))) == (
        "Ratusan siswa SMA dalam Jalan Sehat Pelajar",
        "Pupils SMA in Jalan Sehat Pelajar",
    )


def test_a_count_of_none_says_so() -> None:
    article = summary("a", "Kabar hari ini\nBGN menargetkan nol kejadian keracunan MBG di Sumatra.")
    fields: dict[str, Any] = {"unit": "kejadian", "what": "Makan Bergizi Gratis", "status": "target"}
    told = quantity(article, "nol kejadian", 0, **fields)
    found = _titles(list(reconcile([told], [article], RULES)))
    assert found is not None
    assert found[0].startswith("Target nol kejadian keracunan")
    assert found[1].startswith("Target: zero ")


@pytest.mark.parametrize("sentence", ["Sebanyak 500 siswa adalah A.", "Pelatihan MBG diikuti 500 guru adalah Z."])
def test_a_noun_of_one_letter_is_read(sentence: str) -> None:
    phrase = "500 siswa" if "siswa" in sentence else "500 guru"
    found = of_figure(sentence, phrase, unit=phrase.split()[1], what="Makan Bergizi Gratis")
    assert found is None or phrase.split()[1] in found[0]


def test_a_text_without_a_break_is_no_title() -> None:
    text = "Pemerintah menargetkan Rp 5 triliun untuk irigasi. " + "Rapat berlangsung lama di kantor itu. " * 30
    article = summary("a", text)
    told = quantity(article, "Rp 5 triliun", 5e12, unit="rupiah", status="target", what="Irigasi")
    assert all(len(record.title) < 200 for record in reconcile([told], [article], RULES))
