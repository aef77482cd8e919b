"""``mappings``, ``import --mapping FILE``, ``--dates`` and a file of two tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.exports.mapped.form import from_json, to_json
from analytics.exports.mapped.mapping import Column, DateForm, MappedExport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.analytics.cli.conftest import Ran

    Run = Callable[..., Ran]

MAPPING = MappedExport(
    "Studio tool",
    (),
    {"starts": Column("Day"), "client_name": Column("Name")},
    dates={"starts": DateForm(("%d.%m.%Y %H:%M",))},
)
TEXT = "Day;Name\n03.04.2026 10:00;Rosa\n"
BOTH = (
    "Appointment Date,Customer First Name,Customer Last Name,Customer E-mail,Studio,"
    "Total Paid,Employee,Appointment Status,Service Duration,Service Type,Client ID,"
    "Name,Type,Participant Status,Status,Class Name,Login Source,Start Datetime\n"
    '"2026-03-15, 10:00 AM",Ana,Sol,ana@x.org,Main,1,Mia,completed,60,S,1,Ana Sol,C,,'
    'Signed In,Yoga,App,"Mar 15, 2026, 10:00 AM"\n'
)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    path = tmp_path / "studio.json"
    path.write_text(to_json(MAPPING), "utf-8")
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_mapping_comes_as_a_file_and_goes_as_one(
    run: Run, shared: Path, log: Path, tmp_path: Path
) -> None:
    assert run("mappings", "--json").json == {"mappings": []}

    assert run("mappings", "add", shared, "--json").json["name"] == "Studio tool"
    assert run("import", log, "--json").json["files"][0]["new"] == 1
    listed = run("mappings", "--json").json["mappings"]
    assert listed == [{"name": "Studio tool", "kind": "sessions", "columns": 2}]

    out = tmp_path / "out.json"
    assert run("mappings", "export", "studio TOOL", out).code == 0
    assert from_json(out.read_text("utf-8")) == MAPPING
    assert run("mappings", "remove", "Studio tool").code == 0
    assert "Nothing has been said" in run("mappings").out


def test_a_file_can_be_read_with_a_mapping_that_is_not_kept(
    run: Run, shared: Path, log: Path
) -> None:
    ran = run("import", log, "--mapping", shared, "--json")

    assert (ran.code, ran.json["files"][0]["tool"]) == (0, "mapping")
    assert run("mappings", "--json").json == {"mappings": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mappings", "export", "Nobody", "x.json"), "no mapping called 'Nobody'"),
        (("mappings", "remove", "Nobody"), "no mapping called 'Nobody'"),
        (("mappings", "add", "nowhere.json"), "no file nowhere.json"),
        (("import", "x.csv", "--mapping", "nowhere.json"), "no file nowhere.json"),
    ],
)
def test_what_is_not_there_is_one_sentence(
    run: Run, words: tuple[str, ...], said: str, shared: Path
) -> None:
    run("mappings", "add", shared)

    ran = run(*words)

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_no_file_is_overwritten(run: Run, shared: Path) -> None:
    run("mappings", "add", shared)

    ran = run("mappings", "export", "Studio tool", shared)

    assert ran.code == 2
    assert "exists already" in ran.err


def test_what_is_no_mapping_is_refused(run: Run, log: Path) -> None:
    ran = run("mappings", "add", log)

    assert ran.code == 2
    assert "not a mapping that Driftline wrote" in ran.err


def test_a_file_of_two_tools_names_both_and_stores_nothing(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "both.csv"
    path.write_text(BOTH, "utf-8")

    ran = run("import", path)
    assert ran.code == 2
    assert "--tool momence" in ran.err
    assert "--tool wodify" in ran.err
    assert run("imports", "--json").json == {"imports": []}

    told = run("import", path, "--tool", "wodify", "--timezone", "UTC", "--json")
    assert (told.code, told.json["files"][0]["tool"]) == (0, "wodify")
    assert "known from one source only" in told.json["files"][0]["warnings"][0]


def test_the_order_of_day_and_month_can_be_typed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "Appointment reference,Client,Scheduled date,Scheduled time,Duration,Services,"
        "Status\n1,Ana Sol,03/04/2026,10:00,1h,Coaching,Completed\n",
        "utf-8",
    )
    assert run("import", path).code == 2

    assert run("import", path, "--dates", "day-first", "--timezone", "UTC").code == 0
    (session,) = run("sessions", "--json").json["sessions"]
    assert session["starts_at"] == "2026-04-03T10:00:00Z"
