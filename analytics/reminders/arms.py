"""Two arms side by side: who had which strategy, what came of it, how they differ.

The covariates become a matrix here, once for all methods: a missing value is a value of
its own, curves get their square, and a coach, a service or a short scale becomes a
column for each of its values. The day is one of them, for much else changes with time,
and so is the day by coach and by service.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.reminders.contracts import COVARIATE, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Codes = NDArray[np.int64]

_SHORT_SCALE = 7
"""Up to so many different values a number is taken for a list of cases."""

_FEWEST_OF_A_LEVEL = 20
_MOST_LEVELS = 12


@dataclass(frozen=True, eq=False)
class Features:
    """Standardised columns, shape (n_rows, n_columns), and whose each of them is."""

    columns: Vector
    names: tuple[str, ...]

    def of(self, rows: NDArray[np.bool_]) -> Features:
        """Return those of some rows, standardised anew."""
        return Features(_standardised(self.columns[rows]), self.names)

    def without(self, name: str) -> Features:
        """Return those of all covariates but one."""
        kept = [place for place, one in enumerate(self.names) if one != name]
        return Features(self.columns[:, kept], tuple(self.names[at] for at in kept))


@dataclass(frozen=True, eq=False)
class Arms:
    """The sessions of one strategy and of the baseline whose outcome is known.

    ``is_treated`` and ``outcome`` are 0 or 1, shape (n_rows,); ``clients`` numbers the
    clients from 0 without a gap, ``client_ids`` says who they are.
    """

    is_treated: Vector
    outcome: Vector
    clients: Codes
    client_ids: pd.Index
    features: Features

    @property
    def treated(self) -> NDArray[np.bool_]:
        """Which rows had the strategy."""
        return self.is_treated > 0

    def by_client(self, values: Vector) -> Vector:
        """Return the sums of rows' values by client, shape (n_clients,)."""
        sums: Vector = np.bincount(self.clients, values).astype(np.float64)
        return sums

    def clients_in(self, rows: NDArray[np.bool_]) -> int:
        """Return how many clients some rows belong to."""
        return len(np.unique(self.clients[rows]))

    def clients_of_smaller_arm(self) -> int:
        """Return the number of clients in the arm that has fewer."""
        return min(self.clients_in(self.treated), self.clients_in(~self.treated))


def features_of(sessions: pd.DataFrame) -> Features:
    """Return the matrix of everything that tells sessions apart beforehand.

    Parameters
    ----------
    sessions
        As in `contracts.Compared`: columns ``x_...``, ``coach``, ``service`` and
        ``start_day`` where they are there.
    """
    columns: list[Vector] = []
    names: list[str] = []
    for name, column in _columns(sessions):
        if np.ptp(column) > 0:
            columns.append(column)
            names.append(name)
    matrix = np.column_stack(columns) if columns else np.empty((len(sessions), 0))
    return Features(_standardised(matrix), tuple(names))


def arms_of(
    sessions: pd.DataFrame, features: Features, strategy: str, outcome: Outcome
) -> Arms:
    """Return the arms of sessions that have a known outcome and one of two strategies.

    Parameters
    ----------
    sessions, features
        Row for row the same sessions: those of `strategy` and of the baseline.
    """
    known = known_rows(sessions, outcome)
    kept = sessions[known]
    # In the order of their ids, so that the order of rows decides no client's fold.
    clients, client_ids = pd.factorize(kept["client_id"], sort=True)
    return Arms(
        is_treated=(kept["strategy"] == strategy).to_numpy().astype(np.float64),
        outcome=kept[outcome.value].to_numpy(np.float64),
        clients=clients.astype(np.int64),
        client_ids=pd.Index(client_ids),
        features=features if known.all() else features.of(known),
    )


def known_rows(sessions: pd.DataFrame, outcome: Outcome) -> NDArray[np.bool_]:
    """Return of which sessions an outcome is known.

    Whether somebody is still a client may be known where nobody said who came.
    """
    told = sessions[outcome.value].notna()
    if outcome is not Outcome.STILL_CLIENT:
        told &= sessions["is_known"].astype(bool)
    return told.to_numpy(bool)


def numbers(column: pd.Series) -> Vector:
    """Return a column as floats, NaN where it is missing."""
    found: Vector = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return found


def _columns(sessions: pd.DataFrame) -> Iterator[tuple[str, Vector]]:
    for name in sessions.columns:
        if str(name).startswith(COVARIATE):
            yield from _of_number(str(name), numbers(sessions[name]))
    places = [
        one
        for name in ("coach", "service")
        if name in sessions
        for one in _of_levels(name, sessions[name].fillna(""))
        if np.ptp(one[1]) > 0
    ]
    yield from places
    if "start_day" in sessions:
        days = numbers(sessions["start_day"])
        yield from _of_number("start_day", days)
        # A coach or a service may have changed its ways on a day of its own.
        apart = days - days.mean()
        yield from (("start_day", is_place * apart) for _, is_place in places)


def _of_number(name: str, values: Vector) -> Iterator[tuple[str, Vector]]:
    is_missing = ~np.isfinite(values)
    if is_missing.all():
        return
    if is_missing.any():
        yield name, is_missing.astype(float)
    filled = np.where(is_missing, values[~is_missing].mean(), values)
    levels = np.unique(values[~is_missing])
    if 2 < len(levels) <= _SHORT_SCALE:
        yield from ((name, (values == level).astype(float)) for level in levels[1:])
        return
    yield name, filled
    if len(levels) > _SHORT_SCALE:
        yield name, ((filled - filled.mean()) / filled.std()) ** 2


def _of_levels(name: str, values: pd.Series) -> Iterator[tuple[str, Vector]]:
    counts = values.value_counts()
    common = sorted(counts[counts >= _FEWEST_OF_A_LEVEL].index[:_MOST_LEVELS])
    for level in common:
        yield name, (values == level).to_numpy(float)


def _standardised(matrix: Vector) -> Vector:
    spread = matrix.std(axis=0)
    spread[spread <= 1e-12] = 1.0
    standard: Vector = (matrix - matrix.mean(axis=0)) / spread
    return standard
