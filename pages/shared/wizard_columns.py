"""Which column of an unknown file means what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.exports.mapped.guess import column_at
from analytics.exports.mapped.mapping import FIELDS_OF, MappedExport, further_key
from analytics.exports.mapped.own import columns_at, places_of
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
    """Draw a picker a meaning; return where each chosen one stands in the header.

    Columns that are looked at in turn stand under the keys of `further_key`.
    """
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
    found = {field: at for field, at in chosen.items() if at is not None}
    with more:
        further = _further(file, looks, kind, guessed)
    for field in found.keys() & further.keys():
        for number, at in enumerate(further[field], start=1):
            found[further_key(field, number)] = at
    return found


def _further(
    file: Waiting, looks: Inspection, kind: Kind, guessed: Mapping[str, int]
) -> dict[str, list[int]]:
    """Return the columns to look at, in turn, where that of a field is empty."""
    st.markdown("**Where a cell is empty, look in another column**")
    given = [
        (field, at) for field in FIELDS_OF[kind] for at in places_of(guessed, field)[1:]
    ]
    added = f"furthers-{file.key}-{kind}"
    found: dict[str, list[int]] = {}
    for number in range(len(given) + st.session_state.get(added, 0)):
        field, at = given[number] if number < len(given) else (None, None)
        field, at = _further_one(looks, kind, f"{added}-{number}", field, at)
        if field is not None and at is not None:
            found.setdefault(field, []).append(at)
    st.button(
        "Look in another column",
        key=f"{added}-more",
        icon=":material/add:",
        on_click=_add_one,
        args=(added,),
    )
    return found


def _add_one(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 0) + 1


def _further_one(
    looks: Inspection, kind: Kind, key: str, field: str | None, at: int | None
) -> tuple[str | None, int | None]:
    fields = [None, *FIELDS_OF[kind]]
    with st.grid(2, min_column_width=260):
        of_field: str | None = st.selectbox(
            "Where this is empty",
            fields,
            index=fields.index(field),
            format_func=lambda one: MappedExport.MEANINGS[one] if one else "–",
            key=f"{key}-field",
        )
        there: int | None = st.selectbox(
            "look in",
            [None, *range(len(looks.header))],
            index=0 if at is None else at + 1,
            format_func=lambda one: "–" if one is None else example(looks, one),
            key=f"{key}-column",
        )
    return of_field, there


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


def chosen(header: Sequence[str], positions: Mapping[str, int]) -> dict[str, Column]:
    """Return the columns of the fields that were chosen, by field."""
    return {
        field: columns_at(header, places_of(positions, field))
        for field in MappedExport.MEANINGS
        if field in positions
    }
