"""What a test needs of the practice: its past, whom to draw, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.facts import facts, no_scoring
from analytics.reminders.trial import planner
from analytics.store import queries, reminder_taps, scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.periods import AsOf
    from analytics.reminders.trial.planner import Past
    from analytics.store import Database

MISSED = ("no_show", "late_cancelled")
CALLED_OFF = ("cancelled", "rescheduled")
CAME = ("attended",)

OUTCOMES = ("missed", "cancelled_or_moved", "took_place")

NEW = ""
"""Stands for a client without a past where expected shares are listed."""

RECENT_WEEKS = 8
PAST_WEEKS = 52

_HERE = Path(__file__).parent
_DAYS_A_WEEK = 7


def sessions(
    database: Database, as_of: AsOf, first_day: int, until_day: int
) -> pd.DataFrame:
    """Return one row a booking of a span of days whose start has passed.

    Parameters
    ----------
    first_day, until_day
        Day numbers; the last is not in the span.

    Returns
    -------
    pandas.DataFrame
        ``session_id``, ``client_id``, ``service``, ``start_day``, ``outcome_basis``,
        ``is_excused``, ``lead_hours`` (missing where no file says when it was booked),
        and 1.0 or 0.0 in ``missed``, ``cancelled_or_moved`` and ``took_place``, all
        missing where nobody has said what became of it. What the practice called off is
        not in it.
    """
    sql = queries.text_of(_HERE / "sessions.sql")
    values = {"first_day": first_day, "until_day": until_day}
    found = facts.select(database, as_of, sql, **values)
    outcome = found.pop("outcome")
    is_known = outcome != "unknown"
    for name, words in zip(OUTCOMES, (MISSED, CALLED_OFF, CAME), strict=True):
        found[name] = outcome.isin(words).astype("float64").where(is_known)
    return found


def past(database: Database, as_of: AsOf) -> Past:
    """Return what the last 52 weeks say about a test in this practice."""
    today = as_of.day_number + 1
    found = sessions(database, as_of, today - PAST_WEEKS * _DAYS_A_WEEK, today)
    known = _settled(found).groupby("client_id")["missed"]
    is_recent = found["start_day"] >= today - RECENT_WEEKS * _DAYS_A_WEEK
    recent = found[is_recent].groupby("client_id").size()
    return planner.past(
        known.size().to_numpy().astype(np.float64),
        known.sum().to_numpy(np.float64),
        recent.to_numpy().astype(np.float64),
        min(RECENT_WEEKS, _weeks_seen(found, today)),
    )


def expected(
    database: Database, as_of: AsOf, start_day: int, icc: float
) -> pd.DataFrame:
    """Return what was to be expected of each client from before a test.

    Parameters
    ----------
    start_day
        The test's first day; the 52 weeks before it count.
    icc
        How much a client's sessions hang together.

    Returns
    -------
    pandas.DataFrame
        A share for each outcome, by client; the row `NEW` is for whoever has no past.
    """
    first = start_day - PAST_WEEKS * _DAYS_A_WEEK
    found = sessions(database, as_of, first, start_day)
    by_client = _settled(found).groupby("client_id")
    sizes = by_client.size().to_numpy().astype(np.float64)
    shares = {}
    for name in OUTCOMES:
        hits = by_client[name].sum()
        own, usual = planner.expected_share(sizes, hits.to_numpy(np.float64), icc)
        shares[name] = pd.Series([*own, usual], index=[*hits.index, NEW])
    return pd.DataFrame(shares)


def sent(
    database: Database, as_of: AsOf, session_ids: Sequence[str]
) -> pd.Series[float]:
    """Return of each session whether somebody said that an extra word was sent.

    1.0 where they did, 0.0 where they did not; all are missing while nobody has said
    so of any of these sessions, since then nobody keeps it.
    """
    tapped = {
        tap.session_id
        for tap in reminder_taps.taps(database)
        if tap.on_date <= as_of.entry_day
    }
    found = pd.Series([one in tapped for one in session_ids], dtype="float64")
    return found if found.any() else found * float("nan")


def _settled(found: pd.DataFrame) -> pd.DataFrame:
    """Return the sessions that say something of a client: known, and not excused."""
    return found[found["missed"].notna() & ~found["is_excused"].astype(bool)]


def _weeks_seen(found: pd.DataFrame, today: int) -> float:
    """Return over how many weeks there are sessions: a new practice has few."""
    if found.empty:
        return 1.0
    return max((today - int(found["start_day"].min())) / _DAYS_A_WEEK, 1.0)


def to_draw(database: Database, as_of: AsOf) -> dict[str, str | None]:
    """Return the coach of everybody who came lately or has booked.

    Who asked not to be scored is in no test.
    """
    sql = queries.text_of(_HERE / "clients.sql")
    values = {"recent_days": RECENT_WEEKS * _DAYS_A_WEEK}
    rows = facts.rows(database, as_of, sql, **values)
    asked = no_scoring.clients(database, as_of)
    return {str(client): coach for client, coach in rows if client not in asked}


def chances(database: Database) -> dict[str, float]:
    """Return how likely clients are to miss, on a scale of which only the order counts.

    By their bookings in the newest stored run; those without one stand after the
    others, by their place on the list of who may go quiet.
    """
    found: dict[str, float] = {}
    if quiet := scores.newest(database, "quiet"):
        ranked = scores.scores(database, quiet.model_id)
        found = {one.client_id: -float(one.place) for one in ranked}
    if missed := scores.newest(database, "missed"):
        said = scores.booking_scores(database, missed.model_id)
        table = pd.DataFrame(
            [(one.client_id, one.probability) for one in said],
            columns=["client_id", "chance"],
        ).dropna()
        means = table.groupby("client_id")["chance"].mean()
        found |= {str(client): float(mean) for client, mean in means.items()}
    return found
