"""Nothing that became known after the as-of changes a fact or the list of names."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import facts
from analytics.periods import AsOf
from analytics.reports.today import today
from tests.support import random_log, reference
from tests.support.log import Slot, row, utc, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

# The practice is emptied before each example, so sharing it is safe.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def fill(database: Database, slots: Sequence[Slot]) -> None:
    with database.write() as cursor:
        for table in ("sessions", "clients", "imports"):
            cursor.execute(f"delete from {table}")  # noqa: S608 - names of our own
    write(database, slots, exported="2026-06-01 12:00")


def looked_at(database: Database, as_of: AsOf) -> tuple[object, ...]:
    """Everything that is a function of the as-of, in a form that can be compared."""
    return (
        facts.session_facts(database, as_of).to_csv(),
        facts.client_facts(database, as_of).to_csv(),
        today(database, as_of, now=as_of.instant, is_as_of_given=True),
    )


def altered(slot: Slot, at: dt.datetime, draw: st.DataObject) -> Slot | None:
    """Change whatever of a slot was not known at a moment, or take it away."""
    later = st.integers(1, 60).map(lambda days: at + dt.timedelta(days=days))
    known = row(slot)
    if utc(slot.booked or slot.starts) > at:
        return draw.draw(st.none() | st.just(replace(slot, client="ben", coach="Bo")))
    if slot.outcome == "scheduled" or known["outcome_known_at"] > at:  # type: ignore[operator]  # a time
        outcome = draw.draw(st.sampled_from(random_log.OUTCOMES))
        ended = f"{draw.draw(later):%Y-%m-%d %H:%M}"
        if outcome in {"attended", "no_show"} and utc(slot.starts) <= at:
            # These are known from the start on, so here they would be no future.
            outcome = "unknown"
        return replace(slot, outcome=outcome, ended=ended, replaced=ended)
    if known["replaced_known_at"] and known["replaced_known_at"] > at:  # type: ignore[operator]  # a time
        # So far the move is a cancellation; whether it becomes one is the future.
        outcome = draw.draw(st.sampled_from(["rescheduled", "cancelled"]))
        seen = f"{draw.draw(later):%Y-%m-%d %H:%M}"
        return replace(slot, outcome=outcome, replaced=seen)
    return slot


@SHARED
@given(random_log.logs(), random_log.moments(), st.data())
def test_shuffling_the_future_changes_nothing(
    database: Database, slots: list[Slot], at: dt.datetime, data: st.DataObject
) -> None:
    as_of = AsOf.at(at, "UTC")
    fill(database, slots)
    before = looked_at(database, as_of)

    changed = [altered(slot, at, data) for slot in slots]
    fill(database, [slot for slot in changed if slot is not None])

    assert looked_at(database, as_of) == before


@SHARED
@given(random_log.logs(), random_log.moments())
def test_cutting_the_future_off_changes_nothing(
    database: Database, slots: list[Slot], at: dt.datetime
) -> None:
    as_of = AsOf.at(at, "UTC")
    fill(database, slots)
    before = looked_at(database, as_of)

    fill(database, [s for s in slots if utc(s.booked or s.starts) <= at])

    assert looked_at(database, as_of) == before


@SHARED
@given(random_log.logs(), random_log.moments())
def test_the_facts_are_those_of_a_plain_calculation(
    database: Database, slots: list[Slot], at: dt.datetime
) -> None:
    as_of = AsOf.at(at, "UTC")
    fill(database, slots)

    found = facts.client_facts(database, as_of)

    expected = reference.expected([row(slot) for slot in slots], as_of)
    assert found["client_id"].tolist() == sorted(expected)
    for name in reference.Expected._fields:
        wanted = [getattr(expected[client], name) for client in sorted(expected)]
        assert found[name].round(6).tolist() == [round(value, 6) for value in wanted]
    parts = found[
        [
            "sessions_attended",
            "sessions_missed",
            "sessions_late",
            "sessions_cancelled",
            "sessions_cancelled_by_coach",
            "sessions_moved",
            "sessions_unknown",
            "sessions_ahead",
        ]
    ]
    assert parts.sum(axis=1).tolist() == found["sessions_booked"].tolist()
