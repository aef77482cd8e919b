"""Did a change of the rules change anything? The card, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.charts import policy as charts
from analytics.charts.card import Card, Column
from analytics.policy.changed import Effect, Measure
from analytics.series import FEWEST_WEEKS, SEASON_WEEKS
from analytics.words import counted, joined, sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.policy.changed import Dated
    from analytics.series import Step

_NAMES: Final = {
    Measure.MISSED: "missed or cancelled late",
    Measure.CANCELLED: "cancelled in time",
    Measure.MOVED: "moved",
    Measure.LEFT: "clients who left",
}

_ROWS: Final = {
    Measure.MISSED: "Missed or cancelled late, of all sessions",
    Measure.CANCELLED: "Cancelled in time, of all sessions",
    Measure.MOVED: "Moved, of all sessions",
    Measure.LEFT: "Clients who left that week, of those with you",
}

_HOW: Final = f"""
- **Weeks** are counted from the day of the change. Each side needs {FEWEST_WEEKS} with
  sessions; weeks beyond another change that concerns the same sessions, or two years
  away, are left out.
- **The change** is how much the level differs on the day, beside a trend before and
  after it and, from {SEASON_WEEKS} weeks on, a yearly wave; the interval allows
  neighbouring weeks to be alike.
- **Left** means went quiet, or ended by the client or the coach. It is known late, so
  for each client the last weeks do not count yet.
- Excused sessions, and those that the coach cancelled, are left out.

More in *Agreements and fees* of docs/definitions.md.
"""

_ALONE: Final = (
    "There is nobody to compare with: whatever else changed in these weeks is in it."
)
_BOOKED_BEFORE: Final = (
    "Sessions booked before the day came under the rule before, and stand among the "
    "weeks after."
)
_NO_SEASON: Final = (
    "These weeks are less than a year, so what the time of year does is in it."
)
_FOUR: Final = "Of four things looked at, one may differ by chance."

_TRADED: Final = (
    "Fewer were missed and more {more}: some may only have changed their name."
)
_MORE_MISSED: Final = (
    "More were missed than before: a fee can feel like the price of not coming."
)


def changed(found: Effect, *, dark: bool = False) -> Card:
    """Return the card of one change.

    Parameters
    ----------
    found
        `analytics.policy.changed.effect`.
    """
    change = found.change
    is_told = found.steps[Measure.MISSED] is not None
    answer = _answer(found) if is_told else _too_few(found)
    sessions = int(found.weeks["sessions"].sum())
    basis = _basis(found, sessions) if is_told else ""
    return Card(
        key="policy-changed",
        question=f"Since {short_day(change.on_date)}, and before",
        answer=answer,
        basis=basis,
        definition=_HOW,
        alt=f"Weekly shares around {short_day(change.on_date)}. {answer}",
        figure=charts.around(
            found.weeks,
            [
                (
                    measure.value,
                    _ROWS[measure],
                    None if step is None else step.fitted.tolist(),
                )
                for measure, step in found.steps.items()
            ],
            change.on_date,
            dark=dark,
        )
        if is_told
        else None,
        table=found.weeks[["day", "sessions", *Measure, "clients"]],
        columns=(
            Column("day", "Week of", "day"),
            Column("sessions", "Sessions", "count"),
            Column(Measure.MISSED, "Missed or late", "share"),
            Column(Measure.CANCELLED, "Cancelled in time", "share"),
            Column(Measure.MOVED, "Moved", "share"),
            Column(Measure.LEFT, "Clients who left", "share"),
        ),
    )


def said_of(measure: Measure, step: Step | None) -> str:
    """Return what can be said of one thing, in sessions (or clients) of 100."""
    what = _NAMES[measure]
    if step is None:
        return f"{what}: too few weeks to tell"
    low, high = 100 * step.low, 100 * step.high
    span = f"{_signed(low)} to {_signed(high)}"
    if step.low <= 0 <= step.high:
        return f"{what}: no difference can be told ({span})"
    size = abs(100 * step.level)
    way = "fewer" if step.level < 0 else "more"
    return f"{what}: {size:.1f} {way} ({span})"


def doubts(found: Effect) -> list[str]:
    """Return what may be wrong with it, a sentence each."""
    return list(_doubts(found))


def _answer(found: Effect) -> str:
    parts = [
        said_of(measure, step)
        for measure, step in found.steps.items()
        if measure is not Measure.LEFT
    ]
    left = said_of(Measure.LEFT, found.steps[Measure.LEFT])
    day = short_day(found.change.on_date)
    tail = "".join(f" {one}" for one in _traded(found))
    return (
        f"From {day} on, in 100 sessions, {'; '.join(parts)}. "
        f"Of 100 clients in a week, {left}.{tail}"
    )


def _traded(found: Effect) -> Iterator[str]:
    missed = found.steps[Measure.MISSED]
    if missed is None:
        return
    others = {
        Measure.CANCELLED: "cancelled in time",
        Measure.MOVED: "moved",
        Measure.LEFT: "left",
    }
    more = [
        word
        for measure, word in others.items()
        if (step := found.steps[measure]) is not None and step.low > 0
    ]
    if missed.high < 0 and more:
        yield _TRADED.format(more=joined(more))
    if missed.low > 0:
        yield _MORE_MISSED


def _too_few(found: Effect) -> str:
    have = f"{counted(found.weeks_before, 'week')} before, {found.weeks_after} after"
    why = ""
    if found.other_before or found.other_after:
        others = [one for one in (found.other_before, found.other_after) if one]
        days = joined([short_day(one.on_date) for one in others])
        why = f" Other changes stand close to it: {days}."
    return (
        f"It is too early to tell: there have to be {FEWEST_WEEKS} weeks with sessions "
        f"on each side, and there are {have}.{why}"
    )


def _basis(found: Effect, sessions: int) -> str:
    presumed = int(found.weeks["presumed"].sum())
    said = f"n = {counted(sessions, 'session')}"
    if presumed:
        said += f", of which {presumed:,} are presumed attended"
    weeks = f"{found.weeks_before} weeks before, {found.weeks_after} after"
    return f"{said}; {weeks}. {' '.join(_doubts(found))}"


def _doubts(found: Effect) -> Iterator[str]:
    yield _ALONE
    yield _BOOKED_BEFORE
    missed = found.steps[Measure.MISSED]
    if missed is not None and not missed.has_season:
        yield _NO_SEASON
    yield _FOUR


def title(change: Dated) -> str:
    """Return what a change is called, with its day."""
    whom = [one for one in (change.coach, change.service) if one is not None]
    scope = f" ({joined(whom)})" if whom and not change.is_agreement else ""
    return f"{sentence(change.what)}{scope}, {short_day(change.on_date)}"


def _signed(number: float) -> str:
    return f"{number:+.1f}".replace("-", "−")
