"""Calendar files for tests, and the rows that they become."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from analytics.exports.calendars.text import FOLLOWED, flatten

if TYPE_CHECKING:
    from collections.abc import Iterable

COACH = "ORGANIZER;CN=Noor Vandersteen:mailto:noor@practice.example"
IDA = "ATTENDEE;CN=Ida Korhonen;PARTSTAT=ACCEPTED:mailto:ida@mail.example"
TUE = "ATTENDEE;CN=tue@mail.example;PARTSTAT=NEEDS-ACTION:mailto:Tue@mail.example"
ZURICH = "TZID=Europe/Zurich"


def event(*lines: str, uid: str = "e1", people: Iterable[str] = (COACH, IDA)) -> str:
    """Return one event of an hour, unless the lines say otherwise."""
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            "DTSTAMP:20260401T080000Z",
            "SUMMARY:Coaching",
            *people,
            *lines,
            "END:VEVENT",
        ]
    )


def calendar(*events: str, head: str = "X-WR-TIMEZONE:Europe/Zurich") -> bytes:
    """Return a calendar file."""
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", head, *events, "END:VCALENDAR", ""]
    return "\r\n".join(parts).encode()


def rows(
    *events: str, head: str = "X-WR-TIMEZONE:Europe/Zurich"
) -> list[dict[str, str]]:
    """Return the rows of a calendar in the order of their starts."""
    text = flatten(calendar(*events, head=head), "diary.ics")
    lines = [line for line in text.splitlines() if not line.startswith(FOLLOWED)]
    found = list(csv.DictReader(io.StringIO("\n".join(lines))))
    return sorted(found, key=lambda row: (row["starts"], row["client_name"]))


def starts(*events: str) -> list[str]:
    """Return when the sessions of a calendar start."""
    return [row["starts"] for row in rows(*events)]


def hours(
    lines: str = "", at: str = "20260303T100000", ends: str = "T110000"
) -> tuple[str, ...]:
    """Return the lines of an hour in Zurich."""
    more = (lines,) if lines else ()
    return (f"DTSTART;{ZURICH}:{at}", f"DTEND;{ZURICH}:{at[:8]}{ends}", *more)
