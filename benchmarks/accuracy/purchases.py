"""Two public logs of purchases: no bookings, no misses, only who came when.

CDNOW: 23,570 customers of a shop, quiet is nothing within 91 days. Grocery: 1,525
customers, quiet is nothing within three usual gaps. Half of the customers teach a
prior as a platform's other practices would; only the other half is scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.facts import features
from analytics.facts.features import Horizon
from analytics.periods import SECONDS_PER_DAY, AsOf, day_of_number
from analytics.risk import learning, training, visits
from analytics.risk import prior as priors
from benchmarks.accuracy.rows import Target, averaged
from benchmarks.accuracy.sample import Sample, rows_of
from benchmarks.peers import Asked

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analytics.risk.prior import Prior
    from benchmarks.accuracy.rows import Row
    from benchmarks.accuracy.sample import Own

    Vector = NDArray[np.float64]
    Clients = NDArray[np.int64]


@dataclass(frozen=True)
class Log:
    """How one log is read and looked at."""

    file: str
    first: str
    days: int
    horizon: Horizon
    every_days: int
    first_origin: int
    last_label_days: int
    origins: tuple[int, ...]
    test_days: int
    draws: dict[int, int]
    """Customers of a small sample, and how many samples."""
    targets: dict[tuple[int, str], Target]
    """By size (0 is the whole half) and method."""


_KEPT_DAYS = 150
_OURS = "visits + own log"
_POOLED = "pooled prior + own log"
_VISITS = "visits alone"

LOGS = {
    "cdnow": Log(
        file="cdnow/CDNOW_master.txt.gz",
        first="1997-01-01",
        days=546,
        horizon=Horizon(0, 182, 0, 91, 91),
        every_days=14,
        first_origin=28,
        last_label_days=91,
        origins=(280, 336, 392),
        test_days=56,
        draws={50: 20, 150: 12, 1000: 4},
        targets={
            (0, _OURS): Target(0.677, brier_skill=0.095),
            (1000, _OURS): Target(0.672, brier_skill=0.09),
            (150, _POOLED): Target(0.698, brier_skill=0.11),
        },
    ),
    "grocery": Log(
        file="btyd_grocery/groceryElog.csv",
        first="2006-01-01",
        days=0,
        horizon=Horizon(3, 28, 3, 28, 120),
        every_days=7,
        first_origin=56,
        last_label_days=121,
        origins=(350, 434, 518),
        test_days=84,
        draws={50: 12, 150: 8},
        targets={
            (0, _OURS): Target(0.825, brier_skill=0.27),
            (50, _POOLED): Target(0.795),
        },
    ),
}


def measured(name: str, path: Path, prior_path: Path | None) -> list[Row]:
    """Return the rows of one log."""
    plan = LOGS[name]
    prior = priors.load(prior_path) if prior_path else priors.load()
    bought = _read(name, path, plan)
    clients = int(bought["client"].max()) + 1
    is_pool = np.random.default_rng(99).random(clients) < 0.5
    other = np.flatnonzero(~is_pool)
    practice = _Practice(bought, plan, is_pool, prior)
    whole = practice.sample(f"{name}, half", other, 0)
    draws = {}
    for size, count in plan.draws.items():
        draw = np.random.default_rng(7)
        draws[size] = [
            practice.sample(
                f"{name}, {size} customers x {count}",
                draw.choice(other, min(size, len(other)), replace=False),
                size,
            )
            for _ in range(count)
        ]
    lines = rows_of([whole, *(one for drawn in draws.values() for one in drawn)])
    found = lines.pop(0)
    for drawn in draws.values():
        same = [lines.pop(0) for _ in drawn]
        found += [averaged(list(method)) for method in zip(*same, strict=True)]
    return found


class _Practice:
    """A log with its features, of which samples are scored."""

    def __init__(
        self, bought: pd.DataFrame, plan: Log, is_pool: NDArray[np.bool_], prior: Prior
    ) -> None:
        self.plan, self.shipped = plan, prior
        self.first = int(bought["start_day"].min() - bought["day"].min())
        end = plan.days or int(bought["day"].max()) + 1
        days = range(plan.first_origin, end - plan.last_label_days, plan.every_days)
        sessions = _sessions(bought)
        rows = features.rows_of_log(sessions, self._moments(days), plan.horizon)
        rows = rows.assign(client=_number(rows["client_id"]))
        # The figures to compare with leave out whoever had not come for 150 days and
        # never came again, so these do too; the product could not know.
        last = bought.groupby("client")["start_day"].max()
        is_kept = rows["as_of_day"] <= rows["client"].map(last) + _KEPT_DAYS
        self.table = rows[is_kept].reset_index(drop=True)
        everybody = features.customers_of_log(sessions, self._moments(plan.origins))
        self.everybody = everybody.assign(client=_number(everybody["client_id"]))
        self.pooled = {day: self._pooled(day, is_pool) for day in plan.origins}

    def sample(self, log: str, chosen: Clients, size: int) -> Sample:
        """Return what our methods and the plain ones achieve on some customers."""
        own = self.table[self.table["client"].isin(chosen)]
        targets = {
            method: target
            for (of, method), target in self.plan.targets.items()
            if of == size
        }
        found = Sample(log, targets)
        for day in self.plan.origins:
            origin = day + self.first
            days = own["as_of_day"]
            is_test = (days >= origin) & (days < origin + self.plan.test_days)
            here = self.everybody["as_of_day"] == origin
            asked = Asked(
                origin_day=origin,
                known=training.learned_from(own, origin),
                customers=self.everybody[here & self.everybody["client"].isin(chosen)],
                test=own[is_test].assign(practice=0),
            )
            found.add(asked, self._own(own, asked, self.pooled[day]))
        return found

    def _own(self, own: pd.DataFrame, asked: Asked, pooled: Prior) -> Own:
        def drawn_to(prior: Prior) -> Vector:
            day, customers = asked.origin_day, asked.customers
            fitted = training.fit(own, day, prior, lambda _: customers)
            return fitted.chances(asked.test)

        def alone() -> Vector:
            model = visits.fit(asked.customers)
            if model is None:
                return np.full(len(asked.test), 0.5)
            return 1 / (1 + np.exp(-model.log_odds(asked.test)))

        def pooled_alone() -> Vector:
            features_of = training.matrix(asked.test, pooled.visits)
            return training.bare(pooled).chances(features_of)

        return {
            "days since last": lambda: asked.test["days_since_last"].to_numpy(float),
            _VISITS: alone,
            _OURS: lambda: drawn_to(self.shipped),
            "pooled prior alone": pooled_alone,
            _POOLED: lambda: drawn_to(pooled),
        }

    def _pooled(self, day: int, is_pool: NDArray[np.bool_]) -> Prior:
        """Return the prior that the other half teaches at an origin."""
        origin = day + self.first
        here = self.everybody["as_of_day"] == origin
        is_taught = is_pool[self.everybody["client"].to_numpy()]
        rows = self.table[is_pool[self.table["client"].to_numpy()]]
        known = rows[training.closed(rows, origin)]
        model = visits.fit(self.everybody[here & is_taught])
        return learning.learned(
            known, {"source": "the other half"}, model, is_real=True
        )

    def _moments(self, days: range | tuple[int, ...]) -> list[AsOf]:
        return [AsOf.end_of(day_of_number(day + self.first), "UTC") for day in days]


def _read(name: str, path: Path, plan: Log) -> pd.DataFrame:
    """Return one row a customer and day of a purchase."""
    if name == "cdnow":
        columns = ["client", "date", "count", "dollars"]
        found = pd.read_csv(path, sep=r"\s+", header=0, names=columns, dtype=str)
    else:
        found = pd.read_csv(path, dtype=str).set_axis(["client", "date"], axis=1)
    day = (pd.to_datetime(found["date"]) - pd.Timestamp(plan.first)).dt.days
    table = pd.DataFrame({"client": pd.factorize(found["client"])[0], "day": day})
    table = table.drop_duplicates().reset_index(drop=True)
    first = (pd.Timestamp(plan.first) - pd.Timestamp("1970-01-01")).days
    return table.assign(start_day=table["day"] + first)


def _sessions(bought: pd.DataFrame) -> pd.DataFrame:
    """Return purchases as sessions that were attended and booked at once."""
    start_s = bought["start_day"].to_numpy(np.int64) * SECONDS_PER_DAY + 43_200
    count = len(bought)
    return pd.DataFrame(
        {
            "session_id": [f"s{place:08d}" for place in range(count)],
            "client_id": [f"c{client:06d}" for client in bought["client"]],
            "coach": "",
            "service": "Purchase",
            "start_s": start_s,
            "start_day": bought["start_day"].to_numpy(),
            "slot_known_s": start_s,
            "outcome": "attended",
            "is_excused": False,
            "outcome_known_s": start_s,
            "replaced_known_s": pd.Series([None] * count, dtype="Int64"),
            "sessions_planned": pd.Series([None] * count, dtype="Int64"),
        }
    )


def _number(client_ids: pd.Series[str]) -> pd.Series[int]:
    return client_ids.str[1:].astype(int)
