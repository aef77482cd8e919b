"""How alike the two arms are before and after weighting.

Standardised mean differences (Austin and Stuart 2015, Stat. Med. 34:3661): up to 0.1 in
absolute value two arms count as alike. Both are divided by the spread before weighting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.reminders.contracts import Balance

if TYPE_CHECKING:
    from analytics.reminders.arms import Arms, Vector

ALIKE = 0.1


def balance(arms: Arms, weights: Vector) -> tuple[Balance, ...]:
    """Return one line a covariate, the most different beforehand first.

    Of a covariate of several columns the one that differs most beforehand speaks.

    Parameters
    ----------
    weights
        Of each session among its arm, shape (n_rows,).
    """
    columns = arms.features.columns
    if not columns.shape[1]:
        return ()
    treated = arms.treated
    spread = np.sqrt((columns[treated].var(axis=0) + columns[~treated].var(axis=0)) / 2)
    spread[spread <= 1e-12] = 1.0
    equal = np.ones(len(columns))
    before = _apart(columns, treated, equal) / spread
    after = _apart(columns, treated, weights) / spread
    found: dict[str, Balance] = {}
    for name, was, is_now in zip(arms.features.names, before, after, strict=True):
        if name not in found or abs(was) > abs(found[name].before):
            found[name] = Balance(name, float(was), float(is_now))
    return tuple(sorted(found.values(), key=lambda one: -abs(one.before)))


def _apart(columns: Vector, treated: np.ndarray, weights: Vector) -> Vector:
    apart: Vector = np.average(
        columns[treated], axis=0, weights=weights[treated]
    ) - np.average(columns[~treated], axis=0, weights=weights[~treated])
    return apart
