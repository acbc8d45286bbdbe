"""From a data frame to facts and records and back: ``from_pandas(frame, text="isi").records().to_pandas()``.

Columns are found by their usual names, or named: ``text="isi", published="tanggal"``. Everything is held in memory;
for archives there is ``rujuk run``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, starmap
from typing import TYPE_CHECKING, Any

from extractor.messages.language import say
from extractor.models import Article, Extraction, Frozen, Record
from extractor.pipeline import Pipeline
from extractor.reading import ReadingError, ReadOptions
from extractor.reading.article import article_from_row
from extractor.reading.errors import Refused, duplicate

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


@dataclass(frozen=True)
class Table:
    """Rows of one of the tables of ``docs/exports.md``."""

    arrow: pyarrow.Table

    def to_arrow(self) -> pyarrow.Table:
        """As an Arrow table."""
        return self.arrow

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas frame: days are ``datetime64``, amounts floats."""
        return self.arrow.to_pandas(date_as_object=False)

    def to_polars(self) -> polars.DataFrame:
        """As a polars frame."""
        import polars

        found = polars.from_arrow(self.arrow)
        assert isinstance(found, polars.DataFrame)
        return found

    def to_dicts(self) -> list[dict[str, Any]]:
        """As one dictionary a row."""
        rows: list[dict[str, Any]] = self.arrow.to_pylist()
        return rows


@dataclass
class Reading:
    """Articles of a frame. Rows that could not be used are in ``refused``, and told of in a warning."""

    read: Sequence[Article]
    refused: Sequence[ReadingError]
    pipeline: Pipeline = field(repr=False)
    _extractions: list[Extraction] | None = field(default=None, repr=False)

    def articles(self) -> Table:
        """One row an article: its publication day, outlet, flags."""
        return _table("articles", (_parsed(one.article) for one in self._extracted()))

    def facts(self) -> Table:
        """One row a fact, in the order of the frame and of the text."""
        from extractor.export.columns import fact_lines

        found = ((map(_parsed, one.facts), one.article.text, one.article.title) for one in self._extracted())
        return _table("facts", chain.from_iterable(starmap(fact_lines, found)))

    def records(self) -> Table:
        """One row a record, sorted by id."""
        return _table("records", map(_parsed, self._reconciled()))

    def claims(self) -> Table:
        """One row a claim of a record."""
        from extractor.export.columns import claim_lines

        return _table("claims", chain.from_iterable(map(claim_lines, map(_parsed, self._reconciled()))))

    def _extracted(self) -> list[Extraction]:
        if self._extractions is None:
            self._extractions = list(self.pipeline.read_many(self.read))
        return self._extractions

    def _reconciled(self) -> list[Record]:
        from extractor.reconcile import reconcile

        extractions = self._extracted()
        facts = (fact for extraction in extractions for fact in extraction.facts)
        return list(reconcile(facts, [extraction.article for extraction in extractions], self.pipeline.ruleset))


def from_pandas(frame: pandas.DataFrame, pipeline: Pipeline | None = None, **columns: str) -> Reading:
    """The articles of a pandas frame; see :func:`from_dicts`."""
    return from_dicts(frame.to_dict("records"), pipeline, **columns)


def from_polars(frame: polars.DataFrame, pipeline: Pipeline | None = None, **columns: str) -> Reading:
    """The articles of a polars frame; see :func:`from_dicts`."""
    return from_dicts(frame.iter_rows(named=True), pipeline, **columns)


def from_arrow(table: pyarrow.Table, pipeline: Pipeline | None = None, **columns: str) -> Reading:
    """The articles of an Arrow table; see :func:`from_dicts`."""
    rows = (row for batch in table.to_batches(max_chunksize=1000) for row in batch.to_pylist())
    return from_dicts(rows, pipeline, **columns)


def from_dicts(rows: Iterable[Mapping[Any, Any]], pipeline: Pipeline | None = None, **columns: str) -> Reading:
    """The articles of rows. ``columns`` names *id, source, url, published, title, text* where they are called else.

    NaN and NaT are missing values, ids may be integers, an instant with a zone is taken to Western Indonesia Time.
    Raises ``TypeError`` for another name in ``columns``.
    """
    pipeline = pipeline or Pipeline()
    named: dict[str, Any] = {f"{name}_field": column for name, column in columns.items()}
    options = ReadOptions(**named, ruleset=pipeline.ruleset)
    read: dict[str, Article] = {}
    refused: list[ReadingError] = []
    for number, row in enumerate(rows, 1):
        try:
            article = article_from_row(_plain(row), "", f"row:{number}", options)
        except Refused as reason:
            refused.append(reason.at(None, number))
            continue
        if article.id in read:
            refused.append(duplicate("", number, article.id))
        else:
            read[article.id] = article
    if refused:
        first = refused[0]
        reason_of_first = say(first.reason, first.reason_en)
        message = say(
            f"{len(refused)} baris tidak dipakai; baris {first.line}: {reason_of_first}",
            f"{len(refused)} rows were left out; row {first.line}: {reason_of_first}",
        )
        warnings.warn(message, stacklevel=2)
    return Reading(list(read.values()), refused, pipeline)


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return dict(_cells(row))


def _cells(row: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """The cells as JSON would have them; what is missing is left null."""
    for name, given in row.items():
        value = given.item() if type(given).__module__ == "numpy" and hasattr(given, "item") else given
        if value is None or value != value or type(value).__name__ == "NAType":  # NaN and NaT differ from themselves
            yield str(name), None
        elif isinstance(value, float) and value.is_integer():
            yield str(name), int(value)  # pandas has no other way to keep integers beside missing ones
        else:
            yield str(name), value.isoformat() if isinstance(value, date | datetime) else value


def _table(name: str, models: Iterable[Mapping[str, Any]]) -> Table:
    """A table by the same columns as every export."""
    from extractor.export.tables import arrow_batches

    return Table(arrow_batches(name, models).read_all())


def _parsed(model: Frozen) -> dict[str, Any]:
    parsed: dict[str, Any] = model.model_dump(mode="json")
    return parsed
