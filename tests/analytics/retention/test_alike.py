"""One client beside others: the curve by hand, who is like whom, what is not said."""

from __future__ import annotations

import pytest

from analytics.retention import alike
from tests.support.spells import GOES_ON, LOST, OTHERWISE, spell, spells


def practice(others: int, *, service: str = "Coaching") -> list[dict[str, object]]:
    """Return others who started on 1 January: two in five left after 100 days."""
    return [
        spell(f"{service}-{i}", "2026-01-01", LOST, "2026-04-11", service=service)
        if i % 5 < 2
        else spell(f"{service}-{i}", "2026-01-01", GOES_ON, service=service)
        for i in range(others)
    ]


# 30 days with us on 15 July.
ME = spell("me", "2026-06-15", GOES_ON)


def test_others_of_the_same_service_at_the_same_point() -> None:
    table = spells(ME, *practice(25), *practice(50, service="Group"))

    found = alike.alike(table, "me")

    assert found is not None
    assert (found.n, found.followed, found.is_widened) == (25, 25, False)
    assert found.days_with_us == 30
    assert found.here == pytest.approx(0.6)
    assert found.quiet == pytest.approx(0.4)
    assert found.otherwise == 0
    # Drawn as far as five are there: to day 195, which is 15 July.
    assert found.curve["day"].tolist() == [30, 100, 195]
    assert found.curve["at_risk"].tolist() == [25, 25, 15]


def test_fewer_than_twenty_are_widened_to_all_services() -> None:
    table = spells(ME, *practice(19), *practice(10, service="Group"))

    found = alike.alike(table, "me")

    assert found is not None
    assert (found.n, found.is_widened) == (29, True)


def test_fewer_than_ten_say_nothing() -> None:
    nine = alike.alike(spells(ME, *practice(9)), "me")
    ten = alike.alike(spells(ME, *practice(10)), "me")

    assert nine is not None
    assert (nine.n, nine.here, nine.quiet) == (9, None, None)
    assert ten is not None
    assert ten.here == pytest.approx(0.6)


def test_nothing_is_said_where_the_months_after_are_not_known() -> None:
    # 40 others have been here 31 to 70 days: what follows is still to come.
    new = [spell(f"n{i}", "2026-05-06", GOES_ON) for i in range(40)]

    found = alike.alike(spells(ME, *new), "me")

    assert found is not None
    assert (found.n, found.followed, found.here) == (40, 0, None)


def test_who_finished_is_not_here_and_did_not_go_quiet() -> None:
    done = [spell(f"d{i}", "2026-01-01", OTHERWISE, "2026-03-01") for i in range(10)]

    found = alike.alike(spells(ME, *practice(10), *done), "me")

    assert found is not None
    # 20 there; half finish on day 59; of the other ten four leave on day 100.
    assert found.here == pytest.approx(0.3)
    assert found.otherwise == pytest.approx(0.5)
    assert found.quiet == pytest.approx(0.2)


def test_who_was_on_board_counts_from_when_they_were_seen() -> None:
    # Seen from day 60 on: not there at day 30, and one of 21 on day 100.
    late = spell("late", "2026-01-01", LOST, "2026-04-11", entry="2026-03-02")
    nobody_knows = spell("old", "2026-01-01", GOES_ON, is_start_known=False)

    found = alike.alike(spells(ME, late, nobody_knows, *practice(20)), "me")

    assert found is not None
    assert found.n == 20
    assert found.here == pytest.approx(12 / 21)


@pytest.mark.parametrize(
    "who",
    [
        spell("me", "2026-01-01", LOST, "2026-03-01"),
        spell("me", "2026-01-01", GOES_ON, is_start_known=False),
        spell("somebody else", "2026-01-01", GOES_ON),
    ],
)
def test_nobody_to_ask_about(who: dict[str, object]) -> None:
    assert alike.alike(spells(who, *practice(30)), "me") is None


def test_one_client_alone_and_the_first_day() -> None:
    alone = alike.alike(spells(spell("me", "2026-07-15", GOES_ON)), "me")

    assert alone is not None
    assert (alone.n, alone.days_with_us, alone.here) == (0, 0, None)
