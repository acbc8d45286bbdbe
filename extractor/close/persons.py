"""Persons, offices and organisations as the press writes them: from a noun phrase to a name and a role.

Titles, offices and the vocabulary of institutions are data (``rules/speakers.yaml``); what is left of a
capitalised phrase is the name. Bare surnames, nicknames and acronyms are led back to the fullest form that the
article itself gives. No dictionary of names is needed, so that an unknown name works as well as a famous one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.close.areas import Areas, compile_areas
from extractor.ruleset import RuleSet
from extractor.skim.mentions import Entity, Skimmed

Who = Literal["person", "office", "organisation", "pronoun", "own_side", "nobody"]

#: Longest noun phrase read around a cue; the longest office names of ministries run to some 150 characters.
REACH = 220

_TOKEN = re.compile(r"[^\W\d_](?:[\w'’`&/-]|\.(?=[^\W\d_]))*|\d+|[^\w\s]")
_INITIAL = re.compile(r"[A-Z]\.?$|[A-Z]\.[A-Z]\.?$")
_CLIPPED_HOUSE = re.compile(
    r"(?:Kemen|Kemn|Kemd|Pem(?:prov|kab|kot|da|des)|Pol(?:da|res|sek|ri)|Dis(?:nak|pora|dik|kop|hub|bud|par)|Din(?:kes|sos)|Kana?wil|Ditjen|Itjen|Bap)"
)
_QUOTES = frozenset('"“”„‟«»')


@dataclass(slots=True, frozen=True)
class Token:
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


@dataclass(frozen=True)
class Lexicon:
    """The word lists of ``rules/speakers.yaml`` that tell names from offices."""

    offices: frozenset[str]
    small_offices: frozenset[str]
    people: frozenset[str]
    honorifics: frozenset[str]
    degrees: frozenset[str]
    houses: frozenset[str]
    inside: frozenset[str]
    openers: frozenset[str]
    particles: frozenset[str]
    pronouns: frozenset[str]
    own_side: frozenset[str]
    documents: frozenset[str]
    adverbs: frozenset[str]
    media: frozenset[str]
    areas: Areas

    def institutional(self, word: str) -> bool:
        """Whether a word belongs to an office or a house and never to a person's name."""
        return (
            word in self.inside
            or word in self.houses
            or word in self.offices
            or _is_acronym(word)
            or _CLIPPED_HOUSE.match(word) is not None
        )


def _is_acronym(word: str) -> bool:
    letters = word.replace("-", "").replace("/", "")
    return len(letters) > 1 and letters.isupper() and "." not in word


def words_of(ruleset: RuleSet, section: str, rule: str | None = None) -> frozenset[str]:
    """The words of one section of ``rules/speakers.yaml``, or of one rule in it."""
    rows: Iterable[dict[str, str]] = ruleset.yaml("speakers.yaml")[section]
    return frozenset(word for row in rows if rule in (None, row["id"]) for word in row["words"].split())


@lru_cache(maxsize=8)
def compile_lexicon(ruleset: RuleSet) -> Lexicon:
    """The lexicon of a ruleset."""
    return Lexicon(
        offices=words_of(ruleset, "roles", "offices"),
        small_offices=words_of(ruleset, "roles", "offices-lower"),
        people=words_of(ruleset, "roles", "people"),
        honorifics=words_of(ruleset, "honorifics"),
        degrees=words_of(ruleset, "degrees"),
        houses=words_of(ruleset, "organisations", "heads"),
        inside=words_of(ruleset, "organisations", "inside"),
        openers=words_of(ruleset, "not_names"),
        particles=words_of(ruleset, "own_name_particles"),
        pronouns=words_of(ruleset, "pronouns", "third-person"),
        own_side=words_of(ruleset, "pronouns", "own-side"),
        documents=words_of(ruleset, "documents"),
        adverbs=words_of(ruleset, "between"),
        media=words_of(ruleset, "media"),
        areas=compile_areas(ruleset),
    )


_CONNECTORS = frozenset(("dan", "bidang", "untuk", "of", "and", "for", "the", "pada", "di", "urusan", "de", "se"))
_ANAPHORS = frozenset(("itu", "ini", "tersebut"))


