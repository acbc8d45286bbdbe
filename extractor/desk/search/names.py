"""All the names under which a programme or a body may be looked for, from the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from extractor.bodies import bodies
from extractor.bodies.surfaces import forms_of, patterns
from extractor.desk.search.query import words_of
from extractor.rules import RuleSet


class Names:
    """The names of programmes and bodies, to be searched by."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._programmes = _programmes(ruleset)
        self._outlets = {
            str(form).lower(): " ".join(map(str, forms))
            for forms in ruleset.yaml("outlets.yaml")["outlets"]
            for form in forms
        }
        self._bodies = _body_words(ruleset)

    def of_programme(self, what: str) -> str:
        """Every name and abbreviation of the programmes that ``what`` names, one after another."""
        words = words_of(what)
        found: dict[str, None] = {}
        for place, word in enumerate(words):
            for name, others in self._programmes.get(word, ()):
                if tuple(words[place : place + len(name)]) == name:
                    found[others] = None
        return " ".join(found)

    def of_bodies(self, ids: Iterable[str]) -> str:
        """The words of the names, abbreviations and offices of some ministries and agencies."""
        return " ".join(self._bodies.get(one, one) for one in ids)

    def of_outlet(self, source: str) -> str:
        """The outlet under all its names."""
        return self._outlets.get(source.lower(), source)


def _programmes(ruleset: RuleSet) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """First word of a name → the words of each name that begins so, with all names of its programme."""
    entries = ruleset.yaml("programmes.yaml")["programmes"]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in entries:
        names = [str(name) for name in (*entry["names"], *entry.get("acronyms", ()))]
        for name in names:
            words = tuple(words_of(name))
            found.setdefault(words[0], []).append((words, " ".join(names)))
    return found


@lru_cache(maxsize=4)
def _body_words(ruleset: RuleSet) -> Mapping[str, str]:
    """Body → each word of its names, offices and abbreviations once: *badan gizi nasional bgn kepala*."""
    declared = [one for one in patterns(ruleset) if one.of != "holder"]
    found: dict[str, str] = {}
    for body in bodies(ruleset).values():
        forms = [body.name, body.short, *body.names, *body.titles, *body.acronyms]
        forms += [form for pattern in declared for form, _ in forms_of(body, pattern)]
        found[body.id] = " ".join(dict.fromkeys(word for form in forms for word in words_of(form)))
    return found
