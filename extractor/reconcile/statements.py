"""What one article says about one figure: its facts that repeat each other, with all evidence of who, what, where,
when.

A title, a lead and a quotation that give the same number are one statement; comparing statements instead of
single facts lets a bare *20 juta* in the title profit from *20 juta penerima manfaat MBG* in the body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import sqrt
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.models import AgencyFact, ArticleSummary, DateFact, Fact, MinistryFact, QuantityFact
from extractor.reconcile.amounts import Value, read_value
from extractor.reconcile.settings import Settings, Unit, load_settings
from extractor.reconcile.stems import stem
from extractor.ruleset import RuleSet

Family = Literal["target", "result", "potential", "denied"]
_FAMILIES: Mapping[str, Family] = {
    "target": "target",
    "realised": "result",
    "potential": "potential",
    "denied": "denied",
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+[^\W\d_]+")
_ACRONYM = re.compile(r"\b[A-Z]{2,8}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ORDINALS = {
    "pertama": 1, "satu": 1, "i": 1, "kedua": 2, "dua": 2, "ii": 2, "ketiga": 3, "tiga": 3, "iii": 3, "keempat": 4,
    "empat": 4, "iv": 4, "kelima": 5, "lima": 5, "v": 5, "keenam": 6, "enam": 6, "vi": 6, "ketujuh": 7, "vii": 7,
    "kedelapan": 8, "viii": 8, "kesembilan": 9, "ix": 9, "kesepuluh": 10, "x": 10,
}  # fmt: skip
_LEAD = 400  # characters of title and lead that tell an article's topic
_PROPER = 1.5  # a name identifies better than a common word of the same frequency
_DISTANT = 0.4  # a word elsewhere in the sentence says less about the figure than one close by

Span = tuple[int, int]
Days = tuple[date | None, date | None]


@dataclass(slots=True)
class Statement:
    """Facts of one article that give one figure, with their evidence gathered; ``value`` is the most precise."""

    doc_id: str
    source: str | None
    published: date | None
    family: Family
    facts: list[QuantityFact]
    values: list[Value]
    value: Value
    unit: Unit | None
    programme: str | None
    named: bool
    what: frozenset[str]
    mentioned: frozenset[str]
    editions: frozenset[int]
    years: frozenset[int]
    due: tuple[Days, ...]
    as_of: Days | None
    place: str | None
    speakers: frozenset[str]
    bodies: frozenset[str]
    words: dict[str, float]
    norm: float
    names: frozenset[str]
    topic: dict[str, float]
    topic_norm: float
    signature: str | None
    revised: bool
    refers: bool
    titled: bool

    @property
    def day(self) -> date | None:
        """The day to which the figure refers, as far as known: end of the as-of period, else publication."""
        if self.as_of and self.as_of[1] and (self.published is None or self.as_of[1] <= self.published):
            return self.as_of[1]
        return self.published


def statements_of(context: ArticleContext) -> list[Statement]:
    """One statement for each quantity fact of an article, in the order of the text; :mod:`group` joins repetitions."""
    statements = [_statement(fact, context, context.settings) for fact in context.quantities]
    main = context.title_programme()
    if main:
        # A figure without a programme of its own is likely of the programme in the title.
        for statement in statements:
            if statement.programme is None:
                statement.mentioned |= {main}
    return statements


def read_statements(facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> list[Statement]:
    """The statements of one article's facts; see :func:`statements_of`."""
    return statements_of(ArticleContext(facts, summary, ruleset))


