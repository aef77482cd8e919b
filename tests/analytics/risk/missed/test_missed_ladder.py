"""What may be said of missed bookings, and why not more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.risk.ladder import Check
from analytics.risk.missed import ladder, prior
from analytics.risk.missed.training import Fitted
from analytics.risk.training import bare

FITTED = Fitted(
    scorer=bare(prior.load()),
    shows_leads=True,
    is_local=True,
    is_converged=True,
    ridge=30,
    misses=80,
    bookings=800,
    miss_share=0.1,
)
GOOD = Check(
    rows=500,
    clients=50,
    log_loss_saved=(-0.01, 0.05),
    auc_gained=(-0.05, 0.1),
    slope=(0.6, 1.2),
    level=(-0.2, 0.2),
)


@pytest.mark.parametrize(
    ("misses", "mode", "counted_by", "said"),
    [
        (0, "rule", "none", "so far 0 are"),
        (1, "rule", "none", "so far 1 is"),
        (29, "rule", "none", "so far 29 are"),
        (30, "words", "model", "percentages need 60"),
        (59, "words", "model", "59 missed bookings"),
        (60, "percent", "model", ""),
    ],
)
def test_misses_earn_the_steps(
    misses: int, mode: str, counted_by: str, said: str
) -> None:
    found = ladder.rung(replace(FITTED, misses=misses), 1.0, GOOD)

    assert (found.mode, found.counted_by) == (mode, counted_by)
    assert said in found.why
    assert bool(found.why) == bool(said)


def test_where_who_came_is_presumed_nothing_can_be_judged() -> None:
    found = ladder.rung(replace(FITTED, misses=3), 0.05, None)

    assert found.counted_by == "none"
    assert "of 5% of the past half year's sessions" in found.why
    assert "presumed" in found.why


def test_without_a_check_there_are_no_percentages() -> None:
    found = ladder.rung(FITTED, 1.0, None)

    assert (found.mode, found.counted_by) == ("words", "model")
    assert "too few past weeks" in found.why


@pytest.mark.parametrize(
    ("check", "mode"),
    [
        (replace(GOOD, log_loss_saved=(-0.05, -0.01)), "rule"),
        (replace(GOOD, auc_gained=(-0.2, -0.05)), "rule"),
        (replace(GOOD, slope=(0.1, 0.5)), "rule"),
        (replace(GOOD, level=(0.6, 0.9)), "words"),
    ],
)
def test_a_failed_check_leaves_the_practice_s_own_share(
    check: Check, mode: str
) -> None:
    found = ladder.rung(FITTED, 1.0, check)

    assert (found.mode, found.counted_by) == (mode, "share")
    assert found.why.startswith("Looking back on your own past, ")


@pytest.mark.parametrize("broken", [{"is_local": False}, {"is_converged": False}])
def test_a_fit_that_did_not_settle_is_said(broken: dict[str, bool]) -> None:
    found = ladder.rung(replace(FITTED, **broken), 1.0, GOOD)  # type: ignore[arg-type]  # flags

    assert (found.mode, found.counted_by) == ("rule", "share")
    assert "did not settle" in found.why


def past(seed: int, *, sharp: float) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    logits = rng.normal(-2, 1, 2_000)
    chances = 1 / (1 + np.exp(-logits))
    return pd.DataFrame(
        {
            "client_id": [f"c{place % 100}" for place in range(len(logits))],
            "probability": 1 / (1 + np.exp(-sharp * logits)),
            "miss_history": rng.normal(0, 1, len(logits)),
            "missed": (rng.random(len(logits)) < chances).astype(float),
        }
    )


def test_the_check_passes_what_is_right_and_fails_what_is_bold() -> None:
    right, bold = ladder.check_of(past(1, sharp=1)), ladder.check_of(past(1, sharp=3))

    assert right is not None
    assert right.failures() == []
    assert bold is not None
    assert "its numbers were too bold or too shy" in bold.failures()


def test_of_too_few_there_is_no_check() -> None:
    assert ladder.check_of(past(1, sharp=1).head(20)) is None
