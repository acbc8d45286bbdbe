"""The self-check of the registry finds what an editor may get wrong in a reshuffle."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.bodies import check_rules
from extractor.bodies.registry import bodies, known_years
from extractor.bodies.surfaces import breaks_of, surfaces
from extractor.rules import RuleSet, load_rules
from extractor.text.folding import fold, squeeze, squeeze_key

FILES = ("ministries.yaml", "ministry_forms.yaml", "ministry_context.yaml", "countries.yaml")
Edited = Callable[[str, str, str], RuleSet]


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """The rules of the repository with one replacement in one file."""

    def edit(file: str, old: str, new: str) -> RuleSet:
        rules = load_rules()
        for name in FILES:
            shutil.copy(rules.path(name), tmp_path / name)
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_rules(tmp_path)

    return edit


def test_a_registry_without_days_knows_no_year(tmp_path: Path) -> None:
    row = "bodies:\n  tani: {kind: ministry, name: Kementerian Tani, short: Tani}\n"
    (tmp_path / "ministries.yaml").write_text(row, encoding="utf-8")
    first, last = known_years(load_rules(tmp_path))
    assert list(range(first, last + 1)) == []


def reasons(ruleset: RuleSet) -> list[str]:
    return [f"{problem.rule}: {problem.reason}" for problem in check_rules(ruleset)]


NEW_BODY = """bodies:
  kemen-laut:
    kind: ministry
    name: Kementerian Laut
    short: Kemenlaut
    from: {from_}
    to:
    portfolios: [Laut]
    predecessors: [kkp]
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("bodies:\n", NEW_BODY.format(from_="2027-01-01"), "kemen-laut: predecessor kkp does not name it as successor"),
        (
            "successors: [kemenkop, kemen-umkm]",
            "successors: [kemenkop, kemen-umkm, kemen-laut]",
            "kemenkop-ukm: successor kemen-laut is not in the registry",
        ),
        (
            "    short: Kemenhaj\n    from: 2025-09-08\n",
            "    short: Kemenhaj\n    from: 2025-12-08\n",
            "bp-haji: gap: ends 2025-09-07, successor kemenhaj begins 2025-12-08",
        ),
        (
            "name: Yassierli, from: 2024-10-21",
            "name: Yassierli, from: 2014-01-21",
            "kemnaker: Yassierli: from 2014-01-21 is before the body (2014-10-27)",
        ),
        (
            "name: Yassierli, from: 2024-10-21",
            "name: Yassierli, from: 2023-10-21",
            "kemnaker: Ida Fauziyah and Yassierli hold the office at the same time",
        ),
        (
            "portfolios: [Transmigrasi]",
            "portfolios: [Transmigrasi, Pertanian]",
            "kementrans: 'Kementerian Pertanian' means kementan on the same days: give both bodies cues",
        ),
    ],
)
def test_what_an_editor_may_get_wrong(edited: Edited, old: str, new: str, expected: str) -> None:
    found = reasons(edited("ministries.yaml", old, new))
    assert any(reason.startswith(expected) for reason in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "ministry_forms.yaml",
            "examples: [Kementerian Negara Riset dan Teknologi]",
            "examples: [Kementerian Negeri]",
            "name_state: example is read as nothing: 'Kementerian Negeri'",
        ),
        (
            "ministry_forms.yaml",
            "counter_examples: [Men Sosial]",
            "counter_examples: [Men UMKM]",
            "title_men: counter-example is read as Men UMKM: 'Men UMKM'",
        ),
        (
            "ministry_context.yaml",
            'examples: ["Ketua DPD Golkar hadir. => -"]',
            'examples: ["Ketua DPD hadir. => -"]',
            "party_board: example is read as dpd: 'Ketua DPD hadir. => -'",
        ),
        (
            "ministry_context.yaml",
            "BPN menerbitkan sertifikat. => atr-bpn",
            "BPN menerbitkan sertifikat. => bpn",
            "campaign_team: counter-example is read as atr-bpn: 'BPN menerbitkan sertifikat. => bpn'",
        ),
    ],
)
def test_examples_are_run(edited: Edited, file: str, old: str, new: str, expected: str) -> None:
    assert expected in reasons(edited(file, old, new))


def test_a_reshuffle_is_added_in_one_entry(edited: Edited) -> None:
    rules = edited("ministries.yaml", "bodies:\n", NEW_BODY.format(from_="2027-01-01").replace("[kkp]", "[]"))
    assert reasons(rules) == []
    assert bodies(rules)["kemen-laut"].name == "Kementerian Laut"
    forms = surfaces(rules)
    for form in ("Kementerian Laut", "Menteri Laut", "Wakil Menteri Laut", "Wamen Laut", "Kemenlaut"):
        assert [meaning.body for meaning in forms[squeeze_key(form)].meanings] == ["kemen-laut"]


def test_separators_may_stand_only_between_words() -> None:
    assert breaks_of("Kementerian ATR/BPN", "dan") == {11: 1, 14: 3}
    assert breaks_of("Menteri Hukum, dan HAM", "dan") == {7: 1, 12: 2, 15: 1}


@pytest.mark.parametrize("text", ["Kementerian  A,\n\tB–C/ü", "İstanbul", "", "ÀÉ ß\u200b"])
def test_folds_keep_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    squeezed, mask = squeeze(text)
    assert len(mask) == len(text)
    assert sum(mask) == len(squeezed)
