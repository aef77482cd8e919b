"""What is next for one client: for their file, whoever stands on a list or on none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import ClientNotFoundError
from analytics.facts import clients as client_list
from analytics.facts.standing import Place
from analytics.playbook import gather, propose, stuck
from analytics.playbook.stuck import Comes
from analytics.reports import next_steps
from analytics.risk.rule import RAISED_RATIO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.contracts import NextStep
    from analytics.facts.clients import Client
    from analytics.facts.contacts import Planned
    from analytics.facts.standing import Where
    from analytics.periods import AsOf
    from analytics.playbook import Blanks
    from analytics.playbook.case import Case
    from analytics.playbook.propose import Proposal
    from analytics.reports.next_steps import NextSteps
    from analytics.risk.rule import Word
    from analytics.store import Database


@dataclass(frozen=True)
class FileNext:
    """What is next for one client."""

    client: Client
    next_step: NextStep | None
    """``None``: nothing at all is to be done; `why` says why."""
    why: str
    stuck: NextStep | None
    """What would help somebody who comes and does not get ahead."""
    planned: Sequence[Planned]
    """What somebody means to take, the first due first."""
    due: Mapping[str, dt.date]
    """The day on which each of the steps named here would be due."""
    blanks: Blanks
    """What the words of any step are filled in with."""


def file_next(
    database: Database, as_of: AsOf, client_id: str, word: Word = "low"
) -> FileNext:
    """Return what is next for one client.

    Parameters
    ----------
    word
        How much quieter than usual, as Today's order says it; of whoever is in none
        it is *low*.

    Raises
    ------
    ClientNotFoundError
        If no session of theirs is known.
    """
    found = client_list.clients(database, as_of, client_id)
    if not found:
        raise ClientNotFoundError(client_id)
    (client,) = found
    gathered = gather.gather(database, as_of, [client_id])
    (where,) = client_list.where_all(database, as_of, found, gathered.entered)
    steps = next_steps.of(database, gathered)
    case = gathered.case(client, where, word)
    return _told(client, where, case, steps, _views(database, as_of, client_id))


def _views(database: Database, as_of: AsOf, client_id: str) -> tuple[int, ...]:
    return tuple(stuck.progress(database, as_of).get(client_id, ()))


def _told(
    client: Client,
    where: Where,
    case: Case,
    steps: NextSteps,
    views: tuple[int, ...],
) -> FileNext:
    first = propose.propose(case, steps.steps)
    gathered = steps.gathered
    comes = Comes(client.client_id, case, views, gathered.all_taken(client.client_id))
    second = (
        stuck.propose(comes, steps.steps) if _is_coming(client, where, case) else None
    )
    named = [
        step
        for found in (first, second)
        if found is not None
        for step in (found.step, *found.alternatives, *found.other_options)
        if step is not None
    ]
    return FileNext(
        client=client,
        next_step=None if first.step is None else steps.written(first, client),
        why=first.why,
        stuck=None if second is None else steps.written(second, client),
        planned=gathered.open_plans(client.client_id),
        due=propose.due_of(dict.fromkeys(named), case, steps.steps) | _own_day(first),
        blanks=steps.blanks(client),
    )


def _own_day(proposal: Proposal) -> dict[str, dt.date]:
    """Return the day of the step proposed: some have a day of their own."""
    step, due = proposal.step, proposal.due
    return {} if step is None or due is None else {step: due}


def _is_coming(client: Client, where: Where, case: Case) -> bool:
    """Return whether they come as usual: only then can they be stuck."""
    is_here = where.place is Place.ACTIVE and where.ending is None
    ratio = (where.days_quiet or 0) / client.usual_gap_days
    return is_here and case.word == "low" and ratio < RAISED_RATIO