class ArticleContext:
    """An article's text, topic, programme names and bodies, prepared once for its facts."""

    def __init__(self, facts: Iterable[Fact], summary: ArticleSummary | None, ruleset: RuleSet) -> None:
        ordered = sorted(facts, key=lambda fact: (fact.start, fact.end, fact.fact_id))
        self.settings = settings = load_settings(ruleset)
        self.quantities = [fact for fact in ordered if isinstance(fact, QuantityFact)]
        self._starts = [fact.start for fact in self.quantities]
        self.date_facts = [fact for fact in ordered if isinstance(fact, DateFact)]
        self.text = (summary.text if summary else None) or ""
        self.signature = summary.signature if summary else None
        self.title_end = len(summary.title) if summary and summary.title else 0
        lower = self.text.lower()
        self.lower = lower if len(lower) == len(self.text) else "".join(
            char.lower() if len(char.lower()) == 1 else char for char in self.text
        )  # fmt: skip
        self.programmes = _find_programmes(self.text, self.lower, ruleset)
        self.topic = _words_of(self.text[:_LEAD], settings) if self.text else {}
        self.topic_norm = sqrt(sum(weight * weight for weight in self.topic.values()))
        self.bodies: dict[Span, set[str]] = {}
        self.dates: dict[Span, list[DateFact]] = {}
        for fact in ordered:
            sentence = (fact.sentence.start, fact.sentence.end)
            if isinstance(fact, MinistryFact) and fact.ministry:
                self.bodies.setdefault(sentence, set()).add(fact.ministry)
            elif isinstance(fact, AgencyFact) and fact.agency:
                self.bodies.setdefault(sentence, set()).add(fact.agency)
            elif isinstance(fact, DateFact):
                self.dates.setdefault(sentence, []).append(fact)

    def room(self, fact: QuantityFact, start: int, end: int) -> tuple[int, int]:
        """The stretch of the sentence from the quantity before a figure to the quantity after it."""
        place = bisect_left(self._starts, fact.start)
        if place and self.quantities[place - 1].end <= fact.start:
            start = max(start, self.quantities[place - 1].end)
        after = bisect_left(self._starts, fact.end)
        if after < len(self._starts):
            end = min(end, self._starts[after])
        return start, end

    def title_programme(self) -> str | None:
        """The programme that the title names first."""
        return next((name for start, _, name in self.programmes if start < self.title_end), None)

    def programme_near(self, fact: DateFact) -> str | None:
        """The programme named closest to a date within its sentence."""
        inside = [
            (min(abs(start - fact.end), abs(fact.start - end)), name)
            for start, end, name in self.programmes
            if fact.sentence.start <= start and end <= fact.sentence.end
        ]
        return min(inside)[1] if inside else None

    def names_of(self, programme: str | None) -> str | None:
        """How the article words a programme of the list."""
        return next((self.text[start:end] for start, end, name in self.programmes if name == programme), None)


def _statement(fact: QuantityFact, context: ArticleContext, settings: Settings) -> Statement:
    sentence = (fact.sentence.start, fact.sentence.end)
    speaker = fact.said_by.name.lower() if fact.said_by else None
    programme, named, what = read_what(fact.what, settings)
    # What all figures of the block share tells none of them apart.
    known = what | settings.programme_words.get(programme or "", frozenset()) | frozenset((speaker or "").split())
    unit = read_unit(fact.unit, settings)
    share = unit is not None and unit.category == "share"
    if share and fact.place:
        known |= frozenset(fact.place.name.lower().split())  # compared by itself
    words, names = _surroundings(fact, context, settings, known, share)
    mentioned = {name for start, end, name in context.programmes if sentence[0] <= start and end <= sentence[1]}
    dates = context.dates.get(sentence, [])
    years = {moment.year for due in (fact.due, fact.as_of) if due for moment in (due.from_, due.to) if moment}
    if not years:
        years = {
            date_.to.year for date_ in dates if date_.to and date_.from_ and date_.role in ("due", "start", "event")
        }
    value = read_value(fact.min, fact.max, fact.approx, fact.text)
    return Statement(
        doc_id=fact.doc_id,
        source=fact.source,
        published=fact.published,
        family=_FAMILIES[fact.status],
        facts=[fact],
        values=[value],
        value=value,
        unit=unit,
        programme=programme,
        named=named,
        what=what,
        mentioned=frozenset(mentioned | ({programme} if programme else set())),
        editions=_editions(fact, context, settings),
        years=frozenset(years),
        due=((fact.due.from_, fact.due.to),) if fact.due else (),
        as_of=(fact.as_of.from_, fact.as_of.to) if fact.as_of else None,
        place=(fact.place.code or fact.place.name.lower()) if fact.place else None,
        speakers=frozenset({speaker} if speaker else ()),
        bodies=frozenset(context.bodies.get(sentence, set()) | set(fact.ministries) | set(fact.agencies)),
        words=words,
        norm=sqrt(sum(weight * weight for weight in words.values())),
        names=names,
        topic=context.topic,
        topic_norm=context.topic_norm,
        signature=context.signature,
        revised=_tells_revision(fact, context, settings),
        refers=_refers_back(fact, context, settings),
        titled=fact.end <= context.title_end,
    )


