"""What stored lists have shown, for the record of the past."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.periods import day_of_number
from analytics.store import entries, scores, showings
from analytics.store.scores import Model, Run, Score
from analytics.store.showings import Showing
from tests.analytics.small_practice import ANNA, BELA, NOW

if TYPE_CHECKING:
    from analytics.store import Database

DAY = 20_773


def keep(
    database: Database,
    day: int,
    listed: dict[str, tuple[int, float]],
    imports: tuple[str, ...] = (),
) -> None:
    """Store a run of a day that lists clients since a day, with a probability."""
    model = Model(
        model_id=scores.new_id(),
        kind="quiet",
        as_of_day=day,
        known_s=0,
        data_version=1,
        knew="",
        imports=imports,
        fitted_at=NOW + dt.timedelta(days=day - DAY),
        mode="percent",
        why="",
        card={},
    )
    told = [
        Score(
            client_id=who,
            place=place,
            probability=chance,
            low=None,
            high=None,
            word="high",
            rule_score=2.0,
            is_listed=True,
            listed_since_day=since,
            listed_as="model",
            snoozed_until_day=None,
            little_known=False,
            based_on={},
            changed=None,
        )
        for place, (who, (since, chance)) in enumerate(listed.items(), 1)
    ]
    with database.write() as cursor:
        scores.add(cursor, Run(model, tuple(told)))


def test_nothing_stored_showed_nobody(small: Database) -> None:
    assert showings.showings(small, DAY) == []
    assert showings.days_told(small, DAY) == set()


def test_each_showing_comes_once_as_it_was_said_first(small: Database) -> None:
    keep(small, DAY, {ANNA: (DAY, 0.4)})
    keep(small, DAY + 1, {ANNA: (DAY, 0.6), BELA: (DAY + 1, 0.3)})
    keep(small, DAY + 40, {ANNA: (DAY + 40, 0.7)})

    assert showings.showings(small, DAY + 50) == [
        Showing(DAY, ANNA, "model", 0.4),
        Showing(DAY + 1, BELA, "model", 0.3),
        Showing(DAY + 40, ANNA, "model", 0.7),
    ]
    assert showings.days_told(small, DAY + 50) == {DAY, DAY + 1, DAY + 40}


def test_later_days_and_withdrawn_runs_do_not_count(small: Database) -> None:
    keep(small, DAY, {ANNA: (DAY, 0.4)}, imports=("gone",))
    keep(small, DAY + 5, {BELA: (DAY + 5, 0.4)})

    assert showings.showings(small, DAY + 4) == []
    assert showings.days_told(small, DAY + 4) == set()


def test_who_asked_not_to_be_scored_is_left_out(small: Database) -> None:
    keep(small, DAY, {ANNA: (DAY, 0.4), BELA: (DAY, 0.3)})
    asked = day_of_number(DAY + 3)
    entries.ask_not_to_score(small, ANNA, on=asked, now=NOW)

    before = showings.showings(small, DAY + 2)
    after = showings.showings(small, DAY + 3)

    assert [one.client_id for one in before] == [ANNA, BELA]
    assert [one.client_id for one in after] == [BELA]
