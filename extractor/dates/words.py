"""The words of time expressions: their vocabulary from ``rules/dates.yaml``, and the search for them in a text.

One Aho-Corasick pass over the lower-cased text (same length as the text) finds the words between the runs of digits;
everything later works on this short list of tokens and looks at the text only around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from extractor.dates.joints import Joints, compile_joints
from extractor.rules import RuleSet
from extractor.rules.words import any_of
from extractor.text.folding import Folded
from extractor.text.wordsearch import WordSearch

RULE_FILE: Final = "dates.yaml"
FEAST_FILE: Final = "feasts.yaml"


class Kind:
    """What a token is. The value of the token depends on it, see :class:`Words`.

    Plain integers, as in :class:`Unit` and :class:`Towards`: the grammar compares them at every token, and a member of
    an ``IntEnum`` takes ten times as long to look up in Python 3.11.
    """

    NUMBER: Final = 0  # digits; the number
    NUMERAL: Final = 1  # a number word; its number
    SCALE: Final = 2  # belas, puluh, ratus, ribu; the factor
    MONTH: Final = 3  # a month that may stand alone; 1-12
    SHORT_MONTH: Final = 4  # an abbreviation, or English: only beside a day or a year; 1-12
    WEEKDAY: Final = 5  # 0-6
    SHORT_WEEKDAY: Final = 6  # only before a date; 0-6
    UNIT: Final = 7  # a Unit
    ONE_UNIT: Final = 8  # setahun, sebulan; a Unit
    PART: Final = 9  # awal, pertengahan, akhir; 0-2
    DAYTIME: Final = 10  # pagi; 1 at night, else 0
    DAY_WORD: Final = 11  # kemarin, besok, lusa; the offset in days
    TOWARDS: Final = 12  # lalu, depan, ini, terakhir; a Towards
    RANGE: Final = 13  # hingga, sampai
    LIST: Final = 14  # dan, serta; 1 where one of them holds (atau)
    ORDINAL: Final = 15  # pertama, kedua; -1 for terakhir
    DAY_NUMBER: Final = 16  # the word tanggal
    QUARTER_CODE: Final = 17  # q1, 1h: quarters 1-4, halves 5-6
    HIJRI: Final = 18  # a Hijri month; 1-12
    FEAST: Final = 19  # the place of the feast in its file, one more for HUT
    EARLIER: Final = 20  # tadi, nanti before a time of day: the offset that it gives the night
    SUNDAY_OR_WEEK: Final = 21  # minggu, until its place decides
    NIGHT_WORD: Final = 22  # semalam; the offset in days


class Unit:
    """Units of the calendar, by length."""

    DAY: Final = 0
    WEEK: Final = 1
    MONTH: Final = 2
    QUARTER: Final = 3
    THIRD: Final = 4
    HALF: Final = 5
    YEAR: Final = 6
    SEASON: Final = 7
    DECADE: Final = 8


YEARS_OF: Final[dict[int, int]] = {Unit.DECADE: 10}


class Towards:
    """Where a word after a day or unit points, seen from the reference day."""

    THIS: Final = 0
    PAST: Final = 1
    FUTURE: Final = 2
    LAST_FEW: Final = 3  # terakhir, belakangan
    STILL: Final = 4  # lagi
    BEFORE: Final = 5  # sebelumnya
    SAME: Final = 6  # yang sama
    NEXT: Final = 7  # depan; read as FUTURE
    COMING: Final = 8  # datang, only behind yang akan; read as FUTURE
    AFTER: Final = 9  # setelahnya


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled vocabulary: a searcher, and kind and value of each of its patterns."""

    searcher: WordSearch
    kinds: tuple[int, ...]
    values: tuple[int, ...]
    stuck: str
    never_before: tuple[str, ...]
    prefixes: tuple[str, ...]
    sunday: SundayOrWeek
    joints: Joints

    def sticks(self, low: str, start: int) -> bool:
        """Whether the phrase that scraping glues most begins here, on the end of a word: *sahamhari ini*."""
        return low.startswith(self.stuck, start) and not low.endswith(self.never_before, 0, start)

    def is_stuck_to(self, low: str, end: int) -> bool:
        """Whether it ends here, on the head of a verb: *hari iniditutup*."""
        return low.startswith(self.prefixes, end) and low.endswith(self.stuck, 0, end)


