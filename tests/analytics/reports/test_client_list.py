"""The list of clients: what it tells of each, and who belongs to which group."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from analytics.periods import AsOf, day_number
from analytics.reports import client_list, client_list_gaps, client_list_groups
from analytics.store import entries, follow_ups, promises, remarks
from tests.support.log import Slot, ahead, utc, weekly, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

DAY = dt.date(2026, 2, 16)
NOW = utc("2026-02-16 20:00")
AS_OF = AsOf.end_of(DAY, "UTC")


def rows(database: Database) -> dict[str, dict[Any, Any]]:
    """Return the list's rows by client."""
    found = client_list.client_list(database, AS_OF).to_dict("records")
    return {str(row["client_id"]): row for row in found}


def groups(database: Database, client_id: str) -> set[str]:
    """Return the groups to which a client belongs."""
    found = client_list.client_list(database, AS_OF)
    return {
        group
        for group in client_list_groups.GROUPS
        if client_id in set(found[client_list_groups.members(found, group)].client_id)
    }


def came_on(client: str, *days: str) -> list[Slot]:
    """Return sessions attended on these days of the form ``01-05``."""
    return [Slot(client, f"2026-{day} 10:00") for day in days]


def test_an_empty_practice_lists_nobody_with_all_columns(database: Database) -> None:
    found = client_list.client_list(database, AS_OF)

    assert found.empty
    assert set(client_list.COLUMNS) <= set(found.columns)
    assert client_list_groups.counts(found) == {}


def test_what_nobody_logged_is_absent(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-19 10:00", 2))

    row = rows(database)["c-1"]

    absent = ("gap_trend", "homework_of", "last_contact_on", "answer_due_on")
    assert all(pd.isna(row[name]) for name in absent)
    assert row["word"] == "high"
    assert row["first_attended_on"] == dt.date(2026, 1, 19)
    assert row["may_be_written_to"]


# -- gaps --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "earlier", "said"),
    [
        (17.5, 7, "longer"),
        (10.5, 7, "as_usual"),
        (10.6, 7, "longer"),
        (4.6, 7, "shorter"),
        (4.7, 7, "as_usual"),
    ],
)
def test_last_gaps_against_the_earlier_ones(
    last: float, earlier: float, said: str
) -> None:
    assert client_list_gaps.compared(last, earlier) == said


def test_gaps_that_stretch_from_7_to_14_to_21_days(database: Database) -> None:
    slots = came_on("c-1", "01-05", "01-06", "01-12", "01-26", "02-16")
    write(database, [*slots, *came_on("c-2", "01-26", "02-02", "02-16")])

    found = rows(database)

    assert (found["c-1"]["gap_trend"], found["c-1"]["gap_trend_gaps"]) == ("longer", 4)
    assert found["c-2"]["gap_trend"] is None


def test_a_known_absence_makes_no_gap_longer(database: Database) -> None:
    days = ("12-29", "01-05", "01-12", "02-09", "02-16")
    starts = [f"{2025 if day > '06' else 2026}-{day} 10:00" for day in days]
    write(database, [Slot("c-1", start) for start in starts])
    assert rows(database)["c-1"]["gap_trend"] == "longer"

    entries.add_absence(
        database, "c-1", dt.date(2026, 1, 13), dt.date(2026, 2, 3), now=NOW
    )

    assert rows(database)["c-1"]["gap_trend"] == "as_usual"


def test_two_sessions_on_one_day_are_no_gap(database: Database) -> None:
    twice = [Slot("c-1", "2026-02-02 15:00"), Slot("c-1", "2026-02-02 17:00")]
    write(database, [*weekly("c-1", "2026-01-05 10:00", 5), *twice])

    assert rows(database)["c-1"]["gap_trend_gaps"] == 4


# -- homework, contacts ------------------------------------------------------------


def promised(database: Database, day: int) -> str:
    """Enter that c-1 said they would do something within two days; return its id."""
    on, due = dt.date(2026, 1, day), dt.date(2026, 1, day + 2)
    told = promises.Told("client", "walk", due)
    return promises.add(database, "c-1", told, on=on, now=NOW)


def test_homework_of_the_last_sessions_that_had_any(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 6))
    first = promised(database, 5)
    promised(database, 12)
    promises.settle(database, first, "done", on=dt.date(2026, 1, 9), now=NOW)

    row = rows(database)["c-1"]

    assert (row["homework_done"], row["homework_of"]) == (1, 2)


def contacted(database: Database, day: int, wrote_last: str) -> None:
    """Log a contact with c-1 on a day of February."""
    on = dt.date(2026, 2, day)
    entries.add_follow_up(
        database, "c-1", step="say_hello", on=on, wrote_last=wrote_last, now=NOW
    )


def test_an_answer_is_due_a_day_after_they_wrote(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 3))
    contacted(database, 15, "client")

    row = rows(database)["c-1"]

    assert (row["last_contact_on"], row["last_contact_by"]) == (
        dt.date(2026, 2, 15),
        "client",
    )
    assert row["answer_due_on"] == DAY
    assert "answer_due" in groups(database, "c-1")


@pytest.mark.parametrize("then", [(16, "client"), (15, "coach")])
def test_no_answer_is_due(database: Database, then: tuple[int, str]) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 3))
    contacted(database, 14, "client")
    contacted(database, *then)

    assert pd.isna(rows(database)["c-1"]["answer_due_on"])
    assert "answer_due" not in groups(database, "c-1")


