"""Look at the bookings of the next seven days, with what earlier weeks have taught.

Every four weeks of the past year the model is fitted to what was known then and asked
about the weeks that followed; what became of those is its check and its record.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from analytics.facts import bookings, features
from analytics.periods import AsOf, day_of_number
from analytics.risk.missed import based_on, ladder, training
from analytics.risk.missed.record import record
from analytics.risk.missed.week import Booking, Week, chances_of, expected, worth_a_word
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.risk.missed.ladder import Rung
    from analytics.risk.missed.training import Fitted
    from analytics.risk.prior import Prior
    from analytics.store import Database

CHECK_EVERY_DAYS = 28
CHECK_DAYS = 364


def look(database: Database, as_of: AsOf, prior: Prior) -> Week:
    """Return the bookings of the seven days after a moment, with nothing known later.

    Parameters
    ----------
    prior
        Of missed bookings: see `analytics.risk.missed.prior`.
    """
    weeks = features.grid(database, as_of, as_of) or [as_of]
    rows = bookings.rows(database, weeks, as_of)
    fitted = training.fit(rows, as_of, prior)
    past = predictions(database, weeks, prior).merge(
        rows.loc[training.closed(rows, as_of), ["session_id", "missed"]],
        on="session_id",
    )
    # Today shows what is known ahead, so that is what is checked.
    check = ladder.check_of(past[past["is_known"]])
    share = bookings.vouched_share(database, as_of)
    rung = ladder.rung(fitted, share, check)
    ahead = rows[(rows["as_of_s"] == as_of.seconds) & rows["is_known"]]
    found = _bookings(fitted, rung, ahead.reset_index(drop=True))
    chances = chances_of(rung.counted_by, fitted.miss_share, found)
    return Week(
        as_of=as_of,
        rung=rung,
        fitted=fitted,
        bookings=tuple(found),
        expected=expected(chances),
        record=record(past),
    )


def predictions(
    database: Database, weeks: Sequence[AsOf], prior: Prior
) -> pd.DataFrame:
    """Return what would have been said of the past year's bookings before each.

    Parameters
    ----------
    weeks
        Weekly moments, the last of them the one looked from.

    Returns
    -------
    pandas.DataFrame
        One row a booking: ``session_id``, ``client_id``, ``as_of_day``, ``is_known``,
        ``is_same_day``, ``miss_history``, ``probability``.
    """
    zone_name = stored_settings.read(database).zone_name
    last = weeks[-1].day_number
    days = range(last - CHECK_DAYS, last, CHECK_EVERY_DAYS)
    # The weekly moments hold these days, where the log reaches back so far.
    origins = [
        AsOf.end_of(day_of_number(day), zone_name)
        for day in days
        if day >= weeks[0].day_number
    ]
    made = [_NOTHING]
    for group in features.epochs(database, origins):
        made += _of_group(database, weeks, group, prior)
    return pd.concat(made, ignore_index=True)


_COLUMNS = ["session_id", "client_id", "as_of_day", "is_known", "is_same_day"]

_NOTHING = pd.DataFrame(
    {
        "session_id": pd.Series(dtype="str"),
        "client_id": pd.Series(dtype="str"),
        "as_of_day": pd.Series(dtype="int32"),
        "is_known": pd.Series(dtype="bool"),
        "is_same_day": pd.Series(dtype="float64"),
        "miss_history": pd.Series(dtype="float64"),
        "probability": pd.Series(dtype="float64"),
    }
)


def _of_group(
    database: Database, weeks: Sequence[AsOf], group: Sequence[AsOf], prior: Prior
) -> Iterator[pd.DataFrame]:
    """Say what would have been said from some moments on, until the next of them.

    What people entered is that of the group's last moment. It is no later than what
    was entered by the others, nor than what was entered during the weeks after them.
    """
    until = group[-1].day_number + CHECK_EVERY_DAYS
    rows = bookings.rows(
        database, [one for one in weeks if one.day_number < until], group[-1]
    )
    edges = [*(one.day_number for one in group), until]
    for origin, (first, end) in zip(group, pairwise(edges), strict=True):
        fitted = training.fit(rows, origin, prior)
        days = rows["as_of_day"]
        asked = rows[(days >= first) & (days < min(end, first + CHECK_EVERY_DAYS))]
        yield asked[[*_COLUMNS, "miss_history"]].assign(
            probability=fitted.chances(asked)
        )


def _bookings(fitted: Fitted, rung: Rung, rows: pd.DataFrame) -> list[Booking]:
    """Return a day's upcoming bookings; without a word on each if none may be said."""
    if rung.mode == "rule" or not len(rows):
        return [
            Booking(session_id, client_id, start_s, None, None, None, (), False)
            for session_id, client_id, start_s in rows[
                ["session_id", "client_id", "start_s"]
            ].itertuples(index=False)
        ]
    matrix = fitted.matrix(rows)
    chances = fitted.scorer.chances(matrix)
    intervals = fitted.scorer.intervals(matrix)
    named = worth_a_word(chances, fitted.miss_share)
    starts_at, parts = based_on.parts(fitted.scorer, matrix, rows)
    return [
        Booking(
            session_id=rows["session_id"].iloc[place],
            client_id=rows["client_id"].iloc[place],
            start_s=int(rows["start_s"].iloc[place]),
            probability=float(chances[place]),
            interval=(float(intervals[place][0]), float(intervals[place][1])),
            starts_at=starts_at,
            based_on=parts[place],
            is_worth_a_word=bool(named[place]),
        )
        for place in range(len(rows))
    ]
