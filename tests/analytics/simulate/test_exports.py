"""The files: exact form of each tool, and never anything later than the export."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analytics.simulate import (
    Practice,
    simulate,
    write_acuity,
    write_calendly,
    write_template,
)
from analytics.simulate.other_tool import write_other_tool

Write = Callable[[Practice, Path, dt.datetime], int]

WRITERS: dict[str, Write] = {
    "calendly": write_calendly,
    "acuity": write_acuity,
    "template": write_template,
    "other tool": write_other_tool,
}


@pytest.fixture(params=list(WRITERS.values()), ids=list(WRITERS))
def write(request: pytest.FixtureRequest) -> Write:
    writer: Write = request.param
    return writer


def without_facts_after(practice: Practice, instant: dt.datetime) -> Practice:
    """Return a practice that turned out quite differently after the instant."""
    at = pd.Timestamp(instant).tz_convert("UTC")
    sessions = practice.sessions[practice.sessions["booked_at"] <= at].copy()
    is_open = ~(sessions["cancelled_at"] <= at)
    is_ahead = is_open & ((sessions["ends_at"] > at) | sessions["cancelled_at"].notna())
    sessions["outcome"] = sessions["outcome"].mask(is_ahead, "no_show")
    sessions["recorded_at"] = sessions["recorded_at"].mask(
        is_ahead, sessions["ends_at"] + pd.Timedelta(hours=1)
    )
    sessions["cancelled_at"] = sessions["cancelled_at"].mask(is_open)
    sessions["cancelled_by"] = sessions["cancelled_by"].mask(is_open)
    return replace(practice, sessions=sessions.reset_index(drop=True))


def test_the_same_seed_gives_the_same_bytes(
    practice: Practice, write: Write, this_monday: dt.datetime, tmp_path: Path
) -> None:
    write(practice, tmp_path / "one.csv", this_monday)
    write(simulate(), tmp_path / "two.csv", this_monday)

    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_what_happens_after_the_export_changes_nothing_in_it(
    practice: Practice, write: Write, tmp_path: Path
) -> None:
    # An afternoon: sessions of that day lie on both sides.
    instant = dt.datetime(2026, 6, 10, 13, 30, tzinfo=dt.UTC)
    other_future = without_facts_after(practice, instant)
    write(practice, tmp_path / "as it was.csv", instant)
    write(other_future, tmp_path / "otherwise.csv", instant)

    written = (tmp_path / "as it was.csv").read_bytes()
    assert written == (tmp_path / "otherwise.csv").read_bytes()
    assert len(other_future.sessions) < len(practice.sessions)


def test_before_anybody_booked_there_is_only_a_header(
    practice: Practice, write: Write, tmp_path: Path
) -> None:
    long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)

    assert write(practice, tmp_path / "empty.csv", long_ago) == 0
    lines = (tmp_path / "empty.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == (3 if write is write_other_tool else 1)


def test_an_instant_without_zone_is_refused(
    practice: Practice, write: Write, this_monday: dt.datetime, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="needs its time zone"):
        write(practice, tmp_path / "x.csv", this_monday.replace(tzinfo=None))


def test_an_instant_nobody_simulated_is_refused(
    practice: Practice, write: Write, this_monday: dt.datetime, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="known up to 2026-11-22, not to 2026-11-24"):
        write(practice, tmp_path / "x.csv", this_monday + dt.timedelta(days=1))


def test_no_address_could_be_anybodys(
    practice: Practice, write: Write, this_monday: dt.datetime, tmp_path: Path
) -> None:
    write(practice, tmp_path / "x.csv", this_monday)
    text = (tmp_path / "x.csv").read_text(encoding="utf-8")

    domains = set(re.findall(r"(?:@|https?://)([\w.-]+)", text))
    assert domains <= {"example.com", "example.org", "meet.example.org"}
    digits = re.sub(r"[ -]", "", text)
    phones = set(re.findall(r"\+\d{5,}", digits))
    assert all(re.match(r"\+1202555\d{4}$|\+447700900\d{3}$", one) for one in phones)
