"""Which names a week's list shows, from scores and from what was shown before.

The same choice makes the list of today, the record of the past and the benchmark, so
that what is measured is what is shown. Days are day numbers (`periods.day_number`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.risk.rule import Word

SNOOZE_DAYS = 28
"""Who was shown is left alone for four weeks: without that, last week's names fill
the list and new ones come late."""

NEW_SHARE = 0.05
"""Of the active clients, how many new names a week suit most owners."""


@dataclass(frozen=True)
class Candidate:
    """An active client on the day of the list."""

    client_id: str
    score: float
    """Higher comes first; only its order counts."""
    word: Word
    is_held_back: bool = False
    """Somebody said that this name has to wait."""
    last_missed_day: int | None = None
    """Of the last session the client missed or cancelled late."""
    last_attended_day: int | None = None


@dataclass(frozen=True)
class Listed:
    """A name on the list."""

    client_id: str
    since_day: int
    """The day on which it was first shown, this time."""


@dataclass(frozen=True)
class Listing:
    """The list of a day."""

    listed: tuple[Listed, ...] = ()
    """Highest score first."""
    snoozed: Mapping[str, int] = field(default_factory=dict)
    """Who would be on the list but was shown lately: the first day on which the
    client may be shown again."""

    def after(self, history: Mapping[str, int]) -> dict[str, int]:
        """Return the history once this list has been shown."""
        return dict(history) | {one.client_id: one.since_day for one in self.listed}


def default_capacity(active_clients: int) -> int:
    """Return how many new names a week suit a practice: one in twenty, at least one."""
    return max(1, round(NEW_SHARE * active_clients))


def choose(
    candidates: Sequence[Candidate],
    history: Mapping[str, int],
    today_day: int,
    week_start_day: int,
    capacity: int,
) -> Listing:
    """Return the names of a day.

    Whoever was first shown this week stays, unless they came since or have to wait.
    The rest of the week's `capacity` goes to new names: quieter than usual, not held
    back, and not shown in the last `SNOOZE_DAYS`, unless they missed a session since.
    Who has left the list keeps their place in the week: their time is spent.

    Parameters
    ----------
    candidates
        The active clients, in any order, each once.
    history
        By client, the day their latest showing began. Showings after today, as a
        look back meets them, do not count.
    week_start_day
        The first day of the week `today_day` lies in.
    capacity
        New names a week; below 0 is 0.

    Raises
    ------
    ValueError
        If a client comes twice or a score is missing.
    """
    ordered = sorted(_checked(candidates), key=_order)
    shown = {who: day for who, day in history.items() if day <= today_day}
    places = capacity - sum(day >= week_start_day for day in shown.values())
    listed: list[Listed] = []
    snoozed: dict[str, int] = {}
    for one in ordered:
        since = shown.get(one.client_id)
        if since is not None and since >= week_start_day and _stays(one, since):
            listed.append(Listed(one.client_id, since))
        elif one.word == "low" or one.is_held_back:
            continue
        elif since is not None and _is_snoozed(one, since, today_day):
            snoozed[one.client_id] = since + SNOOZE_DAYS
        elif places > 0:
            places -= 1
            listed.append(Listed(one.client_id, today_day))
    return Listing(tuple(listed), snoozed)


def _checked(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    if len({one.client_id for one in candidates}) < len(candidates):
        message = "a client stands twice among the candidates"
        raise ValueError(message)
    if any(math.isnan(one.score) for one in candidates):
        message = "a candidate has no score"
        raise ValueError(message)
    return candidates


def _stays(one: Candidate, since: int) -> bool:
    """Return whether a name first shown this week is still worth its line.

    Of a session on the day of the showing nobody knows which came first; it counts as
    later if the client is as usual by now.
    """
    came = one.last_attended_day
    has_come = came is not None and (
        came > since or (came == since and one.word == "low")
    )
    return not has_come and not one.is_held_back


def _is_snoozed(one: Candidate, since: int, today_day: int) -> bool:
    missed = one.last_missed_day
    has_missed = missed is not None and since < missed <= today_day
    return today_day < since + SNOOZE_DAYS and not has_missed


def _order(one: Candidate) -> tuple[float, int, str]:
    # Of equal scores the longer silence first, as in the rule's order.
    came = one.last_attended_day
    return -one.score, came if came is not None else 0, one.client_id
