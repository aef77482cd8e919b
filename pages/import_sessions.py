"""Import: drop the files your scheduling tool exports, see what they brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.importing.inspection import known_tools
from pages.shared import (
    changed_list,
    doors,
    file_questions,
    import_history,
    import_report,
    import_rules,
    known_file,
    mapping_files,
    notices,
    safe,
    uploads,
    view,
    wizard,
    words,
)

if TYPE_CHECKING:
    from analytics.exports.containers import LeftOut
    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

KINDS: Final = (
    *("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods"),
    *("html", "htm", "zip", "ics"),
)
"""Endings that the uploader takes; what is in a file decides what it is."""

SHOWN_KNOWN: Final = 20
SHOWN_ERRORS: Final = 10
SHOWN_WIZARDS: Final = 2
SHOWN_LEFT_OUT: Final = 100
"""Of many files dropped at once, how many are shown of each sort."""

PRIVACY = (
    "Files stay on this computer. Answers to your questions, intake forms and notes "
    "are not stored."
)


def show() -> None:
    """Draw the page."""
    st.title("Import", anchor=False)
    import_report.show_latest()
    dropped = st.file_uploader(
        "Drop the files that your scheduling tool exports, as many as you like",
        type=list(KINDS),
        accept_multiple_files=True,
        key=f"uploads-{uploads.uploader_number()}",
    )
    st.caption(PRIVACY)
    found = uploads.dropped(dropped)
    _waiting(found.waiting)
    _left_out(found.left_out)
    ready = [file for file in found.waiting if file.is_known]
    if ready:
        import_rules.ask_and_import(ready)
    if not found.waiting:
        _how_to_export()
    mapping_files.show()
    changed_list.show(view.current(), key="changed")
    import_history.show(doors.imports())


def _waiting(files: list[Waiting]) -> None:
    """Draw what waits; of many files the first of each sort, and how many more."""
    failed = [file for file in files if file.error]
    unknown = [file for file in files if file.looks and not file.is_known]
    known = [file for file in files if file.is_known]
    for file in failed[:SHOWN_ERRORS]:
        if file.error:
            notices.failed(file.error)
    _more(len(failed) - SHOWN_ERRORS, "cannot be read either")
    for file in unknown[:SHOWN_WIZARDS]:
        if file.looks:
            _ask(file, file.looks)
    _more(len(unknown) - SHOWN_WIZARDS, "not known yet: they come next")
    for file in known[:SHOWN_KNOWN]:
        if file.looks:
            known_file.show(file, file.looks)
    _more(len(known) - SHOWN_KNOWN, "recognised as well")


def _ask(file: Waiting, looks: Inspection) -> None:
    """Ask what is open: whose the file is, how its days are written, or everything."""
    if looks.tools:
        file_questions.which_tool(str(file.path), file.name, looks, key=file.key)
    elif looks.open_question:
        file_questions.day_or_month(str(file.path), file.name, looks, key=file.key)
    else:
        wizard.show(file, looks)


def _more(count: int, what: str) -> None:
    if count > 0:
        st.caption(f"… and {words.counted(count, 'more file', 'more files')} {what}.")


def _left_out(parts: list[LeftOut]) -> None:
    if not parts:
        return
    count = words.counted(len(parts), "sheet or file was", "sheets or files were")
    with st.expander(f"{count} left out: which, and why"):
        for part in parts[:SHOWN_LEFT_OUT]:
            st.markdown(f"- {safe.md(part.name)}: {safe.md(part.reason, 400)}")
        _more(len(parts) - SHOWN_LEFT_OUT, "left out")


def _how_to_export() -> None:
    tools = known_tools()
    names = words.joined([name for name, _how in tools])
    with st.expander(
        "Where do I find the export?", expanded=not doors.imports_in_force()
    ):
        for name, how in tools:
            st.markdown(f"**{safe.md(name)}**: {safe.md(how, 400)}")
        st.markdown(
            f"Driftline knows {safe.md(names)} at sight. From any other tool, drop a "
            "CSV file or a workbook: you say once what its columns mean, and Driftline "
            "remembers. A ZIP of such files can be dropped as it is."
        )


show()