def absorb(statement: Statement, other: Statement) -> None:
    """Join a repetition into ``statement``: evidence is united, the more specific unit and programme stay."""
    statement.facts.extend(other.facts)
    # Values that differ only in writing are one; a statement repeated ten times has one value.
    statement.values.extend(value for value in other.values if value not in statement.values)
    statement.value = max(statement.values, key=lambda value: (value.exact, value.digits, not value.approx))
    if other.unit and (statement.unit is None or statement.unit.id in other.unit.broader):
        statement.unit = other.unit
    if other.programme and not statement.programme:
        statement.programme, statement.named, statement.what = other.programme, other.named, other.what
    statement.mentioned |= other.mentioned
    statement.editions |= other.editions
    statement.years |= other.years
    statement.due += tuple(due for due in other.due if due not in statement.due)
    statement.as_of = statement.as_of or other.as_of
    statement.place = statement.place or other.place
    statement.speakers |= other.speakers
    statement.bodies |= other.bodies
    for word, weight in other.words.items():
        statement.words[word] = max(weight, statement.words.get(word, 0.0))
    statement.norm = sqrt(sum(weight * weight for weight in statement.words.values()))
    statement.names |= other.names
    statement.revised |= other.revised
    statement.refers |= other.refers
    statement.titled |= other.titled


def read_unit(unit: str | None, settings: Settings) -> Unit | None:
    """The unit's place in the hierarchy: the whole phrase, else its longest known beginning, else its own class."""
    if not unit:
        return None
    phrase = unit.lower()
    found = _known_unit(phrase, settings)
    if found and found.id in GENERIC_UNITS and found.id != phrase:
        # *unit SPPG*, *titik dapur*: the noun after the counting word tells what is counted.
        found = _known_unit(phrase.split(maxsplit=1)[-1], settings) or found
    return found or Unit(phrase, (), "thing")


GENERIC_UNITS = frozenset({"unit", "wilayah"})
_UNIT_BREAK = re.compile(r"[,/(]")


def _known_unit(phrase: str, settings: Settings) -> Unit | None:
    """The longest beginning of ``phrase`` that is a unit; of an enumeration (*petani, nelayan*) its first member."""
    found = settings.units.get(phrase)
    if found:
        return found
    parts = _UNIT_BREAK.split(phrase, maxsplit=1)[0].split()
    for length in range(len(parts), 0, -1):
        found = settings.units.get(" ".join(parts[:length]))
        if found:
            return found
    return None


def read_what(what: str | None, settings: Settings) -> tuple[str | None, bool, frozenset[str]]:
    """Programme key, whether it is a proper name, and its words.

    The key is an id of rules/programmes.yaml or its words.
    """
    if not what:
        return None, False, frozenset()
    known = settings.programmes.get(what.lower()) or settings.acronyms.get(what)
    words = frozenset(
        stem(word.lower()) for word in _WORD.findall(what) if settings.word_weight(word.lower()) > 0.0 or word.isupper()
    )
    if known:
        return known, True, words
    named = any(word[0].isupper() for word in _WORD.findall(what)[1:]) or what.isupper()
    return " ".join(sorted(words)) or what.lower(), named, words


@lru_cache(maxsize=4)
def _programme_search(ruleset: RuleSet) -> tuple[AhoCorasick, tuple[tuple[str, str | None], ...]]:
    """One search for all names; acronyms and signs carry their exact spelling."""
    settings = load_settings(ruleset)
    found: dict[str, tuple[str, str | None]] = {name: (id_, None) for name, id_ in settings.programmes.items()}
    for name, id_ in settings.acronyms.items():
        found.setdefault(name.lower(), (id_, name))
    names = sorted(found)
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), tuple(found[name] for name in names)


