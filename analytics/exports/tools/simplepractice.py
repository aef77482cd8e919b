"""SimplePractice: the Appointment Status report, with any choice of its columns.

The report is about payment. It does not say who came, and SimplePractice itself takes
every appointment as kept until somebody says otherwise: so the outcome of each row is
unknown, whatever a practice presumes of its tools. One row a client and billing code:
the codes of one appointment are one session, their fees added up. Client and insurance
share column names (Charge, Paid, Unpaid); neither is the price.
"""

from __future__ import annotations

from pathlib import Path

from analytics.exports.export import Confidence, Export

_SHORT = (
    "Date of Service",
    "Client",
    "Clinician",
    "Billing Code",
    "Rate per Unit",
    "Units",
    "Total Fee",
    "Client Payment Status",
    "Charge",
    "Uninvoiced",
    "Paid",
    "Unpaid",
)
_INSURANCE = ("Insurance Payment Status", "Write Off")
_NOTES = ("Primary Insurance", "Secondary Insurance", "Progress Note Status")


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if "note_status" in fields:
        return "appointment status, all columns", "verified"
    if "insurance_status" in fields:
        return "appointment status, with insurance", "verified"
    if len(fields) == len(EXPORT.fields) - 2:
        return "appointment status, clients only", "verified"
    return "appointment status, fewer columns", "likely"


EXPORT = Export(
    tool="simplepractice",
    name="SimplePractice",
    fields={
        "starts": "Date of Service",
        "client_name": "Client",
        "coach": "Clinician",
        "service": "Billing Code",
        "fee": "Total Fee",
        "payment_status": "Client Payment Status",
        "insurance_status": "Insurance Payment Status",
        "note_status": "Progress Note Status",
    },
    required=frozenset({"starts", "client_name", "coach", "service", "payment_status"}),
    known_columns=frozenset(
        name.casefold() for name in (*_SHORT, *_INSURANCE, *_NOTES)
    ),
    sql=Path(__file__).with_name("simplepractice.sql"),
    date_form="04/27/2026 12:00",
    has_zone=False,
    is_ragged=True,
    variant_of=_variant,
    aliases={"write-off": "write off"},
    is_numbered=True,
    cannot_tell=(
        (
            "SimplePractice's report is about payment and does not say who came: a fee "
            "is charged for a missed session as well. Past sessions stay unknown, "
            "whatever is presumed elsewhere, until you confirm who came."
        ),
        (
            "The report leaves out appointments without a fee, so cancelled ones are "
            "missing."
        ),
        ("The report knows clients by name only: two people of one name are one here."),
        (
            "The report does not say when a session was booked, which costs much of "
            "the early warning."
        ),
        "The file does not say which reminders were sent.",
    ),
    how_to_export=(
        "In SimplePractice open Analytics, Reports, Appointment Status, choose the "
        "date range (a year or more) and export it as CSV."
    ),
)
