"""Where and when sessions are attended: by weekday and hour, service, length and more.

Every count is of sessions that count (attended, missed, cancelled late, less excused
ones), but for `called_off`, which is of those that were called off.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import pandas as pd

from analytics.attendance import apart
from analytics.attendance.clustered import Clustered
from analytics.facts import facts, selected, starts
from analytics.intervals import wilson_interval
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database

Grouping = Literal["service", "length", "weekday", "hour", "lead", "nth"]

_HERE = Path(__file__).parent

MOST_GROUPS = 9
"""Services or lengths drawn apart; the others are one."""

GROUPINGS: Final = get_args(Grouping)

_CLUSTERED: Final = (
    "attended",
    "n",
    "clients",
    "attended_squared",
    "attended_by_n",
    "n_squared",
)

COUNTS: Final = (*_CLUSTERED, "presumed", "rate", "low", "high")
"""The columns of a table of `Groups` beside its key."""

NOTHING: Final = Clustered(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, eq=False)
class Groups:
    """Sessions that count, by group.

    ``table`` has one row a group: ``key`` (a name, a number, ``None`` where nothing
    tells), ``groups_pooled`` (how many small groups it holds; 0 where it is one),
    the sums of `Clustered`, ``presumed``, ``rate``, ``low`` and ``high`` (95 %, of as
    many sessions as are independent: `apart.of`).
    """

    table: pd.DataFrame
    everything: Clustered
    presumed: int
    """How many of all attended are presumed."""
    unknown: int = 0
    """How many more have begun and nobody said what became of them."""

    @property
    def counted(self) -> list[Clustered]:
        """The rows of the table as counts, in its order."""
        return counted(self.table)


def by_groups(
    database: Database, as_of: AsOf, selection: Selection
) -> Mapping[str, Groups]:
    """Return the sessions that count by each `Grouping`, in one look at the log.

    Returns
    -------
    mapping
        Of each grouping: ``service`` (largest first), ``length`` in minutes,
        ``weekday`` (1 Monday to 7 Sunday), ``hour`` of the local clock, ``lead`` (a
        lower bound in hours between the booking or its last move and the start; -1
        where it was entered afterwards) and ``nth`` (1 a client's first session, 2
        a later one). What nothing tells, and after it what is pooled, comes last.
    """
    rows = facts.select(
        database,
        as_of,
        queries.text_of(_HERE / "where.sql"),
        few=apart.FEW,
        most=MOST_GROUPS,
        on_board_clients=_on_board(database, as_of),
        **selected.values(database, as_of, selection),
    )
    is_all = rows["grouping"] == "all"
    everything, presumed = _everything(rows[is_all])
    rated = _rated(rows[~is_all].reset_index(drop=True), everything)
    rated["key"] = _keys(rated)
    return {
        grouping: Groups(_ordered(rated, grouping), everything, presumed)
        for grouping in GROUPINGS
    }


def heat(database: Database, as_of: AsOf, selection: Selection) -> Groups:
    """Return the sessions that count by weekday and hour of the local clock.

    Returns
    -------
    Groups
        Its table has ``weekday`` (1 Monday to 7 Sunday) and ``hour`` (0 to 23) in
        place of a key; only those in which a session counted. What is not known is
        counted here alone.
    """
    rows = facts.select(
        database,
        as_of,
        queries.text_of(_HERE / "heat.sql"),
        **selected.values(database, as_of, selection),
    )
    is_all = rows["weekday"].isna()
    everything, presumed = _everything(rows[is_all])
    is_cell = ~is_all & (rows["n"] > 0)
    cells = _rated(rows[is_cell].reset_index(drop=True), everything)
    cells = cells[["weekday", "hour", *COUNTS]].astype(
        {"weekday": "int64", "hour": "int64"}
    )
    return Groups(cells, everything, presumed, int(rows.loc[is_all, "unknown"].sum()))


def called_off(database: Database, as_of: AsOf, selection: Selection) -> pd.DataFrame:
    """Return the sessions called off, by who did and with how much notice.

    Returns
    -------
    pandas.DataFrame
        ``who`` (``client``, ``coach``, ``not_known``), ``notice_from_hours`` (a lower
        bound; -1 after the start, -2 late for certain at a time nobody knows, absent
        where nothing tells), ``sessions`` and, of these, ``late``.
    """
    return facts.select(
        database,
        as_of,
        queries.text_of(_HERE / "called_off.sql"),
        **selected.values(database, as_of, selection),
    )


def counted(table: pd.DataFrame) -> list[Clustered]:
    """Return rows of a table of `Groups` as counts, in its order."""
    return [_counted(row) for row in table.to_dict("records")]


def _on_board(database: Database, as_of: AsOf) -> list[str]:
    """Return who may have come before the log begins, by id."""
    rows = facts.select(database, as_of, queries.text_of(_HERE / "on_board.sql"))
    is_first = starts.started(rows) >= rows["first_day"].to_numpy(float)
    return rows.loc[~is_first, "client_id"].tolist()


def _rated(rows: pd.DataFrame, everything: Clustered) -> pd.DataFrame:
    """Return the counts with the rate and its interval; each row counts something."""
    rates = [apart.of(group, everything) for group in counted(rows)]
    ends = [wilson_interval(r.value * r.n_effective, r.n_effective) for r in rates]
    return rows.assign(
        rate=pd.Series([r.value for r in rates], index=rows.index, dtype="float64"),
        low=pd.Series([e and e[0] for e in ends], index=rows.index, dtype="float64"),
        high=pd.Series([e and e[1] for e in ends], index=rows.index, dtype="float64"),
    )


def _keys(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return each row's name, whole number or ``None``."""
    pairs = zip(rows["key_text"], rows["key_number"], strict=True)
    keys = [
        (None if pd.isna(number) else int(number)) if pd.isna(text) else str(text)
        for text, number in pairs
    ]
    return pd.Series(keys, index=rows.index, dtype=object)


def _everything(rows: pd.DataFrame) -> tuple[Clustered, int]:
    """Return all sessions together, and how many attended are presumed."""
    for row in rows.to_dict("records"):
        return _counted(row), int(row["presumed"] or 0)
    return NOTHING, 0


def _counted(row: Mapping[Any, Any]) -> Clustered:
    return Clustered(**{name: int(row[name]) for name in _CLUSTERED})


def _ordered(rated: pd.DataFrame, grouping: str) -> pd.DataFrame:
    """Return the rows of a grouping in its natural order, services by size."""
    rows = rated[rated["grouping"] == grouping]
    is_told = rows["key"].notna()
    by = {
        "is_pooled": rows["groups_pooled"] > 0,
        "is_untold": ~is_told,
        "place": -rows["n"] if grouping == "service" else rows["key_number"],
        "name": rows["key_text"],
    }
    order = pd.DataFrame(by).sort_values(list(by), na_position="last", kind="stable")
    columns = ["key", "groups_pooled", *COUNTS]
    return rows.loc[order.index, columns].reset_index(drop=True)
