"""What was promised, of files and by hand together, as it was known on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analytics.facts import promises
from analytics.facts.promises import Run
from analytics.periods import AsOf
from analytics.store import entries
from analytics.store import promises as stored
from analytics.store import settings as stored_settings
from analytics.store.promises import Told
from tests.support.log import Promise, Slot, weekly, write, write_promises

if TYPE_CHECKING:
    from analytics.store import Database

NOW = dt.datetime(2026, 6, 1, 12)  # noqa: DTZ001 - UTC, as stored
FEBRUARY = dt.date(2026, 2, 1)


def day(number: int) -> dt.date:
    """Return a day of February."""
    return FEBRUARY + dt.timedelta(days=number - 1)


def at(number: int) -> AsOf:
    return AsOf.end_of(day(number), "UTC")


def fill(database: Database) -> None:
    slots = [*weekly("anna", "2026-01-05 10:00", 8), Slot("ben", "2026-01-06 10:00")]
    write(database, slots, exported="2026-06-01 12:00")


def told(
    database: Database, as_of: AsOf, client_id: str | None = None
) -> dict[str, list[tuple[object, ...]]]:
    return {
        client: [
            (one.action, one.owner, one.given_day, one.result, one.result_day)
            for one in those
        ]
        for client, those in promises.known(database, as_of, client_id).items()
    }


def add(
    database: Database,
    client: str,
    action: str,
    on: int,
    *,
    due: int | None = None,
    owner: str = "client",
    done: int | None = None,
    dropped: int | None = None,
) -> str:
    promise = Told(owner, action, None if due is None else day(due))
    action_id = stored.add(database, client, promise, on=day(on), now=NOW)
    for result, number in (("done", done), ("dropped", dropped)):
        if number is not None:
            stored.settle(database, action_id, result, on=day(number), now=NOW)
    return action_id


def test_an_entry_counts_from_its_own_day(database: Database) -> None:
    fill(database)
    add(database, "anna", "a page", 2, due=9, done=10)
    add(database, "ben", "a call", 3, owner="coach", dropped=4)

    assert told(database, at(1)) == {}
    assert told(database, at(2)) == {"anna": [("a page", "client", day(2), None, None)]}
    assert told(database, at(10)) == {
        "anna": [("a page", "client", day(2), "done", day(10))],
        "ben": [("a call", "coach", day(3), "dropped", day(4))],
    }
    assert list(told(database, at(10), "ben")) == ["ben"]


def test_what_people_enter_counts_up_to_today_however_old_the_files_are(
    database: Database,
) -> None:
    fill(database)
    add(database, "anna", "a page", 5)

    old = AsOf(at(2).instant, day(2), entries_until=day(5))
    assert list(told(database, old)) == ["anna"]


def test_one_taken_back_never_was(database: Database) -> None:
    fill(database)
    action_id = add(database, "anna", "a page", 2)
    done = stored.settle(database, action_id, "done", on=day(3), now=NOW)

    entries.withdraw(database, done, now=NOW)
    assert told(database, at(9))["anna"][0][3] is None
    entries.withdraw(database, action_id, now=NOW)
    assert told(database, at(9)) == {}


def test_it_is_given_in_its_session_though_typed_in_later(database: Database) -> None:
    fill(database)
    # 2026-02-02 is a Monday, on which Anna came.
    session = "anna@2026-02-02 10:00"
    stored.add(
        database,
        "anna",
        Told("client", "a page"),
        session_id=session,
        on=day(4),
        now=NOW,
    )

    assert told(database, at(3)) == {}
    ((one,),) = promises.known(database, at(4)).values()
    assert (one.given_day, one.session_id, one.is_entered) == (day(2), session, True)


def test_those_of_files_stand_beside_and_can_be_settled_by_hand(
    database: Database,
) -> None:
    fill(database)
    with database.write() as cursor:
        stored_settings.put(cursor, "timezone", "Pacific/Auckland")
    write_promises(
        database,
        [
            Promise("anna", "2026-02-08", given="2026-02-02 20:00", key="f-1"),
            Promise(
                "anna",
                "2026-02-09",
                done="2026-02-04 20:00",
                given="2026-02-02 10:00",
                key="f-2",
                owner="coach",
            ),
        ],
    )
    with database.write() as cursor:
        cursor.execute("update actions set action = action_id")
    add(database, "anna", "mine", 3)
    stored.settle(database, "f-1", "dropped", on=day(6), now=NOW)

    assert told(database, at(2)) == {
        "anna": [
            # 20:00 in London is the next morning in Auckland.
            ("f-1", "client", day(3), None, None),
            ("f-2", "coach", day(2), None, None),
        ]
    }
    assert told(database, at(6)) == {
        "anna": [
            ("f-1", "client", day(3), "dropped", day(6)),
            ("f-2", "coach", day(2), "done", day(5)),
            ("mine", "client", day(3), None, None),
        ]
    }


def test_a_tool_that_does_not_say_when_is_believed_from_its_own_day(
    database: Database,
) -> None:
    fill(database)
    write_promises(
        database,
        [
            Promise("anna", "2026-02-08", exported="2026-02-03 08:00", key="f-1"),
            Promise(
                "anna",
                "2026-02-08",
                is_done=True,
                exported="2026-02-10 08:00",
                key="f-1",
            ),
        ],
    )
    with database.write() as cursor:
        cursor.execute("update actions set action = 'a page'")

    assert told(database, at(2)) == {}
    assert told(database, at(9))["anna"] == [("a page", "client", None, None, None)]
    assert told(database, at(10))["anna"] == [("a page", "client", None, "done", None)]


def run(database: Database, number: int) -> Run:
    those = promises.known(database, at(number)).get("anna", ())
    return promises.run(those, day(number))


def test_the_run_counts_sessions_not_promises(database: Database) -> None:
    fill(database)
    add(database, "anna", "one", 2, due=8, done=8)
    add(database, "anna", "two", 2, due=8, done=7)
    add(database, "anna", "three", 9, due=15, done=10)
    add(database, "anna", "four", 9, due=15)
    add(database, "anna", "the coach's", 10, owner="coach")

    assert run(database, 9) == Run(1, 1)
    assert run(database, 15) == Run(1, 1), "its day is not over yet"
    assert run(database, 16) == Run(1, 2)


def test_the_run_looks_back_over_the_last_five(database: Database) -> None:
    fill(database)
    for number in range(1, 8):
        add(database, "anna", "a page", number, done=number if number > 3 else None)

    assert run(database, 8) == Run(4, 5)


def test_what_was_let_go_counts_for_nothing(database: Database) -> None:
    fill(database)
    add(database, "anna", "a page", 2, due=8, dropped=9)
    add(database, "anna", "a call", 2, due=8, done=9)

    assert run(database, 8) == Run(0, 0)
    assert run(database, 9) == Run(1, 1)


def test_one_for_no_certain_day_is_for_the_next_session(database: Database) -> None:
    fill(database)
    add(database, "anna", "a page", 2)

    assert run(database, 28) == Run(0, 0)
    add(database, "anna", "a call", 9)
    assert run(database, 28) == Run(0, 1)


def test_without_any_there_is_no_run(database: Database) -> None:
    assert promises.known(database, at(2)) == {}
    assert promises.run((), day(2)) == Run(0, 0)


def test_open_and_over(database: Database) -> None:
    fill(database)
    add(database, "anna", "mine", 2, due=8)
    add(database, "anna", "yours", 2, due=8, owner="coach")
    those = promises.known(database, at(9))["anna"]

    assert [one.action for one in promises.open_of(those, "coach")] == ["yours"]
    assert [one.is_over(day(8)) for one in those] == [False, False]
    assert [one.is_over(day(9)) for one in those] == [True, True]
