"""Absences of clients, coaches and the practice, and the country's public holidays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import importing
from analytics.facts import public_holidays
from analytics.store import absences as stored
from analytics.store import entries
from pages.shared import done_line, doors, notices, safe, state, told_apart, view, words

if TYPE_CHECKING:
    from analytics.store.absences import Absence
    from pages.shared.view import View

PRACTICE: Final = "practice"

HOLIDAYS_SHOWN: Final = 4

LISTED: Final = 12

WHY: Final = (
    "Days away are not counted as quiet, and nobody who is away stands on the list. On "
    "the day of the return they may again."
)


def show() -> None:
    """Draw the form, what was entered, and the next public holidays."""
    st.header("Absences and public holidays", anchor=False)
    st.markdown(WHY)
    seen = view.current()
    names = _names()
    with st.form("absence", clear_on_submit=True):
        with st.grid(2, min_column_width=260):
            st.selectbox(
                "Who is away",
                list(names),
                format_func=names.__getitem__,
                key="absent-who",
            )
            st.text_input(
                "Why, if you like", key="absent-why", max_chars=200, placeholder="leave"
            )
            st.date_input(
                "First day away", seen.today, key="absent-from", format="YYYY-MM-DD"
            )
            st.date_input(
                "Back on",
                seen.today + dt.timedelta(days=14),
                key="absent-until",
                format="YYYY-MM-DD",
            )
        st.form_submit_button("Keep this absence", on_click=_keep)
    for absence in doors.absences()[:LISTED]:
        _absence(absence, seen)
    _holidays(seen)


def _names() -> dict[tuple[str, str], str]:
    """Return who can be away: kind and id, and how they are called."""
    names = {(PRACTICE, ""): "The whole practice is closed"}
    for coach in doors.coaches():
        names["coach", coach] = f"{safe.plain(coach)} (coach)"
    for client_id, name in told_apart.labels(doors.clients()).items():
        names["client", client_id] = name
    return names


@notices.said
def _keep() -> None:
    kind, who = st.session_state["absent-who"]
    first, back = st.session_state["absent-from"], st.session_state["absent-until"]
    why, now = st.session_state["absent-why"], state.now()
    database = doors.database()
    if kind == PRACTICE:
        stored.add_practice_absence(database, first, back, why=why, now=now)
    elif kind == "coach":
        stored.add_coach_absence(database, who, first, back, why=why, now=now)
    else:
        entries.add_absence(database, who, first, back, why=why, now=now)
    st.toast("Kept.", icon=":material/check:")


def _absence(absence: Absence, seen: View) -> None:
    key = done_line.key_of(absence.entry_id)
    first = words.short_day(absence.from_date, today=seen.today)
    back = words.short_day(absence.until_date, today=seen.today)
    why_html = f" · {safe.html(absence.why)}" if absence.why else ""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"absence-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{_who_html(absence, seen)}</b> '
            f'<span class="dl-soft">from {first}, back on {back}{why_html}</span></p>'
        )
        st.button(
            "Take back",
            key=f"absence-undo-{key}",
            on_click=_take_back,
            args=(absence.entry_id,),
        )


def _who_html(absence: Absence, seen: View) -> str:
    if absence.scope == PRACTICE:
        return "The practice"
    if absence.scope == "coach":
        return safe.html(absence.coach)
    # The import that brought the client was taken back; the entry waits for it.
    return seen.name(absence.client) if absence.client else "A client not in the data"


@notices.said
def _take_back(entry_id: str) -> None:
    entries.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")


def _holidays(seen: View) -> None:
    settings = doors.settings()
    country = settings.country
    if not country:
        st.caption(
            "Say your country above, and weeks with a public holiday are not counted "
            "as quiet either."
        )
        return
    if not public_holidays.is_known(country):
        st.caption(f"Driftline knows no public holidays of {safe.md(country)}.")
        return
    if parts := public_holidays.regions(country):
        chosen = public_holidays.part_of(country, settings.region) or ""
        st.selectbox(
            "Part of the country, for its own public holidays",
            ["", *parts],
            index=["", *parts].index(chosen),
            format_func=lambda part: part or "only those of the whole country",
            key="set-region",
            on_change=_keep_region,
        )
    ahead = public_holidays.ahead(settings, seen.today, HOLIDAYS_SHOWN)
    told = [
        f"{safe.md(name)} on {words.day(day, today=seen.today)}" for day, name in ahead
    ]
    st.caption(
        "A week with a public holiday is not counted as quiet. Next: "
        f"{words.joined(told)}."
    )


@notices.said
def _keep_region() -> None:
    importing.change_setting(doors.database(), "region", st.session_state["set-region"])
    st.toast("Kept.", icon=":material/check:")
