"""Floret vectors of raw text: the part of the model that knows words which no annotated sentence holds."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_LOST_SPACE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def learn_vectors(texts: Iterable[str], settings: dict[str, Any], out: Path) -> None:
    """Learn floret vectors of ``texts`` and write them to ``out``. Raises ``ImportError`` without the train extra.

    Words are learned in lower case: a corpus this small holds few words in every case, titles and sentences begin with
    capitals, and the shape of a word is another feature of the model.
    """
    import floret  # type: ignore[import-untyped, import-not-found, unused-ignore]

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as corpus:
        for text in texts:
            for line in text.splitlines():
                words = _WORD.findall(_LOST_SPACE.sub(" ", line).lower())
                if len(words) > 2:
                    corpus.write(" ".join(words) + "\n")
        corpus.flush()
        least, most = settings["ngrams"]
        model = floret.train_unsupervised(
            corpus.name,
            model="skipgram",
            mode="floret",
            dim=settings["dimension"],
            bucket=settings["buckets"],
            hashCount=settings["hashes"],
            minn=least,
            maxn=most,
            epoch=settings["epochs"],
            minCount=settings["min_count"],
            thread=1,  # several threads give other vectors at every run
        )
        model.save_floret_vectors(str(out))
