"""Rows between Spark and Python, as Arrow batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def to_batch(found: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as a batch of ``schema``; what a row lacks is null."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(found, schema=schema)


def arrow_schema(schema: str) -> pa.Schema:
    """The Arrow schema of a schema in Spark's words."""
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    return to_arrow_schema(StructType.fromDDL(schema))  # type: ignore[arg-type]
