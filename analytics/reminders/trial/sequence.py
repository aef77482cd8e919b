"""Looks at a running test, as often as one likes, that stay honest.

What is seen at a look is the difference ``b - a`` of two shares, less what would have
been expected from before the test, with a standard error by client (by week or service,
where these were drawn): sessions of one client hang together and count as one cluster.
What was expected was known before anybody was drawn, so taking it off favours no arm;
it leaves out most of what makes clients differ and so shortens the test.

In information ``I = 1 / se**2`` the score ``S = difference * I`` behaves like Brownian
motion with drift, and the two-sided normal mixture boundary holds at all looks together
(Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon 2021, Ann. Stat. 49:1055, eq. 14;
with an estimated variance it is the asymptotic confidence sequence of Waudby-Smith,
Arbour, Sinha, Kennedy and Ramdas 2024, Ann. Stat. 52:2613). The mixture is the prior as
well: before the first session an effect is normal round 0 with the effect worth having
as its standard deviation. So one stated assumption gives the interval and the chance
that one arm is better, and the interval is about tightest when the test is as large as
planned.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

ALPHA = 0.05
"""Chance of a wrong winner at any look, where there is no difference."""

FEWEST_UNITS = 8
"""Clusters that as good as count, in each arm, before anything is said."""

FEWEST_HITS = 5
"""Sessions with the outcome, and without it, before anything is said."""

_FAR_OUT = 3.0
"""Standard errors at which a boundary lies about; there the tails are matched."""

_STANDARD = NormalDist()


@dataclass(frozen=True, eq=False)
class Sums:
    """What is known so far, one entry a client (week, service) with a session.

    Attributes
    ----------
    is_b
        Shape ``(n,)``, boolean: drawn for arm b.
    sessions
        Shape ``(n,)``: sessions whose outcome is known.
    hits
        Shape ``(n,)``: of these, the ones with the outcome.
    expected
        Shape ``(n,)``: how many were to be expected from before the test.
    """

    is_b: NDArray[np.bool_]
    sessions: Vector
    hits: Vector
    expected: Vector


@dataclass(frozen=True)
class Arm:
    """One arm at a look."""

    units: int
    sessions: int
    hits: int

    @property
    def share(self) -> float | None:
        """The share with the outcome; ``None`` without a session."""
        return self.hits / self.sessions if self.sessions else None


@dataclass(frozen=True)
class Look:
    """What may be said at one moment; no numbers where it is too early.

    Attributes
    ----------
    difference, low, high
        ``b - a`` on the scale from 0 to 1, less what was expected, with the ends of the
        confidence sequence.
    b_lower
        The chance that the share is lower in b, under the stated prior.
    evidence
        The e-value against no difference: a bet on it would have been multiplied by
        so much. From ``1 / alpha`` on, 0 lies outside the interval.
    information
        ``1 / se**2``, the standard error widened for few clusters.
    """

    a: Arm
    b: Arm
    too_early: str | None = None
    """Why nothing is said yet: ``units`` or ``hits``."""
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    b_lower: float | None = None
    evidence: float | None = None
    information: float | None = None


def boundary(information: float, prior: float, alpha: float = ALPHA) -> float:
    """Return how far the score may stray, at any look, with chance ``1 - alpha``.

    Parameters
    ----------
    information
        Intrinsic time, more than 0.
    prior
        ``rho`` of the mixture, in the same units: 1 / variance of the prior effect.
    """
    whole = information + prior
    return math.sqrt(whole * math.log(whole / (alpha * alpha * prior)))


def log_evidence(score: float, information: float, prior: float) -> float:
    """Return the logarithm of the mixture supermartingale, 0 at the start."""
    whole = information + prior
    return 0.5 * math.log(prior / whole) + score * score / (2 * whole)


def look(sums: Sums, worth: float, alpha: float = ALPHA) -> Look:
    """Return what may be said of what is known so far.

    Parameters
    ----------
    worth
        The effect worth having, more than 0; also the prior's standard deviation.
    """
    a, b = _arm(sums, ~sums.is_b), _arm(sums, sums.is_b)
    error = _standard_error(sums)
    if error is None:
        return Look(a, b, too_early="units")
    hits = a.hits + b.hits
    if min(hits, a.sessions + b.sessions - hits) < FEWEST_HITS:
        return Look(a, b, too_early="hits")
    difference = _less_expected(sums, sums.is_b) - _less_expected(sums, ~sums.is_b)
    return _said(a, b, difference, 1 / error**2, (1 / worth**2, alpha))


def _said(
    a: Arm, b: Arm, difference: float, information: float, rule: tuple[float, float]
) -> Look:
    prior, alpha = rule
    score = difference * information
    half = boundary(information, prior, alpha) / information
    return Look(
        a,
        b,
        difference=difference,
        low=max(difference - half, -1.0),
        high=min(difference + half, 1.0),
        b_lower=_STANDARD.cdf(-score / math.sqrt(information + prior)),
        evidence=math.exp(min(log_evidence(score, information, prior), 700.0)),
        information=information,
    )


def _arm(sums: Sums, chosen: NDArray[np.bool_]) -> Arm:
    return Arm(
        int(np.count_nonzero(sums.sessions[chosen])),
        int(sums.sessions[chosen].sum()),
        int(sums.hits[chosen].sum()),
    )


def _less_expected(sums: Sums, chosen: NDArray[np.bool_]) -> float:
    rest = sums.hits[chosen] - sums.expected[chosen]
    return float(rest.sum() / sums.sessions[chosen].sum())


def _standard_error(sums: Sums) -> float | None:
    """Return the standard error, ``None`` with too few clusters in an arm.

    By cluster (linearised), not below what independent sessions of one pooled share
    would have: early on all of an arm may have come, and its own spread is 0.
    """
    parts = [_spread(sums, ~sums.is_b), _spread(sums, sums.is_b)]
    if min(counting for _, counting in parts) < FEWEST_UNITS:
        return None
    variance = sum(spread for spread, _ in parts)
    least = _pooled(sums)
    freedom = min(counting for _, counting in parts) * 2 - 2
    if variance > least:
        freedom = variance**2 / sum(s * s / (n - 1) for s, n in parts)
    return math.sqrt(max(variance, least)) * widened(freedom)


def _spread(sums: Sums, chosen: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the variance of an arm's share, and how many clusters as good as count."""
    sessions, hits = sums.sessions[chosen], (sums.hits - sums.expected)[chosen]
    whole, squares = sessions.sum(), (sessions * sessions).sum()
    if not whole:
        return 0.0, 0.0
    counting = float(whole * whole / squares)
    count = np.count_nonzero(sessions)
    if count == 1:
        return 0.0, counting
    rest = hits - hits.sum() / whole * sessions
    return float((rest * rest).sum() / whole**2 * count / (count - 1)), counting


