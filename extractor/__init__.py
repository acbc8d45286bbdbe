"""rujuk: reads Indonesian news, extracts ministries, dates, targets and participant counts, reconciles reports."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.errors import RujukError as RujukError
    from extractor.frames import from_arrow as from_arrow
    from extractor.frames import from_dicts as from_dicts
    from extractor.frames import from_pandas as from_pandas
    from extractor.frames import from_polars as from_polars
    from extractor.models import Article as Article
    from extractor.models import Extraction as Extraction
    from extractor.models import Fact as Fact
    from extractor.models import Record as Record
    from extractor.pipeline import Pipeline as Pipeline
    from extractor.reconcile import reconcile as reconcile

__version__ = "0.1.0"

# Imported when first used: the command line and worker processes start with what they need.
_HOMES = {
    "Article": "extractor.models",
    "Extraction": "extractor.models",
    "Fact": "extractor.models",
    "Pipeline": "extractor.pipeline",
    "Record": "extractor.models",
    "RujukError": "extractor.errors",
    "from_arrow": "extractor.frames",
    "from_dicts": "extractor.frames",
    "from_pandas": "extractor.frames",
    "from_polars": "extractor.frames",
    "reconcile": "extractor.reconcile",
}

__all__ = [
    "Article",
    "Extraction",
    "Fact",
    "Pipeline",
    "Record",
    "RujukError",
    "__version__",
    "from_arrow",
    "from_dicts",
    "from_pandas",
    "from_polars",
    "reconcile",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Python binds a submodule in its package when it is imported: without this, ``reconcile`` would be the module."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
