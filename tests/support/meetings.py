"""Meeting reports for tests, written as Zoom writes them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEADER = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest"


@dataclass(frozen=True)
class Stay:
    """One row of a report; clocks are times of the day of the meeting."""

    name: str
    joined: str
    left: str
    email: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting as its report shows it."""

    stays: tuple[Stay, ...]
    day: str = "11/10/2026"
    starts: str = "09:58:00 AM"
    ends: str = "11:01:00 AM"
    number: str = "812 3456 7890"
    topic: str = "Coaching"
    host: str = "noor@practice.example"


def write_zoom(path: Path, meeting: Meeting, *, with_meeting: bool = True) -> Path:
    """Write a classic participants' report and return its path."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    day = meeting.day
    if with_meeting:
        write(
            (
                *("Meeting ID", "Topic", "Start Time", "End Time", "User Email"),
                *("Duration (Minutes)", "Participants"),
            )
        )
        write(
            (
                *(meeting.number, meeting.topic, f"{day} {meeting.starts}"),
                *(f"{day} {meeting.ends}", meeting.host, "63", len(meeting.stays)),
            )
        )
        text.write("\n")
    write(HEADER.split(","))
    for stay in meeting.stays:
        write(
            (
                *(stay.name, stay.email, f"{day} {stay.joined}"),
                *(f"{day} {stay.left}", "1", "Yes"),
            )
        )
    path.write_text(text.getvalue(), "utf-8")
    return path


def meeting(*stays: Stay, **said: str) -> Meeting:
    """Return a meeting of these stays, with the host's own."""
    own = Stay(
        "Noor Vandersteen", "09:58:00 AM", "11:01:00 AM", "noor@practice.example"
    )
    return Meeting((own, *stays), **said)


def alone(names: Iterable[str]) -> tuple[Stay, ...]:
    """Return stays of an hour, one a name."""
    return tuple(Stay(name, "10:00:00 AM", "11:00:00 AM") for name in names)
