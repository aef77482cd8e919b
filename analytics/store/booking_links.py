"""Where a client books: a link for all, for a coach, for a service, or for both.

A link for fewer sessions stands over one for more; of two for the same the newer one.
Driftline opens none of them: they are put into words that somebody sends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from analytics.errors import BadEntryError
from analytics.store import entries, entry_checks, people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from analytics.store.database import Database

MOST_LETTERS: Final = 500

_WHICH = "Paste the address of your booking page, such as https://calendar.example/me."
_NO_LINK = (
    "That is no address of a web page. It begins with https:// and holds no spaces, "
    "such as https://calendar.example/me."
)
_TOO_LONG = f"That address is too long to put into a message: {MOST_LETTERS} at most."
_NO_SERVICE = "No session is of a service of that name. Write it as the file does."
_NO_COACH = "No session is with a coach of that name. Write it as the file does."


@dataclass(frozen=True)
class BookingLink:
    """Where sessions can be booked; ``None`` means all."""

    entry_id: str
    coach: str | None
    service: str | None
    link: str


def add(
    database: Database,
    link: str,
    *,
    coach: str | None = None,
    service: str | None = None,
    now: dt.datetime,
) -> str:
    """Keep a link; return the entry's id.

    Raises
    ------
    BadEntryError
        It is no address of a web page, or nobody here has that coach or service.
    """
    kept = _address(entry_checks.needed(link, _WHICH))
    if coach and coach not in people.coaches(database):
        raise BadEntryError(_NO_COACH)
    if service and service not in people.services(database):
        raise BadEntryError(_NO_SERVICE)
    fields = {"coach": coach or None, "service": service or None, "link": kept}
    with database.write() as cursor:
        return entries.insert(cursor, "booking_links", fields, now)


def known(database: Database) -> list[BookingLink]:
    """Return the links, those for all first, of the same scope the newest first."""
    with database.read() as cursor:
        rows = cursor.execute(
            "select entry_id, coach, service, link from booking_links "
            "where withdrawn_at is null "
            "order by coach nulls first, service nulls first, entered_at desc, entry_id"
        ).fetchall()
    return [BookingLink(*row) for row in rows]


def link_for(
    links: Iterable[BookingLink], coach: str | None, service: str | None
) -> str:
    """Return where a client of a coach and a service books; empty without a link.

    Of links that fit, one for coach and service goes before one for the coach, that
    before one for the service, and that before one for all.
    """
    fitting = [
        one
        for one in links
        if one.coach in (None, coach) and one.service in (None, service)
    ]
    # The first of equals is the newest.
    best = max(fitting, key=_narrowness, default=None)
    return best.link if best else ""


def _narrowness(one: BookingLink) -> int:
    return 2 * (one.coach is not None) + (one.service is not None)


def _address(typed: str) -> str:
    if len(typed) > MOST_LETTERS:
        raise BadEntryError(_TOO_LONG)
    try:
        parts = urlsplit(typed)
    except ValueError:
        raise BadEntryError(_NO_LINK) from None
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    # Somebody reads it before they follow it: nothing may hide in it.
    is_plain = typed.isprintable() and not any(sign in typed for sign in " <>\"'`\\")
    if not is_web or not is_plain or parts.username is not None:
        raise BadEntryError(_NO_LINK)
    return typed
