"""Which figures of one programme are not one figure: additions, vague words, targets of several bodies, bounds."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.models import Fact, Interval, Place
from extractor.reconcile import reconcile
from extractor.reconcile.claims import claims_of
from extractor.reconcile.grouping.compare import levels
from extractor.reconcile.settings import load_settings
from extractor.reconcile.statements import read_statements
from extractor.rules import load_rules
from tests.reconcile.facts import quantity, summary

RULES = load_rules()
TOLD = "Dapur itu melayani sekian siswa."


def _together(first: Fact, second: Fact, *articles: object) -> bool:
    records = list(reconcile([first, second], articles, RULES))  # type: ignore[arg-type]
    return len(records) == 1


@pytest.mark.parametrize(
    ("sentence", "together"),
    [
        ("Kini 16 juta keluarga menerima BLT Kesra.", True),
        ("Ada penambahan hingga 16 juta keluarga penerima BLT Kesra.", False),
        ("Dari penerima BLT Kesra, sisanya 16 juta keluarga dilayani kantor pos.", False),
        ("Bantuan itu menjangkau 16 juta keluarga baru penerima BLT Kesra.", False),
        ("Jumlahnya bertambah menjadi 16 juta keluarga penerima BLT Kesra.", True),
    ],
)
def test_what_is_added_or_left_is_not_the_total_that_runs(sentence: str, together: bool) -> None:
    first = summary("a", f"Penerima BLT Kesra\n{sentence}", "2025-10-17")
    second = summary("b", "Penerima BLT Kesra\nKini 18 juta keluarga menerima BLT Kesra.", "2025-10-21")
    facts = [
        quantity(one, f"{n} juta keluarga", n * 1e6, unit="keluarga", what="BLT Kesra")
        for one, n in ((first, 16), (second, 18))
    ]
    assert _together(facts[0], facts[1], first, second) is together


def test_an_addition_is_given_again_by_another_report() -> None:
    texts = ("Tambahan 882.000 penerima MBG disiapkan.", "Ada 882.000 penerima MBG yang disiapkan.")
    articles = [summary(name, f"Penerima MBG\n{text}", "2025-05-22") for name, text in zip("ab", texts, strict=True)]
    facts = [quantity(one, "882.000 penerima", 882_000, unit="penerima", what="MBG") for one in articles]
    assert _together(facts[0], facts[1], *articles)


def test_the_hundreds_of_one_report_are_not_the_number_of_another() -> None:
    first = summary("a", "Makan bersama\nYayasan itu membagikan MBG kepada ratusan siswa di sekolahnya.", "2025-08-16")
    second = summary("b", "Lomba dapur MBG\nDapur itu menyediakan MBG bagi 400 siswa.", "2025-08-18")
    facts = [
        quantity(first, "ratusan siswa", 100, 999, unit="siswa", what="MBG", approx=True),
        quantity(second, "400 siswa", 400, unit="siswa", what="MBG"),
    ]
    assert not _together(facts[0], facts[1], first, second)


def test_the_hundreds_of_a_title_are_the_number_of_its_report() -> None:
    article = summary("a", "Ratusan siswa terima MBG\nSebanyak 400 siswa di sekolah itu menerima MBG.", "2025-08-16")
    facts = [
        quantity(article, "Ratusan siswa", 100, 999, unit="siswa", what="MBG", approx=True),
        quantity(article, "400 siswa", 400, unit="siswa", what="MBG"),
    ]
    assert _together(facts[0], facts[1], article)


@pytest.mark.parametrize(("number", "together"), [(409, False), (267, False), (270, True)])
def test_small_targets_of_one_programme_are_of_several_bodies(number: int, *, together: bool) -> None:
    first = summary("a", f"Dapur MBG polisi\nPolisi menargetkan {number} dapur MBG tahun ini.", "2025-07-30")
    second = summary("b", "Dapur MBG pengusaha\nPengusaha menargetkan 270 dapur MBG tahun ini.", "2025-08-20")
    facts = [
        quantity(one, f"{n} dapur", n, unit="dapur", what="MBG", status="target")
        for one, n in ((first, number), (second, 270))
    ]
    assert _together(facts[0], facts[1], first, second) is together


@pytest.mark.parametrize(
    ("first_noun", "unit", "together"),
    [("kementerian", "tim", False), ("lembaga", "tim", True), ("klub", "tim", True), ("asosiasi", "kelompok", False)],
)
def test_two_nouns_under_the_widest_word_are_counted_apart(first_noun: str, unit: str, *, together: bool) -> None:
    articles = [
        summary(name, f"Lomba Dayung\nLomba Dayung melibatkan 16 {noun}.")
        for name, noun in (("a", first_noun), ("b", unit))
    ]
    mine, theirs = (
        read_statements([quantity(one, f"16 {noun}", 16, unit=noun, what="Lomba Dayung")], one, RULES)[0]
        for one, noun in zip(articles, (first_noun, unit), strict=True)
    )
    found = levels(mine, theirs, load_settings(RULES))
    assert ("other_unit" not in {name for name, _ in found}) is together


@pytest.mark.parametrize(("hoped", "together"), [(4_800_000, False), (4_900_000, True)])
def test_what_is_hoped_for_is_a_count_rounded_not_cut_off(hoped: int, *, together: bool) -> None:
    said = f"{hoped / 1e6:.1f} juta penerima".replace(".", ",")
    first = summary("a", f"Penerima MBG\nPenerima MBG bisa menjadi {said}.", "2025-05-22")
    second = summary("b", "Penerima MBG\nPenerima MBG kini 4,89 juta penerima.", "2025-06-20")
    facts = [
        quantity(first, said, hoped, unit="penerima", what="MBG", status="potential"),
        quantity(second, "4,89 juta penerima", 4_890_000, unit="penerima", what="MBG"),
    ]
    assert _together(facts[0], facts[1], first, second) is together


def test_claims_of_another_value_veto_no_equal_one() -> None:
    told = (("a", 104, "potential"), ("b", 104, "potential"), ("c", 140, "potential"), ("d", 140, "realised"))
    articles = [
        summary(name, f"Penerima BLT Kesra\nBLT Kesra menjangkau {n} juta orang.", f"2025-10-1{place}")
        for place, (name, n, _) in enumerate(told)
    ]
    facts = [
        quantity(one, f"{n} juta orang", n * 1e6, unit="orang", what="BLT Kesra", status=status)
        for one, (_, n, status) in zip(articles, told, strict=True)
    ]
    sizes = [len(record.claims) for record in reconcile(facts, articles, RULES)]
    assert sizes == [4]


@pytest.mark.parametrize(("words", "relation"), [("naik dari rencana awal", "update"), ("di samping", None)])
def test_one_sentence_tells_what_a_target_was_raised_from(words: str, relation: str | None) -> None:
    text = f"Rumah subsidi\nPemerintah menargetkan FLPP 350.000 unit rumah, {words} 220.000 unit."
    article = summary("a", text, "2025-07-15")
    facts: list[Fact] = [
        quantity(article, f"{n} unit", low, unit="unit", what="FLPP", status="target", participants=False)
        for n, low in (("350.000", 350_000), ("220.000", 220_000))
    ]
    records = list(reconcile(facts, [article], RULES))
    assert [record.relation for record in records] == ([relation] if relation else ["single", "single"])


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (Place(name="Tasikmalaya", code=None), Place(name="Kota Tasikmalaya", code="32.78"), True),
        (Place(name="Kabupaten Tasikmalaya", code="32.06"), Place(name="Kota Tasikmalaya", code="32.78"), False),
        (Place(name="Garut", code=None), Place(name="Kota Tasikmalaya", code="32.78"), False),
    ],
)
def test_an_area_of_which_the_code_is_not_known_is_known_by_its_name(
    first: Place, second: Place, together: bool
) -> None:
    article = summary(
        "a", "Ratusan calon haji berlatih manasik\nLatihan manasik diikuti 480 calon haji di masjid agung."
    )
    facts = [
        quantity(article, "Ratusan calon haji", 100, 999, unit="calon haji", what="manasik", approx=True, place=first),
        quantity(article, "480 calon haji", 480, unit="calon haji", what="manasik", place=second),
    ]
    assert _together(facts[0], facts[1], article) is together


@pytest.mark.parametrize(
    ("number", "title", "together"),
    [
        (678, "Dapur MBG di Gresik dibuka", False),
        (678, "Dapur MBG dibuka", True),
        (678_000, "Dapur MBG di Gresik dibuka", True),
    ],
)
def test_one_small_number_in_headlines_of_two_towns_is_two_numbers(number: int, title: str, *, together: bool) -> None:
    articles = (summary("a", f"Dapur MBG di Lumajang berhenti\n{TOLD}"), summary("b", f"{title}\n{TOLD}"))
    facts = [quantity(one, "sekian siswa", number, unit="siswa") for one in articles]
    (mine,), (theirs,) = (read_statements([fact], one, RULES) for fact, one in zip(facts, articles, strict=True))
    found = levels(mine, theirs, load_settings(RULES))
    assert ("other_scene" not in {name for name, _ in found}) is together


def test_a_vague_word_beside_a_number_joins_no_vague_word_elsewhere() -> None:
    first = summary("a", "Penerima KUR\nKUR menjangkau 1,8 juta debitur.\nJutaan debitur menerima KUR tahun ini.")
    second = summary("b", "Penerima KUR\nJutaan santri menerima KUR tahun ini.")
    facts = [
        quantity(first, "1,8 juta debitur", 1_800_000, unit="debitur", what="KUR"),
        quantity(first, "Jutaan debitur", 1_000_000, 9_999_999, unit="debitur", what="KUR", approx=True),
        quantity(second, "Jutaan santri", 1_000_000, 9_999_999, unit="santri", what="KUR", approx=True),
    ]
    records = list(reconcile(facts, [first, second], RULES))
    assert sorted(len({claim.doc_id for claim in record.claims}) for record in records) == [1, 1]


@pytest.mark.parametrize(
    ("first_noun", "other_noun", "together"),
    [("SMA", "SMP", False), ("SMA", "sekolah", True), ("SMA", "SMA", True)],
)
def test_two_kinds_of_school_are_counted_apart(first_noun: str, other_noun: str, *, together: bool) -> None:
    articles = [
        summary(name, f"Dapur Cempaka di Garut\nDapur Cempaka di Garut melayani lima {noun} dengan MBG.")
        for name, noun in (("a", first_noun), ("b", other_noun))
    ]
    facts = [
        quantity(one, f"lima {noun}", 5, unit=noun.lower(), what="MBG")
        for one, noun in zip(articles, (first_noun, other_noun), strict=True)
    ]
    assert _together(facts[0], facts[1], *articles) is together


@pytest.mark.parametrize(("first_grade", "other_grade", "together"), [("SMP", "SMA", False), ("SMP", "SMP", True)])
def test_pupils_of_two_kinds_of_school_are_counted_apart(first_grade: str, other_grade: str, *, together: bool) -> None:
    text = f"Asrama baru\nAsrama itu dihuni 48 siswa {first_grade}.\nAda 48 siswa {other_grade} di asrama itu."
    article = summary("a", text)
    facts = [quantity(article, "48 siswa", 48, unit="siswa", what="asrama", nth=nth) for nth in (1, 2)]
    assert _together(facts[0], facts[1], article) is together


@pytest.mark.parametrize("thousands", [False, True])
def test_one_sentence_gives_a_small_number_twice_for_two_things(*, thousands: bool) -> None:
    number = "80 ribu tim" if thousands else "8 tim"
    article = summary("a", f"Liga anak\nLiga anak diikuti {number} putra dan {number} lain.")
    facts = [quantity(article, number, 80_000 if thousands else 8, unit="tim", what="Liga anak", nth=n) for n in (1, 2)]
    mine, theirs = read_statements(facts, article, RULES)
    assert (levels(mine, theirs, load_settings(RULES)) == "other_part") is not thousands


@pytest.mark.parametrize(("noun", "together"), [("kantor", False), ("sekolah", True)])
def test_one_sentence_counts_two_nouns_of_one_number_apart(noun: str, *, together: bool) -> None:
    article = summary("a", f"Sekolah kedinasan\nPelatihan diikuti tujuh sekolah.\nMereka milik tujuh {noun} itu.")
    both = summary("b", f"Sekolah kedinasan\nPelatihan diikuti tujuh sekolah milik tujuh {noun} itu.")
    for one, apart in ((article, True), (both, together)):
        facts = [
            quantity(one, "tujuh sekolah", 7, unit="sekolah", what="pelatihan"),
            quantity(one, f"tujuh {noun}", 7, unit=noun, what="pelatihan", nth=2 if noun == "sekolah" else 1),
        ]
        mine, theirs = read_statements(facts, one, RULES)
        assert (levels(mine, theirs, load_settings(RULES)) != "other_part") is apart


@pytest.mark.parametrize(
    ("sentence", "records"),
    [("Jumlah itu berkurang dari total 50 ribu peserta.", 2), ("Jumlah itu naik menjadi 50 ribu peserta.", 1)],
)
def test_what_a_number_is_set_beside_is_no_state_of_it(sentence: str, records: int) -> None:
    article = summary("a", f"Peserta Magang Nasional\nMagang Nasional diikuti 40 ribu peserta.\n{sentence}")
    facts = [quantity(article, f"{n} ribu peserta", n * 1000, what="Magang Nasional") for n in (40, 50)]
    assert len(list(reconcile(facts, [article], RULES))) == records


@pytest.mark.parametrize(("number", "together"), [(1_256_500, False), (1_200_000, True)])
def test_a_number_that_only_rounds_that_of_one_town_is_of_the_whole(number: int, *, together: bool) -> None:
    first = summary("a", "Penerima MBG\nPenerima MBG di sana 1,2 juta orang.")
    second = summary("b", "Dapur MBG\nDapur polisi melayani sekian orang penerima MBG.")
    place = Place(name="Bandung", code="32.04")
    facts = [
        quantity(first, "1,2 juta orang", 1_200_000, unit="orang", what="MBG", place=place),
        quantity(second, "sekian orang", number, unit="orang", what="MBG"),
    ]
    assert _together(facts[0], facts[1], first, second) is together


@pytest.mark.parametrize(
    ("sentence", "together"),
    [
        ("MBG akan mempekerjakan hingga 3 juta orang.", False),
        ("MBG membuka lapangan kerja baru bagi 3 juta orang.", False),
        ("MBG membuka lapangan kerja, dan dinikmati 3 juta orang.", True),
    ],
)
def test_those_who_get_work_are_no_recipients(sentence: str, together: bool) -> None:
    first = summary("a", "Penerima MBG\nMBG menargetkan 3 juta penerima manfaat.", "2025-06-01")
    second = summary("b", f"Kabar MBG\n{sentence}", "2025-06-02")
    facts = [
        quantity(first, "3 juta penerima manfaat", 3e6, unit="penerima manfaat", what="MBG", status="target"),
        quantity(second, "3 juta orang", 3e6, unit="orang", what="MBG", status="target"),
    ]
    assert _together(facts[0], facts[1], first, second) is together
    (statement,) = read_statements([facts[1]], second, RULES)
    assert statement.facts[0].unit == ("orang" if together else "lapangan kerja")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Sebanyak 27 orang berlatih di aula, sementara 31 orang berlatih daring.", "contrast_sentence"),
        ("Sebanyak 27 orang berlatih di aula. Sementara itu 31 orang berlatih daring.", "contrast_near"),
    ],
)
def test_one_sentence_sets_two_counts_beside_each_other(sentence: str, found: str) -> None:
    article = summary("a", f"Pelatihan juru masak\n{sentence}")
    facts = [quantity(article, f"{n} orang", n, unit="orang", what="pelatihan") for n in (27, 31)]
    mine, theirs = read_statements(facts, article, RULES)
    assert found in {name for name, _ in levels(mine, theirs, load_settings(RULES))}


@pytest.mark.parametrize(("hedge", "together"), [("sekitar ", True), ("", False)])
def test_a_number_given_without_its_hedge_leaves_no_room(hedge: str, together: bool) -> None:
    first = summary("a", "SPT\nTarget SPT 14 juta wajib pajak.", "2025-10-14")
    second = summary(
        "b", f"SPT turun\nTarget SPT sekitar 13 juta wajib pajak.\nYakni {hedge}13 juta badan.", "2025-10-15"
    )
    told = {"unit": "wajib pajak", "what": "SPT", "status": "target", "participants": False}
    facts = [
        quantity(first, "14 juta wajib pajak", 14e6, **told),
        quantity(second, "13 juta wajib pajak", 13e6, approx=True, **told),
        quantity(second, "13 juta badan", 13e6, approx=bool(hedge), **told),
    ]
    one = claims_of([facts[0]], first, RULES).statements[0]
    (other,) = claims_of(facts[1:], second, RULES).statements
    found = {name for name, _ in levels(one, other, load_settings(RULES))}
    assert ("hedged" in found, "near" in found) == (together, not together)


@pytest.mark.parametrize(("round_", "together"), [("babak kedua", False), ("babak 32 besar", True)])
def test_those_who_play_one_round_are_not_those_of_the_next(round_: str, *, together: bool) -> None:
    first = summary(
        "a", "Piala Kenari\nSebanyak 8 wakil Kota Banyu tampil pada babak 32 besar Piala Kenari.", "2025-10-24"
    )
    second = summary("b", f"Piala Kenari\nKota Banyu memiliki 8 wakil pada {round_} Piala Kenari.", "2025-10-25")
    facts = [quantity(one, "8 wakil", 8, unit="wakil", what="Piala Kenari 2025") for one in (first, second)]
    assert _together(facts[0], facts[1], first, second) is together


@pytest.mark.parametrize(
    ("other", "share", "together"),
    [
        ("Penerimaan pajak RAPBN 2026 naik lima persen.", 5, False),
        ("Ekonomi RAPBN 2026 tumbuh lima persen.", 5, True),
        ("Penerimaan pajak RAPBN 2026 naik 5,4 persen.", 5.4, True),
    ],
)
def test_a_share_is_rounded_only_where_its_words_agree(other: str, share: float, *, together: bool) -> None:
    due = Interval(from_=date(2026, 1, 1), to=date(2026, 12, 31))
    found = []
    for name, text, value in (("a", "Ekonomi RAPBN 2026 tumbuh 5,4 persen.", 5.4), ("b", other, share)):
        article = summary(name, f"Kabar {name}\n{text}", "2025-08-25")
        phrase = "lima persen" if value == 5 else "5,4 persen"
        fact = quantity(article, phrase, value, unit="persen", what="RAPBN", status="target", due=due)
        found += read_statements([fact], article, RULES)
    names = {name for name, _ in levels(found[0], found[1], load_settings(RULES))}
    assert ("other_object" not in names) is together


@pytest.mark.parametrize(
    ("number", "value", "prior"),
    [("dua", 2, "prior"), ("20", 20, "prior_same_article"), ("nol", 0, "prior_same_article")],
)
def test_few_are_counted_again_and_again_in_one_article(number: str, value: int, prior: str) -> None:
    phrase = f"{number} pembalap"
    article = summary("a", f"Balap sepeda\nTim Melati membawa {phrase}.\nTim Kenanga membawa {phrase} asal Jambi.")
    facts: list[Fact] = [quantity(article, phrase, value, nth=n, unit="pembalap", what="Balap Toba") for n in (1, 2)]
    first, last = read_statements(facts, article, RULES)
    found = {name for name, _ in levels(first, last, load_settings(RULES))}
    assert {prior, "other_name" if prior == "prior" else "repeated_other_name"} <= found


@pytest.mark.parametrize(("new", "records"), [("4.000 hektare", 3), ("9.000 hektare", 2)])
def test_a_part_is_no_rounding_of_the_whole_of_which_the_rest_is_told(new: str, records: int) -> None:
    text = (
        f"Irigasi\nTarget irigasi: jaringan baru {new} dan rehabilitasi 100.000 hektare.\n"
        "Target irigasi tahun depan 104 ribu hektare."
    )
    article = summary("a", text)
    facts: list[Fact] = [
        quantity(article, phrase, value, unit="hektare", what="irigasi", status="target", participants=False)
        for phrase, value in (
            (new, float(new.split()[0].replace(".", ""))),
            ("100.000 hektare", 100_000),
            ("104 ribu hektare", 104_000),
        )
    ]
    assert len(claims_of(facts, article, RULES).statements) == records


def test_an_old_value_is_no_part_of_the_new_one_whose_growth_is_told() -> None:
    text = "Target dapur\nTarget MBG dinaikkan dari 20.000 dapur menjadi 30.000 dapur, bertambah 10.000 dapur."
    one = summary("a", text, "2025-05-22")
    told = read_statements(
        [
            quantity(one, f"{n}.000 dapur", n * 1000, unit="dapur", what="MBG", status="target", participants=False)
            for n in (20, 30, 10)
        ],
        one,
        RULES,
    )
    assert not isinstance(levels(told[0], told[1], load_settings(RULES)), str)


def test_a_small_share_is_said_again_in_one_article() -> None:
    one = summary("a", "Ekonomi Garut Tumbuh 5,4 Persen\nEkonomi Garut tumbuh 5,4 persen menurut dinas itu.")
    facts = [
        quantity(one, "5,4 Persen", 5.4, unit="persen", status="target", participants=False),
        quantity(one, "5,4 persen", 5.4, unit="persen", status="target", participants=False),
    ]
    told = read_statements(facts, one, RULES)
    found = levels(told[0], told[-1], load_settings(RULES))
    assert not isinstance(found, str)
    assert "prior_same_article" in {name for name, _ in found}
