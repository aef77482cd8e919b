"""Which column of an unknown file means what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.exports.mapped.guess import column_at
from analytics.exports.mapped.mapping import FIELDS_OF, MappedExport
from pages.shared import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.exports.export import Kind
    from analytics.exports.mapped.mapping import Column
    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

FIRST: Final[Mapping[Kind, tuple[str, ...]]] = {
    "sessions": (
        *("starts", "start_time", "client_name", "client_email"),
        *("service", "coach", "status", "duration"),
    ),
    "prices": ("price", "starts", "client_name", "client_email"),
    "reminders": ("sent", "client_name", "client_email", "starts"),
    "actions": ("text", "client_name", "client_email", "due"),
    "clients": ("client_name", "client_email", "client_phone", "since"),
    "visits": ("joined", "departed", "client_name", "client_email"),
}
"""What is worth asking before everything else."""


def positions(
    file: Waiting, looks: Inspection, kind: Kind, guess: MappedExport | None
) -> dict[str, int]:
    """Draw a picker a meaning; return where each chosen one stands in the header."""
    guessed = guess.positions(looks.header) if guess else {}
    chosen: dict[str, int | None] = {}
    with st.grid(2, min_column_width=260):
        for field in FIRST[kind]:
            chosen[field] = _column(file, looks, kind, field, guessed.get(field))
    others = [field for field in FIELDS_OF[kind] if field not in FIRST[kind]]
    more = st.expander("More columns: price, when it was booked, telephone …")
    with more, st.grid(2, min_column_width=260):
        for field in others:
            chosen[field] = _column(file, looks, kind, field, guessed.get(field))
    return {field: at for field, at in chosen.items() if at is not None}


def _column(
    file: Waiting, looks: Inspection, kind: Kind, field: str, guessed: int | None
) -> int | None:
    picked: int | None = st.selectbox(
        MappedExport.MEANINGS[field],
        [None, *range(len(looks.header))],
        index=0 if guessed is None else guessed + 1,
        format_func=lambda at: example(looks, at),
        key=f"column-{file.key}-{field}"
        if kind == "sessions"
        else f"column-{file.key}-{kind}-{field}",
    )
    return picked


def example(looks: Inspection, at: int | None) -> str:
    """Return how a column is offered: its name, and what is in it."""
    if at is None:
        return "not in this file"
    filled = (row[at] for row in looks.sample if at < len(row) and row[at].strip())
    sample = next(filled, None)
    such_as = f" (such as {safe.plain(sample, 30)})" if sample else ""
    return f"{safe.plain(looks.header[at], 40)}{such_as}"


def named(header: Sequence[str], at: int) -> Column:
    """Return the column at a place: its name, and which of several of that name."""
    return column_at(header, at)
