"""What the list of clients tells of homework and contacts, and who may be written to.

A contact is only ever shown where somebody logged one: where nobody did, nothing is
said, and nothing is due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.facts import contacts as contact_facts
from analytics.facts import may_write
from analytics.facts import promises as promise_facts
from analytics.periods import day_number, day_of_number
from analytics.playbook.rules_story import OVER
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.facts.clients import Client
    from analytics.facts.contacts import Contact, Remark
    from analytics.facts.promises import Promise
    from analytics.facts.standing import Where
    from analytics.periods import AsOf
    from analytics.store import Database

NOTHING: Final = ()


@dataclass(frozen=True)
class Told:
    """Steps taken, and remarks, by client, oldest first."""

    taken: Mapping[str, Sequence[Contact]]
    remarks: Mapping[str, Sequence[Remark]]
    today: dt.date
    answer_hours: int
    """After so many an answer to a client is due."""


def told(database: Database, as_of: AsOf) -> Told:
    """Return what was noted of contacts and remarks, as known at a moment."""
    return Told(
        taken=contact_facts.contacts(database, as_of),
        remarks=contact_facts.remarks(database, as_of),
        today=as_of.entry_day,
        answer_hours=stored_settings.read(database).answer_hours,
    )


def homework(
    database: Database, as_of: AsOf, listed: Sequence[Client]
) -> dict[str, pd.Series[int]]:
    """Return after how many of the last sessions with homework all of it was done."""
    known = promise_facts.known(database, as_of)
    day = as_of.entry_day
    runs = [_run(known.get(client.client_id, NOTHING), day) for client in listed]
    return {
        "homework_done": pd.Series([done for done, _of in runs], dtype="Int64"),
        "homework_of": pd.Series([of for _done, of in runs], dtype="Int64"),
    }


def _run(promises: Sequence[Promise], day: dt.date) -> tuple[int | None, int | None]:
    run = promise_facts.run(promises, day) if promises else None
    return (run.done, run.of) if run is not None and run.of else (None, None)


def contacts(said: Told, listed: Sequence[Client]) -> dict[str, list[object]]:
    """Return the latest contact of each client, and since when an answer is due."""
    latest = [said.taken.get(client.client_id, (None,))[-1] for client in listed]
    came = {
        client.client_id: day_of_number(client.last_attended_day)
        for client in listed
        if client.last_attended_day is not None
    }
    due = contact_facts.answers_due(said.taken, said.today, said.answer_hours, came)
    open_ = [due.get(client.client_id) for client in listed]
    return {
        "last_contact_on": [one and one.on_date for one in latest],
        "last_contact_by": [one and one.wrote_last for one in latest],
        "is_answered": [one and one.is_answered for one in latest],
        "answer_due_on": [one and one.due for one in open_],
    }


def may_be_written_to(
    said: Told, listed: Sequence[Client], places: Sequence[Where]
) -> dict[str, list[bool]]:
    """Return who may be written to at all, and whom to welcome back."""
    return {
        "may_be_written_to": [_may_write(said, place) for place in places],
        "is_welcome_back": [
            not client.sessions_ahead and _is_to_welcome(said, place)
            for client, place in zip(listed, places, strict=True)
        ],
    }


def _is_to_welcome(said: Told, place: Where) -> bool:
    """Return whether the rule that proposes a welcome back would do so."""
    ending = place.ending
    if ending is None or ending.what not in OVER:
        return False
    # Somebody with a day of return is awaited, and not called back before.
    is_awaited = ending.until_date is not None and ending.until_date > said.today
    return not is_awaited and _may_write(said, place, is_welcome=True)


def _may_write(said: Told, place: Where, *, is_welcome: bool = False) -> bool:
    steps = said.taken.get(place.client_id, NOTHING)
    last = place.last_attended_day
    since_last = [
        one for one in steps if last is None or day_number(one.on_date) >= last
    ]
    remarks = said.remarks.get(place.client_id, NOTHING)
    since = None if place.ending is None else place.ending.from_date
    open_ = contact_facts.open_remarks(remarks, steps, since) if remarks else NOTHING
    return may_write.may_be_written_to(
        place.ending, since_last, open_, said.today, is_welcome=is_welcome
    ).is_allowed
