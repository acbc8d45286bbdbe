"""Who said it: pronouns and offices resolved to names, and which figure a cue of speech covers.

The rulings of the fact contract decide the
scope: the sentence or the quotation with its cue, the sentences that continue it in its paragraph, the items of a
list that it opens; a paragraph without a speaker is the article's own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extractor.close.layout import Layout, Paragraph
from extractor.close.naming import Named, NamesWithin
from extractor.close.noun_phrases import REACH
from extractor.close.persons import Directory
from extractor.close.quotations import Quotation
from extractor.close.speech import Cue, SpeechFinder, compile_cues, skip_opening
from extractor.models import Speaker
from extractor.ruleset import RuleSet
from extractor.skim.mentions import Sentence, Skimmed

_POSSESSIVE_TARGET = re.compile(
    r"\b[Tt]arget(?:nya)? (?:(?:dari|milik|jangka \w+|awal|nasional|produksi|penerimaan) )?(?=[A-Z]|pemerintah\b)"
)


class Speakers:
    """The speakers of one article. Ask :meth:`speaker_of` for any span.

    Cues are read in the paragraphs that are asked about, and resolved up to there: who *dia* is, and which office
    goes with a bare name, depends on the cues before.
    """

    __slots__ = (
        "_antecedent",
        "_cues",
        "_directory",
        "_finder",
        "_first",
        "_first_known",
        "_last",
        "_pending",
        "_roles",
        "_search",
        "_speaking",
        "_stretches",
        "_text",
        "_voices",
        "layout",
    )

    def __init__(self, text: str, skimmed: Skimmed, names: NamesWithin | None, ruleset: RuleSet) -> None:
        self._text = text
        self._search = compile_cues(ruleset)
        self.layout = Layout(text, skimmed.sentences)
        self._directory = Directory(text, self.layout.title_end, skimmed, names, self._search.lexicon)
        self._finder = SpeechFinder(text, self.layout, self._directory, self._search)
        self._cues: dict[int, list[Cue]] = {}
        self._pending = self._finder.paragraphs
        self._pending.reverse()
        self._antecedent: Speaker | None = None
        self._last: Cue | None = None
        self._first: Speaker | None = None
        self._first_known = False
        self._roles: dict[str, str | None] = {}
        self._stretches: dict[int, list[tuple[int, int]]] = {}
        self._speaking: dict[int, list[Cue]] = {}
        self._voices: dict[int, bool] = {}

    @property
    def directory(self) -> Directory:
        """Who is who in the article."""
        return self._directory

    # --- resolving --------------------------------------------------------------------------------------------

    def _in_paragraph(self, number: int) -> list[Cue]:
        """The cues of a paragraph outside quotations."""
        known = self._cues.get(number)
        if known is None:
            known = self._cues[number] = [cue for cue in self._finder.cues(number) if not cue.quoted]
        return known

    def _of_speech(self, number: int) -> list[Cue]:
        """Those of them that tell of somebody's speaking, not only of the setting of a target."""
        known = self._speaking.get(number)
        if known is None:
            known = self._speaking[number] = [
                cue for cue in self._in_paragraph(number) if cue.group not in ("target-setting", "target-set-by")
            ]
        return known

    def _said_by(self, cue: Cue) -> Speaker | None:
        """Whom a cue means."""
        self._resolve(cue.paragraph)
        if cue.speaker is None and cue.named.who == "pronoun":
            return self._first_speaker()
        return cue.speaker

    def _is_person(self, cue: Cue) -> bool:
        """Whether a cue means a person."""
        self._resolve(cue.paragraph)
        return cue.person or (cue.named.who == "pronoun" and self._said_by(cue) is not None)

    def _resolve(self, number: int) -> None:
        """Find the speakers of all cues up to the paragraph ``number``."""
        while self._pending and self._pending[-1] <= number:
            for cue in self._in_paragraph(self._pending.pop()):
                self._resolve_cue(cue)

    def _resolve_cue(self, cue: Cue) -> None:
        who, last = cue.named.who, self._last
        if who == "nobody":
            return
        nested = last is not None and last.sentence == cue.sentence and cue.group != "speech-inverted"
        if who in ("pronoun", "own_side"):
            self._antecedent = self._topic(cue, last, self._antecedent)
            cue.speaker, cue.person = self._antecedent, self._antecedent is not None
        elif who == "organisation" or not self.layout.paragraphs[cue.paragraph].title or self._known(cue):
            cue.speaker = self._speaker(cue.named)
            cue.person = who != "organisation"
            if cue.person and not nested:
                self._antecedent = cue.speaker
        if not nested:
            self._last = cue

    def _first_speaker(self) -> Speaker | None:
        """Whoever speaks first by name: so a pronoun before any name is meant, where scraping cut the head off."""
        if not self._first_known:
            self._first_known = True
            self._resolve(len(self.layout.paragraphs))
            for number in self._finder.paragraphs:
                for cue in self._in_paragraph(number):
                    if self._first is None and cue.speaker and cue.named.who in ("person", "office"):
                        self._first = cue.speaker
            if self._first is None:
                self._first = self._introduced()
        return self._first

    def _topic(self, cue: Cue, last: Cue | None, antecedent: Speaker | None) -> Speaker | None:
        """A person who opens a sentence in a paragraph after the last speaker's takes its place for a pronoun."""
        text = self._text
        for index in range(max(0, cue.sentence - 4), cue.sentence + 1):
            sentence = self.layout.sentences[index]
            if sentence.title or sentence.start >= cue.start:
                continue
            if last is not None and sentence.paragraph <= self.layout.sentences[last.sentence].paragraph:
                continue
            begin = skip_opening(text, sentence.start)
            if begin >= len(text) or not text[begin].isupper():
                continue
            named = self._directory.after(begin, min(sentence.end, cue.start))
            if named is None or named.who != "person" or named.name is None:
                continue
            acts = self._directory.is_person(named) or (
                antecedent is None and _VERB_AFTER.match(text, named.end) is not None
            )
            if named.role is not None or acts or named.name.split(" ")[0] in self._directory.bare:
                antecedent = self._speaker(named)
        return antecedent

    def _introduced(self) -> Speaker | None:
        """The first person whom a sentence introduces with an office, where nobody speaks by name."""
        for sentence in self.layout.sentences[:8]:
            named = (
                None
                if sentence.title
                else self._directory.after(skip_opening(self._text, sentence.start), sentence.end)
            )
            if named is not None and named.who == "person" and named.role is not None:
                return self._speaker(named)
        return None

    def _speaker(self, named: Named) -> Speaker | None:
        directory = self._directory
        if named.who == "organisation" and named.name is not None:
            alias = directory.alias(named.name)
            if alias is not None and alias.who == "person":
                return Speaker(name=directory.fullest(alias.name or named.name), role=self._office(alias.role))
            return Speaker(name=directory.organisation(named.name))
        if named.who == "person" and named.name is not None:
            name = directory.fullest(named.name)
            alias = directory.alias(named.name)
            role = named.role or (alias.role if alias is not None else None)
            if role is not None:
                self._roles.setdefault(name, self._office(role))
            return Speaker(name=name, role=self._office(role) or self._role_of(name))
        if named.who == "office" and named.role is not None:
            holder = directory.holder(named.role)
            if holder is not None and holder.name is not None:
                return Speaker(name=directory.fullest(holder.name), role=self._office(holder.role))
            return Speaker(name=named.role, role=named.role)
        return None

    def _office(self, role: str | None) -> str | None:
        """A role without the rank or title that follows it (*Kapolda Riau Irjen*); a rank alone stays."""
        if not role:
            return None
        words = role.strip(" ,(.").split(" ")
        while len(words) > 1 and words[-1].strip(".,") in self._search.lexicon.honorifics:
            words.pop()
        return " ".join(words).strip(" ,(.") or None

    def _role_of(self, name: str) -> str | None:
        """The office that the article gives with the full name elsewhere."""
        if name not in self._roles:
            self._roles[name] = None
            position = self._directory.occurrences.first(name, self._directory.title_end)
            if position > 0:
                named = self._directory.before(max(0, position - REACH), position + len(name))
                if named is not None and named.who == "person":
                    self._roles[name] = self._office(named.role)
        return self._roles[name]

    def speech_stretches(self, sentence: Sentence, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The parts of a sentence that tell of the speaking (*kata Ani di Jakarta, Senin*), not of what was said."""
        known = self._stretches.get(sentence.start)
        if known is None:
            known = self._stretches[sentence.start] = list(self._find_stretches(sentence, paragraph))
        return known

    def _find_stretches(self, sentence: Sentence, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
        cues = self._in_paragraph(self.layout.paragraph_index(sentence.start))
        for cue in cues[bisect_left(cues, sentence.start, key=_place) :]:
            if cue.start >= sentence.end:
                break
            if cue.group == "speech-active":
                yield min(cue.named.start, sentence.start), cue.end
            elif cue.group in ("speech-inverted", "speech-passive"):
                following = paragraph.quotation_after(cue.end)
                stop = min(following.start, sentence.end) if following is not None else sentence.end
                comma = self._text[cue.named.end : cue.named.end + 1] == ","
                if cue.group == "speech-inverted" and comma and stop == sentence.end:
                    where = _SPOKEN_WHERE.match(self._text, cue.named.end)
                    stop = stop if where is not None else cue.named.end
                yield cue.start, stop

    # --- covering ---------------------------------------------------------------------------------------------

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
                self._resolve(len(self.layout.paragraphs))
                return self._speaker(named)
        for cue in self._in_paragraph(number):
            if cue.group == "headline" and cue.end > position:
                continue
            if cue.named.who != "pronoun" and (speaker := self._said_by(cue)) is not None:
                return speaker
        return None

    def _known(self, cue: Cue) -> bool:
        """Whether a headline's bare person is one whom the body names too: in a headline every word has a capital."""
        return cue.named.role is not None or (
            self._directory.occurrences.first(cue.named.name or "", self._directory.title_end) >= 0
        )

    def _quoted(self, quotation: Quotation, number: int, paragraph: Paragraph) -> Speaker | None:
        text = self._text
        cues = self._of_speech(number)
        inside = bisect_right(cues, quotation.start, key=_place)
        if not quotation.closed and inside < len(cues) and cues[inside].start < quotation.end:
            return self._said_by(cues[inside])
        behind = bisect_left(cues, quotation.end, key=_place)
        after = cues[behind] if behind < len(cues) else None
        if after is not None and not text[quotation.end : after.start].strip(" ,.\"”'’"):
            return self._said_by(after)
        before = inside - 1
        while before >= 0 and cues[before].end > quotation.start:
            before -= 1
        if before >= 0:
            return self._said_by(cues[before])
        if after is not None:
            return self._said_by(after)
        # a quotation that fills its paragraph: it runs on, or it continues the paragraph before
        for ahead in range(number + 1, min(number + 4, len(self.layout.paragraphs))):
            following = self.layout.paragraphs[ahead]
            if not following.quotations or following.quotations[0].start > following.start + 1 or quotation.closed:
                break
            here = self._of_speech(ahead)
            if here:
                return self._said_by(here[0])
        for back in range(number - 1, max(-1, number - 3), -1):
            if self.layout.paragraphs[back].title:
                break
            here = self._of_speech(back)
            if here:
                return self._said_by(here[-1])
            if not self.layout.paragraphs[back].quotations:
                break
        return None

    def _narrated(self, position: int, number: int, paragraph: Paragraph, target: bool) -> Speaker | None:
        cues = self._in_paragraph(number)
        sentence = self.layout.sentence_index(position, paragraph)
        first = bisect_left(cues, sentence, key=_sentence)
        behind = bisect_right(cues, sentence, first, key=_sentence)
        found = self._within(cues[first:behind], position, target)
        if found is not None:
            return self._said_by(found)
        if target:
            possessor = self._possessor(self.layout.sentences[sentence], position)
            if possessor is not None:
                return possessor
        if self._in_own_voice(sentence):
            return None
        before = first - 1
        while before >= 0 and cues[before].group.startswith("target"):
            before -= 1
        last = cues[before].sentence if before >= 0 else paragraph.first - 1
        if any(self._in_own_voice(earlier) for earlier in range(sentence - 1, last, -1)):
            return None
        if before >= 0:
            opening = bisect_left(cues, last, key=_sentence)
            speech = [cue for cue in cues[opening : before + 1] if not cue.group.startswith("target")]
            trailing = [cue for cue in speech if cue.covers_back]
            return self._said_by((trailing or speech)[-1 if trailing else 0])
        for cue in cues[behind:]:
            if cue.group == "speech-passive":
                if _THAT_WAS_SAID.match(self._text, self.layout.sentences[cue.sentence].start):
                    return self._said_by(cue)
                break
        if not paragraph.quotations:
            for cue in cues[behind:]:
                if cue.group == "speech-inverted" and cue.covers_back:
                    return self._said_by(cue)
                if cue.group != "target-setting":
                    break
        return self._across(number, paragraph)

    def _in_own_voice(self, sentence: int) -> bool:
        """Whether a sentence opens as only the article itself speaks."""
        known = self._voices.get(sentence)
        if known is None:
            match = self._search.own_voice.match(self._text, self.layout.sentences[sentence].start)
            known = self._voices[sentence] = match is not None
        return known

    def _within(self, cues: Sequence[Cue], position: int, target: bool) -> Cue | None:
        """The cue of a sentence that covers ``position``: persons before houses, the outermost before the rest."""
        candidates = [
            cue
            for cue in cues
            if (cue.covers_back and cue.group != "target-set-by")
            or (cue.group == "speech-active" and cue.end <= position)
            or (cue.group == "target-setting" and cue.end <= position and target)
            or (cue.group == "target-set-by" and target)
        ]
        if not candidates:
            return None
        for cue in candidates:
            if cue.group in ("speech-inverted", "speech-according", "speech-passive") and self._is_person(cue):
                return cue
        for cue in candidates:
            if self._is_person(cue):
                return cue
        return candidates[0]

    def _possessor(self, sentence: Sentence, position: int) -> Speaker | None:
        for match in _POSSESSIVE_TARGET.finditer(self._text, max(sentence.start, position - 120), position):
            named = self._directory.after(match.end(), position)
            if named is not None and (
                named.who in ("organisation", "office") or (named.name or "").split(" ")[0] in self._directory.bare
            ):
                self._resolve(len(self.layout.paragraphs))
                return self._speaker(named)
        return None

    def _across(self, number: int, paragraph: Paragraph) -> Speaker | None:
        """A list continued from an earlier paragraph, or *Hal itu disampaikan X* at the head of the next one."""
        text = self._text
        if number + 1 < len(self.layout.paragraphs):
            following = self.layout.paragraphs[number + 1]
            match = _THAT_WAS_SAID.match(text, following.start)
            if match is not None:
                for cue in self._in_paragraph(number + 1):
                    if cue.sentence == following.first and (speaker := self._said_by(cue)) is not None:
                        return speaker
        if self._search.list_items.match(text, paragraph.start):
            for back in range(number - 1, max(-1, number - 12), -1):
                if self.layout.paragraphs[back].title:
                    break
                for cue in reversed(self._in_paragraph(back)):
                    if (speaker := self._said_by(cue)) is not None:
                        return speaker
                if not self._search.list_items.match(text, self.layout.paragraphs[back].start):
                    break
        return None


def _place(cue: Cue) -> int:
    return cue.start


def _sentence(cue: Cue) -> int:
    return cue.sentence


_SPOKEN_WHERE = re.compile(
    r",? (?:di|dalam|saat|usai|seusai|ketika|melalui|lewat|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"
)
_VERB_AFTER = re.compile(r" (?:me|ber|ter|di|hadir|datang|ikut|turut)\w*")
_THAT_WAS_SAID = re.compile(
    r"\s*(?:Hal|Pernyataan|Pesan|Kabar|Penjelasan|Informasi|Data|Capaian|Rencana|Target|Angka)\b(?: \w+)?"
    r" ?(?:itu|ini|tersebut|demikian|senada)\b|\s*Demikian\b"
)
