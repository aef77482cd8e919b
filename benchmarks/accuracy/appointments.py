"""A public log of medical appointments (Kaggle, Vitoria 2016): which will be missed.

110,521 appointments of six weeks, a fifth of them missed. What came before 25 May
teaches, what came from then on is asked. Each appointment is looked at on the evening
before its day. The log has no hour of an appointment: that of its booking stands in.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics.facts import bookings
from analytics.facts.bookings import NAMES
from analytics.periods import SECONDS_PER_DAY, AsOf, day_of_number
from analytics.risk import quality
from analytics.risk.missed import prior as priors
from analytics.risk.missed import training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Score = Callable[[pd.DataFrame, pd.DataFrame], Vector]

FILE = "kaggle_noshow/KaggleV2-May-2016.csv.gz"

HEAD = (
    "bookings",
    "method",
    "AUC",
    "not same day",
    "AP",
    "Brier skill",
    "slope",
    "level",
    "s",
    "target",
    "met",
)

TOLERANCE = 0.01

OURS = "ours"
HISTORY = ("miss_history", "is_first", "last_missed")
LEAD = ("is_same_day", "log_lead", "lead_months")

PERSON = ("age", "age_squared", "is_young", "is_female", "place", "helped")
"""What a coaching practice does not have: only for "all columns"."""

ILLNESS = ("Scholarship", "Hipertension", "Diabetes", "Alcoholism", "Handcap")

ALL = (*NAMES, *PERSON[:5], *ILLNESS, "SMS_received")

SMALL = {100: 12, 300: 12, 1000: 12, 5000: 3}
"""Bookings of a small training set, and how many draws."""

_TESTED = 8_000
_CUT = "2016-05-25"
_PLACE_WEIGHT = 30
_YOUNG = (13, 30)
_GENERATION_YEARS = 30


@dataclass(frozen=True)
class Target:
    """What a row has to reach, within `TOLERANCE` of AUC."""

    auc: float
    auc_not_same_day: float
    brier_skill: float


TARGETS = {
    ("booking log", OURS): Target(0.710, 0.57, 0.075),
    ("all columns", OURS): Target(0.730, 0.60, 0.093),
}


class Figures(NamedTuple):
    """What scores achieved."""

    auc: float
    auc_not_same_day: float
    average_precision: float
    brier_skill: float
    slope: float
    level: float
    seconds: float


@dataclass(frozen=True)
class Row:
    """What a method achieved."""

    what: str
    method: str
    figures: Figures
    target: Target | None = None


def measured(path: Path) -> list[Row]:
    """Return the rows of the log."""
    table = _looked_at(_read(path))
    cut = (pd.Timestamp(_CUT) - pd.Timestamp("1970-01-01")).days
    is_taught = table["start_day"] < cut
    taught, asked = table[is_taught], table[~is_taught]
    taught, asked = _placed(taught, taught), _placed(taught, asked)
    found = [
        _row(what, method, score, (taught, asked))
        for what, method, score in _methods(cut)
    ]
    return [*found, *_small(taught, asked, cut), _leaking(taught, asked)]


def cells(row: Row) -> tuple[str, ...]:
    """Return a line of the table."""
    *scores, seconds = row.figures
    target = row.target
    asked = met = ""
    if target is not None:
        pairs = (
            (row.figures.auc, target.auc),
            (row.figures.auc_not_same_day, target.auc_not_same_day),
            (row.figures.brier_skill, target.brier_skill),
        )
        asked = " / ".join(f"{value:.3f}" for _, value in pairs)
        is_met = all(
            round(found, 3) >= round(value - TOLERANCE, 3) for found, value in pairs
        )
        met = "yes" if is_met else "no"
    written = (f"{score:.3f}" for score in scores)
    return (row.what, row.method, *written, f"{seconds:.1f}", asked, met)


# -- the log -------------------------------------------------------------------


def _read(path: Path) -> pd.DataFrame:
    """Return the appointments with what is asked of them, by place in the file."""
    found = pd.read_csv(path)
    made = pd.to_datetime(found["ScheduledDay"]).dt.tz_localize(None)
    day = pd.to_datetime(found["AppointmentDay"]).dt.tz_localize(None)
    found = found.assign(
        made_s=_seconds(made),
        hour=made.dt.hour.to_numpy(),
        day=_seconds(day) // SECONDS_PER_DAY,
    )
    is_sound = (found["made_s"] // SECONDS_PER_DAY <= found["day"]) & (
        found["Age"] >= 0
    )
    found = found[is_sound].reset_index(drop=True)
    years = found["Age"] / _GENERATION_YEARS
    return found.assign(
        age=years,
        age_squared=years**2,
        is_young=found["Age"].between(*_YOUNG, inclusive="left").astype(float),
        is_female=(found["Gender"] == "F").astype(float),
        session_id=[f"s{place:07d}" for place in range(len(found))],
    )


def _looked_at(found: pd.DataFrame) -> pd.DataFrame:
    """Return features and label of each appointment, as of the evening before."""
    count = len(found)
    start_s = found["day"] * SECONDS_PER_DAY + found["hour"] * 3_600 + 3_599
    nothing = pd.Series([None] * count, dtype="Int64")
    log = pd.DataFrame(
        {
            "session_id": found["session_id"],
            "client_id": found["PatientId"].astype("int64").astype(str),
            "coach": "",
            "service": "",
            "start_s": start_s,
            "start_day": found["day"],
            "start_hour": found["hour"],
            "slot_known_s": found["made_s"],
            "outcome": np.where(found["No-show"] == "Yes", "no_show", "attended"),
            "is_excused": False,
            "outcome_known_s": start_s,
            "replaced_known_s": nothing,
            "sessions_planned": nothing,
        }
    )
    days = range(int(found["day"].min()) - 1, int(found["day"].max()) + 1)
    evenings = [AsOf.end_of(day_of_number(day), "UTC") for day in days]
    rows = bookings.rows_of_log(log, evenings)
    kept = ["session_id", "Neighbourhood", "age", "age_squared", "is_young"]
    kept += ["is_female", *ILLNESS, "SMS_received"]
    labels = pd.Series((found["No-show"] == "Yes").to_numpy(float), found["session_id"])
    table = rows.merge(found[kept], on="session_id")
    # On the first day of the log nothing vouches for anything yet; here it is known.
    return table.assign(
        missed=table["session_id"].map(labels),
        settled_s=table["start_s"].astype(float),
    )


def _placed(taught: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Add how often appointments of a place were missed, as the taught ones say."""
    mean = taught["missed"].mean()
    of = taught.groupby("Neighbourhood")["missed"].agg(["sum", "size"])
    rate = (of["sum"] + _PLACE_WEIGHT * mean) / (of["size"] + _PLACE_WEIGHT)
    return table.assign(place=table["Neighbourhood"].map(rate).fillna(mean))


