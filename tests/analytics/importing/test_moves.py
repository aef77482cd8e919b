"""Which new booking is a move of a cancelled one, when the file has no link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analytics.importing.steps import bring, sessions
from tests.support.files import Row, calendly_row, write_calendly, write_template

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

WEEKLY = [
    calendly_row(f"w{day}", f"2026-{month}-{day} 10:00 am", booked=booked)
    for month, day, booked in (
        ("09", "22", "2026-09-15 11:00 am"),
        ("09", "29", "2026-09-22 11:00 am"),
        ("10", "06", "2026-09-29 11:00 am"),
        ("10", "13", "2026-10-06 11:00 am"),
    )
]
"""A client who comes on Tuesdays and books the next session after each."""


def cancelled(starts: str = "2026-10-20 10:00 am", by: str = "Invitee") -> Row:
    return calendly_row("old", starts, booked="2026-10-13 11:00 am", cancelled_by=by)


def links(database: Database) -> dict[str, str]:
    """Return old session by new session."""
    found = sessions(database, "replaces")
    return {new: str(old).split(":")[-1] for new, (old,) in found.items() if old}


def brought(database: Database, tmp_path: Path, *rows: Row) -> dict[str, str]:
    bring(database, write_calendly(tmp_path / "e.csv", [*WEEKLY, *rows]))
    return links(database)


def test_another_day_of_the_same_week_is_a_move(
    database: Database, tmp_path: Path
) -> None:
    new = calendly_row("new", "2026-10-22 04:00 pm", booked="2026-10-19 08:00 pm")

    assert brought(database, tmp_path, cancelled(), new) == {"new": "old"}
    assert sessions(database, "outcome")["old"] == ("rescheduled",)


def test_that_the_coach_cancelled_stays_a_fact(
    database: Database, tmp_path: Path
) -> None:
    new = calendly_row("new", "2026-10-21 10:00 am", booked="2026-10-18 08:00 pm")

    assert brought(database, tmp_path, cancelled(by="Host"), new) == {}
    assert sessions(database, "outcome")["old"] == ("cancelled_by_coach",)


def test_with_the_time_known_a_coachs_move_is_one(
    database: Database, tmp_path: Path
) -> None:
    common = {"client_id": "7", "service": "Coaching"}
    old = {
        "session_id": "old",
        "starts_at": "2026-10-20T10:00",
        "booked_at": "2026-10-01T10:00",
        "status": "cancelled_by_coach",
        "cancelled_at": "2026-10-18T10:00",
        "cancelled_by": "coach",
    }
    new = {
        "session_id": "new",
        "starts_at": "2026-10-22T10:00",
        "booked_at": "2026-10-19T10:00",
        "status": "attended",
    }

    bring(database, write_template(tmp_path / "t.csv", [common | old, common | new]))

    assert sessions(database, "outcome", "cancelled_by", "replaces") == {
        "old": ("rescheduled", "coach", None),
        "new": ("attended", None, "old"),
    }


@pytest.mark.parametrize(
    ("starts", "booked"),
    [
        ("2026-10-27 10:00 am", "2026-10-20 11:00 am"),  # the next Tuesday
        ("2026-10-28 10:00 am", "2026-10-20 11:00 am"),  # the day after it
        ("2026-11-03 10:00 am", "2026-10-20 11:00 am"),  # the Tuesday after
        ("2026-10-27 02:00 pm", "2026-10-19 08:00 pm"),  # another hour of it
    ],
)
def test_the_next_regular_session_is_never_a_move(
    database: Database, tmp_path: Path, starts: str, booked: str
) -> None:
    new = calendly_row("new", starts, booked=booked)

    assert brought(database, tmp_path, cancelled(), new) == {}
    assert sessions(database, "outcome")["old"] == ("cancelled",)


def test_a_slot_they_already_had_is_no_move(database: Database, tmp_path: Path) -> None:
    had = calendly_row("had", "2026-10-22 04:00 pm", booked="2026-10-06 08:00 pm")

    assert brought(database, tmp_path, cancelled(), had) == {}


def test_another_service_or_person_is_no_move(
    database: Database, tmp_path: Path
) -> None:
    starts, booked = "2026-10-22 04:00 pm", "2026-10-19 08:00 pm"
    other_service = calendly_row("s", starts, booked=booked, service="Intro call")
    other_person = calendly_row("p", starts, booked=booked, email="x@example.com")

    assert brought(database, tmp_path, cancelled(), other_service, other_person) == {}


def test_booked_days_after_the_cancellation_is_no_move(
    database: Database, tmp_path: Path
) -> None:
    # Cancelled for the 20th at the latest; booked again three days later.
    new = calendly_row("new", "2026-10-23 06:00 pm", booked="2026-10-23 09:00 am")

    assert brought(database, tmp_path, cancelled(), new) == {}


def test_one_new_slot_replaces_one_cancelled_one(
    database: Database, tmp_path: Path
) -> None:
    first = calendly_row("n1", "2026-10-21 10:00 am", booked="2026-10-18 08:00 pm")
    second = calendly_row("n2", "2026-10-22 10:00 am", booked="2026-10-19 08:00 pm")

    assert brought(database, tmp_path, cancelled(), first, second) == {"n1": "old"}


def test_a_chain_of_moves_links_step_by_step(
    database: Database, tmp_path: Path
) -> None:
    between = calendly_row(
        "mid",
        "2026-10-21 10:00 am",
        booked="2026-10-18 08:00 pm",
        cancelled_by="Invitee",
    )
    last = calendly_row("new", "2026-10-23 10:00 am", booked="2026-10-20 08:00 pm")

    assert brought(database, tmp_path, cancelled(), between, last) == {
        "mid": "old",
        "new": "mid",
    }


def test_weekly_clients_who_cancel_now_and_then_never_get_a_move(
    database: Database, tmp_path: Path
) -> None:
    rows = []
    for client in range(6):
        for week in range(20):
            day, month = 1 + (week * 7) % 28, 1 + (week * 7) // 28
            booked_week = max(week - 1, 0)
            rows.append(
                calendly_row(
                    f"c{client}-{week}",
                    f"2026-{month:02}-{day:02} 10:00 am",
                    email=f"c{client}@example.com",
                    booked=f"2026-{1 + booked_week * 7 // 28:02}-"
                    f"{1 + (booked_week * 7) % 28:02} 11:00 am",
                    cancelled_by="Invitee" if (week + client) % 5 == 4 else None,
                )
            )

    bring(database, write_calendly(tmp_path / "e.csv", rows))

    # Weeks of 28 days: every fourth step skips to the next month's first day.
    assert links(database) == {}


def test_a_link_in_the_file_is_followed(database: Database, tmp_path: Path) -> None:
    def row(key: str, starts: str, status: str, replaces: str = "") -> Row:
        return {
            "session_id": key,
            "client_id": "7",
            "service": "Coaching",
            "starts_at": starts,
            "booked_at": "2026-10-01T10:00",
            "status": status,
            "replaces_session_id": replaces,
        }

    rows = [
        row("a", "2026-10-20T10:00", "cancelled"),
        row("b", "2026-11-17T10:00", "attended", "a"),
    ]

    bring(database, write_template(tmp_path / "t.csv", rows))

    assert sessions(database, "outcome", "replaces") == {
        "a": ("rescheduled", None),
        "b": ("attended", "a"),
    }
