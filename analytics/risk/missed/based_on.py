"""What the likelihood of a miss is based on: exact sums by group, and facts in words.

Counted from the week's own median booking; the groups and that booking's logit add up
to the logit. It is what it is based on, never why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.risk.missed.week import BasedOn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.risk.scorer import Scorer

    Vector = NDArray[np.float64]

GROUPS: dict[str, tuple[str, ...]] = {
    "past": ("miss_history", "is_first", "last_missed"),
    "booking": ("is_same_day", "log_lead", "lead_months", "bookings_that_day"),
    "time": ("hour", "is_monday", "is_late_week"),
}
"""The features of each group; every feature is in one."""

LEAST_SAID = 0.2
"""Logits; what adds less is not worth saying."""

MOST_SAID = 2

_WEEK = 7
_DAYS = (
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
)


def parts(
    scorer: Scorer, features: Vector, rows: pd.DataFrame
) -> tuple[float, list[tuple[BasedOn, ...]]]:
    """Return the median booking's logit, and what each group adds to each booking.

    Parameters
    ----------
    features
        Of the week's bookings, as `scorer` takes them; at least one.
    rows
        The same bookings, of `analytics.facts.bookings.rows`.
    """
    reference = np.median(features, axis=0)
    starts_at = float(scorer.logits(reference[np.newaxis, :])[0])
    single = scorer.contributions(features, reference)
    sums = {
        group: single[:, [scorer.columns.index(name) for name in names]].sum(axis=1)
        for group, names in GROUPS.items()
    }
    found = []
    for place, row in enumerate(rows.to_dict("records")):
        facts = {str(name): value for name, value in row.items()}
        adds = {group: float(sums[group][place]) for group in sums}
        found.append(
            tuple(
                BasedOn(group, adds[group], _WORDS[group](facts))
                for group in sorted(adds, key=lambda group: -adds[group])
            )
        )
    return starts_at, found


def said(parts: Sequence[BasedOn]) -> str:
    """Return what the largest parts of a likelihood rest on, as a few words."""
    strong = [part.text for part in parts if part.adds > LEAST_SAID]
    return ", ".join(strong[:MOST_SAID])


def _past(row: Mapping[str, float]) -> str:
    before, misses = int(row["bookings_before"]), int(row["misses_before"])
    if not before:
        return "first session"
    if row["last_missed"]:
        return "the last session was missed"
    if not misses:
        return f"none of {before} missed so far"
    return f"{misses} of {before} sessions missed so far"


def _booking(row: Mapping[str, float]) -> str:
    if row["bookings_that_day"] > 1:
        return f"{int(row['bookings_that_day'])} sessions that day"
    if not row["is_lead_known"]:
        return "not known when it was booked"
    days = int(row["lead_days"])
    if days == 0:
        return "booked the same day"
    if days >= 2 * _WEEK:
        return f"booked {days // _WEEK} weeks ahead"
    return "booked a day ahead" if days == 1 else f"booked {days} days ahead"


def _time(row: Mapping[str, float]) -> str:
    day = _DAYS[int(row["start_day"] + 3) % _WEEK]
    return f"{day} round {int(row['start_hour'])}:00"


_WORDS: dict[str, Callable[[Mapping[str, float]], str]] = {
    "past": _past,
    "booking": _booking,
    "time": _time,
}
