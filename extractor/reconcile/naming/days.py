"""The title of days: a match, a step of something and its name, the clause or headline that tells of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractor.models import DateFact, Interval, QuantityFact
from extractor.reconcile.naming.asked import Asked, due_of, once
from extractor.reconcile.naming.clauses import clause, disputed, headed
from extractor.reconcile.naming.figures import carried
from extractor.reconcile.naming.happenings import Event, happening
from extractor.reconcile.naming.headlines import about, akin, aside, calls_off, spoken_of, telling, whose
from extractor.reconcile.naming.named import SHARE, Gaps, common_place, commonest, day_of, storied
from extractor.reconcile.naming.wording import LONGEST, elsewhen, printed, shared
from extractor.reconcile.naming.words import Step
from extractor.reconcile.statements.vocabulary import read_sides

_MOST_MATCHES = 64  # different ones that are compared
_MONTHS = timedelta(days=124)  # a third of a year
_WEEK = timedelta(days=7)
_SHORT = 5  # blanks in a clause: shorter ones say too little of who and what


def beside_aim(asked: Asked) -> Sequence[QuantityFact | DateFact]:
    """A deadline's days that its figures are not due on, where those are so many that it is that of other matters."""
    named, linked = asked.named, {figure.due_fact for figure in asked.named.subject}
    rest = [fact for fact in named.facts if fact.fact_id not in linked] if linked else []
    return rest if SHARE * (len(named.facts) - len(rest)) < len(named.facts) else []


def owned(asked: Asked, gaps: Gaps) -> bool:
    """Whether a deadline's target is told with its place, its programme, or what else its sentences and not headlines
    alone name.
    """
    named, names, told = asked.named, asked.names, " ".join(gaps.values())
    what = names.programme(named.what)
    told_of = what is not None and (what in told or not names.listed(what).isdisjoint(names.listed(told)))
    figures = [fact for fact in asked.figures if fact.passage not in named.headlines]
    return common_place(asked.figures) is not None or (
        told_of and (names.among("received", what) or asked.tells(named.what, (), figures))
    )


def headed_due(asked: Asked) -> Gaps:
    """The headline that gives the target of a deadline and not its day: with the day it is the target's own title."""
    named, headline = asked.named, (_given(asked) or carried(asked)) if asked.few else ""
    if not headline or not due_of(headline, named, asked.language) or not isinstance(named.value, Interval):
        return {}
    return {} if elsewhen(headline, named.value, asked.names.ruleset) else {"clause": headline}


def event_of(asked: Asked) -> Gaps:
    """What takes place on the days; nothing where that tells of other days."""
    gaps, value = _event(asked), asked.named.value
    said = gaps.get("clause", "").removesuffix(f" ({day_of(asked.named)})")
    return {} if said and isinstance(value, Interval) and elsewhen(said, value, asked.names.ruleset) else gaps


def _bygone(asked: Asked, event: Event) -> bool:
    """Whether few reports say in passing that somebody met at some time in a week or month that is over or long."""
    value, facts = asked.named.value, asked.named.facts
    if not isinstance(value, Interval) or not value.from_ or not value.to or value.is_day or not asked.few:
        return False
    told = any(any(map(str.isdigit, fact.text)) or fact.before.rstrip()[-1:] == ")" for fact in facts)
    over = value.to < asked.newest or (value.from_ <= asked.newest and value.to - value.from_ > _WEEK)
    return over and not told and asked.named.attribute == "event_date" and event.step is not None and event.step.led


def _event(asked: Asked) -> Gaps:
    """A match, the headline that gives the day, a step with its name, the clause."""
    named, words = asked.named, asked.words
    days, found = _days(asked), _happenings(asked)
    usable = [event for event in found if asked.names.usable(event)]
    event = commonest(usable) or commonest(found)
    if event and (event.passing or _bygone(asked, event)):
        return {}
    texts = (*named.headlines, *(fact.passage for fact in days))
    pairs = [pair for text in texts if not disputed(text, words) and (pair := read_sides(text, asked.names.settings))]
    match = _match(pairs)
    games = sum(one.step is not None and one.step.sides for one in found)
    if match and event and (event.step is None or games or 2 * len(pairs) >= len(days)):
        return asked.on_day(match)
    if headline := _given(asked):
        return {"clause": headline}
    if all(fact.feast for fact in days):
        return {}  # no day, or a feast in whose name something takes place
    told = _clause(asked, event)
    if asked.due and words.planned.isdisjoint(told.lower().split()):
        told = ""  # *Kemnaker tengah menyusun …*: nothing that is to be done by a day
    if asked.due and told:
        return {"clause": told}
    if any(words.in_room(named.what or "", fact.passage) for fact in days):
        asked = replace(asked, named=replace(named, what=None), known={})
    step = event.step if event and event.step else _meeting(asked)
    if step and (headline := telling(asked, step)) and (step.headed or calls_off(headline, words)):
        ahead = isinstance(named.value, Interval) and (named.value.from_ or date.min) > asked.newest > date.min
        off = ahead and not words.put_off.isdisjoint(headline.lower().split())  # it is put off to that day
        if event and (off or aside(headline, words)):
            gaps = _step(asked, replace(event, again=False), event.name, headed=True)
            title = asked.say("day", title=next(iter(gaps.values()), step.name[asked.language]), day=asked.day())
            return {"clause": asked.say("about", title=title, headline=headline)}
        return {"clause": asked.with_day(headline)}
    led = told and event and event.step and event.step.led and not event.head and not whose(asked)
    stepped = {} if led else _programmed(asked, found, event if usable else None, told)
    if told and not stepped and named.attribute == "start_date" and not any(map(words.act.fullmatch, told.split())):
        return asked.on_day(told[0].lower() + told[1:])  # *proses penyaluran …*, of which the verb said that it begins
    return stepped or ({"clause": asked.with_day(told)} if told else _led(asked, event))


