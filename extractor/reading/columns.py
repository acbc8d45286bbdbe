"""Which column or field of a row is the text, the day, the outlet: by the names in ``rules/columns.yaml``."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from extractor.reading.options import FIELDS, ReadOptions
from extractor.rules import Problem, RuleSet, load_rules

FILE: Final = "columns.yaml"
_UNCOUNTED: Final = re.compile(r"[\s_.\-]+")

# For each field, the columns of a row that may hold it, best first.
Columns = Mapping[str, tuple[str, ...]]


def columns_of(row: Mapping[str, Any], options: ReadOptions) -> Columns:
    """The columns of ``row`` that may hold each field, best first. A name given by option stands alone, as written."""
    ruleset = options.ruleset or load_rules()
    own = tuple(getattr(options, f"{field}_field") for field in FIELDS)
    return _columns(tuple(map(str, row)), own, ruleset)


def taken_names(field: str, options: ReadOptions) -> tuple[str, ...]:
    """The names under which ``field`` is looked for, as the rules write them."""
    own: str | None = getattr(options, f"{field}_field")
    ruleset = options.ruleset or load_rules()
    return (own,) if own else tuple(ruleset.yaml(FILE)["fields"][field])


def nested_rows(row: Mapping[str, Any], options: ReadOptions) -> Iterator[Mapping[str, Any]]:
    """The objects within a row that may hold what the row itself does not, such as ``meta``."""
    for name in (options.ruleset or load_rules()).yaml(FILE)["nested"]:
        if isinstance(inner := row.get(name), dict):
            yield inner


def has_value(value: Any) -> bool:
    """Whether a cell holds anything: no null, blank text or NaN."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    return not (isinstance(value, float) and math.isnan(value))


# A file has one set of names, a JSON archive a few.
@lru_cache(maxsize=256)
def _columns(names: tuple[str, ...], own: tuple[str | None, ...], ruleset: RuleSet) -> Columns:
    known = {field: _ranks(field, ruleset) for field in FIELDS}
    found: dict[str, tuple[str, ...]] = {}
    for field, given in zip(FIELDS, own, strict=True):
        if given is not None:
            found[field] = tuple(name for name in names if name == given)
            continue
        ranked = [(known[field][_squashed(name)], name) for name in names if _squashed(name) in known[field]]
        found[field] = tuple(name for _, name in sorted(ranked, key=lambda pair: pair[0]))
    return found


def _ranks(field: str, ruleset: RuleSet) -> dict[str, int]:
    names = ruleset.yaml(FILE)["fields"][field]
    return {_squashed(name): rank for rank, name in reversed(list(enumerate(names)))}


def _squashed(name: str) -> str:
    # "_id" of a database is another name than "id"
    head = "_" if name.startswith("_") else ""
    return head + _UNCOUNTED.sub("", name).casefold()


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """No name stands for two fields or twice."""
    fields = ruleset.yaml(FILE)["fields"]
    seen: dict[str, str] = {}
    for field, names in fields.items():
        for name in names:
            if (other := seen.setdefault(_squashed(name), f"{field}: {name}")) != f"{field}: {name}":
                yield Problem(FILE, field, f"{name!r} is {other!r} already")
