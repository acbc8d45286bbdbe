"""Who is who in an article: bare surnames, nicknames, acronyms and offices led back to the fullest name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from extractor.close.kept import kept
from extractor.close.speech.lexicon import Lexicon, is_acronym
from extractor.close.speech.naming import Named, NamesWithin, in_word
from extractor.close.speech.noun_phrases import REACH, PhraseReader, bare_letters
from extractor.mentions import Masked, Skimmed


class Directory(PhraseReader):
    """Who is who in one article. Names are sought on demand and remembered."""

    def __init__(
        self,
        text: str,
        title_end: int,
        skimmed: Skimmed,
        names: NamesWithin | None,
        lexicon: Lexicon,
    ) -> None:
        super().__init__(text, skimmed.bodies, names, lexicon)
        self.title_end = title_end
        self._masked = skimmed.boilerplate
        self._explaining = False

    @kept
    def fullest(self, name: str) -> str:
        """The longest form of a person's name in the article that contains ``name``."""
        alias = self.alias(name)
        if alias is not None and alias.who == "person" and alias.name and name not in alias.name:
            return self.fullest(alias.name)
        return self._grow(name)

    def _grow(self, name: str) -> str:
        text, lexicon = self.text, self.lexicon
        best = name
        short = name.split()
        for position in islice(self.occurrences.of(name, self.title_end), _SEEN):
            end = position + len(name)
            bounded = (position == 0 or not text[position - 1].isalnum()) and (
                end >= len(text) or not text[end].isalnum()
            )
            if bounded and not self._is_masked(position):
                left, right = self._extent(position, end, short[0])
                candidate = " ".join(text[left:right].split())
                gains = len(best) < len(candidate) and len(candidate.split()) <= 6
                if gains and candidate not in lexicon.areas.names:
                    best = candidate
        if best == name and len(short) == 1 and len(name) >= 4:
            grown = {self._grow(form) for form in self._longer_words(name)}
            if len(grown) == 1:
                return grown.pop()
        return best

    def _longer_words(self, name: str) -> set[str]:
        """The words that begin with ``name`` and open a longer name: *Purbaya* for *Purba*, in *Purbaya Yudhi*."""
        text = self.text
        found: set[str] = set()
        end = 0
        for position in self.occurrences.beginning(name, self.title_end):
            if position < end:
                continue  # inside the name just found
            end = position + len(name)
            begins = position == self.title_end or not in_word(text[position - 1])
            match = _LONGER.match(text, end) if begins else None
            if match is not None:
                found.add(text[position : match.end("rest")])
                end = match.end()
        return found

    def _is_masked(self, position: int) -> bool:
        index = bisect_right(self._masked, position, key=_start) - 1
        return index >= 0 and position < self._masked[index].end

    def is_house(self, named: Named) -> bool:
        """Whether an organisation is surely one: by its head (*Badan*), as a known body, or as an acronym."""
        name = named.name or ""
        head = name.split(" ")[0]
        lexicon = self.lexicon
        return (
            head in lexicon.houses
            or head.lower() in self.lexicon.government
            or is_acronym(head)
            or self.lexicon.clipped_house.match(head) is not None
            or self.is_body(named)
            or self._is_organisation(name)
        )

    @kept
    def is_company(self, name: str) -> bool:
        """Whether an organisation is a company: by its first word here, in full or anywhere in the article (*PT X*)."""
        lexicon = self.lexicon
        names = (name, self.organisation(name))
        if any(one.startswith(lexicon.no_companies) for one in names):
            return False
        heads = {one.split(" ")[0] for one in names}
        return (
            not heads.isdisjoint(lexicon.companies)
            or not heads.isdisjoint(lexicon.known_companies)
            or any(self.occurrences.first(f"{giver} {name}", self.title_end) >= 0 for giver in lexicon.companies)
        )

    def _extent(self, start: int, end: int, first: str) -> tuple[int, int]:
        """How far the name around ``text[start:end]`` reaches: by the model where it found one, else by its words."""
        for entity in self._names(start, end):
            if entity.label == "PER" and entity.start <= start and end <= entity.end:
                return entity.start, entity.end
        right = _grow_right(self.text, end, self.lexicon)
        left = _grow_left(self.text, start, self.lexicon)
        if left < start:
            words = self.text[left:start].split()
            if self.stands_apart(words[0], words[1] if len(words) > 1 else first, first):
                left = start
        return left, right

    @kept
    def alias(self, name: str) -> Named | None:
        """Whom a nickname or acronym means that the article explains: *Saifullah Yusuf (Gus Ipul)*, *Badan X (BX)*."""
        places = self._explanations.get(name)
        if places is None:
            return self._called_everywhere(name)
        return self._explain(name, places)

    def _called_everywhere(self, name: str) -> Named | None:
        """Whom a nickname means that needs no explanation, where the article has the full name (*Gus Ipul*)."""
        full = self.lexicon.called.get(name)
        start = self.occurrences.first(full, self.title_end) if full is not None else -1
        return Named("person", full, None, start, start + len(full)) if full is not None and start >= 0 else None

    def _explain(self, alias: str, places: Sequence[tuple[int, bool]]) -> Named | None:
        """The full name before the first explanation that fits; it is read as it stands, without other aliases."""
        bare, self.bare, self._explaining = self.bare, set(), True
        found: Named | None = None
        for start, bracketed in places:
            full = self.before(max(0, start - REACH), start)
            if full is None:
                continue
            whole = full.name if full.name is not None else full.role or ""
            acronym = is_acronym(alias)
            if full.who == "office" and acronym:
                whole = _shortest_fit(alias, whole)
                full = Named("organisation", whole, None, full.start, full.end)
            person = full.who == "person"
            if (acronym if person else bracketed) and not _initials_fit(alias, whole):
                continue
            found = full
            break
        self.bare, self._explaining = bare, False
        return found

    @cached_property
    def _explanations(self) -> dict[str, list[tuple[int, bool]]]:
        """Where each alias is explained, those in brackets first, and whether it stands in brackets."""
        text, title_end = self.text, self.title_end
        found: dict[str, list[tuple[int, bool]]] = {}
        for match in self.lexicon.in_brackets.finditer(text, title_end):
            found.setdefault(match["alias"].strip(" .,"), []).append((match.start(), True))
        for start, end in _nicknamings(text, title_end, self.lexicon):
            nickname = self.lexicon.nickname.search(text, max(title_end, start - 32), end + 60)
            if nickname is not None:
                found.setdefault(nickname["alias"].strip(" .,"), []).append((nickname.start(), False))
        return {alias: places for alias, places in found.items() if len(alias) > 1}

    def names_house(self, word: str) -> bool:
        """Whether the article explains ``word`` as the short name of an organisation."""
        return not self._explaining and self._is_organisation(word)

    def _is_organisation(self, name: str) -> bool:
        alias = self.alias(name)
        return alias is not None and alias.who == "organisation"

    def organisation(self, name: str) -> str:
        """The full name of an organisation where the article explains its acronym or spells it out, else ``name``."""
        alias = self.alias(name)
        if alias is not None and alias.who == "organisation" and alias.name:
            return _clean(alias.name)
        return self._spelled_out.get(name, name)

    @cached_property
    def _spelled_out(self) -> dict[str, str]:
        """The longest name in the article of each ministry, by all its names."""
        named: dict[str, set[str]] = {}
        for body in self._bodies:
            if body.kind == "ministry" and body.via == "name" and body.body is not None and not body.stale:
                named.setdefault(body.body, set()).add(self.text[body.start : body.end])
        return {name: max(sorted(names), key=len) for names in named.values() for name in names}

    @kept
    def holder(self, office: str) -> Named | None:
        """The person whom the article names with an office (*Kepala BGN*, *Presiden*, *Menkeu*), else ``None``."""
        forms = [office]
        words = office.split()
        alias = self.alias(words[-1])
        if alias is not None:
            full = alias.name if alias.who == "organisation" else alias.role
            if full:
                forms.append(" ".join([*words[:-1], _clean(full)]))
        for short, full in self.lexicon.synonyms:
            for given, other in ((short, full), (full, short)):
                if office == given or office.startswith(given + " "):
                    forms.append(other + office[len(given) :])
        for form in forms:
            for position in self.occurrences.of(form):
                if position < self.title_end or self._is_masked(position):
                    continue  # in a headline, whatever follows has a capital
                named = self.after(position, position + REACH)
                if named is not None and named.who == "person":
                    return named
        here = {
            body.body for body in self._bodies if body.via == "title" and self.text[body.start : body.end] == office
        }
        for body in self._bodies:
            open_text = body.start >= self.title_end and not self._is_masked(body.start)
            if body.via == "title" and body.body in here and open_text:
                named = self.after(body.start, body.start + REACH)
                if named is not None and named.who == "person":
                    return named
        return None


