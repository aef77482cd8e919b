"""Calendars become rows: series, exceptions, zones, and what is left unread."""

from __future__ import annotations

import pytest

from analytics.errors import DamagedCalendarError
from analytics.exports.calendars.text import NO_ZONE, ZONE, flatten
from tests.support.calendars import (
    COACH,
    IDA,
    TUE,
    ZURICH,
    calendar,
    event,
    hours,
    rows,
    starts,
)


def test_a_guest_is_the_client_and_the_organiser_the_coach() -> None:
    (row,) = rows(event(*hours(), "CREATED:20260201T090000Z"))

    assert row["client_name"] == "Ida Korhonen"
    assert row["client_email"] == "ida@mail.example"
    assert row["coach"] == "Noor Vandersteen"
    assert row["service"] == "Coaching"
    assert row["starts"] == "2026-03-03T09:00:00Z"
    assert row["ends"] == "2026-03-03T10:00:00Z"
    assert row["booked"] == "2026-02-01T09:00:00Z"
    assert row["event_status"] == "booked"
    assert row[ZONE] == "Europe/Zurich"


def test_several_guests_are_several_rows_with_ids_of_their_own() -> None:
    first, second = rows(event(*hours(), people=(COACH, IDA, TUE)))

    assert {first["client_email"], second["client_email"]} == {
        "ida@mail.example",
        "tue@mail.example",
    }
    assert first["calendar_event"] != second["calendar_event"]
    assert "ida" not in first["calendar_event"] + second["calendar_event"]


def test_the_id_of_a_lone_guest_stays_when_their_address_is_corrected() -> None:
    (row,) = rows(event(*hours()))
    (other,) = rows(event(*hours(), people=(COACH, IDA.replace("ida@", "ida.k@"))))

    assert row["calendar_event"] == other["calendar_event"]


def test_a_series_keeps_its_clock_when_the_clocks_change() -> None:
    weekly = event(*hours("RRULE:FREQ=WEEKLY;COUNT=3", at="20260324T100000"))

    assert starts(weekly) == [
        "2026-03-24T09:00:00Z",
        "2026-03-31T08:00:00Z",
        "2026-04-07T08:00:00Z",
    ]


@pytest.mark.parametrize(
    "until", ["20260316T090000Z", "20260316", "20260316T100000", "20260322T000000Z"]
)
def test_a_series_ends_where_it_says(until: str) -> None:
    weekly = event(*hours(f"RRULE:FREQ=WEEKLY;UNTIL={until}", at="20260302T100000"))

    assert len(starts(weekly)) == 3


def test_what_was_taken_out_of_a_series_is_gone_and_what_was_added_is_there() -> None:
    weekly = event(
        *hours("RRULE:FREQ=WEEKLY;COUNT=4"),
        f"EXDATE;{ZURICH}:20260310T100000",
        "EXDATE;VALUE=DATE:20260317",
        f"RDATE;{ZURICH}:20260312T150000",
    )

    assert starts(weekly) == [
        "2026-03-03T09:00:00Z",
        "2026-03-12T14:00:00Z",
        "2026-03-24T09:00:00Z",
    ]


def test_a_moved_occurrence_keeps_its_id_and_says_when_it_was_moved() -> None:
    weekly = event(*hours("RRULE:FREQ=WEEKLY;COUNT=2"), "CREATED:20260201T090000Z")
    moved = event(
        "RECURRENCE-ID:20260310T090000Z",
        *hours(at="20260312T150000", ends="T160000"),
        "LAST-MODIFIED:20260308T120000Z",
    )

    before = {row["calendar_event"]: row for row in rows(weekly)}
    after = {row["calendar_event"]: row for row in rows(weekly, moved)}

    assert before.keys() == after.keys()
    (key,) = (k for k in before if before[k]["starts"] != after[k]["starts"])
    assert after[key]["starts"] == "2026-03-12T14:00:00Z"
    assert after[key]["moved"] == "2026-03-08T12:00:00Z"
    assert after[key]["booked"] == "2026-02-01T09:00:00Z"


def test_the_freshest_of_two_changes_to_one_occurrence_counts() -> None:
    weekly = event(*hours("RRULE:FREQ=WEEKLY;COUNT=1"))
    changes = [
        event(
            "RECURRENCE-ID:20260303T090000Z",
            *hours(at=f"2026030{day}T150000", ends="T160000"),
            f"SEQUENCE:{sequence}",
        )
        for day, sequence in ((5, 2), (4, 1))
    ]

    assert starts(weekly, *changes) == ["2026-03-05T14:00:00Z"]


