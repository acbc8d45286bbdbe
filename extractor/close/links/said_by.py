"""Who said it: of the speakers that the article names around a figure, the one that the evidence speaks for, or none.

The rulings of the fact contract say who may be meant: whoever speaks in the sentence or the quotation, in the sentences
that it continues in its paragraph, at the head of its list; a paragraph without a speaker is the article's own voice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import Final

from extractor.close.links.choice import Linked, joined
from extractor.close.links.finder import Finder
from extractor.close.speech.finding import HEADLINE_CUES, Cue
from extractor.models import Speaker
from extractor.text.layout import START, Paragraph
from extractor.text.quotations import Quotation

#: Words of speech on either side that are looked at in a sentence, in the earlier sentence that has some, and ahead.
_HERE: Final = 4
_EARLIER: Final = 4
_AHEAD: Final = 3
#: Paragraphs back in which a list is opened.
_LIST: Final = 12
_SENTENCE: Final = attrgetter("sentence")


class Voices(Finder[Speaker]):
    """The voices of one article."""

    link = "said_by"

    def candidates(self, figure: Linked) -> Iterator[tuple[Speaker | None, tuple[str, ...]]]:
        number = self.layout.paragraph_index(figure.start)
        paragraph = self.layout.paragraphs[number]
        quotation = None if paragraph.title else paragraph.quotation_at(figure.start)
        self.speakers.resolve(number)
        headline = self.speakers.headline_at(figure.start)
        cues = self.speakers.in_headline(headline) if headline is not None else None
        if cues is None and paragraph.title:
            cues = [cue for cue in self.speakers.in_paragraph(number) if cue.named.who != "pronoun"]
        if cues is not None:
            found = [(cue, f"title {_side(cue, figure.start)}") for cue in cues[:HEADLINE_CUES]]
        elif quotation is not None:
            found = list(self._around_quotation(quotation, number))
        else:
            found = list(self._around_sentence(figure, number, paragraph))
        way = "title" if cues is not None else "quoted" if quotation is not None else "told"
        aim = "target" if figure.status == "target" else "figure"
        none = ["none", *joined("none", way, f"{aim}, {way}")]
        offered: list[tuple[Speaker, tuple[str, ...]]] = []
        told = any(cue.person and where.startswith("back" if cue.goal else ("here", "back")) for cue, where in found)
        for cue, where in found:
            if cue.goal and told:
                continue  # whoever speaks of another's goal states it
            speaker = self.speakers.said_by(cue)
            if speaker is None:
                none.append(f"nobody, {where}, {cue.group}")
                continue
            who = self.speakers.kind_of(speaker, cue.named)
            group, word = cue.group, self.text[cue.start : cue.end].lower()
            evidence = *joined(where, group, who, f"{group}, {aim}"), f"{group}, {aim}", f"{who}, {aim}"
            offered.append((speaker, (where, who, f"word={word}", *evidence)))
        first = self.speakers.before_colon(paragraph.start, figure.start) if paragraph.title else None
        if first is not None:
            offered.append((first[0], ("before colon", f"before colon, {first[1]}")))
        if not offered:
            none.append("none, nobody")
        yield None, tuple(none)
        yield from offered

    def _around_quotation(self, quotation: Quotation, number: int) -> Iterator[tuple[Cue, str]]:
        cues = self.speakers.of_speech(number)
        inside, behind = (bisect_left(cues, place, key=START) for place in (quotation.start, quotation.end))
        if not quotation.closed and inside < behind:
            yield cues[inside], "in open quotation"
        for rank, cue in enumerate(cues[behind : behind + _AHEAD]):
            touches = rank == 0 and not self.text[quotation.end : cue.start].strip(" ,.\"”'’")
            yield cue, "touching" if touches else "quoted, next" if rank == 0 else "quoted, ahead"
        before = [cue for cue in cues[max(0, inside - _EARLIER) : inside] if cue.end <= quotation.start]
        for rank, cue in enumerate(reversed(before)):
            yield cue, "quoted, earlier" if rank else "quoted, last"

    def _around_sentence(self, figure: Linked, number: int, paragraph: Paragraph) -> Iterator[tuple[Cue, str]]:
        cues = self.speakers.in_paragraph(number)
        sentence = self.layout.sentence_index(figure.start, paragraph)
        first, behind = bisect_left(cues, sentence, key=_SENTENCE), bisect_right(cues, sentence, key=_SENTENCE)
        middle = bisect_left(cues, figure.start, first, behind, key=START)
        here = cues[max(first, middle - _HERE) : min(behind, middle + _HERE)]
        for cue in here:
            side = _side(cue, figure.start)
            if side == "before" and self._tells(cue, figure.start, paragraph):
                yield cue, "in the telling"
            elif side == "before" or cue.covers_back:
                yield cue, f"here {side}"
            else:
                yield cue, "onward, a person" if cue.person else "onward"
        if not here and self.lexicon.target_goes_on.match(self.text, self.layout.sentences[sentence].start):
            for cue in cues[bisect_left(cues, sentence - 1, key=_SENTENCE) : first][-1:]:
                if cue.group == "target_setting":
                    yield cue, "here before"
        spoken = self.speakers.of_speech(number)
        before = bisect_left(spoken, sentence, key=_SENTENCE)
        if before:
            last = spoken[before - 1].sentence
            voices = self.speakers.own_voices
            own = bisect_right(voices, sentence) > bisect_right(voices, last)
            far = "back, own voice between" if own else f"back={min(sentence - last, 4)}"
            for cue in spoken[bisect_left(spoken, last, 0, before, key=_SENTENCE) : before][-_EARLIER:]:
                yield cue, far if cue is spoken[before - 1] else f"{far}, earlier"
        for cue in cues[behind : behind + _AHEAD]:
            opening = self.layout.sentences[cue.sentence].start
            if cue.group == "passive" and self.lexicon.that_was_said.match(self.text, opening):
                yield cue, "says that"
            elif cue.covers_back and cue.group == "inverted":
                yield cue, "covers back, quotes" if paragraph.quotations else "covers back"
            else:
                yield cue, "ahead=1" if cue.sentence - sentence == 1 else "ahead"
        yield from self._across(number, paragraph)

    def _across(self, number: int, paragraph: Paragraph) -> Iterator[tuple[Cue, str]]:
        """*Hal itu disampaikan X* at the head of the next paragraph, and whoever opens the list of an item."""
        paragraphs = self.layout.paragraphs
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if following is not None and self.lexicon.that_was_said.match(self.text, following.start):
            cues = self.speakers.in_paragraph(number + 1)[:1]
            yield from ((cue, "next paragraph says that") for cue in cues if cue.sentence == following.first)
        if self.lexicon.list_items.match(self.text, paragraph.start):
            for back in range(number - 1, max(-1, number - _LIST), -1):
                title, start = paragraphs[back].title, paragraphs[back].start
                here = [] if title else self.speakers.in_paragraph(back)
                yield from ((cue, "head of the list") for cue in here[-1:])
                if here or title or not self.lexicon.list_items.match(self.text, start):
                    break

    def _tells(self, cue: Cue, position: int, paragraph: Paragraph) -> bool:
        """Whether ``position`` stands in the words that tell of the speaking (*ujar Ani di hadapan 300 santri*)."""
        sentence = self.layout.sentences[cue.sentence]
        if cue.group == "active":
            return self.lexicon.that_was_told.match(self.text, cue.end) is not None
        if cue.group == "passive":
            trails = self.lexicon.that_was_said.match(self.text, sentence.start) is not None
        else:
            trails = cue.group == "inverted" and cue.covers_back and cue.start > sentence.start
        stretches = self.speakers.speech_stretches(sentence, paragraph) if trails else ()
        return any(start == cue.start and position < end for start, end in stretches)


def _side(cue: Cue, position: int) -> str:
    return "before" if cue.end <= position else "behind"
