"""Each estimate against another way to the same number."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

from analytics import series
from analytics.reminders import aipw, arms, doubt, logistic, raw
from analytics.reminders.arms import Features
from analytics.reminders.balance import balance
from analytics.reminders.contracts import Estimate, Outcome
from analytics.reminders.multiple import family_critical
from benchmarks.reminders.made import Plan, made

if TYPE_CHECKING:
    from analytics.reminders.arms import Arms


@pytest.fixture(scope="module")
def sides() -> Arms:
    sessions = made(1_500, 7).compared.sessions
    features = arms.features_of(sessions)
    return arms.arms_of(sessions, features, "text", Outcome.MISSED)


def test_the_plain_interval_is_that_of_a_clustered_regression(sides: Arms) -> None:
    design = sm.add_constant(sides.is_treated)
    other = sm.OLS(sides.outcome, design).fit(
        cov_type="cluster", cov_kwds={"groups": sides.clients, "use_correction": False}
    )

    found = raw.raw(sides)

    clients = len(sides.client_ids)
    reach = series.critical(sides.clients_of_smaller_arm() - 1) * float(other.bse[1])
    assert found.difference == pytest.approx(other.params[1])
    assert found.high - found.difference == pytest.approx(
        reach * math.sqrt(clients / (clients - 1))
    )


def test_the_logistic_answer_is_that_of_statsmodels(sides: Arms) -> None:
    columns = np.column_stack([sides.is_treated, sides.features.columns])
    design = sm.add_constant(columns)
    model = sm.Logit(sides.outcome, design).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": sides.clients}
    )
    with_it, without = design.copy(), design.copy()
    with_it[:, 1], without[:, 1] = 1.0, 0.0

    found = logistic.standardised(sides)

    assert found is not None
    apart = (model.predict(with_it) - model.predict(without)).mean()
    assert found.difference == pytest.approx(apart, abs=1e-3)
    # The slope of the log odds, so the delta method, carries over its standard error.
    relative = float(model.bse[1] / abs(model.params[1]))
    reach = series.critical(sides.clients_of_smaller_arm() - 1) * relative
    assert (found.high - found.difference) / abs(found.difference) == pytest.approx(
        reach, rel=0.1
    )


def test_one_outcome_for_all_fits_no_logistic_model(sides: Arms) -> None:
    assert logistic.standardised(replace(sides, outcome=np.zeros(1_500))) is None


def test_ours_is_the_regression_of_what_is_left_over_on_what_surprises(
    sides: Arms,
) -> None:
    fit = aipw.fit(sides)
    surprise = sides.is_treated - fit.chances.of_strategy
    expected = (
        fit.chances.of_strategy * fit.chances.under
        + (1 - fit.chances.of_strategy) * fit.chances.without
    )
    other = sm.OLS(sides.outcome - expected, surprise).fit(
        cov_type="cluster", cov_kwds={"groups": sides.clients, "use_correction": False}
    )

    assert fit.difference == pytest.approx(other.params[0])
    clients = len(sides.client_ids)
    assert fit.standard_error == pytest.approx(
        float(other.bse[0]) * math.sqrt(clients / (clients - 1)), rel=1e-6
    )


def test_no_model_has_seen_the_client_it_speaks_of(sides: Arms) -> None:
    """One client's outcomes turned round change what is said of others only."""
    who = sides.clients == 0
    turned = replace(sides, outcome=np.where(who, 1 - sides.outcome, sides.outcome))

    before, after = aipw.fit(sides).chances, aipw.fit(turned).chances

    assert before.without[who] == pytest.approx(after.without[who], abs=1e-12)
    assert np.abs(before.without[~who] - after.without[~who]).max() > 1e-6


def test_a_toss_of_a_coin_needs_no_model() -> None:
    practice = made(4_000, 3, Plan(worry=0.0, hidden=0.0))
    sessions = practice.compared.sessions
    sides = arms.arms_of(sessions, arms.features_of(sessions), "text", Outcome.MISSED)

    fit = aipw.fit(sides)

    plainly = raw.raw(sides)
    assert fit.difference == pytest.approx(plainly.difference, abs=0.015)
    # Covariates that speak of the outcome make it surer, never the draw.
    assert aipw.overlap_share(fit.chances.of_strategy) == 1.0


def test_effective_numbers_are_kishs() -> None:
    assert aipw.effective(np.ones(50)) == pytest.approx(50)
    assert aipw.effective(np.array([1.0, 1.0, 0.0, 0.0])) == pytest.approx(2)
    assert aipw.effective(np.zeros(3)) == 0.0


def test_balance_of_one_column_is_worked_out_by_hand() -> None:
    column = np.array([[1.0], [3.0], [0.0], [2.0]])
    two = arms.Arms(
        is_treated=np.array([1.0, 1.0, 0.0, 0.0]),
        outcome=np.array([0.0, 1.0, 0.0, 1.0]),
        clients=np.arange(4),
        client_ids=pd.Index(["a", "b", "c", "d"]),
        features=Features(column, ("x_lead_days",)),
    )
    weights = np.array([1.0, 0.0, 1.0, 1.0])

    (line,) = balance(two, weights)

    # Both arms have a standard deviation of 1: (2 - 1), and (1 - 1) with the weights.
    assert (line.covariate, line.before, line.after) == ("x_lead_days", 1.0, 0.0)


def test_the_e_value_is_the_published_example() -> None:
    """VanderWeele and Ding: a risk ratio of 3.9, its lower end 1.8, give 7.26, 3.0."""
    near = Estimate(0.029, 0.008, 0.05)

    assert doubt.e_value(0.01, near) == pytest.approx(3.0, abs=0.01)
    assert doubt.e_value(0.01, Estimate(0.029, 0.029, 0.05)) == pytest.approx(
        7.26, abs=0.01
    )
    # Fewer counts as more the other way round.
    assert doubt.e_value(0.2, Estimate(-0.1, -0.15, -0.1)) == pytest.approx(
        2 + math.sqrt(2)
    )
    assert doubt.e_value(0.2, Estimate(-0.1, -0.3, 0.1)) is None


def test_one_strategy_needs_no_wider_interval_and_many_need_dunnetts() -> None:
    draw = np.random.default_rng(1)
    shared = draw.standard_normal(40_000)
    parts = [draw.standard_normal(40_000) - shared for _ in range(3)]

    assert family_critical(parts[:1], 20) == pytest.approx(stats.t.ppf(0.975, 20))
    # Equal arms share half of their variance; Dunnett's own table says 2.54 for three
    # treatments and 20 degrees of freedom, two-sided.
    assert family_critical(parts, 20) == pytest.approx(2.54, abs=0.02)
    # Two names for one strategy are one.
    assert family_critical([parts[0], parts[0]], 20) == pytest.approx(
        stats.t.ppf(0.975, 20), abs=0.03
    )


def test_short_scales_and_places_become_cases() -> None:
    table = pd.DataFrame(
        {
            "x_weekday": [0.0, 1.0, 2.0] * 20,
            "x_lead_days": np.arange(60.0),
            "x_never": [math.nan] * 60,
            "coach": ["Ada"] * 40 + ["Bo"] * 20,
            "service": ["Single"] * 60,
            "start_day": range(60),
        }
    )

    names = arms.features_of(table).names

    # Two cases beside the first, a line and a curve, two coaches, and the day as both
    # and by coach; what never changes or is never known is no column.
    assert {name: names.count(name) for name in names} == {
        "x_weekday": 2,
        "x_lead_days": 2,
        "coach": 2,
        "start_day": 4,
    }
