"""Arketa: the reservations export.

One row a client and class; times name their zone by its abbreviation. A place on the
waitlist was never a booking. A reservation booked anew repeats its row, and the last
one counts. "No-show" is no status: a past reservation that stays confirmed says
nothing.
"""

from __future__ import annotations

from pathlib import Path

from analytics.exports.export import Confidence, Export

_COLUMNS = (
    "First Name",
    "Last Name",
    "Time Booked",
    "Class Name",
    "Class Time",
    "Instructor",
    "Location",
    "Status",
    "Client ID",
    "Class ID",
    "Class Date",
    "Type",
)


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if len(fields) == len(EXPORT.fields):
        return "reservations", "verified"
    return "reservations, fewer columns", "likely"


EXPORT = Export(
    tool="arketa",
    name="Arketa",
    fields={
        "first_name": "First Name",
        "last_name": "Last Name",
        "booked": "Time Booked",
        "service": "Class Name",
        "starts": "Class Time",
        "coach": "Instructor",
        "status": "Status",
        "client_id": "Client ID",
        "class_id": "Class ID",
        "class_date": "Class Date",
    },
    required=frozenset({"booked", "starts", "status", "client_id", "class_id"}),
    known_columns=frozenset(name.casefold() for name in _COLUMNS),
    sql=Path(__file__).with_name("arketa.sql"),
    date_form="Feb 24, 2026, 10:00 AM PST",
    has_zone=False,
    has_instants=True,
    variant_of=_variant,
    is_numbered=True,
    cannot_tell=(
        (
            "Arketa has no mark for a client who did not come: a past reservation that "
            "nobody checked in stays unknown."
        ),
        (
            "Arketa does not write when or by whom a reservation was cancelled. Two "
            "exports a few days apart narrow it down."
        ),
        "The file holds no prices and does not say which reminders were sent.",
    ),
    how_to_export=(
        "In Arketa open Reports, Reservations, choose the date range (a year or more) "
        "and export it as CSV."
    ),
)
