"""What the sentence around a figure or a date says: its words and names, a change told, a batch or stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.models import DateFact, QuantityFact
from extractor.reconcile.settings import Settings
from extractor.reconcile.statements.context import ArticleContext, words_of
from extractor.reconcile.statements.vocabulary import WORD, is_name
from extractor.rules.words import any_of
from extractor.text.stems import stem

_MARKS = ".,;:\"'()“”"
_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PROPER = 1.5  # a name identifies better than a common word of the same frequency
_LED_BY = 2  # words between *dari* and the number, itself counted
_LED, _NEW = 3, 2  # words between *tambahan* and the number, and between the counted noun and *baru*
_STRETCH = 120  # characters before a figure in which its own words stand
_DISTANT = 0.4  # a word elsewhere in the sentence says less about the figure than one close by


def read_surroundings(
    fact: QuantityFact, context: ArticleContext, settings: Settings, known: frozenset[str], share: bool
) -> tuple[dict[str, float], frozenset[str]]:
    """Weighted words of the sentence, and the names close by the figure.

    Of a share only the words between its neighbours: of several in a row each has an object of its own.
    """
    window = int(settings.thresholds["window_words"])
    near = int(settings.thresholds["window_names"])
    rare = settings.thresholds["name_weight"] * _PROPER
    title = fact.sentence.start < context.title_end
    start, end = fact.start - len(fact.before), fact.end + len(fact.after)
    if share:
        start, end = context.room(fact, start, end)
    stretch = fact.passage[start - fact.start + len(fact.before) :][: end - start]
    before = WORD.findall(stretch, 0, fact.start - start)
    after = WORD.findall(stretch, fact.start - start)
    around = [*zip(range(len(before), 0, -1), before, strict=True), *enumerate(after, 1)]
    # The word that opens the sentence is written large whether it names something or not.
    opens = 0 if around and stretch.startswith(around[0][1]) else -1
    words: dict[str, float] = {}
    names: set[str] = set()
    for place, (distance, original) in enumerate(around):
        word, root, weight = settings.terms[original]
        if weight <= 0.0 or root in known or word in known:
            continue
        proper = (original.isupper() and len(original) > 1) or (
            not title and place != opens and original[0].isupper()
        )  # fmt: skip
        if proper:
            weight *= _PROPER
            if distance <= near and weight >= rare and word not in settings.name_parts:
                names.add(word)
        if distance > window:
            weight *= _DISTANT
        if weight > words.get(root, 0.0):
            words[root] = weight
    return words, frozenset(names)


def gather_words(fact: DateFact, around: Sequence[str], settings: Settings) -> dict[str, float]:
    """The weighted words ``around`` a date in its sentence, those of the expression itself left out."""
    words = words_of(around, settings)
    for match in _ACRONYM.finditer(fact.before + " " + fact.after):
        words[stem(match.group().lower())] = _PROPER
    return words


def gather_names(fact: DateFact, around: Sequence[str], settings: Settings) -> frozenset[str]:
    """Of the words ``around`` a date those written as names, in lower case, but for the first of its sentence."""
    passage = fact.passage
    return frozenset([word.lower() for word in around if is_name(word, settings) and not passage.startswith(word)])


def gather_hours(fact: DateFact, settings: Settings) -> frozenset[str]:
    """The hours that its sentence gives: *pukul 05.00*, *21.00 WIB*."""
    return frozenset("".join(hour).replace(":", ".").zfill(5) for hour in settings.clock.findall(fact.passage.lower()))


def tells_change(fact: QuantityFact | DateFact, settings: Settings) -> bool:
    """The sentence says that a value was changed, or once was another; what is added (*bertambah*) moves no day."""
    text = fact.passage.lower()
    words = text.split()
    if isinstance(fact, DateFact):
        return not settings.revision_cues.isdisjoint([word.strip(_MARKS) for word in words])
    if any(phrase in text for phrase in settings.change_phrases):
        return True
    return not (settings.revision_cues.isdisjoint(words) and settings.growth_cues.isdisjoint(words))


def refers_back(fact: QuantityFact, settings: Settings) -> bool:
    """The sentence speaks of a figure given before: *jumlah tersebut akan bertambah hingga 10 ribu*."""
    before = fact.before.lower()
    return any(phrase in before for phrase in settings.anaphors)


def is_base(fact: QuantityFact, settings: Settings) -> bool:
    """What another figure is set beside or is a part of: *jumlah itu berkurang dari total 50 ribu*."""
    led = not settings.bases.isdisjoint(fact.before.lower().split()[-_LED_BY:])
    return led or settings.wholes.search(_own_stretch(fact)) is not None


def told_former(fact: QuantityFact, settings: Settings) -> bool:
    """The figure was given once and another has come since: *sebelumnya hanya 32*, *dari 12 ribu menjadi 15 ribu*."""
    stretch = _own_stretch(fact)
    if settings.changed_from.search(stretch) and settings.changed_to.match(fact.after.lower()):
        return True
    opens = len(stretch) == len(fact.before)
    for cue in settings.earlier.finditer(stretch):
        told = (opens and cue.start() == 0 and stretch.startswith(",", cue.end())) or not settings.saying.isdisjoint(
            WORD.findall(stretch, cue.end())
        )
        if not told:
            return True
    return False


def _own_stretch(fact: QuantityFact) -> str:
    """The words before a figure that no other number has, in small letters."""
    before = fact.before[-_STRETCH:].lower()
    start = max((place for place, char in enumerate(before) if char.isdigit() or char == ";"), default=-1) + 1
    return before[start:]


def is_portion(fact: QuantityFact, settings: Settings) -> bool:
    """What is added to a total, or left of it: *tambahan 882.000 penerima*, *16 juta KPM baru*, *sisanya 14 juta*."""
    before, after = WORD.findall(fact.before.lower())[-_LED:], WORD.findall(fact.after.lower())[:_NEW]
    added = not settings.portions.isdisjoint(before) or not settings.adding.isdisjoint(before[-1:])
    return added or not settings.newcomers.isdisjoint(after)


def read_grades(fact: QuantityFact, settings: Settings) -> frozenset[str]:
    """The kinds of school that are counted, or whose people are: *lima SMA*, *48 siswa SMP*."""
    words = [*WORD.findall((fact.unit or "").lower()), *WORD.findall(fact.after.lower())[:1]]
    return settings.grades.intersection(words)


@lru_cache(maxsize=4)
def _edition_search(words: frozenset[str], numbers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\s+(?:ke-?)?(\d{{1,3}}|{any_of(numbers)})\b")


def read_editions(fact: QuantityFact, settings: Settings) -> frozenset[int]:
    """The number of the batch or stage nearest before the figure in its sentence, else after it; years of a
    named event.
    """
    found: set[int] = {int(year) for year in _YEAR.findall(fact.what or "")}
    search = _edition_search(settings.editions, tuple(settings.edition_numbers))
    earlier, later = search.findall(fact.before.lower()), search.findall(fact.after.lower())
    if earlier or later:
        number = earlier[-1] if earlier else later[0]
        found.add(int(number) if number.isdigit() else settings.edition_numbers[number])
    return frozenset(found)
