"""Sessions with a known truth: a practice whose coaches remind whom they worry about.

Clients differ in how often they miss. A coach sees past misses and how early a session
was booked, reminds accordingly, and may also know something that no data hold. Made
session by session, so that what a client does now is in what is seen of them next time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.reminders.contracts import NONE, Compared, Outcome, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

FIRST_DAY = 20_000
_DAYS_BETWEEN = 7
_HISTORY = 6
_NEVER_LOOKED = 0.15
"""Where a client's history starts, and the weight of so many sessions."""


@dataclass(frozen=True)
class Plan:
    """What a practice is like.

    Attributes
    ----------
    effect
        Of the reminder on missing, in log odds.
    worry
        How strongly past misses make a coach remind; 0 is a toss of a coin.
    hidden
        How strongly something that no data hold does.
    cancels
        Of the sessions the reminder saves from being missed, the share that is
        cancelled or moved instead.
    strategies
        Besides no reminder; all have the same effect.
    switched_on
        Everybody is reminded from this day on, counted from the first, and nobody
        before; ``None`` for coaches who choose.
    miss_log_odds
        Of a client in the middle, without a reminder.
    sessions_per_client
        On average.
    """

    effect: float = -0.6
    worry: float = 1.2
    hidden: float = 0.0
    cancels: float = 0.0
    strategies: tuple[str, ...] = ("text",)
    switched_on: int | None = None
    miss_log_odds: float = -1.9
    sessions_per_client: int = 8


@dataclass(frozen=True, eq=False)
class Made:
    """A practice's sessions and the truth about them.

    ``difference`` is the true risk difference of missed sessions where both happened
    about as often: what overlap weights aim at.
    """

    compared: Compared
    difference: float


def made(sessions: int, seed: int, plan: Plan | None = None) -> Made:
    """Return so many sessions of a practice, and the truth.

    Parameters
    ----------
    sessions
        At least some dozens.
    """
    plan = plan or Plan()
    draw = np.random.default_rng(seed)
    lengths = 1 + draw.poisson(plan.sessions_per_client - 1, sessions)
    client = np.repeat(np.arange(sessions), lengths)[:sessions]
    starts = np.r_[0, np.flatnonzero(np.diff(client)) + 1]
    place = np.arange(sessions) - np.repeat(starts, np.diff(np.r_[starts, sessions]))
    tendency = draw.normal(0, 0.9, client.max() + 1)[client]
    lead = draw.gamma(2.0, 4.0, sessions)
    hour = draw.integers(8, 18, sessions).astype(float)
    first_day = draw.integers(0, 300, client.max() + 1)[client]
    day = FIRST_DAY + first_day + _DAYS_BETWEEN * place
    walk = _Walk(draw, plan, tendency, lead, hour, day)
    walk.through(place)
    weight = walk.chance * (1 - walk.chance)
    gain = walk.miss_with - walk.miss_without
    table = _table(draw, plan, walk, client, place)
    true = float((weight * gain).sum() / weight.sum()) if weight.sum() else gain.mean()
    return Made(Compared(table, longest_lead_hours=72.0), float(true))


class _Walk:
    """Goes through all clients' first sessions, then their second, and so on."""

    def __init__(
        self,
        draw: np.random.Generator,
        plan: Plan,
        tendency: Vector,
        lead: Vector,
        hour: Vector,
        day: NDArray[np.int64],
    ) -> None:
        self.draw, self.plan, self.day = draw, plan, day
        self.tendency, self.lead, self.hour = tendency, lead, hour
        blank = np.zeros(len(lead))
        self.history, self.last, self.chance = blank.copy(), blank.copy(), blank.copy()
        self.reminded, self.missed = blank.copy(), blank.copy()
        self.miss_with, self.miss_without = blank.copy(), blank.copy()
        early = draw.binomial(_HISTORY, _sigmoid(plan.miss_log_odds + tendency))
        self.misses = early.astype(float)

    def through(self, place: NDArray[np.int64]) -> None:
        order = np.argsort(place, kind="stable")
        edges = np.searchsorted(place[order], np.arange(place.max() + 2))
        for nth in range(place.max() + 1):
            self._step(order[edges[nth] : edges[nth + 1]], nth)

    def _step(self, rows: NDArray[np.int64], nth: int) -> None:
        plan = self.plan
        if nth:
            self.misses[rows] = self.misses[rows - 1] + self.missed[rows - 1]
            self.last[rows] = self.missed[rows - 1]
        seen = (self.misses[rows] + 6 * _NEVER_LOOKED) / (nth + _HISTORY + 6)
        self.history[rows] = seen
        leaning = -0.4 + 0.7 * plan.worry * (seen - _NEVER_LOOKED) / 0.1
        leaning += plan.hidden * self.tendency[rows]
        if plan.worry:
            leaning += 0.4 * self.last[rows] + 0.03 * (self.lead[rows] - 8)
        chance = _sigmoid(leaning)
        if plan.switched_on is not None:
            chance = (self.day[rows] >= FIRST_DAY + plan.switched_on).astype(float)
        self.chance[rows] = chance
        self.reminded[rows] = self.draw.random(len(rows)) < chance
        at = plan.miss_log_odds + self.tendency[rows] + 0.03 * (self.lead[rows] - 8)
        at += 0.25 * (self.hour[rows] == 8)
        self.miss_without[rows] = _sigmoid(at)
        self.miss_with[rows] = _sigmoid(at + plan.effect)
        risk = np.where(
            self.reminded[rows] > 0, self.miss_with[rows], self.miss_without[rows]
        )
        self.missed[rows] = self.draw.random(len(rows)) < risk


def _table(
    draw: np.random.Generator,
    plan: Plan,
    walk: _Walk,
    client: NDArray[np.int64],
    place: NDArray[np.int64],
) -> pd.DataFrame:
    count = len(client)
    # Of the sessions that would have been missed without it, some are called off.
    saved = (walk.miss_without - walk.miss_with) * (walk.reminded > 0)
    called_off = 0.12 + plan.cancels * np.clip(saved, 0, 1)
    risk = np.where(walk.reminded > 0, walk.miss_with, walk.miss_without)
    is_off = (draw.random(count) < called_off / (1 - risk)) & (walk.missed == 0)
    which = draw.integers(0, len(plan.strategies), count)
    names = np.array([NONE, *plan.strategies], dtype=object)
    return pd.DataFrame(
        {
            "session_id": [f"s{number}" for number in range(count)],
            "client_id": np.char.add("c", client.astype(str)).astype(object),
            "coach": "Ada",
            "service": "Coaching",
            "start_day": walk.day,
            "strategy": names[np.where(walk.reminded > 0, 1 + which, 0)],
            "source": Source.LOG.value,
            "is_intended_only": False,
            "is_known": True,
            Outcome.MISSED.value: walk.missed,
            Outcome.CANCELLED_OR_MOVED.value: is_off.astype(float),
            Outcome.TOOK_PLACE.value: 1 - walk.missed - is_off.astype(float),
            Outcome.STILL_CLIENT.value: (draw.random(count) < 0.85).astype(float),
            "x_miss_history": np.log(walk.history / (1 - walk.history)),
            "x_last_missed": walk.last,
            "x_lead_days": walk.lead,
            "x_hour": walk.hour,
            "x_sessions_so_far": place.astype(float),
            "x_is_first": (place == 0).astype(float),
        }
    )


def _sigmoid(logits: Vector | float) -> Vector:
    found: Vector = 1 / (1 + np.exp(-np.asarray(logits, float)))
    return found
