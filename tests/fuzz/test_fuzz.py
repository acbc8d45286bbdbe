"""Every seed, and some thousand inputs made of them, the same in every run; `make fuzz` makes others for longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.__main__ import Tally, fuzz
from tests.fuzz.mutation import LONGEST, made
from tests.fuzz.targets import READERS, Target, targets

pytestmark = pytest.mark.slow

NAMES = [*(f"read {suffix}" for suffix in READERS), "extract", "records", "rules", "labels", "notes", "api"]
COSTLY = ("read html", "read mbox", "read xlsx", "extract", "records", "api")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Target]]:
    with targets(tmp_path_factory.mktemp("fuzz")) as all_targets:
        yield all_targets


def test_every_target_is_tested(found: dict[str, Target]) -> None:
    assert list(found) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_input_breaks_a_promise(found: dict[str, Target], tmp_path: Path, name: str) -> None:
    target = found[name]
    for seed in target.seeds:
        target.run(seed)
    tally = Tally()
    fuzz(target, 20, range(20 if name in COSTLY else 150), tmp_path / "kept", tally)
    assert tally.faults == {}


def test_a_broken_promise_is_found_and_kept_once(tmp_path: Path) -> None:
    def run(data: bytes) -> None:
        if len(data) != 5:
            raise ValueError("another length")

    tally = Tally()
    fuzz(Target("planted", run, (b"lima.",), ()), 1, range(30), tmp_path, tally)
    ((place, what),) = tally.faults.items()
    assert place.startswith("ValueError in test_fuzz.py:")
    kept = tmp_path / what.rpartition(" ")[2]
    assert sorted(tmp_path.iterdir()) == [kept, kept.with_suffix(".txt")]
    number = int(what.split(",")[0].removeprefix("input "))
    assert kept.read_bytes() == made("planted", 1, number, (b"lima.",), ())
    assert tally.inputs == 30


def test_inputs_differ_by_number_and_seed_and_are_bounded(found: dict[str, Target]) -> None:
    target = found["read docx"]
    inputs = [made(target.name, seed, number, target.seeds, target.tokens) for seed in (1, 2) for number in range(40)]
    assert len(set(inputs)) > 70
    assert inputs[0] == made(target.name, 1, 0, target.seeds, target.tokens)
    assert max(map(len, inputs)) < 2 * LONGEST
