"""The groups by which the list of clients is looked at: who belongs to which.

A client may belong to several: who is new is active too. The rules stand in
docs/definitions.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.contracts import Standing

if TYPE_CHECKING:
    import pandas as pd

    from analytics.reports.client_list_gaps import Came

NEW_DAYS: Final = 42
"""Who first came so few days ago is new (six weeks)."""

NEW_SESSIONS: Final = 3
"""So is who came less often: little known so far."""

GROUPS: Final = (
    "active",
    "new",
    "answer_due",
    "paused",
    "welcome_back",
    "completed",
    "handed_over",
    "ended",
    "drifted",
    "never_came",
    "unknown",
)
"""Every group by its key, in the order in which pages offer them."""

OF_STANDINGS: Final[dict[str, frozenset[str]]] = {
    "active": frozenset({Standing.ACTIVE}),
    "paused": frozenset({Standing.PAUSED}),
    "completed": frozenset({Standing.COMPLETED}),
    "handed_over": frozenset({Standing.HANDED_OVER}),
    "ended": frozenset(
        {
            Standing.ENDED_BY_AGREEMENT,
            Standing.ENDED_BY_CLIENT,
            Standing.ENDED_BY_COACH,
        }
    ),
    "drifted": frozenset({Standing.DRIFTED}),
}
"""The groups that go by how a client's story stands alone."""


def is_new(sessions_attended: int, came: Came | None, today: int) -> bool:
    """Return whether somebody active is new: came seldom so far, or first of late.

    Parameters
    ----------
    today
        Day number.
    """
    if came is None or sessions_attended < NEW_SESSIONS:
        return True
    return today - came.first_day <= NEW_DAYS


def members(clients: pd.DataFrame, group: str) -> pd.Series[bool]:
    """Return which of the clients belong to a group.

    Parameters
    ----------
    clients
        Rows of `client_list.client_list`.
    group
        One of `GROUPS`.
    """
    if group in OF_STANDINGS:
        return clients["standing"].isin(OF_STANDINGS[group])
    if group == "unknown":
        is_unknown = clients["standing"] == Standing.UNKNOWN
        return is_unknown & ~clients["is_never_came"]
    if group == "answer_due":
        return clients["answer_due_on"].notna()
    return clients[f"is_{group}"].astype("bool")


def any_of(clients: pd.DataFrame, groups: tuple[str, ...]) -> pd.Series[bool]:
    """Return who belongs to one of the groups; of none chosen, everybody."""
    kept = clients["client_id"].notna()
    if not groups:
        return kept
    return sum((members(clients, group) for group in groups), start=~kept) > 0


def counts(clients: pd.DataFrame) -> dict[str, int]:
    """Return how many belong to each group, those with nobody left out."""
    found = {group: int(members(clients, group).sum()) for group in GROUPS}
    return {group: count for group, count in found.items() if count}