def test_whoever_came_since_was_answered_in_the_session(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 6))
    contacted(database, 5, "client")

    assert pd.isna(rows(database)["c-1"]["answer_due_on"])


# -- groups ------------------------------------------------------------------------


def test_new_is_who_came_seldom_or_first_of_late() -> None:
    long_ago = day_number(DAY) - client_list_groups.NEW_DAYS - 1
    came = client_list_gaps.Came("c", long_ago, long_ago, None, None, 0)
    of_late = came._replace(first_day=long_ago + 1)

    assert client_list_groups.is_new(2, came, day_number(DAY))
    assert client_list_groups.is_new(0, None, day_number(DAY))
    assert client_list_groups.is_new(9, of_late, day_number(DAY))
    assert not client_list_groups.is_new(3, came, day_number(DAY))


def test_a_first_session_ahead_is_new_and_one_that_passed_is_never_came(
    database: Database,
) -> None:
    write(
        database,
        [
            ahead("c-1", "2026-02-20 10:00", "2026-02-10 10:00"),
            Slot("c-2", "2026-01-20 10:00", "no_show"),
            Slot("c-3", "2026-01-20 10:00", "unknown"),
        ],
        exported="2026-02-16 08:00",
    )

    assert groups(database, "c-1") == {"active", "new"}
    assert groups(database, "c-2") == {"never_came"}
    assert groups(database, "c-3") == {"unknown"}


def test_a_standing_has_its_group_and_no_word(database: Database) -> None:
    of = {
        "paused": "paused",
        "completed": "completed",
        "handed_over": "handed_over",
        "ended_by_agreement": "ended",
        "ended_by_client": "ended",
        "ended_by_coach": "ended",
        "drifted": "drifted",
    }
    write(database, [one for name in of for one in weekly(name, "2026-01-05 10:00", 3)])
    for standing in of:
        entries.add_ending(
            database, standing, standing, on=DAY, may_contact=False, now=NOW
        )

    found = client_list.client_list(database, AS_OF)

    assert {
        one: [
            group
            for group in client_list_groups.GROUPS
            if client_list_groups.members(found, group)[found["client_id"] == one].all()
        ]
        for one in found["client_id"]
    } == {standing: [group] for standing, group in of.items()}
    assert found["word"].isna().all()


def ended(database: Database, **said: Any) -> None:  # noqa: ANN401 - an ending's fields
    """Enter that c-1 ended by agreement at the turn of the year."""
    write(database, [Slot("c-1", "2025-11-03 10:00"), Slot("c-1", "2025-11-10 10:00")])
    on = dt.date(2025, 12, 1)
    entries.add_ending(database, "c-1", "ended_by_agreement", on=on, now=NOW, **said)


def test_whoever_would_like_to_hear_is_welcomed_back(database: Database) -> None:
    ended(database, may_contact=True)

    assert groups(database, "c-1") == {"ended", "welcome_back"}


@pytest.mark.parametrize(
    "said",
    [{}, {"may_contact": False}, {"may_contact": True, "may_return": "no"}],
)
def test_nobody_else_is(database: Database, said: dict[str, Any]) -> None:
    ended(database, **said)

    assert groups(database, "c-1") == {"ended"}


def test_whoever_is_awaited_on_a_day_is_not_called_back(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 3))
    entries.add_ending(
        database, "c-1", "paused", on=DAY, until=dt.date(2026, 5, 1), now=NOW
    )

    assert groups(database, "c-1") == {"paused"}


def test_nobody_writes_to_somebody_one_is_worried_about(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 3))
    remarks.add(database, "c-1", "worried", on=DAY, now=NOW)

    assert not rows(database)["c-1"]["may_be_written_to"]


def test_who_asked_not_to_be_scored_has_no_word(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 3))
    entries.ask_not_to_score(database, "c-1", on=DAY, now=NOW)

    assert rows(database)["c-1"]["word"] is None


def test_what_is_entered_later_changes_nothing(database: Database) -> None:
    write(database, weekly("c-1", "2026-01-05 10:00", 5))
    before = client_list.client_list(database, AS_OF)
    later = DAY + dt.timedelta(days=1)
    contacted(database, 17, "client")
    follow_ups.plan(database, "c-1", "say_hello", on=later, due=later, now=NOW)
    entries.add_ending(database, "c-1", "paused", on=later, now=NOW)

    pd.testing.assert_frame_equal(client_list.client_list(database, AS_OF), before)


def chosen(database: Database, wanted: Sequence[str]) -> list[str]:
    """Return the clients of some groups."""
    found = client_list.client_list(database, AS_OF)
    kept = client_list_groups.any_of(found, tuple(wanted))
    return [str(one) for one in found[kept]["client_id"]]


def test_several_groups_are_any_of_them(database: Database) -> None:
    write(
        database,
        [
            *weekly("c-1", "2026-01-05 10:00", 3),
            *weekly("c-2", "2026-01-05 10:00", 3),
            Slot("c-3", "2026-01-20 10:00", "no_show"),
        ],
    )
    entries.add_ending(database, "c-2", "paused", on=DAY, now=NOW)

    assert chosen(database, ()) == ["c-1", "c-2", "c-3"]
    assert chosen(database, ("paused", "never_came")) == ["c-2", "c-3"]
    assert chosen(database, ("completed",)) == []
