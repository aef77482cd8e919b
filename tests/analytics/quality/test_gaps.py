"""What the data cannot say: counted a source at a time, with advice for that tool."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import exports
from analytics.periods import AsOf, day_number
from analytics.quality import advice
from analytics.quality.gaps import Finding, Gap, SourceGaps, gaps, suspicious_weeks
from analytics.store import absences, outcomes, reminder_taps, strategies
from analytics.store.outcomes import Said
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

AS_OF = AsOf.end_of(dt.date(2026, 6, 22), "UTC")
MONDAY = day_number(dt.date(2026, 1, 5))


def found(source: SourceGaps) -> dict[Gap, Finding]:
    return {finding.gap: finding for finding in source.findings}


def tell_everything(database: Database) -> None:
    """Give every session and client what a careful practice's data have."""
    with database.write() as cursor:
        cursor.execute(
            "update sessions set booked_at = starts_at, price_cents = 9000, "
            "reminder_strategy = 'text'"
        )
        cursor.execute("update clients set email = client_id || '@example.org'")


def of_source(database: Database, source: str) -> None:
    with database.write() as cursor:
        cursor.execute(
            "update sessions set source = $source where client_id like 'c%'",
            {"source": source},
        )


def test_empty_practice(database: Database) -> None:
    assert gaps(database, AS_OF) == []


def test_where_nothing_is_wrong_nothing_is_found(database: Database) -> None:
    write(database, weekly("anna", "2026-04-06 10:00", 5))
    tell_everything(database)

    (only,) = gaps(database, AS_OF)

    assert (only.source, only.sessions, only.clients) == ("template", 5, 1)
    assert only.findings == ()


def test_everything_that_is_missing_is_counted(database: Database) -> None:
    slots = [
        *weekly("anna", "2026-04-06 10:00", 4),
        Slot("anna", "2026-05-04 10:00", basis="presumed", price_cents=9000),
        Slot("anna", "2026-05-11 10:00", "unknown"),
        Slot("ben", "2026-05-12 10:00", "scheduled", booked="2026-05-01 10:00"),
        Slot("ben", "2026-05-13 10:00", "cancelled"),
    ]
    write(database, slots)
    with database.write() as cursor:
        cursor.execute(
            "update sessions set cancelled_at = null, "
            "is_late_unknown = outcome = 'cancelled'"
        )

    (only,) = gaps(database, AS_OF)

    shares = {gap: (f.count, f.of) for gap, f in found(only).items()}
    assert shares == {
        Gap.UNKNOWN: (2, 8),
        Gap.PRESUMED: (1, 8),
        Gap.BOOKED_AT: (7, 8),
        Gap.CANCELLED_AT: (1, 1),
        Gap.PRICE: (4, 5),
        Gap.CONTACT: (2, 2),
        Gap.REMINDER: (8, 8),
    }
    assert found(only)[Gap.CANCELLED_AT].not_known == 1


def test_the_diary_and_a_tap_say_which_reminder_was_sent(database: Database) -> None:
    slots = weekly("anna", "2026-04-06 10:00", 4)
    slots += [Slot("ben", "2026-05-04 10:00", service="Intro", session="S")]
    slots += [Slot("ben", "2026-05-05 10:00", service=None)]
    write(database, slots)

    def lacking() -> int:
        (only,) = gaps(database, AS_OF)
        return found(only)[Gap.REMINDER].count

    assert lacking() == 6
    now = AS_OF.instant
    scope = strategies.Scope(service="Coaching")
    first, until = dt.date(2026, 4, 13), dt.date(2026, 4, 27)
    strategies.add(
        database, "none", scope=scope, from_date=first, until_date=until, now=now
    )
    assert lacking() == 4
    strategies.define(database, "a word", ("text:1d:personal",), now=now)
    reminder_taps.add(database, "S", "a word", on=dt.date(2026, 5, 1), now=now)
    assert lacking() == 3


