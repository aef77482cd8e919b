"""The practice as a scheduler nobody has heard of might export it.

For the mapping wizard: two lines above the header, semicolons, day-first dates,
a decimal comma, column names and words for the outcomes that are its own.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pandas as pd

from analytics.simulate import wording
from analytics.simulate.catalogue import ACUITY, CALENDLY
from analytics.simulate.view import seen_by

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from analytics.simulate.practice import Practice

HEADER = (
    "Ref",
    "Who",
    "Mail",
    "With whom",
    "What",
    "When",
    "Mins",
    "Put in the book",
    "How it went",
    "Fee (each)",
    "Remark",
)

STATES = {
    "attended": "came",
    "no_show": "did not come",
    "late_cancelled": "called off (late)",
    "cancelled": "called off",
    "cancelled_by_coach": "called off by us",
    "rescheduled": "shifted",
    "scheduled": "to come",
}


def write_other_tool(practice: Practice, path: Path, exported_at: dt.datetime) -> int:
    """Write the whole practice as an unknown scheduler would; return its rows.

    Times are the practice's wall clock without a zone.

    Parameters
    ----------
    practice
        The practice to export.
    path
        The file to write; one that exists is replaced.
    exported_at
        With its zone. Nothing that happened later is in the file.

    Raises
    ------
    ValueError
        If the instant has no zone or lies after what the practice knows.
    """
    books = [seen_by(practice, tool, exported_at) for tool in (CALENDLY, ACUITY)]
    known = pd.concat(books).sort_values(["starts_at", "session_id"])
    names = practice.truth.set_index("client_id")["name"]
    columns = (
        known["session_id"].str.replace("S", "SW-"),
        known["client_id"].map(names),
        known["client_id"],
        known["coach"],
        known["service"],
        _day_first(known["starts_at"], practice.timezone),
        known["duration_minutes"].astype(str),
        _day_first(known["booked_at"], practice.timezone),
        known["outcome"].map(STATES),
        known["price_cents"].map(wording.money).astype(str).str.replace(".", ","),
        [wording.pick(("", "", "", "bring; a pen"), one) for one in known["client_id"]],
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Slotwise - list of bookings\r\n")
        file.write(f"Printed on {exported_at:%d.%m.%Y};{len(known)} bookings\r\n")
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(zip(*columns, strict=True))
    return len(known)


def _day_first(times: pd.Series[pd.Timestamp], timezone: str) -> pd.Series[str]:
    return times.dt.tz_convert(timezone).dt.strftime("%d.%m.%Y %H:%M")
