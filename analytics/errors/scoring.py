"""What can go wrong while the order of the list is worked out."""

from __future__ import annotations

from analytics.errors.base import PracticeError


class FitStoppedError(PracticeError):
    """The process that fits ended before it had finished."""

    def __init__(self, what: str = "the list") -> None:
        super().__init__(
            f"Working out {what} stopped before it was finished, perhaps for want of "
            "memory. Nothing is lost: try again."
        )


class FitTooLongError(PracticeError):
    """The process that fits took longer than anybody waits."""

    def __init__(self, minutes: int, what: str = "the list") -> None:
        super().__init__(
            f"Working out {what} took more than {minutes} minutes and was ended. "
            "Nothing is lost: try again when the computer is less busy."
        )


class FitFailedError(PracticeError):
    """The process that fits said why it could not."""

    def __init__(self, reason: str, what: str = "the list") -> None:
        super().__init__(
            f"{what[:1].upper()}{what[1:]} could not be worked out anew. {reason} "
            "Nothing that was worked out before is lost."
        )


class NothingFittedError(PracticeError):
    """A model was asked for, and there is none yet."""

    def __init__(self) -> None:
        super().__init__(
            "No model has been fitted to this practice yet. "
            "`python -m analytics risk fit` does it."
        )
