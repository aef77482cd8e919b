"""From a proposal to a dated step with words to use.

The rules stand in docs/definitions.md. No step here charges, drops or judges anybody,
and no words speak of what was observed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from analytics.contracts import NextStep
from analytics.playbook.choice import LET_BE
from analytics.playbook.propose import Proposal, propose
from analytics.playbook.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.facts.standing import Where
    from analytics.playbook.gather import Gathered, Listed
    from analytics.playbook.step import Blanks, Step
    from analytics.risk.rule import Word

LOOK_AGAIN: Final = dt.timedelta(days=28)
"""After that a rest without a certain end is looked at again."""


class Proposals:
    """The proposals for the clients of a list.

    Of most there is nothing to say but what the list knows: these share a few.
    """

    def __init__(self, gathered: Gathered, steps: Mapping[str, Step] = STEPS) -> None:
        self._gathered = gathered
        self._steps = steps
        self._plain: dict[tuple[object, ...], Proposal] = {}

    def of(self, client: Listed, where: Where, word: Word) -> Proposal:
        """Return what is proposed for one client.

        Parameters
        ----------
        word
            How much quieter than usual, as the list says it.
        """
        if not self._gathered.is_plain(client):
            return propose(self._gathered.case(client, where, word), self._steps)
        key = (
            where.place,
            word,
            client.coach,
            client.sessions_ahead > 0,
            # As many as the hard steps look at.
            min(client.sessions_attended, 10),
        )
        found = self._plain.get(key)
        if found is None:
            found = propose(self._gathered.case(client, where, word), self._steps)
            self._plain[key] = found
        return found


def next_step(
    proposal: Proposal,
    blanks: Blanks,
    today: dt.date,
    steps: Mapping[str, Step] = STEPS,
) -> NextStep:
    """Return a proposal with its words; where nothing is proposed, to let them be.

    Parameters
    ----------
    steps
        The practice's own words for the steps, or those that are shipped.
    """
    step = steps[proposal.step or LET_BE]
    return NextStep(
        step=step.step,
        title=step.title,
        due=proposal.due or today + LOOK_AGAIN,
        draft=step.draft(blanks),
        kind=step.kind,
        why=proposal.why,
        reasons=proposal.reasons,
        alternatives=proposal.alternatives,
        other_options=proposal.other_options,
        promise=blanks.promise,
    )
