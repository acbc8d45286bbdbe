"""Finding surface forms in an article: one pass over squeezed text, then a look at each hit's edges and gaps."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation

from extractor.bodies.context import CueSheet, cue_sheet
from extractor.bodies.surfaces import COMMA, SLASH, SPACE, Surface, Surfaces, surfaces
from extractor.rules import RuleSet
from extractor.text.folding import one_byte_each, squeeze


@dataclass(slots=True, eq=False)
class Hit:
    """A surface form in the text, edges and gaps checked, context not yet."""

    start: int
    end: int
    surface: Surface


@dataclass(slots=True, frozen=True)
class Searcher:
    """Two automata: whole forms in squeezed text, bare acronyms (in capitals) in the text itself."""

    forms: BytesAhoCorasick
    form_keys: tuple[bytes, ...]
    acronyms: BytesAhoCorasick
    acronym_keys: tuple[bytes, ...]
    surfaces: Surfaces
    cues: CueSheet


@lru_cache(maxsize=8)
def searcher(ruleset: RuleSet) -> Searcher:
    """The automata of ``ruleset``."""
    table = surfaces(ruleset)
    acronyms = tuple(table.acronyms())
    bare = frozenset(acronyms)
    forms = tuple(key for key in table if key not in bare)
    return Searcher(
        # the full automaton is three times as fast as the default and costs some megabytes and 0.1 s at the start
        forms=BytesAhoCorasick(forms, implementation=Implementation.DFA),
        form_keys=forms,
        acronyms=BytesAhoCorasick([key.upper() for key in acronyms]),
        acronym_keys=acronyms,
        surfaces=table,
        cues=cue_sheet(ruleset),
    )


def find_hits(text: str, ruleset: RuleSet) -> list[Hit]:
    """Surface forms in ``text``: the leftmost, and of these the longest; sorted, none overlapping another."""
    engine = searcher(ruleset)
    known = engine.surfaces
    squeezed, mask = squeeze(text)
    found: list[Hit] = []
    raw = engine.forms.find_matches_as_indexes(squeezed, overlapping=True)
    if raw:
        # where each kept character stood; an array, because only few of the many are asked for
        offsets = np.flatnonzero(np.frombuffer(mask, dtype=np.bool_))
        for index, first, last in raw:
            start = int(offsets[first])
            if start and text[start - 1].isalnum() and not text[start].isupper():
                continue  # inside a word: by far the most frequent case
            surface = known[engine.form_keys[index]]
            end = int(offsets[last - 1]) + 1
            if (
                _left_edge(text, start, end, engine.cues)
                and _right_edge(text, start, end, engine.cues)
                and (end - start == last - first or _gaps_fit(text, offsets[first:last].tolist(), surface, known))
                and (not surface.capitals or text[end - surface.capitals : end].isupper())
                and (not surface.proper or (text[start].isupper() and not text[start + 1 : end].islower()))
            ):
                found.append(Hit(start, end, surface))
    begun = {hit.start for hit in found}
    for index, start, end in engine.acronyms.find_matches_as_indexes(one_byte_each(text), overlapping=True):
        if _acronym_edges(text, start, end, engine.cues, begun):
            found.append(Hit(start, end, known[engine.acronym_keys[index]]))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    reached = 0
    for hit in found:
        if hit.start >= reached:
            kept.append(hit)
            reached = hit.end
    return kept


# What an account name may add to the name of a body: "@kemenkes_ri".
_ACCOUNT_END: Final = re.compile(r"[_.]?(?:ri|id|go|official)?(?!\w)|_")
# The number of a list's next item, glued by scraping: "selaku Menkominfo7. Budi".
_NEXT_ITEM: Final = re.compile(r"\d{1,2}\. ?[A-Z]", re.ASCII)
# A word divided at the end of a line.
_DIVISION: Final = re.compile(r"[\u200b\u200e\ufeff\xad]*|-[ \t]?\n[ \t]?")

_GAPS: Final = {
    SPACE: re.compile(r"[\s\u200b\u200e\ufeff\xad]{1,5}|\s?[-\u2010\u2011\u2013]\s?"),
    COMMA: re.compile(r"\s{0,2},?[\s\u200b]{0,4}|\s?[-\u2010\u2011\u2013]\s?"),
    SLASH: re.compile(r"\s{0,2}[-/\u2010\u2011\u2013]?\s{0,2}"),
}


def _gaps_fit(text: str, offsets: list[int], surface: Surface, known: Surfaces) -> bool:
    """Whether what stands between the characters of a hit, which stand at ``offsets``, may stand there."""
    breaks = surface.breaks
    before = offsets[0]
    for place, here in enumerate(offsets):
        if here > before + 1:
            kind = breaks.get(place)
            gap = text[before + 1 : here]
            if kind is None:
                if not _DIVISION.fullmatch(gap):
                    return False
            elif gap != " " and not _GAPS[kind].fullmatch(gap):
                return False
            elif "\n" in gap and (gap.count("\n") > 1 or surface.key[:place] in known):
                # a name that is whole before the end of its paragraph ends there
                return False
        before = here
    return True


def _left_edge(text: str, start: int, end: int, cues: CueSheet) -> bool:
    """Whether a word begins at ``start``, perhaps glued to the one before it by scraping."""
    if start == 0:
        return True
    before = text[start - 1]
    if not (before.isalnum() or before == "_"):
        return True
    first = text[start]
    if not first.isupper() or cues.glued_prefix.search(text, max(0, start - 12), start):
        return False
    # MenteriKeuangan after "Jakarta" or "2025"; after a capital only a word that is capital, then small
    return before.islower() or (end - start > 8 and text[start + 1 : start + 3].islower())


def _right_edge(text: str, start: int, end: int, cues: CueSheet) -> bool:
    """Whether a word ends at ``end``, perhaps with a suffix or glued to the one after it."""
    if end == len(text):
        return True
    after = text[end]
    if not (after.isalnum() or after == "_"):
        return True
    if after.isupper():
        return text[end - 1].islower() or cues.glued_country_code.match(text, end) is not None
    if text[start - 1 : start] == "@":
        return _ACCOUNT_END.match(text, end) is not None
    if after.isdigit():
        return end - start > 12 or _NEXT_ITEM.match(text, end) is not None
    return end - start > 4 and cues.glued_suffix.match(text, end) is not None


def _acronym_edges(text: str, start: int, end: int, cues: CueSheet, begun: Set[int]) -> bool:
    """Whether an acronym stands alone, or glued to a number or to a name that has ``begun`` there: *KKPKementerian*."""
    if start:
        before = text[start - 1]
        if before.isalnum() or before == "_":
            return False
    if end < len(text):
        after = text[end]
        if after.isalnum() or after == "_":
            return end in begun or (cues.glued_suffix.match(text, end) or _NEXT_ITEM.match(text, end)) is not None
    return True
