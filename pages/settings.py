"""Settings: what the practice decides once, its backup, and what is kept about whom."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics import importing
from analytics.settings import NEVER_PRESUMED
from pages.shared import absences, doors, keeping, meeting_reports, notices, safe, zones

WEEK_STARTS: Final = {"monday": "Monday", "sunday": "Sunday"}

PRESUMPTIONS: Final = {
    "attended": "counts as attended, shown as presumed",
    "unknown": "stays unknown",
}

KEPT_IN_FORM: Final = (
    "timezone",
    "currency",
    "country",
    "week_start",
    "notice_hours",
    "answer_hours",
    "capacity",
)

PRIVACY: Final = """
- Everything lies in one file on this computer. Driftline answers to this computer only
  and asks no other for anything: no fonts, no statistics, no updates.
- Stored are names and contact details of your clients, their sessions, and what you
  enter here.
- Not stored are answers to your questions, intake forms, meeting notes and other free
  text of the files.
- A name on the list never charges, drops or judges anybody: what happens next is always
  your decision.
"""


def show() -> None:
    """Draw the page."""
    st.title("Settings", anchor=False)
    _practice()
    _who_came()
    meeting_reports.show()
    absences.show()
    keeping.backup()
    st.header("Privacy", anchor=False)
    st.markdown(PRIVACY)
    keeping.about_a_client()


def _practice() -> None:
    settings = doors.settings()
    # Only a field that begins empty can be emptied again.
    st.session_state.setdefault("set-capacity", settings.capacity)
    with st.form("practice"):
        with st.grid(2, min_column_width=260):
            zones.ask("Time zone", key="set-timezone", chosen=settings.timezone)
            st.text_input(
                "Currency",
                settings.currency,
                max_chars=3,
                placeholder="three letters, such as EUR",
                key="set-currency",
            )
            st.text_input(
                "Country",
                settings.country,
                max_chars=2,
                placeholder="two letters, such as CH",
                key="set-country",
            )
            st.selectbox(
                "The week starts on",
                list(WEEK_STARTS),
                index=list(WEEK_STARTS).index(settings.week_start),
                format_func=WEEK_STARTS.__getitem__,
                key="set-week_start",
            )
            st.number_input(
                "A cancellation is late below this notice, in hours",
                min_value=0,
                max_value=8760,
                value=settings.notice_hours,
                key="set-notice_hours",
            )
            st.number_input(
                "An answer to a client who wrote last is due after hours",
                min_value=0,
                max_value=720,
                value=settings.answer_hours,
                key="set-answer_hours",
            )
            st.number_input(
                "Names a week that you have time for",
                min_value=1,
                max_value=500,
                value=None,
                placeholder="one in twenty of your active clients, at least one",
                key="set-capacity",
            )
        st.toggle(
            "Show initials in place of names, for a shared screen",
            settings.initials,
            key="set-initials",
            help="Words to send keep the name.",
        )
        st.form_submit_button("Keep these", type="primary", on_click=_keep_form)


def _who_came() -> None:
    """Offer the rule for past bookings of each source that was ever imported."""
    sources = sorted(
        {r.source for r in doors.imports() if r.kind == "sessions"} - NEVER_PRESUMED
    )
    if not sources:
        return
    st.header("Who came?", anchor=False)
    st.caption(
        "Many tools do not say who came. This is what Driftline makes of a past "
        "booking that nobody cancelled or marked as a no-show."
    )
    for source in sources:
        st.radio(
            f"A past booking from {safe.md(doors.tool_name(source))}",
            list(PRESUMPTIONS),
            index=list(PRESUMPTIONS).index(doors.settings().presumption(source)),
            format_func=PRESUMPTIONS.__getitem__,
            horizontal=True,
            key=f"presume.{source}",
            on_change=_keep_rule,
            args=(f"presume.{source}",),
        )


@notices.said
def _keep_form() -> None:
    values = {key: _text(st.session_state[f"set-{key}"]) for key in KEPT_IN_FORM}
    values["initials"] = "on" if st.session_state["set-initials"] else "off"
    for key, value in values.items():
        if _text(getattr(doors.settings(), key)) != value:
            importing.change_setting(doors.database(), key, value)
    st.toast("Kept.", icon=":material/check:")


def _text(value: object) -> str:
    """Return a field's value as settings are kept: nothing where it was left empty."""
    return "" if value is None else str(value)


@notices.said
def _keep_rule(key: str) -> None:
    importing.change_setting(doors.database(), key, st.session_state[key])
    st.toast("Kept. The log was worked out anew.", icon=":material/check:")


show()
