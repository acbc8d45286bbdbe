"""Names of people, organisations and places in chosen stretches of a text, by the trained model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from extractor.mentions import Entity
from extractor.ner.load import load_model

Label = Literal["PER", "ORG", "LOC"]

#: The model reads a sentence at a time; a longer stretch is scraped debris, and only its beginning is read.
_LONGEST = 2000


def find_entities(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Entity, ...]:
    """The names within ``spans`` (sentences, as start and end offsets into ``text``), sorted by place.

    Offsets of the names count in ``text``. Each span is read for itself, so the result does not depend on
    which other spans are asked for. The model is loaded at the first call.
    """
    wanted = sorted({(start, min(end, start + _LONGEST)) for start, end in spans if text[start:end].strip()})
    if not wanted:
        return ()
    nlp = load_model()
    found = {
        Entity(start + name.start_char, start + name.end_char, cast(Label, name.label_))
        for (start, _), doc in zip(wanted, nlp.pipe(text[start:end] for start, end in wanted), strict=True)
        for name in doc.ents
    }
    return tuple(sorted(found, key=lambda entity: (entity.start, entity.end)))
