"""Who is who in an article: bare surnames, nicknames, acronyms and offices led back to the fullest name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import Final

from extractor.close.kept import kept
from extractor.close.speech.lexicon import Lexicon, is_acronym
from extractor.close.speech.naming import Named, ReadNames
from extractor.close.speech.noun_phrases import REACH, PhraseReader
from extractor.mentions import Masked, Skimmed
from extractor.text.occurrences import Occurrences
from extractor.text.tokens import Token, TokensBefore

#: So many places of a name are looked at for its fullest form.
_SEEN: Final = 40
#: Within so many characters the word before a name is sought.
_WORD: Final = 30
_NAME_WORD: Final = re.compile(r"\S+")
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")


class Directory(PhraseReader):
    """Who is who in one article. Names are sought on demand, outside boilerplate, and remembered."""

    def __init__(self, skimmed: Skimmed, title_end: int, names: ReadNames | None, lexicon: Lexicon) -> None:
        super().__init__(skimmed.article.text, skimmed.bodies, names, lexicon)
        self.title_end = title_end
        self._occurrences = Occurrences(_blanked(self.text, skimmed.boilerplate))

    def in_body(self, name: str) -> int:
        """Where the text below the title first has ``name``, -1 where it does not."""
        return self._occurrences.first(name, self.title_end)

    @kept
    def fullest(self, name: str) -> str:
        """The longest form of a person's name in the article that contains ``name``, or what it is an alias of."""
        alias = self.alias(name)
        if alias is not None and alias.who == "person" and alias.name and name not in alias.name:
            name = alias.name  # one alias only: two names may explain each other
        best = name
        for position in islice(self._occurrences.whole(name, self.title_end), _SEEN):
            left, right = self._extent(position, name)
            candidate = " ".join(self.text[left:right].split())
            best = candidate if len(candidate) > len(best) else best
        return best

    def _extent(self, start: int, name: str) -> tuple[int, int]:
        """How far ``name`` at ``start`` reaches: by the model where it found one, else by its words."""
        end, parts = start + len(name), name.split(" ")
        called = next((part for part in parts if part in self.bare), parts[0])
        for entity in self._names(start, end):
            if entity.label == "PER" and entity.start <= start and end <= entity.end:
                return entity.start, entity.end
        left, right = _grow_left(self.text, start, self.lexicon), _grow_right(self.text, end, self.lexicon)
        words = [(word[0], word.start()) for word in _NAME_WORD.finditer(self.text, left, start)]
        for (word, _), (following, begin) in reversed([*pairwise([*words, (parts[0], start)])]):
            if self._stands_apart(word, following, called):
                return begin, right
        return left, right

    def _stands_apart(self, word: str, following: str, called: str) -> bool:
        """Whether a capitalised word is a house before the name (*Direktur Utama Inalum Melati Sarnita*).

        The article then calls the person by a later word and names the house without what follows it here at least
        twice.
        """
        if word in self.bare or called not in self.bare:
            return False
        text, behind = self.text, f" {following}"
        alone = (place for place in self._occurrences.whole(word) if not text.startswith(behind, place + len(word)))
        return sum(1 for _ in islice(alone, 2)) == 2

    def behind_house(self, names: list[Token]) -> list[Token]:
        """*Direktur Utama Inalum Melati Sarnita*: what the article names alone is a house, what it calls is a person.

        Of the words before the first by which the article calls somebody, those up to the last that stands apart.
        """
        called = next((index for index, token in enumerate(names) if token.text in self.bare), 0)
        for index in range(called, 0, -1):
            whole = index == 1 or len(names) - index > 1
            if whole and self._stands_apart(names[index - 1].text, names[index].text, names[called].text):
                return names[index:]
        return names

    def is_house(self, named: Named) -> bool:
        """Whether an organisation is surely one: by its head (*Badan*), or as an acronym."""
        head, lexicon = (named.name or "").split(" ")[0], self.lexicon
        listed = head in lexicon.houses or head.lower() in lexicon.government
        return listed or is_acronym(head) or lexicon.clipped_house.match(head) is not None

    @kept
    def alias(self, name: str) -> Named | None:
        """Whom a nickname or acronym means that the article explains: *Saifullah Yusuf (Gus Ipul)*, *Badan X (BX)*;
        or that is known, where the article has the full name.
        """
        if name not in self._explanations:
            full = self.lexicon.called.get(name)
            start = self.in_body(full) if full is not None else -1
            return Named("person", full, None, start, start + len(full)) if full is not None and start >= 0 else None
        for start in self._explanations[name]:
            meant = self.before(max(0, start - REACH), start)
            if meant is None:
                continue
            whole = meant.name if meant.name is not None else meant.role or ""
            if meant.who == "office" and is_acronym(name):  # *Kepala Badan X (BX)*: the shortest end that fits
                words = whole.split()
                ends = (" ".join(words[start:]) for start in range(len(words) - 2, -1, -1))
                whole = next((one for one in ends if _initials_fit(name, one)), "")
                meant = Named("organisation", whole, None, meant.start, meant.end)
            if _initials_fit(name, whole) or (meant.who == "person" and not is_acronym(name)):
                return meant
        return None

    @cached_property
    def _explanations(self) -> dict[str, list[int]]:
        """Where each alias is explained in brackets, then where in words (*yang akrab disapa Ipul*)."""
        found: dict[str, list[int]] = {}
        for explaining in (self.lexicon.in_brackets, self.lexicon.nickname):
            for match in explaining.finditer(self.text, self.title_end):
                found.setdefault(match["alias"].strip(" .,"), []).append(match.start())
        return found

    def names_house(self, word: str) -> bool:
        """Whether the article explains ``word`` as the short name of an organisation."""
        alias = self.alias(word)
        return alias is not None and alias.who == "organisation"

    def organisation(self, name: str) -> str:
        """The full name of an organisation where the article explains its acronym, else ``name``."""
        alias = self.alias(name)
        full = alias.name if alias is not None and alias.who == "organisation" else None
        return " ".join(_BRACKETS.sub("", full).split()) if full else name

    @kept
    def holder(self, office: str) -> Named | None:
        """The person whom the article names with an office (*Kepala BGN*, *Presiden*, *Menkeu*), else ``None``."""
        text, words = self.text, office.split()
        same = {body.body for body in self._bodies if text[body.start : body.end] == office}
        titles = {text[body.start : body.end] for body in self._bodies if body.via == "title" and body.body in same}
        forms = [office, " ".join([*words[:-1], self.organisation(words[-1])]), *sorted(titles)]
        for pair in self.lexicon.synonyms:
            for given, other in (pair, pair[::-1]):
                if office == given or office.startswith(given + " "):
                    forms.append(other + office[len(given) :])
        # not in the headline, where all that follows has a capital
        places = (position for form in forms for position in self._occurrences.whole(form, self.title_end))
        follow = (self.after(position, position + REACH) for position in places)
        return next((named for named in follow if named is not None and named.who == "person"), None)


