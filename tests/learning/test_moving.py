"""Gold moves the weights as they stand: new words get weights, what is known well stays, and what gains nothing too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from extractor.close.judge import Item
from extractor.learning.examples import Example
from extractor.learning.firmness import Moved, Scored, gains, moved_rows, penalty_that_gains, settle, stiffness
from extractor.learning.fit import Row
from extractor.learning.links import Choice
from extractor.learning.moving import move_verdicts
from extractor.learning.moving_links import Links
from extractor.learning.pairs import Answers, Judged
from extractor.learning.tables import move_all, moved_before, write_moved, write_tables
from extractor.rules import RuleSet, load_rules
from tests.command import rujuk

PINS = "pins: []\n"
# A table that knows two words well, one hardly, and none of a newsroom's own.
KNOWN = [
    Row("(threshold)", 0.4, 90),
    Row("(bias)", -1.0, 0),
    Row("lead=target", 3.0, 900),
    Row("lead=sudah", -3.0, 900),
    Row("lead=kira-kira", -0.5, 2),
]


@pytest.fixture
def ruleset(tmp_path: Path) -> RuleSet:
    folder = tmp_path / "rules"
    write_tables({"target": KNOWN[1:], "target_again": KNOWN}, folder / "weights")
    (folder / "weights" / "pins.yaml").write_text(PINS, encoding="utf-8")
    return RuleSet(folder, "of this test")


def example(number: int, name: str, answer: bool) -> Example:
    item = Item([], 0, number, "person")
    return Example(f"d{number}", [item], [[name]], [(0, 9)], {"target": [answer]}, {"target": 0})


def examples(own: str, answer: bool, count: int = 60) -> list[Example]:
    """A third each of a target, a result, and a word of which the newsroom says something of its own."""
    kinds = [("lead=target", True), ("lead=sudah", False), (own, answer)]
    return [example(number, *kinds[number % 3]) for number in range(count)]


def moved(some: list[Example], ruleset: RuleSet) -> Moved:
    return move_verdicts(["target"], some, [1.0] * len(some), ruleset, None)["target"]


def test_a_word_of_a_newsroom_gets_a_weight_and_what_is_known_well_stays(ruleset: RuleSet) -> None:
    found = moved(examples("lead=membidik", True), ruleset)
    assert found.weights["lead=membidik"] > 1
    assert found.weights["lead=target"] == pytest.approx(3.0, abs=0.1)
    assert found.seen["lead=membidik"] == 20
    assert found.before.f1 == pytest.approx(2 / 3)
    assert found.after.f1 == 1.0


def test_a_weight_that_few_articles_have_made_moves_further_than_one_of_many(ruleset: RuleSet) -> None:
    little = moved(examples("lead=kira-kira", True), ruleset).weights["lead=kira-kira"] - -0.5
    denied = [example(number, "lead=target", number % 4 != 0) for number in range(40)]
    much = abs(moved([*denied, *examples("lead=membidik", True)], ruleset).weights["lead=target"] - 3.0)
    assert little > 1 > 0.2 > much


def test_what_is_right_already_stays_right(ruleset: RuleSet) -> None:
    found = moved(examples("lead=sudah", False), ruleset)
    assert found.weights["lead=sudah"] == pytest.approx(-3.0, abs=0.01)
    assert (found.before.f1, found.after.f1) == (1.0, 1.0)


def test_nothing_moves_by_answers_without_a_rule(ruleset: RuleSet) -> None:
    some = [example(number, "lead=membidik", number * 7919 % 5 < 2) for number in range(40)]
    assert moved(some, ruleset).weights == {}


def test_nothing_moves_by_gold_without_items(ruleset: RuleSet) -> None:
    empty = Example("a", [], [], [], {"target": []}, {"target": 1})
    assert moved([empty], ruleset).weights == {}
    assert moved([], ruleset).weights == {}


def test_two_rows_of_one_article_count_together(ruleset: RuleSet) -> None:
    some = examples("lead=membidik", True)
    twice = [
        Example(f"d{number // 2}", *(one.items, one.names, one.spans, one.answers, one.missed))
        for number, one in enumerate(some)
    ]
    assert moved(twice, ruleset).weights["lead=membidik"] > 1


def test_the_firmest_penalty_stays_that_a_weaker_one_does_not_clearly_beat() -> None:
    before = {f"d{number}": 5.0 for number in range(30)}
    firm = dict.fromkeys(before, 4.8)
    assert penalty_that_gains(before, {10.0: firm, 3.0: dict.fromkeys(before, 4.5)}) == 3.0
    # One article gains more than the others lose: no reason to hold less firmly.
    lucky = {**dict.fromkeys(before, 4.85), "d0": 0.0}
    assert penalty_that_gains(before, {10.0: firm, 3.0: lucky}) == 10.0
    assert penalty_that_gains(before, {10.0: before, 3.0: dict.fromkeys(before, 5.1)}) is None


def test_few_articles_prove_nothing() -> None:
    before = {f"d{number}": 5.0 for number in range(23)}
    assert penalty_that_gains(before, {10.0: dict.fromkeys(before, 1.0)}) is None
    more = {**before, "d23": 5.0}
    assert penalty_that_gains(more, {10.0: dict.fromkeys(more, 1.0)}) == 10.0


def test_a_gain_within_chance_is_none() -> None:
    other = {f"d{number}": 1.0 for number in range(10)}
    assert gains(dict.fromkeys(other, 0.9), other)
    assert not gains({name: 0.0 if number else 9.9 for number, name in enumerate(other)}, other)
    assert not gains(other, other)


def test_what_more_articles_have_made_is_held_more_firmly() -> None:
    assert [stiffness(seen) for seen in (0, 10, 90)] == [1.0, 2.0, 10.0]


def test_a_moved_table_keeps_its_heads_and_counts_articles(ruleset: RuleSet) -> None:
    rows = moved_rows(ruleset, "target_again", {"lead=membidik": 1.2345, "lead=kira-kira": 0.001}, {"lead=target": 4})
    assert rows == [
        Row("(threshold)", 0.4, 90),
        Row("(bias)", -1.0, 0),
        Row("lead=sudah", -3.0, 900),
        Row("lead=target", 3.0, 904),
        Row("lead=membidik", 1.234, 0),
    ]


def choices(count: int, right: int) -> list[Choice]:
    return [
        Choice(f"d{number}", [("none",), ("here",), ("far",)], [place == right for place in range(3)], 1.0)
        for number in range(count)
    ]


def test_a_link_moves_from_where_its_table_stands() -> None:
    start = {"here": 2.0, "far": -1.0}
    found = settle(Links(choices(40, 2), start, {"here": 3.0}), [10.0, 1.0])
    assert found.weights["far"] > 1
    assert found.weights["far"] - -1.0 > 2.0 - found.weights["here"] > 0
    assert (found.before.f1, found.after.f1) == (0.0, 1.0)
    assert settle(Links(choices(40, 1), start, {}), [10.0]).after.f1 == 1.0


def test_judged_pairs_move_from_where_their_table_stands() -> None:
    judged = [Judged({"prior": 1.0, "tie": 1.0}, True, f"s{number}") for number in range(40)]
    judged += [Judged({"prior": 1.0}, False, f"t{number}") for number in range(40)]
    found = settle(Answers(judged, {"prior": -2.0}, {"prior": 5.0}), [30.0, 3.0])
    assert found.weights["tie"] > 2
    assert found.weights.get("prior", -2.0) == pytest.approx(-2.0, abs=0.5)
    assert (found.before.recall, found.after.f1) == (0.0, 1.0)


def rows(count: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number in range(count):
        text = f"Panitia membidik {number + 300} pengunjung pada pameran kopi di Kabupaten Kudus."
        start = text.index(str(number + 300))
        fact = {"type": "quantity", "start": start, "end": start + 14, "min": number + 300, "max": number + 300}
        facts = [{**fact, "target": True, "participants": True}]
        found.append({"id": f"d{number}", "text": text, "published": "2025-09-20", "facts": facts})
    return found


def test_articles_move_the_shipped_tables_and_the_folder_is_complete(tmp_path: Path) -> None:
    shipped = load_rules()
    for name in ("a", "b"):
        taught, mentions = move_all(rows(32), shipped)
        write_moved(taught, mentions, shipped, tmp_path / name, "moved by 32 articles of gold.jsonl")
    files = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    for name, content in files.items():
        if content != (shipped.directory / "weights" / name).read_bytes():
            assert content.startswith(b"# moved by 32 articles of gold.jsonl")
    assert {"target.tsv", "target_again.tsv", "due.tsv", "mentions.tsv", "context.npz"} <= files.keys()
    assert files["target.tsv"] == (shipped.directory / "weights" / "target.tsv").read_bytes()


def test_weights_that_were_moved_before_are_known(tmp_path: Path, ruleset: RuleSet) -> None:
    assert not moved_before(load_rules())
    assert not moved_before(ruleset)
    one = Moved({"lead=membidik": 2.0}, {"lead=membidik": 20}, 10.0, Scored(0, 0, 0), Scored(1, 1, 1))
    write_moved({"target": one}, [], ruleset, ruleset.directory / "weights", "moved by 20 articles of gold.jsonl")
    assert moved_before(ruleset)
    head = (ruleset.directory / "weights" / "target_again.tsv").read_text(encoding="utf-8").splitlines()[:2]
    assert head == ["# moved by 20 articles of gold.jsonl, penalty 10", "evidence\tweight\tseen"]


def test_the_command_says_what_was_kept_and_refuses_texts_that_it_would_not_read(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    undecided = [{**row, "facts": row["facts"] if number % 2 else []} for number, row in enumerate(rows(4))]
    gold.write_text("".join(json.dumps(row) + "\n" for row in undecided), encoding="utf-8")
    told = rujuk("learn", str(gold), "--out", str(tmp_path / "weights"), RUJUK_LANG="en")
    assert told.returncode == 0, told.stderr
    lines = {line.split()[0]: line.split() for line in told.stdout.splitlines()[2:]}
    assert lines["target"][1:4] == lines["target"][4:7]
    assert lines["target"][-1] == "kept"
    assert (tmp_path / "weights" / "target_again.tsv").read_bytes().startswith(b"evidence\tweight\tseen\n")
    refused = rujuk("learn", str(gold), "--out", str(tmp_path / "other"), "--texts", str(gold), RUJUK_LANG="en")
    assert refused.returncode == 2
    assert "--texts needs --anew" in refused.stderr
    assert not (tmp_path / "other").exists()
