"""Import: drop the files your scheduling tool exports, see what they brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.importing.inspection import known_tools
from pages.shared import (
    doors,
    import_history,
    import_report,
    import_rules,
    notices,
    safe,
    uploads,
    wizard,
    words,
)

if TYPE_CHECKING:
    from analytics.importing import Inspection
    from pages.shared.uploads import Waiting

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
        type=["csv", "tsv", "txt"],
        accept_multiple_files=True,
        key=f"uploads-{uploads.uploader_number()}",
    )
    st.caption(PRIVACY)
    files = uploads.waiting(dropped)
    for file in files:
        _file(file)
    ready = [file for file in files if file.looks and file.looks.is_known]
    if ready:
        import_rules.ask_and_import(ready)
    if not files:
        _how_to_export()
    import_history.show(doors.imports())


def _file(file: Waiting) -> None:
    if file.error:
        notices.failed(file.error)
    elif file.looks and not file.looks.is_known:
        wizard.show(file, file.looks)
    elif file.looks:
        st.html(_recognised(file, file.looks))


def _recognised(file: Waiting, looks: Inspection) -> str:
    sure = "is" if looks.confidence != "likely" else "looks like"
    return (
        f'<p class="dl-known"><b class="dl-name">{safe.html(file.name)}</b> {sure} an '
        f"export of <b>{safe.html(looks.tool_name)}</b> ({safe.html(looks.variant)})."
        f'<br><span class="dl-soft">It has {safe.html(looks.why, 300)}.</span></p>'
    )


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
            "CSV or TSV file: you say once what its columns mean, and Driftline "
            "remembers."
        )


show()
