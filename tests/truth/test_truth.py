from __future__ import annotations

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import build
from extractor.truth import Options, SourceClaim, accuracy_against, read_number, resolve_claims
from extractor.truth.table import ClaimsError, read_claims_table, read_gold_table, value_rows


def world(seed: int = 1, items: int = 60) -> tuple[list[SourceClaim], dict[tuple[str, str], str]]:
    """Six careful sources, and one careless source that three others copy."""
    dice = random.Random(seed)
    claims, truth = [], {}
    for number in range(items):
        item = f"o{number}"
        right = str(dice.randint(1000, 9999))
        truth[(item, "count")] = right
        for source in "abcdef":
            claims.append(
                SourceClaim(source, item, "count", right if dice.random() < 0.8 else str(dice.randint(0, 999)))
            )
        careless = right if dice.random() < 0.3 else str(dice.randint(0, 999))
        claims.extend(SourceClaim(f"copy{index}", item, "count", careless) for index in range(4))
    return claims, truth


def test_copies_of_a_careless_source_do_not_outvote_careful_ones() -> None:
    claims, truth = world()
    found = resolve_claims(claims)
    right, count = accuracy_against(found, truth)
    assert right / count > 0.93
    by_majority = sum(_majority(claims, item) == value for (item, _), value in truth.items())
    assert right > by_majority
    assert found.dependence["copy0", "copy1"] > 0.99
    assert found.dependence["a", "b"] < 0.5
    assert found.reliability["a"] > found.reliability["copy0"]


def _majority(claims: list[SourceClaim], item: str) -> str:
    values = [claim.value for claim in claims if claim.object == item]
    return max(values, key=values.count)


def test_the_order_of_the_claims_does_not_matter() -> None:
    claims, _ = world(2, 25)
    expected = resolve_claims(claims).values
    random.Random(5).shuffle(claims)
    assert resolve_claims(claims).values == expected


def test_numbers_and_clock_times_within_the_tolerance_are_one_value() -> None:
    claims = [
        SourceClaim("a", "x", "time", "23:59"),
        SourceClaim("b", "x", "time", "00:01"),
        SourceClaim("b2", "x", "time", "00:01"),
        SourceClaim("c", "x", "time", "12:00"),
        SourceClaim("d", "x", "time", "12:00"),
    ]
    assert resolve_claims(claims, Options(tolerance=2)).values[("x", "time")] == "00:01"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("07:16", (436.0, True)),
        ("12", (12.0, False)),
        ("1,5", (1.5, False)),
        ("1,234,567", (1234567.0, False)),
        ("A1", None),
    ],
)
def test_values_are_read_as_numbers_or_names(text: str, number: tuple[float, bool] | None) -> None:
    assert read_number(text) == number


def test_claims_are_read_from_columns_of_any_name(tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    table.write_text("site,flight,field,time\nA,F1,dep,07:00\nB,F1,dep,07:00\nC,F1,dep,08:00\n", encoding="utf-8")
    names = {"source": "site", "object": "flight", "attribute": "field", "value": "time"}
    found = resolve_claims(read_claims_table(table, names))
    assert value_rows(found)[0]["value"] == "07:00"
    assert read_gold_table(table, names) == {("F1", "dep"): "08:00"}
    with pytest.raises(ClaimsError, match="no column source, object, value"):
        list(read_claims_table(table))


def test_the_written_values_are_safe_for_spreadsheets_and_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    table, values, sources = (tmp_path / name for name in ("claims.csv", "values.csv", "sources.csv"))
    rows = ['=a,x,"1,5"', "b,x,=1+1", "c,x,=1+1", "b,y,-5.20", "c,y,-5.20"]
    table.write_text("source,object,value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    done = CliRunner().invoke(build(), ["resolve", str(table), "--out", str(values), "--sources", str(sources)])
    assert done.exit_code == 0, done.output
    found = [line.rsplit(",", 1)[0] for line in values.read_text(encoding="utf-8").splitlines()]
    assert found == ["object,attribute,value", "x,,'=1+1", "y,,-5.20"]
    names = [line.split(",")[0] for line in sources.read_text(encoding="utf-8").splitlines()]
    assert names == ["source", "'=a", "b", "c"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.csv", "sources.csv", "values.csv"]
