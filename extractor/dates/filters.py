"""What is no date though it looks like one: recurring times, names, counted things; years in ``years``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from extractor.dates.feasts import Feasts, compile_feasts
from extractor.dates.joints import Joints
from extractor.dates.neighbours import CLAUSE, WORD_AFTER, capital_word_before, word_before
from extractor.dates.sides import Sides, compile_sides
from extractor.dates.terms import Calendar, Found, Range, Shift, Term, Weekday, Window, narrated
from extractor.dates.tokens import gap, kind_at
from extractor.dates.words import RULE_FILE, Kind, Tokens, Unit, compile_words
from extractor.dates.years import Years
from extractor.rules import RuleSet
from extractor.rules.words import any_of

# Behind a capital word a higher number before "tahun ini" is an age.
_LAST_SEASON: Final = 12
# A count of units with its tenths: "3,5 tahun ke depan"; before what is now it counts something else.
_DECIMAL: Final = re.compile(r"\d{1,2}[.,]\d", re.ASCII)
_QUOTES: Final = frozenset("'‘’\"“”")


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
    years: Years

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
        following = WORD_AFTER.match(tokens.text, end)
        if following is None:
            return True
        if low[start:end] in self.words["person_weekdays"] and following[1][0].isupper() and before.isalpha():
            return not capital_word_before(tokens.text, start)
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
            every = self.every_time.search(low, max(0, start - CLAUSE), start)
            return not (every or self.of_several.match(low, end))
        if not isinstance(term, Calendar):
            return True
        word = low[start : tokens.ends[index]]
        if word in self.words["compass"] and tokens.text[start].isupper() and capital_word_before(tokens.text, start):
            return False  # Jawa Tengah tahun 2019
        if rule in ("year", "year-range"):
            return self.years.allows(tokens, index, start, end, before, found, rule)
        if rule == "year-word":
            return self.years.allows_word(tokens, index, end, before)
        if rule in ("month", "day-month", "day-range", "day-month-year", "range"):
            if term.month and term.year is None and term.year_shift is None:
                if self.every_time.search(low, max(0, start - CLAUSE), start):
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
            following = WORD_AFTER.match(low, end)
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
            following = WORD_AFTER.match(low, end)
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
            following = WORD_AFTER.match(low, end)
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
        event = before in self.words["gone_if_named"] and capital_word_before(tokens.text, start)
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
        return names and capital_word_before(tokens.text, start)

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
            return not (spelt and capital_word_before(text, start))
        person = tokens.low[start:end] in self.words["person_months"]
        if person and before in self.words["told"]:
            return False
        led = tokens.kinds[index] == Kind.UNIT and text[start].islower()
        if text[start].islower() and not led:
            spoken_of = before in self.words["before_month"]
            return spoken_of or (tokens.uncased and (not person or before in self.words["before_year"]))
        following = WORD_AFTER.match(text, end)
        if following and following[1] in self.words["after_person"] and before not in self.words["before_year"]:
            return led
        if person and following and following[1][:1].isupper() and not following[1].isupper() and text[start].isupper():
            return (before != "" and before in self.words["before_year"]) or start < tokens.title_end
        return True


def _is_dateline(tokens: Tokens, index: int) -> bool:
    """*Jakarta, 27/11 (Antara)*: day and month in digits between the place and the agency of a dateline."""
    start = tokens.starts[index]
    if index + 1 >= len(tokens.starts) or not tokens.low.startswith(", ", start - 2) or start < 2:
        return False
    end = tokens.ends[index + 1]
    return tokens.low.startswith(" (", end) and tokens.text[end + 2 : end + 3].isupper()


def _is_whole_part(term: Calendar) -> bool:
    # "awal bulan" alone mostly recurs, unless something lasts until then; "akhir pekan" mostly names the days off
    return not (term.unit in (Unit.MONTH, Unit.WEEK) and term.month is None)


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
    feasts, joints = compile_feasts(ruleset), compile_words(ruleset).joints
    accounts = re.compile(rf"(?:{any_of(rules['units']['year'])}) (?:{any_of(words['account_years'])}) ")
    law_before = re.compile(rf"(?:\d|\b(?:{any_of(words['law_numbers'])}) ?\S{{1,12}}) ?/? ?$")
    years = Years(words, feasts, joints, accounts, law_before)
    return Filters(
        words,
        feasts,
        joints,
        re.compile(rf" (?:{any_of(words['recurring'])}) (?:{any_of(rules['units']['year'])})"),
        re.compile(rf" (?:{any_of(rules['ordinals'])}) (?:{any_of(words['recurring'])})\b"),
        re.compile(rf"\b(?:{any_of(words['of_every_year'])})\b[^.,;:\n]*\Z"),
        compile_sides(words, rules["joints"]),
        years,
    )


def told_words(ruleset: RuleSet) -> frozenset[str]:
    """The verbs of ``rules/speakers.yaml`` beside which a day is the one on which something was said."""
    rows = ruleset.yaml("speakers.yaml")["cues"]
    return frozenset(word for row in rows if row.get("dated") for word in row["phrases"])
