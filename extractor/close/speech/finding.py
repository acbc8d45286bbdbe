"""Words of speech in an article and whom they name (``rules/speakers.yaml``).

One Aho-Corasick search finds all cues; noun phrases are read only at cues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.close.speech.directory import Directory
from extractor.close.speech.lexicon import LONG, Group, Lexicon
from extractor.close.speech.naming import Named
from extractor.close.speech.noun_phrases import REACH
from extractor.models import Speaker
from extractor.text.layout import Layout, Paragraph

_BEFORE_INVERTED: Final = frozenset("\",”’'»?!.…)`;:")
_WORD_BEFORE: Final = re.compile(r"(\w+|[^\w\s])\s*$")
#: So many words of speech of a headline are looked at.
HEADLINE_CUES: Final = 4
#: The longest apposition between a name and its verb.
_APPOSED: Final = 150
_NAME_BEFORE: Final = re.compile(r"(?<!\w)[A-Z][a-z'’]{2,}$")
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
    quoted: bool
    goal: bool = False
    speaker: Speaker | None = None
    person: bool = False


class SpeechFinder:
    """Finds the cues of one article, paragraph by paragraph as they are asked for."""

    def __init__(self, text: str, layout: Layout, directory: Directory, lexicon: Lexicon) -> None:
        self._text = text
        self._layout = layout
        self._directory = directory
        self._lexicon = lexicon
        self._hits: dict[int, list[tuple[int, int, Group]]] = {}
        self._search_words()

    def _search_words(self) -> None:
        """Sort the words of speech by their paragraph; the names beside them are how the article calls people."""
        text, lexicon = self._text, self._lexicon
        bare, paragraphs = self._directory.bare, self._layout.paragraphs
        number, last = 0, len(paragraphs) - 1
        for which, start, end in lexicon.speech.find(text):
            word, group, title_only = lexicon.spoken[which]
            inside = start and ((before := text[start - 1]).isalnum() or before in "-_")
            if inside and (group != "active" or end - start < LONG or not _glued_to_name(text, start)):
                continue
            if end < len(text) and ((behind := text[end]).isalnum() or behind in "-_"):
                glued = group == "inverted" and behind.isupper() and word[0].islower()
                if not glued:
                    continue
            if group in ("inverted", "according"):
                match = lexicon.following_name.match(text, end)
            elif group == "active":
                match = lexicon.preceding_name.search(text, max(0, start - 30), start)
            else:
                match = None
            if match is not None and not lexicon.no_name(match[1]):
                bare.add(match[1])
            if paragraphs:
                while number < last and paragraphs[number + 1].start <= start:
                    number += 1
                paragraph = paragraphs[number]
                if start < paragraph.end and (paragraph.title or not title_only):
                    self._hits.setdefault(number, []).append((start, end, group))

    @property
    def paragraphs(self) -> list[int]:
        """The paragraphs that hold words of speech, in order."""
        return list(self._hits)

    def cues(self, number: int) -> list[Cue]:
        """The cues of a paragraph."""
        found: list[Cue] = []
        paragraph = self._layout.paragraphs[number]
        for start, end, group in self._hits.get(number, ()):
            if paragraph.title and self._text[start:end].lower() in self._lexicon.headline:
                group = "headline"
            sentence = self._layout.sentence_index(start, paragraph)
            cue = self._read_cue(start, end, group, number, paragraph, sentence)
            if cue is not None:
                found.append(cue)
        return found

    def _read_cue(
        self, start: int, end: int, group: Group, number: int, paragraph: Paragraph, sentence: int
    ) -> Cue | None:
        text, lexicon = self._text, self._lexicon
        stop = self._layout.sentences[sentence].end
        begin = self._layout.sentences[sentence].start
        quotation = paragraph.quotation_at(start)
        quoted = quotation is not None
        covers_back = goal = False
        named: Named | None
        if group == "inverted":
            previous = text[start - 1] if start else "\n"
            gap = text[max(begin, start - 3) : start].rstrip()
            after_mark = not gap or gap[-1] in _BEFORE_INVERTED
            word = text[start:end]
            if word.endswith("nya") and len(word) > 5:  # not *tanya*
                if not after_mark and not word[0].isupper():
                    return None
                if word.lower() in lexicon.words["ordinary_noun"] and not lexicon.strictly_after.match(text, end):
                    return None
                named = Named("pronoun", None, None, start, end)
            else:
                if previous == "\n" and word[0].islower():
                    return None
                if not after_mark and word not in lexicon.words["bold"]:
                    return None
                named = self._directory.after(end, stop)
                if named is None and gap and lexicon.small_noun.match(text, end):
                    named = Named("nobody", None, None, start, end)  # *tanya moderator*, *kata seorang ibu*
                if named is None or (named.who == "organisation" and not after_mark):
                    return None
                if word[0].isupper() and (word.lower() not in lexicon.words["opening_verb"] or named.who == "nobody"):
                    return None
            covers_back = bool(gap) or word[0].isupper()
            if quotation is not None and not quotation.closed and gap.endswith(","):
                quoted = named.who == "own_side"  # the closing mark is lost: *"Siap, ujar Ani.*
        elif group in ("passive", "target_set_by"):
            position = end
            match = lexicon.by.match(text, position)
            if match is not None:
                position = match.end()
            named = self._directory.after(position, stop)
            covers_back = True
            if named is None or named.who == "nobody":
                return None
            goal = text[start:end].lower() in lexicon.goals
            if goal and (text[named.end : named.end + 1] == "$" or not self._has_goals(named)):
                return None
        elif group == "according":
            word = text[start:end]
            if word.lower() in lexicon.words["by_account"]:
                named = Named("pronoun", None, None, start, end)
            elif word.lower() in lexicon.words["no_account"]:
                return None
            else:
                account = lexicon.account.match(text, end)
                named = self._directory.after(account.end() if account is not None else end, stop)
                if named is None:
                    return None
            covers_back = True
        elif group == "headline":
            named = self._directory.before(begin, start)
        else:
            named = self._subject(begin, start)
            ahead = text[start:end].lower() in lexicon.ahead
            if ahead and lexicon.is_done_to.match(text, end):
                return None
            if named is None and group == "target_setting" and not ahead:
                named = self._house_that(begin, start)
            if named is None or (group == "target_setting" and lexicon.sets_nothing.match(text, end + 1)):
                return None
            if ahead and not (named.who == "organisation" and self._acts(named)):
                return None
        if named is None:
            return None
        return Cue(start, end, group, named, covers_back, number, sentence, quoted, goal)

    def headline(self, start: int, end: int, number: int) -> list[Cue]:
        """The first cues of another report's headline, which stands between the paragraphs (*BACA JUGA: …*)."""
        text, lexicon = self._text, self._lexicon
        found: list[Cue] = []
        for which, first, last in lexicon.speech.find(text[start:end]):
            word, group, _ = lexicon.spoken[which]
            first, last = start + first, start + last
            whole = not text[first - 1 : first].isalnum() and not text[last : last + 1].isalnum()
            if whole and (group == "target_setting" or word.lower() in lexicon.headline):
                named = self._directory.before(start, first)
                if named is not None and named.who in ("person", "office", "organisation"):
                    sentence = self._layout.sentence_index(first, self._layout.paragraphs[number])
                    found.append(Cue(first, last, "headline", named, False, number, sentence, False))
                    if len(found) == HEADLINE_CUES:
                        break
        return found

    def _subject(self, begin: int, verb: int) -> Named | None:
        """The subject of an active verb: the phrase before it, else the phrase that opens the sentence."""
        text, lexicon = self._text, self._lexicon
        match = _WORD_BEFORE.search(text, max(begin, verb - 30), verb)
        if match is None:
            return None
        named: Named | None = None
        word = match[1]
        if (
            word[0].isupper()
            or word in "),."
            or word in lexicon.adverbs
            or word.lower() in lexicon.pronouns
            or word.lower() in lexicon.own_side
            or word.lower() in lexicon.own_house
            or word in lexicon.government
            or word in lexicon.anaphors
        ):
            named = self._directory.before(begin, verb)
            if named is not None and lexicon.accompanied.search(text, max(begin, named.start - 24), named.start):
                named = None
            if named is not None and named.who in ("office", "organisation"):
                apposed = self._named_first(begin, named)
                if apposed is not None:
                    return apposed
            if named is not None and named.who == "own_house":
                return named if self._is_one(begin, named.start) else None
            if named is not None and named.who in ("person", "office", "pronoun", "own_side"):
                return named
        if (
            named is not None
            and named.who == "organisation"
            and (
                named.start <= begin + 2
                or named.name in lexicon.government
                or text[named.start - 2 : named.start - 1] in ",:"
            )
        ):
            return named
        apposed = self._apposed(begin, verb)
        if apposed is not None:
            return apposed
        opening = self._directory.after(skip_opening(text, begin, lexicon), verb)
        following = _FOLLOWING_WORD.match(text, opening.end) if opening is not None else None
        if opening is not None and following is not None:
            if opening.who in ("person", "office") and following[1] in lexicon.words["after_speaker"]:
                return opening
            subordinate = word in lexicon.words["subordinate"]
            if following[1] in lexicon.words["in_print"] and not subordinate and self._directory.is_house(opening):
                return opening  # *Kementerian X dalam laporannya menyebut*
        return named

    def _house_that(self, begin: int, verb: int) -> Named | None:
        """The house whose clause a verb opens: *Badan X yang menargetkan*."""
        match = self._lexicon.relative.search(self._text, max(begin, verb - REACH), verb)
        named = self._directory.before(begin, match.start()) if match is not None else None
        return named if named is not None and named.who == "organisation" and self._acts(named) else None

    def _acts(self, named: Named) -> bool:
        """Whether an organisation is surely one: no programme (*MBG akan menjangkau*), no country (*AS dan Cina*)."""
        lexicon, name = self._lexicon, named.name or ""
        other = name.lower() in lexicon.programmes or name.split(" ")[0] in lexicon.areas.names
        return not other and self._directory.is_house(named)

    def _has_goals(self, named: Named) -> bool:
        """Whether a goal may be somebody's (*target pemerintah*): a house's, or that of a person with an office."""
        if named.who == "organisation":
            return self._acts(named)
        return named.who == "office" or (named.who == "person" and named.role is not None)

    def _is_one(self, begin: int, start: int) -> bool:
        """Whether *perusahaan* is one that is known, and none of many (*sejumlah perusahaan*)."""
        before = _WORD_BEFORE.search(self._text, max(begin, start - 30), start)
        return before is None or not (before[1].isdigit() or before[1].lower() in self._lexicon.words["many"])

    def _named_first(self, begin: int, house: Named) -> Named | None:
        """The name that opens the sentence before an office without a name: *Ani Lestari, Kepala Seksi X, …*."""
        opening = self._directory.after(skip_opening(self._text, begin, self._lexicon), house.start)
        if opening is None or opening.who != "person" or opening.role is not None:
            return None
        if self._text[opening.end : opening.end + 2] != ", ":
            return None
        office = self._directory.after(opening.end + 2, house.end)
        if office is None or office.role is None:
            return None
        return Named("person", opening.name, self._text[office.start : house.end], opening.start, house.end)

    def _apposed(self, begin: int, verb: int) -> Named | None:
        """The name before an apposition: *Lim Siau Hong, pemilik sanggar, menyebut*."""
        text = self._text
        begin = max(begin, verb - REACH)
        closing = text.rfind(",", begin, verb)
        if closing < 0 or text[closing + 1 : verb].strip():
            return None
        opening = text.rfind(",", begin, closing)
        if opening < 0 or closing - opening > _APPOSED or not text[opening + 1 : closing].strip()[:1].islower():
            return None
        named = self._directory.before(begin, opening)
        if named is not None and named.who == "organisation":
            return named if self._acts(named) else None
        return named if named is not None and named.who in ("person", "office") else None


def _glued_to_name(text: str, start: int) -> bool:
    """Whether scraping has glued a word of speech to the name before it: *Ani Lestarimenyatakan*."""
    match = _NAME_BEFORE.search(text, max(0, start - 20), start)
    return match is not None


def skip_opening(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the subject of a sentence begins: after a dateline and *Sementara itu*."""
    match = lexicon.opening.match(text, start)
    return match.end() if match is not None else start
