"""The errors that a user can mend: a command tells them in one line and ends with their exit code."""

from __future__ import annotations

from typing import ClassVar


class RujukError(Exception):
    """Base of every error that the input, the rules or the folder causes; anything else is a defect of the program.

    ``exit_code`` is that of the command: 2, nothing was done.
    """

    exit_code: ClassVar[int] = 2

    def sentence(self) -> str:
        """What a person is told, in the chosen language."""
        return str(self)
