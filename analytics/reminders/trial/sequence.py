"""Looks at a running test, as often as one likes, that stay honest.

What is seen at a look is the difference ``b - a`` of two shares, less what would have
been expected from before the test, with a standard error by client (by week or service,
where these were drawn): sessions of one client hang together and count as one cluster.
What was expected was known before anybody was drawn, so taking it off favours no arm;
it leaves out most of what makes clients differ and so shortens the test. How much of it
is taken off (0 to 1) is what fits best within the arms: the past may not last.

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

_ROUNDING = 1e-9

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
    parts = _Part.of(sums, ~sums.is_b), _Part.of(sums, sums.is_b)
    a, b = (part.arm for part in parts)
    if min(part.counting for part in parts) < FEWEST_UNITS:
        return Look(a, b, too_early="units")
    hits = a.hits + b.hits
    if min(hits, a.sessions + b.sessions - hits) < FEWEST_HITS:
        return Look(a, b, too_early="hits")
    taken = _taken_off(parts)
    in_a, in_b = (part.share(taken) for part in parts)
    information = 1 / _variance(parts, taken)
    return _said(a, b, in_b - in_a, information, (1 / worth**2, alpha))


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


@dataclass(frozen=True, eq=False)
class _Part:
    """One arm: what is known of each client in it who had a session."""

    sessions: Vector
    hits: Vector
    expected: Vector

    @classmethod
    def of(cls, sums: Sums, chosen: NDArray[np.bool_]) -> _Part:
        had = chosen & (sums.sessions > 0)
        return cls(sums.sessions[had], sums.hits[had], sums.expected[had])

    @property
    def arm(self) -> Arm:
        return Arm(len(self.sessions), round(self.whole), round(float(self.hits.sum())))

    @property
    def whole(self) -> float:
        return float(self.sessions.sum())

    @property
    def counting(self) -> float:
        """How many clients as good as count: less than there are, if uneven."""
        squares = float((self.sessions * self.sessions).sum())
        return self.whole**2 / squares if squares else 0.0

    def share(self, taken: float) -> float:
        return float((self.hits - taken * self.expected).sum()) / self.whole

    def apart(self, counts: Vector) -> Vector:
        """Return how far each client is from the arm's own share."""
        return counts - float(counts.sum()) / self.whole * self.sessions

    def variance(self, taken: float) -> float:
        """Return the variance of `share`, by client."""
        rest = self.apart(self.hits - taken * self.expected)
        count = len(rest)
        return float((rest * rest).sum()) / self.whole**2 * count / (count - 1)


def _taken_off(parts: tuple[_Part, _Part]) -> float:
    """Return how much of what was expected is taken off: what fits best, 0 to 1."""
    expected = np.concatenate([part.apart(part.expected) for part in parts])
    hits = np.concatenate([part.apart(part.hits) for part in parts])
    spread = float((expected * expected).sum())
    if spread <= _ROUNDING:
        return 0.0
    return min(max(float((hits * expected).sum()) / spread, 0.0), 1.0)


def _variance(parts: tuple[_Part, _Part], taken: float) -> float:
    """Return the variance of the difference, widened for few clients.

    By client (linearised), and not below what independent sessions of one pooled share
    would have, apart from what was expected: early on all of an arm may have come, and
    its own spread is 0.
    """
    own = [part.variance(taken) for part in parts]
    found, least = sum(own), _least(parts, taken)
    counting = [part.counting for part in parts]
    freedom = 2 * min(counting) - 2
    if found > least:
        freedom = found**2 / sum(
            one**2 / (n - 1) for one, n in zip(own, counting, strict=True)
        )
    return max(found, least) * widened(freedom) ** 2


def _least(parts: tuple[_Part, _Part], taken: float) -> float:
    n_a, n_b = (part.whole for part in parts)
    hits = sum(float(part.hits.sum()) for part in parts)
    share = (hits + 1) / (n_a + n_b + 2)
    apart = [taken * part.apart(part.expected) for part in parts]
    explained = sum(
        float((one * one / part.sessions).sum())
        for one, part in zip(apart, parts, strict=True)
    )
    left = share * (1 - share) - explained / (n_a + n_b)
    return left * (1 / n_a + 1 / n_b)


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
