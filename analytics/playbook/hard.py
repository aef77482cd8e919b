"""The hard steps: when they stand among the other options, and from which day on.

They rest on sessions and promises alone, never on a likelihood: this module knows
nothing of `analytics.risk`, also not by way of another (`pyproject.toml`). They are
never proposed, and nobody takes one within a day of what happened.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.playbook import pattern as patterns
from analytics.playbook.step import HARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.playbook.due import Diary
    from analytics.playbook.pattern import Pattern

LAST_REVIEW: Final = "last_review"
REFER: Final = "refer"
PART_KINDLY: Final = "part_kindly"

MISSED_TO_REVIEW: Final = 3
MISSED_TO_PART: Final = 4
"""Of the last six slots."""
UNDONE_TO_REVIEW: Final = 3
UNDONE_TO_PART: Final = 5
"""Sessions in a row whose promises were left undone."""
CAME_TO_REFER: Final = 3
"""Sessions after which it can be known that somebody else would suit better."""

_A_DAY_AFTER: Final = dt.timedelta(days=2)
"""What happens at any hour of a day lies more than 24 hours before the day after next
begins, and less before the next."""


class Behind(NamedTuple):
    """All that the hard steps may know of a client."""

    pattern: Pattern = patterns.NOTHING
    undone_in_a_row: int = 0
    """Sessions running that ended in a promise of the client which was not kept."""
    undone_day: dt.date | None = None
    """The day of the latest of those promises."""
    sessions_attended: int = 0


def options(behind: Behind) -> tuple[str, ...]:
    """Return the hard steps that a coach may think about, the mildest first."""
    return tuple(step for step, holds in _RULES if holds(behind))


def due(step: str, behind: Behind, diary: Diary, today: dt.date, days: int) -> dt.date:
    """Return the day for a hard step: never within a day of what is behind it.

    Parameters
    ----------
    days
        How many days after `today` the step is due as a rule.

    Raises
    ------
    KeyError
        If it is no hard step.
    """
    if step not in HARD:
        raise KeyError(step)
    return diary.day(today, days, earliest(behind, today))


def earliest(behind: Behind, today: dt.date) -> dt.date:
    """Return the first day that keeps its distance from the latest thing behind it."""
    days = (patterns.newest_day(behind.pattern.missed()), behind.undone_day)
    newest = max((day for day in days if day is not None), default=None)
    return today if newest is None else max(today, newest + _A_DAY_AFTER)


def _last_review(behind: Behind) -> bool:
    is_missed = len(behind.pattern.missed()) >= MISSED_TO_REVIEW
    return is_missed or behind.undone_in_a_row >= UNDONE_TO_REVIEW


def _refer(behind: Behind) -> bool:
    return behind.sessions_attended >= CAME_TO_REFER


def _part_kindly(behind: Behind) -> bool:
    is_missed = len(behind.pattern.missed()) >= MISSED_TO_PART
    return is_missed or behind.undone_in_a_row >= UNDONE_TO_PART


_RULES: Final[tuple[tuple[str, Callable[[Behind], bool]], ...]] = (
    (LAST_REVIEW, _last_review),
    (REFER, _refer),
    (PART_KINDLY, _part_kindly),
)
