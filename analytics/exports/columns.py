"""What whole columns of a file settle, such as the order of day and month.

Only the tools whose files leave such things open look at a whole file in Python, and
then only at the columns in question.
"""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from analytics.errors import DayFirstUnknownError, HalfDayUnknownError
from analytics.exports.dates import is_day_first, lacks_half_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analytics.exports.containers import TextFile
    from analytics.exports.export import DateOrder, Match
    from analytics.exports.header import Table

_TO_THE_SECOND = re.compile(r"\d:\d{2}:\d{2}")
_HALF_DAY = re.compile(r"[ap]\.?\s?m\b", re.IGNORECASE)
_SLASHED = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}(?!\d)")


def cells(
    file: TextFile,
    table: Table,
    positions: Iterable[int],
    *,
    is_quoted: bool = True,
) -> Iterator[str]:
    """Give the filled cells of some columns, row by row, as far as rows go."""
    wanted = tuple(positions)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if is_quoted else csv.QUOTE_NONE
    with (
        file.path.open(encoding="utf-8-sig", newline="", errors="replace") as text,
        suppress(csv.Error),
    ):
        for _ in range(table.skipped_lines + 1):
            text.readline()
        for row in csv.reader(text, delimiter=table.delimiter, quoting=quoting):
            for position in wanted:
                if position < len(row) and (cell := row[position].strip()):
                    yield cell


def refuse_open_half_day(
    file: TextFile, table: Table, position: int, *, is_quoted: bool = True
) -> None:
    """Stop a file whose 12-hour clock has lost its am and pm.

    The first records tell as a rule; only where they do not, the column is read.

    Raises
    ------
    HalfDayUnknownError
        Nothing tells its mornings from its afternoons.
    """
    if not _lacks_half_day(table.cells(position)):
        return
    if _lacks_half_day(cells(file, table, [position], is_quoted=is_quoted)):
        raise HalfDayUnknownError(file.name, table.header[position])


def _lacks_half_day(times: Iterable[str]) -> bool:
    """Return whether no half of the day is said, in any of the times."""
    # With seconds it is a spreadsheet's own time, which knows it.
    written = [time for time in times if not _TO_THE_SECOND.search(time)]
    is_said = any(_HALF_DAY.search(time) for time in written)
    return not is_said and lacks_half_day(written)


def date_orders(
    file: TextFile,
    table: Table,
    match: Match,
    fields: Sequence[str],
    *,
    order: DateOrder | None,
    is_quoted: bool = True,
) -> dict[str, bool]:
    """Return for each date column of the file whether its dates start with the day.

    Each column is settled by itself, since one file may write both orders. A column
    that settles nothing goes by what the owner said.

    Raises
    ------
    DayFirstUnknownError
        A column could be either and the owner has said nothing.
    """
    orders = {}
    for raw in fields:
        position = match.columns.get(raw)
        dates = set()
        if position is not None:
            found = cells(file, table, [position], is_quoted=is_quoted)
            dates = {slashed[0] for c in found if (slashed := _SLASHED.match(c))}
        orders[raw] = _order(file.name, table, position, dates, order)
    return orders


def _order(
    name: str,
    table: Table,
    position: int | None,
    dates: set[str],
    order: DateOrder | None,
) -> bool:
    settled = is_day_first(dates)
    if settled is not None:
        return settled
    if order is not None:
        return order == "day_first"
    either = sorted(date for date in dates if not _is_same_either_way(date))
    if either and position is not None:
        raise DayFirstUnknownError(name, table.header[position], either[0])
    return True


def _is_same_either_way(date: str) -> bool:
    found = _SLASHED.match(date)
    return found is not None and int(found[1]) == int(found[2])
