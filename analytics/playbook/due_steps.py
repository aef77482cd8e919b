"""The steps that somebody means to take, over all clients, and as a calendar's file.

A calendar is often shared and usually kept by somebody else. So an entry says what is
to be done and a client's initials, whatever the pages show, and nothing of the reason.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from icalendar import Calendar, Event

from analytics.facts import contacts
from analytics.names import initials, plain
from analytics.playbook import resting
from analytics.store import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analytics.periods import AsOf
    from analytics.playbook.step import Step
    from analytics.store import Database

_MAKER: Final = "-//Driftline//Next steps//EN"


class DueStep(NamedTuple):
    """A planned step that nobody has taken yet."""

    entry_id: str
    client_id: str
    name: str | None
    """``None`` where no file gave one."""
    step: str
    due: dt.date
    why: str | None
    rests: str = ""
    """Why it rests for now; empty where it does not."""


def due(database: Database, as_of: AsOf) -> list[DueStep]:
    """Return the planned steps that are not done, the first due first.

    Those that rest for now come last.
    """
    planned = contacts.planned(database, as_of)
    rests = resting.resting(database, as_of, planned)
    names = people.names(database) if planned else {}
    found = [
        DueStep(
            one.entry_id,
            client_id,
            names.get(client_id),
            one.step,
            one.due_date,
            one.why,
            rests.get(one.entry_id, ""),
        )
        for client_id, of_client in planned.items()
        for one in of_client
        if not one.is_done
    ]
    return sorted(found, key=_order)


def _order(one: DueStep) -> tuple[bool, dt.date, str, str]:
    return bool(one.rests), one.due, one.name or "", one.entry_id


def calendar(
    steps: Iterable[DueStep], titles: Mapping[str, Step], *, now: dt.datetime
) -> bytes:
    """Return the steps as all-day entries of an iCalendar file (RFC 5545).

    Those that rest for now are left out.

    The same step keeps its id, so opening a newer file moves an entry rather than
    doubling it.

    Parameters
    ----------
    titles
        The steps by key; another key is written as it is.
    now
        UTC, without a zone.
    """
    entries = [
        _entry(one, titles, now.replace(tzinfo=dt.UTC))
        for one in steps
        if not one.rests
    ]
    made = Calendar.new(prodid=_MAKER, subcomponents=entries)
    return bytes(made.to_ical())


def _entry(one: DueStep, titles: Mapping[str, Step], stamp: dt.datetime) -> Event:
    step = titles.get(one.step)
    title = step.title if step else plain(one.step)
    whose = f": {initials(one.name)}" if one.name else ""
    return Event.new(
        uid=f"{one.entry_id}@driftline.invalid",
        stamp=stamp,
        summary=f"{title}{whose}",
        start=one.due,
        end=one.due + dt.timedelta(days=1),
    )
