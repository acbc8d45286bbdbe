"""Tables that are no text: Parquet and Excel workbooks, each as a stream of numbered rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from extractor.reading.columns import columns_of
from extractor.reading.errors import ReadingError, Refused
from extractor.reading.options import ReadOptions
from extractor.reading.sources import Source

Row = tuple[int, dict[str, Any]]

_BATCH = 256
# A workbook's strings lie in memory at once.
_MOST_UNPACKED = 500_000_000
_WIDEST = 1_000


def parquet_rows(source: Source, options: ReadOptions) -> Iterator[Row | ReadingError]:
    """The rows of a Parquet file: the columns that an article is made of. A cell that Python cannot hold is a refusal.

    Raises ``OSError``, Arrow's exceptions, and :class:`Refused`.
    """
    import pyarrow.parquet as pq

    with source.raw() as stream, pq.ParquetFile(stream) as file:
        names = list(file.schema_arrow.names)
        nested = [name for name in names if file.schema_arrow.field(name).type.num_fields]
        fields = columns_of(dict.fromkeys(names), options)
        wanted = {name for found in fields.values() for name in found} | {*nested}
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=[name for name in names if name in wanted]):
            columns = batch.columns
            for index in range(batch.num_rows):
                number += 1
                try:
                    row = {name: _cell(column[index]) for name, column in zip(batch.schema.names, columns, strict=True)}
                except Exception as error:  # bytes that are no text, days out of the calendar
                    yield Refused("malformed", detail=" ".join(str(error).split())[:200]).at(source.name, number)
                else:
                    yield number, row
                if not fields["text"]:
                    return  # each further row would be refused for the same columns


def _cell(scalar: Any) -> Any:
    """The value of a cell. Instants finer than a microsecond, which Python cannot hold, are cut to the second."""
    import pyarrow as pa

    if scalar.is_valid and pa.types.is_timestamp(scalar.type) and scalar.type.unit == "ns":
        moment = datetime.fromtimestamp(scalar.value // 1_000_000_000, UTC)
        # Without a zone the clock is what was meant.
        return moment if scalar.type.tz else moment.replace(tzinfo=None)
    return scalar.as_py()


def workbook_rows(source: Source, options: ReadOptions) -> Iterator[Row | ReadingError]:
    """The rows of every sheet of an Excel workbook whose head names a text; numbered through all sheets.

    Raises ``OSError``, what the unpackers raise, and :class:`Refused`.
    """
    from openpyxl import load_workbook

    with source.raw() as stream:
        with zipfile.ZipFile(stream) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise Refused("too_large", limit=_MOST_UNPACKED // 1_000_000)
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        number, seen = 0, False
        for sheet in book.worksheets:
            header: list[str] | None = None
            for values in sheet.iter_rows(values_only=True, max_col=_WIDEST):
                number += 1
                if all(value is None for value in values):
                    continue
                if header is None:
                    header = [str(value).strip() if value is not None else "" for value in values]
                    if not columns_of(dict.fromkeys(header), options)["text"]:
                        break
                    seen = True
                    continue
                yield number, {name: value for name, value in zip(header, values, strict=False) if name}
            if header is not None and not seen and sheet is book.worksheets[-1]:
                yield number, dict.fromkeys(header)  # refused with the names that it has
