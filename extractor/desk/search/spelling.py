"""The words of the index that come nearest to one that stands nowhere: *prabwo* is *prabowo*."""

from __future__ import annotations

import sqlite3

# Shorter words are near to too many others.
_SHORTEST = 4
# From this length on a second slip is forgiven.
_TWO_SLIPS = 7
_CANDIDATES = 80


def nearest(word: str, connection: sqlite3.Connection) -> str | None:
    """The likeliest spelling among the words of the index (table ``spelling``, by trigrams); null when none is near."""
    if not _SHORTEST <= len(word) <= 40 or not word.isalpha():
        return None
    pieces = {word[place : place + 3] for place in range(len(word) - 2)}
    query = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
    rows = connection.execute(
        "SELECT s.term, t.doc FROM spelling s JOIN terms t ON t.rowid = s.rowid WHERE spelling MATCH ? "
        "ORDER BY bm25(spelling) LIMIT ?",
        (query, _CANDIDATES),
    ).fetchall()
    allowed = 2 if len(word) >= _TWO_SLIPS else 1
    judged = sorted((slips(word, term), -documents, term) for term, documents in rows)
    return next((term for distance, _, term in judged if 0 < distance <= allowed), None)


def slips(one: str, other: str) -> int:
    """Letters lost, added, taken for another, or swapped with their neighbour, between two words."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
