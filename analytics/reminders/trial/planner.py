"""How long a fair test would take in this practice.

The share missed and how much a client's sessions hang together come from the practice's
own past, drawn toward what is usual where it is small: the share as if 20 sessions with
15 % missed had been seen as well, the correlation (ICC: analysis of variance of 0 and 1
by client) as if 40 clients with .07 had. Nothing here looks at a running test.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal

import numpy as np

from analytics.errors import TrialNotPossibleError
from analytics.reminders.trial.sequence import ALPHA, FEWEST_UNITS, boundary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

Unit = Literal["client", "week", "service"]

USUAL_SHARE, USUAL_SESSIONS = 0.15, 20.0
USUAL_ICC, USUAL_CLIENTS = 0.07, 40.0
"""Assumed, since nobody has published it for coaching: see docs/definitions.md."""

WEEK_ICC = 0.01
"""Sessions of one week hang together less than those of one client. Assumed."""

LONGEST_WEEKS = 156

_WORTH_OF_SHARE = 1 / 3
_LEAST_WORTH, _MOST_WORTH = 0.01, 0.5
_LEAST_SHARE = 0.03
_HALF, _MOST_TESTS = 0.5, 0.8


@dataclass(frozen=True)
class Past:
    """What a practice's past says about a test in it."""

    clients: int
    """With a session whose outcome is known."""
    sessions: int
    """Of these clients, with a known outcome."""
    missed: int
    base_rate: float
    """Share missed, drawn toward the usual one."""
    icc: float
    """Correlation of two sessions of one client, drawn toward the usual one."""
    own_icc: float | None
    """The same from this practice alone; ``None`` where it cannot be worked out."""
    active_clients: int
    """With a session in the last eight weeks: those who would be drawn."""
    sessions_per_client_week: float
    """Of an active client."""
    unevenness: float
    """Squared coefficient of variation of sessions per client."""

    @property
    def icc_left(self) -> float:
        """What is left of the correlation once a client's own past is taken off.

        A client's expected share is drawn toward everybody's as `expected_share` does
        it; of the spread between clients a past of n sessions then leaves
        (1 - icc) / (1 + (n - 1) icc).
        """
        seen = self.sessions / self.clients if self.clients else 0.0
        return self.icc * (1 - self.icc) / (1 + (seen - 1) * self.icc)


@dataclass(frozen=True)
class Outlook:
    """How long it would take."""

    worth: float
    """The effect worth having: so many fewer missed, on the scale from 0 to 1."""
    half_weeks: int | None
    """If the effect is that large, half of such tests are over by then."""
    most_weeks: int | None
    """… and four in five by then: the planned length."""
    sessions: int | None
    """In both arms together, until then."""
    smallest_worth: float | None
    """The smallest effect for which a year is enough in four of five tests."""
    by_week: int | None
    """The planned length if whole weeks were drawn."""


def past(sessions: Vector, missed: Vector, recent: Vector, weeks: float) -> Past:
    """Return what a practice's past says.

    Parameters
    ----------
    sessions, missed
        Shape ``(n,)``, one entry a client: sessions with a known outcome, and the
        missed among them.
    recent
        Shape ``(n,)``: sessions in the last `weeks` weeks, whatever became of them.
    """
    known, lost = float(sessions.sum()), float(missed.sum())
    own = icc_of(sessions, missed)
    count = int(np.count_nonzero(sessions > 1))
    weight = count / (count + USUAL_CLIENTS) if own is not None else 0.0
    active = recent[recent > 0]
    mean = float(active.mean()) if len(active) else 0.0
    return Past(
        clients=int(np.count_nonzero(sessions)),
        sessions=int(known),
        missed=int(lost),
        base_rate=(lost + USUAL_SHARE * USUAL_SESSIONS) / (known + USUAL_SESSIONS),
        icc=weight * (own or 0.0) + (1 - weight) * USUAL_ICC,
        own_icc=own,
        active_clients=len(active),
        sessions_per_client_week=mean / weeks,
        unevenness=float(active.var()) / mean**2 if mean else 0.0,
    )


def icc_of(sessions: Vector, hits: Vector) -> float | None:
    """Return how much a client's sessions hang together, 0 to 0.5.

    The analysis-of-variance estimator for 0 and 1 (M. S. Ridout, C. G. B. Demetrio and
    D. Firth 1999, Biometrics 55:137). ``None`` where there is no second client, no
    client with two sessions, or no difference between sessions at all.
    """
    has = sessions > 0
    n, s = sessions[has], hits[has]
    count, whole = len(n), float(n.sum())
    if count < 2 or whole <= count:
        return None
    share = float(s.sum()) / whole
    between = float((n * (s / n - share) ** 2).sum()) / (count - 1)
    within = float((s * (1 - s / n)).sum()) / (whole - count)
    size = (whole - float((n * n).sum()) / whole) / (count - 1)
    spread = between + (size - 1) * within
    return min(max((between - within) / spread, 0.0), 0.5) if spread else None


