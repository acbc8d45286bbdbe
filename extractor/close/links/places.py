"""Where a figure holds: the smallest named area that limits it, with its official code where unambiguous.

Places of speech (*kata Ani di Jakarta, Senin*), datelines and venues of a press meeting limit nothing; the seat of
an office does (*Bupati Kudus*, *Polres Jembrana*), as its count is that of its area. Words: ``rules/places.yaml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.areas import Area, Areas, compile_areas
from extractor.close.speech import Speakers
from extractor.mentions import Sentence, Skimmed
from extractor.models import Place, Speaker
from extractor.rules import RuleSet
from extractor.text.layout import Paragraph, outside_masks
from extractor.text.wordsearch import WordSearch

#: Characters between a counted noun and the place that directly follows it.
_ADJACENT: Final = 16
_CAPITALISED: Final = re.compile(r" ?(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2})")
#: Longest word looked at before a name, with the blanks between.
_REACH: Final = 24
_LIMITING: Final = frozenset(
    (
        "di",
        "se",
        "wilayah",
        "kawasan",
        "warga",
        "masyarakat",
        "daerah",
        "untuk",
        "asal",
        "seluruh",
        "sekitar",
        "bagi",
        "penduduk",
    )
)
_DIRECTIONS: Final = frozenset(("Barat", "Timur", "Utara", "Selatan", "Tengah", "Tenggara"))
_DIRECTED: Final = frozenset(("ke", "dari", "menuju", "via"))
_LEADING: Final = _LIMITING | _DIRECTED
_NATIONAL: Final = re.compile(
    r"\b(?:Indonesia|[Nn]asional|Tanah Air|\d+ provinsi|seluruh provinsi|514 kabupaten|dunia|RI)\b(?! (?:Barat|Timur))"
)
_WORDS_BETWEEN_CHAIN: Final = re.compile(r"(?: \([A-Z]{2,6}\))?[\s,()]*(?:(?:Provinsi|Kabupaten|Kota|di) )?")


class AreaMention:
    """An area named in the text. ``office``: only as the seat of an office or house; ``loose``: without a cue."""

    __slots__ = ("area", "end", "name", "office", "preposition", "start")

    def __init__(self, start: int, end: int, name: str, area: Area | None, office: bool, preposition: str) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.area = area
        self.office = office
        self.preposition = preposition


@dataclass(frozen=True)
class PlaceSearch:
    """The compiled search for areas and for words that make the next name one."""

    places: WordSearch
    words: tuple[str, ...]
    kinds: frozenset[str]
    offices: frozenset[str]
    not_seats: frozenset[str]
    areas: Areas


@lru_cache(maxsize=8)
def compile_places(ruleset: RuleSet) -> PlaceSearch:
    """The place search of a ruleset."""
    areas = compile_areas(ruleset)
    rows = {row["id"]: row["words"] for row in ruleset.yaml("places.yaml")["cues"]}
    kinds = frozenset(_phrases(rows["kinds"]))
    words = tuple(dict.fromkeys((*areas.names, *kinds)))
    return PlaceSearch(
        places=WordSearch(words),
        words=words,
        kinds=kinds,
        offices=frozenset(word for form in _phrases(rows["government"]) for word in form.split()),
        not_seats=frozenset(_phrases(rows["bearers"])),
        areas=areas,
    )


def _phrases(words: str) -> list[str]:
    return [form.replace("\\ ", " ") for form in re.split(r"(?<!\\)\s+", words.strip())]


def find_areas(text: str, search: PlaceSearch) -> list[AreaMention]:
    """All areas named in ``text``, in order. A kind in front (*Kecamatan*) makes an unknown name an area too."""
    found: list[AreaMention] = []
    covered = 0
    for which, start, end in search.places.find(text):
        if start < covered or not _bounded(text, start, end):
            continue
        word = search.words[which]
        first = start
        kind: str | None = None
        if word in search.kinds:
            match = _CAPITALISED.match(text, end)
            if match is None:
                continue
            kind = word
            name, end = _known_part(match, search.areas)
            if text[max(0, start - 4) : start] == "Ibu " or name in _DIRECTIONS:
                continue
            area = search.areas.resolve(name, kind)
            display = f"{kind} {name}" if kind not in ("Provinsi", "Kawasan") else name
        else:
            name = word
            area = search.areas.resolve(name)
            display = area.name if area is not None and (area.kind != "country" or name.isupper()) else name
        before, gap = _word_before(text, first)
        office = before in search.offices
        if kind is None and name in search.areas.ambiguous and not office and before.lower() not in _LEADING:
            continue
        if kind is None and before[:1].isupper() and not office and gap == " ":
            # inside a longer name: a company, a newspaper, a street (*Bank Jakarta*, *Jalan Surabaya*)
            office = True
        if kind is None and _continues_name(text, end):
            continue
        if kind is not None and area is not None and area.kind != "area" and kind in ("Kabupaten", "Kota"):
            display = f"{kind} {area.name}"
        found.append(AreaMention(first, end, display, area, office, before.lower()))
        covered = end
    return found


def _word_before(text: str, position: int) -> tuple[str, str]:
    """The word or sign before ``position``, and the blanks between; two empty strings where there is none."""
    low = max(0, position - _REACH)
    end = position
    while end > low and text[end - 1].isspace():
        end -= 1
    start = end
    while start > low and ((character := text[start - 1]).isalnum() or character == "_"):
        start -= 1
    if start == end and end > low:
        start -= 1  # a sign
    return text[start:end], text[end:position]


def _known_part(match: re.Match[str], areas: Areas) -> tuple[str, int]:
    """Of the capitalised words after a kind, the longest known area, else all of them."""
    words = match["name"].split(" ")
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if name in areas.names:
            return name, match.start("name") + len(name)
    return match["name"], match.end("name")


def _bounded(text: str, start: int, end: int) -> bool:
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return False
    if not start or not (text[start - 1].isalnum() or text[start - 1] in "-@_./"):
        return True
    return text[max(0, start - 3) : start].lower() == "se-"


_LONGER_NAME: Final = re.compile(
    r" (?:United|FC|Post|Pos|Raya|Expo|Fashion|Marathon|Run|Festival|Corruption|Barat|Timur|Utara|Selatan|Tengah)\b"
)


def _continues_name(text: str, end: int) -> bool:
    """Whether a capitalised word follows that makes the area part of another name (*Bali United*)."""
    return _LONGER_NAME.match(text, end) is not None


class Places:
    """The places of one article. Ask :meth:`place_of` for a figure."""

    __slots__ = ("_home", "_mentions", "_search", "_sentences", "_speakers", "_starts", "_text")

    def __init__(self, text: str, skimmed: Skimmed, speakers: Speakers, ruleset: RuleSet) -> None:
        self._text = text
        self._search = compile_places(ruleset)
        self._sentences = skimmed.sentences
        self._speakers = speakers
        self._mentions = outside_masks(find_areas(text, self._search), skimmed.boilerplate)
        self._starts = [mention.start for mention in self._mentions]
        self._home = self._find_home()

    def place_of(self, start: int, end: int, speaker: Speaker | None, *, attendance: bool) -> Place | None:
        """The area to which the figure ``text[start:end]`` is limited, else ``None``."""
        if not self._mentions or not self._speakers.layout.paragraphs:
            return None
        paragraph, index = self._speakers.layout.place(start)
        sentence = self._sentences[index]
        here = self._in_sentence(sentence, paragraph, start, end, attendance)
        if here is not None:
            return self._lift(here)
        if _NATIONAL.search(self._text, sentence.start, sentence.end):
            return None
        local = self._seat(speaker)
        if local is not None:
            return local
        for earlier in range(index - 1, max(paragraph.first, index - 3) - 1, -1):
            before = self._sentences[earlier]
            inherited = self._in_sentence(before, paragraph, start, end, attendance)
            if inherited is not None:
                return self._lift(inherited)
            if _NATIONAL.search(self._text, before.start, before.end):
                return None
        if self._home is not None and (speaker is None or speaker.role is None):
            return _place(self._home)
        return None

    def _in_sentence(
        self, sentence: Sentence, paragraph: Paragraph, start: int, end: int, attendance: bool
    ) -> AreaMention | None:
        best: AreaMention | None = None
        best_distance = 10_000
        spoken = self._speakers.speech_stretches(sentence, paragraph)
        inside = slice(*(bisect_left(self._starts, place) for place in (sentence.start, sentence.end)))
        for mention in self._mentions[inside]:
            if start <= mention.start < end:
                continue
            if any(first <= mention.start < last for first, last in spoken) and not attendance:
                continue
            if not self._limits(mention, sentence, start, end):
                continue
            distance = mention.start - end if mention.start >= end else start - mention.end
            if mention.office:
                distance += 60
            if mention.start >= end and distance <= _ADJACENT:
                distance -= 40  # *600 peserta di Kabupaten Badung*: the place behind the noun is its own
            elif mention.end <= start and "," in self._text[mention.end : start]:
                distance += 30
            if distance < best_distance:
                best, best_distance = mention, distance
        return best

    def _limits(self, mention: AreaMention, sentence: Sentence, start: int, end: int) -> bool:
        before = mention.preposition
        if mention.area is not None and mention.area.kind == "country":
            return before in ("di", "asal", "dari", "warga", "seluruh", "daerah", "wilayah") and not (
                before == "dari" and mention.start < start
            )
        if mention.area is not None and mention.area.code == "31":
            return before in ("se", "warga", "seluruh", "pemprov", "wilayah") or (
                before == "di" and 0 <= mention.start - end < 12
            )
        if before == "dari":
            return 0 <= mention.start - end <= 24
        if before == "ke":
            return mention.area is not None and mention.area.kind == "area"
        return before not in ("antara", "dengan", "bersama", "dan", "seperti", "misalnya")

    def _lift(self, mention: AreaMention) -> Place:
        """The regency or city of a village or district named before it; else the area itself."""
        if mention.area is None:
            position = mention.end
            for index in range(bisect_left(self._starts, position), len(self._mentions)):
                following = self._mentions[index]
                if _WORDS_BETWEEN_CHAIN.fullmatch(self._text, position, following.start) is None:
                    break
                if following.area is not None:
                    return _place(following)
                position = following.end
            if self._home is not None and mention.name.split(" ")[0] in ("Desa", "Kecamatan", "Kelurahan", "Kampung"):
                return _place(self._home)
        elif mention.area.kind == "province":
            # *di Mempawah, Kalimantan Barat*: the smaller area before the province is the one meant
            smaller: AreaMention | None = None
            for index in range(bisect_left(self._starts, mention.start) - 1, -1, -1):
                before = self._mentions[index]
                if _WORDS_BETWEEN_CHAIN.fullmatch(self._text, before.end, mention.start) is None:
                    break
                if before.area is not None and (before.area.code or "").startswith(f"{mention.area.code}."):
                    smaller = before
            if smaller is not None:
                return _place(smaller)
        return _place(mention)

    def _seat(self, speaker: Speaker | None) -> Place | None:
        """The area of a local office holder (*Bupati Kudus*, *Kepala Dinas Kesehatan Lombok Barat*)."""
        if speaker is None:
            return None
        words = (speaker.role or speaker.name).replace("(", " ").replace(")", " ")
        if not set(words.split()).isdisjoint(self._search.not_seats):
            return None
        mentions = [
            area for area in find_areas(words, self._search) if area.area is None or area.area.kind != "country"
        ]
        smaller = [mention for mention in mentions if mention.area is not None and "." in (mention.area.code or "")]
        return _place((smaller or mentions)[-1]) if mentions else None

    def _find_home(self) -> AreaMention | None:
        """The area that the whole report is about: named in its title, or by the seat of the office that acts in it."""
        for mention in self._mentions:
            paragraph = self._speakers.layout.paragraphs[self._speakers.layout.paragraph_index(mention.start)]
            if not paragraph.title:
                break
            if mention.area is None or mention.area.kind == "country" or mention.area.code == "31":
                continue
            for other in self._mentions:
                if (
                    other.area is not None
                    and other.name.endswith(mention.name)
                    and " " in other.name
                    and other.area.code
                    and other.start > mention.start
                ):
                    return other  # the body says whether the regency or the city is meant
            return mention
        return None


def _place(mention: AreaMention) -> Place:
    return Place(name=mention.name, code=mention.area.code if mention.area is not None else None)


def same_area(left: str | None, right: str | None) -> bool:
    """Whether two written places are the same area, whatever kind stands before the name."""
    return _core(left) == _core(right)


def _core(name: str | None) -> str | None:
    if name is None:
        return None
    return re.sub(r"^(?:kabupaten|kota|provinsi|kab\.?|ibu kota) ", "", name.strip().lower())


__all__: Sequence[str] = ("AreaMention", "Places", "compile_places", "find_areas", "same_area")
