"""The columns of every table that leaves rujuk: one schema a table name, whatever the form.

No column is called like a word of SQL (from, to, end). ``docs/exports.md`` shows the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

_AS_THEY_ARE = frozenset(("VARCHAR", "BIGINT", "BOOLEAN"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its DuckDB type, where it stands in the JSON line, and what it means.

    ``path`` is a JSON path, ``#`` and the path of a list for its length, or ``^`` and the path of a list and a field of
    its objects for the highest of these. A column of ``STRUCT`` or of a list of them, ``STRUCT[]``, has ``parts``.
    ``is_list``: a cell holds any number of values; ``plain``: the field of a line that is its cell, unless empty.
    """

    name: str
    type: str
    path: str
    meaning: str
    parts: tuple[Column, ...] = ()
    is_list: bool = field(init=False, repr=False, compare=False)
    plain: str = field(init=False, repr=False, compare=False)
    _keys: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:  # asked of every line of an archive
        keys = tuple(self.path.lstrip("#^$.").split("."))
        plain = len(keys) == 1 and self.path.startswith("$") and self.type in _AS_THEY_ARE
        for name, value in (("_keys", keys), ("plain", keys[0] if plain else ""), ("is_list", self.type[-2:] == "[]")):
            object.__setattr__(self, name, value)

    def of(self, line: Mapping[str, Any]) -> Any:
        """The value in a parsed line; null where it is missing or of another type (``low`` is a number or a day)."""
        found: Any = line
        for key in self._keys:
            if isinstance(found, list):
                return max((one[key] for one in found if key in one), default=None)
            found = found.get(key) if isinstance(found, dict) else None
        if self.path.startswith("#"):
            return len(found or ())
        if self.parts and found is not None:
            rows = [{part.name: part.of(one) for part in self.parts} for one in ([found], found)[self.is_list]]
            return rows if self.is_list else rows[0]
        if isinstance(found, dict):
            return orjson.dumps(found).decode()
        if self.type == "DOUBLE":
            return float(found) if isinstance(found, int | float) else None
        if self.type == "DATE":
            return date.fromisoformat(found) if isinstance(found, str) else None
        return found

    @property
    def full_type(self) -> str:
        """The type with those of its parts."""
        parts = ", ".join(f"{part.name} {part.full_type}" for part in self.parts)
        return self.type.replace("STRUCT", f"STRUCT({parts})")


_Row = tuple[str, str, str, str] | tuple[str, str, str, str, tuple[Column, ...]]


def _columns(*rows: _Row) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


