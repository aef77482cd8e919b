"""Cases to choose a step for, written as short as they are told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.playbook.case import Case, Taken
from analytics.playbook.pattern import Pattern, Slot

if TYPE_CHECKING:
    from typing import Any

MONDAY = dt.date(2026, 11, 23)
"""Today in every case."""

KINDS = {
    "a": "attended",
    "n": "no_show",
    "l": "late_cancelled",
    "c": "cancelled",
    "o": "cancelled_by_coach",
    "m": "rescheduled",
    "u": "unknown",
}


def days_ago(days: int) -> dt.date:
    return MONDAY - dt.timedelta(days=days)


def pattern(letters: str, *, since: int = 3, every: int = 7, **more: Any) -> Pattern:  # noqa: ANN401 - fields of Pattern
    """Return slots, newest first, by letter; a capital one is excused.

    Parameters
    ----------
    since
        How many days ago the newest was.
    """
    slots = tuple(
        Slot(
            f"s{place}",
            KINDS[letter.lower()],
            letter.isupper(),
            days_ago(since + place * every),
        )
        for place, letter in enumerate(letters)
    )
    return Pattern(slots, **more)


def taken(step: str, ago: int, result: str | None = None, **more: Any) -> Taken:  # noqa: ANN401 - fields of Taken
    return Taken(step, days_ago(ago), result=result, **more)


def case(letters: str = "", **more: Any) -> Case:  # noqa: ANN401 - fields of Case
    """Return a case of somebody who came ten times, nothing booked."""
    given = {"sessions_attended": 10, **more}
    if letters:
        given["pattern"] = pattern(letters)
    return Case(MONDAY, **given)
