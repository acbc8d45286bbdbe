"""Which guideline of annotation the names of a text follow: an input of the recogniser.

The sources of the training data disagree about what a name is. So every training sentence carries the guideline of its
source as one more feature of its words (treebank embeddings: Stymne et al. 2018, Parser Training with Heterogeneous
Treebanks), and at run time the text itself says which one is wanted: text whose punctuation stands apart is a
tokenised corpus and read as idner-news-2k is annotated, everything else is read as the news of 2025-26.

The feature travels as the tag of the tokens, which nothing else in the pipeline uses; its last component takes it away.
"""

from __future__ import annotations

import re
from typing import cast

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.types import Ints2d

NAME = "rujuk_guideline"

#: The guidelines that are wanted at run time, spelled as in recipe.toml.
NEWS, CORPUS = "news2025", "idner"

_APART = re.compile(r"(?<=\s)[.,](?=\s|$)")
_ATTACHED = re.compile(r"(?<=\w)[.,](?=\s|$)")


@Language.factory(NAME, assigns=["token.tag"])
class Guideline:
    """The component, in front of the recogniser."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Mark the words of ``doc`` in place."""
        set_guideline(doc, guideline_of(doc.text))
        return doc


def guideline_of(text: str) -> str:
    """``CORPUS`` where more full stops and commas stand apart from the word before than not, else ``NEWS``."""
    apart = sum(1 for _ in _APART.finditer(text))
    return CORPUS if apart > sum(1 for _ in _ATTACHED.finditer(text)) else NEWS


def set_guideline(doc: Doc, guideline: str) -> None:
    """Mark every word of ``doc`` with ``guideline``; the empty string takes the mark away."""
    mark = doc.vocab.strings.add(guideline)
    doc.from_array(["TAG"], cast(Ints2d, numpy.full((len(doc), 1), mark, dtype="uint64")))
