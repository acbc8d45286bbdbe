"""The words of the desk, the report and the terminal, from rules/interface.yaml, in Indonesian or English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from extractor.messages.values import LANGUAGES, Language
from extractor.rules import Problem, RulesError, RuleSet

FILE = "interface.yaml"
Phrase = Callable[..., str]
_FIELD = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=8)
def _table(ruleset: RuleSet) -> Mapping[str, Mapping[str, str]]:
    table = ruleset.yaml(FILE)
    if not isinstance(table, dict):
        raise RulesError(f"{FILE}: a mapping of phrases is expected")
    return table


def phrases(ruleset: RuleSet, language: Language) -> Phrase:
    """A function from a phrase's key (and what fills its braces) to its words.

    The function raises :class:`RulesError` for a key that the file does not hold.
    """
    table = _table(ruleset)

    def phrase(key: str, **fields: object) -> str:
        try:
            words = table[key][language]
        except KeyError:
            raise RulesError(f"{FILE}: no phrase {key!r} in {language!r}") from None
        return _FIELD.sub(lambda match: str(fields[match[1]]), words) if fields else words

    return phrase


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every phrase has all languages, the same braces in each, and no words of its own kind missing."""
    for key, words in _table(ruleset).items():
        if set(words) != set(LANGUAGES) or not all(isinstance(text, str) and text for text in words.values()):
            yield Problem(FILE, key, f"needs exactly {', '.join(LANGUAGES)}")
            continue
        fields = [set(_FIELD.findall(words[language])) for language in LANGUAGES]
        if fields[0] != fields[1]:
            yield Problem(FILE, key, "the languages differ in what is filled in")
