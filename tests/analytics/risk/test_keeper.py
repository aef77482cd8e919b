"""Scores are kept up from a process apart: whatever ends it, the old ones stand."""

from __future__ import annotations

import datetime as dt
import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from analytics.apart import done, unheard
from analytics.contracts import Standing
from analytics.errors import FitFailedError
from analytics.facts import default_as_of
from analytics.risk import apart, knew, passing, refresh, scoring
from analytics.risk.keeper import Keeper
from analytics.risk.progress import STEPS
from analytics.store import entries, files, log, privacy, queries, runs, scores
from analytics.store import settings as stored_settings
from tests.servers import ROOT
from tests.support import children
from tests.support.population_log import EXPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import psutil

    from analytics.apart import Step
    from analytics.store import Database

NOW = EXPORTED + dt.timedelta(hours=2)
MOST_SECONDS = 120.0


@pytest.fixture
def keeper(long: Database) -> Iterator[Keeper]:
    log.set_up(long.path)
    made = Keeper(long, lambda: NOW)
    yield made
    made.wait(MOST_SECONDS)
    log.close()


def becomes_modest(child: psutil.Process) -> bool:
    """Return whether a process lets others go first before it has finished."""
    own = os.nice(0)
    while child.is_running():
        if child.nice() > own:
            return True
        time.sleep(0.02)
    return False


def state(database: Database) -> str | None:
    found = runs.newest(database)
    return None if found is None else found.state


def test_a_due_run_is_fitted_apart_and_stored(long: Database, keeper: Keeper) -> None:
    version = long.data_version

    keeper.keep_up()
    assert keeper.step is not None
    child = children.wait_for_one()
    (folder,) = long.path.parent.glob(f".{long.path.name}.work-*")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    if hasattr(os, "nice"):
        assert becomes_modest(child)
    assert keeper.wait(MOST_SECONDS)

    newest = scores.newest(long)
    assert newest is not None
    assert scores.scores(long, newest.model_id)
    assert state(long) == "done"
    assert keeper.step is None
    assert long.data_version > version, "else no page would see the new scores"
    assert not list(long.path.parent.glob(f".{long.path.name}.*"))

    keeper.keep_up()
    assert keeper.step is None, "storing scores makes no new run due"
    assert list(scores.models(long)) == [newest]


def test_what_the_process_stores_is_what_a_run_here_finds(
    long: Database, keeper: Keeper
) -> None:
    here = scoring.run(long, default_as_of(long, NOW), now=NOW)

    keeper.keep_up()
    assert keeper.wait(MOST_SECONDS)

    newest = scores.newest(long)
    assert newest is not None
    there = scores.scores(long, newest.model_id)
    assert [one.client_id for one in there] == [one.client_id for one in here.scores]
    assert [one.probability for one in there] == pytest.approx(
        [one.probability for one in here.scores]
    )


def test_a_killed_process_leaves_the_old_scores_and_a_sentence(
    long: Database, keeper: Keeper
) -> None:
    old = refresh.current(long, default_as_of(long, NOW), NOW)
    entries.add_ending(
        long, old.scores[0].client_id, Standing.PAUSED, on=NOW.date(), now=NOW
    )

    keeper.keep_up()
    children.wait_for_one().kill()
    assert keeper.wait(MOST_SECONDS)

    last = runs.newest(long)
    assert last is not None
    assert last.state == "failed"
    assert last.said is not None
    assert "Nothing is lost: try again" in last.said
    assert list(scores.models(long)) == [old.model]
    assert not list(long.path.parent.glob(f".{long.path.name}.*"))
    lines = "\n".join(log.last_lines(long.path, 50))
    assert "error=FitStoppedError" in lines
    assert "Traceback" not in lines
    assert old.scores[0].client_id not in lines


def test_a_failure_is_not_repeated_by_itself_but_when_asked(
    long: Database, keeper: Keeper
) -> None:
    keeper.keep_up()
    children.wait_for_one().kill()
    assert keeper.wait(MOST_SECONDS)
    assert state(long) == "failed"

    keeper.keep_up()
    assert keeper.step is None

    keeper.ask()
    assert keeper.wait(MOST_SECONDS)
    assert state(long) == "done"


def test_the_next_process_tries_again_and_takes_up_what_was_left(
    long: Database, keeper: Keeper
) -> None:
    summary = "of a process that was stopped"
    left = runs.start(long, summary, now=NOW)
    folder = long.path.with_name(f".{long.path.name}.work-left")
    folder.mkdir()
    (folder / "practice.duckdb").write_bytes(b"somebody's name")

    keeper.keep_up()
    assert not folder.exists() or keeper.wait(MOST_SECONDS)
    assert keeper.wait(MOST_SECONDS)

    assert not folder.exists()
    found = queries.rows(
        long, "select state from score_runs where run_id = $run_id", run_id=left
    )
    assert found == [("failed",)]
    assert state(long) == "done"


