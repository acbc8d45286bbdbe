"""What stands around a hit and makes it no mention: former, local, plural, student, regulation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.folding import fold

FILE: Final = "ministry_context.yaml"
_BEFORE: Final = 64
_AFTER: Final = 72


@dataclass(slots=True, frozen=True)
class Collision:
    """Another meaning of an acronym. ``everywhere``: once it is found, it holds for the whole text."""

    id: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    everywhere: bool


@dataclass(slots=True, frozen=True)
class CueSheet:
    """The compiled context rules."""

    glued_suffix: re.Pattern[str]
    glued_prefix: re.Pattern[str]
    glued_country_code: re.Pattern[str]
    before: Mapping[str, re.Pattern[str]]
    before_words: Mapping[str, frozenset[str]]
    before_needs: Mapping[str, tuple[str, ...]]
    after: Mapping[str, re.Pattern[str]]
    of_old: re.Pattern[str]
    of_old_after: re.Pattern[str]
    of_old_near: re.Pattern[str]
    own_country: re.Pattern[str]
    own_endings: tuple[str, ...]
    second_head: re.Pattern[str]
    coordinated: re.Pattern[str]
    behind_office: re.Pattern[str]
    small_words: frozenset[str]
    local_heads: re.Pattern[str]
    national: re.Pattern[str]
    national_after: re.Pattern[str]
    collisions: Mapping[str, tuple[Collision, ...]]

    def national_near(self, low: str, start: int, end: int) -> bool:
        """Whether the words beside a field in the folded text say that the ministry is meant: *Dirjen*, *pusat*."""
        before = self.national.search(low, max(0, start - _BEFORE), start)
        return before is not None or self.national_after.match(low, end) is not None

    def names_local(self, low: str, fields: Iterable[str]) -> bool:
        """Whether the folded text names a local office of one of the fields: *Dinas Kominfo*, *Diskominfo*."""
        for field in map(fold, fields):
            at = low.find(field)
            while at >= 0:
                if self.local_heads.search(low, max(0, at - _BEFORE), at):
                    return True
                at = low.find(field, at + 1)
        return False


@lru_cache(maxsize=8)
def cue_sheet(ruleset: RuleSet) -> CueSheet:
    """The rules of ``ministry_context.yaml``."""
    rows: Mapping[str, Any] = ruleset.yaml(FILE)
    refusals = rows["refusals"]
    own = any_of(rows["own_country"])
    code = any_of(word for word in rows["own_country"] if word.isalpha() and word.isupper())
    return CueSheet(
        glued_suffix=re.compile(rf"(?:{_alternatives(rows['glued_suffixes'])})(?![a-z])|{rows['glued_verbs']}"),
        glued_prefix=re.compile(rf"(?<![^\W\d_])(?:{_alternatives(rows['glued_prefixes'])})$", re.I),
        glued_country_code=re.compile(rf"(?:{code})(?![^\W\d_])"),
        before={via: _before(refusals, via) for via in ("name", "title")},
        before_words={via: _last_words(refusals, via) for via in ("name", "title")},
        before_needs={
            via: tuple(word for rule in _rules_for(refusals, via) for word in rule.get("before_needs", ()))
            for via in ("name", "title")
        },
        after={via: _after(refusals, via) for via in ("name", "title")},
        of_old=re.compile(rf"(?<![^\W\d_])(?:{_alternatives(rows['of_old']['before'])})[\s\-(\"“]{{1,3}}$"),
        of_old_after=re.compile(
            rf"(?:\s?\([^()\n]{{1,24}}\))?[\s,(]{{1,3}}(?:{_alternatives(rows['of_old']['after'])})(?!\w)"
        ),
        of_old_near=re.compile(rf"(?<!\w)(?:{_alternatives(rows['of_old']['near'])})(?!\w)[^.\n]*$"),
        own_country=re.compile(rf"\s(?:{own})(?!\w)|(?:{code})(?!\w)"),
        own_endings=tuple(word for word in rows["own_country"] if not word.isupper()),
        second_head=re.compile(rf"(?:{any_of(rows['second_heads'])})(?![a-z])"),
        coordinated=re.compile(
            rf"\s*(?:,|/|&|{any_of(rows['coordinated'])})(?:\s+(?:{any_of(rows['coordinated_again'])}))?\s*"
        ),
        behind_office=re.compile(
            rf"(?:\s?\([^()\n]{{1,40}}\))?(?:\s(?:{own}))?(?:,|\s?-)?\s{{0,3}}"
            r"((?:[A-Z][\w'’`.\-]*[ \xa0]{0,2}){1,6})"
        ),
        small_words=frozenset(rows["small_words"]),
        local_heads=re.compile(rf"(?<![\w@/.])(?:{'|'.join(rows['local_heads'])})$"),
        national=re.compile(rf"\b(?:{_alternatives(rows['national']['before'])})\s(?:\w+\s)?$"),
        national_after=re.compile(rf"\s(?:{_alternatives(rows['national']['after'])})\b"),
        collisions=_collisions(rows["collisions"]),
    )


def _collisions(rules: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[Collision, ...]]:
    found: dict[str, tuple[Collision, ...]] = {}
    for rule in rules:
        collision = Collision(
            rule["id"],
            re.compile(rf"(?<![^\W\d_])(?:{'|'.join(rule['before'])})$") if rule.get("before") else None,
            re.compile("|".join(rule["after"])) if rule.get("after") else None,
            bool(rule.get("whole_text", False)),
        )
        for acronym in rule["acronyms"]:
            found[fold(acronym)] = (*found.get(fold(acronym), ()), collision)
    return found


def _alternatives(phrases: Iterable[str]) -> str:
    return any_of(map(fold, phrases), r"\s+")


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


def _last_words(refusals: Iterable[Mapping[str, Any]], via: str) -> frozenset[str]:
    """The words with which a phrase before a mention can end; a cheap test that rules nearly all mentions out."""
    phrases = [p for rule in _rules_for(refusals, via) for p in (*rule.get("before", ()), *rule.get("skip", ()))]
    return frozenset(fold(phrase).split()[-1] for phrase in phrases)


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


# The rule of rules/ministry_context.yaml that the years of an office may overrule.
FORMER: Final = "former_office_after"
_BETWEEN: Final = ' \t\n-("“'
_NO_LETTERS: Final = "0123456789.,;:!?()[]\"“”'‘’-–—/"


def refusal(text: str, start: int, end: int, via: str, cues: CueSheet) -> str | None:
    """Id of the rule by which the hit is no mention of a national body, or ``None``."""
    window = fold(text[max(0, start - _BEFORE) : start])
    last = window.rstrip(_BETWEEN)
    last = last[max(last.rfind(" "), last.rfind("\n")) + 1 :].lstrip(_NO_LETTERS)
    if last in cues.before_words[via] or any(word in window for word in cues.before_needs[via]):
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


def past_case_near(text: str, start: int, cues: CueSheet) -> bool:
    """Whether the name stands in the report of a past case: *korupsi pengadaan di Kemendikbudristek*."""
    return cues.of_old_near.search(fold(text[max(0, start - 80) : start])) is not None


_YEARS: Final = r"(?<!\d)((?:19|20)\d\d)(?:\s?[-–/]\s?((?:19|20)\d\d))?(?!\d)"
_YEAR_BEFORE: Final = re.compile(rf"{_YEARS}[^.\n\d]{{0,24}}$")
_YEAR_AFTER: Final = re.compile(rf"(?:\s?\([^()\n]{{1,24}}\))?[\s,(]{{1,2}}(?:[a-z]+\s){{0,2}}{_YEARS}", re.I)


def years_beside(text: str, start: int, end: int) -> tuple[int, ...]:
    """The years that stand beside a name and date it: *Kemendikbudristek periode 2019-2022*."""
    found = _YEAR_AFTER.match(text, end) or _YEAR_BEFORE.search(text[max(0, start - 32) : start])
    return tuple(int(year) for year in found.groups() if year) if found else ()


def collision(text: str, start: int, end: int, acronym: str, cues: CueSheet) -> Collision | None:
    """The other meaning in which the acronym stands here, or ``None``."""
    for rule in cues.collisions.get(acronym, ()):
        if rule.before and rule.before.search(fold(text[max(0, start - 48) : start])):
            return rule
        if rule.after and rule.after.match(fold(text[end : end + 24])):
            return rule
    return None
