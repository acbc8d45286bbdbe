"""How inputs are to be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.reading.notes import Notes
from extractor.rules import RuleSet

FIELDS = ("id", "source", "url", "published", "title", "text")

MAX_CHARACTERS = 5_000_000


@dataclass(frozen=True)
class ReadOptions:
    """Names of the fields of a row (null: the usual ones), the longest text that is taken, the rules, and where
    to note what was taken for what.

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
    notes: Notes | None = field(default=None, repr=False, compare=False)

    @property
    def max_bytes(self) -> int:
        """More bytes than this cannot hold a text within the limit: an escape in JSON takes six for a character."""
        return self.max_characters * 6 + 1_000_000
