"""What else an invented practice is told: homework, views, contacts, and notice given.

Each is a noisy view of the client's ebb, whose strength differs between practices; many
practices have only some of these sources, and one in four has none. How much a single
word is worth stands in docs/simulate.md. Drawn beside the sessions, which it changes in
nothing but how early somebody calls one off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.periods import SECONDS_PER_DAY
from analytics.simulate.crowd import DAYS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.simulate.crowd import People

    Vector = NDArray[np.float64]
    Days = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_WITHOUT_ANY = 0.25
_HAVE = {"homework": 0.6, "pulses": 0.6, "contacts": 0.6, "notice": 0.8}
"""Of the other practices, the share that has a source."""

_CAME, _CANCELLED = 0, 3
_FORTNIGHT = 14


@dataclass(frozen=True)
class Habits:
    """What differs between practices, a value a client (that of their practice)."""

    has: dict[str, Mask]
    """By source, whether there is any of it."""
    gives: Vector
    """How often a session ends with homework."""
    does: Vector
    """Log odds at ease of doing it, the client's own conscience included."""
    homework_shows: Vector
    """By how much these odds fall at full ebb."""
    looks: Vector
    """How often a coach gives a view."""
    kind: Vector
    """By how much the coach's views are above the usual ones."""
    view_shows: Vector
    """By how much a view falls at full ebb."""
    writes: Vector
    """How often a coach writes to somebody who is late."""
    notice_shows: Vector
    """How much shorter (as a log) notice is at full ebb."""


def habits_of(people: People, rng: np.random.Generator) -> Habits:
    """Return the habits of the practices."""
    practice = people.practice
    practices, count = int(practice.max()) + 1, len(practice)
    is_bare = rng.random(practices) < _WITHOUT_ANY

    def of_practice(middle: float, spread: float) -> Vector:
        drawn: Vector = rng.normal(middle, spread, practices)[practice]
        return drawn

    return Habits(
        has={
            name: (~is_bare & (rng.random(practices) < share))[practice]
            for name, share in _HAVE.items()
        },
        gives=rng.uniform(0.3, 0.9, practices)[practice],
        does=of_practice(1.1, 0.4) + rng.normal(0, 0.6, count),
        homework_shows=np.clip(of_practice(1.8, 0.7), 0, 4),
        looks=rng.uniform(0.3, 0.9, practices)[practice],
        kind=of_practice(0, 0.3) + rng.normal(0, 0.3, count),
        view_shows=np.clip(of_practice(1.2, 0.5), 0, 3),
        writes=rng.uniform(0.3, 0.8, practices)[practice],
        notice_shows=np.clip(of_practice(0.6, 0.3), 0, 1.5),
    )


def with_notice(people: People, habits: Habits, slots: pd.DataFrame) -> pd.DataFrame:
    """Return the slots, called off the later the more somebody has pulled back.

    Parameters
    ----------
    slots
        ``row`` (of the client), ``start``, ``booked`` and ``known`` (days), ``kind``.
        ``is_notice_known`` is added: whether the file says when it was called off.
    """
    rows, start = slots["row"].to_numpy(), slots["start"].to_numpy()
    known = slots["known"].to_numpy()
    notice = start - known
    ebb = people.ebb(rows, start)
    # What was called off in time stays so.
    shorter = np.maximum(
        notice * np.exp(-habits.notice_shows[rows] * ebb), np.minimum(notice, 1)
    )
    is_own = (slots["kind"].to_numpy() == _CANCELLED) & (start < people.leaves[rows])
    return slots.assign(
        known=np.where(is_own, start - shorter, known),
        is_notice_known=habits.has["notice"][rows],
    )


def told_of(
    people: People, habits: Habits, slots: pd.DataFrame, rng: np.random.Generator
) -> dict[str, pd.DataFrame]:
    """Return promises, views and contacts by the names of their tables.

    Days are counted from the first day of the log; see `as_tables`.
    """
    came = slots.loc[slots["kind"] == _CAME, ["row", "start"]]
    came = came.sort_values(["row", "start"], kind="stable").reset_index(drop=True)
    return {
        "actions_s": _homework(people, habits, came, rng),
        "pulses_s": _views(people, habits, came, rng),
        "contacts_s": _contacts(people, habits, came, rng),
    }


