"""Homework, views and contacts that are entered later change no earlier prediction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.facts import features, sources
from analytics.periods import from_epoch_seconds
from analytics.simulate.population import populated
from tests.analytics.risk.test_rolling import (
    FIRST,
    LAST,
    cut,
    origins,
    predicted,
    shuffle,
)
from tests.support import population_log

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.store import Database


@pytest.fixture
def talkative(database: Database) -> Database:
    """A practice of 100 clients in which all of it is told."""
    invented = populated(1, 100, 13)
    population_log.write(database, invented.sessions)
    population_log.write_told(database, invented)
    return database


def forget_later(database: Database, at: AsOf) -> None:
    """Leave what had been told by the end of a day."""
    day, moment = {"day": at.day}, {"at": from_epoch_seconds(at.seconds)}
    with database.write() as cursor:
        for table in ("actions", "action_versions"):
            cursor.execute(f"delete from {table} where due_date > $day", day)  # noqa: S608 - own names
            cursor.execute(
                f"update {table} set is_done = false, done_at = null "  # noqa: S608 - own names
                "where done_at > $at",
                moment,
            )
        for table in ("pulses", "follow_ups"):
            cursor.execute(f"delete from {table} where on_date > $day", day)  # noqa: S608 - own names


def turn_later(database: Database, at: AsOf) -> None:
    """Turn what was told after a day into its opposite."""
    day, moment = {"day": at.day}, {"at": from_epoch_seconds(at.seconds)}
    with database.write() as cursor:
        for table in ("actions", "action_versions"):
            cursor.execute(
                f"update {table} set is_done = false, done_at = null "  # noqa: S608 - own names
                "where done_at > $at",
                moment,
            )
        cursor.execute(
            "update pulses set engaged = 6 - engaged, goal_progress = 1 "
            "where on_date > $day",
            day,
        )
        cursor.execute(
            "update follow_ups set result = case result when 'answered' "
            "then 'no_answer' else 'answered' end where on_date > $day",
            day,
        )


def test_the_practice_has_every_source(talkative: Database) -> None:
    (day,) = origins(LAST)

    assert sources.missing(features.rows(talkative, [day], day)) == []


def test_cutting_what_is_told_later_gives_the_same_predictions(
    talkative: Database,
) -> None:
    days = origins(FIRST, LAST)
    whole = predicted(talkative, days)

    cut(talkative, days[-1])
    forget_later(talkative, days[-1])

    assert len(whole) > 20
    pd.testing.assert_frame_equal(predicted(talkative, days), whole)


def test_turning_what_is_told_later_changes_no_prediction(talkative: Database) -> None:
    days = origins(FIRST, LAST)
    whole = predicted(talkative, days)

    shuffle(talkative, days[-1])
    turn_later(talkative, days[-1])

    pd.testing.assert_frame_equal(predicted(talkative, days), whole)


def test_turning_what_was_told_before_changes_predictions(talkative: Database) -> None:
    days = origins(LAST)
    whole = predicted(talkative, days)

    turn_later(talkative, origins(FIRST)[0])

    with pytest.raises(AssertionError):
        pd.testing.assert_frame_equal(predicted(talkative, days), whole)
