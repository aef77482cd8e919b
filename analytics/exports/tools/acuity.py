"""Acuity Scheduling: the appointments export.

A fixed beginning, one column an intake question, the appointment's id last.
Start and end are local to the row's Timezone; older files have no such column.
There is no status: cancelled appointments are absent, and nothing says who came
unless somebody put a label on the appointment. A moved appointment keeps its row; the
older slot is lost.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.columns import cells
from analytics.exports.dates import NO_FORM, is_day_first
from analytics.exports.export import Confidence, Export

if TYPE_CHECKING:
    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Match, Settled
    from analytics.exports.header import Table

_COLUMNS = (
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
    "Appointment ID",
)


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if "session_key" not in fields:
        return "appointments, fewer columns", "likely"
    if {"zone", "moved"} <= fields:
        return "appointments, 2020 and later", "verified"
    return "appointments, older", "likely"


def _slashed_dates(
    file: TextFile, table: Table, match: Match, order: DateOrder | None
) -> Settled:
    """Return the form of the booking dates an older account writes."""
    positions = [match.columns.get("booked"), match.columns.get("moved")]
    if not any("/" in cell for p in positions for cell in table.cells(p)):
        return {"slashed_date": NO_FORM}, ()
    day_first = is_day_first(
        cells(file, table, (p for p in positions if p is not None))
    )
    if day_first is None and order is not None:
        day_first = order == "day_first"
    if day_first is None:
        said = (
            "The days of booking could be day-first or month-first and no row "
            "settles it, so they were left out."
        )
        return {"slashed_date": NO_FORM}, (said,)
    return {"slashed_date": "%d/%m/%Y" if day_first else "%m/%d/%Y"}, ()


EXPORT = Export(
    tool="acuity",
    name="Acuity",
    fields={
        "starts": "Start Time",
        "ends": "End Time",
        "zone": "Timezone",
        "first_name": "First Name",
        "last_name": "Last Name",
        "client_phone": "Phone",
        "client_email": "Email",
        "service": "Type",
        "coach": "Calendar",
        "price": "Appointment Price",
        "booked": "Date Scheduled",
        "label": "Label",
        "moved": "Date Rescheduled",
        "session_key": "Appointment ID",
    },
    required=frozenset(
        {"starts", "ends", "first_name", "last_name", "service", "coach", "booked"}
    ),
    known_columns=frozenset(name.casefold() for name in _COLUMNS),
    sql=Path(__file__).with_name("acuity.sql"),
    date_form="December 2, 2026 9:00 am",
    has_zone=True,
    variant_of=_variant,
    cannot_tell=(
        (
            "Acuity leaves cancelled appointments out of this file and does not "
            "say who came. Past appointments are presumed attended, if you leave "
            "that rule on. The labels Checked In, Completed and No Show are taken at "
            "their word."
        ),
        (
            "Acuity writes the day of a booking and of a move, not the hour, and keeps "
            "no trace of the slot an appointment was moved from."
        ),
        "The file does not say which reminders were sent.",
    ),
    occurrences={"session_key": -1},
    clock="starts",
    settle=_slashed_dates,
    how_to_export=(
        "In Acuity open Reports, then Import/export, choose the date range (a year "
        "or more) and export the appointments."
    ),
)
