"""Are the newest weeks like the ones a model learned from? Asked on every fit.

Each feature's mean over the newest eight weeks is set beside its mean over the rows
learned from, in standard deviations. A practice of twenty is looked at through few
clients, whose weekly rows are near copies, so a difference counts only if it is large
and lies outside what chance would do with so few clients. It is said in a sentence and
changes no score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

NEWEST_DAYS = 56
"""The weeks that are looked at: eight, the one of the fit the last."""

LARGE = 0.4
"""Standard deviations from which a difference is worth a sentence."""

SURE = 3.5
"""Standard errors, by client, from which it is no play of chance. With both limits a
sentence comes up in about one fit in twenty of simulated practices that do not change
(mostly holidays), and in none of those with a thousand clients."""

FEWEST_CLIENTS = 8
"""On either side; fewer say nothing."""

_LEARNED = "than in the months before"


class Shift(NamedTuple):
    """A feature whose newest weeks differ."""

    feature: str
    sds: float
    """By how many standard deviations the newest weeks lie higher."""
    text: str


def shifts(learned: pd.DataFrame, seen: pd.DataFrame, day: int) -> tuple[Shift, ...]:
    """Return what differs, at most one a topic, the largest first.

    Parameters
    ----------
    learned
        The rows learned from, of `analytics.facts.features.rows`.
    seen
        All rows up to the day of the fit; those of its newest weeks are compared.
    day
        The day of the fit, a day number.
    """
    newest = seen[seen["as_of_day"] > day - NEWEST_DAYS]
    before = learned[learned["as_of_day"] <= day - NEWEST_DAYS]
    names = [name for name in _TOPICS if name in learned.columns]
    fewest = min(newest["client_id"].nunique(), before["client_id"].nunique())
    if fewest < FEWEST_CLIENTS:
        return ()
    old_means, old_errors, spreads = _moments(before, names)
    new_means, new_errors, _ = _moments(newest, names)
    differences = new_means - old_means
    errors = np.sqrt(old_errors**2 + new_errors**2)
    sds = differences / np.where(spreads > 0, spreads, 1.0)
    is_sure = np.abs(differences) >= SURE * errors
    found: dict[str, Shift] = {}
    for place in np.argsort(-np.abs(sds), kind="stable"):
        if not is_sure[place] or abs(sds[place]) < LARGE:
            continue
        topic, more, less = _TOPICS[names[place]]
        text = f"{more if sds[place] > 0 else less} {_LEARNED}."
        found.setdefault(topic, Shift(names[place], float(sds[place]), text))
    return tuple(found.values())


def _moments(rows: pd.DataFrame, names: list[str]) -> tuple[Vector, Vector, Vector]:
    """Return means, their standard errors by client, and standard deviations."""
    values = rows[names].to_numpy(float)
    means = values.mean(axis=0)
    apart = values - means
    clients = pd.factorize(rows["client_id"])[0]
    count = clients.max() + 1
    sums = np.column_stack(
        [np.bincount(clients, column, count) for column in apart.T]
    ).astype(float)
    factor = count / max(count - 1, 1)
    errors: Vector = np.sqrt(factor * (sums**2).sum(axis=0)) / len(rows)
    return means, errors, values.std(axis=0)


_BOOKED = "booked", "Less is booked ahead", "More is booked ahead"
_SILENCE = (
    "silence",
    "Clients were away for longer",
    "Clients were away for less time",
)
_GAPS = "gaps", "Sessions lay further apart", "Sessions lay closer together"
_MISSED = (
    "missed",
    "More sessions were missed or cancelled late",
    "Fewer sessions were missed or cancelled late",
)
_NEW = "new", "More clients were new", "Fewer clients were new"

_TOPICS: dict[str, tuple[str, str, str]] = {
    "no_upcoming": _BOOKED,
    "over_nobook": _BOOKED,
    "next_stretch": (
        "stretch",
        "The next session was booked further away",
        "The next session was booked sooner",
    ),
    "lead_trend": (
        "lead",
        "Clients booked longer ahead",
        "Clients booked more at the last moment",
    ),
    "log_ratio": _SILENCE,
    "over1": _SILENCE,
    "log_gap": _GAPS,
    "gap_trend": (
        "trend",
        "Gaps between sessions were growing more",
        "Gaps between sessions were shrinking more",
    ),
    "gap_cv": (
        "regularity",
        "Clients came less regularly",
        "Clients came more regularly",
    ),
    "ew_miss": _MISSED,
    "last_missed": _MISSED,
    "ew_resched": ("moved", "More sessions were moved", "Fewer sessions were moved"),
    "ew_cancel": (
        "cancelled",
        "More sessions were cancelled in time",
        "Fewer sessions were cancelled in time",
    ),
    "is_new": _NEW,
    "homework_done": ("homework", "More homework was done", "Less homework was done"),
    "pulse_level": ("views", "Coaches' views were better", "Coaches' views were worse"),
    "pkg_on": (
        "programmes",
        "More clients were in a programme",
        "Fewer clients were in a programme",
    ),
}
"""By feature: a topic, and what is said if it lies higher or lower. Those that follow
the calendar are left out, those that grow with every log, and those that another one
speaks for."""
