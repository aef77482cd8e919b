"""Where clients book: the link that is filled into the words, by coach and service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.store import booking_links as stored
from pages.shared import doors, doors_playbook, notices, safe, state, taken_out

if TYPE_CHECKING:
    from analytics.store.booking_links import BookingLink

ALL: Final = ""

_PLACE: Final = "links"


def show() -> None:
    """Draw the links and the form that adds one."""
    st.header("Where clients book", anchor=False)
    st.markdown(
        "The address of your booking page stands in the words wherever it helps. "
        "Without one, that line is left out. Driftline itself opens no page."
    )
    found = doors_playbook.booking_links()
    for one in found:
        _line(one)
    taken_out.show(_PLACE)
    label = "Add a link" if found else "Add your link"
    with st.expander(label, icon=":material/add_link:"), st.form("booking-link"):
        st.text_input(
            "Address of the booking page",
            key="link-address",
            max_chars=stored.MOST_LETTERS,
            placeholder="https://",
        )
        with st.grid(2, min_column_width=260):
            _choice("For which coach", "link-coach", doors.coaches(), "all coaches")
            _choice(
                "For which service",
                "link-service",
                doors.service_names(),
                "all services",
            )
        st.form_submit_button("Keep", on_click=_keep)


def _choice(label: str, key: str, names: list[str], everything: str) -> None:
    st.selectbox(
        label,
        [ALL, *names],
        format_func=lambda name: safe.plain(name) if name else everything,
        key=key,
    )


def _line(one: BookingLink) -> None:
    with st.container(
        border=True,
        horizontal=True,
        vertical_alignment="center",
        key=f"link-{one.entry_id}",
    ):
        coach_html = safe.html(one.coach) if one.coach else "all coaches"
        service_html = safe.html(one.service) if one.service else "all services"
        link_html = safe.html(one.link, stored.MOST_LETTERS)
        st.html(
            f'<p class="dl-done"><span class="dl-name">{link_html}</span>'
            f' <span class="dl-soft">{coach_html} · {service_html}</span></p>'
        )
        taken_out.button(one.entry_id, _PLACE, one.link)


@notices.said
def _keep() -> None:
    typed = st.session_state
    stored.add(
        doors.database(),
        typed["link-address"],
        coach=typed["link-coach"] or None,
        service=typed["link-service"] or None,
        now=state.now(),
    )
    st.session_state["link-address"] = ""
    st.toast("Kept.", icon=":material/check:")
