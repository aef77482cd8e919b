"""The steps of the ladder: what is needed for each, and what takes it away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.risk import ladder, quality
from analytics.risk.ladder import Check
from analytics.risk.scorer import Scorer
from analytics.risk.training import Fitted

GOOD = Check(
    rows=400,
    clients=90,
    log_loss_saved=(0.05, 0.12),
    auc_gained=(-0.02, 0.08),
    slope=(0.8, 1.3),
    level=(-0.2, 0.3),
)


def fitted(lapsed: int, *, is_local: bool = True, is_converged: bool = True) -> Fitted:
    scorer = Scorer(("a",), np.zeros(1), np.ones(1), np.zeros(2))
    return Fitted(scorer, None, is_local, is_converged, 200.0, lapsed, 100)


@pytest.mark.parametrize(
    ("lapsed", "weeks", "active", "mode", "said"),
    [
        (4, 50, 30, "rule", "5 clients who went quiet; there are 4"),
        (30, 11, 30, "rule", "12 weeks"),
        (30, 50, 7, "rule", "8 active clients"),
        (5, 12, 8, "words", "5 clients have gone quiet so far"),
        (19, 50, 30, "words", "percentages need 20"),
        (20, 50, 30, "percent", ""),
    ],
)
def test_a_step_is_earned(
    lapsed: int, weeks: int, active: int, mode: str, said: str
) -> None:
    found = ladder.rung(fitted(lapsed), weeks, active, GOOD)

    assert found.mode == mode
    assert said in found.why
    assert bool(found.why) == (mode != "percent")


@pytest.mark.parametrize(
    ("wrong", "mode", "said"),
    [
        ({"log_loss_saved": (-0.2, -0.01)}, "rule", "plain average"),
        ({"auc_gained": (-0.2, -0.02)}, "rule", "order"),
        ({"slope": (0.2, 0.6)}, "rule", "too bold"),
        ({"slope": (1.5, 2.6)}, "rule", "too bold or too shy"),
        ({"level": (0.6, 1.6)}, "words", "too low or too high"),
        ({"level": (-1.6, -0.6), "slope": (0.1, 0.5)}, "rule", "as a whole"),
        # A doubt is no failure: the interval still holds good values.
        ({"log_loss_saved": (-0.2, 0.01)}, "percent", ""),
        ({"auc_gained": (-0.2, -0.009)}, "percent", ""),
    ],
)
def test_a_failed_check_takes_it_away(
    wrong: dict[str, tuple[float, float]], mode: str, said: str
) -> None:
    check = replace(GOOD, **wrong)  # type: ignore[arg-type]  # intervals only

    found = ladder.rung(fitted(50), 50, 30, check)

    assert found.mode == mode
    assert said in found.why


def test_no_percentages_before_anything_was_checked() -> None:
    assert ladder.rung(fitted(50), 50, 30, None).mode == "words"


@pytest.mark.parametrize(
    ("unfit", "said"),
    [
        (fitted(50, is_converged=False), "did not settle"),
        (fitted(50, is_local=False), "nothing to learn from yet"),
    ],
)
def test_without_a_fit_to_go_by_the_rule_is_shown(unfit: Fitted, said: str) -> None:
    found = ladder.rung(unfit, 50, 30, GOOD)

    assert found.mode == "rule"
    assert said in found.why


def past(clients: int = 60, seed: int = 0) -> pd.DataFrame:
    """Ten predictions a client that are right on average, and a rule that guesses."""
    rng = np.random.default_rng(seed)
    chances = rng.beta(1, 4, clients * 10)
    return pd.DataFrame(
        {
            "client_id": np.repeat([f"c{place}" for place in range(clients)], 10),
            "probability": chances,
            "rule_score": rng.random(clients * 10),
            "went_quiet": (rng.random(clients * 10) < chances).astype(float),
        }
    )


def test_right_probabilities_pass_the_check() -> None:
    found = ladder.check_of(past())

    assert found is not None
    assert found.failures() == []
    assert found.auc_gained[0] > 0
    assert found.clients == 60


def test_probabilities_that_mean_nothing_fail() -> None:
    table = past()
    table["probability"] = 1 - table["probability"]

    found = ladder.check_of(table)

    assert found is not None
    assert len(found.failures()) == 4


class TestTrial:
    """A challenger speaks only where it is better for certain."""

    def two(self, sharper: float) -> pd.DataFrame:
        """Give predictions that see part of the truth, and a challenger's."""
        rng = np.random.default_rng(1)
        logits = rng.normal(-1.5, 1.5, 3_000)
        blurred = logits + rng.normal(0, 1.0, 3_000)
        theirs = logits + rng.normal(0, 1.0, 3_000) * (1 - sharper)
        labels = rng.random(3_000) < 1 / (1 + np.exp(-logits))
        shrunk = 1.5**2 / (1.5**2 + 1) * (blurred + 1.5) - 1.5
        return pd.DataFrame(
            {
                "client_id": np.repeat([f"c{place}" for place in range(600)], 5),
                "probability": 1 / (1 + np.exp(-shrunk)),
                "challenger": 1 / (1 + np.exp(-theirs)),
                "rule_score": rng.random(3_000),
                "went_quiet": labels.astype(float),
            }
        )

    def test_a_better_one_wins_and_says_by_how_much(self) -> None:
        found = ladder.trial_of(self.two(1.0))

        assert found is not None
        assert found.is_won
        assert 0 < found.auc_gained[0] < found.auc_gained[1] < 0.2
        assert "Boosted trees speak" in found.said()
        assert f"{found.auc_gained[0]:+.3f}" in found.said()

    def test_an_equal_one_does_not(self) -> None:
        found = ladder.trial_of(self.two(0.0))

        assert found is not None
        assert not found.is_won
        assert "do not speak" in found.said()

    def test_a_better_order_with_wrong_probabilities_does_not(self) -> None:
        table = self.two(1.0)
        table["challenger"] = table["challenger"] ** 4

        found = ladder.trial_of(table)

        assert found is not None
        assert found.auc_gained[0] > 0
        assert not found.is_won

    def test_days_without_a_challenger_are_left_out(self) -> None:
        table = self.two(1.0)
        table.loc[table.index[:1_000], "challenger"] = np.nan

        found = ladder.trial_of(table)

        assert found is not None
        assert found.check.rows == 2_000

    def test_where_none_was_tried_there_is_nothing_to_say(self) -> None:
        table = self.two(1.0)

        assert ladder.trial_of(table.drop(columns="challenger")) is None
        assert ladder.trial_of(table.assign(challenger=np.nan)) is None
        assert ladder.trial_of(table.head(3)) is None


def test_the_check_is_the_same_each_time() -> None:
    assert ladder.check_of(past()) == ladder.check_of(past())


@pytest.mark.parametrize("rows", [0, 3, 20])
def test_too_few_predictions_check_nothing(rows: int) -> None:
    assert ladder.check_of(past().head(rows)) is None


def test_the_bootstrap_s_auc_is_the_plain_one_at_equal_weights() -> None:
    table = past()
    labels = table["went_quiet"].to_numpy()
    scores = table["probability"].round(1).to_numpy()

    (found,) = quality.aucs(labels, scores, np.ones((1, len(labels))))

    assert found == pytest.approx(quality.auc(labels, scores))
