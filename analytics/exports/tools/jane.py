"""Jane App: the appointments report and the sales report.

Lower-case headings; rows of the appointments report may end in one cell more than the
header has. Local times without a zone. What happened is a state and three times; breaks
and deleted appointments are rows as well. Prices come from the sales report, joined by
the patient's guid and the day.
"""

from __future__ import annotations

from pathlib import Path

from analytics.exports.export import Confidence, Export

_HERE = Path(__file__).parent

_APPOINTMENTS = (
    "id,location_name,start_at,end_at,patient_guid,patient_number,patient_prefix,"
    "patient_first_name,patient_preferred_name,patient_last_name,treatment_name,"
    "staff_member_name,break,insurance_state,state,first_visit,chart_status,notes_text,"
    "booked_at,arrived_at,booked_online,archived_at,no_show_at,cancelled_at,"
    "cancelled_reason,referral_source"
).split(",")

_SALES = (
    "Location,Purchase Date,Invoice Date,Patient Guid,Patient,Item,Staff Member,Payer,"
    "Invoice #,Income Category,Details,Status,Subtotal,Total,Collected,Balance"
).split(",")


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if len(fields) == len(EXPORT.fields):
        return "appointments", "verified"
    return "appointments, fewer columns", "likely"


EXPORT = Export(
    tool="jane",
    name="Jane",
    fields={
        "session_key": "id",
        "starts": "start_at",
        "ends": "end_at",
        "guid": "patient_guid",
        "first_name": "patient_first_name",
        "preferred_name": "patient_preferred_name",
        "last_name": "patient_last_name",
        "service": "treatment_name",
        "coach": "staff_member_name",
        "is_break": "break",
        "state": "state",
        "booked": "booked_at",
        "missed": "no_show_at",
        "cancelled": "cancelled_at",
    },
    required=frozenset({"session_key", "starts", "guid", "service", "coach", "state"}),
    known_columns=frozenset(_APPOINTMENTS),
    sql=_HERE / "jane.sql",
    date_form="2026-04-01 10:00",
    has_zone=False,
    is_ragged=True,
    variant_of=_variant,
    cannot_tell=(
        (
            "Jane has no late cancellations: practices enter them as no-shows or "
            "delete them, so the two cannot be told apart here."
        ),
        (
            "Jane does not say who cancelled. Where it writes only the day of a "
            "cancellation, its hour is not known."
        ),
        "Past appointments that nobody marked as arrived stay unknown.",
        (
            "The prices are in another file: import Jane's sales report as well, in "
            "any order."
        ),
        "The file does not say which reminders were sent.",
    ),
    how_to_export=(
        "In Jane open Reports, Appointments, choose the date range (a year or more) "
        "and export it as CSV. Do the same with the Sales report."
    ),
)


SALES = Export(
    tool="jane_sales",
    name="Jane sales",
    fields={
        "on_date": "Purchase Date",
        "guid": "Patient Guid",
        "client_name": "Patient",
        "service": "Item",
        "invoice": "Invoice #",
        "category": "Income Category",
        "amount": "Total",
    },
    required=frozenset({"on_date", "guid", "service", "invoice", "amount"}),
    known_columns=frozenset(name.casefold() for name in _SALES),
    sql=_HERE / "jane_sales.sql",
    date_form="2026-07-02",
    has_zone=False,
    is_ragged=True,
    variant_of=lambda _: ("sales", "verified"),
    source="jane",
    kind="prices",
    cannot_tell=(
        (
            "Jane's sales report names the client and the day, not the appointment: a "
            "sale goes with the session of that client on that day."
        ),
    ),
    how_to_export=(
        "In Jane open Reports, Sales, choose the same date range as for the "
        "appointments and export it as CSV."
    ),
)
