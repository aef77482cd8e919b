"""Who came back: after how long, what counts as having been away, what went before."""

from __future__ import annotations

import datetime as dt
import math
import random
import statistics
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from analytics.contracts import Standing
from analytics.periods import AsOf, day_of_number
from analytics.retention import returners
from analytics.selection import EVERYTHING, Selection
from analytics.store import absences, entries
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    import pandas as pd

    from analytics.store import Database

JULY = AsOf.end_of(dt.date(2026, 7, 31), "UTC")
NOW = dt.datetime(2026, 7, 31, 18, 0)  # noqa: DTZ001 - UTC, as the store keeps it

# Weekly on Mondays from 5 January on: the usual gap is 7 days, the horizon 28.
ANNA = weekly("anna", "2026-01-05 10:00", 6)
LAST = dt.date(2026, 2, 9)


def after(days: int, *, booked: str | None = None) -> Slot:
    """Return a session of Anna so many days after the last of the six."""
    day = LAST + dt.timedelta(days=days)
    return Slot("anna", f"{day} 10:00", booked=booked)


def found(
    database: Database, *slots: Slot, selection: Selection = EVERYTHING
) -> pd.DataFrame:
    write(database, [*ANNA, *slots])
    return returners.returns(database, JULY, selection)


def test_who_comes_after_a_silence_longer_than_the_horizon_came_back(
    database: Database,
) -> None:
    (row,) = found(database, after(29)).to_dict("records")

    assert day_of_number(row["last_day"]) == LAST
    assert row["days_away"] == 29
    assert row["horizon_days"] == 28
    assert (row["kind"], row["brought"]) == ("silence", "not_known")


def test_within_the_horizon_nobody_was_away(database: Database) -> None:
    assert found(database, after(28)).empty


def test_the_horizon_is_the_clients_own(database: Database) -> None:
    # Every 28 days: 3 usual gaps are more than 80 days, drawn a little towards 7.
    bea = weekly("bea", "2025-01-06 10:00", 12, days=28)
    back = [Slot("bea", "2026-01-20 10:00"), Slot("cora", "2025-01-01 10:00")]

    assert found(database, *bea, *back).empty


def test_booked_before_the_horizon_had_passed_is_no_return(
    database: Database,
) -> None:
    assert found(database, after(40, booked=f"{LAST} 11:00")).empty


def test_booked_after_the_horizon_had_passed_is_a_return(database: Database) -> None:
    booked = LAST + dt.timedelta(days=29)

    assert len(found(database, after(40, booked=f"{booked} 11:00"))) == 1


def test_a_contact_in_the_sixty_days_before(database: Database) -> None:
    write(database, ANNA)
    for days in (1, 20):
        entries.add_follow_up(
            database,
            "anna",
            step="say_hello",
            on=LAST + dt.timedelta(days=days),
            now=NOW,
        )

    (row,) = found_more(database, after(80))
    assert row["brought"] == "contact"


@pytest.mark.parametrize("days", [0, 81, 19])
def test_a_contact_at_another_time_is_none_of_it(database: Database, days: int) -> None:
    # On the day of the last session, after the return, or 61 days before it.
    write(database, ANNA)
    on = LAST + dt.timedelta(days=days)
    entries.add_follow_up(database, "anna", step="say_hello", on=on, now=NOW)

    (row,) = found_more(database, after(80))
    assert row["brought"] == "not_known"


def test_an_absence_that_ended(database: Database) -> None:
    write(database, ANNA)
    first = LAST + dt.timedelta(days=3)
    back = LAST + dt.timedelta(days=30)
    absences.add_coach_absence(database, "Ada", first, back, now=NOW)

    (row,) = found_more(database, after(35))
    assert (row["kind"], row["brought"]) == ("silence", "absence")


def test_an_absence_long_over_did_not_bring_anybody_back(database: Database) -> None:
    write(database, ANNA)
    first = LAST + dt.timedelta(days=3)
    back = LAST + dt.timedelta(days=10)
    entries.add_absence(database, "anna", first, back, now=NOW)

    (row,) = found_more(database, after(80))
    assert row["brought"] == "not_known"


def test_a_pause_counts_however_short_and_its_end_went_before(
    database: Database,
) -> None:
    write(database, ANNA)
    until = LAST + dt.timedelta(days=14)
    entries.add_ending(database, "anna", Standing.PAUSED, on=LAST, until=until, now=NOW)

    (row,) = found_more(database, after(15))
    assert (row["kind"], row["brought"]) == ("pause", "absence")


def test_after_an_ending_and_a_contact(database: Database) -> None:
    write(database, ANNA)
    on = LAST + dt.timedelta(days=1)
    entries.add_ending(database, "anna", Standing.ENDED_BY_CLIENT, on=on, now=NOW)
    entries.add_follow_up(database, "anna", step="say_hello", on=on, now=NOW)

    (row,) = found_more(database, after(10))
    assert (row["kind"], row["brought"]) == ("ending", "contact")


