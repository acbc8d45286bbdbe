"""Who said it: speech cues, their speakers, and which figure they cover.

The words are in ``rules/speakers.yaml``. One Aho-Corasick search finds all cues of an article; phrases are read
only at cues, and only in articles that hold something to attribute. The rulings of the fact contract decide the
scope: the sentence or the quotation with its cue, the sentences that continue it in its paragraph, the items of a
list that it opens; a paragraph without a speaker is the article's own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import ahocorasick_rs

from extractor.close.persons import REACH, Directory, Lexicon, Named, compile_lexicon, words_of
from extractor.close.quotations import Quotation, find_quotations
from extractor.models import Speaker
from extractor.ruleset import RuleSet
from extractor.skim.mentions import Entity, Sentence, Skimmed

Group = Literal[
    "speech-inverted",
    "speech-active",
    "speech-passive",
    "speech-according",
    "target-setting",
    "target-set-by",
    "headline",
]

_BEFORE_INVERTED = frozenset("\",”’'»?!.…)`;:")
_AFTER_SPEAKER = frozenset(
    (
        "saat",
        "dalam",
        "usai",
        "seusai",
        "ketika",
        "pada",
        "di",
        "melalui",
        "lewat",
        "bersama",
        "yang",
        "seraya",
        "sembari",
        "sambil",
    )
)
_ORDINARY_NOUNS = re.compile(
    r"(?:nilai|pesan|cerita|jawab|harap|aku|tekan|tulis|saran|simpul|kisah|rinci|klaim|sebut|tambah|lanjut|jelas|candanya|kenang|puji)nya"
)
_STRICTLY_AFTER = re.compile(
    r"\s*(?:[.,;\"“(]|$|\n|(?:saat|di|dalam|kepada|ke|usai|seusai|ketika|pada|melalui|lewat|dikutip|seperti|sambil|seraya|menambahkan|lagi|dan|secara|merujuk|tentang|soal|mengenai|terkait|usai|optimistis|optimis|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Ahad)\b)"
)
_WORD_BEFORE = re.compile(r"(\w+|[^\w\s])\s*$")
_POSSESSIVE_TARGET = re.compile(
    r"\b[Tt]arget(?:nya)? (?:(?:dari|milik|jangka \w+|awal|nasional|produksi|penerimaan) )?(?=[A-Z]|pemerintah\b)"
)
_SETS_NOTHING = re.compile(r"(?:kuota|seleksi|pintu|lowongan|suara|akses|acara)\b")


@dataclass(slots=True)
class Cue:
    """A word of speech with its speaker. ``sentence``, ``paragraph``: indices; ``covers_back``: a trailing cue."""

    start: int
    end: int
    group: Group
    named: Named
    covers_back: bool
    paragraph: int
    sentence: int
    quoted: bool
    speaker: Speaker | None = None
    person: bool = False


@dataclass(slots=True, frozen=True)
class Paragraph:
    """A paragraph's offsets, its sentences' indices (from, to), and its quotations."""

    start: int
    end: int
    first: int
    last: int
    title: bool
    quotations: tuple[Quotation, ...]

    def quotation_at(self, position: int) -> Quotation | None:
        """The quotation that holds ``position``."""
        for quotation in self.quotations:
            if quotation.start <= position < quotation.end:
                return quotation
        return None


@dataclass(frozen=True)
class CueSearch:
    """The compiled cue words."""

    automaton: ahocorasick_rs.AhoCorasick
    words: tuple[tuple[str, Group, bool], ...]
    lexicon: Lexicon
    list_items: re.Pattern[str]
    own_voice: re.Pattern[str]


@lru_cache(maxsize=8)
def compile_cues(ruleset: RuleSet) -> CueSearch:
    """The cue search of a ruleset."""
    words: list[tuple[str, Group, bool]] = []
    seen: dict[str, int] = {}
    for rule in ruleset.yaml("speakers.yaml")["cues"]:
        for word in rule["words"].split():
            for form in (word, word.capitalize()):
                title_only = bool(rule.get("title"))
                if title_only and form == word:
                    continue
                key = form
                if key in seen:
                    continue
                seen[key] = len(words)
                words.append((form, rule["id"], title_only))
    rows = {row["id"]: row["words"] for row in ruleset.yaml("speakers.yaml")["linking"]}
    items = "|".join(rows["list-items"].split())
    openers = "|".join(
        re.escape(word.replace("\\ ", " ")) for word in re.split(r"(?<!\\) +", rows["own-voice"].strip())
    )
    return CueSearch(
        automaton=ahocorasick_rs.AhoCorasick(
            [word for word, _, _ in words], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
        words=tuple(words),
        lexicon=compile_lexicon(ruleset),
        list_items=re.compile(rf"\s*[\"“]?(?:(?:{items})\b|[-•*]\s|\d{{1,2}}[.)]\s|[a-z][.)]\s)", re.IGNORECASE),
        own_voice=re.compile(rf"\s*(?:{openers})\b", re.IGNORECASE),
    )


class Speakers:
    """The speakers of one article. Ask :meth:`speaker_of` for any span."""

    __slots__ = ("_cues", "_directory", "_search", "_sentences", "_starts", "_text", "paragraphs")

    def __init__(self, text: str, skimmed: Skimmed, entities: Sequence[Entity] | None, ruleset: RuleSet) -> None:
        self._text = text
        self._search = compile_cues(ruleset)
        self._sentences = skimmed.sentences
        self.paragraphs = _paragraphs(text, skimmed.sentences)
        title_end = max((p.end for p in self.paragraphs[:3] if p.title), default=0)
        self._directory = Directory(text, title_end, skimmed, entities, self._search.lexicon)
        self._starts = [paragraph.start for paragraph in self.paragraphs]
        self._cues = self._find_cues()
        self._resolve()

    @property
    def directory(self) -> Directory:
        """Who is who in the article."""
        return self._directory

    def paragraph_index(self, position: int) -> int:
        """Index of the paragraph that holds ``position``."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentence_index(self, position: int, paragraph: Paragraph) -> int:
        """Index of the sentence that holds ``position``."""
        for index in range(paragraph.first, paragraph.last):
            if position < self._sentences[index].end:
                return index
        return max(paragraph.first, paragraph.last - 1)

    # --- finding ----------------------------------------------------------------------------------------------

    def _find_cues(self) -> list[Cue]:
        text, words = self._text, self._search.words
        hits: list[tuple[int, int, Group, bool]] = []
        for which, start, end in self._search.automaton.find_matches_as_indexes(text):
            if (start and (text[start - 1].isalnum() or text[start - 1] in "-_")) or (
                end < len(text) and (text[end].isalnum() or text[end] in "-_")
            ):
                continue
            _, group, title_only = words[which]
            hits.append((start, end, group, title_only))
        bare = self._directory.bare
        for start, end, group, _ in hits:
            if group in ("speech-inverted", "speech-according"):
                match = _FOLLOWING_NAME.match(text, end)
            elif group == "speech-active":
                match = _PRECEDING_NAME.search(text, max(0, start - 30), start)
            else:
                continue
            if match is not None and not self._no_name(match[1]):
                bare.add(match[1])
        cues: list[Cue] = []
        if not self.paragraphs:
            return cues
        for start, end, group, title_only in hits:
            number = self.paragraph_index(start)
            paragraph = self.paragraphs[number]
            if start >= paragraph.end or (title_only and not paragraph.title):
                continue
            sentence = self.sentence_index(start, paragraph)
            cue = self._read_cue(start, end, group, number, paragraph, sentence)
            if cue is not None:
                cues.append(cue)
        return cues

    def _no_name(self, word: str) -> bool:
        lexicon = self._search.lexicon
        return lexicon.institutional(word) or word in lexicon.openers or word.lower() in lexicon.pronouns

    def _read_cue(
        self, start: int, end: int, group: Group, number: int, paragraph: Paragraph, sentence: int
    ) -> Cue | None:
        text = self._text
        stop = self._sentences[sentence].end
        begin = self._sentences[sentence].start
        quotation = paragraph.quotation_at(start)
        quoted = quotation is not None
        covers_back = False
        named: Named | None
        if group == "speech-inverted":
            previous = text[start - 1] if start else "\n"
            gap = text[max(begin, start - 3) : start].rstrip()
            after_mark = not gap or gap[-1] in _BEFORE_INVERTED
            word = text[start:end]
            if word.endswith("nya"):
                if not after_mark and not word[0].isupper():
                    return None
                if not gap and not _ends_quotation(text, begin, paragraph) and not word[0].isupper():
                    return None
                if _ORDINARY_NOUNS.fullmatch(word.lower()) and not _STRICTLY_AFTER.match(text, end):
                    return None
                named = Named("pronoun", None, None, start, end)
            else:
                if previous == "\n" and word[0].islower():
                    return None
                if not after_mark and word not in ("kata", "ujar"):
                    return None
                named = self._directory.after(end, stop)
                if named is None or (named.who == "organisation" and not after_mark):
                    return None
                if word[0].isupper() and gap and gap[-1] in ".?!" and named.who == "nobody":
                    return None
            covers_back = bool(gap)
            if quotation is not None and not quotation.closed and gap.endswith(","):
                quoted = named.who == "own_side"  # the closing mark is lost: *"Siap, ujar Ani.*
        elif group in ("speech-passive", "target-set-by"):
            position = end
            match = _BY.match(text, position)
            if match is not None:
                position = match.end()
            named = self._directory.after(position, stop)
            covers_back = True
            if named is None or named.who in ("nobody",):
                return None
        elif group == "speech-according":
            word = text[start:end]
            if word.lower() == "menurutnya":
                named = Named("pronoun", None, None, start, end)
            elif word.lower() == "bagi":
                return None
            else:
                named = self._directory.after(end, stop)
                if named is None:
                    return None
            covers_back = True
        elif group == "headline":
            named = self._directory.before(begin, start)
        else:
            named = self._subject(begin, start)
            if named is None or (group == "target-setting" and _SETS_NOTHING.match(text, end + 1)):
                return None
        if named is None:
            return None
        return Cue(start, end, group, named, covers_back, number, sentence, quoted)

    def _subject(self, begin: int, verb: int) -> Named | None:
        """The subject of an active verb: the phrase before it, else the phrase that opens the sentence."""
        text = self._text
        match = _WORD_BEFORE.search(text, max(begin, verb - 30), verb)
        if match is None:
            return None
        named: Named | None = None
        word = match[1]
        lexicon = self._search.lexicon
        if (
            word[0].isupper()
            or word in "),."
            or word in lexicon.adverbs
            or word.lower() in lexicon.pronouns
            or word.lower() in lexicon.own_side
            or word in ("pemerintah", "itu", "tersebut")
        ):
            named = self._directory.before(begin, verb)
            if named is not None and named.who in ("person", "office", "pronoun", "own_side"):
                return named
        if (
            named is not None
            and named.who == "organisation"
            and (
                named.start <= begin + 2
                or named.name == "pemerintah"
                or text[named.start - 2 : named.start - 1] in ",:"
            )
        ):
            return named
        opening = self._directory.after(_skip_opening(text, begin), verb)
        if opening is not None and opening.who in ("person", "office"):
            following = _FOLLOWING_WORD.match(text, opening.end)
            if following is not None and following[1] in _AFTER_SPEAKER:
                return opening
        return named

    # --- resolving --------------------------------------------------------------------------------------------

    def _resolve(self) -> None:
        antecedent: Speaker | None = None
        last: Cue | None = None
        for cue in self._cues:
            who = cue.named.who
            if cue.quoted or who == "nobody":
                continue
            nested = last is not None and last.sentence == cue.sentence and cue.group != "speech-inverted"
            if who in ("pronoun", "own_side"):
                antecedent = self._topic(cue, last, antecedent)
                cue.speaker, cue.person = antecedent, antecedent is not None
            elif who == "organisation" or not self.paragraphs[cue.paragraph].title or self._known(cue):
                cue.speaker = self._speaker(cue.named)
                cue.person = who != "organisation"
                if cue.person and not nested:
                    antecedent = cue.speaker
            if not nested:
                last = cue
        # a pronoun before any name (scraping cut the head off) is whoever speaks first by name
        first = next((cue.speaker for cue in self._cues if cue.named.who in ("person", "office") and cue.speaker), None)
        for cue in self._cues:
            if cue.speaker is None and cue.named.who == "pronoun" and not cue.quoted:
                cue.speaker, cue.person = first, first is not None

    def _topic(self, cue: Cue, last: Cue | None, antecedent: Speaker | None) -> Speaker | None:
        """A person who opens a sentence in a paragraph after the last speaker's takes its place for a pronoun."""
        text = self._text
        for index in range(max(0, cue.sentence - 4), cue.sentence + 1):
            sentence = self._sentences[index]
            if sentence.title or sentence.start >= cue.start:
                continue
            if last is not None and sentence.paragraph <= self._sentences[last.sentence].paragraph:
                continue
            begin = _skip_opening(text, sentence.start)
            if begin >= len(text) or not text[begin].isupper():
                continue
            named = self._directory.after(begin, min(sentence.end, cue.start))
            if named is None or named.who != "person" or named.name is None:
                continue
            if named.role is not None or named.name.split(" ")[0] in self._directory.bare:
                antecedent = self._speaker(named)
        return antecedent

    def _speaker(self, named: Named) -> Speaker | None:
        directory = self._directory
        if named.who == "organisation" and named.name is not None:
            alias = directory.aliases().get(named.name)
            if alias is not None and alias.who == "person":
                return Speaker(name=directory.fullest(alias.name or named.name), role=_role(alias.role))
            return Speaker(name=directory.organisation(named.name))
        if named.who == "person" and named.name is not None:
            name = directory.fullest(named.name)
            alias = directory.aliases().get(named.name)
            role = named.role or (alias.role if alias is not None else None)
            return Speaker(name=name, role=_role(role) or self._role_of(name))
        if named.who == "office" and named.role is not None:
            holder = directory.holder(named.role)
            if holder is not None and holder.name is not None:
                return Speaker(name=directory.fullest(holder.name), role=_role(holder.role))
            return Speaker(name=named.role, role=named.role)
        return None

    def _role_of(self, name: str) -> str | None:
        """The office that the article gives with the full name elsewhere."""
        for cue in self._cues:
            if cue.speaker is not None and cue.speaker.name == name and cue.speaker.role is not None:
                return cue.speaker.role
        position = self._text.find(name, self._directory.title_end)
        if position > 0:
            named = self._directory.before(max(0, position - REACH), position + len(name))
            if named is not None and named.who == "person":
                return _role(named.role)
        return None

    def speech_stretches(self, sentence: Sentence, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The parts of a sentence that tell of the speaking (*kata Ani di Jakarta, Senin*), not of what was said."""
        stretches: list[tuple[int, int]] = []
        for cue in self._cues:
            if cue.quoted or cue.start < sentence.start or cue.start >= sentence.end:
                continue
            if cue.group == "speech-active":
                stretches.append((min(cue.named.start, sentence.start), cue.end))
            elif cue.group in ("speech-inverted", "speech-passive"):
                following = [quotation.start for quotation in paragraph.quotations if quotation.start >= cue.end]
                stop = min([*following, sentence.end])
                if (
                    cue.group == "speech-inverted"
                    and self._text[cue.named.end : cue.named.end + 1] == ","
                    and stop == sentence.end
                ):
                    day = _SPOKEN_WHERE.match(self._text, cue.named.end)
                    stop = stop if day is not None else cue.named.end
                stretches.append((cue.start, stop))
        return stretches

    # --- covering ---------------------------------------------------------------------------------------------

    def speaker_of(self, start: int, end: int, *, target: bool = False) -> Speaker | None:
        """The speaker to whom the article ascribes ``text[start:end]``; ``None`` for its own voice.

        ``target`` says that the span is a target, whose setter (*BGN menargetkan*) counts as its speaker.
        """
        if not self.paragraphs:
            return None
        number = self.paragraph_index(start)
        paragraph = self.paragraphs[number]
        if paragraph.title:
            return self._title_speaker(start, number, target)
        quotation = paragraph.quotation_at(start)
        if quotation is not None:
            return self._quoted(quotation, number, paragraph)
        return self._narrated(start, number, paragraph, target)

    def _in_paragraph(self, number: int) -> list[Cue]:
        return [cue for cue in self._cues if cue.paragraph == number and not cue.quoted]

    def _title_speaker(self, position: int, number: int, target: bool) -> Speaker | None:
        text = self._text
        paragraph = self.paragraphs[number]
        colon = text.find(":", paragraph.start, position)
        if colon > 0 and not text[colon - 1].isdigit():
            begin = max(text.rfind(mark, paragraph.start, colon) for mark in ",.?!")
            named = self._directory.after(max(begin + 1, paragraph.start), colon)
            if named is not None and named.who in ("person", "office", "organisation") and named.end >= colon - 1:
                return self._speaker(named)
        for cue in self._in_paragraph(number):
            if cue.group == "headline" and cue.end > position:
                continue
            if cue.speaker is not None and cue.named.who != "pronoun":
                return cue.speaker
        return None

    def _known(self, cue: Cue) -> bool:
        """Whether a headline's bare person is one whom the body names too: in a headline every word has a capital."""
        return cue.named.role is not None or self._text.find(cue.named.name or "", self._directory.title_end) >= 0

    def _quoted(self, quotation: Quotation, number: int, paragraph: Paragraph) -> Speaker | None:
        text = self._text
        cues = [cue for cue in self._in_paragraph(number) if cue.group not in ("target-setting", "target-set-by")]
        if not quotation.closed:
            inside = [cue for cue in cues if quotation.start < cue.start < quotation.end]
            if inside:
                return inside[0].speaker
        for cue in cues:
            if cue.start >= quotation.end and not text[quotation.end : cue.start].strip(" ,.\"”'’"):
                return cue.speaker
        before = [cue for cue in cues if cue.end <= quotation.start]
        if before:
            return before[-1].speaker
        after = [cue for cue in cues if cue.start >= quotation.end]
        if after:
            return after[0].speaker
        # a quotation that fills its paragraph: it runs on, or it continues the paragraph before
        for ahead in range(number + 1, min(number + 4, len(self.paragraphs))):
            following = self.paragraphs[ahead]
            if not following.quotations or following.quotations[0].start > following.start + 1 or quotation.closed:
                break
            here = [cue for cue in self._in_paragraph(ahead) if cue.group not in ("target-setting", "target-set-by")]
            if here:
                return here[0].speaker
        for back in range(number - 1, max(-1, number - 3), -1):
            if self.paragraphs[back].title:
                break
            here = [cue for cue in self._in_paragraph(back) if cue.group not in ("target-setting", "target-set-by")]
            if here:
                return here[-1].speaker
            if not self.paragraphs[back].quotations:
                break
        return None

    def _narrated(self, position: int, number: int, paragraph: Paragraph, target: bool) -> Speaker | None:
        cues = self._in_paragraph(number)
        sentence = self.sentence_index(position, paragraph)
        own = [cue for cue in cues if cue.sentence == sentence]
        found = self._within(own, position, target)
        if found is not None:
            return found.speaker
        if target:
            possessor = self._possessor(self._sentences[sentence], position)
            if possessor is not None:
                return possessor
        if self._search.own_voice.match(self._text, self._sentences[sentence].start):
            return None
        for earlier in range(sentence - 1, paragraph.first - 1, -1):
            speech = [cue for cue in cues if cue.sentence == earlier and not cue.group.startswith("target")]
            if speech:
                trailing = [cue for cue in speech if cue.covers_back]
                return (trailing or speech)[-1 if trailing else 0].speaker
            if self._search.own_voice.match(self._text, self._sentences[earlier].start):
                return None
        if not paragraph.quotations:
            for cue in cues:
                if cue.sentence > sentence and cue.group == "speech-inverted" and cue.covers_back:
                    return cue.speaker
                if cue.sentence > sentence and cue.group != "target-setting":
                    break
        return self._across(number, paragraph)

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
            if cue.person and cue.group in ("speech-inverted", "speech-according", "speech-passive"):
                return cue
        for cue in candidates:
            if cue.person:
                return cue
        return candidates[0]

    def _possessor(self, sentence: Sentence, position: int) -> Speaker | None:
        for match in _POSSESSIVE_TARGET.finditer(self._text, max(sentence.start, position - 120), position):
            named = self._directory.after(match.end(), position)
            if named is not None and (
                named.who in ("organisation", "office") or (named.name or "").split(" ")[0] in self._directory.bare
            ):
                return self._speaker(named)
        return None

    def _across(self, number: int, paragraph: Paragraph) -> Speaker | None:
        """A list continued from an earlier paragraph, or *Hal itu disampaikan X* at the head of the next one."""
        text = self._text
        if number + 1 < len(self.paragraphs):
            following = self.paragraphs[number + 1]
            match = _THAT_WAS_SAID.match(text, following.start)
            if match is not None:
                for cue in self._in_paragraph(number + 1):
                    if cue.sentence == following.first and cue.speaker is not None:
                        return cue.speaker
        if self._search.list_items.match(text, paragraph.start):
            for back in range(number - 1, max(-1, number - 12), -1):
                if self.paragraphs[back].title:
                    break
                opening = [cue for cue in self._in_paragraph(back) if cue.speaker is not None]
                if opening:
                    return opening[-1].speaker
                if not self._search.list_items.match(text, self.paragraphs[back].start):
                    break
        return None


_SPOKEN_WHERE = re.compile(
    r",? (?:di|dalam|saat|usai|seusai|ketika|melalui|lewat|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"
)
_FOLLOWING_NAME = re.compile(r" (?:Pak |Bu |Bapak |Ibu )?([A-Z][\w'’-]+)")
_PRECEDING_NAME = re.compile(r"(?<!\w)([A-Z][\w'’-]+) (?:juga |turut |pun |kemudian |lalu )?$")
_FOLLOWING_WORD = re.compile(r"[\s,]*(?:\([^()]{1,30}\)[\s,]*)?(\w+)")
_BY = re.compile(r"\s*(?:langsung |kembali )?oleh\b")
_THAT_WAS_SAID = re.compile(
    r"\s*(?:Hal|Pernyataan|Pesan|Kabar|Penjelasan|Informasi|Data|Capaian|Rencana|Target|Angka)\b(?: \w+)?"
    r" ?(?:itu|ini|tersebut|demikian|senada)\b|\s*Demikian\b"
)


def _role(role: str | None) -> str | None:
    return role.strip(" ,(.") or None if role else None


def _skip_opening(text: str, start: int) -> int:
    match = _OPENING.match(text, start)
    return match.end() if match is not None else start


_OPENING = re.compile(
    r"\s*(?:[A-Z][\w.-]*(?:, [A-Z]+)? ?(?:--?|–|—) ?)?(?:(?:Sementara itu|Sebelumnya|Selain itu|Senada|Lebih lanjut"
    r"|Dalam kesempatan (?:itu|yang sama|terpisah)|Di sisi lain|Di kesempatan (?:yang )?sama|Sementara|Adapun|Namun"
    r"|Kemudian|Selanjutnya),? )?"
)


def _ends_quotation(text: str, begin: int, paragraph: Paragraph) -> bool:
    return any(quotation.end <= begin <= quotation.end + 2 for quotation in paragraph.quotations)


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> list[Paragraph]:
    result: list[Paragraph] = []
    first = 0
    for index in range(1, len(sentences) + 1):
        if index == len(sentences) or sentences[index].paragraph != sentences[first].paragraph:
            start, end = sentences[first].start, sentences[index - 1].end
            result.append(
                Paragraph(start, end, first, index, sentences[first].title, find_quotations(text, start, end))
            )
            first = index
    return result


__all__ = ["Cue", "Paragraph", "Speakers", "compile_cues", "words_of"]
