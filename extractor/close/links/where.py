"""Where a figure holds: of the areas that the article names, the one that the evidence speaks for, or none.

Places of speech (*kata Ani di Jakarta, Senin*), datelines and venues of a press meeting seldom limit a figure; the seat
of an office does (*Bupati Kudus*, *Polres Jembrana*), as its count is that of its area. The weights are learned
(``rules/weights/place.tsv``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from extractor.close.links.choice import Linked, band, choose, weights_of
from extractor.close.links.named_areas import NamedAreas
from extractor.close.links.places import AreaMention, compile_places, find_areas, place_of
from extractor.close.speech import Speakers
from extractor.mentions import Sentence, Skimmed
from extractor.models import Place, Speaker
from extractor.rules import RuleSet
from extractor.text.layout import outside_masks

QUESTION: Final = "place"
#: Areas of one sentence, and sentences back in the paragraph, that are looked at.
_MOST: Final = 8
_BACK: Final = 2
#: Areas named before a figure that may still hold for it where another paragraph names them, and so many mentions back.
_EARLIER: Final = 4
_BEFORE: Final = 12
#: By how much an area must outweigh none: a record that is given a wrong place loses more than one without.
_DOUBT: Final = 0.5
#: Of figures with more digits none is told from another.
_LARGEST: Final = 10_000_000
_NEAR: Final = ((16, "beside"), (50, "near"), (120, "apart"))


class Places:
    """The places of one article. Ask :meth:`place_of` for a figure."""

    __slots__ = (
        "_areas",
        "_mentions",
        "_nationwide",
        "_search",
        "_seats",
        "_sentences",
        "_speakers",
        "_starts",
        "_text",
        "_weights",
    )

    def __init__(self, text: str, skimmed: Skimmed, speakers: Speakers, ruleset: RuleSet) -> None:
        self._text = text
        self._search = compile_places(ruleset)
        self._weights = weights_of(ruleset, QUESTION)
        self._sentences = skimmed.sentences
        self._speakers = speakers
        self._mentions = outside_masks(find_areas(text, self._search), skimmed.boilerplate)
        self._starts = [mention.start for mention in self._mentions]
        self._seats: dict[str, Place | None] = {}
        self._areas = NamedAreas(text, self._mentions, self._sentences, speakers, self._search)
        #: By the start of a sentence: it may hold as many figures as there are.
        self._nationwide: dict[int, bool] = {}

    def place_of(self, figure: Linked) -> Place | None:
        """The area to which a figure is limited, else ``None``. An attendance has its venue's city."""
        if not self._mentions or not self._speakers.layout.paragraphs:
            return None
        return choose(self.candidates(figure), self._weights, _DOUBT)

    def candidates(self, figure: Linked) -> Iterator[tuple[Place | None, tuple[str, ...]]]:
        """The areas to which a figure may be limited, each with its evidence; none of them first."""
        paragraph, index = self._speakers.layout.place(figure.start)
        sentence = self._sentences[index]
        kind, speaker = figure.kind, figure.said_by
        national = self._national(sentence)
        unit = _counted(figure)
        what = (figure.what or "").lower()
        belongs = "of nothing" if not what else "of its own" if figure.programme == what else "of a known programme"
        most = max((bound for bound in figure.value or () if bound is not None), default=0)
        size = f"digits={len(str(int(min(most, _LARGEST))))}"
        speech = "own voice" if speaker is None else "office" if speaker.role is not None else "speaker"
        yield (
            None,
            (
                *("none", f"none, {kind}", f"none, {figure.category}"),
                *(f"none, {size}", f"none, national={national}", f"none, {speech}", f"none, unit={unit}"),
                *(f"none, {belongs}", f"none, {belongs}, {kind}"),
                *(f"none, {self._areas.many}", f"none, {self._areas.many}, {kind}"),
            ),
        )
        seat = self._seat(speaker)
        standing: dict[str, tuple[AreaMention, int]] = {}
        for back in range(min(_BACK, index - paragraph.first) + 1):
            for mention in self._near(self._sentences[index - back], figure):
                if not figure.start <= mention.start < figure.end:
                    area, _ = self._areas.stands(mention)
                    known = standing.get(area.name)
                    if known is None or (known[1] == back and _apart(mention, figure) < _apart(known[0], figure)):
                        standing[area.name] = mention, back
        for mention, back in standing.values():
            area, signs = self._areas.stands(mention)
            name = f"back={back}" if back else "here"
            evidence = [name, f"{name}, {kind}", f"{name}, national={national}", *self._says(mention, name)]
            if not back:
                evidence += self._beside(mention, figure)
            for sign in signs:
                evidence += [sign, f"{sign}, {kind}"]
            yield area, self._whole(area, seat, figure, evidence)
        last = bisect_left(self._starts, figure.start)
        before = self._mentions[max(0, last - _BEFORE) : last][::-1]
        named = {area.name: area for area, _ in map(self._areas.stands, before)}
        earlier = list(named.values())[:_EARLIER]
        afar = (*earlier, *self._areas.foremost) if figure.status is not None else self._areas.foremost[:1]
        others = {area.name: area for area in (*([seat] if seat is not None else ()), *afar)}
        for name, area in others.items():
            if name in standing:
                continue
            where = "earlier" if any(name == one.name for one in earlier) else "elsewhere"
            evidence = [where, f"{where}, {kind}", f"{where}, national={national}", f"{where}, {speech}"]
            yield area, self._whole(area, seat, figure, evidence)

    def _whole(self, area: Place, seat: Place | None, figure: Linked, evidence: list[str]) -> tuple[str, ...]:
        """The evidence of a candidate with what the whole article says for it."""
        kind, unit = figure.kind, _counted(figure)
        if area == seat:
            evidence += ("seat", f"seat, {kind}")
        evidence += self._areas.evidence(area.name, kind)
        if figure.what is not None and area.name in figure.what:
            evidence.append("in programme's name")
        if area.name in self._search.home:
            evidence.append(f"home, unit={unit}")
        return tuple(evidence)

    def _near(self, sentence: Sentence, figure: Linked) -> list[AreaMention]:
        """The areas of a sentence, those nearest to the figure where there are many."""
        first, last = (bisect_left(self._starts, place) for place in (sentence.start, sentence.end))
        if last - first > _MOST:
            middle = bisect_left(self._starts, figure.start, first, last)
            first = max(first, min(middle - _MOST // 2, last - _MOST))
            last = min(last, first + _MOST)
        return self._mentions[first:last]

    def _says(self, mention: AreaMention, where: str) -> Iterator[str]:
        """What an area says for itself: its kind, the word before it, how often it is named."""
        area = mention.area.kind if mention.area is not None else "unknown"
        lead = mention.preposition if mention.preposition.isalpha() else "no word"
        yield f"after={lead}"
        if where == "here":
            yield f"after={lead}, {area}"
        if mention.office:
            yield "office"
        if mention.area is not None and mention.area.code in self._search.seats_of_government:
            yield f"capital, after={lead}"

    def _beside(self, mention: AreaMention, figure: Linked) -> Iterator[str]:
        """How an area stands to the figure in its sentence."""
        behind = mention.start >= figure.end
        distance = mention.start - figure.end if behind else figure.start - mention.end
        side = "behind" if behind else "before"
        reach = band(distance, _NEAR)
        yield f"{side}, {reach}"
        around = self._search.around
        lead = next((name for name in ("limiting", "directed") if mention.preposition in around[name]), "other")
        yield f"{side}, {reach}, {lead}"
        if not behind and "," in self._text[mention.end : figure.start]:
            yield "comma between"

    def _national(self, sentence: Sentence) -> bool:
        known = self._nationwide.get(sentence.start)
        if known is None:
            found = self._search.national.search(self._text, sentence.start, sentence.end)
            known = self._nationwide[sentence.start] = found is not None
        return known

    def _seat(self, speaker: Speaker | None) -> Place | None:
        """The area of a local office holder (*Bupati Kudus*, *Kepala Dinas Kesehatan Lombok Barat*)."""
        if speaker is None:
            return None
        title = speaker.role or speaker.name
        if title not in self._seats:
            self._seats[title] = self._find_seat(title)
        return self._seats[title]

    def _find_seat(self, title: str) -> Place | None:
        words = title.replace("(", " ").replace(")", " ")
        if not set(words.split()).isdisjoint(self._search.not_seats):
            return None
        mentions = [
            area for area in find_areas(words, self._search) if area.area is None or area.area.kind != "country"
        ]
        smaller = [mention for mention in mentions if mention.area is not None and "." in (mention.area.code or "")]
        return self._areas.in_full(place_of((smaller or mentions)[-1])) if mentions else None


def _apart(mention: AreaMention, figure: Linked) -> int:
    """How far a mention stands from a figure."""
    return mention.start - figure.end if mention.start >= figure.end else figure.start - mention.end


def _counted(figure: Linked) -> str:
    """The first word of what a figure counts."""
    return (figure.unit or "").lower().partition(" ")[0]
