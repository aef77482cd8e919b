"""Moves that a person joins or cuts; chains count once as a session."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import facts, importing
from analytics.attendance.attendance import attendance
from analytics.errors import BadEntryError, SessionNotFoundError
from analytics.importing import decisions
from analytics.people import moved_sessions
from analytics.periods import AsOf
from analytics.store import check
from tests.analytics.importing.steps import NOW, bring, log, sessions
from tests.support.files import Row, calendly_row, write_calendly, write_template

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

OLD = calendly_row(
    "old", "2026-10-20 10:00 am", booked="2026-10-13 11:00 am", cancelled_by="Invitee"
)
NEXT_DAY = calendly_row("new", "2026-10-21 10:00 am", booked="2026-10-19 08:00 pm")
WEEKS_ON = calendly_row("far", "2026-11-10 10:00 am", booked="2026-10-30 08:00 pm")


def fill(database: Database, tmp_path: Path, *rows: Row) -> None:
    bring(database, write_calendly(tmp_path / "e.csv", rows))


def links(database: Database) -> dict[str, tuple[str, str]]:
    """Return new session to old session and how that is known."""
    found = sessions(database, "replaces", "link_basis")
    return {
        new: (str(old).split(":")[-1], str(basis))
        for new, (old, basis) in found.items()
        if old
    }


def test_the_rule_says_how_sure_it_is(database: Database, tmp_path: Path) -> None:
    common = {"client_id": "7", "service": "Coaching"}
    known = {
        "session_id": "a",
        "starts_at": "2026-10-20T10:00",
        "booked_at": "2026-10-01T10:00",
        "status": "cancelled",
        "cancelled_at": "2026-10-18T10:00",
    }
    again = {
        "session_id": "b",
        "starts_at": "2026-10-22T10:00",
        "booked_at": "2026-10-19T10:00",
        "status": "attended",
    }
    fill(database, tmp_path, OLD, NEXT_DAY)
    bring(
        database, write_template(tmp_path / "t.csv", [common | known, common | again])
    )

    assert links(database) == {"new": ("old", "likely"), "b": ("a", "strong")}


def test_a_cut_link_stays_cut_and_the_cancellation_is_one_again(
    database: Database, tmp_path: Path
) -> None:
    fill(database, tmp_path, OLD, NEXT_DAY)
    before = log(database)

    entry_id = decisions.unlink(database, "calendly:old", now=NOW)
    assert links(database) == {}
    assert sessions(database, "outcome")["old"] == ("cancelled",)
    [record] = importing.imports(database)
    importing.undo(database, record.import_id, now=NOW)
    fill(database, tmp_path, OLD, NEXT_DAY)
    assert links(database) == {}, "a cut survives another import"
    assert importing.verify(database) == []
    decisions.take_back(database, entry_id, now=NOW)

    assert log(database) == before


def test_a_joined_link_goes_before_the_rule(database: Database, tmp_path: Path) -> None:
    fill(database, tmp_path, OLD, NEXT_DAY, WEEKS_ON)
    assert links(database) == {"new": ("old", "likely")}

    entry_id = decisions.link(database, "calendly:old", "calendly:far", now=NOW)

    assert links(database) == {"far": ("old", "confirmed")}
    assert importing.verify(database) == []
    assert check.check(database).problems == ()
    decisions.take_back(database, entry_id, now=NOW)
    assert links(database) == {"new": ("old", "likely")}


def test_the_file_may_be_overruled_both_ways(
    database: Database, tmp_path: Path
) -> None:
    def row(key: str, starts: str, status: str, replaces: str = "") -> Row:
        return {
            "session_id": key,
            "client_id": "7",
            "starts_at": starts,
            "booked_at": "2026-10-01T10:00",
            "status": status,
            "replaces_session_id": replaces,
        }

    rows = [
        row("a", "2026-10-20T10:00", "cancelled"),
        row("b", "2026-11-03T10:00", "attended", "a"),
        row("c", "2026-11-10T10:00", "attended"),
    ]
    bring(database, write_template(tmp_path / "t.csv", rows))
    assert links(database) == {"b": ("a", "recorded")}
    decisions.link(database, "a", "c", now=NOW)
    assert links(database) == {"c": ("a", "confirmed")}
    decisions.unlink(database, "a", now=NOW + dt.timedelta(minutes=1))
    assert links(database) == {"b": ("a", "recorded")}, "what the file says is back"
    decisions.unlink(database, "a", now=NOW + dt.timedelta(minutes=2))

    assert links(database) == {}
    assert importing.verify(database) == []


def test_that_somebody_came_is_not_taken_away_by_a_link(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        {
            "session_id": key,
            "client_id": "7",
            "starts_at": f"2026-10-{day}T10:00",
            "status": "attended",
        }
        for key, day in (("a", "20"), ("b", "27"))
    ]
    bring(database, write_template(tmp_path / "t.csv", rows))

    decisions.link(database, "a", "b", now=NOW)

    assert sessions(database, "outcome", "replaces") == {
        "a": ("attended", None),
        "b": ("attended", "a"),
    }


def test_what_cannot_be_linked_is_said(database: Database, tmp_path: Path) -> None:
    other = calendly_row("o", "2026-10-22 10:00 am", email="b@x.org", name="Ben Okafor")
    fill(database, tmp_path, OLD, NEXT_DAY, other)
    with pytest.raises(SessionNotFoundError):
        decisions.link(database, "calendly:old", "nowhere", now=NOW)
    with pytest.raises(BadEntryError, match="two sessions"):
        decisions.link(database, "calendly:old", "calendly:old", now=NOW)
    with pytest.raises(BadEntryError, match="different clients"):
        decisions.link(database, "calendly:old", "calendly:o", now=NOW)
    with pytest.raises(BadEntryError, match="also come after"):
        decisions.link(database, "calendly:new", "calendly:old", now=NOW)
    with pytest.raises(BadEntryError, match="nothing to cut"):
        decisions.unlink(database, "calendly:o", now=NOW)


def moved_three_times(database: Database, tmp_path: Path) -> None:
    def row(key: str, day: int, status: str, replaces: str = "") -> Row:
        return {
            "session_id": key,
            "client_id": "7",
            "client_name": "Ana Sousa",
            "starts_at": f"2026-10-{day}T10:00",
            "booked_at": "2026-10-01T10:00",
            "status": status,
            "replaces_session_id": replaces,
        }

    rows = [
        row("a", 12, "rescheduled"),
        row("b", 13, "rescheduled", "a"),
        row("c", 14, "rescheduled", "b"),
        row("d", 15, "attended", "c"),
    ]
    bring(database, write_template(tmp_path / "t.csv", rows))


def test_a_session_moved_three_times_is_one_session_and_three_moves(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)
    as_of = AsOf.at(NOW, "UTC")

    [client] = facts.client_facts(database, as_of).to_dict("records")
    rate = attendance(database, as_of, "month")
    [chain] = moved_sessions(database)

    assert (client["sessions_attended"], client["sessions_moved"]) == (1, 3)
    assert rate["n"].tolist() == [1]
    assert (chain.moves, chain.session_id, chain.outcome) == (3, "d", "attended")
    assert [step.old_id for step in chain.steps] == ["a", "b", "c"]


def test_a_chain_is_shown_to_its_client_only(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)

    assert len(moved_sessions(database, "7")) == 1
    assert moved_sessions(database, "8") == []
