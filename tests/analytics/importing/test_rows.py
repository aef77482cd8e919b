"""Rows that cannot be kept, rows that repeat, and what the report says of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from analytics import importing
from analytics.store import queries
from tests.analytics.importing.steps import NOW, at, bring, log, outcomes, sessions
from tests.support.files import (
    CALENDLY_BEGINNING,
    acuity_row,
    calendly_row,
    write_acuity,
    write_calendly,
    write_template,
)

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.contracts import ImportReport
    from analytics.store import Database


def adds_up(report: ImportReport) -> bool:
    parts = report.accepted + report.duplicate + report.refused + report.ignored
    return parts == report.rows


def test_every_refused_row_is_listed_with_its_line_and_reason(
    database: Database, tmp_path: Path
) -> None:
    good = calendly_row("good", "2026-11-02 10:00 am")
    rows = [
        good | {"Location": "1 Sample Street\nSampletown"},  # lines 2 and 3
        calendly_row("no-start", ""),
        calendly_row("no-date", "next Tuesday"),
        calendly_row("nobody", "2026-11-02 10:00 am", email="", name=""),
        calendly_row("odd", "2026-11-02 10:00 am") | {"Canceled": "maybe"},
        calendly_row("old", "1066-10-14 09:00 am"),
        calendly_row("feb", "2026-02-30 09:00 am"),
        calendly_row("ok1", "2026-11-04 10:00 am"),
        calendly_row("ok2", "2026-11-05 10:00 am"),
    ]
    path = write_calendly(tmp_path / "e.csv", rows)
    lines = path.read_text("utf-8").splitlines()
    lines += ["", "cut,off", lines[3] + ",one,more", "tail,with," + '"open quote']
    path.write_text("\n".join(lines), "utf-8")

    report = bring(database, path)

    assert [(r.line, r.reason) for r in report.refusals] == [
        (4, "there is no start time"),
        (5, "the start time cannot be read"),
        (6, "there is no name, e-mail or number"),
        (7, "the column Canceled holds neither true nor false"),
        (8, "the start time lies outside 1990 to 2099"),
        (9, "the start time cannot be read"),
        (13, "the row has fewer cells than the header (cut off?)"),
        (14, "the row has more cells than the header"),
        (15, "a quotation mark in the row is never closed"),
    ]
    assert (report.rows, report.accepted, report.refused) == (12, 3, 9)
    assert adds_up(report)
    assert queries.rows(
        database, "select count(*), count(fields) from refused_rows"
    ) == [(9, 0)]


def test_the_same_file_twice_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    rows = [calendly_row(f"s{i}", f"2026-11-{i:02} 10:00 am") for i in range(1, 5)]
    path = write_calendly(tmp_path / "e.csv", rows)
    first = bring(database, path)
    before = log(database, ids_too=True), database.data_version

    again = bring(database, path, exported_at=None)

    assert (first.new, first.duplicate) == (4, 0)
    assert (again.new, again.changed, again.accepted, again.duplicate) == (0, 0, 0, 4)
    assert again.is_repeat
    assert again.import_id == first.import_id
    assert log(database, ids_too=True) == before[0]
    assert len(importing.imports(database)) == 1


def test_overlapping_files_do_not_double(database: Database, tmp_path: Path) -> None:
    rows = [calendly_row(f"s{i}", f"2026-11-{i:02} 10:00 am") for i in range(1, 10)]
    bring(database, write_calendly(tmp_path / "1.csv", rows[:6]))

    report = bring(database, write_calendly(tmp_path / "2.csv", rows[3:]))

    assert (report.rows, report.new, report.changed, report.duplicate) == (6, 3, 0, 3)
    assert adds_up(report)
    assert len(outcomes(database)) == 9


def test_a_row_that_repeats_within_a_file_counts_once(
    database: Database, tmp_path: Path
) -> None:
    row = calendly_row("a", "2026-11-02 10:00 am")
    other = calendly_row("a", "2026-11-02 10:00 am", cancelled_by="Invitee")

    report = bring(database, write_calendly(tmp_path / "e.csv", [row, row, other]))

    assert (report.accepted, report.duplicate, report.new) == (1, 2, 1)
    assert adds_up(report)
    assert outcomes(database) == {"a": "cancelled"}
    assert any("other details" in warning for warning in report.warnings)


def test_an_undone_file_can_come_back(database: Database, tmp_path: Path) -> None:
    path = write_calendly(
        tmp_path / "e.csv", [calendly_row("a", "2026-11-02 10:00 am")]
    )
    first = bring(database, path)
    there = log(database, ids_too=True)

    record = importing.undo(database, str(first.import_id), now=NOW)
    assert record.undone_at == NOW
    assert all(rows == [] for rows in log(database).values())

    again = bring(database, path)
    assert again.new == 1
    assert log(database, ids_too=True) == there


def test_a_dry_run_stores_nothing(database: Database, tmp_path: Path) -> None:
    path = write_calendly(
        tmp_path / "e.csv", [calendly_row("a", "2026-11-02 10:00 am")]
    )

    report = bring(database, path, dry_run=True)

    assert (report.new, report.import_id) == (1, None)
    assert importing.imports(database) == []
    assert outcomes(database) == {}


def test_people_who_asked_to_be_forgotten_stay_out(
    database: Database, tmp_path: Path
) -> None:
    with database.write() as cursor:
        cursor.execute(
            "insert into forgotten select md5(value || 'email:ana@example.com'), "
            "now()::timestamp from meta where key = 'salt'"
        )
    rows = [
        calendly_row("a", "2026-11-02 10:00 am", email="Ana@Example.com "),
        calendly_row("b", "2026-11-03 10:00 am", email="ben@example.com"),
    ]

    report = bring(database, write_calendly(tmp_path / "e.csv", rows))

    assert outcomes(database) == {"b": "attended"}
    assert report.ignored_reasons == (("the person asked to be forgotten", 1),)
    assert adds_up(report)


def test_what_nobody_asked_for_is_not_stored(
    database: Database, tmp_path: Path
) -> None:
    secret = "my divorce"  # noqa: S105 - an answer, not a password
    row = calendly_row("a", "2026-11-02 10:00 am", reason=secret)
    row |= {"Response 1": secret, "Meeting Notes": secret, "Location": secret}

    bring(database, write_calendly(tmp_path / "e.csv", [row]))

    with database.read() as cursor:
        tables = cursor.execute("select table_name from duckdb_tables()").fetchall()
        for (name,) in tables:
            rows = cursor.execute(f"select * from {name}").fetchall()  # noqa: S608 - all tables
            assert secret not in str(rows)


def test_names_are_cleaned_and_prices_understood(
    database: Database, tmp_path: Path
) -> None:
    prices = {
        "90": 9000,
        "90.5": 9050,
        "1,250.00": 125000,
        "1.250,00": 125000,
        "1.250": 125000,
        "€ 80,00": 8000,
        "$1,250": 125000,
        "free": None,
        "": None,
    }
    rows = [
        calendly_row(f"p{i}", "2026-11-02 10:00 am", price=price)
        for i, price in enumerate(prices)
    ]
    rows[1] |= {"Invitee Name": "می‌نا", "Invitee Email": "m@example.com"}
    rows[0]["Invitee Name"] = "  An\u202ea \t <b>So</b>usa\x07 " + "x" * 100

    bring(database, write_calendly(tmp_path / "e.csv", rows))

    found = sessions(database, "price_cents")
    assert [found[f"p{i}"][0] for i in range(len(prices))] == list(prices.values())
    names = queries.rows(database, "select display_name from clients order by email")
    assert names[1] == ("می‌نا",), "a joiner belongs to the name"
    assert len(str(names[0][0])) <= 80
    assert "\u202e" not in str(names[0][0])


def test_local_times_at_a_clock_change_follow_the_stated_rule(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        calendly_row("summer", "2026-07-01 10:00 am"),
        calendly_row("winter", "2026-01-05 10:00 am"),
        calendly_row("twice", "2026-10-25 02:30 am"),  # Zurich goes back at 03:00
        calendly_row("skipped", "2026-03-29 02:30 am"),  # and forward at 02:00
    ]

    report = bring(
        database, write_calendly(tmp_path / "e.csv", rows), timezone="Europe/Zurich"
    )

    assert sessions(database, "starts_at::varchar", "starts_hour") == {
        "summer": ("2026-07-01 08:00:00", 10),
        "winter": ("2026-01-05 09:00:00", 10),
        "twice": ("2026-10-25 00:30:00", 2),
        "skipped": ("2026-03-29 01:30:00", 3),
    }
    assert [w.split(" ")[0] for w in report.warnings if "clocks" in w] == ["1", "1"]


def test_an_unknown_zone_in_a_row_refuses_that_row(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        acuity_row("1", "November 2, 2026 9:00 am", zone="Europe/Zurich"),
        acuity_row("2", "November 2, 2026 9:00 am", zone="Mars/Base"),
        acuity_row("3", "November 2, 2026 9:00 am", zone="America/New_York"),
    ]

    report = bring(database, write_acuity(tmp_path / "a.csv", rows), timezone=None)

    assert report.timezone is None, "every row names its own"
    assert [(r.line, r.reason) for r in report.refusals] == [
        (3, "the time zone is not known")
    ]
    assert sessions(database, "starts_at::varchar") == {
        "1": ("2026-11-02 08:00:00",),
        "3": ("2026-11-02 14:00:00",),
    }


def test_the_zone_is_asked_once(database: Database, tmp_path: Path) -> None:
    first = write_calendly(
        tmp_path / "1.csv", [calendly_row("a", "2026-07-01 10:00 am")]
    )
    second = write_calendly(
        tmp_path / "2.csv", [calendly_row("b", "2026-07-02 10:00 am")]
    )
    assert importing.inspect(database, first).needs_timezone

    bring(database, first, timezone="Asia/Tokyo")

    assert not importing.inspect(database, second).needs_timezone
    report = bring(database, second, timezone=None)
    assert report.timezone == "Asia/Tokyo"
    assert report.warnings == ()


def test_without_a_zone_the_machines_is_used_and_said(
    database: Database, tmp_path: Path
) -> None:
    path = write_calendly(
        tmp_path / "e.csv", [calendly_row("a", "2026-07-01 10:00 am")]
    )

    report = bring(database, path, timezone=None, fallback_timezone="Europe/Paris")

    assert report.timezone == "Europe/Paris"
    assert any("Europe/Paris" in warning for warning in report.warnings)


def test_a_client_known_by_phone_or_name_alone(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        acuity_row(
            "1", "November 2, 2026 9:00 am", email="", phone="'+41 44 700 00 01"
        ),
        acuity_row("2", "November 3, 2026 9:00 am", email="", phone="+41447000001"),
        acuity_row("3", "November 4, 2026 9:00 am", email="", first="Zoë", last=""),
        acuity_row("4", "November 5, 2026 9:00 am", email="", first="zoë", last=""),
    ]

    bring(database, write_acuity(tmp_path / "a.csv", rows), timezone=None)

    ids = [row[0] for row in sessions(database, "client_id").values()]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_a_session_that_passes_to_another_client_leaves_the_first(
    database: Database, tmp_path: Path
) -> None:
    row = calendly_row("a", "2026-11-02 10:00 am", email="old@example.com")
    bring(
        database,
        write_calendly(tmp_path / "1.csv", [row]),
        exported_at="2026-11-10T08:00:00",
    )
    row = calendly_row("a", "2026-11-02 10:00 am", email="new@example.com")
    second = bring(database, write_calendly(tmp_path / "2.csv", [row]))

    assert queries.rows(database, "select email from clients") == [("new@example.com",)]
    assert importing.verify(database) == []
    importing.undo(database, str(second.import_id), now=NOW)
    assert queries.rows(database, "select email from clients") == [("old@example.com",)]


def test_the_file_time_dates_what_the_file_knew(
    database: Database, tmp_path: Path
) -> None:
    path = write_calendly(
        tmp_path / "e.csv", [calendly_row("a", "2026-11-02 10:00 am")]
    )
    os.utime(path, (1793000000, 1793000000))

    report = bring(database, path, exported_at=None)

    assert report.exported_at == at("2026-10-26T07:33:20")
    assert outcomes(database) == {"a": "scheduled"}


def test_no_column_of_the_template_but_start_status_and_a_person_is_needed(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "starts_at,status,client_name\n2026-11-02 10:00,attended,Ana\n", "utf-8"
    )

    report = bring(database, path)

    assert (report.variant, report.new) == ("session log, fewer columns", 1)


def test_the_template_with_all_columns_keeps_them(
    database: Database, tmp_path: Path
) -> None:
    row = {
        "session_id": "s1",
        "client_id": "c1",
        "client_name": "Ana Sousa",
        "client_email": "ana@example.com",
        "coach": "Coach One",
        "service": "Programme",
        "starts_at": "2026-11-02T10:00+01:00",
        "duration_minutes": "50",
        "booked_at": "2026-10-20T10:00Z",
        "status": "attended",
        "price": "90.00",
        "currency": "chf",
        "reminder_strategy": "none",
        "package_sessions": "8",
    }
    bring(database, write_template(tmp_path / "t.csv", [row]))

    assert sessions(
        database,
        "duration_minutes",
        "booked_at::varchar",
        "price_cents",
        "currency",
        "reminder_strategy",
        "package_sessions",
    ) == {"s1": (50, "2026-10-20 10:00:00", 9000, "CHF", "none", 8)}


def test_a_header_in_another_case_is_still_the_tools(
    database: Database, tmp_path: Path
) -> None:
    path = write_calendly(
        tmp_path / "e.csv", [calendly_row("a", "2026-11-02 10:00 am")]
    )
    head, _, rest = path.read_text("utf-8").partition("\n")
    assert CALENDLY_BEGINNING[0] in head
    path.write_text(f"{head.upper()}\n{rest}", "utf-8")

    assert bring(database, path).tool == "calendly"
