"""What a page shows of reminders: found by another process, and brought back."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from analytics.errors import FitStoppedError
from analytics.facts import default_as_of
from analytics.reminders import worked, working
from analytics.reminders.contracts import NONE, Outcome, Verdict
from analytics.reminders.keeper import Keeper
from analytics.reminders.worked import Having, Question
from analytics.store import log, strategies
from tests.support import children, reminded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analytics.apart import Step
    from analytics.reminders.worked import Worked
    from analytics.store import Database

NOW = dt.datetime(2026, 11, 16, 9, 0)  # noqa: DTZ001 - UTC, as the store keeps it
MOST_SECONDS = 120.0


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Database:
    reminded.fill(database, tmp_path, reminded.rows(NOW, unknown_share=0.03), NOW)
    return database


@pytest.fixture
def small(database: Database, tmp_path: Path) -> Database:
    reminded.fill(database, tmp_path, reminded.rows(NOW, 4, 4), NOW)
    return database


@pytest.fixture
def keeper(small: Database) -> Iterator[Keeper]:
    log.set_up(small.path)
    made = Keeper(small)
    yield made
    assert made.wait(MOST_SECONDS)
    log.close()


def found(database: Database, question: Question, told: list[Step]) -> Worked:
    as_of = default_as_of(database, NOW)
    return working.worked(database, as_of, question, told.append)


def test_a_file_brings_back_all_that_was_found(
    filled: Database, tmp_path: Path
) -> None:
    told: list[Step] = []
    first = found(filled, Question(), told)
    worked.write(first, tmp_path / "found.json")

    back = worked.read(tmp_path / "found.json")

    assert asdict(back) == asdict(first)
    missed = back.findings.of(reminded.SAID, Outcome.MISSED)
    assert missed.verdict is Verdict.FEWER
    assert missed.balance
    assert [step.said for step in told] == [
        "1 of 2: seeing which reminder each session had",
        "2 of 2: comparing like with like",
        "2 of 2: comparing like with like",
    ]


def test_sessions_are_counted_by_what_they_are_known_and_the_unknown_are_named(
    filled: Database,
) -> None:
    one = found(filled, Question(), [])

    assert {having.source for having in one.having} == {"column"}
    assert set(one.strategies) == {reminded.SAID, NONE}
    assert one.unknown == len(one.unknown_ids) > 0
    assert set(one.unknown_ids) <= {f"s{c}-{w}" for c in range(60) for w in range(20)}


def test_what_is_asked_decides(filled: Database) -> None:
    since = dt.date(2026, 7, 1)
    late = found(filled, Question(since=since, baseline=reminded.SAID), [])

    assert late.findings.baseline == reminded.SAID
    assert late.findings.since_day is not None
    assert dt.date(1970, 1, 1) + dt.timedelta(late.findings.since_day) >= since


def test_nothing_known_is_an_answer(database: Database, tmp_path: Path) -> None:
    reminded.fill(database, tmp_path, reminded.rows(NOW, 3, 3, only=""), NOW)

    one = found(database, Question(), [])

    assert one.having == ()
    assert one.findings.refused is not None
    assert one.findings.refused.code == "all_unknown"


def test_one_strategy_is_counted(database: Database, tmp_path: Path) -> None:
    reminded.fill(database, tmp_path, reminded.rows(NOW, 3, 3, only="none"), NOW)

    assert found(database, Question(), []).having == (Having(NONE, "column", 9),)


def test_an_answer_is_worked_out_apart_and_kept_while_the_data_stay(
    small: Database, keeper: Keeper
) -> None:
    assert keeper.answer(Question(), now=NOW) is None
    assert keeper.step is not None
    assert keeper.wait(MOST_SECONDS)
    assert keeper.step is None

    answer = keeper.answer(Question(), now=NOW)

    assert answer is not None
    assert asdict(answer) == asdict(found(small, Question(), []))
    later = NOW + dt.timedelta(minutes=5)
    assert keeper.answer(Question(), now=later) is answer
    assert not list(small.path.parent.glob(f".{small.path.name}.*"))

    strategies.add(small, "none", from_date=dt.date(2026, 1, 1), now=NOW)
    assert keeper.answer(Question(), now=NOW) is None, "the data have changed"


def test_what_was_ended_says_so_and_is_tried_again_when_asked(
    small: Database, keeper: Keeper
) -> None:
    assert keeper.answer(Question(baseline="-x"), now=NOW) is None
    children.wait_for_one().kill()
    assert keeper.wait(MOST_SECONDS)

    with pytest.raises(FitStoppedError, match="comparison of reminders stopped"):
        keeper.answer(Question(baseline="-x"), now=NOW)
    assert "error=FitStoppedError" in "\n".join(log.last_lines(small.path, 20))

    keeper.again()
    assert keeper.answer(Question(baseline="-x"), now=NOW) is None
    assert keeper.wait(MOST_SECONDS)
    answer = keeper.answer(Question(baseline="-x"), now=NOW)
    assert answer is not None
    assert answer.findings.refused is not None, "nothing is called so"
