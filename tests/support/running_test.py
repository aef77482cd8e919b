"""A practice in which a fair test has been running for some weeks, up to a moment.

Clients come weekly. Half of them, by the lot, were drawn for the extra word; in arm b
they miss `RISK_RATIO` times as often. The last export is a week old; the newest one is
still to be imported.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics import importing
from analytics.facts import default_as_of
from analytics.importing import ImportOptions
from analytics.reminders.trial import plan_file, running
from analytics.reminders.trial.arms import by_client
from analytics.store import open_practice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CLIENTS: Final = 20
WEEKS: Final = 8
"""Of the test, up to the last export."""

RISK_RATIO: Final = 0.3
SEED: Final = "5f" * 32

_PAST_WEEKS: Final = 30
_HEADER: Final = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
)


def build(path: Path, now: dt.datetime) -> tuple[Path, Mapping[str, str]]:
    """Make the practice at `path`; return the newest export and who is in which arm.

    Parameters
    ----------
    now
        UTC without a zone. What starts before is over, what starts after is booked.
    """
    exported = now - dt.timedelta(weeks=1)
    begun = exported - dt.timedelta(weeks=WEEKS)
    database = open_practice(path)
    before = begun - dt.timedelta(days=2)
    file = path.with_name("before.csv")
    file.write_text(_export(now, before, {}), "utf-8")
    _import(database, file, before)
    wish = running.Wish(begun.date(), worth=0.15, seed=SEED)
    plan = running.propose(database, wish, default_as_of(database, before), before).plan
    sha256 = plan_file.hash_of(plan_file.canonical(plan))
    as_of = default_as_of(database, before)
    running.set_up(database, plan, sha256, as_of, before)
    arms = by_client(database)
    last = path.with_name("last-week.csv")
    last.write_text(_export(now, exported, arms), "utf-8")
    _import(database, last, exported)
    database.close()
    newest = path.with_name("this-week.csv")
    newest.write_text(_export(now, now, arms), "utf-8")
    return newest, arms


def import_newest(path: Path, file: Path, now: dt.datetime) -> None:
    """Import the newest export as it would be on a Monday morning."""
    database = open_practice(path)
    _import(database, file, now)
    database.close()


def _import(database: object, file: Path, at: dt.datetime) -> None:
    options = ImportOptions(timezone="UTC", exported_at=at)
    importing.import_file(database, file, now=at, options=options)  # type: ignore[arg-type]  # a practice


def _export(now: dt.datetime, at: dt.datetime, arms: Mapping[str, str]) -> str:
    """Return what the tool knew at a moment: sessions of clients' weeks, by start."""
    luck = np.random.default_rng(3)
    chances = np.random.default_rng(0).beta(2, 5, CLIENTS)
    weeks = _PAST_WEEKS + WEEKS
    rows = []
    for week in range(-weeks, 2):
        for client in range(CLIENTS):
            drawn = luck.random()
            # Some minutes in a client's week, the first ones an hour from now.
            start = now + dt.timedelta(weeks=week, hours=1 + client * 8)
            booked = start - dt.timedelta(days=8)
            if booked > at:
                continue
            name = f"C-{client}"
            is_tested = start.date() >= at_start(now)
            ratio = RISK_RATIO if is_tested and arms.get(name) == "b" else 1.0
            missed = drawn < chances[client] * ratio
            status = "" if start > at else "no_show" if missed else "attended"
            coach = "Ana Sol" if client % 2 else "Bo Berg"
            rows.append(
                f"{name}-{week + weeks},{name},Client {client:02d},{name}@example.org,"
                f"{coach},Coaching,{start:%Y-%m-%dT%H:%M:%S}Z,60,"
                f"{booked:%Y-%m-%dT%H:%M:%S}Z,{status or 'scheduled'},,,,,,,"
            )
    return "\n".join([_HEADER, *rows, ""])


def at_start(now: dt.datetime) -> dt.date:
    """Return the test's first day."""
    return (now - dt.timedelta(weeks=WEEKS + 1)).date()
