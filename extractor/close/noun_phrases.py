"""Noun phrases around a word of speech: who is meant, by name, by office, by house, or by a pronoun.

What is left of a capitalised phrase when offices, houses, degrees and titles are taken away is the name. No
dictionary of names is needed, so that an unknown name works as well as a famous one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extractor.close.lexicon import CLIPPED_HOUSE, Lexicon, is_acronym
from extractor.skim.mentions import BodyMention, Entity

Who = Literal["person", "office", "organisation", "pronoun", "own_side", "nobody"]

#: Longest noun phrase read around a cue; the longest office names of ministries run to some 150 characters.
REACH = 220
_NEAR = 90  # nearly all phrases fit; the rest is read again in full

_TOKEN = re.compile(r"[^\W\d_](?:[\w'’`&/-]|\.(?=[^\W\d_]))*|\d+|[^\w\s]")
_INITIAL = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.?$")


class Token(NamedTuple):
    """A word or sign with its offsets."""

    text: str
    start: int
    end: int


@dataclass(slots=True, frozen=True)
class Named:
    """Whom a noun phrase means. ``name`` is as far as the phrase itself says; ``start``..``end`` is the phrase."""

    who: Who
    name: str | None
    role: str | None
    start: int
    end: int


_CONNECTORS = frozenset(("dan", "bidang", "untuk", "of", "and", "for", "the", "urusan", "de", "se"))
_VILLAGES = frozenset(("Desa", "Kelurahan", "Kecamatan", "Kampung", "Dusun", "Nagari", "RT", "RW"))
_ANAPHORS = frozenset(("itu", "ini", "tersebut"))


class PhraseReader:
    """Reads noun phrases of one article.

    ``bare`` holds names that stand alone next to a word of speech, ``houses`` short names of organisations that the
    article explains (*PT Indonesia Asahan Aluminium atau Inalum*).
    """

    def __init__(
        self, text: str, bodies: Sequence[BodyMention], entities: Sequence[Entity] | None, lexicon: Lexicon
    ) -> None:
        self.text = text
        self.lexicon = lexicon
        self.bare: set[str] = set()
        self.houses: set[str] = set()
        self._bodies = bodies
        self._body_starts = [body.start for body in bodies]
        self._people = sorted((entity for entity in entities or () if entity.label == "PER"), key=_start)
        self._others = sorted((entity for entity in entities or () if entity.label != "PER"), key=_start)
        self._apart: dict[tuple[str, str], bool] = {}

    # --- reading phrases -------------------------------------------------------------------------------------

    def after(self, start: int, stop: int) -> Named | None:
        """The noun phrase that begins at ``start`` (blanks skipped), read no further than ``stop``."""
        near = min(stop, start + _NEAR)
        named, complete = self._after(start, near)
        if complete or near == min(stop, start + REACH):
            return named
        return self._after(start, min(stop, start + REACH))[0]

    def _after(self, start: int, stop: int) -> tuple[Named | None, bool]:
        """The phrase, and whether it ended before the window did."""
        lexicon = self.lexicon
        taken: list[Token | None] = []  # None stands for a comma between an office and its name
        tokens = _tokens(self.text, start, stop)
        index = 0
        named = False
        while index < len(tokens):
            token = tokens[index]
            word = token.text
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if word == "(":
                closing = _closing(tokens, index)
                if closing is None or not taken:
                    break
                index = closing + 1
                continue
            if word == ",":
                if following is None or not taken:
                    break
                if bare_letters(following.text) in lexicon.degrees:
                    index += 2
                    continue
                if self._names_after_comma(tokens[index + 1 :], taken, named):
                    taken.append(None)
                    named = False
                    index += 1
                    continue
                break
            if word == ".":
                previous = taken[-1] if taken else None
                if (
                    previous is not None
                    and token.start == previous.end
                    and (_INITIAL.match(previous.text) or previous.text in lexicon.honorifics)
                ):
                    index += 1
                    continue
                break
            if not taken and (word.lower() in lexicon.pronouns or word.lower() in lexicon.own_side):
                who: Who = "pronoun" if word.lower() in lexicon.pronouns else "own_side"
                return Named(who, None, None, token.start, token.end), True
            if word[0].isupper():
                if taken and lexicon.opens(word) and not lexicon.institutional(word):
                    break
                if taken and bare_letters(word) in lexicon.degrees and named:
                    index += 1
                    continue
                taken.append(token)
                named = named or not (lexicon.institutional(word) or word in lexicon.honorifics)
                if named and self._opens_with_office(taken):
                    named = self._split([item for item in taken if item is not None])[1] is not None
            elif not taken and word in lexicon.documents:
                return Named("nobody", None, None, token.start, token.end), True
            elif (word in lexicon.small_offices and not named) or self._links(word, taken, following, named):
                taken.append(token)
            elif not taken and word in lexicon.honorifics:
                index += 2 if following is not None and following.text == "." else 1  # *dr. Gloria*
                continue
            elif taken and word in _ANAPHORS and taken[0] is not None and self._opens_with_office(taken):
                return Named("pronoun", None, None, taken[0].start, token.end), True
            elif word == "pemerintah" and not taken:
                return Named("organisation", word, None, token.start, token.end), True
            else:
                break
            index += 1
        while taken and (taken[-1] is None or taken[-1].text in _CONNECTORS):
            taken.pop()
        return self._classify(taken), index < len(tokens) - 3

    def before(self, start: int, end: int) -> Named | None:
        """The noun phrase that ends at ``end`` (adverbs, commas skipped), reaching back no further than ``start``."""
        first = max(start, end - REACH)
        first = max(first, self.text.rfind("\n", first, end) + 1)
        near = max(first, end - _NEAR)
        named, complete = self._before(near, end)
        if complete or near == first:
            return named
        return self._before(first, end)[0]

    def _before(self, start: int, end: int) -> tuple[Named | None, bool]:
        """The phrase, and whether it began inside the window."""
        lexicon = self.lexicon
        tokens = _tokens(self.text, start, end)
        index = len(tokens) - 1
        while index >= 0 and (tokens[index].text in lexicon.adverbs or tokens[index].text in ",–-"):
            index -= 1
        if index < 0:
            return None, False
        word = tokens[index].text
        if word.lower() in lexicon.pronouns or word.lower() in lexicon.own_side:
            who: Who = "pronoun" if word.lower() in lexicon.pronouns else "own_side"
            return Named(who, None, None, tokens[index].start, tokens[index].end), True
        if word == "pemerintah":
            return Named("organisation", word, None, tokens[index].start, tokens[index].end), True
        if word in _ANAPHORS and index and tokens[index - 1].text in lexicon.small_offices:
            return Named("pronoun", None, None, tokens[index - 1].start, tokens[index].end), True
        run: list[Token | None] = []
        while index >= 0:
            token = tokens[index]
            word = token.text
            left = tokens[index - 1] if index else None
            if word == ")":
                opening = _opening(tokens, index)
                if opening is None:
                    break
                index = opening - 1
                continue
            if word == ",":
                if left is None or not (left.text[0].isupper() or left.text == ")" or left.text == "."):
                    break
                run.append(None)
            elif word == ".":
                if left is None or not (
                    _INITIAL.match(left.text)
                    or left.text in lexicon.honorifics
                    or bare_letters(left.text) in lexicon.degrees
                ):
                    break
            elif word[0].isupper():
                if lexicon.opens(word) and not lexicon.institutional(word):
                    break
                if not (bare_letters(word) in lexicon.degrees and left is not None and left.text in ",."):
                    run.append(token)
            elif (
                (word in _CONNECTORS or word in lexicon.particles)
                and run
                and left is not None
                and (left.text[0].isupper() or left.text in ",)")
            ):
                run.append(token)
            elif word in lexicon.small_offices and run:
                run.append(token)
                if left is None or left.text not in lexicon.small_offices:
                    break
            else:
                break
            index -= 1
        run.reverse()
        while run and (run[0] is None or run[0].text in _CONNECTORS):
            run.pop(0)
        while run and run[-1] is None:
            run.pop()
        return self._classify(self._last_phrase(run)), index > 1

    def _last_phrase(self, run: list[Token | None]) -> list[Token | None]:
        """Of a run of capitalised segments parted by commas, the last that is an office with its name, or a name."""
        cuts = [index for index, token in enumerate(run) if token is None]
        if not cuts:
            return run
        starts = [0, *(cut + 1 for cut in cuts)]
        for start in reversed(starts):
            rest = run[start:]
            first = next((token for token in rest if token is not None and token.text not in _CONNECTORS), None)
            if first is not None and first.text in self.lexicon.ranks and start:
                continue  # a rank before the name: the office stands before the comma
            if first is not None and (first.text in self.lexicon.offices or first.text in self.lexicon.small_offices):
                return rest
        return run[starts[-1] :]

    def _names_after_comma(self, rest: Sequence[Token], taken: Sequence[Token | None], named: bool) -> bool:
        """Whether a name follows the comma after an office: *Direktur PT Anu Jaya, Budi Santoso, mengatakan*."""
        word = rest[0].text
        lexicon = self.lexicon
        if not word[0].isupper() or not self._opens_with_office(taken) or word in lexicon.calendar:
            return False
        if not named:
            return True
        giver = any(token is not None and token.text in lexicon.name_givers for token in taken)
        return giver and not lexicon.institutional(word) and word not in lexicon.areas.names

    def _links(self, word: str, taken: Sequence[Token | None], following: Token | None, named: bool) -> bool:
        """Whether a small word inside a name (*bin*) or an office (*dan*, *bidang*) leads on to a capitalised one."""
        if not taken or following is None or not following.text[0].isupper():
            return False
        return word in self.lexicon.particles or (word in _CONNECTORS and not named and self._opens_with_office(taken))

    def _opens_with_office(self, taken: Sequence[Token | None]) -> bool:
        first = taken[0]
        return first is not None and (first.text in self.lexicon.offices or first.text in self.lexicon.small_offices)

    def _called(self, names: Sequence[Token]) -> Token | None:
        """The word by which the article calls a person, when it is not the first of the phrase."""
        called = next((token for token in names if token.text in self.bare), None)
        if called is None:
            return names[1] if len(names) > 1 and names[0].text in self.houses else None
        return called if called is not names[0] or called.text in self.houses else None

    def stands_apart(self, word: str, following: str, called: str) -> bool:
        """Whether a capitalised word is a house before the name (*Direktur Utama Inalum Melati Sarnita*).

        The article then explains the house's short name, or calls the person by a later word and names the house
        without what follows it here at least twice.
        """
        if word in self.houses:
            return True
        if word in self.bare or called not in self.bare:
            return False
        known = self._apart.get((word, following))
        if known is None:
            pattern = re.compile(rf"\b{re.escape(word)}\b(?! {re.escape(following)})")
            known = self._apart[word, following] = len(pattern.findall(self.text)) >= 2
        return known

    # --- from a phrase to a name -----------------------------------------------------------------------------

    def _classify(self, phrase: list[Token | None]) -> Named | None:
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
        position = bisect_left(self._people, tokens[0].start, key=_start)
        for entity in self._people[max(0, position - 1) : position + 3]:
            if entity.start >= start and entity.end <= end and entity.end > tokens[0].start:
                return self._person(tokens, entity, start, end)
        if first in lexicon.offices or first in lexicon.small_offices:
            role, name = self._split(tokens, phrase)
            if name is None and (first[0].islower() or first in lexicon.people):
                return Named("nobody", None, None, start, end)
            return Named("person" if name else "office", name, role, start, end)
        if first.lower() in lexicon.documents:
            return Named("nobody", None, None, start, end)
        if len(tokens) == 1 and lexicon.opens(first) and not lexicon.institutional(first):
            return None
        if len(tokens) == 1 and first in lexicon.anonymous:
            return Named("nobody", None, None, start, end)
        if first in lexicon.houses or CLIPPED_HOUSE.match(first) or self._named_body(tokens[0]):
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
        index = bisect_left(self._others, start, key=_start)
        for entity in self._others[max(0, index - 1) : index + 1]:
            if entity.start <= start and end <= entity.end:
                return entity.label
        return None

    def is_person(self, named: Named) -> bool:
        """Whether the model reads a person within the phrase."""
        index = bisect_left(self._people, named.start, key=_start)
        return index < len(self._people) and self._people[index].start < named.end

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

    def _split(self, tokens: Sequence[Token], phrase: Sequence[Token | None] = ()) -> tuple[str | None, str | None]:
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
            village = index > 0 and tokens[index - 1].text in _VILLAGES
            if (
                index <= boundary
                or village
                or lexicon.institutional(word)
                or word in _CONNECTORS
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


def bare_letters(word: str) -> str:
    return word.replace(".", "").replace(" ", "")


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]


def _closing(tokens: Sequence[Token], index: int) -> int | None:
    for position in range(index + 1, min(len(tokens), index + 9)):
        if tokens[position].text == ")":
            return position
    return None


def _opening(tokens: Sequence[Token], index: int) -> int | None:
    for position in range(index - 1, max(-1, index - 9), -1):
        if tokens[position].text == "(":
            return position
    return None


def _start(entity: Entity) -> int:
    return entity.start
