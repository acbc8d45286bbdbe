"""Words of speech in an article and whom they name (``rules/speakers.yaml``).

One Aho-Corasick search finds all cues; noun phrases are read only at cues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.close.kept import kept
from extractor.close.speech.directory import Directory
from extractor.close.speech.lexicon import Group, compile_lexicon
from extractor.close.speech.naming import Named, ReadNames
from extractor.mentions import Skimmed
from extractor.models import Speaker
from extractor.rules import RuleSet
from extractor.text.layout import Layout
from extractor.text.wordsearch import is_apart

_BEFORE_INVERTED: Final = frozenset("\",”’'»?!.…)`;:")
_WORD_BEFORE: Final = re.compile(r"(\w+|[^\w\s])\s*$")
#: So many words of speech of a headline are looked at.
HEADLINE_CUES: Final = 4
_APPOSED: Final = re.compile(r"(?: \([^()]{1,30}\))?, [^\W\d_A-Z][^,\n]{0,150},\s*$")
_FOLLOWING_WORD: Final = re.compile(r"[\s,]*(?:\([^()]{1,30}\)[\s,]*)?(\w+)")


@dataclass(slots=True, eq=False)
class Cue:
    """A word of speech. ``sentence``, ``paragraph``: indices; ``covers_back``: a trailing cue; ``goal``: somebody's
    goal (*target pemerintah*), of which others may speak.

    ``speaker`` and ``person`` (whether that is one) are set in the order of the text, by the resolver.
    """

    start: int
    end: int
    group: Group
    named: Named
    covers_back: bool
    paragraph: int
    sentence: int
    goal: bool = False
    speaker: Speaker | None = None
    person: bool = False


class SpeechFinder:
    """Finds the cues of one article, paragraph by paragraph as they are asked for."""

    def __init__(self, text: str, skimmed: Skimmed, names: ReadNames | None, ruleset: RuleSet) -> None:
        self._text = text
        lexicon = self.lexicon = compile_lexicon(ruleset)
        self.layout = Layout(text, skimmed.sentences)
        self.directory = Directory(skimmed, self.layout.title_end, names, lexicon)
        #: The words of speech by their paragraph; the names beside them are how the article calls people.
        self._hits: dict[int, list[tuple[int, int, Group]]] = {}
        for which, start, end in lexicon.speech.find(text):
            group, title_only = lexicon.spoken[which]
            if not is_apart(text, start, end, "-_", "-_"):  # not *kata-kata*
                continue
            match = None
            if group in ("inverted", "according"):
                match = lexicon.following_name.match(text, end)
            elif group == "active":
                match = lexicon.preceding_name.search(text, max(0, start - 30), start)
            if match is not None and not lexicon.ends_name(match[1]):
                self.directory.bare.add(match[1])
            if self.layout.paragraphs:
                number = self.layout.paragraph_index(start)
                paragraph = self.layout.paragraphs[number]
                if start < paragraph.end and (paragraph.title or not title_only):
                    self._hits.setdefault(number, []).append((start, end, group))

    @kept
    def in_paragraph(self, number: int) -> list[Cue]:
        """The cues of a paragraph outside quotations."""
        found: list[Cue] = []
        paragraph = self.layout.paragraphs[number]
        for start, end, group in self._hits.get(number, ()):
            quotation = paragraph.quotation_at(start)
            # the closing mark may be lost: *"Siap, ujar Ani.*
            if quotation is not None and (quotation.closed or self._text[start - 2 : start] != ", "):
                continue
            headline = paragraph.title and self._text[start:end].lower() in self.lexicon.headline
            cue = self._read_cue(start, end, "headline" if headline else group, number)
            if cue is not None:
                found.append(cue)
        return found

    @kept
    def of_speech(self, number: int) -> list[Cue]:
        """Those of them that tell of somebody's speaking, not only of the setting of a target."""
        return [cue for cue in self.in_paragraph(number) if cue.group not in ("target_setting", "target_set_by")]

    def _read_cue(self, start: int, end: int, group: Group, number: int) -> Cue | None:
        text, lexicon, directory = self._text, self.lexicon, self.directory
        index = self.layout.sentence_index(start, self.layout.paragraphs[number])
        begin, stop = self.layout.sentences[index].start, self.layout.sentences[index].end
        word, goal, covers_back = text[start:end].lower(), False, group in ("passive", "target_set_by", "according")
        named: Named | None
        if group == "inverted":
            gap = text[max(begin, start - 3) : start].rstrip()
            covers_back = bool(gap) or text[start].isupper()
            named = self._inverted(start, end, word, stop, gap)
        elif group in ("passive", "target_set_by"):
            by = lexicon.by.match(text, end)
            named = directory.after(by.end() if by is not None else end, stop)
            goal = word in lexicon.goals
            if named is not None and (named.who == "nobody" or (goal and not self._has_goals(named))):
                named = None
        elif group == "according":
            own = word in lexicon.words["by_account"]
            named = Named("pronoun", None, None, start, end) if own else directory.after(end, stop)
        elif group == "headline":
            named = directory.speaker_before(begin, start)
        else:
            named = self._subject(begin, start)
        return Cue(start, end, group, named, covers_back, number, index, goal) if named is not None else None

    def _inverted(self, start: int, end: int, word: str, stop: int, gap: str) -> Named | None:
        """Whom a verb names that stands before its speaker; ``gap`` is what stands before it in its sentence."""
        text, lexicon = self._text, self.lexicon
        after_mark = not gap or gap[-1] in _BEFORE_INVERTED
        if word.endswith("nya") and len(word) > 5:  # not *tanya*
            said = (after_mark or text[start].isupper()) and (
                word not in lexicon.words["possessed"] or lexicon.after_possessed.match(text, end) is not None
            )
            return Named("pronoun", None, None, start, end) if said else None
        named = self.directory.after(end, stop)
        if named is None and gap and lexicon.small_noun.match(text, end):
            named = Named("nobody", None, None, start, end)  # *tanya moderator*, *kata seorang ibu*
        if named is None or (not after_mark and word not in lexicon.words["bold"]):
            return None
        opens = not text[start].isupper() or word in lexicon.words["opening_verb"]
        return named if opens else None

    def opening(self, begin: int, stop: int) -> Named | None:
        """The noun phrase that opens a sentence, after a dateline and *Sementara itu*."""
        skipped = self.lexicon.opening.match(self._text, begin)
        return self.directory.after(skipped.end() if skipped is not None else begin, stop)

    def _subject(self, begin: int, verb: int) -> Named | None:
        """The subject of an active verb: who opens the sentence and is told more of, else the phrase before the verb:
        *Lim Siau Hong, pemilik sanggar, menyebut*; *Rendra, saat ditemui di arena, menuturkan*.
        """
        text, lexicon = self._text, self.lexicon
        opening = self.opening(begin, verb)
        if opening is not None and _APPOSED.match(text, opening.end, verb) is not None:
            return opening
        match = _WORD_BEFORE.search(text, max(begin, verb - 30), verb)
        word = match[1] if match is not None else ""
        beside = word[:1].isupper() or word in lexicon.adverbs or word.lower() in lexicon.pronouns
        named = None
        if beside or (word and word in "),.") or word in lexicon.government:
            named = self.directory.speaker_before(begin, verb)
        if named is None and opening is not None and opening.who in ("person", "office"):
            following = _FOLLOWING_WORD.match(text, opening.end)
            if following is not None and following[1] in lexicon.words["after_speaker"]:
                return opening
        return named

    def _has_goals(self, named: Named) -> bool:
        """Whether a goal may be somebody's (*target pemerintah*): a house's, or that of a person with an office; no
        programme (*target MBG*), no country.
        """
        if named.who == "organisation":
            name, lexicon = named.name or "", self.lexicon
            other = name.lower() in lexicon.programmes or name.split(" ")[0] in lexicon.areas.names
            return not other and self.directory.is_house(named)
        return named.role is not None