def test_an_ending_taken_back_never_was(database: Database) -> None:
    write(database, ANNA)
    on = LAST + dt.timedelta(days=1)
    kept = entries.add_ending(
        database, "anna", Standing.ENDED_BY_CLIENT, on=on, now=NOW
    )
    entries.withdraw(database, kept, now=NOW)

    assert found_more(database, after(10)) == []


def test_an_absence_and_a_contact_are_both_said(database: Database) -> None:
    write(database, ANNA)
    first, back = LAST + dt.timedelta(days=2), LAST + dt.timedelta(days=30)
    entries.add_absence(database, "anna", first, back, now=NOW)
    entries.add_follow_up(database, "anna", step="say_hello", on=back, now=NOW)

    (row,) = found_more(database, after(40))
    assert row["brought"] == "both"


def test_nothing_that_came_later_is_known(database: Database) -> None:
    write(database, [*ANNA, after(40)])
    before = AsOf.end_of(LAST + dt.timedelta(days=39), "UTC")

    assert returners.returns(database, before, EVERYTHING).empty
    assert len(returners.returns(database, JULY, EVERYTHING)) == 1


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        (Selection(coach="Ada"), 1),
        (Selection(coach="Bo"), 0),
        (Selection(service="Coaching"), 1),
        (Selection(service="Group"), 0),
        (Selection(from_day=dt.date(2026, 3, 21)), 1),
        (Selection(from_day=dt.date(2026, 3, 22)), 0),
        (Selection(until_day=dt.date(2026, 3, 22)), 1),
        (Selection(until_day=dt.date(2026, 3, 21)), 0),
        (Selection(standing="active"), 0),
    ],
)
def test_the_selection_holds(
    database: Database, selection: Selection, count: int
) -> None:
    # Back on 21 March, and then no more: of July nobody is active.
    assert len(found(database, after(40), selection=selection)) == count


def test_two_sessions_on_the_day_of_the_return_are_one_return(
    database: Database,
) -> None:
    again = Slot("anna", f"{LAST + dt.timedelta(days=40)} 15:00")

    assert len(found(database, after(40), again)) == 1


def test_an_empty_practice(database: Database) -> None:
    nobody = returners.returns(database, JULY, EVERYTHING)

    assert nobody.empty
    assert returners.by_length(nobody)["returns"].tolist() == [0, 0, 0, 0, 0]


def test_counted_by_length_and_by_what_went_before(database: Database) -> None:
    more = [after(41), after(41 + 42), after(41 + 42 + 43)]

    table = returners.by_length(found(database, *more))

    assert table["from_days"].tolist() == [0, 42, 91, 183, 365]
    assert table["until_days"].tolist()[:4] == [42, 91, 183, 365]
    assert table["returns"].tolist() == [1, 2, 0, 0, 0]
    assert table["not_known"].tolist() == [1, 2, 0, 0, 0]
    assert table[["contact", "absence", "both"]].sum().sum() == 0


def found_more(database: Database, *slots: Slot) -> list[dict[str, object]]:
    """Add sessions to a practice that has Anna already, and look."""
    write(database, slots)
    rows = returners.returns(database, JULY, EVERYTHING).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def by_hand(days: dict[str, list[int]]) -> set[tuple[str, int]]:
    """Return who came back on which day, where nothing is booked or entered."""
    gaps = [b - a for own in days.values() for a, b in pairwise(own)]
    practice = statistics.median(gaps)
    found = set()
    for client, own in days.items():
        logs: list[float] = []
        for last, back in pairwise(own):
            known = logs[-8:]
            middle = statistics.median(known) if known else 0
            usual = math.exp(
                (len(known) * middle + math.log(practice)) / (len(known) + 1)
            )
            if back - last > max(28, 3 * usual):
                found.add((client, back))
            logs.append(math.log(back - last))
    return found


def test_forty_random_clients_as_the_definition_reads(database: Database) -> None:
    drawn = random.Random(7)  # noqa: S311 - no secret
    first = dt.date(2024, 1, 1)
    days: dict[str, list[int]] = {}
    for number in range(40):
        usual = drawn.choice([4, 7, 14, 30])
        own = [drawn.randrange(60)]
        for _ in range(drawn.randrange(25)):
            own.append(own[-1] + max(1, round(usual * drawn.lognormvariate(0, 0.9))))
        days[f"c{number}"] = own
    write(
        database,
        [
            Slot(client, f"{first + dt.timedelta(days=day)} 10:00")
            for client, own in days.items()
            for day in own
        ],
    )

    end = AsOf.end_of(dt.date(2032, 1, 1), "UTC")
    rows = returners.returns(database, end, EVERYTHING)

    base = (first - dt.date(1970, 1, 1)).days
    pairs = zip(rows["client_id"], rows["return_day"] - base, strict=True)
    wanted = by_hand(days)
    assert set(pairs) == wanted
    assert len(wanted) > 20
