"""How the answer depends on when a silent client counts as gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.retention.look import looked
from analytics.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.retention.curve import Point
    from analytics.retention.spells import Story
    from analytics.selection import Selection

GAPS: Final = (2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0)
"""The horizons, in usual gaps, under which the answer is shown."""


class Under(NamedTuple):
    """The share still there on a day under one horizon."""

    gaps: float
    lower: Point | None
    """Every ending that nobody confirmed counts as not kept."""
    upper: Point | None
    """None of them does."""
    unconfirmed_endings: int
    all_endings: int


def by_horizon(
    known: Story,
    day: int,
    selection: Selection = EVERYTHING,
    gaps: Sequence[float] = GAPS,
) -> list[Under]:
    """Return the share still there so many days on, one entry a horizon."""
    found = []
    for one in gaps:
        look = looked(known, selection, gaps=one)
        found.append(
            Under(
                one,
                look.lower.at(day),
                look.upper.at(day),
                look.unconfirmed_endings,
                look.all_endings,
            )
        )
    return found
