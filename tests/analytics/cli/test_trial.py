"""``trial``: from the plan to the report, as it is typed."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from analytics.cli import run as running
from analytics.importing import decisions
from analytics.store import open_practice
from analytics.store.check import check
from tests.analytics.small_practice import fill
from tests.support.log import write
from tests.support.trial_log import NOW, past

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

CLIENTS = 24
START = "2026-11-30"


pytestmark = pytest.mark.usefixtures("on_that_day")


@pytest.fixture
def on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day of the newest export."""
    monkeypatch.setattr(running, "_now", lambda: NOW)


@pytest.fixture
def practice(practice_of_the_test: Path) -> None:
    """Write a year of 24 clients."""
    database = open_practice(practice_of_the_test)
    write(database, past(CLIENTS), exported="2026-11-23 08:00")
    database.close()


@pytest.mark.usefixtures("practice")
def test_from_plan_to_report(run: Callable[..., Ran], tmp_path: Path) -> None:
    plan, page = tmp_path / "plan.json", tmp_path / "report.html"
    made = run(
        "trial", "plan", "--start", START, "--worth", 15, "--out", plan, "--json"
    )
    assert made.code == 0
    held = json.loads(plan.read_text("utf-8"))
    assert made.json["sha256"] == held["sha256"]
    assert made.json["seed"] == held["plan"]["seed"]
    assert made.json["worth"] == pytest.approx(0.15)
    assert made.json["outlook"]["most_weeks"] == held["plan"]["planned_weeks"]

    drawn = run("trial", "assign", plan, "--json").json
    assert drawn["drawn_now"] == CLIENTS
    assert drawn["arms"] == {"a": 12, "b": 12}
    assert run("trial", "assign", "--json").json["drawn_now"] == 0

    told = run("trial", "status", "--plan", plan, "--json")
    assert told.code == 0
    assert told.json["decision"] == "not_started"
    assert told.json["plan_sha256"] == held["sha256"]
    assert told.json["looks"] == []
    assert told.json["outcomes"]["missed"]["difference"] is None

    assert run("trial", "report", "--out", page).code == 0
    assert "A fair test of reminders" in page.read_text("utf-8")
    again = run("trial", "report", "--out", page)
    assert again.code == 2
    assert "exists already" in again.err

    ended = run("trial", "stop", "--reason", "moving house", "--json").json
    assert (ended["stopped_on"], ended["reason"]) == ("2026-11-23", "moving house")
    assert "was ended on 2026-11-23" in run("trial", "assign", plan).err
    assert run("trial", "assign").code == 2


@pytest.mark.usefixtures("practice")
def test_looking_without_writing_keeps_the_seed_to_itself(
    run: Callable[..., Ran],
) -> None:
    told = run("trial", "plan", "--start", START, "--worth", 15, "--json").json
    assert (told["seed"], told["sha256"], told["file"]) == (None, None, None)
    assert len(told["says"]) >= 3
    said = run("trial", "plan", "--start", START, "--worth", 9, "--unit", "week").out
    assert "whole weeks by lot" in said
    assert "--out FILE writes the plan" in said


@pytest.mark.usefixtures("practice")
def test_an_edited_plan_is_told_and_the_stored_one_counts(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    run("trial", "plan", "--start", START, "--worth", 15, "--out", plan)
    run("trial", "assign", plan)
    held = json.loads(plan.read_text("utf-8"))
    held["plan"]["worth"] = 0.01
    plan.write_text(json.dumps(held), "utf-8")
    told = run("trial", "status", "--plan", plan, "--json")
    assert told.code == 1
    assert told.json["plan_file_is_fine"] is False
    assert "changed after it was written" in told.err
    assert run("trial", "assign", plan).code == 2

    other = tmp_path / "other.json"
    run("trial", "plan", "--start", START, "--worth", 12, "--out", other)
    told = run("trial", "status", "--plan", other)
    assert told.code == 1
    assert "is not the one that was stored" in told.err
    assert "It starts on 2026-11-30" in told.out


@pytest.mark.usefixtures("practice")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("plan", "--start", "2026-11-23"), "today is 2026-11-23"),
        (("plan", "--start", "soon"), "soon"),
        (("plan", "--start", START, "--worth", "0"), "worth"),
        (("plan", "--start", START, "--worth", "90"), "effect worth having"),
        (("plan", "--start", START, "--worth", "7"), "By whole weeks it would be over"),
        (("plan", "--start", START, "--unit", "service"), "16"),
        (("assign",), "There is no test yet"),
        (("assign", "nowhere.json"), "There is no file nowhere.json"),
        (("status",), "There is no test yet"),
        (("status", "t-9"), "There is no test 't-9'"),
        (("report", "--out", "x.md"), "There is no test yet"),
        (("stop",), "There is no test yet"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    run: Callable[..., Ran], typed: tuple[str, ...], says: str
) -> None:
    told = run("trial", *typed)
    assert told.code == 2
    assert says in told.err
    assert told.err.count("\n") == 1


def test_an_empty_practice_has_nobody_to_draw(
    run: Callable[..., Ran], practice_of_the_test: Path
) -> None:
    open_practice(practice_of_the_test).close()
    told = run("trial", "plan", "--start", START)
    assert told.code == 2
    assert "0 clients come at the moment" in told.err


def test_two_ids_of_one_person_are_told_after_a_merge(
    run: Callable[..., Ran],
    practice_of_the_test: Path,
    tmp_path: Path,
) -> None:
    """Through the real import and the real merge."""
    database = open_practice(practice_of_the_test)
    fill(database, tmp_path, tuple(_imported()))
    database.close()
    plan = tmp_path / "plan.json"
    made = run("trial", "plan", "--start", START, "--worth", 15, "--out", plan)
    assert made.code == 0, made.err
    drawn = run("trial", "assign", plan, "--json").json["assignments"]
    arms = {row["client_id"]: row["arm"] for row in drawn}
    one = min(client for client, arm in arms.items() if arm == "a")
    two = min(client for client, arm in arms.items() if arm == "b")
    database = open_practice(practice_of_the_test)
    decisions.merge(database, two, one, now=NOW)
    assert check(database).problems == ()
    database.close()
    told = run("trial", "status", "--json")
    assert told.code == 1
    found = next(one for one in told.json["checks"] if one["name"] == "two_arms")
    assert found["is_fine"] is False
    assert run("trial", "assign", "--json").json["drawn_now"] == 0
    run("forget", one)
    left = run("trial", "assign", "--json").json["assignments"]
    assert {row["client_id"] for row in left} == set(arms) - {one, two}


def _imported() -> list[str]:
    first = dt.date(2026, 9, 7)
    return [
        f"S-{client}-{week},C-{client},Name{client} Zwirbel{client},,Marit,Coaching,"
        f"{first + dt.timedelta(weeks=week, days=client % 5)}T10:00:00+02:00,60,"
        f"{first - dt.timedelta(days=9)}T09:00:00+02:00,"
        f"{'no_show' if (client + week) % 4 == 0 else 'attended'},,,,90.00,EUR,,"
        for client in range(20)
        for week in range(10)
    ]
