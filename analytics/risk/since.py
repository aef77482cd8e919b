"""What changed about a client since last week, in one sentence.

The groups whose parts in the score have moved most are named, each by the client's own
facts. A part can also move with the practice (everybody books further ahead); where
the client's own facts stayed the same, nothing is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.risk.contributions import LEAST_NAMED, MOST_NAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Facts = Mapping[str, float | None]

FACTS = (
    "days_since_last",
    "days_quiet",
    "usual_gap_days",
    "sessions_attended",
    "is_booked",
    "ratio",
    "next_stretch",
    "last_missed",
    "ew_miss",
    "ew_resched",
    "ew_cancel",
    "pkg_near_end",
    "holiday_ahead",
    "promises_due",
    "promises_done",
    "latest_view",
    "contact_answered",
)
"""What is kept of a client's facts beside a score."""

_LONGER = 0.25
_MORE = 0.05


@dataclass(frozen=True)
class Told:
    """What a score was made of on one day."""

    adds: Mapping[str, float]
    """By group."""
    facts: Facts
    """Of `FACTS`."""


def sentence(now: Told, then: Told | None) -> str | None:
    """Return what changed, or ``None`` where nothing worth a word did.

    Parameters
    ----------
    then
        About a week earlier; ``None`` where the client was not ranked then.
    """
    if then is None:
        return None
    moved = {
        group: abs(now.adds.get(group, 0.0) - then.adds.get(group, 0.0))
        for group in _WORDS
    }
    largest = sorted(moved, key=lambda group: -moved[group])
    said = [
        words
        for group in largest
        if moved[group] > LEAST_NAMED
        and (words := _WORDS[group](now.facts, then.facts))
    ]
    return f"Since last week: {' and '.join(said[:MOST_NAMED])}." if said else None


def _booking(now: Facts, then: Facts) -> str | None:
    if now["is_booked"] != then["is_booked"]:
        return (
            "a session is booked again"
            if now["is_booked"]
            else "nothing is booked any more"
        )
    if now["is_booked"] and _grew(now, then, "next_stretch", _LONGER):
        return "the next session is further away than it was"
    return None


def _rhythm(now: Facts, then: Facts) -> str | None:
    days, before = _whole(now, "days_since_last"), _whole(then, "days_since_last")
    if _whole(now, "sessions_attended") > _whole(then, "sessions_attended"):
        return "they came again"
    if days <= before:
        return None
    usual = now["usual_gap_days"] or 0.0
    if before <= usual < days:
        return "the usual time for a next session has passed"
    return f"still no session after {_days(days)}"


def _reliability(now: Facts, then: Facts) -> str | None:
    if now["last_missed"] != then["last_missed"]:
        return (
            "the last session was missed or cancelled late"
            if now["last_missed"]
            else "the last session took place"
        )
    for rate, words in (
        ("ew_miss", "another session was missed or cancelled late"),
        ("ew_resched", "another session was moved"),
        ("ew_cancel", "another session was cancelled"),
    ):
        if _grew(now, then, rate, _MORE):
            return words
    return None


def _stage(now: Facts, then: Facts) -> str | None:
    if now["pkg_near_end"] and not then["pkg_near_end"]:
        return "the programme is nearly over"
    return None


def _season(now: Facts, then: Facts) -> str | None:
    if now["holiday_ahead"] and not then["holiday_ahead"]:
        return "holidays lie ahead"
    return None


def _homework(now: Facts, then: Facts) -> str | None:
    done = _whole(now, "promises_done") - _whole(then, "promises_done")
    left = _left_undone(now) - _left_undone(then)
    if left > 0:
        return "more homework is left undone"
    return "homework was done" if done > 0 or left < 0 else None


def _pulse(now: Facts, then: Facts) -> str | None:
    view, before = now["latest_view"], then["latest_view"]
    if view is None or before is None or view == before:
        return None
    return f"the coach's view is {'higher' if view > before else 'lower'} than it was"


def _contact(now: Facts, then: Facts) -> str | None:
    answered, before = now["contact_answered"] or 0.0, then["contact_answered"] or 0.0
    if answered == before or not answered:
        return None
    return "they answered" if answered > 0 else "the last message was not answered"


_WORDS: dict[str, Callable[[Facts, Facts], str | None]] = {
    "booking": _booking,
    "rhythm": _rhythm,
    "reliability": _reliability,
    "stage": _stage,
    "season": _season,
    "homework": _homework,
    "pulse": _pulse,
    "contact": _contact,
}


def _grew(now: Facts, then: Facts, name: str, least: float) -> bool:
    return (now[name] or 0.0) - (then[name] or 0.0) > least


def _left_undone(facts: Facts) -> int:
    return _whole(facts, "promises_due") - _whole(facts, "promises_done")


def _whole(facts: Facts, name: str) -> int:
    return int(facts[name] or 0)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
