"""What is no date though it looks like one: years of laws and events, recurring times, names, counted things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from extractor.dates.feasts import Feasts, compile_feasts
from extractor.dates.joints import Joints
from extractor.dates.sides import Sides, compile_sides
from extractor.dates.terms import Calendar, Found, Range, Shift, Term, Weekday, Window, narrated
from extractor.dates.tokens import gap, is_year, kind_at
from extractor.dates.words import RULE_FILE, Kind, Tokens, Unit, compile_words
from extractor.rules import RuleSet
from extractor.rules.words import any_of

_WORD_BEFORE: Final = re.compile(r"([^\s()\[\]\"“”'‘’«»:;!?]+)[ \u00a0]+$")
_NO_WORD: Final = frozenset("()[]\"“”'‘’«»:;!?") | {chr(code) for code in range(0x3001) if chr(code).isspace()}
_WORD_AFTER: Final = re.compile(r"[ \u00a0]+([^\s()\[\]\"“”.,:;!?]+)")
# What astronomers call an asteroid by: "2016 HP6".
_DESIGNATION: Final = re.compile(r" [A-Z]{2}\d{1,3}(?!\w)", re.ASCII)
_NAME_AFTER: Final = re.compile(r"(?: [A-Z][\w'’-]{1,20}){2,4}(?![\w'’-]| [A-Z])")
_STOPS: Final = (".", "!", "?")
# The centuries of which news speaks without a word that leads to the year.
_LIVING: Final = ("19", "20", "210")
# Behind a capital word a higher number before "tahun ini" is an age.
_LAST_SEASON: Final = 12
# Far enough to see the words before an expression, near enough to stay cheap.
_REACH: Final = 48
# So is the word before a year behind a dash or bracket.
_LONGEST_HEAD: Final = 20
# So is the head of an office before its bearer's years, names of its place between.
_LONGEST_OFFICE: Final = 80
# A count of units with its tenths: "3,5 tahun ke depan"; before what is now it counts something else.
_DECIMAL: Final = re.compile(r"\d{1,2}[.,]\d", re.ASCII)
# A clause before a day or month without a year.
_CLAUSE: Final = 100
_QUOTES: Final = frozenset("'‘’\"“”")
# The word of a title comes again near the head of the report or not at all.
_LONGEST_BODY: Final = 20_000


@dataclass(frozen=True, eq=False)
class Filters:
    """The context words of ``rules/dates.yaml`` as sets, and the questions that the grammar asks of them."""

    words: dict[str, frozenset[str]]
    feasts: Feasts
    joints: Joints
    every_year: re.Pattern[str]
    of_several: re.Pattern[str]
    every_time: re.Pattern[str]
    sides: Sides
    accounts: re.Pattern[str]
    law_before: re.Pattern[str]
    and_words: frozenset[str]

    def speaks_for_date(self, tokens: Tokens, index: int) -> bool:
        """Whether digits at token ``index`` stand where a day without year is read: in brackets, after *per*."""
        start = tokens.starts[index]
        low = tokens.low
        if (start and low[start - 1] == "(") or _is_dateline(tokens, index):
            return True
        if index and tokens.kinds[index - 1] == Kind.DAY_NUMBER and gap(tokens, index) in (" ", ": ", ". "):
            return True
        word = word_before(low, start)
        return word in self.words["before_numeric"] if word else start == 0 and len(low) <= 12

    def is_weekday(self, tokens: Tokens, index: int) -> bool:
        """Whether the weekday at token ``index``, not followed by a date, is a day: not *salat Jumat*."""
        start, end, low = tokens.starts[index], tokens.ends[index], tokens.low
        before = word_before(low, start)
        if before.rpartition("-")[2] in self.words["weekday_names_before"]:  # also "Solo-Pasar Senen"
            return False
        following = _WORD_AFTER.match(tokens.text, end)
        if following is None:
            return True
        if low[start:end] in self.words["person_weekdays"] and following[1][0].isupper() and before.isalpha():
            return not _capital_word_before(tokens.text, start)
        return following[1].lower() not in self.words["weekday_names_after"]

    def between_before(self, tokens: Tokens, index: int) -> bool:
        """Whether *antara*, *antara tahun* stands before token ``index``."""
        start, between = tokens.starts[index], self.joints.between
        if index and tokens.kinds[index - 1] == Kind.UNIT and gap(tokens, index) == " ":
            return word_before(tokens.low, tokens.starts[index - 1]) in between
        return word_before(tokens.low, start) in between

    def allows(self, tokens: Tokens, index: int, end: int, term: Term, rule: str, found: list[Found]) -> bool:
        """Whether the expression from token ``index`` to ``end`` is a date where it stands."""
        start = tokens.starts[index]
        low = tokens.low
        before = word_before(low, start)
        recurring = before in self.words["recurring"] or (
            before in self.words["recurring_day"] and self._recurs(low, start)
        )
        if recurring and not (isinstance(term, Calendar) and term.day and term.year):
            return False
        if narrated(term) and before in self.words["limits"]:
            return False  # "paling lambat sehari sebelumnya" is a rule, no day
        if isinstance(term, Window):
            apart = before in self.words["at_distance"] and low[start:end].rpartition(" ")[2] in self.words["distant"]
            term.at_end = apart and term.amount > 0 and term.unit == Unit.YEAR
            return before not in self.words["vague_counts"]
        if isinstance(term, Shift):
            return self._allows_shift(tokens, index, end, before, rule, term)
        if isinstance(term, Range) and isinstance(term.first, Calendar):
            term = term.first
        if isinstance(term, Weekday) and rule == "weekday":
            self.sides.turn_weekday(tokens, start, end, term)
            every = self.every_time.search(low, max(0, start - _CLAUSE), start)
            return not (every or self.of_several.match(low, end))
        if not isinstance(term, Calendar):
            return True
        word = low[start : tokens.ends[index]]
        if word in self.words["compass"] and tokens.text[start].isupper() and _capital_word_before(tokens.text, start):
            return False  # Jawa Tengah tahun 2019
        if rule in ("year", "year-range"):
            return self._allows_year(tokens, index, start, end, before, found, rule)
        if rule == "year-word":
            return self._allows_year_word(tokens, index, end, before)
        if rule in ("month", "day-month", "day-range", "day-month-year", "range"):
            if term.month and term.year is None and term.year_shift is None:
                if self.every_time.search(low, max(0, start - _CLAUSE), start):
                    return False
                former = found[-1].term if found else None
                if (
                    isinstance(former, Calendar)
                    and former.unit == term.unit
                    and former.year is None
                    and self.joints.list_gap.fullmatch(low, found[-1].end, start)
                ):
                    term.where, term.lean = former.where, former.lean  # "pada Januari dan Februari"
                elif not term.where:
                    self.sides.turn_date(tokens, start, end, term)
            if rule == "range":
                return True
            return self._allows_name(tokens, index, end, before, rule)
        if rule.startswith("numeric"):
            return before not in self.words["never_numeric"] and not tokens.text[max(0, start - 1) : start].isupper()
        yearless = term.year is None and term.year_shift is None
        if term.unit == Unit.HALF and yearless:
            half = index + (rule == "part")
            if low[tokens.starts[half] : tokens.ends[half]] in self.words["match_halves"]:
                return False
        if rule == "half":
            following = _WORD_AFTER.match(low, end)
            behind = following[1] if following else ""
            school = yearless and (behind in self.words["school_after"] or self._is_at_school(low, start, before))
            return not school and behind not in self.words["editions"]
        if rule == "part":
            return before not in self.words["part_compounds"] and (
                _is_whole_part(term) or (term.unit == Unit.MONTH and before in self.words["before_month_part"])
            )
        return True

    def _is_at_school(self, low: str, start: int, before: str) -> bool:
        """Whether a half year belongs to a class or school: *kelas 7 semester 2*, *SMP/MTs semester 2*."""
        class_ = word_before(low, start - len(before) - 1) if before.isdigit() else before
        return class_.rpartition("/")[2] in self.words["school_before"]

    def _recurs(self, low: str, start: int) -> bool:
        earlier = word_before(low, low.rfind(" ", 0, start - 1) + 1)
        return earlier in self.words["recurring"]

    def _allows_shift(self, tokens: Tokens, index: int, end: int, before: str, rule: str, term: Shift) -> bool:
        low, amount = tokens.low, term.amount
        if tokens.kinds[index] == Kind.NIGHT_WORD:
            following = _WORD_AFTER.match(low, end)
            behind = following[1] if following else ""
            return self.words["night_lengths"].isdisjoint((before, behind))
        start = tokens.starts[index]
        word = low[start : tokens.ends[index]]
        if rule == "day-word" and low[start - 1 : start] in _QUOTES and low[end : end + 1] in _QUOTES:
            return False  # the word itself
        if word.isalpha() and (
            low.startswith((f"-{word}", f" - {word}"), tokens.ends[index])
            or low.endswith((f"{word}-", f"{word} - "), 0, start)
        ):
            return False  # said twice it is no time in particular: "kemarin-kemarin", "minggu-minggu ini"
        if rule == "day-word" and amount < 0 and self._is_last_time(tokens, index, end, before):
            return False
        if rule == "distance" and amount > 0 and before in self.words["lengths_ahead"]:
            # "tinggal dua bulan lagi", but "tinggal 26 hari lagi"
            return term.unit == Unit.DAY and before in self.words["countdowns"]
        if term.unit == Unit.MONTH and before in self.words["moon_before"]:
            return False  # "gerhana bulan ini"
        if rule == "day-word" and word in self.words["vague_days"]:
            following = _WORD_AFTER.match(low, end)
            behind = following is not None and following[1] in self.words["after_vague_day"]
            return before not in self.words["before_vague_day"] and not behind
        numbered = before.isdigit() and len(before) < 3
        if numbered and self.numbers_name(tokens, index - 1):
            # "Liga 1 tahun ini", but "Pemain 34 tahun ini"
            numbered = tokens.values[index] == Unit.YEAR and tokens.values[index - 1] > _LAST_SEASON
        counted = numbered or before in self.words["counts"]
        counted = counted or (amount != 0 and _DECIMAL.fullmatch(before) is not None)
        if counted and rule in ("unit-towards", "unit-before"):
            return False  # "enam bulan ini" is no month, "dua tahun sebelumnya" no year
        return before not in self.words["vague_counts"] and before not in self.words["editions"]

    def _is_last_time(self, tokens: Tokens, index: int, end: int, before: str) -> bool:
        """Whether *kemarin* means the last time of something: *pemilu kemarin*, *Liga 3 kemarin*."""
        start = tokens.starts[index]
        event = before in self.words["gone_if_named"] and _capital_word_before(tokens.text, start)
        numbered = before.isdigit() and (len(before) == 4 or self.numbers_name(tokens, index - 1))
        if not (event or numbered or before in self.words["gone_events"]):
            return False
        between = gap(tokens, index + 1)
        dated = between in (" (", ", ") or (between == " " and kind_at(tokens, index + 1) == Kind.WEEKDAY)
        return end == tokens.ends[index] and not dated

    def numbers_name(self, tokens: Tokens, index: int) -> bool:
        """Whether the digits at token ``index`` number a name: *Liga 1*, *Season 7*; not *Dalam 3 Hari* in a title."""
        start = tokens.starts[index]
        before = word_before(tokens.low, start)
        names = before.isalpha() and before not in self.words["before_year"]
        return names and _capital_word_before(tokens.text, start)

    def _allows_name(self, tokens: Tokens, index: int, end: int, before: str, rule: str) -> bool:
        text, start = tokens.text, tokens.starts[index]
        if before in self.words["name_heads"]:
            # a full date may be the day of a letter or a school, unless the head itself is a name's
            return rule == "day-month-year" and text[start - len(before) - 1].islower()
        if self.every_year.match(tokens.low, end):
            return False
        if rule != "month":
            # "Institut Teknologi Sepuluh Nopember": written out and capital behind a capital, a day is part of a name
            spelt = tokens.kinds[index] == Kind.NUMERAL and text[start].isupper() and start > tokens.title_end
            return not (spelt and _capital_word_before(text, start))
        person = tokens.low[start:end] in self.words["person_months"]
        if person and before in self.words["told"]:
            return False
        led = tokens.kinds[index] == Kind.UNIT and text[start].islower()
        if text[start].islower() and not led:
            return tokens.uncased and (not person or before in self.words["before_year"])
        following = _WORD_AFTER.match(text, end)
        if following and following[1] in self.words["after_person"] and before not in self.words["before_year"]:
            return led
        if person and following and following[1][:1].isupper() and not following[1].isupper() and text[start].isupper():
            return (before != "" and before in self.words["before_year"]) or start < tokens.title_end
        return True

    def _allows_year_word(self, tokens: Tokens, index: int, end: int, before: str) -> bool:
        low, text, start = tokens.low, tokens.text, tokens.starts[index]
        following = _WORD_AFTER.match(low, end)
        if following and following[1] in self.words["counted"] and not low[end - 4 : end].isdigit():
            return False
        if before in self.words["laws"]:
            return False
        if self.law_before.search(low, max(0, start - _REACH), start) and not self._numbers_things(text, start):
            return False
        if self.accounts.match(low, start):
            return True
        if text[start].isupper() and before and not start < tokens.title_end:
            if before in self.words["year_heads"] or before in self.words["before_year"]:
                return True
            ahead = text[max(0, start - _REACH) : start].rstrip()
            stretch = kind_at(tokens, index + 2) == Kind.RANGE and is_year(tokens, index + 3)
            if stretch or ahead[-1:] in _STOPS:
                return True
            return not (ahead[-1:] == ")" or _capital_word_before(text, start) or ahead[-1:].isdigit())
        return not text[max(0, start - 2) : start].startswith(")") or text[start].islower()

    def _numbers_things(self, text: str, start: int) -> bool:
        """Whether the digits before ``start`` number what comes in numbers: *kelas 1 dan 2*, *tahap 3*, not a law."""
        words = text[max(0, start - _REACH) : start].split()
        while len(words) > 1 and (words[-1].isdigit() or words[-1] in self.and_words):
            words.pop()
        return bool(words) and words[-1] in self.words["numbered"]

    def _allows_year(
        self, tokens: Tokens, index: int, start: int, end: int, before: str, found: list[Found], rule: str
    ) -> bool:
        low, text = tokens.low, tokens.text
        if (start and text[start - 1].isalnum()) or (low[start - 1 : start] in tuple("/.$#@&=_+%×") and start):
            return False
        if end < len(low) and (low[end].isalnum() or low[end] in "/_%@=×" or self.feasts.hijri.match(low, end)):
            return False
        if before not in self.words["only_time"] and self.is_counted(low, end):
            return False
        if _DESIGNATION.match(text, end) or (before not in self.words["only_time"] and self._opens_name(text, end)):
            return False
        if found and _holds_year(found[-1].term) and self.joints.list_or_range.fullmatch(low, found[-1].end, start):
            return True
        living = low.startswith(_LIVING, start)
        if not before:
            head = low[max(0, start - _LONGEST_HEAD) : start].rstrip(" ")
            if not living:
                return head[-1:] == "(" and _is_span_in_bracket(tokens, index)
            named = head[-1:] in ("-", "–", "/", ")") and head[:-1].rstrip(" ")[-1:].isalnum()
            return not named or head[:-1].rpartition("(")[2] in self.words["year_heads"]
        if before in self.words["never_before_year"]:
            return False
        if before in self.words["edition_years"]:
            name = word_before(low, start - len(before) - 1)
            return name not in self.words["event_heads"] and not _capital_word_before(text, start - len(before) - 1)
        if before in self.words["before_year"]:
            return (living or before not in self.words["joints"]) and (before not in self.and_words or bool(found))
        if before[-1] in "0123456789.,-/":
            return living and (before[-1] == "," or (before[-1] == "-" and not before[:-1].isalnum()))
        if not _capital_word_before(text, start):
            # a bare number of an older century counts something: "1200 hotel"
            names = low[max(0, start - _REACH) : start].split()[-3:]
            return before not in self.words["laws"] and living and self.words["editions_of"].isdisjoint(names)
        if before in self.words["year_heads"]:
            return True
        if start < tokens.title_end:
            return self._is_no_event(tokens, start, before)
        return self._is_apart(tokens, index, start, end, rule)

    def is_counted(self, low: str, end: int) -> bool:
        """Whether behind a number that ends at ``end`` stands what it counts: *30 orang*, *5 juta*."""
        following = _WORD_AFTER.match(low, end)
        return following is not None and following[1] in self.words["counted"]

    def _opens_name(self, text: str, end: int) -> bool:
        """Whether capital words behind a year end in what names an event: *2023 Athens Marathon*."""
        names = _NAME_AFTER.match(text, end)
        return names is not None and names[0].lower().split()[-1] in self.words["event_tails"]

    def _is_apart(self, tokens: Tokens, index: int, start: int, end: int, rule: str) -> bool:
        """Whether years behind a name are no part of it: *Gubernur 2018-2023*, *bom Bali 2002 lalu*."""
        names = tokens.text[max(0, start - _LONGEST_OFFICE) : start].split()
        if any(name.lower() in self.words["event_heads"] for name in names[-4:]):
            return False
        if rule == "year-range":
            return self._is_term_of_office(names)
        following = _WORD_AFTER.match(tokens.low, end)
        if following and following[1] in self.words["points_year"]:
            return True
        at = index + 1 + (kind_at(tokens, index + 1) == Kind.LIST)
        return is_year(tokens, at) and bool(self.joints.list_gap.fullmatch(tokens.low, end, tokens.starts[at]))

    def _is_term_of_office(self, names: list[str]) -> bool:
        """Whether an office leads the capital words before: *Kepala Kantor Imigrasi Jakarta Pusat*."""
        for name in reversed(names):
            if name.lower() in self.words["offices"]:
                return True
            if not name[0].isupper() or not name[-1].isalnum():
                return False
        return False

    def _is_no_event(self, tokens: Tokens, start: int, before: str) -> bool:
        """In a title every word is capital: the report then tells whether the word before the year is a name."""
        heads = self.words["event_heads"]
        names = tokens.low[max(0, start - _REACH) : start].split()
        if any(word in heads for word in names[-4:]) or tokens.text[start - len(before) - 1 : start - 1].isupper():
            return False
        return tokens.text.find(f" {before} ", tokens.title_end, _LONGEST_BODY) > 0


def _is_dateline(tokens: Tokens, index: int) -> bool:
    """*Jakarta, 27/11 (Antara)*: day and month in digits between the place and the agency of a dateline."""
    start = tokens.starts[index]
    if index + 1 >= len(tokens.starts) or not tokens.low.startswith(", ", start - 2) or start < 2:
        return False
    end = tokens.ends[index + 1]
    return tokens.low.startswith(" (", end) and tokens.text[end + 2 : end + 3].isupper()


def _is_span_in_bracket(tokens: Tokens, index: int) -> bool:
    """*(1864 hingga 1910)*: years of any century, which nothing else in brackets looks like."""
    at = index + 2
    return (
        kind_at(tokens, index + 1) == Kind.RANGE and is_year(tokens, at) and tokens.low.startswith(")", tokens.ends[at])
    )


def _is_whole_part(term: Calendar) -> bool:
    # "awal bulan" alone mostly recurs, unless something lasts until then; "akhir pekan" mostly names the days off
    return not (term.unit in (Unit.MONTH, Unit.WEEK) and term.month is None)


def _holds_year(term: Term) -> bool:
    if isinstance(term, Range):
        term = term.last
    return isinstance(term, (Calendar, Shift)) and term.unit in (Unit.YEAR, Unit.MONTH, Unit.QUARTER, Unit.HALF)


def _capital_word_before(text: str, start: int) -> bool:
    word = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    if word is None:
        return False
    if not any(character.isupper() for character in word[1]):
        return False
    # the first word of a sentence is capital without being a name
    head = text[max(0, word.start() - 2) : word.start()].rstrip(" ")
    return (bool(head) and head[-1] not in '.\n"“!?') or not word[1][1:].islower()


def word_before(low: str, start: int) -> str:
    """The word that ends before ``start`` in the same stretch of a sentence, or an empty string."""
    # Asked at every number: to step back costs a fifth of a search for what ends here, to take a plain word less still.
    first = max(0, start - _REACH)
    end = last = start - 1 if low[start - 1 : start] == "\n" else start
    while end > first and low[end - 1] in " \u00a0":
        end -= 1
    if end == last:
        return ""
    word = low[max(first, low.rfind(" ", first, end) + 1) : end]
    if word.isalnum():
        return word
    begin = end
    while begin > first and low[begin - 1] not in _NO_WORD:
        begin -= 1
    return low[begin:end]


@lru_cache(maxsize=8)
def compile_filters(ruleset: RuleSet) -> Filters:
    """The filters of ``rules/dates.yaml``."""
    rules: dict[str, Any] = ruleset.yaml(RULE_FILE)
    words = {name: frozenset(words) for name, words in rules["context"].items()}
    told = told_words(ruleset)
    words["told"] = told | words["occasions"]
    words["after_person"] |= told
    words["joining"] = frozenset(rules["connectors"]["list"])
    words["points_year"] |= frozenset(rules["towards"]["past"])
    return Filters(
        words,
        compile_feasts(ruleset),
        compile_words(ruleset).joints,
        re.compile(rf" (?:{any_of(words['recurring'])}) (?:{any_of(rules['units']['year'])})"),
        re.compile(rf" (?:{any_of(rules['ordinals'])}) (?:{any_of(words['recurring'])})\b"),
        re.compile(rf"\b(?:{any_of(words['of_every_year'])})\b[^.,;:\n]*\Z"),
        compile_sides(words, rules["joints"]),
        re.compile(rf"(?:{any_of(rules['units']['year'])}) (?:{any_of(words['account_years'])}) "),
        re.compile(rf"(?:\d|\b(?:{any_of(words['law_numbers'])}) ?\S{{1,12}}) ?/? ?$"),
        words["joining"],
    )


def told_words(ruleset: RuleSet) -> frozenset[str]:
    """The verbs of ``rules/speakers.yaml`` beside which a day is the one on which something was said."""
    rows = ruleset.yaml("speakers.yaml")["cues"]
    return frozenset(word for row in rows if row.get("dated") for word in row["phrases"])
