"""What is said about clients and sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors.base import PracticeError

if TYPE_CHECKING:
    from collections.abc import Sequence


class ClientNotFoundError(PracticeError):
    """No client has this id."""

    def __init__(self, client_id: str) -> None:
        super().__init__(
            f"There is no client with the id {client_id!r}. "
            "`python -m analytics clients` lists them."
        )


class SessionNotFoundError(PracticeError):
    """No session has this id."""

    def __init__(self, session_id: str) -> None:
        super().__init__(
            f"There is no session with the id {session_id!r}. "
            "`python -m analytics sessions` lists them."
        )


class NotMergedError(PracticeError):
    """A client is one person with nobody else."""

    def __init__(self, client_id: str) -> None:
        super().__init__(
            f"Nobody has said that {client_id!r} is the same person as another client, "
            "so there is nothing to take back."
        )


class BadEntryError(PracticeError):
    """Something entered by hand cannot be kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class UnknownCoachError(PracticeError):
    """Nobody of this name coaches here."""

    def __init__(self, coach: str, known: Sequence[str]) -> None:
        shown = ", ".join(known[:20]) + (" …" if len(known) > 20 else "")
        where = (
            f"Coaches here: {shown}."
            if known
            else "No file has named a coach yet, so there is no sheet of one."
        )
        super().__init__(f"No coach is called {coach!r} in this practice. {where}")
