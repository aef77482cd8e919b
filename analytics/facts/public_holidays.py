"""The public holidays of the practice's country, and the weeks that hold one.

People who meet weekly skip a week with a public holiday without having drifted, so
such a week does not count as quiet. Which days these are is left to a library; its
names are English where it has them.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import holidays

from analytics.periods import week_start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.settings import Settings

FIRST_YEAR = 2000
"""Earlier silences are over, whatever became of them."""

_WEEK = dt.timedelta(days=7)


class HolidayWeek(NamedTuple):
    """A week with a public holiday on a working day."""

    first: dt.date
    """Its first day."""
    back: dt.date
    """The first day after it."""
    name: str
    """Of the holidays, such as ``Good Friday``."""


def is_known(country: str) -> bool:
    """Return whether the library knows a country's public holidays."""
    return country in _regions_by_country()


def regions(country: str) -> list[str]:
    """Return the parts of a country that have public holidays of their own."""
    return sorted(_regions_by_country().get(country, ()))


def part_of(country: str, region: str) -> str | None:
    """Return the part of a country that somebody means; ``None`` where it has none."""
    named = (part for part in regions(country) if part.casefold() == region.casefold())
    return next(named, None)


def ahead(settings: Settings, today: dt.date, count: int) -> list[tuple[dt.date, str]]:
    """Return the next public holidays, today's among them; none without a country."""
    found = _holidays(settings.country, settings.region, today.year, today.year + 1)
    return [(day, name) for day, name in found.items() if day >= today][:count]


def on_working_days(
    settings: Settings, first: dt.date, until: dt.date
) -> list[tuple[dt.date, str]]:
    """Return the public holidays on working days from one day on and before another."""
    found = _holidays(settings.country, settings.region, first.year, until.year)
    weekend = _weekend(settings.country)
    return [
        (day, name)
        for day, name in found.items()
        if first <= day < until and day.weekday() not in weekend
    ]


def holiday_weeks(settings: Settings, until: dt.date) -> tuple[HolidayWeek, ...]:
    """Return the weeks with a public holiday that began by a day, oldest first."""
    if not settings.country:
        return ()
    found = _weeks(
        settings.country, settings.region, settings.week_start, until.year + 1
    )
    return tuple(week for week in found if week.first <= until)


def last_working_day(before: dt.date, settings: Settings) -> dt.date:
    """Return the latest day before another that is no weekend and no public holiday."""
    closed = _holidays(settings.country, settings.region, before.year - 1, before.year)
    day = before - dt.timedelta(days=1)
    while day.weekday() in _weekend(settings.country) or day in closed:
        day -= dt.timedelta(days=1)
    return day


def next_working_day(after: dt.date, settings: Settings) -> dt.date:
    """Return the first day after another that is no weekend and no public holiday."""
    closed = _holidays(settings.country, settings.region, after.year, after.year + 1)
    day = after + dt.timedelta(days=1)
    while day.weekday() in _weekend(settings.country) or day in closed:
        day += dt.timedelta(days=1)
    return day


@lru_cache(maxsize=8)
def _weeks(
    country: str, region: str, first: str, last_year: int
) -> tuple[HolidayWeek, ...]:
    names: dict[dt.date, list[str]] = {}
    for day, name in _holidays(country, region, FIRST_YEAR, last_year).items():
        if day.weekday() not in _weekend(country):
            names.setdefault(week_start(day, first), []).append(name)
    return tuple(
        HolidayWeek(monday, monday + _WEEK, " and ".join(dict.fromkeys(said)))
        for monday, said in sorted(names.items())
    )


@lru_cache(maxsize=32)
def _holidays(
    country: str, region: str, first_year: int, last_year: int
) -> Mapping[dt.date, str]:
    if not is_known(country):
        return {}
    found = holidays.country_holidays(
        country,
        subdiv=part_of(country, region),
        years=range(first_year, last_year + 1),
        language="en_US",
    )
    return dict(sorted(found.items()))


@lru_cache(maxsize=8)
def _weekend(country: str) -> frozenset[int]:
    """Return the days without work, 0 for Monday."""
    if not is_known(country):
        return frozenset({5, 6})
    return frozenset(holidays.country_holidays(country).weekend)


@lru_cache(maxsize=1)
def _regions_by_country() -> Mapping[str, list[str]]:
    return dict(holidays.list_supported_countries(include_aliases=False))
