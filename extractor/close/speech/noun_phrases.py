"""Noun phrases around a word of speech: how far they reach, forward and back, in running text."""

from __future__ import annotations

import re
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


class PhraseReader(NameReader):
    """Reads the noun phrases of one article."""

    def after(self, start: int, stop: int) -> Named | None:
        """The noun phrase that begins at ``start`` (blanks skipped), read no further than ``stop``."""
        lexicon = self.lexicon
        tokens = TokensAfter(self.text, start, min(stop, start + REACH))
        first = tokens.at(0)
        if first is None or (small := self._small(first)) is not None:
            return small if first is not None else None
        taken: list[Token] = []
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
                    named = self.split([item for item in taken if item.text != ","])[1] is not None
            elif word == "(" and taken:
                closing = _other_bracket(tokens, index, ")")
                if closing is None:
                    break
                index = closing
            elif word == "," and following is not None and following.text in lexicon.office_links and _commas(taken):
                pass  # the last comma of an enumeration: *Kepala Dinas Pangan, Kelautan, dan Pertanian*
            elif word == "," and following is not None and self._names_after_comma(following.text, taken, named):
                taken.append(token)
                named = False
            elif word == "." and taken and taken[-1].end == token.start:
                if not self._is_short(taken[-1].text):
                    break
            elif (word in lexicon.small_offices and not named) or self._links(word, taken, following, named):
                taken = self._enumerated([*taken, token])
            elif word in lexicon.words["anaphor"] and self._opens_with_office(taken):
                return Named("pronoun", None, None, first.start, token.end)  # *kata direktur itu*
            else:
                break
            index += 1
        while taken and (taken[-1].text == "," or taken[-1].text in lexicon.office_links):
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
        run: list[Token] = []
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
                run.append(token)
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
        while run and (run[0].text == "," or run[0].text in lexicon.office_links):
            run.pop(0)
        while run and run[-1].text == ",":
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

    def _enumerated(self, taken: list[Token]) -> list[Token]:
        """Without the commas of an enumeration inside an office: *Kepala Dinas Pangan, Kelautan, dan Pertanian*."""
        links, commas = self.lexicon.office_links, _commas(taken)
        if not commas or not self._opens_with_office(taken):
            return taken
        if any(self.lexicon.is_office(token.text) for comma in commas for token in taken[comma + 1 : comma + 2]):
            return taken  # *Gubernur Aceh, Bupati Pidie*
        last = max((index for index, token in enumerate(taken) if token.text in links), default=0)
        return [token for index, token in enumerate(taken) if index not in commas or index > last]

    def _last_phrase(self, run: list[Token]) -> list[Token]:
        """Of a run of capitalised segments parted by commas, the last that is an office with its name, or a name."""
        lexicon, starts = self.lexicon, [0, *(comma + 1 for comma in _commas(run))]
        last = run[starts[-1]].text
        if last in lexicon.office_links:
            heads = [start for start in starts[:-1] if run[start].text in lexicon.houses]
            return run[heads[-1] :] if heads else run[starts[-1] + 1 :]  # *Badan Tani, Kebun, dan Hutan*
        if last in lexicon.houses:
            return run[starts[-1] :]  # *sesuai arahan Presiden Ani Lestari, Kemnaker menargetkan*
        offices = [start for start in starts if lexicon.is_office(run[start].text)]
        # not a rank before the name: the office stands before the comma
        return run[max((start for start in offices if run[start].text not in lexicon.honorifics), default=starts[-1]) :]

    def _names_after_comma(self, word: str, taken: list[Token], named: bool) -> bool:
        """Whether a name begins with the word after a comma: *Direktur PT Anu Jaya, Budi Santoso, mengatakan*."""
        if not word[0].isupper() or not self._opens_with_office(taken):
            return False
        if word in self.bare and not any(token.text in self.bare for token in taken):
            return True  # *kata Ketua Panitia Pawai Elang, Rendra*: Rendra is whom the article calls
        return not named or any(token.text in self.lexicon.name_givers for token in taken)

    def _links(self, word: str, taken: list[Token], following: Token | None, named: bool) -> bool:
        """Whether a small word inside an office (*dan*, *bidang*) leads on to a capitalised one."""
        links = word in self.lexicon.office_links and following is not None and following.text[0].isupper()
        return links and not named and self._opens_with_office(taken)

    def _opens_with_office(self, taken: list[Token]) -> bool:
        return bool(taken) and self.lexicon.is_office(taken[0].text)


def _commas(taken: list[Token]) -> list[int]:
    """Where the commas of a phrase stand, between an office and its name."""
    return [index for index, token in enumerate(taken) if token.text == ","]


def _other_bracket(tokens: TokensAfter | TokensBefore, index: int, sign: str) -> int | None:
    """Where the bracket at ``index`` closes, or opens, by ``sign``, within a few words."""
    for position in range(index + 1, index + _BRACKET):
        token = tokens.at(position)
        if token is None or token.text == sign:
            return position if token is not None else None
    return None
