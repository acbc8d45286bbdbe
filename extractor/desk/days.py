"""Values and days as a reader of a record sees them: in the words of its claims, *akhir 2025*, where these say so."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from extractor.dates import find_dates
from extractor.messages.values import Language, format_interval, format_value, is_third
from extractor.models import Amount, Claim, DateFact, Interval, Record
from extractor.rules import RuleSet

# Whose words they are.
Teller = Record | Claim | DateFact


def told_value(
    value: Amount | Interval | None,
    unit: str | None,
    of: Teller | None,
    ruleset: RuleSet,
    language: Language,
    *,
    approx: bool = False,
) -> str:
    """An amount with its unit, or days as :func:`told_days` tells them; a dash when there is no value."""
    if isinstance(value, Interval):
        return told_days(value, of, ruleset, language)
    return format_value(value, unit, approx=approx, language=language)


def told_days(days: Interval, of: Teller | None, ruleset: RuleSet, language: Language) -> str:
    """Days, as a third of a year or month where ``of`` calls them so: *awal Mei 2025*, but *11–20 Mei 2025*."""
    return format_interval(days, language, third=called_third(days, of, ruleset))


def called_third(days: Interval, of: Teller | None, ruleset: RuleSet) -> bool:
    """Whether a record, claim or date calls the days a third of a year or month."""
    if of is None or not is_third(days):
        return False
    tellers = of.claims if isinstance(of, Record) else (of,)
    return any(_calls_third(days, one, ruleset) for one in tellers)


def calls_third(text: str, ruleset: RuleSet) -> bool:
    """Whether a text, of which the day is not known, calls days a third of a year or month."""
    return bool(_thirds(text, None, ruleset))


def _calls_third(days: Interval, one: Claim | DateFact, ruleset: RuleSet) -> bool:
    value, around = (one.value, one.quote) if isinstance(one, Claim) else (one.days, one.passage)
    if value == days:  # it says so itself, whatever its article counts from
        return bool(_thirds(one.text, one.published, ruleset))
    return (days.from_, days.to) in _thirds(around, one.published, ruleset)


@lru_cache(maxsize=1024)
def _thirds(text: str, published: date | None, ruleset: RuleSet) -> frozenset[tuple[date | None, date | None]]:
    return frozenset((one.from_, one.to) for one in find_dates(text, published, ruleset) if one.third)
