"""The record of a practice of one or a few clients."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from analytics.periods import AsOf, day_number
from analytics.risk import prior, record, scoreboard
from analytics.store import entries
from tests.support.log import weekly, write

if TYPE_CHECKING:
    from analytics.risk.record import Record
    from analytics.store import Database

NOW = dt.datetime(2022, 1, 3, 12)  # noqa: DTZ001 - UTC without a zone, as in the store


class TestSmall:
    def past(self, database: Database, day: str) -> Record:
        at = AsOf.end_of(dt.date.fromisoformat(day), "UTC")
        found = scoreboard.past(database, at, prior.load())
        json.dumps(record.to_json(found), allow_nan=False)
        return found

    def test_an_empty_practice_has_an_empty_record(self, database: Database) -> None:
        found = self.past(database, "2026-03-02")

        assert (found.weeks, found.names, found.first_day) == (0, (), None)
        assert found.outlook.why
        assert found.thirds == ()

    def test_one_client_who_stopped_is_named_by_the_rule(
        self, database: Database
    ) -> None:
        slots = weekly("ana", "2025-01-06 10:00", 30)
        write(database, slots, exported="2026-06-01 12:00")

        found = self.past(database, "2026-03-02")

        last = day_number(dt.date(2025, 7, 28))
        first, *more = sorted(found.names, key=lambda one: one.day)
        assert more == []
        assert first.listed_as == "rule"
        assert first.probability is None
        assert (first.what_happened, first.happened_on_day) == ("went_quiet", last)
        assert first.rule_day == last + 14
        assert found.outlook.mode == "rule"
        assert "takes 5 clients who went quiet; there is 1 so far" in found.outlook.why
        # One in the last year: four more take four years.
        assert found.outlook.ready_on_day == found.as_of_day + 4 * 364
        assert (found.ours.drifts, found.ours.caught) == (1, 1)

    def test_who_asked_since_not_to_be_scored_stands_on_no_past_list(
        self, database: Database
    ) -> None:
        slots = weekly("ana", "2025-01-06 10:00", 30)
        write(database, slots, exported="2026-06-01 12:00")
        on, now = dt.date(2026, 3, 2), dt.datetime(2026, 3, 2)  # noqa: DTZ001 - UTC, as in the store
        entries.ask_not_to_score(database, "ana", on=on, now=now)

        found = self.past(database, "2026-03-02")

        assert found.names == ()
        assert (found.ours.names, found.rule.names, found.ours.drifts) == (0, 0, 0)
        assert len(self.past(database, "2026-03-01").names) == 1

    def test_everybody_who_came_all_the_time_is_never_named(
        self, database: Database
    ) -> None:
        slots = [
            slot for n in range(9) for slot in weekly(f"c{n}", "2025-01-06 10:00", 60)
        ]
        write(database, slots, exported="2026-06-01 12:00")

        found = self.past(database, "2026-02-23")

        assert found.names == ()
        assert found.ours.precision is None
        assert found.base_rate == 0
        assert found.outlook.ready_on_day is None

    def test_a_year_without_anybody_crashes_nothing(self, database: Database) -> None:
        slots = [
            *weekly("ana", "2023-01-02 10:00", 10),
            *weekly("ana", "2026-01-05 10:00", 10),
        ]
        write(database, slots, exported="2026-06-01 12:00")

        found = self.past(database, "2026-03-09")

        assert found.weeks == 52
