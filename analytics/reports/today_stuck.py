"""Today's second short list: who comes, but does not get ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.contracts import StuckClient
from analytics.periods import from_epoch_seconds
from analytics.playbook import stuck
from analytics.playbook.stuck import Comes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.facts.clients import Client
    from analytics.periods import AsOf
    from analytics.playbook.propose import Proposal
    from analytics.reports.next_steps import NextSteps
    from analytics.risk.rule import Scored
    from analytics.store import Database


def stuck_clients(
    database: Database,
    as_of: AsOf,
    comes: Sequence[tuple[Client, Scored]],
    steps: NextSteps,
) -> tuple[StuckClient, ...]:
    """Return who is stuck, at most two.

    Parameters
    ----------
    comes
        Who is as usual and stands not on the first list.
    """
    views = stuck.progress(database, as_of)
    behind = steps.gathered.owed.keys() | views.keys()
    by_id = {
        client.client_id: (client, scored)
        for client, scored in comes
        if client.client_id in behind
    }
    return tuple(
        _told(by_id[one.client_id][0], proposal, steps)
        for one, proposal in stuck.first(_found(by_id, views, steps))
    )


def _found(
    by_id: Mapping[str, tuple[Client, Scored]],
    views: Mapping[str, Sequence[int]],
    steps: NextSteps,
) -> Iterator[tuple[Comes, Proposal]]:
    for client_id, (client, scored) in by_id.items():
        one = Comes(
            client_id,
            steps.gathered.case(client, scored.where, scored.word),
            tuple(views.get(client_id, ())),
            steps.gathered.all_taken(client_id),
        )
        proposal = stuck.propose(one, steps.steps)
        if proposal is not None:
            yield one, proposal


def _told(client: Client, proposal: Proposal, steps: NextSteps) -> StuckClient:
    last_s = client.last_attended_s
    return StuckClient(
        client_id=client.client_id,
        name=client.name,
        coach=client.coach,
        service=client.service,
        last_attended_at=None if last_s is None else from_epoch_seconds(last_s),
        why=proposal.why,
        reasons=proposal.reasons,
        next_step=steps.written(proposal, client),
    )
