"""The Acuity export: its exact form, and what it leaves out."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pandas as pd

from analytics.simulate import Practice, write_acuity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    RowsOf = Callable[[Path], list[dict[str, str]]]

HEADER = (
    '"Start Time","End Time","Timezone","First Name","Last Name","Phone","Email",'
    '"Type","Calendar","Appointment Price","Paid?","Amount Paid Online",'
    '"Certificate Code","Notes","Date Scheduled","Label","Scheduled By",'
    '"Date Rescheduled","What would you like to work on? ",'
    '"How did you hear about us? | Choose one","Appointment ID"'
)


def test_acuity_has_its_form(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    path = tmp_path / "acuity.csv"
    count = write_acuity(practice, path, this_monday)
    text = path.read_bytes().decode("utf-8")
    rows = rows_of(path)

    assert text.startswith(HEADER + "\r\n")
    assert text.count("\r\n") == count + 1
    assert all(line.startswith('"') for line in text.split("\r\n")[:-1])
    assert len(rows) == count
    for row in rows:
        spelt = r"[A-Z][a-z]+ [1-9]\d?, \d{4} ([1-9]|1[0-2]):\d\d [ap]m"
        assert re.fullmatch(spelt, row["Start Time"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["Date Scheduled"])
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["Date Rescheduled"])
        assert row["Timezone"] == "Europe/Zurich"
        assert row["Phone"].startswith("'+")
        assert row["Label"] in ("", "Completed")
        assert re.fullmatch(r"\d{10}", row["Appointment ID"])
    assert len({row["Appointment ID"] for row in rows}) == count
    assert {"a client "} < {row["Scheduled By"] for row in rows}


def test_acuity_shows_only_the_appointments_that_stand(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path
) -> None:
    count = write_acuity(practice, tmp_path / "acuity.csv", this_monday)
    sessions = practice.sessions[practice.sessions["tool"] == "Acuity"]
    is_marked = (sessions["outcome"] == "no_show") & sessions["recorded_at"].notna()

    assert is_marked.any()
    assert count == (sessions["cancelled_at"].isna() & ~is_marked).sum()


def test_acuity_keeps_one_row_for_a_moved_appointment(
    practice: Practice, this_monday: dt.datetime, tmp_path: Path, rows_of: RowsOf
) -> None:
    sessions = practice.sessions.set_index("session_id")
    moved = sessions[
        (sessions["tool"] == "Acuity")
        & sessions["replaces_session_id"].notna()
        & (sessions["outcome"] == "attended")
    ].iloc[0]
    first = sessions.loc[moved["moved_from_first"]]
    before_move = moved["booked_at"].to_pydatetime() - dt.timedelta(minutes=1)
    write_acuity(practice, tmp_path / "before.csv", before_move)
    write_acuity(practice, tmp_path / "after.csv", this_monday)
    before = {row["Appointment ID"]: row for row in rows_of(tmp_path / "before.csv")}
    after = {row["Appointment ID"]: row for row in rows_of(tmp_path / "after.csv")}
    [same] = [
        one
        for one in before.keys() & after.keys()
        if after[one]["Email"] == moved.client_id
        and after[one]["Start Time"] != before[one]["Start Time"]
        and before[one]["Date Scheduled"] == f"{first['booked_at']:%Y-%m-%d}"
        and after[one]["Date Rescheduled"] == f"{moved['booked_at']:%Y-%m-%d}"
    ]

    assert before[same]["Date Rescheduled"] == ""
    assert after[same]["Date Scheduled"] == before[same]["Date Scheduled"]


def test_acuity_a_week_later_loses_only_what_was_cancelled_or_marked(
    practice: Practice,
    last_monday: dt.datetime,
    this_monday: dt.datetime,
    tmp_path: Path,
    rows_of: RowsOf,
) -> None:
    write_acuity(practice, tmp_path / "last.csv", last_monday)
    write_acuity(practice, tmp_path / "this.csv", this_monday)
    last = {row["Appointment ID"] for row in rows_of(tmp_path / "last.csv")}
    this = {row["Appointment ID"] for row in rows_of(tmp_path / "this.csv")}
    sessions = practice.sessions[practice.sessions["tool"] == "Acuity"]
    since = pd.Timestamp(last_monday)
    gone = (sessions["cancelled_at"] > since) & (sessions["outcome"] != "rescheduled")
    gone |= (sessions["outcome"] == "no_show") & (sessions["recorded_at"] > since)
    gone &= sessions["booked_at"] <= since

    assert this - last
    assert len(last - this) == gone.sum()
