"""The language in which the command line speaks: Indonesian, or English with ``RUJUK_LANG=en``."""

from __future__ import annotations

import os
from typing import Literal

ENVIRONMENT_VARIABLE = "RUJUK_LANG"


def chosen_language() -> Literal["id", "en"]:
    """``en`` when ``RUJUK_LANG`` starts with *en*, else ``id``."""
    return "en" if os.environ.get(ENVIRONMENT_VARIABLE, "").lower().startswith("en") else "id"


def say(indonesian: str, english: str) -> str:
    """The wording in the chosen language."""
    return english if chosen_language() == "en" else indonesian
