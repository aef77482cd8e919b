"""On Agreements: what is in force for whom, who has not accepted, what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import importing
from analytics.policy import words as policy_words
from analytics.store import agreements as stored
from pages.shared import (
    agreement_sheet,
    done_line,
    doors,
    doors_policy,
    notices,
    safe,
    state,
    told_apart,
    words,
)
from pages.shared.view import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.facts.agreements import Agreement
    from analytics.policy.overview import InForce
    from pages.shared.view import View

A_PAGE: Final = 12
"""Agreements with single clients that are drawn; the others stand in their files."""

A_TEXT: Final = 2000

NOTHING: Final = (
    "Nothing is agreed yet. The practice’s own rule applies: a cancellation with less "
    "than {hours} hours of notice is late. A first agreement can be short: the notice, "
    "what is excused, and what clients can count on from you."
)


def show(seen: View) -> None:
    """Draw the agreements in force, and those to come."""
    found, coming = doors_policy.in_force(), doors_policy.coming()
    hours = doors.settings().notice_hours
    if not found and not coming:
        st.markdown(NOTHING.format(hours=hours))
        return
    st.header("What is in force", anchor=False)
    names = told_apart.labels(doors.clients())
    of_all = [one for one in found if one.agreement.client_id is None]
    # First those about which there is something to do.
    own = sorted(
        (one for one in found if one.agreement.client_id is not None),
        key=lambda one: (not one.is_review_due, not one.waiting),
    )
    with st.container(gap="small", key="in-force"):
        for one in (*of_all, *own[:A_PAGE]):
            _card(one, names, seen)
    if len(own) > A_PAGE:
        more = words.counted(len(own) - A_PAGE, "more agreement")
        st.caption(f"{more} with single clients: each stands in the client’s file.")
    for agreement in coming:
        _coming(agreement, names, seen)


def whose(agreement: Agreement, names: Mapping[str, str]) -> str:
    """Return with whom an agreement is, as plain text."""
    if agreement.client_id is not None:
        return names.get(agreement.client_id, "A client not in the data")
    if agreement.service is not None:
        return f"For {safe.plain(agreement.service)}"
    return "With everybody"


def terms_html(agreement: Agreement, seen: View) -> str:
    """Return what was agreed as a list; what was typed of a client may be hidden."""
    hours = doors.settings().notice_hours
    shown = agreement
    if seen.is_initials and agreement.client_id is not None:
        shown = agreement._replace(
            excused=agreement.excused and HIDDEN,
            coach_commits=agreement.coach_commits and HIDDEN,
        )
    lines = policy_words.terms(shown, hours)
    items = "".join(f"<li>{safe.html(line, A_TEXT)}</li>" for line in lines)
    return f'<ul class="dl-terms">{items}</ul>'


def take_back_button(agreement: Agreement, key: str) -> None:
    """Draw the button that takes an agreement back."""
    st.button(
        "Take back",
        key=f"agreement-undo-{key}",
        help="It never was agreed. The log follows.",
        on_click=_take_back,
        args=(agreement.entry_id,),
    )


def _card(found: InForce, names: Mapping[str, str], seen: View) -> None:
    one = found.agreement
    key = done_line.key_of(one.entry_id)
    since = words.short_day(one.on_date, today=seen.today)
    with st.container(border=True, key=f"agreement-{key}"):
        st.html(
            f'<h3 class="dl-agreed">{safe.html(whose(one, names))} '
            f'<span class="dl-soft">from {since} on</span></h3>'
            f"{terms_html(one, seen)}{_state_html(found, seen)}"
        )
        with st.container(horizontal=True, key=f"agreement-do-{key}"):
            if found.waiting:
                _accepted(found, names, key, seen)
            agreement_sheet.button(one, key, _name(one, names))
            take_back_button(one, key)


def _state_html(found: InForce, seen: View) -> str:
    one = found.agreement
    parts = []
    if one.client_id is None:
        parts.append(f"In force for {words.counted(len(found.clients), 'client')}")
    if found.waiting:
        parts.append(_waiting(found))
    elif found.clients:
        parts.append("accepted" if one.client_id else "accepted by all of them")
    if one.review_date is not None:
        when = words.short_day(one.review_date, today=seen.today)
        due = "to look at again since" if found.is_review_due else "look at again on"
        parts.append(f"{due} {when}")
    said = words.sentence(", ".join(parts))
    return f'<p class="dl-done dl-soft">{safe.html(said)}.</p>' if said else ""


def _waiting(found: InForce) -> str:
    if found.agreement.client_id is not None:
        return "not accepted yet"
    if len(found.waiting) == len(found.clients):
        return "nobody has accepted it yet"
    return f"{len(found.waiting):,} of them have not accepted it yet"


def _accepted(found: InForce, names: Mapping[str, str], key: str, seen: View) -> None:
    label = "They accepted it"
    with st.popover(label, key=f"accepted-{key}", on_change="rerun") as asked:
        if not asked.open:
            return
        st.markdown("Who said yes, and on which day? A fee is only ever looked at for "
                    "what was booked after that day.")  # fmt: skip
        if found.agreement.client_id is None:
            label = f"All {len(found.waiting):,} who have not"
            if not st.checkbox(label, key=f"accepted-all-{key}"):
                st.multiselect(
                    "Who",
                    list(found.waiting),
                    format_func=lambda one: names.get(one, ""),
                    key=f"accepted-who-{key}",
                )
        st.date_input(
            "On", seen.today, max_value=seen.today, key=f"accepted-on-{key}",
            format="YYYY-MM-DD",
        )  # fmt: skip
        st.button(
            "Keep",
            type="primary",
            key=f"accepted-keep-{key}",
            on_click=_keep_accepted,
            args=(found, key),
        )


@notices.said
def _keep_accepted(found: InForce, key: str) -> None:
    one = found.agreement
    is_all = st.session_state.get(f"accepted-all-{key}", one.client_id is not None)
    chosen: Sequence[str] = (
        found.waiting if is_all else st.session_state[f"accepted-who-{key}"]
    )
    if not chosen:
        return
    on = st.session_state[f"accepted-on-{key}"]
    database, now = doors.database(), state.now()
    stored.accept(database, chosen, one.entry_id, on=on, now=now)
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _take_back(entry_id: str) -> None:
    importing.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")


def _coming(one: Agreement, names: Mapping[str, str], seen: View) -> None:
    key = done_line.key_of(one.entry_id)
    first = words.short_day(one.on_date, today=seen.today)
    with st.container(border=True, key=f"agreement-{key}"):
        st.html(
            f'<h3 class="dl-agreed">{safe.html(whose(one, names))} '
            f'<span class="dl-soft">to come, from {first} on</span></h3>'
            f"{terms_html(one, seen)}"
        )
        with st.container(horizontal=True, key=f"agreement-do-{key}"):
            agreement_sheet.button(one, key, _name(one, names))
            take_back_button(one, key)


def _name(one: Agreement, names: Mapping[str, str]) -> str:
    return names.get(one.client_id or "", "")
