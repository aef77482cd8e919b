"""Cliniko: the appointments export (with reminder flags) and the invoices export.

Every time carries its offset. What happened stands in two flags and a time: cancelled
where the time is filled, then missed, then arrived; all three empty says nothing. No
names and no prices: people are ids, prices come from the invoices. A group is one row
with its counts, so who of them came is unknown. A spreadsheet rounds the long ids.
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

_HERE = Path(__file__).parent

_APPOINTMENTS = (
    "Appointment ID",
    "Start Time",
    "Date",
    "End Time",
    "Practitioner",
    "Practitioner ID",
    "Patient ID(s)",
    "Appointment Type",
    "Appointment Notes",
    "Business",
    "Did Not Arrive",
    "Patient Arrived",
    "SMS Reminder Sent",
    "Email Reminder Sent",
    "Cancellation Time",
    "Cancellation Reason",
    "Cancellation Note",
    "Created At",
    "Treatment Notes Status",
    "Invoice Number",
    "Appointment Category",
    "Source",
    "Maximum Number of Patients",
    "Number of Patients",
    "Number of Cancellations",
    "Patient Case",
)

_INVOICES = (
    "Invoice Number",
    "Issue Date",
    "Practitioner",
    "Sub-Total Amount",
    "Tax Amount",
    "Discount",
    "Invoice Amount",
    "Notes",
    "Status",
    "Date Closed",
    "Created By",
    "Appointment ID",
    "Business",
    "Extra patient info",
    "Patient ID",
    "Outstanding Balance",
    "Payments Applied",
    "Credit Applied",
    "Other Allocations",
    "Appointment Time",
    "ID",
)

_NO_SPACE = {"patientid(s)": "patient id(s)"}


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if len(fields) == len(EXPORT.fields):
        return "appointments", "verified"
    return "appointments, fewer columns", "likely"


def _form_of_days(
    file: TextFile, table: Table, match: Match, _order: DateOrder | None
) -> Settled:
    # The appointment's id says which session it is; the day only helps where a group
    # shares the id. So nobody has to be asked for the order of its parts.
    positions = [match.columns[f] for f in ("on_date", "issued") if f in match.columns]
    first = is_day_first(cells(file, table, positions))
    forms = {True: "%d/%m/%Y %H:%M", False: "%m/%d/%Y %H:%M", None: NO_FORM}
    return {"on_form": forms[first]}, ()


_REMINDERS = Export(
    tool="cliniko_reminders",
    name="Cliniko reminders",
    fields={
        "session_key": "Appointment ID",
        "starts": "Start Time",
        "patient_ids": "Patient ID(s)",
        "service": "Appointment Type",
        "most_patients": "Maximum Number of Patients",
        "sms": "SMS Reminder Sent",
        "email": "Email Reminder Sent",
    },
    required=frozenset({"session_key", "starts", "patient_ids", "sms", "email"}),
    known_columns=frozenset(name.casefold() for name in _APPOINTMENTS),
    sql=_HERE / "cliniko_reminders.sql",
    date_form="2026-03-02 12:00:00 +1100",
    has_zone=False,
    has_instants=True,
    variant_of=lambda _: ("reminders of appointments", "verified"),
    aliases=_NO_SPACE,
    source="cliniko",
    kind="reminders",
    cannot_tell=(
        "Cliniko says whether a reminder was sent, not when or what it said.",
    ),
)

EXPORT = Export(
    tool="cliniko",
    name="Cliniko",
    fields={
        "session_key": "Appointment ID",
        "starts": "Start Time",
        "ends": "End Time",
        "coach": "Practitioner",
        "patient_ids": "Patient ID(s)",
        "service": "Appointment Type",
        "missed": "Did Not Arrive",
        "arrived": "Patient Arrived",
        "cancelled": "Cancellation Time",
        "booked": "Created At",
        "most_patients": "Maximum Number of Patients",
        "count_patients": "Number of Patients",
        "count_cancelled": "Number of Cancellations",
    },
    required=frozenset(
        {"session_key", "starts", "patient_ids", "missed", "arrived", "cancelled"}
    ),
    known_columns=frozenset(name.casefold() for name in _APPOINTMENTS),
    sql=_HERE / "cliniko.sql",
    date_form="2026-03-02 12:00:00 +1100",
    has_zone=False,
    has_instants=True,
    variant_of=_variant,
    aliases=_NO_SPACE,
    is_numbered=True,
    companions=(_REMINDERS,),
    cannot_tell=(
        (
            "Cliniko writes no names into this file, only its number of each patient; "
            "people are shown by that number."
        ),
        (
            "Cliniko marks nobody as arrived by itself. Past appointments without a "
            "mark stay unknown."
        ),
        (
            "Cliniko does not say who cancelled. A group is one row: who of its people "
            "came stays unknown."
        ),
        (
            "The prices are in another file: import Cliniko's invoices export as well, "
            "in any order."
        ),
    ),
    how_to_export=(
        "In Cliniko open Settings, Data exports, and export the appointments (and the "
        "invoices) of a year or more. Do not open the file in a spreadsheet first: it "
        "rounds the long numbers."
    ),
)

INVOICES = Export(
    tool="cliniko_invoices",
    name="Cliniko invoices",
    fields={
        "price_key": "ID",
        "session_key": "Appointment ID",
        "patient_id": "Patient ID",
        "on_date": "Appointment Time",
        "issued": "Issue Date",
        "amount": "Invoice Amount",
    },
    required=frozenset({"price_key", "session_key", "patient_id", "amount"}),
    known_columns=frozenset(name.casefold() for name in _INVOICES),
    sql=_HERE / "cliniko_invoices.sql",
    date_form="2/3/2026 12:00",
    has_zone=False,
    variant_of=lambda _: ("invoices", "verified"),
    source="cliniko",
    kind="prices",
    settle=_form_of_days,
    cannot_tell=(
        "Invoices without an appointment, such as product sales, belong to no session.",
    ),
    how_to_export=(
        "In Cliniko open Settings, Data exports, and export the invoices of the same "
        "range as the appointments."
    ),
)
