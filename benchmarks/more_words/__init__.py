"""What homework and a coach's view add: more information beats more model.

On practices of a simulator that is no part of the project, whose true engagement is
known: words are drawn from it with a stated reliability, and the product's own
features and model, with the shipped prior, are told of them or not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.facts import features
from analytics.risk import prior as priors
from analytics.risk import quality, training
from benchmarks.accuracy import simulated
from benchmarks.more_words import words
from benchmarks.report import Table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analytics.risk.prior import Prior

    Vector = NDArray[np.float64]
    Told = Mapping[str, pd.DataFrame]

SEED = 31
"""None of those by which methods were chosen."""

_NOTHING = "the log alone"
_ATTENDED = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument(
        "--yardstick", type=Path, help="folder with sim.py, a simulator of practices"
    )
    parser.add_argument("--practices", type=int, default=12)
    parser.add_argument("--clients", type=int, default=150, help="in each")
    parser.add_argument("--reliability", type=float, nargs="+", default=[0.2, 0.4, 0.6])


def run(arguments: argparse.Namespace) -> list[Table]:
    """Measure the log alone, then each kind of word at each reliability."""
    sim = arguments.yardstick / "sim.py" if arguments.yardstick else None
    rows: list[tuple[str, ...]] = []
    remark = "skipped: everything (--yardstick names no folder with sim.py)"
    if sim is not None and sim.is_file():
        rows, remark = _measured(sim, arguments)
    return [
        Table(
            title="What homework and a coach's view add",
            columns=("told", "reliability", "r of one word", *_FIGURES, "gained", "±"),
            rows=rows,
            remark=remark,
        )
    ]


_FIGURES = ("AUC", "early", "Brier skill", "slope", "level")


def _measured(
    sim: Path, arguments: argparse.Namespace
) -> tuple[list[tuple[str, ...]], str]:
    sizes = [arguments.clients] * arguments.practices
    log, latent = simulated.lived(sim, sizes, SEED)
    came = log[log["status"] == _ATTENDED]
    engagement = words.Engagement(np.asarray(latent["weekE"], float), came)
    prior = priors.load()
    base = _tested(log, {}, prior)
    found = [_line(_NOTHING, None, float("nan"), base, base)]
    for reliability in arguments.reliability:
        done = words.homework(came, engagement, reliability, SEED)
        seen = words.views(came, engagement, reliability, SEED)
        for what, told in (
            ("homework", {"actions_s": done}),
            ("views", {"pulses_s": seen}),
            ("homework and views", {"actions_s": done, "pulses_s": seen}),
        ):
            of_one = np.mean([one["word"].corr(one["truth"]) for one in told.values()])
            tested = _tested(log, told, prior)
            found.append(_line(what, reliability, float(of_one), tested, base))
    return found, (
        f"{arguments.practices} practices of {arguments.clients} clients, seed {SEED}; "
        f"a word after {words.GIVEN:.0%} of sessions, a view at most once a fortnight; "
        "gained: AUC within practices over the log alone, ± 1.96 standard errors "
        "over practices"
    )


def _tested(log: pd.DataFrame, told: Told, prior: Prior) -> pd.DataFrame:
    """Return the test rows of all practices and origins, with our probabilities."""
    found = []
    for practice, own in log.groupby("practice"):
        ids = frozenset(f"c{client:06d}" for client in own["client"].unique())
        tables = {name: _shifted(one, ids) for name, one in told.items()}
        rows = features.rows_of_log(
            simulated.sessions(own), simulated.weeks(), told=tables
        )
        for origin in simulated.ORIGINS:
            day = origin + simulated.FIRST_DAY
            is_test = rows["as_of_day"].between(day, day + simulated.TEST_DAYS - 1)
            fitted = training.fit(rows, day, prior, _nobody)
            test = rows[is_test]
            found.append(
                test[["went_quiet", "ratio"]].assign(
                    practice=practice, probability=fitted.chances(test)
                )
            )
    return pd.concat(found, ignore_index=True)


def _shifted(told: pd.DataFrame, ids: frozenset[str]) -> pd.DataFrame:
    """Return the words about some clients, their days where the log's days are."""
    own = told[told["client_id"].isin(ids)].drop(columns=["truth", "word"])
    days = [name for name in ("counts_day", "on_day") if name in own]
    moved = own.assign(**{name: own[name] + simulated.FIRST_DAY for name in days})
    if "done_s" in moved:
        moved["done_s"] = moved["done_s"] + simulated.FIRST_DAY * 86_400
    return moved


def _nobody(_day: int) -> pd.DataFrame:
    message = "This log shows bookings."
    raise AssertionError(message)


def _line(
    what: str,
    reliability: float | None,
    of_one: float,
    tested: pd.DataFrame,
    base: pd.DataFrame,
) -> tuple[str, ...]:
    labels = tested["went_quiet"].to_numpy(float)
    chances = tested["probability"].to_numpy(float)
    practices = tested["practice"].to_numpy(float)
    is_early = (tested["ratio"] <= quality.EARLY_RATIO).to_numpy()
    slope, level = quality.calibration(labels, chances)
    figures = (
        quality.auc_within(labels, chances, practices),
        quality.auc_within(labels[is_early], chances[is_early], practices[is_early]),
        quality.brier_skill(labels, chances),
        slope,
        level,
    )
    gains = np.array(
        [
            (_auc(tested, practice) or 0.0) - (_auc(base, practice) or 0.0)
            for practice in np.unique(practices)
        ]
    )
    is_base = reliability is None
    error = gains.std(ddof=1) / np.sqrt(len(gains)) if len(gains) > 1 else float("nan")
    return (
        what,
        "" if is_base else f"{reliability:.1f}",
        "" if is_base else f"{of_one:.2f}",
        *("" if one is None else f"{one:.3f}" for one in figures),
        "" if is_base else f"{gains.mean():+.3f}",
        "" if is_base else f"{1.96 * error:.3f}",
    )


def _auc(tested: pd.DataFrame, practice: float) -> float | None:
    own = tested[tested["practice"] == practice]
    return quality.auc(own["went_quiet"].to_numpy(float), own["probability"].to_numpy())
