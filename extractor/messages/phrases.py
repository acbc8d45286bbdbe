"""The words of the desk, the report and the terminal, from rules/interface.yaml, in Indonesian or English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from extractor.messages.values import Language
from extractor.rules import RulesError, RuleSet

FILE = "interface.yaml"
Phrase = Callable[..., str]
_FIELD = re.compile(r"\{(\w+)\}")


def phrases(ruleset: RuleSet, language: Language) -> Phrase:
    """A function from a phrase's key (and what fills its braces) to its words.

    The function raises :class:`RulesError` for a key that the file does not hold.
    """
    table: Mapping[str, Mapping[str, str]] = ruleset.yaml(FILE)

    def phrase(key: str, **fields: object) -> str:
        try:
            words = table[key][language]
        except KeyError:
            raise RulesError(f"{FILE}: no phrase {key!r} in {language!r}") from None
        return _FIELD.sub(lambda match: str(fields[match[1]]), words) if fields else words

    return phrase
