"""Moves of a booking that keeps its id: told by two exports that show other times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analytics import facts, importing
from analytics.attendance.attendance import attendance
from analytics.errors import BadEntryError
from analytics.exports.mapped.mapping import Column, MappedExport
from analytics.importing import decisions
from analytics.importing.changed import changed
from analytics.people import answers, moved_sessions
from analytics.periods import AsOf
from analytics.reports.export import export_all
from analytics.risk import evidence
from analytics.store import check, open_practice, privacy, queries
from tests.analytics.importing.steps import NOW, at, bring, log, sessions
from tests.support.files import Row, acuity_row, write_acuity, write_template

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

BOOKED = "2026-10-01T10:00"


def row(key: str, starts: str, status: str = "", **more: str) -> Row:
    common = {"client_id": "7", "client_name": "Ana Sousa", "service": "Coaching"}
    return {
        "session_id": key,
        "starts_at": starts,
        "booked_at": BOOKED,
        "status": status,
        **common,
        **more,
    }


def show(
    database: Database, folder: Path, on: str, *rows: Row, timezone: str = "UTC"
) -> str:
    """Import an export of a moment; return the import's id."""
    path = write_template(folder / f"{on[:10]}.csv", rows)
    return str(bring(database, path, exported_at=on, timezone=timezone).import_id)


def slots(database: Database) -> list[tuple[Any, ...]]:
    """Return the given up times, when each was known and when it was left."""
    return queries.rows(
        database,
        "select slot_id, slot_known_at, moved_known_at, is_cut from moved_slots "
        "order by session_id, nth",
    )


def moved_three_times(database: Database, folder: Path) -> None:
    show(database, folder, "2026-10-05T18:00", row("a", "2026-10-12T10:00"))
    show(database, folder, "2026-10-06T18:00", row("a", "2026-10-13T10:00"))
    show(database, folder, "2026-10-07T18:00", row("a", "2026-10-14T10:00"))
    show(database, folder, "2026-10-20T18:00", row("a", "2026-10-15T10:00", "attended"))


def test_one_booking_moved_three_times_is_one_session_and_three_moves(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)
    as_of = AsOf.at(NOW, "UTC")

    [client] = facts.client_facts(database, as_of).to_dict("records")
    rate = attendance(database, as_of, "month")
    [chain] = moved_sessions(database)

    assert (client["sessions_attended"], client["sessions_moved"]) == (1, 3)
    assert (rate["n"].tolist(), rate["rescheduled"].tolist()) == ([1], [3])
    assert sessions(database, "outcome") == {"a": ("attended",)}
    assert (chain.moves, chain.session_id, chain.outcome) == (3, "a", "attended")
    assert {step.basis for step in chain.steps} == {"seen"}
    assert [step.from_at.day for step in chain.steps] == [12, 13, 14]
    assert [step.to_at.day for step in chain.steps] == [13, 14, 15]
    assert importing.verify(database) == []
    assert check.check(database).problems == ()


def test_a_move_is_known_from_the_first_export_that_shows_the_new_time(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)

    def seen(moment: str) -> list[tuple[str, str]]:
        found = facts.session_facts(database, AsOf.at(at(moment), "UTC"))
        return list(zip(found["session_id"], found["outcome"], strict=True))

    first, second = "a@2026-10-12T10:00Z", "a@2026-10-13T10:00Z"
    assert seen("2026-09-30T10:00") == []
    assert seen("2026-10-06T17:00") == [(first, "scheduled")]
    assert seen("2026-10-06T18:00") == [(first, "rescheduled"), (second, "scheduled")]
    assert seen("2026-10-20T18:00")[-1] == ("a", "attended")
    assert len(seen("2026-10-20T18:00")) == 4


def test_the_file_may_say_when_it_was_moved(database: Database, tmp_path: Path) -> None:
    for on, starts, moved in (
        ("2026-10-05T18:00", "October 12, 2026 10:00 am", ""),
        ("2026-10-26T18:00", "October 28, 2026 10:00 am", "2026-10-08"),
    ):
        path = write_acuity(
            tmp_path / f"{on[:10]}.csv", [acuity_row("71", starts, moved=moved)]
        )
        bring(database, path, exported_at=on, timezone="Europe/Zurich")

    [(slot_id, _, moved_known_at, _)] = slots(database)

    assert slot_id == "acuity:71@2026-10-12T08:00Z"
    assert moved_known_at == sessions(database, "slot_known_at")["71"][0]
    assert at("2026-10-07T00:00") < moved_known_at < at("2026-10-09T00:00")


