"""From the words of a noun phrase to whom it means: a person with an office, an office alone, a house, or nobody.

What is left of a capitalised phrase when offices, houses, degrees and titles are taken away is the name. No
dictionary of names is needed, so that an unknown name works as well as a famous one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Final, Literal

from extractor.close.kept import kept
from extractor.close.speech.lexicon import Lexicon, is_acronym
from extractor.mentions import BodyMention, Entity, Sentence
from extractor.text.layout import START, at
from extractor.text.tokens import Token

#: The names that the model finds from one offset of the article to another.
ReadNames = Callable[[int, int], Sequence[Entity]]
# A capital inside a word, as where scraping has lost a blank or a line break: *GratisHasan*, *RIAndi*, *I.Bulog*.
_GLUE: Final = re.compile(r"(?<=[a-z.])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z]{2})")
_WORD: Final = re.compile(r"\w+")
_END: Final = attrgetter("end")
_LONGEST_NAME: Final = 5
_AFTER_HEADLINE: Final = 3
_BEFORE_SENTENCE: Final = ("", *'.!?"“”')
_AMOUNT: Final = re.compile(r"[a-z]\d")
Who = Literal["person", "office", "organisation", "pronoun", "nobody"]


@dataclass(slots=True, eq=False)
class Named:
    """Whom a noun phrase means. ``name`` is as far as the phrase itself says; ``start``..``end`` is the phrase."""

    who: Who
    name: str | None
    role: str | None
    start: int
    end: int


class NameReader:
    """Tells whom the noun phrases of one article mean. ``bare`` holds names that stand alone at a word of speech."""

    def __init__(self, text: str, bodies: Sequence[BodyMention], names: ReadNames | None, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.bare: set[str] = set()
        self._bodies = bodies
        self._names = names if names is not None else lambda start, end: ()

    def classify(self, phrase: Sequence[Token]) -> Named | None:
        """Whom a phrase means, in which commas stand between an office and its name only."""
        lexicon = self.lexicon
        tokens = [token for token in phrase if token.text != ","]
        if not tokens:
            return None
        start, end = tokens[0].start, tokens[-1].end
        while len(tokens) > 1 and tokens[0].text in lexicon.honorifics and tokens[0].text not in lexicon.offices:
            tokens.pop(0)
        tokens = self._unglued(tokens)
        first, text = tokens[0].text, self.text[tokens[0].start : end]
        if first.lower() in lexicon.pronouns:
            return Named("pronoun", None, None, tokens[0].start, end)
        if _AMOUNT.search(first):
            return None
        office = lexicon.is_office(first)
        if len(tokens) == 1 and not office and lexicon.opens(first) and not lexicon.institutional(first):
            return None  # before the model is asked: it costs more than all rules together
        for entity in self._names(tokens[0].start, end):
            if entity.label == "PER" and start <= entity.start and entity.end <= end:
                role = self.text[tokens[0].start : entity.start].strip(" ,(")
                return Named("person", self.text[entity.start : entity.end].strip(), role or None, start, end)
        if office:
            role_of, name = self.split(tokens, phrase)
            if name is None and (first[0].islower() or first in lexicon.people):
                return Named("nobody", None, None, start, end)
            return Named("person" if name else "office", name, role_of, start, end)
        if first.lower() in lexicon.documents:
            return Named("nobody", None, None, start, end)
        body = at(self._bodies, tokens[0].start)
        if first in lexicon.houses or lexicon.clipped_house.match(first) or (body is not None and body.via == "name"):
            return Named("organisation", text, None, start, end)
        if lexicon.areas.is_area(text):
            return None
        if any(lexicon.institutional(token.text) for token in tokens):
            # institutional words without a head of their own make a house (Mandiri Sekuritas, Kadin Indonesia)
            house = is_acronym(first) or len(tokens) > 1
            return Named("organisation", text, None, start, end) if house else None
        for entity in self._names(start, end):
            if entity.label != "PER" and entity.start <= start and end <= entity.end:
                return Named("organisation", text, None, start, end) if entity.label == "ORG" else None
        while tokens and lexicon.is_everyday(tokens[-1].text):
            tokens.pop()
        while tokens and lexicon.is_everyday(tokens[0].text):
            tokens.pop(0)
        tokens = self._behind_headline(tokens)
        return Named("person", " ".join(token.text for token in tokens), None, start, end) if tokens else None

    def _behind_headline(self, tokens: list[Token]) -> list[Token]:
        """A name without a headline or country that scraping has run into it; nothing where it is too long for one:
        *Warga Tunda Pemindahan Pasar Rendra menuturkan*, *asal Portugal Rui Costa mengatakan*.
        """
        last = max((i for i, token in enumerate(tokens[:-1]) if self.lexicon.is_everyday(token.text)), default=-1)
        name = tokens[last + 1 :]
        if last >= 0 and len(name) > _AFTER_HEADLINE:
            return []
        opens = not name or self.text[max(0, name[0].start - 3) : name[0].start].rstrip()[-1:] in _BEFORE_SENTENCE
        while not opens and len(name) > 2 and self.lexicon.areas.is_area(name[0].text):
            name = name[1:]
        return name if len(name) <= _LONGEST_NAME else []

    def _unglued(self, tokens: list[Token]) -> list[Token]:
        """The phrase without what scraping has glued to it. Of a name glued to an office (*Anggota DPR RIRetno*) both
        stay; of one glued to a headline (*… Bergizi GratisHasan menjelaskan*) what stands behind the last capital
        inside a word, where the article has it as a word of its own.
        """
        for index in range(len(tokens) - 1, -1, -1):
            token = tokens[index]
            glue = max((match.start() for match in _GLUE.finditer(token.text)), default=0)
            if not glue:
                continue
            joint, before, word = token.start + glue, token.text[:glue], token.text[glue:]
            name = [Token(word, joint, token.end), *tokens[index + 1 :]]
            if before in self.lexicon.openers:
                return name
            if index and before in self.lexicon.inside:
                return [*tokens[:index], Token(before, token.start, joint), *name]
            if word.lower() in self.lexicon.pronouns or self._words.issuperset(_WORD.findall(word)):
                return name
        return tokens

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the article, read once: a search of the text for each glued word would be quadratic."""
        return frozenset(_WORD.findall(self.text))

    def behind_house(self, names: list[Token]) -> list[Token]:
        """A name behind an office without the house that may open it; :class:`Directory` knows the article's houses."""
        return names

    def split(self, tokens: Sequence[Token], phrase: Sequence[Token] = ()) -> tuple[str | None, str | None]:
        """Role and name of a phrase that opens with an office."""
        lexicon = self.lexicon
        words = [token.text for token in tokens]
        boundary = max((i for i, token in enumerate(tokens) if at(self._bodies, token.start) is not None), default=0)
        index = boundary + 1
        while index < len(words):
            word, before = words[index], words[index - 1]
            inside = word in lexicon.small_offices or word in lexicon.office_links
            inside = inside or (lexicon.institutional(word) and word not in lexicon.words["name_too"])
            inside = inside or before in lexicon.office_links or before in lexicon.words["village"]
            length = 1 if inside else lexicon.areas.length_at(words[index : index + 5], before)
            if length:
                boundary = index + length - 1
            index += length or 1
        behind = tokens[boundary + 1 :]
        rank = max((i for i, token in enumerate(behind[:-1]) if token.text in lexicon.honorifics), default=-1)
        names = behind[rank + 1 :]  # *Polres X Kompol Arman*: what stands before a rank is the house's
        comma = max((index for index, token in enumerate(phrase) if token.text == ","), default=len(phrase))
        tail = [token for token in phrase[comma + 1 :] if token.text not in lexicon.honorifics]
        place = " ".join(token.text for token in tail)
        no_name = any(lexicon.institutional(token.text) for token in tail) or place in lexicon.words["calendar"]
        if tail and not no_name and not lexicon.areas.is_area(place):
            names = tail
        elif len(names) > 2 and words[boundary] in lexicon.name_givers:
            called = (index for index, token in enumerate(names) if token.text in self.bare)
            names = names[next(called, -2) :]  # *Direktur PT Sinar Abadi Hendra Wijaya*
        while names and lexicon.is_everyday(names[0].text):
            names = names[1:]
        if names and names is not tail:
            names = self.behind_house(list(names))
        givers = words[boundary] in lexicon.name_givers and names == behind
        if not names or (givers and lexicon.in_brackets.match(self.text, tokens[-1].end)):
            return self.text[tokens[0].start : tokens[-1].end], None
        role = self.text[tokens[0].start : names[0].start].strip(" ,(.")
        if role in lexicon.words["bare_head"] or words[0] in lexicon.words["second_word"]:
            role = ""  # *kepala Andi Saputra*: his head; *tim hukum Persatuan, Andi Saputra*
        return role or None, " ".join(token.text for token in names)


class NamesNearFigures:
    """Names in the sentences that hold figures and in those before them, where their speakers stand.

    The model costs far more than the rules, and most sentences hold no phrase that a rule would ask it about: so no
    sentence is read before it is asked for, and none twice.
    """

    def __init__(self, sentences: Sequence[Sentence], figures: Iterable[int], read: ReadNames) -> None:
        self._sentences = sentences
        self._read = read
        here = {bisect_right(sentences, figure, key=START) - 1 for figure in figures}
        self._near = here | {index - 1 for index in here}

    def __call__(self, start: int, end: int) -> list[Entity]:
        """The names that overlap ``start``..``end``, by place."""
        first, last = bisect_right(self._sentences, start, key=_END), bisect_left(self._sentences, end, key=START)
        near = (entity for index in range(first, last) if index in self._near for entity in self._names_of(index))
        return [entity for entity in near if entity.start < end and start < entity.end]

    @kept
    def _names_of(self, index: int) -> Sequence[Entity]:
        sentence = self._sentences[index]
        return self._read(sentence.start, sentence.end)
