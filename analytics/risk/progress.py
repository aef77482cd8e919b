"""The steps of a run of the model, in words a coach reads while it works."""

from __future__ import annotations

from analytics.apart import Step

STEPS = (
    "reading the sessions",
    "looking at the past year",
    "seeing what changed since last week",
    "choosing this week's names",
    "looking back at past lists",
    "looking at the bookings ahead",
    "keeping the result",
)


def step(number: int) -> Step:
    """Return a step by its number, 1 for the first."""
    return Step(number, len(STEPS), STEPS[number - 1])
