"""The clauses and headlines in which reports say what takes place. Words are those of ``rules/titles.yaml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extractor.messages.values import format_interval
from extractor.models import DateFact, QuantityFact
from extractor.reconcile.naming.happenings import tokens_of
from extractor.reconcile.naming.words import TOKEN, Words, remembered

_PART = re.compile(r"[:,;?!|](?: |$)")
_LEAD = re.compile(r"[:?!|] ")
_WORDS, _CLAUSE = 4, 14  # of a clause that is a title
_LEAST_WORDS = 2  # blanks in a part of a headline that tells something


@remembered
def clause(fact: DateFact, words: Words, says: Collection[str]) -> tuple[str, bool]:
    """The clause of a day, other than of saying something, and whether it names somebody."""
    before, after = tokens_of(fact)
    before = _led(before, words)
    inside = words.links | words.joins
    start = len(before)
    while start and not (_cuts(before, start - 1, words) and before[start - 1].lower() not in inside):
        start -= 1
    end = 1 if after[:1] == [","] else 0
    stop = next((place for place in range(end, len(after)) if _cuts(after, place, words)), len(after))
    if start and before[start - 1].lower() in words.unreal:
        return "", False  # *apabila pemerintah memaksakan …*
    broken = start > 0 and not before[start - 1][0].isalnum()  # words behind a comma may go on with what stood before
    found = ("", False)
    for told, opens in ((before[start:], start == 0), (after[end:stop], False)):
        tokens = [
            token
            for place, token in enumerate(told)
            if token[0] != "("
            and token.lower() not in words.idle
            and not (place > 1 and told[place - 1][0].isupper() and token.lower() in words.between & words.points)
        ]
        while tokens and tokens[0].lower() in words.ends and not words.act.fullmatch(tokens[0]):
            tokens, opens = tokens[1:], False
        acts = [place for place, token in enumerate(tokens) if words.act.fullmatch(token)]
        act = next((place for place in acts if not place or tokens[place - 1].lower() != words.relative), None)
        barred = tokens[:1] != [] and tokens[0].isdigit() and tokens[1:2] != [] and tokens[1].lower() in words.links
        barred = barred or any(token.lower() in says or token.lower() in words.points for token in tokens)
        lacks = len(tokens) > 1 and words.takes.fullmatch(tokens[-1]) is not None
        lacks = lacks and (act == len(tokens) - 1 or tokens[-2].lower() in words.between)
        shared = act is not None and act > 0 and tokens[act - 1].lower() in words.cuts & words.joins  # *dan dihadiri …*
        if act is None or barred or lacks or shared or not _WORDS <= len(tokens) <= _CLAUSE:
            continue
        named = act > 0 and any(
            token[0].isupper() and token.isalpha() and token.lower() not in words.kinds for token in tokens[opens:]
        )
        named = named and any(token.islower() for token in tokens) and not (broken and not tokens[0][0].isupper())
        main = _main(tokens, words)
        if len(main) > 1 and (named or not found[0]):
            found = (" ".join(main), named)
        if named:
            break
    return found


def _main(tokens: Sequence[str], words: Words) -> Sequence[str]:
    """The words without a verb at their end that a day would follow: *the rite that is held*."""
    end, idle = len(tokens) - 1, words.between | words.joins
    if tokens[end].lower() in idle and sum(words.act.fullmatch(token) is not None for token in tokens) > 1:
        return tokens[:end]  # *yang menerapkan belajar di rumah mulai*
    if tokens[-1].lower() in words.happens:  # *pembayaran dividen dijadwalkan*
        while end > 1 and tokens[end - 1].lower() in idle:
            end -= 1
        return tokens[: end - 2 if tokens[end - 2].lower() == words.relative else end]  # *seminar yang rutin digelar*
    if not words.act.fullmatch(tokens[-1]):
        return tokens
    while end > _WORDS and tokens[end - 1].lower() in idle:
        end -= 1
    return tokens[:end] if tokens[end].lower() in idle and end < len(tokens) - 1 else tokens


def _led(tokens: list[str], words: Words) -> list[str]:
    """The words before a day without those that lead to it."""
    last, end = True, len(tokens)
    while end and (tokens[end - 1] == "," or tokens[end - 1].lower() in words.ends):
        if not last and words.act.fullmatch(tokens[end - 1].lower()):
            break
        end -= 1
        last = tokens[end] == ","
    if end and tokens[end - 1][0].isdigit():
        while end < len(tokens) and tokens[end].lower() in words.amounts:
            end += 1  # *sebesar 19 juta orang pada*: scale and noun are part of the number
    return tokens[:end]


def _cuts(tokens: Sequence[str], place: int, words: Words) -> bool:
    """Whether a clause ends at a token: not at the *and* between two names."""
    token = tokens[place]
    if token.lower() not in words.cuts:
        return token[0] != "(" and not token[0].isalnum()
    around = tokens[max(0, place - 1) : place + 2]
    return (
        token.lower() not in words.joins or len(around) < 3 or not (around[0][0].isupper() and around[2][0].isupper())
    )


@remembered
def headed(fact: QuantityFact | DateFact, words: Words) -> str:
    """Of a headline that gives a claim the part with it; without a day that passes (*malam ini*)."""
    before, after = _LEAD.split(fact.before)[-1], _PART.split(fact.after)[0]
    if isinstance(fact, DateFact) and len(_led(TOKEN.findall(before), words)) <= _LEAST_WORDS:
        before = fact.before  # *Ponsel baru terungkap! Rilis 24 Juni*: what is said is said before
        after = after if after.strip() or _led(TOKEN.findall(before), words) else fact.after  # *Hingga 2026, Ani ...*
    if isinstance(fact, DateFact) and not any(char.isdigit() for char in fact.text):
        tokens = _led(TOKEN.findall(before), words)
        if fact.days and not words.planned.isdisjoint(token.lower() for token in tokens[-1:]):
            before += format_interval(fact.days)  # *Paling Lambat Minggu Sudah Cair*: no day that passes, its date
        else:
            before = before[: before.rindex(tokens[-1]) + len(tokens[-1])] if tokens else ""
        after = f" {after.strip()}"
    else:
        before += fact.text
    part = f"{before}{after}".strip()
    return part if part.count(" ") >= _LEAST_WORDS else ""


def disputed(text: str, words: Words) -> bool:
    """Whether the sides that a text names are those of a trial or the like, not of a match."""
    steps = (words.nouns.get(token) for token in text.lower().split())
    return any(step is not None and not (step.sides or step.named) for step in steps)
