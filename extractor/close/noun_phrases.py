"""Noun phrases around a word of speech: how far they reach, forward and back, in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.close.naming import CONNECTORS, Named, NameReader, Token, Who

#: Longest noun phrase read around a cue; the longest office names of ministries run to some 150 characters.
REACH = 220
_NEAR = 90  # nearly all phrases fit; the rest is read again in full

_TOKEN = re.compile(r"[^\W\d_](?:[\w'’`&/-]|\.(?=[^\W\d_]))*|\d+|[^\w\s]")
_INITIAL = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.?$")
_ANAPHORS = frozenset(("itu", "ini", "tersebut"))


class PhraseReader(NameReader):
    """Reads the noun phrases of one article."""

    def after(self, start: int, stop: int) -> Named | None:
        """The noun phrase that begins at ``start`` (blanks skipped), read no further than ``stop``."""
        first = _TOKEN.search(self.text, start, min(stop, start + REACH))
        if first is None or not self._may_open(first[0]):
            return None
        near = min(stop, start + _NEAR)
        named, complete = self._after(start, near)
        if complete or near == min(stop, start + REACH):
            return named
        return self._after(start, min(stop, start + REACH))[0]

    def _may_open(self, word: str) -> bool:
        """Whether a noun phrase may open with a word: what follows most words of speech is none."""
        lexicon, small = self.lexicon, word.lower()
        return (
            word[0].isupper()
            or small in lexicon.pronouns
            or small in lexicon.own_side
            or word in lexicon.documents
            or word in lexicon.small_offices
            or word in lexicon.honorifics
            or word == "pemerintah"
        )

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
                    named = self.split([item for item in taken if item is not None])[1] is not None
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
        while taken and (taken[-1] is None or taken[-1].text in CONNECTORS):
            taken.pop()
        return self.classify(taken), index < len(tokens) - 3

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
                (word in CONNECTORS or word in lexicon.particles)
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
        while run and (run[0] is None or run[0].text in CONNECTORS):
            run.pop(0)
        while run and run[-1] is None:
            run.pop()
        return self.classify(self._last_phrase(run)), index > 1

    def _last_phrase(self, run: list[Token | None]) -> list[Token | None]:
        """Of a run of capitalised segments parted by commas, the last that is an office with its name, or a name."""
        cuts = [index for index, token in enumerate(run) if token is None]
        if not cuts:
            return run
        starts = [0, *(cut + 1 for cut in cuts)]
        for start in reversed(starts):
            rest = run[start:]
            first = next((token for token in rest if token is not None and token.text not in CONNECTORS), None)
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
        return word in self.lexicon.particles or (word in CONNECTORS and not named and self._opens_with_office(taken))

    def _opens_with_office(self, taken: Sequence[Token | None]) -> bool:
        first = taken[0]
        return first is not None and (first.text in self.lexicon.offices or first.text in self.lexicon.small_offices)


def bare_letters(word: str) -> str:
    return word.replace(".", "").replace(" ", "")


def _tokens(text: str, start: int, end: int) -> list[Token]:
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(text, start, end)]


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
