"""What was agreed with whom, as known on a day, and how moves stand against it.

Of a client and a service the client's own agreement is in force before the service's,
and that before everybody's; of each the latest whose day has come. An agreement is
whole: what it leaves open is not agreed, and nothing is taken from another one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.facts import facts
from analytics.periods import day_number, end_of_day, epoch_seconds
from analytics.store import queries
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.store import Database

_HERE = Path(__file__).parent / "engine"

MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
"""How long a period of moves is, in calendar months."""


class Agreement(NamedTuple):
    """What was agreed from a day on; ``None`` where nothing was."""

    entry_id: str
    client_id: str | None
    """The client with whom; ``None`` for a service's and everybody's."""
    service: str | None
    """The service for which; ``None`` for a client's and everybody's."""
    on_date: dt.date
    """The day from which it holds."""
    notice_hours: int | None = None
    """Less notice than that is late; ``None``: the practice's setting."""
    no_show_fee_cents: int | None = None
    late_fee_cents: int | None = None
    currency: str | None = None
    """Of the fees."""
    free_moves: int | None = None
    moves_period: str | None = None
    """``month``, ``quarter`` or ``year``, by the calendar."""
    excused: str | None = None
    """What is excused, in words."""
    cadence_days: int | None = None
    review_date: dt.date | None = None
    coach_commits: str | None = None
    """What the coach commits to, in words."""
    accepted_on: dt.date | None = None
    """When the client asked for accepted it."""


@dataclass(frozen=True)
class Agreements:
    """All agreements known on a day, and who had accepted which."""

    day: dt.date
    listed: Sequence[Agreement]
    """Oldest first."""
    accepted: Mapping[tuple[str, str], dt.date]
    """By client and agreement, the day on which it was accepted first."""

    def in_force(
        self, client_id: str, service: str | None, day: dt.date | None = None
    ) -> Agreement | None:
        """Return what holds for a client and a service on a day.

        Parameters
        ----------
        day
            ``None``: the day of these facts.
        """
        on = self.day if day is None else day
        for whose in ((client_id, None), (None, service), (None, None)):
            for one in self._newest_first.get(whose, ()):
                if one.on_date <= on:
                    return self._for_client(one, client_id)
        return None

    def _for_client(self, one: Agreement, client_id: str) -> Agreement:
        return one._replace(accepted_on=self.accepted.get((client_id, one.entry_id)))

    @cached_property
    def _newest_first(self) -> Mapping[tuple[str | None, str | None], list[Agreement]]:
        found: dict[tuple[str | None, str | None], list[Agreement]] = defaultdict(list)
        for one in reversed(self.listed):
            found[one.client_id, one.service].append(one)
        return dict(found)


class Against(NamedTuple):
    """What a client moved and missed in a period under one agreement."""

    agreement: Agreement
    period: str
    """``month``, ``quarter`` or ``year``."""
    first_day: dt.date
    """From which it is counted: the period's first day, or the agreement's."""
    moves: int
    """Made in the period, by whoever is not known to be the coach."""
    sessions_moved: int
    """Bookings that these moved; one moved three times is one."""
    missed: int
    """Recorded or confirmed as missed, and not excused."""
    late: int
    """Cancelled late, and not excused."""
    excused: int
    """Missed or cancelled late, and excused."""

    @property
    def free_moves(self) -> int | None:
        """How many moves are free in the period; ``None``: nothing was agreed."""
        return self.agreement.free_moves


def known(database: Database, as_of: AsOf) -> Agreements:
    """Return what had been agreed, as known on ``as_of.entry_day``."""
    day = as_of.entry_day
    rows = queries.rows(
        database, queries.text_of(_HERE / "agreements.sql"), entry_day=day
    )
    accepted = queries.rows(
        database, queries.text_of(_HERE / "accepted.sql"), entry_day=day
    )
    return Agreements(
        day=day,
        listed=[Agreement(*row) for row in rows],  # type: ignore[arg-type]  # its columns
        accepted={(str(who), str(what)): on for who, what, on in accepted},  # type: ignore[misc]  # a date
    )


def coming(database: Database, as_of: AsOf) -> Sequence[Agreement]:
    """Return the agreements whose day is still to come, the next first."""
    return [one for one in every(database).values() if one.on_date > as_of.entry_day]


def every(database: Database) -> Mapping[str, Agreement]:
    """Return all agreements that were not taken back, by their id, oldest first.

    Also those that are still to come; who accepted them is left out.
    """
    rows = queries.rows(
        database, queries.text_of(_HERE / "agreements.sql"), entry_day=dt.date.max
    )
    return {str(row[0]): Agreement(*row) for row in rows}  # type: ignore[arg-type]  # its columns


