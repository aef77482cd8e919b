"""The small directory and the booking links: kept, refused, taken and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadEntryError
from analytics.store import booking_links, colleagues, people, practice_entries
from analytics.store.booking_links import BookingLink, link_for
from tests.analytics.small_practice import NOW

if TYPE_CHECKING:
    from analytics.store import Database

LINK = "https://calendar.example/ana?type=60"


def test_the_directory_is_kept_taken_back_and_brought_back(database: Database) -> None:
    support = colleagues.add(
        database, "Helpline", kind="support", reached_by="116 123", now=NOW
    )
    other = colleagues.add(database, " Dr. <b>Berg</b> ", what_for="sleep", now=NOW)

    found = colleagues.known(database)
    assert [(c.entry_id, c.kind, c.name) for c in found] == [
        (other, "colleague", "Dr. <b>Berg</b>"),
        (support, "support", "Helpline"),
    ]
    assert (found[0].what_for, found[1].reached_by) == ("sleep", "116 123")

    practice_entries.withdraw(database, other, now=NOW)
    assert [c.entry_id for c in colleagues.known(database)] == [support]
    practice_entries.bring_back(database, other)
    assert colleagues.known(database) == found


@pytest.mark.parametrize(
    ("name", "kind", "what_for"),
    [
        (" ", "colleague", None),
        ("\0", "colleague", None),
        ("Ana", "friend", None),
        ("A" * 201, "colleague", None),
        ("Ana", "colleague", "w" * 201),
    ],
)
def test_what_is_no_entry_of_the_directory_is_refused(
    database: Database, name: str, kind: str, what_for: str | None
) -> None:
    with pytest.raises(BadEntryError):
        colleagues.add(database, name, kind=kind, what_for=what_for, now=NOW)
    assert colleagues.known(database) == []


def test_the_directory_is_small(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colleagues, "MOST", 1)
    kept = colleagues.add(database, "Ana", now=NOW)

    with pytest.raises(BadEntryError, match="directory holds"):
        colleagues.add(database, "Bea", now=NOW)
    practice_entries.withdraw(database, kept, now=NOW)
    colleagues.add(database, "Bea", now=NOW)


def test_a_link_is_kept_for_all_and_for_a_coach(small: Database) -> None:
    coach = people.coaches(small)[0]
    for_all = booking_links.add(small, f" {LINK} ", now=NOW)
    booking_links.add(small, f"{LINK}&coach", coach=coach, now=NOW)

    found = booking_links.known(small)
    assert (found[0].entry_id, found[0].coach, found[0].link) == (for_all, None, LINK)
    assert link_for(found, coach, "any") == f"{LINK}&coach"
    assert link_for(found, "somebody", None) == LINK

    practice_entries.withdraw(small, for_all, now=NOW)
    assert link_for(booking_links.known(small), "somebody", None) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "calendar.example/ana",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://a b.example",
        "https://calendar.example/\u202egpj",
        "https://calendar.example/<b>",
        "https://bank.example@evil.example/",
        "https://[broken",
        f"https://calendar.example/{'a' * 500}",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(small: Database, typed: str) -> None:
    with pytest.raises(BadEntryError):
        booking_links.add(small, typed, now=NOW)
    assert booking_links.known(small) == []


def test_a_link_is_for_coaches_and_services_that_there_are(small: Database) -> None:
    with pytest.raises(BadEntryError, match="coach of that name"):
        booking_links.add(small, LINK, coach="Nobody", now=NOW)
    with pytest.raises(BadEntryError, match="service of that name"):
        booking_links.add(small, LINK, service="Nothing", now=NOW)


@pytest.mark.parametrize(
    ("coach", "service", "expected"),
    [
        ("Ana", "Intro", "both"),
        ("Ana", "Other", "coach"),
        ("Bea", "Intro", "service"),
        ("Bea", "Other", "all"),
        (None, None, "all"),
    ],
)
def test_the_narrowest_link_that_fits_is_used(
    coach: str | None, service: str | None, expected: str
) -> None:
    links = [
        BookingLink("1", None, None, "all"),
        BookingLink("2", None, None, "older"),
        BookingLink("3", None, "Intro", "service"),
        BookingLink("4", "Ana", None, "coach"),
        BookingLink("5", "Ana", "Intro", "both"),
    ]

    assert link_for(links, coach, service) == expected


def test_no_such_entry(database: Database) -> None:
    for entry_id in ("", "e-nothing"):
        with pytest.raises(BadEntryError):
            practice_entries.withdraw(database, entry_id, now=NOW)
        with pytest.raises(BadEntryError):
            practice_entries.bring_back(database, entry_id)
