"""Rules of what happened: promises, what was written, and how the sessions went."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from analytics.contracts import Reason
from analytics.facts.standing import Place
from analytics.playbook.choice import (
    ANSWER_DAYS,
    Choice,
    Rule,
    about,
    is_seen_to,
    let_be,
    unanswered,
)
from analytics.playbook.pattern import newest_day
from analytics.words import near_day, number, sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.playbook.case import Case
    from analytics.playbook.pattern import Slot

ENOUGH: Final = 2
"""Messages without an answer: then one last door-open note, then rest."""

IN_A_ROW: Final = 2
"""Sessions missed, or called off by the coach, one after the other."""

OFTEN: Final = 3
"""Of the last six slots: from here on moving or calling off is a habit."""


# -- what the coach owes, and what was written ---------------------------------------


def owed(case: Case) -> Choice | None:
    """Hold where the coach promised something and its day has passed."""
    since = case.owed.by_coach_since
    if since is None or _was_last(case, "what_i_owe_you"):
        return None
    day = short_day(since, today=case.today)
    what = "One thing" if case.owed.by_coach == 1 else "More than one thing"
    why = f"{what} that you promised was meant for {day}."
    return Choice(("what_i_owe_you", "say_hello"), why)


def off_by_coach(case: Case) -> Choice | None:
    """Hold where the coach called off twice running."""
    slots = case.pattern.off_by_coach()
    if len(slots) < IN_A_ROW or is_seen_to(case, slots):
        return None
    why = f"You had to call off the last {number(len(slots))}."
    return Choice(("what_i_owe_you", "suggest_next_booking"), why, about(why, slots))


def enough(case: Case) -> Choice | None:
    """Hold where nobody answered: one last note with the door open, then rest."""
    if case.is_booked or case.last is None:
        return None
    if case.last.step == "enough_for_now" and not case.last.has_result:
        day = short_day(case.last.on, today=case.today)
        return let_be(f"You left the door open on {day}. Now it is theirs.")
    count = unanswered(case)
    if count < ENOUGH:
        return None
    times = "twice" if count == ENOUGH else f"{number(count)} times"
    why = f"You wrote {times}. One last line that leaves the door open."
    return Choice(("enough_for_now", "suggest_next_booking"), why)


def waiting(case: Case) -> Choice | None:
    """Hold where a step was taken lately and nothing has happened since."""
    last = case.last
    if case.is_booked or last is None or last.has_result or last.result is not None:
        return None
    until = last.on + dt.timedelta(days=ANSWER_DAYS)
    happened = newest_day(case.pattern.slots)
    if until <= case.today or (happened is not None and happened > last.on):
        return None
    said = near_day(last.on, case.today)
    when = said if said in ("today", "yesterday") else f"on {said}"
    return let_be(f"You were in touch {when}. Leave them room to answer.", until)


def answered(case: Case) -> Choice | None:
    """Hold where they answered, or wrote themselves, and nothing is booked."""
    last = case.last
    if last is None or not last.is_answered or case.is_booked:
        return None
    if not is_seen_to(case, case.pattern.slots) and case.pattern.slots:
        return None
    if last.is_theirs:
        why = (
            f"They wrote on {short_day(last.on, today=case.today)}: answer that first."
        )
        return Choice(("suggest_next_booking", "change_slot", "new_goal"), why)
    if last.step == "suggest_next_booking":
        why = "They answered, and nothing is booked yet. Perhaps another time suits."
        return Choice(("change_slot", "new_goal", "stay_in_touch"), why)
    why = "They answered. A time for the next session would fit now."
    return Choice(("suggest_next_booking", "change_slot", "new_goal"), why)


# -- how the sessions went -----------------------------------------------------------


def never_came(case: Case) -> Choice | None:
    """Hold where they booked and have not come so far."""
    if case.place not in (Place.NEVER_CAME, Place.UNKNOWN):
        return None
    why = (
        "They booked a first session and could not come."
        if case.place is Place.NEVER_CAME
        else "Nobody has said yet whether they have ever come."
    )
    slots = case.pattern.missed()
    return Choice(("say_hello", "suggest_next_booking"), why, _if_any(why, slots))


def cancelled_ahead(case: Case) -> Choice | None:
    """Hold where they called off all that was still to come."""
    ahead = case.pattern.cancelled_ahead
    if len(ahead) < IN_A_ROW or case.is_booked:
        return None
    why = f"They called off all {number(len(ahead))} sessions that were to come."
    steps = ("understand_why", "pause", "revisit_agreement")
    return Choice(steps, why, (Reason(why, ahead),))


def missed_again(case: Case) -> Choice | None:
    """Hold where the last two or more were missed or called off late."""
    slots = case.pattern.missed_in_a_row()
    if len(slots) < IN_A_ROW or _is_booked_and_seen_to(case, slots):
        return None
    why = f"The last {number(len(slots))} did not come about."
    steps = ("understand_why", "change_slot", "revisit_agreement", "new_goal", "pause")
    return Choice(steps, why, about(why, slots))


def moved_often(case: Case) -> Choice | None:
    """Hold where three of the last six were moved."""
    slots = case.pattern.moved()
    if len(slots) < OFTEN or is_seen_to(case, slots):
        return None
    why = f"{sentence(number(len(slots)))} of the last six were moved."
    if case.agreed.is_past_free_moves:
        steps = ("change_slot", "revisit_agreement", "understand_why")
        why = f"{why[:-1]}, more than you agreed on."
    else:
        steps = ("change_slot", "understand_why", "revisit_agreement")
    return Choice(steps, why, about(why, slots))


def called_off_often(case: Case) -> Choice | None:
    """Hold where three of the last six were called off by the client."""
    slots = case.pattern.called_off()
    if len(slots) < OFTEN or _is_booked_and_seen_to(case, slots):
        return None
    why = f"{sentence(number(len(slots)))} of the last six were called off."
    somebody_else = ("offer_another_coach",) if case.has_colleagues else ()
    steps = ("change_slot", "understand_why", *somebody_else, "look_at_record", "pause")
    return Choice(steps, why, about(why, slots))


def missed_once(case: Case) -> Choice | None:
    """Hold where the last one was missed or called off late."""
    slots = case.pattern.missed_in_a_row()
    if not slots or _is_booked_and_seen_to(case, slots):
        return None
    why = "The last session did not come about. A friendly line is enough."
    steps = ("say_hello", "understand_why", "change_slot")
    return Choice(steps, why, about("The last session did not come about.", slots))


def excused(case: Case) -> Choice | None:
    """Hold where the last one was called off for a good reason: that is all right."""
    slot = case.pattern.excused()
    if slot is None or case.is_booked:
        return None
    why = "They had a good reason, and nothing is booked yet."
    return Choice(("suggest_next_booking", "say_hello"), why, about(why, [slot]))


RULES: Final[tuple[Rule, ...]] = (
    owed,
    off_by_coach,
    enough,
    waiting,
    answered,
    never_came,
    cancelled_ahead,
    missed_again,
    moved_often,
    called_off_often,
    missed_once,
    excused,
)


def _was_last(case: Case, step: str) -> bool:
    return case.last is not None and case.last.step == step and not case.last.has_result


def _is_booked_and_seen_to(case: Case, slots: Sequence[Slot]) -> bool:
    return case.is_booked and is_seen_to(case, slots)


def _if_any(text: str, slots: Sequence[Slot]) -> tuple[Reason, ...]:
    return about(text, slots) if slots else ()
