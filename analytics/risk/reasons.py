"""Why a name may be worth a hello: facts, each with the sessions behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analytics.contracts import Reason
from analytics.risk import evidence as evidence_

if TYPE_CHECKING:
    from analytics.risk.evidence import Evidence

LITTLE_KNOWN_BELOW = 3
"""Sessions attended; with fewer nothing is said about a usual gap."""


class Rhythm(NamedTuple):
    """What the facts say of one client's rhythm and bookings."""

    days_since_last: int
    last_session_id: str
    """The last session attended."""
    own_gap_days: float | None
    """Middle of the own gaps, before it is drawn towards the practice's."""
    sessions_attended: int
    is_booked: bool
    is_last_unknown: bool
    """Whether a later slot has an outcome that nobody told."""

    @property
    def is_little_known(self) -> bool:
        """Whether there are too few sessions to speak of a usual gap."""
        return self.sessions_attended < LITTLE_KNOWN_BELOW


def reasons(
    rhythm: Rhythm, evidence: Evidence, *, shows_bookings: bool
) -> tuple[Reason, ...]:
    """Return what speaks for a hello, strongest first.

    Parameters
    ----------
    shows_bookings
        Whether the practice's data hold bookings ahead of anybody: where they hold
        none, an empty diary may be the file's fault.
    """
    found = [_silence(rhythm)]
    if not rhythm.is_booked:
        nothing = "Nothing booked." if shows_bookings else "No booking in the data."
        found.append(Reason(nothing, ()))
    return (*found, *evidence_.habits(evidence))


def _silence(rhythm: Rhythm) -> Reason:
    days = _days(rhythm.days_since_last)
    last = "the last session"
    if rhythm.is_last_unknown:
        last = "the last session known to have happened"
    usually = ""
    if rhythm.own_gap_days is not None and not rhythm.is_little_known:
        usually = f", usually {round(rhythm.own_gap_days)}"
    return Reason(f"{days} since {last}{usually}.", (rhythm.last_session_id,))


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
