"""Checks that one article's figures stand on their own: stated sums, the title against the body, one figure twice.

They raise flags for a fact-checker and change nothing. Words are in ``rules/checks.yaml``; where the text leaves
open whether a list is complete or two figures are the same, there is no flag.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.models import Flag, QuantityFact
from extractor.ruleset import Problem, RuleSet
from extractor.skim.mentions import Number, NumberMention, Sentence
from extractor.skim.numbers import find_numbers
from extractor.skim.sentences import split_sentences

FILE = "checks.yaml"
_NOUN = re.compile(r"\s?\(?([a-z][a-z-]{1,24})(?:\s([a-z][a-z-]{1,24}))?(?:\s([a-z][a-z-]{1,24}))?", re.I)
_SHOWN = re.compile(r"[0-9][0-9.]*(?:,([0-9]+))?")
_SCALE = re.compile(r"\b(ribu|rb|juta|jt|miliar|milyar|triliun)", re.I)
_SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
_BULLET = re.compile(r"(?:[-•*–]|\d{1,2}[.)]|[a-z][.)])\s?", re.I)
# A whole smaller than this is counted off too easily by chance to confirm a sum from another sentence.
_SMALLEST_WHOLE = 5


@dataclass(frozen=True)
class _Rules:
    complete: re.Pattern[str]
    partial: re.Pattern[str]
    remainder: re.Pattern[str]
    incomplete: re.Pattern[str]
    before_whole: frozenset[str]
    no_noun: frozenset[str]
    hedges: re.Pattern[str]
    title_hedges: re.Pattern[str]
    whole: re.Pattern[str]
    part: re.Pattern[str]


@lru_cache(maxsize=8)
def _compile(ruleset: RuleSet) -> _Rules:
    rules = ruleset.yaml(FILE)
    sums, title, repeated = rules["sums"], rules["title_body"], rules["repeated"]
    return _Rules(
        _words(sums["complete"]), _words(sums["partial"]), _words(sums["remainder"]), _words(sums["incomplete"]),
        frozenset(sums["whole"]), frozenset(sums["no_noun"]),
        _words(title["hedges"]), _words(title["title_hedges"]), _words(repeated["whole"]), _words(repeated["part"]),
    )  # fmt: skip


def _words(words: Sequence[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.I)


def check_sums(
    text: str,
    sentences: Sequence[Sentence],
    numbers: Sequence[NumberMention],
    quantities: Sequence[QuantityFact],
    ruleset: RuleSet,
) -> tuple[Flag, ...]:
    """``sum_ok`` and ``sum_mismatch`` for wholes whose parts the text lists; the flag stands at the whole.

    ``params``: ``total``, ``sum``, ``parts`` (the parts as the text has them, joined by " + ") and ``text``.
    """
    rules = _compile(ruleset)
    flags: list[Flag] = []
    exact = [number for number in numbers if number.role == "cardinal"]
    starts = [number.start for number in exact]
    for place, sentence in enumerate(sentences):
        if sentence.title:
            continue
        within = exact[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end - 1)]
        flag = None
        cue = rules.complete.search(text, sentence.start, sentence.end)
        if cue is not None and within:
            flag = _after_cue(text, sentence, sentences, place, within, exact, starts, cue, rules)
        if flag is None and len(within) >= 3 and rules.remainder.search(text, sentence.start, sentence.end):
            flag = _with_remainder(text, sentence, within, rules)
        if flag is None and len(within) >= 2:
            flag = _confirmed_elsewhere(text, sentence, within, exact, rules)
        if flag is not None and not any(known.start == flag.start for known in flags):
            flags.append(_with_facts(flag, quantities))
    return tuple(flags)


def _after_cue(
    text: str,
    sentence: Sentence,
    sentences: Sequence[Sentence],
    place: int,
    within: Sequence[NumberMention],
    exact: Sequence[NumberMention],
    starts: Sequence[int],
    cue: re.Match[str],
    rules: _Rules,
) -> Flag | None:
    """*29 naskah … terdiri dari tiga naskah, sembilan naskah, dan 17 naskah*, or a list in the lines below."""
    wholes = [number for number in within if number.end <= cue.start()]
    if not wholes or rules.incomplete.search(text, cue.end(), sentence.end):
        return None
    parts = [number for number in within if number.start >= cue.end()]
    if not parts and text[sentence.end - 1] == ":":
        parts = _listed_below(text, sentences, place, exact, starts)
    for whole in reversed(wholes):
        same = [part for part in parts if part.measure == whole.measure]
        if len(same) < 2 or not _comparable([whole, *same]) or not _same_noun(text, whole, same, rules):
            continue
        if any(part.min is not None and whole.min is not None and part.min >= whole.min for part in same):
            continue
        return _flag(text, whole, same, contradict=len(same) == len(parts) or whole.measure is not None)
    return None


def _listed_below(
    text: str, sentences: Sequence[Sentence], place: int, exact: Sequence[NumberMention], starts: Sequence[int]
) -> list[NumberMention]:
    """One number from each bulleted line that follows; none when a line holds another count of numbers."""
    parts: list[NumberMention] = []
    for sentence in sentences[place + 1 :]:
        bullet = _BULLET.match(text, sentence.start, sentence.end)
        if bullet is None:
            break
        found = exact[bisect_right(starts, bullet.end() - 1) : bisect_right(starts, sentence.end - 1)]
        if len(found) != 1:
            return []
        parts.append(found[0])
    return parts


def _with_remainder(text: str, sentence: Sentence, within: Sequence[NumberMention], rules: _Rules) -> Flag | None:
    """*dari 300 peserta, 180 laki-laki dan sisanya 120 perempuan*: three numbers, the last is the remainder."""
    word = rules.remainder.search(text, sentence.start, sentence.end)
    whole = within[0]
    parts = [number for number in within[1:] if number.measure == whole.measure]
    if word is None or len(parts) != 2 or not _comparable([whole, *parts]):
        return None
    before = text[sentence.start : whole.start].split()
    if not before or before[-1].lower() not in rules.before_whole:
        return None
    gap = min(abs(word.end() - parts[1].start), abs(word.start() - parts[1].end))
    if gap > 2 or any(_below(whole, part) for part in parts) or not _same_noun(text, whole, parts, rules):
        return None
    if rules.incomplete.search(text, whole.end, parts[0].start):
        return None
    return _flag(text, whole, parts, contradict=True)


def _below(whole: NumberMention, part: NumberMention) -> bool:
    return whole.min is None or part.min is None or part.min >= whole.min


def _confirmed_elsewhere(
    text: str, sentence: Sentence, within: Sequence[NumberMention], exact: Sequence[NumberMention], rules: _Rules
) -> Flag | None:
    """Parts of one noun, listed behind a cue, that add up to a number said before them (*29 mitra*): ``sum_ok``."""
    cue = rules.partial.search(text, sentence.start, sentence.end) or rules.complete.search(
        text, sentence.start, sentence.end
    )
    if cue is None or rules.incomplete.search(text, cue.end(), sentence.end):
        return None
    parts = [number for number in within if number.start >= cue.end()]
    if len(parts) < 3 or not _comparable(parts) or len({part.measure for part in parts}) > 1:
        return None
    nouns = {(_nouns(text, part, rules) or [""])[0] for part in parts}
    if len(nouns) > 1:
        return None
    total = sum(part.min for part in parts if part.min is not None)
    if total < _SMALLEST_WHOLE:
        return None
    earlier = [whole for whole in exact if whole.start < sentence.start]
    for whole in reversed(earlier):
        if whole.min == whole.max == total and whole.measure == parts[0].measure:
            return _flag(text, whole, parts, contradict=False)
    return None


def _comparable(numbers: Sequence[NumberMention]) -> bool:
    return all(n.min is not None and n.min == n.max and not n.approx and not n.flags for n in numbers)


def _nouns(text: str, number: NumberMention, rules: _Rules) -> list[str]:
    match = _NOUN.match(text, number.end)
    if match is None:
        return []
    nouns: list[str] = []
    for word in match.groups():
        if word is None or word.lower() in rules.no_noun:
            break
        nouns.append(word.lower())
    return nouns


def _same_noun(text: str, whole: NumberMention, parts: Sequence[NumberMention], rules: _Rules) -> bool:
    """Whether each part counts what the whole counts: a shared noun, or a measure, or no noun of its own."""
    if whole.measure is not None:
        return True
    nouns = set(_nouns(text, whole, rules))
    if not nouns:
        return all(len(part_nouns) < 4 for part_nouns in (_nouns(text, part, rules) for part in parts)) and any(
            _scaled(text, part) for part in parts
        )
    return all(not (own := _nouns(text, part, rules)) or nouns & set(own) for part in parts)


def _scaled(text: str, number: NumberMention) -> bool:
    return _SCALE.search(text, number.start, number.end) is not None


def _grain(text: str, number: NumberMention | QuantityFact) -> float:
    """The step of the last digit shown: 0.01 juta for *35,04 juta*, 1 for *194*, and nothing lost for plain figures."""
    scale = _SCALE.search(text, number.start, number.end)
    shown = _SHOWN.search(text, number.start, number.end)
    decimals = len(shown[1]) if shown and shown[1] else 0
    if scale is None:
        return float(10**-decimals) if decimals else 0.0
    return float(_SCALES[scale[1].lower()] / 10**decimals)


def _flag(text: str, whole: NumberMention, parts: Sequence[NumberMention], *, contradict: bool) -> Flag | None:
    total = _plain(sum(part.min for part in parts if part.min is not None))
    assert whole.min is not None
    tolerance = 0.5 * (_grain(text, whole) + sum(_grain(text, part) for part in parts)) * 1.0001
    fits = abs(total - whole.min) <= max(tolerance, 1e-9 * abs(total))
    if not fits and not contradict:
        return None
    return Flag(
        kind="sum_ok" if fits else "sum_mismatch",
        start=whole.start,
        end=whole.end,
        params={
            "text": text[whole.start : whole.end],
            "total": whole.min,
            "sum": total,
            "parts": " + ".join(text[part.start : part.end] for part in parts),
        },
    )


def _plain(value: Number) -> Number:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _with_facts(flag: Flag, quantities: Sequence[QuantityFact]) -> Flag:
    """The facts at the whole, and where the sum fits those elsewhere that give the same figure."""
    total = flag.params["total"] if flag.kind == "sum_ok" else None
    ids = tuple(
        fact.fact_id
        for fact in quantities
        if (fact.start < flag.end and fact.end > flag.start) or (fact.min == fact.max == total and total is not None)
    )
    return flag.model_copy(update={"fact_ids": ids}) if ids else flag


def check_title_body(
    text: str,
    sentences: Sequence[Sentence],
    quantities: Sequence[QuantityFact],
    ruleset: RuleSet,
    numbers: Sequence[NumberMention] = (),
) -> tuple[Flag, ...]:
    """``title_body`` where the title states flatly what the body hedges, or gives otherwise.

    A figure is hedged when the body mostly gives it as an upper bound or a possibility. It is contradicted when the
    body counts the same thing and no number of the body (``numbers``) fits the title, rounding and sums allowed for;
    without ``numbers`` only hedges are looked for. ``params``: ``title`` and ``body`` as the text has them, ``min`` and
    ``max`` of the body's figure.
    """
    rules = _compile(ruleset)
    titles = [sentence for sentence in sentences if sentence.title][:1]
    if not titles:
        return ()
    title = titles[0]
    if rules.title_hedges.search(text, title.start, title.end):
        return ()
    flags = []
    for fact in quantities:
        if not title.start <= fact.start < title.end or fact.min is None or fact.min != fact.max or fact.approx:
            continue
        body = [other for other in quantities if other.start >= title.end and _same_kind(fact, other)]
        against = [other for other in body if _hedges(fact, other, text, rules)]
        flat = [other for other in body if other.min == other.max == fact.min and other not in against]
        if len(against) <= len(flat):
            against = _contradictions(text, fact, body, [number for number in numbers if number.start >= title.end])
        if against:
            first = against[0]
            flags.append(
                Flag(
                    kind="title_body", start=fact.start, end=fact.end,
                    params={"title": fact.text, "body": first.text, "min": first.min, "max": first.max},
                    fact_ids=(fact.fact_id, *(other.fact_id for other in against)),
                )
            )  # fmt: skip
    return tuple(flags)


def _contradictions(
    text: str, fact: QuantityFact, body: Sequence[QuantityFact], numbers: Sequence[NumberMention]
) -> list[QuantityFact]:
    """The body's figures for the title's thing, when none of its numbers, nor their sum, fits the title."""
    if not numbers or fact.min is None:
        return []
    grain = _grain(text, fact)
    measured = fact.unit if fact.unit in ("rupiah", "usd", "persen") else None
    for number in numbers:
        low = number.min if number.min is not None else float("-inf")
        high = number.max if number.max is not None else float("inf")
        if (number.measure or None) == measured and low - grain <= fact.min <= high + grain:
            return []
    rivals = [other for other in body if other.unit == fact.unit and other.min is not None and other.min == other.max]
    total = sum(other.min for other in rivals if other.min is not None)
    if abs(total - fact.min) <= grain * max(1, len(rivals)):
        return []
    # Figures that differ by more than half are of different things more often than an error.
    return [other for other in rivals if other.min and 0.5 < fact.min / other.min < 2]


def _same_kind(fact: QuantityFact, other: QuantityFact) -> bool:
    measured = fact.unit in ("rupiah", "usd", "persen") or other.unit in ("rupiah", "usd", "persen")
    if measured and fact.unit != other.unit:
        return False
    return (fact.participants and other.participants) or (fact.target and other.target and fact.unit == other.unit)


def _hedges(fact: QuantityFact, other: QuantityFact, text: str, rules: _Rules) -> bool:
    if other.max != fact.min:
        return False
    if other.min is None or other.min < (fact.min or 0):
        return True
    sentence = other.sentence
    return (other.approx or other.status == "potential") and bool(
        rules.hedges.search(text, max(sentence.start, other.start - 90), other.start)
    )


def check_same_quantity(text: str, quantities: Sequence[QuantityFact], ruleset: RuleSet) -> tuple[Flag, ...]:
    """``repeated_mismatch`` where one report counts the same participants of the same thing differently.

    Only full counts are compared: same unit, programme, place and day, in sentences that count a whole and name no
    part. ``params``: ``first`` and ``second``, as the text has them.
    """
    rules = _compile(ruleset)
    counts = [fact for fact in quantities if _is_full_count(fact, text, rules)]
    flags = []
    for index, second in enumerate(counts):
        for first in counts[:index]:
            if first.min != second.min and _same_count(first, second):
                flags.append(
                    Flag(
                        kind="repeated_mismatch", start=second.start, end=second.end,
                        params={"first": first.text, "second": second.text},
                        fact_ids=(first.fact_id, second.fact_id),
                    )
                )  # fmt: skip
                break
    return tuple(flags)


def _is_full_count(fact: QuantityFact, text: str, rules: _Rules) -> bool:
    if not fact.participants or fact.target or fact.status != "realised" or fact.approx:
        return False
    if fact.min is None or fact.min != fact.max or fact.what is None:
        return False
    clause_start = max(fact.sentence.start, fact.start - 60)
    return bool(rules.whole.search(text, clause_start, fact.start)) and not rules.part.search(
        text, fact.sentence.start, fact.sentence.end
    )


def _same_count(first: QuantityFact, second: QuantityFact) -> bool:
    if (first.unit, first.what, first.counted_by) != (second.unit, second.what, second.counted_by):
        return False
    if first.place != second.place or first.as_of != second.as_of or first.text == second.text:
        return False
    assert first.min is not None
    assert second.min is not None
    # Counts of one thing that differ by more than half are different things more often than an error.
    return 0.5 < first.min / second.min < 2 if second.min else False


def check_rules(ruleset: RuleSet) -> Iterator[Problem]:
    """Every example of ``sums`` raises its flag, no counter-example a mismatch."""
    sums: Any = ruleset.yaml(FILE)["sums"]
    for example in [*sums["examples"], *sums["counter_examples"]]:
        text, _, expected = example.partition(" | ")
        flags = check_sums(text, split_sentences(text, (), ruleset), find_numbers(text, ruleset), (), ruleset)
        found = [flag.kind for flag in flags]
        if found != ([expected] if expected else []):
            yield Problem(FILE, "sums", f"{text!r} raises {found}, not {expected or 'nothing'}")
