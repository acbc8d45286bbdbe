"""How a sentence presents its figure: as target or result, in what state, a rate, estimated, or replaced since."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.desk.checking.figures import Figure, Lexicon, root_of

# How far before a figure the words stand that make it a rate, an estimate, or the old value; how far behind it the
# word that opens the new value (*dari 5 persen menjadi 4,75 persen*).
_NEAR, _BEHIND = 40, 14
# *bukan* stands next to what it denies.
_BEFORE_NOT = 14
# What may stand between *dari* and a figure.
_NEXT = 4
#: What stands before a word that opens a statement of its own.
PARTING_MARKS = (",", ";")
# A cue behind the figure belongs to it less than one before it.
_BEHIND_COST = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """What the words near a figure say of it.

    ``role`` is *target*, *realised* or nothing; ``state`` what happened to the counted things (*verifikasi*);
    ``rate`` one for each of something; ``period`` the time that a sum is for (*bulan*); ``possible`` an estimate;
    ``replaced`` the text itself says that another value has come since; ``compared`` it is of another time, with which
    the text compares; ``base`` it is the whole of which the figure before it is a part (*293 dari total 580*);
    ``stops`` something ends, or does not come about.
    """

    role: str
    state: str
    rate: bool
    period: str
    possible: bool
    replaced: bool
    compared: bool
    base: bool
    stops: bool


def standing_of(
    text: str, figure: Figure, clause: tuple[int, int], words: Lexicon, others: Sequence[Figure] = ()
) -> Standing:
    """The standing of ``figure``, by the cues of its clause; a fact's own status goes before them.

    ``others`` are the further figures of the text.
    """
    low, high = clause
    cues, start, end = words.cues, figure.start, figure.end
    each = cues["each"].match(text, end + 1)
    if each and any(one.kind == "day" and one.start <= each.end() + 1 < one.end for one in others):
        each = None  # *36 juta orang per 20 Oktober* is a count on that day
    rate = each or cues["rate"].search(text, max(low, start - _NEAR), start)
    period = cues["period"].match(text, end + 1) or _last(cues["period"], text, max(low, start - _NEAR), start)
    possible = cues["possible"].search(text, max(low, start - 2 * _NEAR), start)
    return Standing(
        role=_role(text, figure, low, high, words),
        state=_state(text, figure, low, high, words),
        rate=bool(rate),
        period=period.group().split()[-1].lower().removeprefix("se") if period else "",
        possible=bool(possible) and figure.status not in ("target", "realised"),
        replaced=_replaced(text, figure, low, words),
        compared=cues["compared"].search(text, max(low, start - 2 * _NEAR), start) is not None,
        base=_is_base(text, figure, others, words),
        stops=_stops(text, figure, low, high, words),
    )


def _is_base(text: str, figure: Figure, others: Sequence[Figure], words: Lexicon) -> bool:
    """Whether nothing but words such as *dari total* leads to the figure, from the part of it or from the beginning of
    the text, the part behind it.

    *700 orang dari 500 orang* is no part, nor is what a value was before (*menjadi 300 orang dari 500 orang*).
    """
    counts = [one for one in others if one.kind == "count"]
    before = max((one for one in counts if one.end <= figure.start), default=None, key=lambda one: one.end)
    behind = min((one for one in counts if one.start >= figure.end), default=None, key=lambda one: one.start)
    part = before or behind
    lead = text[before.end if before else 0 : figure.start].strip(" (")
    return (
        part is not None
        and words.cues["part_of"].fullmatch(lead) is not None
        and (part.low or 0) < (figure.low or 0)
        and not _is_left(text, figure, words)
    )


def _stops(text: str, figure: Figure, low: int, high: int, words: Lexicon) -> bool:
    """Whether something stops in the figure's own statement, not in what is said aside (*setelah sempat batal*)."""
    for one in words.cues["parting"].finditer(text, low, high):
        if text[low : one.start()].rstrip().endswith(PARTING_MARKS):
            if one.start() >= figure.end:
                high = one.start()
                break
            low = one.end()
    apart = []
    for one in words.cues["aside"].finditer(text, low, high):
        ends = text.find(",", one.end(), figure.start)
        if one.start() >= figure.end:
            apart.append((one.start(), high))
        else:  # the figure stands in the aside itself, or behind the comma that ends it
            apart.append((low, one.start()) if ends < 0 else (one.start(), ends))
    stops = words.cues["stops"].finditer(text, low, high)
    return any(not any(start <= one.start() < end for start, end in apart) for one in stops)


