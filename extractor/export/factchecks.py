"""Fact-checks by their headlines: *[SALAH] …*, *Cek Fakta: Tidak Benar …* hold a verdict and the claim behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, run_examples

FILE: Final = "factchecks.yaml"


def verdict_of(title: str, ruleset: RuleSet) -> tuple[str, str] | None:
    """The verdict of a fact-check as its headline words it, and the claim; null where the headline is none."""
    found = _headline(ruleset).match(title)
    if found is None:
        return None
    *verdicts, claim = found.groups()
    return next(filter(None, verdicts)), claim.strip()


@lru_cache(maxsize=4)
def _headline(ruleset: RuleSet) -> re.Pattern[str]:
    data = ruleset.yaml(FILE)
    verdicts = _either([word for row in data["verdicts"] for word in row["words"]])
    alone = _either([word for row in data["verdicts"] if row.get("alone") for word in row["words"]])
    opened = rf"(?:{_either(data['openers'])})\s*[:|!-]?\s*\[?({verdicts})\b\]?"
    return re.compile(rf"\s*(?:\[\s*({verdicts})\s*\]|{opened}|({alone})\s*[:!])[\s:,!|–-]*(\S.*)", re.IGNORECASE)


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every verdict is read in its examples, and not in its counter-examples."""

    def read(_: Row, example: Example) -> str | None:
        found = verdict_of(example.text, ruleset)
        return found and " | ".join(found)

    yield from run_examples(FILE, ruleset.yaml(FILE)["verdicts"], read)
