"""Saved views of the list of clients: opened, saved, renamed, deleted and put back.

A view's name may hold a client's name, so initials mode shows views by number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.reports import client_list_look
from analytics.store import saved_views
from pages.shared import client_list_look as looks
from pages.shared import doors, doors_clients, notices, safe, state
from pages.shared.state import Key

if TYPE_CHECKING:
    from analytics.reports.client_list_look import Look
    from analytics.store.saved_views import SavedView
    from pages.shared.view import View

OPENED: Final = "opened-view"
NAME: Final = "view-name"
NEW_NAME: Final = "view-new-name"


def show(look: Look, seen: View) -> None:
    """Draw the saved views, and what can be done with them."""
    saved = doors_clients.saved()
    names = shown_names(saved, seen)
    opened = looks.opened_view(look)
    if saved:
        # What is looked at decides, not what was picked last.
        st.session_state[OPENED] = opened
        st.selectbox(
            "Saved views",
            list(saved),
            index=None,
            format_func=lambda letters: names.get(letters, ""),
            placeholder="Open a saved view",
            key=OPENED,
            on_change=_open,
            width=220,
            label_visibility="collapsed",
        )
    if opened is None:
        with st.popover("Save this view", key="save-view"):
            _save_form(look)
    else:
        with st.popover("Rename or delete", key="change-view"):
            _change_form(saved[opened], seen)


def shown_names(saved: dict[str, SavedView], seen: View) -> dict[str, str]:
    """Return what each view is called on the page, by its letters."""
    return {
        letters: f"View {place}" if seen.is_initials else safe.plain(view.name)
        for place, (letters, view) in enumerate(saved.items(), start=1)
    }


def _save_form(look: Look) -> None:
    st.text_input("Name of the view", key=NAME, max_chars=saved_views.LONGEST_NAME)
    st.button("Save", key="save-view-now", on_click=_save, args=(look,))
    st.caption("Keeps who is listed, the order and the columns.")


def _change_form(view: SavedView, seen: View) -> None:
    st.text_input(
        "A new name",
        placeholder="" if seen.is_initials else safe.plain(view.name),
        key=NEW_NAME,
        max_chars=saved_views.LONGEST_NAME,
    )
    with st.container(horizontal=True):
        st.button("Rename", key="rename-view", on_click=_rename, args=(view.name,))
        st.button("Delete", key="delete-view", on_click=_delete, args=(view.name,))


def what_was_deleted(seen: View) -> None:
    """Draw the line of the view that was deleted on this visit, with its undo."""
    deleted: SavedView | None = st.session_state.get(Key.DELETED)
    if deleted is None:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="done-view"
    ):
        name_html = "" if seen.is_initials else f" {safe.html(deleted.name)}"
        st.html(f'<p class="dl-done">The view{name_html} was deleted.</p>')
        st.button("Undo", key="undo-view", on_click=_put_back)


def _open() -> None:
    letters = st.session_state[OPENED]
    view = doors_clients.saved().get(letters) if letters else None
    if view is not None:
        looks.take(client_list_look.from_text(view.definition))


@notices.said
def _save(look: Look) -> None:
    text = client_list_look.text_of(look)
    saved_views.save(
        doors.database(), st.session_state.get(NAME) or "", text, now=state.now()
    )
    st.session_state[NAME] = ""
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _rename(name: str) -> None:
    new_name = st.session_state.get(NEW_NAME) or ""
    saved_views.rename(doors.database(), name, new_name)
    st.session_state[NEW_NAME] = ""
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _delete(name: str) -> None:
    st.session_state[Key.DELETED] = saved_views.delete(doors.database(), name)


@notices.said
def _put_back() -> None:
    view: SavedView = st.session_state.pop(Key.DELETED)
    saved_views.save(doors.database(), view.name, view.definition, now=view.saved_at)
    st.toast("Taken back.", icon=":material/undo:")
