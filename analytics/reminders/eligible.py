"""The sessions that may be compared: `Compared`, from the practice's own tables.

A session is eligible if it was booked before the first reminder of the strategy that
reminds earliest would have been due, and was still in the book then; the others leave
both arms, with the reason counted. Everything that tells sessions apart is looked at at
that moment, so that nothing a reminder caused, and nothing later, is among it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.facts import no_scoring
from analytics.periods import day_number
from analytics.reminders import trust
from analytics.reminders.contracts import Compared
from analytics.reminders.held import Held
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import duckdb
    import pandas as pd

    from analytics.periods import AsOf
    from analytics.settings import Settings
    from analytics.store import Database

LEFT_OUT: Mapping[str, str] = {
    "reminder_not_known": "nobody knows which reminder was sent",
    "changed_over": "the reminders were changed just before",
    "in_two_arms": "the client is in both arms of a test",
    "sent_after_the_start": "the reminder went out after the session had begun",
    "sent_at_no_known_time": "the log does not say when the reminder was sent",
    "out_of_reach": "the client has no number or address, or wants no reminders",
    "asked_not_to_be_scored": "the client asked not to be scored",
    "cancelled_by_coach": "called off by the coach",
    "excused": "excused",
    "booking_time_not_known": "nobody knows when it was booked",
    "booked_too_late": "booked after the earliest reminder would have been due",
    "called_off_before": "called off before the earliest reminder was due",
}
"""Why a session is in neither arm, in words; in the order in which it is asked."""

MOST_APART = 0.05
"""By how much arms may differ in what a practice's rule covers, and count as alike."""

_HERE = Path(__file__).parent
_SECONDS_PER_HOUR = 3_600
_EARLIEST_DAY = -(2**31)


def compared(
    database: Database, as_of: AsOf, *, since: dt.date | None = None
) -> Compared:
    """Return the sessions that may be compared, as known at a moment.

    Parameters
    ----------
    since
        The first day whose sessions count; ``None`` for all. What is known of the
        clients' earlier sessions is used either way.

    Returns
    -------
    Compared
        Ordered by day. Beside the columns named there ``sent`` (what is known to have
        been sent), ``meant`` (what an arm or the diary says was to be sent),
        ``file_source`` and ``is_presumed`` (the outcome rests on the practice's rule
        for that source).
    """
    since_day = day_number(since) if since else _EARLIEST_DAY
    with database.read() as cursor:
        held = Held(database, cursor, as_of)
        trusted = trust.trust(held, since_day)
        _look(held, trusted.longest_lead_hours)
        left_out = _left_out(cursor)
        found = held.rows(_HERE / "compared.sql")
    return Compared(
        sessions=_judged(found, stored_settings.read(database)),
        longest_lead_hours=trusted.longest_lead_hours,
        left_out=left_out,
    )


def _look(held: Held, longest_lead_hours: float) -> None:
    """Keep the tables that ``compared.sql`` reads."""
    held.keep("client_features_events", "select * from client_features_events")
    held.keep("booking_ends", "select * from booking_ends")
    held.keep(
        "looks",
        _HERE / "looks.sql",
        longest_lead_s=int(longest_lead_hours * _SECONDS_PER_HOUR),
        unscored=sorted(no_scoring.clients(held.database, held.as_of)),
    )
    held.keep("eligible", "select * from looks where left_out is null")
    held.keep("course", _HERE / "course.sql")
    # A session has a look of its own.
    held.keep("booking_looks", _HERE / "booking_looks.sql")


def _left_out(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return how many sessions are in neither arm, by reason, in order."""
    counts = Counter(
        dict(
            cursor.execute(
                "select why_unknown, count(*) from trusted where strategy is null "
                "group by all union all select left_out, count(*) from looks "
                "where left_out is not null group by all"
            ).fetchall()
        )
    )
    return {reason: counts[reason] for reason in LEFT_OUT if counts[reason]}


def _judged(found: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Say of which sessions the outcome counts as known.

    A presumed one does only where the practice's rules cover all strategies alike: of
    each the same share of sessions, give or take `MOST_APART`, comes from sources
    whose past bookings are taken for attended.
    """
    if not found["is_presumed"].any() or _are_ruled_alike(found, settings):
        return found
    is_known = found["is_known"] & ~found["is_presumed"]
    ends = ["missed", "cancelled_or_moved", "took_place"]
    return found.assign(
        is_known=is_known, **{name: found[name].where(is_known) for name in ends}
    )


def _are_ruled_alike(found: pd.DataFrame, settings: Settings) -> bool:
    is_ruled = found["file_source"].map(
        lambda source: settings.presumption(str(source)) == "attended"
    )
    by_strategy = (
        is_ruled.astype(float).groupby(found["strategy"]).agg(["mean", "size"])
    )
    shares = by_strategy.loc[by_strategy["size"] >= trust.FEW_SESSIONS, "mean"]
    return len(shares) == 0 or bool(shares.max() - shares.min() <= MOST_APART)
