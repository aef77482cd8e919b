"""How likely a client is to come, and how that changes while they ebb away.

The model is our own and deliberately simple: every habit has a value for a
client who is at ease and one for a client on the point of stopping, and *ebb*
(0 at ease, 1 on the point of stopping) moves in a straight line between them.
The values are judgement, not measurement; docs/simulate.md lists them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.simulate.catalogue import TEXT_REMINDER

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Chances:
    """What becomes of one booked session; the rest of 1 is that it takes place."""

    missed: float
    """Nobody comes and nobody says so."""

    cancelled: float
    """The client cancels, early or late."""

    moved: float
    """The session moves to another time."""

    called_off: float
    """The coach cancels."""


AT_EASE = Chances(missed=0.035, cancelled=0.06, moved=0.07, called_off=0.02)
STOPPING = Chances(missed=0.18, cancelled=0.26, moved=0.15, called_off=0.02)

# The strategies differ in this one effect, so that a comparison has a truth.
TEXT_SPARES = 0.6
"""Missed sessions with a text, as a share of those with an e-mail."""

GAP_STRETCH = 0.5
"""How much longer the gap to the next session grows at full ebb, as a share."""

FORGETS_SHARE = 0.2
"""How often somebody who books on the spot leaves without a next time."""

DELAY_SHARE = 0.45
"""Mean wait of a client at ease who books later, as a share of the cadence."""

DELAY_STRETCH = 3.0
"""How much longer that wait grows at full ebb, as a share."""


@dataclass(frozen=True)
class Ebb:
    """A time in which a client pulls back, from its first day to its last."""

    first_on: dt.date
    until_on: dt.date
    depth: float
    """Ebb on the last day, 0 to 1."""

    recovers: bool
    """Whether the client is at ease again afterwards."""

    def on(self, day: dt.date) -> float:
        """Return the ebb of that day: a ramp, then 0 or the depth for good."""
        if day < self.first_on:
            return 0.0
        if day >= self.until_on:
            return 0.0 if self.recovers else self.depth
        share = (day - self.first_on).days / (self.until_on - self.first_on).days
        return self.depth * share


def chances(ebb: float, carelessness: float, reminder: str) -> Chances:
    """Return what may become of a session.

    Parameters
    ----------
    ebb
        0 at ease to 1 on the point of stopping.
    carelessness
        The client's own habit: 0 is average, +1 about doubles the odd miss.
    reminder
        The strategy of the session; a text spares some missed sessions.
    """
    habit = math.exp(0.6 * carelessness)
    spared = TEXT_SPARES if reminder == TEXT_REMINDER else 1.0

    def between(calm: float, stopping: float, scale: float) -> float:
        return min(0.4, (calm + (stopping - calm) * ebb) * scale)

    return Chances(
        missed=between(AT_EASE.missed, STOPPING.missed, habit * spared),
        cancelled=between(AT_EASE.cancelled, STOPPING.cancelled, habit),
        moved=between(AT_EASE.moved, STOPPING.moved, math.sqrt(habit)),
        called_off=AT_EASE.called_off,
    )
