"""The words of ``rules/checks.yaml``, compiled once, and the precision that a figure shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from extractor.rules import RuleSet
from extractor.rules.words import any_of

FILE: Final = "checks.yaml"


class CheckCues:
    """Cues of the checks, each a pattern of whole words. KeyError names a part that the file lacks."""

    def __init__(self, ruleset: RuleSet) -> None:
        rules = ruleset.yaml(FILE)
        sums, title = rules["sums"], rules["title_body"]
        self.complete, self.partial = _words(sums["complete"]), _words(sums["partial"])
        self.remainder, self.incomplete = _words(sums["remainder"]), _words(sums["incomplete"])
        self.before_whole, self.no_noun = frozenset(sums["whole"]), frozenset(sums["no_noun"])
        self.pairs = tuple((_words([first]), _words([second])) for first, second in sums["pairs"])
        self.hedges, self.title_hedges = _words(title["hedges"]), _words(title["title_hedges"])


def _words(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])", re.I)


compile_cues: Final = lru_cache(maxsize=8)(CheckCues)
