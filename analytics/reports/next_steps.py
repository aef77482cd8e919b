"""The next step of clients, with the practice's own words and booking links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics import playbook
from analytics.playbook import STEPS, Blanks, Proposals, practice_steps
from analytics.playbook import gather as gathering
from analytics.store import booking_links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.contracts import NextStep
    from analytics.facts.clients import Client
    from analytics.facts.standing import Where
    from analytics.periods import AsOf
    from analytics.playbook import Step
    from analytics.playbook.gather import Gathered
    from analytics.playbook.propose import Proposal
    from analytics.risk.rule import Word
    from analytics.store import Database
    from analytics.store.booking_links import BookingLink


class NextSteps:
    """What is proposed for each client on a day."""

    def __init__(
        self,
        gathered: Gathered,
        steps: Mapping[str, Step] = STEPS,
        links: Sequence[BookingLink] = (),
    ) -> None:
        self.gathered = gathered
        self.steps = steps
        self._links = links
        self._link: dict[tuple[str | None, str | None], str] = {}
        self._proposals = Proposals(gathered, steps)

    def of(self, client: Client, where: Where, word: Word) -> NextStep:
        """Return the step with the words for one client."""
        return self.written(self._proposals.of(client, where, word), client)

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
            booking_link=self._link_for(client.coach, client.service),
            promise="" if owed is None else owed.what,
        )

    def _link_for(self, coach: str | None, service: str | None) -> str:
        found = self._link.get((coach, service))
        if found is None:
            found = booking_links.link_for(self._links, coach, service)
            self._link[coach, service] = found
        return found


def next_steps(database: Database, as_of: AsOf) -> NextSteps:
    """Return what is proposed on a day, for whoever is asked about."""
    return of(database, gathering.gather(database, as_of))


def of(database: Database, gathered: Gathered) -> NextSteps:
    """Return the same from what was gathered."""
    steps = practice_steps.of(database.path).steps
    return NextSteps(gathered, steps, booking_links.known(database))
