"""How to read a file with a mapping: its columns, and what its dates settle.

Where a mapping leaves the form of a date open, the whole column of the file settles
it; what that cannot settle is asked, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.errors import (
    DayFirstUnknownError,
    HalfDayUnknownError,
    NoRowsError,
    UnreadableDatesError,
)
from analytics.exports.dates import Found, find, has_zone_inside, tidy
from analytics.exports.header import (
    as_wide_as_its_rows,
    key_of,
    likeliest,
    tables,
    with_whole_columns,
)
from analytics.exports.mapped import sql as mapping_sql
from analytics.exports.mapped.mapping import DATES_OF, DateForm, fold, further_key
from analytics.exports.mapped.slots import first_time
from analytics.exports.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.exports.containers import TextFile
    from analytics.exports.header import Table
    from analytics.exports.mapped.mapping import MappedExport

_SAME_FILE = 0.8
"""Share of the columns a mapping was made for, beyond which a file with all that it
names is of the same form: tools add a column now and then."""


def mapped_reading(
    file: TextFile,
    mapping: MappedExport,
    *,
    table: Table | None = None,
    day_first: bool | None = None,
) -> Reading:
    """Return how to read a file with a mapping.

    Parameters
    ----------
    file
        The text.
    mapping
        Of the owner's, or shipped.
    table
        Where its header stands, if that is known already.
    day_first
        What the owner said of dates such as 03/04/2026.

    Raises
    ------
    BadMappingError
        The mapping names columns the file does not have.
    DayFirstUnknownError, HalfDayUnknownError
        The column with the dates leaves open what only the owner can say.
    UnreadableDatesError, NoRowsError
        There is nothing to read.
    """
    table = table or table_of(file, mapping)
    if not table.sample:
        raise NoRowsError(file.name)
    columns = mapping.positions(table.header)
    settled = settle(file, table, mapping, columns, day_first=day_first)
    mapping = settled.mapping
    starts = columns.get(DATES_OF[mapping.kind][0])
    return Reading(
        tool=mapping.tool or "mapping",
        tool_name=mapping.name,
        variant=mapping.variant,
        confidence=mapping.confidence,
        why=why(mapping, table.header),
        source=mapping.source,
        session_prefix=f"{mapping.source}:",
        table=as_wide_as_its_rows(table),
        fields=mapping_sql.raw_fields(mapping),
        columns={mapping_sql.sql_name(mapping, k): at for k, at in columns.items()},
        sql=mapping_sql.SQL_OF[mapping.kind],
        parameters={},
        starts_column=table.header[starts] if starts is not None else "",
        date_form="any that Driftline knows",
        has_zone="zone" in columns or settled.has_zone,
        cannot_tell=mapping.cannot_tell(frozenset(columns)),
        views=mapping_sql.views(mapping, columns),
        zones=_zones(mapping),
        is_numbered=mapping_sql.is_numbered(mapping),
        warnings=(*_hearsay(mapping), *settled.warnings),
        kind=mapping.kind,
        is_quoted=mapping.is_quoted,
    )


def why(mapping: MappedExport, header: Sequence[str]) -> str:
    """Return in words why a file is taken for this mapping's."""
    if not mapping.tool:
        return f"the columns that your mapping {mapping.name!r} describes"
    count = mapping.count_columns()
    present = {fold(name) for name in header if name} & mapping.names()
    others = sum(bool(name) and fold(name) not in mapping.names() for name in header)
    said = (
        f"{min(len(present), count)} of the {count} columns that {mapping.name} writes"
    )
    return f"{said}, and {others} more (your own columns)" if others else said


def _hearsay(mapping: MappedExport) -> tuple[str, ...]:
    if not mapping.tool:
        return ()
    said = (
        f"How {mapping.name} writes this file is known from one source only, never "
        "from a file of its own: look at the first sessions before you rely on them."
    )
    return (said,)


def _zones(mapping: MappedExport) -> tuple[str, ...]:
    said = {date.zone for date in mapping.dates.values() if date.zone}
    return tuple(sorted({*said, *mapping.zone_words.values()} - {"UTC"}))


@dataclass(frozen=True)
class Settled:
    """A mapping with the form of every date, and what was found on the way."""

    mapping: MappedExport
    has_zone: bool
    """Every start names its own offset or zone."""
    warnings: tuple[str, ...] = ()


