"""Names and noun phrases that no head word opens and that may yet be what a figure belongs to.

Capitalised names that are no area, person or house, which an article may shorten (*Pesta Kuliner Raya (PKR)*), and
noun phrases behind a word that leads to one (*dalam pendakian bukit*; ``rules/programmes.yaml``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from extractor.close.links.programmes import VERB_PREFIXES, ProgrammeMention, ProgrammeSearch, names_persons
from extractor.text.folding import fold

#: Words of a noun phrase: small ones, then capitalised ones.
_SMALL: Final = 4
_CAPITALISED: Final = 4

_NAME: Final = re.compile(
    r"(?<![\w@.-])(?P<name>[A-Z0-9][\w'’&@+-]*(?:\.(?:[a-z0-9]\w*|[A-Z]+(?![a-z])))*"
    r"(?:(?: (?:-|@|dan|and|of|in|for|the|to|on|by|vs|&))?:? [A-Z0-9][\w'’&@+-]*!?){0,12})(?![.,]?\d)"
)
#: Outlet and place before a report, in either order: "Jakarta, Warta Kota -- ", "WARTA.COM, Jakarta - ".
_DATELINE: Final = re.compile(
    r"^[A-Z][\w.]*(?: [\w./]+){0,3}(?:, [A-Z][\w. ]{1,30}| \([\w./ ]{2,30}\))(?: ?[-–—]){1,2} (?=[\"“A-Z])", re.M
)
_SHORT: Final = re.compile(r" ?\( ?(?P<short>[A-Z][\w-]+) ?\)")
_WORD: Final = re.compile(r" ?(?P<word>[A-Za-z0-9][\w'’/&-]*)")
_YEAR: Final = re.compile(r"20\d\d")
#: What stands before the first word of a sentence or a quotation, whose capital says nothing.
_OPENS: Final = re.compile(r"(?:^|[\n\"“]|[.?!–-] |[.][\"”])\Z")

Taken = Sequence[tuple[int, int]]


def find_names(
    text: str,
    search: ProgrammeSearch,
    taken: Taken,
    people: Collection[str],
    is_house: Callable[[str], bool],
    numbers: Sequence[int] = (),
) -> Iterator[ProgrammeMention]:
    """The capitalised names outside the stretches ``taken`` (in order) that are no area and no house.

    ``people`` holds the words of the names of persons; ``is_house`` says whether a short name is an organisation's;
    ``numbers`` is where figures begin, before which a name ends.
    """
    lexicon = search.lexicon
    found = list(_capitals(text, search, numbers))
    holders = (word for _, words, before in found if before in lexicon.offices for word in words)
    persons = {*people, *holders, *lexicon.well_known_words, *lexicon.honorifics}
    often = Counter(" ".join(words) for _, words, before in found if before is not None)
    fullest: dict[str, str] = {}
    houses = {" ".join(words) for start, words, _ in found if search.house.search(text, max(0, start - 24), start)}
    houses |= {" ".join(words[1:]) for _, words, _ in found if words[0].lower() in search.house_words}
    for start, words, _ in found:
        name = " ".join(words)
        end = start + len(name)
        if name in lexicon.media or names_persons(name, persons) or not _free(start, end, taken):
            continue
        if name in houses or words[0].lower() in search.house_words or name.lower() in search.counted:
            continue
        if lexicon.institutional(words[0]) and not words[0].isupper():
            continue
        if len(words) == 1 and (not often[name] or is_house(name)):
            continue
        if (explained := _SHORT.match(text, end)) is not None:
            fullest.setdefault(explained["short"], name)
        label = fullest.get(name, name)
        yield ProgrammeMention(start, end, label.lower(), label, label == name, "proper")


def _capitals(text: str, search: ProgrammeSearch, ends: Sequence[int]) -> Iterator[tuple[int, list[str], str | None]]:
    """Where capitalised names begin, their words, and the last capitalised word before that is no part of them.

    That is empty where there is none, and ``None`` where one word has its capital by its place alone.
    """
    opens, is_area, not_editions, stops = search.lexicon.opens, search.areas.is_area, search.not_editions, search.stops
    behind = {place: one.end() for one in _DATELINE.finditer(text) for place in range(one.start(), one.end())}
    for match in _NAME.finditer(text):
        start = behind.get(match.start(), match.start())
        number = bisect_right(ends, start)
        end = min([match.end(), *ends[number : number + 1]])
        words, before = text[start:end].rstrip().split(" "), ""
        while words and (words[0] in not_editions or opens(words[0]) or words[0].lower() in stops):
            before = words.pop(0)
            start += len(before) + 1
        while words and words[-1] in not_editions:
            words.pop()
        name = " ".join(words).rstrip("'’")
        if len(name) < 3 or not name[0].isalpha() or is_area(name):
            continue
        words = name.split(" ")
        by_place = len(words) == 1 and not before and _OPENS.search(text, max(0, start - 2), start)
        yield start, words, None if by_place else before


def find_phrases(text: str, search: ProgrammeSearch, taken: Taken) -> Iterator[ProgrammeMention]:
    """The noun phrases behind a word that leads to one, outside the stretches ``taken`` (in order)."""
    end = -1
    leading = [found for found in search.leading.find(fold(text)) if not text[found[1] - 1 : found[1]].isalnum()]
    for index, (which, lead, start) in enumerate(leading):
        if start < end or (index + 1 < len(leading) and leading[index + 1][1] == start):
            continue  # inside the last phrase, or before another such word
        end = _phrase_end(text, start, search)
        label = text[start:end]
        if label.partition(" ")[0] in search.subjects or not search.counted.isdisjoint((label, text[lead:end].lower())):
            continue
        if label.count(" ") >= search.blanks[which] and start < end and _free(start, end, taken):
            yield ProgrammeMention(start, end, label.lower(), label, True, "phrase")


def _phrase_end(text: str, start: int, search: ProgrammeSearch) -> int:
    """Where the small words from ``start``, with the name behind them, end; ``start`` where there are none."""
    end, small, capitalised = start, 0, 0
    while (match := _WORD.match(text, end)) is not None:
        word = match["word"]
        if word[0].islower():
            verb = len(word) > (6 if small else 7) and word.startswith(VERB_PREFIXES)
            if capitalised or small == _SMALL or len(word) < 3 or word in search.stops or word.endswith("nya") or verb:
                break
            small += 1
        elif word[0].isupper():
            if not small or capitalised == _CAPITALISED or word in search.not_editions:
                break
            capitalised += 1
        else:
            return match.end() if small and _YEAR.fullmatch(word) else end
        end = match.end()
    return end


def _free(start: int, end: int, taken: Taken) -> bool:
    """Whether a stretch touches none of those that are taken."""
    index = bisect_right(taken, (start, end))
    before = index == 0 or taken[index - 1][1] <= start
    return before and (index == len(taken) or taken[index][0] >= end)
