"""A process killed at any instant, a full disk: the log before or the log after."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import DiskFullError
from analytics.store import open_practice, queries
from tests.analytics.importing.steps import bring
from tests.support.disks import fill_up, small_disk
from tests.support.files import calendly_row, write_calendly

if TYPE_CHECKING:
    from analytics.store import Database

ROOT = Path(__file__).parents[3]

CHILD = """
import datetime as dt, pathlib, sys
from analytics import importing
from analytics.importing import ImportOptions
from analytics.store import open_practice
database = open_practice(pathlib.Path(sys.argv[1]))
print("open", flush=True)
options = ImportOptions(timezone="UTC", exported_at=dt.datetime(2026, 11, 20, 18))
now = dt.datetime(2026, 11, 22, 8)
importing.import_file(database, pathlib.Path(sys.argv[2]), now=now, options=options)
print("done", flush=True)
database.close()
print("closed", flush=True)
"""


def many_rows(count: int, first: int = 0) -> list[dict[str, str]]:
    """Return bookings of a hundred clients; every ninth is cancelled."""
    return [
        calendly_row(
            f"s{i}",
            f"2026-{1 + i % 10:02}-{1 + i % 28:02} 10:00 am",
            email=f"c{i % 100}@example.com",
            cancelled_by="Invitee" if i % 9 == 0 else None,
        )
        for i in range(first, first + count)
    ]


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """Make a practice that holds a first, small file."""
    path = tmp_path / "first" / "practice.duckdb"
    database = open_practice(path)
    bring(
        database,
        write_calendly(tmp_path / "small.csv", many_rows(300)),
        exported_at="2026-11-13T18:00:00",
    )
    database.close()
    return path


def start(practice: Path, file: Path) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(practice), str(file)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"open\n"
    return child


def end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


def state(path: Path) -> tuple[int, int, int]:
    """Open what is there, check it, and return its counts."""
    database = open_practice(path)
    assert importing.verify(database) == []
    counts = queries.rows(
        database,
        "select (select count(*) from sessions), (select count(*) from "
        "session_versions), (select count(*) from imports)",
    )
    database.close()
    return counts[0]  # type: ignore[return-value]  # three counts


BEFORE, AFTER = (300, 300, 1), (6_200, 6_300, 2)


def killed_at(
    practice: Path, file: Path, folder: Path, share: float, whole: float
) -> tuple[int, int, int]:
    """Kill an import after a share of its usual time; return what is left."""
    copy = folder / "practice.duckdb"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(practice.parent, folder)
    child = start(copy, file)
    time.sleep(share * whole)
    os.kill(child.pid, signal.SIGKILL)
    end(child)
    return state(copy)


def usual_seconds(practice: Path, file: Path, folder: Path) -> float:
    """Return how long the import takes here when nobody disturbs it."""
    shutil.copytree(practice.parent, folder)
    began = time.perf_counter()
    child = start(folder / "practice.duckdb", file)
    assert child.stdout is not None
    began = time.perf_counter()
    assert child.stdout.read() == b"done\nclosed\n"
    seconds = time.perf_counter() - began
    end(child)
    assert state(folder / "practice.duckdb") == AFTER
    return seconds


def states_seen(
    practice: Path, tmp_path: Path, instants: int
) -> set[tuple[int, int, int]]:
    file = write_calendly(tmp_path / "long.csv", many_rows(6_000, first=200))
    whole = usual_seconds(practice, file, tmp_path / "whole")
    return {
        killed_at(practice, file, tmp_path / "killed", 1.3 * i / (instants - 1), whole)
        for i in range(instants)
    }


def test_a_kill_leaves_the_log_before_or_the_log_after(
    practice: Path, tmp_path: Path
) -> None:
    seen = states_seen(practice, tmp_path, instants=6)

    assert seen <= {BEFORE, AFTER}
    assert BEFORE in seen


@pytest.mark.slow
def test_fifty_kills_spread_over_an_import_see_both_states_and_no_other(
    practice: Path, tmp_path: Path
) -> None:
    assert states_seen(practice, tmp_path, instants=50) == {BEFORE, AFTER}


@pytest.mark.slow
def test_a_full_disk_is_said_and_nothing_is_half_done(tmp_path: Path) -> None:
    file = write_calendly(tmp_path / "long.csv", many_rows(60_000))
    with small_disk(5) as disk:
        database: Database = open_practice(disk / "practice.duckdb")
        ballast = fill_up(disk, 1_500_000)

        with pytest.raises(DiskFullError, match="nothing was stored"):
            bring(database, file)

        assert queries.rows(database, "select count(*) from sessions") == [(0,)]
        ballast.unlink()
        assert bring(database, write_calendly(tmp_path / "s.csv", many_rows(50))).new
        database.close()
