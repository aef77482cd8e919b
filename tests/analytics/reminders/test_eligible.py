"""Who is compared, what came of it, and what was known when the reminder was due."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import facts, importing
from analytics.periods import AsOf
from analytics.reminders import eligible
from analytics.reminders.contracts import COVARIATE, Compared, Outcome
from analytics.store import entries, strategies
from tests.analytics.facts.test_no_future import altered, fill
from tests.support import random_log
from tests.support.log import Slot, utc, weekly, write

if TYPE_CHECKING:
    import pandas as pd

    from analytics.store import Database

NOW = utc("2026-12-01 08:00")
AS_OF = AsOf.at(NOW, "UTC")
SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SESSION = Slot("anna", "2026-03-10 10:00", booked="2026-03-01 10:00", session="S")


def compared(
    database: Database, *slots: Slot, at: AsOf = AS_OF, lead: str = "3d"
) -> Compared:
    """Write a log under a diary of one reminder, and look at it."""
    write(database, slots)
    strategies.add(
        database, None, (f"email:{lead}",), from_date=dt.date(2025, 1, 1), now=NOW
    )
    return eligible.compared(database, at)


def only(found: Compared) -> pd.Series:
    """The one session that may be compared."""
    assert len(found.sessions) == 1, found.left_out
    return found.sessions.iloc[0]


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [
        ({}, None),
        ({"booked": None}, "booking_time_not_known"),
        ({"booked": "2026-03-07 10:00"}, "booked_too_late"),
        ({"booked": "2026-03-07 09:59"}, None),
        ({"outcome": "cancelled_by_coach"}, "cancelled_by_coach"),
        ({"outcome": "no_show", "is_excused": True}, "excused"),
        ({"outcome": "cancelled", "ended": "2026-03-07 10:00"}, "called_off_before"),
        ({"outcome": "cancelled", "ended": "2026-03-07 10:01"}, None),
        ({"outcome": "cancelled"}, None),
    ],
)
def test_only_what_could_be_reminded_is_compared(
    database: Database, changes: dict[str, object], left_out: str | None
) -> None:
    found = compared(database, replace(SESSION, **changes))  # type: ignore[arg-type]  # fields by name

    assert found.longest_lead_hours == 72
    assert found.left_out == ({left_out: 1} if left_out else {})
    assert len(found.sessions) == (0 if left_out else 1)


@pytest.mark.parametrize(
    ("outcome", "came"),
    [
        ("attended", (0, 0, 1)),
        ("no_show", (1, 0, 0)),
        ("late_cancelled", (1, 0, 0)),
        ("cancelled", (0, 1, 0)),
        ("rescheduled", (0, 1, 0)),
    ],
)
def test_each_end_is_one_of_three(
    database: Database, outcome: str, came: tuple[int, int, int]
) -> None:
    slot = replace(SESSION, outcome=outcome)
    if outcome == "rescheduled":
        slot = replace(slot, replaced=slot.starts)

    session = only(compared(database, slot))

    assert tuple(session[["missed", "cancelled_or_moved", "took_place"]]) == came
    assert session["is_known"]


def test_an_end_that_nobody_knows_is_missing(database: Database) -> None:
    session = only(compared(database, replace(SESSION, outcome="unknown")))

    assert not session["is_known"]
    assert session[["missed", "cancelled_or_moved", "took_place"]].isna().all()


@pytest.mark.parametrize(
    ("later", "still"),
    [
        ([], 0),
        ([Slot("anna", "2026-05-09 10:00")], 1),
        ([Slot("anna", "2026-05-10 10:00")], 0),
        ([Slot("anna", "2026-05-10 10:00", booked="2026-05-09 10:00")], 1),
        ([Slot("anna", "2026-03-10 15:00")], 0),
        ([Slot("ben", "2026-04-01 10:00")], 0),
        ([Slot("anna", "2026-04-01 10:00", "no_show")], 0),
        ([Slot("anna", "2026-04-01 10:00", "unknown")], None),
        (
            [
                Slot("anna", "2026-04-01 10:00", "unknown"),
                Slot("anna", "2026-04-08 10:00"),
            ],
            1,
        ),
        (
            [
                Slot(
                    "anna",
                    "2026-06-01 10:00",
                    "cancelled",
                    booked="2026-03-01 10:00",
                    ended="2026-05-01 10:00",
                )
            ],
            0,
        ),
    ],
)
def test_still_a_client_came_again_or_has_something_booked(
    database: Database, later: list[Slot], still: float | None
) -> None:
    found = compared(database, SESSION, *later).sessions.set_index("session_id")
    said = found[Outcome.STILL_CLIENT.value].dropna().to_dict()

    assert said.get("S") == still


@pytest.mark.parametrize(("day", "is_decided"), [("05-09", False), ("05-10", True)])
def test_sixty_days_have_to_be_over(
    database: Database, day: str, *, is_decided: bool
) -> None:
    found = compared(database, SESSION, at=AsOf.at(utc(f"2026-{day} 23:00"), "UTC"))

    assert only(found).notna()[Outcome.STILL_CLIENT] == is_decided


def test_what_the_client_did_before_is_told(database: Database) -> None:
    before = [
        replace(s, booked="2026-01-01 10:00")
        for s in weekly("anna", "2026-01-26 10:00", 6)
    ]
    before[-1] = replace(before[-1], outcome="no_show")

    found = compared(database, SESSION, *before).sessions.set_index("session_id")
    first, last = found.iloc[0], found.loc["S"]

    assert (first["x_is_first"], first["x_sessions_so_far"]) == (1, 0)
    assert (first["x_gap_ratio"], first["x_booked_besides"]) == (0, 5)
    assert last["x_last_marked_missed"] == 1
    assert last["x_sessions_so_far"] == pytest.approx(1.7918, abs=1e-4)
    assert last["x_marked_misses"] == pytest.approx(-1.5315, abs=1e-4)
    # 12 days and 10 hours after the last one; five gaps make 28 days and a fortnight.
    assert last["x_gap_ratio"] == pytest.approx(0.9075, abs=1e-4)
    assert (last["x_hour"], last["x_weekday"], last["x_booked_besides"]) == (10, 1, 0)


def test_nothing_known_after_the_reminder_was_due_is_told(database: Database) -> None:
    """A miss between the reminder and the session must not predict the session."""
    between = Slot("anna", "2026-03-08 10:00", booked="2026-03-01 09:00")
    # Somebody vouched for what was before, else the miss would teach nothing anyway.
    other = Slot("ben", "2026-03-02 10:00")

    def told(outcome: str) -> dict[object, object]:
        found = compared(database, SESSION, other, replace(between, outcome=outcome))
        (row,) = found.sessions.query("session_id == 'S'").to_dict("records")
        with database.write() as cursor:
            for table in ("sessions", "clients", "strategy_spans"):
                cursor.execute(f"delete from {table}")  # noqa: S608 - named above
        return {k: v for k, v in row.items() if str(k).startswith(COVARIATE)}

    assert told("attended") == told("no_show")


def test_who_asked_not_to_be_scored_is_in_neither_arm(database: Database) -> None:
    write(database, [SESSION])
    entries.ask_not_to_score(database, "anna", on=dt.date(2026, 8, 1), now=NOW)

    found = compared(database)

    assert found.left_out == {"asked_not_to_be_scored": 1}


def many(strategy_of: dict[str, str], basis: str | None = None) -> list[Slot]:
    """Forty sessions of two services, so of two strategies."""
    return [
        replace(
            SESSION,
            client=f"{service}{i}",
            session=f"{service}-{i}",
            service=service,
            basis=basis,
        )
        for service in strategy_of
        for i in range(40)
    ]


@pytest.mark.parametrize("is_alike", [True, False])
def test_a_presumed_end_is_known_only_where_the_rule_covers_all_alike(
    database: Database, *, is_alike: bool
) -> None:
    both = {"One": "none", "Two": "text:3d"}
    write(database, many(both, "presumed"), settings={"presume.calendly": "attended"})
    with database.write() as cursor:
        cursor.execute(
            "update sessions set source = 'calendly' where service = 'One' or $1",
            [is_alike],
        )
        if not is_alike:
            cursor.execute(
                "update sessions set outcome_basis = 'recorded' where service = 'Two'"
            )
    for service, what in both.items():
        name, steps = (what, ()) if what == "none" else (None, (what,))
        scope = strategies.Scope(service=service)
        first = dt.date(2025, 1, 1)
        strategies.add(database, name, steps, scope=scope, from_date=first, now=NOW)

    found = eligible.compared(database, AS_OF).sessions

    known = found.groupby("strategy")["is_known"].mean().to_dict()
    assert known == {"none": float(is_alike), "text 3 days": 1}
    assert found["missed"].notna().mean() == (1 if is_alike else 0.5)
    assert found["is_intended_only"].all()


def test_since_leaves_earlier_sessions_out_and_keeps_what_they_tell(
    database: Database,
) -> None:
    before = replace(
        SESSION, starts="2026-02-10 10:00", session=None, outcome="no_show"
    )
    compared(database, SESSION, replace(before, booked="2026-02-01 10:00"))

    found = eligible.compared(database, AS_OF, since=dt.date(2026, 3, 1))

    assert only(found)["x_last_marked_missed"] == 1


def test_an_empty_practice_has_nothing_to_compare(database: Database) -> None:
    found = eligible.compared(database, AS_OF)

    assert (len(found.sessions), found.left_out) == (0, {})


def test_what_an_imported_file_says_is_compared(small: Database) -> None:
    found = eligible.compared(small, facts.default_as_of(small, NOW))

    columns = ["session_id", "strategy", "source", "missed", "is_known"]
    assert found.sessions[columns].fillna(-1).to_numpy().tolist() == [
        ["S-1", "text", "column", 0, True],
        ["S-2", "text", "column", 1, True],
        ["S-4", "none", "column", -1, False],
    ]
    assert found.sessions["sent"].tolist() == found.sessions["strategy"].tolist()
    assert not found.sessions["is_intended_only"].any()
    # S-3 was moved two days before, when a reminder the day before was not due yet.
    assert (found.longest_lead_hours, found.left_out) == (24, {"called_off_before": 1})


def test_ticks_of_an_imported_file_are_compared(database: Database) -> None:
    options = importing.ImportOptions(timezone="Europe/Zurich", exported_at=NOW)
    importing.import_file(database, SAMPLES / "cliniko.csv", now=NOW, options=options)

    found = eligible.compared(database, facts.default_as_of(database, NOW)).sessions

    assert set(found["source"]) == {"column"}
    assert set(found["strategy"]) == {"email + text", "email", "text"}


# -- nothing later changes anything --------------------------------------------


def seen(database: Database, at: dt.datetime) -> str:
    found = eligible.compared(database, AsOf.at(at, "UTC"))
    return found.sessions.round(9).to_csv(index=False) + str(found.left_out)


@SHARED
@given(random_log.logs(), random_log.moments(), st.data())
def test_shuffling_the_future_changes_no_row(
    database: Database, slots: list[Slot], at: dt.datetime, data: st.DataObject
) -> None:
    with database.write() as cursor:
        cursor.execute("delete from strategy_spans")
    first = dt.date(2025, 1, 1)
    strategies.add(database, None, ("email:2d",), from_date=first, now=NOW)
    fill(database, slots)
    before = seen(database, at)

    changed = [altered(slot, at, data) for slot in slots]
    fill(database, [slot for slot in changed if slot is not None])

    assert seen(database, at) == before
