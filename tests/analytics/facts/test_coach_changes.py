"""A change of coach inside the practice is nobody's silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analytics import facts
from analytics.periods import AsOf
from tests.support.log import utc, weekly, write

if TYPE_CHECKING:
    from analytics.store import Database

AS_OF = AsOf.at(utc("2026-03-10 12:00"), "UTC")


def test_gaps_streaks_and_silence_go_by_the_client_alone(database: Database) -> None:
    with_ada = weekly("ana", "2026-01-05 10:00", 5)
    with_bo = [replace(s, coach="Bo") for s in weekly("ana", "2026-02-09 10:00", 4)]
    with_one = weekly("ben", "2026-01-05 10:00", 9)
    write(database, [*with_ada, *with_bo, *with_one], exported="2026-03-10 09:00")

    ana, ben = facts.client_facts(database, AS_OF).to_dict("records")

    told = ("usual_gap_days", "own_gap_days", "days_since_last", "current_streak")
    assert {key: ana[key] for key in told} == {key: ben[key] for key in told}
    assert (ana["coach"], ben["coach"]) == ("Bo", "Ada")
