"""A mapping: what the columns of a tool's file mean, and what its words stand for.

Made once in the wizard or shipped with Driftline (``mappings/``), kept and shared as
a small readable JSON (see `mapping_form`). It comes from a stranger as easily as from
the owner, so it is checked and bounded here and can hold no code: no pattern, no SQL.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from analytics.contracts import Outcome
from analytics.errors import BadMappingError
from analytics.exports.mapped import checks as mapping_checks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.exports.export import Confidence, Kind
    from analytics.exports.mapped.rules import LeaveOut, Rule

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
"""What a status cell may stand for; ``booked`` is a default that nobody confirmed."""

STATUSES: Mapping[Kind, tuple[str, ...]] = {
    "sessions": STATUS_MEANINGS,
    "reminders": ("sent", "not_sent", "no_contact", "opted_out", "unknown"),
    "actions": ("open", "done"),
    "visits": ("participant", "host", "absent"),
    "prices": (),
    "clients": (),
}
"""What a row of each kind may stand for; the first where nothing else is said."""

WHO: tuple[str, ...] = (
    "client_name",
    "first_name",
    "last_name",
    "client_email",
    "client_phone",
    "client_id",
    "people",
)
"""Any one of these tells who the client is."""

FIELDS_OF: Mapping[Kind, tuple[str, ...]] = {
    "sessions": (
        *("starts", "start_time", "slot", "ends", "duration", *WHO, "coach"),
        *("service", "status", "booked", "cancelled", "cancelled_by", "moved"),
        *("price", "currency", "zone", "session_key", "replaces_key"),
        *("reminder", "package_sessions"),
    ),
    "prices": (
        *("price", "currency", "starts", "start_time", *WHO, "service"),
        *("session_key", "price_key", "zone"),
    ),
    "visits": (
        *("joined", "departed", *WHO, "topic", "meeting_key", "starts", "ends"),
        *("duration", "status", "zone"),
    ),
    "reminders": (
        *("sent", *WHO, "starts", "start_time", "session_key", "channel"),
        *("reminder", "status", "zone"),
    ),
    "actions": (
        *("text", *WHO, "owner", "given", "due", "done", "status"),
        *("action_key", "zone"),
    ),
    "clients": (*WHO, "coach", "since", "zone"),
}

DATES_OF: Mapping[Kind, tuple[str, ...]] = {
    "sessions": ("starts", "ends", "booked", "cancelled", "moved"),
    "prices": ("starts",),
    "visits": ("joined", "departed", "starts", "ends"),
    "reminders": ("sent", "starts"),
    "actions": ("given", "due", "done"),
    "clients": ("since",),
}
"""The fields that hold dates; `DateForm` says how each is written."""

_MEANINGS: Mapping[str, str] = {
    "starts": "Start (date, or date and time)",
    "start_time": "Start time, where it has a column of its own",
    "slot": "Time slot, from and to (13:30-14:30)",
    "ends": "End",
    "duration": "Length in minutes",
    "client_name": "Client's name",
    "first_name": "Client's first name",
    "last_name": "Client's last name",
    "client_email": "Client's e-mail",
    "client_phone": "Client's telephone",
    "client_id": "Client's number in that tool",
    "people": "Several clients in one cell (names and e-mails)",
    "coach": "Coach",
    "service": "Service",
    "status": "What happened (status)",
    "booked": "When it was booked",
    "cancelled": "When it was cancelled",
    "cancelled_by": "Who cancelled",
    "moved": "When it was moved",
    "price": "Price",
    "currency": "Currency",
    "zone": "Time zone of the row",
    "session_key": "Number of the booking in that tool",
    "replaces_key": "Number of the booking it was moved from",
    "reminder": "Which reminder was sent",
    "package_sessions": "Sessions in the package",
    "price_key": "Number of the invoice line",
    "joined": "When they joined",
    "departed": "When they left",
    "topic": "The meeting's name",
    "meeting_key": "The meeting's number",
    "sent": "When it was sent",
    "channel": "How it was sent (e-mail, text message)",
    "text": "What was promised",
    "owner": "Whose it is: the client's or the coach's",
    "given": "When it was agreed",
    "due": "Until when",
    "done": "When it was done",
    "action_key": "Number of the promise in that tool",
    "since": "Client since",
}


@dataclass(frozen=True)
class Column:
    """A column by its name, and which of several of that name."""

    name: str
    occurrence: int = 0
    aliases: tuple[str, ...] = ()
    """Other names of it: another language, another spelling."""
    otherwise: tuple[Column, ...] = ()
    """Where to look, in turn, if it is not in the file or its cell is empty."""

    def places(self, header: Sequence[str]) -> list[int]:
        """Return where it and the columns to look at otherwise stand, in turn."""
        found = [column.own_place(header) for column in self.every()]
        return list(dict.fromkeys(at for at in found if at is not None))

    def position(self, header: Sequence[str]) -> int | None:
        """Return where the first of them stands in a header, if any does."""
        return next(iter(self.places(header)), None)

    def own_place(self, header: Sequence[str]) -> int | None:
        """Return where the column itself stands in a header, if it does."""
        folded = [fold(name) for name in header]
        for name in (self.name, *self.aliases):
            at = [i for i, known in enumerate(folded) if known == fold(name)]
            if self.occurrence < len(at):
                return at[self.occurrence]
        return None

    def every(self) -> tuple[Column, ...]:
        """Return the column and those to look at otherwise, in turn."""
        return (self, *self.otherwise)

    def names(self) -> tuple[str, ...]:
        """Return every name by which it, or one of those, is known."""
        return tuple(n for c in self.every() for n in (c.name, *c.aliases))


@dataclass(frozen=True)
class DateForm:
    """How one column writes its dates."""

    forms: tuple[str, ...] = ()
    """Forms to try in order (see `dates`); none: the column itself settles it."""
    zone: str | None = None
    """Its zone, where it is not the file's: ``UTC`` or a name."""
    is_afternoon: bool = False
    """A 12-hour clock without am and pm: 1:00 to 6:59 are in the afternoon."""


