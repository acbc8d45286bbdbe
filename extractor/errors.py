"""The errors that a user can mend: a command tells them in one line and ends with their exit code."""

from __future__ import annotations

from typing import ClassVar

from extractor.messages.language import say


class RujukError(Exception):
    """Base of every error that the input, the rules or the folder causes; anything else is a defect of the program.

    ``exit_code`` is that of the command: 2, nothing was done.
    """

    exit_code: ClassVar[int] = 2

    def sentence(self) -> str:
        """What a person is told, in the chosen language."""
        return str(self)


class MissingPackageError(RujukError):
    """What was asked for needs a package of an extra that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        install = f"pip install 'rujuk[{extra}]'"
        super().__init__(say(f"{package} belum terpasang: {install}", f"{package} is not installed: {install}"))
