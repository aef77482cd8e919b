"""Who an event of a calendar is about, and which events are no sessions."""

from __future__ import annotations

import pytest

from tests.support.calendars import (
    COACH,
    IDA,
    TUE,
    ZURICH,
    event,
    hours,
    rows,
)


def no_session(*events: str, head: str = "X-WR-TIMEZONE:UTC") -> list[str]:
    found = rows(*events, head=head)
    assert all(row["client_name"] == row["client_email"] == "" for row in found)
    return [row["not_a_session"] for row in found]


def test_the_calendars_own_address_is_no_client() -> None:
    own = "ATTENDEE;CN=Noor Vandersteen:mailto:noor@practice.example"
    room = "ATTENDEE;CUTYPE=RESOURCE;CN=Room 2:mailto:room2@practice.example"

    (row,) = rows(event(*hours(), people=(COACH, own, room, IDA)))

    assert row["client_name"] == "Ida Korhonen"


def test_a_client_who_invites_the_coach_is_the_client() -> None:
    invited = event(
        *hours(),
        people=(
            "ORGANIZER;CN=Ida Korhonen:mailto:ida@mail.example",
            "ATTENDEE;CN=Noor Vandersteen:mailto:noor@practice.example",
        ),
    )

    (row,) = rows(invited, head="X-WR-CALNAME:noor@practice.example")

    assert row["client_email"] == "ida@mail.example"
    assert row["coach"] == "Noor Vandersteen"


def test_somebody_elses_meeting_is_no_session() -> None:
    meeting = event(
        *hours(),
        people=(
            "ORGANIZER;CN=Association:mailto:office@association.example",
            "ATTENDEE:mailto:noor@practice.example",
            IDA,
        ),
    )

    assert (
        "somebody else"
        in no_session(meeting, head="X-WR-CALNAME:noor@practice.example")[0]
    )


def test_a_title_names_the_guest_whom_the_calendar_knows_by_address_only() -> None:
    weekly = event(*hours(), "SUMMARY:Coaching: Tue Nakamura", people=(COACH, TUE))

    (row,) = rows(weekly.replace("SUMMARY:Coaching\r\n", ""))

    assert (row["client_name"], row["client_email"], row["service"]) == (
        "Tue Nakamura",
        "tue@mail.example",
        "Coaching",
    )


@pytest.mark.parametrize(
    ("title", "client", "service"),
    [
        ("Coaching with Ana Sousa", "Ana Sousa", "Coaching"),
        ("Coaching: Ana Sousa", "Ana Sousa", "Coaching"),
        ("Ana Sousa - follow-up session", "Ana Sousa", "follow-up session"),
        ("Ana Sousa / Coaching (online)", "Ana Sousa", "Coaching"),
        ("Sitzung mit María de la Cruz", "María de la Cruz", "Sitzung"),
    ],
)
def test_a_title_that_says_who_it_is_about_names_the_client(
    title: str, client: str, service: str
) -> None:
    bare = event(*hours(), people=()).replace("SUMMARY:Coaching", f"SUMMARY:{title}")

    (row,) = rows(bare)

    assert (row["client_name"], row["service"]) == (client, service)
    assert row["name_from_title"] == "yes"


@pytest.mark.parametrize(
    "title",
    [
        "Dentist",
        "Lunch",
        "Ana Sousa",
        "Zurich - Geneva",
        "Tax: the office",
        "Coaching",
        "",
    ],
)
def test_a_title_that_names_nobody_for_certain_makes_no_client(title: str) -> None:
    bare = event(*hours(), people=()).replace("SUMMARY:Coaching", f"SUMMARY:{title}")

    (why,) = no_session(bare)

    assert "does not say who" in why


def test_in_a_calendar_of_clients_a_name_alone_is_a_client() -> None:
    bare = event(*hours(), people=()).replace("SUMMARY:Coaching", "SUMMARY:Ana Sousa")

    (row,) = rows(bare, head="X-WR-CALNAME:My clients")

    assert row["client_name"] == "Ana Sousa"


def test_days_and_journeys_are_no_sessions() -> None:
    day = event("DTSTART;VALUE=DATE:20260303", "RRULE:FREQ=YEARLY")
    long = event(f"DTSTART;{ZURICH}:20260304T100000", f"DTEND;{ZURICH}:20260307T100000")

    assert no_session(day, long.replace("UID:e1", "UID:e2")) == [
        "it is an entry for the whole day",
        "it is longer than a day",
    ]
