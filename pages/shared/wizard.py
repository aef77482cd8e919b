"""Say once what the columns of an unknown file mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import importing
from analytics.errors import BadMappingError, PracticeError
from analytics.exports.mapped.mapping import FIELDS_OF, STATUSES, WHO, MappedExport
from analytics.importing import inspection
from pages.shared import (
    doors,
    file_questions,
    known_file,
    mapping_files,
    notices,
    safe,
    state,
    wizard_columns,
    wizard_dates,
    wizard_rules,
    zones,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.exports.export import Kind
    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "sessions": "a booked session",
    "prices": "a price: an invoice or a sale",
    "reminders": "a reminder",
    "actions": "a promise: homework or a task",
    "clients": "a client",
    "visits": "somebody's stay in an online meeting",
}

FIRST_NEEDED: Final[Mapping[Kind, str]] = {
    "sessions": "the column with the start of a session",
    "prices": "the column with the amount",
    "reminders": "the column with the time of sending, if there is one",
    "actions": "the column with what was promised",
    "clients": "the column with the name",
    "visits": "the column with the time of joining",
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
        kind = _kind(file)
        guessed = inspection.guess_as(looks, kind)
        positions = wizard_columns.positions(file, looks, kind, guessed)
        try:
            _rest(file, looks, kind, positions, guessed)
        except BadMappingError as error:
            st.info(safe.md(error, notices.A_PARAGRAPH))
        except PracticeError as error:
            notices.failed(error)


def _kind(file: Waiting) -> Kind:
    chosen: Kind = st.selectbox(
        "Each row of the file is",
        list(KIND_WORDS),
        format_func=KIND_WORDS.__getitem__,
        key=f"kind-{file.key}",
    )
    return chosen


def _rest(
    file: Waiting,
    looks: Inspection,
    kind: Kind,
    positions: Mapping[str, int],
    guessed: MappedExport | None,
) -> None:
    """Ask what follows from the columns, show the first rows, and keep it all."""
    if not _has_what_is_needed(kind, positions):
        st.info(
            f"Two things are needed first: {FIRST_NEEDED[kind]}, and one that tells "
            "who the client is."
        )
        return
    offered = inspection.choices(looks, positions, kind)
    dates = wizard_dates.ask(file, looks, positions, offered.dates)
    statuses = _statuses(file, kind, offered.statuses)
    more = wizard_rules.ask(file, looks, kind, positions, guessed)
    with st.grid(2, min_column_width=260):
        zone = zones.ask(
            "Which time zone are these times in?", key=f"wizard-zone-{file.key}"
        )
        name = st.text_input(
            "What do you call this tool?",
            Path(file.name).stem,
            key=f"wizard-name-{file.key}",
        )
    if dates is None:
        st.info("Say in which order day and month stand, and the first rows appear.")
        return
    mapping = MappedExport(
        name=name,
        header=looks.header,
        columns={
            f: wizard_columns.named(looks.header, at) for f, at in positions.items()
        },
        dates=dates,
        statuses=statuses,
        kind=kind,
        is_start_in_slot=offered.is_start_in_slot,
    )
    mapping = replace(mapping, **more)
    _preview(file, mapping, zone)
    with st.container(horizontal=True, key=f"wizard-end-{file.key}"):
        st.button(
            "Keep this and go on",
            type="primary",
            key=f"wizard-keep-{file.key}",
            on_click=_keep,
            args=(str(file.path), mapping, zone),
        )
        mapping_files.download(mapping, key=f"wizard-share-{file.key}")


def _has_what_is_needed(kind: Kind, positions: Mapping[str, int]) -> bool:
    """Return whether rows can be told apart: the first field of most kinds, and who."""
    needs_first = kind not in {"clients", "reminders"}
    has_first = FIELDS_OF[kind][0] in positions or not needs_first
    return has_first and bool(set(WHO) & positions.keys())


def _statuses(file: Waiting, kind: Kind, guessed: Mapping[str, str]) -> dict[str, str]:
    if not guessed:
        return {}
    st.markdown("**What do the words in the status column mean?**")
    with st.grid(3, min_column_width=220):
        return {
            word: str(
                st.selectbox(
                    safe.md(word, 40),
                    STATUSES[kind],
                    index=STATUSES[kind].index(meaning),
                    format_func=known_file.STATUS_WORDS.__getitem__,
                    key=f"status-{file.key}-{kind}-{number}",
                )
            )
            for number, (word, meaning) in enumerate(guessed.items())
        }


def _preview(file: Waiting, mapping: MappedExport, zone: str) -> None:
    rows = importing.preview(
        doors.database(),
        file.path,
        mapping,
        timezone=zone,
        options=importing.ImportOptions(file_name=file.name),
    )
    known_file.first_rows(rows)


@notices.said
def _keep(path: str, mapping: MappedExport, zone: str) -> None:
    importing.save_mapping(doors.database(), mapping, now=state.now())
    importing.change_setting(doors.database(), f"zone.{mapping.source}", zone)
    file_questions.say(path, is_unknown=False, tool=None)
    st.toast("Kept. Now the file can be imported.", icon=":material/check:")
