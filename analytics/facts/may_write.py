"""Who may be written to: what a client and a coach agreed on comes before any step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from analytics.contracts import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.facts.contacts import Contact, Remark
    from analytics.facts.entered import Entry

WELCOME: Final = "welcome_back"
REST: Final = "enough_for_now"

WELCOME_APART: Final = dt.timedelta(days=56)
"""Between the end and a note, and between two notes, to somebody who is not with the
practice at present."""
MOST_WELCOMES: Final = 3
"""Welcome-backs after one ending; then the door is open, and that is enough."""

_NOT_WITH_US: Final = frozenset(
    {
        Standing.PAUSED,
        Standing.COMPLETED,
        Standing.HANDED_OVER,
        Standing.ENDED_BY_AGREEMENT,
        Standing.ENDED_BY_CLIENT,
        Standing.ENDED_BY_COACH,
    }
)


class MayWrite(NamedTuple):
    """Whether a client may be written to, and why not."""

    is_allowed: bool
    why: str
    """A sentence; empty where they may be written to."""


_YES: Final = MayWrite(is_allowed=True, why="")


def may_be_written_to(
    ending: Entry | None,
    taken: Sequence[Contact],
    remarks: Sequence[Remark],
    day: dt.date,
    *,
    is_welcome: bool = False,
) -> MayWrite:
    """Return whether a client may be written to on a day.

    Parameters
    ----------
    ending
        Their standing in force (`Entered.ending`); ``None`` while they are with the
        practice.
    taken
        Steps taken for them since their last session, oldest first.
    remarks
        Their open remarks (`contacts.open_remarks`).
    is_welcome
        Whether it is to welcome them back, and not to answer or to help.
    """
    if ending is not None and ending.may_contact is False:
        return _no("They asked not to be written to.")
    kinds = {one.kind for one in remarks}
    if "worried" in kinds:
        return _no("Somebody is worried about them: a talk, no message.")
    if "wants_to_stop" in kinds:
        return _no("They would like to stop: nobody persuades them.")
    if any(one.step == REST and one.result in (None, "no_answer") for one in taken):
        return _no("The last note said that the door is open; now they rest.")
    if not is_welcome:
        return _YES
    return _YES if ending is None else _welcome(ending, taken, day)


def _welcome(ending: Entry, taken: Sequence[Contact], day: dt.date) -> MayWrite:
    if ending.may_return == "no":
        return _no("It was said that they do not come back.")
    if ending.what in _NOT_WITH_US and not _has_consented(ending):
        return _no("They have not said that they would like to hear from you.")
    notes = [one for one in taken if one.on_date >= ending.from_date]
    welcomes = [one for one in notes if one.step == WELCOME]
    if len(welcomes) >= MOST_WELCOMES:
        return _no("They were welcomed back three times; the door stays open.")
    if notes and day < notes[-1].on_date + WELCOME_APART:
        return _no("They heard from you less than eight weeks ago.")
    if day < ending.from_date + WELCOME_APART:
        return _no("It ended, or came to rest, less than eight weeks ago.")
    return _YES


def _has_consented(ending: Entry) -> bool:
    # A day of return was agreed: that is a word to each other.
    return bool(ending.may_contact) or ending.until_date is not None


def _no(why: str) -> MayWrite:
    return MayWrite(is_allowed=False, why=why)
