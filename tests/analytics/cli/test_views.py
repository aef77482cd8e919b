"""`today`: the keys promised, as of a day."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

NOW = dt.datetime(2026, 11, 16, 9, 0)  # noqa: DTZ001 - the store's times are UTC without a zone

TODAY_KEYS = {
    "as_of",
    "data_as_of",
    "stale",
    "mode",
    "why",
    "scored_on",
    "past",
    "clients",
    "lapsed",
    "never_came",
    "expected_misses",
    "bookings",
}
CLIENT_KEYS = {
    "client_id",
    "name",
    "rank",
    "on_list",
    "new",
    "probability",
    "interval",
    "in_ten",
    "by_rule",
    "changed",
    "word",
    "days_since_last",
    "usual_gap_days",
    "reasons",
    "next_step",
}


@pytest.fixture
def demo_path(practice_of_the_test: Path, demo_file: Path) -> Path:
    shutil.copyfile(demo_file, practice_of_the_test)
    return practice_of_the_test


def test_today_has_the_promised_keys(run: Callable[..., Ran], demo_path: Path) -> None:
    assert demo_path.exists()
    found = run("today", "--json").json
    assert found.keys() >= TODAY_KEYS
    assert found["mode"] in {"rule", "words", "percent"}
    assert (found["why"] == "") == (found["mode"] == "percent")
    assert found["stale"] is False
    clients = found["clients"]
    assert all(client.keys() >= CLIENT_KEYS for client in clients)
    assert [client["rank"] for client in clients] == list(range(1, len(clients) + 1))
    assert 0 < sum(client["on_list"] for client in clients) <= 5
    for client in clients:
        is_percent = found["mode"] == "percent"
        assert (client["probability"] is not None) == is_percent
        assert (client["interval"] is not None) == is_percent
        assert client["next_step"].keys() >= {"step", "due", "draft"}
        assert all(r.keys() == {"text", "sessions"} for r in client["reasons"])
    assert found["lapsed"]
    assert found["never_came"]


def test_today_of_a_day_is_as_it_was_known_then(
    run: Callable[..., Ran], demo_path: Path
) -> None:
    assert demo_path.exists()
    newest = run("today", "--json").json["data_as_of"][:10]
    earlier = run("today", "--as-of", "2026-03-02", "--json").json
    assert earlier["as_of"] == "2026-03-02"
    assert earlier["stale"] is False or newest
    late = [
        client["last_attended_at"]
        for client in earlier["clients"]
        if client["last_attended_at"] > "2026-03-02T23:00:00Z"
    ]
    assert late == []


def test_today_for_a_person_names_whom_to_greet(
    run: Callable[..., Ran], demo_path: Path
) -> None:
    assert demo_path.exists()
    out = run("today").out
    assert "may be worth a hello this week" in out
    assert "1. " in out
    assert "went quiet earlier" in out
    for word in ("risk", "churn", "drift", "alert"):
        assert word not in out.lower()


def test_today_of_old_data_says_so(run: Callable[..., Ran], small_path: Path) -> None:
    assert small_path.exists()
    log = small_path.parent / "old.csv"
    log.write_text(
        "starts_at,status,client_name\n2020-03-02T10:00Z,attended,Ute\n", "utf-8"
    )
    path = small_path.parent / "old.duckdb"
    os.utime(log, (1_583_200_000, 1_583_200_000))
    run("import", log, "--database", path)
    ran = run("today", "--database", path)
    assert "I may be wrong" in ran.out
    assert run("today", "--json", "--database", path).json["stale"] is True


def test_today_of_an_empty_practice_says_what_to_do(run: Callable[..., Ran]) -> None:
    found = run("today", "--json").json
    assert (found["data_as_of"], found["clients"]) == (None, [])
    assert run("today").out.startswith("Nothing has been imported yet")


@pytest.mark.parametrize("command", ["today", "attendance"])
def test_day_that_is_none_is_one_sentence(
    run: Callable[..., Ran], command: str
) -> None:
    ran = run(command, "--as-of", "yesterday", "--json")
    assert ran.code == 2
    assert ran.err == "'yesterday' is not a date. Write it as 2026-11-23.\n"


def test_today_with_numbers(
    run: Callable[..., Ran], practice_of_the_test: Path, percent_file: Path
) -> None:
    shutil.copyfile(percent_file, practice_of_the_test)

    found = run("today", "--as-of", "2026-11-15", "--json").json
    out = run("today", "--as-of", "2026-11-15").out

    assert (found["mode"], found["why"]) == ("percent", "")
    assert found["scored_on"] == "2026-11-15"
    clients = found["clients"]
    likely = [client["probability"] for client in clients]
    assert likely == sorted(likely, reverse=True)
    for client in clients:
        low, high = client["interval"]
        assert 0 <= low <= client["probability"] <= high <= 1
        assert 1 <= len(client["reasons"]) <= 2
        assert client["next_step"]["draft"]
    first = next(client for client in clients if client["on_list"])
    assert f"{first['in_ten'][1:]} like this go quiet." in out
    assert "will be fine." in out


def test_a_fresh_run_is_made_once_and_kept(
    run: Callable[..., Ran], small_path: Path
) -> None:
    assert small_path.exists()
    assert run("today", "--json").json["mode"] == "rule"
    first = run("risk", "card", "--json").json["model_id"]

    run("today")

    assert run("risk", "card", "--json").json["model_id"] == first
