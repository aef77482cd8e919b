"""Where each client stands: in the active set, lapsed, finished, or not known.

*Place* is what the log alone says (risk: the active set); *standing* is what pages
show, in which what a person entered comes first. The rules and their reasons stand
in docs/definitions.md.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from analytics.contracts import Standing
from analytics.facts import entered as entered_facts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from analytics.facts.entered import Entered, Entry
    from analytics.periods import AsOf

SHORTEST_HORIZON_DAYS = 28
HORIZON_GAPS = 3


class Place(StrEnum):
    """What the log says of a client's story."""

    ACTIVE = "active"
    """Came, and either not silent for long or something is booked."""
    COMPLETED = "completed"
    """All sessions of the programme attended, nothing booked."""
    LAPSED = "lapsed"
    """Came, then silent past the horizon, nothing booked."""
    WAITING = "waiting"
    """Never came so far; the first session is still ahead."""
    NEVER_CAME = "never_came"
    """Booked, the start passed, never came, nothing booked."""
    UNKNOWN = "unknown"
    """Nobody said whether they ever came."""


class Paced(Protocol):
    """What decides where a client stands: columns of ``client_pace.sql``."""

    @property
    def client_id(self) -> str:
        """The client."""

    @property
    def coach(self) -> str | None:
        """Of the last session."""

    @property
    def sessions_ahead(self) -> int:
        """Slots booked and still ahead."""

    @property
    def last_attended_s(self) -> int | None:
        """Start of the last session attended."""

    @property
    def last_attended_day(self) -> int | None:
        """Its local day number."""

    @property
    def last_unknown_s(self) -> int | None:
        """Start of the last slot with an unknown outcome."""

    @property
    def last_slot_s(self) -> int:
        """Start of the last slot of all."""

    @property
    def usual_gap_days(self) -> float:
        """Days between two sessions, as a rule."""

    @property
    def is_programme_completed(self) -> bool:
        """Whether all sessions of the last programme are attended."""


class Where(NamedTuple):
    """Where one client stands."""

    client_id: str
    place: Place
    standing: str
    """One of `Standing`."""
    ending: Entry | None
    """The ending in force, as somebody entered it."""
    absences: Sequence[Entry]
    """Known absences since the last session, past ones too."""
    last_attended_day: int | None
    """Local day number."""
    days_quiet: int | None
    """Days since the last session, known absences left out."""


def horizon_days(usual_gap_days: float) -> float:
    """Return after how many quiet days a client counts as lapsed (inclusive)."""
    return max(HORIZON_GAPS * usual_gap_days, SHORTEST_HORIZON_DAYS)


def where_all(
    clients: Iterable[Paced],
    entered: Entered,
    as_of: AsOf,
    watched_from: dt.date | None,
) -> list[Where]:
    """Return where each client stands, in the order given.

    Parameters
    ----------
    watched_from
        Local day of the first export in force: who had lapsed by then was never
        seen going quiet, so how they ended is unknown.
    """
    return [_where(client, entered, as_of, watched_from) for client in clients]


def _where(
    client: Paced, entered: Entered, as_of: AsOf, watched_from: dt.date | None
) -> Where:
    last = client.last_attended_day
    absences = entered.away(client.client_id, client.coach, last)
    quiet = None
    if last is not None:
        today = as_of.day_number
        quiet = today - last - entered_facts.days_away(absences, last, today)
    place = _place(client, quiet, as_of)
    ending = entered.ending(client.client_id, last)
    standing = ending.what if ending is not None else None
    return Where(
        client_id=client.client_id,
        place=place,
        standing=standing
        or _unentered(place, client, quiet, as_of, watched_from).value,
        ending=ending,
        absences=absences,
        last_attended_day=last,
        days_quiet=quiet,
    )


def _place(client: Paced, days_quiet: int | None, as_of: AsOf) -> Place:
    is_booked = client.sessions_ahead > 0
    if days_quiet is None:
        return _place_of_newcomer(client, as_of, is_booked=is_booked)
    if client.is_programme_completed and not is_booked:
        return Place.COMPLETED
    if is_booked or days_quiet <= horizon_days(client.usual_gap_days):
        return Place.ACTIVE
    return Place.LAPSED


def _place_of_newcomer(client: Paced, as_of: AsOf, *, is_booked: bool) -> Place:
    if is_booked:
        return Place.WAITING
    is_over = client.last_slot_s <= as_of.seconds
    if is_over and client.last_unknown_s is None:
        return Place.NEVER_CAME
    return Place.UNKNOWN


def _unentered(
    place: Place,
    client: Paced,
    days_quiet: int | None,
    as_of: AsOf,
    watched_from: dt.date | None,
) -> Standing:
    """Return the standing of a client about whom nobody entered an ending."""
    if place in {Place.ACTIVE, Place.WAITING}:
        return Standing.ACTIVE
    if place is Place.COMPLETED:
        return Standing.COMPLETED
    if place is not Place.LAPSED or watched_from is None or days_quiet is None:
        return Standing.UNKNOWN
    if (client.last_unknown_s or 0) > (client.last_attended_s or 0):
        # They may have come since: nobody said.
        return Standing.UNKNOWN
    days_past = days_quiet - horizon_days(client.usual_gap_days)
    days_watched = (as_of.day - watched_from).days
    return Standing.DRIFTED if days_past <= days_watched else Standing.UNKNOWN
