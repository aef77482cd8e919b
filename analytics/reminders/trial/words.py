"""What a test says, in a coach's words. Every sentence about a test is made here.

*3 in 4 that B is better* is the chance under the stated prior (`sequence`), cut down to
the nearest of a few plain fractions; that a test is *decided* is the other, stricter
statement: the interval that holds at all looks together lies on one side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.periods import day_of_number
from analytics.reminders.trial.sequence import FEWEST_UNITS
from analytics.reminders.trial.status import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.reminders.trial.plan_file import Plan
    from analytics.reminders.trial.planner import Outlook, Past
    from analytics.reminders.trial.sequence import Arm, Look
    from analytics.reminders.trial.status import Status

_FRACTIONS = (
    (0.99, "99 in 100"),
    (0.95, "19 in 20"),
    (0.9, "9 in 10"),
    (0.8, "4 in 5"),
    (0.75, "3 in 4"),
    (2 / 3, "2 in 3"),
    (0.6, "6 in 10"),
)
_MUCH_SHORTER = 0.7
_UNITS = {"client": "clients", "week": "weeks", "service": "services"}
_BY = {
    "client": "each client by lot",
    "week": "whole weeks by lot",
    "service": "whole services by lot",
}
_LEFT_OUT = {
    "before_drawing": "before their arm was drawn",
    "booked_late": "booked too late for a reminder",
    "excused": "missed, and excused",
    "not_drawn": "of somebody who is not drawn yet",
    "two_arms": "of somebody drawn for both arms",
}
_ALLOWING = "allowing for what each client did before"
OUTCOMES = {
    "missed": "missed",
    "cancelled_or_moved": "cancelled in time or moved",
    "took_place": "took place at the booked time",
}


def points(difference: float) -> str:
    """Return a difference as so many in 100 sessions, without its sign."""
    size = abs(difference) * 100
    return f"{size:.0f}" if size >= 1 or size < 0.05 else f"{size:.1f}"


def chance(probability: float) -> str | None:
    """Return a chance as a plain fraction not above it; ``None`` below 6 in 10."""
    return next((text for least, text in _FRACTIONS if probability >= least), None)


def proposal(plan: Plan, past: Past, outlook: Outlook) -> Iterator[str]:
    """Give what the planner found, a sentence at a time."""
    yield (
        f"Of 100 sessions about {points(past.base_rate)} are missed now "
        f"({past.missed} of {past.sessions} in the last year), and "
        f"{past.active_clients} clients come, each "
        f"{past.sessions_per_client_week:.1f} times a week."
    )
    yield (
        f"The test is made to find {points(plan.worth)} fewer missed in 100. If it is "
        f"that much, half of such tests are over after "
        f"{_weeks(outlook.half_weeks or 0)} and four in five after "
        f"{_weeks(plan.planned_weeks)} (about {outlook.sessions} sessions)."
    )
    if outlook.smallest_worth is not None:
        yield (
            f"In a year this practice could find {points(outlook.smallest_worth)} or "
            "more fewer in 100."
        )
    if plan.unit != "week" and (outlook.by_week or plan.planned_weeks) < (
        _MUCH_SHORTER * plan.planned_weeks
    ):
        yield (
            f"By whole weeks it would be {_weeks(outlook.by_week or 0)} "
            "in place of that. Then what is sent in one week must not work on in the "
            "next."
        )
    yield (
        f"From {plan.starts_on} on, {_BY[plan.unit]}: arm a is {plan.arm_a}, arm b is "
        f"{plan.arm_b}. Sessions booked less than {plan.lead_hours:.0f} hours ahead do "
        "not count."
    )


def rules(plan: Plan) -> Iterator[str]:
    """Give the stop rules, as they were decided before the start."""
    worth = points(plan.worth)
    yield (
        "You may look at any time and stop at any time: the range holds at all looks "
        f"together. With no difference, a wrong winner comes in at most "
        f"{plan.alpha:.0%} of tests."
    )
    yield "It is decided when the range no longer holds 0, that is, no difference."
    yield (
        f"It is also decided when the whole range is less than {worth} in 100 either "
        "way: then there is no difference worth having."
    )
    yield (
        f"After {_weeks(plan.planned_weeks)} without either it ends undecided; letting "
        "it run on stays honest."
    )
    yield (
        "Chances such as 3 in 4 start from this: before the first session better and "
        f"worse were equally likely, and an effect of {worth} in 100 was usual."
    )


def sentence(found: Status) -> str:
    """Return how a test stands, in one or two sentences."""
    say = {
        Decision.NOT_STARTED: _not_started,
        Decision.TOO_EARLY: _too_early,
        Decision.GO_ON: _so_far,
        Decision.B_BETTER: _b_better,
        Decision.A_BETTER: _a_better,
        Decision.NO_DIFFERENCE: _no_difference,
        Decision.UNDECIDED: _undecided,
    }
    return say[found.decision](found)


def in_a_line(found: Status) -> str:
    """Return how a running test stands, in so few words that a sheet has room."""
    plan = found.plan
    said = {
        Decision.B_BETTER: f"decided, {plan.arm_b} is better.",
        Decision.A_BETTER: f"decided, {plan.arm_a} is better.",
        Decision.NO_DIFFERENCE: "decided, there is no difference worth having.",
        Decision.UNDECIDED: "the planned weeks are over, and it is undecided.",
        Decision.TOO_EARLY: "too early to say.",
    }
    if found.decision is Decision.GO_ON:
        odds = _odds(found, found.outcomes["missed"])
        return odds[:1].lower() + odds[1:]
    return said.get(found.decision, "it has not begun.")


def span(seen: Look) -> str:
    """Return a look's range: *between 9 fewer and 2 more in 100 sessions*."""
    short = short_span(seen)
    if short is None:
        return "not known yet"
    return f"between {short.replace(' to ', ' and ')} in 100 sessions"


