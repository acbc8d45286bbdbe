"""How programmes, bodies and counted nouns are called in a title (rules/titles.yaml, rules/programmes.yaml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from extractor.bodies import bodies
from extractor.messages.values import Language
from extractor.reconcile.judging.phrases import Event
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import WORD, find_programmes
from extractor.rules import RuleSet

_JOINED = re.compile(r"\b([^\W\d_]+[a-z])(?=[A-Z]{2}|[A-Z][a-z])|\d[a-z]{3}")  # FinalUEFA: joined by scraping
_KIND = 2  # small words that tell a kind of thing, not whose: *kerja sama*
_RECEIVERS = frozenset(("participant", "person", "organisation"))  # classes of units


class Names:
    """What things are called, and what names nothing."""

    def __init__(self, settings: Settings, ruleset: RuleSet) -> None:
        self.settings = settings
        self._ruleset = ruleset
        self._rules = ruleset.yaml("titles.yaml")

    def programme(self, what: str | None, owners: Sequence[str] = ()) -> str | None:
        """The usual abbreviation of a listed programme; other names as they are, a mere kind with its owner
        (*kerja sama Kemnaker*); nothing where that names nothing.
        """
        if not what:
            return None
        if what in self.settings.shown.values():
            return self.settings.abbreviations.get(what, what)
        if what.lower() in self._rules["no_names"] or self.joined(what):
            return None
        words = len(WORD.findall(what))
        if words > _KIND or self.proper(what):
            return what
        owner = self.body(owners)
        return f"{what} {owner}" if owner else what if words > 1 else None

    def proper(self, what: str) -> bool:
        """A listed programme, or written as a name."""
        return bool(self.listed(what)) or what[:1].isupper() or any(char.isupper() for char in what)

    def listed(self, text: str | None) -> frozenset[str]:
        """The programmes of the list that a text names."""
        return frozenset(name for _, _, name in find_programmes(text or "", self._ruleset))

    def received(self, what: str | None) -> bool:
        """Whether it is a programme that people receive."""
        return not self.listed(what).isdisjoint(self._rules["received"])

    def receives(self, category: str) -> bool:
        """Whether units of a class are those who receive."""
        return category in _RECEIVERS

    def shortened(self, text: str) -> str:
        """The text with programmes of the list by their usual abbreviation."""
        for start, end, _ in reversed(find_programmes(text, self._ruleset)):
            short = self.settings.abbreviations.get(self.settings.shown.get(text[start:end].lower(), ""))
            if short:
                text = text[:start] + short + text[end:]
        return text

    def joined(self, name: str) -> bool:
        """Whether scraping has joined words of a name."""
        return any(not one[1] or one[1].lower() in self.settings.word_weights for one in _JOINED.finditer(name))

    def usable(self, event: Event) -> bool:
        """Whether a step has a name of its own."""
        if not event.name or self.joined(event.name) or (event.step and event.step.sides):
            return False
        if event.step is None:
            return " " in event.name and event.name[0].isupper()
        return " " in event.name or event.name.isupper() or bool(event.head and event.name[0].isupper())

    def noun(self, unit: str | None) -> str:
        """A counted noun by its usual short form."""
        short: Mapping[str, str] = self._rules["short"]
        return short.get(unit or "", unit or "")

    def general(self, noun: str, people: Collection[str]) -> bool:
        """Whether a noun counts without saying what."""
        return noun in people or noun in self._rules["vague"]

    def shown(self, noun: str, english: Mapping[str, str], language: Language) -> str:
        """A counted noun as a reader sees it."""
        if language == "en" and noun.lower() in english:
            return english[noun.lower()]
        capitals: Collection[str] = self._rules["capitals"]
        return " ".join(word.upper() if word.lower() in capitals else word for word in noun.split())

    def body(self, ids: Sequence[str]) -> str | None:
        """The first of the owners, by its short name."""
        body = bodies(self._ruleset).get(ids[0]) if ids else None
        return body.short if body else next(iter(ids), None)
