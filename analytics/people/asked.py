"""Bookings that a newer export leaves out, each to be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.store import queries

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database

_ASKED = Path(__file__).with_name("asked.sql")


@dataclass(frozen=True)
class MissingBooking:
    """A booking that is missing from a newer export of the same tool."""

    session_id: str
    client_id: str
    name: str
    coach: str | None
    service: str | None
    starts_at: dt.datetime
    """UTC without a zone, as every time here."""
    last_seen_at: dt.datetime
    """The newest export that shows it."""
    missing_since: dt.datetime
    """The export that first leaves it out."""
    source: str


def missing_bookings(database: Database) -> list[MissingBooking]:
    """Return the bookings to ask about, the latest start first.

    To answer: `analytics.store.outcomes.confirm` that it was cancelled, or
    `analytics.importing.decisions.keep_booked`.
    """
    found = queries.rows(database, queries.text_of(_ASKED))
    return [MissingBooking(*row) for row in found]  # type: ignore[arg-type]  # the columns of asked.sql
