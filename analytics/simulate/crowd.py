"""Who lives in an invented population: the clients, and what their practices share.

Everything that could differ between practices differs widely and at random.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Days = NDArray[np.int64]
    Mask = NDArray[np.bool_]

DAYS = 1095
"""How long every practice is followed."""

AHEAD = 5
"""Sessions at most that somebody who books in series has in the book."""

_NEVER = 10**6
_CADENCES = np.array([7, 14, 21, 28])
_PROGRAMMES = np.array([5, 6, 8, 10, 12, 16, 20])


@dataclass(frozen=True)
class Climate:
    """What differs between practices, a value a client (that of their practice)."""

    missed: Vector
    """Log odds of a miss at ease, likewise the next three."""
    late: Vector
    cancelled: Vector
    moved: Vector
    shows: Vector
    """How strongly an ebb shows in what becomes of sessions; 0 not at all."""
    stretches: Vector
    """By what share a gap grows at full ebb."""
    forgets: Vector
    """How often somebody leaves without a next time, at ease."""
    waits: Vector
    """Days until somebody who books later does, as a share of the cadence."""
    calls_off: Vector
    """How often a leaver calls off what is still in the book, instead of missing it."""


@dataclass
class People:
    """The clients, a value each; days count from the first day of the log."""

    practice: Days
    climate: Climate
    cadence: Vector
    noise: Vector
    """Spread of the log of the gaps."""
    habit: Days
    """0 books in series, 1 on the spot, 2 some days later."""
    ahead: Days
    """How many sessions ahead somebody who books in series has in the book."""
    careless: Vector
    programme: Days
    """Sessions of the programme, 0 without one."""
    renews: Vector
    starts: Days
    ebbs_from: Vector
    ebbs_until: Vector
    """From then on the ebb stays, unless the client recovers."""
    depth: Vector
    recovers: Mask
    low: Vector
    """The ebb of an ordinary day."""
    leaves: Vector
    """From that day on the client keeps and books nothing."""
    done: Mask = field(init=False)

    def __post_init__(self) -> None:
        self.done = np.zeros(len(self.practice), bool)

    def ebb(self, rows: Days, day: Vector) -> Vector:
        """Return how far clients have pulled back on a day; 0 is at ease."""
        length = np.maximum(self.ebbs_until[rows] - self.ebbs_from[rows], 1)
        share = np.clip((day - self.ebbs_from[rows]) / length, 0, 1)
        is_over = self.recovers[rows] & (day >= self.ebbs_until[rows])
        deep = np.where(is_over, 0, share * self.depth[rows])
        ebbing: Vector = self.low[rows] + deep
        return ebbing


def people_of(practices: int, clients: int, rng: np.random.Generator) -> People:
    """Return the clients of practices, in the order of these."""
    count = practices * clients
    practice = np.repeat(np.arange(practices), clients)

    def of_practice(middle: float, spread: float) -> Vector:
        drawn: Vector = rng.normal(middle, spread, practices)[practice]
        return drawn

    def chosen(shares: Vector) -> Days:
        """Draw a kind for each client by the shares of their practice."""
        edges = np.cumsum(shares, axis=1)[practice]
        kinds: Days = (rng.random(count)[:, np.newaxis] > edges[:, :-1]).sum(axis=1)
        return kinds

    climate = Climate(
        missed=of_practice(-3.3, 0.6),
        late=of_practice(-3.3, 0.6),
        cancelled=of_practice(-3.0, 0.6),
        moved=of_practice(-2.7, 0.6),
        shows=np.clip(of_practice(1.6, 0.8), 0.1, 4),
        stretches=np.clip(of_practice(0.5, 0.25), 0, 1.5),
        forgets=np.clip(of_practice(0.25, 0.12), 0.02, 0.7),
        waits=np.clip(of_practice(0.45, 0.2), 0.05, 1.2),
        calls_off=np.clip(of_practice(0.6, 0.2), 0.05, 0.95),
    )
    founders = rng.uniform(0.05, 0.4, practices)[practice]
    starts = np.where(
        rng.random(count) < founders,
        rng.integers(0, 40, count),
        rng.integers(0, DAYS - 90, count),
    )
    in_programme = rng.random(count) < np.clip(of_practice(0.3, 0.2), 0, 0.9)
    ebbs_from = starts + rng.exponential(1 / np.exp(of_practice(-5.6, 0.5)))
    lasts = rng.lognormal(3.9, 0.6, count)
    recovers = rng.random(count) < np.clip(of_practice(0.3, 0.12), 0.02, 0.8)
    blue = starts + rng.exponential(1 / np.exp(of_practice(-6.6, 0.6)))
    # A share of newcomers finds within a few weeks that it is not for them.
    early = rng.random(count) < np.clip(of_practice(0.15, 0.1), 0, 0.5)
    soon = starts + rng.exponential(30, count) + 5
    ebbs_until = ebbs_from + lasts
    return People(
        practice=practice,
        climate=climate,
        cadence=_CADENCES[chosen(rng.dirichlet((4, 4, 1.2, 1.5), practices))].astype(
            float
        ),
        noise=np.exp(rng.normal(-2.2, 0.6, count)),
        habit=chosen(rng.dirichlet((3, 3, 3), practices)),
        ahead=rng.integers(2, AHEAD + 1, count),
        careless=rng.normal(0, 0.5, count),
        programme=np.where(in_programme, rng.choice(_PROGRAMMES, count), 0),
        renews=np.clip(of_practice(0.45, 0.2), 0.05, 0.95),
        starts=starts,
        ebbs_from=ebbs_from,
        ebbs_until=ebbs_until,
        depth=rng.uniform(0.4, 1.4, count),
        recovers=recovers,
        low=np.abs(rng.normal(0, 0.15, count)),
        leaves=np.minimum(
            np.where(recovers, _NEVER, ebbs_until),
            np.minimum(blue, np.where(early, soon, _NEVER)),
        ),
    )
