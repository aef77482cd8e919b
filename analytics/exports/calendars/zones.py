"""The time zones that a calendar names, by whatever name it gives them.

An IANA name counts as it stands and a Windows name as the zone it stands for. Only a
name of the calendar's own is taken from the rules that the file brings along.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from dateutil.tz import tzical  # type: ignore[import-untyped]
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from analytics import periods

if TYPE_CHECKING:
    import datetime as dt

FOREIGN = "of-"
"""Put before a zone's name that begins with a slash: which zone it is meant for is
found here, once, and not guessed by icalendar for every time."""

_MOST_ZONES = 10
_MOST_RULES = 8
"""Rules of more zones than these, or of more parts, are no calendar's: each has to be
followed through the years."""

_MOST_LINES = 2_000


class Zones:
    """Zones by name: those everybody knows, and the calendar's own."""

    def __init__(self) -> None:
        self.floating: dt.tzinfo | None = None
        """In which times that name no zone are meant, where the calendar says."""
        self._brought: dict[str, list[str]] = {}
        self._known: dict[str, dt.tzinfo | None] = {}

    def add(self, lines: list[str]) -> None:
        """Keep the rules of a zone for when something names it."""
        for line in lines:
            if line.upper().startswith(("TZID:", "TZID;")):
                self._brought.setdefault(line.partition(":")[2].strip(), lines)
                return

    def named(self, name: str) -> dt.tzinfo | None:
        """Return the zone of that name, ``None`` if nobody knows it."""
        name = name.strip().strip('"').removeprefix(FOREIGN)
        if name not in self._known:
            self._known[name] = _known_to_all(name) or self._followed(name)
        return self._known[name]

    def _followed(self, name: str) -> dt.tzinfo | None:
        lines = self._brought.get(name, [])
        followed = sum(1 for n in self._known if n in self._brought)
        if not lines or followed >= _MOST_ZONES or not _is_plain(lines):
            return None
        text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"])
        try:
            zone: dt.tzinfo | None = tzical(io.StringIO(text)).get()
        except (ValueError, TypeError, KeyError, IndexError, OverflowError):
            return None
        return zone


def _known_to_all(name: str) -> dt.tzinfo | None:
    names = periods.zone_names()
    # Some programs put their own address before it: /example.org/Europe/Berlin.
    parts = name.strip("/").split("/")
    for count in range(len(parts), 0, -1):
        tail = "/".join(parts[-count:])
        if tail in names and (count == len(parts) or count > 1):
            return periods.zone(tail)
    windows = WINDOWS_TO_OLSON.get(name)
    return periods.zone(windows) if windows in names else None


def _is_plain(lines: list[str]) -> bool:
    """Return whether the rules are yearly and few, as those of every real zone."""
    rules = [line.upper() for line in lines if line.upper().startswith("RRULE")]
    return (
        len(lines) <= _MOST_LINES
        and len(rules) <= _MOST_RULES
        and all("FREQ=YEARLY" in rule for rule in rules)
    )
