"""The fit at one origin: how strongly the prior holds, and what odd rows do to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analytics.facts.features import NAMES
from analytics.risk import challenger, contributions, ladder, prior, training
from tests.support import feature_rows

if TYPE_CHECKING:
    import pandas as pd

LAST = feature_rows.FIRST_DAY + 39 * 7
SHIPPED = prior.load()


def nobody(_day: int) -> pd.DataFrame:
    message = "These rows show bookings."
    raise AssertionError(message)


def fitted(rows: pd.DataFrame) -> training.Fitted:
    return training.fit(rows, LAST, SHIPPED, nobody)


@pytest.mark.parametrize(
    ("clients", "ridge"), [(6, 1000.0), (60, 200.0), (400, training.RIDGE_MANY)]
)
def test_the_prior_holds_less_the_more_clients_went_quiet(
    clients: int, ridge: float
) -> None:
    found = fitted(feature_rows.made(clients=clients))

    assert found.ridge == ridge
    assert found.is_converged


def test_a_prior_of_real_practices_holds_on() -> None:
    real = replace(SHIPPED, ridge=prior.REAL_RIDGE)

    found = training.fit(feature_rows.made(clients=400), LAST, real, nobody)

    assert found.ridge == prior.REAL_RIDGE


@pytest.mark.parametrize("name", ["log_ratio", "ew_miss", "pkg_on"])
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_constant_feature_says_nothing_and_breaks_nothing(
    name: str, value: float
) -> None:
    rows = feature_rows.made().assign(**{name: value})

    found = fitted(rows)

    assert found.is_local
    assert np.isfinite(found.chances(rows)).all()
    assert np.isfinite(found.intervals(rows)).all()
    told = contributions.explained(found.scorer, found.matrix(rows), rows.head(5))
    assert all(np.isfinite(list(one.adds.values())).all() for one in told)


def test_all_features_constant_leave_the_base_rate() -> None:
    rows = feature_rows.made().assign(**dict.fromkeys(NAMES, 0.0))

    found = fitted(rows)

    chances = found.chances(rows)
    assert np.ptp(chances) == pytest.approx(0)
    assert chances[0] == pytest.approx(rows["went_quiet"].mean(), abs=0.03)


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_labels_all_alike_leave_the_bare_prior_and_the_rule(label: float) -> None:
    rows = feature_rows.made().assign(went_quiet=label)

    found = fitted(rows)

    assert not found.is_local
    assert np.isfinite(found.chances(rows)).all()
    rung = ladder.rung(found, 30, 30, None)
    assert rung.mode == "rule"
    assert ("there is nothing to learn from" in rung.why) == bool(label)


def test_one_client_stands_on_the_rule() -> None:
    rows = feature_rows.made(clients=1)

    found = fitted(rows)

    assert np.isfinite(found.chances(rows)).all()
    rung = ladder.rung(found, 30, 1, None)
    assert (rung.mode, rung.lapsed_clients) == ("rule", 1)
    assert "5 clients who went quiet; there is 1" in rung.why


def test_a_fit_that_does_not_settle_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "_MOST_STEPS", 1)
    rows = feature_rows.made()

    found = fitted(rows)

    assert not found.is_converged
    assert np.isfinite(found.chances(rows)).all()
    rung = ladder.rung(found, 30, 30, None)
    assert rung.mode == "rule"
    assert "did not settle" in rung.why


def test_no_row_at_all_leaves_the_bare_prior() -> None:
    rows = feature_rows.made().head(0)

    found = training.fit(
        rows, LAST, SHIPPED, lambda _: rows[["client_id", "as_of_day"]]
    )

    assert not found.is_local
    assert found.training_rows == 0
    assert found.shifts == ()


class TestChallenger:
    def test_is_not_tried_in_a_small_practice(self) -> None:
        rows = feature_rows.made()

        assert training.challenged(fitted(rows), rows, LAST) is None

    def test_is_not_tried_where_all_labels_are_alike(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(challenger, "FEWEST_CLIENTS", 20)
        rows = feature_rows.made().assign(went_quiet=0.0)

        assert training.challenged(fitted(rows), rows, LAST) is None

    def test_speaks_with_intervals_of_its_own_and_reasons_of_the_sum(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(challenger, "FEWEST_CLIENTS", 20)
        rows = feature_rows.made()
        plain = fitted(rows)

        found = training.challenged(plain, rows, LAST)

        assert found is not None
        assert (plain.speaks, found.speaks) == ("logistic regression", "boosted trees")
        chances, ends = found.chances(rows), found.intervals(rows)
        assert not np.allclose(chances, plain.chances(rows))
        assert (ends[:, 0] < chances).all()
        assert (chances < ends[:, 1]).all()
        assert found.scorer is plain.scorer
        assert found.chances(rows.head(0)).shape == (0,)

    def test_is_the_same_each_time(self) -> None:
        rows = feature_rows.made()
        features = training.matrix(rows, None)
        labels = rows["went_quiet"].to_numpy()

        first, second = (challenger.fit(features, labels) for _ in range(2))

        assert (first.chances(features) == second.chances(features)).all()
