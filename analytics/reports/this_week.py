"""How many of the next days' bookings may be missed, and which are worth a word.

Read from the newest stored run, so that it costs a page nothing. What has begun since
or is booked no longer is left out, and the number is that of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.facts import facts, no_scoring
from analytics.facts.bookings import AHEAD_DAYS
from analytics.periods import (
    day_of_number,
    epoch_seconds,
    from_epoch_seconds,
    local_day,
)
from analytics.risk.missed import stored
from analytics.risk.missed.week import chances_of, expected
from analytics.store import queries, scores
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.risk.missed.week import Expected, Week
    from analytics.store import Database
    from analytics.store.scores import BookingScore

_UPCOMING = Path(__file__).with_name("upcoming.sql")


@dataclass(frozen=True)
class Upcoming:
    """A booking still ahead."""

    session_id: str
    client_id: str
    name: str
    coach: str | None
    starts_at: dt.datetime
    probability: float | None
    """Of being missed; ``None`` unless percentages may be shown."""
    interval: tuple[float, float] | None
    is_worth_a_word: bool
    about: str
    """What that rests on, such as ``first session, booked 5 weeks ahead``."""
    based_on: Sequence[Mapping[str, Any]]
    """Every group: ``group``, ``adds`` (logits), ``text``."""


@dataclass(frozen=True)
class ThisWeek:
    """The bookings of some days, and how many of them may be missed."""

    mode: str
    """``rule``, ``words`` or ``percent``."""
    why: str
    """What the next step needs; empty on the last."""
    until_day: dt.date
    """The last day looked ahead to."""
    bookings: tuple[Upcoming, ...]
    expected: Expected | None
    """``None`` where no number may be said, or nothing is booked."""


def this_week(
    database: Database, as_of: AsOf, *, now: dt.datetime, coach: str | None = None
) -> ThisWeek | None:
    """Return what the newest run said of the bookings still ahead.

    Parameters
    ----------
    now
        The present (UTC without a zone).
    coach
        Whose bookings; ``None`` for everybody's.

    Returns
    -------
    ThisWeek or None
        ``None`` where no run has been stored yet.
    """
    zone_name = stored_settings.read(database).zone_name
    today = local_day(now, zone_name)
    as_of = replace(as_of, entries_until=max(as_of.entry_day, today))
    model = scores.newest(database, "missed", until_day=as_of.day_number)
    if model is None:
        return None
    said = scores.booking_scores(database, model.model_id)
    mode, why, card = model.mode, model.why, model.card
    until_day = day_of_number(model.as_of_day + AHEAD_DAYS)
    found = _upcoming(database, as_of, now, coach, mode, said)
    return ThisWeek(mode, why, until_day, found, _expected(card, said, found))


def of_week(
    database: Database, week: Week, *, now: dt.datetime, coach: str | None = None
) -> ThisWeek:
    """Return the same of a look that was not stored."""
    said = stored.booking_scores(week)
    mode, why, card = week.rung.mode, week.rung.why, stored.card(week)
    until_day = day_of_number(week.as_of.day_number + AHEAD_DAYS)
    found = _upcoming(database, week.as_of, now, coach, mode, said)
    return ThisWeek(mode, why, until_day, found, _expected(card, said, found))


def _upcoming(
    database: Database,
    as_of: AsOf,
    now: dt.datetime,
    coach: str | None,
    mode: str,
    said: Sequence[BookingScore],
) -> tuple[Upcoming, ...]:
    unasked = no_scoring.clients(database, as_of)
    by_id = {one.session_id: one for one in said if one.client_id not in unasked}
    rows = facts.rows(
        database,
        as_of,
        queries.text_of(_UPCOMING),
        now_s=epoch_seconds(now),
        coach=coach,
    )
    return tuple(
        _one(row, by_id[row[0]], is_percent=mode == "percent")
        for row in rows
        if row[0] in by_id
    )


def _one(row: tuple[Any, ...], one: BookingScore, *, is_percent: bool) -> Upcoming:
    session_id, client_id, name, coach, start_s = row
    is_known = is_percent and one.low is not None and one.high is not None
    return Upcoming(
        session_id=session_id,
        client_id=client_id,
        name=name,
        coach=coach,
        starts_at=from_epoch_seconds(start_s),
        probability=one.probability if is_percent else None,
        interval=(one.low, one.high) if is_known else None,  # type: ignore[arg-type]  # both are there
        is_worth_a_word=bool(one.based_on["is_worth_a_word"]),
        about=str(one.based_on["said"]),
        based_on=one.based_on["parts"],
    )


def _expected(
    card: Mapping[str, Any],
    said: Sequence[BookingScore],
    found: Sequence[Upcoming],
) -> Expected | None:
    still = {one.session_id for one in found}
    ahead = [one for one in said if one.session_id in still]
    return expected(chances_of(card["counted_by"], card["miss_share"], ahead))
