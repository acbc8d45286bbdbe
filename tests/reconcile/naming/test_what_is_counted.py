"""What is said of those counted: whose they are, what is done with them, what they are or will be."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.models import Place
from extractor.reconcile import reconcile
from extractor.reconcile.naming.named import titles_rules
from tests.reconcile.facts import quantity, summary
from tests.reconcile.naming.titled import RULES, of_figure, titles


@pytest.mark.parametrize(
    ("sentence", "phrase", "fields", "title"),
    [
        (
            "Makanan itu untuk SMAN 1 Meratus 952 siswa, SMKN 2 Kerinci 500 siswa, dan dua sekolah lain menerima.",
            "500 siswa",
            {"unit": "siswa", "what": "Makan Bergizi Gratis"},
            "500 siswa SMKN 2 Kerinci penerima MBG",
        ),
        (
            "Itu mencakup Sekolah Meratus Raya (SMR) sebanyak 20 penerima, Madrasah Meratus (MM) 500 penerima.",
            "500 penerima",
            {"unit": "penerima", "what": "Makan Bergizi Gratis"},
            "500 penerima MBG Madrasah Meratus",
        ),
        (
            "Survei nasional itu melibatkan 500 responden. Mereka menerima makanan.",
            "500 responden",
            {"unit": "responden", "what": "Makan Bergizi Gratis"},
            "500 responden survei MBG",
        ),
        (
            "Penjualan mobil Meratus ditargetkan tumbuh hingga 500 persen tahun depan.",
            "500 persen",
            {"unit": "persen", "status": "target", "participants": False},
            "Target pertumbuhan penjualan mobil Meratus 500%",
        ),
        (  # who does something, at the opening of a headline
            "Ani Lantik 500 kader Pekan Kopi.",
            "500 kader",
            {"unit": "kader", "what": "Pekan Kopi"},
            "500 kader dalam Pekan Kopi",
        ),
        (  # the name goes on before the comma
            "Isinya Sekolah Cuaca, Iklim dan Gempa (SCIG) sebanyak 500 kursi seleksi Pekan Kopi.",
            "500 kursi",
            {"unit": "kursi", "what": "Pekan Kopi"},
            "500 kursi seleksi dalam Pekan Kopi",
        ),
    ],
)
def test_figures_tell_whose_they_are_and_what_changes(
    sentence: str, phrase: str, fields: dict[str, Any], title: str
) -> None:
    found = of_figure(sentence, phrase, **fields)
    assert found is not None
    assert found[0] == title


@pytest.mark.parametrize(
    "sentence", ["Timnas melawan 500 negara lain dalam Pekan Kopi.", "Ada 500 negara lainnya di Garut."]
)
def test_others_than_those_of_the_report_have_no_name(sentence: str) -> None:
    assert of_figure(sentence, "500 negara", unit="negara", what="Pekan Kopi 2025") is None


@pytest.mark.parametrize(
    ("subject", "foreign"),
    [
        ("500 pupils, trained by Polri", False),
        ("500 Jalan Sehat (300)", False),
        ("500 anak-anak", True),
        ("500 people (orang)", True),
        ("500 noun", True),  # a gap of the wording, and no word of it
    ],
)
def test_in_an_english_title_each_word_in_small_letters_is_english(subject: str, foreign: bool) -> None:
    assert titles_rules(RULES).foreign({"subject": subject}) == foreign


@pytest.mark.parametrize(
    ("sentence", "unit", "fields", "title"),
    [
        # a verb behind a name is none of its words
        ("Tercatat 500 pembalap Indonesia berebut gelar.", "pembalap", {"what": "Tur Danau Kerinci 2025"},
         "500 pembalap Indonesia dalam Tur Danau Kerinci 2025"),
        ("Tercatat 500 siswa berprestasi Garut di sana.", "siswa", {}, "500 siswa berprestasi Garut"),
        # words that open a sentence are nobody's name
        ("Sejauh ini ada 500 tim yang dipastikan tampil di Piala Meratus.", "tim", {},
         "500 tim yang dipastikan tampil di Piala Meratus"),
        # nouns that look like verbs are parts of names
        ("Kontingen membidik 500 medali emas.", "medali", {"what": "Pekan Olahraga Meratus", "status": "target"},
         "Target 500 medali emas dalam Pekan Olahraga Meratus"),
        ("Pemda melatih 500 pelaku umkm disabilitas di Garut.", "pelaku umkm", {},
         "500 pelaku UMKM disabilitas yang dilatih Pemda di Garut"),
        # what is added is nothing that those counted do; where the sentence goes on their clause ends
        ("Tercatat 500 calhaj ditambah 2 orang Tim Pemandu tergabung di sana.", "calhaj", {}, None),
        ("Tercatat 500 calhaj yang tergabung di kloter 61 JKG akan diberangkatkan ke Mekah.", "calhaj", {},
         "500 calhaj yang tergabung di kloter 61 JKG"),
        ("Tercatat 500 siswa yang dipastikan akan tampil di Istana Meratus.", "siswa", {},
         "500 siswa yang dipastikan akan tampil di Istana Meratus"),
        # those who are freed
        ("Kelompok Elang akan membebaskan 500 sandera.", "sandera", {"status": "target", "participants": False},
         "Target pembebasan 500 sandera oleh Kelompok Elang"),
        ("Perjanjian itu membebaskan 500 tahanan Meratus.", "tahanan", {"status": "target", "participants": False},
         "Target pembebasan 500 tahanan Meratus"),
        ("Mereka akan membebaskan 500 sandera yang ditawan di Meratus.", "sandera",
         {"status": "target", "participants": False}, "Target pembebasan 500 sandera yang ditawan di Meratus"),
        # what is ahead of others is another matter
        ("Ada 500 pabrik bekerja sama dengan Elang Jaya yang diproyeksikan akan menghasilkan kopi.", "pabrik", {},
         "500 pabrik bekerja sama dengan Elang Jaya"),
        # their own event, not that of the report
        ("Ada 500 tim yang lolos ke Danau Toba Championship.", "tim", {"what": "Piala Meratus 2025"},
         "500 tim yang lolos ke Danau Toba Championship"),
        ("Ada 500 tim yang lolos ke babak kedua.", "tim", {"what": "Piala Meratus 2025"},
         "500 tim yang lolos ke babak kedua dalam Piala Meratus 2025"),
    ],
)  # fmt: skip
def test_of_those_counted_only_what_is_said_of_them_is_told(
    sentence: str, unit: str, fields: dict[str, Any], title: str | None
) -> None:
    assert (of_figure(sentence, f"500 {unit}", unit=unit, **fields) or (None,))[0] == title


def test_what_is_measured_keeps_what_has_been_done_with_it() -> None:
    fields = {"unit": "hektare", "status": "target", "participants": False}
    title = of_figure("Luas area Kota Meratus yang terbangun mencapai 500 hektare.", "500 hektare", **fields)
    assert (title or ())[:1] == ("Target luas area Kota Meratus yang terbangun 500 hektare",)
    title = of_figure("Nilai dana Kota Meratus yang dibidik mencapai 500 hektare.", "500 hektare", **fields)
    assert (title or ())[:1] == ("Target nilai dana Kota Meratus 500 hektare",)


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("Persikota Garut", None),
        ("Ani Rahayu", None),
        ("Lomba Meratus", "Target 500 poin dalam Lomba Meratus: “Prediksi Elang vs Persikota Garut”"),
    ],
)
def test_a_target_is_not_that_of_who_speaks_or_of_a_side_of_the_match(what: str, title: str | None) -> None:
    article = summary("a", "Prediksi Elang vs Persikota Garut\nKami bidik 500 poin kali ini dalam Lomba Meratus.")
    fields: dict[str, Any] = {"unit": "poin", "status": "target", "participants": False}
    fact = quantity(article, "500 poin", 500, what=what, said_by="Ani Rahayu", **fields)
    found = titles(list(reconcile([fact], [article], RULES)))
    assert (found[0] if found else None) == title


@pytest.mark.parametrize(
    ("sentence", "fields", "title"),
    [
        ("Forum Meratus mengukuhkan 500 orang sebagai saksi yang siap bekerja di Garut.", {}, "500 saksi yang"),
        (
            "Forum Meratus melantik 500 orang yang akan menjadi saksi pasangan Ani Rahayu.",
            {},
            "500 saksi pasangan Ani Rahayu",
        ),
        # what others are or will be beside is no name of theirs
        ("Mereka membina 500 pelaku usaha menjadi pemasok di Garut.", {"unit": "pelaku usaha"}, "500 pelaku usaha"),
    ],
)
def test_people_are_called_what_they_are_or_will_be(sentence: str, fields: dict[str, Any], title: str) -> None:
    unit = fields.get("unit", "orang")
    found = of_figure(sentence, f"500 {unit}", unit=unit, what="Pilkada Meratus 2024") or ("",)
    assert found[0].startswith(title)
    assert "peserta" not in found[0]


def test_a_target_of_a_thing_tells_what_is_done_with_it() -> None:
    fields: dict[str, Any] = {"unit": "spt", "what": "pelaporan SPT", "participants": False}
    title = of_figure("Ditargetkan pelaporan SPT tembus 500 SPT.", "500 SPT", status="target", **fields)
    assert (title or ("",))[0] == "Target pelaporan 500 SPT"
    title = of_figure("Sudah ada pelaporan SPT sebanyak 500 SPT.", "500 SPT", **fields)
    assert "pelaporan 500" not in (title or ("",))[0]


def test_a_measure_of_work_is_of_what_the_work_is() -> None:
    fields: dict[str, Any] = {"unit": "kilometer", "status": "target", "participants": False}
    sentence = "Pada Juli dilanjutkan pekerjaan kontraktual sepanjang 500 kilometer di Meratus."
    title = of_figure(sentence, "500 kilometer", what="normalisasi sungai", **fields)
    assert (title or ("",))[0].startswith("Target normalisasi sungai 500 kilometer")
    sentence = "Pada Juli dilanjutkan penanaman mangrove sepanjang 500 kilometer di Meratus."
    title = of_figure(sentence, "500 kilometer", what="normalisasi sungai", **fields)
    assert (title or ("",))[0].startswith("Target penanaman mangrove")


def test_whose_league_it_is_is_no_place() -> None:
    place = Place(name="Meratus", code=None)
    for what, placed in (("Liga Meratus", False), ("Liga Elang", True)):
        found = of_figure("Ada 500 pemain muda.", "500 pemain", unit="pemain", what=what, place=place)
        assert (" di Meratus" in (found or ("",))[0]) is placed


@pytest.mark.parametrize(
    ("sentence", "phrase", "unit", "freed"),
    [
        ("Hamas akan membebaskan 500 sandera.", "500 sandera", "sandera", True),
        ("Bupati memimpin pelepasan 500 calon jemaah.", "500 calon jemaah", "calon jemaah", False),
        ("Sebanyak 500 desa bebas stunting di Garut.", "500 desa", "desa", False),
    ],
)
def test_only_those_are_freed_who_were_held(sentence: str, phrase: str, unit: str, freed: bool) -> None:
    found = of_figure(sentence, phrase, unit=unit)
    assert ("dibebaskan" in (found or ("", ""))[0]) is freed


@pytest.mark.parametrize(
    ("sentence", "phrase", "fields", "title"),
    [
        (
            "Dapur itu diperkirakan membuka pekerjaan bagi 500 buruh Meratus.",
            "500 buruh",
            {"unit": "buruh", "status": "potential", "what": "Makan Bergizi Gratis"},
            "Perkiraan 500 buruh Meratus penerima MBG",
        ),
        (
            "Beasiswa Danau Meratus diberikan kepada 500 mahasiswa berprestasi dari Garut.",
            "500 mahasiswa",
            {"unit": "mahasiswa", "what": "Beasiswa Danau Meratus"},
            "500 mahasiswa berprestasi penerima Beasiswa Danau Meratus dari Garut",
        ),
        (
            "Sudah 500 KPM (Keluarga Penerima Manfaat) yang kami latih di Garut untuk PKH.",
            "500 KPM",
            {"unit": "kpm", "what": "Program Keluarga Harapan"},
            "500 KPM yang dilatih di Garut untuk PKH",
        ),
        (
            "Aturan itu memangkas 500 peraturan menteri.",
            "500 peraturan",
            {"unit": "peraturan", "status": "target", "what": "RUU"},
            None,
        ),
        (
            "Ada 500 pemain Tim Nasional (Timnas) Meratus Putri yang dipanggil.",
            "500 pemain",
            {"unit": "pemain"},
            "500 pemain Tim Nasional Meratus Putri yang dipanggil",
        ),
        (
            "Survei itu melibatkan 500 responden anak.",
            "500 responden",
            {"unit": "responden", "what": "Makan Bergizi Gratis"},
            "500 responden anak dalam survei MBG",
        ),
    ],
)
def test_a_title_keeps_what_the_sentences_say_of_those_counted(
    sentence: str, phrase: str, fields: dict[str, Any], title: str | None
) -> None:
    found = of_figure(sentence, phrase, **fields)
    assert (found and found[0]) == title


def test_few_call_all_recipients_pupils() -> None:
    told = ("500 siswa", "500 penerima manfaat", "500 orang", "500 anak")
    article = summary("a", "Kabar hari ini\n" + "\n".join(f"MBG menyasar {one} tahun depan." for one in told))
    units = ("siswa", "penerima manfaat", "penerima manfaat", "anak")
    figures = [
        quantity(article, phrase, 500, unit=unit, status="target", what="Makan Bergizi Gratis")
        for phrase, unit in zip(told, units, strict=True)
    ]
    assert [one.title for one in reconcile(figures, [article], RULES)] == ["Target 500 penerima manfaat MBG"]


def test_a_number_that_is_only_a_least_one_is_told() -> None:
    article = summary("a", "Kabar hari ini\nPKH diterima lebih dari 500 KPM.")
    figure = quantity(article, "500 KPM", 500, None, unit="kpm", what="Program Keluarga Harapan")
    assert [one.title for one in reconcile([figure], [article], RULES)] == ["Sedikitnya 500 KPM penerima PKH"]