class Directory:
    """Who is who in one article. Phrases are read on demand and remembered."""

    __slots__ = (
        "_aliases",
        "_bodies",
        "_fullest",
        "_holders",
        "_masked",
        "_people",
        "bare",
        "lexicon",
        "text",
        "title_end",
    )

    def __init__(
        self,
        text: str,
        title_end: int,
        skimmed: Skimmed,
        entities: Sequence[Entity] | None,
        lexicon: Lexicon,
    ) -> None:
        self.text = text
        self.title_end = title_end
        self.lexicon = lexicon
        self.bare: set[str] = set()
        self._bodies = skimmed.bodies
        self._masked = skimmed.boilerplate
        self._people = tuple(entity for entity in entities or () if entity.label == "PER")
        self._fullest: dict[str, str] = {}
        self._aliases: dict[str, Named] | None = None
        self._holders: dict[str, Named | None] = {}

    # --- reading phrases -------------------------------------------------------------------------------------

    def after(self, start: int, stop: int) -> Named | None:
        """The noun phrase that begins at ``start`` (blanks skipped), read no further than ``stop``."""
        lexicon = self.lexicon
        taken: list[Token | None] = []  # None stands for a comma between an office and its name
        tokens = _tokens(self.text, start, min(stop, start + REACH))
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
                if _bare(following.text) in lexicon.degrees:
                    index += 2
                    continue
                if following.text[0].isupper() and not named and self._opens_with_office(taken):
                    taken.append(None)
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
                return Named(who, None, None, token.start, token.end)
            if word[0].isupper():
                if taken and word in lexicon.openers and not lexicon.institutional(word):
                    break
                if taken and _bare(word) in lexicon.degrees and named:
                    index += 1
                    continue
                taken.append(token)
                named = named or not (lexicon.institutional(word) or word in lexicon.honorifics)
                if named and self._opens_with_office(taken):
                    named = self._split([item for item in taken if item is not None])[1] is not None
            elif not taken and word in lexicon.documents:
                return Named("nobody", None, None, token.start, token.end)
            elif (word in lexicon.small_offices and not named) or self._links(word, taken, following, named):
                taken.append(token)
            elif taken and word in _ANAPHORS and taken[0] is not None and taken[0].text[0].islower():
                return Named("pronoun", None, None, taken[0].start, token.end)
            elif word == "pemerintah" and not taken:
                return Named("organisation", word, None, token.start, token.end)
            else:
                break
            index += 1
        while taken and (taken[-1] is None or taken[-1].text in _CONNECTORS):
            taken.pop()
        return self._classify(taken)

    def before(self, start: int, end: int) -> Named | None:
        """The noun phrase that ends at ``end`` (adverbs, commas skipped), reaching back no further than ``start``."""
        lexicon = self.lexicon
        tokens = _tokens(self.text, max(start, end - REACH, self.text.rfind("\n", start, end) + 1), end)
        index = len(tokens) - 1
        while index >= 0 and (tokens[index].text in lexicon.adverbs or tokens[index].text in ",–-"):
            index -= 1
        if index < 0:
            return None
        word = tokens[index].text
        if word.lower() in lexicon.pronouns or word.lower() in lexicon.own_side:
            who: Who = "pronoun" if word.lower() in lexicon.pronouns else "own_side"
            return Named(who, None, None, tokens[index].start, tokens[index].end)
        if word == "pemerintah":
            return Named("organisation", word, None, tokens[index].start, tokens[index].end)
        if word in _ANAPHORS and index and tokens[index - 1].text in lexicon.small_offices:
            return Named("pronoun", None, None, tokens[index - 1].start, tokens[index].end)
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
                    _INITIAL.match(left.text) or left.text in lexicon.honorifics or _bare(left.text) in lexicon.degrees
                ):
                    break
            elif word[0].isupper():
                if word in lexicon.openers and not lexicon.institutional(word):
                    break
                if not (_bare(word) in lexicon.degrees and left is not None and left.text in ",."):
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
        return self._classify(self._last_phrase(run))

    def _last_phrase(self, run: list[Token | None]) -> list[Token | None]:
        """Of a run of capitalised segments parted by commas, the last that is an office with its name, or a name."""
        cuts = [index for index, token in enumerate(run) if token is None]
        if not cuts:
            return run
        starts = [0, *(cut + 1 for cut in cuts)]
        for start in reversed(starts):
            rest = run[start:]
            first = next((token for token in rest if token is not None and token.text not in _CONNECTORS), None)
            if first is not None and (first.text in self.lexicon.offices or first.text in self.lexicon.small_offices):
                return rest
        return run[starts[-1] :]

    def _links(self, word: str, taken: Sequence[Token | None], following: Token | None, named: bool) -> bool:
        """Whether a small word inside a name (*bin*) or an office (*dan*, *bidang*) leads on to a capitalised one."""
        if not taken or following is None or not following.text[0].isupper():
            return False
        return word in self.lexicon.particles or (word in _CONNECTORS and not named and self._opens_with_office(taken))

    def _opens_with_office(self, taken: Sequence[Token | None]) -> bool:
        first = taken[0]
        return first is not None and (first.text in self.lexicon.offices or first.text in self.lexicon.small_offices)

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
        for entity in self._people:
            if entity.start >= start and entity.end <= end and entity.end > tokens[0].start:
                return self._person(tokens, entity, start, end)
        if first in lexicon.offices or first in lexicon.small_offices:
            role, name = self._split(tokens, phrase)
            if name is None and (first[0].islower() or first in lexicon.people):
                return Named("nobody", None, None, start, end)
            return Named("person" if name else "office", name, role, start, end)
        if first.lower() in lexicon.documents:
            return Named("nobody", None, None, start, end)
        if first in lexicon.houses or _CLIPPED_HOUSE.match(first) or self._is_body(tokens[0]):
            return Named("organisation", self.text[tokens[0].start : end], None, start, end)
        if first == "Pemerintah":
            return Named("organisation", self.text[tokens[0].start : end], None, start, end)
        if len(tokens) == 1 and _is_acronym(first):
            return Named("organisation", first, None, start, end)
        if lexicon.areas.is_area(self.text[tokens[0].start : end]):
            return None
        kept = [token for token in tokens if not lexicon.institutional(token.text)]
        if len(kept) < len(tokens):
            # institutional words without a head of their own make a house (Mandiri Sekuritas, Kadin Indonesia)
            if _is_acronym(first) or len(tokens) > 1:
                return Named("organisation", self.text[tokens[0].start : end], None, start, end)
            return None
        if len(tokens) > 5:
            return None
        return Named("person", " ".join(token.text for token in tokens), None, start, end)

    def _person(self, tokens: Sequence[Token], entity: Entity, start: int, end: int) -> Named:
        role = self.text[tokens[0].start : entity.start].strip(" ,(") if tokens[0].start < entity.start else None
        return Named("person", self.text[entity.start : entity.end].strip(), role or None, start, end)

    def is_house(self, named: Named) -> bool:
        """Whether an organisation is surely one: by its head (*Badan*), as a known body, or as an acronym."""
        name = named.name or ""
        head = name.split(" ")[0]
        lexicon = self.lexicon
        return (
            head in lexicon.houses
            or head.lower() == "pemerintah"
            or _is_acronym(name)
            or _CLIPPED_HOUSE.match(head) is not None
            or any(body.start <= named.start < body.end for body in self._bodies)
            or (name in self.aliases() and self.aliases()[name].who == "organisation")
        )

    def _is_body(self, token: Token) -> bool:
        return any(body.start <= token.start < body.end and body.via == "name" for body in self._bodies)

    def _split(self, tokens: Sequence[Token], phrase: Sequence[Token | None] = ()) -> tuple[str | None, str | None]:
        """Role and name of a phrase that opens with an office."""
        lexicon = self.lexicon
        boundary = 0
        for body in self._bodies:
            if body.start >= tokens[-1].end:
                break
            if body.end > tokens[0].start:
                boundary = max(boundary, sum(1 for token in tokens if token.start < body.end) - 1)
        index = 0
        while index < len(tokens):
            word = tokens[index].text
            if index <= boundary or lexicon.institutional(word) or word in _CONNECTORS or word in lexicon.small_offices:
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
        names = [token for token in tokens[boundary + 1 :] if token.text not in lexicon.honorifics]
        last_comma = max((position for position, token in enumerate(phrase) if token is None), default=-1)
        if last_comma >= 0:
            tail = [
                token
                for token in phrase[last_comma + 1 :]
                if token is not None and token.text not in lexicon.honorifics
            ]
            if tail and not any(lexicon.institutional(token.text) for token in tail):
                names = tail
        elif len(names) > 1 and tokens[boundary].text in (
            "PT",
            "CV",
            "Bank",
            "Yayasan",
            "Universitas",
            "PLN",
            "Politeknik",
            "Institut",
        ):
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

    # --- the fullest form that the article gives ---------------------------------------------------------------

    def fullest(self, name: str) -> str:
        """The longest form of a person's name in the article that contains ``name``."""
        known = self._fullest.get(name)
        if known is None:
            alias = self.aliases().get(name)
            if alias is not None and alias.who == "person" and alias.name and name not in alias.name:
                known = self.fullest(alias.name)
            else:
                known = self._grow(name)
            self._fullest[name] = known
        return known

    def _grow(self, name: str) -> str:
        text, lexicon = self.text, self.lexicon
        best = name
        short = name.split()
        position = text.find(name, self.title_end)
        seen = 0
        while position >= 0 and seen < 40:
            seen += 1
            end = position + len(name)
            bounded = (position == 0 or not text[position - 1].isalnum()) and (
                end >= len(text) or not text[end].isalnum()
            )
            if bounded and not any(masked.start <= position < masked.end for masked in self._masked):
                right = _grow_right(text, end, lexicon)
                left = _grow_left(text, position, lexicon)
                candidate = " ".join(text[left:right].split())
                if len(candidate.split()) <= 6 and len(candidate) > len(best) and candidate not in lexicon.areas.names:
                    best = candidate
            position = text.find(name, end)
        if best == name and len(short) == 1 and len(name) >= 4:
            longer = {
                match[0]
                for match in re.finditer(rf"\b{re.escape(name)}\w+\b(?: [A-Z][\w'’.-]*)+", text[self.title_end :])
            }
            grown = {self._grow(form.split()[0]) for form in longer}
            if len(grown) == 1:
                return grown.pop()
        return best

    def aliases(self) -> dict[str, Named]:
        """Nicknames and acronyms that the article explains: *Saifullah Yusuf (Gus Ipul)*, *Badan X (BX)*."""
        if self._aliases is None:
            found: dict[str, Named] = {}
            for match in _ALIAS.finditer(self.text, self.title_end):
                alias = (match["inside"] or match["after"]).strip(" .,")
                if not alias or alias in found or len(alias) < 2:
                    continue
                full = self.before(max(0, match.start() - REACH), match.start())
                if full is None:
                    continue
                whole = full.name if full.name is not None else full.role or ""
                if full.who == "office" and _is_acronym(alias):
                    whole = _shortest_fit(alias, whole)
                    full = Named("organisation", whole, None, full.start, full.end)
                if match["inside"] and full.who != "person" and not _initials_fit(alias, whole):
                    continue
                if full.who == "person" and _is_acronym(alias) and not _initials_fit(alias, whole):
                    continue
                found[alias] = full
            self._aliases = found
        return self._aliases

    def organisation(self, name: str) -> str:
        """The full name of an organisation where the article explains its acronym, else ``name``."""
        alias = self.aliases().get(name)
        return _clean(alias.name) if alias is not None and alias.who == "organisation" and alias.name else name

    def holder(self, office: str) -> Named | None:
        """The person whom the article names with an office (*Kepala BGN*, *Presiden*, *Menkeu*), else ``None``."""
        if office not in self._holders:
            self._holders[office] = None
            self._holders[office] = self._find_holder(office)
        return self._holders[office]

    def _find_holder(self, office: str) -> Named | None:
        forms = [office]
        words = office.split()
        alias = self.aliases().get(words[-1])
        if alias is not None:
            full = alias.name if alias.who == "organisation" else alias.role
            if full:
                forms.append(" ".join([*words[:-1], _clean(full)]))
        if office == "Kepala Negara":
            forms.append("Presiden")
        for form in forms:
            position = self.text.find(form)
            while position >= 0:
                named = self.after(position, position + REACH)
                if named is not None and named.who == "person" and position >= self.title_end:
                    return named
                position = self.text.find(form, position + len(form))
        here = {
            body.body for body in self._bodies if body.via == "title" and self.text[body.start : body.end] == office
        }
        for body in self._bodies:
            if body.via == "title" and body.body in here:
                named = self.after(body.start, body.start + REACH)
                if named is not None and named.who == "person":
                    return named
        return None


