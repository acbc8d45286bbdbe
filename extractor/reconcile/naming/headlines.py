"""Headlines of the claims' own event, and the names that they share with the claims' sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.models import Interval
from extractor.numbers import find_numbers
from extractor.reconcile.naming.asked import Asked, once
from extractor.reconcile.naming.named import SHARE, Named, common_place
from extractor.reconcile.naming.names import Names
from extractor.reconcile.naming.wording import elsewhen, fitting, printed, shared, undated
from extractor.reconcile.naming.words import TOKEN, Step, Words
from extractor.reconcile.statements.vocabulary import read_sides

_MOST = 64  # headlines and sentences that are looked at
_LONGEST_NAME = 4  # words
_DENIED = 2  # words between a negation and what takes place
_OPENING = 3  # words of a sentence
_LEAST = 0.2  # the weight of a word that tells something
_SHARED = 0.2  # of a headline's weight
_SAME = 0.8  # of a headline's weight
_YEARS = range(1900, 2100)
_ROOT = 6  # letters by which words of one root are told


@once
def telling(asked: Asked, step: Step) -> str:
    """The headline of the very event: with a word of its step, and a name that a claim's sentence has, too; before
    others one by which it does not take place.
    """
    words, passages = asked.words, _passages(asked.named)
    own = {word for text in passages for word in _names_in(text, asked.names, words)}
    found = [
        text
        for text in _headlines(asked.named)
        if any(words.steps.get(token) is step for token in _tokens(text)) and not own.isdisjoint(_tokens(text))
        if not guide(text, words)
    ]
    found = [text for text in found if not aside(text, words)] or found
    return _shown(asked, _best(asked, [text for text in found if calls_off(text, words)] or found))


@once
def akin(asked: Asked) -> tuple[str, bool]:
    """The headline that has a word of what most claims' sentences say, and a name of one of them where most have names;
    of a single claim one of the two, and of a single deadline that of its report. And whether it tells of the claims'
    own matter: enough of it stands in one of their sentences, or one points back to it (*aksi ini digelar*).
    """
    named, names, words = asked.named, asked.names, asked.words
    passages = _passages(named)
    one = len(passages) == 1
    said = [_said(text, names, words) for text in passages]
    called = [_names_in(text, names, words) for text in passages]
    own, unnamed = set[str]().union(*called), 2 * sum(not some for some in called) > len(called)
    found = []
    for text in (text for text in _headlines(named) if not guide(text, words)):
        roots = {names.settings.terms[word][1][:_ROOT] for word in TOKEN.findall(text)}
        told = sum(some is None or not roots.isdisjoint(some) for some in said)
        by_name = not own.isdisjoint(_tokens(text)) or (unnamed and (None in said or len(said) > 1))
        most = told > 0 and 2 * told >= len(said)
        if (asked.due or most or by_name) if one else (most and by_name):
            found.append(text)
    best = _best(asked, [text for text in found if not aside(text, words)] or found)
    near = (None in said and not asked.due) or any(shared(best, text, names.settings) >= _SHARED for text in passages)
    return (_shown(asked, best), near) if best else ("", False)


def about(asked: Asked, title: str) -> str:
    """The headline of what few reports tell, which says of what matter a title is (*Sidang KPPU pada 17 Juni 2025*);
    none beside a match or the figure of a whole listed programme, none of other figures than the record's, and none
    where the title says the same as one.
    """
    settings = asked.names.settings
    whole = asked.figures and not asked.due and asked.names.listed(title) and not common_place(asked.named.facts)
    if not asked.few or whole or read_sides(title, settings):
        return ""
    shown = [_shown(asked, text) for text in _headlines(asked.named)]
    step = asked.words.nouns.get(title.partition(" ")[0].lower())
    short = step is not None and step.headed  # *Pemeriksaan KPK*: that a headline has it does not say which
    ways = [(text, title) for text in shown] + [(title, text) for text in shown if not short]
    same = (shared(one, other, settings) >= _SAME for one, other in ways)
    best = "" if any(same) else _shown(asked, _best(asked, _headlines(asked.named)))
    amounts = {(fact.min, fact.max) for fact in asked.figures}
    numbers = find_numbers(best, asked.names.ruleset) if amounts else ()
    others = any((one.min, one.max) not in amounts and one.min not in _YEARS for one in numbers)
    value = asked.named.value if asked.due else None
    other_day = isinstance(value, Interval) and elsewhen(best, value, asked.names.ruleset)
    return "" if others or other_day else best


def _best(asked: Asked, headlines: Sequence[str]) -> str:
    return fitting(headlines, (*_passages(asked.named), *headlines), 0.0, asked.names.settings)


def _shown(asked: Asked, headline: str) -> str:
    return printed(headline, asked.named.headlines[headline], asked.names.ruleset) if headline else ""


def _said(text: str, names: Names, words: Words) -> set[str] | None:
    """The roots of a sentence's words that are no names; null where it opens with what was spoken of before."""
    tokens = [token for token in TOKEN.findall(text) if token[0].isalnum()]
    lower = [token.lower() for token in tokens]
    points = [place for place, word in enumerate(lower) if word in words.points]
    opens = points[:1] and 0 < points[0] < _OPENING and names.settings.saying.isdisjoint(lower)
    if opens or any(not words.steps.keys().isdisjoint(lower[place + 1 : place + _OPENING]) for place in points):
        return None
    told = (names.settings.terms[token] for place, token in enumerate(tokens) if not place or token.islower())
    idle = (words.ends, words.between, words.cuts, names.settings.name_parts, names.settings.saying)
    return {root[:_ROOT] for word, root, weight in told if weight > _LEAST and not any(word in some for some in idle)}


