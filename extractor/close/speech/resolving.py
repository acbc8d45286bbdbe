"""Whom a cue of speech means: pronouns, offices and bare names resolved to the people of the article."""

from __future__ import annotations

from functools import cached_property

from extractor.close.kept import kept
from extractor.close.speech.finding import HEADLINE_CUES, Cue, SpeechFinder
from extractor.close.speech.naming import Named, ReadNames
from extractor.close.speech.noun_phrases import REACH
from extractor.mentions import HEADLINES, Masked, Sentence, Skimmed
from extractor.models import Speaker
from extractor.rules import RuleSet
from extractor.text.layout import Paragraph, at, between


class Speakers(SpeechFinder):
    """The speakers that one article names, and where each of them speaks.

    Cues are read in the paragraphs that are asked about, and resolved up to there: who *dia* is, and which office
    goes with a bare name, depends on the cues before.
    """

    def __init__(self, text: str, skimmed: Skimmed, names: ReadNames | None, ruleset: RuleSet) -> None:
        super().__init__(text, skimmed, names, ruleset)
        self._headlines = [masked for masked in skimmed.boilerplate if masked.kind in HEADLINES]
        self._pending = [*reversed(self._hits)]
        self._antecedent: Speaker | None = None
        self._last: Cue | None = None
        self._roles: dict[str, str | None] = {}

    def headline_at(self, position: int) -> Masked | None:
        """The headline of another report, between the paragraphs (*BACA JUGA: …*), in which a position stands."""
        return at(self._headlines, position)

    @kept
    def in_headline(self, headline: Masked) -> list[Cue]:
        """The first cues of another report's headline, which stands between the paragraphs (*BACA JUGA: …*)."""
        text, start, lexicon = self._text, headline.start, self.lexicon
        found: list[Cue] = []
        for which, first, last in lexicon.speech.find(text[start : headline.end]):
            first, last = start + first, start + last
            goal = lexicon.spoken[which][0] == "target_setting" or text[first:last].lower() in lexicon.headline
            named = self.directory.speaker_before(start, first) if goal else None
            if named is not None and named.who in ("person", "office", "organisation") and len(found) < HEADLINE_CUES:
                number, person = self.layout.paragraph_index(start), named.who != "organisation"
                found.append(Cue(first, last, "headline", named, False, number, 0, False, self.speaker(named), person))
        return found

    def said_by(self, cue: Cue) -> Speaker | None:
        """Whom a cue means."""
        self.resolve(cue.paragraph)
        if cue.speaker is None and cue.named.who == "pronoun":
            return self._first_speaker()
        return cue.speaker

    def resolve(self, number: int) -> None:
        """Find the speakers of all cues up to the paragraph ``number``."""
        while self._pending and self._pending[-1] <= number:
            for cue in self.in_paragraph(self._pending.pop()):
                self._resolve_cue(cue)

    def _resolve_cue(self, cue: Cue) -> None:
        who, last = cue.named.who, self._last
        nested = cue.goal or (last is not None and last.sentence == cue.sentence)
        if who == "pronoun":
            self._antecedent = cue.speaker = self._topic(cue, last)
            cue.person = cue.speaker is not None
        elif who == "organisation" or not self.layout.paragraphs[cue.paragraph].title or self._known(cue):
            cue.speaker = self.speaker(cue.named)
            cue.person = who != "organisation"
            if cue.person and not nested:
                self._antecedent = cue.speaker
        if not nested:
            self._last = cue

    def _known(self, cue: Cue) -> bool:
        """Whether a headline's bare person is one whom the body names too: in a headline every word has a capital."""
        return cue.named.role is not None or self.directory.in_body(cue.named.name or "") >= 0

    @kept
    def _first_speaker(self) -> Speaker | None:
        """Whoever speaks first by name: so a pronoun before any name is meant, where scraping cut the head off."""
        self.resolve(len(self.layout.paragraphs))
        cues = (cue for number in self._hits for cue in self.in_paragraph(number))
        return next((cue.speaker for cue in cues if cue.speaker and cue.named.who in ("person", "office")), None)

    def _topic(self, cue: Cue, last: Cue | None) -> Speaker | None:
        """Whom a pronoun means: the last who spoke, or a person who opens a sentence of a later paragraph."""
        sentences, antecedent = self.layout.sentences, self._antecedent
        spoken = sentences[last.sentence].paragraph if last is not None else -1
        for sentence in sentences[max(0, cue.sentence - 4) : cue.sentence + 1]:
            if sentence.paragraph <= spoken:
                continue
            named = self.opening(sentence.start, min(sentence.end, cue.start))
            if named is None or named.who != "person" or named.name is None:
                continue
            acts = antecedent is None and self.lexicon.verb_after.match(self._text, named.end) is not None
            if named.role is not None or acts or named.name.split(" ")[0] in self.directory.bare:
                antecedent = self.speaker(named)
        return antecedent

    def speaker(self, named: Named) -> Speaker | None:
        """The person or organisation that a noun phrase means, name and role as full as the article has them."""
        directory = self.directory
        if named.who == "organisation" and named.name is not None:
            alias = directory.alias(named.name)
            if alias is None or alias.who != "person":
                return Speaker(name=directory.organisation(named.name))
            named = alias
        if named.who == "office" and named.role is not None:
            holder = directory.holder(named.role)
            if holder is None:
                return Speaker(name=named.role, role=named.role)
            named = holder
        if named.name is None:
            return None
        name, role = directory.fullest(named.name), self._office(named.role)
        before = name.removesuffix(named.name).strip()
        if role is not None and before and role.endswith(before):
            name = named.name  # *Kepala Dinas Pangan Lampung* and *Lampung Ani Lestari*
        if role is not None:
            self._roles.setdefault(name, role)
        return Speaker(name=name, role=role or self._role_of(name))

    def _office(self, role: str | None) -> str | None:
        """A role without the rank or title that follows it (*Kapolda Riau Irjen*); a rank alone stays."""
        words = (role or "").split(" ")
        while len(words) > 1 and words[-1].strip(".,") in self.lexicon.honorifics:
            words.pop()
        return " ".join(words).strip(" ,(.") or None

    def _role_of(self, name: str) -> str | None:
        """The office that the article gives with the full name elsewhere."""
        if name not in self._roles:
            position = self.directory.in_body(name)
            named = self.directory.before(max(0, position - REACH), position + len(name)) if position > 0 else None
            self._roles[name] = self._office(named.role) if named is not None and named.who == "person" else None
        return self._roles[name]

    def in_telling(self, position: int) -> bool:
        """Whether a position stands in words that tell of the speaking, not in what was said."""
        paragraph, index = self.layout.place(position)
        stretches = self.speech_stretches(self.layout.sentences[index], paragraph)
        return any(first <= position < last for first, last in stretches)

    @kept
    def speech_stretches(self, sentence: Sentence, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The parts of a sentence that tell of the speaking (*kata Ani di Jakarta, Senin*), not of what was said."""
        cues = self.in_paragraph(self.layout.paragraph_index(sentence.start))
        stretches = []
        for cue in cues[slice(*between(cues, sentence.start, sentence.end))]:
            if cue.group == "active":
                stretches.append((min(cue.named.start, sentence.start), cue.end))
            elif cue.group in ("inverted", "passive"):
                following, stop = paragraph.quotation_after(cue.end), sentence.end
                if following is not None and following.start < stop:
                    stop = following.start
                elif cue.group == "inverted" and self._text[cue.named.end : cue.named.end + 1] == ",":
                    stop = cue.named.end  # *Jumlahnya, kata Ani, 300 orang*
                stretches.append((cue.start, stop))
        return stretches

    def kind_of(self, speaker: Speaker, named: Named) -> str:
        """What a speaker is: a person with an office or without, an office alone, a house for sure or perhaps."""
        if named.who == "pronoun":
            return "pronoun"
        if named.who == "organisation":
            return "house" if self.directory.is_house(named) else "perhaps a house"
        if speaker.role == speaker.name:
            return "office"
        if speaker.role is not None:
            return "person with an office"
        return "person" if self.directory.bare.isdisjoint(speaker.name.split(" ")) else "person named again"

    @cached_property
    def own_voices(self) -> list[int]:
        """The sentences that open as only the article itself speaks."""
        opens, sentences = self.lexicon.own_voice.match, self.layout.sentences
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
