"""Propose one step for a client: ordered rules, of which the first that holds decides.

Each rule is a small function of a `Case` with its text in docs/definitions.md. No rule
charges, drops or judges anybody; the hard steps stand in none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.playbook import (
    choice,
    hard,
    rules_rhythm,
    rules_sessions,
    rules_story,
)
from analytics.playbook.choice import LET_BE, Choice
from analytics.playbook.step import HARD
from analytics.playbook.steps import STEPS
from analytics.words import near_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from analytics.contracts import Reason
    from analytics.playbook.case import Case
    from analytics.playbook.step import Step

RULES: Final = (*rules_story.RULES, *rules_sessions.RULES, *rules_rhythm.RULES)
"""All rules, in order."""


@dataclass(frozen=True)
class Proposal:
    """One step for one client, why, by when, and what else there is."""

    step: str | None
    """``None``: nothing at all is to be done, now or later."""
    why: str
    """One sentence or two."""
    due: dt.date | None
    """A working day; of *leave them be* the day on which to look again, if it is
    known. ``None`` where there is no step."""
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[str, ...] = ()
    """Other steps that fit, the best first."""
    other_options: tuple[str, ...] = ()
    """Hard steps that a person may choose; never proposed."""


def propose(case: Case, steps: Mapping[str, Step] = STEPS) -> Proposal:
    """Return the step for a client, chosen by the first rule that holds.

    Parameters
    ----------
    steps
        As the practice has them: they say in how many days a step is due.
    """
    found = choice.first(RULES, case)
    # The last rule holds always.
    assert found is not None  # noqa: S101 - said above
    if not found.steps:
        return Proposal(None, found.why, None, found.reasons)
    found = _not_twice(_with_consent(found, case, steps), case)
    step, *others = found.steps
    return Proposal(
        step=step,
        why=found.why,
        due=_due(found, case, steps),
        reasons=found.reasons,
        alternatives=tuple(others),
        other_options=() if found.alone else hard.options(case.behind),
    )


def due_of(
    keys: Iterable[str], case: Case, steps: Mapping[str, Step] = STEPS
) -> dict[str, dt.date]:
    """Return the day on which each of these steps would be due.

    A hard step keeps its distance from what happened; see `hard.due`.
    """
    return {
        key: hard.due(key, case.behind, case.diary, case.today, steps[key].due_in_days)
        if key in HARD
        else case.diary.day(case.today, steps[key].due_in_days)
        for key in keys
    }


def _due(found: Choice, case: Case, steps: Mapping[str, Step]) -> dt.date | None:
    if found.due is not None:
        return found.due
    step = found.steps[0]
    if step == LET_BE:
        return found.until
    return case.diary.day(case.today, steps[step].due_in_days)


def _with_consent(found: Choice, case: Case, steps: Mapping[str, Step]) -> Choice:
    """Leave out what writes to somebody who does not want to be written to."""
    if case.story.may_contact is not False:
        return found
    silent = tuple(step for step in found.steps if steps[step].kind != "message")
    if silent:
        return found._replace(steps=silent)
    why = "They asked not to be written to. Wait until they come to you."
    return choice.let_be(why, found.until, alone=found.alone)


def _not_twice(found: Choice, case: Case) -> Choice:
    """Pass over the step that was taken last, as long as nothing came of it."""
    last = case.last
    if last is None or last.has_result or last.step == LET_BE:
        return found
    others = tuple(step for step in found.steps if step != last.step)
    if others:
        return found._replace(steps=others)
    said = near_day(last.on, case.today)
    when = said if said in ("today", "yesterday") else f"on {said}"
    why = f"You did this {when}. Say here what came of it, before anything else."
    return choice.let_be(why, alone=found.alone)