def _days(asked: Asked) -> list[DateFact]:
    return [fact for fact in asked.named.facts if isinstance(fact, DateFact)]


@once
def _happenings(asked: Asked) -> list[Event]:
    return [event for fact in _days(asked) if (event := happening(fact, asked.words))]


def _meeting(asked: Asked) -> Step | None:
    """The step that the programme's name opens with."""
    return asked.words.nouns.get((asked.named.what or "").partition(" ")[0].lower())


@once
def _given(asked: Asked) -> str:
    """The part of a headline that gives the day, where enough of the reports' headlines do."""
    headlines, days = asked.named.headlines, _days(asked)
    given = [
        printed(text, fact.published, asked.names.ruleset)
        for fact in days
        if fact.passage in headlines and (text := headed(fact, asked.words)) and len(text) < LONGEST
    ]
    given = [text for text in given if not aside(text, asked.words)]
    if not given or (len(headlines) > 1 and len(given) * SHARE < len(days)):
        return ""
    return given[0] if asked.due else asked.with_day(given[0])


@once
def _clause(asked: Asked, event: Event | None, *, short: bool = False) -> str:
    """The clause that says most often what somebody does on the day; none that says too little, or a ``short`` one
    that opens with a name; none that tells of another thing than the step of which more claims tell.
    """
    clauses = [clause(fact, asked.words, asked.names.settings.saying) for fact in _days(asked)]
    told = commonest(text for text, by_name in clauses if by_name and not asked.names.joined(text)) or ""
    tells = told.count(" ") >= _SHORT or not storied(asked.named) or (short and told[:1].isupper())
    step = event.step if event else None
    steps = sum(one.step is step for one in _happenings(asked)) if step else 0
    own = any(asked.words.steps.get(word) is step for word in told.lower().split())
    return told if tells and (own or steps <= sum(text == told for text, _ in clauses)) else ""


def _programmed(asked: Asked, found: Sequence[Event], event: Event | None, told: str) -> Gaps:
    """A step with its name or that of the programme, or the programme's own day."""
    named, names, meeting = asked.named, asked.names, _meeting(asked)
    what = names.programme(named.what, () if meeting and not meeting.named and not meeting.bare else named.bodies)
    yearly = any(char.isdigit() for char in what or "")  # an event with its year
    here = asked.tells(named.what, named.leads if yearly else ())
    opened = here or asked.tells(named.what, (*named.leads, *named.headlines))
    if event:
        of = what if (opened and _beside(asked, event)) or names.listed(what) else None
        if gaps := _step(asked, event, names.of(of, names.shortened(event.name), event.head)):
            return gaps
    if not what or (told and not here):
        return {}
    event, aid = event or commonest(found), names.among("received", what)
    sided = bool(event and event.step and (event.step.sides or (event.step.led and event.step is not meeting)))
    happens = bool(event and event.step is None and event.name.lower() in what.lower())
    takes_place = not sided and (happens or names.occasion(what))
    begins = takes_place and named.attribute == "start_date"
    bare = next((one for one in found if not one.back and (one.step.bare if one.step else not aid)), None)
    beside = bare is None or bare.step is None or names.listed(what) or _beside(asked, bare)
    if bare and beside and not (aid and (bare.again or asked.due)):
        whole = (bare.step and opened) or (takes_place and here) or (begins and opened)
        if whole and (gaps := _step(asked, bare, what)):
            return gaps
    own = not names.listed(what) and not spoken_of(asked) and names.definite(what, asked.words)
    own = own and (names.proper(what) or not meeting or meeting.named)
    if here and not aid and ((begins and names.listed(what)) or (takes_place and own)):
        steps = (one for one in found if one.step and not (one.step.led or one.step.sides)) if begins else ()
        opens = next((one for one in steps if one.name.lower() in what.lower()), None)  # *pemberlakuan*, not *mulai*
        return _step(asked, opens, what) if opens else asked.on_day(what)
    if event is None or event.step is None or sided:
        return {}
    if not event.name and here and names.body_like(what) and names.definite(what, asked.words):
        opening = event.step.begins if named.attribute == "start_date" else None
        head = (asked.language == "id" and event.head) or (opening or event.step.name)[asked.language]
        return asked.on_day(f"{head} {what}", begins=bool(opening))  # *pertemuan The Fed*
    if event.step.named and event.name.islower() and opened and not aid:
        return _step(asked, event, names.of(what, event.name, event.head))
    return {}