def test_a_cancellation_that_was_surely_in_time_is_no_question(
    database: Database,
) -> None:
    slots = [
        Slot("ben", "2026-05-13 10:00", "cancelled", session="bounded"),
        Slot("ben", "2026-05-20 10:00", "cancelled", session="open"),
    ]
    write(database, slots)
    with database.write() as cursor:
        cursor.execute(
            "update sessions set cancelled_at = null, "
            "is_late_unknown = session_id = 'open'"
        )

    (only,) = gaps(database, AS_OF)

    lacking = found(only)[Gap.CANCELLED_AT]
    assert (lacking.count, lacking.not_known) == (2, 1)


def test_what_a_person_said_is_no_gap_any_more(database: Database) -> None:
    write(database, [Slot("anna", "2026-05-11 10:00", "unknown", session="s")])
    tell_everything(database)
    said = [Said("s", "no_show")]
    outcomes.confirm(database, said, on=AS_OF.day, now=AS_OF.instant)

    (only,) = gaps(database, AS_OF)

    assert (only.sessions_confirmed, only.findings) == (1, ())


def test_of_several_sources_their_sum_comes_first(database: Database) -> None:
    write(
        database,
        [
            *weekly("anna", "2026-04-06 10:00", 3),
            *weekly("cleo", "2026-04-07 10:00", 2),
        ],
    )
    of_source(database, "calendly")

    found_ = gaps(database, AS_OF)

    assert [one.source for one in found_] == [None, "calendly", "template"]
    assert [one.sessions for one in found_] == [5, 2, 3]
    assert found(found_[0])[Gap.CONTACT].of == 2
    assert found(found_[0])[Gap.REMINDER].advice == advice.SEE_BELOW


def test_advice_is_for_the_very_tool(database: Database) -> None:
    write(database, weekly("cleo", "2026-04-07 10:00", 2))
    of_source(database, "calendly")
    (calendly,) = gaps(database, AS_OF)
    of_source(database, "mapped-My {diary}")
    (own,) = gaps(database, AS_OF)

    assert "90 days" in found(calendly)[Gap.REMINDER].advice
    assert own.name == "My {diary}"
    assert "My {diary}" in found(own)[Gap.REMINDER].advice


@pytest.mark.parametrize("gap", Gap)
def test_every_gap_says_what_it_costs_and_what_to_do(gap: Gap) -> None:
    assert advice.COSTS[gap.value]
    assert advice.what_to_do("anything", "Anything", gap.value)


def test_a_week_without_a_row_between_full_ones_is_suspicious() -> None:
    held = {MONDAY + 7 * week: 5 for week in range(12) if week not in {4, 5}}

    assert suspicious_weeks(held) == [MONDAY + 28, MONDAY + 35]


@pytest.mark.parametrize(
    "held",
    [
        pytest.param({}, id="none"),
        pytest.param({MONDAY: 5}, id="one week"),
        pytest.param({MONDAY + 14 * w: 5 for w in range(7)}, id="a short history"),
        pytest.param({MONDAY + 14 * w: 1 for w in range(30)}, id="few sessions a week"),
    ],
)
def test_where_an_empty_week_may_be_chance_none_is_named(held: dict[int, int]) -> None:
    assert suspicious_weeks(held) == []


def test_a_week_in_which_the_practice_was_closed_is_not_missing(
    database: Database,
) -> None:
    slots = [
        Slot(f"c{hour}", f"{dt.date(2026, 1, 5) + dt.timedelta(7 * w)} {hour}:00")
        for w in range(12)
        for hour in range(10, 15)
        if w != 6
    ]
    write(database, slots)
    closed = dt.date(2026, 2, 16)
    (before,) = gaps(database, AS_OF)
    assert found(before)[Gap.WEEKS].weeks == (closed,)
    assert found(before)[Gap.WEEKS].of == 12

    absences.add_practice_absence(
        database, closed, closed + dt.timedelta(days=7), now=AS_OF.instant
    )

    (after,) = gaps(database, AS_OF)
    assert Gap.WEEKS not in found(after)


def test_advice_is_for_tools_that_driftline_knows() -> None:
    known = {export.tool for export in exports.EXPORTS}

    assert advice.tools() <= known
