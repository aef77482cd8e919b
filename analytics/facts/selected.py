"""A selection as the values that a query binds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from analytics.facts import clients, entered
from analytics.periods import day_number
from analytics.selection import STANDINGS

if TYPE_CHECKING:
    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database


def values(database: Database, as_of: AsOf, selection: Selection) -> dict[str, Any]:
    """Return what a query binds to hold to a selection.

    Returns
    -------
    dict
        ``selected_coach`` and ``selected_service`` (text), ``selected_from_day`` and
        ``selected_until_day`` (day numbers, the second excluded) and
        ``selected_clients`` (a list of ids); each ``None`` where all are meant, as
        ``sessions_selected`` reads them.
    """
    return {
        "selected_coach": selection.coach,
        "selected_service": selection.service,
        "selected_from_day": selection.from_day and day_number(selection.from_day),
        "selected_until_day": selection.until_day and day_number(selection.until_day),
        "selected_clients": selection.standing
        and standing_so(database, as_of, selection.standing),
    }


def standing_so(database: Database, as_of: AsOf, standing: str) -> list[str]:
    """Return the clients whose stories stand like that, by id.

    Parameters
    ----------
    standing
        A key of `STANDINGS`.
    """
    return list(_standing_so(database, database.data_version, as_of, standing))


# A page asks once a chart, and in a large practice the answer takes half a second.
@lru_cache(maxsize=4)
def _standing_so(
    database: Database, version: int, as_of: AsOf, standing: str
) -> tuple[str, ...]:
    del version
    listed = clients.paces(database, as_of)
    known = entered.known(database, as_of)
    places = clients.where_all(database, as_of, listed, known)
    wanted = STANDINGS[standing]
    found = (place.client_id for place in places if place.standing in wanted)
    return tuple(sorted(found))
