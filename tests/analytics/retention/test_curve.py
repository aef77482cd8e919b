"""The curve, against published tables and hand computation."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analytics.retention.curve import curve
from analytics.retention.lives import ENOUGH, at_risk, beginning
from tests.analytics.retention.life_steps import left, lived

TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
"""Weeks in remission of 21 children (Freireich et al. 1963, Blood 21:699)."""

UNTREATED = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


class TestPublished:
    def test_remissions_under_6_mp(self) -> None:
        # Values and Greenwood's errors as in Klein and Moeschberger 2003, 4.2.
        known = left(TREATED)

        found = curve(known, known.is_not_kept(unconfirmed=False))

        assert found.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
        assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
        assert found.value.round(4).tolist() == pytest.approx(
            [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=6e-5
        )

    def test_its_interval_on_the_scale_log_minus_log(self) -> None:
        # The error at 23 weeks is 0.1346.
        known = left(TREATED)
        found = curve(known, known.is_not_kept(unconfirmed=False))
        theta = 1.959964 * 0.1346 / (0.4482 * math.log(0.4482))

        assert found.low[-1] == pytest.approx(0.4482 ** math.exp(-theta), abs=1e-3)
        assert found.high[-1] == pytest.approx(0.4482 ** math.exp(theta), abs=1e-3)
        assert (found.low[-1].round(3), found.high[-1].round(3)) == (0.188, 0.68)

    def test_remissions_without_treatment(self) -> None:
        # Cox and Oakes 1984, table 1.1: 8 of 21 are longer than ten weeks.
        known = left(UNTREATED)

        found = curve(known, known.is_not_kept(unconfirmed=False))
        ten = found.at(10)

        assert ten is not None
        assert ten.value == pytest.approx(8 / 21)
        assert found.value[-1] == 0


class TestLateEntry:
    def test_counts_only_who_is_watched(self) -> None:
        # Day 10: the first two are watched, one leaves: 1/2. Day 20: the second and
        # the two who entered on 15: 2/3. Day 30: two watched, one leaves: 1/2.
        known = lived(
            [10, 30, 20, 40],
            ["drifted", "drifted", "drifted", None],
            entry=[0, 0, 15, 15],
        )

        found = curve(known, known.is_not_kept(unconfirmed=True))

        assert found.at_risk.tolist() == [2, 3, 2]
        assert found.value.tolist() == pytest.approx([1 / 2, 1 / 3, 1 / 6])

    def test_whoever_enters_on_a_day_is_watched_on_it(self) -> None:
        known = lived([5, 9], ["drifted", None], entry=[5, 0])

        found = curve(known, known.is_not_kept(unconfirmed=True))

        assert (found.days.tolist(), found.at_risk.tolist()) == ([5], [2])

    def test_an_ending_on_the_first_day_counts(self) -> None:
        known = lived([0, 9], ["drifted", None])

        found = curve(known, known.is_not_kept(unconfirmed=True))

        assert (found.days.tolist(), found.value.tolist()) == ([0], [0.5])

    def test_the_curve_begins_where_enough_are_watched(self) -> None:
        entry = [100, 200, 300, 300, 300, 300]
        known = lived([150, 900, 900, 900, 900, 900], [None] * 6, entry=entry)

        assert beginning(known) == 300
        assert at_risk(known, np.array([300.0])).tolist() == [ENOUGH]
        assert len(known.from_day(300)) == 5

    def test_it_does_not_fall_to_nothing_while_others_are_watched(self) -> None:
        # On day 10 the only one watched leaves; four more are watched from day 20 on.
        known = lived(
            [10, 40, 40, 40, 40],
            ["drifted", None, None, None, None],
            entry=[0, 20, 20, 20, 20],
        )

        found = curve(known, known.is_not_kept(unconfirmed=True))

        assert found.ends_day == 9
        assert found.at(9) is not None
        assert found.at(10) is None


class TestAt:
    def test_says_nothing_beyond_whoever_was_watched_longest(self) -> None:
        known = left(TREATED)
        found = curve(known, known.is_not_kept(unconfirmed=False))

        assert found.at(36) is None
        last = found.at(35)
        assert last is not None
        assert last.at_risk == 1

    def test_nobody_gone_still_has_a_lower_end(self) -> None:
        # Wilson's lower end for 4 of 4 is 0.51.
        known = left("9+ 9+ 9+ 9+")
        found = curve(known, known.is_not_kept(unconfirmed=False))

        point = found.at(5)

        assert point is not None
        assert (point.value, point.high, point.at_risk) == (1, 1, 4)
        assert point.low == pytest.approx(0.5101, abs=1e-4)

    def test_everybody_gone(self) -> None:
        known = left("3 3 3")
        found = curve(known, known.is_not_kept(unconfirmed=False))

        point = found.at(3)

        assert point is not None
        assert (point.value, point.low, point.high) == (0, None, None)

    def test_nobody_at_all(self) -> None:
        known = lived([], [])
        found = curve(known, known.is_not_kept(unconfirmed=False))

        assert found.at(1) is None
        assert beginning(known) == 0
