"""LatePoint (WordPress): the CSV of the bookings table.

A start of the current year has no year, and one of today is a word. Which year and day
are meant follows from the day of the export, checked against the day each booking was
made, which is always dated: a row where the two do not fit is refused, never guessed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.columns import cells
from analytics.exports.export import Confidence, Export

if TYPE_CHECKING:
    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Match, Settled
    from analytics.exports.header import Table

_COLUMNS = (
    "ID",
    "Service",
    "Start Date & Time",
    "Duration",
    "Customer",
    "Customer Phone",
    "Customer Email",
    "Agent",
    "Agent Phone",
    "Agent Email",
    "Status",
    "Price",
    "Booked On",
)

_WORDS = ("today", "tomorrow", "yesterday")


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if len(fields) == len(EXPORT.fields):
        return "all bookings", "verified"
    return "all bookings, fewer columns", "likely"


def _words_for_days(
    file: TextFile, table: Table, match: Match, _order: DateOrder | None
) -> Settled:
    starts = cells(file, table, [match.columns["starts"]])
    count = sum(start.lower().startswith(_WORDS) for start in starts)
    if not count:
        return {}, ()
    are = "start says" if count == 1 else "starts say"
    said = (
        f"{count:,} {are} Today, Tomorrow or Yesterday, counted from the day this file "
        "was exported: its own time, unless you said another. If that is wrong, undo "
        "this import and say when the file was exported."
    )
    return {}, (said,)


EXPORT = Export(
    tool="latepoint",
    name="LatePoint",
    fields={
        "session_key": "ID",
        "service": "Service",
        "starts": "Start Date & Time",
        "minutes": "Duration",
        "client_name": "Customer",
        "client_phone": "Customer Phone",
        "client_email": "Customer Email",
        "coach": "Agent",
        "status": "Status",
        "price": "Price",
        "booked": "Booked On",
    },
    required=frozenset({"session_key", "starts", "client_name", "coach", "booked"}),
    known_columns=frozenset(name.casefold() for name in _COLUMNS),
    sql=Path(__file__).with_name("latepoint.sql"),
    date_form="November 3, 2:30 pm",
    has_zone=False,
    variant_of=_variant,
    is_numbered=True,
    clock="starts",
    settle=_words_for_days,
    cannot_tell=(
        (
            "LatePoint does not write the year of a start in the year of the export, "
            "and writes Today for a start of that day: import the file on the day you "
            "export it, or say when it was exported."
        ),
        (
            "LatePoint says that a booking was completed or missed only where you set "
            "it. Past bookings left at Approved stay unknown, unless you let Driftline "
            "presume them attended."
        ),
        (
            "LatePoint does not write when a booking was cancelled or by whom, and "
            "keeps no trace of a move. Two exports a few days apart narrow it down."
        ),
        "The file does not say which reminders were sent.",
    ),
    how_to_export=(
        "In WordPress open LatePoint, Appointments, and download the table as CSV. "
        "Import it on the same day."
    ),
)
