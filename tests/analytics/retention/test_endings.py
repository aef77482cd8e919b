"""Competing endings, against a published table, statsmodels and hand computation."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.duration.survfunc import CumIncidenceRight

from analytics.retention.curve import curve
from analytics.retention.endings import Way, endings, incidence
from analytics.retention.lives import at_risk
from tests.analytics.retention.life_steps import CHANCE, lived


def test_a_published_table_of_two_causes() -> None:
    # Satagopan et al. 2004, Br. J. Cancer 91:1229, table 2: 305 patients, deaths of
    # breast cancer at 10, 16, 23 and 27 months, of other causes at 18 and 26.
    watched = np.array([304, 302, 301, 300, 298, 297], float)
    ended = np.array([[1, 1, 0, 1, 0, 1], [0, 0, 1, 0, 1, 0]], float)

    share, _, here = incidence(watched, ended)

    assert (100 * share[0, [0, 1, 3, 5]]).round(1).tolist() == [0.3, 0.7, 1.0, 1.3]
    # The paper adds up rounded steps of 0.3: 0.3, 0.6, 0.9, 1.2.
    steps = np.diff(share[0, [0, 1, 3, 5]], prepend=0.0)
    assert (100 * steps).round(1).tolist() == [0.3, 0.3, 0.3, 0.3]
    assert (100 * here).round(1).tolist() == [99.7, 99.3, 99.0, 98.7, 98.3, 98.0]


def test_by_hand() -> None:
    # Five clients. Day 1: one of 5 drifts. Day 2: one of 4 completes. Day 3: one of 3
    # drifts; two are still there.
    known = lived([1, 2, 3, 5, 5], ["drifted", "completed", "drifted", None, None])

    found = endings(known)

    assert found.ways == (Way("completed", True), Way("drifted", True))
    assert found.count == (1, 2)
    assert found.share[0].tolist() == pytest.approx([0, 1 / 5, 1 / 5])
    assert found.share[1].tolist() == pytest.approx([1 / 5, 1 / 5, 2 / 5])
    assert found.here.tolist() == pytest.approx([4 / 5, 3 / 5, 2 / 5])


def test_late_entry_by_hand() -> None:
    # Day 1: one of 2 drifts. Day 3: 3 watched (two entered on day 2), one completes.
    known = lived(
        [1, 5, 3, 5], ["drifted", None, "completed", None], entry=[0, 0, 2, 2]
    )

    found = endings(known)

    assert found.share[0].tolist() == pytest.approx([0, 1 / 2 * 1 / 3])
    assert found.share[1].tolist() == pytest.approx([1 / 2, 1 / 2])
    assert found.here.tolist() == pytest.approx([1 / 2, 1 / 3])


def test_without_late_entry_it_is_that_of_statsmodels() -> None:
    rng = np.random.default_rng(CHANCE)
    until = rng.integers(1, 40, 200).astype(float)
    code = np.where(until < 38, rng.integers(0, 3, 200), 0)
    names = np.array([None, "completed", "drifted"], object)[code]
    known = lived(until.tolist(), names.tolist())
    days = np.unique(until[code > 0])
    ended = np.array(
        [[((until == d) & (code == k)).sum() for d in days] for k in (1, 2)], float
    )
    theirs = CumIncidenceRight(until, code)
    place = np.searchsorted(theirs.times, days)

    share, error, _ = incidence(at_risk(known, days).astype(float), ended)

    for way in (0, 1):
        assert share[way] == pytest.approx(theirs.cinc[way][place])
        assert error[way] == pytest.approx(theirs.cinc_se[way][place])


def test_all_shares_and_what_is_left_are_everybody() -> None:
    rng = np.random.default_rng(CHANCE)
    entry = rng.integers(0, 20, 300)
    until = entry + rng.integers(0, 60, 300)
    names = rng.choice(np.array([None, "completed", "drifted", "unknown"]), 300)
    sure = rng.random(300) < 0.5
    known = lived(
        until.tolist(),
        names.tolist(),
        entry=entry.tolist(),
        is_confirmed=sure.tolist(),
    )

    found = endings(known)

    assert found.share.sum(axis=0) + found.here == pytest.approx(1.0)
    is_told = ~np.isnan(found.low)
    assert (found.low <= found.share)[is_told].all()
    assert (found.high >= found.share)[is_told].all()


def test_with_one_ending_only_it_mirrors_the_curve() -> None:
    known = lived([1, 2, 2, 4, 9], ["drifted", None, "drifted", "drifted", None])

    found = endings(known)
    line = curve(known, known.is_not_kept(unconfirmed=True))

    assert 1 - found.share[0] == pytest.approx(line.value)
    assert found.here == pytest.approx(line.value)


def test_endings_nobody_confirmed_are_ways_of_their_own() -> None:
    known = lived(
        [1, 2, 3], ["drifted", "drifted", None], is_confirmed=[True, False, False]
    )

    assert endings(known).ways == (Way("drifted", True), Way("drifted", False))


def test_nobody_ended() -> None:
    found = endings(lived([3, 4], [None, None]))

    assert (found.ways, found.days.tolist(), found.here.tolist()) == ((), [], [])
