"""One line of the table: a method on a log, with its target where it has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.risk import quality

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

TOLERANCE = 0.01

HEAD = (
    "log",
    "method",
    "AUC",
    "early",
    "AP",
    "Brier skill",
    "slope",
    "level",
    "top tenth",
    "s",
    "target",
    "met",
)


@dataclass(frozen=True)
class Target:
    """What a method has to reach; a figure that is not named is not asked for."""

    auc: float
    early_auc: float | None = None
    brier_skill: float | None = None
    is_floor: bool = False
    """Whether the figures are to be beaten rather than reached within a tolerance."""


@dataclass(frozen=True)
class Row:
    """What a method achieved."""

    log: str
    method: str
    auc: float
    early_auc: float | None
    average_precision: float | None
    brier_skill: float | None
    slope: float | None
    level: float | None
    precision_top: float | None
    seconds: float | None = None
    target: Target | None = None
    failed: int = 0
    """Fits that failed; their rows have the share that went quiet as their score."""


def row(
    log: str,
    method: str,
    of: tuple[Vector, Vector, Vector, Vector, Vector],
    *,
    seconds: float | None = None,
    target: Target | None = None,
    failed: int = 0,
) -> Row:
    """Return what scores achieved.

    Parameters
    ----------
    of
        Labels, scores, practices, lists (one a practice and day) and ratios, shape
        (n_rows,) each. AUCs are within practices.
    """
    labels, scores, practices, lists, ratios = of
    found = quality.quality(labels, scores, lists, ratios)
    early = ratios <= quality.EARLY_RATIO
    return Row(
        log=log,
        method=method,
        auc=quality.auc_within(labels, scores, practices) or float("nan"),
        early_auc=quality.auc_within(labels[early], scores[early], practices[early]),
        average_precision=found.average_precision,
        brier_skill=found.brier_skill,
        slope=found.slope,
        level=found.level,
        precision_top=found.precision_top,
        seconds=seconds,
        target=target,
        failed=failed,
    )


def averaged(rows: list[Row]) -> Row:
    """Return the mean of the same method over several draws."""

    def mean(name: str) -> float | None:
        values = [getattr(one, name) for one in rows]
        known = [value for value in values if value is not None]
        return sum(known) / len(known) if known else None

    first = rows[0]
    return Row(
        log=first.log,
        method=first.method,
        auc=mean("auc") or float("nan"),
        early_auc=mean("early_auc"),
        average_precision=mean("average_precision"),
        brier_skill=mean("brier_skill"),
        slope=mean("slope"),
        level=mean("level"),
        precision_top=mean("precision_top"),
        seconds=sum(one.seconds or 0.0 for one in rows),
        target=first.target,
        failed=sum(one.failed for one in rows),
    )


def cells(row: Row) -> tuple[str, ...]:
    """Return a line of the table."""
    figures = (
        row.auc,
        row.early_auc,
        row.average_precision,
        row.brier_skill,
        row.slope,
        row.level,
        row.precision_top,
    )
    seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
    failed = f", {row.failed} fits failed" if row.failed else ""
    return (
        row.log,
        row.method + failed,
        *(_number(figure) for figure in figures),
        seconds,
        _asked(row.target),
        _met(row),
    )


def _number(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.3f}"


def _asked(target: Target | None) -> str:
    if target is None:
        return ""
    figures = (target.auc, target.early_auc, target.brier_skill)
    said = " / ".join(_number(figure) for figure in figures if figure is not None)
    return f"above {said}" if target.is_floor else said


def _met(row: Row) -> str:
    target = row.target
    if target is None:
        return ""
    slack = 0.0 if target.is_floor else TOLERANCE
    pairs = (
        (row.auc, target.auc),
        (row.early_auc, target.early_auc),
        (row.brier_skill, target.brier_skill),
    )
    is_met = all(
        found is not None and round(found, 3) >= round(asked - slack, 3)
        for found, asked in pairs
        if asked is not None
    )
    return "yes" if is_met else "no"
