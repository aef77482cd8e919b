"""Holiday weeks are not counted as quiet; absences hold until the day of the return."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.facts import public_holidays
from analytics.facts.entered import Entered, Entry
from analytics.periods import AsOf, day_number
from analytics.reports.today import today
from analytics.settings import parse
from analytics.store import absences, entries
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from analytics.contracts import RankedClient
    from analytics.store import Database

NOW = dt.datetime(2026, 4, 1)  # noqa: DTZ001 - UTC without a zone, as in the store
GERMANY = {"country": "DE"}


def fill(database: Database, **settings: str) -> None:
    """Anna comes on Mondays, the last time a week before Good Friday's."""
    # A second client, so that the usual gap is a week whatever Anna does.
    slots = [
        *weekly("anna", "2026-01-05 10:00", 12),
        *weekly("ben", "2026-01-06 10:00", 20),
    ]
    write(database, slots, exported="2026-06-01 12:00", settings=settings)


def anna(database: Database, day: str) -> RankedClient | None:
    as_of = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
    found = today(database, as_of, now=as_of.instant, is_as_of_given=True)
    return next((c for c in found.clients if c.client_id == "anna"), None)


def test_a_week_with_a_public_holiday_is_no_reason_for_drift(
    database: Database,
) -> None:
    fill(database)
    without = anna(database, "2026-04-06")
    fill_country(database)

    with_country = anna(database, "2026-04-06")

    # Last came on 23 March; 30 March to 12 April are Easter's two weeks.
    assert without is not None
    assert with_country is not None
    assert (without.days_since_last, with_country.days_since_last) == (14, 14)
    assert (without.on_list, with_country.on_list) == (True, False)
    assert "8 of these are not counted" in " ".join(
        reason.text for reason in with_country.reasons
    )


def fill_country(database: Database) -> None:
    with database.write() as cursor:
        cursor.execute("insert into settings values ('country', 'DE')")


def test_after_the_holidays_the_clock_runs_on(database: Database) -> None:
    fill(database, **GERMANY)

    later = anna(database, "2026-04-15")

    assert later is not None
    # 23 days, less the fourteen of the two weeks.
    assert (later.word, later.on_list) == ("raised", True)
    assert [reason.text for reason in later.reasons][1] == (
        "14 of these are not counted: weeks with a public holiday (Good Friday, "
        "Easter Monday)."
    )


def test_a_holiday_week_holds_nobody_back_who_was_quiet_before(
    database: Database,
) -> None:
    fill(database, **GERMANY)

    # 1 May: the clock stands still, but five weeks are five weeks.
    found = anna(database, "2026-05-01")

    assert found is not None
    assert (found.on_list, found.held_back) == (True, None)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("client", "Away until 4 May."),
        ("coach", "Ada is away until 4 May."),
        ("practice", "The practice is closed until 4 May."),
    ],
)
def test_the_return_date_reopens_a_name(
    database: Database, kind: str, said: str
) -> None:
    fill(database)
    first, back = dt.date(2026, 4, 20), dt.date(2026, 5, 4)
    before = anna(database, "2026-04-19")
    assert before is not None
    assert before.on_list
    if kind == "client":
        entries.add_absence(database, "anna", first, back, now=NOW)
    elif kind == "coach":
        absences.add_coach_absence(database, "Ada", first, back, now=NOW)
    else:
        absences.add_practice_absence(database, first, back, now=NOW)

    away, returned = anna(database, "2026-05-03"), anna(database, "2026-05-04")

    assert away is not None
    assert (away.on_list, away.held_back) == (False, said)
    assert returned is not None
    assert (returned.on_list, returned.held_back) == (True, None)


def test_a_longer_silence_than_the_absence_is_still_lapsed(database: Database) -> None:
    fill(database, **GERMANY)

    assert anna(database, "2026-06-01") is None
    listed = facts.client_list(database, AsOf.end_of(dt.date(2026, 6, 1), "UTC"))
    assert listed.set_index("client_id").loc["anna", "standing"] != "active"


def test_without_a_country_there_are_no_weeks() -> None:
    assert public_holidays.holiday_weeks(parse({}), NOW.date()) == ()
    assert public_holidays.ahead(parse({}), NOW.date(), 3) == []
    unknown = parse({"country": "XX"})
    assert public_holidays.holiday_weeks(unknown, NOW.date()) == ()
    assert not public_holidays.is_known("XX")


def test_a_part_of_the_country_has_holidays_of_its_own() -> None:
    whole = public_holidays.ahead(parse({"country": "DE"}), dt.date(2026, 1, 2), 1)
    bavaria = {"country": "DE", "region": "by"}
    part = public_holidays.ahead(parse(bavaria), dt.date(2026, 1, 2), 1)

    assert whole == [(dt.date(2026, 4, 3), "Good Friday")]
    assert part == [(dt.date(2026, 1, 6), "Epiphany")]
    nowhere = {"country": "DE", "region": "Atlantis"}
    assert public_holidays.ahead(parse(nowhere), dt.date(2026, 1, 2), 1) == whole


def test_a_holiday_on_a_weekend_makes_no_week() -> None:
    # German Unity Day 2026 is a Saturday.
    weeks = public_holidays.holiday_weeks(parse(GERMANY), dt.date(2026, 12, 1))

    assert dt.date(2026, 9, 28) not in {week.first for week in weeks}


def test_weeks_start_as_the_practice_s_do() -> None:
    sunday = parse({**GERMANY, "week_start": "sunday"})

    weeks = public_holidays.holiday_weeks(sunday, dt.date(2026, 4, 30))

    assert weeks[-1] == (dt.date(2026, 4, 26), dt.date(2026, 5, 3), "Labor Day")


def test_nothing_after_the_day_is_known() -> None:
    weeks = public_holidays.holiday_weeks(parse(GERMANY), dt.date(2026, 3, 29))

    assert max(week.first for week in weeks) < dt.date(2026, 3, 30)


def test_many_holiday_weeks_are_not_walked_through() -> None:
    weeks = [
        Entry("absence", None, None, first, first + dt.timedelta(7), "holiday", "H")
        for first in (dt.date(2000, 1, 3) + dt.timedelta(70 * n) for n in range(130))
    ]
    known = Entered(dt.date(2026, 4, 1), {}, {}, {}, weeks)

    found = known.away("anna", None, day_number(weeks[-2].from_date))

    assert found == weeks[-2:]


def test_the_last_working_day_is_no_weekend_and_no_holiday() -> None:
    germany, nowhere = parse(GERMANY), parse({})
    tuesday = dt.date(2026, 4, 7)

    assert public_holidays.last_working_day(tuesday, germany) == dt.date(2026, 4, 2)
    assert public_holidays.last_working_day(tuesday, nowhere) == dt.date(2026, 4, 6)
    monday = dt.date(2026, 3, 30)
    assert public_holidays.last_working_day(monday, nowhere) == dt.date(2026, 3, 27)


def test_a_pause_and_an_absence_are_named_among_the_days_not_counted(
    database: Database,
) -> None:
    write(
        database,
        [*weekly("anna", "2026-01-05 10:00", 12), Slot("ben", "2026-03-30 10:00")],
        exported="2026-06-01 12:00",
    )
    entries.add_absence(
        database, "anna", dt.date(2026, 4, 1), dt.date(2026, 4, 8), now=NOW
    )

    found = anna(database, "2026-04-20")

    assert found is not None
    assert "7 of these are not counted: they were away." in [
        reason.text for reason in found.reasons
    ]
