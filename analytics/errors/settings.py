"""What a person may set, and the files that settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors.base import PracticeError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownSettingError(PracticeError):
    """No setting has this key."""

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(
            f"There is no setting {key!r}. The settings are: {', '.join(known)}."
        )


class BadSettingError(PracticeError):
    """A setting's value cannot be used."""

    def __init__(self, key: str, value: str, allowed: str) -> None:
        super().__init__(f"{key} cannot be {value!r}: it has to be {allowed}.")


class UnknownTimeZoneError(PracticeError):
    """A time zone's name is not known."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is not a time zone Driftline knows. Use a name such as "
            "Europe/Zurich or America/New_York."
        )


class BadDateError(PracticeError):
    """A date cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a date. Write it as 2026-11-23.")


class BadPriorError(PracticeError):
    """A file of a prior is missing or belongs to another version."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is not a prior that this Driftline can use: it is missing, "
            "damaged, or made for other features. Make it anew with "
            "`python -m analytics risk prior`."
        )