def expected_share(sessions: Vector, hits: Vector, icc: float) -> tuple[Vector, float]:
    """Return what to expect of each client from their past, and of somebody new.

    Their own share, drawn toward everybody's as if (1 - icc) / icc more sessions had
    gone as everybody's: the best linear guess where clients differ by `icc`.

    Parameters
    ----------
    sessions, hits
        Shape ``(n,)``, one entry a client.
    """
    whole = float(sessions.sum())
    usual = float(hits.sum()) / whole if whole else 0.0
    if icc <= 0:
        return np.full(len(sessions), usual), usual
    weight = (1 - icc) / icc
    return (hits + weight * usual) / (sessions + weight), usual


def usual_worth(base_rate: float) -> float:
    """Return an effect worth having where nobody has said one: a third less missed.

    Published trials lie from 9 % (a text) to 39 % fewer (a call).
    """
    return max(round(base_rate * _WORTH_OF_SHARE, 2), _LEAST_WORTH)


def outlook(found: Past, unit: Unit, worth: float, services: int = 0) -> Outlook:
    """Return how long a test would take.

    Raises
    ------
    TrialNotPossibleError
        Nobody or too few could be drawn, nobody ever misses, or nothing that large
        can come of it.
    """
    if why := _why_not(found, unit, worth, services):
        raise TrialNotPossibleError(*why)
    half, most = (
        weeks_until(found, unit, worth, power) for power in (_HALF, _MOST_TESTS)
    )
    rate = found.sessions_per_client_week * found.active_clients
    sessions = None if most is None else round(rate * most)
    by_week = weeks_until(found, "week", worth, _MOST_TESTS)
    return Outlook(worth, half, most, sessions, _year(found, unit), by_week)


def _why_not(
    found: Past, unit: Unit, worth: float, services: int
) -> tuple[str, float] | None:
    if found.missed == 0 and found.sessions >= USUAL_SESSIONS:
        return "nobody_missed", 0
    if found.base_rate < _LEAST_SHARE:
        return "few_missed", found.base_rate
    if not _LEAST_WORTH <= worth <= _MOST_WORTH or worth >= found.base_rate:
        return "worth", found.base_rate
    if unit == "service" and services < 2 * FEWEST_UNITS:
        return "services", services
    fewest = 2 * FEWEST_UNITS if unit == "client" else 1
    if found.active_clients < fewest:
        return "clients", found.active_clients
    return None


def weeks_until(found: Past, unit: Unit, worth: float, power: float) -> int | None:
    """Return after how many weeks a test is over with chance `power`.

    If the effect is `worth`; ``None`` where three years are not enough.
    """
    needed = information_needed(worth, power)
    first = 2 * FEWEST_UNITS if unit == "week" else 1
    for weeks in range(first, LONGEST_WEEKS + 1):
        if information(found, unit, worth, weeks) >= needed:
            return weeks
    return None


def information(found: Past, unit: Unit, worth: float, weeks: int) -> float:
    """Return ``1 / se**2`` of the difference after so many weeks."""
    base = found.base_rate
    spread = (base * (1 - base) + (base - worth) * (1 - base + worth)) / 2
    each = found.sessions_per_client_week * weeks
    whole = each * found.active_clients
    if unit == "week":
        effect = 1 + max(whole / weeks - 1, 0) * WEEK_ICC
    else:
        effect = 1 + max(each * (1 + found.unevenness) - 1, 0) * found.icc_left
    return whole / (4 * spread * effect)


def information_needed(worth: float, power: float, alpha: float = ALPHA) -> float:
    """Return the information at which the boundary is passed with chance `power`."""
    prior, z = 1 / worth**2, NormalDist().inv_cdf(power)
    low, high = prior, 1_000 * prior
    while high - low > prior / 1_000:
        middle = (low + high) / 2
        reach = worth * middle - z * math.sqrt(middle)
        if reach < boundary(middle, prior, alpha):
            low = middle
        else:
            high = middle
    return high


def _year(found: Past, unit: Unit) -> float | None:
    """Return the smallest effect, in whole points, that a year would show."""
    points = range(1, math.ceil(found.base_rate * 100))
    return next(
        (
            p / 100
            for p in points
            if (weeks := weeks_until(found, unit, p / 100, _MOST_TESTS)) is not None
            and weeks <= _WEEKS_A_YEAR
        ),
        None,
    )


_WEEKS_A_YEAR = 52
