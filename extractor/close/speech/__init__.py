"""Who said it: which figure a cue of speech covers.

The rulings of the fact contract decide the
scope: the sentence or the quotation with its cue, the sentences that continue it in its paragraph, the items of a
list that it opens; a paragraph without a speaker is the article's own voice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from extractor.close.kept import kept
from extractor.close.speech.finding import Cue
from extractor.close.speech.lexicon import compile_lexicon
from extractor.close.speech.naming import Named, NamesWithin
from extractor.close.speech.resolving import Resolver
from extractor.mentions import Sentence, Skimmed
from extractor.models import Speaker
from extractor.rules import RuleSet
from extractor.text.layout import Paragraph


class Speakers(Resolver):
    """The speakers that one article names, and where each of them speaks."""

    def __init__(self, text: str, skimmed: Skimmed, names: NamesWithin | None, ruleset: RuleSet) -> None:
        super().__init__(text, skimmed, names, compile_lexicon(ruleset))

    def in_telling(self, position: int) -> bool:
        """Whether a position stands in words that tell of the speaking, not in what was said."""
        paragraph, index = self.layout.place(position)
        stretches = self.speech_stretches(self.layout.sentences[index], paragraph)
        return any(first <= position < last for first, last in stretches)

    @kept
    def speech_stretches(self, sentence: Sentence, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The parts of a sentence that tell of the speaking (*kata Ani di Jakarta, Senin*), not of what was said."""
        return list(self._find_stretches(sentence, paragraph))

    def _find_stretches(self, sentence: Sentence, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
        cues = self.in_paragraph(self.layout.paragraph_index(sentence.start))
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
                    where = self._lexicon.spoken_where.match(self._text, cue.named.end)
                    stop = stop if where is not None else cue.named.end
                yield cue.start, stop

    def kind_of(self, speaker: Speaker, named: Named) -> str:
        """What a speaker is: a person with an office or without, an office alone, a house for sure or perhaps."""
        if named.who in ("pronoun", "own_side"):
            return named.who
        if named.who == "organisation":
            return "house" if self.directory.is_house(named) else "perhaps a house"
        if speaker.role == speaker.name:
            return "office"
        if speaker.role is not None:
            return "person with an office"
        words = speaker.name.split(" ")
        return "person named again" if not self.directory.bare.isdisjoint(words) else "person"

    def says_that(self, position: int) -> bool:
        """Whether a sentence opens by pointing back at what was said (*Hal itu disampaikan*)."""
        return self._lexicon.that_was_said.match(self._text, position) is not None

    def is_item(self, position: int) -> bool:
        """Whether a sentence or paragraph opens as an item of a list."""
        return self._lexicon.list_items.match(self._text, position) is not None

    @cached_property
    def own_voices(self) -> list[int]:
        """The sentences that open as only the article itself speaks."""
        opens, sentences = self._lexicon.own_voice.match, self.layout.sentences
        return [number for number, one in enumerate(sentences) if opens(self._text, one.start) is not None]

    def before_colon(self, start: int, position: int) -> tuple[Speaker, str] | None:
        """Whoever stands before a colon in the title from ``start`` to ``position`` (*BGN: 80 ribu dapur siap*)."""
        text = self._text
        colon = text.find(":", start, position)
        if colon <= 0 or text[colon - 1].isdigit():
            return None
        begin = max(text.rfind(mark, start, colon) for mark in ",.?!")
        named = self.directory.after(max(begin + 1, start), colon)
        if named is None or named.who not in ("person", "office", "organisation") or named.end < colon - 1:
            return None
        self.resolve(len(self.layout.paragraphs))
        speaker = self.speaker(named)
        return (speaker, self.kind_of(speaker, named)) if speaker is not None else None


def _place(cue: Cue) -> int:
    return cue.start