def in_force(
    database: Database, as_of: AsOf, client_id: str, service: str | None = None
) -> Agreement | None:
    """Return what holds for a client, and for a service of theirs, on a day."""
    return known(database, as_of).in_force(client_id, service)


def against(
    database: Database,
    as_of: AsOf,
    found: Agreements | None = None,
    *,
    client_id: str | None = None,
) -> Mapping[str, Sequence[Against]]:
    """Return what clients moved and missed in the period of what they agreed to.

    Parameters
    ----------
    found
        The agreements where they are known already.
    client_id
        Of one client, which takes less; ``None``: of all.

    Returns
    -------
    Mapping
        By client one row an agreement in force under which something was moved or
        missed; who moved and missed nothing is left out.
    """
    found = known(database, as_of) if found is None else found
    if not found.listed:
        return {}
    counted: dict[tuple[str, Agreement], _Counted] = defaultdict(_Counted)
    zone_name = stored_settings.read(database).zone_name
    for agreement, row in _moves(database, as_of, found, client_id):
        if row.moved_s >= _start_s(_first_day(agreement, as_of.day), zone_name):
            counted[row.client_id, agreement].moves.append(row)
    for agreement, missed in _missed(database, as_of, found, client_id):
        if missed.start_day >= day_number(_first_day(agreement, as_of.day)):
            counted[missed.client_id, agreement].missed.append(missed)
    by_client: dict[str, list[Against]] = defaultdict(list)
    for (whose, agreement), rows in counted.items():
        by_client[whose].append(_row(agreement, as_of.day, rows))
    return dict(by_client)


def nothing_moved(agreement: Agreement, day: dt.date) -> Against:
    """Return the row of a client who moved and missed nothing."""
    return _row(agreement, day, _Counted())


def period_start(period: str, day: dt.date) -> dt.date:
    """Return the first day of the calendar month, quarter or year of a day."""
    length = MONTHS[period]
    return day.replace(month=(day.month - 1) // length * length + 1, day=1)


class _Move(NamedTuple):
    session_id: str
    client_id: str
    service: str | None
    moved_s: int
    booking_id: str
    replaces: str | None


class _Missed(NamedTuple):
    session_id: str
    client_id: str
    service: str | None
    start_day: int
    outcome: str
    is_excused: bool


class _Counted:
    def __init__(self) -> None:
        self.moves: list[_Move] = []
        self.missed: list[_Missed] = []


def _moves(
    database: Database, as_of: AsOf, found: Agreements, client_id: str | None
) -> Iterator[tuple[Agreement, _Move]]:
    zone_name = stored_settings.read(database).zone_name
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_HERE / "moved_since.sql"),
        since_s=_start_s(_earliest(found, as_of.day), zone_name),
        client_id=client_id,
    )
    for row in (_Move(*row) for row in rows):
        agreement = found.in_force(row.client_id, row.service)
        if agreement is not None:
            yield agreement, row


def _missed(
    database: Database, as_of: AsOf, found: Agreements, client_id: str | None
) -> Iterator[tuple[Agreement, _Missed]]:
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_HERE / "missed_since.sql"),
        since_day=day_number(_earliest(found, as_of.day)),
        client_id=client_id,
    )
    for row in (_Missed(*row) for row in rows):
        agreement = found.in_force(row.client_id, row.service)
        if agreement is not None:
            yield agreement, row


def _earliest(found: Agreements, day: dt.date) -> dt.date:
    return min(_first_day(one, day) for one in found.listed)


def _first_day(agreement: Agreement, day: dt.date) -> dt.date:
    """Return since when it is counted: never before the agreement's own day."""
    return max(agreement.on_date, period_start(_period(agreement), day))


def _period(agreement: Agreement) -> str:
    return agreement.moves_period or "quarter"


def _start_s(day: dt.date, zone_name: str) -> int:
    return epoch_seconds(end_of_day(day - dt.timedelta(days=1), zone_name))


def _row(agreement: Agreement, day: dt.date, rows: _Counted) -> Against:
    not_excused = [row for row in rows.missed if not row.is_excused]
    missed = sum(row.outcome == "no_show" for row in not_excused)
    return Against(
        agreement=agreement,
        period=_period(agreement),
        first_day=_first_day(agreement, day),
        moves=len(rows.moves),
        sessions_moved=len(set(_first_bookings(rows.moves))),
        missed=missed,
        late=len(not_excused) - missed,
        excused=len(rows.missed) - len(not_excused),
    )


def _first_bookings(moves: Iterable[_Move]) -> Iterator[str]:
    """Return of each move the booking with which its chain began."""
    before = {move.booking_id: move.replaces for move in moves}
    for move in moves:
        booking, seen = move.booking_id, {move.booking_id}
        while (older := before.get(booking)) is not None and older not in seen:
            booking = older
            seen.add(booking)
        yield booking
