"""How programmes, bodies and counted nouns are called in a title (rules/titles.yaml, rules/programmes.yaml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from extractor.bodies import bodies
from extractor.messages.values import Language
from extractor.reconcile.naming.happenings import Event
from extractor.reconcile.naming.wording import doubled, joined
from extractor.reconcile.naming.words import Words
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.vocabulary import WORD, find_programmes
from extractor.rules import RuleSet

_JOINED = re.compile(r"\b([^\W\d_]+[a-z])(?=[A-Z]{2}|[A-Z][a-z])")  # FinalUEFA: joined by scraping
_REMEMBERED = 2_000  # texts: a title asks of its claims' sentences and names again and again
_KIND = 2  # small words that tell a kind of thing, not whose: *kerja sama*


class Names:
    """What things are called, and what names nothing."""

    def __init__(self, settings: Settings, ruleset: RuleSet) -> None:
        self.settings = settings
        self.ruleset = ruleset
        self._rules = ruleset.yaml("titles.yaml")
        self._occasions = frozenset(self._rules["occasions"])
        self._verb = re.compile(rf" (?:{self._rules['verbs_in_names']})\b.*")
        self._activity = re.compile(self._rules["activities"])
        self._doing = re.compile(self._rules["doings"])
        self.of_activities = frozenset(self._rules["of_activities"])
        self.vague = frozenset(self._rules["no_names"])

    def programme(self, what: str | None, owners: Sequence[str] = ()) -> str | None:
        """The usual abbreviation of a listed programme; other names as they are, a mere kind with its owner
        (*kerja sama Kemnaker*); nothing where that names nothing.
        """
        if not what:
            return None
        if what in self.settings.shown_names:
            return self.settings.abbreviations.get(what, what)
        if what.lower() in self._rules["no_names"] or self.joined(what):
            return None
        cut = self._verb.search(what)  # *pemeriksaan kesehatan menyusul temuan*
        what = what[: cut.start()].rstrip() if cut else what
        first, _, rest = what.partition(" ")
        activity = bool(self._activity.fullmatch(first)) or first.lower() in self._occasions
        if rest and first[1:].islower() and activity and all(one.islower() or one.isupper() for one in rest.split()):
            what = first.lower() + what[len(first) :]  # *Pelaporan SPT*
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
        return _listed(text or "", self.ruleset)

    def among(self, kind: str, what: str | None) -> bool:
        """Whether people receive (``received``), take part in (``joined``) or are paid by (``paid``) a programme."""
        grant = kind == "received" and (what or "").partition(" ")[0].lower() in self._rules["grants"]
        return grant or not self.listed(what).isdisjoint(self._rules[kind])

    def runs(self, ids: Collection[str], what: str | None) -> bool:
        """Whether one of the bodies runs a listed programme."""
        listed, rows = self.listed(what), self.ruleset.yaml("programmes.yaml")["programmes"]
        return any(row["id"] in listed and row.get("owner") in ids for row in rows)

    def shortened(self, text: str) -> str:
        """The text with programmes of the list by their usual abbreviation."""
        for start, end, _ in reversed(find_programmes(text, self.ruleset)):
            short = self.settings.abbreviations.get(self.settings.shown.get(text[start:end].lower(), ""))
            if short:
                text = text[:start] + short + text[end:]
        return text

    def occasion(self, name: str) -> bool:
        """Whether a name is that of something that takes place: listed, or with a number or a word for such a thing;
        not a person or a thing.
        """
        words = name.lower().split()
        if self.listed(name) or not self._occasions.isdisjoint(words):
            return True
        return any(char.isdigit() for char in name) and not self.settings.scene_words.issuperset(
            word for word in words if word.isalpha()
        )

    def body_like(self, what: str) -> bool:
        """Whether a name may be that of who meets: written as a name, and no event or programme."""
        return what[:1].isupper() and not self.occasion(what)

    def of(self, what: str | None, name: str, head: str) -> str:
        """The name of what takes place with that of what it belongs to, where neither holds the other."""
        if not what or not name.islower() or what.lower() in name:
            return name
        if what.lower().startswith(name):
            return what
        first, _, rest = what.partition(" ")
        if rest and name.rpartition(" ")[2] == first.lower():
            return f"{name} {rest}"  # *program magang* and *magang Kemnaker*
        told = f"{head} {name}".lower() in what.lower() or (doubled(name, what) and not self.listed(what))
        return name if told else f"{name} {what}"

    def definite(self, name: str, words: Words, least: int = _KIND + 1) -> bool:
        """Whether a name tells more than the kind of what takes place: *rapat DPR*, not *Rapat Umum*; one in small
        letters by ``least`` words.
        """
        told = [word for word in name.split() if word[0].isalnum() and word.lower() not in words.kinds]
        return bool(self.listed(name)) or len(told) >= least or not all(word[0].islower() for word in told)

    def within(self, noun: str, what: str) -> bool:
        """Whether those counted are in an activity, not its own: *sopir dalam aksi mogok*, but *peserta aksi mogok*."""
        first = what.partition(" ")[0].lower()
        return noun not in self.of_activities and (first in self._occasions or bool(self._doing.fullmatch(first)))

    def held(self, noun: str, what: str) -> bool:
        """Whether those counted are in an event that has a name of its own: *pembalap dalam Tour de Kerinci 2024*."""
        words = what.lower().split()
        event = words[-1].isdigit() or not self._occasions.isdisjoint(words)
        own = noun.partition(" ")[0] in self.of_activities  # *peserta pameran* are the event's own
        return event and what[0].isupper() and not own and not self.listed(what)

    def other_event(self, text: str, what: str) -> bool:
        """Whether a text names an event of its own beside one that no list has."""
        large = {word.lower() for word in text.split() if word[0].isupper()}
        return self.held("", what) and what.lower() not in text.lower() and not self._occasions.isdisjoint(large)

    def acting(self, name: str) -> bool:
        """Whether a name may be that of who does something: not joined, and no noun that opens sentences."""
        return not self.joined(name) and (" " in name or not self._activity.fullmatch(name))

    def doing(self, what: str) -> bool:
        """Whether a name is that of work that is done: *pelebaran jalan*."""
        first, _, rest = what.partition(" ")
        return bool(rest) and bool(self._doing.fullmatch(first.lower()))

    def joined(self, name: str) -> bool:
        """Whether scraping has joined words of a name."""
        known = self.settings.word_weights
        return joined(name, self.ruleset) or any(one[1].lower() in known for one in _JOINED.finditer(name))

    def usable(self, event: Event) -> bool:
        """Whether a step has a name of its own."""
        if not event.name or joined(event.name, self.ruleset) or (event.step and event.step.sides):
            return False
        if event.step is None:
            return " " in event.name and event.name[0].isupper() and self.occasion(event.name)
        name = event.name
        return " " in name or (name.isupper() and len(name) > _KIND) or bool(event.head and name[0].isupper())

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

    def listed_body(self, name: str) -> bool:
        """Whether a name is the short one of a listed ministry or agency."""
        return any(name == body.short for body in bodies(self.ruleset).values())

    def body(self, ids: Sequence[str]) -> str | None:
        """The first of the owners, by its short name."""
        body = bodies(self.ruleset).get(ids[0]) if ids else None
        return body.short if body else next(iter(ids), None)


@lru_cache(maxsize=4)
def names_of(settings: Settings, ruleset: RuleSet) -> Names:
    """The names by these rules, compiled once."""
    return Names(settings, ruleset)


@lru_cache(maxsize=_REMEMBERED)
def _listed(text: str, ruleset: RuleSet) -> frozenset[str]:
    return frozenset([name for _, _, name in find_programmes(text, ruleset)])
