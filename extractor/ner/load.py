"""Loading the shipped model, once a process and only when it is needed: importing spaCy takes a second."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import RujukError

if TYPE_CHECKING:
    from spacy.language import Language

#: Folder of the shipped model; ``spacy.load`` reads it as well.
MODEL = Path(__file__).with_name("model")


class ModelError(RujukError, RuntimeError):
    """The model folder is missing or no spaCy pipeline."""


def load_model(path: str | Path | None = None) -> Language:
    """The pipeline stored in ``path``, the shipped model by default. Raises :class:`ModelError`."""
    return _load(MODEL if path is None else Path(path))


@lru_cache(maxsize=4)
def _load(path: Path) -> Language:
    import spacy

    import extractor.ner.guideline
    import extractor.ner.mend  # noqa: F401  (components of the pipeline)

    try:
        return spacy.load(path)
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: no model that spaCy can load ({error})") from error