@dataclass(frozen=True)
class MappedExport:
    """What the columns of one kind of file mean."""

    FIELDS: ClassVar[tuple[str, ...]] = FIELDS_OF["sessions"]
    MEANINGS: ClassVar[Mapping[str, str]] = _MEANINGS

    name: str
    """As the owner calls it, such as the tool's name."""
    header: tuple[str, ...]
    """Of the file it was made for; none where the set of names decides."""
    columns: Mapping[str, Column]
    """Which column holds each of our fields."""
    dates: Mapping[str, DateForm] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    """What each word in the status column stands for (see STATUSES)."""
    kind: Kind = "sessions"
    others: Mapping[str, Column] = field(default_factory=dict)
    """Further columns that rules look at; they are not stored."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Fields that are the same in every row of such a file."""
    rules: tuple[Rule, ...] = ()
    """Tried before `statuses`, in order."""
    otherwise: str | None = None
    """What a row stands for where no rule and no status word says it."""
    leave_out: tuple[LeaveOut, ...] = ()
    nulls: tuple[str, ...] = ()
    """Cells that say nothing, such as ``N/A``."""
    fill_down: tuple[str, ...] = ()
    """Fields whose empty cells mean "as above"."""
    is_start_in_slot: bool = False
    """The start is a date; its time is the first of the slot."""
    people_between: str = ", "
    """What stands between the people of one cell."""
    is_last_name_first: bool = False
    """Names are written ``Last, First``."""
    money: str = "auto"
    """``point`` (1,234.56), ``comma`` (1.234,56) or ``auto``."""
    is_key_shared: bool = False
    """People of one booking share its number."""
    are_cancellers_named: bool = False
    """`cancelled_by` holds names: another than the client's is the practice's."""
    zone_words: Mapping[str, str] = field(default_factory=dict)
    """What the time zones of the column are called by their usual names."""
    is_quoted: bool = True
    tool: str | None = None
    """Key of the tool that a shipped mapping reads."""
    variant: str = "your own mapping"
    shared_source: str | None = None
    """What files of one tool share: settings, and the numbers of bookings."""
    needed: tuple[str, ...] = ()
    """Fields and others whose columns tell a shipped mapping's file."""
    also_writes: tuple[str, ...] = ()
    """Columns that such a file has besides."""
    cannot: tuple[str, ...] = ()
    """What such a file does not say, beyond what follows from its columns."""
    how_to_export: str = ""

    def __post_init__(self) -> None:
        """Refuse a mapping that could store nothing, or is out of proportion."""
        mapping_checks.check(self)

    @property
    def fields(self) -> tuple[str, ...]:
        """The meanings that columns of this kind of file may have."""
        return FIELDS_OF[self.kind]

    @property
    def confidence(self) -> Confidence:
        """How well the form is known."""
        return "likely" if self.tool else "mapped"

    @property
    def source(self) -> str:
        """The key under which zone and presumption of this file are kept."""
        own = re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")
        return self.shared_source or self.tool or f"mapped-{own}"

    def addressed(self) -> dict[str, Column]:
        """Return every column it names, by its key."""
        return {**self.columns, **self.others}

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        """Return where each column it names stands in this header.

        Where a field has further columns to look at, they stand under the keys of
        `further_key`, from 1 on.

        Raises
        ------
        BadMappingError
            If one that it needs is not there.
        """
        found = {k: c.places(header) for k, c in self.addressed().items()}
        # A shipped mapping names what some files lack; the owner's own names its file.
        needed = set(self.needed) if self.needed else found.keys()
        for key, column in self.addressed().items():
            if not found[key] and key in needed:
                reason = f"the file has no column {column.name!r}."
                raise BadMappingError(reason)
        return {
            further_key(key, number): at
            for key, places in found.items()
            for number, at in enumerate(places)
        }

    def further_keys(self) -> dict[str, tuple[str, ...]]:
        """Return the keys of the columns to look at otherwise, by field or other."""
        return {
            key: tuple(further_key(key, n) for n in range(1, 1 + len(c.otherwise)))
            for key, c in self.addressed().items()
            if c.otherwise
        }

    def names(self) -> frozenset[str]:
        """Return every name of a column it knows, folded."""
        named = (name for c in self.addressed().values() for name in c.names())
        return frozenset(fold(name) for name in (*named, *self.also_writes))

    def count_columns(self) -> int:
        """Return how many columns such a file has, as far as is known."""
        own = {(fold(c.name), c.occurrence) for c in self.addressed().values()}
        return len(own | {(fold(name), 0) for name in self.also_writes})

    def cannot_tell(self, present: frozenset[str] | None = None) -> tuple[str, ...]:
        """Return what a file with these fields does not say and what that costs."""
        if self.kind != "sessions":
            return self.cannot
        known = frozenset(self.columns) if present is None else present
        if self.rules:
            known |= {"status"}
        missing = {
            "status": "The file does not say what became of a session, so past "
            "sessions stay unknown unless you let Driftline presume them attended.",
            "booked": "The file does not say when a session was booked, which costs "
            "much of the early warning.",
            "cancelled": "The file does not say when a session was cancelled, so "
            "late cancellations cannot be told from early ones.",
            "price": "The file holds no prices, so there is no revenue.",
        }
        return (
            *self.cannot,
            *(said for key, said in missing.items() if key not in known),
        )


def further_key(key: str, number: int) -> str:
    """Return under which key a column stands that is looked at in turn; 0: the first.

    No key of a mapping begins with a line.
    """
    return f"_{number}_{key}" if number else key


def fold(name: str) -> str:
    """Return a column's name in the form in which two are compared."""
    text = unicodedata.normalize("NFKC", name).replace("\ufeff", "")
    return " ".join(text.casefold().split())
