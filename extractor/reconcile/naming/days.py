"""The title of days: a match, a step of something and its name, the clause or headline that tells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.messages.values import Language
from extractor.models import DateFact, Interval
from extractor.reconcile.naming.clauses import clause, disputed, headed
from extractor.reconcile.naming.happenings import Event, happening
from extractor.reconcile.naming.headlines import akin, calls_off, due_of, spoken_of, telling, whose, with_day
from extractor.reconcile.naming.named import (
    SHARE,
    Gaps,
    Named,
    common_place,
    commonest,
    day_of,
    storied,
    told_by,
)
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.wording import LONGEST
from extractor.reconcile.naming.words import Step, Words
from extractor.reconcile.statements.vocabulary import read_sides

_MOST_MATCHES = 64  # different ones that are compared
_SHORT = 5  # blanks in a clause: shorter ones say too little of who and what


def event_of(named: Named, names: Names, words: Words, language: Language) -> Gaps:
    """What takes place on the days; where that tells of other days, the report in which they stand, or nothing."""
    gaps, value = _event(named, names, words, language), named.value
    said = gaps.get("clause", "").removesuffix(f" ({day_of(named)})")
    if not said or not isinstance(value, Interval) or not names.elsewhen(said, value):
        return gaps
    headed = (names.printed(text, day) for text, day in named.headlines.items())
    return _reported(named, said, language) if said in headed else {}


def _reported(named: Named, headline: str, language: Language) -> Gaps:
    """A day by the report in which it stands, which is of other things."""
    due = due_of("", named, language) if named.attribute == "due_date" else ""
    return {"report": headline, "when": due or day_of(named, language)}


def _event(named: Named, names: Names, words: Words, language: Language) -> Gaps:
    """A match, the headline that gives the day, a step with its name, the clause."""
    days = [fact for fact in named.facts if isinstance(fact, DateFact)]
    found = [event for fact in days if (event := happening(fact, words))]
    usable = [event for event in found if names.usable(event)]
    event = commonest(usable) or commonest(found)
    texts = (*named.headlines, *(fact.passage for fact in days))
    pairs = [pair for text in texts if not disputed(text, words) and (pair := read_sides(text, names.settings))]
    match = _match(pairs)
    games = sum(one.step is not None and one.step.sides for one in found)
    if match and event and (event.step is None or games or 2 * len(pairs) >= len(days)):
        return _on_day(named, match, language)
    if headline := _given(named, days, names, words):
        return {"clause": headline}
    if all(fact.feast for fact in days):
        return {}  # no day, or a feast in whose name something takes place
    told = _clause(named, days, names, words)
    if told and named.attribute == "due_date":
        return {"clause": told}
    if any(words.in_room(named.what or "", fact.passage) for fact in days):
        named = replace(named, what=None)
    meeting = words.nouns.get((named.what or "").partition(" ")[0].lower())
    step = (event.step if event else None) or meeting
    if step and (headline := telling(named, step, names, words)) and (step.headed or calls_off(headline, words)):
        return {"clause": with_day(headline, named)}
    if told and event and event.step and event.step.led and not event.head and not whose(named, names, words):
        return {"clause": with_day(told, named)}
    gaps = (
        _programmed(named, days, found, event if usable else None, told, names, words, language)
        or ({"clause": with_day(told, named)} if told else {})
        or _led(named, event, names, words, language)
    )
    return gaps


def plain_event(named: Named, names: Names, words: Words, what: str | None) -> Gaps:
    """In English what a headline in Indonesian says: the step, of what or by whom, and the day."""
    days = [fact for fact in named.facts if isinstance(fact, DateFact)]
    found = [event for fact in days if (event := happening(fact, words)) and event.step]
    event = commonest([one for one in found if names.usable(one) and names.definite(one.name, words)] or found)
    if event is None or event.step is None:
        return {}
    name = names.bare(names.shortened(event.name), words)
    if not names.usable(event) or not names.definite(name, words):
        name = whose(named, names, words) or (what if what and names.definite(what, words) else "")
    if not name or names.joined(name):
        return {}
    day = due_of("", named, "en") if named.attribute == "due_date" else day_of(named, "en")
    return {"event": f"{name}: {event.step.name['en']}", "day": day}


def _given(named: Named, days: Sequence[DateFact], names: Names, words: Words) -> str:
    """The part of a headline that gives the day, where enough of the reports' headlines do."""
    given = [
        names.printed(text, fact.published)
        for fact in days
        if fact.passage in named.headlines and (text := headed(fact, words)) and len(text) < LONGEST
    ]
    if not given or (len(named.headlines) > 1 and len(given) * SHARE < len(days)):
        return ""
    return given[0] if named.attribute == "due_date" else with_day(given[0], named)


