"""What a claim's own sentence says takes place on a day. Words are those of ``rules/titles.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.models import DateFact, QuantityFact
from extractor.reconcile.naming.phrases import MOST_WORDS, REACH, name_before, name_in, phrase_in
from extractor.reconcile.naming.words import TOKEN, Step, Words, remembered

_AWAY = 20  # and between a day and the word of what takes place
_STOPS = frozenset('"“”;:')
_NEGATED, _TOLD_AFTER = 3, 2  # words before an event that call it off, or behind it
_MOVED = 2  # words behind a verb of opening or closing that tell of a price
_NEAR = 5  # words before a day, with the verb that it is of and the day before it (*yang tiba pada 18 dan 19 Juni*)
_LONG = 7  # blanks in what is said of an event in small letters


@dataclass(frozen=True, slots=True)
class Event:
    """What takes place: a step and what it is done to or is of; without a step the name says it all.

    ``again``: not for the first time; ``begun``: the sentence tells of its first day; ``passing``: that of a price that
    opens or closes (*saham ditutup menguat*), or of words to the press, which nobody announces; ``back``: of those whom
    the sentence only calls *mereka*.
    """

    step: Step | None
    head: str
    name: str
    again: bool = False
    begun: bool = False
    passing: bool = False
    back: bool = False


def tokens_of(fact: DateFact) -> tuple[list[str], list[str]]:
    """The words before a day and behind it, as far as the quotation or remark goes in which it stands."""
    before, after = TOKEN.findall(fact.before), TOKEN.findall(fact.after)
    start = max((place + 1 for place, token in enumerate(before) if token in _STOPS), default=0)
    end = next((place for place, token in enumerate(after) if token in _STOPS), len(after))
    return before[start:], after[:end]


@remembered
def happening(fact: DateFact, words: Words) -> Event | None:
    """What the sentence says takes place on a day: by the word of it that stands closest."""
    before, after = tokens_of(fact)
    tokens, day = [*before, ",", *after], len(before)
    if day and before[-1].lower() in words.passing:
        return Event(None, "", "", passing=True)  # *pada perdagangan Senin*
    first, last = _clause_around(tokens, day, words)
    near_day = range(max(0, day - _AWAY), min(len(tokens), day + _AWAY + 1))
    for place in sorted(near_day, key=lambda place: (not first <= place < last, abs(place - day), place)):
        word = tokens[place].lower()
        near = {token.lower() for token in tokens[max(0, place - _NEGATED) : place + 1 + _TOLD_AFTER]}
        off = not (words.negations | words.called_off).isdisjoint(near)
        if off and (word in words.nouns or word in words.doing or word in words.done):
            return None
        again = not words.again.isdisjoint(near)
        if word in words.nouns and place > day and words.relative in (token.lower() for token in tokens[day:place]):
            continue  # *mulai Juni, diskon yang diputuskan di rapat berjalan*: what a thing is told by
        inside = word in words.nouns and "".join(tokens[place - 1 : place]).lower() in words.links - words.joins
        if inside and any(words.nouns.get(one.lower()) is words.nouns[word] for one in tokens[first : place - 1]):
            continue  # *sidang perdana Ani, saksi dalam sidang Budi*
        if word in words.nouns:
            while place and tokens[place - 1].lower() in words.nouns and not words.nouns[word].sides:
                place -= 1  # *pengumuman seleksi* is an announcement
                word = tokens[place].lower()
            large = all(one[0].isupper() for one in tokens[place - 1 : place + 1])
            called = place > 1 and not words.nouns[word].led and large
            if called or (place and tokens[place - 1].lower() in words.rooms):
                continue  # *Sarjana Penggerak Pembangunan*, *di ruang sidang Candra*
            behind = after if place == day - 1 else tokens[place + 1 :]  # *kunjungan hari ini ke Kementerian PU*
            name = _of(behind, words, words.nouns[word])
            passing = _passes([tokens[place], *behind[:2]], words)
            passing = passing or (behind[:1] != [] and _priced(tokens, words, words.nouns[word]))
            head = word if not place and tokens[0][1:].islower() else tokens[place]  # its capital was the sentence's
            return Event(words.nouns[word], head, name, again, passing=passing)
        if (word in words.doing or word in words.done) and _of_another(tokens[place + 1 : day], words):
            continue  # *izin diterbitkan untuk jemaah yang tiba pada Senin*
        if word in words.doing:
            name = _of(tokens[place + 1 :], words, words.doing[word])
            if not name and "".join(tokens[place + 1 : place + 2]).lower() in words.links & words.cuts:
                continue  # *kami menyelesaikan untuk pekan ini*: nobody says what
            return Event(words.doing[word], "", name, again)
        if word in words.done:
            subject = next((token.lower() for token in tokens[:place][::-1] if token not in words.between), "")
            if subject in words.points - words.between and word not in words.happens:
                return Event(words.done[word], "", "", again, back=True)
            name = _numbered(name_before(tokens[:place], words), tokens[:place], words)
            if not name and day < place and tokens[place - 1].lower() in words.between:
                name = name_in(tokens[place + 1 :], words, MOST_WORDS)[0]  # *sejak Senin telah dibuka pendaftaran CPNS*
            name = name.lower() if name == tokens[0] and not name.isupper() else name  # its capital is the sentence's
            passing = _priced(tokens[place:], words) or _passes(["", *name.split()], words)
            return Event(words.done[word], "", name, again, passing=passing)
        if word in words.happens and (name := name_before(tokens[:place], words)):
            head, _, rest = name.partition(" ")
            step = words.nouns.get(head.lower())
            if step is None:
                return Event(None, "", name, begun=word in words.starts)
            return Event(step, head, rest)
    return None


def _numbered(name: str, tokens: Sequence[str], words: Words) -> str:
    """A name of things with the number that stands before it: *166 titik Sekolah Rakyat*."""
    first, more, _ = name.partition(" ")
    counted = more and first in words.vague and first in tokens
    place = len(tokens) - 1 - tokens[::-1].index(first) if counted else 0
    return f"{tokens[place - 1]} {name}" if place and tokens[place - 1][0].isdigit() else name


def _of_another(between: Sequence[str], words: Words) -> bool:
    """Whether the words between a verb and the day end with what somebody else does on that day."""
    near = between[-_NEAR:]
    return any(first == words.relative and words.act.fullmatch(second) is not None for first, second in pairwise(near))


def _passes(tokens: Sequence[str], words: Words) -> bool:
    """Whether a noun of what takes place, or nothing where a verb tells of it, is of a market's day or of words to the
    press by the words behind it; no name that opens with such a word (*Kongres Pers Mahasiswa*, *sesi pendaftaran
    CPNS*), unless noun and word are a kind of event together (*konferensi pers*).
    """
    noun, first, following = [*tokens[:3], "", ""][:3]
    kind = words.kinds.issuperset((noun.lower(), first.lower()))
    named = following.isalpha() and (not noun or (first[0].isupper() and following[0].isupper() and not kind))
    return first.lower() in words.passing and (not named or following.lower() in words.passing)


def _priced(tokens: Sequence[str], words: Words, step: Step | None = None) -> bool:
    """Whether the verb that opens the tokens, or any of a ``step``, tells of a price: *ditutup di level 1.795*."""
    verbs = [place for place, token in enumerate(tokens) if words.done.get(token.lower()) is step] if step else [0]
    return any(not words.moves.isdisjoint(token.lower() for token in tokens[place + 1 :][:_MOVED]) for place in verbs)


def _clause_around(tokens: Sequence[str], day: int, words: Words) -> tuple[int, int]:
    """From where to where the clause of a day goes: what stands behind *setelah* took place on another."""
    borders = [place for place, token in enumerate(tokens) if token.lower() in words.apart]
    first = max((place for place in borders if place < day), default=-1) + 1
    return first, min((place for place in borders if place > day), default=len(tokens))


def _of(tokens: Sequence[str], words: Words, step: Step) -> str:
    """The name of what takes place, behind the word for it; in small letters with who holds it, where or for whom."""
    if len(tokens) > 1 and tokens[0].lower() in words.opens:
        all_of = tokens[1].lower() in words.leads  # *inspeksi ke seluruh dapur*
        name = name_in(tokens[1 + all_of :], words, MOST_WORDS)[0]
        return f"{tokens[0]} {name}" if name else ""
    name = name_in(tokens, words, MOST_WORDS)[0]
    if (name and not name.islower()) or step.bare:
        return name
    more = phrase_in(tokens, words, ())
    return name if more.islower() or words.relative in more.split() or more.count(" ") > _LONG else more


@remembered
def edition(fact: QuantityFact | DateFact, words: Words, numbers: Mapping[str, int]) -> str:
    """The number of the batch or stage that the sentence names nearest to a claim: *batch II*."""
    before, after = TOKEN.findall(fact.before[-REACH:]), TOKEN.findall(fact.after[:REACH])
    for tokens in (before[::-1], after[::-1]):
        for place, token in enumerate(tokens[1:]):
            number = tokens[place].lower()
            if token.lower() in words.editions and (number.isdigit() or number in numbers):
                return f"{token.lower()} {numbers.get(number, number)}"
    return ""