@dataclass(frozen=True, slots=True)
class SundayOrWeek:
    """What tells the day *Minggu* from the week *minggu*."""

    week_before: re.Pattern[str]
    week_after: re.Pattern[str]
    day_before: tuple[str, ...]
    date_after: re.Pattern[str]

    def read(self, text: str, low: str, start: int, end: int) -> tuple[int, int]:
        """*Minggu* with a capital is the day, *minggu* the week, unless what stands around it decides.

        A sentence or title begins with a capital anyway: *Minggu depan* there is the week.
        """
        week, day = (Kind.UNIT, Unit.WEEK), (Kind.WEEKDAY, SUNDAY)
        if self.week_before.search(low, max(0, start - 12), start):
            return week
        if low.endswith(self.day_before, 0, start) or self.date_after.match(low, end):
            return day
        if text[start].islower():
            return week
        if self.week_after.match(low, end):
            head = text[max(0, start - 2) : start].strip()
            titled = text[end + 1 : end + 2].isupper()
            return week if titled or not head or head in "\"“'‘(" or head[-1] in ".\n" else day
        return day


@dataclass(eq=False)
class Tokens:
    """Words and digits of one text that may take part in a date, in order; parallel lists for speed.

    ``title_end`` is the end of a first line that may be a title, else -1. ``no_days_before`` is the token up to which
    a list of days was followed in vain, so that long lists of numbers are walked once.
    """

    text: str
    low: str
    title_end: int
    joints: Joints
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    no_days_before: int = 0
    _uncased: bool | None = None

    @property
    def uncased(self) -> bool:
        """Whether the report below its title has no capital: some outlets' texts reach archives in small letters."""
        if self._uncased is None:
            self._uncased = self.title_end > 0 and self.text[self.title_end :].islower()
        return self._uncased


SUNDAY: Final = 6
_REDUPLICATED: Final = frozenset({Kind.MONTH, Kind.UNIT, Kind.PART, Kind.DAYTIME, Kind.WEEKDAY})
# Longer digit strings are no day, year or lost-slash date.
_MOST_DIGITS: Final = 8
_LONGEST_TITLE: Final = 300
_BLANKS: Final = ("\u00a0", "\t", "\u202f", "\u2009")


def plain_blanks(low: str) -> str:
    """``low`` with plain blanks for the kinds of white space that pages put inside dates."""
    for blank in _BLANKS:
        if blank in low:
            low = low.replace(blank, " ")
    return low


@lru_cache(maxsize=8)
def compile_words(ruleset: RuleSet) -> Words:
    """The vocabulary of ``rules/dates.yaml`` and ``rules/feasts.yaml``, ready to search."""
    rules: dict[str, Any] = ruleset.yaml(RULE_FILE)
    table: dict[str, tuple[int, int]] = {}

    def add(kind: int, value: int, words: list[str]) -> None:
        for word in words:
            table.setdefault(word, (kind, value))

    add(Kind.SUNDAY_OR_WEEK, SUNDAY, rules["sunday_or_week"]["words"])
    for number, month in rules["months"].items():
        add(Kind.MONTH, int(number), month["names"] + month["misspelt"])
        add(Kind.SHORT_MONTH, int(number), month["short"] + month["english"])
    for number, weekday in rules["weekdays"].items():
        add(Kind.WEEKDAY, int(number), weekday["names"])
        add(Kind.SHORT_WEEKDAY, int(number), weekday["short"] + weekday["english"])
    for number, names in rules["hijri_months"].items():
        add(Kind.HIJRI, int(number), names)
    for word, value in rules["numbers"].items():
        add(Kind.NUMERAL, value, [word])
    for word, value in rules["number_scales"].items():
        add(Kind.SCALE, value, [word])
    for word, value in rules["ordinals"].items():
        add(Kind.ORDINAL, value, [word])
    for name, words in rules["units"].items():
        add(Kind.UNIT, vars(Unit)[name.upper()], words)
    for name, words in rules["units_of_one"].items():
        add(Kind.ONE_UNIT, vars(Unit)[name.upper()], words)
    for value, words in enumerate(rules["parts"].values()):
        add(Kind.PART, value, words)
    for name, words in rules["daytimes"].items():
        add(Kind.DAYTIME, name == "night", words)
    for kind, section in ((Kind.DAY_WORD, "day_words"), (Kind.NIGHT_WORD, "night_words")):
        for word, value in rules[section].items():
            add(kind, value, [word])
    for name, words in rules["towards"].items():
        add(Kind.TOWARDS, vars(Towards)[name.upper()], words)
    for word, value in rules["before_daytimes"].items():
        add(Kind.EARLIER, value, [word])
    add(Kind.RANGE, 0, rules["connectors"]["range"])
    add(Kind.LIST, 0, rules["connectors"]["list"])
    add(Kind.LIST, 1, rules["connectors"]["alternative"])
    add(Kind.DAY_NUMBER, 0, rules["day_number"])
    for word, value in rules["quarter_codes"].items():
        add(Kind.QUARTER_CODE, value, [word])
    feasts = ruleset.yaml(FEAST_FILE)
    for place, feast in enumerate(feasts["feasts"]):
        add(Kind.FEAST, place, feast["phrases"])
    add(Kind.FEAST, len(feasts["feasts"]), feasts["anniversary_words"])
    kinds, values = zip(*table.values(), strict=True)
    glued = rules["glued"]
    return Words(
        WordSearch(table), kinds, values, glued["today"], tuple(glued["never_before"]), tuple(glued["prefixes"]),
        _sunday_or_week(rules), compile_joints(rules),
    )  # fmt: skip


