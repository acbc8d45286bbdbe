"""What the areas that an article names stand for, and what the whole article says for each as the place of a figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from extractor.close.links.places import AreaMention, PlaceSearch, place_of
from extractor.close.speech import Speakers
from extractor.mentions import Sentence
from extractor.models import Place

#: Areas that the article names most, which may hold for a figure from afar.
_FOREMOST: Final = 4
#: Of one area so many mentions are looked at, and of many areas so many are told apart.
_LOOKED_AT: Final = 4
_MANY: Final = 6
#: The opening of the body, in characters, and how far before an area the word for a venue may stand.
_LEAD: Final = 500
_VENUE: Final = 70
#: What follows the place of writing at the head of a report: *Jakarta (Kabar) -*, *Solo, Senin*, *Jakarta:*.
_DATELINE: Final = re.compile(r"\s*(?:[(:–—-]|,\s*[A-Z\d])")


class NamedAreas:
    """The areas of one article. ``foremost`` are those that it is about, ``many`` tells how many it names."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[AreaMention],
        sentences: Sequence[Sentence],
        speakers: Speakers,
        search: PlaceSearch,
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._sentences = sentences
        self._speakers = speakers
        self._search = search
        self._fullest = self._find_fullest()
        self._home: Place | None = None
        if mentions and mentions[0].start < speakers.layout.title_end:
            self._home = self.in_full(place_of(mentions[0]))
        #: By the start of a mention: a sentence may hold as many figures as there are.
        self._standing: dict[int, tuple[Place, list[str]]] = {}
        self._named: dict[str, list[AreaMention]] = {}
        for mention in mentions:
            self._named.setdefault(self.stands(mention)[0].name, []).append(mention)
        self.many = f"areas={min(_MANY, len(self._named))}"
        self.foremost = self._find_foremost()
        self._abroad = self._is_abroad()
        domestic = [len(some) for name, some in self._named.items() if name not in search.home]
        self._most = max(domestic, default=0)
        self.evidence = cache(self._evidence)

    def stands(self, mention: AreaMention) -> tuple[Place, list[str]]:
        """The area that a mention stands for, and whether it opens its sentence or tells where somebody spoke."""
        known = self._standing.get(mention.start)
        if known is None:
            signs = []
            layout = self._speakers.layout
            sentence = self._sentences[layout.place(mention.start)[1]]
            if mention.start == sentence.start:
                signs.append("dateline" if _DATELINE.match(self._text, mention.end) else "subject")
            paragraph = layout.paragraphs[layout.paragraph_index(sentence.start)]
            stretches = self._speakers.speech_stretches(sentence, paragraph)
            if any(first <= mention.start < last for first, last in stretches):
                signs.append("spoken")
            known = self._standing[mention.start] = (self.in_full(self._lift(mention)), signs)
        return known

    def _evidence(self, name: str, kind: str) -> tuple[str, ...]:
        """What speaks for an area in the whole article, for figures of a kind."""
        mentions = self._named.get(name)
        if mentions is None:
            return ()
        search, some = self._search, mentions[:_LOOKED_AT]
        area = next((one.area for one in mentions if one.area is not None), None)
        what: str = area.kind if area is not None else "regency" if name in search.areas.names else "unknown"
        if name in search.home:
            what = "home"
        title_end = self._speakers.layout.title_end
        opening = [one for one in some if title_end <= one.start < title_end + _LEAD]
        telling = [one for one in some if set(self.stands(one)[1]).isdisjoint(("dateline", "spoken"))]
        venue = search.venue
        told = {
            f"area={what}": True,
            f"area={what}, {self._abroad}": True,
            f"named={len(some)}": True,
            "foremost": len(mentions) >= self._most and what != "home",
            "title": mentions[0].start < title_end,
            "lead": any(one in telling for one in opening),
            "where written or spoken": not telling,
            "limiting": any(one.preposition in search.around["limiting"] for one in telling),
            "offices alone": all(one.office for one in mentions),
            "capital": area is not None and area.code in search.seats_of_government,
            "venue": any(venue.search(self._text, max(0, one.start - _VENUE), one.start) for one in some),
        }
        return tuple(form for sign, holds in told.items() if holds for form in (sign, f"{sign}, {kind}"))

    def _is_abroad(self) -> str:
        """Whether the article names other countries more often than areas of its own."""
        home = sum(one.name in self._search.home for one in self._mentions)
        foreign = sum(one.area is not None and one.area.kind == "country" for one in self._mentions) - home
        return "abroad" if foreign * 2 > len(self._mentions) - home else "at home"

    def _find_foremost(self) -> list[Place]:
        """The areas that the whole report may be about: that of its title, its first, and those it names most often."""
        home = [self._home] if self._home is not None else []
        often = Counter({name: len(mentions) for name, mentions in self._named.items()}).most_common(_FOREMOST)
        names = (*list(self._named)[:1], *(name for name, _ in often))
        places = (*home, *(self.stands(self._named[name][0])[0] for name in names))
        return list({place.name: place for place in places}.values())

    def _find_fullest(self) -> dict[str, Place]:
        """The regency or the city of a bare name, where the article calls it one of them and never the other."""
        found: dict[str, set[Place]] = {}
        for mention in self._mentions:
            kind, _, core = mention.name.partition(" ")
            if kind in self._search.areas.kinds and core in self._search.areas.names:
                found.setdefault(core, set()).add(place_of(mention))
        return {core: places.pop() for core, places in found.items() if len(places) == 1}

    def in_full(self, place: Place) -> Place:
        """An area of a bare name as the regency or the city that the article calls it."""
        fuller = self._fullest.get(place.name, place)
        return fuller if place.code in (None, fuller.code) else place

    def _lift(self, mention: AreaMention) -> Place:
        """The regency or city of a village or district named before it; else the area itself."""
        areas = self._search.areas
        if mention.area is None and mention.name not in areas.names:
            position = mention.end
            for index in range(bisect_left(self._starts, position), len(self._mentions)):
                following = self._mentions[index]
                if self._search.chained.fullmatch(self._text, position, following.start) is None:
                    break
                if following.area is not None or following.name in areas.names:
                    return place_of(following)
                position = following.end
            if self._home is not None and mention.name.split(" ")[0] in self._search.small_kinds:
                return self._home
        elif mention.area is not None and mention.area.kind == "province":
            # *di Mempawah, Kalimantan Barat*: the smaller area before the province is the one meant
            smaller: AreaMention | None = None
            for index in range(bisect_left(self._starts, mention.start) - 1, -1, -1):
                before = self._mentions[index]
                if self._search.chained.fullmatch(self._text, before.end, mention.start) is None:
                    break
                own = (before.area,) if before.area is not None else areas.names.get(before.name, ())
                if any((area.code or "").startswith(f"{mention.area.code}.") for area in own):
                    smaller = before
            if smaller is not None:
                return place_of(smaller)
        return place_of(mention)
