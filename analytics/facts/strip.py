"""The letters of the twelve-week strip."""

from __future__ import annotations

WEEKS = 12

LETTERS: dict[str, str] = {
    "a": "came",
    "p": "presumed to have come",
    "b": "booked",
    "u": "not known",
    "m": "moved",
    "c": "cancelled in time, or excused",
    "l": "cancelled late",
    "n": "missed",
    ".": "nothing booked",
}
"""Each letter and what it says, best first: a week shows the best of its slots."""