def _start(masked: Masked) -> int:
    return masked.start


#: So many places of a name are looked at for its fullest form.
_SEEN: Final = 40
_LONGER: Final = re.compile(r"(?P<rest>\w+\b)(?: [A-Z][\w'’.-]*)+")


def _nicknamings(text: str, start: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where the words stand that may lead to a nickname, in order; plain searches skip the text much faster."""
    found: list[tuple[int, int]] = []
    words = lexicon.words
    for word in sorted(words["nickname_alias"] | words["nickname_or"] | words["nickname_called"]):
        position = text.find(word, start)
        while position >= 0:
            end = position + len(word)
            if not (position and in_word(text[position - 1])) and not (end < len(text) and in_word(text[end])):
                found.append((position, end))
            position = text.find(word, end)
    found.sort()
    return found


def _clean(name: str) -> str:
    return " ".join(re.sub(r"\s*\([^()]*\)", "", name).split())


def _initials_fit(alias: str, name: str) -> bool:
    """Whether an acronym can come from a name: its first letter opens a word of it, and its letters run through it."""
    letters = iter(name.lower())
    return (
        all(letter in letters for letter in alias.lower() if letter.isalpha()) and name[:1].lower() == alias[:1].lower()
    )


def _shortest_fit(acronym: str, phrase: str) -> str:
    """The shortest end of a phrase that an acronym can stand for: *Badan X* of *Kepala Badan X (BX)*."""
    words = _clean(phrase).split()
    for start in range(len(words) - 1, -1, -1):
        initials = "".join(word[0] for word in words[start:] if word[0].isupper())
        if initials == acronym or (len(words) - start >= 2 and _initials_fit(acronym, " ".join(words[start:]))):
            return " ".join(words[start:])
    return phrase


def _grow_right(text: str, end: int, lexicon: Lexicon) -> int:
    """Where the name goes on to, without a word of speech that scraping has glued to it."""
    while True:
        match = lexicon.next_name.match(text, end)
        if match is None:
            return end
        word = match["word"]
        if (
            lexicon.institutional(word)
            or lexicon.opens(word)
            or word in lexicon.honorifics
            or bare_letters(word) in lexicon.degrees
        ):
            return end
        glued = lexicon.glued.fullmatch(word)
        if glued is not None:
            return match.start("word") + glued.end("name")
        end = match.end()


def _grow_left(text: str, start: int, lexicon: Lexicon) -> int:
    first = start
    while True:
        low = max(0, start - 30)
        previous = text[text.rfind(" ", low, max(low, start - 1)) + 1 : start - 1]
        if previous.islower() and previous not in lexicon.words["link_in_name"]:
            return start  # mostly a common word stands before a name
        match = lexicon.previous_name.search(text, low, start)
        if match is None:
            return start
        word = match["word"]
        if word in lexicon.name_givers:
            return first  # what lies between is the house's own name: *PT Sinar Abadi Hendra Wijaya*
        if lexicon.institutional(word) or lexicon.opens(word) or word in lexicon.honorifics:
            return start
        before = text[max(0, match.start() - 2) : match.start()]
        if not before.strip() or before.strip()[-1] in '."“”!?:\n':
            return start  # a capital at the head of a sentence proves nothing
        start = match.start()
