"""Practices for the tests in a browser, each a file of its own."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from analytics import importing, periods
from analytics.importing import ImportOptions
from analytics.simulate import simulate, write_calendly
from analytics.store import open_practice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analytics.simulate import Practice

ZONE: Final = "Europe/Zurich"

HEADER: Final = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
)

NOTHING_MORE: Final = "," * 7
"""The columns that these tests leave empty."""

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")

_DATED: Final = """
    select table_name, column_name, data_type
    from information_schema.columns
    where data_type in ('DATE', 'TIMESTAMP')
        or (data_type = 'INTEGER' and regexp_matches(column_name, '(^|_)day$'))
"""
"""Every column of a practice that holds a day or a moment."""

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
    file, path = folder / "template.csv", folder / "practice.duckdb"
    lines = [HEADER, *(f"{row}{NOTHING_MORE}" for row in rows), ""]
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


class Log:
    """A practice's session log that grows as the weeks go by, and its practice."""

    def __init__(self, folder: Path) -> None:
        self.practice = folder / "practice.duckdb"
        self.file = folder / "template.csv"
        self.today = now()
        self.rows: list[str] = []

    def add(self, client: str, name: str, slots: Mapping[int, str]) -> None:
        """Add sessions of a client: the status, by how many days ago.

        A slot ahead was booked an hour ago, any other six days before.
        """
        who = f"{client},{name},{client}@example.org,Ines,Coaching"
        for days, status in slots.items():
            start = self.today - dt.timedelta(days=days)
            booked = start - dt.timedelta(days=6)
            if days < 0:
                booked = self.today - dt.timedelta(hours=1)
            self.rows.append(
                f"{client}-{len(self.rows)},{who},{start.isoformat()}Z,60,"
                f"{booked.isoformat()}Z,{status}{NOTHING_MORE}"
            )

    def export(self) -> Path:
        """Write everything as the export of today; return the file."""
        self.file.write_text("\n".join([HEADER, *self.rows, ""]), "utf-8")
        return self.file

    def bring(self) -> None:
        """Import the export of today, with time for five names a week."""
        database = open_practice(self.practice)
        # Where no clock is ever changed a week is as long as any other.
        options = ImportOptions(timezone="UTC", exported_at=self.today)
        importing.import_file(database, self.export(), now=now(), options=options)
        importing.change_setting(database, "capacity", "5")
        database.close()


def weeks_pass(log: Log, weeks: int) -> None:
    """Let weeks pass: everything the practice and its log know is so much longer ago.

    Nobody may have the practice open.
    """
    away = dt.timedelta(weeks=weeks)
    database = open_practice(log.practice)
    with database.write() as cursor:
        for table, column, kind in cursor.execute(_DATED).fetchall():
            less = away.days if kind == "INTEGER" else away
            cursor.execute(
                f"update {table} set {column} = {column} - $less",  # noqa: S608 - ours
                {"less": less},
            )
    database.close()
    log.rows = [
        _ISO.sub(lambda found: _before(found[0], away), row) for row in log.rows
    ]


def _before(text: str, away: dt.timedelta) -> str:
    return (dt.datetime.fromisoformat(text) - away).isoformat()