def test_moved_there_and_back_are_two_moves(database: Database, tmp_path: Path) -> None:
    monday, tuesday = "2026-10-12T10:00", "2026-10-13T10:00"
    for day, starts in ((5, monday), (6, tuesday), (7, monday), (8, tuesday)):
        show(database, tmp_path, f"2026-10-0{day}T18:00", row("a", starts))

    assert [slot_id for slot_id, *_ in slots(database)] == [
        "a@2026-10-12T10:00Z",
        "a@2026-10-13T10:00Z",
        "a@2026-10-12T10:00Z#2",
    ]
    assert sessions(database, "slot_known_at")["a"] == (at("2026-10-08T18:00"),)


@pytest.mark.parametrize("status", ["attended", "no_show"])
def test_what_the_tool_had_marked_as_held_was_put_right(
    database: Database, tmp_path: Path, status: str
) -> None:
    held = row("a", "2026-10-05T10:00", status)
    show(database, tmp_path, "2026-10-05T18:00", held)
    show(
        database, tmp_path, "2026-10-12T18:00", held | {"starts_at": "2026-10-05T11:00"}
    )

    assert slots(database) == []


def test_a_zone_put_right_moves_nothing(database: Database, tmp_path: Path) -> None:
    rows = [row("a", "2026-11-24T10:00"), row("b", "2026-11-25T10:00")]
    show(database, tmp_path, "2026-11-05T18:00", *rows)
    rows[1]["starts_at"] = "2026-11-25T11:00"
    show(database, tmp_path, "2026-11-12T18:00", *rows, timezone="America/New_York")

    assert [slot_id for slot_id, *_ in slots(database)] == ["b@2026-11-25T10:00Z"]
    assert sessions(database, "slot_known_at")["a"] == (
        at(BOOKED) + (at("2026-11-24T14:00") - at("2026-11-24T10:00")),
    )


def test_a_zone_that_nobody_knows_moves_what_starts_at_another_time(
    database: Database, tmp_path: Path
) -> None:
    columns = {"starts": Column("When"), "client_name": Column("Who")}
    mapping = MappedExport(
        name="Tool",
        header=(),
        columns={**columns, "session_key": Column("No"), "zone": Column("Zone")},
    )
    for day, zone in ((12, "Nowhere/At all"), (13, "Europe/Zurich"), (14, "' or 1")):
        path = tmp_path / f"{day}.csv"
        starts = f"2026-10-{day}T10:00:00Z"
        path.write_text(f"No,When,Who,Zone\n1,{starts},Ana,{zone}\n", "utf-8")
        report = bring(
            database, path, exported_at=f"2026-10-0{day - 10}T18:00:00", mapping=mapping
        )
        assert report.refused == 0

    assert [slot_id[-17:] for slot_id, *_ in slots(database)] == [
        "2026-10-12T10:00Z",
        "2026-10-13T10:00Z",
    ]


def test_one_export_and_the_same_time_twice_tell_no_move(
    database: Database, tmp_path: Path
) -> None:
    show(database, tmp_path, "2026-10-05T18:00", row("a", "2026-10-12T10:00"))
    assert slots(database) == []
    show(database, tmp_path, "2026-10-06T18:00", row("a", "2026-10-12T10:00"))

    assert slots(database) == []
    assert moved_sessions(database) == []


def test_moved_and_then_cancelled_is_a_move_and_a_cancellation(
    database: Database, tmp_path: Path
) -> None:
    show(database, tmp_path, "2026-10-05T18:00", row("a", "2026-10-12T10:00"))
    show(database, tmp_path, "2026-10-06T18:00", row("a", "2026-10-14T10:00"))
    show(
        database,
        tmp_path,
        "2026-10-07T18:00",
        row("a", "2026-10-14T10:00", "cancelled"),
    )

    [client] = facts.client_facts(database, AsOf.at(NOW, "UTC")).to_dict("records")

    assert (client["sessions_moved"], client["sessions_cancelled"]) == (1, 1)


