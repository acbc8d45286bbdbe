"""Text of the page that is not text of the report: tickers, BACA JUGA lines, bylines, captions, share lines.

Nothing is cut out: stretches are masked by offset and kind, and each kind declares in
``rules/boilerplate.yaml`` which fact types it may still yield.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from extractor.mentions import Masked
from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, run_examples
from extractor.text.folding import one_byte_each

FILE: Final = "boilerplate.yaml"
# How many letters of a line choose the rules that are tried on it (``begins``).
_LETTERS: Final = 2
# A line longer than this is a paragraph of prose, whatever it starts with; whole-line patterns skip it.
_LONGEST_LINE: Final = 400
# Headlines glued to the next paragraph end where a word is glued to a sentence: "PakistanUntuk pertandingan".
_GLUED_SENTENCE: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]{1,15} [a-z]{2,20} [a-z])")


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    kind: str
    to_line_end: bool


@dataclass(frozen=True)
class _Compiled:
    """``at_line``: the first letters of a line, in lower case → the patterns that may fit it; ``any_line``: else.

    ``hints`` finds where an inline rule may begin, or, where a hint is not all Latin-1, something alike; ``inline`` has
    pattern and rule of each hint.
    """

    at_line: Mapping[str, re.Pattern[str]]
    any_line: re.Pattern[str]
    hints: BytesAhoCorasick
    inline: tuple[tuple[re.Pattern[str], _Rule], ...]
    rules: Mapping[str, _Rule]
    whole: frozenset[str]
    rest: frozenset[str]


def find_boilerplate(text: str, ruleset: RuleSet, spans: Sequence[tuple[int, int]] | None = None) -> tuple[Masked, ...]:
    """Stretches of boilerplate in ``text``, sorted, not overlapping. The rules are ``rules/boilerplate.yaml``.

    ``spans`` is ``lines(text)`` where it is at hand.
    """
    compiled = _compile(ruleset)
    found: list[Masked] = []
    for start, end in lines(text) if spans is None else spans:
        group = _fits_line(text, start, end, compiled)
        if group is None:
            continue
        if group in compiled.rest and _is_menu(text, end):
            found.append(Masked(start, len(text.rstrip()), compiled.rules[group].kind))
            break
        if group not in compiled.rest:
            found.append(Masked(start, end, compiled.rules[group].kind))
    inline: list[Masked] = []
    reached = [0] * len(compiled.inline)
    for hint, position, _ in compiled.hints.find_matches_as_indexes(one_byte_each(text), overlapping=True):
        if position < reached[hint]:
            continue
        pattern, rule = compiled.inline[hint]
        match = pattern.match(text, position)
        if match is not None:
            end = _end_of_inline(text, match.end()) if rule.to_line_end else match.end()
            inline.append(Masked(position, end, rule.kind))
            reached[hint] = end
    return _merge(found, inline)


@lru_cache(maxsize=8)
def kinds(ruleset: RuleSet) -> Mapping[str, frozenset[str]]:
    """Kind of boilerplate → the fact types that it may still yield (the union over the kind's rules)."""
    result: dict[str, frozenset[str]] = {}
    for rule in ruleset.yaml(FILE):
        result[rule["kind"]] = result.get(rule["kind"], frozenset()) | frozenset(rule["yields"])
    return result


def lines(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines of ``text`` that hold anything, blanks at both ends left out."""
    spans: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        if line:
            stripped = line.strip()
            if len(stripped) == len(line):
                spans.append((position, position + len(line)))
            elif stripped:
                start = position + line.index(stripped[0])
                spans.append((start, start + len(stripped)))
        position += len(line) + 1
    return spans


def _fits_line(text: str, start: int, end: int, compiled: _Compiled) -> str | None:
    letters = text[start : min(end, start + _LETTERS)].lower()
    pattern = compiled.at_line.get(letters) or compiled.at_line.get(letters[:1]) or compiled.any_line
    match = pattern.match(text, start, end)
    if match is None:
        return None
    group = match.lastgroup or ""
    if group in compiled.whole:
        return group if match.end() == end and end - start <= _LONGEST_LINE else None
    return group


def _is_menu(text: str, position: int) -> bool:
    """Whether what follows is short lines only; a paragraph of prose means that the report goes on."""
    return all(end - start <= 160 for start, end in lines(text[position:]))


def _end_of_inline(text: str, position: int) -> int:
    stop = text.find("\n", position)
    stop = len(text) if stop < 0 else stop
    glued = _GLUED_SENTENCE.search(text, position, stop)
    if glued is not None:
        return glued.start()
    return position + len(text[position:stop].rstrip())


def _merge(whole: list[Masked], inline: list[Masked]) -> tuple[Masked, ...]:
    if not inline:
        return tuple(whole)
    merged: list[Masked] = []
    for item in sorted(whole + inline, key=lambda masked: (masked.start, -masked.end)):
        if merged and item.start < merged[-1].end:
            continue
        merged.append(item)
    return tuple(merged)


@lru_cache(maxsize=8)
def _compile(ruleset: RuleSet) -> _Compiled:
    at_line: list[tuple[str, frozenset[str]]] = []
    hints: list[str] = []
    inline: list[tuple[re.Pattern[str], _Rule]] = []
    rules: dict[str, _Rule] = {}
    whole: set[str] = set()
    rest: set[str] = set()
    for row in ruleset.yaml(FILE):
        name, where, pattern = row["id"], row["where"], row["pattern"]
        rules[name] = _Rule(name, row["kind"], bool(row.get("to_line_end")))
        if where == "inline":
            compiled = re.compile(pattern, re.M)
            hints += row["hints"]
            inline += [(compiled, rules[name])] * len(row["hints"])
            continue
        if where == "line":
            whole.add(name)
            pattern = f"(?:{pattern})$"
        elif where == "rest":
            rest.add(name)
        at_line.append((f"(?P<{name}>{pattern})", _begins(row)))
    beginnings = {letters for _, begins in at_line for letters in begins}
    return _Compiled(
        {letters: _alternation(at_line, letters) for letters in beginnings},
        _alternation(at_line, ""),
        BytesAhoCorasick([one_byte_each(hint) for hint in hints], implementation=Implementation.DFA),
        tuple(inline),
        rules,
        frozenset(whole),
        frozenset(rest),
    )


def _begins(row: Mapping[str, Any]) -> frozenset[str]:
    """The first two letters of every line that the rule can fit; empty when it does not say."""
    return frozenset(word[:_LETTERS].lower() for word in row.get("begins") or ())


def _alternation(at_line: Sequence[tuple[str, frozenset[str]]], letters: str) -> re.Pattern[str]:
    """The patterns that may fit a line that begins with ``letters``."""
    patterns = [pattern for pattern, begins in at_line if not begins or letters.startswith(tuple(begins))]
    return re.compile("|".join(patterns) or "(?!)")


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example is masked with its rule's kind, no counter-example with that kind, and the fields are sound."""
    for row in ruleset.yaml(FILE):
        begins = _begins(row)
        for example in row["examples"]:
            if begins and not any(example[start:].lower().startswith(tuple(begins)) for start, _ in lines(example)):
                yield Problem(FILE, row["id"], f"example begins with no word of begins: {example!r}")

    def read(row: Row, example: Example) -> str | None:
        kinds = [masked.kind for masked in find_boilerplate(example.text, ruleset)]
        return row["kind"] if row["kind"] in kinds else None

    yield from run_examples(FILE, ruleset.yaml(FILE), read)
