"""How early the list names who goes quiet, on practices of a foreign simulator.

A year of weekly lists for each practice, chosen as the product chooses (`listing`),
from a model fitted every twelve weeks. A name is right if the client's last session
lies at most six weeks after it, or the name at most three usual gaps and four weeks
after that session. The rule's day is two usual gaps after it. All names of a budget
are shown, whatever their word, so that orders are compared at one number of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.facts import features
from analytics.periods import AsOf, day_of_number
from analytics.risk import fates, ladder, listing, training
from analytics.risk import prior as priors
from analytics.risk.listing import Candidate
from benchmarks.accuracy import simulated
from benchmarks.accuracy.simulated import FIRST_DAY, ORIGINS
from benchmarks.report import Table

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analytics.risk.prior import Prior

    Vector = NDArray[np.float64]

PRACTICES, CLIENTS, SEED = 12, 150, 71
BUDGETS = (0.05, 0.10)

_FIRST_LIST, _END_OF_LISTS = 616, 952
_FIRST_LAPSE, _LAST_LAPSE = 644, 900
_FIRST_ORIGIN, _END = 56, 980
_FIT_DAYS = 84

_TARGET = {(0.05, "prior + own log"): ".61 / .63 / 12"}

COLUMNS = (
    "budget, score",
    "rest",
    "names a year",
    "precision",
    "caught",
    "before the rule's day",
    "by the last session",
    "within 7 days of it",
    "median days before the rule's day",
    "target",
)


@dataclass(frozen=True)
class _Practice:
    """One practice: its weekly looks, its misses, and who went quiet when."""

    rows: pd.DataFrame
    """Of `features.rows_of_log`, with ``prior + own log`` beside the rules' scores."""
    misses: pd.DataFrame
    """``client_id`` and ``start_day``."""


def measured(sim: Path, prior_path: Path | None) -> Table:
    """Return the table of early names."""
    prior = priors.load(prior_path) if prior_path else priors.load()
    log, _ = simulated.lived(sim, [CLIENTS] * PRACTICES, SEED)
    practices = [_practice(own, prior) for _, own in log.groupby("practice")]
    found = []
    for budget in BUDGETS:
        for score in ("rule", "rule + booking", "prior + own log"):
            for is_ended in (False, True):
                figures = pd.DataFrame(
                    [
                        _figures(one, score, budget, is_ended_by_a_miss=is_ended)
                        for one in practices
                    ]
                ).mean()
                found.append(_cells(budget, score, figures, is_ended=is_ended))
    return Table(
        title="How early: names of a year with four weeks' rest, 12 practices of 150",
        columns=COLUMNS,
        rows=found,
        remark="target: precision / before the rule's day / median days",
    )


def _practice(log: pd.DataFrame, prior: Prior) -> _Practice:
    sessions = simulated.sessions(log)
    days = range(_FIRST_ORIGIN, _END, 7)
    origins = [AsOf.end_of(day_of_number(day + FIRST_DAY), "UTC") for day in days]
    rows = features.rows_of_log(sessions, origins)
    scores = np.full(len(rows), np.nan)
    for origin in ORIGINS:
        day = origin + FIRST_DAY
        here = rows["as_of_day"].between(day, day + _FIT_DAYS - 1).to_numpy()
        if here.any():
            fitted = training.fit(rows, day, prior, _no_customers)
            scores[here] = fitted.chances(rows[here])
    is_missed = sessions["outcome"].isin(["no_show", "late_cancelled"])
    misses = sessions.loc[is_missed, ["client_id", "start_day"]]
    rows["rule"] = rows["ratio"]
    rows["rule + booking"] = ladder.rule_scores(rows)
    rows["prior + own log"] = scores
    return _Practice(rows, misses)


def _names(
    practice: _Practice, score: str, budget: float, *, is_ended_by_a_miss: bool
) -> pd.DataFrame:
    """Return one row a name: ``client_id`` and ``day``."""
    rows = practice.rows
    first, end = FIRST_DAY + _FIRST_LIST, FIRST_DAY + _END_OF_LISTS
    rows = rows[(rows["as_of_day"] >= first) & (rows["as_of_day"] < end)]
    history: dict[str, int] = {}
    found = []
    for day, here in rows.groupby("as_of_day"):
        today = int(str(day))
        missed = _last_missed(practice.misses, today) if is_ended_by_a_miss else {}
        candidates = [
            Candidate(
                client_id=who,
                score=float(value),
                word="high",
                last_missed_day=missed.get(who),
                last_attended_day=int(last),
            )
            for who, value, last in here[["client_id", score, "last_day"]].itertuples(
                index=False
            )
        ]
        capacity = max(1, round(budget * len(here)))
        chosen = listing.choose(candidates, history, today, today, capacity)
        history = chosen.after(history)
        found += [(one.client_id, today) for one in chosen.listed]
    return pd.DataFrame(found, columns=["client_id", "day"])


def _last_missed(misses: pd.DataFrame, today: int) -> dict[str, int]:
    known = misses[misses["start_day"] <= today]
    last = known.groupby("client_id")["start_day"].max()
    return {str(who): int(day) for who, day in last.items()}


def _figures(
    practice: _Practice, score: str, budget: float, *, is_ended_by_a_miss: bool
) -> dict[str, float]:
    names = _names(practice, score, budget, is_ended_by_a_miss=is_ended_by_a_miss)
    quiet = practice.rows[practice.rows["went_quiet"] == 1]
    lapses = quiet.groupby("client_id").agg(
        last=("last_day", "max"), gap=("usual_gap_days", "last")
    )
    told = names.join(lapses, on="client_id")
    is_right = (told["last"] - fates.AHEAD_DAYS <= told["day"]) & (
        told["day"] <= told["last"] + 3 * told["gap"] + 28
    )
    within = lapses["last"].between(FIRST_DAY + _FIRST_LAPSE, FIRST_DAY + _LAST_LAPSE)
    first = told[is_right].groupby("client_id")["day"].min().rename("day")
    looked = lapses[within].join(first)
    rule_day = looked["last"] + fates.RULE_GAPS * looked["gap"]
    return {
        "names": len(names),
        "precision": is_right.mean(),
        "caught": looked["day"].notna().mean(),
        "before": (looked["day"] < rule_day).mean(),
        "by_last": (looked["day"] <= looked["last"]).mean(),
        "within": (looked["day"] <= looked["last"] + 7).mean(),
        "days": (rule_day - looked["day"]).median(),
    }


def _cells(
    budget: float, score: str, found: pd.Series[float], *, is_ended: bool
) -> tuple[str, ...]:
    shares = ("precision", "caught", "before", "by_last", "within")
    return (
        f"{budget:.0%}, {score}",
        "or a miss" if is_ended else "28 days",
        f"{found['names']:.0f}",
        *(f"{found[name]:.2f}" for name in shares),
        f"{found['days']:.1f}",
        "" if is_ended else _TARGET.get((budget, score), ""),
    )


def _no_customers(_day: int) -> pd.DataFrame:
    message = "This log shows bookings."
    raise AssertionError(message)