def _find_programmes(text: str, lower: str, ruleset: RuleSet) -> list[tuple[int, int, str]]:
    search, ids = _programme_search(ruleset)
    found = []
    for index, start, end in search.find_matches_as_indexes(lower):
        before = lower[start - 1] if start else " "
        after = lower[end] if end < len(lower) else " "
        programme, spelling = ids[index]
        if not before.isalnum() and not after.isalnum() and spelling in (None, text[start:end]):
            found.append((start, end, programme))
    return found


def _words_of(text: str, settings: Settings) -> dict[str, float]:
    words: dict[str, float] = {}
    for word in _WORD.findall(text):
        _, root, weight = settings.term(word)
        if weight > 0.0:
            words[root] = weight
    return words


def _surroundings(
    fact: QuantityFact, context: ArticleContext, settings: Settings, known: frozenset[str], share: bool
) -> tuple[dict[str, float], frozenset[str]]:
    """Weighted words of the sentence, and the names close by the figure.

    Of a share only the words between its neighbours: of several in a row each has an object of its own.
    """
    window = int(settings.thresholds["window_words"])
    near = int(settings.thresholds["window_names"])
    rare = settings.thresholds["name_weight"] * _PROPER
    start, end = fact.sentence.start, min(fact.sentence.end, fact.sentence.start + 2000)
    title = start < context.title_end
    if share:
        start, end = context.room(fact, start, end)
    before = _WORD.findall(context.text, start, max(start, fact.start))
    after = _WORD.findall(context.text, min(fact.start, end), end)
    around = [*zip(range(len(before), 0, -1), before, strict=True), *enumerate(after, 1)]
    # The word that opens the sentence is written large whether it names something or not.
    opens = 0 if around and context.text.startswith(around[0][1], start) else -1
    words: dict[str, float] = {}
    names: set[str] = set()
    for place, (distance, original) in enumerate(around):
        word, root, weight = settings.term(original)
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


def gather_words(fact: DateFact, text: str, settings: Settings) -> dict[str, float]:
    """Weighted words of the sentence around a date, those of the expression itself left out."""
    before = text[max(fact.sentence.start, fact.start - 600) : fact.start]
    after = text[fact.end : min(fact.sentence.end, fact.end + 600)]
    words = _words_of(before, settings) | _words_of(after, settings)
    for match in _ACRONYM.finditer(before + " " + after):
        words[stem(match.group().lower())] = _PROPER
    return words


def _tells_revision(fact: QuantityFact, context: ArticleContext, settings: Settings) -> bool:
    """The sentence says that a figure was raised, lowered, or once was another."""
    end = min(fact.sentence.end, fact.sentence.start + 2000)
    return any(word in settings.revision_cues for word in context.lower[fact.sentence.start : end].split())


def _refers_back(fact: QuantityFact, context: ArticleContext, settings: Settings) -> bool:
    """The sentence speaks of a figure given before: *jumlah tersebut akan bertambah hingga 10 ribu*."""
    before = context.lower[fact.sentence.start : fact.start]
    return any(phrase in before for phrase in settings.anaphors)


@lru_cache(maxsize=4)
def _edition_search(words: frozenset[str]) -> re.Pattern[str]:
    numbers = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\s+(?:ke-?)?(\d{{1,3}}|{numbers})\b")


def _editions(fact: QuantityFact, context: ArticleContext, settings: Settings) -> frozenset[int]:
    """The number of the batch or stage nearest before the figure in its sentence, else after it; years of a
    named event.
    """
    found: set[int] = {int(year) for year in _YEAR.findall(fact.what or "")}
    search = _edition_search(settings.editions)
    sentence_end = min(fact.sentence.end, fact.sentence.start + 2000)
    matches = list(search.finditer(context.lower, fact.sentence.start, sentence_end))
    earlier = [match for match in matches if match.end() <= fact.start]
    chosen = earlier[-1] if earlier else next((match for match in matches if match.start() >= fact.end), None)
    if chosen:
        number = chosen.group(1)
        found.add(int(number) if number.isdigit() else _ORDINALS[number])
    return frozenset(found)


def overlap(a: Days, b: Days) -> bool:
    """Two closed intervals of days share a day; an open side reaches everywhere."""
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])
