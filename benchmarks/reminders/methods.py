"""Ways to compare two strategies, ours and simpler ones, and econml's where it is.

Each gives a difference of missed sessions with a 95 % interval, or nothing where it
refuses. econml stands in the lock of the benchmarks.
"""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from analytics import series
from analytics.reminders import aipw, arms, logistic, raw
from analytics.reminders.compare import compare
from analytics.reminders.contracts import NONE, Comparison, Estimate, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.reminders.arms import Arms
    from analytics.reminders.contracts import Compared

OURS = "overlap AIPW (Driftline)"
SHOWN = "the same, where not refused"
PEER = "LinearDML (econml)"

_FOLDS = 5


def missed(compared: Compared, strategy: str = "text") -> Comparison | None:
    """Return what Driftline says of missed sessions; ``None`` where nothing at all."""
    found = compare(compared)
    return None if found.refused else found.of(strategy, Outcome.MISSED)


def estimate(one: Comparison | None) -> Estimate | None:
    """Return a comparison's numbers; ``None`` where it was refused."""
    if one is None or one.difference is None or one.low is None or one.high is None:
        return None
    return Estimate(one.difference, one.low, one.high)


def shown(compared: Compared) -> Estimate | None:
    """Compare as Driftline does, refusals included."""
    return estimate(missed(compared))


def ours(compared: Compared) -> Estimate | None:
    """Fit what Driftline fits, where it would refuse, too."""
    fit = aipw.fit(_sides(compared))
    reach = series.critical(fit.freedom) * fit.standard_error
    return Estimate(fit.difference, fit.difference - reach, fit.difference + reach)


def plainly(compared: Compared) -> Estimate | None:
    """Subtract one share from the other."""
    return raw.raw(_sides(compared))


def standardised(compared: Compared) -> Estimate | None:
    """Fit one logistic regression and standardise it."""
    return logistic.standardised(_sides(compared))


def peer(compared: Compared) -> Estimate | None:
    """Fit econml's partially linear model with the same ridge logistic regressions.

    Its estimand is ours; its interval takes sessions for independent.
    """
    sides = _sides(compared)
    # Loaded here: it takes seconds, and is not installed with Driftline.
    module = importlib.import_module("econml.dml")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = module.LinearDML(
            model_y=LogisticRegression(solver="newton-cholesky"),
            model_t=LogisticRegression(solver="newton-cholesky"),
            discrete_outcome=True,
            discrete_treatment=True,
            cv=_FOLDS,
            random_state=0,
        )
        model.fit(
            sides.outcome.astype(int),
            sides.is_treated.astype(int),
            W=sides.features.columns,
            groups=sides.clients,
        )
        found = [model.ate(T0=0, T1=1), *model.ate_interval(T0=0, T1=1)]
    return Estimate(*(float(np.squeeze(number)) for number in found))


def peer_is_there() -> bool:
    """Return whether econml is installed (``make bench`` does it)."""
    return importlib.util.find_spec("econml") is not None


def all_of_them() -> dict[str, Callable[[Compared], Estimate | None]]:
    """Return the ways to compare, by name; econml's only where it is installed."""
    found: dict[str, Callable[[Compared], Estimate | None]] = {
        OURS: ours,
        SHOWN: shown,
        "standardised logistic": standardised,
        "raw": plainly,
    }
    return found | ({PEER: peer} if peer_is_there() else {})


def _sides(compared: Compared) -> Arms:
    sessions = compared.sessions
    sessions = sessions[sessions["strategy"].isin(["text", NONE])]
    features = arms.features_of(sessions)
    return arms.arms_of(sessions, features, "text", Outcome.MISSED)