def as_tables(
    people: People, told: dict[str, pd.DataFrame], first_day: int
) -> dict[str, pd.DataFrame]:
    """Return the same with days since 1970, client ids and the practice's number."""
    found = {}
    for name, table in told.items():
        rows = table["row"].to_numpy()
        key = "action_id" if name == "actions_s" else "entry_id"
        columns = {
            "practice": people.practice[rows],
            key: [f"t{place:09d}" for place in range(len(table))],
            "client_id": [f"c{row:07d}" for row in rows],
        }
        days = {
            column: table[column].to_numpy(np.int64) + first_day
            for column in ("counts_day", "on_day")
            if column in table
        }
        others = table.drop(columns=["row", *days])
        if "done" in others:
            seconds = (others.pop("done") + first_day) * SECONDS_PER_DAY
            others["done_s"] = seconds.round().astype("Int64")
        found[name] = pd.DataFrame(columns | days).join(others.reset_index(drop=True))
    return found


def _homework(
    people: People, habits: Habits, came: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    rows, day = came["row"].to_numpy(), np.floor(came["start"].to_numpy())
    count = len(came)
    due = day + rng.integers(4, 8, count)
    has_left = due >= people.leaves[rows]
    odds = habits.does[rows] - habits.homework_shows[rows] * people.ebb(rows, due)
    is_done = rng.random(count) < _chance(odds - 2.5 * has_left)
    is_late = rng.random(count) < 0.15
    in_time = day + 0.8 + rng.random(count) * (due - day - 1)
    done = np.where(is_late, due + 1 + rng.random(count) * 5, in_time)
    given = habits.has["homework"][rows] & (rng.random(count) < habits.gives[rows])
    found = pd.DataFrame(
        {"row": rows, "counts_day": due, "done": np.where(is_done, done, np.nan)}
    )
    kept: pd.DataFrame = found.loc[given & (due < DAYS)]
    return kept


def _views(
    people: People, habits: Habits, came: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    rows, day = came["row"].to_numpy(), np.floor(came["start"].to_numpy())
    count = len(came)
    falls = habits.view_shows[rows] * people.ebb(rows, day)
    middle = 4.3 + habits.kind[rows]
    engaged = _of_five(middle - falls + rng.normal(0, 0.8, count))
    progress = _of_five(middle - 0.3 - 0.6 * falls + rng.normal(0, 1, count))
    is_both = rng.random(count) < 0.7
    is_given = habits.has["pulses"][rows] & (rng.random(count) < habits.looks[rows])
    found = pd.DataFrame(
        {
            "row": rows,
            "on_day": day,
            "view_of_five": np.where(is_both, (engaged + progress) / 2, engaged),
        }
    )
    # Nobody is asked about a client twice in a fortnight.
    is_first = ~pd.DataFrame({"row": rows, "nth": day // _FORTNIGHT}).duplicated()
    kept: pd.DataFrame = found.loc[is_given & is_first.to_numpy()]
    return kept


def _contacts(
    people: People, habits: Habits, came: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    rows, day = came["row"].to_numpy(), np.floor(came["start"].to_numpy())
    count = len(came)
    again = came.groupby("row")["start"].shift(-1).fillna(np.inf).to_numpy()
    on_day = day + np.ceil(people.cadence[rows] * rng.uniform(1.4, 2.6, count)) + 1
    has_left = on_day >= people.leaves[rows]
    odds = 1.5 - 1.5 * people.ebb(rows, on_day) - 2.0 * has_left
    is_answered = rng.random(count) < _chance(odds)
    is_written = habits.has["contacts"][rows] & (
        rng.random(count) < habits.writes[rows]
    )
    is_late = (on_day < np.floor(again)) & (on_day < DAYS)
    found = pd.DataFrame({"row": rows, "on_day": on_day, "is_answered": is_answered})
    kept: pd.DataFrame = found.loc[is_written & is_late]
    return kept


def _of_five(view: Vector) -> Vector:
    found: Vector = np.clip(np.round(view), 1, 5)
    return found


def _chance(odds: Vector) -> Vector:
    chance: Vector = 1 / (1 + np.exp(-odds))
    return chance
