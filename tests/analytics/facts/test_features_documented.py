"""docs/features.md and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.facts import bookings
from analytics.facts.features import HORIZON, NAMES
from analytics.risk import backtest, ladder, prior, recalibration, scorer, training
from analytics.risk.missed import ladder as missed_ladder
from analytics.risk.missed import prior as missed_prior
from analytics.risk.missed import training as missed_training
from analytics.risk.prior import INVENTED_RIDGE, REAL_RIDGE

TEXT = (Path(__file__).parents[3] / "docs" / "features.md").read_text("utf-8")
LINE = re.compile(r"^\| `(\w+)` \| .+ \| .+ \| ([↑↓·]) \| .+ \|$", re.MULTILINE)
ROWS, ROWS_MISSED = (LINE.findall(part) for part in TEXT.split("## The second model"))


def test_every_feature_has_its_line_in_order() -> None:
    assert tuple(name for name, _ in ROWS) == NAMES
    assert tuple(name for name, _ in ROWS_MISSED) == bookings.NAMES


@pytest.mark.parametrize(
    ("rows", "shipped"), [(ROWS, prior.load()), (ROWS_MISSED, missed_prior.load())]
)
def test_directions_are_those_of_the_shipped_prior(
    rows: list[tuple[str, str]], shipped: prior.Prior
) -> None:
    signs = {
        name: "·" if abs(coef) < 0.1 else "↑" if coef > 0 else "↓"
        for name, coef in zip(shipped.columns, shipped.coef, strict=True)
    }

    assert dict(rows) == signs


def test_the_file_of_predictions_has_the_columns_that_are_said() -> None:
    table = TEXT.split("| column of the file | |")[1].split("\n\n")[0]

    assert all(f"`{column}`" in table for column in backtest.COLUMNS)


@pytest.mark.parametrize(
    "sentence",
    [
        f"H is {HORIZON.gaps:g} usual gaps, at least {HORIZON.least_days} and at most",
        f"at most {HORIZON.most_days} days",
        f"λ {training.RIDGE_FEW:g} with fewer than {training.FEW_LAPSED} clients",
        f"({INVENTED_RIDGE:g} for the shipped one, {REAL_RIDGE:g} for one learned",
        f"{training.RIDGE_MANY:g} from {training.MANY_LAPSED} such clients on",
        f"the last {recalibration.DAYS // 7} weeks",
        f"from {recalibration.FEWEST_LAPSED_FOR_SLOPE} clients who went quiet in them",
        f"× {scorer.INFLATION}",
        f"E ≥ {ladder.FEWEST_LAPSED}, {ladder.FEWEST_WEEKS} weeks with a known",
        f"known outcome, {ladder.FEWEST_ACTIVE} active clients",
        f"E ≥ {ladder.FEWEST_LAPSED_FOR_PERCENT}, and a check",
        f"slope outside {ladder.SLOPES[0]} to {ladder.SLOPES[1]}",
        f"level off by more than {ladder.LARGEST_LEVEL}",
        f"AUC more than {ladder.AUC_TOLERANCE} below",
        f"from {missed_ladder.FEWEST_MISSES} known misses on",
        f"| {missed_ladder.FEWEST_MISSES} known misses, and no failed check",
        f"| {missed_ladder.FEWEST_MISSES_FOR_PERCENT}, and a check that was passed",
        f"with λ {missed_prior.RIDGE:g}; the level is",
        f"the last {missed_training.LEVEL_DAYS // 7} weeks' bookings known ahead",
    ],
)
def test_numbers_are_those_of_the_code(sentence: str) -> None:
    assert sentence in TEXT
