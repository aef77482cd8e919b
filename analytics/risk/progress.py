"""How far a run of the model is, in words a coach reads while it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

STEPS = (
    "reading the sessions",
    "looking at the past year",
    "seeing what changed since last week",
    "choosing this week's names",
    "looking back at past lists",
    "looking at the bookings ahead",
    "keeping the result",
)


@dataclass(frozen=True)
class Step:
    """One step of a run that has begun."""

    number: int
    """1 is the first."""
    of: int
    words: str

    @property
    def said(self) -> str:
        """The step in words: ``2 of 7: looking at the past year``."""
        return f"{self.number} of {self.of}: {self.words}"


Progress = Callable[[Step], None]
"""Told of each step as it begins."""


def step(number: int) -> Step:
    """Return a step by its number, 1 for the first."""
    return Step(number, len(STEPS), STEPS[number - 1])


def unheard(_step: Step) -> None:
    """Tell nobody."""
