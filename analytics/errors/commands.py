"""How a command was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors.base import PracticeError

if TYPE_CHECKING:
    from collections.abc import Sequence


class CommandLineError(PracticeError):
    """What was typed is no command."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"{found[:1].upper()}{found[1:]}. `python -m analytics --help` lists the "
            "commands, and --help after a command says what it takes."
        )


class BadSelectionError(PracticeError):
    """A part of the practice that was asked for cannot be meant."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class UnknownGroupingError(PracticeError):
    """Sessions cannot be grouped in this way."""

    def __init__(self, found: str, known: Sequence[str]) -> None:
        super().__init__(
            f"Sessions cannot be grouped by {found!r}. Choose one of: "
            f"{', '.join(known)}."
        )
