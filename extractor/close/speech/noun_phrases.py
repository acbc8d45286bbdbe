"""Noun phrases around a word of speech: how far they reach, forward and back, in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from extractor.close.speech.naming import Named, NameReader
from extractor.text.tokens import Token, TokensAfter, TokensBefore

#: Longest noun phrase read around a cue; the longest office names of ministries run to some 150 characters.
REACH: Final = 220
#: A bracket inside a name closes within so many words and signs.
_BRACKET: Final = 9
_INITIAL: Final = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.?$")


class PhraseReader(NameReader):
    """Reads the noun phrases of one article."""

    def after(self, start: int, stop: int) -> Named | None:
        """The noun phrase that begins at ``start`` (blanks skipped), read no further than ``stop``."""
        tokens = TokensAfter(self.text, start, min(stop, start + REACH))
        first = tokens.at(0)
        if first is None or not self._may_open(first):
            return None
        lexicon = self.lexicon
        taken: list[Token | None] = []  # None stands for a comma between an office and its name
        index = 0
        named = False
        while (token := tokens.at(index)) is not None:
            word = token.text
            if word[0].isupper():
                if taken and lexicon.opens(word) and not lexicon.institutional(word):
                    break
                if taken and named and bare_letters(word) in lexicon.degrees:
                    index += 1
                    continue
                taken.append(token)
                named = named or not (lexicon.institutional(word) or word in lexicon.honorifics)
                if named and self._opens_with_office(taken):
                    named = self.split([item for item in taken if item is not None])[1] is not None
            elif word == "(":
                closing = _other_bracket(tokens, index, ")")
                if closing is None or not taken:
                    break
                index = closing
            elif word == ",":
                following = tokens.at(index + 1)
                if following is None or not taken:
                    break
                if bare_letters(following.text) in lexicon.degrees:
                    index += 1
                elif following.text in lexicon.office_links and self._lists_fields(taken):
                    pass  # the last comma of an enumeration: *Kepala Dinas Pangan, Kelautan, dan Pertanian*
                elif self._names_after_comma(following.text, taken, named):
                    taken.append(None)
                    named = False
                else:
                    break
            elif word == ".":
                previous = taken[-1] if taken else None
                if (
                    previous is None
                    or token.start != previous.end
                    or not (_INITIAL.match(previous.text) or previous.text in lexicon.honorifics)
                ):
                    break
            elif not taken and (small := self._small(token)) is not None:
                return small
            elif (word in lexicon.small_offices and not named) or self._links(word, taken, tokens.at(index + 1), named):
                taken = self._enumerated([*taken, token])
                named = named and word not in lexicon.office_links
            elif not taken and word in lexicon.honorifics:
                following = tokens.at(index + 1)
                index += 1 if following is not None and following.text == "." else 0  # *dr. Gloria*
            elif taken and word in lexicon.anaphors and taken[0] is not None and self._opens_with_office(taken):
                return Named("pronoun", None, None, taken[0].start, token.end)
            else:
                break
            index += 1
        while taken and ((last := taken[-1]) is None or last.text in self.lexicon.office_links):
            taken.pop()
        return self.classify(taken)

    def _small(self, token: Token) -> Named | None:
        """Whom a word alone means: *dia*, *kami*, *pemerintah*, or nobody, as a document does."""
        lexicon, word = self.lexicon, token.text
        if word.lower() in lexicon.pronouns:
            return Named("pronoun", None, None, token.start, token.end)
        if word.lower() in lexicon.own_side:
            return Named("own_side", None, None, token.start, token.end)
        if word.lower() in lexicon.own_house:
            return Named("own_house", None, None, token.start, token.end)
        if word in lexicon.government:
            return Named("organisation", word, None, token.start, token.end)
        return Named("nobody", None, None, token.start, token.end) if word in lexicon.documents else None

    def _may_open(self, token: Token) -> bool:
        """Whether a noun phrase may open with a word: what follows most words of speech is none."""
        word, lexicon = token.text, self.lexicon
        opens = word[0].isupper() or word in lexicon.small_offices or word in lexicon.honorifics
        return opens or self._small(token) is not None

    def before(self, start: int, end: int) -> Named | None:
        """The noun phrase that ends at ``end`` (adverbs, commas skipped), reaching back no further than ``start``."""
        lexicon, text = self.lexicon, self.text
        first = max(start, end - REACH)
        tokens = TokensBefore(text, max(first, text.rfind("\n", first, end) + 1), end)
        index = 0
        while (token := tokens.at(index)) is not None and (token.text in lexicon.adverbs or token.text in ",–-"):
            index += 1
        if token is None:
            return None
        small = self._small(token)
        if small is not None and small.who != "nobody":
            return small
        if token.text in lexicon.anaphors:
            left = tokens.at(index + 1)
            if left is not None and left.text in lexicon.small_offices:
                return Named("pronoun", None, None, left.start, token.end)
            if left is not None and left.text.lower() in lexicon.own_house:
                return Named("own_house", None, None, left.start, token.end)
        run: list[Token | None] = []
        while token is not None:
            word = token.text
            left = tokens.at(index + 1)
            if word[0].isupper():
                if (lexicon.opens(word) and not lexicon.institutional(word)) or (run and word.endswith("-")):
                    break  # a place of writing ends in a dash
                if left is None or left.text not in ",." or bare_letters(word) not in lexicon.degrees:
                    run.append(token)
            elif word == ")":
                opening = _other_bracket(tokens, index, "(")
                if opening is None:
                    break
                index = opening
            elif word == ",":
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
            elif (
                (word in self.lexicon.office_links or word in lexicon.particles)
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
            index += 1
            token = tokens.at(index)
        run.reverse()
        while run and ((opener := run[0]) is None or opener.text in self.lexicon.office_links):
            run.pop(0)
        while run and run[-1] is None:
            run.pop()
        return self.classify(self._last_phrase(self._enumerated(run)))

    def _enumerated(self, taken: Sequence[Token | None]) -> list[Token | None]:
        """Without the commas of an enumeration inside an office: what a linking word goes on with is no name."""
        links = self.lexicon.office_links
        if self._lists_fields(taken):
            joints = [index for index, token in enumerate(taken) if token is not None and token.text in links]
            last = joints[-1] if joints else 0
            return [token for index, token in enumerate(taken) if token is not None or index > last]
        others = [
            index
            for index, (comma, token) in enumerate(pairwise(taken), 1)
            if comma is None and token is not None and token.text in links
        ]
        return list(taken[others[-1] + 1 if others else 0 :])  # *Bupati Pidie, dan Ani Lestari*

    def _lists_fields(self, taken: Sequence[Token | None]) -> bool:
        """Whether the commas may stand inside one office: not behind one that is whole (*Menteri Agama, Ani Lestari*),
        nor before another (*Gubernur Aceh, Bupati Pidie*).
        """
        if None not in taken or not self._opens_with_office(taken):
            return False
        office = taken[taken.index(None) - 1]
        body = self._body_at(office.start) if office is not None else None
        if body is not None and office is not None and body.via == "title" and body.end == office.end:
            return False
        return not any(comma is None and self._is_office(token) for comma, token in pairwise(taken))

    def _last_phrase(self, run: list[Token | None]) -> list[Token | None]:
        """Of a run of capitalised segments parted by commas, the last that is an office with its name, or a name."""
        if None not in run:
            return run
        cuts = [index for index, token in enumerate(run) if token is None]
        starts = [0, *(cut + 1 for cut in cuts)]
        for start in reversed(starts):
            rest = run[start:]
            first = next(
                (token for token in rest if token is not None and token.text not in self.lexicon.office_links), None
            )
            if first is not None and first.text in self.lexicon.ranks and start:
                continue  # a rank before the name: the office stands before the comma
            if start == starts[-1] and start and first is not None and self._is_house_name(first):
                return rest  # *sesuai arahan Presiden Ani Lestari, Kemnaker menargetkan*
            if self._is_office(first):
                return rest
        return run[starts[-1] :]

    def _is_house_name(self, token: Token) -> bool:
        """Whether a word opens the name of a house and no office."""
        return not self._is_office(token) and (token.text in self.lexicon.houses or self._named_body(token))

    def _names_after_comma(self, word: str, taken: Sequence[Token | None], named: bool) -> bool:
        """Whether a name begins with the word after a comma: *Direktur PT Anu Jaya, Budi Santoso, mengatakan*."""
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
        return word in self.lexicon.particles or (
            word in self.lexicon.office_links
            and self._opens_with_office(taken)
            and (not named or self._lists_fields(taken))
        )

    def _opens_with_office(self, taken: Sequence[Token | None]) -> bool:
        return self._is_office(taken[0])

    def _is_office(self, token: Token | None) -> bool:
        return token is not None and (token.text in self.lexicon.offices or token.text in self.lexicon.small_offices)


def bare_letters(word: str) -> str:
    return word.replace(".", "").replace(" ", "")


def _other_bracket(tokens: TokensAfter | TokensBefore, index: int, sign: str) -> int | None:
    """Where the bracket at ``index`` closes, or opens, by ``sign``, within a few words."""
    for position in range(index + 1, index + _BRACKET):
        token = tokens.at(position)
        if token is None or token.text == sign:
            return position if token is not None else None
    return None
