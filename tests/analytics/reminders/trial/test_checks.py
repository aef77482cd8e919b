"""What makes a test misleading is found, and a sound one is left in peace."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import integrate

from analytics.reminders.trial import assign, checks
from analytics.store.trials import Assignment

SEED = "5f" * 32


@pytest.mark.parametrize(("in_a", "in_b"), [(0, 0), (1, 0), (7, 3), (30, 12)])
def test_evidence_of_uneven_arms_is_the_mean_over_all_ratios(
    in_a: int, in_b: int
) -> None:
    mixed, _ = integrate.quad(lambda p: p**in_a * (1 - p) ** in_b, 0, 1)
    assert checks.ratio_evidence(in_a, in_b) == pytest.approx(
        mixed / 0.5 ** (in_a + in_b)
    )


def test_a_fair_drawing_is_hardly_ever_suspected_at_any_look() -> None:
    """Without the pairs, which make arms more even still."""
    luck = np.random.default_rng(2)
    suspected = 0
    for _ in range(400):
        heads = np.cumsum(luck.random(200) < 0.5)
        looks = range(9, 200, 10)
        found = (checks.ratio_evidence(heads[i], i + 1 - heads[i]) for i in looks)
        suspected += max(found) >= checks.SUSPICIOUS
    assert suspected <= 8


def test_arms_that_are_far_from_even_are_told() -> None:
    assert checks.ratio(30, 26, "clients").is_fine is True
    told = checks.ratio(60, 20, "clients")
    assert told.is_fine is False
    assert told.text.startswith("60 clients in arm a and 20 in arm b")
    assert checks.ratio(0, 0, "clients").is_fine is None
    assert checks.ratio(1, 0, "clients").is_fine is True


def row(client: str, place: int, arm: str | None = None) -> Assignment:
    drawn = assign.arm_at(SEED, "x", place)
    return Assignment(client, None, "x", place, arm or drawn, 0, client)  # type: ignore[arg-type]  # a or b


def test_the_drawing_is_worked_out_anew() -> None:
    rows = [row(f"C-{i}", i) for i in range(6)]
    assert checks.drawing(SEED, rows).is_fine is True
    assert checks.drawing(SEED, []).is_fine is True
    other = {"a": "b", "b": "a"}[rows[0].arm]
    changed = [row("C-0", 0, other), *rows[1:]]
    assert checks.drawing(SEED, changed).is_fine is False


def test_one_person_in_both_arms_is_found() -> None:
    assert checks.two_arms([row("A", 0, "a"), row("A", 1, "b"), row("B", 2, "b")]) == {
        "A"
    }
    assert checks.two_arms([row("A", 0, "a"), row("A", 1, "a")]) == frozenset()
    assert checks.two_arms([]) == frozenset()
    assert checks.in_two_arms(0).is_fine is True
    assert checks.in_two_arms(2).text.startswith("2 clients were")


def sessions(known_a: float, known_b: float, count: int = 100) -> pd.DataFrame:
    arms = ["a"] * count + ["b"] * count
    known = [
        *(np.arange(count) < known_a * count),
        *(np.arange(count) < known_b * count),
    ]
    return pd.DataFrame(
        {
            "arm": arms,
            "missed": np.where(known, 0.0, np.nan),
            "outcome_basis": np.where(known, "recorded", "none"),
        }
    )


@pytest.mark.parametrize(
    ("known_a", "known_b", "is_fine"),
    [(1, 1, True), (0.95, 0.91, True), (0.95, 0.85, False), (1, 0.94, False)],
)
def test_outcomes_have_to_be_known_in_both_arms_alike(
    known_a: float, known_b: float, *, is_fine: bool
) -> None:
    assert checks.known(sessions(known_a, known_b)).is_fine is is_fine


def test_presumed_outcomes_are_said() -> None:
    found = sessions(1, 1).assign(outcome_basis="presumed")
    assert "100% are presumed to have been held" in checks.known(found).text
    assert checks.known(sessions(1, 1, 0)).is_fine is None


def test_who_was_not_treated_as_drawn_is_counted() -> None:
    arms = ["a"] * 10 + ["b"] * 10
    as_drawn = pd.DataFrame({"arm": arms, "sent": [0.0] * 10 + [1.0] * 10})
    assert checks.crossover(as_drawn).is_fine is True
    crossed = as_drawn.assign(sent=[1.0] * 3 + [0.0] * 7 + [1.0] * 10)
    told = checks.crossover(crossed)
    assert told.is_fine is False
    assert "of those in arm a 30% had one" in told.text
    nobody = as_drawn.assign(sent=float("nan"))
    assert checks.crossover(nobody).is_fine is None
