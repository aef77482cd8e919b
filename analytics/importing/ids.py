"""Refuse ids that a spreadsheet has rounded: one number then stands for many people.

A spreadsheet keeps 15 digits of a number. A longer id comes back as ``1.01E+18``, or
with zeros for what was lost. One id may end in zeros by chance; all of a file's do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import DamagedIdsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from analytics.exports.containers import TextFile
    from analytics.exports.reading import Reading

_SHORTENED = r"\d([.,]\d+)?E\+\d+|\d[.,]\d+E\d+"

_LONG = r"\d{15}(\d+)"

# Three digits are zero by chance in one of a thousand files.
_FEWEST_ZEROS = 3

_SUSPECTS = f"""
    select min(id) filter (where is_shortened), min(id) filter (where not is_shortened),
        coalesce(bool_and(id ~ '\\d{{15}}0+') filter (where not is_shortened), false),
        coalesce(sum(length(id) - 15) filter (where not is_shortened), 0)
    from (select distinct upper(id) as id,
        regexp_full_match(upper(id), '{_SHORTENED}') as is_shortened
        from ({{ids}})
        -- What a spreadsheet may have rounded has digits and no hyphen: a case, unlike
        -- a condition, surely spares most tools' ids the patterns.
        where case when not contains(id, '-') and id[1] between '0' and '9'
        then regexp_full_match(upper(id), '{_SHORTENED}|{_LONG}') end)
"""  # noqa: S608 - our own text


def refuse_rounded_in_sessions(
    cursor: duckdb.DuckDBPyConnection, file: TextFile, reading: Reading
) -> None:
    """Look at the ids in ``staged``: of sessions, of clients, of what is replaced.

    Raises
    ------
    DamagedIdsError
        A spreadsheet has rounded them.
    """
    if reading.views:
        # A mapping's clients get ids of their own, made of those in the file.
        refuse_rounded_in_rows(cursor, file, reading)
        return
    start = len(reading.session_prefix) + 1
    _refuse(
        cursor,
        file,
        reading,
        [
            f"select session_id[{start}:] as id from staged",  # noqa: S608 - a number
            "select client_id as id from staged where key_kind = 'id'",
            f"select replaces[{start}:] as id from staged",  # noqa: S608 - a number
        ],
    )


def refuse_rounded_in_rows(
    cursor: duckdb.DuckDBPyConnection, file: TextFile, reading: Reading
) -> None:
    """Look at the columns of ids in ``raw``.

    Raises
    ------
    DamagedIdsError
        A spreadsheet has rounded them.
    """
    fields = _id_fields(reading)
    if fields:
        ids = [f"select {field} as id from raw" for field in fields]  # noqa: S608 - names of ours
        _refuse(cursor, file, reading, ids)


def _refuse(
    cursor: duckdb.DuckDBPyConnection,
    file: TextFile,
    reading: Reading,
    ids: Sequence[str],
) -> None:
    found = cursor.execute(
        _SUSPECTS.replace("{ids}", " union all ".join(ids))
    ).fetchone()
    shortened, longest, is_all_zeros, count_digits = found or (None, None, False, 0)
    example = shortened
    if is_all_zeros and count_digits >= _FEWEST_ZEROS:
        example = example or longest
    if example is not None:
        raise DamagedIdsError(file.name, _column_of(cursor, reading, example), example)


def _column_of(
    cursor: duckdb.DuckDBPyConnection, reading: Reading, example: str
) -> str:
    """Return the name of the column that holds the id."""
    for field in _id_fields(reading):
        found = cursor.execute(
            f"select 1 from raw where upper({field}) = $example limit 1",  # noqa: S608 - a name of ours
            {"example": example},
        ).fetchone()
        if found:
            return reading.table.header[reading.columns[field]]
    return "of ids"


def _id_fields(reading: Reading) -> list[str]:
    """Return the raw fields that hold ids, by the names that tools' modules give."""
    return [
        field
        for field in reading.fields
        if field in reading.columns and field.endswith(("_id", "_ids", "_key"))
    ]
