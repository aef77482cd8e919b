"""One minute before a session: what the coach owes, what was, what is open.

It is the coach's own page. What they owe stands first; nothing in it is a score.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.contracts import Outcome
from analytics.facts import agreements, goals, next_agreed, promises, remember
from analytics.playbook import openings
from analytics.reports import client_report
from analytics.store import own_steps, queries
from analytics.store.promises import CLIENT, COACH, DONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.facts.goals import Goal
    from analytics.facts.promises import Promise, Run
    from analytics.periods import AsOf
    from analytics.playbook.openings import Opening
    from analytics.reports.client_report import ClientReport, Held, Slot
    from analytics.store import Database

_VIEWS: Final = Path(__file__).with_name("brief_views.sql")

SESSIONS: Final = 3
"""The last ones that are named."""

A_BREAK: Final = 1.5
"""Times the usual gap, and `A_BREAK_DAYS` more than it: clearly longer than usual."""

A_BREAK_DAYS: Final = 3

REVIEW_WITHIN: Final = dt.timedelta(days=14)
"""An agreement to look at again is named so long before its day."""

_NOT_HELD: Final = frozenset(
    {Outcome.NO_SHOW, Outcome.LATE_CANCELLED, Outcome.CANCELLED}
)


@dataclass(frozen=True)
class View:
    """A coach's view after a session, 1 to 5."""

    on: dt.date
    engaged: int | None
    goal_progress: int | None


@dataclass(frozen=True)
class Brief:
    """What to know before a session."""

    client_id: str
    name: str
    coach: str | None
    zone_name: str
    as_of: AsOf
    next: Held | None
    """The next booking, with the times it had before."""
    next_agreed: dt.date | None
    """The day agreed on, where nothing is booked."""
    owed: tuple[Promise, ...]
    """What the coach promised and is open; first what is over."""
    last: tuple[Held, ...]
    """The last sessions, the newest first."""
    open: tuple[Promise, ...]
    """What the client promised and is open, the earliest day first."""
    done: tuple[Promise, ...]
    """What either has done since the last session that took place."""
    run: Run
    days_since: int | None
    """Since the last session that took place; ``None`` where there was none."""
    usual_days: float | None
    is_after_a_break: bool
    views: tuple[View, ...]
    """The latest two, the newest first."""
    goal: Goal | None
    """The latest that is open."""
    opening: Opening
    remember: str | None
    review_date: dt.date | None
    """Of the agreement in force, where it is near or has passed."""


def brief(database: Database, as_of: AsOf, client_id: str) -> Brief:
    """Return what to know before a client's next session.

    Raises
    ------
    ClientNotFoundError
        There is no such client.
    """
    found = client_report.record(database, as_of, client_id, sessions=SESSIONS)
    client_id, day = found.client_id, as_of.entry_day
    known = promises.known(database, as_of, client_id).get(client_id, ())
    owed = promises.open_of(known, COACH)
    last_met = _last_met(found)
    # Counted to the day of the data, as everywhere: later nobody knows who came.
    days_since = None if last_met is None else (as_of.day - last_met).days
    is_break = _is_after_a_break(days_since, found.rhythm_days)
    since = [one for one in known if _is_done_since(one, last_met)]
    open_ = promises.open_of(known, CLIENT)
    goal = _goal(goals.known(database, as_of, client_id).get(client_id, ()))
    booked = _next(found, day)
    return Brief(
        client_id=client_id,
        name=found.name,
        coach=found.coach,
        zone_name=found.zone_name,
        as_of=as_of,
        next=booked,
        next_agreed=_agreed(database, as_of, client_id) if booked is None else None,
        owed=tuple(sorted(owed, key=lambda one: not one.is_over(day))),
        last=found.sessions,
        open=open_,
        done=tuple(since),
        run=promises.run(known, day),
        days_since=days_since,
        usual_days=found.rhythm_days,
        is_after_a_break=is_break,
        views=_views(database, client_id, day),
        goal=goal,
        opening=openings.opening(
            openings.Before(
                sessions_attended=found.sessions_attended,
                owed=_first(owed, day),
                is_after_a_break=is_break,
                is_last_held=_is_last_held(found),
                done=next((one.action for one in since if not one.is_by_coach), None),
                undone=_first(open_, day),
                goal=None if goal is None else goal.goal,
            ),
            openings.own(own_steps.read(database.path).get(openings.NAME)),
        ),
        remember=_remember(database, as_of, client_id),
        review_date=_review(database, as_of, found),
    )


def _next(found: ClientReport, day: dt.date) -> Held | None:
    ahead = list(dropwhile(lambda slot: slot.day < day, found.ahead))
    if not ahead:
        return None
    return client_report.Held(ahead[0], client_report.moved_from(ahead[0], found.slots))


def _last_met(found: ClientReport) -> dt.date | None:
    met = [slot for slot in found.slots if slot.outcome == Outcome.ATTENDED]
    return met[-1].day if met else None


def _is_last_held(found: ClientReport) -> bool:
    """Return whether nothing says that the last session did not take place."""
    return not found.sessions or found.sessions[0].slot.outcome not in _NOT_HELD


def _is_after_a_break(days_since: int | None, usual_days: float | None) -> bool:
    if days_since is None or usual_days is None:
        return False
    return days_since >= max(usual_days * A_BREAK, usual_days + A_BREAK_DAYS)


def _is_done_since(one: Promise, last_met: dt.date | None) -> bool:
    is_done = one.result == DONE and one.result_day is not None
    return is_done and (last_met is None or one.result_day >= last_met)  # type: ignore[operator]  # it is a day


def _first(those: Sequence[Promise], day: dt.date) -> str | None:
    """Return the first promise whose day has passed."""
    return next((one.action for one in those if one.is_over(day)), None)


def _goal(found: Sequence[Goal]) -> Goal | None:
    return next((one for one in reversed(found) if one.ended is None), None)


def _agreed(database: Database, as_of: AsOf, client_id: str) -> dt.date | None:
    found = next_agreed.known(database, as_of, client_id).get(client_id)
    return None if found is None else found.next_date


def _remember(database: Database, as_of: AsOf, client_id: str) -> str | None:
    found = remember.known(database, as_of, client_id).get(client_id)
    return None if found is None else found.line


def _review(database: Database, as_of: AsOf, found: ClientReport) -> dt.date | None:
    service = _service(found.slots)
    in_force = agreements.in_force(database, as_of, found.client_id, service)
    due = None if in_force is None else in_force.review_date
    is_near = due is not None and due <= as_of.entry_day + REVIEW_WITHIN
    return due if is_near else None


def _service(slots: Sequence[Slot]) -> str | None:
    named = [slot.service for slot in slots if slot.service]
    return named[-1] if named else None


def _views(database: Database, client_id: str, day: dt.date) -> tuple[View, ...]:
    rows = queries.rows(
        database, queries.text_of(_VIEWS), client_id=client_id, entry_day=day
    )
    return tuple(View(*row) for row in rows)  # type: ignore[arg-type]  # its columns
