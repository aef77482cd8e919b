"""The order of Today at one moment: everybody in their place, and the first names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from analytics.facts import clients as client_list
from analytics.facts import entered
from analytics.facts.standing import Paced
from analytics.risk import holding, rule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from analytics.facts.standing import Place, Where
    from analytics.periods import AsOf
    from analytics.risk.rule import Scored
    from analytics.store import Database

_C = TypeVar("_C", bound=Paced)


@dataclass(frozen=True)
class Order(Generic[_C]):
    """The practice at one moment."""

    clients: Sequence[_C]
    places: Sequence[Where]
    """Where each of the clients stands, in their order."""
    ranked: Sequence[Scored]
    held_back: Mapping[str, str]
    """By client, of those worth a hello: why the name has to wait."""

    @property
    def worth_a_hello(self) -> list[str]:
        """Everybody who is quieter than usual, held back or not, in order."""
        return [s.where.client_id for s in self.ranked if s.is_worth_a_hello]

    def names(self, capacity: int, among: Collection[str] | None = None) -> list[str]:
        """Return the clients on the list, at most `capacity`, in order."""
        free = [
            client_id
            for client_id in self.worth_a_hello
            if client_id not in self.held_back and (among is None or client_id in among)
        ]
        return free[:capacity]

    def quiet(self, place: Place) -> list[int]:
        """Return who stands on a quiet list, as positions among the clients."""
        return rule.last_slot_first(self.clients, self.places, place)


def order_of(database: Database, as_of: AsOf, clients: Sequence[_C]) -> Order[_C]:
    """Return the order of these clients at a moment."""
    known = entered.known(database, as_of)
    places = client_list.where_all(database, as_of, clients, known)
    ranked = rule.ranked(clients, places)
    held = {
        scored.where.client_id: holding.held_back(scored.where, known)
        for scored in ranked
        if scored.is_worth_a_hello
    }
    return Order(clients, places, ranked, {k: v for k, v in held.items() if v})
