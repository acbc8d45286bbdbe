"""Repairs of the recogniser's names that hold in the language whatever the sentence says.

The last component of the shipped pipeline, so that whoever loads the model has the names that were scored. It also
takes the mark of the guideline (:mod:`extractor.ner.guideline`) off the tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.ner.guideline import set_guideline
from extractor.rules import RuleSet

NAME = "rujuk_mend"

#: What a name neither begins nor ends with; a bracket with its other half in the name is part of it.
_OUTSIDE = frozenset("“”\"'–-,;:")
_OTHER_HALF = {"(": ")", ")": "(", "[": "]", "]": "["}
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
        set_guideline(doc, "")
        mended = [(name, list(self._mended(name))) for name in doc.ents]
        if any(parts != [(name.start, name.end, name.label_)] for name, parts in mended):
            doc.set_ents([Span(doc, *part) for _, parts in mended for part in parts])
        return doc

    def _mended(self, name: Span) -> Iterator[tuple[int, int, str]]:
        words = [token.text for token in name]
        start, end = _bare(words, 0, len(words))
        while name.label_ == "PER" and end - start > 1 and words[start] in self._titles:
            start, end = _bare(words, start + 1, end)
        for index in range(start + 1, end):
            if name.label_ == "LOC" and words[index] in _REGIONS and words[index - 1] not in _REGIONS:
                yield from self._part(name, words, start, index)
                start = index
        yield from self._part(name, words, start, end)

    def _part(self, name: Span, words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int, str]]:
        start, end = _bare(words, start, end)
        if any(char.isalnum() for word in words[start:end] for char in word):
            yield name.start + start, name.start + end, name.label_


def titles_of(ruleset: RuleSet, names: Iterable[str]) -> list[str]:
    """Words of offices and ranks in ``rules/`` that open none of ``names`` (*Raja*, *Imam* and *Mas* do)."""
    from extractor.close.speech.lexicon import compile_lexicon

    lexicon = compile_lexicon(ruleset)
    openings = {words[0] for name in names if len(words := name.split()) > 1}
    return sorted((lexicon.offices | lexicon.honorifics) - openings)


def _bare(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Without signs and halves of brackets at the ends."""

    def outside(index: int) -> bool:
        word = words[index]
        half = _OTHER_HALF.get(word)
        return half not in words[start:end] if half else word in _OUTSIDE

    while start < end and outside(start):
        start += 1
    while start < end and outside(end - 1):
        end -= 1
    return start, end