_ALIAS = re.compile(
    r" \((?:disingkat )?(?P<inside>[A-Z][\w/&.-]*(?: [A-Z][\w.-]*){0,2})\)"
    r"|,? (?:alias|(?:atau )?(?:yang )?(?:lebih |kerap |sering |biasa )?(?:akrab |biasa |kerap |sering )?"
    r"(?:disapa|dipanggil)|atau(?: yang (?:akrab|lebih dikenal|dikenal)(?: sebagai| dengan nama)?)?)"
    r" (?P<after>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})"
)


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
    while True:
        match = _NEXT_NAME.match(text, end)
        if match is None:
            return end
        word = match["word"]
        if (
            lexicon.institutional(word)
            or word in lexicon.openers
            or word in lexicon.honorifics
            or _bare(word) in lexicon.degrees
        ):
            return end
        end = match.end()


def _grow_left(text: str, start: int, lexicon: Lexicon) -> int:
    while True:
        match = _PREVIOUS_NAME.search(text, max(0, start - 30), start)
        if match is None:
            return start
        word = match["word"]
        if lexicon.institutional(word) or word in lexicon.openers or word in lexicon.honorifics:
            return start
        before = text[max(0, match.start() - 2) : match.start()]
        if not before.strip() or before.strip()[-1] in '."“”!?:\n':
            return start  # a capital at the head of a sentence proves nothing
        start = match.start()


_NEXT_NAME = re.compile(r" (?:(?:bin|binti|van|von|de|al|el|ibn) )?(?P<word>[A-Z][\w'’`-]*\b(?:\.(?= [A-Z]))?)(?! ?\d)")
_PREVIOUS_NAME = re.compile(r"(?<![\w.])(?P<word>[A-Z][\w'’`-]*|[A-Z]\.)(?: (?:bin|binti|van|von|de|al|el|ibn))? $")


def _bare(word: str) -> str:
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
