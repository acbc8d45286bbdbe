"""What stands around a hit and makes it no mention: former, local, plural, student, regulation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.ruleset import RulesError, RuleSet
from extractor.skim.folding import fold

FILE = "ministry_context.yaml"
_BEFORE = 64
_AFTER = 72


@dataclass(slots=True, frozen=True)
class CueSheet:
    """The compiled context rules."""

    glued_suffix: re.Pattern[str]
    glued_prefix: re.Pattern[str]
    glued_country_code: re.Pattern[str]
    before: Mapping[str, re.Pattern[str]]
    after: Mapping[str, re.Pattern[str]]
    of_old: re.Pattern[str]
    of_old_after: re.Pattern[str]
    small_words: frozenset[str]


@lru_cache(maxsize=8)
def cue_sheet(ruleset: RuleSet) -> CueSheet:
    """The rules of ``ministry_context.yaml``. Raises :class:`RulesError`."""
    rows: Mapping[str, Any] = ruleset.yaml(FILE)
    refusals = rows.get("refusals") or []
    try:
        return CueSheet(
            glued_suffix=re.compile(rf"(?:{_alternatives(rows['glued_suffixes'])})(?![a-z])|{rows['glued_verbs']}"),
            glued_prefix=re.compile(rf"(?<![^\W\d_])(?:{_alternatives(rows['glued_prefixes'])})$", re.I),
            glued_country_code=re.compile(r"RI(?![^\W\d_])"),
            before={via: _before(refusals, via) for via in ("name", "title")},
            after={via: _after(refusals, via) for via in ("name", "title")},
            of_old=re.compile(rf"(?<![^\W\d_])(?:{_alternatives(rows['of_old']['before'])})[\s\-(\"“]{{1,3}}$"),
            of_old_after=re.compile(
                rf"(?:\s?\([^()\n]{{1,24}}\))?[\s,(]{{1,3}}(?:{_alternatives(rows['of_old']['after'])})(?!\w)"
            ),
            small_words=frozenset(rows["small_words"]),
        )
    except (KeyError, re.error) as error:
        raise RulesError(f"{FILE}: {error!r}") from error


def _alternatives(phrases: Iterable[str]) -> str:
    ordered = sorted((fold(phrase) for phrase in phrases), key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)


def _rules_for(refusals: Iterable[Mapping[str, Any]], via: str) -> Iterable[Mapping[str, Any]]:
    return (rule for rule in refusals if rule["via"] in (via, "any"))


def _before(refusals: Iterable[Mapping[str, Any]], via: str) -> re.Pattern[str]:
    parts = []
    for rule in _rules_for(refusals, via):
        options = []
        if rule.get("before"):
            skip = rf"(?:(?:{_alternatives(rule['skip'])})[\s-]+){{0,2}}" if rule.get("skip") else ""
            options.append(rf"(?:{_alternatives(rule['before'])})[\s\-(\"“]{{1,3}}{skip}")
        options += rule.get("before_pattern") or []
        if options:
            parts.append(rf"(?P<{rule['id']}>{'|'.join(options)})")
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(parts)})$")


def _after(refusals: Iterable[Mapping[str, Any]], via: str) -> re.Pattern[str]:
    parts = []
    for rule in _rules_for(refusals, via):
        options = []
        if rule.get("after"):
            options.append(rf"(?:{_alternatives(rule['after'])})(?!\w)")
        options += rule.get("after_pattern") or []
        if options:
            skip = rf"(?:(?:{_alternatives(rule['skip'])})\s+)?" if rule.get("skip") else ""
            parts.append(rf"(?P<{rule['id']}>{skip}(?:{'|'.join(options)}))")
    return re.compile(rf"(?:\s?\([^()\n]{{1,20}}\))?[\s,(]{{1,3}}(?:{'|'.join(parts)})")


def refusal(text: str, start: int, end: int, via: str, cues: CueSheet) -> str | None:
    """Id of the rule by which the hit is no mention of a national body, or ``None``."""
    window = fold(text[max(0, start - _BEFORE) : start])
    found = cues.before[via].search(window)
    if found:
        return found.lastgroup
    found = cues.after[via].match(fold(text[end : end + _AFTER]))
    return found.lastgroup if found else None


def speaks_of_old(text: str, start: int, end: int, cues: CueSheet) -> bool:
    """Whether the text says that it means the body of that time: *saat masih bernama Kemenkop UKM*."""
    if cues.of_old.search(fold(text[max(0, start - 40) : start])):
        return True
    return cues.of_old_after.match(fold(text[end : end + 60])) is not None
