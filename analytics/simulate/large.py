"""A Calendly export of any size, for measuring the import.

Written by DuckDB in one statement, because Python takes minutes for a million
rows. Its bookings are plausible one by one, but nobody lives through them: for
behaviour use `simulate`.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from analytics.errors import BadEntryError
from analytics.simulate import calendly, names

QUESTION_PAIRS = 3

_QUERY = Path(__file__).with_name("large_calendly.sql")


def write_large_calendly(path: Path, rows: int, seed: int = 1) -> None:
    """Write a Calendly export with three question pairs, 41 columns.

    12 coaches; 20,000 clients for a million rows (50 bookings a client beyond
    that, about 25 below). One booking in seven is cancelled; some locations
    and reasons hold line breaks and quotes. The same arguments give the same
    bytes with the same DuckDB.

    Parameters
    ----------
    path
        The file to write; one that exists is replaced.
    rows
        How many bookings, at least 1.
    seed
        Decides everything that chance decides.

    Raises
    ------
    BadEntryError
        If there are no rows to write.
    """
    if rows < 1:
        reason = f"A large export cannot have {rows} rows: choose 1 or more."
        raise BadEntryError(reason)
    given = list(names.GIVEN)
    values = {
        "rows": rows,
        "seed": seed,
        "given": given,
        "plain_given": [names.in_ascii(one) for one in given],
        "family": list(names.FAMILY),
    }
    with duckdb.connect() as connection:
        bookings = connection.sql(_QUERY.read_text(encoding="utf-8"), params=values)
        columns = [
            _column(name, bookings.columns) for name in calendly.header(QUESTION_PAIRS)
        ]
        bookings.select(*columns).write_csv(str(path), header=True)


def _column(name: str, filled: list[str]) -> duckdb.Expression:
    """Return a column under Calendly's name, empty where the query has none."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower())
    plain = {"location": "place"}.get(plain, plain)
    if plain in filled:
        return duckdb.ColumnExpression(plain).alias(name)
    return duckdb.ConstantExpression(None).alias(name)
