"""The prior: what other practices teach about this one, as a file anyone can read.

It holds the coefficients of a logistic regression and the standardisation they belong
to. The shipped one is learned from invented practices (``data/prior``); a platform
with many real practices learns its own from those.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analytics.errors import BadPriorError
from analytics.facts.features import NAMES
from analytics.risk.visits import COLUMN, Visits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "prior" / "prior.json"

INVENTED_RIDGE = 200.0
REAL_RIDGE = 1000.0
"""What others like one's own taught is better than what an invention did."""

_DIGITS = 6
"""The same numbers on every machine: sums of a fit differ in the last digits."""


@dataclass(frozen=True)
class Prior:
    """Coefficients of standardised features, and how they were learned."""

    intercept: float
    coef: Vector
    means: Vector
    scales: Vector
    columns: tuple[str, ...] = NAMES
    ridge: float = INVENTED_RIDGE
    """How strongly a practice's own model is drawn to it, once enough have lapsed."""
    visits: Visits | None = None
    """Only of practices whose data show no bookings; then `columns` has its feature."""
    card: Mapping[str, object] = field(default_factory=dict)
    """Where it comes from, in words and counts."""

    @property
    def is_invented(self) -> bool:
        """Whether invented practices taught it, by how little it is trusted."""
        return self.ridge <= INVENTED_RIDGE


def load(path: Path = SHIPPED, names: tuple[str, ...] = NAMES) -> Prior:
    """Return the prior kept in a file.

    Parameters
    ----------
    names
        The features it has to be for, in their order.

    Raises
    ------
    BadPriorError
        The file is not there, or is no prior for the features of this version.
    """
    try:
        held = json.loads(path.read_text("utf-8"))
        prior = Prior(
            intercept=float(held["intercept"]),
            coef=np.array([one["coefficient"] for one in held["features"]], float),
            means=np.array([one["mean"] for one in held["features"]], float),
            scales=np.array([one["scale"] for one in held["features"]], float),
            columns=tuple(str(one["name"]) for one in held["features"]),
            ridge=float(held["ridge"]),
            visits=Visits(**held["visits"]) if held.get("visits") else None,
            card=dict(held["card"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadPriorError(path.name) from error
    numbers = np.r_[prior.ridge, prior.intercept, prior.coef, prior.means, prior.scales]
    expected = names if prior.visits is None else (*names, COLUMN)
    if prior.columns != expected or not np.isfinite(numbers).all():
        raise BadPriorError(path.name)
    return prior


def written(prior: Prior) -> str:
    """Return the text of a prior's file."""
    features = [
        {
            "name": name,
            "coefficient": round(float(coef), _DIGITS),
            "mean": round(float(mean), _DIGITS),
            "scale": round(float(scale), _DIGITS),
        }
        for name, coef, mean, scale in zip(
            prior.columns, prior.coef, prior.means, prior.scales, strict=True
        )
    ]
    held = {
        "card": dict(prior.card),
        "ridge": prior.ridge,
        "intercept": round(prior.intercept, _DIGITS),
        "features": features,
        "visits": asdict(prior.visits) if prior.visits else None,
    }
    return json.dumps(held, indent=2) + "\n"


ABOUT = "whether an active client goes quiet within their horizon"


def card_text(prior: Prior, about: str = ABOUT) -> str:
    """Return the card of a prior: where it comes from and what it holds.

    Parameters
    ----------
    about
        What it is a prior of, in words.
    """
    facts = [
        f"| {key.replace('_', ' ')} | {value} |" for key, value in prior.card.items()
    ]
    features = [
        f"| `{name}` | {coef:+.3f} | {mean:.3f} | {scale:.3f} |"
        for name, coef, mean, scale in zip(
            prior.columns, prior.coef, prior.means, prior.scales, strict=True
        )
    ]
    lines = [
        "# The prior",
        "",
        "What other practices teach about a new one: a logistic regression of",
        f"{about}. Each practice's own",
        "model is drawn towards it; the intercept is nearly free. No probability is",
        "shown from it alone.",
        "",
        "| learned from | |",
        "|---|---|",
        *facts,
        "",
        f"Intercept {prior.intercept:+.3f}. Coefficients are of standardised features,",
        "in logits a standard deviation; docs/features.md says what each feature is.",
        "",
        "| feature | coefficient | mean | scale |",
        "|---|---|---|---|",
        *features,
    ]
    return "\n".join(lines) + "\n"
