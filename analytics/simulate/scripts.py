"""The dates of each story.

The dates within a story are spread evenly over the clients who live it, so that
a small practice has early and late ones.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.simulate.agenda import Absence
from analytics.simulate.catalogue import OPEN_COACHING, PROGRAMME
from analytics.simulate.moods import Ebb
from analytics.simulate.stories import Script, Stage, Story

if TYPE_CHECKING:
    from collections.abc import Callable

RECENT_SHARE = 0.5
"""Share of those who leave, slowly or suddenly, that do so round the last day.

More than their even share, because these are the people a demo is about.
"""

_DAY = dt.timedelta(days=1)
_CADENCES = (7, 14, 21, 28)


def write_script(story: Story, place: float, stage: Stage) -> Script:
    """Return the dated script of one client.

    Parameters
    ----------
    story
        What becomes of the client.
    place
        Where among the clients of that story, 0 to 1: earlier places have
        earlier dates.
    stage
        The days, and the dice for everything else.
    """
    return _WRITERS[story](place, stage)


def _steady(place: float, stage: Stage) -> Script:
    if place > 0.8:
        cadence = stage.cadence(7, 14, 21)
        starts = stage.before_end(cadence * stage.rng.uniform(3, 6))
        return Script("steady", PROGRAMME, cadence, starts)
    starts = stage.day(0.95 * place)
    return Script(
        "steady",
        OPEN_COACHING,
        stage.cadence(*_CADENCES),
        starts,
        ebbs=_rough_patch(starts, stage),
    )


def _rough_patch(starts_on: dt.date, stage: Stage) -> tuple[Ebb, ...]:
    """Return what a third of the steady clients go through and get over."""
    if stage.rng.random() > 0.35:
        return ()
    days = (stage.until_on - starts_on).days
    first = starts_on + _DAY * int(stage.rng.integers(0, max(1, days - 30)))
    until = first + _DAY * int(stage.rng.integers(21, 50))
    return (Ebb(first, until, stage.rng.uniform(0.3, 0.7), recovers=True),)


def _new(place: float, stage: Stage) -> Script:
    starts = stage.before_end(32 - 20 * place)
    service = PROGRAMME if stage.rng.random() < 0.4 else OPEN_COACHING
    return Script("new", service, stage.cadence(7, 14), starts)


def _slow_decline(place: float, stage: Stage) -> Script:
    cadence = stage.cadence(*_CADENCES)
    length = max(35, 3 * cadence) + int(stage.rng.integers(0, 28))
    if place > 1 - RECENT_SHARE / 2:
        # Silent already, though no rule would call them gone.
        leaves = stage.before_end(cadence * stage.rng.uniform(0.8, 1.5))
    elif place > 1 - RECENT_SHARE:
        leaves = stage.before_end(-length * stage.rng.uniform(0.05, 0.25))
    else:
        leaves = stage.day(0.25 + 0.65 * place / (1 - RECENT_SHARE))
    ebbs_from = leaves - _DAY * length
    latest = max(1, (ebbs_from - stage.first_on).days - 3 * cadence)
    starts = stage.first_on + _DAY * int(stage.rng.integers(0, latest))
    depth = stage.rng.uniform(0.5, 1)
    ebb = Ebb(max(ebbs_from, starts + _DAY * cadence), leaves, depth, recovers=False)
    service = PROGRAMME if latest < 40 and cadence > 7 else OPEN_COACHING
    return Script("slow_decline", service, cadence, starts, (ebb,), leaves)


def _sudden_leaver(place: float, stage: Stage) -> Script:
    cadence = stage.cadence(7, 14, 21)
    leaves = stage.day(0.15 + 0.75 * place / (1 - RECENT_SHARE))
    if place > 1 - RECENT_SHARE:
        leaves = stage.before_end(cadence * stage.rng.uniform(1.0, 1.9))
    most = (leaves - stage.first_on).days - 2 * cadence
    kept = min(most, 2 * cadence + int(stage.rng.exponential(120)))
    # Whoever stays for fewer than half a programme's sessions may have bought one.
    in_programme = kept < 4 * cadence and stage.rng.random() < 0.6
    service = PROGRAMME if in_programme else OPEN_COACHING
    starts = leaves - _DAY * kept
    return Script("sudden_leaver", service, cadence, starts, leaves_on=leaves)


def _completed(place: float, stage: Stage) -> Script:
    sessions = PROGRAMME.package_sessions or 0
    room = (stage.until_on - stage.first_on).days
    # Half as long again as planned, and a month for holidays.
    fitting = [days for days in _CADENCES[:3] if sessions * days * 1.5 + 35 < room]
    cadence = stage.cadence(*(fitting or [7]))
    latest = max(1.0, room - sessions * cadence * 1.5 - 35)
    starts = stage.first_on + _DAY * round(place * latest)
    return Script("completed", PROGRAMME, cadence, starts)


def _paused(place: float, stage: Stage) -> Script:
    first = stage.before_end(56 - 30 * place)
    told = first - _DAY * int(stage.rng.integers(2, 12))
    until = stage.until_on + _DAY * int(stage.rng.integers(20, 70))
    return Script(
        "paused",
        OPEN_COACHING,
        stage.cadence(7, 14),
        stage.day(0.4 * place),
        pause=Absence(first, until, told),
    )


def _returner(place: float, stage: Stage) -> Script:
    return Script(
        "returner",
        OPEN_COACHING,
        stage.cadence(7, 14),
        stage.day(0.12 * place),
        leaves_on=stage.day(stage.rng.uniform(0.3, 0.45)),
        returns_on=stage.day(0.68 + 0.2 * place),
    )


def _never_came(place: float, stage: Stage) -> Script:
    starts = stage.day(0.15 + 0.78 * place)
    return Script("never_came", OPEN_COACHING, 14, starts)


_WRITERS: dict[Story, Callable[[float, Stage], Script]] = {
    "steady": _steady,
    "slow_decline": _slow_decline,
    "sudden_leaver": _sudden_leaver,
    "completed": _completed,
    "paused": _paused,
    "returner": _returner,
    "never_came": _never_came,
    "new": _new,
}
