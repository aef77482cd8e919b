"""A run: who is scored, with what behind it, who is on the list, and from odd logs."""

from __future__ import annotations

import datetime as dt
import json
import math
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from analytics.contracts import Standing
from analytics.facts import default_as_of
from analytics.periods import AsOf, day_number, day_of_number
from analytics.reports.today import today
from analytics.risk import card, passing, refresh, rolling, scoring
from analytics.risk import prior as priors
from analytics.risk.model import PriorLogisticRegression
from analytics.store import entries, open_practice, scores
from analytics.store import settings as stored_settings
from analytics.store.check import check
from tests.support.log import Slot, ahead, weekly, write
from tests.support.population_log import EXPORTED

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database
    from analytics.store.scores import Run, Score

NOW = EXPORTED + dt.timedelta(hours=2)
DAY = dt.date(2021, 9, 6)


def of_day(day: dt.date = DAY) -> AsOf:
    return AsOf.end_of(day, "UTC")


def by_id(run: Run) -> dict[str, Score]:
    return {one.client_id: one for one in run.scores}


def numbers(value: Any) -> list[float]:  # noqa: ANN401 - whatever is stored
    """Return every number in a value, however deep."""
    if isinstance(value, dict):
        return [found for inner in value.values() for found in numbers(inner)]
    if isinstance(value, list | tuple):
        return [found for inner in value for found in numbers(inner)]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return [float(value)] if is_number else []


