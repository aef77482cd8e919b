"""Say once what the columns of an unknown file mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import importing
from analytics.errors import BadMappingError, PracticeError
from analytics.exports import dates
from analytics.exports.mapping import STATUS_MEANINGS, MappedExport
from analytics.importing import inspection
from pages.shared import doors, notices, safe, state, view, wizard_columns, zones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

STATUS_WORDS: Final = {
    "booked": "Booked (says nothing of who came)",
    "attended": "They came",
    "no_show": "They did not come",
    "cancelled": "Cancelled by the client",
    "cancelled_by_coach": "Cancelled by the coach",
    "late_cancelled": "Cancelled late",
    "rescheduled": "Moved to another time",
    "unknown": "Not known",
}

DATE_FIELDS: Final = {
    "starts": "the start",
    "booked": "the booking",
    "cancelled": "the cancellation",
}


def show(file: Waiting, looks: Inspection) -> None:
    """Draw the wizard for one file."""
    with st.container(border=True, key=f"wizard-{file.key}"):
        st.header("Driftline does not know this file yet", anchor=False)
        st.markdown(
            f"Say once what the columns of {safe.md(file.name)} mean; Driftline "
            "remembers it for the next time. Columns that are not chosen are not "
            "stored."
        )
        positions = wizard_columns.positions(file, looks)
        try:
            _rest(file, looks, positions)
        except BadMappingError as error:
            st.info(safe.md(error, notices.A_PARAGRAPH))
        except PracticeError as error:
            notices.failed(error)


def _rest(file: Waiting, looks: Inspection, positions: Mapping[str, int]) -> None:
    """Ask what follows from the columns, show the first rows, and keep it all."""
    if "starts" not in positions or not wizard_columns.WHO & positions.keys():
        st.info(
            "Two things are needed first: the column with the start of a session, and "
            "one that tells who the client is."
        )
        return
    offered = inspection.choices(looks, positions)
    forms = {
        field: _date_form(file, field, offered.forms[field], positions[field], looks)
        for field in DATE_FIELDS
        if field in positions
    }
    statuses = _statuses(file, offered.statuses) if offered.statuses else {}
    with st.grid(2, min_column_width=260):
        zone = zones.ask(
            "Which time zone are these times in?", key=f"wizard-zone-{file.key}"
        )
        name = st.text_input(
            "What do you call this tool?",
            Path(file.name).stem,
            key=f"wizard-name-{file.key}",
        )
    if None in forms.values():
        st.info("Say in which order day and month stand, and the first rows appear.")
        return
    mapping = MappedExport(
        name=name,
        header=looks.header,
        columns={
            f: wizard_columns.named(looks.header, at) for f, at in positions.items()
        },
        forms={field: str(form) for field, form in forms.items()},
        statuses=statuses,
    )
    _preview(file, mapping, zone)
    st.button(
        "Keep this and go on",
        type="primary",
        key=f"wizard-keep-{file.key}",
        on_click=_keep,
        args=(mapping, zone),
    )


def _date_form(
    file: Waiting, field: str, forms: Sequence[str], at: int, looks: Inspection
) -> str | None:
    """Return the form of a date column; ``None`` while the owner has not said it."""
    if not forms:
        reason = (
            f"{DATE_FIELDS[field]} in {looks.header[at]!r} (together with the time, if "
            "that has a column of its own) is in no form that Driftline knows. Choose "
            "other columns."
        )
        raise BadMappingError(reason)
    if not dates.is_undecided(forms):
        return forms[0]
    sample = next(row[at] for row in looks.sample if at < len(row) and row[at].strip())
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
    return dates.day_first_form(forms, day_first=is_day_first)


def _statuses(file: Waiting, guessed: Mapping[str, str]) -> dict[str, str]:
    st.markdown("**What do the words in the status column mean?**")
    with st.grid(3, min_column_width=220):
        return {
            word: str(
                st.selectbox(
                    safe.md(word, 40),
                    STATUS_MEANINGS,
                    index=STATUS_MEANINGS.index(meaning),
                    format_func=STATUS_WORDS.__getitem__,
                    key=f"status-{file.key}-{number}",
                )
            )
            for number, (word, meaning) in enumerate(guessed.items())
        }


def _preview(file: Waiting, mapping: MappedExport, zone: str) -> None:
    rows = importing.preview(
        doors.database(), file.path, mapping, timezone=zone, file_name=file.name
    )
    st.markdown("**The first rows, as they will be stored** (times in UTC)")
    st.dataframe(
        rows.assign(
            client=rows["client"].map(view.current().plain_name, na_action="ignore"),
            status=rows["status"].map(STATUS_WORDS, na_action="ignore"),
        ),
        hide_index=True,
        column_config={
            "client": "Client",
            "coach": "Coach",
            "service": "Service",
            "starts_at": st.column_config.DatetimeColumn(
                "Start", format="D MMM YYYY, HH:mm"
            ),
            "duration_minutes": "Minutes",
            "status": "What happened",
            "price_cents": None,
            "refused": "Will not be stored because",
        },
    )


@notices.said
def _keep(mapping: MappedExport, zone: str) -> None:
    importing.save_mapping(doors.database(), mapping, now=state.now())
    importing.change_setting(doors.database(), f"zone.{mapping.source}", zone)
    st.toast("Kept. Now the file can be imported.", icon=":material/check:")
