"""In a client's file: what was agreed, and how moves and absences stand against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.facts import agreements as facts_agreements
from analytics.policy import words as policy_words
from analytics.store import agreements as stored
from pages.shared import (
    agreement_sheet,
    agreements_in_force,
    done_line,
    doors,
    doors_policy,
    notices,
    safe,
    state,
    words,
)

if TYPE_CHECKING:
    from analytics.facts.agreements import Against, Agreement
    from pages.shared.view import View

NOTHING: Final = (
    "Nothing is agreed yet. The practice’s rule applies: less than {hours} hours of "
    "notice is late."
)


def show(client_id: str, seen: View) -> None:
    """Draw the agreement in force for a client."""
    st.subheader("What was agreed", anchor=False)
    name, service = _client(client_id)
    agreement = doors_policy.agreements().in_force(client_id, service)
    if agreement is None:
        st.markdown(NOTHING.format(hours=doors.settings().notice_hours))
    else:
        _agreement(agreement, client_id, seen, name)
    st.page_link("policy.py", label="Agreements", icon=":material/handshake:")


def _client(client_id: str) -> tuple[str, str | None]:
    clients = doors.clients()
    found = clients[clients["client_id"] == client_id].to_dict("records")
    if not found:
        return "", None
    service = found[0]["service"]
    return str(found[0]["name"]), service if isinstance(service, str) else None


def _agreement(one: Agreement, client_id: str, seen: View, name: str) -> None:
    key = done_line.key_of(f"file {one.entry_id}")
    st.html(
        f'<p class="dl-done dl-soft">{safe.html(_said(one, seen))}</p>'
        f"{agreements_in_force.terms_html(one, seen)}{_against_html(one, client_id)}"
    )
    with st.container(horizontal=True, key=f"agreement-do-{key}"):
        if one.accepted_on is None:
            _accepted(one, client_id, key, seen)
        agreement_sheet.button(one, key, seen.plain_name(name))


def _said(one: Agreement, seen: View) -> str:
    whom = "Their own agreement"
    if one.client_id is None:
        whom = f"As for all of {one.service}" if one.service else "As with everybody"
    parts = [f"{whom}, from {words.short_day(one.on_date, today=seen.today)} on"]
    if one.accepted_on is None:
        parts.append("not accepted yet")
    else:
        when = words.short_day(one.accepted_on, today=seen.today)
        parts.append(f"accepted {when}")
    if one.review_date is not None:
        due = "to look at again since" if one.review_date <= seen.today else "look at"
        again = "" if one.review_date <= seen.today else " again on"
        when = words.short_day(one.review_date, today=seen.today)
        parts.append(f"{due}{again} {when}")
    return f"{', '.join(parts)}."


def _against_html(one: Agreement, client_id: str) -> str:
    found: Against = next(
        (
            row
            for row in doors_policy.against(client_id)
            if row.agreement.entry_id == one.entry_id
        ),
        facts_agreements.nothing_moved(one, doors.as_of().day),
    )
    lines = "".join(
        f"<li>{safe.html(line)}</li>" for line in policy_words.against(found)
    )
    so_far = '<p class="dl-done dl-soft">So far</p>'
    return f'{so_far}<ul class="dl-terms">{lines}</ul>'


def _accepted(one: Agreement, client_id: str, key: str, seen: View) -> None:
    with st.popover("They accepted it", key=f"accepted-{key}"):
        st.date_input(
            "On", seen.today, max_value=seen.today, key=f"accepted-on-{key}",
            format="YYYY-MM-DD",
        )  # fmt: skip
        st.button(
            "Keep",
            type="primary",
            key=f"accepted-keep-{key}",
            on_click=_keep,
            args=(client_id, one.entry_id, f"accepted-on-{key}"),
        )


@notices.said
def _keep(client_id: str, agreement_id: str, key: str) -> None:
    stored.accept(
        doors.database(),
        [client_id],
        agreement_id,
        on=st.session_state[key],
        now=state.now(),
    )
    st.toast("Kept.", icon=":material/check:")
