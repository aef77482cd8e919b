"""The boundary against its authors' own numbers, and what a look says."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from analytics.reminders.trial import sequence
from analytics.reminders.trial.sequence import Sums

# Reference values of the authors' package confseq, which their tests print: at
# intrinsic time 100, tuned for 100 and alpha .05, the sum 10 and the bound.
RHO = 12.60056
LOG_MARTINGALE = -0.6510052
BOUND = 30.35209


def sums(*arms: tuple[list[int], list[int]]) -> Sums:
    """Return arm a, then arm b: the sessions of each client, and the missed."""
    sizes = [np.array(sessions, float) for sessions, _ in arms]
    hits = [np.array(missed, float) for _, missed in arms]
    is_b = np.repeat([False, True], [len(size) for size in sizes])
    whole = np.concatenate(sizes)
    return Sums(is_b, whole, np.concatenate(hits), np.zeros(len(whole)))


A = ([10] * 20, [3, 1] * 10)
B = ([10] * 20, [1, 0] * 10)


def test_the_boundary_is_the_published_one() -> None:
    assert sequence.boundary(100, RHO, 0.05) == pytest.approx(BOUND, abs=1e-4)
    assert sequence.log_evidence(10, 100, RHO) == pytest.approx(
        LOG_MARTINGALE, abs=1e-5
    )


def test_the_asymptotic_sequence_has_the_same_margin() -> None:
    """Its authors write it for a mean after t values of variance 1, rho2 = 1 / rho."""
    t, rho2, alpha = 250.0, 0.03, 0.05
    margin = math.sqrt(
        2 * (t * rho2 + 1) * math.log(math.sqrt(t * rho2 + 1) / alpha) / (t**2 * rho2)
    )
    assert sequence.boundary(t, 1 / rho2, alpha) / t == pytest.approx(margin)


def test_evidence_and_interval_say_the_same() -> None:
    """The e-value passes 1 / alpha exactly where the interval leaves 0."""
    edge = sequence.boundary(100, RHO, 0.05)
    assert math.exp(sequence.log_evidence(edge, 100, RHO)) == pytest.approx(20)


@pytest.mark.parametrize("freedom", [8, 14, 30, 200])
def test_few_clusters_widen_as_students_t_does(freedom: float) -> None:
    exact = stats.t.isf(stats.norm.sf(3), freedom) / 3
    assert sequence.widened(freedom) == pytest.approx(exact, rel=0.02)


def test_a_look_says_the_difference_and_its_range() -> None:
    seen = sequence.look(sums(A, B), worth=0.1)
    assert seen.difference == pytest.approx(0.05 - 0.2)
    assert (seen.a.hits, seen.a.sessions, seen.b.units) == (40, 200, 20)
    assert seen.difference is not None
    assert seen.low is not None
    assert seen.high is not None
    assert seen.low < seen.difference < seen.high < 0
    assert seen.b_lower is not None
    assert seen.b_lower > 0.99
    assert seen.evidence is not None
    assert seen.evidence > 20


def test_arms_changed_over_change_the_sign() -> None:
    one, other = (sequence.look(sums(*arms), 0.1) for arms in ((A, B), (B, A)))
    assert one.low == pytest.approx(-(other.high or 0))
    assert one.b_lower == pytest.approx(1 - (other.b_lower or 0))


def test_sessions_of_one_client_are_not_independent() -> None:
    """The same counts, all missed by few clients, tell less."""
    spread = sums(([10] * 20, [2] * 20), ([10] * 20, [1] * 20))
    heaped = sums(([10] * 20, [10] * 4 + [0] * 16), ([10] * 20, [10] * 2 + [0] * 18))
    alike, apart = (sequence.look(found, 0.1) for found in (spread, heaped))
    assert alike.difference == pytest.approx(apart.difference or 0)
    assert (alike.information or 0) > 3 * (apart.information or 0)


def test_what_was_expected_is_taken_off() -> None:
    """Clients who always missed and still do say nothing against their arm."""
    heaped = sums(([10] * 20, [10] * 4 + [0] * 16), ([10] * 20, [10] * 2 + [0] * 18))
    known = replace(heaped, expected=heaped.hits * 0.9)
    plain, less = (sequence.look(found, 0.1) for found in (heaped, known))
    assert plain.difference == pytest.approx(-0.1)
    assert less.difference == pytest.approx(-0.01)
    assert (less.information or 0) > (plain.information or 0)


def test_a_past_that_says_nothing_is_not_taken_off() -> None:
    found = sums(A, B)
    plain = sequence.look(found, 0.1)
    against = replace(found, expected=10 - found.hits)
    assert sequence.look(against, 0.1) == plain
    alike = replace(found, expected=found.sessions * 0.2)
    assert sequence.look(alike, 0.1) == plain


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (sums(([], []), ([], [])), "units"),
        (sums(([10], [2]), ([10] * 20, [1] * 20)), "units"),
        (sums(([10] * 20, [2] * 20), ([0] * 20, [0] * 20)), "units"),
        (sums(([1000] + [1] * 19, [100] + [0] * 19), B), "units"),
        (sums(([10] * 20, [0] * 20), ([10] * 20, [0] * 20)), "hits"),
        (sums(([10] * 20, [10] * 20), ([10] * 20, [10] * 20)), "hits"),
        (sums(([10] * 20, [0] * 20), ([10] * 20, [1] * 4 + [0] * 16)), "hits"),
    ],
    ids=["empty", "single", "one arm", "one heavy", "nobody", "everyone", "few"],
)
def test_it_is_too_early(found: Sums, why: str) -> None:
    seen = sequence.look(found, 0.1)
    assert seen.too_early == why
    assert (seen.difference, seen.low, seen.high, seen.b_lower) == (None,) * 4


def test_an_arm_in_which_nobody_missed_still_has_a_range() -> None:
    seen = sequence.look(sums(([10] * 20, [1] * 20), ([10] * 20, [0] * 20)), 0.1)
    assert seen.information is not None
    assert seen.information < 1 / (0.05 * 0.95 * 2 / 200)


def test_sessions_to_go_is_where_it_would_be_settled() -> None:
    seen = sequence.look(sums(([6] * 20, [2, 1] * 10), ([6] * 20, [1, 1] * 10)), 0.1)
    more = sequence.sessions_to_go(seen, 0.1, icc=0.0)
    assert more is not None
    assert more > 0
    factor = 1 + more / 240
    known = (seen.information or 0) * factor
    assert abs(seen.difference or 0) * known >= sequence.boundary(known, 100, 0.05)
    less = (seen.information or 0) * (factor - 0.02)
    assert abs(seen.difference or 0) * less < sequence.boundary(less, 100, 0.05)


def test_the_same_clients_cannot_settle_everything() -> None:
    seen = sequence.look(sums(([6] * 20, [2, 1] * 10), ([6] * 20, [1, 1] * 10)), 0.1)
    assert sequence.sessions_to_go(seen, 0.1, icc=0.5) is None
    decided = sequence.look(sums(A, B), 0.1)
    assert sequence.sessions_to_go(decided, 0.1, icc=0.05) == 0
    assert (
        sequence.sessions_to_go(sequence.look(sums(([], []), ([], [])), 0.1), 0.1, 0)
        is None
    )
