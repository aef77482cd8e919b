"""The practice as Acuity exports it: its appointments, one row each.

Every field quoted, carriage return and line feed, UTF-8 without a mark. Times
are wall clock in the zone that the row names, written out in English; days of
booking and moving are days only.

A moved appointment keeps its row and id: the file shows the new time, the day
of the move, and nothing of the time given up. A cancelled appointment is not in
the file, and neither is a missed one that the coach marked: Acuity's no-show
is a box that is ticked while cancelling. What is left looks all alike.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pandas as pd

from analytics.simulate import wording
from analytics.simulate.catalogue import ACUITY, COACHES
from analytics.simulate.names import first_and_last
from analytics.simulate.slots import COACH
from analytics.simulate.view import seen_by

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from analytics.simulate.practice import Practice

# Their trailing blank and their bar are what real question texts look like.
INTAKE = (
    "What would you like to work on? ",
    "How did you hear about us? | Choose one",
)

HEADER = (
    "Start Time",
    "End Time",
    "Timezone",
    "First Name",
    "Last Name",
    "Phone",
    "Email",
    "Type",
    "Calendar",
    "Appointment Price",
    "Paid?",
    "Amount Paid Online",
    "Certificate Code",
    "Notes",
    "Date Scheduled",
    "Label",
    "Scheduled By",
    "Date Rescheduled",
    *INTAKE,
    "Appointment ID",
)

_FIRST_ID = 1_480_000_000
_EMAIL_OF = {coach.name: coach.email for coach in COACHES}


def write_acuity(practice: Practice, path: Path, exported_at: dt.datetime) -> int:
    """Write the export of the coach who uses Acuity; return its rows.

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
    known = _appointments(seen_by(practice, ACUITY, exported_at))
    columns = {**_when(known, practice), **_who(known, practice), **_what(known)}
    table = pd.DataFrame(columns, index=known.index).reindex(columns=HEADER)
    table.to_csv(
        path,
        index=False,
        quoting=csv.QUOTE_ALL,
        lineterminator="\r\n",
        encoding="utf-8",
    )
    return len(table)


def _appointments(known: pd.DataFrame) -> pd.DataFrame:
    """Return one row an appointment that stands: its latest time, first booking."""
    by_chain = known.groupby("moved_from_first")
    known = known.assign(
        first_booked_at=by_chain["booked_at"].transform("min"),
        is_latest=by_chain["booked_at"].transform("max") == known["booked_at"],
    )
    is_marked = (known["outcome"] == "no_show") & known["recorded_at"].notna()
    stands = known["is_latest"] & known["cancelled_at"].isna() & ~is_marked
    return known[stands].sort_values(["starts_at", "session_id"], ignore_index=True)


def _when(known: pd.DataFrame, practice: Practice) -> dict[str, object]:
    booked = known["first_booked_at"].dt.tz_convert(practice.timezone)
    moved = known["booked_at"].dt.tz_convert(practice.timezone)
    is_moved = known["replaces_session_id"].notna()
    return {
        "Start Time": _spelt(known["starts_at"].dt.tz_convert(practice.timezone)),
        "End Time": _spelt(known["ends_at"].dt.tz_convert(practice.timezone)),
        "Timezone": practice.timezone,
        "Date Scheduled": booked.dt.strftime("%Y-%m-%d"),
        "Date Rescheduled": moved.dt.strftime("%Y-%m-%d").where(is_moved),
    }


def _spelt(times: pd.Series[pd.Timestamp]) -> pd.Series[str]:
    """Return times as ``November 3, 2026 9:00 am``, nothing padded."""
    date = times.dt.month_name() + " " + times.dt.day.astype(str)
    hour = ((times.dt.hour + 11) % 12 + 1).astype(str)
    rest = times.dt.strftime(":%M %p").str.lower()
    return date + ", " + times.dt.year.astype(str) + " " + hour + rest


def _who(known: pd.DataFrame, practice: Practice) -> dict[str, object]:
    people = practice.truth.set_index("client_id")
    client = known["client_id"]
    first_last = [first_and_last(name) for name in client.map(people["name"])]
    return {
        "First Name": [first for first, _ in first_last],
        "Last Name": [last for _, last in first_last],
        # The apostrophe keeps spreadsheets from computing with the number.
        "Phone": "'" + client.map(people["phone"]).str.replace(r"[ -]", "", regex=True),
        "Email": client,
        "Scheduled By": [
            _scheduled_by(*one)
            for one in zip(client, known["coach"], known["booked_by"], strict=True)
        ],
        INTAKE[0]: [wording.pick(wording.AIMS, "aim", one) for one in client],
        INTAKE[1]: [wording.pick(wording.SOURCES, "source", one) for one in client],
    }


def _scheduled_by(client_id: str, coach: str, booked_by: str) -> str:
    if booked_by == COACH:
        on_phone = wording.number(3, "phone", client_id) == 0
        return _EMAIL_OF[coach] + (" via Mobile App" if on_phone else "")
    logged_in = wording.number(3, "account", client_id) == 0
    return f"client logged in as {client_id}" if logged_in else "a client "


def _what(known: pd.DataFrame) -> dict[str, object]:
    price = known["price_cents"]
    in_package = known["package_sessions"].notna()
    is_over = known["outcome"] != "scheduled"
    is_online = known["client_id"].map(lambda one: wording.number(3, "online", one)) > 0
    paid_online = price.where(~in_package & is_over & is_online, 0)
    is_labelled = (known["outcome"] == "attended") & known["recorded_at"].notna()
    ids = known["moved_from_first"].str.slice(1).astype("int64") * 7 + _FIRST_ID
    return {
        "Type": known["service"],
        "Calendar": known["coach"],
        "Appointment Price": price.map(wording.money),
        "Paid?": ((price > 0) & (in_package | is_over)).map({True: "yes", False: "no"}),
        "Amount Paid Online": paid_online.map(wording.money),
        "Certificate Code": [
            f"COMPASS-{wording.number(9000, 'code', one) + 1000}" if packaged else ""
            for one, packaged in zip(known["client_id"], in_package, strict=True)
        ],
        "Notes": [
            wording.pick(wording.NOTES, "noted", one) if over else ""
            for one, over in zip(known["session_id"], is_over, strict=True)
        ],
        "Label": is_labelled.map({True: "Completed", False: ""}),
        "Appointment ID": ids,
    }
