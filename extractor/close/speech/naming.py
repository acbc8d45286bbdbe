"""From the words of a noun phrase to whom it means: a person with an office, an office alone, a house, or nobody.

What is left of a capitalised phrase when offices, houses, degrees and titles are taken away is the name. No
dictionary of names is needed, so that an unknown name works as well as a famous one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.close.kept import kept
from extractor.close.speech.lexicon import Lexicon, is_acronym
from extractor.mentions import BodyMention, Entity, Sentence
from extractor.text.occurrences import Occurrences
from extractor.text.tokens import Token

#: The model's names that overlap a stretch of the article.
NamesWithin = Callable[[int, int], Sequence[Entity]]
Who = Literal["person", "office", "organisation", "pronoun", "own_side", "own_house", "nobody"]


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

    def __init__(self, text: str, bodies: Sequence[BodyMention], names: NamesWithin | None, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.occurrences = Occurrences(text)
        self.bare: set[str] = set()
        self._bodies = bodies
        self._body_starts = [body.start for body in bodies]
        self._names = names or _no_names

    def _called(self, names: Sequence[Token]) -> Token | None:
        """The word by which the article calls a person, when it is not the first of the phrase."""
        called = next((token for token in names if token.text in self.bare), None)
        if called is None:
            return names[1] if len(names) > 1 and self.names_house(names[0].text) else None
        return called if called is not names[0] or self.names_house(called.text) else None

    def names_house(self, word: str) -> bool:
        """Whether the article explains ``word`` as an organisation (*PT Indonesia Asahan Aluminium atau Inalum*).

        A reader that knows no explanations knows no such names.
        """
        return False

    def stands_apart(self, word: str, following: str, called: str) -> bool:
        """Whether a capitalised word is a house before the name (*Direktur Utama Inalum Melati Sarnita*).

        The article then explains the house's short name, or calls the person by a later word and names the house
        without what follows it here at least twice.
        """
        if self.names_house(word):
            return True
        if word in self.bare or called not in self.bare:
            return False
        return self._stands_twice(word, f" {following}")

    @kept
    def _stands_twice(self, word: str, rest: str) -> bool:
        """Whether the article has ``word`` at least twice without ``rest`` behind it."""
        text = self.text
        seen = 0
        for position in self.occurrences.of(word):
            end = position + len(word)
            whole = (not position or not in_word(text[position - 1])) and (end == len(text) or not in_word(text[end]))
            if whole and not text.startswith(rest, end):
                seen += 1
                if seen == 2:
                    return True
        return False

    # --- from a phrase to a name -----------------------------------------------------------------------------

    def classify(self, phrase: list[Token | None]) -> Named | None:
        tokens = [token for token in phrase if token is not None]
        if not tokens:
            return None
        lexicon = self.lexicon
        start, end = tokens[0].start, tokens[-1].end
        while len(tokens) > 1 and tokens[0].text in lexicon.honorifics and tokens[0].text not in lexicon.offices:
            tokens.pop(0)
        first = tokens[0].text
        if first in lexicon.media and len(tokens) <= 2:
            return Named("nobody", None, None, start, end)
        if len(tokens) == 1 and first not in lexicon.offices and first not in lexicon.small_offices:
            # words that are no name, before the model is asked: it costs more than all rules together
            if first.lower() in lexicon.documents or first in lexicon.anonymous:
                return Named("nobody", None, None, start, end)
            if lexicon.opens(first) and not lexicon.institutional(first):
                return None
        for entity in self._names(tokens[0].start, end):
            if entity.label == "PER" and start <= entity.start and entity.end <= end:
                return self._person(tokens, entity, start, end)
        if first in lexicon.offices or first in lexicon.small_offices:
            role, name = self.split(tokens, phrase)
            if name is None and (first[0].islower() or first in lexicon.people):
                return Named("nobody", None, None, start, end)
            return Named("person" if name else "office", name, role, start, end)
        if first.lower() in lexicon.reports:
            owner = self.classify(phrase[1:])
            if owner is not None and owner.who == "organisation":
                return owner  # *Laporan Bank Dunia menyebut*
        if first.lower() in lexicon.documents:
            return Named("nobody", None, None, start, end)
        if first in lexicon.houses or lexicon.clipped_house.match(first) or self._named_body(tokens[0]):
            return Named("organisation", self.text[tokens[0].start : end], None, start, end)
        if first == "Pemerintah":
            return Named("organisation", self.text[tokens[0].start : end], None, start, end)
        if len(tokens) == 1 and is_acronym(first):
            return Named("organisation", first, None, start, end)
        if lexicon.areas.is_area(self.text[tokens[0].start : end]):
            return None
        kept = [token for token in tokens if not lexicon.institutional(token.text)]
        if len(kept) < len(tokens):
            # institutional words without a head of their own make a house (Mandiri Sekuritas, Kadin Indonesia)
            if is_acronym(first) or len(tokens) > 1:
                return Named("organisation", self.text[tokens[0].start : end], None, start, end)
            return None
        if len(tokens) > 5:
            return None
        other = self._other_entity(start, end)
        if other is not None:
            return Named("organisation", self.text[tokens[0].start : end], None, start, end) if other == "ORG" else None
        return Named("person", " ".join(token.text for token in tokens), None, start, end)

    def _other_entity(self, start: int, end: int) -> str | None:
        """ORG or LOC when the model reads the whole phrase so."""
        for entity in self._names(start, end):
            if entity.label != "PER" and entity.start <= start and end <= entity.end:
                return entity.label
        return None

    def is_person(self, named: Named) -> bool:
        """Whether the model reads a person within the phrase."""
        return any(
            entity.label == "PER" and named.start <= entity.start for entity in self._names(named.start, named.end)
        )

    def _person(self, tokens: Sequence[Token], entity: Entity, start: int, end: int) -> Named:
        role = self.text[tokens[0].start : entity.start].strip(" ,(") if tokens[0].start < entity.start else None
        return Named("person", self.text[entity.start : entity.end].strip(), role or None, start, end)

    def is_body(self, named: Named) -> bool:
        """Whether a phrase names a ministry or agency that the registry knows."""
        return self._body_at(named.start) is not None

    def _named_body(self, token: Token) -> bool:
        body = self._body_at(token.start)
        return body is not None and body.via == "name"

    def _body_at(self, position: int) -> BodyMention | None:
        index = bisect_right(self._body_starts, position) - 1
        return self._bodies[index] if index >= 0 and position < self._bodies[index].end else None

    def split(self, tokens: Sequence[Token], phrase: Sequence[Token | None] = ()) -> tuple[str | None, str | None]:
        """Role and name of a phrase that opens with an office."""
        lexicon = self.lexicon
        boundary = 0
        first = max(0, bisect_right(self._body_starts, tokens[0].start) - 1)
        for body in self._bodies[first : bisect_left(self._body_starts, tokens[-1].end)]:
            if body.end > tokens[0].start:
                boundary = max(boundary, sum(1 for token in tokens if token.start < body.end) - 1)
        index = 0
        while index < len(tokens):
            word = tokens[index].text
            before = tokens[index - 1].text if index else ""
            if (
                index <= boundary
                or before in lexicon.words["village"]
                or before in lexicon.office_links
                or lexicon.institutional(word)
                or word in lexicon.office_links
                or word in lexicon.small_offices
            ):
                boundary = max(boundary, index)
                index += 1
                continue
            length = lexicon.areas.length_at(
                [token.text for token in tokens[index : index + 5]], tokens[index - 1].text
            )
            if length:
                boundary = max(boundary, index + length - 1)
                index += length
                continue
            index += 1
        behind = tokens[boundary + 1 :]
        rank = max((i for i, token in enumerate(behind[:-1]) if token.text in lexicon.honorifics), default=-1)
        names = behind[rank + 1 :]  # *Polres X Kompol Arman*: what stands before a rank is the house's
        last_comma = max((position for position, token in enumerate(phrase) if token is None), default=-1)
        if last_comma >= 0:
            tail = [
                token
                for token in phrase[last_comma + 1 :]
                if token is not None and token.text not in lexicon.honorifics
            ]
            if tail and not any(lexicon.institutional(token.text) for token in tail):
                names = tail
        elif (
            len(names) > 1
            and (called := self._called(names))
            and self.stands_apart(names[0].text, names[1].text, called.text)
        ):
            names = names[names.index(called) :]
        elif len(names) > 1 and tokens[boundary].text in lexicon.name_givers:
            known = [position for position, token in enumerate(names) if token.text in self.bare]
            if known:
                names = names[known[0] :]
            elif len(names) > 2:
                names = names[-2:]
        if not names:
            return self.text[tokens[0].start : tokens[-1].end], None
        if len(names) > 5:
            names = names[-4:]
        role = self.text[tokens[0].start : names[0].start].strip(" ,(.")
        return role or None, " ".join(token.text for token in names)


def in_word(character: str) -> bool:
    """Whether a character can be part of a word."""
    return character.isalnum() or character == "_"


def _no_names(start: int, end: int) -> tuple[Entity, ...]:
    return ()


#: Reads the names of the sentence from one offset to another.
ReadNames = Callable[[int, int], Sequence[Entity]]


class NamesNearFigures:
    """Names in the sentences that hold figures and in those before them, where their speakers stand.

    The model costs far more than the rules, and most sentences hold no phrase that a rule would ask it about: so no
    sentence is read before it is asked for, and none twice.
    """

    def __init__(self, sentences: Sequence[Sentence], figures: Iterable[int], read: ReadNames) -> None:
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]
        self._read = read
        here = {bisect_right(self._starts, figure) - 1 for figure in figures}
        self._near = here | {index - 1 for index in here}

    def __call__(self, start: int, end: int) -> list[Entity]:
        """The names that overlap ``start``..``end``, by place."""
        found: list[Entity] = []
        for index in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            if index in self._near:
                found += [entity for entity in self._names_of(index) if entity.start < end and start < entity.end]
        return found

    @kept
    def _names_of(self, index: int) -> Sequence[Entity]:
        sentence = self._sentences[index]
        return self._read(sentence.start, sentence.end)