@pytest.fixture(scope="module")
def run(long_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run once on the practice as it is, for all who change nothing before."""
    path = tmp_path_factory.mktemp("scored") / "practice.duckdb"
    shutil.copyfile(long_file, path)
    database = open_practice(path)
    found = scoring.run(database, of_day(), now=NOW)
    database.close()
    return found


class TestRun:
    def test_scores_who_is_active_with_probabilities_and_ranges(
        self, long: Database, run: Run
    ) -> None:
        (look,) = rolling.looks(long, [of_day()], priors.load())
        assert run.model.mode == "percent"
        assert {one.client_id for one in run.scores} == set(look.rows["client_id"])
        assert [one.place for one in run.scores] == [*range(1, len(run.scores) + 1)]
        chances = [one.probability for one in run.scores if one.probability is not None]
        assert len(chances) == len(run.scores) > 10
        assert chances == sorted(chances, reverse=True)
        for one in run.scores:
            assert one.low is not None
            assert one.high is not None
            assert 0 <= one.low <= (one.probability or 0) <= one.high <= 1

    def test_what_a_score_is_based_on_adds_up_to_it(self, run: Run) -> None:
        for one in run.scores:
            logit = one.based_on["starts_at"] + sum(one.based_on["adds"].values())
            assert one.probability == pytest.approx(1 / (1 + math.exp(-logit)))

    def test_sessions_behind_a_reason_are_the_client_s_own(
        self, long: Database, run: Run
    ) -> None:
        with long.read() as cursor:
            whose = dict(
                cursor.execute("select session_id, client_id from sessions").fetchall()
            )
        found = [(one.client_id, named) for one in run.scores for named in _named(one)]
        assert {named["group"] for _, named in found} >= {"booking", "rhythm"}
        for client_id, named in found:
            assert {whose[session] for session in named["sessions"]} <= {client_id}
            if named["group"] in {"booking", "rhythm"}:
                assert named["sessions"]
            if named["group"] in {"stage", "season"}:
                assert named["sessions"] == []

    def test_by_the_rule_the_order_is_today_s_and_nothing_is_likely(
        self, long: Database
    ) -> None:
        early = of_day(dt.date(2019, 5, 6))

        run = scoring.run(long, early, now=NOW)

        listed = today(long, early, now=early.instant, is_as_of_given=True).clients
        assert run.model.mode == "rule"
        assert run.model.why
        assert [one.client_id for one in run.scores] == [c.client_id for c in listed]
        assert [one.word for one in run.scores] == [c.word for c in listed]
        for one in run.scores:
            assert (one.probability, one.low, one.high) == (None, None, None)
            assert one.listed_as in {None, "rule"}

    def test_little_known_are_those_with_fewer_than_three_sessions(
        self, run: Run
    ) -> None:
        for one in run.scores:
            few = one.based_on["facts"]["sessions_attended"] < 3
            assert one.little_known == few

    def test_card_is_enough_to_score_without_a_fit(
        self, long: Database, run: Run
    ) -> None:
        kept = json.loads(json.dumps(run.model.card, allow_nan=False))

        (look,) = rolling.looks(long, [of_day()], priors.load())
        chances = card.scorer_of(kept).chances(look.fitted.matrix(look.rows))
        found = by_id(run)
        for client_id, chance in zip(look.rows["client_id"], chances, strict=True):
            assert found[client_id].probability == pytest.approx(chance)
        assert kept["data"]["lapsed_clients"] == kept["ladder"]["lapsed_clients"] > 20
        assert not {one.client_id for one in run.scores} & set(
            json.dumps(kept).split('"')
        )

    def test_passes_from_one_process_to_another_as_it_is(
        self, run: Run, tmp_path: Path
    ) -> None:
        passing.write([run], tmp_path / "runs.json")

        assert passing.read(tmp_path / "runs.json") == [run]


class TestSinceLastWeek:
    def test_without_a_stored_run_the_model_looks_back(
        self, long: Database, run: Run
    ) -> None:
        then = scoring.run(long, of_day(DAY - dt.timedelta(days=7)), now=NOW)
        before = by_id(then)
        said = [one for one in run.scores if one.changed]
        assert said
        for one in said:
            assert one.client_id in before
            facts, old = one.based_on["facts"], before[one.client_id].based_on["facts"]
            assert facts != old
            if "nothing is booked any more" in str(one.changed):
                assert (old["is_booked"], facts["is_booked"]) == (1, 0)

    def test_a_stored_run_of_last_week_is_what_is_compared_with(
        self, long: Database, run: Run
    ) -> None:
        then = scoring.run(long, of_day(DAY - dt.timedelta(days=7)), now=NOW)
        who = by_id(run).keys() & by_id(then).keys()
        changed = replace(
            then,
            scores=tuple(
                replace(
                    one,
                    based_on=dict(one.based_on)
                    | {
                        "adds": one.based_on["adds"] | {"reliability": 99.0},
                        "facts": one.based_on["facts"] | {"last_missed": 7.0},
                    },
                )
                for one in then.scores
            ),
        )
        refresh.store(long, [changed])

        found = by_id(scoring.run(long, of_day(), now=NOW))

        assert all("the last session" in str(found[one].changed) for one in who)

    def test_an_older_run_tells_nothing_of_last_week(
        self, long: Database, run: Run
    ) -> None:
        then = scoring.run(long, of_day(DAY - dt.timedelta(days=21)), now=NOW)
        refresh.store(long, [then])

        found = scoring.run(long, of_day(), now=NOW)

        assert [one.changed for one in found.scores] == [
            one.changed for one in run.scores
        ]


class TestList:
    def test_names_are_quieter_than_usual_and_as_many_as_there_is_room_for(
        self, run: Run
    ) -> None:
        listed = [one for one in run.scores if one.is_listed]
        assert listed
        for one in listed:
            assert one.listed_since_day == day_number(DAY)
            assert (one.listed_as == "rule") == (one.word == "low")

    def test_who_was_shown_two_weeks_ago_is_left_alone(self, long: Database) -> None:
        # With room for one name only it may be somebody who came meanwhile.
        with long.write() as cursor:
            stored_settings.put(cursor, "capacity", "5")
        first = scoring.run(long, of_day(), now=NOW)
        refresh.store(long, [first])
        shown = {one.client_id for one in first.scores if one.is_listed}

        later = by_id(scoring.run(long, of_day(DAY + dt.timedelta(days=14)), now=NOW))

        still = [later[who] for who in shown if who in later]
        assert still
        assert not any(one.is_listed for one in still)
        assert any(one.snoozed_until_day for one in still if one.word != "low")

    def test_who_is_away_waits(self, long: Database, run: Run) -> None:
        name = next(one.client_id for one in run.scores if one.is_listed)
        back = DAY + dt.timedelta(days=9)
        entries.add_absence(long, name, DAY, back, now=NOW)

        found = by_id(scoring.run(long, of_day(), now=NOW))

        assert not found[name].is_listed

    def test_whoever_has_ended_is_not_scored(self, long: Database, run: Run) -> None:
        name = run.scores[0].client_id
        entries.add_ending(long, name, Standing.COMPLETED, on=DAY, now=NOW)

        assert name not in by_id(scoring.run(long, of_day(), now=NOW))

    def test_old_data_bring_no_new_name(self, long: Database) -> None:
        late = EXPORTED + dt.timedelta(days=12)

        run = scoring.run(long, default_as_of(long, late), now=late)

        assert len(run.scores) > 0
        assert not any(one.is_listed for one in run.scores)


class TestCurrent:
    def test_a_stored_run_is_used_until_something_changes(self, long: Database) -> None:
        as_of = default_as_of(long, NOW)
        first = refresh.current(long, as_of, NOW)

        assert refresh.current(long, as_of, NOW) == first
        assert len(list(scores.models(long))) == 1

        entries.add_ending(
            long, first.scores[0].client_id, Standing.PAUSED, on=as_of.day, now=NOW
        )
        second = refresh.current(long, default_as_of(long, NOW), NOW)
        assert second.model.model_id != first.model.model_id
        assert len(list(scores.models(long))) == 2

    def test_of_another_day_nothing_is_kept(self, long: Database) -> None:
        run = refresh.current(long, of_day(), NOW)

        assert run.model.as_of_day == day_number(DAY)
        assert list(scores.models(long)) == []


def _named(one: Score) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = one.based_on["named"]
    return found


WEEKS = 60
END = "2026-03-01"


def practice_of(*clients: list[Slot]) -> list[Slot]:
    return [slot for slots in clients for slot in slots]


def many(count: int, sessions: int, first: str = "2025-01-06 10:00") -> list[Slot]:
    return practice_of(*(weekly(f"c{n:03}", first, sessions) for n in range(count)))


ODD: dict[str, list[Slot]] = {
    "nobody": [],
    "one client": weekly("c", "2025-12-01 10:00", 9),
    "everybody came": many(12, 58),
    "everybody lapsed": many(12, 20),
    "a month without rows": many(12, 30) + many(12, 8, "2025-12-29 10:00"),
    "two years' gap": many(9, 10, "2023-01-02 10:00") + many(9, 10, "2025-12-15 10:00"),
    "one session each": practice_of(
        *([Slot(f"c{n}", f"2026-02-{n % 26 + 1:02} 10:00")] for n in range(40))
    ),
    "a programme without size": [
        replace(slot, service="Programme", package_sessions=None)
        for slot in many(10, 40)
    ],
    "dates in the future": many(9, 58)
    + [ahead(f"c{n:03}", "2031-05-05 10:00", "2026-01-05 09:00") for n in range(9)]
    + [Slot("late", "2030-01-07 10:00")],
    "ten thousand sessions on one day": practice_of(
        *(
            [Slot(f"c{n % 2500:04}", "2026-02-20 10:00", session=f"s{n:05}")]
            for n in range(10_000)
        )
    ),
    "constant features": many(30, 58),
}


class TestOddLogs:
    """Each stands on a step that says why, and holds no number that is none."""

    @pytest.mark.parametrize("name", ODD)
    def test_is_scored_and_stored(self, database: Database, name: str) -> None:
        write(database, ODD[name], exported=f"{END} 12:00")
        now = dt.datetime(2026, 3, 1, 13)  # noqa: DTZ001 - UTC without a zone

        self.check(database, now)

    def test_of_a_clock_set_back_is_scored_as_of_that_day(
        self, database: Database
    ) -> None:
        write(database, many(12, 58), exported=f"{END} 12:00")
        self.check(database, dt.datetime(2026, 3, 1, 13))  # noqa: DTZ001 - UTC
        early = dt.datetime(2025, 11, 3, 9)  # noqa: DTZ001 - UTC without a zone

        run = self.check(database, early)

        assert day_of_number(run.model.as_of_day) == early.date()
        assert scores.newest(database, until_day=run.model.as_of_day) == run.model

    def test_of_a_fit_that_does_not_converge_stands_on_the_rule(
        self, long: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        honest = PriorLogisticRegression.__init__

        def hasty(self: PriorLogisticRegression, **given: Any) -> None:  # noqa: ANN401
            honest(self, **given | {"max_iter": 1, "tol": 0.0})

        monkeypatch.setattr(PriorLogisticRegression, "__init__", hasty)

        run = self.check(long, NOW)

        assert run.model.mode == "rule"
        assert "did not settle" in run.model.why

    def test_of_a_score_that_is_no_number_stands_on_the_rule(
        self, long: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        honest = PriorLogisticRegression.fit

        def spoiled(
            self: PriorLogisticRegression,
            *given: Any,  # noqa: ANN401
            **named: Any,  # noqa: ANN401
        ) -> PriorLogisticRegression:
            found = honest(self, *given, **named)
            found.covariance_ = np.full_like(found.covariance_, np.nan)
            return found

        monkeypatch.setattr(PriorLogisticRegression, "fit", spoiled)

        run = self.check(long, NOW)

        assert run.model.mode == "rule"
        assert "did not settle" in run.model.why

    def check(self, database: Database, now: dt.datetime) -> Run:
        made = scoring.run(database, default_as_of(database, now), now=now)
        refresh.store(database, [made])

        assert made.model.mode == "percent" or made.model.why
        kept = list(scores.models(database))
        stored = next(one for one in kept if one.model_id == made.model.model_id)
        run = scores.run_of(database, stored)
        assert run == made
        assert all(math.isfinite(found) for found in numbers(vars(run.model)))
        for one in run.scores:
            assert all(math.isfinite(found) for found in numbers(vars(one)))
            assert (one.probability is None) == (run.model.mode == "rule")
        # The log was written without its imports, which the check finds as well.
        assert not [one for one in check(database).problems if "score" in one]
        return run
