"""What is said about clients and sessions."""

from __future__ import annotations

from analytics.errors.base import PracticeError


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
