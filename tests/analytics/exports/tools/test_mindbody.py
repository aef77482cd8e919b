"""Mindbody: three columns of yes and no, two languages, dates of every kind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics.errors import DayFirstUnknownError, HalfDayUnknownError
from tests.analytics.exports.staging_steps import see, text
from tests.support import workbooks

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = (
    "Date,Day,Time,Client ID,Client,Visit Service Category,Visit Type,Type,"
    "Pricing Option,Exp. Date,Visits Rem.,Staff,Visit Location,Sale Location,"
    "Staff Paid,Late Cancel,No-show,Booking Method,Payment Service Category"
)
WITH_REVENUE = PLAIN.replace(
    "Payment Service", "Payment Method,Rev. per Visit,Payment Service"
)
SPANISH = (
    "Fecha,Día de la semana,Tiempo,ID del cliente,Cliente,"
    "Visita por categoría de servicio,Tipo de Visita,Tipo,Opción de precio,"
    "Fecha de Exp.,Visitas Rest.,Personal,Ubicación de visita,Ubicación de venta,"
    "Personal pagado,Cancelación tardíá,No presentado,Metodo de programación,"
    "Método de pago,Ingresos por visita,Pago de categoría de servicio"
)
CANCELLATIONS = (
    "Cancel Date/Time,Cancelled By,Date,Time,Type,Location,Teacher,Client,Method,"
    "Add-On,"
)


def visit(**cells: object) -> dict[str, object]:
    return {
        "Date": "46282",
        "Time": "8:45 am",
        "Client ID": "100000001",
        "Client": "Doe, Jane",
        "Visit Type": "Stretch",
        "Type": "Hatha ",
        "Visits Rem.": "5",
        "Staff": "Instructor, Ivy",
        "Staff Paid": "No",
        "Late Cancel": "No",
        "No-show": "No",
    } | {name.replace("_", " "): value for name, value in cells.items()}


def test_times_without_am_and_pm_are_asked_about(tmp_path: Path) -> None:
    rows = [visit(Time="9:00"), visit(Time="1:15"), visit(Time="TBD")]

    with pytest.raises(HalfDayUnknownError, match="'Time'"):
        see(tmp_path / "visits.csv", text(PLAIN, rows))


def test_a_spreadsheets_own_times_are_taken_at_their_word(tmp_path: Path) -> None:
    seen = see(tmp_path / "visits.csv", text(PLAIN, [visit(Time="05:30:00")]))

    assert seen.starts == ["2026-09-17 05:30:00"]


def test_yes_and_no_say_what_happened(tmp_path: Path) -> None:
    rows = [
        visit(Staff_Paid="Yes"),
        visit(Staff_Paid="Yes", Late_Cancel="Yes"),
        visit(Staff_Paid="Yes", Late_Cancel="Yes", **{"No-show": "Yes"}),
        visit(),
    ]

    seen = see(tmp_path / "a.csv", text(PLAIN, rows))

    assert seen.column("status") == [
        *("attended", "late_cancelled", "no_show", "booked")
    ]
    assert seen.column("display_name") == ["Jane Doe"] * 4
    assert (seen.rows[0]["coach"], seen.rows[0]["service"]) == (
        "Ivy Instructor",
        "Hatha",
    )


def test_people_of_one_name_are_told_apart_by_their_number(tmp_path: Path) -> None:
    rows = [visit(), visit(Client_ID="S-77"), visit()]

    ids = see(tmp_path / "a.csv", text(PLAIN, rows)).column("session_id")

    assert ids[0] == ids[2] != ids[1]


def test_totals_and_headings_are_left_out(tmp_path: Path) -> None:
    content = text(PLAIN, [{"Date": "Main Hall"}, visit()])
    content += "Grand Total,,,,,,,,,Paid:,2,Comps:,3\n9/18/2026,Friday,8:45 am\n"

    seen = see(tmp_path / "a.csv", content)

    assert [bool(reason) for reason in seen.column("ignored")] == [
        *(True, False, True, False)
    ]
    # A visit that was cut off is not passed over in silence.
    assert seen.refusals == [(5, "there is no name, e-mail or number")]


@pytest.mark.parametrize(
    ("day", "time", "said", "starts"),
    [
        ("46282", "8:45 am", None, "2026-09-17 08:45:00"),
        ("46282.0", "0.364583333", None, "2026-09-17 08:45:00"),
        ("9/17/2026", "8:45 am", None, "2026-09-17 08:45:00"),
        ("17/9/2026", "8:45pm", None, "2026-09-17 20:45:00"),
        ("2026-09-17", "08:45:00", None, "2026-09-17 08:45:00"),
        ("2026-09-17 00:00:00", "20:45", None, "2026-09-17 20:45:00"),
        ("3/9/2026", "8:45 am", True, "2026-09-03 08:45:00"),
        ("3/9/2026", "8:45 am", False, "2026-03-09 08:45:00"),
    ],
)
def test_every_way_to_write_a_start(
    tmp_path: Path,
    day: str,
    time: str,
    said: bool | None,
    starts: str,
) -> None:
    content = text(PLAIN, [visit(Date=day, Time=time)])

    seen = see(tmp_path / "a.csv", content, day_first=said)

    assert seen.starts == [starts]


def test_day_and_month_are_asked_where_nothing_settles_them(tmp_path: Path) -> None:
    content = text(PLAIN, [visit(Date="3/9/2026")])

    with pytest.raises(DayFirstUnknownError, match="'Date'"):
        see(tmp_path / "a.csv", content)


def test_a_time_to_be_determined_is_refused(tmp_path: Path) -> None:
    rows = [visit(), visit(Time="TBD"), visit(Client_ID="2")]

    seen = see(tmp_path / "a.csv", text(PLAIN, rows))

    assert seen.refusals == [(3, "the start time cannot be read")]


def test_a_workbook_with_real_dates(tmp_path: Path) -> None:
    names = PLAIN.split(",")
    row: dict[str, workbooks.Cell] = {
        name: str(cell) for name, cell in visit(Staff_Paid="Yes").items()
    }
    row |= {"Date": dt.date(2026, 9, 17), "Time": dt.time(8, 45)}
    rows: list[list[workbooks.Cell]] = [[*names], [row.get(name) for name in names]]

    seen = see(tmp_path / "a.xlsx", workbooks.xlsx({"Report": rows}))

    assert seen.starts == ["2026-09-17 08:45:00"]
    assert seen.column("status") == ["attended"]


@pytest.mark.parametrize(
    ("left", "revenue", "cents"),
    [
        ("5", "$12.50", 1_250),
        ("120.0", "12.50", 1_250),
        ("9,997", "3.10", None),
        ("99990", "3.10", None),
        ("", "3.10", None),
        ("5", "N/A", None),
    ],
)
def test_a_price_is_one_only_of_a_package_of_fixed_size(
    tmp_path: Path, left: str, revenue: str, cents: int | None
) -> None:
    row = visit(**{"Visits Rem.": left, "Rev. per Visit": revenue})

    seen = see(tmp_path / "a.csv", text(WITH_REVENUE, [row]))

    assert seen.column("price_cents") == [cents]
    assert (seen.reading.variant, seen.reading.confidence) == (
        "attendance with revenue",
        "likely",
    )


def test_the_spanish_report_is_the_same_tool(tmp_path: Path) -> None:
    english = see(tmp_path / "e.csv", text(PLAIN, [visit(Staff_Paid="Yes")]))
    row = {
        "Fecha": "46282",
        "Tiempo": "8:45 am",
        "ID del cliente": "100000001",
        "Cliente": "Doe, Jane",
        "Tipo": "Hatha",
        "Visitas Rest.": "4",
        "Personal pagado": "Sí",
        "Cancelación tardíá": "No",
        "No presentado": "No",
        "Ingresos por visita": "1.012,50",
    }
    late = row | {"Cancelación tardíá": "Sí", "ID del cliente": "2"}
    total = {"Fecha": "Totales", "Ingresos por visita": "1.025,00"}

    seen = see(tmp_path / "s.csv", text(SPANISH, [row, late, total]))

    assert seen.rows[0]["session_id"] == english.rows[0]["session_id"]
    assert seen.rows[0]["client_id"] == english.rows[0]["client_id"]
    assert seen.column("status")[:2] == ["attended", "late_cancelled"]
    assert seen.rows[0]["price_cents"] == 101_250
    assert seen.column("ignored")[2] == "it is a total or a heading, not a visit"
    assert seen.reading.source == english.reading.source == "mindbody"
    assert seen.reading.confidence == "verified"


def cancellation(**cells: str) -> dict[str, str]:
    return {
        "Cancel Date/Time": "16/9/2026 9:12:05 pm",
        "Cancelled By": "Jane Doe",
        "Date": "17/9/2026",
        "Time": "8:45 am",
        "Type": "Hatha",
        "Teacher": "Ivy Instructor",
        "Client": "Jane Doe",
        "Method": "early",
    } | {name.replace("_", " "): value for name, value in cells.items()}


def test_who_cancelled_and_when(tmp_path: Path) -> None:
    rows = [
        cancellation(),
        cancellation(Cancelled_By="Doe, Jane"),
        cancellation(Cancelled_By="Ivy Instructor"),
        cancellation(Cancelled_By="_ClassPass API"),
        cancellation(Cancelled_By=""),
        cancellation(Method="late"),
    ]

    seen = see(tmp_path / "c.csv", text(CANCELLATIONS, rows))

    assert seen.column("cancelled_by")[:5] == [
        *("client", "client", "coach", "system", None)
    ]
    assert str(seen.rows[0]["cancelled_at"]) == "2026-09-16 21:12:05"
    assert seen.column("ignored")[4:] == [
        *(None, "late cancellations come with the attendance report")
    ]


def test_each_column_has_its_own_order(tmp_path: Path) -> None:
    row = cancellation(**{"Cancel Date/Time": "9/16/2026 9:12:05 pm"})

    seen = see(tmp_path / "c.csv", text(CANCELLATIONS, [row]))

    assert str(seen.rows[0]["cancelled_at"]) == "2026-09-16 21:12:05"
    assert seen.starts == ["2026-09-17 08:45:00"]


def test_the_report_as_mindbody_writes_it_is_a_page(tmp_path: Path) -> None:
    names = CANCELLATIONS.split(",")
    row = cancellation()
    heads = "".join(f"<th>{name}</th>" for name in names)
    cells = "".join(f"<td>{row.get(name, '')}</td>" for name in names)
    page = f"<html><body><table><tr>{heads}</tr>{cells}</tr>{cells}</tr></table></body>"

    seen = see(tmp_path / "Cancellations.xls", page)

    assert seen.starts == ["2026-09-17 08:45:00"] * 2
    assert seen.column("cancelled_by") == ["client"] * 2
