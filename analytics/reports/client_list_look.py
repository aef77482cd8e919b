"""A way of looking at the list of clients: which, in what order, with what columns.

It is written as a text for a view that is saved, and read back with mercy: what a later
Driftline does not know any more is passed over.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analytics.reports import client_list_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COLUMNS: Final = (
    "stands",
    "last",
    "next",
    "weeks",
    "gap",
    "homework",
    "contact",
    "came",
    "earned",
)
"""The columns beside the name that can be shown, in their order."""

ORDERS: Final[dict[str, tuple[tuple[str, ...], bool]]] = {
    "name": (("name",), False),
    "coach": (("coach", "name"), False),
    "stands": (("standing_place", "word_place"), False),
    "last": (("last_attended_at",), False),
    "next": (("next_booked_at",), False),
    "gap": (("usual_gap_days",), False),
    "trend": (("trend_place", "usual_gap_days"), False),
    "homework": (("homework_share", "homework_of"), False),
    "contact": (("last_contact_on",), False),
    "came": (("sessions_attended",), True),
    "earned": (("revenue_cents",), True),
}
"""By what the list can be sorted: the columns, and whether it begins with the most."""

STANDINGS: Final = (
    "active",
    "paused",
    "completed",
    "handed_over",
    "ended_by_agreement",
    "ended_by_client",
    "ended_by_coach",
    "drifted",
    "unknown",
)
"""The order of standings when the list is sorted by them."""

_WORDS: Final = ("high", "raised", "low")
_TRENDS: Final = ("longer", "as_usual", "shorter")


@dataclass(frozen=True)
class Look:
    """Which clients are listed, in what order, with what columns."""

    groups: tuple[str, ...] = ()
    """Of `client_list_groups.GROUPS`; none: everybody."""
    searched: str = ""
    """A part of the name."""
    order: str = "name"
    """One of `ORDERS`."""
    is_reversed: bool = False
    columns: tuple[str, ...] = COLUMNS


EVERYBODY: Final = Look()


def text_of(look: Look) -> str:
    """Return a look as the text that is kept."""
    return json.dumps(asdict(look), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Look:
    """Return the look that a text means; what is not known is left out."""
    try:
        said = json.loads(text)
    except ValueError:
        return EVERYBODY
    return _read(said) if isinstance(said, dict) else EVERYBODY


def arranged(clients: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Return the clients whom a look shows, in its order.

    What is absent comes last, however the list is sorted; of equals the name decides.

    Parameters
    ----------
    clients
        Rows of `client_list.client_list`, by name.
    """
    kept = client_list_groups.any_of(clients, look.groups)
    if look.searched.strip():
        kept &= clients["name"].str.contains(
            look.searched.strip(), case=False, regex=False
        )
    found = clients[kept]
    columns, is_most_first = ORDERS[look.order]
    order = _sortable(found, columns).sort_values(
        list(columns),
        ascending=is_most_first == look.is_reversed,
        kind="stable",
        na_position="last",
    )
    return found.loc[order.index]


def _sortable(clients: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return the columns to sort by, names without regard to capitals."""
    made: dict[str, Callable[[], pd.Series[Any]]] = {
        "name": clients["name"].str.casefold,
        "coach": clients["coach"].str.casefold,
        "standing_place": lambda: _placed(clients["standing"], STANDINGS),
        "word_place": lambda: _placed(clients["word"], _WORDS),
        "trend_place": lambda: _placed(clients["gap_trend"], _TRENDS),
        "homework_share": lambda: _share(clients),
        "last_contact_on": lambda: pd.to_datetime(clients["last_contact_on"]),
    }
    return pd.DataFrame(
        {one: made[one]() if one in made else clients[one] for one in columns},
        clients.index,
    )


def _placed(values: pd.Series[str], order: Sequence[str]) -> pd.Series[float]:
    return values.map({value: float(place) for place, value in enumerate(order)})


def _share(clients: pd.DataFrame) -> pd.Series[float]:
    done = clients["homework_done"].astype("float64")
    return done / clients["homework_of"].astype("float64")


def _read(said: dict[str, Any]) -> Look:
    order = said.get("order")
    return Look(
        groups=_known(said.get("groups"), client_list_groups.GROUPS, ()),
        searched=str(said.get("searched") or ""),
        order=order if isinstance(order, str) and order in ORDERS else "name",
        is_reversed=said.get("is_reversed") is True,
        columns=_known(said.get("columns"), COLUMNS, COLUMNS),
    )


def _known(
    said: object, allowed: Sequence[str], instead: tuple[str, ...]
) -> tuple[str, ...]:
    if not isinstance(said, list):
        return instead
    return tuple(one for one in allowed if one in said)
