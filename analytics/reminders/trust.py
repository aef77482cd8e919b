"""Which reminder each session had, and by what that is known.

Order of trust: what was sent (somebody's tap, then a message log), then the arm of a
fair test, then what the file of sessions says, then the diary. A tap goes before the
log since an extra word comes on top of what the tool sends to everybody. What was sent
and what was only meant to be sent are kept apart. ``none`` is known; unknown is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analytics.reminders import diary, drawn
from analytics.reminders.bundle_names import ASSUMED_LEAD_HOURS, Names
from analytics.reminders.diary import DiaryDay
from analytics.reminders.drawn import DrawnDay
from analytics.store import strategies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

    from analytics.reminders.held import Held

_HERE = Path(__file__).parent

TICKED: tuple[str, ...] = ("cliniko",)
"""Sources that only tick which reminders they sent: a column and no log of messages."""

FEW_SESSIONS = 30
"""A strategy of fewer sessions does not decide how early a booking has to be."""


@dataclass(frozen=True)
class Trusted:
    """What the table ``trusted`` rests on; see ``trust.sql``."""

    longest_lead_hours: float
    """Of the strategies that sessions had."""
    assumed_leads: tuple[str, ...]
    """Strategies of which nobody said when they are sent: a day before is assumed."""


def trust(held: Held, since_day: int) -> Trusted:
    """Keep the table ``trusted``: one row a session that has begun.

    Parameters
    ----------
    since_day
        Day number of the first sessions wanted.
    """
    names = Names(strategies.known(held.database))
    held.keep("log_bundles", _HERE / "log_bundles.sql", ticked=list(TICKED))
    found = _bundles(held.cursor)
    sent = [(said, key, names.sent(said, key)) for said, key in found]
    alike = [
        (said, key, name) for said, key in found for name in names.alike(said, key)
    ]
    held.give("bundle_names", _frame(("said", "key", "strategy"), sent))
    held.give("bundle_likes", _frame(("said", "key", "strategy"), alike))
    held.give("said_names", _of_files(held.cursor, names))
    arms = drawn.days(held.database, names, held.as_of.day_number)
    held.give("drawn_days", _frame(DrawnDay._fields, arms))
    held.give("diary_days", _frame(DiaryDay._fields, _diary(held, names)))
    held.keep("trusted", _HERE / "trust.sql", since_day=since_day)
    return _summed_up(held.cursor, names)


def _summed_up(cursor: duckdb.DuckDBPyConnection, names: Names) -> Trusted:
    found = cursor.execute(
        "select strategy, count(*) from trusted where strategy is not null group by all"
    ).fetchall()
    # A handful of messages sent weeks ahead must not leave out everybody else.
    many = [name for name, count in found if count >= FEW_SESSIONS]
    leads = [names.lead_hours(name) for name in many or [name for name, _ in found]]
    assumed = sorted(name for name, _ in found if not names.is_lead_known(name))
    longest = max(leads, default=0.0) or ASSUMED_LEAD_HOURS
    return Trusted(longest_lead_hours=longest, assumed_leads=tuple(assumed))


def _diary(held: Held, names: Names) -> list[DiaryDay]:
    spans = strategies.spans(held.database)
    known = {names.said(span.strategy) for span in spans}
    places = held.cursor.execute(
        "select distinct coalesce(coach, ''), coalesce(service, '') from sessions"
    ).fetchall()
    longest = max((names.lead_hours(name) for name in known), default=0.0)
    return diary.days(spans, places, held.as_of.day_number, longest)


def _bundles(cursor: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return cursor.execute(
        "select distinct said, key from log_bundles where is_sent order by all"
    ).fetchall()


def _of_files(cursor: duckdb.DuckDBPyConnection, names: Names) -> pd.DataFrame:
    found = cursor.execute(
        "select distinct reminder_strategy from sessions "
        "where reminder_strategy is not null order by all"
    ).fetchall()
    return _frame(("said", "strategy"), ((said, names.said(said)) for (said,) in found))


def _frame(columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> pd.DataFrame:
    """Return rows with a type for each column, also where there are none."""
    found = pd.DataFrame(list(rows), columns=list(columns))
    days = {name: "int64" if name.endswith("_day") else "str" for name in columns}
    return found.astype(days)
