"""``import rujuk``: the public names of :mod:`extractor` under the name of the command."""

from typing import TYPE_CHECKING

from extractor import __all__ as __all__
from extractor import __getattr__ as __getattr__
from extractor import __version__ as __version__

if TYPE_CHECKING:
    from extractor import *  # noqa: F403
