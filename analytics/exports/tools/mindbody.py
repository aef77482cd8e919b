"""Mindbody: the attendance reports, in English and Spanish, and the cancellations.

One row a visit, with totals and headings between. What happened stands in three columns
of yes and no: a no-show counts before a late cancellation, before "staff paid" (signed
in); three times no is a reservation nobody signed in. Early cancellations are in the
cancellations report alone, which knows people by name only. Dates are an Excel day
count, a date, or text in the order of the site, each column by itself.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.exports.columns import date_orders
from analytics.exports.export import Confidence, Export

if TYPE_CHECKING:
    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Match, Settle, Settled
    from analytics.exports.header import Table

_HERE = Path(__file__).parent

_ENGLISH = (
    "Date",
    "Day",
    "Time",
    "Client ID",
    "Client",
    "Visit Service Category",
    "Visit Type",
    "Type",
    "Pricing Option",
    "Exp. Date",
    "Visits Rem.",
    "Staff",
    "Visit Location",
    "Sale Location",
    "Staff Paid",
    "Late Cancel",
    "No-show",
    "Booking Method",
    "Payment Method",
    "Rev. per Visit",
    "Payment Service Category",
)

_SPANISH = (
    "Fecha",
    "Día de la semana",
    "Tiempo",
    "ID del cliente",
    "Cliente",
    "Visita por categoría de servicio",
    "Tipo de Visita",
    "Tipo",
    "Opción de precio",
    "Fecha de Exp.",
    "Visitas Rest.",
    "Personal",
    "Ubicación de visita",
    "Ubicación de venta",
    "Personal pagado",
    "Cancelación tardía",
    "No presentado",
    "Método de programación",
    "Método de pago",
    "Ingresos por visita",
    "Pago de categoría de servicio",
)

_CANCELLATIONS = (
    "Cancel Date/Time",
    "Cancelled By",
    "Date",
    "Time",
    "Type",
    "Location",
    "Teacher",
    "Client",
    "Method",
    "Add-On",
)


def _dates(*fields: str) -> Settle:
    """Return what settles the order of day and month, one parameter a field."""

    def settle(
        file: TextFile, table: Table, match: Match, order: DateOrder | None
    ) -> Settled:
        orders = date_orders(file, table, match, fields, order=order)
        return {
            f"{name}_form": "%d/%m/%Y" if is_day_first else "%m/%d/%Y"
            for name, is_day_first in orders.items()
        }, ()

    return settle


def _english(fields: frozenset[str]) -> tuple[str, Confidence]:
    if "revenue" in fields:
        return "attendance with revenue", "likely"
    if len(fields) == len(EXPORT.fields) - 1:
        return "attendance without revenue", "verified"
    return "attendance, fewer columns", "likely"


def _spanish(fields: frozenset[str]) -> tuple[str, Confidence]:
    if len(fields) == len(SPANISH.fields):
        return "attendance with revenue, in Spanish", "verified"
    return "attendance in Spanish, fewer columns", "likely"


EXPORT = Export(
    tool="mindbody",
    name="Mindbody",
    fields={
        "on_date": "Date",
        "at_time": "Time",
        "client_id": "Client ID",
        "client_name": "Client",
        "visit_type": "Visit Type",
        "service": "Type",
        "visits_left": "Visits Rem.",
        "staff": "Staff",
        "staff_paid": "Staff Paid",
        "late_cancel": "Late Cancel",
        "no_show": "No-show",
        "revenue": "Rev. per Visit",
    },
    required=frozenset(
        {"on_date", "at_time", "client_id", "client_name", "late_cancel", "no_show"}
    ),
    known_columns=frozenset(name.casefold() for name in _ENGLISH),
    sql=_HERE / "mindbody.sql",
    date_form="9/17/2026, with the time in a column of its own",
    has_zone=False,
    is_ragged=True,
    variant_of=_english,
    clock="at_time",
    settle=_dates("on_date"),
    cannot_tell=(
        (
            "Mindbody leaves early cancellations out of this report: import its "
            "Cancellations report as well."
        ),
        (
            "Visits that nobody signed in stay unknown; a visit counts as attended "
            "where the report says that the staff was paid for it."
        ),
        (
            "The report does not say when a visit was booked, which costs much of the "
            "early warning."
        ),
        (
            "What a visit brought is known only for packages of a fixed size; for "
            "unlimited plans Mindbody's own figure changes at every export."
        ),
        "The file does not say which reminders were sent.",
    ),
    how_to_export=(
        "In Mindbody open Reports, Attendance without Revenue (or with it), choose the "
        "date range (a year or more) and export it to Excel. Do the same with the "
        "Cancellations report."
    ),
)

SPANISH = replace(
    EXPORT,
    tool="mindbody_es",
    name="Mindbody in Spanish",
    fields={
        "on_date": "Fecha",
        "at_time": "Tiempo",
        "client_id": "ID del cliente",
        "client_name": "Cliente",
        "visit_type": "Tipo de Visita",
        "service": "Tipo",
        "visits_left": "Visitas Rest.",
        "staff": "Personal",
        "staff_paid": "Personal pagado",
        "late_cancel": "Cancelación tardía",
        "no_show": "No presentado",
        "revenue": "Ingresos por visita",
    },
    known_columns=frozenset(name.casefold() for name in _SPANISH),
    # As Mindbody itself misspells them.
    aliases={
        "cancelación tardíá": "cancelación tardía",
        "metodo de programación": "método de programación",
    },
    variant_of=_spanish,
    source="mindbody",
)


CANCELLATIONS = Export(
    tool="mindbody_cancellations",
    name="Mindbody cancellations",
    fields={
        "cancelled": "Cancel Date/Time",
        "cancelled_by": "Cancelled By",
        "on_date": "Date",
        "at_time": "Time",
        "service": "Type",
        "staff": "Teacher",
        "client_name": "Client",
        "method": "Method",
    },
    required=frozenset(
        {"cancelled", "cancelled_by", "on_date", "at_time", "client_name", "method"}
    ),
    known_columns=frozenset(name.casefold() for name in _CANCELLATIONS),
    sql=_HERE / "mindbody_cancellations.sql",
    date_form="17/9/2026, with the time in a column of its own",
    has_zone=False,
    is_ragged=True,
    variant_of=lambda _: ("cancellations", "verified"),
    source="mindbody",
    clock="at_time",
    settle=_dates("on_date", "cancelled"),
    cannot_tell=(
        (
            "Mindbody's cancellations name the client without a number. Where the same "
            "person also stands in the attendance report, Driftline asks before it "
            "takes the two for one."
        ),
        (
            "Late cancellations stand in the attendance report as well; they are taken "
            "from there."
        ),
    ),
    how_to_export=(
        "In Mindbody open Reports, Cancellations, choose the same date range as for "
        "the attendance and export it to Excel."
    ),
)