def test_a_change_from_some_occurrence_on_moves_all_that_follow() -> None:
    weekly = event(*hours("RRULE:FREQ=WEEKLY;COUNT=4"))
    onward = event(
        f"RECURRENCE-ID;RANGE=THISANDFUTURE;{ZURICH}:20260317T100000",
        *hours(at="20260318T140000", ends="T143000"),
    )

    found = rows(weekly, onward)

    assert [row["starts"] for row in found] == [
        "2026-03-03T09:00:00Z",
        "2026-03-10T09:00:00Z",
        "2026-03-18T13:00:00Z",
        "2026-03-25T13:00:00Z",
    ]
    assert found[-1]["ends"] == "2026-03-25T13:30:00Z"
    assert found[-1]["moved"]


def test_a_series_split_by_google_keeps_the_ids_of_its_sessions() -> None:
    whole = event(*hours("RRULE:FREQ=WEEKLY;COUNT=2"), uid="abc@google.com")
    first = event(*hours("RRULE:FREQ=WEEKLY;COUNT=1"), uid="abc@google.com")
    second = event(
        *hours("RRULE:FREQ=WEEKLY;COUNT=1", at="20260310T100000"),
        uid="abc_R20260310T090000@google.com",
    )

    ids = [row["calendar_event"] for row in rows(whole)]

    assert [row["calendar_event"] for row in rows(first, second)] == ids


def test_cancelled_and_declined_are_said_and_nothing_more() -> None:
    weekly = event(*hours("RRULE:FREQ=WEEKLY;COUNT=2"))
    off = event(
        "RECURRENCE-ID:20260310T090000Z",
        *hours(at="20260310T100000"),
        "STATUS:CANCELLED",
    )
    declined = IDA.replace("ACCEPTED", "DECLINED")
    reply = event(*hours(at="20260320T100000"), uid="e2", people=(COACH, declined))

    assert [row["event_status"] for row in rows(weekly, off, reply)] == [
        "booked",
        "cancelled",
        "unsure",
    ]


# -- zones -------------------------------------------------------------------

OWN_ZONE = """\
BEGIN:VTIMEZONE
TZID:The practice
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    "named",
    [
        "Europe/Zurich",
        "W. Europe Standard Time",
        "/example.org/20260101_1/Europe/Zurich",
        '"Europe/Zurich"',
        "The practice",
    ],
)
def test_a_zone_is_known_by_any_of_its_names(named: str) -> None:
    (row,) = rows(
        OWN_ZONE, event(f"DTSTART;TZID={named}:20260703T100000", "DURATION:PT45M")
    )

    assert row["starts"] == "2026-07-03T08:00:00Z"
    assert row["ends"] == "2026-07-03T08:45:00Z"


def test_a_time_without_a_zone_is_the_calendars() -> None:
    (row,) = rows(event("DTSTART:20260703T100000"))

    assert row["starts"] == "2026-07-03T08:00:00Z"


def test_a_time_without_any_zone_stays_local_and_the_zone_is_asked_for() -> None:
    (row,) = rows(event("DTSTART:20260703T100000"), head="X-WR-CALNAME:Diary")

    assert row["starts"] == "2026-07-03T10:00:00"
    assert NO_ZONE in row
    assert ZONE not in row


def test_a_zone_that_nobody_knows_makes_no_time() -> None:
    nowhere = event("DTSTART;TZID=Nowhere/Land:20260703T100000")
    known = event(*hours(), uid="e2")

    assert [row["starts"] for row in rows(known, nowhere)] == [
        "2026-03-03T09:00:00Z",
        "?",
    ]
    with pytest.raises(DamagedCalendarError, match="in a time zone that neither"):
        rows(nowhere)


def test_descriptions_places_and_reminders_are_left_where_they_are() -> None:
    text = flatten(
        calendar(
            event(
                *hours(),
                "DESCRIPTION:something private",
                "LOCATION:somewhere private",
                "BEGIN:VALARM",
                "DESCRIPTION:also private",
                "SUMMARY:private alarm",
                "END:VALARM",
            )
        ),
        "diary.ics",
    )

    assert "private" not in text
    assert "Ida Korhonen" in text


def test_folded_lines_are_one_line_whatever_splits_them() -> None:
    folded = IDA.replace("Ida Kor", "Ida\r\n  Kor").replace("ida@", "i\r\n\tda@")

    (row,) = rows(event(*hours(), people=(COACH, folded)))

    assert (row["client_name"], row["client_email"]) == (
        "Ida Korhonen",
        "ida@mail.example",
    )