def test_while_nothing_changes_nothing_is_summed_up_again(
    long: Database, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh.current(long, default_as_of(long, NOW), NOW)
    keeper.keep_up()
    assert keeper.step is None

    def summed_up(*_given: object) -> str:
        raise AssertionError

    monkeypatch.setattr(knew, "summed_up", summed_up)
    keeper.keep_up()
    entries.ask_not_to_score(long, "c0000096", on=NOW.date(), now=NOW)
    with pytest.raises(AssertionError):
        keeper.keep_up()


def test_a_week_begins_at_midnight_where_the_practice_is(long: Database) -> None:
    with long.write() as cursor:
        stored_settings.put(cursor, "timezone", "America/Los_Angeles")
    # Sunday evening there, and Monday already in UTC.
    now = [dt.datetime(2021, 12, 27, 4)]  # noqa: DTZ001 - UTC without a zone, as in the store
    refresh.current(long, default_as_of(long, now[0]), now[0])
    keeper = Keeper(long, lambda: now[0])
    keeper.keep_up()
    assert keeper.step is None

    now[0] += dt.timedelta(hours=4)
    keeper.keep_up()

    assert keeper.step is not None, "Monday has begun there too"
    assert keeper.wait(MOST_SECONDS)


def test_what_cannot_even_begin_is_not_begun_with_every_page(
    long: Database, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def full(path: Path) -> None:
        tried.append(path.name)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "clear_work", full)
    for _page in range(3):
        keeper.keep_up()
        assert keeper.wait(MOST_SECONDS)

    assert len(tried) == 1
    assert "error=DiskFullError" in "\n".join(log.last_lines(long.path, 50))

    keeper.ask()
    assert keeper.wait(MOST_SECONDS)
    assert len(tried) == 2


def test_what_went_wrong_unforeseen_is_said_and_not_tried_for_ever(
    long: Database, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def broken(_cursor: object, _run: object) -> None:
        tried.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(scores, "add", broken)
    for _page in range(3):
        keeper.keep_up()
        assert keeper.wait(MOST_SECONDS)

    last = runs.newest(long)
    assert last is not None
    assert last.state == "failed"
    assert "Nothing is lost: try again" in (last.said or "")
    assert len(tried) == 1


def test_an_empty_practice_starts_nothing(database: Database) -> None:
    keeper = Keeper(database, lambda: NOW)

    keeper.keep_up()

    assert keeper.step is None
    assert runs.newest(database) is None


def test_steps_are_told_in_their_order(long: Database) -> None:
    told: list[Step] = []

    assert apart.fit(long, clock=lambda: NOW, progress=told.append)

    assert [one.number for one in told] == list(range(1, len(STEPS) + 1))
    assert told[1].said == f"2 of {len(STEPS)}: looking at the past year"


def test_one_forgotten_in_the_middle_leaves_no_copy_and_no_score(
    long: Database,
) -> None:
    name = scoring.run(long, default_as_of(long, NOW), now=NOW).scores[0].client_id
    work = threading.Thread(
        target=apart.fit,
        args=[long],
        kwargs={"clock": lambda: NOW, "progress": unheard},
    )
    work.start()
    children.wait_for_one()

    privacy.forget(long, name, now=NOW)

    assert not list(long.path.parent.glob(f".{long.path.name}.*"))
    work.join(MOST_SECONDS)
    last = runs.newest(long)
    assert last is not None
    assert last.said is None, "there is nothing to do about it"
    assert queries.rows(long, "from scores where client_id = $name", name=name) == []
    assert knew.is_due(long, default_as_of(long, NOW))


def test_what_the_process_says_is_passed_on(long: Database, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"this is no practice" * 1000)

    with pytest.raises(
        FitFailedError, match="Nothing that was worked out before is lost"
    ):
        done(
            long,
            lambda _, out: ["risk", "work", str(broken), str(out), NOW.isoformat()],
            passing.read,
            unheard,
            "the list",
        )


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_process_ends_with_the_one_that_waits(
    long: Database, tmp_path: Path
) -> None:
    copy, out = tmp_path / "copy.duckdb", tmp_path / "out.json"
    with long.read() as cursor:
        files.copy_database(cursor, copy)
    words = ["risk", "work", str(copy), str(out), NOW.isoformat(), "--json"]
    child = subprocess.Popen(
        [sys.executable, "-m", "analytics", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdout.readline()

    child.stdin.close()

    assert child.wait(timeout=MOST_SECONDS) not in {0, -signal.SIGKILL}
    child.stdout.close()
    assert not out.exists()
