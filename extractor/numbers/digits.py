"""Figures in digits: which are numbers at all, and what value they have (*1.250*, *3,5*, *3,412 orang*, *4.1O0*)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from extractor.numbers.found import Exact
from extractor.numbers.rules import NumberRules

Use = Literal["number", "ordinal", "identifier", "nothing"]
# No figure of the news is longer; longer runs of digits are account numbers, hashes or an attack.
LONGEST_FIGURE: Final = 40
_CLOCK: Final = re.compile(r"[0-2]?[0-9]\.[0-5][0-9]")
_LETTERS_BEFORE: Final = re.compile(r"[^\W\d_]{1,24}$")
_LETTERS_AFTER: Final = re.compile(r"[^\W\d_]{1,24}")
_WORD_AFTER: Final = re.compile(r"\s?([a-z]+)")
_PLATE_BEFORE: Final = re.compile(r"(?:^|[\s(])[A-Z]{1,2} $")
_PLATE_AFTER: Final = re.compile(r" [A-Z]{2,3}(?![A-Za-z])")
# "500peserta", "115WNI": a noun that lost its blank; "5G" and "3D" are none
_NOUN: Final = re.compile(r"[a-z]{3}|[A-Z]{3}|[A-Z][a-z]{2}")
_TELEPHONE_BEFORE: Final = re.compile(r"(?:^|[^0-9])0[0-9]{2,4}(?:[- ][0-9]{2,5}){0,3}-$")
_URL: Final = re.compile(r"(?:https?://|www\.|@)\S*$")
_SLIP: Final = re.compile(r"[0-9]{1,3}(?:\.[0o]{3})+(?![^\W_])|[0-9.,oil]*[0-9]")
_PLAIN: Final = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f'’ ", "."))


def word_after(low: str, end: int) -> str:
    """The word that follows ``end``, at most one blank away; empty when there is none."""
    match = _WORD_AFTER.match(low, end)
    return match.group(1) if match else ""


def is_part(low: str, start: int, end: int) -> bool:
    """Whether the figure ``low[start:end]`` is a piece of something longer: a path, a date, a clock time, a code."""
    if end - start > LONGEST_FIGURE:
        return True
    if start:
        previous = low[start - 1]
        if previous in _BEFORE_PART or (previous == ":" and low[start - 2 : start - 1].isdigit()):
            return True
    return low.startswith(("/", ":"), end) and low[end + 1 : end + 2].isdigit()


_BEFORE_PART: Final = "/_@#=&"


def use_of(low: str, text: str, start: int, end: int, before: list[str], rules: NumberRules) -> Use:
    """What the figure ``low[start:end]``, no :func:`is_part`, is. ``before`` are the words before it on its line."""
    last = before[-1] if before else ""
    if start:
        previous = low[start - 1]
        if previous == "-" and low[start - 2 : start - 1].isalpha() and last.rstrip("-") not in rules.scales:
            return "ordinal" if last.lstrip("(\"'“‘") == "ke-" and low[start:end].isdigit() else "nothing"
        if previous.isalpha() and not _may_follow_letters(low, text, start, rules):
            return "nothing"
    if low[end : end + 1].isalpha() and not _may_precede_letters(low, text, end, rules):
        return "nothing"
    if last and ("/" in last or "@" in last or "www." in last) and _URL.search(low, max(0, start - 200), start):
        return "nothing"
    return _plain_use(low, text, start, end, last, rules)


def _plain_use(low: str, text: str, start: int, end: int, last: str, rules: NumberRules) -> Use:
    figure = low[start:end]
    last = last.lstrip("(\"'“‘")
    if "." in figure and _CLOCK.fullmatch(figure) and rules.clock_after.match(low, end):
        return "nothing"
    if last in rules.clock_before:
        return "nothing"
    if figure.isdigit():
        if len(figure) <= 2 and int(figure) <= 31 and rules.day.match(low, end):
            return "nothing"
        if len(figure) == 4 and last in rules.months:
            return "nothing"
        if figure[0] == "0" and len(figure) >= 3 and (low[end : end + 1] == "-" or len(figure) >= 9):
            return "nothing"
        if low[start - 1 : start] == "-" and _TELEPHONE_BEFORE.search(low, max(0, start - 24), start):
            return "nothing"
        if low[start - 1 : start] == "+" and figure.startswith("62"):
            return "nothing"
        if low[start - 1 : start] == "(" and low[end : end + 1] == ")" and len(figure) >= 6:
            return "nothing"
        if len(figure) <= 4 and _PLATE_AFTER.match(text, end) and _PLATE_BEFORE.search(text, max(0, start - 5), start):
            return "nothing"
        if len(figure) <= 2 and _is_enumerator(low, start, end):
            return "nothing"
        if _is_year(figure) and (last in rules.years_after or word_after(low, end) not in rules.countable):
            return "identifier" if not rules.scale.match(low, end) and not _has_currency(last, rules) else "number"
        if len(figure) >= 12:
            return "identifier"
    if last in rules.identifiers:
        return "identifier"
    return "number"


def _has_currency(last: str, rules: NumberRules) -> bool:
    return last in rules.currency_before or last.endswith(rules.prefixes)


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure[:2] in ("19", "20")


def _is_enumerator(low: str, start: int, end: int) -> bool:
    if low[end : end + 1] not in (".", ")") or not low[end + 1 : end + 2].isspace():
        return False
    line = low.rfind("\n", max(0, start - 6), start)
    return not low[line + 1 if line >= 0 else max(0, start - 6) : start].strip() and (line >= 0 or start <= 6)


def _may_follow_letters(low: str, text: str, start: int, rules: NumberRules) -> bool:
    """Whether a figure glued to letters counts: a currency (*Rp500*) or a word that lost its blank (*diikuti500*)."""
    match = _LETTERS_BEFORE.search(low, max(0, start - 24), start)
    letters = match.group() if match else ""
    if letters in rules.currency_before:
        return True
    return (
        len(letters) >= 4 and text[match.start() : start].islower() and letters not in rules.identifiers
        if match
        else False
    )


def _may_precede_letters(low: str, text: str, end: int, rules: NumberRules) -> bool:
    """Whether a figure glued to letters counts: scale, unit, suffix, or a noun that lost its blank (*500peserta*)."""
    if rules.scale.match(low, end) or rules.measure_after.match(low, end) or rules.short_scale.match(low, end):
        return True
    match = _LETTERS_AFTER.match(low, end)
    letters = match.group() if match else ""
    if letters in ("an", "k") or (letters in rules.glued_units and (len(letters) > 1 or text[end].islower())):
        return True
    if letters[:1] in "oil" and low[end + 1 : end + 2].isdigit():
        return True
    return _NOUN.match(text, end) is not None


class Figure(NamedTuple):
    """A figure: its end (further when letters broke it), whether it is a slip, what its last digit is worth."""

    value: Exact
    end: int
    slip: bool
    step: Exact


def read_figure(low: str, start: int, end: int, rules: NumberRules) -> Figure | None:
    """The figure ``low[start:end]``; None: no number."""
    slipped = low[end : end + 1] in ("o", "l", "i") or low.startswith(".ooo", end)
    broken = slipped and _SLIP.match(low, start, min(len(low), start + LONGEST_FIGURE))
    if broken and broken.end() > end and any(character in "oil" for character in broken.group()):
        value = _value(broken.group().translate(rules.slip_letters), low, broken.end(), rules)
        return None if value is None else Figure(value[0], broken.end(), True, value[2])
    figure, parted = _mended(low[start:end])
    value = _value(figure, low, end, rules)
    return None if value is None else Figure(value[0], end, value[1] or parted, value[2])


def _mended(figure: str) -> tuple[str, bool]:
    """A figure without the blanks in it, and whether one was a slip: *10 000* is written so, *5 .000* is not."""
    if figure.isalnum():
        return figure, False
    slip = " ." in figure or ". " in figure or " ," in figure
    if slip:
        figure = figure.replace(" .", ".").replace(". ", ".").replace(" ,", ",")
    return figure.translate(_PLAIN), slip


# Value of a figure, whether it is a slip, and what its last digit is worth.
_Value = tuple[Exact, bool, Exact]


def _value(figure: str, low: str, end: int, rules: NumberRules) -> _Value | None:
    dots, commas = figure.count("."), figure.count(",")
    if not dots and not commas:
        return int(figure), False, 1
    if dots and commas:
        point = "," if figure.rindex(",") > figure.rindex(".") else "."
        whole, _, decimals = figure.rpartition(point)
        thousands = "." if point == "," else ","
        groups = whole.split(thousands)
        if all(_in_thousands(part.split(".")) for part in figure.split(",")) and "." in figure.rpartition(",")[2]:
            # "7.079,7.009": two figures of a list without its blank; which is meant is open
            return None
        if point in whole or not _in_thousands(groups):
            digits = re.sub(r"[.,]", "", figure)
            return int(digits), True, 1
        return _decimal("".join(groups), decimals)
    separator = "." if dots else ","
    groups = figure.split(separator)
    if len(groups) == 2:
        whole, rest = groups
        if _in_thousands(groups):
            if separator == "." or word_after(low, end) in rules.countable:
                return int(whole + rest), False, 1
            return _decimal(whole, rest)
        if separator == "." and len(rest) > 3:
            return _broken(groups, low, end) if len(rest) == 4 and not _is_year(rest) else None
        return _decimal(whole, rest)
    if _in_thousands(groups):
        return int("".join(groups)), False, 1
    if separator == "." and max(len(group) for group in groups[1:]) >= 3:
        return _broken(groups, low, end)
    return None


def _broken(groups: list[str], low: str, end: int) -> _Value:
    """The likely value of a figure whose groups are of wrong length, marked as a slip.

    A digit too many at the end is the number of the next item of a list that lost its line (*16.2353. Yaris*); a
    short last group is a decimal; else the digits as they stand.
    """
    digits = "".join(groups)
    if _in_thousands(groups[:-1]):
        if len(groups[-1]) == 4 and (len(groups) > 2 or low[end : end + 1] in (".", ")")):
            return int(digits[:-1]), True, 1
        if len(groups[-1]) < 3:
            return _decimal("".join(groups[:-1]), groups[-1], slip=True)
    return int(digits), True, 1


def _in_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])


def _decimal(whole: str, decimals: str, *, slip: bool = False) -> _Value:
    step = Fraction(1, 10 ** len(decimals))
    value = int(whole + decimals) * step
    return int(value) if value.denominator == 1 else value, slip, step
