"""How long clients stay, in a coach's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.contracts import Standing
from analytics.retention.lives import days_of
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.retention.curve import Point
    from analytics.retention.endings import Way
    from analytics.retention.look import Look

ENDINGS: Final = {
    Standing.COMPLETED: "finished their programme",
    Standing.HANDED_OVER: "were handed over",
    Standing.ENDED_BY_AGREEMENT: "ended by agreement",
    Standing.ENDED_BY_COACH: "were ended by you",
    Standing.ENDED_BY_CLIENT: "ended it themselves",
    Standing.DRIFTED: "went quiet for certain",
}
"""What clients did, where somebody has confirmed it."""

NOT_CONFIRMED: Final = "went quiet without a word why"

SPANS: Final = {
    1: "one month",
    3: "three months",
    6: "six months",
    12: "a year",
    24: "two years",
}

BY: Final = {
    "service": "first service",
    "source": "tool of the first session",
    "start": "year of the start",
}

NOT_GIVEN: Final = "not given"


def way(one: Way) -> str:
    """Return what a way to end is called."""
    return ENDINGS[Standing(one.ending)] if one.is_confirmed else NOT_CONFIRMED


def in_100(share: float) -> str:
    """Return a share as a number of a hundred."""
    return f"{round(100 * share)}"


def endings_not_confirmed(look: Look) -> str:
    """Return how many endings nobody has confirmed, as the end of a sentence."""
    known, total = look.unconfirmed_endings, look.all_endings
    if not total:
        return "nobody has left so far"
    if not known:
        return "every ending is confirmed"
    if known == total:
        each = "the only ending is" if total == 1 else f"all {total:,} endings are"
        return f"{each} not confirmed"
    are = "is" if known == 1 else "are"
    return f"{known:,} of {counted(total, 'ending')} {are} not confirmed"


class Told(NamedTuple):
    """What is said of one day since the start."""

    day: int
    lower: Point
    """Every ending that nobody confirmed counts as not kept."""
    upper: Point
    """None of them does."""


def still_there(look: Look, told: Sequence[Told]) -> str:
    """Return how many of a hundred are still clients so long after they began.

    Parameters
    ----------
    told
        At least one day.
    """
    if not look.all_endings:
        return "Nobody has left so far."
    first, *later = told
    more = "".join(f", {_range(one)} after {span(one.day)}" for one in later)
    said = f"{_range(first)} in 100 clients are still with you after {span(first.day)}"
    return f"{said[0].upper()}{said[1:]}{more}: {endings_not_confirmed(look)}."


def span(day: int) -> str:
    """Return a time since the start in words, in days where it is no usual span."""
    usual = {days_of(month): said for month, said in SPANS.items()}
    return usual.get(day) or f"{day:,} days"


def _range(told: Told) -> str:
    least, most = in_100(told.lower.value), in_100(told.upper.value)
    return most if least == most else f"between {least} and {most}"


def between(low: float | None, high: float | None) -> str | None:
    """Return an interval in words; ``None`` where an end is missing."""
    if low is None or high is None:
        return None
    return f"{in_100(low)} to {in_100(high)} in 100"


def horizon(gaps: float) -> str:
    """Return when a silent client counts as gone, as a sentence."""
    return (
        f"Gone means away longer than {gaps:g} usual gaps (28 days at least) with "
        "nothing booked."
    )


def by_chance(p: float) -> str:
    """Return how often chance alone makes curves lie so far apart."""
    hundredths = round(100 * p)
    often = "fewer than 1" if hundredths < 1 else f"about {hundredths}"
    return (
        "If nothing differed, chance alone would still set curves this far apart in "
        f"{often} of 100 practices."
    )
