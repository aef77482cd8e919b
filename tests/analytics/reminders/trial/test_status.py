"""How a test stands: who counts, in which arm, and what decides it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.errors import StoredPlanChangedError
from analytics.facts import default_as_of
from analytics.periods import AsOf, day_number, day_of_number
from analytics.reminders.trial import plan_file, report, running, status, words
from analytics.reminders.trial.arms import by_client
from analytics.reminders.trial.status import Decision, Status
from analytics.store import strategies, trials
from tests.support.log import Slot, write
from tests.support.trial_log import NOW, START

if TYPE_CHECKING:
    from analytics.store import Database

CLIENTS, WEEKS = 40, 16


def stands(database: Database, day: dt.date | None = None) -> Status:
    as_of = AsOf.end_of(day or START + dt.timedelta(weeks=WEEKS), "UTC")
    return status.status(database, trials.trial(database), as_of)


def after(weeks: int) -> dt.date:
    """Return the last day of so many weeks of the test."""
    return START + dt.timedelta(days=7 * weeks - 1)


def test_a_large_effect_is_found(tested: Database) -> None:
    found = stands(tested)
    assert found.decision is Decision.B_BETTER
    seen = found.outcomes["missed"]
    assert (seen.a.units, seen.b.units) == (20, 20)
    assert seen.a.sessions + seen.b.sessions == CLIENTS * WEEKS
    assert found.left_out == {}
    assert all(one.is_fine is not False for one in found.checks)
    assert found.deciding is not None
    assert (found.deciding.high or 0) < 0
    week = day_of_number(found.decided_day or 0)
    assert words.sentence(found).startswith(
        f"Decided at the look of {week}: the extra word is better."
    )


def test_it_stays_decided_by_the_look_that_decided(tested: Database) -> None:
    whole = stands(tested)
    decided = whole.decided_day
    assert decided is not None
    first = stands(tested, day_of_number(decided - 1))
    assert first.decision is Decision.B_BETTER
    assert first.decided_day == decided
    before = stands(tested, day_of_number(decided - 8))
    assert before.decision in {Decision.GO_ON, Decision.TOO_EARLY}


def test_the_middle_of_a_week_decides_nothing(tested: Database) -> None:
    """What Wednesday shows Monday may take back; the look of Monday stays."""
    decided = stands(tested).decided_day
    assert decided is not None
    for day in range(decided - 7, decided - 1):
        found = stands(tested, day_of_number(day))
        assert found.decision is Decision.GO_ON
        assert found.looks[-1].may_decide is (day == decided - 8)
    assert stands(tested, day_of_number(decided + 1)).decided_day == decided


def test_looks_come_weekly_and_know_only_their_weeks(tested: Database) -> None:
    found = stands(tested, after(3))
    start = day_number(START)
    assert [one.until_day for one in found.looks] == [start + 7, start + 14, start + 21]
    assert found.weeks_run == 3
    assert [one.look.a.sessions + one.look.b.sessions for one in found.looks] == [
        CLIENTS,
        2 * CLIENTS,
        3 * CLIENTS,
    ]


def test_outcomes_are_all_of_the_sessions(tested: Database) -> None:
    found = stands(tested)
    for arm in ("a", "b"):
        counts = [getattr(look, arm) for look in found.outcomes.values()]
        assert sum(one.hits for one in counts) == counts[0].sessions


def test_a_past_taken_off_narrows_the_range(tested: Database) -> None:
    """The same counts without what was expected leave a wider range."""
    found = stands(tested)
    with tested.write() as cursor:
        cursor.execute(
            "delete from sessions where starts_day < $day", {"day": day_number(START)}
        )
    plain = stands(tested)
    with_past, without = found.outcomes["missed"], plain.outcomes["missed"]
    assert with_past.a == without.a
    assert (with_past.information or 0) > (without.information or 0)


def test_before_the_start_it_says_when(tested: Database) -> None:
    found = stands(tested, START - dt.timedelta(days=1))
    assert found.decision is Decision.NOT_STARTED
    assert found.looks == ()
    assert words.sentence(found) == (
        "It starts on 2026-11-30; 20 clients are drawn for arm a, 20 for arm b."
    )


def test_without_outcomes_nothing_is_said(tested: Database) -> None:
    with tested.write() as cursor:
        cursor.execute(
            "update sessions set outcome = 'unknown', outcome_basis = 'none' "
            "where starts_day >= $day",
            {"day": day_number(START)},
        )
    found = stands(tested, after(4))
    assert found.decision is Decision.TOO_EARLY
    assert "of no session of this test it is known yet" in words.sentence(found)
    assert [one.is_fine for one in found.checks if one.name == "known"] == [False]


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (
            "attended",
            "nobody has missed a session, in 160. There is nothing to compare.",
        ),
        ("no_show", "all 160 sessions were missed. Check them under Who came?."),
    ],
)
def test_nobody_or_everybody_missed(tested: Database, outcome: str, says: str) -> None:
    with tested.write() as cursor:
        cursor.execute(
            "update sessions set outcome = $outcome where starts_day >= $day",
            {"outcome": outcome, "day": day_number(START)},
        )
    found = stands(tested, after(4))
    assert found.decision is Decision.TOO_EARLY
    assert says in words.sentence(found)


def test_one_client_alone_is_too_early(tested: Database) -> None:
    with tested.write() as cursor:
        cursor.execute("delete from sessions where client_id <> 'C-7'")
    found = stands(tested)
    assert found.decision is Decision.UNDECIDED or found.decision is Decision.TOO_EARLY
    seen = found.outcomes["missed"]
    assert seen.a.units + seen.b.units == 1
    assert seen.difference is None
    assert "Too early to say" in words.sentence(found)


def test_a_stopped_test_is_told_as_it_was(tested: Database) -> None:
    on = dt.datetime.combine(after(2) + dt.timedelta(days=1), dt.time(9))
    ended = running.stop(tested, None, on, "moving | house")
    found = stands(tested)
    assert found.outcomes["missed"].a.sessions == 40
    assert found.looks[-1].until_day == ended.stop_day
    assert found.decision is Decision.UNDECIDED
    assert words.sentence(found).startswith("It was ended on 2026-12-14, and ")
    assert "Ended on 2026-12-14: moving | house." in report.markdown(found)


def test_that_it_was_ended_is_not_known_before(tested: Database) -> None:
    before = stands(tested, after(1))
    running.stop(tested, None, dt.datetime.combine(after(3), dt.time(9)), None)
    then = stands(tested, after(1))
    assert then.trial == before.trial
    assert then.decision is before.decision
    assert then.outcomes == before.outcomes


def test_a_test_that_was_ended_before_its_start_says_so(tested: Database) -> None:
    running.stop(tested, None, NOW, None)
    found = stands(tested, after(2))
    assert found.looks == ()
    assert words.sentence(found).startswith(
        "It was ended on 2026-11-23 and nothing can be said: of no session"
    )


def test_planned_weeks_that_are_over_end_it_undecided(tested: Database) -> None:
    with tested.write() as cursor:
        # Arms as good as equal: nothing decides.
        cursor.execute(
            "update sessions set outcome = case "
            "when hash(session_id) % 5 = 0 then 'no_show' else 'attended' end"
        )
    plan = running.plan_of(trials.trial(tested))
    found = stands(tested, plan.planned_end)
    assert found.decision in {Decision.UNDECIDED, Decision.NO_DIFFERENCE}
    if found.decision is Decision.UNDECIDED:
        assert "that were planned are over, and it is undecided" in words.sentence(
            found
        )


def test_sessions_that_do_not_count_are_told(tested: Database) -> None:
    extra = [
        # Booked an hour before.
        Slot("C-1", "2026-12-02 18:00", "attended", booked="2026-12-02 17:00"),
        # Nobody says when it was booked: it counts.
        Slot("C-2", "2026-12-03 18:00", "attended"),
        Slot("C-stranger", "2026-12-03 18:00", "attended", booked="2026-11-20 17:00"),
        Slot("C-4", "2026-12-04 18:00", "no_show", is_excused=True),
        # What the practice called off counts nowhere.
        Slot("C-3", "2026-12-03 18:00", "cancelled_by_coach"),
    ]
    before = stands(tested, after(1))
    write(tested, extra)
    found = stands(tested, after(1))
    assert found.left_out == {"booked_late": 1, "excused": 1, "not_drawn": 1}
    late, excused, stranger = words.left_out(found)
    assert late == "1 session does not count: booked too late for a reminder."
    assert excused == "1 session does not count: missed, and excused."
    assert "of somebody who is not drawn yet" in stranger

    def sessions(one: Status) -> int:
        return one.outcomes["missed"].a.sessions + one.outcomes["missed"].b.sessions

    assert sessions(found) == sessions(before) + 1


def test_a_client_counts_from_the_day_after_their_drawing(tested: Database) -> None:
    with tested.write() as cursor:
        cursor.execute(
            "update trial_assignments set drawn_day = $day where client_id = 'C-0'",
            {"day": day_number(START) + 7},
        )
    found = stands(tested, after(3))
    assert found.left_out == {"before_drawing": 2}


def test_one_person_in_both_arms_is_left_out(tested: Database) -> None:
    arms = by_client(tested)
    one = next(client for client, arm in arms.items() if arm == "a")
    two = next(client for client, arm in arms.items() if arm == "b")
    with tested.write() as cursor:
        cursor.execute(
            "insert into client_aliases values ($two, null, $one)",
            {"one": one, "two": two},
        )
        cursor.execute(
            "update sessions set client_id = $one where client_id = $two",
            {"one": one, "two": two},
        )
    found = stands(tested, after(2))
    assert found.left_out == {"two_arms": 4}
    assert found.outcomes["missed"].a.units == found.outcomes["missed"].b.units == 19
    said = next(one for one in found.checks if one.name == "two_arms")
    assert said.is_fine is False
    assert said.text.startswith("1 client was known under two ids")
    assert len(by_client(tested)) == 39


def test_a_changed_arm_is_told(tested: Database) -> None:
    with tested.write() as cursor:
        cursor.execute(
            "update trial_assignments set arm = "
            "if(arm = 'a', 'b', 'a') where client_id = 'C-4'"
        )
    found = stands(tested)
    said = next(one for one in found.checks if one.name == "drawing")
    assert said.is_fine is False
    assert said.text.startswith("Stored arms that do not follow from the seed: 1.")


def test_a_changed_plan_is_refused(tested: Database) -> None:
    with tested.write() as cursor:
        cursor.execute("update trials set plan = replace(plan, '0.1', '0.05')")
    with pytest.raises(StoredPlanChangedError):
        stands(tested)


def test_what_was_sent_goes_beside_what_was_drawn(tested: Database) -> None:
    """Taps say what was sent: everybody in b, and two of arm a as well."""
    arms = by_client(tested)
    word = "the extra word"
    strategies.define(tested, word, ("message:24h:personal",), now=NOW)
    crossed = sorted(client for client, arm in arms.items() if arm == "a")[:8]
    with tested.write() as cursor:
        cursor.execute(
            "insert into reminder_taps select session_id, session_id, client_id, "
            "$word, date '2026-11-30', starts_at, null from sessions "
            "where starts_day >= $day and list_contains($clients, client_id)",
            {
                "word": word,
                "day": day_number(START),
                "clients": [*crossed, *(c for c in arms if arms[c] == "b")],
            },
        )
    found = stands(tested)
    said = next(one for one in found.checks if one.name == "crossover")
    assert said.is_fine is False
    assert "of those in arm a 40% had one" in said.text
    assert found.per_protocol is not None
    assert found.per_protocol.a.units == 12
    assert found.per_protocol.b == found.outcomes["missed"].b
    assert found.outcomes["missed"].a.units == 20
    assert "not up to chance" in (words.per_protocol(found) or "")


def test_whole_weeks_are_compared_by_week(tested: Database) -> None:
    running.stop(tested, None, NOW, None)
    plan = running.plan_of(trials.trial(tested))
    weekly = replace(plan, trial_id="t-weeks", unit="week")
    sha256 = plan_file.hash_of(plan_file.canonical(weekly))
    running.set_up(tested, weekly, sha256, default_as_of(tested, NOW), NOW)
    as_of = AsOf.end_of(after(WEEKS), "UTC")
    found = status.status(tested, trials.trial(tested, "t-weeks"), as_of)
    seen = found.outcomes["missed"]
    assert (seen.a.units, seen.b.units) == (8, 8)
    assert seen.a.sessions + seen.b.sessions == CLIENTS * WEEKS
    assert {one.name for one in found.checks} == {
        "drawing",
        "two_arms",
        "known",
        "crossover",
    }