def _blanked(text: str, boilerplate: Sequence[Masked]) -> str:
    """The text with blanks for its boilerplate, where headlines of other reports write all words with a capital."""
    parts, last = [], 0
    for masked in boilerplate:
        parts += [text[last : masked.start], " " * (masked.end - masked.start)]
        last = masked.end
    return "".join([*parts, text[last:]])


def _initials_fit(alias: str, name: str) -> bool:
    """Whether an acronym can come from a name: its first letter opens the name, and its letters run through it."""
    letters = iter(name.lower())
    fits = all(letter in letters for letter in alias.lower() if letter.isalpha())
    return fits and name[:1].lower() == alias[:1].lower()


def _grow_right(text: str, end: int, lexicon: Lexicon) -> int:
    """Where the name goes on to, without a word of speech that scraping has glued to it."""
    while (match := lexicon.next_name.match(text, end)) is not None:
        word = match["word"]
        if lexicon.ends_name(word) or lexicon.is_everyday(word) or word in lexicon.headline:
            break
        if (glued := lexicon.glued.fullmatch(word)) is not None:
            return match.start("word") + glued.end("name")
        end = match.end()
    return end


def _grow_left(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the name begins."""
    first = start
    while (match := lexicon.previous_name.search(text, max(0, start - _WORD), start)) is not None:
        word = match["word"]
        if word in lexicon.name_givers:
            return first  # what lies between is the house's own name: *PT Sinar Abadi Hendra Wijaya*
        before = text[max(0, match.start() - 2) : match.start()].strip()
        if lexicon.ends_name(word) or lexicon.is_everyday(word) or not before or before[-1] in '."“”!?:':
            return start  # a capital at the head of a sentence proves nothing
        house = TokensBefore(text, max(0, match.start() - _WORD), match.start()).at(0)
        if house is not None and lexicon.areas.is_area(word) and lexicon.institutional(house.text):
            return start  # *Gubernur DKI Jakarta Sari Utami*
        start = match.start()
    return start
