"""Headlines of other reports, which stand between the paragraphs (*BACA JUGA*): what they count has no programme, day,
deadline or place of this report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from extractor.close.draft import Draft
from extractor.mentions import HEADLINES, Masked
from extractor.rules import RuleSet

_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def leave_this_report(draft: Draft, ruleset: RuleSet) -> None:
    """Takes from what stands in another report's headline the links to what that headline does not tell."""
    headlines = [masked for masked in draft.boilerplate if masked.kind in HEADLINES]
    starts = [headline.start for headline in headlines]
    words: set[str] = set()
    read: Masked | None = None
    for item in draft.linked if headlines else ():
        headline = headlines[bisect_right(starts, item.start) - 1]
        if not headline.start <= item.start < headline.end:
            continue
        if headline is not read:  # once for all its figures
            read = headline
            words = set(_WORD.findall(draft.article.text[headline.start : headline.end].lower()))
        if item.what is not None and words.isdisjoint(_WORD.findall(item.what.lower())):
            item.what = item.programme = None
        item.place = None  # areas are not looked for in boilerplate: it is this report's
        for day in ("due", "as_of"):
            found = getattr(item, day)
            if found is not None and not headline.start <= found.start < headline.end:
                setattr(item, day, None)