def _sunday_or_week(rules: dict[str, Any]) -> SundayOrWeek:
    words, day = rules["sunday_or_week"], any_of(rules["units"]["day"])
    times = any_of([*rules["daytimes"]["day"], *rules["daytimes"]["night"]])
    return SundayOrWeek(
        re.compile(rf"(?:\d|{any_of(words['week_before'])}) $"),
        re.compile(rf" (?:(?:{any_of(rules['joints']['towards'])}) )?(?:{any_of(words['week_after'])})\b"),
        tuple(f"{word} " for word in words["day_before"]),
        re.compile(rf"(?: (?:{times})(?: (?:{day}))?)?[ ,]{{0,2}}[( ]{{0,2}}\d{{1,8}}[/) ]"),
    )


def find_tokens(folded: Folded, words: Words) -> Tokens:
    """All words and digits of the vocabulary in a text, in order, not overlapping.

    A word counts where it is not part of a longer one; a capital after a small letter begins a new word, because
    scraping glues words together (*JakartaSelasa*).
    """
    text, low = folded.text, plain_blanks(folded.low)
    tokens = Tokens(text, low, text.find("\n", 0, _LONGEST_TITLE), words.joints)
    starts, ends, kinds, values = tokens.starts, tokens.ends, tokens.kinds, tokens.values
    size, runs = len(text), folded.digits
    run, digits = 0, runs[0] if runs else size + 1
    for pattern, start, end in (*words.searcher.find(low), (-1, size, size)):
        while digits <= start:
            past = runs[run + 1]
            if past - digits <= _MOST_DIGITS:
                starts.append(digits)
                ends.append(past)
                kinds.append(Kind.NUMBER)
                values.append(int(text[digits:past]))
            run += 2
            digits = runs[run] if run < len(runs) else size + 1
        if pattern < 0:
            break
        if start and text[start - 1].isalpha() and not _begins_word(text, start) and not words.sticks(low, start):
            continue
        goes_on = end < size and (after := text[end]).isalpha() and not (after.isupper() and text[end - 1].islower())
        if goes_on and not words.is_stuck_to(low, end):
            continue
        kind = words.kinds[pattern]
        if kind in _REDUPLICATED and _is_reduplicated(low, start, end):
            continue
        value = words.values[pattern]
        if kind == Kind.SUNDAY_OR_WEEK:
            kind, value = words.sunday.read(text, low, start, end)
        starts.append(start)
        ends.append(end)
        kinds.append(kind)
        values.append(value)
    return tokens


def _begins_word(text: str, start: int) -> bool:
    """A capital after a small letter, or one that a small letter follows after capitals (*CNNRabu*)."""
    if not text[start].isupper():
        return False
    return text[start - 1].islower() or text[start + 1 : start + 2].islower()


def _is_reduplicated(low: str, start: int, end: int) -> bool:
    """*tahun-tahun*, *akhir-akhir*: the doubled word is vague."""
    if low.startswith("-", end) and low.startswith(low[start:end], end + 1):
        return True
    return start > 0 and low[start - 1] == "-" and low.endswith(low[start:end], 0, start - 1)
