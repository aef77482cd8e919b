"""What a stored model would say if somebody said what became of a session.

Nothing is fitted: the coefficients in the run's card are applied to the features as
they would be under the answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.facts import features
from analytics.risk import card, words
from analytics.store.scores import Run, Score

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.periods import AsOf
    from analytics.store import Database

    Vector = NDArray[np.float64]


def supposed(
    database: Database, as_of: AsOf, run: Run, answers: Mapping[str, str]
) -> Run:
    """Return a run with the scores it would give under some answers.

    Parameters
    ----------
    run
        Of a model that has earned its place. Intervals and reasons are left out.
    answers
        Outcomes that somebody might say, by session.
    """
    rows = features.rows(database, [as_of], as_of, supposing=answers)
    chances = card.scorer_of(run.model.card).chances(_matrix(rows, run))
    order = np.argsort(-chances, kind="stable")
    ids = rows["client_id"].to_numpy(str)
    scores = [
        _score(str(ids[row]), place, float(chances[row]))
        for place, row in enumerate(order, start=1)
    ]
    return replace(run, scores=tuple(scores))


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


def _score(client_id: str, place: int, chance: float) -> Score:
    return Score(
        client_id=client_id,
        place=place,
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
