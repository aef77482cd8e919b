"""Zoom: the report of who took part in a meeting or a webinar.

Its rows are stays, no sessions: whoever left and came back has several. Above them
stands the meeting itself, unless the report was saved without it. Times are in the
zone of the host's account, which the file does not name.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.columns import cells, date_orders
from analytics.exports.export import Confidence, Export

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Match, Settled
    from analytics.exports.header import Table

_SQL = Path(__file__).with_name("zoom.sql")

_LINES_ABOVE = 200
"""A webinar lists its hosts and panelists above those who attended."""

_HALF_DAY = re.compile(r"\d\s*[ap]m\b", re.IGNORECASE)

_FIELDS = {
    "name": "Name (Original Name)",
    "email": "User Email",
    "joined": "Join Time",
    "departed": "Leave Time",
    "minutes": "Duration (Minutes)",
    "guest": "Guest",
    "waiting": "In Waiting Room",
    "attended": "Attended",
}
_ALIASES = {
    "email": "user email",
    "user name (original name)": "name (original name)",
    "time in session (minutes)": "duration (minutes)",
    "total duration (minutes)": "duration (minutes)",
    "is guest": "guest",
}
"""The newer reports, those of unique users and those of webinars call the same so."""

_MEETING = {
    "id": ("meeting id", "webinar id", "id"),
    "topic": ("topic",),
    "starts": ("actual start time", "start time"),
    "ends": ("end time",),
    "minutes": ("actual duration (minutes)", "duration (minutes)"),
    "host": ("user email", "host email", "email"),
}

_NO_TIMES = "the report does not say when the meeting was"

_CANNOT_TELL = (
    (
        "Meeting reports count as evidence of who came only once you switch that on "
        "in Settings. Until then they are kept, and nothing follows from them."
    ),
    (
        "A report shows who joined online: it knows nothing of sessions in a room or "
        "on the telephone. Who joined under another name is asked, not guessed."
    ),
)

_HOW = (
    "In Zoom, on the web, open Reports, then Usage reports, then Meeting history; "
    "choose the meeting's participants, tick Export with meeting data, and leave Show "
    "unique users unticked."
)


@dataclass(frozen=True)
class _Meeting:
    """What stands above the rows."""

    cells: dict[str, str]
    hosts: tuple[str, ...] = ()
    """Addresses and names of the hosts, folded."""


def _settle(
    file: TextFile, table: Table, match: Match, order: DateOrder | None
) -> Settled:
    meeting = _above(file, table)
    times = [meeting.cells.get("starts", ""), meeting.cells.get("ends", "")]
    joins = cells(file, table, [match.columns.get("joined", -1)])
    if order is None and any(_HALF_DAY.search(c) for c in (*times, *islice(joins, 5))):
        # Only an American account writes am and pm beside numbers with slashes.
        order = "month_first"
    orders = date_orders(file, table, match, ["joined", "departed"], order=order)
    is_day_first = all(orders.values()) and order != "month_first"
    parameters: dict[str, object] = {
        "meeting_id": re.sub(r"\D", "", meeting.cells.get("id", "")) or None,
        "topic": meeting.cells.get("topic") or None,
        "meeting_starts": times[0] or None,
        "meeting_ends": times[1] or None,
        "meeting_minutes": meeting.cells.get("minutes") or None,
        "hosts": list(meeting.hosts),
        "forms": _forms(is_day_first=is_day_first),
        "no_times": _NO_TIMES,
    }
    return parameters, ()


def _forms(*, is_day_first: bool) -> list[str]:
    """Return the forms in which accounts write times, by their date's order."""
    first, second = ("%d", "%m") if is_day_first else ("%m", "%d")
    dates = [f"{first}{mark}{second}{mark}%Y" for mark in "/.-"]
    dates += ["%b %d, %Y", "%Y-%m-%d"]
    clocks = ("%I:%M:%S %p", "%I:%M %p", "%H:%M:%S", "%H:%M")
    return [f"{date} {clock}" for date in dates for clock in clocks]


def _above(file: TextFile, table: Table) -> _Meeting:
    """Return what the lines above the header say of the meeting."""
    with file.path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        head = "".join(islice(text, min(table.skipped_lines, _LINES_ABOVE)))
    found: dict[str, str] = {}
    hosts: list[str] = []
    records = [r for r in csv.reader(io.StringIO(head), delimiter=table.delimiter) if r]
    part = ""
    for names, values in pairwise([*records, []]):
        part = names[0].strip().casefold() if _is_title(names) else part
        row = dict(zip((n.strip().casefold() for n in names), values, strict=False))
        if not found and "topic" in row and any(n in row for n in _MEETING["starts"]):
            found = {
                ours: row[theirs].strip()
                for ours, known in reversed(_MEETING.items())
                for theirs in reversed(known)
                if theirs in row
            }
        elif part == "host details" and "email" in row:
            name = row.get("user name (original name)", "")
            hosts += [row["email"].strip().casefold(), name.strip().casefold()]
    hosts.append(found.get("host", "").casefold())
    return _Meeting(found, tuple(sorted({host for host in hosts if host})))


def _is_title(names: Sequence[str]) -> bool:
    return sum(bool(name.strip()) for name in names) == 1


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if "waiting" in fields:
        return "participants of a meeting, newer", "verified"
    return "participants of a meeting", "verified"


EXPORT = Export(
    tool="zoom",
    name="Zoom",
    fields=_FIELDS,
    required=frozenset({"name", "joined", "departed", "minutes"}),
    known_columns=frozenset(
        {
            *(_FIELDS[field].casefold() for field in list(_FIELDS)[:-1]),
            *("recording consent", "recording disclaimer response"),
        }
    ),
    sql=_SQL,
    date_form="10/05/2026 05:55:00 PM",
    has_zone=False,
    variant_of=_variant,
    cannot_tell=_CANNOT_TELL,
    aliases=_ALIASES,
    is_numbered=True,
    how_to_export=_HOW,
    kind="visits",
    settle=_settle,
)

UNIQUE_USERS = replace(
    EXPORT,
    tool="zoom_users",
    name="Zoom, unique users",
    source="zoom",
    required=frozenset({"name", "email", "minutes", "guest"}),
    known_columns=frozenset(
        ("name (original name)", "user email", "duration (minutes)", "guest")
    ),
    variant_of=lambda _: ("participants of a meeting, one row a person", "verified"),
    cannot_tell=(
        *_CANNOT_TELL,
        (
            "A report of unique users does not say when somebody joined and left, so "
            "who came late or left early is not known from it."
        ),
    ),
)

WEBINAR = replace(
    EXPORT,
    tool="zoom_webinar",
    name="Zoom webinar",
    source="zoom",
    required=frozenset({"attended", "name", "email", "joined", "departed"}),
    known_columns=frozenset(
        {
            *("attended", "name (original name)", "first name", "last name"),
            *("user email", "registration time", "approval status", "join time"),
            *("leave time", "duration (minutes)", "guest", "country/region name"),
        }
    ),
    variant_of=lambda _: ("attendees of a webinar", "verified"),
    how_to_export=(
        "In Zoom, on the web, open Reports, then Usage reports, then Webinar, choose "
        "the attendee report and export it as CSV."
    ),
)

EXPORTS = (EXPORT, UNIQUE_USERS, WEBINAR)
