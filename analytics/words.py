"""Dates, counts and gaps the way one says them.

Instants come in UTC without a zone and are said in the practice's zone.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from analytics import periods

_SMALL: Final = (
    "no one two three four five six seven eight nine ten eleven twelve".split()
)


def number(count: int) -> str:
    """Return a count in words up to twelve, in figures above."""
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return figures and their noun, such as ``1 session`` or ``12 sessions``."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def sentence(text: str) -> str:
    """Return the text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def day(date: dt.date, *, today: dt.date | None = None) -> str:
    """Return ``Friday 20 November``, with the year where it is not today's."""
    year = "" if today is not None and date.year == today.year else f" {date.year}"
    return f"{date:%A} {date.day} {date:%B}{year}"


def short_day(date: dt.date, *, today: dt.date | None = None) -> str:
    """Return ``20 Nov``, with the year where it is not today's."""
    year = "" if today is not None and date.year == today.year else f" {date.year}"
    return f"{date.day} {date:%b}{year}"


def moment(instant: dt.datetime, zone: str, *, today: dt.date) -> str:
    """Return ``Friday 20 November, 18:40`` of a UTC instant, on the local clock."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(periods.zone(zone))
    return f"{day(local.date(), today=today)}, {local:%H:%M}"


def short_moment(instant: dt.datetime, zone: str, *, today: dt.date) -> str:
    """Return ``Fri 20 Nov, 18:40`` of a UTC instant, on the local clock."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(periods.zone(zone))
    return f"{local:%a} {short_day(local.date(), today=today)}, {local:%H:%M}"


def clock(instant: dt.datetime, zone: str) -> str:
    """Return ``18:40`` of a UTC instant, on the local clock."""
    local = instant.replace(tzinfo=dt.UTC).astimezone(periods.zone(zone))
    return f"{local:%H:%M}"


def local_short_day(instant: dt.datetime | None, zone: str, today: dt.date) -> str:
    """Return the local ``20 Nov`` of a UTC instant, a dash where there is none."""
    if instant is None:
        return "–"
    return short_day(periods.local_day(instant, zone), today=today)


def near_day(date: dt.date, today: dt.date) -> str:
    """Return ``today``, ``yesterday``, ``Friday`` within six days, else the date."""
    away = (today - date).days
    if away in (0, 1):
        return ("today", "yesterday")[away]
    return f"{date:%A}" if 0 < away < 7 else day(date, today=today)


def due(date: dt.date, today: dt.date) -> str:
    """Return when a step is due: ``today``, ``tomorrow``, ``by Thu 26 Nov``."""
    away = (date - today).days
    if away in (0, 1):
        return ("today", "tomorrow")[away]
    return f"by {date:%a} {short_day(date, today=today)}"


def joined(parts: list[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def brought(new: int, changed: int) -> str:
    """Return what files brought, such as ``12 new sessions, 3 changed``."""
    if not new and not changed:
        return "nothing new"
    parts = [counted(new, "new session")] if new else []
    return ", ".join([*parts, f"{changed:,} changed"] if changed else parts)
