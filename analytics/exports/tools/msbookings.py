"""Microsoft Bookings: BookingsReportingData.tsv, at most four months a file.

Tabs, and cells of raw JSON with quotation marks that enclose nothing; re-saved by a
spreadsheet, the marks do enclose cells. Local times in the order of the account's
language. No status at all: cancelled bookings are absent. One row a customer, so a
group's rows share their booking's id.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.columns import date_orders
from analytics.exports.export import Confidence, Export

if TYPE_CHECKING:
    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Match, Settled
    from analytics.exports.header import Table

_COLUMNS = (
    "Date Time",
    "Customer Name",
    "Customer Email",
    "Customer Phone",
    "Customer Address",
    "Staff",
    "Staff Name",
    "Staff Email",
    "Service",
    "Location",
    "Duration (mins.)",
    "Pricing Type",
    "Price",
    "Currency",
    "Cc Attendees",
    "Signed Up Attendees Count",
    "Text Notifications Enabled",
    "Custom Fields",
    "Event Type",
    "Booking Id",
    "Tracking Data",
)

_ENCLOSED_CELL = re.compile(r'(?:^|\t)"(?:\{|[^"\t\n]*"(?:\t|\r?$))', re.MULTILINE)
"""A cell between quotation marks: JSON behind one, or a whole cell between two."""

_RAW_JSON = re.compile(r'\t\{[^\t\n]*"')

_LOOKED_AT_CHARACTERS = 1 << 18


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if {"session_key", "staff_name"} <= fields:
        return "reporting data", "verified"
    return "reporting data, older", "likely"


def _is_quoted(file: TextFile, table: Table) -> bool:
    if table.delimiter != "\t":
        return True
    with file.path.open(encoding="utf-8-sig", errors="replace") as text:
        head = text.read(_LOOKED_AT_CHARACTERS)
    # Raw JSON in one cell is proof that marks enclose nothing in any other.
    if _RAW_JSON.search(head):
        return False
    return _ENCLOSED_CELL.search(head) is not None


def _date_form(
    file: TextFile, table: Table, match: Match, order: DateOrder | None
) -> Settled:
    is_quoted = _is_quoted(file, table)
    orders = date_orders(
        file, table, match, ["starts"], order=order, is_quoted=is_quoted
    )
    day = "%d/%m/%Y" if orders["starts"] else "%m/%d/%Y"
    times = ("%H:%M", "%I:%M %p", "%H:%M:%S", "%I:%M:%S %p")
    return {"starts_forms": [f"{day} {time}" for time in times]}, ()


EXPORT = Export(
    tool="msbookings",
    name="Microsoft Bookings",
    fields={
        "starts": "Date Time",
        "client_name": "Customer Name",
        "client_email": "Customer Email",
        "client_phone": "Customer Phone",
        "staff": "Staff",
        "staff_name": "Staff Name",
        "staff_email": "Staff Email",
        "service": "Service",
        "minutes": "Duration (mins.)",
        "pricing": "Pricing Type",
        "price": "Price",
        "currency": "Currency",
        "session_key": "Booking Id",
    },
    required=frozenset({"starts", "client_name", "client_email", "service", "minutes"}),
    known_columns=frozenset(name.casefold() for name in _COLUMNS),
    sql=Path(__file__).with_name("msbookings.sql"),
    date_form="02/03/2026 07:50",
    has_zone=False,
    variant_of=_variant,
    is_quoted=_is_quoted,
    settle=_date_form,
    cannot_tell=(
        (
            "Microsoft Bookings leaves cancelled bookings out of this file and does "
            "not say who came. Past bookings are presumed attended, if you leave that "
            "rule on."
        ),
        (
            "The file does not say when a session was booked, which costs much of the "
            "early warning."
        ),
        (
            "The file does not say which reminders were sent: its column on text "
            "messages is only the permission to send them."
        ),
    ),
    how_to_export=(
        "In Microsoft Bookings open your calendar's home page, choose Export (the last "
        "four months) and keep the file BookingsReportingData.tsv as it is. Do it at "
        "least every four months."
    ),
)