def settle(
    file: TextFile,
    table: Table,
    mapping: MappedExport,
    columns: Mapping[str, int],
    *,
    day_first: bool | None = None,
) -> Settled:
    """Let the file's columns say how their dates are written, where that is open.

    Raises
    ------
    DayFirstUnknownError, HalfDayUnknownError, UnreadableDatesError
        They do not say it.
    """
    open_ = open_dates(mapping, columns)
    whole = with_whole_columns(file, table) if open_ else table
    warnings: list[str] = []
    for field in open_:
        in_slot = field == "starts" and is_time_in_slot(whole, columns)
        found = found_in(whole, columns, field, in_slot=in_slot)
        name, example = _example(whole, columns[field])
        if not found.forms and example:
            if field == DATES_OF[mapping.kind][0] and mapping.kind == "sessions":
                raise UnreadableDatesError(file.name, name, "any that Driftline knows")
            warnings.append(
                f"The column {name!r} holds no dates that Driftline can read, so it "
                "was left out."
            )
        if found.is_undecided and day_first is None:
            raise DayFirstUnknownError(file.name, name, example)
        kept = mapping.dates.get(field, DateForm())
        if field == "starts" and found.is_half_day_open and not kept.is_afternoon:
            raise HalfDayUnknownError(file.name, name)
        forms = found.month_first if day_first is False else found.forms
        mapping = replace(
            mapping,
            dates={**mapping.dates, field: replace(kept, forms=forms or found.forms)},
            is_start_in_slot=mapping.is_start_in_slot or in_slot,
        )
    starts = columns.get("starts")
    has_zone = bool(mapping.dates.get("starts", DateForm()).zone) or (
        starts is not None and all(map(has_zone_inside, table.cells(starts) or [""]))
    )
    return Settled(mapping, has_zone, tuple(warnings))


def open_dates(mapping: MappedExport, columns: Mapping[str, int]) -> list[str]:
    """Return the date fields whose form the mapping leaves to the file."""
    return [
        field
        for field in DATES_OF[mapping.kind]
        if field in columns and not mapping.dates.get(field, DateForm()).forms
    ]


def found_in(
    table: Table, columns: Mapping[str, int], field: str, *, in_slot: bool
) -> Found:
    """Return how a date column is written, with its time if that stands apart."""
    cells = _cells_of(table, columns, field)
    if field == "starts" and "start_time" in columns:
        return find(cells, _cells_of(table, columns, "start_time"))
    if in_slot:
        slots = table.cells(columns.get("slot"))
        return find(cells, [t for slot in slots if (t := first_time(slot))])
    if field == "ends" and (clocks := find(["2000-01-01"], cells).forms):
        # An end may be a time alone.
        return Found(tuple(form.removeprefix("%Y-%m-%d ") for form in clocks))
    return find(cells)


def _cells_of(table: Table, columns: Mapping[str, int], field: str) -> list[str]:
    """Return the cells of a field, of every column that may hold it."""
    keys = (further_key(field, number) for number in range(1, len(columns)))
    further = (columns[key] for key in keys if key in columns)
    places = (columns.get(field), *further)
    return [cell for at in places for cell in table.cells(at)]


def is_time_in_slot(table: Table, columns: Mapping[str, int]) -> bool:
    """Return whether the start is a date alone, so that its slot says the time."""
    if "slot" not in columns or "start_time" in columns:
        return False
    forms = find(table.cells(columns["starts"])).forms
    return not any("%H" in f or "%I" in f for f in forms) and forms != ("iso",)


def _example(table: Table, position: int) -> tuple[str, str]:
    filled = (tidy(cell) for cell in table.cells(position))
    return table.header[position], next((cell for cell in filled if cell), "")


def table_of(file: TextFile, mapping: MappedExport) -> Table:
    """Return the table in the file that the mapping describes, else the likeliest."""
    found = fitting_table(tables(file), mapping)
    return found or likeliest(file)


def fitting_table(found: Sequence[Table], mapping: MappedExport) -> Table | None:
    """Return the table that a mapping was made for, a column more or less allowed."""
    wanted = key_of(mapping.header)
    for table in found:
        if mapping.header and key_of(table.header) == wanted:
            return table
    own = {fold(name) for name in mapping.header}
    for table in found:
        names = {fold(name) for name in table.header if name}
        is_same = not own or len(names & own) >= _SAME_FILE * max(len(own), len(names))
        if is_same and _has_all(table.header, mapping):
            return table
    return None


def _has_all(header: Sequence[str], mapping: MappedExport) -> bool:
    needed = mapping.needed or tuple(mapping.addressed())
    columns = mapping.addressed()
    return all(columns[key].position(header) is not None for key in needed)
