"""Where a figure holds: of the areas that the article names, the one that the evidence speaks for, or none.

Places of speech (*kata Ani di Jakarta, Senin*), datelines and venues of a press meeting seldom limit a figure; the seat
of an office does (*Bupati Kudus*, *Polres Jembrana*), as its count is that of its area.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.close.kept import kept
from extractor.close.links.choice import Linked, band, joined
from extractor.close.links.finder import Finder, beside
from extractor.close.links.places import AreaMention, compile_places, find_areas
from extractor.mentions import Sentence
from extractor.models import Place
from extractor.rules import RuleSet
from extractor.text.layout import between, outside_masks

#: Areas of one sentence, and sentences back in the paragraph, that are looked at.
_MOST: Final = 8
_BACK: Final = 2
_NEAR: Final = ((16, "beside"), (50, "near"), (120, "apart"))


class Places(Finder[Place]):
    """The places of one article."""

    link = "place"

    def prepare(self, ruleset: RuleSet) -> None:
        self._search = compile_places(ruleset)
        self._mentions = outside_masks(find_areas(self.text, self._search), self.draft.boilerplate)
        self._named = Counter(mention.name for mention in self._mentions)
        self._homes = self._find_homes()

    def candidates(self, figure: Linked) -> Iterator[tuple[Place | None, tuple[str, ...]]]:
        if not self._mentions or self.speakers.headline_at(figure.start) is not None:  # that is of another report
            yield None, ("none",)
            return
        paragraph, index = self.layout.place(figure.start)
        sentence = self.sentences[index]
        kind, speaker = figure.kind, figure.said_by
        national = f"national={self._national(sentence)}"
        speech = "own voice" if speaker is None else "office" if speaker.role is not None else "speaker"
        yield None, ("none", *joined("none", kind, figure.category, national, speech))
        if speaker is not None and (seat := self._seat(speaker.role or speaker.name)) is not None:
            yield seat, ("seat", *joined("seat", kind, national))
        for back in range(min(_BACK, index - paragraph.first) + 1):
            where = self.sentences[index - back]
            for mention in self._near(where, figure):
                if figure.start <= mention.start < figure.end:
                    continue
                name = f"back={back}" if back else "here"
                evidence = [name, *joined(name, kind, national), *self._says(mention, kind, name)]
                if not back:
                    side, distance = beside(figure, mention)
                    reach = f"{side}, {band(distance, _NEAR)}"
                    evidence += (reach, f"{reach}, after={mention.preposition}")
                if self.speakers.in_telling(mention.start):
                    evidence += ("spoken", f"spoken, {kind}")
                yield mention.place, tuple(evidence)
        for name, home in self._homes:
            yield home.place, (name, *joined(name, kind, national, speech), *self._says(home, kind, name))

    def _near(self, sentence: Sentence, figure: Linked) -> Sequence[AreaMention]:
        """The areas of a sentence, those nearest to the figure where there are many."""
        first, last = between(self._mentions, sentence.start, sentence.end)
        _, middle = between(self._mentions, sentence.start, figure.start)
        first = max(first, min(middle - _MOST // 2, last - _MOST))
        return self._mentions[first : min(last, first + _MOST)]

    def _says(self, mention: AreaMention, kind: str, where: str) -> Iterator[str]:
        """What an area says for itself: its kind, the word before it, how often it is named."""
        area, lead = mention.area.kind if mention.area is not None else "unknown", mention.preposition
        named = min(4, self._named[mention.name])
        yield from (f"area={area}", f"area={area}, {kind}", f"after={lead}", f"named={named}")
        if where == "here":
            yield f"after={lead}, {area}"
        if mention.office:
            yield from ("office", f"office, {kind}")
        if mention.area is not None and mention.area.code in self._search.seats_of_government:
            yield from ("capital", f"capital, after={lead}")

    @kept
    def _national(self, sentence: Sentence) -> bool:
        return self._search.national.search(self.text, sentence.start, sentence.end) is not None

    @kept
    def _seat(self, title: str) -> Place | None:
        """The area of a local office holder (*Bupati Kudus*, *Kepala Dinas Kesehatan Lombok Barat*)."""
        words = title.replace("(", " ").replace(")", " ")
        if not set(words.split()).isdisjoint(self._search.not_seats):
            return None
        named = find_areas(words, self._search)
        places = [one.place for one in named if one.area is None or one.area.kind != "country"]
        smaller = [place for place in places if "." in (place.code or "")]
        return [None, *places, *smaller][-1]

    def _find_homes(self) -> list[tuple[str, AreaMention]]:
        """The areas that the whole report may be about: the first of its title, and the one it names most often."""
        found = [("title", self._fuller(one)) for one in self._mentions[:1] if one.start < self.layout.title_end]
        known = Counter(mention.name for mention in self._mentions if mention.area is not None)
        for name, _ in known.most_common(1):
            if not found or found[0][1].name != name:
                found.append(("foremost", next(one for one in self._mentions if one.name == name)))
        return found

    def _fuller(self, mention: AreaMention) -> AreaMention:
        """An area of the title, as the regency or the city that the body calls it."""
        later = (one for one in self._mentions if one.start > mention.start and one.area is not None and one.area.code)
        return next((one for one in later if " " in one.name and one.name.endswith(mention.name)), mention)
