"""Who benefits: whether a strategy works differently for some sessions, guarded.

Looked at from 1,000 sessions on, in two ways settled beforehand: first or later
session, and thirds of the chance to miss without it. Groups are shown only where a
joint test of their difference (Wald, clustered by client, as F) holds after Holm's
correction (1979, Scand. J. Stat. 6:65) for everything that was asked of all strategies.
Otherwise the difference between groups may well be chance, and showing it would invite
a story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

from analytics.reminders.contracts import Benefit, Estimate
from analytics.series import critical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from analytics.reminders.aipw import Fit
    from analytics.reminders.arms import Arms, Vector

FEWEST_SESSIONS = 1_000
LEVEL = 0.05

_FEWEST_OF_AN_ARM = 50
_FEWEST_MISSES = 10


@dataclass(frozen=True, eq=False)
class Asked:
    """One way to tell sessions apart, and what the strategy does in each group.

    ``by_client`` holds each client's part of the error, shape (n_clients, n_groups).
    """

    strategy: str
    what: str
    differences: Mapping[str, float]
    by_client: Vector
    freedom: int

    def covariance(self) -> Vector:
        """Return the covariance of the groups' differences."""
        count = len(self.by_client)
        centred = self.by_client - self.by_client.mean(axis=0)
        covariance: Vector = centred.T @ centred * count / max(count - 1, 1)
        return covariance

    def p_value(self) -> float:
        """Return how likely such differences between groups are by chance."""
        values = np.array(list(self.differences.values()))
        apart = np.diff(np.eye(len(values)), axis=0)
        distance = apart @ values
        spread = apart @ self.covariance() @ apart.T
        wald = float(distance @ np.linalg.pinv(spread) @ distance)
        many = len(distance)
        return float(stats.f.sf(wald / many, many, max(self.freedom, 1)))


def asked(
    strategy: str, arms: Arms, fit: Fit, is_first: NDArray[np.bool_] | None
) -> list[Asked]:
    """Return both ways to tell sessions apart, those with enough in each group.

    Parameters
    ----------
    is_first
        Which sessions are a client's first, shape (n_rows,); ``None`` if not known.
    """
    if len(arms.outcome) < FEWEST_SESSIONS:
        return []
    thirds = np.quantile(fit.chances.without, [1 / 3, 2 / 3])
    place = np.searchsorted(thirds, fit.chances.without, side="right")
    names = (
        "sessions least likely to be missed",
        "sessions in between",
        "sessions most likely to be missed",
    )
    ways = {"risk_third": {name: place == at for at, name in enumerate(names)}}
    if is_first is not None:
        ways["first_session"] = {
            "first sessions": is_first,
            "later sessions": ~is_first,
        }
    return [
        _of_groups(strategy, what, arms, fit, groups)
        for what, groups in ways.items()
        if all(_is_enough(arms, rows) for rows in groups.values())
    ]


def settled(questions: Sequence[Asked]) -> tuple[Benefit, ...]:
    """Return what may be said of each way, corrected for all of them together."""
    if not questions:
        return ()
    corrected = multipletests([one.p_value() for one in questions], method="holm")[1]
    return tuple(
        Benefit(
            strategy=one.strategy,
            what=one.what,
            groups=_groups(one) if p_value < LEVEL else {},
            p_value=float(p_value),
        )
        for one, p_value in zip(questions, corrected, strict=True)
    )


def _groups(one: Asked) -> dict[str, Estimate]:
    reach = critical(one.freedom) * np.sqrt(np.diag(one.covariance()))
    return {
        name: Estimate(value, value - float(half), value + float(half))
        for (name, value), half in zip(one.differences.items(), reach, strict=True)
    }


def _of_groups(
    strategy: str,
    what: str,
    arms: Arms,
    fit: Fit,
    groups: Mapping[str, NDArray[np.bool_]],
) -> Asked:
    differences, parts = {}, []
    for name, rows in groups.items():
        total = fit.worth[rows].sum()
        differences[name] = float(fit.told[rows].sum() / total)
        by_row = np.where(rows, fit.told - fit.worth * differences[name], 0.0)
        parts.append(arms.by_client(by_row / total))
    freedom = min(
        arms.clients_in(rows & side) - 1
        for rows in groups.values()
        for side in (arms.treated, ~arms.treated)
    )
    return Asked(strategy, what, differences, np.column_stack(parts), max(freedom, 1))


def _is_enough(arms: Arms, rows: NDArray[np.bool_]) -> bool:
    sides = (rows & arms.treated, rows & ~arms.treated)
    return min(int(side.sum()) for side in sides) >= _FEWEST_OF_AN_ARM and (
        int(arms.outcome[rows].sum()) >= _FEWEST_MISSES
    )
