"""Under which strategy an extra word is kept: what the tool sends, and a personal step.

A tap names the whole bundle that a session had. So the strategy is the one that the
diary has in force for the session, if it has a personal step; else its steps with one
more. While a fair test runs, it is what the test's arm b is called, so that what was
sent and what was drawn have one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analytics.periods import day_number
from analytics.reminders import diary
from analytics.reminders.trial.running import ARM_B
from analytics.store import strategies
from analytics.store.bundles import Channel, Step, Wording

if TYPE_CHECKING:
    import datetime as dt

    from analytics.store import Database
    from analytics.store.bundles import Strategy

PERSONAL = Step(Channel.MESSAGE, 24 * 60, Wording.PERSONAL)
"""A word of one's own, about a day before; how it went out nobody asks."""


class Place(NamedTuple):
    """What the diary tells bookings apart by."""

    coach: str | None
    service: str | None
    start_day: int
    """Day number."""


def strategy(
    database: Database,
    place: Place,
    *,
    today: dt.date,
    now: dt.datetime,
    arm_b: str | None = None,
) -> str:
    """Return the name of the strategy of a booking with an extra word.

    It is kept among the strategies where it was not described yet.

    Parameters
    ----------
    today
        The local day: what the diary says of later ones is not so yet.
    arm_b
        What a running test calls its arm b, where the booking is in it.
    """
    known = {one.name.casefold(): one for one in strategies.known(database)}
    wanted = arm_b or ARM_B
    if arm_b is not None and arm_b.casefold() in known:
        return known[arm_b.casefold()].name
    in_force = _in_force(database, known, place, today)
    steps = in_force.steps if in_force else ()
    if in_force and any(one.wording is Wording.PERSONAL for one in steps):
        return in_force.name
    name = None if wanted.casefold() in known else wanted
    bundle = [str(one) for one in (*steps, PERSONAL)]
    return strategies.define(database, name, bundle, now=now).name


def _in_force(
    database: Database, known: dict[str, Strategy], place: Place, today: dt.date
) -> Strategy | None:
    """Return what the diary has in force; ``None`` where it says nothing, or none."""
    spans = strategies.spans(database)
    here = [(place.coach or "", place.service or "")]
    for day in diary.days(spans, here, day_number(today), 0.0):
        if day.from_day <= place.start_day < day.until_day:
            return known.get(day.strategy.casefold())
    return None
