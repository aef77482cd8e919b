"""A case: everything about one client that the choice of a step hangs on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from analytics.contracts import Standing
from analytics.facts.standing import Place
from analytics.playbook import due, hard, pattern
from analytics.store import answers

if TYPE_CHECKING:
    import datetime as dt

    from analytics.playbook.due import Diary
    from analytics.playbook.pattern import Pattern

ENDED: Final = frozenset(
    {
        Standing.COMPLETED,
        Standing.HANDED_OVER,
        Standing.ENDED_BY_AGREEMENT,
        Standing.ENDED_BY_CLIENT,
        Standing.ENDED_BY_COACH,
    }
)
"""How a story ends when somebody has said so; going quiet is no such word."""


class Taken(NamedTuple):
    """A step that was taken for a client."""

    step: str
    on: dt.date
    is_message: bool = True
    """Whether something went out that can be answered."""
    is_theirs: bool = False
    """Whether the client wrote last."""
    result: str | None = None
    """What came of it; ``None`` while nobody has said."""

    @property
    def is_answered(self) -> bool:
        """Whether a word of theirs came back."""
        return bool(
            answers.is_from_them(self.result, "client" if self.is_theirs else None)
        )

    @property
    def has_result(self) -> bool:
        """Whether anything came of it."""
        return self.is_answered or self.result not in (None, answers.NO_ANSWER)


class Story(NamedTuple):
    """How a client's story stands, as somebody entered it."""

    standing: str = Standing.ACTIVE
    """The standing in force: active for whoever came or booked since."""
    was: str = Standing.ACTIVE
    """The latest standing, in force or over, unless they came after it."""
    since: dt.date | None = None
    """Its day."""
    back_on: dt.date | None = None
    """The day of return that was agreed, if one was."""
    may_return: str | None = None
    """``yes``, ``terms`` or ``no``; ``None`` where nobody has said."""
    terms: str | None = None
    may_contact: bool | None = None


class Aside(NamedTuple):
    """Days on which nothing is to be done."""

    away_until: dt.date | None = None
    """The day of the return from a known absence that holds now."""
    no_concern_until: dt.date | None = None


class Agreed(NamedTuple):
    """What the agreement in force says of today."""

    review_day: dt.date | None = None
    is_past_free_moves: bool = False
    """Whether they moved more often than is free in this period."""


class Owed(NamedTuple):
    """Promises that were not kept by their day."""

    by_coach_since: dt.date | None = None
    """The day of the oldest promise of the coach that is overdue."""
    by_coach: int = 0
    undone_in_a_row: int = 0
    """As in `hard.Behind`."""
    undone_day: dt.date | None = None
    what: str = ""
    """The oldest of the coach's, as it was written down."""


class Planned(NamedTuple):
    """A step that somebody means to take."""

    step: str
    due: dt.date


@dataclass(frozen=True)
class Case:
    """One client on one day."""

    today: dt.date
    place: Place = Place.ACTIVE
    is_booked: bool = False
    word: Literal["low", "raised", "high"] = "low"
    """How much quieter than usual, as the list says it."""
    sessions_attended: int = 0
    pattern: Pattern = pattern.NOTHING
    story: Story = field(default_factory=Story)
    aside: Aside = field(default_factory=Aside)
    agreed: Agreed = field(default_factory=Agreed)
    owed: Owed = field(default_factory=Owed)
    remark: Literal["worried", "wants_to_stop"] | None = None
    """What was said or noticed and is not settled yet; worry comes first."""
    remark_on: dt.date | None = None
    taken: tuple[Taken, ...] = ()
    """Since the client came last, newest first; a known answer is in it."""
    planned: Planned | None = None
    celebrated_on: dt.date | None = None
    goal_reached_on: dt.date | None = None
    may_be_welcomed: bool = False
    """Whether they may be welcomed back at all (`facts.may_write`)."""
    has_colleagues: bool = True
    """Whether there is another coach in the practice."""
    has_room_to_welcome: bool = True
    """Whether fewer were welcomed back this week than are at most."""
    diary: Diary = due.PLAIN

    @property
    def last(self) -> Taken | None:
        """The latest step of all."""
        return self.taken[0] if self.taken else None

    @property
    def behind(self) -> hard.Behind:
        """What the hard steps may know."""
        return hard.Behind(
            self.pattern,
            self.owed.undone_in_a_row,
            self.owed.undone_day,
            self.sessions_attended,
        )