@once
def spoken_of(asked: Asked) -> bool:
    """Whether enough of the claims' sentences open with what was spoken of before."""
    back = {text: _said(text, asked.names, asked.words) is None for text in _passages(asked.named)}
    facts = asked.named.facts
    return SHARE * sum(back.get(fact.passage, False) for fact in facts) >= len(facts)


def calls_off(text: str, words: Words) -> bool:
    """Whether a headline says that what it tells of does not take place, or not with somebody."""
    tokens = _tokens(text)
    denied = (
        not words.negations.isdisjoint(tokens[max(0, place - _DENIED) : place])
        for place, token in enumerate(tokens)
        if token in words.steps
    )
    return not words.called_off.isdisjoint(tokens) or any(denied)


def aside(headline: str, words: Words) -> bool:
    """Whether a headline opens with what somebody says, feels or knows about an event: *Tangis Keluarga saat …*."""
    return not words.asides.isdisjoint(_tokens(headline)[:1]) or guide(headline, words)


def guide(headline: str, words: Words) -> bool:
    """Whether a headline opens a guide or a list of what is planned: *Jalan yang Akan Ditutup*."""
    tokens = _tokens(headline)
    act = next((place for place, token in enumerate(tokens) if words.act.fullmatch(token)), len(tokens))
    listed = any(one == words.relative and token in words.planned for one, token in pairwise(tokens[: act + 1]))
    return listed or not words.guides.isdisjoint(tokens[:1])


@once
def whose(asked: Asked) -> str:
    """The first name of a headline that stands whole in a claim's sentence, too: who holds or does it; no place."""
    named = asked.named
    places = {word for fact in named.facts if fact.place for word in fact.place.name.lower().split()}
    scene = asked.names.settings.scene_words
    passages = [TOKEN.findall(text) for text in _passages(named)]
    for text in (undated(text, asked.names.ruleset) for text in _headlines(named)):
        tokens, called = TOKEN.findall(text), _names_in(text, asked.names, asked.words)
        for start in range(len(tokens)):
            for end in range(min(len(tokens), start + _LONGEST_NAME), start, -1):
                run = tokens[start:end]
                told = not called.isdisjoint(word.lower() for word in run) and not any(
                    word.lower() in places or not written_large(word) for word in run
                )
                told = told and not all(word.lower() in scene for word in run)
                if told and any(_whole(sentence, run) for sentence in passages):
                    return " ".join(run)
    return ""


def written_large(word: str) -> bool:
    """Whether a word opens with a capital or a digit."""
    return word[0].isupper() or word[0].isdigit()


def _headlines(named: Named) -> list[str]:
    return list(named.headlines)[:_MOST]


def _passages(named: Named) -> list[str]:
    return list(dict.fromkeys(fact.passage for fact in named.facts))[:_MOST]


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.lower())


def _names_in(text: str, names: Names, words: Words) -> set[str]:
    """The words of a text that are written as names: no programme, no month, no word for a place or a kind of event."""
    return {
        lower
        for place, word in enumerate(token.strip("()") for token in TOKEN.findall(text) if token.strip("()").isalnum())
        if word[0].isupper()
        and (place or word.isupper())
        and len(word) > 1
        and (lower := word.lower()) not in words.ends
        and lower not in words.kinds
        and lower not in words.measured
        and (lower not in names.settings.name_parts or (word.isupper() and lower not in names.settings.units))
        and not names.listed(word)
        and names.settings.terms[word][2] > 0.0
        and not words.verb.fullmatch(lower)
        and lower not in words.steps
    }


def _whole(sentence: Sequence[str], run: Sequence[str]) -> bool:
    """Whether a name stands in a sentence and goes on neither before nor behind."""
    for place in range(len(sentence) - len(run) + 1):
        around = (*sentence[max(0, place - 1) : place], *sentence[place + len(run) : place + len(run) + 1])
        acronym = len(run) == 1 and run[0].isupper()
        if sentence[place : place + len(run)] == run and (acronym or not any(map(written_large, around))):
            return True
    return False
