"""What a rule answers: the steps it leads to, why, and the days to leave alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.contracts import Reason
from analytics.playbook.case import Case
from analytics.playbook.pattern import Slot, ids, newest_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

LET_BE: Final = "let_be"

ANSWER_DAYS: Final = 7
"""How long somebody has to answer before it counts as none."""


class Choice(NamedTuple):
    """What a rule that holds leads to."""

    steps: tuple[str, ...]
    """Best first; what was taken last without a result is passed over. Empty:
    nothing at all is to be done."""
    why: str
    """One sentence."""
    reasons: tuple[Reason, ...] = ()
    """The facts behind it, each with its sessions."""
    until: dt.date | None = None
    """The day on which to look again."""
    alone: bool = False
    """Whether no hard step may stand beside it."""
    due: dt.date | None = None
    """The day of the step, where it is no matter of so many days."""


Rule = Callable[[Case], Choice | None]


def let_be(why: str, until: dt.date | None = None, *, alone: bool = False) -> Choice:
    """Return that there is nothing to do now."""
    return Choice((LET_BE,), why, until=until, alone=alone)


def nothing(why: str) -> Choice:
    """Return that nothing at all is to be done, whoever asks."""
    return Choice((), why, alone=True)


def first(rules: Iterable[Rule], case: Case) -> Choice | None:
    """Return what the first rule that holds leads to."""
    found = (rule(case) for rule in rules)
    return next((one for one in found if one is not None), None)


def about(text: str, slots: Sequence[Slot]) -> tuple[Reason, ...]:
    """Return a fact with the sessions behind it."""
    return (Reason(text, ids(slots)),)


def is_seen_to(case: Case, slots: Sequence[Slot]) -> bool:
    """Return whether a step was taken since the latest of these slots."""
    happened = newest_day(slots)
    last = case.last
    return last is not None and happened is not None and last.on >= happened


def unanswered(case: Case) -> int:
    """Return how many messages running nobody answered, those waited for left out."""
    count = 0
    for one in case.taken:
        if one.has_result:
            break
        is_over = (case.today - one.on).days >= ANSWER_DAYS
        count += one.is_message and (one.result is not None or is_over)
    return count
