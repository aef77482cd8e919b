"""A coaching practice that never was, with everything known about it.

Its truth is what really happened up to the last day; the exports beside this
module write what a scheduling tool would have known of it at some instant.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from analytics.errors import BadEntryError, UnknownTimeZoneError
from analytics.simulate.agenda import Agenda, draw_absences
from analytics.simulate.catalogue import COACHES, Coach
from analytics.simulate.diary import FIRST_HOUR, LAST_HOUR, Diary, at_hour, draw_diary
from analytics.simulate.lives import Habit, Life, Traits
from analytics.simulate.names import Person, invent_people
from analytics.simulate.scripts import write_script
from analytics.simulate.stories import Stage, apportion
from analytics.simulate.tables import sessions_table, truth_table
from analytics.simulate.view import known_at

if TYPE_CHECKING:
    import pandas as pd

    from analytics.simulate.slots import Slot
    from analytics.simulate.stories import Script

LAST_DAY = dt.date(2026, 11, 22)
"""The default last day, a Sunday, so that the next morning is a Monday."""

LEAST_WEEKS = 26
"""In fewer weeks no programme ends and nobody leaves and returns."""

_DAY = dt.timedelta(days=1)
_HABITS: tuple[Habit, ...] = ("series", "on_the_spot", "later")


@dataclass(frozen=True)
class Practice:
    """An invented practice; docs/simulate.md lists the columns of both tables."""

    truth: pd.DataFrame
    """One row a client, by client_id."""

    sessions: pd.DataFrame
    """One row a booked slot, by the time of booking; times are in UTC."""

    timezone: str
    """IANA name of the zone both coaches work in."""

    ends_on: dt.date
    """The last day that is known; nothing later was simulated."""


@dataclass(frozen=True)
class Cast:
    """Who a client is: their person, coach, script and traits."""

    person: Person
    coach: Coach
    script: Script
    traits: Traits


def simulate(
    clients: int = 60,
    seed: int = 1,
    weeks: int = 78,
    ends_on: dt.date = LAST_DAY,
    timezone: str = "Europe/Zurich",
) -> Practice:
    """Return an invented practice; the same arguments give the same one.

    Parameters
    ----------
    clients
        How many people ever booked, at least 1.
    seed
        Decides everything that chance decides, at least 0.
    weeks
        How long the practice has existed on its last day, at least 26.
    ends_on
        The last day that is simulated, included. Slots booked by then may lie
        later; what becomes of those is not known.
    timezone
        IANA name of the practice's zone.

    Raises
    ------
    BadEntryError
        If a number is too small.
    UnknownTimeZoneError
        If the zone is not known.
    """
    _check(clients, seed, weeks, timezone)
    until_on = ends_on + _DAY
    first_on = until_on - 7 * weeks * _DAY
    stage = Stage(first_on, until_on, np.random.default_rng((seed, 0)))
    diaries = {
        coach.name: draw_diary(first_on, until_on, stage.rng) for coach in COACHES
    }
    cast = _draw_cast(clients, timezone, stage)
    lives = [
        _live(one, diaries[one.coach.name], stage, np.random.default_rng((seed, 1, i)))
        for i, one in enumerate(cast)
    ]
    everything = sessions_table(cast, lives, timezone)
    end_of_last_day = at_hour(until_on, 0).replace(tzinfo=ZoneInfo(timezone))
    sessions = known_at(everything, end_of_last_day)
    return Practice(truth_table(cast, sessions, timezone), sessions, timezone, ends_on)


def _check(clients: int, seed: int, weeks: int, timezone: str) -> None:
    for name, value, least in (
        ("clients", clients, 1),
        ("a seed", seed, 0),
        ("weeks", weeks, LEAST_WEEKS),
    ):
        if value < least:
            reason = (
                f"A made-up practice cannot have {value} for {name}: "
                f"choose {least} or more."
            )
            raise BadEntryError(reason)
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UnknownTimeZoneError(timezone) from error


def _draw_cast(clients: int, timezone: str, stage: Stage) -> list[Cast]:
    rng = stage.rng
    people = invent_people(clients, timezone, rng)
    stories = apportion(clients)
    # Practices differ: in how people book, and in how careless they are.
    habit_shares = rng.dirichlet((5, 8, 8))
    carelessness = rng.normal(0, 0.25)
    cast = []
    for index, (person, story) in enumerate(zip(people, stories, strict=True)):
        alike = stories.count(story)
        place = (index - stories.index(story) + rng.random()) / alike
        traits = Traits(
            _HABITS[int(rng.choice(3, p=habit_shares))],
            carelessness + rng.normal(0, 0.6),
            int(rng.integers(0, 5)),
            int(rng.integers(FIRST_HOUR, LAST_HOUR + 1)),
        )
        script = write_script(story, place, stage)
        cast.append(Cast(person, COACHES[index % 2], script, traits))
    return cast


def _live(
    cast: Cast, diary: Diary, stage: Stage, rng: np.random.Generator
) -> list[Slot]:
    """Return every slot the client booked by the last day, and some later ones."""
    script = cast.script
    absences = draw_absences(stage.first_on, stage.until_on, rng)
    if script.pause:
        absences = (script.pause, *absences)
    agenda = Agenda(diary, absences)
    until = at_hour(stage.until_on, 0)
    life = Life(script, cast.traits, agenda, rng)
    life.live(until)
    if script.returns_on:
        again = replace(script, starts_on=script.returns_on, leaves_on=None, ebbs=())
        second = Life(again, cast.traits, agenda, rng, done=life.done)
        second.live(until)
    return life.done
