"""How much hangs on an answer, in words. The sentences name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from analytics.quality.questions import Question
    from analytics.quality.rates import Month, RateChange

_VISIBLE = 0.005
"""Half a percentage point: below, the rate on the page stays the same."""


def why(question: Question) -> str:
    """Return what the answer would change; ``""`` where that cannot be seen."""
    said = [about_the_list(question), _rate_change(question.rate)]
    return " ".join(part for part in said if part)


def month_range(month: Month) -> str:
    """Return what the rate of a month would be between all and none having come."""
    low, high = f"{month.lowest:.0%}", f"{month.highest:.0%}"
    now = "" if month.now is None else f" It is shown as {month.now:.0%}."
    return f"The rate of {name(month.month)} would be {low} to {high}.{now}"


def name(month: dt.date) -> str:
    """Return a month, such as ``March 2026``."""
    return f"{month:%B} {month.year}"


def about_the_list(question: Question) -> str:
    """Return what the answer would change about this week's list; else ``""``."""
    change = question.list_change
    if change is None:
        return ""
    answer = "came" if change.answer == "attended" else "did not come"
    if change.is_lapsed:
        return (
            f"If they {answer}, they have been away so long that they would stand "
            "under “went quiet” and no longer on this week’s list."
        )
    then = "would be on" if change.joins else "would no longer be on"
    return f"If they {answer}, they {then} this week’s list."


def _rate_change(rate: RateChange | None) -> str:
    if rate is None or rate.width < _VISIBLE:
        return ""
    month = name(rate.month)
    if rate.now is None:
        return (
            f"It alone would make the rate of {month}: {rate.if_not:.0%} or "
            f"{rate.if_came:.0%}."
        )
    return (
        f"The rate of {month} would be {rate.if_not:.0%} if they did not come, "
        f"{rate.if_came:.0%} if they did."
    )
