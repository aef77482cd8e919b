"""How services end: open-ended or a number of sessions, guessed and then confirmed.

A guess is only ever shown; nothing counts by it before somebody has confirmed it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analytics.errors import BadEntryError
from analytics.facts import clients as client_list
from analytics.facts import entered, facts
from analytics.facts.standing import Place
from analytics.periods import day_of_number
from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.facts.clients import Client
    from analytics.facts.standing import Where
    from analytics.periods import AsOf
    from analytics.store import Database

Kind = Literal["open_ended", "programme"]

_ENGINE = Path(__file__).parent / "engine"
_TOTALS = _ENGINE / "totals.sql"
_CONFIRM = _ENGINE / "confirm_service.sql"
_SERVICES = _ENGINE / "services.sql"

FEWEST_FINISHED = 5
"""Clients who have to have stopped at one number before it can be a programme's."""

SHARE_AT_ONE_NUMBER = 0.4
"""Of all former clients; open-ended services spread over many numbers."""

SHORTEST_PROGRAMME = 3

SHARE_OF_ONE_OFFS = 0.9
"""Of all former clients; many try an open-ended service once, but never so many."""

MOST_SESSIONS = 1000

_NO_KIND = "A service is either open_ended or a programme. Choose one of the two."
_NO_NUMBER = "A programme has a number of sessions, from 1 to 1000. Give the number."


@dataclass(frozen=True)
class ServiceEnd:
    """How a service ends, as the log looks and as somebody has said."""

    service: str
    guess: Kind
    guessed_sessions: int | None
    """Sessions of the programme, where the guess is one."""
    confirmed: Kind | None
    confirmed_sessions: int | None
    finished_clients: int
    """Clients of this service who are not active any more."""
    histogram: tuple[tuple[int, int], ...]
    """Sessions attended in all, and how many former clients stopped there."""


@dataclass(frozen=True)
class FormerClient:
    """Somebody who came and has been silent past the horizon."""

    client_id: str
    name: str
    coach: str | None
    service: str | None
    sessions_attended: int
    last_attended: dt.date


def service_ends(database: Database, as_of: AsOf) -> list[ServiceEnd]:
    """Return how each service ends, by name.

    A service is guessed to be a programme of N sessions where at least five of its
    former clients, and four of ten, attended exactly N (three or more) in all; of
    two such numbers the more frequent, then the larger. Where nine of ten, and at
    least five, came exactly once, it is guessed to be one session.
    """
    places = _places(database, as_of, client_list.clients(database, as_of))
    former = {
        where.client_id
        for where in places
        if where.place in {Place.LAPSED, Place.COMPLETED} or where.ending is not None
    }
    rows = facts.rows(database, as_of, queries.text_of(_TOTALS))
    totals: dict[str, list[int]] = defaultdict(list)
    for client_id, service, attended in rows:
        finished = totals[service]
        if client_id in former:
            finished.append(attended)
    said = _confirmed(database)
    return [_end(name, totals[name], said) for name in sorted(totals)]


def guess(totals: Sequence[int]) -> int | None:
    """Return the sessions of the programme that former clients' totals look like."""
    counts = Counter(totals)
    if counts[1] >= max(FEWEST_FINISHED, SHARE_OF_ONE_OFFS * len(totals)):
        return 1
    stops = [stop for stop in counts.items() if stop[0] >= SHORTEST_PROGRAMME]
    total, count = max(stops, key=lambda stop: (stop[1], stop[0]), default=(0, 0))
    is_one = count >= max(FEWEST_FINISHED, SHARE_AT_ONE_NUMBER * len(totals))
    return total if is_one else None


def confirm_service(
    database: Database,
    service: str,
    kind: str,
    sessions_planned: int | None,
    now: dt.datetime,
) -> None:
    """Keep what a service is: ``open_ended``, or a ``programme`` of so many sessions.

    It describes the service, so it counts at every as-of.

    Raises
    ------
    BadEntryError
        The kind is neither, or a programme's number of sessions is missing.
    """
    if kind not in {"open_ended", "programme"}:
        raise BadEntryError(_NO_KIND)
    if kind == "programme" and not 1 <= (sessions_planned or 0) <= MOST_SESSIONS:
        raise BadEntryError(_NO_NUMBER)
    values = {
        "service": service,
        "kind": kind,
        "sessions_planned": sessions_planned if kind == "programme" else None,
        "now": now,
    }
    with database.write() as cursor:
        cursor.execute(queries.text_of(_CONFIRM), values)


def former_clients(database: Database, as_of: AsOf) -> list[FormerClient]:
    """Return who went quiet and about whose ending nobody has said anything.

    Whoever stopped most recently comes first.
    """
    clients = client_list.clients(database, as_of)
    found = [
        FormerClient(
            client_id=client.client_id,
            name=client.name,
            coach=client.coach,
            service=client.service,
            sessions_attended=client.sessions_attended,
            last_attended=day_of_number(where.last_attended_day),
        )
        for client, where in zip(
            clients, _places(database, as_of, clients), strict=True
        )
        if where.place is Place.LAPSED
        and where.ending is None
        and where.last_attended_day is not None
    ]
    return sorted(found, key=lambda client: client.last_attended, reverse=True)


def _places(database: Database, as_of: AsOf, clients: Sequence[Client]) -> list[Where]:
    known = entered.known(database, as_of)
    return client_list.where_all(database, as_of, clients, known)


def _confirmed(database: Database) -> dict[str, tuple[Kind, int | None]]:
    rows = queries.rows(database, queries.text_of(_SERVICES))
    return {str(service): (kind, planned) for service, kind, planned, _ in rows}  # type: ignore[misc]  # two words, a number or null


def _end(
    service: str,
    totals: Sequence[int],
    said: Mapping[str, tuple[Kind, int | None]],
) -> ServiceEnd:
    sessions = guess(totals)
    confirmed, confirmed_sessions = said.get(service, (None, None))
    return ServiceEnd(
        service=service,
        guess="open_ended" if sessions is None else "programme",
        guessed_sessions=sessions,
        confirmed=confirmed,
        confirmed_sessions=confirmed_sessions,
        finished_clients=len(totals),
        histogram=tuple(sorted(Counter(totals).items())),
    )
