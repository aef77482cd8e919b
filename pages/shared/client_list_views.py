"""Saved views of the list of clients: opened, saved, changed, deleted and put back.

A view's name may hold a client's name, so initials mode shows views by number.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Done:
    """What was done to a view on this visit."""

    before: SavedView
    is_deleted: bool
    """Else it was changed."""


def show(look: Look, seen: View) -> None:
    """Draw the saved views, and what can be done with them."""
    saved = doors_clients.saved()
    names = shown_names(saved, seen)
    opened = looks.opened_view(look)
    if opened is not None:
        st.session_state[Key.OPENED] = opened
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
        last = st.session_state.get(Key.OPENED)
        with st.popover("Save this view", key="save-view"):
            if last in saved:
                _change_button(saved[last], names[last], look)
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


def _change_button(view: SavedView, shown_as: str, look: Look) -> None:
    """Offer to keep what was changed under the name that was opened last."""
    st.button(
        f"Keep it as {safe.md(shown_as)}",
        key="keep-view",
        on_click=_keep,
        args=(view.name, look),
    )


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


def what_was_done(seen: View) -> None:
    """Draw the line of the view that was deleted or changed last, with its undo."""
    done: Done | None = st.session_state.get(Key.VIEW_DONE)
    if done is None:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key="done-view"
    ):
        name_html = "" if seen.is_initials else f" {safe.html(done.before.name)}"
        what = "deleted" if done.is_deleted else "changed"
        st.html(f'<p class="dl-done">The view{name_html} was {what}.</p>')
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
    before = saved_views.delete(doors.database(), name)
    st.session_state[Key.VIEW_DONE] = Done(before, is_deleted=True)


@notices.said
def _keep(name: str, look: Look) -> None:
    text = client_list_look.text_of(look)
    before = saved_views.change(doors.database(), name, text, now=state.now())
    st.session_state[Key.VIEW_DONE] = Done(before, is_deleted=False)


@notices.said
def _put_back() -> None:
    done: Done = st.session_state.pop(Key.VIEW_DONE)
    before = done.before
    put = saved_views.save if done.is_deleted else saved_views.change
    put(doors.database(), before.name, before.definition, now=before.saved_at)
    looks.take(client_list_look.from_text(before.definition))
    st.toast("Taken back.", icon=":material/undo:")
