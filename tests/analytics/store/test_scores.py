"""Runs of the model are kept as they were, read newest first, and never hold a gap."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.errors import ClientNotFoundError
from analytics.importing import decisions
from analytics.store import entries, privacy, queries, runs, scores
from analytics.store.check import check
from analytics.store.scores import BookingScore, Model, PastName, Run, Score
from tests.analytics.small_practice import ANNA, BELA, NOW, fill

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database

DAY = 20_773
LATER = NOW + dt.timedelta(hours=1)


def model(database: Database, **others: object) -> Model:
    imports = tuple(
        record.import_id
        for record in importing.imports(database)
        if record.undone_at is None
    )
    given = {
        "model_id": scores.new_id(),
        "kind": "quiet",
        "as_of_day": DAY,
        "known_s": 1_794_816_000,
        "data_version": database.data_version,
        "knew": "k",
        "imports": imports,
        "fitted_at": NOW,
        "mode": "percent",
        "why": "",
        "card": {"n": 2},
    }
    return Model(**given | others)  # type: ignore[arg-type]  # fields by name


def score(client_id: str = ANNA, **others: object) -> Score:
    given = {
        "client_id": client_id,
        "place": 1,
        "probability": 0.4,
        "low": 0.3,
        "high": 0.5,
        "word": "high",
        "rule_score": 2.5,
        "is_listed": True,
        "listed_since_day": DAY,
        "listed_as": "model",
        "snoozed_until_day": None,
        "little_known": False,
        "based_on": {"starts_at": -1.5, "adds": {"booking": 1.0}, "named": []},
        "changed": None,
    }
    return Score(**given | others)  # type: ignore[arg-type]  # fields by name


def kept(database: Database, run: Run) -> Model:
    with database.write() as cursor:
        scores.add(cursor, run)
    return run.model


def test_what_was_stored_is_read_as_it_was(small: Database) -> None:
    by_rule = score(
        BELA,
        place=2,
        probability=None,
        low=None,
        high=None,
        is_listed=False,
        listed_since_day=None,
        listed_as=None,
        snoozed_until_day=DAY + 3,
        changed="since last week: nothing is booked any more",
    )
    run = Run(
        model(small),
        (score(), by_rule),
        (BookingScore("S-5", BELA, None, None, None, {"named": []}),),
        (
            PastName(
                ANNA,
                DAY - 90,
                "rule",
                None,
                "went_quiet",
                DAY - 60,
                None,
                -3,
                True,
                False,
            ),
        ),
    )

    kept(small, run)

    assert scores.newest(small) == run.model
    assert scores.run_of(small, run.model) == run
    assert check(small).problems == ()


def test_newest_is_the_latest_day_then_the_latest_run(small: Database) -> None:
    assert scores.newest(small) is None
    first = kept(small, Run(model(small)))
    older = kept(small, Run(model(small, as_of_day=DAY - 7, fitted_at=LATER)))
    again = kept(small, Run(model(small)))
    kept(small, Run(model(small, kind="missed", as_of_day=DAY + 9)))

    found = [one.model_id for one in scores.models(small)]

    assert found == [again.model_id, first.model_id, older.model_id]
    assert scores.newest(small, until_day=DAY - 1) == older


def test_run_that_knew_an_import_taken_back_is_passed_over(
    small: Database, tmp_path: Path
) -> None:
    run = kept(small, Run(model(small), (score(),)))
    assert scores.first_listed(small, DAY) == {ANNA: DAY}

    importing.undo(small, run.imports[0], now=LATER)

    assert scores.newest(small) is None
    assert scores.first_listed(small, DAY) == {}
    fill(small, tmp_path)
    assert scores.newest(small) == run


def test_first_listed_is_of_the_latest_showing_and_not_of_later_days(
    small: Database,
) -> None:
    kept(small, Run(model(small), (score(listed_since_day=DAY - 40),)))
    kept(small, Run(model(small), (score(), score(BELA, is_listed=False))))

    assert scores.first_listed(small, DAY) == {ANNA: DAY}
    assert scores.first_listed(small, DAY - 1) == {ANNA: DAY - 40}


def test_scores_follow_a_client_who_was_merged(small: Database) -> None:
    run = kept(small, Run(model(small), (score(), score(BELA, place=2))))
    decisions.merge(small, ANNA, BELA, now=LATER)

    assert scores.first_listed(small, DAY) == {BELA: DAY}
    held = privacy.export_client(small, ANNA)["scores"]
    assert isinstance(held, list)
    assert {row["client_id"] for row in held} == {ANNA, BELA}
    privacy.forget(small, ANNA, now=LATER)
    assert scores.scores(small, run.model_id) == []


def test_one_who_was_forgotten_meanwhile_is_not_scored(small: Database) -> None:
    run = Run(
        model(small),
        (score(), score(BELA, place=2)),
        (BookingScore("S-5", ANNA, 0.1, 0.05, 0.2, {}),),
        (
            PastName(
                ANNA, DAY - 90, None, 0.1, "went_quiet", None, None, None, True, False
            ),
        ),
    )
    privacy.forget(small, ANNA, now=LATER)

    kept(small, run)

    assert [one.client_id for one in scores.scores(small, run.model.model_id)] == [BELA]
    assert scores.booking_scores(small, run.model.model_id) == []
    assert scores.past_names(small, run.model.model_id) == []


def test_a_missing_number_is_refused_and_nothing_kept(small: Database) -> None:
    odd = score(based_on={"starts_at": float("nan")})

    with pytest.raises(ValueError, match="JSON"):
        kept(small, Run(model(small), (odd,)))

    assert scores.newest(small) is None


@pytest.mark.parametrize(
    "sql",
    [
        "update scores set probability = 'nan'::double",
        "update scores set probability = 1.5",
        "update scores set low = 0.45",
        "update scores set word = 'huge'",
    ],
)
def test_check_finds_scores_that_cannot_be(small: Database, sql: str) -> None:
    kept(small, Run(model(small), (score(),)))
    with small.write() as cursor:
        cursor.execute(sql)

    assert check(small).problems == ("1 scores hold a number or a word that cannot be",)


def test_check_finds_scores_of_no_run(small: Database) -> None:
    kept(small, Run(model(small), (score(),)))
    with small.write() as cursor:
        cursor.execute("delete from models")

    assert check(small).problems == ("1 scores belong to no run of a model",)


class TestRuns:
    def test_run_is_started_and_done_with_its_scores(self, small: Database) -> None:
        assert runs.newest(small) is None
        version = small.data_version
        run_id = runs.start(small, "k", now=NOW)
        started = runs.newest(small)
        assert started is not None
        assert (started.state, started.knew, started.data_version) == (
            "running",
            "k",
            version,
        )

        with small.write() as cursor:
            runs.finish(cursor, run_id, now=LATER)

        assert runs.newest(small) == replace(started, state="done", finished_at=LATER)

    def test_failure_is_kept_as_a_sentence(self, small: Database) -> None:
        run_id = runs.start(small, "k", now=NOW)

        runs.fail(small, run_id, "The disk is full.", now=LATER)

        found = runs.newest(small)
        assert found is not None
        assert (found.state, found.said) == ("failed", "The disk is full.")

    def test_run_left_open_gives_way_to_the_next(self, small: Database) -> None:
        first = runs.start(small, "k", now=NOW)
        runs.start(small, "k", now=LATER)

        found = queries.rows(
            small, "select run_id, state from score_runs order by asked_at"
        )
        assert found[0] == (first, "failed")
        assert found[1][1] == "running"


class TestNoScoring:
    def test_is_an_entry_that_can_be_taken_back(self, small: Database) -> None:
        on = dt.date(2026, 11, 16)
        entry = entries.ask_not_to_score(small, ANNA, on=on, reason=" asked ", now=NOW)
        (listed,) = entries.entries(small, ANNA)
        assert (listed.entry_id, listed.what, listed.reason) == (
            entry,
            "no_scoring",
            "asked",
        )

        assert entries.score_again(small, ANNA, now=LATER) == 1

        assert entries.entries(small, ANNA)[0].withdrawn_at == LATER
        assert entries.score_again(small, ANNA, now=LATER) == 0

    def test_is_kept_of_clients_only(self, small: Database) -> None:
        with pytest.raises(ClientNotFoundError):
            entries.ask_not_to_score(small, "C-9", on=NOW.date(), now=NOW)

    def test_follows_the_client_in_a_merge(self, small: Database) -> None:
        entries.ask_not_to_score(small, ANNA, on=NOW.date(), now=NOW)
        decisions.merge(small, ANNA, BELA, now=LATER)
        assert queries.rows(small, "select client_id from no_scoring") == [(BELA,)]
        decisions.unmerge(small, ANNA, now=LATER)
        assert queries.rows(small, "select client_id from no_scoring") == [(ANNA,)]
