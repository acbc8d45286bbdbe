"""Headlines of other reports, which stand between the paragraphs (*BACA JUGA*): what they count has no programme, day,
deadline or place of this report.
"""

from __future__ import annotations

from extractor.close.draft import Draft
from extractor.mentions import HEADLINES, Masked
from extractor.rules import RuleSet
from extractor.text.layout import between


def headline_around(draft: Draft, place: int) -> Masked | None:
    """The headline of another report in which a place stands."""
    first, last = between(draft.boilerplate, 0, place + 1)
    masked = draft.boilerplate[last - 1] if last > first else None
    return masked if masked is not None and masked.kind in HEADLINES and place < masked.end else None


def leave_this_report(draft: Draft, ruleset: RuleSet) -> None:
    """Takes from what stands in another report's headline the place and the days that this headline does not tell."""
    for item in draft.linked if draft.boilerplate else ():
        headline = headline_around(draft, item.start)
        if headline is not None:
            item.place = None  # areas are not looked for in boilerplate: it is this report's
            for day in ("due", "as_of"):
                found = getattr(item, day)
                if found is not None and not headline.start <= found.start < headline.end:
                    setattr(item, day, None)
