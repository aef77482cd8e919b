"""How a client's story stands: every change with its terms, and the form for one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.contracts import Standing
from analytics.store import entries
from pages.shared import (
    client_list,
    done_line,
    doors,
    doors_client,
    doors_contacts,
    file_done,
    notices,
    safe,
    state,
    words,
)

if TYPE_CHECKING:
    from analytics.facts.entered import Entry
    from pages.shared.doors_contacts import OfClient
    from pages.shared.view import View

DECIDED: Final = {"client": "They did", "coach": "You did", "both": "You both did"}

RETURNS: Final = {
    "yes": "Gladly",
    "terms": "On some terms",
    "no": "No",
}

MAY_CONTACT: Final = {"yes": "They would", "no": "They would not"}

BACK_IN: Final = dt.timedelta(days=28)

WITH_A_RETURN: Final = frozenset({Standing.PAUSED.value, Standing.HANDED_OVER.value})

NO_CHANGE: Final = "Nobody has entered a change: this is what the sessions say."


def show(client_id: str, seen: View) -> None:
    """Draw how it stands, the changes that led there, and the form for the next."""
    st.subheader("How it stands", anchor=False)
    found = doors_contacts.of_client(client_id)
    now_is = client_list.STANDINGS[doors_client.row(client_id)["standing"]]
    st.html(f'<p class="dl-done"><b>{now_is}</b>. {_rule_html(found)}</p>')
    if not found.standings:
        st.html(f'<p class="dl-soft">{NO_CHANGE}</p>')
    for change in reversed(found.standings):
        _change(change, seen)
    key = f"{done_line.key_of(client_id)}-{len(found.standings)}"
    with st.popover("A change", key=f"standing-new-{key}"):
        _form(client_id, key, seen)


def _rule_html(found: OfClient) -> str:
    """Return who may be written to, as a sentence."""
    if not found.may_write.is_allowed:
        return safe.html(found.may_write.why)
    if found.ending is not None and not found.may_welcome.is_allowed:
        return safe.html(f"No welcome back for now: {_lower(found.may_welcome.why)}")
    return ""


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _change(change: Entry, seen: View) -> None:
    key = done_line.key_of(change.entry_id)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"standing-{key}"
    ):
        st.html(_change_html(change, seen))
        st.button(
            "Take back",
            key=f"standing-undo-{key}",
            type="tertiary",
            on_click=_take_back,
            args=(change.entry_id,),
        )


def _change_html(change: Entry, seen: View) -> str:
    parts = [f"from {words.short_day(change.from_date, today=seen.today)}"]
    if change.until_date:
        parts.append(f"back on {words.short_day(change.until_date, today=seen.today)}")
    if change.decided_by:
        said = DECIDED.get(change.decided_by, change.decided_by)
        parts.append(f"decided: {_lower(said)}")
    if change.may_return:
        said = RETURNS.get(change.may_return, change.may_return)
        parts.append(f"may come back: {_lower(said)}")
    if change.may_contact is not None:
        parts.append(
            "would like to hear from you"
            if change.may_contact
            else "would rather not hear from you"
        )
    typed_html = "".join(
        f"<br>{label} {seen.typed(text)}"
        for label, text in (
            ("With", change.to_whom),
            ("Because", change.reason),
            ("Terms:", change.terms),
        )
        if text
    )
    stands = safe.html(client_list.STANDINGS.get(str(change.what), str(change.what)))
    return (
        f'<p class="dl-done"><b>{stands}</b> '
        f'<span class="dl-soft">{safe.html(" · ".join(parts), 300)}</span>'
        f"{typed_html}</p>"
    )


def _form(client_id: str, key: str, seen: View) -> None:
    standing = st.selectbox(
        "From now on",
        list(client_list.STANDINGS),
        format_func=client_list.STANDINGS.__getitem__,
        key=f"standing-to-{key}",
    )
    with st.form(f"form-standing-{key}", border=False):
        st.date_input("From", seen.today, key=f"standing-on-{key}", format="YYYY-MM-DD")
        if standing in WITH_A_RETURN:
            st.date_input(
                "Back on, if there is a day",
                seen.today + BACK_IN if standing == Standing.PAUSED else None,
                key=f"standing-until-{key}",
                format="YYYY-MM-DD",
            )
        if standing == Standing.HANDED_OVER:
            st.text_input("With whom they go on", key=f"standing-whom-{key}")
        st.text_input("Because", max_chars=280, key=f"standing-why-{key}")
        _segments("Who decided it", DECIDED, f"standing-by-{key}")
        if standing != Standing.ACTIVE:
            _segments(
                "May they come back?",
                RETURNS,
                f"standing-return-{key}",
                "With “No” nobody is asked to welcome them back.",
            )
            st.text_input("On what terms", max_chars=280, key=f"standing-terms-{key}")
        _segments(
            "Would they like to hear from you?", MAY_CONTACT, f"standing-contact-{key}"
        )
        st.form_submit_button("Keep", on_click=_keep, args=(client_id, key))


def _segments(
    label: str, options: dict[str, str], key: str, help_: str | None = None
) -> None:
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        help=help_,
        wrap=True,
    )


@notices.said
def _keep(client_id: str, key: str) -> None:
    typed = st.session_state
    standing = typed[f"standing-to-{key}"]
    said = typed.get(f"standing-contact-{key}")
    entry = entries.add_ending(
        doors.database(),
        client_id,
        standing,
        on=typed[f"standing-on-{key}"],
        until=typed.get(f"standing-until-{key}"),
        to_whom=typed.get(f"standing-whom-{key}"),
        decided_by=typed[f"standing-by-{key}"],
        reason=typed[f"standing-why-{key}"],
        may_return=typed.get(f"standing-return-{key}"),
        terms=typed.get(f"standing-terms-{key}"),
        may_contact=None if said is None else said == "yes",
        now=state.now(),
    )
    file_done.keep(entry, client_id, "The change was kept.")


@notices.said
def _take_back(entry_id: str) -> None:
    file_done.take_back(entry_id)