def _beside(asked: Asked, event: Event) -> bool:
    """Whether all reports' headlines name the programme, or the sentences of a step do."""
    heads, own = asked.named.headlines, [fact for fact in _days(asked) if happening(fact, asked.words) == event]
    return len(heads) == 1 or all(asked.tells(asked.named.what, (text,), own) for text in heads)


def _led(asked: Asked, event: Event | None) -> Gaps:
    """The headline of the very event, the step with the name that headlines and claims share, or the headline of the
    matter that the sentences speak of.
    """
    named, names, step = asked.named, asked.names, event.step if event else _meeting(asked)
    headline = telling(asked, step) if step else ""
    back = len(named.facts) > 1 and spoken_of(asked)
    sided = bool(step and step.sides)
    if not headline and event and not (sided or back or asked.due or names.joined(event.name)):
        who = whose(asked) if event.step and event.step.led else ""
        name = f"{event.name} {who}".strip() if who not in event.name else event.name
        what = names.programme(named.what) if asked.tells(named.what, named.leads) else None
        if gaps := _step(asked, event, name if who else names.of(what, name, event.head)):
            return gaps
    headline = headline or ("" if asked.due else _clause(asked, event, short=True))
    if not headline and (event is None or event.step is None or len(named.facts) == 1 or back):
        headline, near = akin(asked)
        if headline and not near:
            work = names.programme(named.what, named.bodies) if asked.due else None
            if work and names.doing(work) and asked.tells(named.what):
                return asked.on_day(work)
            aims = len(named.facts) == 1 and not asked.words.aims.isdisjoint(named.facts[0].passage.lower().split())
            told = work and aims and names.listed(work) and not _in_passing(asked)
            return asked.on_day(asked.say("related", what=work)) if work and told else {}
        if headline and _in_passing(asked) and asked.with_day(headline) != headline:
            return {}
        held = bool(headline and event and event.step and (event.step.led or not asked.due) and not sided)
        gaps = _step(asked, event, event.name, headed=True) if event and held else {}
        if gaps and about(asked, next(iter(gaps.values()))):
            return gaps if all(shared(text, headline, names.settings) for text in named.headlines) else {}
    return {"clause": headline if asked.due else asked.with_day(headline)} if headline else {}


def _in_passing(asked: Asked) -> bool:
    """Whether a deadline is no day or month: what nothing tells of a year is told of it in passing."""
    value = asked.named.value
    length = value.length if isinstance(value, Interval) else None
    return asked.due and length is not None and length > _MONTHS


def _step(asked: Asked, event: Event, name: str, *, headed: bool = False) -> Gaps:
    """What takes place, and of what, with its day; nothing where its name is as short as many others' and no headline
    behind it (``headed``) tells which.
    """
    named, names, words, language = asked.named, asked.names, asked.words, asked.language
    here = common_place(named.facts) is not None
    if event.step is None:
        whole = " " in name and names.occasion(name) and (here or names.definite(name, words, 2))
        return {**asked.on_day(name), **({"begun": ""} if event.begun else {})} if whole else {}
    held = event.step.named or event.step.led
    if asked.due and held and not headed:
        return {}  # what takes place is no deadline
    begins = event.step.begins if named.attribute == "start_date" else None
    head = (begins or event.step.name)[language] if begins or language == "en" else event.head or event.step.name["id"]
    if event.again and name:
        head = f"{head} {asked.say('once_more')}"
    whole = event.step.bare or event.step.sides or (event.step.named and " " in name)
    single = " " not in name and not name.isupper() and not names.listed(name)
    here = here and " " in f"{head} {name}".strip()
    vague = event.step.bare and not event.step.sides and name.islower() and not names.listed(name)
    venue = words.links & words.joins - words.opens if event.step.led else ()
    parts = name.split()
    of_whom = " ".join(parts[: next((place for place, word in enumerate(parts) if word in venue), len(parts))])
    if not headed and of_whom != name and not names.definite(of_whom, words, 1):
        return {}  # *sidang di Pengadilan Negeri Garut*: the place does not tell which
    if not headed and not here and (single or vague or not whole) and not names.definite(f"{event.head} {name}", words):
        return {}
    begun = bool(begins) or (event.step.led and named.attribute == "start_date")  # no *mulai rapat*
    begun = begun or (asked.due and (held or event.step.begins == event.step.name))  # an opening is no deadline
    title = f"{name}: {head}" if language == "en" else _by(asked, event.step, head, name)
    return asked.on_day(title if name else head, begins=begun)


def _by(asked: Asked, step: Step, head: str, name: str) -> str:
    """A step with its name; of one that somebody does, with that name before where it leads: *kunjungan Ani ke …*."""
    parts = name.split()
    link = next((place for place, word in enumerate(parts) if word in asked.words.opens), len(parts))
    who = whose(asked) if step.led and parts[link : link + 1] and parts[link] in asked.words.joins else ""
    if who and who not in name:
        parts.insert(link, who)
    return " ".join((head, *parts))


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
