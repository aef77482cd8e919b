"""Practices for the tests in a browser, each a file of its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from analytics import importing, periods
from analytics.importing import ImportOptions
from analytics.simulate import simulate, write_calendly
from analytics.store import open_practice

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.simulate import Practice

ZONE: Final = "Europe/Zurich"

HEADER: Final = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
)

HOSTILE: Final = (
    "<img src=http://evil.example/a.png onerror=alert(1)>",
    "![t](http://evil.example/t.png)",
    "[pay here](http://evil.example)",
    "=HYPERLINK(http://evil.example)",
    ":red[Bob] :material/delete:",
    "www.evil.example",
    "</b></div><h1>Ha</h1>",
)


def now() -> dt.datetime:
    """Return the time of the test, in UTC without a zone."""
    return periods.utc_naive(dt.datetime.now(dt.UTC)).replace(microsecond=0)


def weekly(name: str, client: str, days_ago: int = 21) -> list[str]:
    """Return rows of a client who came five times, weekly, and then no more."""
    starts = [now() - dt.timedelta(days=days_ago + 7 * week) for week in range(5)]
    who = f"{client},{name},{client}@example.org,{name},{name}"
    return [
        f"{client}-{number},{who},{start.isoformat()}Z,60,"
        f"{(start - dt.timedelta(days=6)).isoformat()}Z,attended"
        for number, start in enumerate(starts)
    ]


def made_of(rows: list[str], folder: Path) -> Path:
    """Make a practice with time for five names a week from rows of the template."""
    padding = "," * 7  # the columns that these tests leave empty
    file, path = folder / "template.csv", folder / "practice.duckdb"
    lines = [HEADER, *(f"{row}{padding}" for row in rows), ""]
    file.write_text("\n".join(lines), "utf-8")
    database = open_practice(path)
    options = ImportOptions(timezone=ZONE, exported_at=now())
    importing.import_file(database, file, now=now(), options=options)
    importing.change_setting(database, "capacity", "5")
    database.close()
    return path


def one_client(folder: Path) -> Path:
    """Make a practice of one client, who is worth a hello."""
    return made_of(weekly("Rosa Duarte", "c1"), folder)


def hostile(folder: Path) -> Path:
    """Make a practice in which everything carries a hostile name."""
    rows = [
        row
        for number, name in enumerate(HOSTILE)
        for row in weekly(name, f"c{number}", 14 + number)
    ]
    return made_of(rows, folder)


def lively(clients: int) -> Practice:
    """Return an invented practice up to yesterday, large enough to have names."""
    yesterday = now().date() - dt.timedelta(days=1)
    return simulate(clients, seed=5, weeks=60, ends_on=yesterday, timezone=ZONE)


def export(practice: Practice, path: Path, days_ago: int) -> dt.datetime:
    """Write what Calendly knew so many midnights ago; return that moment in UTC."""
    midnight = dt.datetime.combine(
        now().date() - dt.timedelta(days=days_ago), dt.time(), periods.zone(ZONE)
    )
    write_calendly(practice, path, midnight)
    return periods.utc_naive(midnight)
