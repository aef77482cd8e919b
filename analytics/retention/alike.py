"""One client beside others like them: how those went on who had been here as long.

It describes others. Of this client it says nothing, and never how likely anything is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.intervals import wilson_interval
from analytics.retention.curve import curve
from analytics.retention.endings import endings
from analytics.retention.lives import NOT_KEPT, at_risk, days_of, lives

if TYPE_CHECKING:
    from analytics.retention.curve import Curve
    from analytics.retention.lives import Lives

MONTHS_ON: Final = 3
"""How far the sentence looks."""

MONTHS_DRAWN: Final = 12

ENOUGH: Final = 20
"""With fewer clients of the same service at the same point, all services count."""

FEWEST: Final = 10
"""With fewer nothing is said."""

_FEWEST_AT_RISK: Final = 5
"""The curve ends where fewer are left to look at."""


@dataclass(frozen=True, eq=False)
class Alike:
    """How others went on from one point of their time here."""

    n: int
    """Others who were here that long."""
    followed: int
    """Of these, whose next three months are known."""
    is_widened: bool
    """Whether they come from all services, because the client's own has too few."""
    days_with_us: int
    """The client's place: days since their first session."""
    here: float | None = None
    """Share still here three months on; ``None`` where too few are known."""
    low: float | None = None
    high: float | None = None
    quiet: float | None = None
    """Share who had gone quiet or ended it themselves by then."""
    otherwise: float | None = None
    """Share who had finished, or stopped in another way that was agreed."""
    curve: pd.DataFrame = field(default_factory=pd.DataFrame)
    """``day`` since the first session, from `days_with_us` on; ``at_risk``, ``here``,
    ``low`` and ``high``. Empty where nothing is said."""


def alike(spells: pd.DataFrame, client_id: str) -> Alike | None:
    """Return how others like a client went on; ``None`` where nobody can be asked.

    Others are clients of the same service at the start who were here at least as
    long; of all services where these are fewer than `ENOUGH`. Who joins late, on board
    before the log began, counts from then on.

    Parameters
    ----------
    spells
        `analytics.retention.spells.spells`.
    client_id
        Somebody whose story goes on and whose start is known.
    """
    is_own = spells["client_id"] == client_id
    asked = spells[is_own & spells["ending"].isna() & spells["is_start_known"]]
    if asked.empty:
        return None
    own = asked.iloc[0]
    others = spells[~is_own & spells["is_start_known"]]
    point = int(own["seen_day"] - own["start_day"])
    is_same = (others["service"] == own["service"]).to_numpy()
    found = _from_point(others[is_same], point)
    if found.n >= ENOUGH:
        return found
    wider = _from_point(others, point, is_widened=True)
    return wider if wider.n > found.n else found


def _from_point(others: pd.DataFrame, point: int, *, is_widened: bool = False) -> Alike:
    """Return how clients went on from a day since their first session."""
    there = lives(others).from_day(point)
    until = point + days_of(MONTHS_ON)
    at_point = there.entry < point
    is_known = at_point & (there.is_ended | (there.until >= until))
    found = Alike(
        n=int(at_point.sum()),
        followed=int(is_known.sum()),
        is_widened=is_widened,
        days_with_us=point,
    )
    if min(found.n, found.followed) < FEWEST:
        return found
    here = curve(there, there.is_ended)
    then = here.at(min(until, here.ends_day))
    if then is None or (here.ends_day < until and then.value > 0):
        # Nobody is known that long, and some went on.
        return found
    ended = endings(there)
    is_quiet = [not way.is_confirmed or way.ending in NOT_KEPT for way in ended.ways]
    place = int(np.searchsorted(ended.days, until, side="right"))
    by_way = ended.share[:, place - 1] if place else np.zeros(len(ended.ways))
    quiet = float(by_way[is_quiet].sum())
    return replace(
        found,
        here=then.value,
        low=then.low if then.low is not None else 0.0,
        high=then.high,
        quiet=quiet,
        otherwise=float(by_way.sum()) - quiet,
        curve=_drawn(here, there, point, until),
    )


def _drawn(here: Curve, there: Lives, point: int, until: int) -> pd.DataFrame:
    """Return the curve as far as enough are there, with a last row where it ends."""
    last_days = np.sort(there.until)[-_FEWEST_AT_RISK:]
    end = max(until, int(min(last_days.min(), point + days_of(MONTHS_DRAWN))))
    is_drawn = here.days <= end
    rows = pd.DataFrame(
        {
            "day": here.days[is_drawn].astype("int64"),
            "at_risk": here.at_risk[is_drawn],
            "here": here.value[is_drawn],
            "low": here.low[is_drawn],
            "high": here.high[is_drawn],
        }
    )
    all_here = wilson_interval(n := int((there.entry < point).sum()), n) or (0.0, 1.0)
    first = {"day": point, "at_risk": n, "here": 1.0, "low": all_here[0], "high": 1.0}
    # The first ending may fall on the very day.
    rows = pd.concat([pd.DataFrame([first]), rows], ignore_index=True)
    if rows["day"].iloc[-1] < end:
        left = int(at_risk(there, np.array([float(end)]))[0])
        rows = pd.concat(
            [rows, rows.iloc[[-1]].assign(day=end, at_risk=left)], ignore_index=True
        )
    # Of none there is no interval: the last one stands, down to nobody.
    low = rows["low"].where(rows["here"] > 0, 0.0)
    return rows.assign(low=low, high=rows["high"].ffill())
