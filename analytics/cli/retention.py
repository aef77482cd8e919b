"""``retention``: how long clients stay, as the page of that name shows it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.facts.standing import SHORTEST_HORIZON_DAYS
from analytics.reports import retention as report
from analytics.retention import cohorts
from analytics.retention.endings import endings
from analytics.retention.look import look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from analytics.cli.call import Call
    from analytics.periods import AsOf
    from analytics.retention.look import Look

_NOBODY = "Nobody has come yet. `python -m analytics import FILE` brings sessions in."


def retention(call: Call) -> Answer:
    """Say how long clients stay and how their time ends."""
    with call.opened() as database:
        as_of = when.as_of(database, call.arguments.as_of, call.now)
        found = look(database, as_of, gaps=call.arguments.gaps)
    return Answer(data=_data(found, as_of), lines=lambda: _told(found, as_of))


def _data(found: Look, as_of: AsOf) -> Mapping[str, object]:
    by = cohorts.grain(found.spells)
    today = as_of.day_number
    table = cohorts.table(found.spells, today, by)
    line = cohorts.month3(found.spells, today, by)
    return {
        "as_of": as_of.day,
        "horizon_rule": _rule(found),
        "clients": len(found.spells),
        "start_unknown": found.start_unknown,
        "start_unknown_counted": found.is_from_file,
        "confirmed_endings": found.confirmed_endings,
        "all_endings": found.all_endings,
        "begins_day": found.known.begins_day,
        "curve": list(_curve(found)),
        "endings": list(_endings(found)),
        "cohorts": _rows(table, "cohort", "n", "month", "retained", "complete"),
        "month3": _rows(line, "period", "n", "value", "low", "high", "complete"),
    }


def _rule(found: Look) -> str:
    return (
        f"{found.gaps:g} usual gaps, at least {SHORTEST_HORIZON_DAYS} days, "
        "nothing booked"
    )


def _curve(found: Look) -> Iterator[dict[str, object]]:
    """Yield the first day and each day on which either curve steps."""
    if not len(found.known):
        return
    first = found.known.begins_day
    steps = np.union1d(found.lower.days, found.upper.days)
    for day in chain([first], steps[steps > first].astype(int).tolist()):
        point, confirmed = found.lower.at(day), found.upper.at(day)
        if point is not None:
            yield {
                "day": day,
                "at_risk": point.at_risk,
                "survival": point.value,
                "low": point.low,
                "high": point.high,
                "survival_confirmed": None if confirmed is None else confirmed.value,
            }


def _endings(found: Look) -> Iterator[dict[str, object]]:
    """Yield each way to end on the days on which somebody ended so."""
    known = endings(found.known)
    for way, share in zip(known.ways, known.share, strict=True):
        for place in np.flatnonzero(np.diff(share, prepend=0.0) > 0).tolist():
            yield {
                "day": int(known.days[place]),
                "ending": way.ending,
                "confirmed": way.is_confirmed,
                "incidence": float(share[place]),
            }


def _rows(table: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
    rows = table[list(columns)].to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def _told(found: Look, as_of: AsOf) -> Iterator[str]:
    if found.spells.empty:
        yield _NOBODY
        return
    yield f"As of {as_of.day}."
    yield report.stay_answer(found)
    yield report.stay_basis(found)
    yield ""
    yield from output.table(
        ("months", "watched", "here", "95 %", "here, if quiet is kept", "95 %"),
        (
            (
                row.month,
                row.watched,
                _percent(row.lower),
                _interval(row.lower_low, row.lower_high),
                _percent(row.upper),
                _interval(row.upper_low, row.upper_high),
            )
            for row in report.month_by_month(found).itertuples()
        ),
    )
    yield ""
    yield report.ends_answer(found)


def _percent(share: Any) -> str | None:  # noqa: ANN401 - a cell
    known = output.jsonable(share)
    return f"{known:.0%}" if isinstance(known, float) else None


def _interval(low: Any, high: Any) -> str | None:  # noqa: ANN401 - cells
    least, most = _percent(low), _percent(high)
    return f"{least} to {most}" if least and most else None
