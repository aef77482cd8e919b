"""A selection as bound values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.contracts import Standing
from analytics.facts import selected
from analytics.periods import AsOf
from analytics.selection import EVERYTHING, STANDINGS, Selection
from tests.support.log import weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

AS_OF = AsOf.end_of(dt.date(2026, 4, 20), "UTC")


def test_every_standing_can_be_chosen_once() -> None:
    chosen = [standing for group in STANDINGS.values() for standing in group]

    assert sorted(chosen) == sorted(Standing)


def test_everything_binds_nothing(database: Database) -> None:
    write(database, weekly("anna", "2026-01-05 10:00", 3))

    assert set(selected.values(database, AS_OF, EVERYTHING).values()) == {None}


def test_a_period_is_bound_as_day_numbers(database: Database) -> None:
    period = Selection(from_day=dt.date(1970, 1, 1), until_day=dt.date(1970, 1, 3))

    bound = selected.values(database, AS_OF, period)

    assert (bound["selected_from_day"], bound["selected_until_day"]) == (0, 2)


@pytest.mark.parametrize(
    ("standing", "expected"), [("active", ["bela"]), ("drifted", ["anna"])]
)
def test_clients_are_chosen_by_how_their_story_stands(
    database: Database, standing: str, expected: list[str]
) -> None:
    # Anna's last session is on 19 January, Béla's on 13 April.
    write(
        database,
        [
            *weekly("anna", "2026-01-05 10:00", 3),
            *weekly("bela", "2026-01-05 12:00", 15),
        ],
        exported="2026-01-20 00:00",
    )

    assert selected.standing_so(database, AS_OF, standing) == expected
