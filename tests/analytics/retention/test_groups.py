"""Groups side by side: the test, its correction, and how far two curves lie apart."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.retention.curve import Point
from analytics.retention.groups import compared, difference, holm, log_rank
from tests.analytics.retention.life_steps import left, lived
from tests.analytics.retention.test_curve import TREATED, UNTREATED


def spells(
    stays: dict[str, list[int]], start_day: int = 20_000, **columns: object
) -> pd.DataFrame:
    """Return clients of each service, all gone after so many days."""
    rows = [(service, days) for service, all_ in stays.items() for days in all_]
    return pd.DataFrame(
        {
            "service": [service for service, _ in rows],
            "source": "template",
            "start_day": start_day,
            "entry_day": start_day,
            "seen_day": [start_day + days for _, days in rows],
            "is_start_known": True,
            "ending": "drifted",
            "is_confirmed": False,
            **columns,
        }
    )


class TestLogRank:
    def test_of_two_published_curves(self) -> None:
        # Freireich et al.: chi-square 16.79 on one degree of freedom (Klein and
        # Moeschberger; R's survdiff prints 16.8).
        p = log_rank([left(TREATED), left(UNTREATED)])

        assert p == pytest.approx(math.erfc(math.sqrt(16.793 / 2)), rel=1e-3)

    def test_counts_only_who_is_watched(self) -> None:
        # By hand. Day 5: A 1 of 2, B 0 of 1 (one more of B enters on day 6): E_A =
        # 2/3, V = 2/9. Day 8: A 0 of 1, B 1 of 2: E_A = 1/3, V = 2/9. O - E = 0.
        a = lived([5, 9], ["drifted", None])
        b = lived([8, 9], ["drifted", None], entry=[0, 6])

        assert log_rank([a, b]) == pytest.approx(1.0)

    @pytest.mark.parametrize(
        "groups",
        [
            pytest.param([left("5 6")], id="one group"),
            pytest.param([left("5 6"), lived([], [])], id="an empty group"),
            pytest.param([left("5+ 6+"), left("5+ 6+")], id="nobody left"),
            pytest.param([left("5"), lived([9], ["drifted"], entry=[7])], id="apart"),
        ],
    )
    def test_says_nothing_where_there_is_nothing_to_compare(
        self, groups: list[object]
    ) -> None:
        assert log_rank(groups) is None  # type: ignore[arg-type]  # as they stand above


def test_holm_by_hand() -> None:
    # Sorted .01 .02 .04: times 3, 2, 1, and never less than the one before.
    assert holm([0.04, 0.01, None, 0.02]) == pytest.approx([0.04, 0.03, None, 0.04])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


class TestDifference:
    def test_by_hand(self) -> None:
        first = Point(0.8, 0.7, 0.86, 40)
        second = Point(0.5, 0.3, 0.67, 20)

        apart, low, high = difference(first, second)

        assert apart == pytest.approx(0.3)
        assert low == pytest.approx(0.3 - math.hypot(0.1, 0.17))
        assert high == pytest.approx(0.3 + math.hypot(0.06, 0.2))

    def test_without_an_interval_or_a_point(self) -> None:
        gone = Point(0.0, None, None, 1)

        assert difference(Point(0.8, 0.7, 0.9, 4), gone) == (0.8, None, None)
        assert difference(None, gone) == (None, None, None)


class TestCompared:
    def test_by_service(self) -> None:
        long, short = [*range(200, 230)], [*range(30, 52)]
        found = compared(spells({"Long": long, "Short": short}), "service", 100)

        assert [(g.name, g.clients, g.is_small) for g in found.groups] == [
            ("Long", 30, False),
            ("Short", 22, False),
        ]
        (pair,) = found.pairs
        assert found.p is not None
        assert found.p < 1e-6
        assert pair.p == pair.p_holm == found.p
        # The short ones were not watched on day 100.
        assert pair.difference is None

    def test_leaves_out_groups_of_very_few(self) -> None:
        found = compared(spells({"A": [50] * 6, "B": [60] * 4}), "service", 30)

        assert ([g.name for g in found.groups], found.left_out) == (["A"], 1)
        assert (found.p, found.pairs) == (None, ())

    def test_warns_of_small_groups(self) -> None:
        (group,) = compared(spells({"A": [50] * 19}), "service", 30).groups

        assert group.is_small

    def test_those_without_a_service_are_a_group(self) -> None:
        nobody = spells({"A": [50] * 6}).assign(service=None)

        assert [g.name for g in compared(nobody, "service", 30).groups] == [""]

    def test_by_the_year_of_the_start(self) -> None:
        days = np.repeat([19_000, 19_400, 19_800, 20_200, 20_500], 6)
        found = spells({"A": [50] * 30}).assign(
            start_day=days, entry_day=days, seen_day=days + 50
        )

        compared_ = compared(found, "start", 30)

        assert [g.name for g in compared_.groups] == ["2023", "2024", "2025", "2026"]
        assert compared_.left_out == 1
        assert len(compared_.pairs) == 6

    def test_nobody(self) -> None:
        found = compared(spells({}), "source", 30)

        assert (found.groups, found.p) == ((), None)
