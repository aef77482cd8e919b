"""The record of a practice: as it would have been shown, and what really was."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.contracts import Standing
from analytics.facts import default_as_of
from analytics.periods import AsOf, day_of_number, from_epoch_seconds
from analytics.risk import past_weeks, prior, record, scoreboard
from analytics.risk.listing import Candidate
from analytics.risk.past_weeks import Week
from analytics.risk.scoreboard import Shown
from analytics.store import entries, open_practice, outcomes, scores
from analytics.store.outcomes import Said
from analytics.store.scores import Model, Run, Score
from analytics.store.showings import Showing
from tests.support import past_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.risk.record import Record
    from analytics.store import Database

NOW = dt.datetime(2022, 1, 3, 12)  # noqa: DTZ001 - UTC without a zone, as in the store


@pytest.fixture(scope="module")
def of_long(long_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Work out the long practice's record once."""
    path = tmp_path_factory.mktemp("record") / "practice.duckdb"
    shutil.copyfile(long_file, path)
    database = open_practice(path)
    found = scoreboard.past(database, default_as_of(database, NOW), prior.load())
    database.close()
    return found


def weeks_of(database: Database, as_of: AsOf) -> Sequence[Week]:
    found = past_weeks.past_weeks(database, as_of, prior.load()).weeks
    return [
        replace(
            week,
            # Sums in another order differ in the last digits.
            candidates=[replace(c, score=round(c.score, 9)) for c in week.candidates],
        )
        for week in found
    ]


def run_of(
    database: Database,
    day: int,
    listed: dict[str, int],
    imports: tuple[str, ...],
    data_day: int | None = None,
) -> None:
    """Store a list as a run of that day would, on data of that day or an earlier."""
    one = Score(
        client_id="",
        place=1,
        probability=0.7,
        low=0.5,
        high=0.8,
        word="high",
        rule_score=2.0,
        is_listed=True,
        listed_since_day=day,
        listed_as="model",
        snoozed_until_day=None,
        little_known=False,
        based_on={},
        changed=None,
    )
    model = Model(
        model_id=scores.new_id(),
        kind="quiet",
        as_of_day=day if data_day is None else data_day,
        known_s=0,
        data_version=1,
        knew="",
        imports=imports,
        fitted_at=dt.datetime.combine(day_of_number(day), dt.time(12)),
        mode="percent",
        why="",
        card={},
    )
    told = [
        replace(one, client_id=who, place=place, listed_since_day=since)
        for place, (who, since) in enumerate(listed.items(), 1)
    ]
    with database.write() as cursor:
        scores.add(cursor, Run(model, tuple(told)))


def test_a_year_of_weekly_lists_adds_up(of_long: Record) -> None:
    ours = of_long.ours
    named = [one for one in of_long.names if one.listed_as is not None]
    missed = [one for one in of_long.names if one.listed_as is None]

    assert of_long.weeks == 52
    assert len(named) == ours.names > 20
    assert len(missed) == ours.drifts - ours.caught
    assert sum(ours.what.values()) - ours.what["not_known"] == ours.settled
    assert ours.what["went_quiet"] == ours.quiet > 5
    assert ours.precision is not None
    assert ours.precision[0] < ours.quiet / ours.settled < ours.precision[1]
    assert {one.what_happened for one in named} <= set(record.WHATS)
    by_client: dict[str, list[int]] = {}
    for one in named:
        by_client.setdefault(one.client_id, []).append(one.day)
    for days in by_client.values():
        assert len(set(days)) == len(days)
    assert of_long.rankings["model"].auc is not None
    assert of_long.rankings["model"].auc > 0.75
    assert len(of_long.thirds) == 3


def test_a_record_is_kept_as_json_and_its_clients_beside_it(of_long: Record) -> None:
    text = json.dumps(record.to_json(of_long), allow_nan=False)

    assert record.from_json(json.loads(text), of_long.names) == of_long
    assert not any(one.client_id in text for one in of_long.names)


