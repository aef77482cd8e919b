"""What the columns of an unknown tool seem to mean."""

from __future__ import annotations

from analytics.exports.header import Table
from analytics.exports.mapped.guess import guess


def table(header: str, *rows: str) -> Table:
    cells = tuple(tuple(row.split(";")) for row in rows)
    return Table(";", tuple(header.split(";")), 0, cells)


def meanings(given: Table) -> dict[str, str]:
    found = guess(given, "Tool")
    assert found is not None
    return {field: column.name for field, column in found.columns.items()}


def test_odd_names_are_understood() -> None:
    given = table(
        "Ref;Who;Mail;With whom;What;When;Mins;How it went;Fee (each)",
        "1;Ana;ana@example.com;Mia;Course;16.02.2026 17:00;30;came;0,00",
    )

    assert meanings(given) == {
        "session_key": "Ref",
        "client_name": "Who",
        "client_email": "Mail",
        "coach": "With whom",
        "service": "What",
        "starts": "When",
        "duration": "Mins",
        "status": "How it went",
        "price": "Fee (each)",
    }


def test_dates_without_a_telling_name_are_told_by_their_order() -> None:
    given = table(
        "Client;Put in the book;Slot",
        "Ana;2026-01-02 10:00;2026-02-02 10:00",
        "Ben;2026-01-05 10:00;2026-02-03 10:00",
    )

    assert meanings(given) == {
        "client_name": "Client",
        "starts": "Slot",
        "booked": "Put in the book",
    }


def test_a_column_that_only_sounds_like_a_date_is_none() -> None:
    given = table("Client;Start;Day", "Ana;warm;2026-02-02", "Ben;cold;2026-02-03")

    assert meanings(given)["starts"] == "Day"


def test_a_start_with_its_day_is_no_time_of_day_whatever_it_is_called() -> None:
    given = table(
        "Start Time;Client;Date Scheduled",
        "2 mars 2026 9:00;Ana;2026-01-02",
        "3 mars 2026 14:00;Ben;2026-01-05",
    )

    assert meanings(given) == {
        "client_name": "Client",
        "starts": "Start Time",
        "booked": "Date Scheduled",
    }


def test_first_and_last_name_are_kept_apart() -> None:
    given = table("First name;Last name;Date", "Ana;Sousa;2026-02-02")

    assert meanings(given) == {
        "first_name": "First name",
        "last_name": "Last name",
        "starts": "Date",
    }


def test_without_a_date_or_a_person_there_is_no_guess() -> None:
    assert guess(table("Client;Colour", "Ana;red"), "x") is None
    assert guess(table("Date;Colour", "2026-02-02;red"), "x") is None


def test_a_later_date_beside_the_start_is_no_booking() -> None:
    given = table("Client;Start;Paid", "Ana;2026-02-02;2026-03-01")

    assert "booked" not in meanings(given)
