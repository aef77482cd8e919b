"""What only some practices have: homework, a coach's views, contacts, times of notice.

A model is told of each as a number of which 0 says nothing. So a missing source costs
nothing; but it is named, because somebody may want to have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Source:
    """Where some features come from."""

    features: tuple[str, ...]
    seen_in: str
    """The column of `analytics.facts.features.rows` that is not 0 where it spoke."""
    missing: str
    """What is said where it is missing."""


SOURCES: Mapping[str, Source] = {
    "homework": Source(
        ("homework_done",),
        "promises_due",
        "No homework list has been imported, so nothing is known of promises.",
    ),
    "pulse": Source(
        ("pulse_level", "pulse_change"),
        "count_views",
        "No coach has given a view after a session.",
    ),
    "contacts": Source(
        ("contact_answered",),
        "contact_answered",
        "Nobody has noted whether a message was answered.",
    ),
    "notice": Source(
        ("notice_given",),
        "notices_known",
        "The files do not say when a session was called off.",
    ),
}
"""By name, in the order of the features."""

TOLD: frozenset[str] = frozenset(
    name for source in SOURCES.values() for name in source.features
)
"""Their features: 0 is the middle of these for every model."""

NOTHING_TOLD: Mapping[str, pd.DataFrame] = {
    name: pd.DataFrame(columns=list(types)).astype(types)
    for name, types in {
        "actions_s": {
            "action_id": "str",
            "client_id": "str",
            "counts_day": "int64",
            "done_s": "Int64",
            "done_day": "Int64",
            "dropped_day": "Int64",
        },
        "pulses_s": {
            "entry_id": "str",
            "client_id": "str",
            "on_day": "int64",
            "entered_us": "Int64",
            "view_of_five": "float64",
        },
        "contacts_s": {
            "entry_id": "str",
            "client_id": "str",
            "on_day": "int64",
            "entered_us": "Int64",
            "is_answered": "bool",
        },
    }.items()
}
"""The tables beside the sessions as they are where there is none of it."""


def told(given: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return all of these tables, with the columns that may be left out.

    Parameters
    ----------
    given
        Some of the tables of `NOTHING_TOLD`. ``done_day`` and ``dropped_day`` of
        ``actions_s`` may be left out: then nobody said by hand what came of a promise;
        so may ``entered_us``: then of one day the entry's id says which was the later.
    """
    return {
        name: _whole(given.get(name, table), table)
        for name, table in NOTHING_TOLD.items()
    }


def _whole(given: pd.DataFrame, empty: pd.DataFrame) -> pd.DataFrame:
    types = {str(name): kind for name, kind in empty.dtypes.items()}
    return given.assign(
        **{
            name: pd.Series(dtype=kind)
            for name, kind in types.items()
            if name not in given
        }
    )


def missing(rows: pd.DataFrame) -> list[str]:
    """Return the names of the sources that spoke in none of these rows.

    Parameters
    ----------
    rows
        Of `analytics.facts.features.rows`.
    """
    return [
        name
        for name, source in SOURCES.items()
        if source.seen_in not in rows or not (rows[source.seen_in] != 0).any()
    ]


def words(names: Sequence[str]) -> list[str]:
    """Return one sentence a missing source."""
    return [SOURCES[name].missing for name in names]
