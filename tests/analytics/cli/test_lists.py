"""`sessions` and `clients`: the keys promised, the log as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.analytics.small_practice import write_log

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

SESSION_KEYS = {
    "session_id",
    "client_id",
    "client",
    "coach",
    "service",
    "starts_at",
    "booked_at",
    "outcome",
    "outcome_basis",
    "excused",
    "excused_reason",
    "minutes_present",
    "minutes_late",
    "minutes_left_early",
    "cancelled_at",
    "cancelled_by",
    "replaces",
    "price_cents",
    "currency",
}
CLIENT_KEYS = {
    "client_id",
    "name",
    "sessions_attended",
    "sessions_booked",
    "last_attended_at",
    "next_booked_at",
    "revenue_cents",
    "usual_gap_days",
    "standing",
    "coach",
    "service",
    "sessions_ahead",
    "first_attended_on",
    "gap_trend",
    "gap_trend_gaps",
    "homework",
    "last_contact_on",
    "last_contact_by",
    "is_answered",
    "answer_due_on",
    "answer_due",
    "word",
    "may_be_written_to",
    "groups",
}


def test_log_has_the_promised_keys_in_order_of_start(
    run: Callable[..., Ran], small_path: Path
) -> None:
    assert small_path.exists()
    ran = run("sessions", "--json")
    rows = ran.json["sessions"]
    assert [row["session_id"] for row in rows] == ["S-1", "S-2", "S-3", "S-4", "S-5"]
    assert all(row.keys() == SESSION_KEYS for row in rows)
    assert rows[0] == {
        "session_id": "S-1",
        "client_id": "C-1",
        "client": "Anna Zwirbelbach",
        "coach": "Marit",
        "service": "Coaching",
        "starts_at": "2026-11-02T09:00:00Z",
        "booked_at": "2026-10-20T07:00:00Z",
        "outcome": "attended",
        "outcome_basis": "recorded",
        "excused": False,
        "excused_reason": None,
        "minutes_present": None,
        "minutes_late": None,
        "minutes_left_early": None,
        "cancelled_at": None,
        "cancelled_by": None,
        "replaces": None,
        "price_cents": 9000,
        "currency": "EUR",
    }
    assert (rows[3]["outcome"], rows[3]["replaces"]) == ("unknown", "S-3")
    assert (rows[4]["outcome"], rows[4]["outcome_basis"]) == ("scheduled", "none")


def test_session_that_no_later_file_mentions_is_unknown(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    row = "S-1,C-1,A,,,,2026-11-02T10:00:00Z,60,,scheduled,,,,,,,"
    other = "S-2,C-1,A,,,,2026-11-09T10:00:00Z,60,,attended,,,,,,,"
    early = write_log(tmp_path, "early.csv", (row,))
    late = write_log(tmp_path, "late.csv", (other,))
    run("import", early, "--exported-at", "2026-11-01T00:00Z")
    first = run("sessions", "--json").json["sessions"]
    assert first[0]["outcome"] == "scheduled"
    run("import", late, "--exported-at", "2026-11-10T00:00Z")
    first = run("sessions", "--json").json["sessions"]
    assert first[0]["outcome"] == "unknown"


def test_log_of_one_client(run: Callable[..., Ran], small_path: Path) -> None:
    assert small_path.exists()
    rows = run("sessions", "--client", "C-1", "--json").json["sessions"]
    assert {row["client_id"] for row in rows} == {"C-1"}
    assert len(rows) == 2
    unknown = run("sessions", "--client", "C-9", "--json")
    assert unknown.code == 2
    assert unknown.json["error"].startswith("There is no client with the id 'C-9'")


def test_log_for_a_person(run: Callable[..., Ran], small_path: Path) -> None:
    assert small_path.exists()
    lines = run("sessions").out.splitlines()
    assert lines[0].startswith("starts (UTC)      client")
    assert "2026-11-10 14:30  Béla Örkény" in lines[3]
    assert len(lines) == 6


def test_empty_log(run: Callable[..., Ran]) -> None:
    assert run("sessions", "--json").json == {"sessions": []}
    assert run("sessions").out.count("\n") == 1


def test_clients_have_the_promised_keys(
    run: Callable[..., Ran], small_path: Path
) -> None:
    assert small_path.exists()
    rows = run("clients", "--json").json["clients"]
    assert all(row.keys() >= CLIENT_KEYS for row in rows)
    anna = next(row for row in rows if row["client_id"] == "C-1")
    assert anna["name"] == "Anna Zwirbelbach"
    assert (anna["sessions_attended"], anna["sessions_booked"]) == (1, 2)
    assert anna["last_attended_at"] == "2026-11-02T09:00:00Z"
    assert anna["next_booked_at"] is None
    assert anna["revenue_cents"] == 9000
    assert anna["first_attended_on"] == "2026-11-02"
    assert (anna["homework"], anna["last_contact_on"]) == (None, None)
    assert anna["answer_due"] is False
    assert anna["groups"] == ["active", "new"]


def test_clients_of_a_group_in_an_order(
    run: Callable[..., Ran], small_path: Path
) -> None:
    assert small_path.exists()
    everybody = run("clients", "--sort", "last", "--json").json["clients"]
    both = ("clients", "--show", "active", "--show", "paused")
    assert {row["client_id"] for row in run(*both, "--json").json["clients"]} == {
        row["client_id"] for row in everybody if "active" in row["groups"]
    }
    assert run("clients", "--show", "paused").out == "Nobody fits.\n"
    days = [row["last_attended_at"] or "9" for row in everybody]
    assert days == sorted(days)
    assert run("clients", "--show", "lost").code == 2


def test_clients_for_a_person(run: Callable[..., Ran], small_path: Path) -> None:
    assert small_path.exists()
    lines = run("clients").out.splitlines()
    assert lines[0].split()[:3] == ["id", "client", "came"]
    assert len(lines) == 3


def test_empty_practice_says_what_to_do(run: Callable[..., Ran]) -> None:
    assert run("clients", "--json").json == {"clients": []}
    assert "There are no clients yet" in run("clients").out