def _pooled(sums: Sums) -> float:
    n_b = float(sums.sessions[sums.is_b].sum())
    n_a = float(sums.sessions.sum()) - n_b
    share = (float(sums.hits.sum()) + 1) / (n_a + n_b + 2)
    return share * (1 - share) * (1 / n_a + 1 / n_b)


def widened(freedom: float) -> float:
    """Return by how much a standard error has to grow for so few clusters.

    The ratio of Student's t to the normal at the same tail, three standard errors out
    (expansion of R. A. Fisher and E. A. Cornish 1960, Technometrics 2:209).
    """
    z, n = _FAR_OUT, freedom
    t = (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    )
    return t / z


def growth(factor: float, sessions_per_unit: float, icc: float) -> float:
    """Return how information grows with `factor` times the sessions of each client."""
    before = 1 + (sessions_per_unit - 1) * icc
    after = 1 + max(factor * sessions_per_unit - 1, 0) * icc
    return factor * before / after


def sessions_to_go(
    seen: Look, worth: float, icc: float, alpha: float = ALPHA
) -> int | None:
    """Return how many more sessions would settle it, if the difference stays as it is.

    ``None`` where nothing can be said yet, or the same clients cannot settle it in
    fifty times as many. 0 where it is settled.
    """
    if seen.information is None or not seen.difference:
        return None
    size, prior = abs(seen.difference), 1 / worth**2
    sessions = seen.a.sessions + seen.b.sessions
    each = sessions / (seen.a.units + seen.b.units)

    def is_settled(factor: float) -> bool:
        known = (seen.information or 0) * growth(factor, each, icc)
        return size * known >= boundary(known, prior, alpha)

    low, high = 1.0, _MOST
    if is_settled(low):
        return 0
    if not is_settled(high):
        return None
    while high - low > _CLOSE * low:
        middle = (low + high) / 2
        low, high = (low, middle) if is_settled(middle) else (middle, high)
    return max(math.ceil(sessions * (high - 1)), 1)


_MOST = 50.0
_CLOSE = 1e-3
