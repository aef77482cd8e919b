"""Which answers would change a list that a model orders."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import facts
from analytics.quality import questions as quality
from analytics.reports import today_model
from analytics.reports.today import today
from analytics.risk import scoring, supposed
from analytics.store import open_practice, outcomes, queries
from analytics.store.outcomes import Said
from tests.support.scored_practice import on_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.periods import AsOf
    from analytics.store import Database

NOW = dt.datetime(2026, 11, 16, 9, 0)  # noqa: DTZ001 - the store's times are UTC without a zone


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return on_step(tmp_path_factory.mktemp("scored"), "percent", NOW)


@pytest.fixture
def scored(made: Path, tmp_path: Path) -> Iterator[Database]:
    database = open_practice(Path(shutil.copy(made, tmp_path / "scored.duckdb")))
    yield database
    database.close()


def moment(database: Database) -> AsOf:
    return facts.default_as_of(database, NOW)


def on_list(database: Database) -> list[str]:
    found = today(database, moment(database), now=NOW)
    assert found.mode == "percent"
    return [client.client_id for client in found.clients if client.on_list]


def test_supposing_nothing_is_what_was_stored(scored: Database) -> None:
    as_of = moment(scored)
    run = today_model.newest(scored, as_of)
    assert run is not None

    again = supposed.supposed(scored, as_of, run, {})

    stored = {one.client_id: (one.place, one.word) for one in run.scores}
    assert {one.client_id: (one.place, one.word) for one in again.scores} == stored
    likely = {one.client_id: one.probability for one in run.scores}
    for one in again.scores:
        assert one.probability == pytest.approx(likely[one.client_id])


def test_a_supposed_session_changes_the_score_of_its_client(scored: Database) -> None:
    as_of = moment(scored)
    run = today_model.newest(scored, as_of)
    assert run is not None
    first = run.scores[0]
    rows = queries.rows(
        scored,
        "select session_id from sessions where client_id = $client "
        "and outcome = 'attended' order by starts_at desc limit 1",
        client=first.client_id,
    )
    ((session_id,),) = rows

    then = supposed.supposed(scored, as_of, run, {str(session_id): "no_show"})

    # Without their last session they are away for longer, or not active any more.
    likely = {one.client_id: one.probability for one in then.scores}
    assert likely.get(first.client_id) != first.probability


def test_what_is_said_to_follow_follows_once_it_is_said(scored: Database) -> None:
    found = quality.questions(scored, moment(scored), at_most=5)
    decisive = [question for question in found if question.list_change]
    assert decisive

    question = decisive[0]
    change, client_id = question.list_change, question.session.client_id
    assert change is not None
    assert (client_id in on_list(scored)) != change.joins
    said = [Said(question.session.session_id, change.answer)]
    outcomes.confirm(scored, said, on=NOW.date(), now=NOW)
    scoring.current(scored, moment(scored), NOW)

    assert (client_id in on_list(scored)) == change.joins


def test_a_week_without_time_left_asks_of_nobody_who_would_join(
    scored: Database,
) -> None:
    found = quality.questions(scored, moment(scored), at_most=20)

    assert not any(one.list_change and one.list_change.joins for one in found)


def test_the_list_is_worked_out_anew_a_few_times_only(
    scored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    real = supposed.supposed

    def counted(*args: object) -> object:
        calls.append(args)
        return real(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(supposed, "supposed", counted)
    quality.questions(scored, moment(scored), at_most=50)

    assert 0 < len(calls) <= quality.TRIED_ONE_BY_ONE + 3
