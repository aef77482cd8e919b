"""Cal.com: the CSV of the Insights page, in its three forms.

One row a booking, people spread over numbered columns as ``Name (email)``; the oldest
form names only the booker and quotes nothing. Times are UTC. ``timeStatus`` comes from
the clock: ``completed`` says that the end has passed, not that somebody came. No-shows
are marked by person; a coach who did not come is not the client's doing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.export import Confidence, Export

if TYPE_CHECKING:
    from analytics.exports.containers import TextFile
    from analytics.exports.header import Table

_COLUMNS = (
    "id",
    "uid",
    "title",
    "createdAt",
    "timeStatus",
    "eventTypeId",
    "eventLength",
    "startTime",
    "endTime",
    "paid",
    "userEmail",
    "userUsername",
    "rating",
    "ratingFeedback",
    "noShowHost",
    "createdAt_date",
    "createdAt_time",
    "startTime_date",
    "startTime_time",
    "endTime_date",
    "endTime_time",
    "noShowGuests",
    "noShowGuestsCount",
)


def _variant(fields: frozenset[str]) -> tuple[str, Confidence]:
    if "attendeephone1" in fields:
        return "Insights, current", "verified"
    if "attendee1" in fields:
        return "Insights, 2025", "verified"
    return "Insights, older, of bookers only", "likely"


def _is_quoted(_file: TextFile, table: Table) -> bool:
    return "bookeremail" not in {name.casefold() for name in table.header}


EXPORT = Export(
    tool="calcom",
    name="Cal.com",
    fields={
        "session_key": "uid",
        "row_key": "id",
        "title": "title",
        "booked": "createdAt",
        "status": "timeStatus",
        "event_type": "eventTypeId",
        "minutes": "eventLength",
        "starts": "startTime",
        "coach": "userUsername",
        "coach_email": "userEmail",
        "no_show_host": "noShowHost",
        "no_show_guests": "noShowGuests",
        "attendee1": "attendee1",
        "attendeephone1": "attendeePhone1",
        "booker_name": "bookerName",
        "booker_email": "bookerEmail",
    },
    required=frozenset({"session_key", "status", "starts", "event_type", "booked"}),
    known_columns=frozenset(name.casefold() for name in _COLUMNS),
    sql=Path(__file__).with_name("calcom.sql"),
    date_form="2026-03-03T10:00:00.000Z",
    has_zone=False,
    has_instants=True,
    variant_of=_variant,
    aliases={"username": "userusername"},
    numbered=frozenset({"attendee", "attendeephone"}),
    is_numbered=True,
    is_quoted=_is_quoted,
    cannot_tell=(
        (
            "Cal.com calls every booking completed once its time is over, even one "
            "that nobody accepted. Past bookings without a no-show mark are presumed "
            "attended, if you leave that rule on."
        ),
        (
            "Cal.com does not write when a booking was cancelled, by whom, or which "
            "booking replaced a moved one. Two exports a few days apart narrow it down."
        ),
        (
            "Cal.com decides by its first row how many people a row has room for: in "
            "a long export some people of later rows can be missing. Export short "
            "ranges, at most 100 bookings each."
        ),
        "The file holds no prices and does not say which reminders were sent.",
    ),
    how_to_export=(
        "In Cal.com open Insights, choose a range of at most 100 bookings (a month, "
        "say), then Download, As CSV. Repeat for the months before."
    ),
)
