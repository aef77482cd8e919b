"""A file that was recognised: as what, why, and, where that is not certain, a look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import streamlit as st

from analytics import importing
from analytics.errors import PracticeError
from analytics.importing import ImportOptions
from pages.shared import doors, file_questions, notices, safe, view, words, zones

if TYPE_CHECKING:
    import pandas as pd

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
    "sent": "Sent",
    "not_sent": "Not sent",
    "no_contact": "No address to send to",
    "opted_out": "Did not want it",
    "open": "Still to do",
    "done": "Done",
    "participant": "Took part",
    "host": "Led it",
    "absent": "Was not there",
}
"""What a status means to a coach, for every kind of row."""

COLUMNS: Final = {
    "client": "Client",
    "starts_at": "Start",
    "coach": "Coach",
    "service": "Service",
    "duration_minutes": "Minutes",
    "status": "What happened",
    "price_cents": None,
    "refused": "Will not be stored because",
    "client_email": "E-mail",
    "person_email": "E-mail",
    "client_phone": "Telephone",
    "client_given_id": None,
    "amount_text": "Amount",
    "on_local": "Day",
    "sent_local": "Sent",
    "since_local": "Since",
    "due_local": "Until",
    "text": "Promise",
    "owner": "Whose",
    "channel": "How",
}
"""What a column of the first rows is called; ``None`` hides it."""


NOT_RIGHT: Final = "Not right? Let me say what the columns mean"


def show(file: Waiting, looks: Inspection) -> None:
    """Say what a file is; a form known only by hearsay is shown row by row."""
    if looks.confidence != "likely":
        with st.container(gap="xsmall", key=f"known-{file.key}"):
            st.html(_recognised(file, looks))
            if looks.confidence == "verified" and looks.kind == "sessions":
                _not_right(file, looks, "tertiary")
        return
    with st.container(border=True, key=f"check-{file.key}"):
        st.html(_recognised(file, looks))
        try:
            first_rows(_first_rows(file, looks))
        except PracticeError as error:
            notices.failed(error)
        _not_right(file, looks, "secondary")


def _not_right(
    file: Waiting, looks: Inspection, kind: Literal["secondary", "tertiary"]
) -> None:
    """Offer the form, with what is known of the tool's columns filled in."""
    st.button(
        NOT_RIGHT,
        type=kind,
        icon=":material/edit:",
        key=f"not-right-{file.key}",
        on_click=file_questions.say,
        args=(str(file.path),),
        kwargs={"is_unknown": True, "tool": looks.tool},
    )


def _recognised(file: Waiting, looks: Inspection) -> str:
    tool = f"<b>{safe.html(looks.tool_name)}</b> ({safe.html(looks.variant)})"
    known = {
        "verified": f"is an export of {tool}. Recognised, format confirmed.",
        "likely": (
            f"looks like an export of {tool}. Recognised, please check this preview."
        ),
    }
    called = f'<b class="dl-name">{safe.html(file.name)}</b>'
    said = known.get(str(looks.confidence), f"is an export of {tool}.")
    return (
        f'<p class="dl-known">{called} {said}<br>'
        f'<span class="dl-soft">It has {safe.html(looks.why, 300)}.</span></p>'
    )


def _first_rows(file: Waiting, looks: Inspection) -> pd.DataFrame:
    said = file_questions.said_of(str(file.path))
    source = looks.source or ""
    known = doors.settings().source_zone(source)
    zone = st.session_state.get(f"zone-{source}") or known
    options = ImportOptions(
        file_name=file.name, tool=said.tool, day_first=said.day_first
    )
    return importing.preview(
        doors.database(),
        file.path,
        timezone=zone or zones.of_the_browser(),
        options=options,
    )


def first_rows(rows: pd.DataFrame) -> None:
    """Draw the first rows of a file as they will be stored."""
    st.markdown("**The first rows, as they will be stored** (times in UTC)")
    shown = rows.assign(
        client=rows["client"].map(view.current().plain_name, na_action="ignore")
    )
    if "status" in shown:
        shown["status"] = shown["status"].map(STATUS_WORDS, na_action="ignore")
    if "refused" in shown and shown["refused"].isna().all():
        shown = shown.drop(columns="refused")
    names = [str(name) for name in shown.columns]
    config: dict[str, Any] = {name: _label(name) for name in names}
    for name in shown.select_dtypes("datetime").columns:
        config[str(name)] = st.column_config.DatetimeColumn(
            _label(str(name)), format="D MMM YYYY, HH:mm"
        )
    st.dataframe(shown, hide_index=True, column_config=config)


def _label(name: str) -> str | None:
    """Return what a column is called, ``None`` for one that is not shown."""
    return COLUMNS.get(name, words.sentence(name.replace("_", " ")))
