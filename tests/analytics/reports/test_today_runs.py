"""Which run Today goes by, what it says of the past, and the rule after a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.contracts import PastNames
from analytics.periods import AsOf
from analytics.reports.today import today
from analytics.store import entries
from tests.analytics.reports.today_steps import (
    FRIDAY,
    MONDAY,
    NOW,
    client,
    look,
    on_list,
)
from tests.support.log import weekly, write
from tests.support.runs import keep, run_of, score

if TYPE_CHECKING:
    from analytics.store import Database


class TestWhichRun:
    def test_without_one_the_rule_orders(self, four: Database) -> None:
        found = look(four)

        assert (found.mode, found.run_id, found.past) == ("rule", None, None)
        assert on_list(found) == ["cleo", "anna"]

    def test_the_newest(self, four: Database) -> None:
        keep(four, run_of([score("ben", 0.5, since=MONDAY)]))
        keep(four, run_of([score("anna", 0.5, since=MONDAY)], mode="words"))

        assert look(four).mode == "words"

    def test_not_one_of_a_day_to_come(self, four: Database) -> None:
        keep(four, run_of([score("ben", 0.5, since=MONDAY)], as_of="2026-02-27"))

        assert look(four).mode == "rule"

    def test_not_one_whose_import_was_taken_back(self, four: Database) -> None:
        keep(four, run_of([score("ben", 0.5, since=MONDAY)], imports=("gone",)))

        assert look(four).mode == "rule"

    def test_of_a_day_asked_for_only_one_made_for_it(self, four: Database) -> None:
        run = keep(four, run_of([score("ben", 0.5, since=MONDAY)]))
        as_of = AsOf.end_of(NOW.date(), "UTC")

        without = today(four, as_of, now=NOW, is_as_of_given=True)
        with_it = today(four, as_of, now=NOW, is_as_of_given=True, run=run)

        assert (without.mode, with_it.mode) == ("rule", "percent")
        assert on_list(with_it) == ["ben", "cleo"]


class TestByTheRuleAfterARun:
    """A practice whose past has not earned a model yet."""

    WHY = (
        "To learn from your own past takes 5 clients who went quiet; "
        "there are 2 so far."
    )

    def test_the_rule_orders_and_says_what_is_missing(self, four: Database) -> None:
        said = [score(one, None) for one in ("anna", "ben", "cleo", "dora")]
        keep(four, run_of(said, mode="rule", why=self.WHY))

        found = look(four)

        assert (found.mode, found.why, found.scored_on) == ("rule", self.WHY, None)
        assert next(one.client_id for one in found.clients) == "cleo"
        assert on_list(found) == ["cleo", "anna"]
        assert client(found).changed is None

    def test_who_was_shown_rests_too(self, four: Database) -> None:
        keep(
            four,
            run_of(
                [score("cleo", None, since="2026-02-16")],
                mode="rule",
                as_of="2026-02-13",
                fitted="2026-02-16 08:00",
            ),
        )
        keep(four, run_of([score("cleo", None)], mode="rule"))

        assert on_list(look(four)) == ["anna", "ben"]


def test_how_past_names_fared_is_read_from_the_card(four: Database) -> None:
    record = {
        "ours": {"settled": 40, "quiet": 24},
        "words": [{"word": "high", "looks": 50, "clients": 12, "quiet": 20}],
    }
    keep(four, run_of([score("anna", 0.5)], card={"record": record}))

    assert look(four).past == PastNames(40, 24, {"high": (50, 20)})


def test_nothing_is_known_of_past_names_before_they_are_counted(
    four: Database,
) -> None:
    keep(four, run_of([score("anna", 0.5)]))

    assert look(four).past == PastNames(0, 0, {})


class TestWhoAskedNotToBeScored:
    @pytest.mark.parametrize("mode", ["rule", "percent", None])
    def test_stands_on_no_list(self, four: Database, mode: str | None) -> None:
        if mode is not None:
            keep(four, run_of([score("cleo", 0.5, since=MONDAY)], mode=mode))  # type: ignore[arg-type]  # a mode
        assert "cleo" in on_list(look(four))
        entries.ask_not_to_score(four, "cleo", on=NOW.date(), now=NOW)

        found = look(four)

        assert "cleo" not in [one.client_id for one in found.clients]
        assert on_list(found)[0] == "anna"

        entries.score_again(four, "cleo", now=NOW)
        assert "cleo" in on_list(look(four))

    def test_stands_on_no_quiet_list_either(self, database: Database) -> None:
        write(database, weekly("anna", "2025-12-01 10:00", 3), exported=FRIDAY)
        assert [one.client_id for one in look(database).lapsed] == ["anna"]
        entries.ask_not_to_score(database, "anna", on=NOW.date(), now=NOW)

        assert look(database).lapsed == ()
