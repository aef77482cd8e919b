"""Figures over past names and past looks at a client."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.risk import quality, words
from analytics.risk.record import WHATS, Ranking, Tally, Third, WordCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.risk.fates import Fate, Silence

    Vector = NDArray[np.float64]
    Names = NDArray[np.str_]
    Mask = NDArray[np.bool_]

THIRDS = 3
FEWEST_LOOKS = 30
"""With fewer no thirds are shown."""

_SNOOZE_DAYS = 28
_DRAWS = 200
_MOST_DRAWN_ROWS = 20_000
"""Of very many clients the intervals come from a sample of them."""


@dataclass(frozen=True)
class Named:
    """A name and what happened."""

    client_id: str
    day: int
    fate: Fate


def in_time(
    silences: Iterable[Silence], first_day: int, last_day: int
) -> list[Silence]:
    """Return the drifts that lists from one day to another could have named.

    Those that an ending or an absence explains are none. The lists had to be there four
    weeks before the last session, and as long after it as a name is about it.
    """
    return [
        one
        for one in silences
        if one.ended_day is None
        and first_day + _SNOOZE_DAYS <= one.last_day
        and one.late_day <= last_day
    ]


def caught(names: Iterable[Named]) -> dict[Silence, int]:
    """Return of each silence that was named the day of its first name."""
    first: dict[Silence, int] = {}
    for one in names:
        if one.fate.silence is not None:
            day = first.get(one.fate.silence, one.day)
            first[one.fate.silence] = min(day, one.day)
    return first


def tally(names: Sequence[Named], drifts: Sequence[Silence]) -> Tally:
    """Return what one way of choosing names achieved.

    Parameters
    ----------
    drifts
        Those that the lists could have named: `in_time`.
    """
    settled = [one for one in names if one.fate.is_settled]
    known = [one for one in settled if one.fate.what != "not_known"]
    quiet = np.array([one.fate.what == "went_quiet" for one in known], float)
    clients = np.array([one.client_id for one in known], str)
    first = caught(names)
    leads = np.array(
        [one.rule_day - first[one] for one in drifts if one in first], float
    )
    counts = Counter(one.fate.what for one in settled)
    silences = [one.fate.silence for one in known if one.fate.silence is not None]
    return Tally(
        names=len(names),
        settled=len(known),
        quiet=int(quiet.sum()),
        quiet_confirmed=sum(one.is_confirmed for one in silences),
        precision=quality.share_interval(quiet, clients),
        what={what: counts[what] for what in WHATS},
        drifts=len(drifts),
        caught=len(leads),
        before_rule=int((leads > 0).sum()),
        by_last=sum(first[one] <= one.last_day for one in drifts if one in first),
        lead_days=_quartiles(leads),
    )


def rankings(rows: pd.DataFrame) -> Mapping[str, Ranking]:
    """Return how well each score ordered who went quiet.

    Parameters
    ----------
    rows
        Looks whose end is known: ``went_quiet``, ``client_id``, ``ratio`` (also the
        plain rule's score), ``rule_score`` and ``probability``.
    """
    scores = {
        "model": "probability",
        "rule_booking": "rule_score",
        "rule": "ratio",
    }
    few = _sampled(rows)
    weights = _draws(few["client_id"].to_numpy(str))
    found = {}
    for kind, column in scores.items():
        labels, values, early = _columns(rows, column)
        drawn = _columns(few, column)
        found[kind] = Ranking(
            auc=quality.auc(labels, values),
            auc_interval=_auc_interval(drawn[0], drawn[1], weights),
            early_auc=quality.auc(labels[early], values[early]),
            early_interval=_auc_interval(
                drawn[0][drawn[2]], drawn[1][drawn[2]], weights[:, drawn[2]]
            ),
        )
    return found


def thirds(rows: pd.DataFrame) -> list[Third]:
    """Return what was said and what happened, by thirds of what was said.

    Empty where there are fewer than `FEWEST_LOOKS` or all ended alike.
    """
    labels = rows["went_quiet"].to_numpy(float)
    if len(labels) < FEWEST_LOOKS or labels.min() == labels.max():
        return []
    chances = rows["probability"].to_numpy(float)
    clients = rows["client_id"].to_numpy(str)
    order = np.argsort(chances, kind="stable")
    return [
        _third(chances[part], labels[part], clients[part])
        for part in np.array_split(order, THIRDS)
    ]


def word_counts(rows: pd.DataFrame) -> list[WordCount]:
    """Return what followed where the model's word stood, high first."""
    said = np.array([words.word(chance) for chance in rows["probability"]], str)
    return [
        WordCount(
            word=word,
            looks=len(of_word),
            clients=int(of_word["client_id"].nunique()),
            quiet=int(of_word["went_quiet"].sum()),
        )
        for word in ("high", "raised", "low")
        if len(of_word := rows[said == word])
    ]


def _third(chances: Vector, labels: Vector, clients: Names) -> Third:
    return Third(
        said=float(chances.mean()),
        happened=float(labels.mean()),
        interval=quality.share_interval(labels, clients) or (0.0, 1.0),
        looks=len(labels),
        clients=len(np.unique(clients)),
    )


def _quartiles(leads: Vector) -> tuple[float, float, float] | None:
    if not len(leads):
        return None
    low, middle, high = np.percentile(leads, [25, 50, 75])
    return float(low), float(middle), float(high)


def _columns(rows: pd.DataFrame, column: str) -> tuple[Vector, Vector, Mask]:
    """Return labels, scores, and which rows a rule of thumb sees nothing in."""
    return (
        rows["went_quiet"].to_numpy(float),
        rows[column].to_numpy(float),
        (rows["ratio"] <= quality.EARLY_RATIO).to_numpy(bool),
    )


def _sampled(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, or those of a sample of the clients that is the same always."""
    if len(rows) <= _MOST_DRAWN_ROWS:
        return rows
    ids = np.unique(rows["client_id"].to_numpy(str))
    count = max(2, round(len(ids) * _MOST_DRAWN_ROWS / len(rows)))
    kept = np.random.default_rng(0).choice(ids, count, replace=False)
    return rows[rows["client_id"].isin(kept)]


def _draws(clients: Names) -> Vector:
    """Return weights of the rows under draws of clients, shape (n_draws, n_rows)."""
    ids, places = np.unique(clients, return_inverse=True)
    if not len(ids):
        return np.zeros((_DRAWS, 0))
    draws = np.random.default_rng(0).multinomial(
        len(ids), np.full(len(ids), 1 / len(ids)), _DRAWS
    )
    weights: Vector = draws[:, places].astype(float)
    return weights


def _auc_interval(
    labels: Vector, scores: Vector, weights: Vector
) -> tuple[float, float] | None:
    if not len(labels):
        return None
    found = quality.aucs(labels, scores, weights)
    known = found[np.isfinite(found)]
    if not len(known):
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)