def test_lists_of_the_past_stay_when_the_log_goes_on(long: Database) -> None:
    known = default_as_of(long, NOW)
    whole = weeks_of(long, known)
    then = AsOf.end_of(known.day - dt.timedelta(days=90), "UTC")

    earlier = weeks_of(long, then)

    both = {week.day for week in whole} & {week.day for week in earlier}
    assert len(both) > 30
    assert [w for w in whole if w.day in both] == [w for w in earlier if w.day in both]


def test_a_log_cut_on_a_day_gives_the_same_lists_up_to_it(long: Database) -> None:
    known = default_as_of(long, NOW)
    then = AsOf.end_of(known.day - dt.timedelta(days=200), "UTC")
    whole = [w for w in weeks_of(long, known) if w.day <= then.day_number]
    moment = {"at": from_epoch_seconds(then.seconds)}
    with long.write() as cursor:
        cursor.execute("delete from sessions where slot_known_at > $at", moment)
        cursor.execute(
            "update sessions set outcome = 'scheduled', outcome_known_at = starts_at "
            "where outcome_known_at > $at",
            moment,
        )

    cut = {week.day: week for week in weeks_of(long, then)}

    assert len(whole) > 15
    assert [cut[week.day] for week in whole] == whole


def test_what_is_said_of_a_session_changes_no_list_before(long: Database) -> None:
    known = default_as_of(long, NOW)
    before = weeks_of(long, known)
    on = day_of_number(before[40].day)
    with long.read() as cursor:
        rows = cursor.execute(
            "select session_id from sessions where outcome = 'attended' "
            "and starts_day between $first and $last",
            {"first": before[10].day, "last": before[30].day},
        ).fetchall()
    said = [Said(str(session_id), "no_show") for (session_id,) in rows]
    outcomes.confirm(long, said, on=on, now=NOW)

    after = weeks_of(long, known)

    assert after[:40] == before[:40]
    assert after[44:] != before[44:]


def test_a_contact_holds_a_name_back_and_explains_who_came(
    long: Database, of_long: Record
) -> None:
    known = default_as_of(long, NOW)
    name = next(
        one
        for one in of_long.names
        if one.what_happened == "still_here" and one.is_settled
    )
    on = day_of_number(name.day)
    entries.add_follow_up(long, name.client_id, step="say_hello", on=on, now=NOW)

    after = scoreboard.past(long, known, prior.load())

    held = [one for one in after.names if one.client_id == name.client_id]
    # The contact is known on the day itself: no list of these four weeks shows them.
    assert not any(name.day <= one.day < name.day + 28 for one in held)


def test_a_contact_after_the_showing_makes_a_return_of_it(
    long: Database, of_long: Record
) -> None:
    known = default_as_of(long, NOW)
    name = next(
        one
        for one in of_long.names
        if one.what_happened == "still_here"
        and one.happened_on_day is not None
        and one.happened_on_day > one.day + 1
        and one.is_settled
    )
    on = day_of_number(name.day + 1)
    entries.add_follow_up(long, name.client_id, step="say_hello", on=on, now=NOW)

    after = scoreboard.past(long, known, prior.load())

    (same,) = (
        one
        for one in after.names
        if (one.client_id, one.day) == (name.client_id, name.day)
    )
    assert same == replace(name, what_happened="came_back")


def test_an_ending_takes_a_silence_out_of_what_was_missed(
    long: Database, of_long: Record
) -> None:
    known = default_as_of(long, NOW)
    name = next(one for one in of_long.names if one.what_happened == "went_quiet")
    on = day_of_number((name.happened_on_day or 0) + 10)
    entries.add_ending(long, name.client_id, Standing.COMPLETED, on=on, now=NOW)

    after = scoreboard.past(long, known, prior.load())

    changed = [
        one.what_happened
        for one in after.names
        if (one.client_id, one.day) == (name.client_id, name.day)
    ]
    assert changed in ([], ["finished"])
    assert after.ours.drifts <= of_long.ours.drifts


