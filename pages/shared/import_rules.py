"""What has to be said about files before they are imported, each thing once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from analytics import importing, periods
from analytics.errors import PracticeError
from analytics.importing import ImportOptions
from analytics.settings import NEVER_PRESUMED
from pages.shared import (
    doors,
    file_questions,
    import_report,
    safe,
    state,
    uploads,
    words,
    zones,
)

if TYPE_CHECKING:
    from pages.shared.uploads import Waiting

EARLIER = "Earlier"


def ask_and_import(files: list[Waiting]) -> None:
    """Draw the questions that these files leave open, and the button."""
    sources = {file.looks.source: file.looks.tool_name for file in files if file.looks}
    local = {
        file.looks.source for file in files if file.looks and file.looks.needs_timezone
    }
    said = {
        source: zones.ask(
            f"Which time zone is your {safe.md(sources[source])} account set to?",
            key=f"zone-{source}",
        )
        for source in sorted(filter(None, local))
    }
    of_sessions = {
        f.looks.source for f in files if f.looks and f.looks.kind == "sessions"
    }
    for source, tool_name in sources.items():
        if source in of_sessions:
            _presumption(str(source), str(tool_name))
    exported_at = _when_exported()
    count = words.counted(len(files), "file")
    if st.button(f"Import {count}", type="primary", key="import"):
        _import(files, said, exported_at)


def _presumption(source: str, tool_name: str) -> None:
    """State the rule for past bookings; the first time, offer the change."""
    if source in NEVER_PRESUMED:
        return
    settings = doors.settings()
    counts = settings.presumption(source) == "attended"
    if any(record.source == source for record in doors.imports()):
        rule = "count as attended (presumed)" if counts else "stay unknown"
        st.caption(
            f"Past {safe.md(tool_name)} bookings of which the file does not say who "
            f"came {rule}. The rule is in Settings."
        )
        return
    st.radio(
        f"{safe.md(tool_name)} does not always say who came. A past booking that "
        "nobody cancelled or marked as a no-show",
        ["attended", "unknown"],
        index=0 if counts else 1,
        format_func={
            "attended": "counts as attended, and is shown as presumed",
            "unknown": "stays unknown, until you say who came",
        }.__getitem__,
        key=f"presume-{source}",
        on_change=_presume,
        args=(source,),
    )


def _presume(source: str) -> None:
    chosen = st.session_state[f"presume-{source}"]
    importing.change_setting(doors.database(), f"presume.{source}", chosen)


def _when_exported() -> dt.datetime | None:
    """Return when the files were exported, ``None`` for just now."""
    chosen = st.segmented_control(
        "When did you export?",
        ["Just now", EARLIER],
        default="Just now",
        required=True,
        key="exported",
    )
    if chosen != EARLIER:
        return None
    zone = periods.zone(doors.settings().timezone or zones.of_the_browser())
    local = state.now().replace(tzinfo=dt.UTC).astimezone(zone)
    with st.container(horizontal=True):
        day = st.date_input(
            "Day", local.date(), max_value=local.date(), key="exported-day", width=180
        )
        time = st.time_input("Time", dt.time(12), key="exported-time", width=140)
    st.caption("What happened after that moment is not known from these files.")
    return periods.utc_naive(dt.datetime.combine(day, time, tzinfo=zone))


def _import(
    files: list[Waiting], said: dict[str, str], exported_at: dt.datetime | None
) -> None:
    """Import the files one after the other, and keep what each one brought."""
    results: list[import_report.Result] = []
    for file in files:
        answers = file_questions.said_of(str(file.path))
        options = ImportOptions(
            file_name=file.name,
            timezone=said.get(str(file.looks.source)) if file.looks else None,
            exported_at=exported_at,
            tool=answers.tool,
            day_first=answers.day_first,
        )
        with st.spinner(f"Reading {safe.md(file.name)} …"):
            try:
                results.append(
                    importing.import_file(
                        doors.database(), file.path, now=state.now(), options=options
                    )
                )
            except PracticeError as error:
                results.append(error)
    uploads.clear()
    import_report.keep(results)
    st.rerun()
