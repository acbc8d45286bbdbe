"""Scores the attributes of figures against gold: status, what, said_by, counted_by, as_of and place.

A gold file has one JSON object a line: ``id``, ``start``, ``end`` and the six attributes, null where the article
does not say. A gold figure counts when the extraction holds a quantity that overlaps it in the same document; of
several the one with the largest overlap. How values are compared:

* ``status``, ``as_of``: equal;
* ``said_by``, ``counted_by``: the words of one name are all in the other (*Dadan*, *Dadan Hindayana*), or one is the
  acronym of the other;
* ``place``: the same name, without *Kabupaten*, *Kota*, *Provinsi*;
* ``what``: the same programme whatever the wording: equal as acronym and full name, or the words of one are all in
  the other, when more than a general word (*program*, *pelatihan*) is shared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractor.evaluation.gold import GoldError, gold_rows
from extractor.models import Extraction, QuantityFact

ATTRIBUTES = ("status", "what", "said_by", "counted_by", "as_of", "place")
_GENERAL = frozenset((
    "program", "nasional", "kegiatan", "acara", "proyek", "pelatihan", "bantuan", "pembangunan", "gerakan", "layanan",
    "penyaluran", "pelaksanaan", "event", "tahun", "batch", "ajang", "lomba", "kampanye", "sosial", "pemerintah",
))  # fmt: skip
_SMALL = frozenset(("dan", "di", "untuk", "yang", "ke", "dari", "bagi", "dengan", "dalam", "pada", "of", "the", "and"))


def score_attributes(gold_path: str | Path, extractions: Iterable[Extraction]) -> dict[str, Any]:
    """Accuracy of each attribute over the gold figures found, and precision and recall of its values that are not null.

    Raises ``ValueError`` with file and line when a gold row is malformed.
    """
    gold = _read(Path(gold_path))
    quantities: dict[str, list[QuantityFact]] = {}
    for extraction in extractions:
        quantities[extraction.article.id] = [fact for fact in extraction.facts if isinstance(fact, QuantityFact)]
    found = 0
    right, right_values, gold_values, given_values = (Counter[str]() for _ in range(4))
    for row in gold:
        fact = _overlapping(quantities.get(row["id"], ()), row["start"], row["end"])
        if fact is None:
            continue
        found += 1
        for attribute in ATTRIBUTES:
            wanted, got = row[attribute], _value(fact, attribute)
            same = same_value(attribute, got, wanted)
            right[attribute] += same
            right_values[attribute] += same and wanted is not None
            gold_values[attribute] += wanted is not None
            given_values[attribute] += got is not None
    return {
        "figures": len(gold),
        "found": found,
        "attributes": {
            attribute: {
                "accuracy": _share(right[attribute], found),
                "precision": _share(right_values[attribute], given_values[attribute]),
                "recall": _share(right_values[attribute], gold_values[attribute]),
                "gold": gold_values[attribute],
                "given": given_values[attribute],
            }
            for attribute in ATTRIBUTES
        },
    }


def same_value(attribute: str, got: Any, wanted: Any) -> bool:
    """Whether two values of an attribute mean the same, by the rules of this module's description."""
    if got is None or wanted is None:
        return got is wanted
    if attribute == "place":
        return _core(got) == _core(wanted)
    if attribute == "what":
        return same_programme(got, wanted)
    if attribute in ("said_by", "counted_by"):
        return same_name(got, wanted)
    return bool(got == wanted)


def same_name(left: str, right: str) -> bool:
    """Whether two names mean one person or body: the words of one lie in the other, or one is the other's acronym."""
    first, second = _words(left), _words(right)
    if not first or not second:
        return False
    return set(first) <= set(second) or set(second) <= set(first) or _abbreviates(left, right)


def same_programme(left: str | None, right: str | None) -> bool:
    """Whether two wordings mean one programme or event."""
    if left is None or right is None:
        return left is right
    if _abbreviates(left, right):
        return True
    first = [word for word in _words(left) if word not in _SMALL]
    second = [word for word in _words(right) if word not in _SMALL]
    if first == second:
        return True
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    if not any(word not in _GENERAL for word in short):
        return False
    return all(any(_akin(word, other) for other in long) or word in _GENERAL for word in short)


def _akin(word: str, other: str) -> bool:
    """Equal but for affixes: *wirausaha*, *kewirausahaan*."""
    short, long = (word, other) if len(word) <= len(other) else (other, word)
    return word == other or (len(short) >= 5 and short in long)


def _abbreviates(left: str, right: str) -> bool:
    """Whether one is the acronym of the other: *MBG*, *Makan Bergizi Gratis*; *bansos*, *bantuan sosial*."""
    for short, long in ((left, right), (right, left)):
        words = [word for word in _words(long) if word not in _SMALL and not word.isdigit()]
        form = "".join(word for word in _words(short) if not word.isdigit() and word not in ("program", "bantuan"))
        if len(words) >= 2 and len(form) >= 2:
            if form == "".join(word[0] for word in words):
                return True
            if " " not in short.strip() and _clips(form, words):
                return True
    return False


def _clips(form: str, words: list[str]) -> bool:
    """Whether a word is made of the heads of words in order: *bansos* of *bantuan sosial*."""
    rest = form
    for word in words:
        size = next((size for size in range(min(4, len(word)), 1, -1) if rest.startswith(word[:size])), 0)
        if not size:
            return False
        rest = rest[size:]
    return not rest


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _value(fact: QuantityFact, attribute: str) -> Any:
    if attribute == "said_by":
        return fact.said_by.name if fact.said_by is not None else None
    if attribute == "place":
        return fact.place.name if fact.place is not None else None
    if attribute == "as_of":
        return fact.as_of.model_dump(mode="json") if fact.as_of is not None else None
    return getattr(fact, attribute)


def _overlapping(facts: Iterable[QuantityFact], start: int, end: int) -> QuantityFact | None:
    best: QuantityFact | None = None
    most = 0
    for fact in facts:
        overlap = min(fact.end, end) - max(fact.start, start)
        if overlap > most:
            best, most = fact, overlap
    return best


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _read(path: Path) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = list(gold_rows(path))
    for row in rows:
        missing = {"id", "start", "end", *ATTRIBUTES} - set(row)
        if missing:
            place = f"{row.get('id')} {row.get('start')}-{row.get('end')}"
            raise GoldError(f"{path}: {place}: without {', '.join(sorted(missing))}")
    return rows


def _core(name: str | None) -> str | None:
    """The area without its kind: two written places with one core are the same area."""
    if name is None:
        return None
    return re.sub(
        r"^(?:kabupaten|kota|provinsi|kab\.?|ibu kota|dki|di(?= yog)|daerah istimewa) ", "", name.strip().lower()
    )
