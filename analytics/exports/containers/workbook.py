"""Workbooks: each sheet as delimited text, typed cells as everybody would write them.

Dates become ISO 8601, numbers what the sheet shows of them (15 digits, as a spreadsheet
keeps them), booleans TRUE and FALSE. A merged cell has its value in its first cell. A
formula is the value that was kept with it; nothing is computed.
"""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from python_calamine import (
    CalamineError,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from analytics.exports.containers import rows
from analytics.exports.containers.limits import MOST_SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

    Value = (
        int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta | None
    )

_EXACT = 2**53
"""Whole numbers below it are kept exactly; Excel itself keeps 15 digits."""


def read(path: Path, folder: Path, form: str) -> dict[str, object]:
    """Write each sheet as text into the folder, and return what was written.

    Returns
    -------
    dict
        ``tables``: name, file and filled rows of each sheet; or ``error``: why not.
    """
    # The reader tells locked and damaged files apart only by the right ending.
    named = folder / f"workbook.{form}"
    shutil.copyfile(path, named)
    try:
        with load_workbook(named) as book:
            return _tables(book, folder)
    except PasswordError:
        return {"error": "locked"}
    except CalamineError as error:
        limit = "limit" in str(error).lower()
        return {
            "error": "too many cells for one sheet"
            if limit
            else "its sheets cannot be read"
        }
    except MemoryError:
        return {"error": "too more in it than its size explains"}
    finally:
        named.unlink()


def _tables(book: CalamineWorkbook, folder: Path) -> dict[str, object]:
    sheets = book.sheets_metadata
    if len(sheets) > MOST_SHEETS:
        return {"error": f"too {len(sheets):,} sheets"}
    tables = []
    for number, sheet in enumerate(sheets):
        table: dict[str, object] = {
            "name": rows.flat(sheet.name)[:60] or f"Sheet {number + 1}",
            "file": f"sheet-{number}.csv",
            "rows": 0,
        }
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            table["left_out"] = "it holds no cells"
        elif sheet.visible is not SheetVisibleEnum.Visible:
            table["left_out"] = "it is hidden in the workbook"
        else:
            cells = _rows(book.get_sheet_by_index(number))
            table["rows"] = rows.write(folder / f"sheet-{number}.csv", cells)
        tables.append(table)
    return {"tables": tables}


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    # The reader gives the rows above the first filled one, which keeps row numbers, and
    # leaves out columns left of the first filled one, which say nothing.
    for cells in sheet.iter_rows():
        yield [text_of(cell) for cell in cells]


def text_of(cell: Value) -> str:
    """Return a cell as everybody would write it."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(cell)
    return _moment(cell)


def _moment(cell: dt.time | dt.date | dt.timedelta) -> str:
    if isinstance(cell, dt.timedelta):
        return _duration(cell)
    if isinstance(cell, dt.datetime):
        return _to_the_second(cell).replace(tzinfo=None).isoformat(" ")
    if isinstance(cell, dt.time):
        return cell.replace(microsecond=0).isoformat()
    return cell.isoformat()


def _number(cell: float) -> str:
    """Return a number without the noise of its binary form.

    A whole number beyond what is kept exactly is written as ``1.01E+18``: its last
    digits are lost, and who uses it as an id has to know (`analytics.importing.ids`).
    """
    if abs(cell) < _EXACT and cell == int(cell):
        return str(int(cell))
    return f"{cell:.15g}".upper()


def _to_the_second(at: dt.datetime) -> dt.datetime:
    # A day is a fraction of a number, and 10:00 may come as 09:59:59.999.
    with suppress(OverflowError):
        at += dt.timedelta(milliseconds=500)
    return at.replace(microsecond=0)


def _duration(span: dt.timedelta) -> str:
    seconds = round(span.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}"
