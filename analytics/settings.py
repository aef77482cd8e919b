"""What a practice decides once: its settings, their defaults and their limits.

A setting is text under a key in the store. Two families carry the name of a
source behind a dot: ``presume.calendly`` and ``zone.calendly``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from analytics.errors import (
    BadDateError,
    BadSettingError,
    UnknownSettingError,
    UnknownTimeZoneError,
)
from analytics.periods import parse_date, zone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

Presumption = Literal["attended", "unknown"]
"""What a past booking is taken for when its tool does not say who came."""

DEFAULTS: dict[str, str] = {
    "timezone": "",
    "currency": "",
    "week_start": "monday",
    "notice_hours": "24",
    "answer_hours": "24",
    "capacity": "",
    "country": "",
    "region": "",
    "initials": "off",
    "evidence.zoom": "off",
    "reminders_checked": "",
}

ALIASES = {"zone": "timezone", "time_zone": "timezone", "notice": "notice_hours"}

PRESUMED_UNLESS_SAID: dict[str, Presumption] = {
    # These tools mark only the exceptions, if at all: without the presumption a
    # practice that uses them would have no attended session. The Import page
    # says so and offers the change. Tools in which somebody marks who came are not
    # among them: there a past session without a mark says nothing.
    "calendly": "attended",
    "acuity": "attended",
    "calcom": "attended",
    "msbookings": "attended",
}

NEVER_PRESUMED = frozenset({"template", "simplepractice"})
"""Sources for which there is no rule to offer: the template says everything itself, and
SimplePractice's report is of payments, so none of its rows is a plain booking."""


@dataclass(frozen=True)
class Settings:
    """The practice's settings, parsed."""

    timezone: str
    """IANA name; ``""`` until the practice has said it (then UTC is used)."""
    currency: str
    week_start: Literal["monday", "sunday"]
    notice_hours: int
    """Notice below which a cancellation is late, without another agreement."""
    capacity: int | None
    """Names a week the owner has time for; ``None`` until they have said it: then a
    share of the active clients (`analytics.risk.listing.default_capacity`)."""
    country: str
    """Whose public holidays count; ``""`` for none."""
    region: str
    """A part of the country with holidays of its own, such as ``ZH``."""
    initials: bool
    """Whether pages show initials in place of names."""
    answer_hours: int = 24
    """Hours after which an answer to a client who wrote last is due."""
    evidence_zoom: bool = False
    """Whether meeting reports count as evidence of who came."""
    reminders_checked: dt.date | None = None
    """The day on which somebody last said that the diary of reminders still holds."""
    presumptions: Mapping[str, Presumption] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)

    @property
    def zone_name(self) -> str:
        """The practice's zone, UTC until it has said one."""
        return self.timezone or "UTC"

    def presumption(self, source: str) -> Presumption:
        """Return what a past booking of this source is taken for."""
        default = PRESUMED_UNLESS_SAID.get(source, "unknown")
        return self.presumptions.get(source, default)

    def source_zone(self, source: str) -> str | None:
        """Return the zone in which this source writes local times, if known."""
        return self.zones.get(source) or self.timezone or None


def canonical_key(key: str) -> str:
    """Return the key under which a setting is kept.

    Raises
    ------
    UnknownSettingError
        If there is no such setting.
    """
    key = key.strip().lower()
    for family in ("presume", "zone"):
        for mark in ".:_-":
            # A source keeps its own dashes: ``mapped-slotwise``.
            lead = f"{family}{mark}"
            if key.startswith(lead) and len(key) > len(lead):
                return f"{family}.{key[len(lead) :]}"
    key = key.replace("-", "_")
    key = ALIASES.get(key, key)
    if key not in DEFAULTS:
        raise UnknownSettingError(key, [*DEFAULTS, "presume.SOURCE", "zone.SOURCE"])
    return key


def canonical_value(key: str, value: str) -> str:
    """Return a value in the form it is kept in, given its canonical key.

    Raises
    ------
    BadSettingError
        If the value is outside the setting's limits.
    """
    value = value.strip()
    return _FORMS[key.split(".", maxsplit=1)[0]](key, value)


def parse(stored: Mapping[str, str]) -> Settings:
    """Return the settings from what the store holds (keys and values as text)."""
    known = DEFAULTS | {k: v for k, v in stored.items() if k in DEFAULTS}
    return Settings(
        timezone=known["timezone"],
        currency=known["currency"],
        week_start="sunday" if known["week_start"] == "sunday" else "monday",
        notice_hours=int(known["notice_hours"]),
        answer_hours=int(known["answer_hours"]),
        capacity=int(known["capacity"]) if known["capacity"] else None,
        country=known["country"],
        region=known["region"],
        initials=known["initials"] == "on",
        evidence_zoom=known["evidence.zoom"] == "on",
        reminders_checked=parse_date(known["reminders_checked"])
        if known["reminders_checked"]
        else None,
        presumptions={
            source: "attended" if value == "attended" else "unknown"
            for source, value in _family(stored, "presume").items()
        },
        zones=_family(stored, "zone"),
    )


def _family(stored: Mapping[str, str], family: str) -> dict[str, str]:
    lead = f"{family}."
    return {k[len(lead) :]: v for k, v in stored.items() if k.startswith(lead)}


def _zone(key: str, value: str) -> str:
    try:
        return zone(value).key if value else ""
    except UnknownTimeZoneError as error:
        raise BadSettingError(key, value, "a zone such as Europe/Zurich") from error


def _one_of(*allowed: str) -> Callable[[str, str], str]:
    def form(key: str, value: str) -> str:
        if value.lower() not in allowed:
            raise BadSettingError(key, value, " or ".join(allowed))
        return value.lower()

    return form


def _whole(low: int, high: int) -> Callable[[str, str], str]:
    def form(key: str, value: str) -> str:
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise BadSettingError(key, value, f"a whole number from {low} to {high}")
        return str(int(value))

    return form


def _capacity(key: str, value: str) -> str:
    """Return a number, or nothing: then the share of the active counts again."""
    return _whole(1, 500)(key, value) if value else ""


def _letters(count: int, example: str) -> Callable[[str, str], str]:
    def form(key: str, value: str) -> str:
        if value and not (value.isascii() and value.isalpha() and len(value) == count):
            raise BadSettingError(key, value, f"a code such as {example}")
        return value.upper()

    return form


def _day(key: str, value: str) -> str:
    try:
        return parse_date(value).isoformat() if value else ""
    except BadDateError as error:
        raise BadSettingError(key, value, "a day such as 2026-11-23") from error


def _region(key: str, value: str) -> str:
    # Which parts a country has is known further on; one that it lacks changes nothing.
    if not (value.isprintable() and len(value) <= 40):
        raise BadSettingError(key, value, "a part of the country, such as ZH")
    return value


_FORMS: dict[str, Callable[[str, str], str]] = {
    "timezone": _zone,
    "zone": _zone,
    "currency": _letters(3, "EUR"),
    "country": _letters(2, "CH"),
    "region": _region,
    "week_start": _one_of("monday", "sunday"),
    # A year is far beyond any agreement, and keeps a slip of the finger out.
    "notice_hours": _whole(0, 8760),
    "answer_hours": _whole(0, 720),
    "capacity": _capacity,
    "initials": _one_of("on", "off"),
    "evidence": _one_of("on", "off"),
    "reminders_checked": _day,
    "presume": _one_of("attended", "unknown"),
}
