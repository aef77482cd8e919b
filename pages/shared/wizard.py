"""Say once what the columns of an unknown file mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
        _what_is_asked(file, looks)
        kind = _kind(file, looks)
        guessed = inspection.guess_as(looks, kind)
        positions = wizard_columns.positions(file, looks, kind, guessed)
        try:
            _rest(file, looks, kind, positions, guessed)
        except BadMappingError as error:
            st.info(safe.md(error, notices.A_PARAGRAPH))
        except PracticeError as error:
            notices.failed(error)


def _what_is_asked(file: Waiting, looks: Inspection) -> None:
    if looks.guess and _is_a_tools(looks.guess):
        st.header("What is not right?", anchor=False)
        st.markdown(
            f"Driftline read {safe.md(file.name)} as an export of "
            f"{safe.md(looks.guess.name)}. What it takes each column for is filled in: "
            "change what is wrong. It remembers your answers for the next file of "
            "that tool."
        )
        return
    st.header("Driftline does not know this file yet", anchor=False)
    st.markdown(
        f"Say once what the columns of {safe.md(file.name)} mean; Driftline remembers "
        "it for the next time. Columns that are not chosen are not stored."
    )


def _is_a_tools(guess: MappedExport | None) -> bool:
    """Return whether the first guess is what Driftline knows of a tool."""
    return guess is not None and guess.shared_source is not None


def _kind(file: Waiting, looks: Inspection) -> Kind:
    kinds = list(KIND_WORDS)
    chosen: Kind = st.selectbox(
        "Each row of the file is",
        kinds,
        index=kinds.index(looks.guess.kind) if looks.guess else 0,
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
    known = wizard_dates.known(looks, positions, guessed)
    dates = wizard_dates.ask(file, looks, positions, offered.dates, known)
    statuses = _statuses(file, kind, _with_known(offered.statuses, guessed))
    more = wizard_rules.ask(file, looks, kind, positions, guessed)
    with st.grid(2, min_column_width=260):
        zone = zones.ask(
            "Which time zone are these times in?", key=f"wizard-zone-{file.key}"
        )
        name = st.text_input(
            "What do you call this tool?",
            guessed.name if guessed and _is_a_tools(guessed) else Path(file.name).stem,
            key=f"wizard-name-{file.key}",
        )
    if dates is None:
        st.info("Answer what is asked about the dates, and the first rows appear.")
        return
    said = {
        "name": name,
        "header": looks.header,
        "columns": wizard_columns.chosen(looks.header, positions),
        "dates": dates,
        "statuses": statuses,
        "is_start_in_slot": offered.is_start_in_slot,
        **more,
    }
    mapping = _mapping(looks, kind, guessed, said)
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


def _mapping(
    looks: Inspection, kind: Kind, guessed: MappedExport | None, said: dict[str, Any]
) -> MappedExport:
    """Return what was said; what is known of a tool and not asked stays."""
    if guessed is None or not _is_a_tools(guessed):
        return MappedExport(kind=kind, **said)
    columns = {**said["columns"], **said["others"]}
    constants = {
        key: value
        for key, value in guessed.constants.items()
        if key not in said["columns"]
    }
    # Some files of a tool lack a column that a rule would look at.
    needed = tuple(key for key, one in columns.items() if one.places(looks.header))
    return replace(guessed, constants=constants, needed=needed, **said)


def _with_known(
    words: Mapping[str, str], guessed: MappedExport | None
) -> dict[str, str]:
    """Return what each word seems to stand for, by the tool's mapping if it says so."""
    told = guessed.statuses if guessed and _is_a_tools(guessed) else {}
    known = {word.casefold(): meaning for word, meaning in told.items()}
    found = {word: known.get(word.casefold(), said) for word, said in words.items()}
    folded = {word.casefold() for word in words}
    # Words of the tool that this file does not hold: the next one may.
    return found | {w: m for w, m in told.items() if w.casefold() not in folded}


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
