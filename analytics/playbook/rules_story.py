"""Rules of what was said and how a story stands: they come before all others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from analytics.contracts import Standing
from analytics.facts.may_write import WELCOME
from analytics.facts.standing import Place
from analytics.playbook.case import ENDED
from analytics.playbook.choice import Choice, Rule, let_be, nothing
from analytics.playbook.step import HARD
from analytics.words import near_day, short_day

if TYPE_CHECKING:
    from analytics.playbook.case import Case

OVER: Final = ENDED | {Standing.PAUSED}
"""Standings in which somebody is not with the practice at present."""

WELCOMES_A_WEEK: Final = 3
"""At most, in the whole practice."""

CELEBRATE_WITHIN: Final = dt.timedelta(weeks=12)
"""After the last session of a programme."""


def worried(case: Case) -> Choice | None:
    """Hold after a worrying remark: the checklist, and nothing else."""
    if case.remark != "worried":
        return None
    if _was_taken(case, "worried"):
        return let_be(
            "You went through the checklist. Say here what came of it.", alone=True
        )
    why = f"You noted {_on(case)} that you are worried. Care comes first."
    # Not on the next working day: today.
    return Choice(("worried",), why, alone=True, due=case.today)


def not_to_return(case: Case) -> Choice | None:
    """Hold where it was said that they do not come back: nothing, ever."""
    if case.story.may_return != "no" or case.story.since is None:
        return None
    if case.is_booked:
        return nothing(
            "It was said that they do not come back, and something is booked. "
            "Look at it yourself, and change how their story stands if it has changed."
        )
    # Whoever said it, client or coach.
    return nothing("It was said that they do not come back. Nothing is due.")


def wants_to_stop(case: Case) -> Choice | None:
    """Hold where they would like to stop: accept it, and nothing else."""
    if case.remark != "wants_to_stop" or case.story.standing in ENDED:
        return None
    if _was_taken(case, "accept_stop"):
        return let_be(
            "You have told them that stopping is fine. Say here how it ended.",
            alone=True,
        )
    why = f"They said {_on(case)} that they would like to stop. Nobody persuades them."
    return Choice(("accept_stop",), why, alone=True)


def back_later(case: Case) -> Choice | None:
    """Hold where a day of return was agreed and has not come: rest until then."""
    back, story = case.story.back_on, case.story
    if back is None or back <= case.today or story.standing == Standing.ACTIVE:
        return None
    day = short_day(back, today=case.today)
    return let_be(f"Back on {day}. Nothing to do until then.", back, alone=True)


def booked_again(case: Case) -> Choice | None:
    """Hold where somebody whose story had ended, or who paused, has booked again."""
    is_back = case.is_booked and case.story.standing == Standing.ACTIVE
    if not is_back or case.story.was not in OVER:
        return None
    if case.story.may_return == "terms":
        return Choice(
            ("revisit_agreement", "look_forward", "new_goal"),
            "They booked again, and you agreed on terms for that.",
            alone=True,
        )
    return Choice(
        ("look_forward", "revisit_agreement", "new_goal"),
        "They booked again: a new beginning.",
        alone=True,
    )


def due_back(case: Case) -> Choice | None:
    """Hold where the day on which they meant to be back has come."""
    back = case.story.back_on
    if back is None or back > case.today or case.is_booked:
        return None
    if _was_taken(case, WELCOME):
        return None
    when = "today" if back == case.today else f"on {short_day(back, today=case.today)}"
    return Choice(
        (WELCOME,),
        f"They meant to be back {when}.{_terms(case)}",
        alone=True,
        due=case.diary.open_day(case.today),
    )


def finished(case: Case) -> Choice | None:
    """Hold where the programme is complete: celebrate it, later welcome them back."""
    is_done = case.story.standing == Standing.COMPLETED or (
        case.place is Place.COMPLETED and case.story.standing == Standing.ACTIVE
    )
    if not is_done or case.is_booked:
        return None
    if not _is_long_over(case) and case.celebrated_on is None:
        return Choice(
            ("celebrate",),
            "They have come all the way through. That is worth a good word.",
            alone=True,
        )
    return _welcome(case) or nothing("They have finished. Nothing is due.")


def ended(case: Case) -> Choice | None:
    """Hold where the story has ended or rests: the door is open, if they like."""
    if case.story.standing not in OVER:
        return None
    if case.is_booked:
        why = "The story has ended, and something is still booked. Does it still hold?"
        return Choice((), why, alone=True)
    return _welcome(case) or nothing("The story rests here. Nothing is due.")


def away(case: Case) -> Choice | None:
    """Hold where they are away, and said so."""
    until = case.aside.away_until
    if until is None:
        return None
    day = short_day(until, today=case.today)
    return let_be(f"Away until {day}. Nothing to do until then.", until)


def no_concern(case: Case) -> Choice | None:
    """Hold where somebody said that there is no concern."""
    until = case.aside.no_concern_until
    if until is None:
        return None
    day = short_day(until, today=case.today)
    return let_be(
        f"You said there is no concern. Driftline asks again on {day}.", until
    )


def planned(case: Case) -> Choice | None:
    """Hold where a step is planned; a hard one stays what a person decided."""
    if case.planned is None:
        return None
    day = short_day(case.planned.due, today=case.today)
    if case.planned.step in HARD and case.planned.due < case.today:
        why = f"A talk was planned for {day}. Note under Contacts how it went."
        return let_be(why, case.today)
    if case.planned.step in HARD:
        return let_be(f"You have planned a talk for {day}.", case.planned.due)
    why = f"You planned this for {day}."
    return Choice((case.planned.step,), why, due=case.planned.due)


RULES: Final[tuple[Rule, ...]] = (
    worried,
    not_to_return,
    wants_to_stop,
    back_later,
    booked_again,
    due_back,
    finished,
    ended,
    away,
    no_concern,
    planned,
)


def _welcome(case: Case) -> Choice | None:
    if not case.may_be_welcomed or case.story.may_return == "no":
        return None
    if not case.has_room_to_welcome:
        return let_be(
            "Enough people were welcomed back this week. Next week is soon enough.",
            alone=True,
        )
    return Choice(
        (WELCOME,),
        f"They are glad to hear from you, and it has been a while.{_terms(case)}",
        alone=True,
    )


def _terms(case: Case) -> str:
    has_terms = case.story.may_return == "terms"
    return " You agreed on terms for coming back." if has_terms else ""


def _is_long_over(case: Case) -> bool:
    since = case.story.since
    return since is not None and case.today - since > CELEBRATE_WITHIN


def _on(case: Case) -> str:
    said = near_day(case.remark_on or case.today, case.today)
    return said if said in ("today", "yesterday") else f"on {said}"


def _was_taken(case: Case, step: str) -> bool:
    """Return whether the latest of these steps was taken since it was called for."""
    called = case.remark_on or case.story.back_on or dt.date.min
    return any(one.step == step and one.on >= called for one in case.taken)
