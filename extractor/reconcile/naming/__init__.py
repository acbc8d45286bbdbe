"""The title of a record: what a news desk would call it, in Indonesian and English (rules/titles.yaml).

It is put together from what the claims have in common: those who are counted as the reports write them, what is done
with them, the programme or event, what takes place. A record that nothing names has no title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.messages.values import Language, format_day
from extractor.models import DateFact, QuantityFact
from extractor.numbers import find_numbers
from extractor.reconcile.naming.asked import Asked, due_of
from extractor.reconcile.naming.days import beside_aim, event_of, headed_due, owned
from extractor.reconcile.naming.figures import subject_of
from extractor.reconcile.naming.headlines import about
from extractor.reconcile.naming.named import SHARE, Frame, Gaps, Named, common_place, titles_rules
from extractor.reconcile.naming.names import names_of
from extractor.reconcile.naming.wording import LONGEST, MOST_WORDS, joined, mended, printed
from extractor.reconcile.naming.words import words_of
from extractor.reconcile.settings import Settings
from extractor.rules import RuleSet

_NEARLY = 10  # one claim in so many may not give the year
_LAST_MONTH = 12  # of a year: a target due in it is due in the year

__all__ = ["Named", "titles_of"]


def titles_of(named: Named, settings: Settings, ruleset: RuleSet) -> tuple[str, str]:
    """The title in Indonesian and in English; empty where nothing names the record."""
    if named.subject and {fact.passage for fact in named.facts}.isdisjoint(fact.passage for fact in named.subject):
        named = replace(named, subject=())  # what only other sentences of the report aim at
    figures = named.subject or [fact for fact in named.facts if isinstance(fact, QuantityFact)]
    asked = Asked(named, figures, titles_rules(ruleset), names_of(settings, ruleset), words_of(ruleset), "id")
    english = replace(asked, language="en")
    first = _title(asked, ruleset)
    told = (first, _title(english, ruleset, first)) if first else ("", "")
    headline = about(asked, first) if first else ""
    if not headline or not told[1]:
        return told
    deadline = _opening(asked.titles.frames["due_date"][0], "id")
    if not first.startswith(deadline) and asked.gives(headline):
        return headline, asked.titles.said["quoted"]["en"].format(title=headline)  # it gives the very day
    return asked.say("about", title=told[0], headline=headline), english.say("about", title=told[1], headline=headline)


def _title(asked: Asked, ruleset: RuleSet, first: str = "") -> str:
    """``first``: the Indonesian title, of the English one."""
    named, titles, words, language = asked.named, asked.titles, asked.words, asked.language
    gaps = _gaps(asked, ruleset)
    if language == "en" and "clause" not in gaps and titles.foreign(gaps):
        return asked.say("quoted", title=first)
    attribute = "potential" if named.attribute == "participants" and _estimated(asked) else named.attribute
    frames = titles.frames["start_date" if "begun" in gaps else attribute]
    frame = next((one for one in frames if one.gaps <= gaps.keys()), None)
    if frame is None:
        return ""
    quoted, target = "clause" in gaps, named.attribute == "target"
    said = gaps.get("clause") or (gaps.get("subject", "") if target else "")
    if language == "id" and target and not words.planned.isdisjoint(said.lower().split()):
        title = gaps.get("clause") or f"{gaps.get('value', '')} {said}".strip()  # *akan*: that it lies ahead
    else:
        title = frame.words[language].format(**gaps)
    title = title if quoted else _placed(asked, mended(title, words), first)
    if target and "subject" in gaps:
        texts = [fact.passage.lower().split() for fact in asked.figures if fact.participants]
        if len(texts) == len(asked.figures) and all(map(words.aims.isdisjoint, texts)):  # it is nobody's aim
            title = asked.say("plan", title=title.removeprefix(_opening(frame, language)))
        year = _year(named.facts, language, exact="value" in gaps)
        title = asked.say("year", title=title, year=year) if year and year not in title else title
    if gaps.get("day"):
        title = asked.say("day", title=title, day=gaps["day"])
    long = title.count(" ") >= MOST_WORDS and language == "id"
    if not quoted and (long or joined(title, ruleset)):
        return ""
    return title[:1].upper() + title[1:]


def _estimated(asked: Asked) -> bool:
    """Whether most sentences reckon, before they say it, with a number of people that few tell as counted."""
    texts = [fact.before.lower().split() for fact in asked.figures]
    counted = sum(fact.status == "realised" for fact in asked.figures)
    told = sum(not asked.words.estimates.isdisjoint(words) for words in texts)
    return 2 * told > len(texts) and counted * SHARE <= len(texts)


def _opening(frame: Frame, language: Language) -> str:
    """The words of a frame before what it says."""
    return frame.words[language].partition("{")[0]


def _gaps(asked: Asked, ruleset: RuleSet) -> Gaps:
    """What the title says: of figures, of days, or what a headline does."""
    named, figures = asked.named, asked.figures
    others = beside_aim(asked) if asked.due else ()
    gaps = subject_of(asked) if figures and (not named.subject or (asked.due and not others)) else {}
    if named.subject and gaps and asked.language == "id" and not owned(asked, gaps):
        gaps = headed_due(asked) or gaps
    if not any(one.gaps <= gaps.keys() for one in asked.titles.frames[named.attribute]):
        told = replace(asked, named=replace(named, facts=others), known={}) if others else asked
        gaps = {} if figures and not named.subject and gaps else event_of(told)
        gaps = gaps or _given(asked, ruleset) or (subject_of(asked) if others else {})
    if clause := gaps.get("clause"):
        gaps = {"clause": clause[:1].upper() + clause[1:]}
        until = "" if not asked.due or asked.gives(clause) else due_of(clause, named, asked.language)
        if asked.due and named.subject and asked.words.planned.isdisjoint(clause.lower().split()):
            until = asked.say("target", title=until).strip()  # what is aimed at reads as done
        gaps |= {"until": until} if until else {}
    return gaps


def _placed(asked: Asked, title: str, first: str) -> str:
    """A title with the place of all claims, where it tells of none."""
    titles, names = asked.titles, asked.names
    place = common_place(asked.named.facts) or common_place(asked.named.subject)
    if not place or place.rpartition(" ")[2].lower() in title.lower():
        return title
    others = (first or title).replace(titles.said["place"]["id"].format(title="", place=place).strip(), "")
    last = next((word for word in reversed(others.split()) if word in asked.words.links), "")
    told = titles.placed.search(others) or last in asked.words.origins
    if told or not names.listed(place).isdisjoint(names.listed(title)):
        return title
    towards = not asked.words.towards.isdisjoint(title.split())  # *yang dipindahkan ke*
    return asked.say("place_to" if towards else "place", title=title, place=place)


def _given(asked: Asked, ruleset: RuleSet) -> Gaps:
    """A headline that gives the very sum or measure."""
    amounts, headlines = {(fact.min, fact.max, fact.unit) for fact in asked.figures}, asked.named.headlines
    found = ((text, one) for text in headlines if len(text) < LONGEST for one in find_numbers(text, ruleset))
    headline = next((text for text, one in found if one.measure and (one.min, one.max, one.measure) in amounts), None)
    return {"clause": printed(headline, headlines[headline], ruleset)} if headline else {}


def _year(facts: Sequence[QuantityFact | DateFact], language: Language, *, exact: bool) -> str | None:
    """The year by which a target is due, or the month in it, where the claims agree and nearly all give one: what only
    some say is not the record's.
    """
    dues = [fact.due.to for fact in facts if isinstance(fact, QuantityFact) and fact.due and fact.due.to]
    if len({due.year for due in dues}) != 1 or len(dues) < len(facts) - len(facts) // _NEARLY:
        return None
    months = {due.month for due in dues}
    month = exact and len(months) == 1 and max(months) < _LAST_MONTH
    return format_day(dues[0], language).partition(" ")[2] if month else str(dues[0].year)
