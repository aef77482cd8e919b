"""Contacts in a client's file: an answer due, steps planned and taken, remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.playbook.contact_words import (
    CHANNELS,
    REASONS,
    REMARKS,
    RESULTS,
    SIDES,
)
from analytics.store import answers, entries, follow_ups, remarks
from analytics.store.entry_checks import A_LINE
from pages.shared import (
    contact_form,
    done_line,
    doors,
    doors_contacts,
    doors_steps,
    file_done,
    notices,
    safe,
    state,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.facts.contacts import AnswerDue, Contact, Planned, Remark
    from pages.shared.doors_contacts import OfClient
    from pages.shared.view import View

LISTED: Final = 4
"""Contacts that are drawn at once; the earlier ones are folded up."""

MOST: Final = 40

NO_CONTACT: Final = "No contact is noted yet. A line is enough."


def show(client_id: str, seen: View) -> None:
    """Draw the section."""
    st.subheader("Contacts", anchor=False)
    found = doors_contacts.of_client(client_id)
    if found.answer_due is not None:
        _answer_due(found.answer_due, found.taken[-1], seen)
    for remark in found.open_remarks:
        _remark(remark, seen)
    for planned in found.planned:
        _planned(planned, seen)
    if not found.taken:
        st.html(f'<p class="dl-soft">{NO_CONTACT}</p>')
    for contact in reversed(found.taken[-LISTED:]):
        _contact(contact, seen)
    _buttons(client_id, found, seen)
    _earlier(client_id, found.taken[-MOST:-LISTED], seen)


def _buttons(client_id: str, found: OfClient, seen: View) -> None:
    # Once one is kept the form is a new one, and empty.
    count = len(found.taken) + len(found.open_remarks) + len(found.reasons)
    key = f"{done_line.key_of(client_id)}-{count}"
    with st.container(horizontal=True, gap="xsmall", key=f"acts-contacts-{key}"):
        with (
            st.popover("A contact", key=f"contact-new-{key}"),
            st.form(f"form-contact-{key}", border=False),
        ):
            contact_form.fields(key, seen.today)
            st.form_submit_button("Keep", on_click=_add, args=(client_id, key))
        with st.popover("Something you noticed", key=f"remark-new-{key}"):
            _remark_form(client_id, key)


def _earlier(client_id: str, taken: Sequence[Contact], seen: View) -> None:
    if not taken:
        return
    label = f"Earlier: {words.counted(len(taken), 'contact')}"
    with st.expander(label, key=f"contacts-earlier-{done_line.key_of(client_id)}"):
        for contact in reversed(taken):
            _contact(contact, seen)


# -- what waits -----------------------------------------------------------------------


def _answer_due(due: AnswerDue, contact: Contact, seen: View) -> None:
    key = done_line.key_of(due.entry_id)
    on = words.near_day(due.since, seen.today)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"due-{key}"
    ):
        st.html(
            f'<p class="dl-done">They wrote {_on_day(on)}. An answer would be kind.</p>'
        )
        st.button(
            "I have answered",
            key=f"due-done-{key}",
            on_click=_have_answered,
            args=(contact,),
        )
        st.button(
            "None is needed",
            key=f"due-not-{key}",
            type="tertiary",
            on_click=_keep_result,
            args=(contact, "not_needed"),
        )


def _on_day(near: str) -> str:
    return near if near in ("today", "yesterday") else f"on {near}"


def _planned(planned: Planned, seen: View) -> None:
    key = done_line.key_of(planned.entry_id)
    due = words.day(planned.due_date, today=seen.today)
    why_html = f" {seen.typed(planned.why)}" if planned.why else ""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"planned-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b>{safe.html(doors_steps.title(planned.step))}</b> '
            f'<span class="dl-soft">planned for {due}</span>{why_html}</p>'
        )
        with (
            st.popover("Done", key=f"planned-done-{key}"),
            st.form(f"form-planned-{key}", border=False),
        ):
            contact_form.fields(key, seen.today, with_step=False)
            st.form_submit_button("Keep", on_click=_take, args=(planned, key))
        st.button(
            "Take back",
            key=f"planned-undo-{key}",
            type="tertiary",
            on_click=_take_back,
            args=(planned.entry_id,),
        )


def _remark(remark: Remark, seen: View) -> None:
    key = done_line.key_of(remark.entry_id + remark.kind)
    on = words.short_day(remark.on_date, today=seen.today)
    note_html = f" {seen.typed(remark.note)}" if remark.note else ""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"remark-{key}"
    ):
        st.html(
            f'<p class="dl-done"><b>{REMARKS[remark.kind]}</b> '
            f'<span class="dl-soft">{on}</span>{note_html}</p>'
        )
        st.button(
            "Take back",
            key=f"remark-undo-{key}",
            type="tertiary",
            on_click=_take_back,
            args=(remark.entry_id,),
        )


# -- what was -------------------------------------------------------------------------


def _contact(contact: Contact, seen: View) -> None:
    key = done_line.key_of(contact.entry_id)
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"contact-{key}"
    ):
        st.html(_contact_html(contact, seen))
        # Dozens of forms would be slow: one is drawn once somebody opens it.
        with st.popover(
            "What came of it",
            type="tertiary",
            key=f"result-{key}-{contact.result_id}",
            on_change="rerun",
        ) as shown:
            if shown.open:
                _result_form(contact, key)
        if seen.is_initials:
            return
        with st.popover(
            "Put right", type="tertiary", key=f"right-{key}", on_change="rerun"
        ) as shown:
            if shown.open:
                _right_form(contact, seen)


def _contact_html(contact: Contact, seen: View) -> str:
    parts = [words.short_day(contact.on_date, today=seen.today)]
    if contact.channel:
        parts.append(CHANNELS.get(contact.channel, contact.channel))
    if contact.wrote_last:
        parts.append(f"{SIDES[contact.wrote_last]} wrote last")
    if contact.why:
        parts.append(REASONS.get(contact.why, contact.why))
    soft_html = safe.html(" · ".join(parts), 300)
    result = RESULTS.get(contact.result or "", contact.result or "")
    result_html = f" {safe.html(result)}." if result else ""
    note_html = f"<br>{seen.typed(contact.note, A_LINE)}" if contact.note else ""
    title = doors_steps.title(contact.step)
    return (
        f'<p class="dl-done"><b>{safe.html(title)}</b>{result_html} '
        f'<span class="dl-soft">{soft_html}</span>{note_html}</p>'
    )


def _result_form(contact: Contact, key: str) -> None:
    picked = f"result-of-{key}-{contact.result_id or contact.result}"
    st.pills(
        "What came of it",
        list(RESULTS),
        format_func=RESULTS.__getitem__,
        key=picked,
        on_change=_result_picked,
        args=(contact, picked),
    )
    if contact.result_id is not None:
        st.button(
            "Take the last word back",
            key=f"result-undo-{key}",
            type="tertiary",
            on_click=_take_back,
            args=(contact.result_id,),
        )


def _right_form(contact: Contact, seen: View) -> None:
    key = done_line.key_of(repr(contact))
    with st.form(f"form-right-{key}", border=False):
        contact_form.fields(key, seen.today, before=contact, with_result=False)
        st.form_submit_button("Keep", on_click=_change, args=(contact, key))
    st.button(
        "Take this contact back",
        key=f"contact-undo-{key}",
        type="tertiary",
        on_click=_remove,
        args=(contact.entry_id,),
    )


def _remark_form(client_id: str, key: str) -> None:
    with st.form(f"form-remark-{key}", border=False):
        st.segmented_control(
            "What is it about?",
            list(REMARKS),
            format_func=REMARKS.__getitem__,
            default="why",
            key=f"remark-kind-{key}",
            wrap=True,
        )
        st.selectbox(
            "What lies behind it",
            list(contact_form.WHY),
            index=None,
            format_func=contact_form.WHY.__getitem__,
            placeholder="not known",
            key=f"remark-why-{key}",
        )
        st.text_input("One line, if you like", max_chars=A_LINE, key=f"remark-{key}")
        st.form_submit_button("Keep", on_click=_notice, args=(client_id, key))


# -- kept -----------------------------------------------------------------------------


@notices.said
def _add(client_id: str, key: str) -> None:
    entry = entries.add_follow_up(
        doors.database(),
        client_id,
        step=contact_form.step(key),
        on=contact_form.on(key),
        now=state.now(),
        **contact_form.said(key),
    )
    file_done.keep(entry, client_id, "A contact was noted.")


@notices.said
def _take(planned: Planned, key: str) -> None:
    entry = follow_ups.take(
        doors.database(),
        planned.entry_id,
        on=contact_form.on(key),
        now=state.now(),
        **contact_form.said(key),
    )
    file_done.keep(entry, planned.client_id, "The step was taken.")


@notices.said
def _change(contact: Contact, key: str) -> None:
    said = contact_form.said(key)
    said["next_date"] = contact.next_date
    if contact.result_id is None:
        said["result"] = contact.result
    entry = follow_ups.change(
        doors.database(),
        contact.entry_id,
        step=contact_form.step(key),
        on=contact_form.on(key),
        now=state.now(),
        **said,
    )
    file_done.keep(entry, contact.client_id, "The contact was put right.")


@notices.said
def _have_answered(contact: Contact) -> None:
    entry = entries.add_follow_up(
        doors.database(),
        contact.client_id,
        step=contact.step,
        channel=contact.channel if contact.channel in CHANNELS else None,
        wrote_last="coach",
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(entry, contact.client_id, "Your answer was noted.")


def _result_picked(contact: Contact, picked: str) -> None:
    chosen = st.session_state[picked]
    if chosen:
        _keep_result(contact, chosen)


@notices.said
def _keep_result(contact: Contact, result: str) -> None:
    entry = answers.add_result(
        doors.database(),
        contact.client_id,
        result,
        about_id=contact.entry_id,
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(entry, contact.client_id, "What came of it was kept.")


@notices.said
def _notice(client_id: str, key: str) -> None:
    typed = st.session_state
    entry = remarks.add(
        doors.database(),
        client_id,
        typed[f"remark-kind-{key}"] or "",
        why=typed[f"remark-why-{key}"],
        note=typed[f"remark-{key}"],
        on=doors.local_today(),
        now=state.now(),
    )
    file_done.keep(entry, client_id, "What you noticed was kept.")


@notices.said
def _remove(entry_id: str) -> None:
    follow_ups.remove(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")


@notices.said
def _take_back(entry_id: str) -> None:
    file_done.take_back(entry_id)
