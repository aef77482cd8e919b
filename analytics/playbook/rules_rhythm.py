"""Rules of the rhythm: who comes, who comes again, and who comes less often."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from analytics.contracts import Reason
from analytics.facts.standing import Place
from analytics.playbook.choice import Choice, Rule
from analytics.words import joined, short_day

if TYPE_CHECKING:
    from analytics.playbook.case import Case

REACHED_WITHIN: Final = dt.timedelta(weeks=4)
"""A goal that was reached is news that long."""

SEVERAL: Final = 5
"""Sessions that took place: worth a good word, and a request if they are willing."""

CELEBRATED_WITHIN: Final = dt.timedelta(days=182)
"""How long a celebration is lately; a request is not made again and again."""

REVIEW_WITHIN: Final = dt.timedelta(weeks=8)
"""How long after its day a review of the agreement is still proposed."""


def came_again(case: Case) -> Choice | None:
    """Hold where they came, or booked, after months away."""
    days = case.pattern.away_days
    if not days:
        return None
    months = round(days / 30.4)
    why = f"They are with you again after {months} months."
    first = "look_forward" if case.is_booked else "suggest_next_booking"
    return Choice((first, "revisit_agreement", "new_goal"), why)


def goal_reached(case: Case) -> Choice | None:
    """Hold where a goal was reached a little while ago."""
    reached, said = case.goal_reached_on, case.celebrated_on
    if reached is None or case.today - reached > REACHED_WITHIN:
        return None
    if said is not None and said >= reached:
        return None
    why = f"They reached their goal on {short_day(reached, today=case.today)}."
    return Choice(("celebrate", "new_goal"), why)


def review_due(case: Case) -> Choice | None:
    """Hold where the day has come to look at the agreement again."""
    day = case.agreed.review_day
    if day is None or not day <= case.today <= day + REVIEW_WITHIN:
        return None
    if any(one.step == "revisit_agreement" and one.on >= day for one in case.taken):
        return None
    said = short_day(day, today=case.today)
    why = f"You meant to look at the agreement again on {said}."
    return Choice(("revisit_agreement", "look_at_record", "new_goal"), why)


def stretching(case: Case) -> Choice | None:
    """Hold where each of the last gaps was longer than the one before."""
    gaps = case.pattern.gaps_days
    is_here = case.place is Place.ACTIVE and case.word != "high"
    if not gaps or case.is_booked or not is_here:
        return None
    said = joined([str(gap) for gap in gaps])
    why = f"The days between sessions grew: {said}."
    steps = ("stay_in_touch", "suggest_next_booking", "change_slot", "new_goal")
    return Choice(steps, why, (Reason(why, ()),))


def booked(case: Case) -> Choice | None:
    """Hold where something is booked: nothing else is needed."""
    if not case.is_booked:
        return None
    why = "Something is booked. Nothing else is needed."
    joy = ("celebrate",) if _is_worth_celebrating(case) else ()
    return Choice(("look_forward", *joy, "stay_in_touch"), why)


def much_quieter(case: Case) -> Choice | None:
    """Hold where nothing is booked, and it has been quiet for long."""
    if case.word != "high" and case.place is not Place.LAPSED:
        return None
    why = "It has been much quieter than usual, and nothing is booked."
    return Choice(("say_hello", "stay_in_touch", "understand_why"), why)


def nothing_booked(case: Case) -> Choice | None:
    """Hold for everybody else: nothing is booked yet."""
    quieter = " A little quieter than usual." if case.word == "raised" else ""
    why = f"Nothing is booked yet.{quieter}"
    return Choice(("suggest_next_booking", "stay_in_touch", "say_hello"), why)


def _is_worth_celebrating(case: Case) -> bool:
    """Return whether several sessions took place, and nobody celebrated it lately."""
    said = case.celebrated_on
    is_news = said is None or case.today - said > CELEBRATED_WITHIN
    has_kept = case.sessions_attended >= SEVERAL and not case.pattern.missed()
    return is_news and has_kept


RULES: Final[tuple[Rule, ...]] = (
    came_again,
    goal_reached,
    review_due,
    stretching,
    booked,
    much_quieter,
    nothing_booked,
)
