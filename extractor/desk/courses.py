"""What an editor asks first in the morning, worked out once when the index of an output is made.

``changes``: how each record differs from those of the index before; ``due``: the deadline of what somebody promised and
of which no result was reported; ``moved``: how far a figure went in the course of its reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import duckdb

# A figure that moved further is, nearly always, two figures or a slip.
_FURTHEST = 20
# Two reports are no course yet.
_LEAST_MOMENTS = 3
_KEPT = """
    INSERT INTO changes SELECT old.* FROM earlier.changes AS old SEMI JOIN records USING (record_id) ORDER BY record_id
"""
_COMPARED = """
    INSERT INTO changes
    WITH former AS (
        SELECT fact_id, min(record_id) AS former FROM earlier.claims GROUP BY fact_id
    ), shared AS (
        SELECT record_id, former, count(*) AS shared FROM claims JOIN former USING (fact_id) GROUP BY ALL
    ), known AS (
        SELECT record_id, arg_max(former, (shared, former)) AS former FROM shared GROUP BY record_id
    ), pairs AS (
        SELECT now.record_id, known.former, now.relation, now.size, old.relation AS relation_before,
            old.size AS size_before, mine.line->>'$.value' AS value, theirs.line->>'$.value' AS value_before
        FROM records AS now JOIN lines AS mine USING (position) LEFT JOIN known USING (record_id)
        LEFT JOIN earlier.records AS old ON old.record_id = known.former
        LEFT JOIN earlier.lines AS theirs ON theirs.position = old.position
    )
    SELECT record_id, CASE
        WHEN former IS NULL THEN 'new'
        WHEN relation = 'conflict' AND relation_before != 'conflict' THEN 'conflict'
        WHEN value IS DISTINCT FROM value_before THEN 'value'
        WHEN size > size_before THEN 'claims'
    END AS change, CASE WHEN change = 'value' THEN value_before END
    FROM pairs WHERE change IS NOT NULL ORDER BY record_id
"""


# Of the claims of records: the day that a figure is due, and whether it is one to be followed up. A day must be aimed
# at, by the figure or by itself: those of a fair or a match come as scheduled, and whoever attends comes then.
_AIMS = """
    CREATE TABLE aims AS
    SELECT fact_id, one.line->>'$.due_fact' AS due_fact, CASE one.line->>'$.type'
        WHEN 'date' THEN (one.line->>'$.target')::BOOLEAN
        ELSE coalesce((day.line->>'$.target')::BOOLEAN, true) OR NOT (one.line->>'$.participants')::BOOLEAN
            AND day.line->>'$.role' IS DISTINCT FROM 'event'
    END AS followed
    FROM facts AS one SEMI JOIN claims USING (fact_id) LEFT JOIN facts AS day ON day.fact_id = one.line->>'$.due_fact'
    ORDER BY fact_id
"""


def add_courses(connection: duckdb.DuckDBPyConnection) -> None:
    """Add ``moved`` and ``due`` to the table of records (it has the columns that ``tables.py`` makes)."""
    connection.execute("ALTER TABLE records ADD COLUMN moved DOUBLE")
    connection.execute("ALTER TABLE records ADD COLUMN due DATE")
    connection.execute(_AIMS)
    work_out_courses(connection, None, None)


def work_out_courses(
    connection: duckdb.DuckDBPyConnection, record_ids: Sequence[str] | None, programmes: Sequence[str] | None
) -> None:
    """Work out ``moved`` of some records, or of all, and ``due`` of those of some programmes, or of all."""
    connection.execute(
        """
        UPDATE records SET moved = course.moved FROM (
            SELECT position, abs(ln(last_value / first_value)) AS moved FROM (
                SELECT position,
                    (line->>'$.history[*].value.min')::DOUBLE[] AS steps,
                    list_distinct(line->>'$.history[*].day') AS days,
                    steps[1] AS first_value, steps[-1] AS last_value
                FROM lines JOIN records USING (position)
                WHERE ($ids IS NULL OR list_contains($ids, record_id)) AND relation = 'update' AND resolved
                    AND line->>'$.value.min' IS NOT NULL
            ) WHERE len(steps) >= $least AND len(days) >= $least AND first_value > 0 AND last_value > 0
        ) AS course
        WHERE records.position = course.position AND course.moved BETWEEN 0.01 AND ln($furthest)
        """,
        {"least": _LEAST_MOMENTS, "furthest": _FURTHEST, "ids": record_ids},
    )
    some = {"programmes": programmes}
    connection.execute(
        "UPDATE records SET due = NULL WHERE due IS NOT NULL AND list_contains($programmes, programme)", some
    )
    # A promise is somebody's, and a day that a target of the same thing has is told with it. It is answered by a result
    # that came after its day, or that reached it before.
    connection.execute(
        """
        WITH promised AS (
            SELECT position, attribute, programme, coalesce(line->>'$.due.to', line->>'$.value.to')::DATE AS due,
                (line->>'$.value.min')::DOUBLE AS aim,
                len(ministries) > 0 OR len(line->>'$.agencies[*]') > 0 OR len(line->>'$.claims[*].said_by.name') > 0
                    AS owned, resolved, reviewed
            FROM lines JOIN records USING (position)
            WHERE attribute IN ('target', 'due_date') AND ($programmes IS NULL OR list_contains($programmes, programme))
        ), stated AS (
            SELECT position, attribute, programme, fact_id, due_fact, followed,
                owned AND resolved AND NOT reviewed AS listed
            FROM promised JOIN claims USING (position) JOIN aims USING (fact_id) WHERE due IS NOT NULL
        ), told AS (
            SELECT day.position FROM stated AS day JOIN stated AS figure
            ON figure.due_fact = day.fact_id AND figure.attribute = 'target' AND figure.programme = day.programme
                AND figure.listed AND figure.followed
            WHERE day.attribute = 'due_date'
        )
        UPDATE records SET due = promised.due FROM promised
        WHERE records.position = promised.position AND promised.due IS NOT NULL AND records.programme != ''
            AND owned AND records.position IN (SELECT position FROM stated WHERE followed)
            AND records.position NOT IN (SELECT position FROM told)
            AND records.resolved AND NOT records.reviewed AND NOT EXISTS (
                FROM records AS result
                WHERE result.programme = records.programme
                    AND (records.attribute = 'due_date' OR result.unit = records.unit)
                    AND result.attribute IN ('realised', 'participants', 'event_date')
                    AND (result.last_day >= promised.due OR (promised.aim IS NOT NULL AND result.high >= promised.aim))
            )
        """,
        some,
    )


def add_changes(connection: duckdb.DuckDBPyConnection, before: Path | None) -> None:
    """Make the table of changes against an earlier index of the same folder; empty when there is none to read.

    A record is known again by its claims, for its id may change. Until other articles come in, as when an editor
    decides, what changed before stands.
    """
    connection.execute("CREATE TABLE changes (record_id VARCHAR, change VARCHAR, before VARCHAR)")
    if before is None or before.is_symlink():
        return
    path = str(before).replace("'", "''")
    with suppress(duckdb.Error):  # the index of another version, or a damaged one
        connection.execute(f"ATTACH '{path}' AS earlier (READ_ONLY)")
        try:
            ((come, gone),) = connection.execute("""
                SELECT (SELECT count(*) FROM articles ANTI JOIN earlier.articles AS old USING (doc_id, line)),
                    (SELECT count(*) FROM earlier.articles AS old ANTI JOIN articles USING (doc_id, line))
            """).fetchall()
            connection.execute(_COMPARED if come or gone else _KEPT)
        finally:
            connection.execute("DETACH earlier")
