"""The bookings of the next seven days, and how many of them may be missed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.periods import AsOf
    from analytics.risk.missed.ladder import Basis, Rung
    from analytics.risk.missed.record import Record
    from analytics.risk.missed.training import Fitted

    Vector = NDArray[np.float64]

MOST_NAMED = 5
"""Bookings worth an extra word; more would be a list of suspects."""

LEAST_NAMED = 0.15
LEAST_TIMES = 1.5
"""How likely a booking has to be missed to be named, and how many times likelier than
the practice's bookings as a whole."""

_LOW, _HIGH = 0.1, 0.9
_HAIR = 1e-9


@dataclass(frozen=True)
class BasedOn:
    """One group's part in a likelihood, in logits, with the facts behind it."""

    group: str
    """``past``, ``booking`` or ``time``."""
    adds: float
    """Counted from the week's median booking."""
    text: str


@dataclass(frozen=True)
class Booking:
    """An upcoming booking."""

    session_id: str
    client_id: str
    start_s: int
    """Seconds since 1970."""
    probability: float | None
    """Of being missed; ``None`` where nothing may be said."""
    interval: tuple[float, float] | None
    """80 %, about the estimate."""
    starts_at: float | None
    """The logit of the week's median booking: it and all groups make the logit."""
    based_on: tuple[BasedOn, ...]
    """Every group, the largest part first."""
    is_worth_a_word: bool


class Chance(Protocol):
    """Whatever holds the probability that a booking is missed."""

    @property
    def probability(self) -> float | None:
        """From 0 to 1; ``None`` where nothing may be said."""


@dataclass(frozen=True)
class Expected:
    """How many of some bookings may be missed."""

    n: int
    """Bookings."""
    expected: float
    low: int
    """With four chances in five it is `low` to `high`, both included."""
    high: int


@dataclass(frozen=True)
class Week:
    """The bookings of the seven days after a moment, by start."""

    as_of: AsOf
    rung: Rung
    fitted: Fitted
    bookings: tuple[Booking, ...]
    expected: Expected | None
    """``None`` where no number may be said, or nothing is booked."""
    record: Record | None
    """How predictions of the past year fared; ``None`` with too few."""


def expected(chances: Sequence[float]) -> Expected | None:
    """Return how many of these may be missed, ``None`` of none.

    The interval is that of a sum of unequal coins (Poisson-binomial), 80 %.

    Parameters
    ----------
    chances
        The probability of each.
    """
    if not len(chances):
        return None
    below = np.cumsum(distribution(np.asarray(chances, float)))
    return Expected(
        n=len(chances),
        # The same whatever their order.
        expected=math.fsum(chances),
        low=int(np.argmax(below >= _LOW - _HAIR)),
        high=int(np.argmax(below >= _HIGH - _HAIR)),
    )


def chances_of(
    counted_by: Basis, miss_share: float, found: Sequence[Chance]
) -> list[float]:
    """Return by which probabilities the misses of some bookings are counted.

    Parameters
    ----------
    counted_by
        Of the step of the ladder; ``none`` counts nothing.
    miss_share
        The practice's own share of missed bookings.
    """
    if counted_by == "share":
        return [miss_share] * len(found)
    if counted_by == "model":
        return [one.probability for one in found if one.probability is not None]
    return []


def distribution(chances: Vector) -> Vector:
    """Return the probability of each number of misses, shape (n + 1,)."""
    found = np.zeros(len(chances) + 1)
    found[0] = 1.0
    for count, chance in enumerate(chances, start=1):
        found[1 : count + 1] = (
            found[1 : count + 1] * (1 - chance) + found[:count] * chance
        )
        found[0] *= 1 - chance
    return found


def worth_a_word(chances: Vector, miss_share: float) -> NDArray[np.bool_]:
    """Return which bookings are named: the likeliest to be missed, a handful at most.

    Parameters
    ----------
    miss_share
        Of the practice's bookings that are missed.
    """
    found = np.zeros(len(chances), bool)
    first = np.argsort(-chances, kind="stable")[:MOST_NAMED]
    found[first] = chances[first] >= max(LEAST_NAMED, LEAST_TIMES * miss_share)
    return found
