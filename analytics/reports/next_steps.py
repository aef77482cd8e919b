"""The next step of clients, with the practice's own words and booking links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import playbook
from analytics.playbook import STEPS, Blanks, Proposals
from analytics.playbook import gather as gathering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.contracts import NextStep
    from analytics.facts.clients import Client
    from analytics.facts.standing import Where
    from analytics.periods import AsOf
    from analytics.playbook import Step
    from analytics.playbook.gather import Gathered
    from analytics.playbook.propose import Proposal
    from analytics.risk.rule import Word
    from analytics.store import Database


class NextSteps:
    """What is proposed for each client on a day."""

    def __init__(self, gathered: Gathered, steps: Mapping[str, Step] = STEPS) -> None:
        self.gathered = gathered
        self.steps = steps
        self._proposals = Proposals(gathered)

    def proposal(self, client: Client, where: Where, word: Word) -> Proposal:
        """Return what is proposed for one client."""
        return self._proposals.of(client, where, word)

    def of(self, client: Client, where: Where, word: Word) -> NextStep:
        """Return the step with the words for one client."""
        found = self.proposal(client, where, word)
        return self.written(found, client)

    def written(self, proposal: Proposal, client: Client) -> NextStep:
        """Return a proposal with the words for one client."""
        return playbook.next_step(
            proposal, self.blanks(client), self.gathered.today, self.steps
        )

    def blanks(self, client: Client) -> Blanks:
        """Return what the words are filled in with for one client."""
        owed = self.gathered.owed.get(client.client_id)
        return Blanks(
            name=client.name,
            coach=client.coach,
            promise="" if owed is None else owed.what,
        )


def next_steps(database: Database, as_of: AsOf) -> NextSteps:
    """Return what is proposed on a day, for whoever is asked about."""
    return NextSteps(gathering.gather(database, as_of))
