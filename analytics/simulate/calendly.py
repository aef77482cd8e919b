"""The practice as Calendly exports it: its scheduled events, one row a booking.

Comma, UTF-8 without a mark, line feeds, quotes only where needed. Times are
the account's wall clock with a zero-padded hour. A cancelled row stays; a
moved session is a cancelled row and a new one made in the same minute, without
a link between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.simulate import wording
from analytics.simulate.catalogue import CALENDLY, COACHES
from analytics.simulate.names import first_and_last
from analytics.simulate.slots import CLIENT, COACH
from analytics.simulate.view import seen_by

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from analytics.simulate.practice import Practice

QUESTION_PAIRS = 2
PHONE_QUESTION = "Phone number"
PREPARATION_QUESTION = "What would make this hour worth it for you?"

_BEFORE_QUESTIONS = (
    "User Name",
    "Team",
    "Invitee Name",
    "Invitee First Name",
    "Invitee Last Name",
    "Invitee Email",
    "Invitee Time Zone",
    "Invitee accepted marketing emails",
    "Text Reminder Number",
    "Event Type Name",
    "Start Date & Time",
    "End Date & Time",
    "Location",
    "Event Created Date & Time",
    "Canceled",
    "Canceled By",
    "Cancellation reason",
)
_AFTER_QUESTIONS = (
    "UTM Campaign",
    "UTM Source",
    "UTM Medium",
    "UTM Term",
    "UTM Content",
    "Salesforce UUID",
    "Event Price",
    "Payment Currency",
    "Guest Email(s)",
    "Invitee Reconfirmed",
    "Marked as No-Show",
    "Meeting Notes",
    "Group",
    "User Email",
    "Event UUID",
    "Invitee UUID",
    "Invitee scheduled by",
    "Scheduling method",
)

# Calendly shows a client's zone by a name of its own, not the IANA one.
_ZONE_NAMES = {
    "Europe/Zurich": "Central European Time",
    "Europe/London": "UK, Ireland, Lisbon Time",
    "America/New_York": "Eastern Time - US & Canada",
    "America/Chicago": "Central Time - US & Canada",
    "America/Los_Angeles": "Pacific Time - US & Canada",
    "America/Phoenix": "Arizona, Yukon Time",
    "Asia/Kolkata": "India Standard Time",
}
_PLACES = (
    "Zoom URL: https://meet.example.org/j/90000000{:03d}",
    "Zoom URL: https://meet.example.org/j/90000000{:03d}",
    "Sonnwald Coaching\n1 Sample Lane\n8000 Sampleton ",
    "'+1 202-555-0{:03d}",
    "",
)
_EMAIL_OF = {coach.name: coach.email for coach in COACHES}


def header(question_pairs: int = QUESTION_PAIRS) -> tuple[str, ...]:
    """Return the column names of an export whose longest form asks so much."""
    pairs = (
        f"{part} {pair}"
        for pair in range(1, question_pairs + 1)
        for part in ("Question", "Response")
    )
    return (*_BEFORE_QUESTIONS, *pairs, *_AFTER_QUESTIONS)


def write_calendly(practice: Practice, path: Path, exported_at: dt.datetime) -> int:
    """Write the export of the coach who uses Calendly; return its rows.

    Parameters
    ----------
    practice
        The practice to export.
    path
        The file to write; one that exists is replaced.
    exported_at
        With its zone. Nothing that happened later is in the file.

    Raises
    ------
    ValueError
        If the instant has no zone or lies after what the practice knows.
    """
    known = seen_by(practice, CALENDLY, exported_at)
    columns = {**_who(known, practice), **_when(known, practice), **_what(known)}
    table = pd.DataFrame(columns, index=known.index).reindex(columns=header())
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return len(table)


def _who(known: pd.DataFrame, practice: Practice) -> dict[str, object]:
    people = practice.truth.set_index("client_id")
    client = known["client_id"]
    names = client.map(people["name"])
    first_last = [first_and_last(name) for name in names]
    texted = client.map(lambda one: wording.number(2, "texted", one)) == 0
    by_coach = known["booked_by"] == COACH
    return {
        "User Name": known["coach"],
        "User Email": known["coach"].map(_EMAIL_OF),
        "Invitee Name": names,
        "Invitee First Name": [first for first, _ in first_last],
        "Invitee Last Name": [last or None for _, last in first_last],
        "Invitee Email": client,
        "Invitee Time Zone": client.map(people["timezone"]).map(zone_name),
        "Text Reminder Number": client.map(people["phone"]).where(texted),
        "Invitee scheduled by": known["coach"].where(by_coach),
        **_answers(known, client.map(people["phone"])),
    }


def _answers(known: pd.DataFrame, phones: pd.Series[str]) -> dict[str, list[str]]:
    """Return the question pairs: a row starts with the first question it answers.

    So the same column holds different questions on different rows, as it does
    where event types ask different things.
    """
    columns: dict[str, list[str]] = {
        name: [] for name in header() if name.startswith(("Question", "Response"))
    }
    for session_id, phone in zip(known["session_id"], phones, strict=True):
        drawn = wording.number(10, "asked", session_id)
        pairs = [(PHONE_QUESTION, phone)] if drawn < 6 else []
        if drawn % 2 == 0:
            response = wording.pick(wording.PREPARATION, "prepared", session_id)
            pairs.append((PREPARATION_QUESTION, response))
        pairs += [("", "")] * (QUESTION_PAIRS - len(pairs))
        for number, (question, response) in enumerate(pairs, start=1):
            columns[f"Question {number}"].append(question)
            columns[f"Response {number}"].append(response)
    return columns


def _when(known: pd.DataFrame, practice: Practice) -> dict[str, object]:
    return {
        header: known[column]
        .dt.tz_convert(practice.timezone)
        .dt.strftime("%Y-%m-%d %I:%M %p")
        .str.lower()
        for header, column in (
            ("Start Date & Time", "starts_at"),
            ("End Date & Time", "ends_at"),
            ("Event Created Date & Time", "booked_at"),
        )
    }


def _what(known: pd.DataFrame) -> dict[str, object]:
    is_canceled = known["cancelled_at"].notna()
    is_marked = (known["outcome"] == "no_show") & known["recorded_at"].notna()
    is_priced = known["price_cents"] > 0
    keys = list(zip(known["client_id"], known["booked_at"], strict=True))
    return {
        "Event Type Name": known["service"],
        "Location": [_place(client) for client in known["client_id"]],
        "Canceled": is_canceled.map({True: "true", False: "false"}),
        "Canceled By": known["cancelled_by"].map({COACH: "Host", CLIENT: "Invitee"}),
        "Cancellation reason": [
            _reason(*one)
            for one in zip(
                known["session_id"],
                known["outcome"],
                known["cancelled_by"],
                strict=True,
            )
        ],
        "Event Price": known["price_cents"].map(wording.money).where(is_priced),
        "Payment Currency": known["currency"].where(is_priced),
        "Marked as No-Show": is_marked.map({True: "Yes", False: "No"}),
        "Meeting Notes": [
            wording.pick(wording.NOTES, "noted", one) if came else ""
            for one, came in zip(
                known["session_id"], known["outcome"] == "attended", strict=True
            )
        ],
        "Event UUID": [
            wording.uuid_for("event", *key, start)
            for key, start in zip(keys, known["starts_at"], strict=True)
        ],
        "Invitee UUID": [
            wording.uuid_for("invitee", *key, start)
            for key, start in zip(keys, known["starts_at"], strict=True)
        ],
    }


def zone_name(timezone: str) -> str:
    """Return what Calendly calls a zone; the city where its name is not known."""
    return _ZONE_NAMES.get(timezone, timezone.rpartition("/")[2].replace("_", " "))


def _place(client_id: str) -> str:
    place = wording.pick(_PLACES, "place", client_id)
    return place.format(100 + wording.number(100, "room", client_id))


def _reason(session_id: str, outcome: str, cancelled_by: str) -> str:
    if outcome == "rescheduled":
        return wording.pick(wording.MOVE_REASONS, "why", session_id)
    if cancelled_by == COACH:
        return wording.pick(wording.COACH_REASONS, "why", session_id)
    if cancelled_by == CLIENT:
        return wording.pick(wording.CLIENT_REASONS, "why", session_id)
    return ""
