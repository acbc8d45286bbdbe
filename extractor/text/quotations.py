"""Quotations in a paragraph, also where scraping or typing lost one of the two marks.

A paragraph is read by itself, as Indonesian news sets quotations: each new paragraph of a long quotation opens
with a mark again, and only the last one closes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MARK: Final = re.compile("[\"“”„‟«»]|''|``")
_CLOSING_BEFORE: Final = frozenset(".,!?…)%;:'’-–—")
_STOPS: Final = frozenset(",.!?")


@dataclass(slots=True, frozen=True)
class Quotation:
    """A quotation, marks included. ``closed`` is false when it runs on into the next paragraph or lost its mark."""

    start: int
    end: int
    closed: bool
    opened: bool = True


def find_quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """Quotations of the paragraph ``text[start:end]``, in order, not overlapping."""
    found: list[Quotation] = []
    opening: int | None = None
    last = start
    for match in _MARK.finditer(text, start, end):
        position = match.start()
        sign = match[0]
        if sign in "“„‟«":
            opens = True
        elif sign in "”»":
            opens = False
        else:
            before = text[position - 1] if position > start else " "
            after = text[match.end()] if match.end() < end else " "
            if opening is None:
                # a lone straight mark after a word or stop and before a blank closes what was never opened
                opens = not (after.isspace() and (before in _CLOSING_BEFORE and before != ":"))
            else:
                # a blank too many before the closing mark: *ujung kampung, "kata Ani*
                closes = after.islower() and text[opening + 1 : position].rstrip()[-1:] in _STOPS
                opens = before.isspace() and after.isalnum() and not closes
        if opens:
            if opening is not None and text[opening + 1 : position].strip():
                found.append(Quotation(opening, position, closed=False))
            opening = position
            last = match.end()
        elif opening is not None:
            found.append(Quotation(opening, match.end(), closed=True))
            opening = None
            last = match.end()
        else:
            found.append(Quotation(last, match.end(), closed=True, opened=False))
            last = match.end()
    if opening is not None and opening + 1 < end:
        found.append(Quotation(opening, end, closed=False))
    return tuple(found)
