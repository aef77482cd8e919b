"""A booking that a newer export leaves out is flagged and asked about, not deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics import facts, importing
from analytics.errors import BadEntryError
from analytics.importing import decisions
from analytics.people import missing_bookings
from analytics.periods import AsOf
from analytics.store import check
from tests.analytics.importing.steps import NOW, at, bring, outcomes, sessions
from tests.support.files import Row, calendly_row, write_calendly

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

MONDAY = "2026-11-09T20:00:00"
THURSDAY = "2026-11-12T20:00:00"
LATER = "2026-11-19T20:00:00"


def row(key: str, day: str, **more: str) -> Row:
    return calendly_row(
        key, f"2026-{day} 10:00 am", booked="2026-10-01 09:00 am", **more
    )


FIRST = row("first", "11-02")
LOST = row("lost", "11-16")
LAST = row("last", "11-30")
OTHER = row("other", "11-17", email="ben@example.com", name="Ben Okafor")


def bring_rows(
    database: Database, tmp_path: Path, exported_at: str, *rows: Row
) -> importing.ImportOptions | str:
    path = write_calendly(tmp_path / f"{exported_at[:10]}.csv", rows)
    return str(bring(database, path, exported_at=exported_at).import_id)


def flagged(database: Database) -> dict[str, object]:
    found = sessions(database, "vanished_known_at")
    return {key: known for key, (known,) in found.items() if known}


def next_booked(database: Database, moment: str, client: str = "Ana Sousa") -> int:
    """Return how many sessions are ahead, as known at a moment."""
    as_of = AsOf.at(at(moment), "UTC")
    return {c.name: c.sessions_ahead for c in facts.clients.clients(database, as_of)}[
        client
    ]


def test_a_missing_booking_is_flagged_and_counts_as_booked_no_longer(
    database: Database, tmp_path: Path
) -> None:
    bring_rows(database, tmp_path, MONDAY, FIRST, LOST, LAST, OTHER)
    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST, OTHER)

    assert flagged(database) == {"lost": at(THURSDAY)}
    assert outcomes(database)["lost"] == "unknown"
    assert next_booked(database, THURSDAY) == 1
    assert importing.verify(database) == []
    assert check.check(database).problems == ()


def test_what_was_known_before_stays_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    bring_rows(database, tmp_path, MONDAY, FIRST, LOST, LAST, OTHER)
    before = next_booked(database, "2026-11-10T00:00:00")
    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST, OTHER)

    assert next_booked(database, "2026-11-10T00:00:00") == before == 2


def test_it_is_back_once_a_file_shows_it_again_or_the_newer_one_is_undone(
    database: Database, tmp_path: Path
) -> None:
    bring_rows(database, tmp_path, MONDAY, FIRST, LOST, LAST, OTHER)
    newer = bring_rows(database, tmp_path, THURSDAY, FIRST, LAST, OTHER)
    importing.undo(database, str(newer), now=NOW)
    assert flagged(database) == {}
    assert outcomes(database)["lost"] == "scheduled"

    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST, OTHER)
    bring_rows(database, tmp_path, LATER, FIRST, LOST, LAST, OTHER)

    assert flagged(database) == {}


def test_a_client_who_stands_in_no_row_of_the_newer_file_is_found(
    database: Database, tmp_path: Path
) -> None:
    bring_rows(database, tmp_path, MONDAY, FIRST, LAST, OTHER)
    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST)

    assert flagged(database) == {"other": at(THURSDAY)}
    assert [asked.name for asked in missing_bookings(database)] == ["Ben Okafor"]


@pytest.mark.parametrize(
    "newer",
    [
        # Another coach's file, one of an earlier span, one of another service.
        [row("x", "11-01", coach="Coach Two"), row("y", "12-01", coach="Coach Two")],
        [FIRST, row("x", "11-10")],
        [row("x", "11-01", service="Intro"), row("y", "12-01", service="Intro")],
    ],
    ids=["coach", "span", "service"],
)
def test_a_file_of_a_part_of_the_practice_says_nothing_of_the_rest(
    database: Database, tmp_path: Path, newer: list[Row]
) -> None:
    bring_rows(database, tmp_path, MONDAY, FIRST, LOST, LAST, OTHER)
    bring_rows(database, tmp_path, THURSDAY, *newer)

    assert flagged(database) == {}


def test_a_file_that_leaves_out_more_than_it_shows_is_a_part(
    database: Database, tmp_path: Path
) -> None:
    others = [row(f"o{n}", f"11-{10 + n}", email=f"c{n}@example.com") for n in range(3)]
    bring_rows(database, tmp_path, MONDAY, FIRST, LAST, *others)
    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST)

    assert flagged(database) == {}


def test_a_cancelled_booking_may_be_left_out(
    database: Database, tmp_path: Path
) -> None:
    gone = row("gone", "11-16", cancelled_by="Invitee")
    bring_rows(database, tmp_path, MONDAY, FIRST, gone, LAST, OTHER)
    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST, OTHER)

    assert flagged(database) == {}
    assert outcomes(database)["gone"] == "cancelled"


def test_a_session_seen_after_its_start_keeps_its_outcome_and_is_asked_about(
    database: Database, tmp_path: Path
) -> None:
    held = row("held", "11-05")
    bring_rows(database, tmp_path, MONDAY, FIRST, held, LAST, OTHER)
    before = sessions(database, "outcome", "outcome_basis")["held"]
    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST, OTHER)

    assert sessions(database, "outcome", "outcome_basis")["held"] == before
    assert before[1] == "presumed"
    assert [asked.session_id for asked in missing_bookings(database)] == [
        "calendly:held"
    ]


def test_still_on_is_kept_and_can_be_taken_back(
    database: Database, tmp_path: Path
) -> None:
    bring_rows(database, tmp_path, MONDAY, FIRST, LOST, LAST, OTHER)
    bring_rows(database, tmp_path, THURSDAY, FIRST, LAST, OTHER)

    entry_id = decisions.keep_booked(database, "calendly:lost", now=NOW)
    assert outcomes(database)["lost"] == "scheduled"
    assert missing_bookings(database) == []
    assert importing.verify(database) == []
    with pytest.raises(BadEntryError, match="No newer export"):
        decisions.keep_booked(database, "calendly:lost", now=NOW)
    decisions.take_back(database, entry_id, now=NOW)

    assert outcomes(database)["lost"] == "unknown"


def test_two_parts_of_one_moment_are_one_export(
    database: Database, tmp_path: Path
) -> None:
    bring_rows(database, tmp_path, MONDAY, FIRST, LOST, LAST, OTHER)
    for number, part in enumerate(([FIRST], [LAST, OTHER])):
        path = write_calendly(tmp_path / f"part{number}.csv", part)
        bring(database, path, exported_at=THURSDAY)

    assert flagged(database) == {"lost": at(THURSDAY)}
