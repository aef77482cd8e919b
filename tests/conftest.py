"""What every test may lean on: a practice of its own, one time zone, bounded luck."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from tests.servers import ROOT, Server, start_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xdist.remote import Producer

    from analytics.store import Database

# A test that leans on the developer's own zone would pass at home and fail in CI.
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

# A loaded machine is slow, not wrong, hence no deadline. CI draws the same examples on
# every run, so that a red run means a change; at home each run draws new ones.
settings.register_profile("dev", deadline=None, max_examples=25)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")


@pytest.fixture(scope="session", autouse=True)
def no_practice_of_the_developer(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Point every default at an empty folder: data/practice.duckdb is never opened."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("session")
        patch.setenv("DRIFTLINE_DATABASE", str(folder / "practice.duckdb"))
        # A test that is about the work behind the pages switches it on.
        patch.setenv("DRIFTLINE_FITTING", "off")
        yield


@pytest.fixture(autouse=True)
def practice_of_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Point the default at a file of this test's own; give its path."""
    path = tmp_path / "practice.duckdb"
    monkeypatch.setenv("DRIFTLINE_DATABASE", str(path))
    return path


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty practice once: a copy is there four times as fast."""
    # Imported here, so that a test of a single module does not pay for the store.
    from analytics.store import open_practice  # noqa: PLC0415 - said above

    path = tmp_path_factory.mktemp("empty") / "practice.duckdb"
    open_practice(path).close()
    return path


@pytest.fixture
def database(practice_of_the_test: Path, empty_file: Path) -> Iterator[Database]:
    """Open an empty practice, the one the pages of this test see as well."""
    from analytics.store import open_practice  # noqa: PLC0415 - as above

    # What another fixture has put there stays.
    if not practice_of_the_test.exists():
        shutil.copyfile(empty_file, practice_of_the_test)
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo practice once; copy the file before changing it."""
    path = tmp_path_factory.mktemp("demo") / "practice.duckdb"
    command = [sys.executable, "-m", "analytics", "demo", "--database", str(path)]
    made = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return path


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Give a function that starts a server; all of them are stopped at the end.

    `serve()` has an empty practice of its own, `serve(path)` the one at that path.
    """
    started: list[Server] = []

    def start(database: Path | None = None) -> Server:
        folder = tmp_path_factory.mktemp("server")
        path = database or folder / "practice.duckdb"
        server = start_server(path, folder / "server.log")
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def demo_server(
    serve: Callable[..., Server],
    demo_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Server:
    """Start one server on a copy of the demo, for all who only look."""
    path = tmp_path_factory.mktemp("shown") / "practice.duckdb"
    shutil.copyfile(demo_file, path)
    return serve(path)


class OneBrowserAtATime(LoadFileScheduling):  # type: ignore[misc]  # it has no types
    """Give a worker whole files, and all files of `tests/browser` to the same one.

    Two Chromiums with two servers on two cores are slower than a page may be.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = "tests/browser/"
        file: str = super()._split_scope(nodeid)
        return folder if file.startswith(folder) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(
    config: pytest.Config, log: Producer
) -> OneBrowserAtATime | None:
    """Share the tests out as `OneBrowserAtATime`, unless another way was asked for."""
    is_by_file = config.getoption("dist") == "loadfile"
    return OneBrowserAtATime(config, log) if is_by_file else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person who has checked a change write the expected results anew."""
    parser.addoption("--write-golden", action="store_true", default=False)


@pytest.fixture(scope="session")
def test_underway(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a practice with a fair test in its tenth week; copy it before changing it.

    It is Monday 2026-11-16, 9:00 UTC, and the newest export, beside it, is imported.
    """
    import datetime as dt  # noqa: PLC0415 - as below

    # Imported here, so that a test of a single module does not pay for the store.
    from tests.support import running_test  # noqa: PLC0415 - said above

    path = tmp_path_factory.mktemp("underway") / "practice.duckdb"
    now = dt.datetime(2026, 11, 16, 9)  # noqa: DTZ001 - UTC, as the store keeps it
    newest, _ = running_test.build(path, now)
    running_test.import_newest(path, newest, now)
    return path
