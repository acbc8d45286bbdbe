"""The learned context in use: it is asked in doubt, missed where its file is, and refused when it is broken."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

from extractor import Article, Pipeline
from extractor.close.context import FILE, context, load
from extractor.close.draft import Draft
from extractor.close.figures import find_cues, gather_evidence, judge_figures
from extractor.close.figures.windows import REACH, Window
from extractor.close.judge import CONTEXT, judge
from extractor.close.links.steps import judge_days
from extractor.rules import RulesError, find_rules, load_rules
from extractor.skim import SKIM

RULES = load_rules()
QUESTIONS = ("target", "participants")


def window(*behind: str) -> Window:
    found = Window("person")
    found.shapes[REACH] = found.roles[REACH] = 1
    for place, word in enumerate(behind, REACH + 1):
        found.words[place], found.shapes[place], found.roles[place] = word, 7, 1
    return found


def test_a_window_says_the_same_alone_and_among_others() -> None:
    learned = context(RULES)
    assert learned is not None
    windows = [window("guru", "hadir"), window("rumah", "rusak", "berat"), window()]
    sums = [(0.5, -0.5), (-1.0, 1.0), (0.0, 0.0)]
    together = learned.sums(windows, sums)
    assert together == [learned.sums([one], [of])[0] for one, of in zip(windows, sums, strict=True)]
    assert learned.sums(windows * 50, sums * 50) == together * 50


def test_the_words_around_tell_guests_from_damage() -> None:
    learned = context(RULES)
    assert learned is not None
    (_, guests), (_, damage) = learned.sums([window("guru", "hadir"), window("rumah", "rusak")], [(-3.0, 0.0)] * 2)
    assert guests > damage


def test_only_what_is_in_doubt_is_asked_and_a_yes_of_the_context_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[float, float]] = []

    class Sure:
        def sums(self, windows: Iterable[Window], before: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
            assert len(list(windows)) == len(before)
            asked.extend(before)
            return [(one, 6.0) for one, _ in before]

    monkeypatch.setattr("extractor.close.context.context", lambda _: Sure())
    text = (
        "Pelatihan itu diikuti 45 guru. Harganya Rp 5.000. Ada 3 orang di sana. Sebanyak 12 warga datang ke balai desa."
    )
    draft = Draft(Article(id="a", text=text))
    for step in (*SKIM, judge_days, find_cues, gather_evidence):
        step(draft, RULES)
    gathered = draft.gathered
    without = judge(QUESTIONS, [item for _, item in gathered], RULES)
    judge_figures(draft, RULES)
    doubtful = [place for place in range(len(gathered)) if any(0.05 < of[place].probability < 0.95 for of in without)]
    assert doubtful
    assert len(asked) == len(doubtful)
    found = {figure.start: figure for figure in draft.figures}
    for place in doubtful:
        figure = found[gathered[place][0].candidate.start]
        assert figure.participants
        if not without[1][place].yes and not figure.target:
            assert figure.rule == f"participants.{CONTEXT}"


def test_without_the_file_the_evidence_stands_alone(tmp_path: Path) -> None:
    bare = tmp_path / "rules"
    shutil.copytree(find_rules(), bare)
    (bare / FILE).unlink()
    rules = load_rules(bare)
    assert context(rules) is None
    assert rules.digest != RULES.digest
    article = Article(id="a", text="Pelatihan itu diikuti 45 guru dari Kupang.")
    facts = [fact for fact in Pipeline(rules).read(article).facts if fact.type == "quantity"]
    assert [(fact.text, fact.participants) for fact in facts] == [("45 guru", True)]
    assert CONTEXT not in facts[0].rule


def _array() -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.zeros(3))
    return stream.getvalue()


@pytest.mark.parametrize("content", [_array(), b"", b"PK\x03\x04 broken", b"\x93NUMPY"])
def test_a_file_that_is_no_context_is_named_with_its_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "context.npz"
    path.write_bytes(content)
    with pytest.raises(RulesError, match=r"context\.npz: no learned context: "):
        load(path)


def test_a_file_of_other_shapes_is_named(tmp_path: Path) -> None:
    with np.load(find_rules() / FILE, allow_pickle=False) as stored:
        arrays = dict(stored)
    arrays["layer0"] = arrays["layer0"][:5]
    path = tmp_path / "context.npz"
    np.savez(path, **arrays)
    with pytest.raises(RulesError, match=r"layer0 is \(5, 64\), not \(192, 64\)"):
        load(path)
