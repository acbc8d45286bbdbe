"""Who said it: which figure a cue of speech covers.

The rulings of the fact contract decide the
scope: the sentence or the quotation with its cue, the sentences that continue it in its paragraph, the items of a
list that it opens; a paragraph without a speaker is the article's own voice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.close.speech.cues import Cue, compile_cues
from extractor.close.speech.directory import Directory
from extractor.close.speech.naming import NamesWithin
from extractor.close.speech.resolving import Resolver
from extractor.mentions import Sentence, Skimmed
from extractor.models import Speaker
from extractor.rules import RuleSet
from extractor.text.layout import Paragraph
from extractor.text.quotations import Quotation

#: Cues behind a sentence that may still tell who spoke in it.
_AHEAD: Final = 8


class Speakers:
    """The speakers of one article. Ask :meth:`speaker_of` for any span."""

    __slots__ = ("_around", "_directory", "_resolver", "_search", "_stretches", "_text", "_voices", "layout")

    def __init__(self, text: str, skimmed: Skimmed, names: NamesWithin | None, ruleset: RuleSet) -> None:
        self._text = text
        self._search = compile_cues(ruleset)
        self._around = self._search.lexicon.around
        self._resolver = Resolver(text, skimmed, names, self._search)
        self.layout = self._resolver.layout
        self._directory = self._resolver.directory
        self._stretches: dict[int, list[tuple[int, int]]] = {}
        #: By the numbers of sentences: the last in the article's own voice, of those in the paragraph up to it.
        self._voices: dict[int, int] = {}

    @property
    def directory(self) -> Directory:
        """Who is who in the article."""
        return self._directory

    def speech_stretches(self, sentence: Sentence, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The parts of a sentence that tell of the speaking (*kata Ani di Jakarta, Senin*), not of what was said."""
        known = self._stretches.get(sentence.start)
        if known is None:
            known = self._stretches[sentence.start] = list(self._find_stretches(sentence, paragraph))
        return known

    def _find_stretches(self, sentence: Sentence, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
        cues = self._resolver.in_paragraph(self.layout.paragraph_index(sentence.start))
        for cue in cues[bisect_left(cues, sentence.start, key=_place) :]:
            if cue.start >= sentence.end:
                break
            if cue.group == "active":
                yield min(cue.named.start, sentence.start), cue.end
            elif cue.group in ("inverted", "passive"):
                following = paragraph.quotation_after(cue.end)
                stop = min(following.start, sentence.end) if following is not None else sentence.end
                comma = self._text[cue.named.end : cue.named.end + 1] == ","
                if cue.group == "inverted" and comma and stop == sentence.end:
                    where = self._around.spoken_where.match(self._text, cue.named.end)
                    stop = stop if where is not None else cue.named.end
                yield cue.start, stop

    def speaker_of(self, start: int, end: int, *, target: bool = False) -> Speaker | None:
        """The speaker to whom the article ascribes ``text[start:end]``; ``None`` for its own voice.

        ``target`` says that the span is a target, whose setter (*BGN menargetkan*) counts as its speaker.
        """
        if not self.layout.paragraphs:
            return None
        number = self.layout.paragraph_index(start)
        paragraph = self.layout.paragraphs[number]
        if paragraph.title:
            return self._title_speaker(start, number, target)
        quotation = paragraph.quotation_at(start)
        if quotation is not None:
            return self._quoted(quotation, number, paragraph)
        return self._narrated(start, number, paragraph, target)

    def _title_speaker(self, position: int, number: int, target: bool) -> Speaker | None:
        text = self._text
        paragraph = self.layout.paragraphs[number]
        colon = text.find(":", paragraph.start, position)
        if colon > 0 and not text[colon - 1].isdigit():
            begin = max(text.rfind(mark, paragraph.start, colon) for mark in ",.?!")
            named = self._directory.after(max(begin + 1, paragraph.start), colon)
            if named is not None and named.who in ("person", "office", "organisation") and named.end >= colon - 1:
                self._resolver.resolve(len(self.layout.paragraphs))
                return self._resolver.speaker(named)
        for cue in self._resolver.in_paragraph(number):
            if cue.group == "headline" and cue.end > position:
                continue
            if cue.named.who != "pronoun" and (speaker := self._resolver.said_by(cue)) is not None:
                return speaker
        return None

    def _quoted(self, quotation: Quotation, number: int, paragraph: Paragraph) -> Speaker | None:
        text = self._text
        cues = self._resolver.of_speech(number)
        inside = bisect_right(cues, quotation.start, key=_place)
        if not quotation.closed and inside < len(cues) and cues[inside].start < quotation.end:
            return self._resolver.said_by(cues[inside])
        behind = bisect_left(cues, quotation.end, key=_place)
        after = cues[behind] if behind < len(cues) else None
        if after is not None and not text[quotation.end : after.start].strip(" ,.\"”'’"):
            return self._resolver.said_by(after)
        before = inside - 1
        while before >= 0 and cues[before].end > quotation.start:
            before -= 1
        if before >= 0:
            return self._resolver.said_by(cues[before])
        if after is not None:
            return self._resolver.said_by(after)
        # a quotation that fills its paragraph: it runs on, or it continues the paragraph before
        for ahead in range(number + 1, min(number + 4, len(self.layout.paragraphs))):
            following = self.layout.paragraphs[ahead]
            if not following.quotations or following.quotations[0].start > following.start + 1 or quotation.closed:
                break
            here = self._resolver.of_speech(ahead)
            if here:
                return self._resolver.said_by(here[0])
        for back in range(number - 1, max(-1, number - 3), -1):
            if self.layout.paragraphs[back].title:
                break
            here = self._resolver.of_speech(back)
            if here:
                return self._resolver.said_by(here[-1])
            if not self.layout.paragraphs[back].quotations:
                break
        return None

    def _narrated(self, position: int, number: int, paragraph: Paragraph, target: bool) -> Speaker | None:
        cues = self._resolver.in_paragraph(number)
        sentence = self.layout.sentence_index(position, paragraph)
        first = bisect_left(cues, sentence, key=_sentence)
        behind = bisect_right(cues, sentence, first, key=_sentence)
        found = self._within(cues[first:behind], position, target)
        if found is not None:
            return self._resolver.said_by(found)
        if target:
            possessor = self._possessor(self.layout.sentences[sentence], position)
            if possessor is not None:
                return possessor
        spoken = self._resolver.of_speech(number)
        before = bisect_left(spoken, sentence, key=_sentence)
        last = spoken[before - 1].sentence if before else paragraph.first - 1
        if self._last_own_voice(sentence, paragraph.first) > last:
            return None
        if before:
            speech = spoken[bisect_left(spoken, last, 0, before, key=_sentence) : before]
            trailing = [cue for cue in speech if cue.covers_back]
            return self._resolver.said_by((trailing or speech)[-1 if trailing else 0])
        following = cues[behind : behind + _AHEAD]
        for cue in following:
            if cue.group == "passive":
                if self._around.that_was_said.match(self._text, self.layout.sentences[cue.sentence].start):
                    return self._resolver.said_by(cue)
                break
        if not paragraph.quotations:
            for cue in following:
                if cue.group == "inverted" and cue.covers_back:
                    return self._resolver.said_by(cue)
                if cue.group != "target_setting":
                    break
        return self._across(number, paragraph)

    def _last_own_voice(self, sentence: int, first: int) -> int:
        """The last sentence, from number ``first`` to ``sentence``, that opens as only the article itself speaks."""
        earlier, last = sentence, -1
        while earlier >= first and last < 0:
            if earlier in self._voices:
                last = self._voices[earlier]
                break
            if self._search.own_voice.match(self._text, self.layout.sentences[earlier].start) is not None:
                last = earlier
            earlier -= 1
        for passed in range(max(earlier + 1, last), sentence + 1):
            self._voices[passed] = last
        return last

    def _within(self, cues: Sequence[Cue], position: int, target: bool) -> Cue | None:
        """The cue of a sentence that covers ``position``: persons before houses, the outermost before the rest."""
        candidates = [
            cue
            for cue in cues
            if (cue.covers_back and cue.group != "target_set_by")
            or (cue.group == "active" and cue.end <= position)
            or (cue.group == "target_setting" and cue.end <= position and target)
            or (cue.group == "target_set_by" and target)
        ]
        if not candidates:
            # *Dari 500 peserta, Ani menilai …*: what opens the sentence is said by the person who follows.
            ahead = next((cue for cue in cues if cue.group == "active"), None)
            return ahead if ahead is not None and self._resolver.is_person(ahead) else None
        for cue in candidates:
            if cue.group in ("inverted", "according", "passive") and self._resolver.is_person(cue):
                return cue
        for cue in candidates:
            if self._resolver.is_person(cue):
                return cue
        return candidates[0]

    def _possessor(self, sentence: Sentence, position: int) -> Speaker | None:
        for match in self._around.possessive_target.finditer(self._text, max(sentence.start, position - 120), position):
            named = self._directory.after(match.end(), position)
            if named is not None and (
                named.who in ("organisation", "office") or (named.name or "").split(" ")[0] in self._directory.bare
            ):
                self._resolver.resolve(len(self.layout.paragraphs))
                return self._resolver.speaker(named)
        return None

    def _across(self, number: int, paragraph: Paragraph) -> Speaker | None:
        """A list continued from an earlier paragraph, or *Hal itu disampaikan X* at the head of the next one."""
        text = self._text
        if number + 1 < len(self.layout.paragraphs):
            following = self.layout.paragraphs[number + 1]
            match = self._around.that_was_said.match(text, following.start)
            if match is not None:
                for cue in self._resolver.in_paragraph(number + 1):
                    if cue.sentence == following.first and (speaker := self._resolver.said_by(cue)) is not None:
                        return speaker
        if self._search.list_items.match(text, paragraph.start):
            for back in range(number - 1, max(-1, number - 12), -1):
                if self.layout.paragraphs[back].title:
                    break
                for cue in reversed(self._resolver.in_paragraph(back)):
                    if (speaker := self._resolver.said_by(cue)) is not None:
                        return speaker
                if not self._search.list_items.match(text, self.layout.paragraphs[back].start):
                    break
        return None


def _place(cue: Cue) -> int:
    return cue.start


def _sentence(cue: Cue) -> int:
    return cue.sentence
