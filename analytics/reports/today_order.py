"""The order of Today at one moment: everybody in their place, and who has to wait."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from analytics.contracts import Contact
from analytics.facts import clients as client_list
from analytics.facts import entered, no_scoring
from analytics.facts.standing import Paced
from analytics.periods import week_start
from analytics.reports import today_model
from analytics.risk import holding, listing, rule
from analytics.store import answers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from analytics.facts.entered import Entered, Entry
    from analytics.facts.standing import Place, Where
    from analytics.periods import AsOf
    from analytics.risk.rule import Scored
    from analytics.settings import Settings
    from analytics.store import Database
    from analytics.store.scores import Run, Score

_C = TypeVar("_C", bound=Paced)


@dataclass(frozen=True)
class Order(Generic[_C]):
    """The practice at one moment."""

    clients: Sequence[_C]
    places: Sequence[Where]
    """Where each of the clients stands, in their order."""
    ranked: Sequence[Scored]
    said: Mapping[str, Score]
    """By client, what a model says of them; empty while the rule orders."""
    by_rule_only: frozenset[str]
    """Past two usual gaps, and the model that orders the others sees nothing unusual;
    nobody while the rule orders."""
    held_back: Mapping[str, str]
    """By client, of those worth a hello: why the name has to wait."""
    contacted_on: Mapping[str, dt.date]
    """By client, of those worth a hello: the day of their latest contact."""
    contacts: Mapping[str, Contact]
    """By client: the latest contact of the last four weeks."""

    @property
    def worth_a_hello(self) -> list[str]:
        """Everybody who is quieter than usual, held back or not, in order."""
        return [s.where.client_id for s in self.ranked if s.is_worth_a_hello]

    def names(self, capacity: int, among: Collection[str] | None = None) -> list[str]:
        """Return the clients on the rule's list, at most `capacity`, in order."""
        free = [
            client_id
            for client_id in self.worth_a_hello
            if client_id not in self.held_back and (among is None or client_id in among)
        ]
        return free[:capacity]

    def capacity_left(self, settings: Settings, today: dt.date) -> int:
        """Return for how many names this week's time is left.

        Who was written to this week took the owner's time: no other name moves up.
        """
        since = week_start(today, settings.week_start)
        contacted = sum(day >= since for day in self.contacted_on.values())
        return max(0, self.capacity(settings) - contacted)

    def capacity(self, settings: Settings) -> int:
        """Return how many names the list has room for in a week."""
        if settings.capacity is not None:
            return settings.capacity
        return listing.default_capacity(len(self.ranked))

    def quiet(self, place: Place) -> list[int]:
        """Return who stands on a quiet list, as positions among the clients."""
        return rule.last_slot_first(self.clients, self.places, place)


def order_of(
    database: Database,
    as_of: AsOf,
    clients: Sequence[_C],
    run: Run | None = None,
) -> Order[_C]:
    """Return the order of these clients at a moment.

    Who asked not to be scored stands on no list at all.

    Parameters
    ----------
    run
        What a model says of them; without it the rule orders.
    """
    known = entered.known(database, as_of)
    left_out = no_scoring.clients(database, as_of)
    clients = [one for one in clients if one.client_id not in left_out]
    places = client_list.where_all(database, as_of, clients, known)
    by_rule = rule.ranked(clients, places)
    said = {} if run is None else today_model.current(by_rule, run)
    ranked = today_model.in_order(by_rule, said)
    only_by_rule = today_model.by_rule_only(by_rule, ranked) if said else frozenset()
    quieter = [
        one.where
        for one in ranked
        if one.is_worth_a_hello or one.where.client_id in only_by_rule
    ]
    held = {w.client_id: holding.held_back(w, known) for w in quieter}
    contacts = {
        w.client_id: known.contact(w.client_id, w.last_attended_day) for w in quieter
    }
    return Order(
        clients,
        places,
        ranked,
        said,
        only_by_rule,
        {client_id: why for client_id, why in held.items() if why},
        {client_id: one.from_date for client_id, one in contacts.items() if one},
        _contacts(known, [one.where for one in ranked]),
    )


def _contacts(known: Entered, places: Sequence[Where]) -> dict[str, Contact]:
    """Return who was contacted of late and has not come since."""
    since = known.day - dt.timedelta(holding.CONTACT_REST_DAYS)
    found = {
        where.client_id: known.contact(where.client_id, where.last_attended_day)
        for where in places
    }
    return {
        client_id: _contact(known, one)
        for client_id, one in found.items()
        if one is not None and one.from_date > since
    }


def _contact(known: Entered, contact: Entry) -> Contact:
    answer = known.answer(contact)
    result = contact.reason if answer is None else answer.reason
    return Contact(
        on=contact.from_date,
        is_answered=answers.is_from_them(result, contact.wrote_last),
        answer_id=None if answer is None else answer.entry_id,
        result=result,
    )
