"""``demo``: an invented practice, through the real import.

Two coaches, two tools, two Mondays: four exports are written to a temporary
folder and imported in their order, so that the second Monday shows what changed.
Then its owner has said a few things: what the services are, how some clients'
stories ended.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics import importing, periods, simulate
from analytics.cli import bringing, demo_out, parser
from analytics.cli.output import Answer
from analytics.contracts import Standing
from analytics.errors import BadEntryError, PracticeNotEmptyError
from analytics.facts import services
from analytics.importing import ImportOptions
from analytics.simulate.catalogue import SERVICES
from analytics.store import entries, log, queries
from analytics.store.files import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.contracts import ImportReport
    from analytics.simulate import Practice
    from analytics.store import Database

CLIENTS = parser.DEMO_CLIENTS
SEED = parser.DEMO_SEED

_WEEKS = 78
_EXPORT_HOUR = dt.time(7)

# Beyond this the simulation takes minutes; the benchmarks have their own.
_MOST_CLIENTS = 5000

# What the owner has got round to saying; about later endings nobody knows yet.
_LONG_KNOWN = dt.timedelta(days=180)
_SAID_GOODBYE = dt.timedelta(days=120)


def demo(call: Call) -> Answer:
    """Fill an empty practice with an invented one."""
    typed = call.arguments
    with call.opened() as database:
        reports = fill(database, typed.clients, typed.seed, call.now)
        sessions, clients = _counted(database)
    log.event("demo", clients=clients, sessions=sessions)
    return Answer(
        data={
            "files": [bringing.file_entry(report) for report in reports],
            "clients": clients,
            "sessions": sessions,
        },
        lines=lambda: [
            (
                f"An invented practice: {_of(sessions, 'session')} of "
                f"{_of(clients, 'client')}."
            ),
            *(
                f"  {report.file}: {_of(report.new, 'new session')}"
                for report in reports
            ),
        ],
    )


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def fill(
    database: Database, clients: int, seed: int, now: dt.datetime
) -> list[ImportReport]:
    """Fill an empty practice with an invented one; return the imports' reports.

    Parameters
    ----------
    clients
        How many people ever booked.
    seed
        The same seed on the same day gives the same practice.
    now
        UTC, without a zone. The newer exports are of the last Monday morning.

    Raises
    ------
    PracticeNotEmptyError
        The practice has clients already. Nothing was added.
    BadEntryError
        A number is too small or too large.
    """
    if _counted(database) != (0, 0):
        raise PracticeNotEmptyError
    if clients > _MOST_CLIENTS:
        message = f"The demo has at most {_MOST_CLIENTS} clients."
        raise BadEntryError(message)
    monday = _last_monday(now)
    sunday = monday.date() - dt.timedelta(days=1)
    practice = simulate.simulate(clients, seed, _WEEKS, sunday, demo_out.ZONE)
    with tempfile.TemporaryDirectory(prefix="driftline-demo-") as folder:
        reports = [
            importing.import_file(
                database, path, now=periods.utc_naive(at), options=_options(at)
            )
            for at in (monday - dt.timedelta(days=7), monday)
            for path in _exports(practice, Path(folder), at)
        ]
    _confirm(database, practice, now)
    return reports


def _last_monday(now: dt.datetime) -> dt.datetime:
    """Return the last Monday morning before `now`, with the demo's zone."""
    local = now.replace(tzinfo=dt.UTC).astimezone(periods.zone(demo_out.ZONE))
    monday = local.date() - dt.timedelta(days=local.weekday())
    morning = dt.datetime.combine(monday, _EXPORT_HOUR, local.tzinfo)
    return morning if morning <= local else morning - dt.timedelta(days=7)


def _exports(practice: Practice, folder: Path, at: dt.datetime) -> Iterator[Path]:
    """Write what both tools know that morning; leave out one without a session."""
    # Nobody books or cancels between midnight and breakfast in this practice.
    midnight = dt.datetime.combine(at.date(), dt.time(), at.tzinfo)
    for name, write in (
        ("calendly", simulate.write_calendly),
        ("acuity", simulate.write_acuity),
    ):
        path = folder / f"{demo_out.FILES}{name}-{at:%Y-%m-%d}.csv"
        if write(practice, path, midnight):
            yield path


def _options(at: dt.datetime) -> ImportOptions:
    return ImportOptions(timezone=demo_out.ZONE, exported_at=periods.utc_naive(at))


def _confirm(database: Database, practice: Practice, now: dt.datetime) -> None:
    """Enter what the demo's owner has said by now."""
    for service in SERVICES:
        planned = service.package_sessions
        kind = "programme" if planned else "open_ended"
        services.confirm_service(database, service.name, kind, planned, now)
    for client_id, row in _people(database, practice):
        for standing, on, until in _said(row, now.date()):
            entries.add_ending(
                database, client_id, standing, on=on, until=until, now=now
            )


def _people(
    database: Database, practice: Practice
) -> Iterator[tuple[str, dict[str, Any]]]:
    found = queries.rows(database, "select email, client_id from clients")
    ids = {str(email): str(client_id) for email, client_id in found}
    for row in practice.truth.to_dict("records"):
        if row["client_id"] in ids:
            yield ids[row["client_id"]], {str(k): v for k, v in row.items()}


def _said(
    row: dict[str, Any], today: dt.date
) -> Iterator[tuple[Standing, dt.date, dt.date | None]]:
    last, paused_from = _day(row["last_session_on"]), _day(row["paused_from"])
    if row["story"] == "completed" and last and last < today - _LONG_KNOWN:
        yield Standing.COMPLETED, last, None
    if row["story"] == "paused" and paused_from and paused_from <= today:
        yield Standing.PAUSED, paused_from, _day(row["paused_until"])
    if row["story"] == "sudden_leaver" and last and last < today - _SAID_GOODBYE:
        yield Standing.ENDED_BY_CLIENT, last, None


def _day(value: Any) -> dt.date | None:  # noqa: ANN401 - a time, or pandas' missing one
    """Return a cell's day, if it has one."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _counted(database: Database) -> tuple[int, int]:
    with database.read() as cursor:
        return counted(cursor)
