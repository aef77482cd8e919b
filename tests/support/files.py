"""Small export files for tests, written as the tools write them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

CALENDLY_BEGINNING = (
    "User Name,Team,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,"
    "Invitee Time Zone,Invitee accepted marketing emails,Text Reminder Number,"
    "Event Type Name,Start Date & Time,End Date & Time,Location,"
    "Event Created Date & Time,Canceled,Canceled By,Cancellation reason"
).split(",")
CALENDLY_END = (
    "UTM Campaign,UTM Source,UTM Medium,UTM Term,UTM Content,Salesforce UUID,"
    "Event Price,Payment Currency,Guest Email(s),Invitee Reconfirmed,"
    "Marked as No-Show,Meeting Notes,Group,User Email,Event UUID,Invitee UUID,"
    "Invitee scheduled by,Scheduling method"
).split(",")
ACUITY = (
    "Start Time,End Time,Timezone,First Name,Last Name,Phone,Email,Type,Calendar,"
    "Appointment Price,Paid?,Amount Paid Online,Certificate Code,Notes,"
    "Date Scheduled,Label,Scheduled By,Date Rescheduled,Appointment ID"
).split(",")
TEMPLATE = (
    "session_id,client_id,client_name,client_email,coach,service,starts_at,"
    "duration_minutes,booked_at,status,cancelled_at,cancelled_by,"
    "replaces_session_id,price,currency,reminder_strategy,package_sessions"
).split(",")

Row = dict[str, str]


def calendly_header(questions: int = 1) -> list[str]:
    """Return Calendly's header with so many question pairs."""
    pairs = [
        f"{w} {n}" for n in range(1, questions + 1) for w in ("Question", "Response")
    ]
    return [*CALENDLY_BEGINNING, *pairs, *CALENDLY_END]


def calendly_row(
    uuid: str,
    starts: str,
    *,
    email: str = "ana@example.com",
    name: str = "Ana Sousa",
    service: str = "Coaching 60",
    booked: str = "2026-01-01 09:00 am",
    cancelled_by: str | None = None,
    reason: str = "",
    no_show: str = "No",
    price: str = "",
    coach: str = "Coach One",
) -> Row:
    """Return one booking as Calendly writes it; `cancelled_by` also cancels it."""
    return {
        "User Name": coach,
        "Invitee Name": name,
        "Invitee Email": email,
        "Event Type Name": service,
        "Start Date & Time": starts,
        "End Date & Time": starts.replace(":00", ":50", 1),
        "Event Created Date & Time": booked,
        "Canceled": "false" if cancelled_by is None else "true",
        "Canceled By": cancelled_by or "",
        "Cancellation reason": reason,
        "Event Price": price,
        "Payment Currency": "EUR" if price else "",
        "Marked as No-Show": no_show,
        "Event UUID": f"event-{uuid}",
        "Invitee UUID": uuid,
    }


def acuity_row(
    appointment: str,
    starts: str,
    *,
    email: str = "ben@example.com",
    first: str = "Ben",
    last: str = "Okafor",
    booked: str = "2026-01-01",
    moved: str = "",
    zone: str = "Europe/Zurich",
    price: str = "90.00",
    phone: str = "",
) -> Row:
    """Return one appointment as Acuity writes it."""
    return {
        "Start Time": starts,
        "End Time": starts.replace(":00", ":50", 1),
        "Timezone": zone,
        "First Name": first,
        "Last Name": last,
        "Phone": phone,
        "Email": email,
        "Type": "Coaching 60",
        "Calendar": "Coach Two",
        "Appointment Price": price,
        "Paid?": "no",
        "Date Scheduled": booked,
        "Scheduled By": "a client ",
        "Date Rescheduled": moved,
        "Appointment ID": appointment,
    }


def table(
    header: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    delimiter: str = ",",
    is_all_quoted: bool = False,
    newline: str = "\n",
) -> str:
    """Return a delimited table; cells that a row does not name are empty."""
    out = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if is_all_quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(
        out, delimiter=delimiter, quoting=quoting, lineterminator=newline
    )
    writer.writerow(header)
    writer.writerows([[row.get(name, "") for name in header] for row in rows])
    return out.getvalue()


def write_calendly(path: Path, rows: Iterable[Row], *, questions: int = 1) -> Path:
    """Write a Calendly export and return its path."""
    path.write_text(table(calendly_header(questions), rows), "utf-8")
    return path


def write_acuity(path: Path, rows: Iterable[Row]) -> Path:
    """Write an Acuity export (every field quoted, CRLF) and return its path."""
    text = table(ACUITY, rows, is_all_quoted=True, newline="\r\n")
    path.write_bytes(text.encode())
    return path


def write_template(path: Path, rows: Iterable[Row]) -> Path:
    """Write Driftline's own template and return its path."""
    path.write_text(table(TEMPLATE, rows), "utf-8")
    return path
