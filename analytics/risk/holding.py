"""What people entered that keeps a name off the list for a while, in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.facts.entered import Entered, Entry
    from analytics.facts.standing import Where

CONTACT_REST_DAYS = 28
"""After a contact a client is left alone for four weeks, unless a day was agreed."""


STALE_AFTER_DAYS = 9
"""A weekly export plus two days of grace; then everybody begins to look quiet."""


def is_stale(newest: dt.datetime, seen_at: dt.datetime) -> bool:
    """Return whether the newest export is too old for new names."""
    return seen_at - newest > dt.timedelta(days=STALE_AFTER_DAYS)


def held_back(where: Where, entered: Entered) -> str | None:
    """Return why a client is left alone on ``entered.day``, in words, or ``None``."""
    return (
        _absence(where, entered.day)
        or _contact(where, entered)
        or _set_aside(where, entered)
    )


def stale(data_as_of: dt.date, today: dt.date) -> str:
    """Return why a new name has to wait for newer data."""
    return (
        f"Data are from {said(data_as_of, today)}: "
        "no new names before a newer export is in."
    )


def said(day: dt.date, today: dt.date) -> str:
    """Return a day as people write it, the year only where it is another."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


def _absence(where: Where, day: dt.date) -> str | None:
    # In a holiday week the clock stands still, but who was quiet before may be greeted.
    holding = [
        a
        for a in where.absences
        if a.holds_on(day) and a.until_date and a.what != "holiday"
    ]
    if not holding:
        return None
    last = max(holding, key=_until)
    return f"{_who(last)} until {said(_until(last), day)}."


def _contact(where: Where, entered: Entered) -> str | None:
    contact = entered.contact(where.client_id, where.last_attended_day)
    if contact is None:
        return None
    back = contact.until_date or contact.from_date + dt.timedelta(CONTACT_REST_DAYS)
    if back <= entered.day:
        return None
    return (
        f"Contacted on {said(contact.from_date, entered.day)}; "
        f"back on the list on {said(back, entered.day)}."
    )


def _set_aside(where: Where, entered: Entered) -> str | None:
    aside = entered.set_asides.get(where.client_id)
    if aside is None:
        return None
    return f"No concern until {said(_until(aside), entered.day)}: {aside.reason}"


def _until(entry: Entry) -> dt.date:
    return entry.until_date or dt.date.max


def _who(absence: Entry) -> str:
    if absence.what == "practice":
        return "The practice is closed"
    if absence.what == "coach":
        return f"{absence.coach} is away"
    return "Away"
