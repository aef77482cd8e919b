"""Which part of the practice is looked at: a period, a coach, a service, a standing.

The bar above the pages and the options of the command line choose it; every count of
attendance and retention takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.contracts import Standing

if TYPE_CHECKING:
    import datetime as dt

STANDINGS: Final[dict[str, frozenset[Standing]]] = {
    "active": frozenset({Standing.ACTIVE}),
    "paused": frozenset({Standing.PAUSED}),
    "ended": frozenset(
        {
            Standing.COMPLETED,
            Standing.HANDED_OVER,
            Standing.ENDED_BY_AGREEMENT,
            Standing.ENDED_BY_CLIENT,
            Standing.ENDED_BY_COACH,
        }
    ),
    "drifted": frozenset({Standing.DRIFTED}),
    "unknown": frozenset({Standing.UNKNOWN}),
}
"""The standings that are chosen together, by the word that chooses them."""


@dataclass(frozen=True)
class Selection:
    """A part of the practice; ``None`` leaves a side of it open."""

    coach: str | None = None
    service: str | None = None
    from_day: dt.date | None = None
    """The first local day that belongs to it."""
    until_day: dt.date | None = None
    """The first local day that does not any more."""
    standing: str | None = None
    """A key of `STANDINGS`: how the clients' stories stand at the moment looked at."""

    def has(self, coach: str | None) -> bool:
        """Return whether a client of this coach belongs to it."""
        return self.coach is None or coach == self.coach


EVERYTHING: Final = Selection()
"""The whole practice, from its first day on."""
