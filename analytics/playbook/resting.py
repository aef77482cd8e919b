"""Planned steps that rest: something was said since that comes before them.

They are not taken back: once it is settled, each is due as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.facts import contacts, entered
from analytics.playbook.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.facts.contacts import Planned, Remark
    from analytics.facts.entered import Entry
    from analytics.periods import AsOf
    from analytics.store import Database

_SAID: Final = {
    "worried": "You are worried about them: care comes first.",
    "wants_to_stop": "They would like to stop.",
}
"""By an open remark; the worry comes first."""
_NOT_TO_WRITE: Final = "They asked not to be written to."
_NOT_TO_RETURN: Final = "It was said that they do not come back."


def resting(
    database: Database, as_of: AsOf, planned: Mapping[str, Sequence[Planned]]
) -> Mapping[str, str]:
    """Return why a planned step rests, by its id; those that do not are left out.

    Parameters
    ----------
    planned
        Steps by client (`contacts.planned`).
    """
    if not planned:
        return {}
    endings = entered.known(database, as_of, with_bookings=False).endings
    remarks = contacts.remarks(database, as_of)
    taken = contacts.contacts(database, as_of)
    found = {}
    for client_id, steps in planned.items():
        ending = endings.get(client_id)
        open_ = contacts.open_remarks(
            remarks.get(client_id, ()),
            taken.get(client_id, ()),
            None if ending is None else ending.from_date,
        )
        for one in steps:
            why = _of_remarks(one.step, open_) or _of_ending(one, ending)
            if why:
                found[one.entry_id] = why
    return found


def _of_remarks(step: str, remarks: Iterable[Remark]) -> str:
    kinds = {one.kind for one in remarks}
    first = next((kind for kind in _SAID if kind in kinds), None)
    is_its_own = first is None or step == contacts.STEP_OF[first]
    return "" if first is None or is_its_own else _SAID[first]


def _of_ending(planned: Planned, ending: Entry | None) -> str:
    step = STEPS.get(planned.step)
    if ending is None or (step is not None and step.kind != "message"):
        return ""
    if ending.may_contact is False:
        return _NOT_TO_WRITE
    # What was planned after it, somebody planned knowing it.
    is_before = planned.on_date <= ending.from_date
    return _NOT_TO_RETURN if ending.may_return == "no" and is_before else ""