_VALUE = (
    ("min", "DOUBLE", "$.value.min", "lower bound of an amount; null where open"),
    ("max", "DOUBLE", "$.value.max", "upper bound of an amount; null where open"),
    ("first_day", "DATE", "$.value.from", "first day of a date value"),
    ("last_day", "DATE", "$.value.to", "last day of a date value"),
)
_CONFIDENCE = ("confidence", "DOUBLE", "$.confidence", "how likely the fact is right")
_FLAGS = (
    "flags", "STRUCT[]", "$.flags", "what a fact-checker must see",
    _columns(
        ("kind", "VARCHAR", "$.kind", ""),
        ("start_char", "BIGINT", "$.start", ""),
        ("end_char", "BIGINT", "$.end", ""),
        ("params", "VARCHAR", "$.params", ""),
        (
            "fits", "STRUCT[]", "$.fits", "",
            _columns(("first_day", "DATE", "$.from", ""), ("last_day", "DATE", "$.to", "")),
        ),
        ("fact_ids", "VARCHAR[]", "$.fact_ids", ""),
    ),
)  # fmt: skip
_HISTORY = (
    "history", "STRUCT[]", "$.history", "values by the day that they are of",
    _columns(
        ("day", "DATE", "$.day", ""),
        ("by", "VARCHAR", "$.by", ""),
        *_VALUE,
        ("source", "VARCHAR", "$.source", ""),
        ("fact_id", "VARCHAR", "$.fact_id", ""),
    ),
)  # fmt: skip
_DIFFERS = (
    "differs", "STRUCT[]", "$.differs", "records of nearly the same thing that give another value",
    _columns(("record_id", "VARCHAR", "$.record_id", ""), *_VALUE, ("reason", "VARCHAR", "$.reason", "")),
)  # fmt: skip
_COUNTS = ("ministry", "agency", "date", "quantity", "target", "participants")
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
        _FLAGS,
        (
            "counts",
            "STRUCT",
            "$.counts",
            "facts by kind",
            _columns(*((kind, "BIGINT", f"$.{kind}", "") for kind in _COUNTS)),
        ),
        ("text", "VARCHAR", "$.text", "the document, unless --no-text"),
    ),
    "facts": _columns(
        ("fact_id", "VARCHAR", "$.fact_id", "doc_id#type:start-end"),
        ("doc_id", "VARCHAR", "$.doc_id", "article"),
        ("source", "VARCHAR", "$.source", "outlet"),
        ("url", "VARCHAR", "$.url", "address"),
        ("published", "DATE", "$.published", "publication day"),
        ("type", "VARCHAR", "$.type", "ministry, agency, date or quantity"),
        ("start_char", "BIGINT", "$.start", "first character"),
        ("end_char", "BIGINT", "$.end", "one past the last character"),
        ("text", "VARCHAR", "$.text", "the words themselves"),
        ("sentence", "VARCHAR", "$.quote", "the sentence around them, where the text was kept"),
        ("title", "VARCHAR", "$.title", "headline of the article"),
        ("ministry", "VARCHAR", "$.ministry", "body on the day (ministry facts)"),
        ("agency", "VARCHAR", "$.agency", "body on the day (agency facts)"),
        ("via", "VARCHAR", "$.via", "name or title: how the body is named"),
        ("stale", "BOOLEAN", "$.stale", "the name was out of date"),
        ("candidates", "VARCHAR[]", "$.candidates", "bodies that it may mean, where that is open"),
        ("person", "VARCHAR", "$.person", "the office holder named with the office"),
        ("first_day", "DATE", "$.from", "first day (date facts)"),
        ("last_day", "DATE", "$.to", "last day (date facts)"),
        ("edtf", "VARCHAR", "$.edtf", "Extended Date/Time Format"),
        ("weekday_conflict", "BOOLEAN", "$.weekday_conflict", "the weekday does not fit the day"),
        ("likely", "DATE", "$.likely", "the day that fits the weekday"),
        ("role", "VARCHAR", "$.role", "due, start, event or as_of (date facts)"),
        ("min", "DOUBLE", "$.min", "lower bound (quantity facts)"),
        ("max", "DOUBLE", "$.max", "upper bound (quantity facts)"),
        ("approx", "BOOLEAN", "$.approx", "the text hedges"),
        ("grain", "DOUBLE", "$.grain", "worth of the last digit, where decimals or a scale word show it"),
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
        _CONFIDENCE,
        _FLAGS,
    ),
    "records": _columns(
        ("record_id", "VARCHAR", "$.record_id", "record"),
        ("title", "VARCHAR", "$.title", "headline of the record"),
        ("title_en", "VARCHAR", "$.title_en", "the same in English"),
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
        ("confidence", "DOUBLE", "^$.claims.confidence", "how likely the surest claim is right"),
        _HISTORY,
        _DIFFERS,
        _FLAGS,
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
        ("sentence", "VARCHAR", "$.quote", "the sentence around them"),
        ("title", "VARCHAR", "$.title", "headline of the article"),
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
        _CONFIDENCE,
        _FLAGS,
    ),
}
KEYS = {"articles": "id", "facts": "fact_id", "records": "record_id", "claims": "fact_id"}
FACETS = {
    "articles": ("source", "published_by"),
    "facts": ("type", "status", "unit", "source"),
    "records": ("relation", "attribute", "unit", "what", "resolved"),
    "claims": ("source", "status", "counted_by", "said_by"),
}


def fact_lines(facts: Iterable[Mapping[str, Any]], text: str | None, title: str | None) -> Iterator[Mapping[str, Any]]:
    """The parsed facts of an article, with its title and their sentences out of its text."""
    for fact in facts:
        span = fact["sentence"]
        sentence = None if text is None else text[span["start"] : span["end"]]
        yield {**fact, "quote": sentence, "title": title}


def claim_lines(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The claims of a parsed record, with its id and their sentences."""
    for claim in record["claims"]:
        sentence = f"{claim.get('before', '')}{claim['text']}{claim.get('after', '')}"
        yield {**claim, "record_id": record["record_id"], "quote": sentence}
