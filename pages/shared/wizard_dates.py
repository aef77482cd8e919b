"""What the columns with dates leave open, asked where no row settles it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.errors import BadMappingError
from analytics.exports.mapped.mapping import DateForm
from pages.shared import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.exports.dates import Found
    from analytics.exports.mapped.mapping import MappedExport
    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

DATE_FIELDS: Final = {
    "starts": "the start",
    "ends": "the end",
    "booked": "the booking",
    "cancelled": "the cancellation",
    "moved": "the move",
    "joined": "the time of joining",
    "departed": "the time of leaving",
    "sent": "the sending",
    "given": "the day it was agreed",
    "due": "the day it is due",
    "done": "the day it was done",
    "since": "the first day",
}


def known(
    looks: Inspection, positions: Mapping[str, int], guess: MappedExport | None
) -> dict[str, DateForm]:
    """Return what a tool's mapping says of the date columns that are still chosen."""
    if guess is None or guess.shared_source is None:
        return {}
    places = guess.positions(looks.header)
    return {
        field: date
        for field, date in guess.dates.items()
        if field in positions and places.get(field) == positions[field]
    }


def ask(
    file: Waiting,
    looks: Inspection,
    positions: Mapping[str, int],
    found: Mapping[str, Found],
    known: Mapping[str, DateForm],
) -> dict[str, DateForm] | None:
    """Return how each date is written; ``None`` while something is not said yet.

    What is known of a column is not asked.

    Raises
    ------
    BadMappingError
        A column chosen for a date holds none.
    """
    said: dict[str, DateForm | None] = {}
    for field, date in found.items():
        form = known.get(field, DateForm())
        if not form.forms:
            asked = _one(file, looks, field, positions[field], date)
            said[field] = replace(asked, zone=form.zone) if asked else None
        else:
            said[field] = form
    answered = {field: date for field, date in said.items() if date is not None}
    return answered if len(answered) == len(said) else None


def _one(
    file: Waiting, looks: Inspection, field: str, at: int, found: Found
) -> DateForm | None:
    sample = _sample(looks, at)
    if not found.forms and not sample:
        return DateForm()
    if not found.forms:
        # A tick says that something is done, without a day.
        if field == "done":
            return DateForm()
        reason = (
            f"{DATE_FIELDS[field]} in {looks.header[at]!r} (together with the time, if "
            "that has a column of its own) is in no form that Driftline knows. Choose "
            "other columns."
        )
        raise BadMappingError(reason)
    forms = _order(file, field, sample, found)
    is_afternoon = _half_day(file, field) if found.is_half_day_open else False
    if forms is None or is_afternoon is None:
        return None
    return DateForm(forms, is_afternoon=is_afternoon)


def _order(
    file: Waiting, field: str, sample: str, found: Found
) -> tuple[str, ...] | None:
    if not found.is_undecided:
        return found.forms
    is_day_first = st.radio(
        f"For {DATE_FIELDS[field]}, {safe.md(sample, 30)} begins with",
        [True, False],
        index=None,
        format_func={True: "the day", False: "the month"}.__getitem__,
        horizontal=True,
        key=f"day-first-{file.key}-{field}",
    )
    if is_day_first is None:
        return None
    return found.forms if is_day_first else found.month_first


def _half_day(file: Waiting, field: str) -> bool | None:
    said = st.radio(
        f"For {DATE_FIELDS[field]}, no time is later than 12:59 and none says am or "
        "pm. Are 1:00 to 6:59",
        [True, False],
        index=None,
        format_func={True: "in the afternoon", False: "in the morning"}.__getitem__,
        horizontal=True,
        key=f"half-day-{file.key}-{field}",
    )
    return None if said is None else bool(said)


def _sample(looks: Inspection, at: int) -> str:
    filled = (row[at] for row in looks.sample if at < len(row) and row[at].strip())
    return next(filled, "")
