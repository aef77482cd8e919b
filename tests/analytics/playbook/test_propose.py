"""The choice of a step: which rule decides, what stands beside it, what never does."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from analytics.contracts import Standing
from analytics.facts.standing import Place
from analytics.playbook import STEPS
from analytics.playbook.case import Agreed, Aside, Case, Owed, Planned, Story
from analytics.playbook.due import Diary
from analytics.playbook.pattern import Pattern
from analytics.playbook.propose import RULES, propose
from analytics.playbook.rules_story import OVER
from analytics.playbook.step import HARD
from tests.analytics.playbook.cases import MONDAY, case, days_ago, pattern, taken

LONG_AGO = days_ago(120)


def stands(standing: Standing, since: dt.date, **more: Any) -> Story:  # noqa: ANN401 - fields of Story
    """Return a story whose latest standing is in force."""
    return Story(standing, standing, since, **more)


def was(standing: Standing, **more: Any) -> Story:  # noqa: ANN401 - fields of Story
    """Return a story whose latest standing is over."""
    return Story(Standing.ACTIVE, standing, LONG_AGO, **more)


HARD_STEPS = set(HARD)

SITUATIONS = {
    "first no-show of a steady client": (case("naaaaa", is_booked=True), "say_hello"),
    "second no-show in a row": (case("nnaaaa"), "understand_why"),
    "third move in a row": (case("mmmaaa", is_booked=True), "change_slot"),
    "late cancel with a good reason": (case("Laaaaa"), "suggest_next_booking"),
    "cancels everything ahead": (
        case(pattern=pattern("ccaaaa", since=-10, cancelled_ahead=("s0", "s1"))),
        "understand_why",
    ),
    "nothing booked after a good session": (case(), "suggest_next_booking"),
    "gap stretching": (
        case(pattern=Pattern(gaps_days=(7, 14, 21)), word="raised"),
        "stay_in_touch",
    ),
    "coach cancelled twice": (case("ooaaaa", is_booked=True), "what_i_owe_you"),
    "coach owes a promise": (
        case(owed=Owed(by_coach_since=days_ago(5), by_coach=1), is_booked=True),
        "what_i_owe_you",
    ),
    "finished the programme and silent": (
        case(place=Place.COMPLETED),
        "celebrate",
    ),
    "finished, and glad to hear from you later": (
        case(
            story=stands(Standing.COMPLETED, LONG_AGO, may_contact=True),
            may_be_welcomed=True,
        ),
        "welcome_back",
    ),
    "on holiday": (case(aside=Aside(away_until=days_ago(-12)), word="high"), "let_be"),
    "two unanswered contacts": (
        case(
            word="high",
            taken=(taken("stay_in_touch", 9), taken("say_hello", 20, "no_answer")),
        ),
        "enough_for_now",
    ),
    "asks to stop": (
        case(remark="wants_to_stop", remark_on=days_ago(1), is_booked=True),
        "accept_stop",
    ),
    "a worrying remark": (case("nnaaaa", remark="worried"), "worried"),
    "angry exit": (
        case(
            story=stands(
                Standing.ENDED_BY_CLIENT, LONG_AGO, may_return="no", may_contact=True
            ),
            may_be_welcomed=True,
        ),
        None,
    ),
    "handed over, due back today": (
        case(story=was(Standing.HANDED_OVER, back_on=MONDAY)),
        "welcome_back",
    ),
    "handed over, due back next week": (
        case(story=stands(Standing.HANDED_OVER, LONG_AGO, back_on=days_ago(-7))),
        "let_be",
    ),
    "returns after eight months": (
        case(pattern=Pattern(away_days=243), is_booked=True),
        "look_forward",
    ),
    "new, and never came": (
        case("n", place=Place.NEVER_CAME, sessions_attended=0),
        "say_hello",
    ),
}
"""Each with the step that is proposed."""

NOTHING_BESIDE = {"asks to stop", "a worrying remark", "angry exit"}


@pytest.mark.parametrize("name", SITUATIONS)
def test_each_situation_has_its_step_and_no_hard_one(name: str) -> None:
    found_case, step = SITUATIONS[name]
    found = propose(found_case)

    assert found.step == step
    assert not HARD_STEPS & {found.step, *found.alternatives}
    assert found.step not in found.alternatives
    if name in NOTHING_BESIDE:
        assert (found.alternatives, found.other_options) == ((), ())


@pytest.mark.parametrize("name", SITUATIONS)
def test_why_is_one_or_two_plain_sentences_without_a_count_against_anybody(
    name: str,
) -> None:
    why = propose(SITUATIONS[name][0]).why

    assert re.fullmatch(r"[A-Z][^.!?]*[.?](?: [A-Z][^.!?]*[.?])?", why), why
    banned = r"risk|likel|probab|score|pattern|fail|fault|blame|unreliab|percent|%|lost"
    assert not re.search(banned, why, re.IGNORECASE)


@pytest.mark.parametrize(
    ("given_case", "step", "alternative"),
    [
        pytest.param(
            case("mmmaaa", is_booked=True, agreed=Agreed(is_past_free_moves=True)),
            "change_slot",
            "revisit_agreement",
            id="more moves than agreed",
        ),
        pytest.param(
            case("cclaaa"), "change_slot", "offer_another_coach", id="called off often"
        ),
        pytest.param(
            case("cclaaa"), "change_slot", "look_at_record", id="the record together"
        ),
        pytest.param(
            case(agreed=Agreed(review_day=days_ago(3)), is_booked=True),
            "revisit_agreement",
            "new_goal",
            id="the agreement is to be looked at",
        ),
        pytest.param(
            case(goal_reached_on=days_ago(4), is_booked=True),
            "celebrate",
            "new_goal",
            id="a goal was reached",
        ),
        pytest.param(
            case(word="high"), "say_hello", "stay_in_touch", id="much quieter"
        ),
        pytest.param(
            case(place=Place.LAPSED), "say_hello", "stay_in_touch", id="went quiet"
        ),
        pytest.param(
            case(place=Place.LAPSED, pattern=Pattern(gaps_days=(15, 22, 30))),
            "say_hello",
            "stay_in_touch",
            id="went quiet after gaps that grew",
        ),
        pytest.param(
            case(is_booked=True), "look_forward", "celebrate", id="all is well"
        ),
        pytest.param(
            case(word="raised", taken=(taken("say_hello", 2, "answered"),)),
            "suggest_next_booking",
            "change_slot",
            id="answered",
        ),
        pytest.param(
            case(
                is_booked=True,
                story=was(Standing.ENDED_BY_COACH, may_return="terms"),
            ),
            "revisit_agreement",
            "look_forward",
            id="booked again, under terms",
        ),
        pytest.param(
            case(
                is_booked=True,
                story=was(Standing.ENDED_BY_CLIENT, may_return="yes"),
            ),
            "look_forward",
            "new_goal",
            id="booked again",
        ),
    ],
)
def test_the_first_rule_that_holds_decides(
    given_case: Case, step: str, alternative: str
) -> None:
    found = propose(given_case)

    assert found.step == step
    assert alternative in found.alternatives


@pytest.mark.parametrize(
    ("given_case", "is_offered"),
    [
        (case(is_booked=True), True),
        (case(is_booked=True, sessions_attended=4), False),
        (case("anaaaa", is_booked=True), False),
        (case(is_booked=True, celebrated_on=days_ago(30)), False),
        (case(is_booked=True, celebrated_on=days_ago(183)), True),
    ],
)
def test_several_kept_sessions_are_worth_celebrating_now_and_then(
    given_case: Case, *, is_offered: bool
) -> None:
    found = propose(given_case)

    assert found.step == "look_forward"
    assert ("celebrate" in found.alternatives) is is_offered


def test_another_coach_is_offered_where_there_is_one() -> None:
    alone = propose(case("cclaaa", has_colleagues=False))

    assert "offer_another_coach" not in alone.alternatives
    assert alone.alternatives == ("understand_why", "look_at_record", "pause")


def test_the_same_step_is_never_proposed_twice_running_without_a_result() -> None:
    once = case("nnaaaa", word="high")
    again = case("nnaaaa", word="high", taken=(taken("understand_why", 7),))
    with_result = case(
        "nnaaaa", word="high", taken=(taken("understand_why", 7, "answered"),)
    )

    assert propose(once).step == "understand_why"
    assert propose(again).step == "change_slot"
    # They answered, and then missed another one.
    assert propose(with_result).step == "understand_why"


def test_what_was_written_lately_is_left_room_to_be_answered() -> None:
    waits = propose(case("naaaaa", word="high", taken=(taken("say_hello", 2),)))
    # They missed one three days ago: what was written before is another matter.
    happened = propose(case("naaaaa", word="high", taken=(taken("look_forward", 5),)))

    assert (waits.step, waits.due) == ("let_be", days_ago(-5))
    assert happened.step == "say_hello"


def test_after_the_last_note_comes_rest() -> None:
    found = propose(
        case(word="high", taken=(taken("enough_for_now", 40), taken("say_hello", 60)))
    )

    assert found.step == "let_be"
    assert found.why == "You left the door open on 14 Oct. Now it is theirs."


def test_who_did_not_want_to_be_written_to_is_not() -> None:
    silent = Story(may_contact=False)
    quiet = propose(case(word="high", story=silent))
    missed = propose(case("nnaaaa", story=silent))

    for found in (quiet, missed):
        steps = [found.step, *found.alternatives]
        assert all(STEPS[step].kind != "message" for step in steps if step)
    assert quiet.step == "let_be"


def test_a_talk_that_the_practice_made_a_message_writes_to_nobody_either() -> None:
    talk = STEPS["talk_about_it"]
    found = propose(
        case(story=Story(may_contact=False), planned=Planned("talk_about_it", MONDAY)),
        {**STEPS, "talk_about_it": replace(talk, kind="message")},
    )

    assert (found.step, found.alternatives) == ("let_be", ())


@pytest.mark.parametrize("standing", sorted(OVER))
def test_nobody_is_welcomed_back_who_may_not_be_written_to(standing: Standing) -> None:
    story = stands(standing, LONG_AGO, may_contact=True)

    never = propose(case(story=story))
    silent = propose(
        case(story=story._replace(may_contact=False), may_be_welcomed=True)
    )

    for found in (never, silent):
        assert "welcome_back" not in (found.step, *found.alternatives)


def test_a_few_are_welcomed_back_a_week() -> None:
    story = stands(Standing.ENDED_BY_AGREEMENT, LONG_AGO, may_contact=True)
    welcome = case(story=story, may_be_welcomed=True)

    assert propose(welcome).step == "welcome_back"
    assert propose(replace(welcome, has_room_to_welcome=False)).step == "let_be"


def test_terms_of_a_return_are_brought_to_mind() -> None:
    story = stands(Standing.ENDED_BY_COACH, LONG_AGO, may_return="terms")

    found = propose(case(story=story, may_be_welcomed=True))

    on_the_day = propose(
        case(story=was(Standing.HANDED_OVER, back_on=MONDAY, may_return="terms"))
    )
    for one in (found, on_the_day):
        assert one.step == "welcome_back"
        assert one.why.endswith("You agreed on terms for coming back.")


def test_a_planned_step_stands_and_a_planned_talk_is_left_to_the_person() -> None:
    day = days_ago(-2)

    soft = propose(case(planned=Planned("new_goal", day)))
    talk = propose(case(planned=Planned("part_kindly", day)))
    past = propose(case(planned=Planned("part_kindly", days_ago(2))))

    assert (soft.step, soft.due) == ("new_goal", day)
    assert (talk.step, talk.due) == ("let_be", day)
    assert (past.step, past.due) == ("let_be", days_ago(0))
    assert past.why.endswith("Note under Contacts how it went.")


def test_a_step_is_due_on_a_working_day_with_room() -> None:
    closed = Diary(closed=frozenset({dt.date(2026, 11, 24)}))
    full = Diary(planned={MONDAY: 2}, capacity=2)

    assert propose(case("naaaaa")).due == dt.date(2026, 11, 24)
    assert propose(case("naaaaa", diary=closed)).due == dt.date(2026, 11, 25)
    assert propose(case("naaaaa", diary=full)).due == dt.date(2026, 11, 30)


def test_every_rule_says_when_it_holds() -> None:
    assert all((rule.__doc__ or "").startswith("Hold ") for rule in RULES)
