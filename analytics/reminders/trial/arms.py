"""Which arm somebody is in today: for whom a personal message is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.periods import day_number
from analytics.reminders.trial import running
from analytics.store import trials

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.reminders.trial.assign import ArmName
    from analytics.reminders.trial.plan_file import Plan
    from analytics.store import Database
    from analytics.store.trials import Assignment

_DAYS_A_WEEK = 7


def of_bookings(database: Database, bookings: pd.DataFrame) -> pd.Series[str]:
    """Return the arm of each booking in the running test; in ``b`` a word is due.

    Missing where no test is running, where the booking starts before its first day,
    and where nobody was drawn for it.

    Parameters
    ----------
    bookings
        One row a booking: ``client_id``, ``service`` and ``start_day`` (day number).
    """
    trial = trials.running(database)
    nowhere = pd.Series(None, index=bookings.index, dtype="str")
    if trial is None or bookings.empty:
        return nowhere
    rows = trials.assignments(database, trial.trial_id)
    arm = units(bookings, running.plan_of(trial)).map(by_unit(rows))
    return arm.where(bookings["start_day"] >= trial.start_day).astype("str")


def by_client(database: Database, trial_id: str | None = None) -> dict[str, ArmName]:
    """Return the arm of each client who was drawn.

    Empty where weeks or services are drawn, and where no test is running.

    Parameters
    ----------
    trial_id
        ``None``: the running one.
    """
    if trial_id is None:
        trial = trials.running(database)
        if trial is None:
            return {}
        trial_id = trial.trial_id
    rows = trials.assignments(database, trial_id)
    return by_unit(row for row in rows if row.client_id is not None)


def by_unit(rows: Iterable[Assignment]) -> dict[str, ArmName]:
    """Return the arm of each client, week or service.

    Who was drawn twice under two ids, and is one person now, goes by the earlier
    drawing here, so that they meet one way only; the comparison leaves them out.
    """
    first: dict[str, ArmName] = {}
    for row in sorted(rows, key=lambda row: (row.drawn_day, row.drawn_as or "")):
        first.setdefault(key(row), row.arm)
    return first


def key(row: Assignment) -> str:
    """Return what was drawn: a client, a week's first day, a service."""
    return row.client_id or row.unit or ""


def units(found: pd.DataFrame, plan: Plan) -> pd.Series[str]:
    """Return of each session what was drawn for it, whether or not it was.

    Parameters
    ----------
    found
        One row a session: ``client_id``, ``service`` and ``start_day``.
    """
    if plan.unit == "client":
        return found["client_id"]
    if plan.unit == "service":
        return found["service"]
    start = day_number(plan.start)
    weeks = (found["start_day"] - start) // _DAYS_A_WEEK
    first = pd.to_datetime(start + weeks * _DAYS_A_WEEK, unit="D")
    return first.dt.strftime("%Y-%m-%d")
