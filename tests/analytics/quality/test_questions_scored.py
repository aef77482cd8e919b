"""Which answers would change a list that a model orders."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analytics import facts, importing
from analytics.facts import clients as client_list
from analytics.facts import features
from analytics.quality import questions as quality
from analytics.reports import today_model
from analytics.reports.today import today
from analytics.risk import refresh, supposed
from analytics.store import open_practice, outcomes, queries
from analytics.store.outcomes import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analytics.periods import AsOf
    from analytics.store import Database
    from analytics.store.scores import Run

NOW = dt.datetime(2026, 11, 16, 9, 0)  # noqa: DTZ001 - the store's times are UTC without a zone


@pytest.fixture
def scored(percent_file: Path, tmp_path: Path) -> Iterator[Database]:
    database = open_practice(
        Path(shutil.copy(percent_file, tmp_path / "scored.duckdb"))
    )
    yield database
    database.close()


def moment(database: Database) -> AsOf:
    return facts.default_as_of(database, NOW)


def on_list(database: Database) -> list[str]:
    found = today(database, moment(database), now=NOW)
    assert found.mode == "percent"
    return [client.client_id for client in found.clients if client.on_list]


def newest(database: Database) -> Run:
    run = today_model.newest(database, moment(database))
    assert run is not None
    return run


def chances(database: Database, answers: dict[str, str]) -> dict[str, float]:
    run = newest(database)
    ids = [one.client_id for one in run.scores]
    return supposed.chances(database, moment(database), run, ids, answers)


def last_attended(database: Database, client_id: str) -> str:
    ((session_id,),) = queries.rows(
        database,
        "select session_id from sessions where client_id = $client "
        "and outcome = 'attended' order by starts_at desc limit 1",
        client=client_id,
    )
    return str(session_id)


@pytest.mark.parametrize("country", ["", "CH"])
def test_supposing_nothing_is_what_was_stored(scored: Database, country: str) -> None:
    importing.change_setting(scored, "country", country)
    refresh.current(scored, moment(scored), NOW)
    run = newest(scored)

    again = chances(scored, {})

    assert again == pytest.approx(
        {one.client_id: one.probability for one in run.scores}
    )
    same = supposed.with_chances(run, list(again), again)
    assert [one.client_id for one in same.scores] == [
        one.client_id for one in run.scores
    ]


def test_a_supposed_session_changes_the_score_of_its_client_alone(
    scored: Database,
) -> None:
    run = newest(scored)
    first = run.scores[0].client_id
    was = chances(scored, {})

    then = chances(scored, {last_attended(scored, first): "no_show"})

    # Without their last session they are away for longer, or not active any more.
    assert then.get(first) != was[first]
    others = {one: likely for one, likely in then.items() if one != first}
    assert others == pytest.approx({one: was[one] for one in others})
    assert len(others) == len(was) - 1


def test_what_is_supposed_is_what_is_told_once_it_is_said(scored: Database) -> None:
    """The same features, but for what the whole practice is like."""
    last = newest(scored).scores[-1].client_id
    session_id = last_attended(scored, last)
    supposed_ = features.supposed(
        scored, moment(scored), [last], {session_id: "no_show"}
    )

    outcomes.confirm(scored, [Said(session_id, "no_show")], on=NOW.date(), now=NOW)
    told = features.rows(scored, [moment(scored)], moment(scored))
    told = told[told["client_id"] == last]

    columns = ["days_since_last", "days_quiet", "last_missed", "ew_miss", "log_natt"]
    assert len(supposed_) == len(told)
    assert supposed_[columns].to_numpy().tolist() == told[columns].to_numpy().tolist()


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
    refresh.current(scored, moment(scored), NOW)

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
    for module, name in ((client_list, "paces"), (features, "supposed")):
        real = getattr(module, name)

        def counted(*args: object, real: Callable[..., object] = real) -> object:
            calls.append(real.__name__)
            return real(*args)

        monkeypatch.setattr(module, name, counted)

    quality.questions(scored, moment(scored), at_most=50)

    assert calls.count("paces") <= quality.TRIED_ONE_BY_ONE + 3
    # Once for each answer.
    assert 1 <= calls.count("supposed") <= 2
