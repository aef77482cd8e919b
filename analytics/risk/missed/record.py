"""How predictions of the past fared: bookings of the past year, each from before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.risk import quality

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Record:
    """Figures of past predictions; ``None`` where one cannot be said."""

    bookings: int
    misses: int
    auc: float | None
    """How often a missed booking was thought likelier than a kept one."""
    auc_not_same_day: float | None
    """The same without those made on their own day, which are hardly ever missed."""
    auc_history: float | None
    """Of the client's own past alone."""
    brier_skill: float | None
    slope: float | None
    level: float | None


def record(past: pd.DataFrame) -> Record | None:
    """Return how predictions fared; ``None`` without any.

    Parameters
    ----------
    past
        One row a booking of which it is known whether it was missed:
        ``probability``, ``miss_history``, ``is_same_day`` and ``missed``.
    """
    if not len(past):
        return None
    labels = past["missed"].to_numpy(float)
    chances = past["probability"].to_numpy(float)
    later = (past["is_same_day"] == 0).to_numpy()
    slope, level = quality.calibration(labels, chances)
    return Record(
        bookings=len(past),
        misses=int(labels.sum()),
        auc=quality.auc(labels, chances),
        auc_not_same_day=quality.auc(labels[later], chances[later]),
        auc_history=quality.auc(labels, past["miss_history"].to_numpy(float)),
        brier_skill=quality.brier_skill(labels, chances),
        slope=slope,
        level=level,
    )
