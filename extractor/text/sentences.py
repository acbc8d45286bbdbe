"""Sentences by offset, in time linear to the text, for scraped Indonesian news.

A paragraph is a line. A full stop ends a sentence unless an abbreviation, an initial, an enumerator or a figure
holds it; a lost blank (*selesai.Menteri*) still ends it; what follows a closing quotation mark in lower case
(*"Siap." kata Ani.*) stays with the quotation. Boilerplate is cut off as a sentence of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from extractor.mentions import Masked, Sentence
from extractor.rules import Problem, RuleSet
from extractor.rules.examples import Example, Row, run_examples
from extractor.text.boilerplate import find_boilerplate, kinds, lines

FILE: Final = "sentences.yaml"
_CLOSERS: Final = "\"'”’»)]"
# A stop, what closes after it, and either a blank and the start of a sentence or a glued capitalised word. Of a run of
# stops only the whole is tried: a line may hold thousands.
_STOP: Final = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?:\s+(?=[\"'“‘«(\[]*[A-Z0-9À-Þ•-])|(?<=[a-z0-9%)\"”’][.!?])(?=[\"“‘(]?[A-Z][a-z])"
    r"|(?<=[a-z0-9%)][.!?][\"”’])(?=[\"“‘(]?[A-Z][a-z])|(?<=[A-Z]{3}\.)(?=[A-Z][a-z]{1,20} [a-z])"
    r"|(?<=[a-z0-9)%\"”][.!?\"”]),(?=[\"“]?[A-Z])|(?<=[a-z]{3}\.)(?=(?!TV|CO|NET|ORG|I[DN]\b)[A-Z]{2,6} [A-Za-z])"
    r"|(?<=[A-Z0-9]{2}\.)(?=[\"“][A-Z][a-z]))"
)
# Where a line lost its breaks a report goes on, glued to a headline without a full stop, at its dateline:
# "Tamu datangJakarta (ANTARA) - ".
_DATELINE: Final = re.compile(
    r"([A-Z](?<=[a-z0-9)\"”?!.][A-Z])[a-z]{2,20}(?:[ /][A-Z][a-z]{2,20}){0,3} \([A-Z]{4,12}\) ?[-–—])"
)
_AGENCY: Final = re.compile(r"\([A-Z]{4,12}\) ?[-–—]")  # to look for this first takes a tenth of the time
_HEAD: Final = 600
# A word glued to the end of one that lost its full stop: "ditangkapSelain itu, Ani".
_GLUED: Final = re.compile(r"([A-Z](?<=[a-z0-9)][A-Z])[a-z]{3,12})(?: [a-z]|, [A-Za-z])")
_OTHER_STOPS: Final = "!?…"
_IN_TOKENS: Final = "_.'/-"
_LONGEST_TOKEN: Final = 24
_ENUMERATOR: Final = re.compile(r"[-•*\s(]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
# Headlines of the outlets read so far end without a full stop and stay under this length.
_LONGEST_TITLE: Final = 250
# Real sentences stay under this; a longer run without a full stop is cut at a blank, so that the work within sentences
# stays linear in the text.
_LONGEST_SENTENCE: Final = 1200


def split_sentences(
    text: str, boilerplate: tuple[Masked, ...], ruleset: RuleSet, spans: Iterable[tuple[int, int]] | None = None
) -> tuple[Sentence, ...]:
    """Sentences of ``text`` in order, not overlapping, blanks at both ends left out.

    The title is the first line that is no boilerplate, when more text follows and it reads as a headline
    (no full stop or colon at its end); a later line that repeats it word for word is a title too. ``spans`` is
    ``lines(text)`` where it is at hand.
    """
    never, may = _abbreviations(ruleset)
    openers = _openers(ruleset)
    glued = [match.start() for match in _GLUED.finditer(text) if match[1].lower() in openers]
    if _AGENCY.search(text, 0, _HEAD):
        glued = sorted({*glued, *(match.start(1) for match in _DATELINE.finditer(text, 0, _HEAD))})
    only_full_stops = not any(stop in text for stop in _OTHER_STOPS)
    result: list[Sentence] = []
    title: str | None = None
    title_possible = True
    index = 0
    for paragraph, (start, end) in enumerate(lines(text) if spans is None else spans):
        while index < len(boilerplate) and boilerplate[index].end <= start:
            index += 1
        covering = boilerplate[index] if index < len(boilerplate) else None
        if covering is None or covering.start >= end:
            if title_possible:
                title_possible = False
                if end - start <= _LONGEST_TITLE and text[end - 1] not in ".;:" and text[end:].strip():
                    title = text[start:end]
            if title is not None and end - start == len(title) and text.startswith(title, start):
                result.append(Sentence(start, end, paragraph, True))
                continue
            find = _full_stops if only_full_stops else _stops
            _in_line(
                text, start, end, paragraph, [*find(text, start, end, never, may), *_within(glued, start, end)], result
            )
            continue
        if covering.start <= start and covering.end >= end:
            result.append(Sentence(start, end, paragraph))
            continue
        title_possible = False
        position = start
        scan = index
        while scan < len(boilerplate) and boilerplate[scan].start < end:
            masked = boilerplate[scan]
            ends = [*_stops(text, position, masked.start, never, may), *_within(glued, position, masked.start)]
            _in_line(text, position, masked.start, paragraph, ends, result)
            _add_trimmed(text, max(masked.start, start), min(masked.end, end), paragraph, result)
            position = masked.end
            scan += 1
        ends = [*_stops(text, position, end, never, may), *_within(glued, position, end)]
        _in_line(text, position, end, paragraph, ends, result)
    return tuple(result)


def _within(places: list[int], start: int, end: int) -> list[int]:
    """Those of the sorted ``places`` that lie between two offsets."""
    return places[bisect_right(places, start) : bisect_left(places, end)] if places else places


def _in_line(text: str, start: int, end: int, paragraph: int, stops: list[int], result: list[Sentence]) -> None:
    """Add the sentences of a line, or of a stretch of it, that end at ``stops``."""
    for stop in sorted(stops):
        _add_trimmed(text, start, stop, paragraph, result)
        start = stop
    _add_trimmed(text, start, end, paragraph, result)


def _stops(text: str, start: int, end: int, never: frozenset[str], may: frozenset[str]) -> list[int]:
    """Where sentences end in a stretch of a line, its own end left out."""
    found: list[int] = []
    position = start
    for match in _STOP.finditer(text, start, end):
        if text[match.start()] == "." and not _ends(text, position, match.start(), match.end(), never, may):
            continue
        position = match.end()
        found.append(position)
    return found


def _full_stops(text: str, start: int, end: int, never: frozenset[str], may: frozenset[str]) -> list[int]:
    """As :func:`_stops` where the full stop is the only one: to look for it costs a tenth of looking for all."""
    found: list[int] = []
    position = start
    stop = text.find(".", start, end - 1)
    while stop >= 0:
        match = _STOP.match(text, stop, end)
        if match is None:
            stop = text.find(".", stop + 1, end - 1)
            continue
        after = match.end()
        if _ends(text, position, stop, after, never, may):
            position = after
            found.append(after)
        stop = text.find(".", after, end - 1)
    return found


def _ends(text: str, sentence: int, stop: int, after: int, never: frozenset[str], may: frozenset[str]) -> bool:
    """Whether the full stop at ``stop`` ends the sentence that began at ``sentence``; the next begins at ``after``."""
    token = _token_before(text, max(sentence, stop - _LONGEST_TOKEN), stop)
    if not token:
        return True
    lowered = token.lower().lstrip("'-")
    if lowered in never or (len(token) == 1 and token.isupper()):
        # "Nilainya A." ends when it is the last of its line; within a line an initial goes on.
        return False
    if lowered in may:
        following = text[after : after + 1]
        return following.isupper() or following in '"“‘'
    return not (stop - sentence <= 6 and _ENUMERATOR.fullmatch(text, sentence, stop))


def _token_before(text: str, first: int, stop: int) -> str:
    """The letters, digits and marks inside words that stand before ``stop``, from ``first`` on."""
    token = text[max(first, text.rfind(" ", first, stop) + 1) : stop]
    if token.isalnum():
        return token
    start = stop
    while start > first and (text[start - 1].isalnum() or text[start - 1] in _IN_TOKENS):
        start -= 1
    return text[start:stop]


def _add_trimmed(text: str, start: int, end: int, paragraph: int, result: list[Sentence]) -> None:
    """Add a sentence without the blanks at its ends; cut where it is longer than any."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + _LONGEST_SENTENCE
        result.append(Sentence(start, cut, paragraph))
        start = cut + 1 if text[cut] == " " else cut
    if start < end:
        result.append(Sentence(start, end, paragraph))


@lru_cache(maxsize=8)
def _openers(ruleset: RuleSet) -> frozenset[str]:
    return frozenset(word for row in ruleset.yaml(FILE) if row["id"] == "opens" for word in row["phrases"])


@lru_cache(maxsize=8)
def _abbreviations(ruleset: RuleSet) -> tuple[frozenset[str], frozenset[str]]:
    rows = {row["id"]: frozenset(row["phrases"]) for row in ruleset.yaml(FILE)}
    return rows["never_ends"], rows["may_end"]


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example is one sentence, every counter-example more than one."""
    kinds(ruleset)

    def read(_: Row, example: Example) -> str | None:
        text = example.text
        return "one sentence" if len(split_sentences(text, find_boilerplate(text, ruleset), ruleset)) == 1 else None

    yield from run_examples(FILE, ruleset.yaml(FILE), read)
    for row in ruleset.yaml(FILE):
        for word in row["phrases"]:
            if word != word.lower() or word.endswith("."):
                yield Problem(FILE, row["id"], f"{word!r} is not in lower case without its full stop")
