"""The title of a record: what a news desk would call it, in Indonesian and English (rules/titles.yaml).

It is put together from what the claims have in common: those who are counted as the reports write them, what is done
with them, the programme or event, what takes place. A record that nothing names has no title.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.messages.values import Language
from extractor.models import DateFact, QuantityFact
from extractor.numbers import find_numbers
from extractor.reconcile.naming.days import event_of, plain_event
from extractor.reconcile.naming.figures import subject_of
from extractor.reconcile.naming.headlines import due_of, month_of
from extractor.reconcile.naming.named import (
    Gaps,
    Named,
    Titles,
    common_place,
    commonest,
    titles_rules,
    told_by,
    value_of,
)
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.wording import LONGEST, MOST_WORDS, joined, mended
from extractor.reconcile.naming.words import Words, words_of
from extractor.reconcile.settings import Settings
from extractor.rules import RuleSet

_QUOTED = ("clause", "report")  # gaps filled with a headline or a sentence's words
_UNTOLD = {"report", "when"}  # those of a day by its report alone
_LAST_MONTH = 12  # of a year: a target due in it is due in the year

__all__ = ["Named", "titles_of"]


def titles_of(named: Named, settings: Settings, ruleset: RuleSet) -> tuple[str, str]:
    """The title in Indonesian and in English; empty where nothing names the record."""
    first = _title(named, settings, ruleset, "id")
    return (first, _title(named, settings, ruleset, "en", first)) if first else ("", "")


def _title(named: Named, settings: Settings, ruleset: RuleSet, language: Language, first: str = "") -> str:
    """``first``: the Indonesian title, of the English one."""
    titles, names, words = titles_rules(ruleset), Names(settings, ruleset), words_of(ruleset)
    figures = named.subject or [fact for fact in named.facts if isinstance(fact, QuantityFact)]
    if _mixed(figures, titles, names):
        return ""
    counts = figures and (not named.subject or named.attribute == "due_date")
    gaps = subject_of(named, figures, titles, names, words, language) if counts else {}
    frames = titles.frames[named.attribute]
    if not any(one.gaps <= gaps.keys() for one in frames):
        gaps = {} if figures and not named.subject and gaps else event_of(named, names, words, language)
        gaps = gaps if gaps.keys() - _UNTOLD else _given(named, figures, names, ruleset) or gaps
    if "clause" in gaps:
        gaps = (_plain(named, figures, titles, names, words) if language == "en" else {}) or gaps
    if "clause" in gaps and named.attribute == "due_date" and (until := due_of(gaps["clause"], named, language)):
        gaps = {**gaps, "until": until}
    frames = titles.frames["start_date"] if "begun" in gaps else frames
    frame = next((one for one in frames if one.gaps <= gaps.keys()), None)
    if frame is None:
        return ""
    said = gaps.get("clause") or (gaps.get("subject", "") if named.attribute == "target" else "")
    if language == "id" and named.attribute != "due_date" and not words.planned.isdisjoint(said.lower().split()):
        title = (
            gaps.get("clause") or f"{gaps.get('value', '')} {said}".strip()
        )  # *akan*: it says itself that it lies ahead
    else:
        title = frame.words[language].format(**gaps)
    if gaps.keys().isdisjoint(_QUOTED):
        title = mended(title, words)
    place = common_place(named.facts) or common_place(named.subject)
    others = (first or title).replace(titles.place["id"].format(title="", place=place).strip(), "")
    told = not gaps.keys().isdisjoint(_QUOTED) or titles.placed.search(others) is not None
    told = told or not names.listed(place).isdisjoint(names.listed(title))
    told = told or next((word for word in reversed(others.split()) if word in words.links), "") in titles.origins
    if place and not told and place.rpartition(" ")[2].lower() not in title.lower():
        towards = not titles.towards.isdisjoint(title.split())  # *yang dipindahkan ke*
        title = (titles.place_to if towards else titles.place)[language].format(title=title, place=place)
    aims = [
        fact for fact in figures if not fact.participants or not words.aims.isdisjoint(fact.passage.lower().split())
    ]
    if named.attribute == "target" and not aims and "subject" in gaps:  # those expected are nobody's aim
        title = titles.plan[language].format(title=title.removeprefix(frame.words[language].partition("{")[0]))
    if gaps.get("day"):
        title = titles.day[language].format(title=title, day=gaps["day"])
    year = (
        _year(named.facts, language, exact="value" in gaps)
        if named.attribute == "target" and "subject" in gaps
        else None
    )
    if year and year not in title:
        title = titles.year[language].format(title=title, year=year)
    long = title.count(" ") >= MOST_WORDS and language == "id"
    if gaps.keys().isdisjoint(_QUOTED) and (long or joined(title, ruleset)):
        return ""
    return title[0].upper() + title[1:]


def _mixed(figures: Sequence[QuantityFact], titles: Titles, names: Names) -> bool:
    """Whether one sentence counts several things alike: *lima SD dan lima SMP*."""
    nouns: dict[tuple[str, int], set[str]] = {}
    for fact in figures:
        noun = names.noun(fact.unit)
        if noun and not names.general(noun, titles.people):
            nouns.setdefault((fact.doc_id, fact.sentence.start), set()).add(noun)
    return any(len(some) > 1 for some in nouns.values())


def _given(named: Named, figures: Sequence[QuantityFact], names: Names, ruleset: RuleSet) -> Gaps:
    """A headline that gives the very sum or measure."""
    amounts = {(fact.min, fact.max, fact.unit) for fact in figures}
    short = (text for text in named.headlines if len(text) < LONGEST)
    found = ((text, one) for text in short for one in find_numbers(text, ruleset) if one.measure)
    headline = next((text for text, one in found if (one.min, one.max, one.measure) in amounts), None)
    return {"clause": names.printed(headline, named.headlines[headline])} if headline else {}


def _plain(named: Named, figures: Sequence[QuantityFact], titles: Titles, names: Names, words: Words) -> Gaps:
    """In English what a headline in Indonesian says: the value, those counted and the programme; or the step."""
    what = names.programme(named.what, named.bodies)
    if not figures:
        return plain_event(named, names, words, what)
    unit = names.noun(commonest(fact.unit for fact in figures))
    value = value_of(named, unit, titles, "en")
    told = names.listed(what) or told_by(named.what, figures, (), names)
    if not what or not told or not value or named.subject:
        return {}
    if unit in titles.measures:
        return {"subject": f"for {what}", **value}
    if unit not in titles.units:
        return {}
    gaps = {"noun": titles.units[unit], "what": what}
    frame = next((one for one in titles.subjects if one.of is None and one.gaps == gaps.keys()), None)
    return {"subject": frame.words["en"].format(**gaps), **value} if frame else {}


def _year(facts: Sequence[QuantityFact | DateFact], language: Language, *, exact: bool) -> str | None:
    """The year by which a target is due, or the month in it, where those claims agree that give one and are not fewer
    than the rest.
    """
    dues = [fact.due.to for fact in facts if isinstance(fact, QuantityFact) and fact.due and fact.due.to]
    if len({due.year for due in dues}) != 1 or 2 * len(dues) < len(facts):
        return None
    months = {due.month for due in dues}
    month = exact and len(months) == 1 and max(months) < _LAST_MONTH
    return month_of(dues[0], language) if month else str(dues[0].year)
