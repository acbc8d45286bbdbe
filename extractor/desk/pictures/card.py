"""A card of a record for a story, as SVG of 1200 by 630: title, value, day, relation, and the best two sources.

It carries its colours itself, as attributes and not as a style sheet, so that any program draws it and no policy of a
page takes them away. Every text is bounded and escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import shorten, wrap

from extractor.desk.days import told_days, told_value
from extractor.desk.labels import kind_of, title_of
from extractor.desk.present import visible
from extractor.messages.phrases import phrases
from extractor.messages.values import Language, format_day, outlet_name
from extractor.models import Claim, Record
from extractor.rules import RuleSet

_LEFT, _WIDTH = 80, 1040
_SERIF, _SANS = "Georgia, 'Noto Serif', serif", "'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
_INK, _SOFT = "#1d1c1a", "#5d5a54"
# Told apart in any kind of colour sight, and always beside the word.
_COLOURS = {"conflict": "#b3261e", "unresolved": "#8a5a00", "update": "#1a5fb4"}
_SETTLED = "#0f766e"
# Letters of a line by the width of a letter, a little more than it is, as a share of its height.
_LETTER = 0.56
_TITLE, _VALUE, _LEAST = 46, 88, 40


def card(record: Record, ruleset: RuleSet, language: Language) -> str:
    """The card as a whole SVG file."""
    t = phrases(ruleset, language)
    kind = kind_of(record)
    colour = _COLOURS.get(kind, _SETTLED)
    value = told_value(record.value, record.unit, record, ruleset, language) if record.value else t("unresolved")
    best = _best(record)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">',
        f'<rect width="1200" height="630" fill="#fbfaf7"/><rect width="20" height="630" fill="{colour}"/>',
        _text(t(f"attribute_{record.attribute}"), 88, 28, _SOFT),
    ]
    title = _clipped(title_of(record, language), 2 * int(_WIDTH / _TITLE / _LETTER) - 12)
    for number, line in enumerate(wrap(title, int(_WIDTH / _TITLE / _LETTER))[:2]):
        parts.append(_text(line, 152 + 56 * number, _TITLE, _INK, _SERIF, "700"))
    size = max(_LEAST, min(_VALUE, int(_WIDTH / _LETTER / max(len(value), 1))))
    parts.append(_text(_clipped(value, int(_WIDTH / _LEAST / _LETTER)), 325, size, _INK, _SERIF, "700"))
    said = [t(f"relation_{kind}"), t("claims_of", n=len(record.claims), sources=record.sources)]
    if record.value and best and (day := _day(best[0], ruleset, language)):
        said.insert(0, t("card_as_of", day=day))
    parts.append(_text(" · ".join(said), 385, 30, colour, weight="600"))
    parts += [
        _text(_source(claim, ruleset, language), 462 + 46 * number, 28, _INK) for number, claim in enumerate(best)
    ]
    parts += [_text(f"rujuk · {_clipped(record.record_id, 60)}", 588, 22, _SOFT), "</svg>"]
    return "".join(parts)


def _best(record: Record) -> list[Claim]:
    """Two claims of different outlets, newest first: for the value, or, where they conflict, two that compete."""
    found: list[Claim] = []
    agreed = record.resolved and record.relation != "conflict"
    for claim in _ranked(record):
        rivals = agreed or claim.value not in [one.value for one in found]
        if rivals and _outlet(claim) not in [_outlet(one) for one in found]:
            found.append(claim)
    return found[:2]


def _outlet(claim: Claim) -> str:
    return claim.source or claim.doc_id


def _ranked(record: Record) -> Iterator[Claim]:
    originals = [claim for claim in record.claims if claim.copy_of is None and claim.slip is None]
    days = {claim.fact_id: claim.published.toordinal() if claim.published else 0 for claim in originals}
    yield from sorted(originals, key=lambda one: (one.value != record.value, -days[one.fact_id], one.fact_id))


def _day(claim: Claim, ruleset: RuleSet, language: Language) -> str:
    if claim.as_of:
        return told_days(claim.as_of, claim, ruleset, language)
    return format_day(claim.published, language) if claim.published else ""


def _source(claim: Claim, ruleset: RuleSet, language: Language) -> str:
    value = told_value(claim.value, claim.unit, claim, ruleset, language, approx=claim.approx)
    told = f"{_clipped(value, 28)} — {_clipped(outlet_name(claim.source, claim.doc_id, language), 28)}"
    return f"{told}, {format_day(claim.published, language)}" if claim.published else told


def _clipped(words: str, most: int) -> str:
    clean = visible(words)
    return shorten(clean, most, placeholder=" …") if " " in clean[:most] else clean[:most]


def _text(words: str, y: int, size: int, colour: str, family: str = _SANS, weight: str = "400") -> str:
    return (
        f'<text x="{_LEFT}" y="{y}" font-size="{size}" font-family="{family}" font-weight="{weight}" fill="{colour}">'
        f"{escape(visible(words))}</text>"
    )
