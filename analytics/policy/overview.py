"""Agreements in force: for whom, who has not accepted, whose review is due."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from analytics.contracts import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.facts.agreements import Agreement, Agreements


class InForce(NamedTuple):
    """An agreement that is in force for somebody who is with the practice now."""

    agreement: Agreement
    clients: tuple[str, ...]
    """Active and paused clients for whom it is in force, by name."""
    waiting: tuple[str, ...]
    """Those of them who have not accepted it."""
    is_review_due: bool


def in_force(clients: pd.DataFrame, found: Agreements) -> Sequence[InForce]:
    """Return the agreements in force: everybody's, the services', then the clients'.

    Those of a kind come in the order of their service or client. Everybody's and a
    service's stand there even if every client has one of their own.

    Parameters
    ----------
    clients
        Rows of `analytics.facts.client_list`.
    """
    is_here = clients["standing"].isin([Standing.ACTIVE, Standing.PAUSED])
    whose: dict[str, list[Agreement]] = defaultdict(list)
    with_whom: dict[str, list[str]] = defaultdict(list)
    there = clients[is_here]
    for client_id, service in zip(there["client_id"], there["service"], strict=True):
        known_service = service if isinstance(service, str) else None
        one = found.in_force(str(client_id), known_service)
        if one is not None:
            whose[one.entry_id].append(one)
            with_whom[one.entry_id].append(str(client_id))
    return [
        InForce(
            agreement=one,
            clients=tuple(with_whom[one.entry_id]),
            waiting=tuple(
                client_id
                for client_id, of_client in zip(
                    with_whom[one.entry_id], whose[one.entry_id], strict=True
                )
                if of_client.accepted_on is None
            ),
            is_review_due=one.review_date is not None and one.review_date <= found.day,
        )
        for one in _shown(found, clients)
        if one.client_id is None or with_whom[one.entry_id]
    ]


def _shown(found: Agreements, clients: pd.DataFrame) -> list[Agreement]:
    """Return the newest agreement of everybody, of each service and of each client."""
    newest = {(one.client_id, one.service): one for one in found.listed}
    places = {str(one): place for place, one in enumerate(clients["client_id"])}
    return sorted(
        newest.values(),
        key=lambda one: (
            one.client_id is not None,
            one.service is not None,
            (one.service or "").casefold(),
            places.get(one.client_id or "", len(places)),
        ),
    )
