"""Several strategies against one baseline: intervals that hold for all at once.

Dunnett's comparison (1955, J. Am. Stat. Assoc. 50:1096) for estimates that are not
normal means: the largest of several correlated t statistics (Hothorn, Bretz and
Westfall 2008, Biometrical J. 50:346). The correlation comes from the clients' parts of
each estimate, for all share the baseline. The family is the strategies, outcome by
outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.series import critical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reminders.arms import Vector

_DRAWS = 100_000
_SEED = 20_260_102


def family_critical(by_client: Sequence[Vector], freedom: int) -> float:
    """Return how many standard errors all 95 % intervals reach to be right at once.

    Parameters
    ----------
    by_client
        Each estimate's error by client, one array an estimate, the same clients in the
        same places; 0 where a client has no part in it.
    freedom
        Degrees of freedom, those of the estimate with fewest.
    """
    if len(by_client) < 2:
        return critical(freedom)
    parts = np.column_stack(by_client)
    parts = parts - parts.mean(axis=0)
    covariance = parts.T @ parts
    scale = np.sqrt(np.diag(covariance))
    scale[scale <= 0] = 1.0
    correlation = covariance / np.outer(scale, scale)
    np.fill_diagonal(correlation, 1.0)
    draw = np.random.default_rng(_SEED)
    # Two strategies that are nearly one make it singular: eigenvalues bear that.
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.clip(values, 0.0, None))
    normal = draw.standard_normal((_DRAWS, len(by_client))) @ root.T
    chi = np.sqrt(draw.chisquare(freedom, _DRAWS) / freedom)
    largest = np.abs(normal).max(axis=1) / chi
    return max(float(np.quantile(largest, 0.95)), critical(freedom))
