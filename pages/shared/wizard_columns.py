"""Which column of an unknown file means what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.exports.mapping import Column, MappedExport
from pages.shared import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

FIRST: Final = (
    "starts",
    "start_time",
    "client_name",
    "client_email",
    "service",
    "coach",
    "status",
    "duration",
)
"""What is worth asking before everything else."""

WHO: Final = {
    "client_name",
    "first_name",
    "last_name",
    "client_email",
    "client_phone",
    "client_id",
}
"""Any one of these tells who the client is."""


def positions(file: Waiting, looks: Inspection) -> dict[str, int]:
    """Draw a picker a meaning; return where each chosen one stands in the header."""
    guessed = looks.guess.positions(looks.header) if looks.guess else {}
    chosen: dict[str, int | None] = {}
    with st.grid(2, min_column_width=260):
        for field in FIRST:
            chosen[field] = _column(file, looks, field, guessed.get(field))
    others = [field for field in MappedExport.FIELDS if field not in FIRST]
    more = st.expander("More columns: price, when it was booked, telephone …")
    with more, st.grid(2, min_column_width=260):
        for field in others:
            chosen[field] = _column(file, looks, field, guessed.get(field))
    return {field: at for field, at in chosen.items() if at is not None}


def _column(
    file: Waiting, looks: Inspection, field: str, guessed: int | None
) -> int | None:
    picked: int | None = st.selectbox(
        MappedExport.MEANINGS[field],
        [None, *range(len(looks.header))],
        index=0 if guessed is None else guessed + 1,
        format_func=lambda at: _example(looks, at),
        key=f"column-{file.key}-{field}",
    )
    return picked


def _example(looks: Inspection, at: int | None) -> str:
    if at is None:
        return "not in this file"
    filled = (row[at] for row in looks.sample if at < len(row) and row[at].strip())
    sample = next(filled, None)
    such_as = f" (such as {safe.plain(sample, 30)})" if sample else ""
    return f"{safe.plain(looks.header[at], 40)}{such_as}"


def named(header: Sequence[str], at: int) -> Column:
    """Return the column at a place: its name, and which of several of that name."""
    name = header[at].casefold()
    return Column(header[at], sum(n.casefold() == name for n in header[:at]))
