"""Predictions of the past: from their own day, and from nothing later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from analytics.contracts import Standing
from analytics.errors import BadEntryError
from analytics.facts import default_as_of, features
from analytics.periods import AsOf, day_of_number, from_epoch_seconds
from analytics.reports.today import today
from analytics.risk import (
    backtest,
    challenger,
    contributions,
    ladder,
    prior,
    rolling,
    training,
)
from analytics.store import entries
from tests.support.log import Slot, weekly, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store import Database

NOW = dt.datetime(2022, 1, 3, 12)  # noqa: DTZ001 - UTC without a zone, as in the store
FIRST = dt.date(2021, 3, 1)
LAST = dt.date(2021, 4, 26)


def origins(*days: dt.date) -> list[AsOf]:
    return [AsOf.end_of(day, "UTC") for day in days]


def predicted(database: Database, days: Sequence[AsOf]) -> pd.DataFrame:
    found = rolling.looks(database, days, prior.load())
    return pd.concat([one.predictions() for one in found]).round(9)


def cut(database: Database, at: AsOf) -> None:
    """Leave in the log what was known at a moment, as a file of that day would."""
    moment = {"at": from_epoch_seconds(at.seconds)}
    with database.write() as cursor:
        cursor.execute("delete from sessions where slot_known_at > $at", moment)
        cursor.execute(
            "update sessions set outcome = 'scheduled', outcome_known_at = starts_at "
            "where outcome_known_at > $at",
            moment,
        )


def shuffle(database: Database, at: AsOf) -> None:
    """Turn everything that was not known at a moment into something else."""
    moment = {"at": from_epoch_seconds(at.seconds)}
    with database.write() as cursor:
        cursor.execute(
            "update sessions set outcome = case when outcome = 'attended' "
            "then 'no_show' else 'attended' end, outcome_known_at = starts_at "
            "where outcome_known_at > $at and starts_at > $at",
            moment,
        )
        cursor.execute(
            "update sessions set client_id = (select min(client_id) from sessions) "
            "where slot_known_at > $at",
            moment,
        )


def test_a_log_cut_at_the_origin_gives_the_same_predictions(long: Database) -> None:
    days = origins(FIRST, LAST)
    whole = predicted(long, days)

    cut(long, days[-1])

    assert len(whole) > 30
    pd.testing.assert_frame_equal(predicted(long, days), whole)


def test_shuffling_what_came_after_changes_no_prediction(long: Database) -> None:
    days = origins(FIRST, LAST)
    whole = predicted(long, days)

    shuffle(long, days[-1])

    pd.testing.assert_frame_equal(predicted(long, days), whole)


def test_a_leak_on_purpose_is_caught(
    long: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = features.rows

    def leaking(*given: object, **named: object) -> pd.DataFrame:
        """Put how often a client ever comes in the place of a feature."""
        rows = honest(*given, **named)  # type: ignore[arg-type]  # what it is given
        with long.read() as cursor:
            ever = cursor.execute(
                "select client_id, avg((outcome = 'attended')::int) as share "
                "from sessions group by client_id"
            ).df()
        shares = ever.set_index("client_id")["share"]
        return rows.assign(season_ratio=rows["client_id"].map(shares))

    monkeypatch.setattr(features, "rows", leaking)
    days = origins(FIRST)
    whole = predicted(long, days)

    cut(long, days[-1])

    with pytest.raises(AssertionError):
        pd.testing.assert_frame_equal(predicted(long, days), whole)


def test_a_day_alone_is_the_same_as_in_a_row_of_days(long: Database) -> None:
    together = predicted(long, origins(LAST - dt.timedelta(days=28), LAST))

    alone = predicted(long, origins(LAST))

    last = together[together["as_of_day"] == alone["as_of_day"].iloc[0]]
    columns = ["client_id", "probability", "rule_score"]
    pd.testing.assert_frame_equal(
        last[columns].reset_index(drop=True), alone[columns].reset_index(drop=True)
    )


def test_learning_leaves_out_explained_silences_and_open_horizons(
    long: Database,
) -> None:
    known = default_as_of(long, NOW)
    (origin,) = origins(FIRST)
    rows = features.rows(long, [origin], known)
    quiet = rows.loc[rows["went_quiet"] == 1, "client_id"].iloc[0]
    day = int(rows["close_day"].max())
    before = training.closed(rows, day)
    entries.add_ending(
        long, quiet, Standing.COMPLETED, on=FIRST + dt.timedelta(days=9), now=NOW
    )

    again = features.rows(long, [origin], known)

    after = training.closed(again, day)
    assert before.sum() - after.sum() == 1
    assert again.loc[before & ~after, "client_id"].tolist() == [quiet]
    assert not training.closed(rows, origin.day_number).any()


def test_the_rule_s_order_is_that_of_today(long: Database) -> None:
    (origin,) = origins(LAST)
    (look,) = rolling.looks(long, [origin], prior.load())

    made = look.predictions().sort_values("rule_score", ascending=False)

    listed = today(long, origin, now=origin.instant, is_as_of_given=True).clients
    assert set(made["client_id"]) == {client.client_id for client in listed}
    score = made.set_index("client_id")["rule_score"]
    # Of equal scores Today has an order of its own.
    in_order = [score[client.client_id] for client in listed]
    assert in_order == pytest.approx(sorted(in_order, reverse=True))
    usual = {client.client_id: client.usual_gap_days for client in listed}
    assert made["usual_gap_days"].tolist() == pytest.approx(
        [usual[client_id] for client_id in made["client_id"]], abs=1e-6
    )


def test_reasons_add_up_to_the_score(long: Database) -> None:
    (look,) = rolling.looks(long, origins(LAST), prior.load())
    matrix = look.fitted.matrix(look.rows)

    found = contributions.explained(look.fitted.scorer, matrix, look.rows)

    logits = look.fitted.scorer.logits(matrix)
    sums = [one.starts_at + sum(one.adds.values()) for one in found]
    assert sums == pytest.approx(logits.tolist())
    for one in found:
        assert len(one.named) <= contributions.MOST_NAMED
        assert all(based.adds > contributions.LEAST_NAMED for based in one.named)
    texts = " ".join(based.text for one in found for based in one.named)
    assert "Nothing booked;" in texts
    assert "because" not in texts.lower()


def test_every_feature_is_in_one_group() -> None:
    grouped = [name for names in contributions.GROUPS.values() for name in names]

    assert sorted(grouped) == sorted([*features.NAMES, "visits_log_odds"])


class TestBacktest:
    def test_names_the_step_and_keeps_what_followed(self, long: Database) -> None:
        known = default_as_of(long, NOW)

        found = backtest.backtest(long, FIRST, LAST, known, prior.load(), 28)

        assert list(found.rungs) == [FIRST, dt.date(2021, 3, 29), LAST]
        assert set(found.predictions["model"]) <= {"rule", "words", "percent"}
        assert found.settled == found.predictions["went_quiet"].notna().sum() > 30
        assert found.predictions["probability"].between(0, 1).all()
        model = found.scores["model"]
        assert model.auc is not None
        assert model.auc > 0.75
        assert found.model_if_confirmed is None

    def test_counts_confirmed_endings_by_themselves(self, long: Database) -> None:
        known = default_as_of(long, NOW)
        rows = features.rows(long, origins(FIRST), known)
        quiet = rows.loc[rows["went_quiet"] == 1, "client_id"].tolist()
        on = FIRST + dt.timedelta(days=120)
        for client_id in quiet:
            entries.add_ending(long, client_id, Standing.DRIFTED, on=on, now=NOW)

        found = backtest.backtest(long, FIRST, FIRST, known, prior.load())

        came_back = set(rows["client_id"]) - set(found.predictions["client_id"])
        assert came_back == set()
        assert 0 < found.confirmed <= len(quiet)
        assert found.model_if_confirmed is not None

    def test_stops_where_the_data_end(self, long: Database) -> None:
        known = AsOf.end_of(LAST, "UTC")

        found = backtest.backtest(
            long, LAST, LAST + dt.timedelta(days=70), known, prior.load()
        )

        assert list(found.rungs) == [LAST]
        assert found.settled == 0
        assert found.base_rate is None

    @pytest.mark.parametrize(
        ("first", "last", "every"),
        [(LAST, FIRST, 7), (FIRST, LAST, 0), (dt.date(2031, 1, 1),) * 2 + (7,)],
    )
    def test_refuses_days_that_cannot_be(
        self, long: Database, first: dt.date, last: dt.date, every: int
    ) -> None:
        known = default_as_of(long, NOW)

        with pytest.raises(BadEntryError):
            backtest.backtest(long, first, last, known, prior.load(), every)


class TestBadLogs:
    """Odd practices stand on the rule, say why, and give no missing number."""

    def look(self, database: Database, slots: list[Slot], day: str) -> rolling.Look:
        write(database, slots, exported="2026-06-01 12:00")
        at = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
        (found,) = rolling.looks(database, [at], prior.load())
        return found

    @pytest.mark.parametrize("clients", [0, 1, 3])
    def test_of_hardly_anybody(self, database: Database, clients: int) -> None:
        slots = [
            slot
            for n in range(clients)
            for slot in weekly(f"c{n}", "2026-01-05 10:00", 9)
        ]

        found = self.look(database, slots, "2026-03-09")

        assert found.rung is not None
        assert found.rung.mode == "rule"
        assert len(found.predictions()) == clients
        assert found.predictions()["probability"].notna().all()

    def test_of_nobody_who_ever_stopped(self, database: Database) -> None:
        slots = [
            slot for n in range(12) for slot in weekly(f"c{n}", "2025-06-02 10:00", 40)
        ]

        found = self.look(database, slots, "2026-03-02")

        assert found.rung is not None
        assert "there are 0" in found.rung.why

    def test_of_everybody_who_stopped(self, database: Database) -> None:
        slots = [
            slot for n in range(12) for slot in weekly(f"c{n}", "2025-04-07 10:00", 20)
        ]

        found = self.look(database, slots, "2026-03-02")

        assert len(found.predictions()) == 0
        assert found.rung is not None
        assert "8 active clients; there are 0" in found.rung.why

    def test_of_two_years_without_anybody(self, database: Database) -> None:
        slots = [
            slot
            for n in range(9)
            for first in ("2023-06-05 10:00", "2025-12-01 10:00")
            for slot in weekly(f"c{n}", first, 10)
        ]

        found = self.look(database, slots, "2026-02-09")

        assert found.predictions()["probability"].between(0, 1).all()


def test_a_log_without_bookings_leans_on_the_model_of_visits(long: Database) -> None:
    with long.write() as cursor:
        cursor.execute("delete from sessions where outcome <> 'attended'")
        cursor.execute("update sessions set slot_known_at = starts_at")

    (look,) = rolling.looks(long, origins(LAST), prior.load())

    assert look.fitted.visits is not None
    assert look.fitted.scorer.columns[-1] == "visits_log_odds"
    assert look.predictions()["probability"].between(0, 1).all()


def test_a_challenger_that_wins_the_check_speaks(
    long: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(challenger, "FEWEST_CLIENTS", 10)

    (tried,) = rolling.looks(long, origins(LAST), prior.load())
    monkeypatch.setattr(ladder.Trial, "is_won", True)
    (won,) = rolling.looks(long, origins(LAST), prior.load())

    # A hundred clients are far too few: the trees are tried and do not speak.
    assert tried.rung is not None
    assert tried.rung.trial is not None
    assert tried.fitted.challenger is None
    assert won.rung is not None
    assert won.rung.trial == tried.rung.trial
    assert won.rung.check == tried.rung.trial.check != tried.rung.check
    assert won.fitted.speaks == "boosted trees"
    assert won.fitted.scorer.weights == pytest.approx(tried.fitted.scorer.weights)
    chances = won.predictions()["probability"]
    assert chances.between(0, 1).all()
    assert not np.allclose(chances, tried.predictions()["probability"])


def test_the_check_days_do_not_reach_before_the_log(long: Database) -> None:
    with long.read() as cursor:
        first = cursor.execute("select min(starts_day) from sessions").fetchall()[0][0]
    early = AsOf.end_of(day_of_number(first + 60), "UTC")

    (look,) = rolling.looks(long, [early], prior.load())

    assert look.rung is not None
    assert look.rung.check is None