def _clause(named: Named, days: Sequence[DateFact], names: Names, words: Words, *, short: bool = False) -> str:
    """The clause that says most often what somebody does on the day; none that says too little, or a ``short`` one
    that opens with a name.
    """
    clauses = [clause(fact, words, names.settings.saying) for fact in days]
    told = commonest(text for text, by_name in clauses if by_name and not names.joined(text)) or ""
    return told if told.count(" ") >= _SHORT or not storied(named) or (short and told[:1].isupper()) else ""


def _programmed(
    named: Named,
    days: Sequence[DateFact],
    found: Sequence[Event],
    event: Event | None,
    told: str,
    names: Names,
    words: Words,
    language: Language,
) -> Gaps:
    """A step with its name or that of the programme, or the programme's own day."""
    meeting = words.nouns.get((named.what or "").partition(" ")[0].lower())
    what = names.programme(named.what, () if meeting and not meeting.named and not meeting.bare else named.bodies)
    yearly = any(char.isdigit() for char in what or "")  # an event with its year
    here = told_by(named.what, days, named.leads if yearly else (), names)
    if event:
        whole = names.shortened(event.name)
        of = what if names.listed(what) or told_by(named.what, days, (*named.leads, *named.headlines), names) else None
        if gaps := _step(named, event, names.of(of, whole, event.head), names, words, language):
            return gaps
    if told and not here:
        return {}
    event = event or commonest(found)
    aid = names.received(what)
    bare = next((one for one in found if (one.step.bare if one.step else not aid)), None)
    opened = here or told_by(named.what, days, (*named.leads, *named.headlines), names)
    sided = bool(event and event.step and event.step.sides)  # a match of a tournament, not the tournament
    happens = bool(event and event.step is None and event.name.lower() in (what or "").lower())
    takes_place = bool(what and not sided and (happens or names.occasion(what)))
    begins = takes_place and named.attribute == "start_date"
    if what and bare and not (aid and (bare.again or named.attribute == "due_date")):
        step = (bare.step and opened) or (takes_place and here) or (begins and opened)
        if step and (gaps := _step(named, bare, what, names, words, language)):
            return gaps
    if what and here and begins and names.listed(what) and not aid:
        return _on_day(named, what, language)
    owned = (
        here
        and not spoken_of(named, names, words)
        and not aid
        and not names.listed(what)
        and (names.proper(what or "") or not meeting or meeting.named)
    )
    if what and takes_place and owned and names.definite(what, words):
        return _on_day(named, what, language)
    if event is None or event.step is None or sided or not what:
        return {}
    if not event.name and here and names.body_like(what):
        head = event.head if language == "id" else event.step.name[language]
        return _on_day(named, f"{head} {what}", language)  # *pertemuan The Fed*
    if event.step.named and event.name.islower() and opened and not aid:
        return _step(named, event, names.of(what, event.name, event.head), names, words, language)
    return {}


