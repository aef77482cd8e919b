"""A practice in which a test has run for 16 weeks, made once and copied."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.store import Database

CLIENTS = 40
WEEKS = 16


@pytest.fixture(scope="session")
def tested_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plan, set up and run a test; copy the file before changing it."""
    # Imported here, so that a test of a single module does not pay for the store.
    from analytics.facts import default_as_of  # noqa: PLC0415 - said above
    from analytics.reminders.trial import plan_file, running  # noqa: PLC0415 - said above
    from analytics.reminders.trial.arms import by_client  # noqa: PLC0415 - said above
    from analytics.store import open_practice  # noqa: PLC0415 - said above
    from tests.support import trial_log  # noqa: PLC0415 - said above
    from tests.support.log import write  # noqa: PLC0415 - said above

    path = tmp_path_factory.mktemp("tested") / "practice.duckdb"
    database = open_practice(path)
    write(database, trial_log.past(CLIENTS), exported="2026-11-23 08:00")
    as_of = default_as_of(database, trial_log.NOW)
    wish = running.Wish(trial_log.START, worth=0.1, seed="5f" * 32)
    plan = running.propose(database, wish, as_of, trial_log.NOW).plan
    sha256 = plan_file.write(plan, path.with_name("plan.json"))
    running.set_up(database, plan, sha256, as_of, trial_log.NOW)
    arms = by_client(database)
    slots = trial_log.weeks_of_test(arms, CLIENTS, WEEKS)
    write(database, slots, exported="2027-03-22 08:00")
    database.close()
    return path


@pytest.fixture
def tested(practice_of_the_test: Path, tested_file: Path) -> Iterator[Database]:
    """Open that practice in this test's place; its plan lies beside it."""
    from analytics.store import open_practice  # noqa: PLC0415 - said above

    shutil.copyfile(tested_file, practice_of_the_test)
    plan = tested_file.with_name("plan.json")
    shutil.copyfile(plan, practice_of_the_test.with_name("plan.json"))
    opened = open_practice(practice_of_the_test)
    yield opened
    opened.close()
