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
#: The words that tell of company are no longer than this.
_COMPANY: Final = 24
_INITIAL: Final = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.?$")
#: The words of a phrase; ``None`` stands for a comma between an office and its name.
Taken = list[Token | None]


class PhraseReader(NameReader):
    """Reads the noun phrases of one article."""

    def after(self, start: int, stop: int) -> Named | None:
        """The noun phrase that begins at ``start`` (blanks skipped), read no further than ``stop``."""
        lexicon = self.lexicon
        tokens = TokensAfter(self.text, start, min(stop, start + REACH))
        first = tokens.at(0)
        if first is None or (small := self._small(first)) is not None:
            return small if first is not None else None
        taken: Taken = []
        index = 0
        named = False
        while (token := tokens.at(index)) is not None:
            word, following = token.text, tokens.at(index + 1)
            if word[0].isupper():
                if taken and lexicon.opens(word) and not lexicon.institutional(word):
                    break
                if not (named and lexicon.is_degree(word)):
                    taken.append(token)
                named = named or not (lexicon.institutional(word) or word in lexicon.honorifics)
                if named and self._opens_with_office(taken):
                    named = self.split([item for item in taken if item is not None])[1] is not None
            elif word == "(" and taken:
                closing = _other_bracket(tokens, index, ")")
                if closing is None:
                    break
                index = closing
            elif word == "," and None in taken and following is not None and following.text in lexicon.office_links:
                pass  # the last comma of an enumeration: *Kepala Dinas Pangan, Kelautan, dan Pertanian*
            elif word == "," and following is not None and self._names_after_comma(following.text, taken, named):
                taken.append(None)
                named = False
            elif word == "." and taken and (last := taken[-1]) is not None and last.end == token.start:
                if not self._is_short(last.text):
                    break
            elif (word in lexicon.small_offices and not named) or self._links(word, taken, following, named):
                taken = self._enumerated([*taken, token])
            elif word in lexicon.words["anaphor"] and self._opens_with_office(taken):
                return Named("pronoun", None, None, first.start, token.end)  # *kata direktur itu*
            else:
                break
            index += 1
        while taken and ((last := taken[-1]) is None or last.text in lexicon.office_links):
            taken.pop()
        return self.classify(taken)

    def before(self, start: int, end: int) -> Named | None:
        """The noun phrase that ends at ``end`` (adverbs, commas skipped), reaching back no further than ``start``."""
        lexicon, text = self.lexicon, self.text
        first = max(start, end - REACH)
        tokens = TokensBefore(text, max(first, text.rfind("\n", first, end) + 1), end)
        index = 0
        while (token := tokens.at(index)) is not None and (token.text in lexicon.adverbs or token.text in ",–-"):
            index += 1
        if token is None or (small := self._small(token)) is not None:
            return small if token is not None else None
        run: Taken = []
        while (token := tokens.at(index)) is not None:
            word, left = token.text, tokens.at(index + 1)
            if word[0].isupper():
                if (lexicon.opens(word) and not lexicon.institutional(word)) or (run and word.endswith("-")):
                    break  # a place of writing ends in a dash
                if left is None or left.text not in ",." or not lexicon.is_degree(word):
                    run.append(token)
            elif word == ")":
                opening = _other_bracket(tokens, index, "(")
                if opening is None:
                    break
                index = opening
            elif word == ",":
                if left is None or not (left.text[0].isupper() or left.text in ")."):
                    break
                run.append(None)
            elif word == ".":
                if left is None or not (self._is_short(left.text) or lexicon.is_degree(left.text)):
                    break
            elif run and (
                word in lexicon.small_offices
                or (word in lexicon.office_links and left and (left.text[0].isupper() or left.text in ",)"))
            ):
                run.append(token)
            else:
                break
            index += 1
        run.reverse()
        while run and ((opener := run[0]) is None or opener.text in lexicon.office_links):
            run.pop(0)
        while run and run[-1] is None:
            run.pop()
        return self.classify(self._last_phrase(self._enumerated(run))) if run else None

    def speaker_before(self, start: int, end: int) -> Named | None:
        """The noun phrase that ends at ``end``, or that left of it whom it accompanies: *Bupati Kudus Budi Santoso,
        didampingi Wakil Bupati Ani Lestari, mengatakan*. A comma parts company: *Usai rapat bersama DPR, Bupati Kudus*.
        """
        text, start = self.text, max(start, end - REACH)
        named = self.before(start, end)
        while named is not None and "," not in text[named.start : named.end]:
            company = self.lexicon.accompanied.search(text, max(start, named.start - _COMPANY), named.start)
            if company is None:
                break
            named = self.before(start, company.start())
        return named

    def _small(self, token: Token) -> Named | None:
        """Whom a small word alone means: *dia*, *pemerintah*."""
        if token.text.lower() in self.lexicon.pronouns:
            return Named("pronoun", None, None, token.start, token.end)
        if token.text in self.lexicon.government:
            return Named("organisation", token.text, None, token.start, token.end)
        return None

    def _is_short(self, word: str) -> bool:
        """Whether the full stop behind a word ends no sentence: an initial, *Dr.*."""
        return _INITIAL.match(word) is not None or word in self.lexicon.honorifics

    def _enumerated(self, taken: Taken) -> Taken:
        """Without the commas of an enumeration inside an office: *Kepala Dinas Pangan, Kelautan, dan Pertanian*."""
        if None not in taken or not self._opens_with_office(taken):
            return taken
        links, is_office = self.lexicon.office_links, self.lexicon.is_office
        if any(comma is None and token is not None and is_office(token.text) for comma, token in pairwise(taken)):
            return taken  # *Gubernur Aceh, Bupati Pidie*
        last = max((index for index, token in enumerate(taken) if token is not None and token.text in links), default=0)
        return [token for index, token in enumerate(taken) if token is not None or index > last]

    def _last_phrase(self, run: Taken) -> Taken:
        """Of a run of capitalised segments parted by commas, the last that is an office with its name, or a name."""
        starts = [0, *(index + 1 for index, token in enumerate(run) if token is None)]
        if (joined := run[starts[-1]]) is not None and joined.text in self.lexicon.office_links:
            heads = [start for start in starts[:-1] if (one := run[start]) and one.text in self.lexicon.houses]
            return run[heads[-1] :] if heads else run[starts[-1] + 1 :]  # *Badan Tani, Kebun, dan Hutan*
        if (last := run[starts[-1]] if run[-1] is not None else None) is not None and last.text in self.lexicon.houses:
            return run[starts[-1] :]  # *sesuai arahan Presiden Ani Lestari, Kemnaker menargetkan*
        ranks = self.lexicon.honorifics  # before the name: the office stands before the comma
        offices = [
            start
            for start in starts
            if (first := run[start]) is not None and self.lexicon.is_office(first.text) and first.text not in ranks
        ]
        return run[max(offices, default=starts[-1]) :]

    def _names_after_comma(self, word: str, taken: Taken, named: bool) -> bool:
        """Whether a name begins with the word after a comma: *Direktur PT Anu Jaya, Budi Santoso, mengatakan*."""
        if not word[0].isupper() or not self._opens_with_office(taken):
            return False
        if word in self.bare and not any(token is not None and token.text in self.bare for token in taken):
            return True  # *kata Ketua Panitia Pawai Elang, Rendra*: Rendra is whom the article calls
        return not named or any(token is not None and token.text in self.lexicon.name_givers for token in taken)

    def _links(self, word: str, taken: Taken, following: Token | None, named: bool) -> bool:
        """Whether a small word inside an office (*dan*, *bidang*) leads on to a capitalised one."""
        links = word in self.lexicon.office_links and following is not None and following.text[0].isupper()
        return links and not named and self._opens_with_office(taken)

    def _opens_with_office(self, taken: Sequence[Token | None]) -> bool:
        return bool(taken) and (first := taken[0]) is not None and self.lexicon.is_office(first.text)


def _other_bracket(tokens: TokensAfter | TokensBefore, index: int, sign: str) -> int | None:
    """Where the bracket at ``index`` closes, or opens, by ``sign``, within a few words."""
    for position in range(index + 1, index + _BRACKET):
        token = tokens.at(position)
        if token is None or token.text == sign:
            return position if token is not None else None
    return None
