"""What was begun and is due: answers, steps, promises, days agreed, returns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.facts import contacts, entered, facts, promises
from analytics.playbook import resting
from analytics.reports.came_of_it import title
from analytics.store import queries
from analytics.store import settings as stored_settings
from analytics.store.promises import COACH
from analytics.words import short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.contracts import TodayList
    from analytics.facts.entered import Entered
    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

_PEOPLE = Path(__file__).with_name("digest_people.sql")

WITHIN: Final = dt.timedelta(days=7)
PATIENCE: Final = dt.timedelta(days=3)
"""Nobody asks for an answer on the day after."""


@dataclass(frozen=True)
class FollowUp:
    """Something that is due this week."""

    client_id: str
    name: str
    on: dt.date
    """The day it is due, or was done."""
    said: str
    """What it is, as a sentence without a name."""


@dataclass(frozen=True)
class Person:
    """Who a client is."""

    name: str
    coach: str | None


def people(
    database: Database, as_of: AsOf, client_ids: Sequence[str]
) -> dict[str, Person]:
    """Return the name and the present coach of each of these clients."""
    if not client_ids:
        return {}
    rows = facts.rows(
        database, as_of, queries.text_of(_PEOPLE), client_ids=list(client_ids)
    )
    return {str(row[0]): Person(str(row[1]), row[2]) for row in rows}


def follow_ups(
    database: Database, as_of: AsOf, selection: Selection, today: TodayList
) -> tuple[FollowUp, ...]:
    """Return what is due within a week of ``as_of.entry_day``, the longest due first.

    Parameters
    ----------
    today
        The list of the same moment: it knows who was contacted and has not come since.
    """
    known = entered.known(database, as_of)
    due = [
        *_to_answer(database, as_of, today),
        *_planned(database, as_of),
        *_owed(database, as_of),
        *_unanswered(today, known.day),
        *_agreed(known),
        *_back(known),
    ]
    who = people(database, as_of, sorted({client_id for client_id, _, _ in due}))
    found = [
        FollowUp(client_id, who[client_id].name, on, said)
        for client_id, on, said in due
        if client_id in who and selection.has(who[client_id].coach)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.name, one.said)))


def _to_answer(
    database: Database, as_of: AsOf, today: TodayList
) -> Iterator[tuple[str, dt.date, str]]:
    hours = stored_settings.read(database).answer_hours
    came = {
        client.client_id: client.last_attended_at.date() for client in today.clients
    }
    waiting = contacts.answers_due(
        contacts.contacts(database, as_of), as_of.entry_day, hours, came
    )
    for client_id, one in waiting.items():
        on = short_day(one.since, today=as_of.entry_day)
        yield client_id, one.due, f"They wrote on {on}: an answer would be kind"


def _planned(database: Database, as_of: AsOf) -> Iterator[tuple[str, dt.date, str]]:
    until = as_of.entry_day + WITHIN
    planned = contacts.planned(database, as_of)
    rests = resting.resting(database, as_of, planned)
    for client_id, steps in planned.items():
        for one in steps:
            is_due = not one.is_done and one.due_date < until
            if is_due and one.entry_id not in rests:
                on = short_day(one.due_date, today=as_of.entry_day)
                yield client_id, one.due_date, f"{title(one.step)}: planned for {on}"


def _owed(database: Database, as_of: AsOf) -> Iterator[tuple[str, dt.date, str]]:
    """Give what coaches promised for a day up to the end of this week.

    What it is stands in the client's file: its text may hold a name.
    """
    day = as_of.entry_day
    for client_id, those in promises.known(database, as_of).items():
        for one in promises.open_of(those, COACH):
            if one.due_date is not None and one.due_date < day + WITHIN:
                on = short_day(one.due_date, today=day)
                yield client_id, one.due_date, f"You promised them something for {on}"


def _unanswered(today: TodayList, day: dt.date) -> Iterator[tuple[str, dt.date, str]]:
    for client in today.clients:
        contact = client.contact
        if contact is None or contact.is_answered or contact.on > day - PATIENCE:
            continue
        said = "no answer yet" if contact.is_answered is False else "did they answer?"
        on = short_day(contact.on, today=day)
        yield client.client_id, contact.on, f"Contacted on {on}: {said}"


def _agreed(known: Entered) -> Iterator[tuple[str, dt.date, str]]:
    until = known.day + WITHIN
    for client_id, contact in known.contacts.items():
        if contact.until_date and known.day <= contact.until_date < until:
            on = short_day(contact.until_date, today=known.day)
            yield client_id, contact.until_date, f"To be in touch again on {on}"
    for client_id, aside in known.set_asides.items():
        if aside.until_date and aside.until_date < until:
            on = short_day(aside.until_date, today=known.day)
            yield client_id, aside.until_date, f"“No concern” ends on {on}"


def _back(known: Entered) -> Iterator[tuple[str, dt.date, str]]:
    latest: Mapping[str, dt.date] = {
        str(absence.client_id): absence.until_date
        for absence in sorted(known.absences, key=lambda one: str(one.until_date))
        if absence.client_id and absence.until_date
    }
    for client_id, back in latest.items():
        if known.day <= back < known.day + WITHIN:
            on = short_day(back, today=known.day)
            yield client_id, back, f"Back from being away on {on}"
