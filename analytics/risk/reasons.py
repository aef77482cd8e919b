"""Why a name may be worth a hello: facts, each with the sessions behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analytics.contracts import Reason
from analytics.risk import evidence as evidence_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.facts.entered import Entry
    from analytics.risk.evidence import Evidence

LITTLE_KNOWN_BELOW = 3
"""Sessions attended; with fewer nothing is said about a usual gap."""

MOST_HOLIDAYS_NAMED = 2

_AWAY = {
    "client": "they were away",
    "coach": "their coach was away",
    "practice": "the practice was closed",
    "holiday": "a public holiday",
}
_PAUSED = "they had paused"


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
    days_not_counted: int = 0
    """Of the days since the last session, those of absences and holiday weeks."""
    absences: Sequence[Entry] = ()
    """Known absences since the last session."""

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
    uncounted = not_counted(rhythm)
    if uncounted is not None:
        found.append(uncounted)
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


def not_counted(rhythm: Rhythm) -> Reason | None:
    """Return how many of the days of silence do not count, if any do not."""
    if rhythm.days_not_counted <= 0:
        return None
    kinds = dict.fromkeys(absence.what for absence in rhythm.absences)
    causes = [
        said for kind, said in _AWAY.items() if kind in kinds and kind != "holiday"
    ]
    if kinds.keys() - _AWAY.keys():
        causes.insert(0, _PAUSED)
    if "holiday" in kinds:
        names = [a.reason or "" for a in rhythm.absences if a.what == "holiday"]
        causes.append(_holidays(list(dict.fromkeys(names))))
    are = "is" if rhythm.days_not_counted == 1 else "are"
    text = f"{rhythm.days_not_counted} of these {are} not counted: {', '.join(causes)}."
    return Reason(text, ())


def _holidays(names: Sequence[str]) -> str:
    if len(names) > MOST_HOLIDAYS_NAMED:
        return f"weeks with {len(names)} public holidays"
    weeks = "a week" if len(names) == 1 else "weeks"
    return f"{weeks} with a public holiday ({', '.join(names)})"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