def _seconds(moments: pd.Series[pd.Timestamp]) -> pd.Series[int]:
    return moments.astype("datetime64[s]").astype("int64")


# -- the methods ---------------------------------------------------------------


def _methods(cut: int) -> Iterator[tuple[str, str, Score]]:
    for what, columns in (
        ("history only", HISTORY),
        ("lead only", LEAD),
        ("booking log", NAMES),
        ("all columns", ALL),
    ):
        yield what, "logistic", _logistic(columns)
        yield what, "HGB", _boosted(columns)
        if what == "booking log":
            yield what, OURS, _ours(cut)
        if what == "all columns":
            yield what, OURS, _ours_and_more(cut)


def _ours(cut: int) -> Score:
    def score(taught: pd.DataFrame, asked: pd.DataFrame) -> Vector:
        return training.fit(taught, _evening(cut), priors.load()).chances(asked)

    return score


def _ours_and_more(cut: int) -> Score:
    """Return ours, told of the person as well: the prior knows nothing of that."""

    def score(taught: pd.DataFrame, asked: pd.DataFrame) -> Vector:
        more = [name for name in ALL if name not in NAMES]
        own = priors.load()
        table = taught[more].astype(float)
        wide = replace(
            own,
            coef=np.r_[own.coef, np.zeros(len(more))],
            means=np.r_[own.means, table.mean()],
            scales=np.r_[own.scales, table.std().replace(0, 1)],
            columns=ALL,
        )
        fitted = training.fit(taught, _evening(cut), wide)
        return fitted.chances(asked)

    return score


