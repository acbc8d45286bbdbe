"""Every surface form of every body, made from the registry by the patterns of ``rules/ministry_forms.yaml``.

Forms are kept by their squeezed key (see :func:`extractor.text.folding.squeeze`), with the places at which a
separator may stand, so that *ke Mendagri* is not read as *Kemendagri*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal

from extractor.bodies.registry import Body, bodies, read_day
from extractor.rules import RuleSet
from extractor.text.folding import squeeze_key

FILE: Final = "ministry_forms.yaml"
Via = Literal["name", "title"]

# What may stand at a break: SPACE white space or a hyphen, COMMA a comma too, SLASH a slash too.
SPACE: Final = 1
COMMA: Final = 2
SLASH: Final = 3


@dataclass(slots=True, frozen=True)
class Meaning:
    """A body that a form can mean, ``since`` and ``until`` a day. ``clipped``: the form is only short for its name.

    ``deputy``: it names the deputy's office; ``of``: the field of the body that fills the pattern's gap, or ``half``.
    """

    body: str
    via: Via
    rule: str
    clipped: bool = False
    until: date | None = None
    since: date | None = None
    stale_after: date | None = None
    deputy: bool = False
    of: str = ""


@dataclass(slots=True)
class Surface:
    """A squeezed form: where separators may stand, and what it can mean.

    ``capitals``: how many characters at its end must be capitals in the text, because they are a bare acronym;
    ``proper``: its words must begin with capitals, because one is a person's name. ``acronym``: in small letters.
    """

    key: bytes
    breaks: dict[int, int] = field(default_factory=dict)
    spellings: set[str] = field(default_factory=set)
    meanings: list[Meaning] = field(default_factory=list)
    capitals: int = 0
    proper: bool = False
    via: Via = "name"
    ids: frozenset[str] = frozenset()
    acronym: str | None = None

    def close(self) -> None:
        """Work out what every hit asks for: the way of naming, the bodies, and the bare acronym at the end."""
        self.via = self.meanings[0].via
        self.ids = frozenset(meaning.body for meaning in self.meanings)
        self.acronym = self.key[-self.capitals :].decode("latin-1") if self.capitals else None


_WORD: Final = re.compile(r"[^\s,/\-]+")
_CAPITALS: Final = re.compile(r"[A-Z0-9]{2,6}")
_ACRONYMIC: Final = re.compile(r"\S*[A-Z]\S*[A-Z]\S*")


def breaks_of(form: str, conjunction: str) -> dict[int, int]:
    """Where in the squeezed ``form`` a separator may stand, and of which kind; ``conjunction``: *dan*."""
    found: dict[int, int] = {}
    position = end = 0
    for match in _WORD.finditer(form):
        if position:
            gap = form[end : match.start()]
            kind = SLASH if "/" in gap or "-" in gap else COMMA if "," in gap or match.group() == conjunction else SPACE
            found[position] = kind
        position += len(match.group())
        end = match.end()
    return found


def variants_of(form: str, conjunction: str) -> Iterator[str]:
    """``form``, and with its conjunction (*dan*) as an ampersand or left out."""
    yield form
    joint = f" {conjunction} "
    if joint in form:
        yield form.replace(joint, " & ").replace(",", "")
        yield form.replace(f",{joint}", ", ").replace(joint, ", ")


@dataclass(slots=True, frozen=True)
class Pattern:
    """One entry of the patterns file; ``meaning`` is what its forms mean, of no body yet."""

    id: str
    of: str
    kinds: tuple[str, ...]
    forms: tuple[str, ...]
    heads: tuple[str, ...]
    unless: tuple[str, ...]
    conjunction: str
    meaning: Meaning
    also: frozenset[str]


@lru_cache(maxsize=8)
def patterns(ruleset: RuleSet) -> tuple[Pattern, ...]:
    """The declared patterns."""
    content = ruleset.yaml(FILE)
    return tuple(_read_pattern(row, content["conjunction"]) for row in content["patterns"])


def _read_pattern(row: Mapping[str, Any], conjunction: str) -> Pattern:
    until, stale_after = (read_day(row.get(key)) for key in ("until", "stale_after"))
    return Pattern(
        id=row["id"],
        of=row["of"],
        kinds=tuple(row["kinds"]),
        forms=tuple(row["forms"]),
        heads=tuple(row.get("heads") or ()),
        unless=tuple(row.get("unless") or ()),
        conjunction=conjunction,
        meaning=Meaning(
            "", row["via"], row["id"], until=until, stale_after=stale_after, deputy=row.get("deputy", False),
            of=row["of"],
        ),
        also=frozenset(row.get("also") or ()),
    )  # fmt: skip


def _values(body: Body, pattern: Pattern) -> Iterator[tuple[str, bool]]:
    """What goes into the pattern's gap, and whether the body is only clipped by it."""
    if pattern.of in ("portfolio", "acronymic"):
        for clipped, group in ((False, body.portfolios), (True, body.clipped)):
            for value in group:
                if pattern.of == "portfolio":
                    yield from ((variant, clipped) for variant in variants_of(value, pattern.conjunction))
                elif _ACRONYMIC.fullmatch(value) or value in pattern.also:
                    yield value, clipped
    elif pattern.of == "stem":
        yield from ((stem, False) for stem in body.stems)
    elif pattern.of == "headed":
        own = (body.name, *body.names, *body.acronyms, body.short)
        yield from ((name, False) for name in dict.fromkeys(own) if not name.startswith(pattern.unless))


