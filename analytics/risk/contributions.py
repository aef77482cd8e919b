"""What a score is based on: exact sums by group, with the client's own facts.

A logit is a sum, so each group of features adds a definite amount to it, counted from
the practice's own median active client. The amounts and that client's logit add up to
the score. Never say *because*: it is what the score is based on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analytics.risk.reasons import LITTLE_KNOWN_BELOW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.risk.scorer import Scorer

    Vector = NDArray[np.float64]

GROUPS: dict[str, tuple[str, ...]] = {
    "booking": ("no_upcoming", "over_nobook", "next_stretch", "lead_trend"),
    "rhythm": (
        "log_ratio",
        "over1",
        "gap_trend",
        "pace",
        "gap_cv",
        "log_gap",
        "visits_log_odds",
    ),
    "reliability": (
        "ew_miss",
        "miss_trend",
        "last_missed",
        "streak_notatt",
        "ew_resched",
        "ew_cancel",
        "notice_given",
    ),
    "stage": ("log_tenure", "log_natt", "is_new", "pkg_on", "pkg_near_end"),
    "season": ("season_ratio", "holiday_ahead"),
    "homework": ("homework_done",),
    "pulse": ("pulse_level", "pulse_change"),
    "contact": ("contact_answered",),
}
"""The features of each group; every feature is in one."""

MOST_NAMED = 2
LEAST_NAMED = 0.2
"""Logits; what adds less is not worth a sentence."""

_WIDER = 0.2
_STRETCHED = 0.25
_NOTICE = 0.1
_FELL = -0.5


class Based(NamedTuple):
    """One group's part in a score, in logits, with the facts behind it."""

    group: str
    adds: float
    text: str


class Explained(NamedTuple):
    """A score taken apart: `starts_at` and all of `adds` make the logit."""

    starts_at: float
    """The logit of the practice's median active client."""
    adds: Mapping[str, float]
    """By group, in logits."""
    named: Sequence[Based]
    """The largest, at most two, in words."""


def explained(scorer: Scorer, features: Vector, rows: pd.DataFrame) -> list[Explained]:
    """Return what each score of a day's list is based on.

    Parameters
    ----------
    features
        Of all active clients of the day, as `scorer` takes them.
    rows
        The same clients, of `analytics.facts.features.rows`.
    """
    if not len(features):
        return []
    reference = np.median(features, axis=0)
    starts_at = float(scorer.logits(reference[np.newaxis, :])[0])
    parts = scorer.contributions(features, reference)
    members = {
        group: [scorer.columns.index(name) for name in names if name in scorer.columns]
        for group, names in GROUPS.items()
    }
    sums = {group: parts[:, places].sum(axis=1) for group, places in members.items()}
    return [
        _explained(
            starts_at,
            {group: float(sums[group][place]) for group in sums},
            {str(name): value for name, value in row.items()},
        )
        for place, row in enumerate(rows.to_dict("records"))
    ]


def _explained(
    starts_at: float, adds: dict[str, float], row: Mapping[str, float]
) -> Explained:
    largest = sorted(adds, key=lambda group: -adds[group])[:MOST_NAMED]
    strong = [group for group in largest if adds[group] > LEAST_NAMED]
    # Nothing booked is said with the days of silence; they are not said twice.
    is_silence_said = "booking" in strong and not row["is_booked"]
    words = _WORDS | ({"rhythm": _gaps} if is_silence_said else {})
    named = [Based(group, adds[group], words[group](row)) for group in strong]
    return Explained(starts_at, adds, named)


def _silence(row: Mapping[str, float]) -> str:
    days = int(row["days_since_last"])
    said = "1 day" if days == 1 else f"{days} days"
    if row["sessions_attended"] < LITTLE_KNOWN_BELOW:
        return f"{said} since the last session"
    return f"{said} since the last session, usually {round(row['usual_gap_days'])}"


def _booking(row: Mapping[str, float]) -> str:
    if not row["is_booked"]:
        return f"Nothing booked; {_silence(row)}."
    if row["next_stretch"] > _STRETCHED:
        return "The next session is booked further away than usual."
    return "How sessions are booked."


def _rhythm(row: Mapping[str, float]) -> str:
    if row["gap_trend"] > _WIDER:
        return f"The last gaps were longer than before; {_silence(row)}."
    return f"{_silence(row)}."


def _gaps(row: Mapping[str, float]) -> str:
    if row["gap_trend"] > _WIDER:
        return "The last gaps were longer than before."
    if row["sessions_attended"] < LITTLE_KNOWN_BELOW:
        return "Little known so far."
    return f"Usually comes every {round(row['usual_gap_days'])} days."


def _reliability(row: Mapping[str, float]) -> str:
    if row["last_missed"]:
        return "The last session was missed or cancelled late."
    if row["miss_trend"] > 0:
        return "More sessions missed or cancelled late than before."
    if row["notice_given"] > _NOTICE:
        return "Sessions were called off well ahead."
    if row["notice_given"] < -_NOTICE:
        return "Sessions were called off at short notice."
    return "Sessions missed, cancelled or moved of late."


def _stage(row: Mapping[str, float]) -> str:
    if row["pkg_near_end"]:
        return "The programme is nearly over."
    count = int(row["sessions_attended"])
    return "1 session so far." if count == 1 else f"{count} sessions so far."


def _season(row: Mapping[str, float]) -> str:
    if row["holiday_ahead"] > 0:
        return "Holidays lie ahead."
    return "How full the whole practice has been in the last two weeks."


def _homework(row: Mapping[str, float]) -> str:
    due, done = int(row["promises_due"]), int(row["promises_done"])
    if due < 2:
        return "No homework that was due." if due == 0 else _ONE_PROMISE[done]
    return f"{done or 'None'} of the last {due} promises done."


def _pulse(row: Mapping[str, float]) -> str:
    if not row["count_views"]:
        return "No view of a session of late."
    view = f"{row['latest_view']:g} of 5"
    if row["pulse_change"] <= _FELL:
        return f"Your latest view of a session was {view}, lower than before."
    return f"Your latest view of a session was {view}."


def _contact(row: Mapping[str, float]) -> str:
    if row["contact_answered"] == 0:
        return "No message since the last session of which the answer is known."
    is_answered = row["contact_answered"] > 0
    return f"The last message was {'answered' if is_answered else 'not answered'}."


_ONE_PROMISE = {0: "The last promise was not done.", 1: "The last promise was done."}

_WORDS: dict[str, Callable[[Mapping[str, float]], str]] = {
    "booking": _booking,
    "rhythm": _rhythm,
    "reliability": _reliability,
    "stage": _stage,
    "season": _season,
    "homework": _homework,
    "pulse": _pulse,
    "contact": _contact,
}
