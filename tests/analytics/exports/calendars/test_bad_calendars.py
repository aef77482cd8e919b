"""Calendars beyond all measure, cut off, or not to be read: rows or a sentence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import DamagedCalendarError, EmptyCalendarError, PracticeError
from analytics.exports.calendars import series as calendar_series
from analytics.exports.calendars.text import FOLLOWED, HEADER, flatten
from tests.support.calendars import (
    COACH,
    IDA,
    calendar,
    event,
    hours,
    rows,
    starts,
)


def test_a_daily_series_of_a_hundred_years_ends_in_sight() -> None:
    daily = event(*hours("RRULE:FREQ=DAILY;COUNT=36500", at="20260101T100000"))

    text = flatten(calendar(daily), "diary.ics")

    assert text.startswith(f"{FOLLOWED},2027-05-06,1,0\n")
    assert text.count("\n") == 2 + 365 + 125


def test_a_series_since_long_ago_keeps_its_latest_sessions() -> None:
    daily = event(*hours("RRULE:FREQ=DAILY", at="19600101T100000"))

    found = starts(daily)
    text = flatten(calendar(daily), "diary.ics")

    assert len(found) == calendar_series.MOST_OF_A_SERIES
    # On the last day the series is cut before its hour.
    days = (dt.date(2027, 5, 6) - dt.date(1960, 1, 1)).days
    assert text.startswith(f"{FOLLOWED},2027-05-06,1,{days - len(found)}\n")
    assert found[-1].startswith("2027-05-")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;INTERVAL=999999999999",
        "FREQ=MONTHLY;BYDAY=6TU",
        "FREQ=WEEKLY;COUNT=0",
    ],
)
def test_a_rule_that_never_comes_round_leaves_the_first_session(rule: str) -> None:
    assert starts(event(*hours(f"RRULE:{rule}"))) == ["2026-03-03T09:00:00Z"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYHOUR=9,10,11",
        "FREQ=FORTNIGHTLY",
        "FREQ=WEEKLY;UNTIL=whenever",
        "FREQ=YEARLY;BYSETPOS=0;BYDAY=MO",
    ],
)
def test_a_rule_that_cannot_be_followed_is_a_refused_row(rule: str) -> None:
    (row,) = rows(event(*hours(f"RRULE:{rule}")))

    assert "repeats" in row["problem"]


def test_rules_that_never_come_round_are_not_searched_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A tenth of the real measure, which takes a tenth of its seconds.
    monkeypatch.setattr(calendar_series, "MOST_SEARCHED_DAYS", 600_000)
    dry = [
        event(*hours("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), uid=f"e{number}")
        for number in range(200)
    ]
    began = time.monotonic()

    with pytest.raises(DamagedCalendarError, match="more series"):
        flatten(calendar(*dry), "diary.ics")

    assert time.monotonic() - began < 10


def test_series_without_measure_stop_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_series, "MOST_OCCURRENCES", 5_000)
    daily = [
        event(*hours("RRULE:FREQ=DAILY", at="20200101T100000"), uid=f"e{number}")
        for number in range(3)
    ]

    with pytest.raises(DamagedCalendarError, match="more than 5,000"):
        flatten(calendar(*daily), "diary.ics")


def test_a_calendar_cut_off_says_so() -> None:
    whole = calendar(event(*hours()), event(*hours(), uid="e2"))

    with pytest.raises(DamagedCalendarError, match="middle of an event"):
        flatten(whole[:-60], "diary.ics")


@pytest.mark.parametrize("raw", [b"", b"nothing", b"BEGIN:VEVENT", b"\xff\xfeB"])
def test_what_is_no_calendar_says_so(raw: bytes) -> None:
    with pytest.raises(DamagedCalendarError):
        flatten(raw, "diary.ics")


def test_a_calendar_without_events_says_so() -> None:
    with pytest.raises(EmptyCalendarError):
        flatten(calendar(), "diary.ics")


def test_an_event_that_cannot_be_read_is_a_row_of_its_own() -> None:
    found = rows(
        event("DTSTART:tomorrow"),
        event("no colon here", *hours(), uid="e2"),
        event("DTSTART:00010101T000000", uid="e3"),
    )

    assert (
        sorted(row["starts"] for row in found)
        == [
            "0001-01-01T00:00:00",
            "2026-03-03T09:00:00Z",
            "?",
        ]
        or [row["starts"] for row in found].count("?") == 1
    )


LINES = st.sampled_from(
    [
        *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "UID:a"),
        *(
            "DTSTART:20260303T100000Z",
            "DTSTART;VALUE=DATE:20260303",
            "DTSTART:99991231T235959Z",
        ),
        *(
            "DTSTART;TZID=The practice:20260303T100000",
            "DTEND:20260303T110000Z",
            "DTEND:x",
        ),
        *(
            "RRULE:FREQ=DAILY;COUNT=3",
            "RRULE:FREQ=WEEKLY;UNTIL=20260401",
            "RRULE:",
            "RRULE:FREQ=X",
        ),
        *(
            "RECURRENCE-ID:20260304T100000Z",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260304T100000Z",
        ),
        *(
            "EXDATE:20260304T100000Z",
            "EXDATE;VALUE=DATE:20260304,x",
            "RDATE;VALUE=PERIOD:x/y",
        ),
        *(
            "RDATE;VALUE=PERIOD:20260305T100000Z/PT1H",
            "DURATION:PT1H",
            "DURATION:-P1D",
            IDA,
            COACH,
        ),
        *(
            "BEGIN:VALARM",
            "END:VALARM",
            "SEQUENCE:x",
            "STATUS:CANCELLED",
            " folded",
            "X-WR-TIMEZONE:x",
        ),
        *(
            "SUMMARY:Coaching with Ana",
            "SUMMARY:" + "x" * 300,
            "ATTENDEE:",
            'ATTENDEE;CN="a":b',
            ":",
            ";",
        ),
    ]
)


@given(st.lists(LINES | st.text(max_size=12), max_size=40))
def test_any_lines_give_rows_or_a_sentence(lines: list[str]) -> None:
    raw = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines]).encode(
        "utf-8", "replace"
    )

    try:
        text = flatten(raw, "diary.ics")
    except PracticeError as error:
        text = f"{FOLLOWED},{error}"

    cells = list(csv.reader(io.StringIO(text)))
    assert all(len(row) == len(HEADER) for row in cells if row[0] != FOLLOWED)
