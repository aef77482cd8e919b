"""Dates, counts and gaps as `analytics.words` says them, at the hand of the pages."""

from __future__ import annotations

from analytics.words import (
    brought,
    clock,
    counted,
    day,
    due,
    joined,
    local_short_day,
    moment,
    near_day,
    number,
    sentence,
    short_day,
    short_moment,
)

__all__ = [
    "brought",
    "clock",
    "counted",
    "day",
    "due",
    "joined",
    "local_short_day",
    "moment",
    "near_day",
    "number",
    "sentence",
    "short_day",
    "short_moment",
]
