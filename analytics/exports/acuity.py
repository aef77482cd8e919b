"""Acuity Scheduling: the appointments export.

A fixed beginning, one column an intake question, the appointment's id last.
Start and end are local to the row's Timezone; older files have no such column.
There is no status at all: cancelled appointments are absent, and nothing says
who came. A moved appointment keeps its row; the older slot is lost.
"""

from __future__ import annotations

from pathlib import Path

from analytics.exports.export import Confidence, Export

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
            "that rule on."
        ),
        (
            "Acuity writes the day of a booking and of a move, not the hour, and keeps "
            "no trace of the slot an appointment was moved from."
        ),
        "The file does not say which reminders were sent.",
    ),
    last_wins=frozenset({"session_key"}),
    how_to_export=(
        "In Acuity open Reports, then Import/export, choose the date range (a year "
        "or more) and export the appointments."
    ),
)
