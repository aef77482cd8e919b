"""What a reminder strategy is: a bundle of steps, each a channel, a lead and a wording.

A step is written ``email:3d:plain`` or ``text:24h``. Two bundles with the same steps
are one strategy, however they were written and whatever they are called.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analytics.errors import BadEntryError

if TYPE_CHECKING:
    from collections.abc import Iterable

NONE = "none"
"""The strategy under which nothing is sent, without steps. Unknown is not `none`."""

_MINUTES = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_LONGEST_MINUTES = 60 * _MINUTES["d"]
_LEAD = re.compile(r"(\d{1,5})\s*([mhdw])")


class Channel(StrEnum):
    """How a reminder reaches a client."""

    EMAIL = "email"
    TEXT = "text"
    MESSAGE = "message"
    CALL = "call"
    APP = "app"


class Wording(StrEnum):
    """What kind of words a reminder has."""

    PLAIN = "plain"
    COST = "cost"
    """States what a missed session costs."""
    PERSONAL = "personal"
    QUESTION = "question"
    """Asks to confirm."""


_CHANNELS = {
    "e-mail": Channel.EMAIL,
    "mail": Channel.EMAIL,
    "sms": Channel.TEXT,
    "whatsapp": Channel.MESSAGE,
    "chat": Channel.MESSAGE,
    "phone": Channel.CALL,
    "push": Channel.APP,
}


@dataclass(frozen=True)
class Step:
    """One reminder of a bundle."""

    channel: Channel
    lead_minutes: int
    """Before the session begins."""
    wording: Wording = Wording.PLAIN

    @property
    def lead_hours(self) -> float:
        """How long before the session begins it is sent."""
        return self.lead_minutes / 60

    def __str__(self) -> str:
        """Return the step as it is kept, such as ``email:72h:plain``."""
        hours, minutes = divmod(self.lead_minutes, 60)
        lead = f"{self.lead_minutes}m" if minutes else f"{hours}h"
        return f"{self.channel}:{lead}:{self.wording}"


@dataclass(frozen=True)
class Strategy:
    """A bundle of steps with the name that people give it."""

    name: str
    steps: tuple[Step, ...]
    """The earliest first; empty where nothing is sent."""

    @property
    def lead_hours(self) -> float:
        """How long before the session its first step is sent; 0 without steps."""
        return max((step.lead_hours for step in self.steps), default=0.0)


NOTHING_SENT = Strategy(NONE, ())


def channel(typed: str) -> Channel | None:
    """Return the channel that a word means, ``None`` for any other word."""
    word = typed.strip().lower()
    found = _CHANNELS.get(word, word)
    return Channel(found) if found in set(Channel) else None


def step(typed: str) -> Step:
    """Return the step written as ``email:3d:plain`` (plain may be left out).

    Raises
    ------
    BadEntryError
        It is no step.
    """
    parts = [part.strip().lower() for part in typed.split(":")]
    lead = _lead_minutes(parts[1]) if len(parts) in {2, 3} else None
    way = channel(parts[0])
    wording = parts[2] if len(parts) > 2 else Wording.PLAIN
    if way is None or lead is None or wording not in set(Wording):
        raise BadEntryError(_no_step(typed))
    return Step(way, lead, Wording(wording))


def steps(typed: Iterable[str]) -> tuple[Step, ...]:
    """Return the steps of a bundle, the earliest first, each once.

    Raises
    ------
    BadEntryError
        One of them is no step.
    """
    found = {step(one) for one in typed}
    return tuple(sorted(found, key=lambda one: (-one.lead_minutes, str(one))))


def label(bundle: Iterable[Step]) -> str:
    """Return a bundle in words, such as ``email 3 days + text 1 day (personal)``."""
    return " + ".join(_label(one) for one in bundle) or NONE


def lead_label(minutes: int) -> str:
    """Return a lead time in words, such as ``3 days``."""
    for unit, name in (("d", "day"), ("h", "hour")):
        count, rest = divmod(minutes, _MINUTES[unit])
        if count and not rest:
            return _counted(count, name)
    return _counted(minutes, "minute")


def _label(one: Step) -> str:
    lead = lead_label(one.lead_minutes)
    if one.wording is Wording.PLAIN:
        return f"{one.channel} {lead}"
    return f"{one.channel} {lead} ({_WORDINGS[one.wording]})"


_WORDINGS = {
    Wording.COST: "states the cost",
    Wording.PERSONAL: "personal",
    Wording.QUESTION: "asks to confirm",
}


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _lead_minutes(typed: str) -> int | None:
    found = _LEAD.fullmatch(typed)
    minutes = int(found[1]) * _MINUTES[found[2]] if found else 0
    return minutes if 0 < minutes <= _LONGEST_MINUTES else None


def _no_step(typed: str) -> str:
    return (
        f"{typed!r} is no reminder. Write how, how long before, and in which words, "
        f"such as email:3d:plain or text:24h. How: {', '.join(Channel)}; how long: "
        f"minutes (30m), hours (24h), days (3d) or weeks (1w), at most 60 days; "
        f"words: {', '.join(Wording)}."
    )