def forms_of(body: Body, pattern: Pattern) -> Iterator[tuple[str, bool]]:
    """The forms that ``pattern`` makes of ``body``, and whether each is clipped."""
    if body.kind not in pattern.kinds:
        return
    if pattern.of == "holder":
        yield from ((form, True) for form, _ in _named_offices(body, pattern))
        return
    for value, clipped in _values(body, pattern):
        for form in pattern.forms:
            if pattern.of != "headed":
                yield form.replace("{}", value), clipped
                continue
            for head in body.heads:
                if not pattern.heads or head in pattern.heads:
                    yield form.replace("{head}", head).replace("{}", value), clipped


def _all_forms(body: Body, declared: tuple[Pattern, ...], conjunction: str) -> Iterator[tuple[str, Meaning]]:
    for via, rule, group in (
        ("name", "official_name", (body.name,)),
        ("name", "short_name", (body.short,)),
        ("name", "acronym", body.acronyms),
        ("name", "half", body.halves),
        ("name", "other_name", body.names),
        ("title", "title", body.titles),
        ("title", "deputy", body.deputies),
    ):
        half = "half" if group is body.halves else ""
        meaning = Meaning(body.id, via, rule, deputy=group is body.deputies, of=half)  # type: ignore[arg-type]
        yield from ((variant, meaning) for form in group for variant in variants_of(form, conjunction))
    for form, last in body.dated:
        yield form, Meaning(body.id, "name", "dated_name", until=last)
    for pattern in declared:
        if pattern.of == "holder":
            yield from _named_offices(body, pattern)
            continue
        for form, clipped in forms_of(body, pattern):
            yield form, replace(pattern.meaning, body=body.id, clipped=clipped)


def _named_offices(body: Body, pattern: Pattern) -> Iterator[tuple[str, Meaning]]:
    """An office with a person's name and no portfolio: *Menko Airlangga*. In use while the person serves."""
    if body.kind not in pattern.kinds:
        return
    for holder in body.holders:
        if holder.deputy != pattern.meaning.deputy:
            continue
        words = [word for word in holder.name.split() if len(word) > 3 and word.isalpha()]
        until = holder.to or body.valid_to
        meaning = replace(pattern.meaning, body=body.id, clipped=True, until=until, since=holder.from_)
        for name in dict.fromkeys([holder.name, *holder.known_as, *words[:2]]):
            yield from ((form.replace("{}", name), meaning) for form in pattern.forms)


class Surfaces:
    """All surface forms by key. What a form can mean is worked out when it is first asked for: most never are."""

    __slots__ = ("_conjunction", "_forms", "_made")

    def __init__(self, forms: Mapping[bytes, Sequence[tuple[str, Meaning]]], conjunction: str) -> None:
        self._forms = forms
        self._conjunction = conjunction
        self._made: dict[bytes, Surface] = {}

    def __getitem__(self, key: bytes) -> Surface:
        """Raises ``KeyError`` when no form has the key."""
        surface = self._made.get(key)
        if surface is None:
            surface = self._made[key] = _surface(key, self._forms[key], self._conjunction)
        return surface

    def __contains__(self, key: bytes) -> bool:
        return key in self._forms

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._forms)

    def get(self, key: bytes) -> Surface | None:
        """The form of a key, or ``None``."""
        return self[key] if key in self._forms else None

    def acronyms(self) -> Iterator[bytes]:
        """The keys that are nothing but an acronym, which texts write in capitals and in one piece."""
        for key, forms in self._forms.items():
            if any(form.isupper() for form, _ in forms):
                surface = self[key]
                if surface.capitals == len(key) and not surface.breaks:
                    yield key


@lru_cache(maxsize=8)
def surfaces(ruleset: RuleSet) -> Surfaces:
    """All surface forms of the bodies of ``ruleset``."""
    forms: dict[bytes, list[tuple[str, Meaning]]] = {}
    declared, conjunction = patterns(ruleset), ruleset.yaml(FILE)["conjunction"]
    for body in bodies(ruleset).values():
        for form, meaning in _all_forms(body, declared, conjunction):
            forms.setdefault(squeeze_key(form), []).append((form, meaning))
    return Surfaces(forms, conjunction)


def _surface(key: bytes, forms: Iterable[tuple[str, Meaning]], conjunction: str) -> Surface:
    """The surface of ``key``, of the forms that are squeezed to it."""
    surface = Surface(key)
    for form, meaning in forms:
        surface.spellings.add(form)
        surface.proper = surface.proper or meaning.of == "holder"
        surface.capitals = max(surface.capitals, _capitals(form, meaning))
        for place, kind in breaks_of(form, conjunction).items():
            surface.breaks[place] = max(kind, surface.breaks.get(place, 0))
        same = [known for known in surface.meanings if known.body == meaning.body and known.since == meaning.since]
        if not same:
            surface.meanings.append(meaning)
        elif _weight(meaning) < _weight(same[0]):
            surface.meanings[surface.meanings.index(same[0])] = meaning
    surface.close()
    return surface


def _weight(meaning: Meaning) -> tuple[bool, bool]:
    """A whole name goes before a clipped one, a form still in use before one that is not."""
    return meaning.clipped, meaning.until is not None or meaning.stale_after is not None


def _capitals(form: str, meaning: Meaning) -> int:
    words = form.split()
    if all(_CAPITALS.fullmatch(word) for word in re.split(r"[\s/]+", form)):
        return len(squeeze_key(form))
    if meaning.of == "headed" and _CAPITALS.fullmatch(words[-1]):
        return len(words[-1])
    return 0