def _last(cue: re.Pattern[str], text: str, low: int, high: int) -> re.Match[str] | None:
    return max(cue.finditer(text, low, high), key=re.Match.start, default=None)


def _role(text: str, figure: Figure, low: int, high: int, words: Lexicon) -> str:
    target = _nearest(words.cues["target"], text, figure, low, high)
    if figure.status in ("target", "realised"):
        # A target whose clause tells what is done (*telah merampungkan 51*) and aims at nothing may be either.
        told = target is None and words.cues["done"].search(text, low, figure.start) is not None
        return "" if told and figure.status == "target" else figure.status
    result = _nearest(words.cues["result"], text, figure, low, high)
    if target is None and result is None:
        return ""
    return "realised" if target is None or (result is not None and result < target) else "target"


def _nearest(cue: re.Pattern[str], text: str, figure: Figure, low: int, high: int) -> int | None:
    distances = [
        figure.start - one.end() if one.end() <= figure.start else _BEHIND_COST + one.start() - figure.end
        for one in cue.finditer(text, low, high)
        if one.end() <= figure.start or one.start() >= figure.end
    ]
    return min(distances, default=None)


def _state(text: str, figure: Figure, low: int, high: int, words: Lexicon) -> str:
    found = [
        (figure.start - one.end() + 1 if one.end() <= figure.start else one.start() - figure.end, one.group())
        for one in words.cues["state"].finditer(text, low, high)
        if one.end() <= figure.start or one.start() >= figure.end
    ]
    return root_of(min(found)[1].lower(), words) if found else ""


def _replaced(text: str, figure: Figure, low: int, words: Lexicon) -> bool:
    for one in words.cues["former"].finditer(text, max(low, figure.start - 3 * _NEAR), figure.start):
        if not (text.startswith(",", one.end()) and words.cues["told_before"].fullmatch(one.group())):
            return True
    source = _last(words.cues["changed_from"], text, max(0, figure.start - _NEAR), figure.start)
    # *dari 5 persen menjadi 4,75 persen*, *menjadi 4,75 persen dari 5 persen*
    return source is not None and (
        _is_left(text, figure, words)
        or words.cues["changed_to"].search(text, figure.end, figure.end + _BEHIND) is not None
    )


def _is_left(text: str, figure: Figure, words: Lexicon) -> bool:
    """Whether the figure is what another, told before it, has changed from: *menjadi 4,75 persen dari 5 persen*."""
    source = _last(words.cues["changed_from"], text, max(0, figure.start - _NEAR), figure.start)
    if source is None or figure.start - source.end() > _NEXT:
        return False
    target = _last(words.cues["changed_to"], text, max(0, source.start() - _NEAR), source.start())
    return target is not None and any(map(str.isdigit, text[target.end() : source.start()]))


def denied(text: str, sentence: tuple[int, int], figures: Sequence[Figure], words: Lexicon) -> list[Figure]:
    """Which ``figures`` of a sentence it calls false: *bukan 12.000*, *membantah kabar 1 juta*, *1 juta? Ini faktanya*.

    Where it tells the truth too (*yang benar 1.200*), the figures behind that cue are not meant.
    """
    low, high = sentence
    cues = words.cues
    truth = cues["truth"].search(text, low, high)
    doubt = cues["debunked"].search(text, low, high)
    found = []
    for one in figures:
        if one.kind == "day":
            continue
        if cues["denying"].search(text, max(low, one.start - _BEFORE_NOT), one.start) or (
            doubt is not None and not (truth is not None and truth.end() <= one.start)
        ):
            found.append(one)
    return found
