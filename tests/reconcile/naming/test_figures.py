"""Those who are counted are called by what the reports call them, or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.models import Interval, Place
from extractor.reconcile import reconcile
from tests.reconcile.facts import quantity, summary
from tests.reconcile.naming.titled import RULES, of_figure, titles


@pytest.mark.parametrize(
    ("sentence", "phrase", "fields", "title"),
    [
        (
            "Badan Gizi Nasional melatih 500 pekerja dapur di Garut.",
            "500 pekerja",
            {"unit": "pekerja", "what": "Makan Bergizi Gratis"},
            (
                "500 pekerja dapur MBG yang dilatih Badan Gizi Nasional di Garut",
                "“500 pekerja dapur MBG yang dilatih Badan Gizi Nasional di Garut”",
            ),
        ),
        (
            "Polri menargetkan membangun 500 Satuan Pelayanan Pemenuhan Gizi (SPPG) hingga akhir tahun.",
            "500 Satuan Pelayanan Pemenuhan Gizi",
            {"unit": "satuan pelayanan pemenuhan gizi", "what": "Makan Bergizi Gratis", "status": "target"},
            ("Target pembangunan 500 SPPG oleh Polri", "Target: 500 kitchens built by Polri, MBG"),
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
            "Sebanyak 500 guru dilatih di Stadion Kenari.",
            "500 guru",
            {"unit": "guru"},
            ("500 guru yang dilatih di Stadion Kenari", "“500 guru yang dilatih di Stadion Kenari”"),
        ),
        (
            "Sebanyak 500 guru dilatih Polri.",
            "500 guru",
            {"unit": "guru"},
            ("500 guru yang dilatih Polri", "500 teachers trained by Polri"),
        ),
        (
            "Bantuan itu sampai kepada 500 anak-anak di desa.",
            "500 anak-anak",
            {"unit": "anak-anak", "what": "Makan Bergizi Gratis"},
            ("500 anak-anak penerima MBG", "“500 anak-anak penerima MBG”"),
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
            ("500 peserta magang Kemnaker batch 2", "“500 peserta magang Kemnaker batch 2”"),
        ),
        (
            "Survei itu menemukan 500 anak menerima makanan MBG yang rusak, kata panitia.",
            "500 anak",
            {"unit": "anak", "what": "Makan Bergizi Gratis"},
            ("500 anak yang menerima makanan MBG yang rusak", "“500 anak yang menerima makanan MBG yang rusak”"),
        ),
        (
            "Kami menegur 500 pendamping dari Kabupaten Demak pada tahun ini.",
            "500 pendamping",
            {"unit": "pendamping"},
            ("500 pendamping dari Kabupaten Demak", "“500 pendamping dari Kabupaten Demak”"),
        ),
        (
            "Lampu hias yang akan dipasang sebanyak 500 titik di Jalan Gatot Subroto, kata wali kota.",
            "500 titik",
            {"unit": "titik"},
            (
                "500 titik lampu hias yang dipasang di Jalan Gatot Subroto",
                "“500 titik lampu hias yang dipasang di Jalan Gatot Subroto”",
            ),
        ),
        (
            "Rinciannya. Penerima Sembako Murni: 500 KPM, dan lainnya.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            ("500 KPM penerima Sembako Murni", "“500 KPM penerima Sembako Murni”"),
        ),
        (
            "Dari yang ditutup, 500 dapur akan segera dibuka kembali.",
            "500 dapur",
            {"unit": "dapur", "what": "Makan Bergizi Gratis", "status": "target"},
            ("Target pembukaan kembali 500 dapur MBG", "Target: 500 kitchens opened again, MBG"),
        ),
        (
            "Menteri menyebut ada penambahan 500 KPM dalam penyaluran PKH.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            ("500 tambahan KPM dalam penyaluran PKH", "“500 tambahan KPM dalam penyaluran PKH”"),
        ),
        (
            "Polri akan membangun 500 SPPG baru di Jawa.",
            "500 SPPG",
            {"unit": "sppg", "what": "Makan Bergizi Gratis", "status": "target"},
            (
                "Target pembangunan 500 SPPG baru di Jawa oleh Polri",
                "“Target pembangunan 500 SPPG baru di Jawa oleh Polri”",
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
            ("Rencana 500 pembalap top dalam Formula E 2025", "“Rencana 500 pembalap top dalam Formula E 2025”"),
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
            ("Target penanaman jagung 500 hektare", "“Target penanaman jagung 500 hektare”"),
        ),
        (
            "Aksi mogok itu diikuti 500 sopir truk di pantura.",
            "500 sopir truk",
            {"unit": "sopir truk", "what": "Aksi mogok"},
            ("500 sopir truk dalam aksi mogok", "“500 sopir truk dalam aksi mogok”"),
        ),
        ("Sebanyak 500 orang ada di sana.", "500 orang", {"unit": "orang"}, None),
        ("Sebanyak 500 orang ada di sana.", "500 orang", {"unit": "orang", "what": "pelatihan"}, None),
    ],
)
def test_figures_are_called_as_the_report_calls_them(
    sentence: str, phrase: str, fields: dict[str, Any], title: tuple[str, str] | None
) -> None:
    assert of_figure(sentence, phrase, **fields) == title


def test_a_share_is_that_of_growth_where_the_sentence_says_so() -> None:
    sentence = "Pemerintah menyebut pendapatan negara ditargetkan tumbuh 500 persen tahun depan."
    fields = {"unit": "persen", "status": "target", "participants": False}
    found = of_figure(sentence, "500 persen", **fields)
    assert found is not None
    assert found[0] == "Target pertumbuhan pendapatan negara 500%"


def test_a_record_of_two_kinds_of_things_is_not_named() -> None:
    article = summary("a", "Kabar hari ini\nMBG dibagikan kepada lima SD dan lima SMP di Garut.")
    facts = [quantity(article, f"lima {unit.upper()}", 5, unit=unit, what="MBG") for unit in ("sd", "smp")]
    assert [record.title for record in reconcile(facts, [article], RULES) if len(record.claims) > 1] == []


def test_a_number_in_a_word_keeps_it() -> None:
    article = summary("a", "Kabar hari ini\nRatusan siswa SMA mengikuti Jalan Sehat Pelajar, Minggu.")
    told = quantity(article, "Ratusan siswa", 100, 999, unit="siswa", approx=True)
    assert titles(list(reconcile([told], [article], RULES))) == (
        "Ratusan siswa SMA dalam Jalan Sehat Pelajar",
        "Pupils SMA in Jalan Sehat Pelajar",
    )


def test_a_count_of_none_says_so() -> None:
    article = summary("a", "Kabar hari ini\nBGN menargetkan nol kejadian keracunan MBG di Sumatra.")
    fields: dict[str, Any] = {"unit": "kejadian", "what": "Makan Bergizi Gratis", "status": "target"}
    told = quantity(article, "nol kejadian", 0, **fields)
    found = titles(list(reconcile([told], [article], RULES)))
    assert found is not None
    assert found[0].startswith("Target nol kejadian keracunan")
    assert found[1] == f"“{found[0]}”"


def test_an_amount_cut_at_its_decimals_is_left_out() -> None:
    sentence = "Program MBG menyasar 500 siswa dengan anggaran Rp1,6 triliun yang disorot warga."
    found = of_figure(sentence, "500 siswa", unit="siswa", what="Makan Bergizi Gratis")
    assert found == ("500 siswa penerima MBG", "500 pupils receiving MBG")


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


def test_a_place_is_not_told_twice() -> None:
    fields = {"unit": "kamera", "place": Place(name="Jawa Timur", code="35")}
    title = of_figure("Kemarin mereka memasang 500 kamera pemantau di Jatim.", "500 kamera", **fields)
    assert title == ("500 kamera pemantau yang dipasang di Jatim", "“500 kamera pemantau yang dipasang di Jatim”")


@pytest.mark.parametrize(
    ("sentence", "phrase", "fields", "title"),
    [
        (
            "Yayasan itu menyasar 500 siswa dari tujuh sekolah di kawasan Kota Garut untuk meningkatkan gizi pelajar.",
            "500 siswa",
            {"unit": "siswa", "what": "Makan Bergizi Gratis"},
            "500 siswa penerima MBG dari tujuh sekolah di kawasan Kota Garut",
        ),
        (
            "Ada 500 siswa di Kecamatan Cibatu menyantap MBG setiap hari.",
            "500 siswa",
            {"unit": "siswa", "what": "Makan Bergizi Gratis"},
            "500 siswa penerima MBG di Kecamatan Cibatu",
        ),
        (
            "Penyerapan tenaga yang mencapai 500 warga mampu menekan pengangguran.",
            "500 warga",
            {"unit": "warga", "what": "Makan Bergizi Gratis"},
            "500 warga MBG",
        ),
        (
            "Ada 500 ASN dari lima kementerian yang disiapkan untuk pindah.",
            "500 ASN",
            {"unit": "asn", "status": "target", "place": Place(name="Ibu Kota Nusantara", code=None)},
            "Rencana 500 ASN dari lima kementerian yang disiapkan untuk pindah ke Ibu Kota Nusantara",
        ),
        (
            "Ada 500 siswa dari berbagai sekolah di sana.",
            "500 siswa",
            {"unit": "siswa", "what": "Makan Bergizi Gratis", "place": Place(name="Garut", code=None)},
            "500 siswa MBG di Garut",
        ),
        (
            "Panitia menggandeng 500 relawan Palang Merah.",
            "500 relawan",
            {"unit": "relawan"},
            "500 relawan Palang Merah yang digandeng Panitia",
        ),
        (
            "Layanan itu diikuti 500 anak di Garut.",
            "500 anak",
            {"unit": "anak", "what": "Cek Kesehatan Gratis"},
            "500 anak peserta CKG di Garut",
        ),
        (
            "Program dari Kemensos ini akan menyasar 500 lansia.",
            "500 lansia",
            {"unit": "lansia", "what": "Makan Bergizi Gratis", "ministries": ("kemensos",)},
            "500 lansia penerima MBG Kemensos",
        ),
        (
            "Program dari Kemensos ini akan menyasar 500 lansia.",
            "500 lansia",
            {"unit": "lansia", "what": "Program Keluarga Harapan", "ministries": ("kemensos",)},
            "500 lansia penerima PKH",
        ),
        (
            "Ada 500 pekerja yang tercakup BPJS Ketenagakerjaan.",
            "500 pekerja",
            {"unit": "pekerja", "what": "BPJS Ketenagakerjaan"},
            "500 pekerja yang tercakup BPJamsostek",
        ),
        (
            "Indonesia berjanji mengurangi emisi gas rumah kaca sebesar 500 ton.",
            "500 ton",
            {"unit": "ton", "status": "target", "participants": False},
            "Target pengurangan emisi gas rumah kaca 500 ton",
        ),
    ],
)
def test_a_title_says_neither_more_nor_less_than_its_sentence(
    sentence: str, phrase: str, fields: dict[str, Any], title: str
) -> None:
    found = of_figure(sentence, phrase, **fields)
    assert found is not None
    assert found[0] == title


def of_figures(*sentences: str, phrases: tuple[str, ...], units: tuple[str, ...], **fields: Any) -> list[str]:
    """The titles of the records of one article, each sentence of which gives the same figure."""
    article = summary("a", "\n".join(("Kabar hari ini", *sentences)))
    facts = [
        quantity(article, phrase, 500, unit=unit, nth=phrases[: place + 1].count(phrase), **fields)
        for place, (phrase, unit) in enumerate(zip(phrases, units, strict=True))
    ]
    return [record.title for record in reconcile(facts, [article], RULES) if len(record.claims) > 1]


def test_whose_they_are_is_told_where_one_report_says_so() -> None:
    told = ("Jumlahnya mencapai 500 SPPG pada akhir tahun.", "Ia menargetkan 500 SPPG Polri.", "Ada 500 SPPG di sana.")
    told += ("Target 500 SPPG itu besar.",)
    fields: dict[str, Any] = {"what": "Makan Bergizi Gratis", "status": "target", "agencies": ("polri",)}
    found = of_figures(*told, phrases=("500 SPPG",) * 4, units=("sppg",) * 4, **fields)
    assert found == ["Target 500 SPPG Polri"]


def test_of_two_words_as_often_told_the_one_that_says_more_is_taken() -> None:
    told = ("Laga Piala Danau ditonton 500 orang.", "Ada 500 penonton di Piala Danau.")
    found = of_figures(*told, phrases=("500 orang", "500 penonton"), units=("orang", "penonton"), what="Piala Danau")
    assert found == ["500 penonton Piala Danau"]


def test_what_one_report_says_is_not_told_of_those_of_another() -> None:
    told = ("MBG dibagikan kepada 500 santri se-Garut.", "MBG diberikan kepada 500 santri yang belajar di Bandung.")
    found = of_figures(*told, phrases=("500 santri",) * 2, units=("santri",) * 2, what="Makan Bergizi Gratis")
    assert found == ["500 santri se-Garut penerima MBG"]


def test_an_event_spoken_of_before_names_those_who_come() -> None:
    headline = "Menteri Ajak Pengusaha Ekspor ke Pasar Baru"
    article = summary("a", f"{headline}\nAcara ini menghadirkan 500 peserta.")
    told = quantity(article, "500 peserta", 500, unit="peserta", what="Pameran Dagang Nasional")
    assert titles(list(reconcile([told], [article], RULES))) == (
        f"500 peserta Pameran Dagang Nasional: “{headline}”",
        f"500 participants of Pameran Dagang Nasional: “{headline}”",
    )
