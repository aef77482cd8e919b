"""Calendly: the export of scheduled events, of one user or an organisation.

Columns: a fixed beginning, any number of question and answer pairs, a fixed
end. Local times without a zone; cancelled bookings stay in the file, without
the time of the cancellation; "Marked as No-Show" is "No" unless somebody
pressed the button. A move is a cancelled row and a new row with no link.
"""

from __future__ import annotations

from pathlib import Path

from analytics.exports.export import Confidence, Export

_COLUMNS = (
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


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    newest = {"user_email", "booked", "cancelled_by", "no_show"}
    if newest <= fields:
        return "scheduled events", "verified"
    return "scheduled events, fewer columns", "likely"


EXPORT = Export(
    tool="calendly",
    name="Calendly",
    fields={
        "coach": "User Name",
        "user_email": "User Email",
        "client_name": "Invitee Name",
        "first_name": "Invitee First Name",
        "last_name": "Invitee Last Name",
        "client_email": "Invitee Email",
        "client_phone": "Text Reminder Number",
        "service": "Event Type Name",
        "starts": "Start Date & Time",
        "ends": "End Date & Time",
        "booked": "Event Created Date & Time",
        "cancelled": "Canceled",
        "cancelled_by": "Canceled By",
        "reason": "Cancellation reason",
        "price": "Event Price",
        "currency": "Payment Currency",
        "no_show": "Marked as No-Show",
        "session_key": "Invitee UUID",
    },
    required=frozenset(
        {"client_email", "service", "starts", "cancelled", "session_key"}
    ),
    known_columns=frozenset(name.casefold() for name in _COLUMNS),
    sql=Path(__file__).with_name("calendly.sql"),
    date_form="2026-03-03 11:00 am",
    has_zone=False,
    variant_of=_variant,
    cannot_tell=(
        (
            "Calendly does not write when a booking was cancelled. One file cannot "
            "show who cancelled late; two exports a few days apart narrow it down."
        ),
        (
            "Calendly marks a no-show only when somebody presses the button. Past "
            "bookings that nobody marked are presumed attended, if you leave that rule "
            "on."
        ),
        "The file does not say which reminders were sent.",
    ),
    how_to_export=(
        "In Calendly open Meetings, choose the date range (a year or more), then "
        "Export."
    ),
)
