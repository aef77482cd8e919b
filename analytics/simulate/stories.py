"""What will become of each client, decided before their first session.

A story says how a client stands on the practice's last day. A script is the
story with dates. A practice of any size shows the stories in the shares below,
because a demo of 60 clients must not depend on luck.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np

    from analytics.simulate.agenda import Absence
    from analytics.simulate.catalogue import Service
    from analytics.simulate.moods import Ebb

Story = Literal[
    "steady",
    "slow_decline",
    "sudden_leaver",
    "completed",
    "paused",
    "returner",
    "never_came",
    "new",
]

SHARES: dict[Story, float] = {
    "steady": 0.28,
    "slow_decline": 0.20,
    "sudden_leaver": 0.13,
    "completed": 0.17,
    "paused": 0.04,
    "returner": 0.05,
    "never_came": 0.05,
    "new": 0.08,
}

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Script:
    """One client's story with its dates; every end day is excluded."""

    story: Story
    service: Service
    cadence_days: int
    starts_on: dt.date
    ebbs: tuple[Ebb, ...] = ()
    leaves_on: dt.date | None = None
    """From this day the client keeps and books nothing; None: stays."""

    returns_on: dt.date | None = None
    pause: Absence | None = None


@dataclass(frozen=True)
class Stage:
    """The days a practice is simulated, and the dice."""

    first_on: dt.date
    until_on: dt.date
    rng: np.random.Generator

    def day(self, share: float) -> dt.date:
        """Return the day at this share of the whole, 0 first and 1 last."""
        return self.first_on + _DAY * round(
            share * (self.until_on - self.first_on).days
        )

    def before_end(self, days: float) -> dt.date:
        """Return the day so many days before the end."""
        return self.until_on - _DAY * round(days)

    def cadence(self, *allowed: int) -> int:
        """Return a cadence in days; weekly and fortnightly are most common."""
        weight = {7: 0.38, 14: 0.38, 21: 0.1, 28: 0.14}
        weights = [weight[days] for days in allowed]
        shares = [one / sum(weights) for one in weights]
        return int(self.rng.choice(allowed, p=shares))


def apportion(clients: int) -> list[Story]:
    """Return one story a client, in the shares above, grouped by story.

    Largest remainders get the odd clients, so that the counts add up.
    """
    exact = {story: share * clients for story, share in SHARES.items()}
    counts = {story: int(value) for story, value in exact.items()}
    by_remainder = sorted(exact, key=lambda story: counts[story] - exact[story])
    for story in by_remainder[: clients - sum(counts.values())]:
        counts[story] += 1
    return [story for story, count in counts.items() for _ in range(count)]
