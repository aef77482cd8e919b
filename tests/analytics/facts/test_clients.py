"""The client list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from analytics import facts
from analytics.periods import AsOf
from tests.support.log import Slot, ahead, utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

AS_OF = AsOf.end_of(dt.date(2026, 2, 15), "UTC")

COLUMNS = [
    "client_id",
    "name",
    "sessions_attended",
    "sessions_presumed",
    "sessions_booked",
    "last_attended_at",
    "next_booked_at",
    "revenue_cents",
    "usual_gap_days",
    "standing",
    "coach",
    "service",
    "strip",
]


def test_a_client_is_listed_with_all_columns(database: Database) -> None:
    write(
        database,
        [
            *weekly("c-1", "2026-01-05 10:00", 5),
            Slot("c-1", "2026-02-09 10:00", "attended", "presumed", price_cents=9000),
            ahead("c-1", "2026-02-16 10:00", "2026-02-09 10:00"),
        ],
        names={"c-1": "Anna"},
    )

    (row,) = facts.client_list(database, AS_OF).to_dict("records")

    assert row == {
        "client_id": "c-1",
        "name": "Anna",
        "sessions_attended": 6,
        "sessions_presumed": 1,
        "sessions_booked": 7,
        "last_attended_at": pd.Timestamp(utc("2026-02-09 10:00")),
        "next_booked_at": pd.Timestamp(utc("2026-02-16 10:00")),
        "revenue_cents": 9000,
        "usual_gap_days": 7.0,
        "standing": "active",
        "coach": "Ada",
        "service": "Coaching",
        "strip": "......aaaaap",
    }


def test_what_is_not_there_is_absent(database: Database) -> None:
    write(database, [Slot("c-1", "2026-01-05 10:00", "no_show", coach=None)])

    row = facts.client_list(database, AS_OF).iloc[0]

    for name in ("last_attended_at", "next_booked_at", "usual_gap_days", "coach"):
        assert pd.isna(row[name])


def test_clients_come_by_name(database: Database) -> None:
    slots = [Slot(client, "2026-01-05 10:00") for client in ("c-1", "c-2", "c-3")]
    write(database, slots, names={"c-1": "Zoe", "c-2": "Anna"})

    assert facts.client_list(database, AS_OF)["name"].tolist() == ["Anna", "Zoe", "c-3"]


def test_an_empty_practice_lists_nobody(database: Database) -> None:
    found = facts.client_list(database, AS_OF)

    assert found.empty
    assert list(found.columns) == COLUMNS
