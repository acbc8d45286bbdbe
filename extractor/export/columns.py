"""The columns of every table that leaves rujuk: one schema a table name, whatever the form.

No column is called like a word of SQL (from, to, end). ``docs/exports.md`` shows the same tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its DuckDB type, where it stands in the JSON line, and what it means.

    ``path`` is a JSON path, ``#`` and the path of a list for its length, or ``@`` and a field of the article behind
    the line: *title*, or *sentence*, which needs its text.
    """

    name: str
    type: str
    path: str
    meaning: str
    _keys: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:  # asked of every line of an archive
        object.__setattr__(self, "_keys", tuple(self.path.lstrip("#$.").split(".")))

    def of(self, line: Mapping[str, Any]) -> Any:
        """The value in a parsed line; null where it is missing or of another type (``low`` is a number or a day)."""
        found: Any = line
        for key in self._keys:
            found = found.get(key) if isinstance(found, dict) else None
        if self.path.startswith("#"):
            return len(found or ())
        is_number = isinstance(found, int | float) and not isinstance(found, bool)
        if (self.type == "DOUBLE" and not is_number) or (self.type == "DATE" and not isinstance(found, str)):
            return None
        return found


def _columns(*rows: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


_VALUE = (
    ("min", "DOUBLE", "$.value.min", "lower bound of an amount; null where open"),
    ("max", "DOUBLE", "$.value.max", "upper bound of an amount; null where open"),
    ("first_day", "DATE", "$.value.from", "first day of a date value"),
    ("last_day", "DATE", "$.value.to", "last day of a date value"),
)
TABLES: dict[str, tuple[Column, ...]] = {
    "articles": _columns(
        ("id", "VARCHAR", "$.id", "article"),
        ("source", "VARCHAR", "$.source", "outlet"),
        ("url", "VARCHAR", "$.url", "address"),
        ("published", "DATE", "$.published", "publication day"),
        ("published_by", "VARCHAR", "$.published_by", "how the publication day is known"),
        ("title", "VARCHAR", "$.title", "first line"),
        ("length", "BIGINT", "$.length", "characters of text"),
        ("attributed_to", "VARCHAR", "$.attributed_to", "outlet that the report takes over"),
        ("flags", "JSON", "$.flags", "what a fact-checker must see"),
        ("counts", "JSON", "$.counts", "facts by kind"),
        ("text", "VARCHAR", "$.text", "the document, unless --no-text"),
    ),
    "facts": _columns(
        ("fact_id", "VARCHAR", "$.fact_id", "doc_id#type:start-end"),
        ("doc_id", "VARCHAR", "$.doc_id", "article"),
        ("source", "VARCHAR", "$.source", "outlet"),
        ("published", "DATE", "$.published", "publication day"),
        ("type", "VARCHAR", "$.type", "ministry, agency, date or quantity"),
        ("start_char", "BIGINT", "$.start", "first character"),
        ("end_char", "BIGINT", "$.end", "one past the last character"),
        ("text", "VARCHAR", "$.text", "the words themselves"),
        ("sentence", "VARCHAR", "@sentence", "the sentence around them, where the text was kept"),
        ("title", "VARCHAR", "@title", "headline of the article"),
        ("ministry", "VARCHAR", "$.ministry", "body on the day (ministry facts)"),
        ("agency", "VARCHAR", "$.agency", "body on the day (agency facts)"),
        ("stale", "BOOLEAN", "$.stale", "the name was out of date"),
        ("first_day", "DATE", "$.from", "first day (date facts)"),
        ("last_day", "DATE", "$.to", "last day (date facts)"),
        ("edtf", "VARCHAR", "$.edtf", "Extended Date/Time Format"),
        ("role", "VARCHAR", "$.role", "due, start, event or as_of (date facts)"),
        ("min", "DOUBLE", "$.min", "lower bound (quantity facts)"),
        ("max", "DOUBLE", "$.max", "upper bound (quantity facts)"),
        ("approx", "BOOLEAN", "$.approx", "the text hedges"),
        ("unit", "VARCHAR", "$.unit", "counted noun"),
        ("target", "BOOLEAN", "$.target", "a goal, or a date aimed at"),
        ("participants", "BOOLEAN", "$.participants", "a participant count"),
        ("status", "VARCHAR", "$.status", "target, realised, potential or denied"),
        ("what", "VARCHAR", "$.what", "programme or event"),
        ("due_from", "DATE", "$.due.from", "deadline, first day"),
        ("due_to", "DATE", "$.due.to", "deadline, last day"),
        ("as_of_from", "DATE", "$.as_of.from", "day or period of the count"),
        ("as_of_to", "DATE", "$.as_of.to", "last day of it"),
        ("place", "VARCHAR", "$.place.name", "area that the figure is limited to"),
        ("place_code", "VARCHAR", "$.place.code", "its official code"),
        ("said_by", "VARCHAR", "$.said_by.name", "speaker"),
        ("said_by_role", "VARCHAR", "$.said_by.role", "the speaker's office"),
        ("counted_by", "VARCHAR", "$.counted_by", "whose count it is"),
        ("ministries", "VARCHAR[]", "$.ministries", "ids of the owners"),
        ("agencies", "VARCHAR[]", "$.agencies", "ids of owning agencies"),
        ("rule", "VARCHAR", "$.rule", "rule that fired, or the evidence that spoke loudest"),
        ("confidence", "DOUBLE", "$.confidence", "how likely the fact is right"),
        ("flags", "JSON", "$.flags", "what a fact-checker must see"),
    ),
    "records": _columns(
        ("record_id", "VARCHAR", "$.record_id", "record"),
        ("title", "VARCHAR", "$.title", "headline of the record"),
        ("what", "VARCHAR", "$.what", "programme or event"),
        ("attribute", "VARCHAR", "$.attribute", "target, participants, realised, potential, due_date, …"),
        ("unit", "VARCHAR", "$.unit", "counted noun"),
        ("relation", "VARCHAR", "$.relation", "single, agree, compatible, update or conflict"),
        ("resolved", "BOOLEAN", "$.resolved", "whether the claims support one value"),
        ("contradiction", "DOUBLE", "$.contradiction", "of a conflict: how likely it is real"),
        *_VALUE,
        ("low", "DOUBLE", "$.low", "lowest amount that a claim supports"),
        ("high", "DOUBLE", "$.high", "highest amount that a claim supports"),
        ("low_day", "DATE", "$.low", "earliest day that a claim supports"),
        ("high_day", "DATE", "$.high", "latest day that a claim supports"),
        ("why", "VARCHAR", "$.why", "the reason in Indonesian"),
        ("why_en", "VARCHAR", "$.why_en", "the reason in English"),
        ("sources", "BIGINT", "$.sources", "independent sources"),
        ("claims", "BIGINT", "#$.claims", "claims, copies too"),
        ("ministries", "VARCHAR[]", "$.ministries", "ids of the owners"),
        ("agencies", "VARCHAR[]", "$.agencies", "ids of owning agencies"),
        ("place", "VARCHAR", "$.place.name", "area"),
        ("place_code", "VARCHAR", "$.place.code", "its official code"),
        ("due_from", "DATE", "$.due.from", "deadline, first day"),
        ("due_to", "DATE", "$.due.to", "deadline, last day"),
        ("history", "JSON", "$.history", "values by the day that they are of"),
        ("flags", "JSON", "$.flags", "what a fact-checker must see"),
        ("review", "VARCHAR", "$.review.decision", "editors' decision"),
    ),
    "claims": _columns(
        ("record_id", "VARCHAR", "$.record_id", "record that the claim belongs to"),
        ("fact_id", "VARCHAR", "$.fact_id", "fact behind the claim"),
        ("doc_id", "VARCHAR", "$.doc_id", "article"),
        ("source", "VARCHAR", "$.source", "outlet"),
        ("url", "VARCHAR", "$.url", "address"),
        ("published", "DATE", "$.published", "publication day"),
        ("start_char", "BIGINT", "$.start", "first character"),
        ("end_char", "BIGINT", "$.end", "one past the last character"),
        ("text", "VARCHAR", "$.text", "the words themselves"),
        ("sentence", "VARCHAR", "@sentence", "the sentence around them, where the text was kept"),
        ("title", "VARCHAR", "@title", "headline of the article"),
        *_VALUE,
        ("approx", "BOOLEAN", "$.approx", "the text hedges"),
        ("unit", "VARCHAR", "$.unit", "counted noun"),
        ("status", "VARCHAR", "$.status", "target, realised, potential or denied"),
        ("said_by", "VARCHAR", "$.said_by.name", "speaker"),
        ("said_by_role", "VARCHAR", "$.said_by.role", "the speaker's office"),
        ("counted_by", "VARCHAR", "$.counted_by", "whose count it is"),
        ("as_of_from", "DATE", "$.as_of.from", "day or period of the count"),
        ("as_of_to", "DATE", "$.as_of.to", "last day of it"),
        ("place", "VARCHAR", "$.place.name", "area"),
        ("place_code", "VARCHAR", "$.place.code", "its official code"),
        ("due_from", "DATE", "$.due.from", "deadline, first day"),
        ("due_to", "DATE", "$.due.to", "deadline, last day"),
        ("what", "VARCHAR", "$.what", "programme or event"),
        ("copy_of", "VARCHAR", "$.copy_of", "article that this report takes over"),
        ("slip", "VARCHAR", "$.slip", "kind of the probable slip"),
    ),
}
KEYS = {"articles": "id", "facts": "fact_id", "records": "record_id", "claims": "fact_id"}
FACETS = {
    "articles": ("source", "published_by"),
    "facts": ("type", "status", "unit", "source"),
    "records": ("relation", "attribute", "unit", "what", "resolved"),
    "claims": ("source", "status", "counted_by", "said_by"),
}
