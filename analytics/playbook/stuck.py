"""Coming, but stuck: who comes as usual and does not get ahead, by rule alone.

No model has a say here, and nothing of it goes into a likelihood. At most two names
stand on the list, so that it is a hint to talk and not a second diary.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.contracts import Reason
from analytics.facts import facts
from analytics.playbook import hard
from analytics.playbook.propose import Proposal
from analytics.playbook.steps import STEPS
from analytics.store import queries
from analytics.words import joined, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.playbook.case import Case, Taken
    from analytics.playbook.step import Step
    from analytics.store import Database

_PROGRESS: Final = Path(__file__).with_name("progress.sql")

MOST_NAMES: Final = 2
UNDONE_SESSIONS: Final = 3
"""Sessions running, of those that had any promise, in which it was left undone."""
REST_DAYS: Final = 14
"""After one of these steps was taken they are left alone so long."""
LOOKED_BACK_DAYS: Final = 182
"""Steps taken earlier belong to another time."""

LEFT_UNDONE: Final = ("talk_about_it", "smaller_goal", "review_goal")
NO_PROGRESS: Final = ("review_goal", "talk_about_it", "smaller_goal")


@dataclass(frozen=True)
class Comes:
    """Somebody who comes as usual, and what of theirs stands still."""

    client_id: str
    case: Case
    progress: tuple[int, ...] = ()
    """The coach's last three views of the progress, newest first, where they stood
    still or fell."""
    taken: tuple[Taken, ...] = ()
    """Steps taken for them, newest first, those before their last session too."""

    @property
    def undone(self) -> int:
        """Sessions running whose promises were left undone."""
        found = self.case.owed.undone_in_a_row
        return found if found >= UNDONE_SESSIONS else 0


def propose(comes: Comes, playbook: Mapping[str, Step] = STEPS) -> Proposal | None:
    """Return the step for somebody who is stuck; ``None`` for whoever is not.

    Who is away, set aside, unwell, leaving, or was talked to lately is left alone.

    Parameters
    ----------
    playbook
        The steps as the practice has them.
    """
    if not (comes.undone or comes.progress) or _is_left_alone(comes):
        return None
    ladder = LEFT_UNDONE if comes.undone else NO_PROGRESS
    since = comes.case.today - dt.timedelta(days=LOOKED_BACK_DAYS)
    tried = {one.step for one in comes.taken if one.on >= since}
    steps = [step for step in ladder if step not in tried]
    if not steps:
        return None
    step, *others = [*steps, *(step for step in ladder if step in tried)]
    why = _why(comes)
    return Proposal(
        step=step,
        why=why,
        due=comes.case.diary.day(comes.case.today, playbook[step].due_in_days),
        reasons=(Reason(why, ()),),
        alternatives=tuple(others),
        other_options=hard.options(comes.case.behind),
    )


def first(found: Iterable[tuple[Comes, Proposal]]) -> list[tuple[Comes, Proposal]]:
    """Return whom to name: the longest undone first, then the least progress."""
    return sorted(found, key=lambda one: _order(one[0]))[:MOST_NAMES]


def _order(comes: Comes) -> tuple[int, tuple[int, ...]]:
    return -comes.undone, comes.progress


def _why(comes: Comes) -> str:
    if comes.undone:
        return (
            f"They come, and what was agreed in the last {number(comes.undone)} "
            "sessions is still open."
        )
    views = joined([str(view) for view in reversed(comes.progress)])
    return f"They come, and the goal is not getting nearer: {views} of 5."


def _is_left_alone(comes: Comes) -> bool:
    case = comes.case
    rest = case.today - dt.timedelta(days=REST_DAYS)
    was_talked_to = any(
        one.on > rest and one.step in LEFT_UNDONE for one in comes.taken
    )
    is_busy = case.planned is not None or case.remark is not None
    is_aside = any(day is not None for day in case.aside)
    return was_talked_to or is_busy or is_aside


def progress(database: Database, as_of: AsOf) -> Mapping[str, Sequence[int]]:
    """Return whose progress stood still or fell: three views, newest first."""
    rows = facts.rows(database, as_of, queries.text_of(_PROGRESS))
    return {client_id: tuple(views) for client_id, *views in rows}
