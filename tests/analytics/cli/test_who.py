"""`people`, `merge`, `unmerge`, `link`, `unlink`, `changes` as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.files import Row, write_template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran


def row(key: str, client: str, name: str, starts: str, status: str = "") -> Row:
    return {
        "session_id": key,
        "client_id": client,
        "client_name": name,
        "client_email": f"{name.split(maxsplit=1)[0].lower()}.{client}@example.org",
        "coach": "Marit",
        "service": "Coaching",
        "starts_at": starts,
        "booked_at": "2026-09-01T10:00",
        "status": status,
    }


MONDAY = [
    row("S-1", "C-1", "Ana Silva", "2026-09-07T10:00", "attended"),
    row("S-2", "C-1", "Ana Silva", "2026-09-14T10:00", "cancelled"),
    row("S-3", "C-2", "Ana Silva", "2026-10-05T10:00", "attended"),
    row("S-4", "C-2", "Ana Silva", "2026-11-30T10:00"),
    row("S-5", "C-3", "Ben Okafor", "2026-12-01T10:00"),
    row("S-6", "C-3", "Ben Okafor", "2026-12-08T10:00"),
]


@pytest.fixture(autouse=True)
def _two_exports(run: Callable[..., Ran], tmp_path: Path) -> None:
    later = [*MONDAY[:4], row("S-6", "C-3", "Ben Okafor", "2026-12-08T10:00")]
    later[3] = later[3] | {"starts_at": "2026-12-02T10:00"}
    later.append(row("S-7", "C-3", "Ben Okafor", "2026-12-15T10:00"))
    for day, rows in (("2026-11-16", MONDAY), ("2026-11-19", later)):
        path = write_template(tmp_path / f"{day}.csv", rows)
        ran = run("import", path, "--timezone", "UTC", "--exported-at", f"{day}T08:00Z")
        assert ran.code == 0, ran.err


def test_changes_are_told_by_kind(run: Callable[..., Ran]) -> None:
    told = run("changes", "--json").json

    assert told["counts"] == {
        "missing": 1,
        "cancelled": 0,
        "moved": 1,
        "outcome": 0,
        "new": 1,
    }
    found = {change["session_id"]: change for change in told["changes"]}
    assert found["S-4"]["moved_from"] == "2026-11-30T10:00:00Z"
    assert found["S-5"]["what"] == "missing"
    assert told["sources"] == [
        {
            "source": "template",
            "since": "2026-11-16T08:00:00Z",
            "exported_at": "2026-11-19T08:00:00Z",
        }
    ]
    said = run("changes").out
    assert "gone from the newest export: Ben Okafor, 2026-12-01 10:00 (S-5)" in said


def test_people_says_whom_to_ask_about(run: Callable[..., Ran]) -> None:
    told = run("people", "--json").json

    [same] = told["same_person"]
    assert (same["client_id"], same["into_id"]) == ("C-1", "C-2")
    assert "the same name" in same["evidence"]
    assert [one["session_id"] for one in told["missing_bookings"]] == ["S-5"]
    assert "One person? Ana Silva (C-1) and Ana Silva (C-2)" in run("people").out


def test_merge_and_unmerge(run: Callable[..., Ran]) -> None:
    before = run("sessions", "--json").json

    merged = run("merge", "C-1", "C-2", "--json").json
    assert (merged["client_id"], merged["into_id"]) == ("C-1", "C-2")
    ids = {client["client_id"] for client in run("clients", "--json").json["clients"]}
    assert ids == {"C-2", "C-3"}
    assert run("people", "--json").json["same_person"] == []
    assert run("unmerge", "C-1", "--json").json == {"client_id": "C-1", "taken_back": 1}

    assert run("sessions", "--json").json == before
    assert run("unmerge", "C-1").code == 2


def test_link_and_unlink(run: Callable[..., Ran]) -> None:
    run("merge", "C-1", "C-2")
    assert run("link", "S-2", "S-3", "--json").json["new_id"] == "S-3"
    log = {s["session_id"]: s for s in run("sessions", "--json").json["sessions"]}
    assert (log["S-2"]["outcome"], log["S-3"]["replaces"]) == ("rescheduled", "S-2")

    assert run("unlink", "S-2", "--json").json["old_id"] == "S-2"
    log = {s["session_id"]: s for s in run("sessions", "--json").json["sessions"]}
    assert (log["S-2"]["outcome"], log["S-3"]["replaces"]) == ("cancelled", None)
    assert run("link", "S-2", "S-6").code == 2
