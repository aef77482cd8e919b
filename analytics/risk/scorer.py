"""A fitted model as plain numbers: scores, their ranges, and what each is made of.

Needs numpy only, so that whoever scores or explains loads nothing that fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

Z_OF_80 = 1.2815515655446004
"""Half-width of an 80 % interval of a normal distribution, in standard errors."""

INFLATION = 1.6
"""A client's weekly rows are near copies, so a plain standard error is too small by
this factor (measured against long-run models of simulated practices)."""

_LARGEST_LOGIT = 30.0


@dataclass(frozen=True)
class Scorer:
    """Logits as a weighted sum of standardised features."""

    columns: tuple[str, ...]
    means: Vector
    scales: Vector
    weights: Vector
    """Intercept first, then a weight a standardised feature."""
    covariance: Vector | None = None
    """Of the weights; ``None`` where nothing was fitted."""
    shift: float = 0.0
    """Added to every logit: the practice's latest level."""

    def logits(self, features: Vector) -> Vector:
        """Return the logit of each row, shape (n_rows,)."""
        # Standardising belongs to the weights: the rows are gone through once only.
        per_unit = self.weights[1:] / self.scales
        start = self.shift + self.weights[0] - per_unit @ self.means
        found: Vector = features @ per_unit + start
        return found

    def chances(self, features: Vector) -> Vector:
        """Return the probability of each row, shape (n_rows,)."""
        return sigmoid(self.logits(features))

    def intervals(self, features: Vector, around: Vector | None = None) -> Vector:
        """Return 80 % intervals of the probabilities, shape (n_rows, 2).

        They are about the estimate: even a perfect one would be a probability.
        Without a fit the ends are missing.

        Parameters
        ----------
        around
            Probabilities of another model, shape (n_rows,), to lay them round;
            ``None`` for its own.
        """
        if self.covariance is None:
            return np.full((len(features), 2), np.nan)
        design = self._design(features)
        variances = np.einsum("ij,jk,ik->i", design, self.covariance, design)
        errors = np.sqrt(np.maximum(variances, 0))
        half = Z_OF_80 * INFLATION * errors
        logits = self.logits(features)
        if around is not None:
            logits = np.log(around / (1 - around))
        return np.column_stack([sigmoid(logits - half), sigmoid(logits + half)])

    def contributions(self, features: Vector, reference: Vector) -> Vector:
        """Return what each feature adds to each logit, shape (n_rows, n_features).

        A row's contributions and the logit of `reference` add up to its logit.

        Parameters
        ----------
        reference
            The client to compare with, shape (n_features,): the practice's median.
        """
        per_unit = self.weights[1:] / self.scales
        found: Vector = (features - reference) * per_unit
        return found

    def _design(self, features: Vector) -> Vector:
        standard = (features - self.means) / self.scales
        return np.column_stack([np.ones(len(standard)), standard])


def sigmoid(logits: Vector) -> Vector:
    """Return probabilities of logits, of any shape."""
    held = np.clip(logits, -_LARGEST_LOGIT, _LARGEST_LOGIT)
    chances: Vector = 1 / (1 + np.exp(-held))
    return chances


def in_ten(low: float, high: float) -> str:
    """Return a range of probabilities as people say it: *between 2 and 4 in 10*."""
    first, last = round(10 * low), round(10 * high)
    if first == last:
        return "fewer than 1 in 10" if last == 0 else f"about {last} in 10"
    if first == 0:
        return f"at most {last} in 10"
    return f"between {first} and {last} in 10"
