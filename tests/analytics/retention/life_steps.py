"""Clients' times written in one line each, as a test needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.retention.lives import Lives

if TYPE_CHECKING:
    from collections.abc import Sequence

CHANCE = 20_261_128
"""Seeds whatever a test draws."""


def lived(
    until: Sequence[float],
    ending: Sequence[str | None],
    *,
    entry: Sequence[float] | None = None,
    is_confirmed: Sequence[bool] | None = None,
) -> Lives:
    """Return the times of clients; an ending ``None`` is still there."""
    count = len(until)
    return Lives(
        entry=np.array(entry or [0] * count, float) - 0.5,
        until=np.array(until, float),
        ending=np.array(ending, object),
        is_confirmed=np.array(is_confirmed or [True] * count, bool),
    )


def left(days: str) -> Lives:
    """Return times as tables print them: ``6 6+ 7``, ``+`` for still there."""
    words = days.split()
    return lived(
        [float(word.rstrip("+")) for word in words],
        [None if word.endswith("+") else "ended_by_client" for word in words],
    )
