"""Cliniko: two flags and a time, offsets, groups, invoices, reminder flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from analytics.errors import DamagedIdsError
from analytics.exports.recognition import known_reading
from analytics.importing.opening import opened
from tests.analytics.exports.staging_steps import normal_form, see, see_rows, text

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "Appointment ID,Start Time,Date,End Time,Practitioner,Practitioner ID,"
    "Patient ID(s),Appointment Type,Appointment Notes,Business,Did Not Arrive,"
    "Patient Arrived,SMS Reminder Sent,Email Reminder Sent,Cancellation Time,"
    "Cancellation Reason,Cancellation Note,Created At,Treatment Notes Status,"
    "Invoice Number,Appointment Category,Source,Maximum Number of Patients,"
    "Number of Patients,Number of Cancellations,Patient Case"
)
INVOICES = (
    "Invoice Number,Issue Date,Practitioner,Sub-Total Amount,Tax Amount,Discount,"
    "Invoice Amount,Notes,Status,Date Closed,Created By,Appointment ID,Business,"
    "Extra patient info,Patient ID,Outstanding Balance,Payments Applied,"
    "Credit Applied,Other Allocations,Appointment Time,ID"
)
PATIENT = "1310000000000004501"


def row(number: int, **cells: object) -> dict[str, object]:
    return {
        "Appointment ID": f"131000000000000400{number}",
        "Start Time": "2026-03-24 09:00:00 +1100",
        "End Time": "2026-03-24 09:50:00 +1100",
        "Practitioner": "Jo Coach",
        "Patient ID(s)": PATIENT,
        "Appointment Type": "Hour",
        "Did Not Arrive": "FALSE",
        "Patient Arrived": "FALSE",
        "SMS Reminder Sent": "TRUE",
        "Email Reminder Sent": "FALSE",
        "Created At": "2026-03-10 13:40:17 +1100",
        "Maximum Number of Patients": 1,
        "Number of Patients": 1,
        "Number of Cancellations": 0,
    } | {name.replace("_", " "): value for name, value in cells.items()}


def test_flags_and_a_time_say_what_happened(tmp_path: Path) -> None:
    cancelled = "2026-03-24 07:10:42 +1100"
    rows = [
        row(1, Patient_Arrived="TRUE"),
        row(2, Did_Not_Arrive="True"),
        row(3, Cancellation_Time=cancelled, Patient_Arrived="TRUE"),
        row(4, Cancellation_Time="N/A"),
        row(5),
    ]

    seen = see(tmp_path / "a.csv", text(HEADER, rows))

    assert seen.column("status") == [
        *("attended", "no_show", "cancelled", "booked", "booked")
    ]
    assert str(seen.rows[2]["cancelled_at"]) == "2026-03-23 20:10:42"
    assert seen.column("cancelled_by") == [None] * 5


def test_each_time_has_its_own_offset(tmp_path: Path) -> None:
    rows = [
        row(1),
        row(
            2,
            **{
                "Start Time": "2026-04-07 09:00:00 +1000",
                "End Time": "2026-04-07 10:30:00 +1000",
            },
        ),
    ]

    seen = see(tmp_path / "a.csv", text(HEADER, rows), zone="Europe/Zurich")

    assert seen.starts == ["2026-03-23 22:00:00", "2026-04-06 23:00:00"]
    assert seen.column("duration_minutes") == [50, 90]
    assert str(seen.rows[0]["booked_at"]) == "2026-03-10 02:40:17"
    assert seen.reading.has_zone


def test_calendar_blocks_and_nameless_groups_are_no_sessions(tmp_path: Path) -> None:
    nobody = {"Patient ID(s)": ""}
    rows = [
        row(1, **nobody, Appointment_Type="Unavailable - Leave", Did_Not_Arrive="N/A"),
        row(2, **nobody, Maximum_Number_of_Patients=8, Number_of_Patients=0),
        row(3),
        row(4, **nobody),
    ]

    seen = see(tmp_path / "a.csv", text(HEADER, rows))

    assert [bool(reason) for reason in seen.column("ignored")] == [
        *(True, True, False, False)
    ]
    assert seen.refusals == [(5, "there is no name, e-mail or number")]


def test_a_group_says_who_was_booked_not_who_came(tmp_path: Path) -> None:
    three = {"Patient ID(s)": "11, 12;13", "Number of Patients": 3}
    rows = [
        row(1, **three, Maximum_Number_of_Patients=8, Patient_Arrived="TRUE"),
        row(2, Maximum_Number_of_Patients=8, Patient_Arrived="TRUE"),
        row(
            3,
            Maximum_Number_of_Patients=8,
            Number_of_Patients=0,
            Number_of_Cancellations=2,
            Cancellation_Time="2026-03-20 07:10:42 +1100",
        ),
    ]

    seen = see(tmp_path / "a.csv", text(HEADER, rows))

    assert seen.column("status") == ["unknown"] * 3 + ["attended", "cancelled"]
    assert seen.column("display_name")[:3] == ["Patient 11", "Patient 12", "Patient 13"]
    assert len(set(seen.column("session_id"))) == 5
    assert seen.column("record") == [1, 1, 1, 2, 3]


def test_a_person_is_the_same_in_every_file(tmp_path: Path) -> None:
    seen = see(tmp_path / "a.csv", text(HEADER, [row(1)]))
    bill = {
        "ID": "9",
        "Appointment ID": "1310000000000004001",
        "Patient ID": PATIENT,
        "Invoice Amount": "75",
        "Discount": "-45",
    }
    sale = {"ID": "10", "Patient ID": PATIENT, "Invoice Amount": "9.5"}

    prices = see_rows(tmp_path / "i.csv", text(INVOICES, [bill, sale]))

    assert [price["amount_text"] for price in prices] == ["75", "9.5"]
    assert prices[0]["client_given_id"] == seen.rows[0]["client_id"]
    assert f"cliniko:{prices[0]['session_key']}" == seen.rows[0]["session_id"]
    # A sale of something else belongs to no session, whatever its day.
    assert (prices[1]["session_key"], prices[1]["on_local"]) == (None, None)


@pytest.mark.parametrize(
    ("days", "on"),
    [
        (("2/3/2026 12:00", "24/3/2026 9:00"), "2026-03-02 12:00:00"),
        (("3/2/2026 12:00", "3/24/2026 9:00"), "2026-03-02 12:00:00"),
        (("2/3/2026 12:00", "3/3/2026 9:00"), "None"),
    ],
)
def test_the_day_of_an_invoice_is_never_guessed(
    tmp_path: Path, days: tuple[str, str], on: str
) -> None:
    bills = [
        {"ID": str(i), "Appointment Time": day, "Invoice Amount": "75"}
        for i, day in enumerate(days)
    ]

    prices = see_rows(tmp_path / "i.csv", text(INVOICES, bills))

    assert str(prices[0]["on_local"]) == on


def test_reminder_flags_are_rows_of_their_own(tmp_path: Path) -> None:
    rows = [
        row(1),
        row(2, SMS_Reminder_Sent="N/A", Email_Reminder_Sent="TRUE"),
        row(3, Appointment_Type="Unavailable - Leave"),
        row(4, **{"Patient ID(s)": "11,12"}),
    ]
    path = tmp_path / "a.csv"
    path.write_text(text(HEADER, rows), "utf-8")
    seen = see(path, path.read_bytes())

    with opened(path) as file:
        (companion,) = known_reading(file).companions
        found = normal_form(duckdb.connect(), file, companion, "UTC")

    assert companion.kind == "reminders"
    said = [(r["channel"], r["status"]) for r in found]
    assert said[:4] == [
        *(("sms", "sent"), ("email", "not_sent")),
        *(("sms", "unknown"), ("email", "sent")),
    ]
    # Each belongs to a session of the log.
    sessions = {f"cliniko:{r['session_key']}" for r in found}
    assert len(found) == 8
    assert sessions <= set(seen.column("session_id"))


def test_ids_that_a_spreadsheet_rounded_stop_the_file(tmp_path: Path) -> None:
    rows = [row(1, **{"Appointment ID": "1.01E+18", "Patient ID(s)": "1.01E+18"})]

    with pytest.raises(DamagedIdsError):
        see(tmp_path / "a.csv", text(HEADER, rows))


def test_the_heading_without_a_space_is_known_too(tmp_path: Path) -> None:
    content = text(HEADER, [row(1)]).replace("Patient ID(s)", "PatientID(s)")

    assert len(see(tmp_path / "a.csv", content).rows) == 1
