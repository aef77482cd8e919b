"""A run is due when what it would read has changed, and only then."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from analytics.facts import default_as_of
from analytics.risk import knew, refresh
from analytics.store import (
    bundle,
    entries,
    open_practice,
    privacy,
    pulses,
    queries,
    runs,
    scores,
)
from analytics.store import settings as stored_settings
from analytics.store.check import check
from tests.support.population_log import EXPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database

NOW = EXPORTED + dt.timedelta(hours=2)


def is_due(database: Database, now: dt.datetime = NOW) -> bool:
    return knew.is_due(database, default_as_of(database, now))


@pytest.fixture(scope="module")
def scored_file(long_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Score the long practice once; copy the file before changing it."""
    path = tmp_path_factory.mktemp("scored") / "practice.duckdb"
    shutil.copyfile(long_file, path)
    database = open_practice(path)
    refresh.current(database, default_as_of(database, NOW), NOW)
    database.close()
    return path


@pytest.fixture
def scored(practice_of_the_test: Path, scored_file: Path) -> Iterator[Database]:
    shutil.copyfile(scored_file, practice_of_the_test)
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()


def test_an_empty_practice_is_never_due(database: Database) -> None:
    assert not is_due(database)


def test_a_filled_one_is_due_once(long: Database) -> None:
    assert is_due(long)
    refresh.current(long, default_as_of(long, NOW), NOW)
    assert not is_due(long)


@pytest.mark.parametrize(
    "sql",
    [
        (
            "update sessions set outcome = 'no_show' where session_id = "
            "(select min(session_id) from sessions)"
        ),
        "update imports set undone_at = now()::timestamp",
        (
            "insert into confirmations by name select 'e' as entry_id, "
            "'s' as session_id, 'c' as client_id, 'attended' as outcome, "
            "false as is_excused, date '2021-01-01' as on_date, "
            "now()::timestamp as entered_at"
        ),
        (
            "insert into pulses values "
            "('e', 's', 'c', '2021-01-01', 2, null, now(), null)"
        ),
        "insert into no_scoring values ('e', 'c', '2021-01-01', null, now(), null)",
        (
            "insert into absences values ('e', 'client', 'c', null, '2021-01-01', "
            "'2021-01-09', null, now(), null)"
        ),
        (
            "update sessions set client_id = 'merged' where client_id = "
            "(select min(client_id) from sessions)"
        ),
        "insert into settings values ('country', 'CH')",
        (
            "insert into moved_slots values ('s@1', 's', 1, 'template', 'c', null, "
            "null, '2021-01-01', 18628, 10, 60, null, '2020-12-01', '2020-12-20', "
            "false)"
        ),
    ],
)
def test_what_a_score_rests_on_makes_one_due(scored: Database, sql: str) -> None:
    with scored.write() as cursor:
        cursor.execute(sql)

    assert is_due(scored)


@pytest.mark.parametrize(
    "sql",
    [
        "insert into settings values ('initials', 'on')",
        "update sessions set price_cents = 1",
        "update clients set display_name = 'Somebody Else'",
        (
            "insert into pulses values "
            "('e', 's', 'c', '2021-01-01', null, null, now(), null)"
        ),
        (
            "insert into follow_ups by name select 'e' as entry_id, "
            "'c' as client_id, 'say_hello' as step, date '2021-12-20' as on_date, "
            "now()::timestamp as entered_at"
        ),
        "insert into no_scoring values ('e', 'c', '2031-01-01', null, now(), null)",
    ],
)
def test_what_no_score_rests_on_does_not(scored: Database, sql: str) -> None:
    with scored.write() as cursor:
        cursor.execute(sql)

    assert not is_due(scored)


def test_a_clock_set_back_makes_a_run_due_once(scored: Database) -> None:
    then = NOW - dt.timedelta(days=4)
    assert is_due(scored, then)

    refresh.current(scored, default_as_of(scored, then), then)

    assert not is_due(scored, then)
    assert not is_due(scored, NOW), "what was stored of today still holds"


def test_a_clock_set_back_within_a_day_makes_a_run_due_once(scored: Database) -> None:
    then = NOW - dt.timedelta(minutes=90)
    with scored.write() as cursor:
        stored_settings.put(cursor, "capacity", "7")
    assert is_due(scored, then)

    refresh.current(scored, default_as_of(scored, then), then)

    assert not is_due(scored, then)


def test_a_new_week_has_room_for_new_names(scored: Database) -> None:
    assert not is_due(scored, NOW + dt.timedelta(days=3))
    assert is_due(scored, NOW + dt.timedelta(days=7))


def test_forgetting_takes_the_scores_and_makes_a_run_due(scored: Database) -> None:
    newest = scores.newest(scored)
    assert newest is not None
    name, *others = [one.client_id for one in scores.scores(scored, newest.model_id)]
    entries.ask_not_to_score(scored, others[0], on=NOW.date(), now=NOW)
    set_aside(scored, name)
    held = privacy.export_client(scored, name)
    for table in ("scores", "pulses", "set_asides"):
        assert [row["client_id"] for row in rows(held, table)] == [name]
    assert "adds" in str(rows(held, "scores")[0]["based_on"])

    removed = privacy.forget(scored, name, now=NOW).removed

    assert removed["scores"] == removed["pulses"] == removed["set_asides"] == 1
    left = [one.client_id for one in scores.scores(scored, newest.model_id)]
    assert left == others
    assert is_due(scored)
    again = refresh.current(scored, default_as_of(scored, NOW), NOW)
    assert name not in {one.client_id for one in again.scores}


def set_aside(database: Database, client_id: str) -> None:
    """Keep "no concern because" and a coach's view of a client's last session."""
    until = NOW.date() + dt.timedelta(days=9)
    entries.set_aside(
        database,
        client_id,
        from_date=NOW.date(),
        until_date=until,
        reason="exams",
        now=NOW,
    )
    found = queries.rows(
        database,
        "select max(session_id) from sessions where client_id = $client_id",
        client_id=client_id,
    )
    session = str(found[0][0])
    pulses.add(database, session, engaged=4, on=NOW.date(), now=NOW)


def rows(held: dict[str, object], table: str) -> list[dict[str, object]]:
    found = held[table]
    assert isinstance(found, list)
    return found


def test_a_support_bundle_holds_nobody_of_the_scores(
    scored: Database, tmp_path: Path
) -> None:
    newest = scores.newest(scored)
    assert newest is not None
    runs.fail(scored, runs.start(scored, "k", now=NOW), "The disk is full.", now=NOW)

    bundle.write_bundle(scored, check(scored), tmp_path / "help.zip", now=NOW)

    with zipfile.ZipFile(tmp_path / "help.zip") as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist())
    ids = [one.client_id for one in scores.scores(scored, newest.model_id)]
    assert '"scores"' in text
    assert [one for one in ids if one in text] == []
    assert newest.model_id not in text
