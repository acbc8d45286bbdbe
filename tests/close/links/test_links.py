"""What a figure belongs to, where it holds and as of when, on our own sentences."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.close.links.choice import Linked
from extractor.close.links.steps import link
from extractor.models import Article, QuantityFact, Status
from extractor.pipeline import Pipeline
from extractor.rules import load_rules
from tests.markup import read_markup

RULES = load_rules()
PUBLISHED = date(2025, 9, 20)


def links(case: str) -> list[tuple[dict[str, object], Linked]]:
    """The keys of each marked figure with the links found."""
    text, marks = read_markup(case, tags={"quantity"})
    article = Article(id="case", published=PUBLISHED, text=text)
    statuses: list[Status] = ["target" if mark["status"] == "target" else "realised" for mark in marks]
    figures = [
        Linked(mark.start, mark.end, status, participants=True) for mark, status in zip(marks, statuses, strict=True)
    ]
    link(article, figures, RULES)
    return [(dict(mark.keys), found) for mark, found in zip(marks, figures, strict=True)]


@pytest.mark.parametrize(
    "case",
    [
        'Program Makan Bergizi Gratis (MBG) menjangkau <quantity what="Makan Bergizi Gratis">1 juta siswa</quantity>.',
        'MBG menjangkau <quantity what="MBG">1 juta siswa</quantity> di kota itu.',
        'Sebanyak <quantity what="pelatihan membatik">40 ibu</quantity> mengikuti pelatihan membatik.',
        'Festival Danau Biru 2025 dihadiri <quantity what="Festival Danau Biru 2025">9.000 orang</quantity>.',
        'Sebanyak <quantity what="Festival Danau Biru 2025">30 stan</quantity> ikut Festival Danau Biru 2025.',
        'Bantuan Subsidi Upah (BSU) mencapai <quantity what="Bantuan Subsidi Upah">12 juta pekerja</quantity>.',
        'Bansos cair. Bansos itu mencapai <quantity what="Bansos">12 juta warga</quantity>. '
        "Nilai bantuan sosial itu tetap.",
        # whoever states a figure, a company and those who are counted are not what it belongs to
        "Arunika Raya menargetkan <quantity status=target>900 peserta</quantity>. Arunika Raya dibuka.",
        "PT Arunika Raya menargetkan <quantity status=target>900 peserta</quantity>. Arunika Raya dibuka.",
        'Gubernur menargetkan <quantity what="lomba Gubernur Cup" status=target>300 peserta</quantity> lomba Gubernur '
        "Cup.",
        'Festival Adiwarna dibuka. Adi mengatakan <quantity what="Festival Adiwarna">300 peserta</quantity> ikut '
        "Festival Adiwarna.",
        'Piala Presiden dibuka. Presiden menyebut Piala Presiden diikuti <quantity what="Piala Presiden">300 peserta'
        "</quantity>.",
        "Pabrik Arunika besar. Kini Arunika diikuti <quantity>90 pelajar</quantity>.",
        "Sebanyak <quantity>90 WNI</quantity> pulang. WNI itu menuju Solo.",
        'Kredit Usaha Rakyat disalurkan kepada <quantity what="Kredit Usaha Rakyat">900 debitur</quantity>.',
        'Dinas itu menargetkan penanaman mangrove di <quantity what="penanaman mangrove" status=target>40 hektare'
        "</quantity>.",
        'Sekolah Rakyat dibuka.\nKini muridnya <quantity what="Sekolah Rakyat">16 ribu siswa</quantity>.',
        'Pelatihan Keamanan Pangan digelar kemarin. Pelatihan itu diikuti <quantity what="Pelatihan Keamanan Pangan">'
        "300 juru masak</quantity>.",
        'Yayasan itu memberi beasiswa.\nSebanyak <quantity what="beasiswa">44 anak</quantity> menerima beasiswa itu.',
        'Panitia membuka XYZ Festival 2025di kota. Sebanyak <quantity what="XYZ Festival 2025">900 orang</quantity> '
        "datang.",
        'Karang Award IX 2025 diikuti <quantity what="Karang Award IX 2025">90 pelajar</quantity>.',
        "Bupati Buka Pelatihan Membatik Gratis\nWarga ikut pelatihan membatik.\nSebanyak <quantity "
        'what="pelatihan membatik">40 ibu</quantity> datang.',
        'Pelajar Menyambut Arunika\nWarga menyambut Arunika. Kini Arunika diikuti <quantity what="Arunika">90 pelajar'
        "</quantity>.",
        'Ketua panitia, Wiratama, membuka Kuis Bahari. Kata Wiratama, kuis diikuti <quantity what="Kuis Bahari">90 '
        "pelajar</quantity>.",
        'Mereka ikut dalam unjuk rasa buruh. Unjuk rasa itu diikuti <quantity what="unjuk rasa buruh">900 orang'
        "</quantity>.",
        "Toko itu dikunjungi <quantity>300 orang</quantity>.",
        "Konferensi pers itu dihadiri <quantity>30 wartawan</quantity>.",
        # one form through the article: with its year, spelt out, without the word that says but its class
        'Ajang Pekan Mode Samudra (PMS) 2026 usai. PMS 2026 dikunjungi <quantity what="Pekan Mode Samudra 2026">900 '
        'orang</quantity>. Pekan Mode Samudra diikuti <quantity what="Pekan Mode Samudra 2026">90 jenama</quantity>.',
        'Sebanyak <quantity what="Grand Prix (GP) Danau Biru 2023">70 pelaut</quantity> mengikuti Grand Prix (GP) '
        "Danau Biru 2023.",
        'Sebanyak <quantity what="Liga Catur Nasional 2023">enam tim</quantity> tampil di Liga Catur Nasional 2023.',
        # a number, what is measured and a quotation's mark are none, nor part of one
        "Dinas itu mengejar target produksi kopi <quantity status=target>900 ton</quantity>.",
        "Dinas itu menargetkan kunjungan wisatawan <quantity status=target>900 ribu orang</quantity>.",
    ],
)
def test_what(case: str) -> None:
    for keys, found in links(case):
        assert found.what == keys.get("what")


@pytest.mark.parametrize(("status", "what"), [(None, None), ("realised", "Arunika")])
def test_names_without_a_head_word_are_sought_for_figures_alone(status: Status | None, what: str | None) -> None:
    text = "Pelajar Menyambut Arunika\nWarga menyambut Arunika. Kini Arunika diikuti 90 pelajar."
    item = Linked(text.index("90"), len(text) - 1, status, participants=status is not None)
    link(Article(id="case", published=PUBLISHED, text=text), [item], RULES)
    assert item.what == what


@pytest.mark.parametrize(
    "case",
    [
        'Program itu menjangkau <quantity place="Kabupaten Kudus">300 orang</quantity> di Kabupaten Kudus.',
        'Sebanyak <quantity place="Jawa Tengah">300 orang</quantity> di Jateng menerima bantuan.',
        'Penerima bantuan di Jawa Barat mencapai <quantity place="Jawa Barat">300 orang</quantity>.',
        'Bupati Ngada Andreas Paru mengatakan penerimanya <quantity place="Ngada">300 orang</quantity>.',
        '"Penerimanya <quantity>300 orang</quantity>," kata Andreas Paru di Jakarta, Senin (15/9/2025).',
        "JAKARTA, KABAR -- Sebanyak <quantity>300 orang</quantity> menerima bantuan.",
        "Di seluruh Indonesia ada <quantity>300 ribu</quantity> penerima.",
        'Bantuan diterima <quantity place="Mempawah">90 warga</quantity> di Mempawah, Kalimantan Barat.',
        'Rinciannya, <quantity place="Kabupaten Tabanan">100 peserta</quantity> di Kabupaten Tabanan, <quantity'
        ' place="Kabupaten Badung">60 peserta</quantity> di Kabupaten Badung.',
        'Warga se-Kabupaten Bandung yang dilatih <quantity place="Kabupaten Bandung">700 orang</quantity>.',
        'Pembangunan IKN menyerap <quantity place="Ibu Kota Nusantara">900 pekerja</quantity>.',
        'Indonesia mengirim bantuan untuk <quantity place="Gaza">500 pengungsi</quantity> di Gaza.',
        'Indonesia menurunkan angka kemiskinan bagi <quantity place="Papua">300 ribu warga</quantity> di Papua.',
        'Sebanyak <quantity place="Gaza">500 warga</quantity> di Gaza menerima bantuan asal Indonesia.',
        "Ada <quantity>900 pelajar</quantity> dari <quantity>12 kampus</quantity> asal Indonesia yang ikut.",
        "Ada <quantity>500 warga</quantity> menerima bantuan asal Indonesia.",
        "Beras itu dikirim ke Papua oleh <quantity>20 sopir</quantity>.",
    ],
)
def test_places(case: str) -> None:
    for keys, found in links(case):
        assert (found.place.name if found.place else None) == keys.get("place")


def test_places_carry_their_code_only_when_unambiguous() -> None:
    codes = []
    for name in ("Kabupaten Bandung", "Kota Bandung", "Bandung", "Jateng"):
        ((_, found),) = links(f"Program itu menjangkau <quantity>300 orang</quantity> di {name}.")
        assert found.place is not None
        codes.append(found.place.code)
    assert codes == ["32.04", "32.73", None, "33"]


@pytest.mark.parametrize(
    "case",
    [
        "Per 17 September, <quantity as_of_from=2025-09-17 as_of_to=2025-09-17>5.080 siswa</quantity> diperiksa.",
        "Hingga Senin (15/9/2025), <quantity as_of_from=2025-09-15 as_of_to=2025-09-15>40 desa</quantity> selesai.",
        "Hingga hari ini <quantity as_of_from=2025-09-20 as_of_to=2025-09-20>40 desa</quantity> selesai didata.",
        "Sepanjang 2024, <quantity as_of_from=2024-01-01 as_of_to=2024-12-31>900 perajin</quantity> dilatih.",
        "Pada 2024 program itu melatih <quantity as_of_from=2024-01-01 as_of_to=2024-12-31>900 perajin</quantity>.",
        "Sejak Januari-Juni 2025 ada <quantity as_of_from=2025-01-01 as_of_to=2025-06-30>90 aduan</quantity>.",
        "Selama Januari-Juni 2025 ada <quantity as_of_from=2025-01-01 as_of_to=2025-06-30>90 aduan</quantity>.",
        "Sebanyak <quantity>90 aduan</quantity> masuk, kata Ani pada Senin (15/9/2025).",
        "Saat ini <quantity>90 aduan</quantity> sedang ditangani.",
        "Kementerian itu menargetkan <quantity status=target>90 desa</quantity> hingga akhir 2025.",
        "Lomba itu digelar Minggu (14/9/2025). Sebanyak <quantity as_of_from=2025-09-14 as_of_to=2025-09-14>700 pelari"
        "</quantity> mengikuti lomba itu.",
        "Hari ini sudah <quantity as_of_from=2025-09-20 as_of_to=2025-09-20>36,7 juta siswa</quantity> dilayani.\n"
        "Angka <quantity as_of_from=2025-09-20 as_of_to=2025-09-20>36,7 juta siswa</quantity> itu terus naik.",
    ],
)
def test_as_of(case: str) -> None:
    for keys, found in links(case):
        got = (str(found.as_of.from_), str(found.as_of.to)) if found.as_of else (None, None)
        assert got == (keys.get("as_of_from"), keys.get("as_of_to"))


def test_a_figure_in_the_headline_of_another_report_has_no_links_of_this_one() -> None:
    text = (
        "SOLO - Dinas Tani menargetkan 500 petani dilatih pada 2026 dalam Pelatihan Tani Muda.\n"
        "Baca juga: Kemnaker Targetkan 900 Peserta Magang\n"
        "Baca juga: Pelatihan Tani Muda Tahun Lalu Diikuti 300 Petani\n"
        "Baca juga: Lomba Robot Diikuti 70 Siswa\n"
        "Baca juga: Bupati Sambut 80 Pelari di Piala Bahari 2026 Camat Bangga\n"
        "Pelatihan Tani Muda dibuka Senin (15/9/2025) di Solo dan dihadiri 120 peserta."
    )
    extraction = Pipeline(RULES).read(Article(id="case", published=PUBLISHED, published_by="metadata", text=text))
    facts = {fact.text: fact for fact in extraction.facts if isinstance(fact, QuantityFact)}
    ours, other, again = facts["500 petani"], facts["900 Peserta"], facts["300 Petani"]
    assert (ours.what, str(ours.due and ours.due.to)) == ("Pelatihan Tani Muda", "2026-12-31")
    assert (other.what, other.due, other.due_fact, other.place) == (None, None, None, None)
    assert other.ministries == ("kemnaker",)
    assert (again.what, str(again.as_of and again.as_of.to), again.place) == ("Pelatihan Tani Muda", "2024-12-31", None)
    assert facts["80 Pelari"].what == "Piala Bahari 2026"
    assert (facts["70 Siswa"].what, facts["70 Siswa"].as_of, facts["70 Siswa"].place) == ("Lomba Robot", None, None)
