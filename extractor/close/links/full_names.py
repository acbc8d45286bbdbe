"""By which of its forms a programme is called through the article: the full one for the short one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from extractor.close.links.programmes import ProgrammeMention, ProgrammeSearch

#: A small word of so many letters is left out of an acronym (*dan*).
_SMALL: Final = 3
_SHORT: Final = re.compile(r"\b[A-Z]{3,}\b")
_YEAR: Final = re.compile(r"(?<=\w) (?:19|20)\d\d$|(?<=[a-z])20\d\d$")


def in_one_form(
    mentions: Iterable[ProgrammeMention], search: ProgrammeSearch
) -> tuple[list[ProgrammeMention], dict[str, str]]:
    """Names under one key that differ by their year or are short for one another, and the fullest form of each key.

    A name without a year is of the edition that the article speaks of more than of all others.
    """
    known = list(mentions)
    named = [
        (*_core(mention.label), index)
        for index, mention in enumerate(known)
        if mention.kind not in ("bare", "sign", "deed") and mention.key not in search.known
    ]
    spelt_out = {_letters(name): name.lower() for name, _, _ in named if " " in name and not name.isupper()}
    families: dict[str, list[tuple[str, str, int]]] = {}
    for name, year, index in named:
        of = spelt_out.get(_letters(name)) if _SHORT.search(name) else None
        families.setdefault(of or name.lower(), []).append((name, year, index))
    forms: dict[str, dict[str, tuple[bool, bool, int]]] = {}
    for of, family in families.items():
        if len({known[index].key for _, _, index in family}) == 1:
            continue
        years = Counter(year for _, year, _ in family if year)
        main = next((year for year, times in years.items() if 2 * times > years.total()), "")
        for name, year, index in family:
            key = f"{of} {year or main}".rstrip()
            known[index] = replace(known[index], key=key)
            # spelt out before in capitals, with its year in the text before one that is put there
            fullness = (not name.isupper(), bool(year), len(name))
            forms.setdefault(key, {}).setdefault(f"{name} {year or main}".rstrip(), fullness)
    return known, {key: max(names.items(), key=lambda item: item[1])[0] for key, names in forms.items()}


def _letters(name: str) -> str:
    """What a name is abbreviated to: *BK PON*, *Babak Kualifikasi PON* and the words in full are all BKPON."""
    words = (word for word in name.split() if word[0].isupper() or len(word) > _SMALL)
    return "".join(word if word.isupper() else word[0].upper() for word in words)


def _core(label: str) -> tuple[str, str]:
    """A name without its year and short forms in brackets; and the year."""
    label = label.strip("'\"’")
    name = _YEAR.sub("", label)
    words = [word for word in name.split(" ") if word[:1] != "("]
    return " ".join(words), label[len(name) :].strip()


def labels(mentions: Sequence[ProgrammeMention], title_end: int) -> dict[str, str]:
    """For each programme the one form used through the article: an edition, else a full name, else the acronym.

    Among forms of one rank the most frequent, then the first outside the title.
    """
    counts: dict[str, dict[str, tuple[int, int, int]]] = {}
    for position, mention in enumerate(mentions):
        if mention.kind == "sign" or (mention.kind == "bare" and mention.label.lower() != mention.key):
            continue
        rank = 2 if mention.kind == "edition" else 1 if mention.full else 0
        forms = counts.setdefault(mention.key, {})
        _, count, first = forms.get(mention.label, (rank, 0, -position - (10_000 if mention.start < title_end else 0)))
        forms[mention.label] = (rank, count + 1, first)
    return {key: max(forms.items(), key=lambda item: item[1])[0] for key, forms in counts.items()}