def _led(named: Named, event: Event | None, names: Names, words: Words, language: Language) -> Gaps:
    """The headline of the very event, the step with the name that headlines and claims share, or the headline of the
    matter that the sentences speak of.
    """
    step = event.step if event else words.nouns.get((named.what or "").partition(" ")[0].lower())
    headline = telling(named, step, names, words) if step else ""
    back = len(named.facts) > 1 and spoken_of(named, names, words)
    sided = bool(step and step.sides)
    if (
        not headline
        and event
        and not (sided or back)
        and named.attribute != "due_date"
        and not names.joined(event.name)
    ):
        who = whose(named, names, words) if event.step and event.step.led else ""
        name = f"{event.name} {who}".strip() if who not in event.name else event.name
        what = names.programme(named.what) if told_by(named.what, named.facts, named.leads, names) else None
        whole = name if who else names.of(what, name, event.head)
        if gaps := _step(named, event, whole, names, words, language):
            return gaps
    if not headline and named.attribute != "due_date":
        days = [fact for fact in named.facts if isinstance(fact, DateFact)]
        headline = _clause(named, days, names, words, short=True)
    if not headline and (step is None or len(named.facts) == 1 or back):
        headline, near = akin(named, names, words)
        if headline and not near:
            return _reported(named, headline, language)
    if not headline:
        return {}
    return {"clause": headline if named.attribute == "due_date" else with_day(headline, named)}


def _step(named: Named, event: Event, name: str, names: Names, words: Words, language: Language) -> Gaps:
    """What takes place, and of what, with its day; nothing where its name is as short as many others'."""
    if event.step is None:
        whole = " " in name and names.occasion(name)
        whole = whole and (names.definite(name, words, 2) or common_place(named.facts) is not None)
        begun = {"begun": ""} if whole and event.begun else {}
        return {**_on_day(named, name, language), **begun} if whole else {}
    if named.attribute == "due_date" and (event.step.named or event.step.led):
        return {}  # what takes place is no deadline
    begins = event.step.begins if named.attribute == "start_date" else None
    head = (begins or event.step.name)[language] if begins or language == "en" else event.head or event.step.name["id"]
    if event.again and name:
        head = f"{head} {names.again[language]}"
    whole = event.step.bare or event.step.sides or (event.step.named and " " in name)
    single = " " not in name and not name.isupper() and not names.listed(name)
    here = " " in f"{head} {name}".strip() and common_place(named.facts) is not None
    if not here and (single or not whole) and not names.definite(f"{event.head} {name}", words):
        return {}
    if language == "en":
        title = f"{names.bare(name, words)}: {head}" if name else head
    else:
        title = f"{_by(named, event.step, head, name, names, words)}" if name else head
    return _on_day(named, title, language, begins=bool(begins))


def _by(named: Named, step: Step, head: str, name: str, names: Names, words: Words) -> str:
    """A step with its name; of one that somebody does, with that name before where it leads: *kunjungan Ani ke …*."""
    parts = name.split()
    link = next((place for place, word in enumerate(parts) if word in words.opens), len(parts))
    who = whose(named, names, words) if step.led and link < len(parts) else ""
    if who and who not in name:
        parts.insert(link, who)
    return " ".join((head, *parts))


def _on_day(named: Named, title: str, language: Language, *, begins: bool = False) -> Gaps:
    """What takes place, with its day, which parts it from others of its kind."""
    day = due_of(title, named, language) if named.attribute == "due_date" else day_of(named, language)
    return {"begin" if begins else "event": title, "day": day}


def _match(pairs: Sequence[tuple[str, str]]) -> str | None:
    """The match that most texts name of those that name one, as it is named most often."""
    counts = Counter(pairs).most_common(_MOST_MATCHES)
    sides = [tuple(frozenset(side.lower().split()) for side in pair) for pair, _ in counts]
    best, most = None, 0
    for (pair, _), one in zip(counts, sides, strict=True):
        count = sum(often for (_, often), other in zip(counts, sides, strict=True) if _same(one, other))
        if count > most:
            best, most = " vs ".join(pair), count
    return best if 2 * most > len(pairs) else None


def _same(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> bool:
    """Whether the words of two pairs of names meet on each side, whichever stands first."""
    (a, b), (c, d) = one, other
    return bool((a & c and b & d) or (a & d and b & c))
