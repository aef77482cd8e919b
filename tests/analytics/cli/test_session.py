"""``action``, ``brief`` and ``record`` as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.analytics.small_practice import ANNA, BELA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

PROMISE = {
    "client_id",
    "owner",
    "action",
    "session_id",
    "due_date",
    "minutes_needed",
    "needs",
    "action_id",
}


@pytest.mark.usefixtures("small_path")
def test_a_promise_from_its_first_day_to_its_undo(run: Callable[..., Ran]) -> None:
    made = run(
        *("action", "add", ANNA, "Write one page", "--due", "2026-11-20"),
        *("--minutes", 30, "--needs", "a pen", "--session", "S-2"),
        *("--on", "2026-11-10", "--json"),
    ).json
    assert made.keys() == PROMISE | {"on"}

    listed = run("action", "list", "--client", ANNA, "--json").json
    (one,) = listed["actions"]
    assert one.keys() == PROMISE | {
        "client",
        "given_day",
        "result",
        "result_day",
        "is_entered",
        "result_id",
    }
    assert (one["action_id"], one["due_date"]) == (made["action_id"], "2026-11-20")

    done = run("action", "done", made["action_id"], "--on", "2026-11-12", "--json").json
    assert run("action", "list", "--json").json["actions"] == []
    everything = run("action", "list", "--all", "--json").json
    assert everything["actions"][0]["result"] == "done"
    assert everything["runs"] == [{"client_id": ANNA, "done": 1, "of": 1}]
    assert (
        "Write one page (the client, for 2026-11-20, done)"
        in run("action", "list", "--all").out
    )

    run("action", "clear", done["entry_id"])
    assert len(run("action", "list", "--json").json["actions"]) == 1


@pytest.mark.usefixtures("small_path")
@pytest.mark.parametrize(
    "typed",
    [
        ("action", "add", "C-9", "a page"),
        ("action", "add", ANNA, " "),
        ("action", "add", ANNA, "a page", "--on", "2026-01-01"),
        ("action", "add", ANNA, "a page", "--due", "soon"),
        ("action", "done", "e-none"),
        ("brief", "C-9"),
        ("record", "C-9"),
        ("record", ANNA, "--sessions", "0"),
    ],
)
def test_what_cannot_be_done_says_why_in_one_sentence(
    run: Callable[..., Ran], typed: tuple[str, ...]
) -> None:
    ran = run(*typed)

    assert ran.code == 2
    assert ran.err.strip()
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("small_path")
def test_a_brief_and_a_record_as_text_as_a_page_and_as_json(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    assert run("brief", BELA).out.startswith("# Before you meet Béla Örkény")
    page = tmp_path / "brief.html"
    run("brief", BELA, "--initials", "--out", page)
    run("brief", BELA, "--initials", "--out", page)
    assert "B. Ö." in page.read_text("utf-8")
    brief = run("brief", BELA, "--json").json
    assert brief["next_at"] == "2026-12-01T14:30:00Z"
    assert brief["opening"].keys() == {"key", "question"}

    record = run("record", BELA, "--sessions", 3, "--json").json
    assert record["sessions"] == [
        {
            "starts_at": "2026-11-12T14:30:00Z",
            "service": "Programme",
            "outcome": "unknown",
            "presumed": False,
            "excused": False,
            "moved_from": ["2026-11-10T14:30:00Z"],
        }
    ]
    assert "moved once" in run("record", BELA).out


@pytest.mark.usefixtures("small_path")
def test_promises_follow_who_is_merged_and_go_with_who_is_forgotten(
    run: Callable[..., Ran],
) -> None:
    made = run("action", "add", ANNA, "call Béla Örkény", "--json").json
    run("action", "add", BELA, "ask Anna Zwirbelbach", "--owner", "coach")
    run("merge", ANNA, BELA)
    merged = run("action", "list", "--json").json["actions"]
    assert {one["client_id"] for one in merged} == {BELA}
    run("action", "done", made["action_id"])
    run("unmerge", ANNA)

    parted = run("action", "list", "--all", "--json").json["actions"]
    assert {(one["client_id"], one["result"]) for one in parted} == {
        (ANNA, "done"),
        (BELA, None),
    }
    run("forget", ANNA)
    (left,) = run("action", "list", "--all", "--json").json["actions"]
    assert (left["client_id"], left["action"]) == (BELA, "ask (forgotten)")


@pytest.mark.usefixtures("small_path")
def test_the_undo_of_an_import_parks_what_was_promised(
    run: Callable[..., Ran], small_path: Path
) -> None:
    run("action", "add", ANNA, "a page", "--session", "S-2", "--on", "2026-11-10")
    (imported,) = run("imports", "--json").json["imports"]
    run("undo", imported["import_id"])

    assert run("brief", ANNA).code == 2
    assert run("action", "add", ANNA, "a call").code == 2
    (parked,) = run("action", "list", "--json").json["actions"]
    assert (parked["client_id"], parked["client"]) == (ANNA, None)
    assert small_path.exists()