def short_span(seen: Look) -> str | None:
    """Return the same for a table of sessions in 100: *9 fewer to 2 more*."""
    if seen.low is None or seen.high is None:
        return None
    if seen.low < 0 < seen.high:
        return f"{points(seen.low)} fewer to {points(seen.high)} more"
    least, most = sorted((abs(seen.low), abs(seen.high)))
    which = "fewer" if seen.high <= 0 else "more"
    return f"{points(least)} to {points(most)} {which}"


def counts(arm: Arm) -> str:
    """Return an arm's count: *6 of 80*."""
    return f"{arm.hits} of {arm.sessions}"


def left_out(found: Status) -> Iterator[str]:
    """Give which sessions do not count, and why."""
    for reason, count in found.left_out.items():
        what = "1 session does" if count == 1 else f"{count} sessions do"
        yield f"{what} not count: {_LEFT_OUT[reason]}."


def per_protocol(found: Status) -> str | None:
    """Return what only the sessions treated as drawn say, with its caution."""
    seen = found.per_protocol
    if seen is None:
        return None
    if seen.low is None:
        return "Of sessions treated as drawn there are too few to say anything."
    return (
        f"Only sessions treated as drawn: {counts(seen.a)} missed in arm a and "
        f"{counts(seen.b)} in arm b, {span(seen)} in b. Who is treated as drawn is not "
        "up to chance, so the result above goes first."
    )


def traded(found: Status) -> str | None:
    """Return the caution where what is missed less often is cancelled instead."""
    missed, held = found.outcomes["missed"], found.outcomes["took_place"]
    if found.decision is not Decision.B_BETTER or held.difference is None:
        return None
    if missed.difference is None or held.difference > -missed.difference / 2:
        return None
    return (
        "Yet hardly more sessions took place: what is not missed any more is mostly "
        "cancelled or moved. You gain the notice, not the session."
    )


def _not_started(found: Status) -> str:
    drawn = f"{found.drawn['a']} {_UNITS[found.plan.unit]} are drawn for arm a"
    return (
        f"It starts on {found.plan.starts_on}; {drawn}, {found.drawn['b']} for arm b."
    )


