"""Many invented practices at once, as arrays: what the shipped prior is learned from.

`practice.py` tells the story of each client of one practice in detail; here thousands
of clients take their turns together, session by session. Everything that could differ
between practices differs widely and at random (how people book, how often they miss,
how early a decline shows, how often they leave out of the blue), so that what is
learned holds for practices of many kinds and not for one. docs/simulate.md says how.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.periods import SECONDS_PER_DAY
from analytics.simulate import told
from analytics.simulate.crowd import AHEAD, DAYS, people_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.simulate.crowd import People

    Vector = NDArray[np.float64]
    Days = NDArray[np.int64]
    Mask = NDArray[np.bool_]

FIRST_DAY = 17_897
"""1 January 2019, a day number: the first day of every population."""

_MOST_SLOTS = 1_000
"""Of one client: more than a weekly one with every slot moved has in three years."""
_KINDS = ("attended", "no_show", "late_cancelled", "cancelled", "rescheduled")
_BY_COACH = 5
_NOT_CALLED_OFF = ("attended", "no_show")


@dataclass(frozen=True)
class Population:
    """Many invented practices."""

    sessions: pd.DataFrame
    """One row a slot, as `population` returns them."""
    told: dict[str, pd.DataFrame]
    """What else is known, by table: ``actions_s``, ``pulses_s`` and ``contacts_s``,
    with the columns that facts read of them and ``practice``. Of each practice some
    or all may be empty."""


def population(practices: int, clients: int, seed: int) -> pd.DataFrame:
    """Return the session logs of many invented practices.

    Parameters
    ----------
    practices
        How many.
    clients
        How many people ever booked, in each.
    seed
        The same seed gives the same logs.

    Returns
    -------
    pandas.DataFrame
        One row a slot, with the columns that facts read of a session: ``practice``,
        ``session_id``, ``client_id``, ``coach``, ``service``, ``start_s``,
        ``start_day``,
        ``slot_known_s``, ``outcome``, ``outcome_known_s``, ``replaced_known_s``,
        ``is_excused``, ``sessions_planned``, ``cancelled_s`` (missing where the
        practice's file does not say when). Times are seconds since 1970.
    """
    return populated(practices, clients, seed).sessions


def populated(practices: int, clients: int, seed: int) -> Population:
    """Return the same practices with what they are told beside the sessions."""
    rng = np.random.default_rng((seed, practices, clients))
    people = people_of(practices, clients, rng)
    slots = pd.concat(_lived(people, rng), ignore_index=True)
    # Drawn apart, so that sessions are the same whatever is told.
    aside = np.random.default_rng((seed, practices, clients, 1))
    habits = told.habits_of(people, aside)
    slots = told.with_notice(people, habits, slots)
    words = told.told_of(people, habits, slots, aside)
    return Population(_log(people, slots), told.as_tables(people, words, FIRST_DAY))


# -- how they live -------------------------------------------------------------


@dataclass
class Turn:
    """The next slot of each client who still has one, a value each."""

    rows: Days
    planned: Vector
    """The day the rhythm asks for; a moved slot keeps it."""
    start: Vector
    booked: Vector
    moves: Days
    kept: Days
    """Sessions attended of the programme."""
    before: NDArray[np.float64]
    """Days of the last sessions, newest first."""

    def only(self, which: Mask) -> Turn:
        """Return those of some clients."""
        return Turn(
            self.rows[which],
            self.planned[which],
            self.start[which],
            self.booked[which],
            self.moves[which],
            self.kept[which],
            self.before[which],
        )


def _lived(people: People, rng: np.random.Generator) -> list[pd.DataFrame]:
    count = len(people.practice)
    starts = people.starts.astype(float)
    turn = Turn(
        rows=np.arange(count),
        planned=starts,
        start=starts,
        booked=starts - rng.integers(1, 12, count),
        moves=np.zeros(count, np.int64),
        kept=np.zeros(count, np.int64),
        before=np.repeat(starts[:, np.newaxis], AHEAD, axis=1),
    )
    lived = []
    for _ in range(_MOST_SLOTS):
        kinds, known = _fates(people, turn, rng)
        lived.append(
            pd.DataFrame(
                {
                    "row": turn.rows,
                    "start": turn.start,
                    "booked": turn.booked,
                    "kind": kinds,
                    "known": known,
                }
            )
        )
        turn = _next(people, turn, kinds, known, rng)
        if not len(turn.rows):
            break
    return lived


def _fates(people: People, turn: Turn, rng: np.random.Generator) -> tuple[Days, Vector]:
    """Return what becomes of each slot, and the day on which that is known."""
    rows, climate = turn.rows, people.climate
    ebb = people.ebb(rows, turn.start)
    tilt = climate.shows[rows] * ebb + people.careless[rows]
    odds = np.exp(
        np.column_stack(
            [
                np.zeros(len(rows)),
                climate.missed[rows] + tilt,
                climate.late[rows] + 0.9 * tilt,
                climate.cancelled[rows] + tilt,
                climate.moved[rows] + 0.5 * tilt,
                np.full(len(rows), -4.0),
            ]
        )
    )
    # Whoever becomes a client came once, and nobody moves one session for ever.
    odds[turn.start <= people.starts[rows], 1:] = 0
    odds[turn.moves >= 2, 4] = 0
    edges = np.cumsum(odds, axis=1)
    drawn = rng.random(len(rows)) * edges[:, -1]
    kinds = (drawn[:, np.newaxis] > edges[:, :-1]).sum(axis=1)
    lead = turn.start - turn.booked
    notice = np.minimum(np.ceil(rng.gamma(1.2, 3.0, len(rows))), lead)
    has_left = turn.start >= people.leaves[rows]
    since = np.maximum(people.leaves[rows], turn.booked)
    told = since + rng.random(len(rows)) ** 2 * np.maximum(turn.start - since, 0)
    off = rng.random(len(rows)) < climate.calls_off[rows]
    away = np.where(off, np.where(turn.start - told >= 1, 3, 2), 1)
    kinds = np.where(has_left, away, kinds)
    # With less than a day's notice nobody cancels early.
    kinds = np.where((kinds == 3) & ~has_left & (notice < 1), 2, kinds)
    known = np.where(np.isin(kinds, (3, 4, _BY_COACH)), turn.start - notice, turn.start)
    known = np.where(kinds == 2, turn.start - 0.3, known)
    known = np.where(has_left & off, np.minimum(told, turn.start - 0.1), known)
    return kinds, np.clip(known, turn.booked, turn.start)


def _next(
    people: People, turn: Turn, kinds: Days, known: Vector, rng: np.random.Generator
) -> Turn:
    """Return the slot that follows for each client who books one."""
    rows = turn.rows
    is_moved = kinds == 4
    came = kinds == 0
    kept = turn.kept + came
    is_complete = (people.programme[rows] > 0) & (kept >= people.programme[rows])
    goes_on = ~is_complete | (rng.random(len(rows)) < people.renews[rows])
    kept = np.where(is_complete, 0, kept)
    before = np.column_stack([turn.start, turn.before[:, :-1]])
    ebb = people.ebb(rows, turn.start)
    booked, planned = _asked(people, turn, came, before, ebb, rng)
    # Something that fell through is often made up for within days.
    soon = ~came & ~is_moved & (rng.random(len(rows)) < 0.5 * np.exp(-ebb))
    made_up = turn.start + rng.integers(2, 9, len(rows))
    planned = np.where(soon & (planned > made_up), made_up, planned)
    start = _open_day(np.maximum(planned, np.floor(booked) + 1), rng)
    # A moved slot is another time for the same session.
    steps = rng.choice([-2, -1, 1, 2, 3, 5, 7], len(rows))
    moved_to = np.maximum(turn.start + steps, np.floor(known) + 1)
    moved_to = np.where(moved_to == turn.start, moved_to + 1, moved_to)
    booked = np.where(is_moved, known, booked)
    following = Turn(
        rows=rows,
        planned=np.where(is_moved, turn.planned, planned),
        start=np.where(is_moved, moved_to, start),
        booked=booked,
        moves=np.where(is_moved, turn.moves + 1, 0),
        kept=kept,
        before=np.where(is_moved[:, np.newaxis], turn.before, before),
    )
    return following.only(goes_on & (booked < people.leaves[rows]) & (booked < DAYS))


def _asked(
    people: People,
    turn: Turn,
    came: Mask,
    before: NDArray[np.float64],
    ebb: Vector,
    rng: np.random.Generator,
) -> tuple[Vector, Vector]:
    """Return when clients ask for their next slot, and the day they wish for."""
    rows, climate = turn.rows, people.climate
    cadence = people.cadence[rows]
    stretched = cadence * (1 + climate.stretches[rows] * ebb)
    gap = stretched * np.exp(rng.normal(0, people.noise[rows]))
    is_regular = people.habit[rows] < 2
    wish = np.where(is_regular, turn.planned, turn.start) + np.maximum(gap, 1)
    wish = np.maximum(np.round(wish), turn.start + 1)
    forgets = np.minimum(climate.forgets[rows] * np.exp(1.5 * ebb), 0.95)
    at_once = is_regular & came & (rng.random(len(rows)) > forgets)
    wait = rng.gamma(1.5, climate.waits[rows] * cadence / 1.5) * np.exp(1.2 * ebb)
    booked = turn.start + np.where(at_once, 0.05, wait + 0.1)
    # Who books in series asked for this one some sessions ago, unless they ebb.
    place = np.arange(len(rows)), people.ahead[rows] - 1
    is_series = (people.habit[rows] == 0) & (
        rng.random(len(rows)) < np.exp(-1.5 * np.maximum(ebb - 0.2, 0))
    )
    booked = np.where(is_series, before[place] + 0.05, booked)
    return booked, wish


def _open_day(start: Vector, rng: np.random.Generator) -> Vector:
    """Step over the turn of the year and, often, over high summer."""
    year_day = start % 365
    is_closed = (year_day >= 356) | (year_day <= 3)
    is_summer = (year_day >= 205) & (year_day <= 232)
    is_away = is_summer & (rng.random(len(start)) < 0.5)
    weeks = rng.integers(1, 3, len(start))
    opened: Vector = np.where(is_closed | is_away, start + 7 * weeks, start)
    return opened


# -- as a log ------------------------------------------------------------------


def _log(people: People, slots: pd.DataFrame) -> pd.DataFrame:
    rows = slots["row"].to_numpy()
    kinds = np.array([*_KINDS, "cancelled_by_coach"])
    start_s = _seconds(np.floor(slots["start"].to_numpy()) + 0.42)
    booked_s = np.minimum(_seconds(slots["booked"].to_numpy() + 0.4), start_s)
    known_s = np.clip(_seconds(slots["known"].to_numpy() + 0.4), booked_s, start_s)
    outcome = kinds[slots["kind"].to_numpy()]
    at_start = np.isin(outcome, _NOT_CALLED_OFF)
    planned = people.programme[rows]
    is_said = slots["is_notice_known"].to_numpy() & ~np.isin(outcome, _NOT_CALLED_OFF)
    return pd.DataFrame(
        {
            "practice": people.practice[rows],
            "session_id": [f"s{i:09d}" for i in range(len(slots))],
            "client_id": [f"c{i:07d}" for i in rows],
            "coach": "Coach",
            "service": np.where(planned > 0, "Programme", "Sessions"),
            "start_s": start_s,
            "start_day": start_s // SECONDS_PER_DAY,
            "slot_known_s": booked_s,
            "outcome": outcome,
            "outcome_known_s": np.where(at_start, start_s, known_s),
            "replaced_known_s": pd.Series(known_s, dtype="Int64").where(
                outcome == "rescheduled"
            ),
            "is_excused": False,
            "sessions_planned": pd.Series(planned, dtype="Int64").where(planned > 0),
            "cancelled_s": pd.Series(known_s, dtype="Int64").where(is_said),
        }
    )


def _seconds(days: Vector) -> Days:
    seconds: Days = np.round((days + FIRST_DAY) * SECONDS_PER_DAY).astype(np.int64)
    return seconds
