"""Practices of a simulator that is no part of the project, of several sizes.

Its log is brought into the form in which facts read sessions; features, labels and the
model are the product's own. Origins lie twelve weeks apart; what is scored are the
twelve weeks after each, with a model fitted at it.
"""

from __future__ import annotations

import importlib.util
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics.facts import features
from analytics.periods import SECONDS_PER_DAY, AsOf, day_of_number
from analytics.risk import ladder, training
from analytics.risk import prior as priors
from benchmarks.accuracy.rows import Row, Target, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from analytics.risk.prior import Prior

    Vector = NDArray[np.float64]

FIRST_DAY = 14_610
"""1 January 2010, a day number: where the simulator's day 0 is put."""

ORIGINS = (616, 700, 784, 868)
_TEST_DAYS = 84
_FIRST_ORIGIN, _END = 56, 980
_OUTCOMES = np.array(
    ["attended", "no_show", "late_cancelled", "cancelled", "rescheduled"]
)
_FEWEST_ROWS = 30


@dataclass(frozen=True)
class Run:
    """How many practices of a size, and what is asked of the model there."""

    practices: int
    seed: int
    target: Target


RUNS = {
    # With a prior of one's own: .02 above rule + booking (the figures with a prior
    # from the same simulator, .884 and .882, are a ceiling).
    20: Run(60, 21, Target(0.851, is_floor=True)),
    50: Run(30, 22, Target(0.834, is_floor=True)),
    150: Run(16, 23, Target(0.889, 0.823, 0.38)),
    1000: Run(3, 24, Target(0.875, 0.811, 0.35)),
    20000: Run(1, 27, Target(0.872, 0.812, 0.36)),
}


def measured(sim: Path, size: int, prior_path: Path | None) -> list[Row]:
    """Return the rows of one size of practice."""
    plan = RUNS[size]
    prior = priors.load(prior_path) if prior_path else priors.load()
    started = time.perf_counter()
    rows = _rows(sim, size, plan)
    features_s = time.perf_counter() - started
    log = f"simulated, {plan.practices} x {size}"
    scored: dict[str, list[Vector]] = {name: [] for name in _METHODS}
    taken = dict.fromkeys(_METHODS, 0.0)
    tested = []
    for practice in range(plan.practices):
        own = rows[rows["practice"] == practice]
        for origin in ORIGINS:
            day = origin + FIRST_DAY
            is_test = (own["as_of_day"] >= day) & (own["as_of_day"] < day + _TEST_DAYS)
            test = own[is_test]
            if not len(test):
                continue
            tested.append(test)
            for name, method in _METHODS.items():
                started = time.perf_counter()
                scored[name].append(method(own, day, test, prior))
                taken[name] += time.perf_counter() - started
    test = pd.concat(tested)
    of = (
        test["practice"].to_numpy(float),
        test["practice"].to_numpy(float) * 1e6 + test["as_of_day"].to_numpy(float),
        test["ratio"].to_numpy(float),
    )
    labels = test["went_quiet"].to_numpy(float)
    return [
        row(
            log,
            name,
            (labels, np.concatenate(scores), *of),
            seconds=taken[name] + (features_s if name == _OURS else 0),
            target=plan.target if name == _OURS else None,
        )
        for name, scores in scored.items()
    ]


def _ours(own: pd.DataFrame, day: int, test: pd.DataFrame, prior: Prior) -> Vector:
    return training.fit(own, day, prior, _no_customers).chances(test)


def _prior_alone(
    _own: pd.DataFrame, _day: int, test: pd.DataFrame, prior: Prior
) -> Vector:
    return training.bare(prior).chances(training.matrix(test, None))


def _rule(_own: pd.DataFrame, _day: int, test: pd.DataFrame, _prior: Prior) -> Vector:
    ratios: Vector = test["ratio"].to_numpy(float)
    return ratios


def _rule_booking(
    _own: pd.DataFrame, _day: int, test: pd.DataFrame, _prior: Prior
) -> Vector:
    return ladder.rule_scores(test)


