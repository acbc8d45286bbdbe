"""Where a figure holds: of the areas that the article names, the one that the evidence speaks for, or none.

Places of speech (*kata Ani di Jakarta, Senin*) and of a press meeting seldom limit a figure; the seat of an office does
(*Bupati Kudus*, *Polres Jembrana*), as its count is that of its area. All that speaks for an area counts together,
wherever it is named. The weights are learned (``rules/weights/place.tsv``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.area_mentions import AreaMention, compile_places, find_areas, find_dateline, place_of
from extractor.close.draft import Draft
from extractor.close.kept import kept
from extractor.close.links.choice import Linked, band
from extractor.close.links.finder import Finder, beside
from extractor.close.speech import Speakers
from extractor.mentions import Sentence
from extractor.models import Place, Speaker
from extractor.rules import RuleSet
from extractor.text.layout import between, outside_masks

#: Areas of one sentence that are looked at, and sentences back in the paragraph and ahead.
_MOST: Final = 8
_BACK: Final = 2
_AHEAD: Final = 1
_NEAR: Final = ((16, "beside"), (50, "near"), (120, "apart"))
#: Share of an article's areas, in tenths, that one has.
_SHARES: Final = ((1, "rare"), (3, "some"), (5, "much"))
#: More people or things than a regency has.
_MANY: Final = 2_000_000
#: More than any regency or city has or receives in a year (the most people: Kabupaten Bogor, 5.7 million, BPS 2024).
_TOO_MANY: Final = 15_000_000
_PARTS: Final = frozenset({"regency", "city"})
_Source = tuple[str, AreaMention, Sequence[str]]


class Places(Finder[Place]):
    """The places of one article."""

    link = "place"

    def __init__(self, draft: Draft, speakers: Speakers, ruleset: RuleSet) -> None:
        super().__init__(draft, speakers, ruleset)
        self._search = compile_places(ruleset)
        self._mentions = outside_masks(find_areas(self.text, self._search), draft.boilerplate)
        kinds = ("regency", "city")
        self._fuller = {
            one.area.name: one
            for one in self._mentions
            if one.area and one.area.kind in kinds and one.name != one.area.name
        }
        self._named = Counter(self._key(one) for one in self._mentions if one.area is not self._search.nation)
        self._bodies = f"bodies={min(len({one.body for one in draft.bodies}), 3)}"
        self._homes = list(self._find_homes())

    def candidates(self, figure: Linked) -> Iterator[tuple[Place | None, tuple[str, ...]]]:
        if not self._mentions and not self._homes:
            yield None, ("none",)
            return
        index = self.layout.place(figure.start)[1]
        kind, speaker = figure.kind, figure.said_by
        seat = self._seat(speaker)
        speech = "own voice" if speaker is None else "office" if speaker.role is not None else "speaker"
        if seat is None and speaker is not None and self._search.office.search(speaker.role or ""):
            speech = "local office"
        facets = (kind, f"national={self._national(self.sentences[index])}", speech, self._bodies)
        value = 0 if figure.category == "money" else max(filter(None, figure.value or ()), default=0)
        size = ("many",) if value >= _MANY else ()
        yield None, ("none", *(f"none, {one}" for one in (figure.category, *facets, *size)))
        found: dict[str, tuple[Place, dict[str, None]]] = {}
        for name, mention, more in self._sources(figure, index, seat):
            mention = self._full(mention)
            if mention.area is self._search.nation:
                if name == "here" and self._sends(figure, mention):
                    found[mention.name] = place_of(mention), dict.fromkeys(("nation", f"nation, {kind}"))
                continue
            if value >= _TOO_MANY and self._kind(mention) in _PARTS:
                continue
            _, evidence = found.setdefault(self._key(mention), (place_of(mention), {}))
            names = (name, *(f"{name}, {one}" for one in facets), *more, *self._says(mention, (kind, *size)))
            evidence.update(dict.fromkeys(names))
        for place, evidence in found.values():
            yield place, tuple(evidence)

    def _sources(self, figure: Linked, index: int, seat: AreaMention | None) -> Iterator[_Source]:
        """Where areas stand that may limit a figure, with what is said there; one may come several times."""
        if seat is not None:
            yield "seat", seat, ()
        asking = self.sentences[index]
        for place in range(max(0, index - _BACK), min(len(self.sentences), index + _AHEAD + 1)):
            sentence = self.sentences[place]
            if sentence.paragraph != asking.paragraph and not (asking.title and place > index):
                continue
            name = "here" if place == index else f"back={index - place}" if place < index else "ahead"
            near = self._near(sentence, figure)
            among = f"{name}, among={min(4, len({self._key(one) for one in near}))}"
            for mention in near:
                if figure.start <= mention.start < figure.end:
                    continue
                more = [among, *self._stands(mention)]
                if place == index:
                    side, distance = beside(figure, mention)
                    reach = band(distance, _NEAR)
                    more += (f"{side}, {reach}", f"{side}, {reach}, after={_lead(mention)}")
                if self.speakers.in_telling(mention.start):
                    more += ("spoken", f"spoken, {figure.kind}")
                yield name, mention, more
        before = between(self._mentions, 0, asking.start)[1] - 1
        if before >= 0:
            yield "earlier", self._mentions[before], ()
        yield from self._homes

    def _sends(self, figure: Linked, mention: AreaMention) -> bool:
        """Whether the country is told as the origin of competitors (*11 pelari Indonesia*, *Indonesia kirim 3 tim*)."""
        around = self._search.around
        near = beside(figure, mention)[1] <= _NEAR[0][0] and mention.preposition not in around["limiting"]
        counted = self.text[figure.start : figure.end].lower().split()
        return near and not around["delegates"].isdisjoint(counted)

    def _near(self, sentence: Sentence, figure: Linked) -> Sequence[AreaMention]:
        """The areas of a sentence, those nearest to the figure where there are many."""
        first, last = between(self._mentions, sentence.start, sentence.end)
        _, middle = between(self._mentions, sentence.start, figure.start)
        first = max(first, min(middle - _MOST // 2, last - _MOST))
        return self._mentions[first : min(last, first + _MOST)]

    def _key(self, mention: AreaMention) -> str:
        mention = self._full(mention)
        return (mention.area.code if mention.area is not None else None) or mention.name

    def _full(self, mention: AreaMention) -> AreaMention:
        """An area as the article names it with its kind: the regency or the city of one name."""
        area = mention.area
        fuller = self._fuller.get(area.name if area is not None else mention.name)
        return fuller if fuller is not None and area in (None, fuller.area) else mention

    def _kind(self, mention: AreaMention) -> str:
        if mention.area is not None:
            return mention.area.kind
        return "either" if mention.name in self._search.areas.names else "unknown"

    @kept
    def _says(self, mention: AreaMention, facets: tuple[str, ...]) -> tuple[str, ...]:
        """What an area says for itself: its kind, how often it is named, and whether it holds another."""
        area, key = self._kind(mention), self._key(mention)
        times = self._named[key]
        share = band(10 * times // max(1, self._named.total()), _SHARES)
        found = [
            f"area={area}",
            *(f"area={area}, {facet}" for facet in facets),
            f"named={min(4, times)}",
            f"share={share}",
        ]
        if any(other.startswith(f"{key}.") for other in self._named):
            found.append("holds another")
        if key in self._search.seats_of_government:
            found.append("capital")
        return tuple(found)

    @kept
    def _stands(self, mention: AreaMention) -> tuple[str, ...]:
        """What is said of an area where it stands: the word before it, and whose office it is."""
        lead = _lead(mention)
        found = [f"after={lead}", f"after={lead}, {self._kind(mention)}"]
        if mention.office:
            found.append("government" if lead in self._search.small_offices else "in a name")
        if mention.area is not None and mention.area.code in self._search.seats_of_government:
            found.append(f"capital, after={lead}")
        return tuple(found)

    @kept
    def _national(self, sentence: Sentence) -> bool:
        return self._search.national.search(self.text, sentence.start, sentence.end) is not None

    def _seat(self, speaker: Speaker | None) -> AreaMention | None:
        """The area of a local office holder (*Bupati Kudus*, *Kepala Dinas Kesehatan Lombok Barat*)."""
        return self._seat_of(speaker.role or speaker.name) if speaker is not None else None

    @kept
    def _seat_of(self, title: str) -> AreaMention | None:
        words = title.replace("(", " ").replace(")", " ")
        if not set(words.split()).isdisjoint(self._search.not_seats):
            return None
        mentions = [
            area for area in find_areas(words, self._search) if area.area is None or area.area.kind != "country"
        ]
        smaller = [mention for mention in mentions if mention.area is not None and "." in (mention.area.code or "")]
        return (smaller or mentions)[-1] if mentions else None

    def _find_homes(self) -> Iterator[_Source]:
        """The areas that the whole report may be about: of its dateline, its title's first, and the one named most."""
        dateline = find_dateline(self.text, self._search)
        if dateline is not None:
            yield "dateline", dateline, ()
        first = self._mentions[0] if self._mentions else None
        if first is not None and first.start < self.layout.title_end:
            yield "title", first, self._stands(first)
        if self._named:
            most = self._named.most_common(1)[0][0]
            foremost = next(one for one in self._mentions if self._key(one) == most)
            yield "foremost", foremost, self._stands(foremost)


def _lead(mention: AreaMention) -> str:
    return mention.preposition if mention.preposition.isalpha() else "no word"
