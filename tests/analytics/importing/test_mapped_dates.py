"""Files with a mapping: how each column writes its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.errors import (
    DayFirstUnknownError,
    HalfDayUnknownError,
    UnreadableDatesError,
)
from analytics.exports.mapped import month_names
from analytics.exports.mapped.mapping import Column, DateForm, MappedExport
from analytics.store import queries
from tests.analytics.importing.mapping_steps import WHO, log
from tests.analytics.importing.steps import bring

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.store import Database
    from tests.analytics.importing.mapping_steps import Bring


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        ("2026-11-02T10:00:00.000Z", "2026-11-02 10:00:00"),
        ("2026-11-02 10:00:00 +0530", "2026-11-02 04:30:00"),
        ("Nov 2, 2026, 9:37 AM PST", "2026-11-02 17:37:00"),
        ("Mon Nov 02 2026 10:00:00 GMT+0100 (Central European)", "2026-11-02 09:00:00"),
        ("46328.75", "2026-11-02 18:00:00"),
        ("2. November 2026 um 18:00 Uhr", "2026-11-02 18:00:00"),
        ("2 de noviembre de 2026 18:00", "2026-11-02 18:00:00"),
        ("2 nov. 2026 à 18h00", "2026-11-02 18:00:00"),
        ("2 novembre 2026 ore 18:00", "2026-11-02 18:00:00"),
        ("November 2, 6:00 pm", "2026-11-02 18:00:00"),
        ("2026-11-02 6:00\u202fPM", "2026-11-02 18:00:00"),
    ],
)
def test_a_form_of_dates_is_found_and_read(
    brought: Bring,
    database: Database,
    cell: str,
    instant: str,
) -> None:
    brought(f'When,Who\n"{cell}",Ana\n', {})

    assert log(database, "starts_at::varchar") == [("Ana", instant)]


def test_the_same_export_in_two_languages_is_one_log(
    brought: Bring,
    database: Database,
) -> None:
    columns = {
        "starts": Column("Date", aliases=("Datum", "Fecha")),
        "client_name": Column("Client", aliases=("Kunde", "Cliente")),
        "session_key": Column("No.", aliases=("Nr.", "N.º")),
        "status": Column("Status", aliases=("Estado",)),
    }
    said = {"columns": columns, "statuses": {"came": "attended", "vino": "attended"}}
    brought('No.,Date,Client,Status\n7,"March 4, 2026 10:00",Ana,came\n', dict(said))
    again = brought(
        "N.º,Fecha,Cliente,Estado\n7,4 de marzo de 2026 10:00,Ana,vino\n", dict(said)
    )

    assert (again.new, again.duplicate) == (0, 1)
    assert log(database, "starts_at::varchar", "outcome") == [
        ("Ana", "2026-03-04 10:00:00", "attended")
    ]


def test_each_column_has_an_order_and_a_zone_of_its_own(
    brought: Bring,
    database: Database,
) -> None:
    brought(
        "When,Who,Made\n13/02/2026 10:00,Ana,02/12/2026 9:00\n"
        "01/02/2026 10:00,Ben,01/31/2026 9:00\n",
        {
            "columns": {"booked": Column("Made")},
            "dates": {"booked": DateForm((), zone="America/New_York")},
        },
    )

    assert log(database, "starts_at::varchar", "booked_at::varchar") == [
        ("Ben", "2026-02-01 10:00:00", "2026-01-31 14:00:00"),
        ("Ana", "2026-02-13 10:00:00", "2026-02-12 14:00:00"),
    ]


def test_what_the_columns_leave_open_is_refused_and_can_be_said(
    brought: Bring,
    database: Database,
    tmp_path: Path,
) -> None:
    with pytest.raises(DayFirstUnknownError, match="--dates day-first"):
        brought("When,Who\n03/04/2026 10:00,Ana\n", {})
    mapping = MappedExport("Tool", (), WHO)

    bring(database, tmp_path / "file.csv", mapping=mapping, day_first=False)

    assert log(database, "starts_at::date::varchar") == [("Ana", "2026-03-04")]


def test_a_clock_of_twelve_hours_is_refused_until_somebody_says_which_half(
    brought: Bring,
    database: Database,
) -> None:
    text = "When,Who\n2026-02-13 9:00,Ana\n2026-02-13 2:30,Ben\n"
    with pytest.raises(HalfDayUnknownError, match="never say am or pm"):
        brought(text, {})

    brought(text, {"dates": {"starts": DateForm((), is_afternoon=True)}})

    assert log(database, "starts_at::time::varchar") == [
        ("Ana", "09:00:00"),
        ("Ben", "14:30:00"),
    ]


def test_dates_that_are_none_stop_the_file(brought: Bring) -> None:
    with pytest.raises(UnreadableDatesError, match="'When'"):
        brought("When,Who\nsoon,Ana\nlater,Ben\n", {})


@pytest.mark.parametrize(
    ("header", "cells", "columns"),
    [
        ("When,Clock", "2026-02-13,13:30", {"start_time": Column("Clock")}),
        ("When,Slot", "2026-02-13,13:30:00-14:30:00", {"slot": Column("Slot")}),
        ("When,Slot", "13 févr. 2026,13:30 – 14:30", {"slot": Column("Slot")}),
        ("When,End", "2026-02-13 13:30,14:30", {"ends": Column("End")}),
        ("When,Mins", "2026-02-13 13:30,1 h", {"duration": Column("Mins")}),
        ("When,Mins", "2026-02-13 13:30,1:00", {"duration": Column("Mins")}),
    ],
)
def test_the_time_may_stand_apart(
    brought: Bring,
    database: Database,
    header: str,
    cells: str,
    columns: dict[str, Column],
) -> None:
    brought(f"{header},Who\n{cells},Ana\n", {"columns": columns})

    ((_, starts, minutes),) = log(database, "starts_at::varchar", "duration_minutes")
    assert starts == "2026-02-13 13:30:00"
    if "Clock" not in header:
        assert minutes == 60


def test_duckdb_reads_months_as_python_does(database: Database) -> None:
    cells = [
        *("2. März 2026 10:00 Uhr", "2 mars 2026 à 14h30", "3 de marzo de 2026"),
        *("March 2nd, 2026 3:05 pm", "lun. 2 mars 2026 14:30", "31 avr. 2026"),
        *("Montag, 2. März 2026, 9 Uhr", "1er août 2026 9h", "12 mei 2026 09:15"),
        *("Today, 9:00 am", "29 février", "3 out 2026 12:00 am", "13 pm march"),
        *("5 dez. 2026 18:45:10", "sábado, 7 de marzo de 2026, 10:00", "", "März 2026"),
        *("13 march 2026 25:00", "4 maj 2026 kl. 10.30", "0 may 2026", "may 5 26"),
    ]
    quoted = ", ".join(f"('{cell}')" for cell in cells)
    found = queries.rows(
        database,
        f"select said, {month_names.sql('said')} from (values {quoted}) as t(said)",  # noqa: S608 - cells of the test
    )

    assert found == [(cell, month_names.parse(cell)) for cell in cells]
