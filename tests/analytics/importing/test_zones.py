"""Clock changes in SQL, held against Python's own zones."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.importing import zones

NAMES = (
    "UTC",
    "Europe/Zurich",
    "America/New_York",
    "Australia/Lord_Howe",  # goes forward by half an hour
    "Asia/Kathmandu",  # never changes, 5:45 ahead
    "Africa/Casablanca",  # changes round Ramadan
    "America/St_Johns",
)

LOCAL_TIMES = st.datetimes(
    min_value=dt.datetime(1991, 1, 1),  # noqa: DTZ001 - local
    max_value=dt.datetime(2099, 1, 1),  # noqa: DTZ001 - local
).map(lambda at: at.replace(microsecond=0))


def converted(name: str, times: list[dt.datetime]) -> list[tuple[object, ...]]:
    """Return UTC and local again of each local time, as SQL has them."""
    with duckdb.connect() as connection:
        zones.install_to_utc(connection, [name])
        zones.install_from_utc(connection, name)
        return connection.execute(
            "select utc, to_practice_time(utc), change from ("
            "select to_utc(t, $name) as utc, clock_change(t, $name) as change "
            "from (select unnest($times) as t))",
            {"name": name, "times": times},
        ).fetchall()


def near_changes(name: str) -> list[dt.datetime]:
    """Return local times round every change of a zone until 2030."""
    changes = [t for t in zones.transitions(name) if t.at.year < 2030]
    return [
        t.at + dt.timedelta(seconds=t.before_seconds, minutes=minutes)
        for t in changes
        for minutes in (-121, -61, -60, -31, -1, 0, 1, 29, 30, 59, 60, 61, 120)
    ]


def expected(local: dt.datetime, name: str) -> dt.datetime:
    """Return UTC by Python: the first of two, a skipped time moved on."""
    aware = local.replace(tzinfo=ZoneInfo(name), fold=0)
    return aware.astimezone(dt.UTC).replace(tzinfo=None)


def expected_local(local: dt.datetime, name: str) -> dt.datetime:
    """Return the local time again, skipped ones moved on."""
    utc = expected(local, name).replace(tzinfo=dt.UTC)
    return utc.astimezone(ZoneInfo(name)).replace(tzinfo=None)


@pytest.mark.parametrize("name", NAMES)
def test_every_time_near_a_change_agrees_with_python(name: str) -> None:
    times = [*near_changes(name), dt.datetime(2026, 7, 1, 12)]  # noqa: DTZ001 - local

    found = [row[:2] for row in converted(name, times)]

    assert found == [(expected(t, name), expected_local(t, name)) for t in times]


@given(times=st.lists(LOCAL_TIMES, min_size=1), name=st.sampled_from(NAMES))
def test_any_time_agrees_with_python(times: list[dt.datetime], name: str) -> None:
    found = [row[:2] for row in converted(name, times)]

    assert found == [(expected(t, name), expected_local(t, name)) for t in times]


@pytest.mark.parametrize(
    ("name", "text", "change"),
    [
        ("Europe/Zurich", "2026-03-29T01:59:59", None),
        ("Europe/Zurich", "2026-03-29T02:00:00", "skipped"),
        ("Europe/Zurich", "2026-03-29T02:59:59", "skipped"),
        ("Europe/Zurich", "2026-03-29T03:00:00", None),
        ("Europe/Zurich", "2026-10-25T01:59:59", None),
        ("Europe/Zurich", "2026-10-25T02:00:00", "repeated"),
        ("Europe/Zurich", "2026-10-25T02:59:59", "repeated"),
        ("Europe/Zurich", "2026-10-25T03:00:00", None),
        ("Australia/Lord_Howe", "2026-10-04T02:15:00", "skipped"),
        ("Australia/Lord_Howe", "2026-10-04T02:30:00", None),
        ("Asia/Kathmandu", "2026-03-29T02:30:00", None),
    ],
)
def test_repeated_and_skipped_times_are_told(
    name: str, text: str, change: str | None
) -> None:
    ((*_, found),) = converted(name, [dt.datetime.fromisoformat(text)])

    assert found == change


def test_a_zone_nobody_installed_gives_nothing() -> None:
    with duckdb.connect() as connection:
        zones.install_to_utc(connection, ["UTC"])
        found = connection.execute(
            "select to_utc(timestamp '2026-01-01', 'Mars/Base')"
        ).fetchone()
    assert found == (None,)
