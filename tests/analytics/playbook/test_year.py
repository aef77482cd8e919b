"""A practice walked through a year: each situation has its step, words and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from analytics.errors import BadEntryError
from analytics.periods import AsOf
from analytics.playbook import planning
from analytics.playbook.step import HARD
from analytics.reports.file_next import file_next
from analytics.reports.today import today
from analytics.store import bulk, entries, open_practice
from tests.analytics.playbook.year import NAMES, NOW, ZONE, day, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.contracts import NextStep, TodayList
    from analytics.reports.file_next import FileNext
    from analytics.store import Database


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("year")
    opened = open_practice(folder / "year.duckdb")
    fill(opened, folder)
    yield opened
    opened.close()


LISTS: dict[str, TodayList] = {}
"""Today's list of a day is looked at once."""


def today_of(year: Database, on: str) -> TodayList:
    if on not in LISTS:
        as_of = AsOf.end_of(day(on), ZONE)
        LISTS[on] = today(year, as_of, now=NOW, is_as_of_given=True)
    return LISTS[on]


def next_of(year: Database, client: str, on: str) -> FileNext:
    """Return what the file says; Today, where it ranks the client, says the same."""
    ranked = {one.client_id: one for one in today_of(year, on).clients}.get(client)
    as_of = AsOf.end_of(day(on), ZONE)
    if ranked is None:
        return file_next(year, as_of, client)
    found = file_next(year, as_of, client, "high" if ranked.is_by_rule else ranked.word)
    assert found.next_step == ranked.next_step
    return found


class Situation(NamedTuple):
    client: str
    on: str
    step: str | None
    never: frozenset[str] = frozenset()
    """Steps that stand neither first nor among the alternatives."""


WORDS = {
    "say_hello": "how are you, really?",
    "understand_why": "I would like to understand how things are for you",
    "what_i_owe_you": "there is something I owe you, and it is on me, not on you.",
    "stay_in_touch": "a small question to carry around until we meet:",
    "change_slot": "I would love to find a rhythm that fits your life",
    "suggest_next_booking": "I enjoyed our last conversation.",
    "look_forward": "I am looking forward to our next session.",
    "celebrate": "look how far you have come.",
    "accept_stop": "thank you for telling me. Of course.",
    "enough_for_now": "I will leave it at this note",
    "welcome_back": "I thought of you and of what you were working on",
}
"""How the words of a step begin, after the greeting; the others have none."""

ALL_ELSE = frozenset(
    {"say_hello", "understand_why", "suggest_next_booking", "welcome_back", "pause"}
)

SITUATIONS = {
    "first no-show of a steady client": Situation(
        "anna", "03-03", "say_hello", frozenset({"revisit_agreement"})
    ),
    "second no-show in a row": Situation(
        "bela", "03-10", "understand_why", frozenset({"say_hello"})
    ),
    "the same step is not proposed again": Situation(
        "bela", "03-19", "change_slot", frozenset({"understand_why"})
    ),
    "third move in a row": Situation(
        "cora", "03-06", "change_slot", frozenset({"say_hello", "pause"})
    ),
    "late cancel with a good reason": Situation(
        "dina",
        "03-03",
        "suggest_next_booking",
        frozenset({"understand_why", "revisit_agreement", "change_slot"}),
    ),
    "cancels everything ahead": Situation(
        "edda", "03-05", "understand_why", frozenset({"say_hello"})
    ),
    "nothing booked after a good session": Situation(
        "finn", "03-04", "suggest_next_booking", frozenset({"understand_why"})
    ),
    "gaps stretching from 7 to 14 to 21 days": Situation(
        "gita", "02-20", "stay_in_touch", frozenset({"understand_why"})
    ),
    "coach cancelled twice": Situation(
        "jona",
        "03-10",
        "what_i_owe_you",
        frozenset({"understand_why", "change_slot", "revisit_agreement"}),
    ),
    "coach owes a promise": Situation(
        "kira",
        "03-10",
        "what_i_owe_you",
        frozenset({"understand_why", "revisit_agreement"}),
    ),
    "finished the programme and silent": Situation(
        "lars", "02-19", "celebrate", ALL_ELSE
    ),
    "finished, celebrated, and left in peace": Situation(
        "lars", "03-20", None, ALL_ELSE
    ),
    "finished, and welcome back with consent": Situation(
        "lars", "06-01", "welcome_back", ALL_ELSE - {"welcome_back"}
    ),
    "on holiday": Situation("mona", "03-12", "let_be", ALL_ELSE),
    "two unanswered contacts": Situation(
        "nils", "03-09", "enough_for_now", ALL_ELSE - {"suggest_next_booking"}
    ),
    "after the last note": Situation("nils", "04-20", "let_be", ALL_ELSE),
    "asks to stop": Situation("olga", "03-04", "accept_stop", ALL_ELSE),
    "a worrying remark": Situation("paul", "03-04", "worried", ALL_ELSE),
    "angry exit": Situation("quin", "03-05", None, ALL_ELSE),
    "angry exit, months later": Situation("quin", "09-01", None, ALL_ELSE),
    "handed to a colleague": Situation("rosa", "04-01", "let_be", ALL_ELSE),
    "due back from a colleague": Situation(
        "rosa", "05-04", "welcome_back", ALL_ELSE - {"welcome_back"}
    ),
    "returns after eight months": Situation("sven", "10-06", "look_forward", ALL_ELSE),
    "brand-new client who never came": Situation(
        "tara", "03-04", "say_hello", frozenset({"understand_why", "pause"})
    ),
}

ALONE = {"asks to stop", "a worrying remark", "angry exit", "angry exit, months later"}


