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
_WORDS: Final = "sentences.yaml"
# How many letters of a line choose the rules that are tried on it (``begins``).
_LETTERS: Final = 2
# A line longer than this is a paragraph of prose, whatever it starts with; whole-line patterns skip it.
_LONGEST_LINE: Final = 400
# Headlines stay under this length: so much of a line is masked to its end, of a longer one no more than the headline.
_LONGEST_HEADLINE: Final = 200
# Where the report goes on, in a line that lost its breaks, behind another one's headline or a byline: at a dateline
# ("TRIBUN, JAKARTA - Menteri"), where a word is glued to a sentence ("PakistanUntuk pertandingan"), else at the first
# capitalised word with two in small letters behind it ("Bisa Kuliah di Jerman Dengan peraturan baru").
_DATELINE: Final = re.compile(r"(?<!\S)(?=[A-Z][A-Z]{2,30}[A-Z.,/() ]{0,40} ?[-–—] ?[\"“]?[A-Z])")
_GLUED_SENTENCE: Final = re.compile(
    r"(?<=[a-z0-9%])(?=[\"“”]?[A-Z][a-z]{1,15},? (?P<next>[a-z]{2,20})(?: (?P<more>[a-z])|[ ,]))"
)
_SENTENCE: Final = re.compile(
    r"(?P<last>[^\s]{0,40}[^\s:,;(–—-]) (?=(?P<quote>[\"“”‘])?(?P<first>[A-Z][\w'’.-]{0,30})"
    r"(?P<comma>,)? [\"“”]?(?P<next>[A-Za-z][a-z-]{0,30}|\d)"
    r"(?P<more>,? [a-z\d])?)"
)
# An item of a list: "2024 6. SMAS Saraswati".
_ITEM: Final = re.compile(r"(?<=\S) (?=\d{1,2}\. [A-Z])")
# What parted paragraphs before the line lost its breaks: "Tidak Akan  Menurut dia".
_BLANKS: Final = re.compile(r"(?<=\S)[ \xa0]{2,9}(?=[\"“]?[A-Z])")
_STOP: Final = re.compile(r"(?<=[a-z0-9)\"”][.!?]) (?=[\"“‘]?[A-Z])")
# A headline ends without one.
_SENTENCE_ENDS: Final = (".", '"', "”")
# The first words of a headline are never those of the next sentence.
_SHORTEST_HEADLINE: Final = 12


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    kind: str
    headline: bool


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
    joins: frozenset[str]
    openers: frozenset[str]


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
            rule = compiled.rules[group]
            found.append(Masked(start, _end_of_headline(text, start, compiled) if rule.headline else end, rule.kind))
    inline: list[Masked] = []
    reached = [0] * len(compiled.inline)
    for hint, position, _ in compiled.hints.find_matches_as_indexes(one_byte_each(text), overlapping=True):
        if position < reached[hint]:
            continue
        pattern, rule = compiled.inline[hint]
        match = pattern.match(text, position)
        if match is not None:
            end = _end_of_headline(text, match.end(), compiled) if rule.headline else match.end()
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
    letters = text[start : start + _LETTERS].lower()
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


def _end_of_headline(text: str, position: int, compiled: _Compiled) -> int:
    """The end of the line from ``position`` on, or where the report goes on in it.

    Looks no farther than a headline reaches, except where what it passes is masked: a line may hold many.
    """
    stop = text.find("\n", position, position + _LONGEST_HEADLINE)
    if stop < 0 and len(text) - position > _LONGEST_HEADLINE:
        return _report_goes_on(text, position, compiled)
    rest = text[position : len(text) if stop < 0 else stop].rstrip()
    if rest.endswith(_SENTENCE_ENDS) and not rest.endswith("..."):
        return _report_goes_on(text, position, compiled)
    return min([position + len(rest), *_glued(text, position, position + len(rest), compiled)])


def _report_goes_on(text: str, start: int, compiled: _Compiled) -> int:
    """Where, in a long line, the report goes on behind what is none of it; the end of the line when nothing tells."""
    first = start + _SHORTEST_HEADLINE
    stop = text.find("\n", start, start + 2 * _LONGEST_HEADLINE)
    last = stop if stop >= 0 else min(len(text), start + 2 * _LONGEST_HEADLINE)
    glued = _glued(text, first, last, compiled)
    apart = (pattern.search(text, first, last) for pattern in (_DATELINE, _ITEM, _BLANKS))
    found = [*glued, *(match.start() for match in apart if match)]
    for match in _SENTENCE.finditer(text, first, last):
        if match["last"].lower() not in compiled.joins and _opens(match, compiled):
            if not glued or glued[0] > match.end("first"):
                found.append(match.end())
            break
    if found:
        return min(found)
    end = text.find("\n", last)
    end = len(text.rstrip()) if end < 0 else end
    sentence = _STOP.search(text, first, end)
    return end if sentence is None else sentence.end()


def _glued(text: str, start: int, end: int, compiled: _Compiled) -> list[int]:
    """Where a sentence is first glued to the word before it; none or one."""
    found = _GLUED_SENTENCE.finditer(text, start, end)
    return [match.start() for match in found if match["more"] or match["next"] not in compiled.joins][:1]


def _opens(match: re.Match[str], compiled: _Compiled) -> bool:
    """Whether a capitalised word opens a sentence, by what follows it."""
    opener = match["first"].lower() in compiled.openers
    if match["next"][0].isupper():
        return opener and match["comma"] is not None
    if match["quote"] or opener:
        return True
    return match["more"] is not None and match["next"] not in compiled.joins and not match["next"].isdigit()


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
        rules[name] = _Rule(name, row["kind"], bool(row.get("headline")))
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
    words = {row["id"]: row["phrases"] for row in ruleset.yaml(_WORDS)}
    beginnings = {letters for _, begins in at_line for letters in begins}
    return _Compiled(
        {letters: _alternation(at_line, letters) for letters in beginnings},
        _alternation(at_line, ""),
        BytesAhoCorasick([one_byte_each(hint) for hint in hints], implementation=Implementation.DFA),
        tuple(inline),
        rules,
        frozenset(whole),
        frozenset(rest),
        frozenset(words["joins"]),
        frozenset(words["opens"]),
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
