"""The title of days: a match, a step of something and its name, the clause or headline that tells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.messages.values import Language
from extractor.models import DateFact
from extractor.reconcile.naming.clauses import clause, disputed, headed
from extractor.reconcile.naming.happenings import Event, happening
from extractor.reconcile.naming.named import (
    ALONE,
    DASH,
    FEW,
    SHARE,
    SHARED,
    Gaps,
    Named,
    commonest,
    day_of,
    headline_of,
    storied,
    told_by,
)
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.wording import LONGEST
from extractor.reconcile.naming.words import Words
from extractor.reconcile.statements.vocabulary import read_sides

_MOST_MATCHES = 64  # different ones that are compared
_BRIEF = 2, 4  # blanks in the name of a meeting that may not say of what it is; where few report it
_SHORT, _MIDDLE = 5, 8  # words of a clause that say too little of who and what, or may do so


def event_of(named: Named, names: Names, words: Words, language: Language) -> Gaps:
    """What takes place on the days: a match, the headline that gives the day, a step with its name, the clause."""
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
    given = [
        names.printed(text, fact.published)
        for fact in days
        if fact.passage in named.headlines and (text := headed(fact, words)) and len(text) < LONGEST
    ]
    if given and (len(named.headlines) == 1 or len(given) * SHARE >= len(days)):
        return {"clause": given[0]}
    meeting = words.nouns.get((named.what or "").partition(" ")[0].lower())
    what = names.programme(named.what, () if meeting and not meeting.named and not meeting.bare else named.bodies)
    yearly = any(char.isdigit() for char in what or "")  # an event with its year
    here = told_by(named.what, days, named.leads if yearly else (), names)
    clauses = [clause(fact, words, names.settings.saying) for fact in days]
    told = commonest(text for text, by_name in clauses if by_name and not names.joined(text))
    told = told and _explained(told, named, names)
    if told and named.attribute == "due_date":
        return {"clause": told}
    if usable and event:
        whole = names.shortened(event.name)
        return _step(named, event, names.of(what, whole, event.head), names, language)
    if told and not here:
        return {"clause": told}
    aid = names.received(what)
    bare = next((one for one in found if (one.step.bare if one.step else not aid)), None)
    opened = here or told_by(named.what, days, (*named.leads, *named.headlines), names)
    sided = bool(event and event.step and event.step.sides)  # a match of a tournament, not the tournament
    happens = bool(event and event.step is None and event.name.lower() in (what or "").lower())
    takes_place = bool(what and not sided and (happens or names.occasion(what)))
    begins = takes_place and named.attribute == "start_date"
    if (
        what
        and bare
        and ((bare.step and opened and not (aid and bare.again)) or (takes_place and here) or (begins and opened))
    ):
        return _step(named, bare, what, names, language)
    if what and takes_place and here and not aid:
        headline = headline_of(named, SHARED, names) if names.listed(what) and not yearly else ""
        if headline:
            return {"event": f"{what}{DASH}{headline}"}
        if not names.listed(what) and (names.proper(what) or not meeting or meeting.named):
            return _on_day(named, what, language)
    if told:
        return {"clause": told}
    if event and event.step and not (event.name or sided) and what and here and names.body_like(what):
        head = event.head if language == "id" else event.step.name[language]
        return _on_day(named, f"{head} {what}", language)  # *pertemuan The Fed*
    if event and event.step and event.step.named and event.name.islower() and what and opened and not aid:
        return _step(named, event, names.of(what, event.name, event.head), names, language)
    known = bool(event and not sided and (event.step or " " in event.name or names.occasion(event.name)))
    known = known or named.attribute == "due_date"
    headline = headline_of(named, SHARED if known else ALONE, names)
    if not headline or not (event or (what and days) or named.attribute == "due_date"):
        return {}
    if named.attribute == "due_date":
        return {"clause": headline}
    if not event or names.joined(event.name) or sided:
        return {"clause": f"{headline} ({day_of(named)})" if day_of(named) else headline}
    return _step(named, event, event.name, names, language)


def _explained(told: str, named: Named, names: Names) -> str:
    """A clause of few reports, with their headline where the two share little; nothing where it says too little."""
    said = told.split()
    headline = headline_of(named, SHARED, names) if len(named.headlines) <= FEW else ""
    shared = sum(word.lower() in headline.lower() for word in said)
    brief = len(said) <= _SHORT or (len(said) <= _MIDDLE and 2 * shared < len(said))
    if headline and brief:
        return f"{told}{DASH}{headline}"
    return told if len(said) > _SHORT or not storied(named) else ""


def _step(named: Named, event: Event, name: str, names: Names, language: Language) -> Gaps:
    """What takes place, and of what; by the headline where its name is as short as many others', else by the day."""
    if event.step is None:
        if name.partition(" ")[2].islower() or " " not in name:
            headline = headline_of(named, SHARED, names)
            if not headline:
                return {"event": name} if " " in name and names.occasion(name) else {}
            return {"clause": headline} if names.nothing(name) else {"event": f"{name}{DASH}{headline}"}
        return {"event": name}
    begins = event.step.begins if named.attribute == "start_date" else None
    head = (begins or event.step.name)[language] if begins or language == "en" else event.head or event.step.name["id"]
    if event.again and name:
        head = f"{head} {names.again[language]}"
    title = (f"{name}: {head}" if language == "en" else f"{head} {name}") if name else head
    most = _BRIEF[len(named.headlines) <= FEW]
    vague = not (event.step.bare or event.step.sides or (event.step.named and " " in name))
    brief = vague and name.count(" ") <= most
    if brief or (" " not in name and not name.isupper() and not names.listed(name)):
        headline = headline_of(named, SHARED, names)
        if headline and title.lower() in headline.lower():
            return {"clause": f"{headline} ({day_of(named)})" if day_of(named) else headline}
        if headline:
            title = f"{title}{DASH}{headline}"
        elif event.step.named or not any(word[0].isupper() for word in name.split()):
            return {}
    if DASH not in title and named.attribute != "due_date":
        return _on_day(named, title, language, begins=bool(begins))
    return {"begin" if begins else "event": title}


def _on_day(named: Named, title: str, language: Language, *, begins: bool = False) -> Gaps:
    """What takes place, with its day, which parts it from others of its kind."""
    return {"begin" if begins else "event": title, "day": day_of(named, language)}


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