def _plain(
    make: Callable[[], object],
) -> Callable[[pd.DataFrame, int, pd.DataFrame, Prior], Vector]:
    def score(own: pd.DataFrame, day: int, test: pd.DataFrame, _: Prior) -> Vector:
        known = training.sampled(own[training.closed(own, day)])
        labels = known["went_quiet"].to_numpy(int)
        if len(labels) < _FEWEST_ROWS or labels.min() == labels.max():
            share = (labels.sum() + 2) / (len(labels) + 15)
            return np.full(len(test), share)
        model = make()
        model.fit(training.matrix(known, None), labels)  # type: ignore[attr-defined]  # an estimator
        chances: Vector = model.predict_proba(training.matrix(test, None))[:, 1]  # type: ignore[attr-defined]  # an estimator
        return chances

    return score


_OURS = "prior + own log"
_METHODS = {
    "rule": _rule,
    "rule + booking": _rule_booking,
    _OURS: _ours,
    "prior alone": _prior_alone,
    "scikit-learn logistic": _plain(
        lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    ),
    "scikit-learn HGB": _plain(lambda: HistGradientBoostingClassifier(random_state=0)),
}


def _no_customers(_day: int) -> pd.DataFrame:
    message = "This log shows bookings."
    raise AssertionError(message)


def _rows(sim: Path, size: int, plan: Run) -> pd.DataFrame:
    log = _simulated(sim, [size] * plan.practices, plan.seed)
    days = range(_FIRST_ORIGIN, _END, 7)
    origins = [AsOf.end_of(day_of_number(day + FIRST_DAY), "UTC") for day in days]
    return pd.concat(
        [
            features.rows_of_log(sessions(own), origins).assign(practice=practice)
            for practice, own in log.groupby("practice")
        ],
        ignore_index=True,
    )


def _simulated(sim: Path, sizes: list[int], seed: int) -> pd.DataFrame:
    spec = importlib.util.spec_from_file_location("yardstick_sim", sim)
    if spec is None or spec.loader is None:
        message = f"{sim.name} is no module of Python."
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    log: pd.DataFrame = module.simulate(sizes, seed)[0]
    return log


def sessions(log: pd.DataFrame) -> pd.DataFrame:
    """Return a simulated log as facts read sessions.

    Parameters
    ----------
    log
        ``client``, ``start`` and ``booked`` (days), ``status`` (0 to 4, -1 open),
        ``status_at`` (day) and ``pkg`` (sessions of the programme, 0 without).
    """
    status = log["status"].to_numpy()
    start = log["start"].to_numpy()
    start_s = _at(start, 10)
    booked_s = np.minimum(_at(log["booked"].to_numpy(), 8), start_s)
    said = _at(np.minimum(log["status_at"].to_numpy(), start), 9)
    is_early = (status >= 0) & (log["status_at"].to_numpy() < start)
    known_s = np.maximum(np.where(is_early, said, start_s), booked_s)
    outcome = np.where(status >= 0, _OUTCOMES[np.maximum(status, 0)], "scheduled")
    planned = pd.Series(log["pkg"].to_numpy(), dtype="Int64")
    return pd.DataFrame(
        {
            "session_id": [f"s{place:08d}" for place in range(len(log))],
            "client_id": [f"c{client:06d}" for client in log["client"]],
            "coach": "Coach",
            "service": "Sessions",
            "start_s": start_s,
            "start_day": start + FIRST_DAY,
            "slot_known_s": booked_s,
            "outcome": outcome,
            "is_excused": False,
            "outcome_known_s": known_s,
            "replaced_known_s": pd.Series(known_s, dtype="Int64").where(
                outcome == "rescheduled"
            ),
            "sessions_planned": planned.where(planned > 0),
        }
    )


def _at(days: Vector, hour: int) -> Vector:
    seconds: Vector = (days + FIRST_DAY) * SECONDS_PER_DAY + hour * 3600
    return seconds
