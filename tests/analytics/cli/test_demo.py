"""`demo`: an invented practice through the real import, in an empty file only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.cli.demo import fill
from analytics.cli.demo_out import take_out
from analytics.errors import BadEntryError, PracticeNotEmptyError
from analytics.store import queries
from analytics.store.check import check
from tests.analytics.small_practice import NOW
from tests.analytics.small_practice import fill as fill_small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.analytics.cli.conftest import Ran

WEDNESDAY = dt.datetime(2026, 11, 25, 12, 0)  # noqa: DTZ001 - the store's times are UTC without a zone


def test_demo_is_two_mondays_of_two_tools(database: Database) -> None:
    reports = fill(database, 25, 3, WEDNESDAY)
    assert [report.file for report in reports] == [
        "demo-calendly-2026-11-16.csv",
        "demo-acuity-2026-11-16.csv",
        "demo-calendly-2026-11-23.csv",
        "demo-acuity-2026-11-23.csv",
    ]
    assert {report.tool for report in reports} == {"calendly", "acuity"}
    assert {report.exported_at for report in reports} == {
        dt.datetime(2026, 11, 16, 6, 0),  # noqa: DTZ001 - UTC without a zone
        dt.datetime(2026, 11, 23, 6, 0),  # noqa: DTZ001 - UTC without a zone
    }
    assert all(report.refused == 0 and not report.warnings for report in reports)
    assert sum(report.new + report.changed for report in reports[2:]) > 0
    assert check(database).problems == ()
    assert importing.verify(database) == []


def test_demo_has_endings_and_services_somebody_confirmed(database: Database) -> None:
    fill(database, 40, 1, WEDNESDAY)
    standings = queries.rows(database, "select distinct standing from endings")
    assert ("completed",) in standings
    assert len(queries.rows(database, "select * from services")) == 3


def test_same_seed_and_day_give_the_same_practice(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    first, second = (tmp_path / name for name in ("a.duckdb", "b.duckdb"))
    for path in (first, second):
        made = run("demo", "--clients", 12, "--seed", 4, "--database", path, "--json")
        assert made.code == 0
        assert made.json.keys() >= {"files", "clients", "sessions"}
    one, two = (run("sessions", "--json", "--database", p).out for p in (first, second))
    assert one == two


def test_monday_before_breakfast_still_has_last_weeks_exports(
    database: Database,
) -> None:
    early = dt.datetime(2026, 11, 23, 5, 0)  # noqa: DTZ001 - UTC without a zone
    reports = fill(database, 10, 1, early)
    assert reports[-1].exported_at == dt.datetime(2026, 11, 16, 6, 0)  # noqa: DTZ001 - UTC without a zone


def test_smallest_demo_has_one_client(database: Database) -> None:
    fill(database, 1, 1, WEDNESDAY)
    assert check(database).is_well


@pytest.mark.parametrize("clients", [0, -3, 1_000_000])
def test_number_that_makes_no_practice_is_refused(
    database: Database, clients: int
) -> None:
    with pytest.raises(BadEntryError):
        fill(database, clients, 1, NOW)
    assert queries.rows(database, "select * from imports") == []


def test_demo_is_never_mixed_with_real_clients(
    small: Database, run: Callable[..., Ran]
) -> None:
    before = queries.rows(small, "select * from sessions order by all")
    with pytest.raises(PracticeNotEmptyError, match="has clients already"):
        fill(small, 10, 1, NOW)
    assert queries.rows(small, "select * from sessions order by all") == before
    small.close()
    ran = run("demo", "--json")
    assert ran.code == 2
    assert ran.json["error"].startswith("This practice has clients already")


def test_demo_for_a_person(run: Callable[..., Ran]) -> None:
    told = run("demo", "--clients", 10).out
    assert told.startswith("An invented practice: ")
    assert "acuity-" in told


def test_demo_of_one_client_is_told_in_the_singular(run: Callable[..., Ran]) -> None:
    told = run("demo", "--clients", 1).out

    assert "sessions of 1 client." in told


def test_demo_taken_out_leaves_nothing_of_it(database: Database) -> None:
    importing.change_setting(database, "capacity", "7")
    fresh = {
        table: queries.rows(database, f"select * from {table}")  # noqa: S608 - from check
        for table in check(database).rows
        if table != "meta"
    }
    fill(database, 12, 1, WEDNESDAY)
    assert take_out(database, now=WEDNESDAY) == 4
    for table, rows in fresh.items():
        sql = f"select * from {table}"  # noqa: S608 - from check
        assert queries.rows(database, sql) == rows, table
    assert take_out(database, now=WEDNESDAY) == 0
    fill(database, 12, 1, WEDNESDAY)


def test_file_of_ones_own_beside_the_demo_stays_with_its_settings(
    database: Database, tmp_path: Path
) -> None:
    fill(database, 12, 1, WEDNESDAY)
    fill_small(database, tmp_path)
    take_out(database, now=WEDNESDAY)
    assert [r.file for r in importing.imports(database)] == ["log.csv"]
    assert queries.rows(database, "select count(*) from clients") == [(2,)]
    assert queries.rows(
        database, "select value from settings where key = 'timezone'"
    ) == [("Europe/Zurich",)]
    assert check(database).problems == ()


def test_practice_without_a_demo_has_nothing_to_take_out(small: Database) -> None:
    before = small.data_version
    assert take_out(small, now=NOW) == 0
    assert small.data_version == before
