"""A mapping: what each column of an unknown tool's file means.

Made once in the wizard, kept under the file's header, a small readable JSON.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from analytics.contracts import Outcome
from analytics.errors import BadMappingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STATUS_MEANINGS: tuple[str, ...] = (
    "booked",
    Outcome.ATTENDED,
    Outcome.NO_SHOW,
    Outcome.CANCELLED,
    Outcome.CANCELLED_BY_COACH,
    Outcome.LATE_CANCELLED,
    Outcome.RESCHEDULED,
    Outcome.UNKNOWN,
)
"""What a status cell may stand for; ``booked`` says nothing of who came."""

_MEANINGS: Mapping[str, str] = {
    "starts": "Start (date, or date and time)",
    "start_time": "Start time, where it has a column of its own",
    "ends": "End",
    "duration": "Length in minutes",
    "client_name": "Client's name",
    "first_name": "Client's first name",
    "last_name": "Client's last name",
    "client_email": "Client's e-mail",
    "client_phone": "Client's telephone",
    "client_id": "Client's number in that tool",
    "coach": "Coach",
    "service": "Service",
    "status": "What happened (status)",
    "booked": "When it was booked",
    "cancelled": "When it was cancelled",
    "cancelled_by": "Who cancelled",
    "price": "Price",
    "currency": "Currency",
    "zone": "Time zone of the row",
    "session_key": "Number of the booking in that tool",
}


@dataclass(frozen=True)
class Column:
    """A column by its name, and which of several of that name."""

    name: str
    occurrence: int = 0


@dataclass(frozen=True)
class MappedExport:
    """What the columns of one kind of file mean."""

    FIELDS: ClassVar[tuple[str, ...]] = tuple(_MEANINGS)
    MEANINGS: ClassVar[Mapping[str, str]] = _MEANINGS
    SQL: ClassVar[Path] = Path(__file__).with_name("mapped.sql")

    name: str
    """As the owner calls it, such as the tool's name."""
    header: tuple[str, ...]
    columns: Mapping[str, Column]
    """Which column holds each of our fields."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """``strptime`` forms of the fields starts, booked and cancelled."""
    statuses: Mapping[str, str] = field(default_factory=dict)
    """What each word in the status column stands for (see STATUS_MEANINGS)."""

    def __post_init__(self) -> None:
        """Refuse a mapping that could store nothing."""
        if not self.source.removeprefix("mapped-"):
            reason = "give it a name with at least one letter or digit."
            raise BadMappingError(reason)
        if "starts" not in self.columns:
            reason = "say which column holds the start of a session."
            raise BadMappingError(reason)
        who = {"client_name", "first_name", "last_name", "client_email"}
        if not (who | {"client_phone", "client_id"}) & self.columns.keys():
            reason = "say which column tells who the client is."
            raise BadMappingError(reason)
        self._check_words()

    def _check_words(self) -> None:
        unknown = self.columns.keys() - set(self.FIELDS)
        meanings = set(self.statuses.values()) - set(STATUS_MEANINGS)
        if unknown or meanings:
            odd = ", ".join(sorted({*unknown, *meanings}))
            reason = f"it uses words that Driftline does not know: {odd}."
            raise BadMappingError(reason)

    @property
    def source(self) -> str:
        """The key under which zone and presumption of this file are kept."""
        return "mapped-" + re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        """Return where each mapped field stands in this header.

        Raises
        ------
        BadMappingError
            If a column is not there.
        """
        return {
            name: _position(header, column) for name, column in self.columns.items()
        }

    def cannot_tell(self) -> tuple[str, ...]:
        """Return what files of this form do not say and what that costs."""
        missing = {
            "status": "The file does not say what became of a session, so past "
            "sessions stay unknown unless you let Driftline presume them attended.",
            "booked": "The file does not say when a session was booked, which costs "
            "much of the early warning.",
            "cancelled": "The file does not say when a session was cancelled, so "
            "late cancellations cannot be told from early ones.",
            "price": "The file holds no prices, so there is no revenue.",
        }
        return tuple(said for key, said in missing.items() if key not in self.columns)

    def to_json(self) -> str:
        """Return the mapping as text to keep or to share."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> MappedExport:
        """Return the mapping written by `to_json`.

        Raises
        ------
        BadMappingError
            If the text is no mapping.
        """
        try:
            given = json.loads(text)
            columns = {k: Column(**v) for k, v in given.pop("columns").items()}
            header = tuple(given.pop("header"))
            return cls(header=header, columns=columns, **given)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            reason = "the file is not a mapping that Driftline wrote."
            raise BadMappingError(reason) from error


def _position(header: Sequence[str], column: Column) -> int:
    at = [i for i, n in enumerate(header) if n.casefold() == column.name.casefold()]
    if column.occurrence >= len(at):
        reason = f"the file has no column {column.name!r}."
        raise BadMappingError(reason)
    return at[column.occurrence]
