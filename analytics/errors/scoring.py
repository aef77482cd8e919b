"""What can go wrong while the order of the list is worked out."""

from __future__ import annotations

from analytics.errors.base import PracticeError


class FitStoppedError(PracticeError):
    """The process that fits ended before it had finished."""

    def __init__(self) -> None:
        super().__init__(
            "Working out the list stopped before it was finished, perhaps for want of "
            "memory. Nothing is lost: try again."
        )


class FitTooLongError(PracticeError):
    """The process that fits took longer than anybody waits."""

    def __init__(self, minutes: int) -> None:
        super().__init__(
            f"Working out the list took more than {minutes} minutes and was ended. "
            "Nothing is lost: try again when the computer is less busy."
        )


class FitFailedError(PracticeError):
    """The process that fits said why it could not."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The list could not be worked out anew. {reason} Nothing that was worked "
            "out before is lost."
        )


class NothingFittedError(PracticeError):
    """A model was asked for, and there is none yet."""

    def __init__(self) -> None:
        super().__init__(
            "No model has been fitted to this practice yet. "
            "`python -m analytics risk fit` does it."
        )