def test_a_time_put_right_is_no_move_and_can_be_one_again(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)
    before = log(database)
    second = "a@2026-10-13T10:00Z"

    entry_id = decisions.unlink(database, second, now=NOW)

    [chain] = moved_sessions(database)
    assert [step.old_id[2:12] for step in chain.steps] == ["2026-10-12", "2026-10-14"]
    [client] = facts.client_facts(database, AsOf.at(NOW, "UTC")).to_dict("records")
    assert client["sessions_moved"] == 2
    [answer] = answers(database)
    assert (answer.what, answer.first_at) == ("cut", at("2026-10-13T10:00"))
    assert importing.verify(database) == []
    with pytest.raises(BadEntryError, match="nothing to cut"):
        decisions.unlink(database, second, now=NOW)
    decisions.take_back(database, entry_id, now=NOW)
    assert log(database) == before


def test_undo_takes_the_move_away(database: Database, tmp_path: Path) -> None:
    show(database, tmp_path, "2026-10-05T18:00", row("a", "2026-10-12T10:00"))
    before = log(database)
    second = show(database, tmp_path, "2026-10-06T18:00", row("a", "2026-10-14T10:00"))
    assert len(slots(database)) == 1

    importing.undo(database, second, now=NOW)

    assert log(database) == before
    assert slots(database) == []


def test_the_rule_links_the_time_that_was_booked_first(
    database: Database, tmp_path: Path
) -> None:
    old = row("a", "2026-10-20T10:00", "cancelled", cancelled_at="2026-10-18T10:00")
    new = row("b", "2026-10-22T10:00", booked_at="2026-10-19T10:00")
    show(database, tmp_path, "2026-10-19T18:00", old, new)
    assert sessions(database, "replaces")["b"] == ("a",)
    # Half a year on is no time to which the rule would link a session of October.
    show(
        database,
        tmp_path,
        "2026-10-21T18:00",
        old,
        new | {"starts_at": "2027-04-22T10:00"},
    )

    [chain] = moved_sessions(database)

    assert sessions(database, "replaces", "link_basis")["b"] == ("a", "strong")
    assert [(step.basis, step.to_at) for step in chain.steps] == [
        ("strong", at("2026-10-22T10:00")),
        ("seen", at("2027-04-22T10:00")),
    ]
    found = facts.session_facts(database, AsOf.at(at("2026-10-20T12:00"), "UTC"))
    assert dict(zip(found["session_id"], found["outcome"], strict=True)) == {
        "a": "rescheduled",
        "b@2026-10-22T10:00Z": "scheduled",
    }


def test_what_changed_still_says_that_it_moved(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)

    [one] = changed(database).sessions

    assert (one.what, one.moved_from) == ("moved", at("2026-10-14T10:00"))


def test_moves_of_one_booking_are_a_reason_with_the_slots_behind_it(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)
    before = row("b", "2026-10-02T10:00", "attended")
    show(database, tmp_path, "2026-10-21T18:00", before)
    as_of = AsOf.at(NOW, "UTC")

    [moved] = evidence.habits(evidence.of_clients(database, as_of, ["7"])["7"])

    assert moved.text == "Moved three of the last five."
    assert [slot[:12] for slot in moved.sessions] == [
        "a@2026-10-14",
        "a@2026-10-13",
        "a@2026-10-12",
    ]


def test_whoever_is_forgotten_leaves_no_slot(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)
    held = privacy.export_client(database, "7")["moved_slots"]
    assert sorted(slot["nth"] for slot in held) == [0, 1, 2]  # type: ignore[attr-defined]  # rows of a table

    privacy.forget(database, "7", now=NOW)

    assert slots(database) == []


def test_an_export_read_again_has_the_same_moves(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)
    export_all(database, tmp_path / "out", now=NOW)
    other = open_practice(tmp_path / "other.duckdb")
    bring(other, tmp_path / "out" / "sessions.csv")
    [here], [there] = moved_sessions(database), moved_sessions(other)
    as_of = AsOf.at(NOW, "UTC")
    [client] = facts.client_facts(other, as_of).to_dict("records")
    other.close()

    assert (client["sessions_attended"], client["sessions_moved"]) == (1, 3)
    assert [step[:4] for step in there.steps] == [step[:4] for step in here.steps]


def test_a_file_of_an_older_form_is_looked_through_with_the_next_import(
    database: Database, tmp_path: Path
) -> None:
    moved_three_times(database, tmp_path)
    with database.write() as cursor:
        cursor.execute("delete from moved_slots")
        cursor.execute("insert into meta values ('resolve_due', 'yes')")

    later = row("b", "2026-11-24T10:00", client_id="8", client_name="Ben Okafor")
    show(database, tmp_path, "2026-11-01T18:00", later)

    assert len(slots(database)) == 3
    assert importing.verify(database) == []
