"""How numbers and days are written for a reader, in Indonesian or English.

*82,9 juta*, *5.000–10.000*, *lebih dari 4.800*, *20 Oktober 2025*, *Mei 2025*. Sentences are in rules/wording.yaml.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from extractor.models import Amount, Interval, Number
from extractor.values import DayGrain

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")

_MONTHS: dict[Language, tuple[str, ...]] = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
           "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
_SCALES: dict[Language, tuple[tuple[int, str], ...]] = {
    "id": ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")),
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
}
_BOUNDS: dict[Language, dict[str, str]] = {
    "id": {"least": "sedikitnya {}", "most": "paling banyak {}", "about": "sekitar {}", "none": "tidak diketahui"},
    "en": {"least": "at least {}", "most": "at most {}", "about": "about {}", "none": "unknown"},
}
_THIRDS: dict[Language, tuple[str, str, str]] = {
    "id": ("awal {}", "pertengahan {}", "akhir {}"),
    "en": ("early {}", "mid-{}", "late {}"),
}
_TENTH = 12  # days of the last third of a month, at most
MEASURES: dict[str, str] = {"persen": "{}%", "rupiah": "Rp{}", "usd": "US${}"}


def format_number(number: Number, language: Language = "id") -> str:
    """*82,9 juta*, *1.542*, *0,5*. A scale word stands only where at most two decimals are needed: nothing is lost."""
    for scale, word in _SCALES[language]:
        if abs(number) >= scale and _fits(number / scale):
            return f"{_plain(number / scale, language)} {word}"
    return _plain(number, language)


def format_amount(amount: Amount, unit: str | None = None, *, approx: bool = False, language: Language = "id") -> str:
    """A range with its unit: *5.000–10.000 peserta*, *sedikitnya 4.800*, *sekitar Rp171 triliun*."""
    bounds = _BOUNDS[language]
    if amount.min is None and amount.max is None:
        return bounds["none"]
    if amount.min is not None and amount.max is not None and amount.min != amount.max:
        text = f"{format_number(amount.min, language)}–{format_number(amount.max, language)}"
    else:
        text = format_number(amount.min if amount.min is not None else amount.max or 0, language)
    text = MEASURES[unit].format(text) if unit in MEASURES else f"{text} {unit}" if unit else text
    if amount.max is None:
        return bounds["least"].format(text)
    if amount.min is None:
        return bounds["most"].format(text)
    return bounds["about"].format(text) if approx else text


def format_day(day: date, language: Language = "id") -> str:
    """*20 Oktober 2025*, *20 October 2025*."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def format_short_day(day: date, part: DayGrain, language: Language = "id") -> str:
    """For the tick of an axis: *20 Okt 2025*, *Okt 2025*, *2025*."""
    if part == "year":
        return str(day.year)
    month = f"{_MONTHS[language][day.month - 1][:3]} {day.year}"
    return f"{day.day} {month}" if part == "day" else month


def format_interval(interval: Interval, language: Language = "id", *, third: bool = False) -> str:
    """The shortest wording that says the same days: *2025*, *Mei 2025*, *18–20 Juni 2025*, *sejak …*.

    ``third``: a text calls them a third of a year or month, *akhir 2025*, *awal Mei 2025*.
    """
    first, last = interval.from_, interval.to
    months = _MONTHS[language]
    if first is None and last is None:
        return _BOUNDS[language]["none"]
    if first is None or last is None:
        word = {"id": ("sejak {}", "hingga {}"), "en": ("since {}", "until {}")}[language]
        return word[0].format(format_day(first, language)) if first else word[1].format(_day_or_none(last, language))
    if first == last:
        return format_day(first, language)
    if third and (called := _third(first, last, interval.grain, language)):
        return called
    if interval.grain == "year":
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if interval.grain == "month":
        start, end = months[first.month - 1], f"{months[last.month - 1]} {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return end
        return f"{start}–{end}" if first.year == last.year else f"{start} {first.year}–{end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{format_day(last, language)}"
    if first.year == last.year:
        return f"{first.day} {months[first.month - 1]}–{format_day(last, language)}"
    return f"{format_day(first, language)}–{format_day(last, language)}"


def is_third(interval: Interval) -> bool:
    """Whether the days are those of *awal*, *pertengahan* or *akhir* of a year or month, whatever they are called."""
    first, last = interval.from_, interval.to
    return bool(first and last and first != last and _third(first, last, interval.grain, "id"))


def _third(first: date, last: date, grain: DayGrain | None, language: Language) -> str:
    """*akhir 2025*, *awal Mei 2025*; empty where the days are no third of a year or month."""
    if grain == "month" and first.year == last.year and last.month - first.month == 3 and first.month % 4 == 1:
        return _THIRDS[language][first.month // 4].format(first.year)
    tenth = (first.year, first.month) == (last.year, last.month) and (first.day, last.day) in ((1, 10), (11, 20))
    if tenth or (first.day == 21 and (last + timedelta(days=1)).day == 1 and (last - first).days < _TENTH):
        return _THIRDS[language][first.day // 10].format(f"{_MONTHS[language][first.month - 1]} {first.year}")
    return ""


def outlet_name(source: str | None, doc_id: str, language: Language = "id") -> str:
    """The outlet; where none is known the article by the last part of its id, for a path is no outlet's name."""
    return source or {"id": "artikel {}", "en": "article {}"}[language].format(short_id(doc_id))


def short_id(doc_id: str) -> str:
    """The last part of an article's id, which may be a path or an address."""
    return doc_id.rstrip("/").rpartition("/")[2] or doc_id


def format_value(
    value: Amount | Interval | None, unit: str | None, *, approx: bool = False, language: Language = "id"
) -> str:
    """An amount with its unit, or an interval of days; a dash when there is no value."""
    if value is None:
        return "—"
    if isinstance(value, Interval):
        return format_interval(value, language)
    return format_amount(value, unit, approx=approx, language=language)


def _day_or_none(day: date | None, language: Language) -> str:
    return format_day(day, language) if day else ""


def _fits(scaled: float) -> bool:
    return abs(scaled * 100 - round(scaled * 100)) < 1e-9 * max(1.0, abs(scaled * 100))


def _plain(number: Number, language: Language) -> str:
    if isinstance(number, float) and not number.is_integer():
        text = f"{number:,.6f}".rstrip("0").rstrip(".")
    else:
        text = f"{int(number):,}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text