def _evening(cut: int) -> AsOf:
    return AsOf.end_of(day_of_number(cut - 1), "UTC")


def _logistic(columns: tuple[str, ...]) -> Score:
    return _of(columns, lambda _: make_pipeline(StandardScaler(), LogisticRegression()))


def _boosted(columns: tuple[str, ...], steps: int = 150) -> Score:
    return _of(
        columns,
        lambda count: HistGradientBoostingClassifier(
            max_iter=steps,
            learning_rate=0.06,
            max_leaf_nodes=15,
            min_samples_leaf=max(20, count // 200),
            l2_regularization=1.0,
            early_stopping=False,
            random_state=0,
        ),
    )


def _of(columns: tuple[str, ...], made: Callable[[int], object]) -> Score:
    def score(taught: pd.DataFrame, asked: pd.DataFrame) -> Vector:
        model = made(len(taught))
        names = list(columns)
        model.fit(taught[names].to_numpy(float), taught["missed"].to_numpy(float))  # type: ignore[attr-defined]  # scikit-learn ships no types
        chances: Vector = model.predict_proba(asked[names].to_numpy(float))[:, 1]  # type: ignore[attr-defined]  # as above
        return chances

    return score


def _small(taught: pd.DataFrame, asked: pd.DataFrame, cut: int) -> list[Row]:
    """Return how methods do that are taught by few appointments."""
    asked = asked.sample(_TESTED, random_state=5) if len(asked) > _TESTED else asked
    found = []
    for count, draws in SMALL.items():
        samples = [
            taught.sample(min(count, len(taught)), random_state=100 + draw)
            for draw in range(draws)
        ]
        for method, score in (
            (OURS, _ours(cut)),
            ("logistic", _logistic(NAMES)),
            ("HGB", _boosted(NAMES, 60)),
        ):
            what = f"{count} of the booking log x {draws}"
            rows = [_row(what, method, score, (sample, asked)) for sample in samples]
            found.append(_averaged(rows))
    return found


def _leaking(taught: pd.DataFrame, asked: pd.DataFrame) -> Row:
    """Return what looks like skill when a client's mean is taken over the whole log."""
    means = pd.concat([taught, asked]).groupby("client_id")["missed"].mean()
    both = tuple(
        one.assign(ever=one["client_id"].map(means)) for one in (taught, asked)
    )
    score = _logistic((*NAMES, "ever"))
    return _row("booking log", "the client's mean over all: a leak", score, both)


def _row(what: str, method: str, score: Score, of: tuple[pd.DataFrame, ...]) -> Row:
    taught, asked = of
    started = time.perf_counter()
    chances = score(taught, asked)
    seconds = time.perf_counter() - started
    labels = asked["missed"].to_numpy(float)
    later = (asked["lead_days"] > 0).to_numpy()
    slope, level = quality.calibration(labels, chances)
    figures = (
        quality.auc(labels, chances),
        quality.auc(labels[later], chances[later]),
        quality.average_precision(labels, chances),
        quality.brier_skill(labels, chances),
        slope,
        level,
    )
    known = [float("nan") if figure is None else figure for figure in figures]
    target = TARGETS.get((what, method))
    return Row(what, method, Figures._make((*known, seconds)), target)


def _averaged(rows: list[Row]) -> Row:
    means = np.nanmean([row.figures for row in rows], axis=0)
    return replace(rows[0], figures=Figures._make(map(float, means)))
