"""On Agreements: the days on which a rule was changed, and whether anything did."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import policy as reports
from analytics.series import FEWEST_WEEKS
from analytics.store import policy_changes
from pages.shared import chart_card, doors, doors_policy, notices, safe, state
from pages.shared.state import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.policy.changed import Dated
    from pages.shared.view import View

WHY: Final = (
    "The first day of an agreement with everybody, or for a service, is such a day. "
    "Keep others here: a new price, another cancellation link, a reminder by hand."
)

TITLE: Final = "Did a change of the rules change anything?"

A_LINE: Final = 160


def show(seen: View) -> None:
    """Draw what was changed when, the card of one change, and the form."""
    changes = doors_policy.changes()
    if not changes:
        with st.expander(TITLE, key="changed-none"):
            st.markdown(WHY)
            _form(seen)
        return
    st.header(TITLE, anchor=False)
    names = {one.entry_id: _name(one) for one in changes}
    st.selectbox(
        "A change, and its day",
        list(names),
        index=_first_told(changes),
        format_func=lambda one: names.get(one, ""),
        key="changed-which",
        width=420,
    )
    chosen = st.session_state["changed-which"]
    change = next((one for one in changes if one.entry_id == chosen), changes[0])
    chart_card.show(doors_policy.changed_card(change), level=3)
    with st.container(horizontal=True, key="changed-do"):
        with st.popover("Keep another change", key="changed-add"):
            st.markdown(WHY)
            _form(seen)
        if not change.is_agreement:
            st.button(
                "Take this change back",
                key="changed-undo",
                on_click=_take_back,
                args=(change.entry_id,),
            )


def _first_told(changes: Sequence[Dated]) -> int:
    """Return the place of the newest change after which there are weeks to look at."""
    enough = doors.as_of().day - dt.timedelta(weeks=FEWEST_WEEKS)
    old = (place for place, one in enumerate(changes) if one.on_date <= enough)
    return next(old, 0)


def _name(change: Dated) -> str:
    return safe.plain(reports.title(change), A_LINE)


def _form(seen: View) -> None:
    with st.form("changed", border=False, clear_on_submit=True):
        st.text_input(
            "What was changed",
            max_chars=A_LINE,
            placeholder="a fee for late cancellations",
            key="changed-what",
        )
        st.date_input(
            "Since",
            seen.today,
            max_value=seen.today,
            key="changed-on",
            format="YYYY-MM-DD",
        )
        _whom("Service", "All services", doors.service_names(), "changed-service")
        _whom("Coach", "All coaches", doors.coaches(), "changed-coach")
        st.form_submit_button("Keep this change", on_click=_keep)


def _whom(label: str, everything: str, names: list[str], key: str) -> None:
    if len(names) > 1:
        st.selectbox(
            label,
            [EVERYBODY, *names],
            format_func=lambda one: safe.plain(one) or everything,
            key=key,
        )


@notices.said
def _keep() -> None:
    policy_changes.add(
        doors.database(),
        st.session_state["changed-what"],
        on=st.session_state["changed-on"],
        service=st.session_state.get("changed-service") or None,
        coach=st.session_state.get("changed-coach") or None,
        now=state.now(),
    )
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _take_back(entry_id: str) -> None:
    policy_changes.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")
