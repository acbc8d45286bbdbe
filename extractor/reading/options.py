"""How inputs are to be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.rules import RuleSet

FIELDS = ("id", "source", "url", "published", "title", "text")

# Our own names first, then those of the news-watch scraper.
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "source": ("source",),
    "url": ("url", "link"),
    "published": ("published", "publish_date"),
    "title": ("title",),
    "text": ("text", "content"),
}

MAX_CHARACTERS = 5_000_000


@dataclass(frozen=True)
class ReadOptions:
    """Names of the fields of a row (null: the usual ones), the longest text that is taken, and the rules.

    The rules (null: those of :func:`~extractor.rules.find_rules`) are for publication dates within texts.
    """

    id_field: str | None = None
    source_field: str | None = None
    url_field: str | None = None
    published_field: str | None = None
    title_field: str | None = None
    text_field: str | None = None
    max_characters: int = MAX_CHARACTERS
    ruleset: RuleSet | None = field(default=None, repr=False)

    def names(self, field: str) -> tuple[str, ...]:
        """The column names to look for, in order, for one of :data:`FIELDS`."""
        own: str | None = getattr(self, f"{field}_field")
        return (own,) if own else _NAMES[field]

    @property
    def max_bytes(self) -> int:
        """More bytes than this cannot hold a text within the limit: an escape in JSON takes six for a character."""
        return self.max_characters * 6 + 1_000_000
