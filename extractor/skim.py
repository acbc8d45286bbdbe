"""Skim: character-level search over the original string for dates, numbers and names of bodies."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final

from extractor.bodies import find_bodies, known_years, terms_named
from extractor.dates import find_dates, find_undated
from extractor.mentions import Skimmed
from extractor.models import Article
from extractor.numbers import find_numbers
from extractor.rules import RuleSet
from extractor.text.boilerplate import find_boilerplate, kinds, lines
from extractor.text.folding import fold_text
from extractor.text.layout import outside_masks
from extractor.text.sentences import split_sentences
from extractor.values import read_interval

# The year of the report in its last lines: "COPYRIGHT © WARTA DESA 2023".
_FOOT: Final = 400


def skim(article: Article, ruleset: RuleSet) -> Skimmed:
    """All that one article's text shows at character level."""
    skimmed = Skimmed(article)
    for step in SKIM:
        step(skimmed, ruleset)
    return skimmed


def split_text(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """Boilerplate, kept as spans, and the sentences between it."""
    text = skimmed.article.text
    spans = lines(text)
    skimmed.boilerplate = find_boilerplate(text, ruleset, spans)
    skimmed.sentences = split_sentences(text, skimmed.boilerplate, ruleset, spans)


def read_dates(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """The days and periods, relative ones counted from publication, else from the day that the report tells."""
    text, published = skimmed.article.text, skimmed.article.published
    folded = skimmed.folded = fold_text(text)
    if published is None:
        rights = _year_of_rights(text, ruleset)
        terms, known = partial(terms_named, text, ruleset), known_years(ruleset)
        skimmed.dates, skimmed.told = find_undated(text, ruleset, terms, known, rights, folded)
    else:
        skimmed.dates = find_dates(text, published, ruleset, folded)
        skimmed.told = read_interval(published, published)


def read_bodies(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """The ministries and agencies as they were on the day of publication, else on the day that the report tells."""
    told = skimmed.told
    skimmed.bodies = find_bodies(skimmed.article.text, told.from_ if told.is_day else None, ruleset)


def read_numbers(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """The numbers that are no part of a date."""
    taken = [(mention.start, mention.end) for mention in skimmed.dates]
    skimmed.numbers = find_numbers(skimmed.article.text, ruleset, taken, skimmed.folded)


def leave_boilerplate(skimmed: Skimmed, ruleset: RuleSet) -> None:
    """Drops what stands in boilerplate of which the kind yields no facts of that type.

    By ``yields`` in ``rules/boilerplate.yaml``: a ticker gives nothing, a byline its date.
    """
    boilerplate = skimmed.boilerplate
    if boilerplate:
        yields = kinds(ruleset)
        masks = {
            type_: [masked for masked in boilerplate if type_ not in yields[masked.kind]]
            for type_ in ("date", "ministry", "agency", "quantity")
        }
        skimmed.dates = tuple(outside_masks(list(skimmed.dates), masks["date"]))
        kept = {kind: outside_masks(list(skimmed.bodies), masks[kind]) for kind in ("ministry", "agency")}
        skimmed.bodies = tuple(body for body in skimmed.bodies if body in kept[body.kind])
        skimmed.numbers = tuple(outside_masks(list(skimmed.numbers), masks["quantity"]))


#: The skim, step by step.
SKIM: Final = (split_text, read_dates, read_bodies, read_numbers, leave_boilerplate)


def _year_of_rights(text: str, ruleset: RuleSet) -> int | None:
    """The year for which the foot of the report claims its rights."""
    found = _rights(ruleset).search(text, max(0, len(text) - _FOOT))
    return int(found[1]) if found else None


@lru_cache(maxsize=4)
def _rights(ruleset: RuleSet) -> re.Pattern[str]:
    """*© 2023 Warta Desa. Hak cipta dilindungi.*, *Editor: Ani COPYRIGHT © WARTA 2023*; no item *(c) lahir 2005*.

    A word says so anywhere, a bare sign only where it opens its line: elsewhere it is a photo's.
    """
    signs = ruleset.yaml("publication.yaml")["copyright"]
    words, bare = ("|".join(re.escape(sign) for sign in signs if sign.isalpha() is word) for word in (True, False))
    return re.compile(rf"(?m)(?:(?i:{words})|^[ \t]*(?:{bare})(?! ?[a-z]+ ))[^\n\d]{{0,40}}(20\d\d)\b(?! ?[-–])")
