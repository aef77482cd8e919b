"""Slots such as ``13:30:00-14:30:00``: when they begin."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r" ?([-–—]|to|bis|à) ?")


def first_time(slot: str) -> str:
    """Return the first of a slot's two times, as it is written."""
    return _BETWEEN.split(slot.strip(), maxsplit=1)[0].strip()
