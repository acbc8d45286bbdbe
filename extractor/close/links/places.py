"""The areas that a text names, with their official codes where unambiguous. Words: ``rules/places.yaml``.

Which of them a figure is limited to is for :mod:`extractor.close.links.where` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.areas import Area, compile_areas
from extractor.models import Place
from extractor.rules import RuleSet
from extractor.rules.words import any_of, filled, rows_by_id
from extractor.text.wordsearch import WordSearch, is_apart

_CAPITALISED: Final = re.compile(r" ?(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2})")
#: The word or sign before a name, and the blanks between; the longest looked at.
_WORD_BEFORE: Final = re.compile(r"(\w+|[^\w\s])(\s*)$")
_REACH: Final = 24


@dataclass(slots=True, eq=False)
class AreaMention:
    """An area named in the text, the word before it; ``office``: named only as the seat of an office or house."""

    start: int
    end: int
    name: str
    area: Area | None
    office: bool
    preposition: str

    @property
    def place(self) -> Place:
        """The area as facts give it."""
        return Place(name=self.name, code=self.area.code if self.area is not None else None)


class PlaceSearch:
    """The compiled search for areas and for words that make the next name one; ``around`` are words by their ids."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.areas = compile_areas(ruleset)
        data = ruleset.yaml("places.yaml")
        rows = rows_by_id(data["cues"])
        around = self.around = rows_by_id(data["around"])
        self.kinds = rows["kinds"]
        self.words = tuple(dict.fromkeys((*self.areas.names, *self.kinds)))
        self.places = WordSearch(self.words)
        self.offices = frozenset(word for form in rows["government"] for word in form.split())
        self.not_seats = rows["bearers"]
        self.seats_of_government = rows["capital"]
        # a number for "#"; no part of the country: *Indonesia Timur*
        national = "|".join(re.escape(form).replace(r"\#", "[0-9]+") for form in rows["national"])
        self.national = re.compile(rf"(?<!\w)(?:{national})(?!\w| (?:{any_of(around['directions'])}))")
        self.leading = around["limiting"] | around["directed"]
        self.longer_name = re.compile(filled(r" (?:«longer_name»)\b", around))


compile_places: Final = lru_cache(maxsize=8)(PlaceSearch)


def find_areas(text: str, search: PlaceSearch) -> list[AreaMention]:
    """All areas named in ``text``, in order. A kind in front (*Kecamatan*) makes an unknown name an area too."""
    areas, around = search.areas, search.around
    found: list[AreaMention] = []
    covered = 0
    for which, start, end in search.places.find(text):
        glue = "@_./" if text[max(0, start - 3) : start].lower() == "se-" else "-@_./"
        if start < covered or not is_apart(text, start, end, glue, "_"):
            continue
        match = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
        before, gap = match.groups() if match is not None else ("", "")
        office = before in search.offices
        in_longer = before[:1].isupper() and gap == " " and not office
        name = kind = search.words[which]
        if kind in search.kinds:
            match = _CAPITALISED.match(text, end)
            if match is None:
                continue
            words = match["name"].split(" ")
            longest = (" ".join(words[:length]) for length in range(len(words), 0, -1))
            name = next((known for known in longest if known in areas.names), match["name"])
            end = match.start("name") + len(name)
            area = areas.resolve(name, kind)
            if before in around["not_a_kind_after"] or name in around["directions"]:
                continue
            if area is None and in_longer:
                continue  # *Koperasi Desa Merah Putih*
            if area is not None and area.kind != "area" and kind in around["kept"]:
                name = area.name
            name = name if kind in around["left_out"] else f"{kind} {name}"
        else:
            if name in areas.ambiguous and not office and before.lower() not in search.leading:
                continue
            if search.longer_name.match(text, end) is not None:
                continue  # part of another name: *Bali United*
            office = office or in_longer  # of a company, a newspaper, a street: *Bank Jakarta*, *Jalan Surabaya*
            area = areas.resolve(name)
            if area is not None and (area.kind != "country" or name.isupper()):
                name = area.name
        found.append(AreaMention(start, end, name, area, office, before.lower() if before.isalpha() else "no word"))
        covered = end
    return found
