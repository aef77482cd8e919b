"""The practice in Driftline's own CSV template, both coaches in one file.

Unlike a scheduling tool the template says what became of every session, when
and by whom it was cancelled, what it replaces and which reminder was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.simulate import wording
from analytics.simulate.catalogue import ACUITY, CALENDLY, EMAIL_REMINDER
from analytics.simulate.view import seen_by

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from analytics.simulate.practice import Practice

HEADER = (
    "session_id",
    "client_id",
    "client_name",
    "client_email",
    "coach",
    "service",
    "starts_at",
    "duration_minutes",
    "booked_at",
    "status",
    "cancelled_at",
    "cancelled_by",
    "replaces_session_id",
    "price",
    "currency",
    "reminder_strategy",
    "package_sessions",
)

_DAY_BEFORE = pd.Timedelta(hours=24)
_TWO_HOURS_BEFORE = pd.Timedelta(hours=2)


def write_template(practice: Practice, path: Path, exported_at: dt.datetime) -> int:
    """Write the whole practice in Driftline's template; return its rows.

    Times are ISO 8601 with the offset of the practice's zone on that day.

    Parameters
    ----------
    practice
        The practice to export.
    path
        The file to write; one that exists is replaced.
    exported_at
        With its zone. Nothing that happened later is in the file.

    Raises
    ------
    ValueError
        If the instant has no zone or lies after what the practice knows.
    """
    books = [seen_by(practice, tool, exported_at) for tool in (CALENDLY, ACUITY)]
    known = pd.concat(books).sort_values("session_id", ignore_index=True)
    names = practice.truth.set_index("client_id")["name"]
    table = known.assign(
        client_name=known["client_id"].map(names),
        client_email=known["client_id"],
        status=known["outcome"],
        price=known["price_cents"].map(wording.money),
        reminder_strategy=_reminders_sent(known, pd.Timestamp(exported_at)),
    )
    for column in ("starts_at", "booked_at", "cancelled_at"):
        local = table[column].dt.tz_convert(practice.timezone)
        table[column] = local.map(pd.Timestamp.isoformat, na_action="ignore")
    table[list(HEADER)].to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return len(table)


def _reminders_sent(known: pd.DataFrame, at: pd.Timestamp) -> pd.Series[str]:
    """Return the strategy that was sent, ``none``, or nothing where it is due.

    A session that was cancelled before its reminder was due had none.
    """
    is_email = known["reminder_strategy"] == EMAIL_REMINDER
    lead = is_email.map({True: _DAY_BEFORE, False: _TWO_HOURS_BEFORE})
    due_at = known["starts_at"] - lead
    # Booked too late for its reminder, or cancelled before it.
    is_moot = (known["cancelled_at"] < due_at) | (known["booked_at"] > due_at)
    strategy = known["reminder_strategy"].mask(is_moot, "none")
    return strategy.where(is_moot | (due_at <= at), "")
