"""What a stored model would say if somebody said what became of a session.

Nothing is fitted: the coefficients in the run's card are applied to the features as
they would be under the answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.facts import features
from analytics.risk import card, words
from analytics.store.scores import Run, Score

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from analytics.periods import AsOf
    from analytics.store import Database

    Vector = NDArray[np.float64]


def chances(
    database: Database,
    as_of: AsOf,
    run: Run,
    client_ids: Sequence[str],
    answers: Mapping[str, str],
) -> dict[str, float]:
    """Return what a model would say of these clients under some answers.

    Who would not be active any more is left out.

    Parameters
    ----------
    run
        Of a model that has earned its place.
    answers
        Outcomes that somebody might say, by session.
    """
    rows = features.supposed(database, as_of, client_ids, answers)
    if rows.empty:
        return {}
    found = card.scorer_of(run.model.card).chances(_matrix(rows, run))
    ids = [str(client_id) for client_id in rows["client_id"]]
    return dict(zip(ids, found.tolist(), strict=True))


def with_chances(
    run: Run, client_ids: Collection[str], likely: Mapping[str, float]
) -> Run:
    """Return a run that says this of these clients, and the same of all others.

    Parameters
    ----------
    client_ids
        Of these nothing but `likely` counts.
    """
    others = [one for one in run.scores if one.client_id not in client_ids]
    changed = [_score(client_id, likely[client_id]) for client_id in likely]
    found = sorted([*others, *changed], key=lambda one: -(one.probability or 0.0))
    placed = (replace(one, place=place) for place, one in enumerate(found, start=1))
    return replace(run, scores=tuple(placed))


def _matrix(rows: pd.DataFrame, run: Run) -> Vector:
    """Return the features in the order of the run's coefficients."""
    kept = run.model.card["scorer"]
    columns: list[str] = kept["columns"]
    if kept["visits"] is None:
        return rows[columns].to_numpy(float)
    # Loads SciPy, which a practice whose files show bookings never needs.
    from analytics.risk.visits import COLUMN, Visits  # noqa: PLC0415 - said above

    log_odds = Visits(**kept["visits"]).log_odds(rows)
    return rows.assign(**{COLUMN: log_odds})[columns].to_numpy(float)


def _score(client_id: str, chance: float) -> Score:
    return Score(
        client_id=client_id,
        place=0,
        probability=chance,
        low=None,
        high=None,
        word=words.word(chance),
        rule_score=0.0,
        is_listed=False,
        listed_since_day=None,
        listed_as=None,
        snoozed_until_day=None,
        little_known=False,
        based_on={},
        changed=None,
    )
