"""The words of ``rules/checks.yaml``, compiled once, and the precision that a figure shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.rules import RuleSet
from extractor.rules.words import any_of

FILE: Final = "checks.yaml"


@dataclass(frozen=True)
class CheckCues:
    """Cues of the checks, each a pattern of whole words."""

    complete: re.Pattern[str]
    partial: re.Pattern[str]
    remainder: re.Pattern[str]
    incomplete: re.Pattern[str]
    before_whole: frozenset[str]
    pairs: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    no_noun: frozenset[str]
    hedges: re.Pattern[str]
    title_hedges: re.Pattern[str]
    whole: re.Pattern[str]
    part: re.Pattern[str]


@lru_cache(maxsize=8)
def compile_cues(ruleset: RuleSet) -> CheckCues:
    """The compiled words; KeyError names a part that the file lacks."""
    rules = ruleset.yaml(FILE)
    sums, title, repeated = rules["sums"], rules["title_body"], rules["repeated"]
    return CheckCues(
        _words(sums["complete"]), _words(sums["partial"]), _words(sums["remainder"]), _words(sums["incomplete"]),
        frozenset(sums["whole"]),
        tuple((_words([first]), _words([second])) for first, second in sums["pairs"]),
        frozenset(sums["no_noun"]),
        _words(title["hedges"]), _words(title["title_hedges"]), _words(repeated["whole"]), _words(repeated["part"]),
    )  # fmt: skip


def _words(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])", re.I)
