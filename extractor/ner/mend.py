"""Repairs of the recogniser's names that hold in the language whatever the sentence says.

The last component of the shipped pipeline, so that whoever loads the model has the names that were scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.ruleset import RuleSet

NAME = "rujuk_mend"

#: What a name neither begins nor ends with.
_OUTSIDE = frozenset("()[]“”\"'–-,.;:/")
_CLOSING = {")": "(", "]": "["}
#: What stands in brackets at the end of a company's name and is no short form of it.
_LEGAL_FORMS = frozenset(("Persero", "Perseroda", "Tbk", "Ltd"))
#: Each opens a region of its own: *Desa Hikong Kecamatan Talibura*.
_REGIONS = frozenset(("Desa", "Kelurahan", "Kecamatan", "Kabupaten", "Provinsi"))


@Language.factory(NAME, assigns=["doc.ents"], default_config={"titles": []})
class Mend:
    """The component. ``titles`` are words of offices and ranks that begin no person's name (*Menteri*, *Iptu*)."""

    def __init__(self, nlp: Language, name: str, titles: list[str]) -> None:
        self.name = name
        self._titles = frozenset(titles)

    def __call__(self, doc: Doc) -> Doc:
        """Repair the names of ``doc`` in place."""
        doc.set_ents([Span(doc, start, end, label) for name in doc.ents for start, end, label in self._mended(name)])
        return doc

    def _mended(self, name: Span) -> Iterator[tuple[int, int, str]]:
        words = [token.text for token in name]
        start, end = _bare(words, 0, len(words))
        while name.label_ == "PER" and end - start > 1 and words[start] in self._titles:
            start, end = _bare(words, start + 1, end)
        for first, last in _parts(words, [bool(token.whitespace_) for token in name], start, end, name.label_):
            yield name.start + first, name.start + last, name.label_


def titles_of(ruleset: RuleSet, names: Iterable[str]) -> list[str]:
    """Words of offices and ranks in ``rules/`` that open none of ``names`` (*Raja*, *Imam* and *Mas* do)."""
    from extractor.close.lexicon import compile_lexicon

    lexicon = compile_lexicon(ruleset)
    openings = {words[0] for name in names if len(words := name.split()) > 1}
    return sorted((lexicon.offices | lexicon.honorifics) - openings)


def _bare(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Without signs at the ends; a bracket stays where the name holds its other half."""
    while start < end and words[start] in _OUTSIDE:
        start += 1
    while start < end and words[end - 1] in _OUTSIDE:
        opening = _CLOSING.get(words[end - 1])
        if (opening and opening in words[start : end - 1]) or words[end - 1] == ".":
            break
        end -= 1
    return start, end


def _parts(words: Sequence[str], spaced: Sequence[bool], start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """The name, parted from its short form in brackets, and a place from the region around it.

    Brackets that stand apart from what they hold are those of a tokenised corpus, whose guideline keeps both together.
    """
    if end - start > 3 and words[end - 1] == ")":
        opening = max((index for index in range(start, end) if words[index] == "("), default=start)
        attached = start < opening < end - 2 and not spaced[opening] and not spaced[end - 2]
        if attached and words[end - 2] not in _LEGAL_FORMS:
            yield from _parts(words, spaced, *_bare(words, start, opening), label)
            start, end = _bare(words, opening + 1, end - 1)
    if label == "LOC":
        for index in range(start + 1, end):
            if words[index] in _REGIONS and words[index - 1] not in _REGIONS and re.match(r"\w", words[index - 1]):
                yield start, index
                start = index
    if start < end:
        yield start, end