class TestStored:
    def test_a_stored_list_counts_in_place_of_what_would_be_shown(
        self, long: Database, of_long: Record
    ) -> None:
        day = next(one.day for one in of_long.names if one.listed_as is not None)
        shown = {one.client_id for one in of_long.names if one.day == day}
        with long.read() as cursor:
            rows = cursor.execute("select client_id from clients").fetchall()
        other = next(str(who) for (who,) in rows if who not in shown)
        run_of(long, day + 2, {other: day + 2}, ("i-1",))

        found = scoreboard.past(long, default_as_of(long, NOW), prior.load())

        of_week = [
            one
            for one in found.names
            if day <= one.day < day + 7 and one.listed_as is not None
        ]
        assert [(one.client_id, one.day, one.is_stored) for one in of_week] == [
            (other, day + 2, True)
        ]
        assert of_week[0].probability == 0.7

    def test_a_list_of_older_data_belongs_to_the_week_that_saw_it(
        self, long: Database, of_long: Record
    ) -> None:
        named = [one for one in of_long.names if one.listed_as is not None]
        day = max(one.day for one in named)
        before = {one for one in named if day - 7 <= one.day < day}
        who = of_long.names[-1].client_id
        # A file of Sunday, looked at on Monday.
        run_of(long, day, {who: day}, ("i-1",), data_day=day - 1)

        found = scoreboard.past(long, default_as_of(long, NOW), prior.load())

        of_week = [one for one in found.names if one.day >= day and one.listed_as]
        assert [(one.client_id, one.is_stored) for one in of_week] == [(who, True)]
        after = {one for one in found.names if day - 7 <= one.day < day}
        assert {one for one in after if one.listed_as} == before

    def test_a_list_of_an_import_taken_back_does_not(
        self, long: Database, of_long: Record
    ) -> None:
        day = next(one.day for one in of_long.names if one.listed_as is not None)
        run_of(long, day, {of_long.names[0].client_id: day}, ("i-1", "i-gone"))

        found = scoreboard.past(long, default_as_of(long, NOW), prior.load())

        assert found == of_long

    def test_an_empty_stored_list_showed_nobody(
        self, long: Database, of_long: Record
    ) -> None:
        day = next(one.day for one in of_long.names if one.listed_as is not None)
        run_of(long, day, {}, ("i-1",))

        found = scoreboard.past(long, default_as_of(long, NOW), prior.load())

        assert not any(day <= one.day < day + 7 for one in found.names if one.listed_as)

    def test_who_was_really_shown_rests_in_the_weeks_after(self) -> None:
        days = [20_000, 20_007, 20_028, 20_035]
        weeks = [
            Week(day, "words", (Candidate("ana", 0.5, "high"),), (), 1) for day in days
        ]
        stored = {20_000: [Showing(20_001, "ana", "rule", None)]}

        found = scoreboard.listed(weeks, stored)

        # Four weeks from the day of the showing are over after the third list.
        assert found == [
            Shown("ana", 20_001, "rule", None, is_stored=True),
            Shown("ana", 20_035, "model", 0.5),
        ]


def test_the_rule_chooses_by_itself_beside_the_model() -> None:
    by_model = (Candidate("ana", 0.5, "high"), Candidate("ben", 0.4, "high"))
    by_rule = (Candidate("ana", 1.3, "raised"), Candidate("ben", 2.5, "high"))
    weeks = [Week(20_000, "percent", by_model, by_rule, 1)]

    assert scoreboard.listed(weeks, {}) == [Shown("ana", 20_000, "model", 0.5)]
    assert scoreboard.listed(weeks, {}, is_by_rule=True) == [
        Shown("ben", 20_000, "rule", None)
    ]


def test_what_is_missing_is_told_by_the_step_of_the_run() -> None:
    kept = past_record.record_of(past_record.tally(names=4))
    kept = replace(kept, outlook=replace(kept.outlook, lapsed_last_year=4))
    why = "To learn takes 5; there are 3 so far."

    found = scoreboard.with_step_of(
        kept, {"mode": "rule", "why": why, "lapsed_clients": 3, "check": None}
    )

    # Four a year went quiet: two more take half a year.
    assert found.outlook == record.Outlook("rule", why, 3, 4, kept.as_of_day + 182)
    assert found.ours == kept.ours
