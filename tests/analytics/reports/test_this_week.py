"""The days ahead, read from the newest stored run."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.facts import default_as_of
from analytics.periods import from_epoch_seconds
from analytics.reports.this_week import of_week, this_week
from analytics.simulate.population import population
from analytics.store import entries
from tests.support import missed_run, population_log

if TYPE_CHECKING:
    from analytics.reports.this_week import ThisWeek
    from analytics.store import Database

NOW = dt.datetime(2021, 6, 7, 8)  # noqa: DTZ001 - UTC without a zone, as in the store


@pytest.fixture
def practice(database: Database) -> Database:
    """A practice exported on the morning of NOW, with a stored run."""
    population_log.write(database, population(1, 100, 11), exported=NOW)
    missed_run.store(database, NOW)
    return database


def read(
    database: Database, now: dt.datetime = NOW, coach: str | None = None
) -> ThisWeek:
    found = this_week(database, default_as_of(database, now), now=now, coach=coach)
    assert found is not None
    return found


def test_before_the_first_run_there_is_nothing(database: Database) -> None:
    assert this_week(database, default_as_of(database, NOW), now=NOW) is None


def test_a_stored_run_reads_as_the_look_itself(database: Database) -> None:
    population_log.write(database, population(1, 100, 11), exported=NOW)

    week = missed_run.store(database, NOW)

    found = read(database)
    assert found == of_week(database, week, now=NOW)
    assert week.expected is not None
    assert found.expected is not None
    assert found.expected.n == week.expected.n == len(found.bookings) > 5
    assert found.expected.expected == pytest.approx(week.expected.expected)
    assert found.mode == "percent"
    assert all(one.interval and one.probability for one in found.bookings)
    assert found.until_day == dt.date(2021, 6, 14)


def test_what_has_begun_since_is_not_counted(practice: Database) -> None:
    whole = read(practice)
    later = whole.bookings[3].starts_at

    found = read(practice, later)

    assert whole.expected is not None
    assert found.expected is not None
    left = [one for one in whole.bookings if one.starts_at > later]
    assert found.expected.n == len(left) < whole.expected.n
    assert found.expected.expected < whole.expected.expected


def test_what_is_called_off_since_is_not_counted(practice: Database) -> None:
    gone = read(practice).bookings[0].session_id
    with practice.write() as cursor:
        cursor.execute(
            "update sessions set outcome = 'cancelled', outcome_known_at = $at "
            "where session_id = $gone",
            {"gone": gone, "at": NOW - dt.timedelta(hours=1)},
        )

    assert gone not in {one.session_id for one in read(practice).bookings}


def test_who_has_asked_since_is_left_out(practice: Database) -> None:
    client_id = read(practice).bookings[0].client_id
    entries.ask_not_to_score(practice, client_id, on=NOW.date(), now=NOW)

    assert client_id not in {one.client_id for one in read(practice).bookings}


def test_of_one_coach(practice: Database) -> None:
    first = read(practice).bookings[0].session_id
    with practice.write() as cursor:
        cursor.execute(
            "update sessions set coach = 'Bo' where session_id = $first",
            {"first": first},
        )

    found = read(practice, coach="Bo")

    assert [one.session_id for one in found.bookings] == [first]
    assert found.expected is not None
    assert found.expected.n == 1
    assert read(practice, coach="Nobody").expected is None


def test_a_run_for_a_later_day_is_passed_over(practice: Database) -> None:
    earlier = NOW - dt.timedelta(days=30)

    assert this_week(practice, default_as_of(practice, earlier), now=earlier) is None


def test_of_a_refused_practice_the_reason_is_kept(database: Database) -> None:
    log = population(1, 12, 3)
    population_log.write(database, log, exported=NOW)
    week = missed_run.store(database, NOW)
    assert week.rung.counted_by == "none"

    found = read(database)

    assert found.mode == "rule"
    assert "so far" in found.why
    assert found.expected is None
    assert all(one.probability is None for one in found.bookings)


def test_where_the_model_is_no_better_the_own_share_counts(
    practice: Database,
) -> None:
    week = missed_run.store(practice, NOW)
    rung = replace(week.rung, mode="rule", counted_by="share")
    unsaid = [replace(one, probability=None, interval=None) for one in week.bookings]

    found = of_week(practice, replace(week, rung=rung, bookings=tuple(unsaid)), now=NOW)

    assert found.expected is not None
    share = week.fitted.miss_share
    assert found.expected.expected == pytest.approx(share * found.expected.n)


def test_reading_loads_nothing_that_fits() -> None:
    # In a process of its own: this one has fitted models before.
    import subprocess  # noqa: PLC0415 - only here

    code = "import sys, analytics.reports.this_week; sys.exit('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0


def test_starts_are_moments(practice: Database) -> None:
    starts = [one.starts_at for one in read(practice).bookings]

    assert starts == sorted(starts)
    assert all(start > NOW for start in starts)
    assert from_epoch_seconds(0) < starts[0]