def _too_early(found: Status) -> str:
    seen = found.outcomes["missed"]
    return f"Too early to say: {_why_too_early(seen, found)} Looking costs nothing."


def _why_too_early(seen: Look, found: Status) -> str:
    whole = seen.a.sessions + seen.b.sessions
    if not whole:
        return "of no session of this test it is known yet what became of it."
    if seen.too_early == "units":
        whom = _UNITS[found.plan.unit]
        return (
            f"{seen.a.units} {whom} in arm a and {seen.b.units} in arm b so far, and "
            f"it takes the equal of {FEWEST_UNITS} in each."
        )
    hits = seen.a.hits + seen.b.hits
    if hits == 0:
        return f"nobody has missed a session, in {whole}. There is nothing to compare."
    if hits == whole:
        return f"all {whole} sessions were missed. Check them under Who came?."
    return f"{hits} of {whole} sessions were missed, which is too few to compare."


def _so_far(found: Status) -> str:
    seen = found.outcomes["missed"]
    return f"{_seen(seen, found.plan)} {_odds(found, seen)}"


def _seen(seen: Look, plan: Plan) -> str:
    return (
        f"So far {counts(seen.b)} sessions were missed with {plan.arm_b} and "
        f"{counts(seen.a)} with {plan.arm_a}: {span(seen)}, {_ALLOWING}."
    )


def _odds(found: Status, seen: Look) -> str:
    b_lower = seen.b_lower or 0.0
    leader = found.plan.arm_b if b_lower >= 0.5 else found.plan.arm_a
    likely = chance(max(b_lower, 1 - b_lower))
    if likely is None:
        return "Which is better is as good as even. Go on."
    return f"{likely} that {leader} is better; {_to_go(found.sessions_to_go)}."


def _to_go(sessions: int | None) -> str:
    if sessions is None:
        return (
            "but a difference as small as this one cannot be made sure with these "
            "clients alone"
        )
    # The last week's look has not come yet.
    if sessions == 0:
        return "the next look should settle it"
    more = "1 more session" if sessions == 1 else f"{_about(sessions)} more sessions"
    return f"{more} to be sure, if the difference stays as it is"


def _about(count: int) -> str:
    if count < 20:
        return str(count)
    step = 10 if count < 200 else 100
    return f"about {-(-count // step) * step}"


def _b_better(found: Status) -> str:
    return _winner(found, found.plan.arm_b, "You may stop and do it for everybody.")


def _a_better(found: Status) -> str:
    return _winner(found, found.plan.arm_a, "Stop, and keep things as they were.")


def _winner(found: Status, winner: str, then: str) -> str:
    seen = found.deciding
    if seen is None or found.decided_day is None:
        return ""
    return (
        f"Decided at the look of {day_of_number(found.decided_day)}: {winner} is "
        "better. "
        f"Missed with {found.plan.arm_b}, against {found.plan.arm_a}: {span(seen)}, "
        f"{_ALLOWING}. {then}"
    )


def _no_difference(found: Status) -> str:
    seen = found.deciding
    return (
        "Decided: there is no difference worth having. With "
        f"{found.plan.arm_b}: {span(seen) if seen else ''}. Keep whichever is less "
        "work."
    )


def _undecided(found: Status) -> str:
    seen = found.outcomes["missed"]
    why = (
        f"The {_weeks(found.plan.planned_weeks)} that were planned are over"
        if found.trial.stop_day is None
        else f"It was ended on {day_of_number(found.trial.stop_day)}"
    )
    if seen.low is None:
        return f"{why} and nothing can be said: {_why_too_early(seen, found)}"
    return (
        f"{why}, and it is undecided: {counts(seen.b)} sessions were missed with "
        f"{found.plan.arm_b} and {counts(seen.a)} with {found.plan.arm_a}, "
        f"{span(seen)}, {_ALLOWING}. Keep whichever is less work, or test "
        "something with a larger effect."
    )


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weeks"
