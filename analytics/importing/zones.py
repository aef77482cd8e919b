"""Local times to UTC and back, as SQL with a rule that can be stated.

The rule at a clock change: a local time that occurs twice is taken as its first
occurrence; one that the clocks skip is moved on by what they skip (02:30 becomes
03:30). Both are counted. DuckDB's own conversion picks silently, so a zone's
transitions become a tree of comparisons: as fast, and checkable.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from analytics.periods import zone, zone_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

FIRST = dt.datetime(1990, 1, 1)  # noqa: DTZ001 - UTC without a zone, as stored
LAST = dt.datetime(2100, 1, 1)  # noqa: DTZ001 - the same
"""Sessions outside these years are refused, so no transition outside matters."""

# No zone has changed its clocks twice within a week since 1990.
_STEP = dt.timedelta(days=7)


@dataclass(frozen=True)
class Transition:
    """A moment at which a zone's offset from UTC changes."""

    at: dt.datetime
    """UTC, without a zone."""
    before_seconds: int
    after_seconds: int
    """Offsets east of UTC."""


@lru_cache(maxsize=64)
def transitions(name: str) -> tuple[Transition, ...]:
    """Return a zone's transitions from 1990 to 2099, in order."""
    found = []
    at = FIRST
    while at < LAST:
        following = min(at + _STEP, LAST)
        if _offset(name, at) != _offset(name, following):
            found.append(_between(name, at, following))
        at = following
    return tuple(found)


def _between(name: str, low: dt.datetime, high: dt.datetime) -> Transition:
    before, after = _offset(name, low), _offset(name, high)
    while high - low > dt.timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if _offset(name, middle) == before:
            low = middle
        else:
            high = middle
    return Transition(high, before, after)


def _offset(name: str, at: dt.datetime) -> int:
    offset = at.replace(tzinfo=dt.UTC).astimezone(zone(name)).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def install_to_utc(cursor: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """Define the macros with which a file's times become UTC, on this cursor.

    ``to_utc(local_at, zone_name)`` (null where the zone is not among `names` or
    not known) and ``clock_change(local_at, zone_name)`` (``'repeated'``,
    ``'skipped'`` or null).
    """
    known = sorted({name for name in names if name in zone_names()})
    utc = [(n, f"local_at - to_seconds({_offset_of_local(n)})") for n in known]
    change = [(n, _change_of_local(n)) for n in known]
    _macro(cursor, "to_utc(local_at, zone_name)", _by_zone(utc, "timestamp"))
    _macro(cursor, "clock_change(local_at, zone_name)", _by_zone(change, "varchar"))


def install_from_utc(cursor: duckdb.DuckDBPyConnection, practice_zone: str) -> None:
    """Define the macro ``to_practice_time(utc_at)`` on this cursor."""
    own = f"utc_at + to_seconds({_offset_of_utc(practice_zone)})"
    _macro(cursor, "to_practice_time(utc_at)", own)


def install_to_local(cursor: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
    """Define the macro ``to_local(utc_at, zone_name)`` on this cursor.

    It is null where the zone is not among `names` or not known.
    """
    known = sorted({name for name in names if name in zone_names()})
    local = [(n, f"utc_at + to_seconds({_offset_of_utc(n)})") for n in known]
    _macro(cursor, "to_local(utc_at, zone_name)", _by_zone(local, "timestamp"))


def _macro(cursor: duckdb.DuckDBPyConnection, head: str, body: str) -> None:
    cursor.execute(f"create or replace temp macro {head} as ({body})")


def _by_zone(values: Sequence[tuple[str, str]], kind: str) -> str:
    if not values:
        return f"null::{kind}"
    # Names come from the system's list of zones; none holds a quote.
    whens = " ".join(f"when '{name}' then {value}" for name, value in values)
    return f"(case zone_name {whens} end)::{kind}"


def _offset_of_local(name: str) -> str:
    """Return SQL for the offset of ``local_at``: the older one while in doubt."""
    changes = transitions(name)
    doubtless = [
        t.at + dt.timedelta(seconds=max(t.before_seconds, t.after_seconds))
        for t in changes
    ]
    return _tree("local_at", doubtless, _offsets(name))


def _offset_of_utc(name: str) -> str:
    return _tree("utc_at", [t.at for t in transitions(name)], _offsets(name))


def _offsets(name: str) -> list[str]:
    changes = transitions(name)
    return [str(_offset(name, FIRST)), *(str(t.after_seconds) for t in changes)]


def _change_of_local(name: str) -> str:
    bounds: list[dt.datetime] = []
    kinds = ["null"]
    for t in transitions(name):
        low, high = sorted((t.before_seconds, t.after_seconds))
        is_repeated = t.after_seconds < t.before_seconds
        bounds += [t.at + dt.timedelta(seconds=s) for s in (low, high)]
        kinds += ["'repeated'" if is_repeated else "'skipped'", "null"]
    return _tree("local_at", bounds, kinds)


def _tree(column: str, bounds: Sequence[dt.datetime], values: Sequence[str]) -> str:
    """Return SQL for ``values[i]`` where `column` is in [bound i - 1, bound i)."""
    if not bounds:
        return values[0]
    middle = len(bounds) // 2
    low = _tree(column, bounds[:middle], values[: middle + 1])
    high = _tree(column, bounds[middle + 1 :], values[middle + 1 :])
    stamp = f"timestamp '{bounds[middle]:%Y-%m-%d %H:%M:%S}'"
    return f"case when {column} < {stamp} then {low} else {high} end"