@pytest.mark.parametrize("name", SITUATIONS)
def test_situation(year: Database, name: str) -> None:
    situation = SITUATIONS[name]
    found = next_of(year, situation.client, situation.on)
    step = found.next_step

    assert (step.step if step else None) == situation.step
    if step is None:
        assert found.why.endswith("Nothing is due.")
        return
    steps = {step.step, *step.alternatives}
    assert not steps & (situation.never - {situation.step})
    assert not steps & HARD
    assert step.due >= day(situation.on)
    assert step.due.weekday() < 5 or step.kind in ("rest", "checklist")
    _has_its_words(step, situation)
    if name in ALONE:
        assert (step.alternatives, step.other_options) == ((), ())


def _has_its_words(step: NextStep, situation: Situation) -> None:
    if step.step not in WORDS:
        assert (step.step in {"worried", "let_be"}, step.draft) == (True, "")
        return
    first_name = NAMES[situation.client].split()[0]
    greeting, _, rest = step.draft.partition("\n\n")
    assert greeting == f"Hi {first_name},"
    assert rest.startswith(WORDS[step.step])
    assert step.draft.endswith("Ada")


def test_a_promise_of_the_coach_is_in_the_words_and_no_mark_against_the_client(
    year: Database,
) -> None:
    found = next_of(year, "kira", "03-10").next_step
    ranked = {one.client_id: one for one in today_of(year, "03-10").clients}["kira"]

    assert found is not None
    assert "It is still with me: the worksheet." in found.draft
    assert (ranked.word, ranked.on_list) == ("low", False)


def test_a_return_after_months_brings_the_agreement_and_the_goal_to_mind(
    year: Database,
) -> None:
    found = next_of(year, "sven", "10-06").next_step

    assert found is not None
    assert found.alternatives == ("revisit_agreement", "new_goal")


def test_homework_undone_is_a_talk_and_then_a_smaller_goal(year: Database) -> None:
    # Four sessions' promises were left undone by 5 February.
    first = today_of(year, "02-06")
    talked = today_of(year, "02-13")
    later = today_of(year, "02-26")

    (hugo,) = first.stuck
    assert (hugo.client_id, hugo.next_step.step) == ("hugo", "talk_about_it")
    assert hugo.next_step.alternatives == ("smaller_goal", "review_goal")
    assert (hugo.next_step.draft, hugo.next_step.kind) == ("", "talk")
    assert not any(one.client_id == "hugo" and one.on_list for one in first.clients)
    assert "hugo" not in {one.client_id for one in talked.stuck}
    named = {one.client_id: one.next_step.step for one in later.stuck}
    assert named["hugo"] == "smaller_goal"


def test_a_goal_that_does_not_get_nearer_is_looked_at_again(year: Database) -> None:
    found = {one.client_id: one for one in today_of(year, "03-04").stuck}

    assert found["iris"].next_step.step == "review_goal"
    assert found["iris"].why == (
        "They come, and the goal is not getting nearer: 3, 3 and 2 of 5."
    )
    stuck = next_of(year, "iris", "03-04").stuck
    assert stuck == found["iris"].next_step


def test_at_most_two_names_come_but_are_stuck(year: Database) -> None:
    for on in ("02-26", "03-04", "03-10"):
        assert len(today_of(year, on).stuck) <= 2


def test_a_hard_step_is_one_click_away_and_not_before_the_day_after_next(
    year: Database,
) -> None:
    found = next_of(year, "bela", "03-10")

    assert found.next_step is not None
    assert found.next_step.other_options == ("refer",)
    # The second session was missed on the 9th.
    assert found.due["refer"] >= day("03-11")


def test_a_planned_step_stands(year: Database) -> None:
    found = next_of(year, "finn", "03-17")

    assert found.next_step is not None
    assert (found.next_step.step, found.next_step.due) == ("new_goal", day("03-20"))
    assert [one.step for one in found.planned] == ["new_goal"]


def test_whoever_is_back_from_a_holiday_is_greeted_as_before(year: Database) -> None:
    found = next_of(year, "mona", "03-25").next_step

    assert found is not None
    assert found.step in ("suggest_next_booking", "say_hello")


def test_nothing_of_a_later_day_is_known(year: Database) -> None:
    found = next_of(year, "olga", "03-02").next_step

    assert found is not None
    assert found.step != "accept_stop"


def test_a_talk_is_not_planned_for_the_day_after_what_happened(year: Database) -> None:
    as_of = AsOf.end_of(day("03-09"), ZONE)

    for due in ("03-09", "03-10"):
        with pytest.raises(BadEntryError, match="for 2026-03-11 or later"):
            planning.plan(
                year,
                as_of,
                "bela",
                "part_kindly",
                on=day("03-09"),
                due=day(due),
                now=NOW,
            )
    made = planning.plan(
        year, as_of, "bela", "part_kindly", on=day("03-09"), due=day("03-11"), now=NOW
    )
    entries.withdraw(year, made, now=NOW)


def test_no_welcome_back_is_planned_after_an_angry_exit(year: Database) -> None:
    def plan() -> str:
        return planning.plan(
            year,
            AsOf.end_of(day("09-01"), ZONE),
            "quin",
            "welcome_back",
            on=day("09-01"),
            due=day("09-02"),
            now=NOW,
        )

    with pytest.raises(BadEntryError, match="they do not come back"):
        plan()
    with pytest.raises(BadEntryError, match="they do not come back"):
        bulk.plan_step(
            year, "welcome_back", {"quin": day("09-02")}, on=day("09-01"), now=NOW
        )
    # A later word about it counts.
    changed = entries.add_ending(
        year, "quin", "ended_by_client", on=day("08-01"), may_return="yes", now=NOW
    )
    made = plan()
    entries.withdraw(year, made, now=NOW)
    entries.withdraw(year, changed, now=NOW)
