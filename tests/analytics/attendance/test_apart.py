"""Groups that stand out: named where chance cannot make them, and not otherwise."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from analytics.attendance import apart
from analytics.attendance.apart import Rate
from analytics.attendance.clustered import Clustered


def singles(attended: int, n: int) -> Clustered:
    """Return sessions of as many clients, one each."""
    return Clustered(attended, n, n, attended, attended, n)


def of_clients(attended: list[int], n: list[int]) -> Clustered:
    """Return the sums of clients with so many attended of so many."""
    x, of = np.array(attended), np.array(n)
    return Clustered(
        int(x.sum()),
        int(of.sum()),
        int((of > 0).sum()),
        int((x * x).sum()),
        int((x * of).sum()),
        int((of * of).sum()),
    )


def together(groups: list[Clustered]) -> Clustered:
    """Return groups that share no client."""
    names = Clustered.__dataclass_fields__
    return Clustered(
        **{name: sum(getattr(one, name) for one in groups) for name in names}
    )


class TestDifference:
    @pytest.mark.parametrize(
        ("one", "other"), [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((5, 56), (0, 29))]
    )
    def test_is_that_of_a_well_kept_library(
        self, one: tuple[int, int], other: tuple[int, int]
    ) -> None:
        first, second = (Rate(count / n, n) for count, n in (one, other))

        found = apart.difference_interval(first, second)

        # Newcombe's method 10; his own table II says 0.0524 to 0.3339 of 56/70, 48/80.
        expected = confint_proportions_2indep(*one, *other, method="newcomb")
        assert found == pytest.approx(expected, abs=1e-9)

    def test_is_that_of_newcombes_table(self) -> None:
        found = apart.difference_interval(Rate(56 / 70, 70), Rate(48 / 80, 80))

        assert found == pytest.approx((0.0524, 0.3339), abs=5e-5)

    def test_is_wider_where_more_are_looked_at(self) -> None:
        one, other = Rate(0.8, 70), Rate(0.6, 80)
        narrow = apart.difference_interval(one, other)
        wide = apart.difference_interval(one, other, 0.05 / 40)

        assert wide[0] < narrow[0] < narrow[1] < wide[1]


class TestStandingOut:
    def test_the_one_that_does_is_named_with_the_rate_of_the_rest(self) -> None:
        groups = [singles(90, 100), singles(55, 100), singles(92, 100)]

        (found,) = apart.standing_out(groups, together(groups))

        # The others are only better than a rest that holds it.
        assert found == apart.Apart(1, 0.55, 182 / 200)

    def test_of_two_groups_the_smaller_one_is(self) -> None:
        groups = [singles(480, 500), singles(30, 50)]

        (found,) = apart.standing_out(groups, together(groups))

        assert found == apart.Apart(1, 0.6, 0.96)

    def test_chance_names_nobody(self) -> None:
        groups = [singles(90, 100), singles(84, 100), singles(88, 100)]

        assert apart.standing_out(groups, together(groups)) == []

    def test_one_client_who_stays_away_is_no_hour(self) -> None:
        others = [of_clients([10] * 16 + [0] * 4, [10] * 20) for _ in range(5)]
        # 18 of 48, once of 48 people, once with one who missed 30.
        people = singles(18, 48)
        one = of_clients([2] * 9 + [0], [2] * 9 + [30])
        assert (one.attended, one.n) == (18, 48)

        assert apart.standing_out([*others, people], together([*others, people]))
        assert not apart.standing_out([*others, one], together([*others, one]))

    @pytest.mark.parametrize(
        "small", [singles(0, 9), of_clients([0] * 7, [10] * 7)], ids=["few", "clients"]
    )
    def test_small_groups_are_never_named(self, small: Clustered) -> None:
        groups = [small, singles(95, 100)]

        named = apart.standing_out(groups, together(groups))

        assert 0 not in {one.place for one in named}

    def test_a_group_that_is_all_there_is_has_nothing_beside_it(self) -> None:
        assert apart.standing_out([singles(50, 100)], singles(50, 100)) == []

    def test_nothing_and_one_client(self) -> None:
        nothing = Clustered(0, 0, 0, 0, 0, 0)
        assert apart.standing_out([], nothing) == []
        alone = of_clients([5], [10])
        assert apart.standing_out([alone], alone) == []


class TestRate:
    def test_is_less_sure_where_one_clients_sessions_are_alike(self) -> None:
        everything = of_clients([10] * 8 + [0] * 8, [10] * 16)
        assert apart.likeness(everything) == pytest.approx(1, abs=0.2)

        # Of four clients of ten each, all came: that is four who came, not forty.
        group = of_clients([10] * 4, [10] * 4)
        assert apart.of(group, everything).n_effective == pytest.approx(4, rel=0.3)

    def test_is_as_sure_as_its_sessions_where_clients_come_once(self) -> None:
        everything = singles(80, 100)

        assert apart.likeness(everything) == 0
        assert apart.of(singles(9, 10), everything) == Rate(0.9, 10)


def test_where_no_hour_matters_one_is_named_about_one_time_in_twenty() -> None:
    """Clients of very different habits, each with a favourite of 40 hours."""
    random = np.random.default_rng(20261128)
    named = sum(bool(_named(random)) for _ in range(200))

    # 5 % are promised; 13 % would be four standard deviations above.
    assert named <= 26


def _named(random: np.random.Generator) -> list[apart.Apart]:
    clients, hours = 120, 40
    habit = random.beta(8, 1.5, clients)
    favourite = random.integers(0, hours, clients)
    n = np.zeros((clients, hours), dtype=int)
    for client in range(clients):
        slots = random.integers(3, 40)
        elsewhere = random.integers(0, hours, slots)
        is_favourite = random.random(slots) < 0.8
        at = np.where(is_favourite, favourite[client], elsewhere)
        np.add.at(n[client], at, 1)
    came = random.binomial(n, habit[:, None])
    groups = [
        of_clients(came[:, hour].tolist(), n[:, hour].tolist()) for hour in range(hours)
    ]
    everything = of_clients(came.sum(axis=1).tolist(), n.sum(axis=1).tolist())
    return apart.standing_out(groups, everything)
