"""Backups, and what a client may ask for: to see what is held, and to be forgotten."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics.importing import evidence
from analytics.store import backup as backups
from analytics.store import privacy
from pages.shared import doors, notices, safe, state, told_apart, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from analytics.store.copies import Copy
    from analytics.store.privacy import ForgetReport

CONFIRMED: Final = "FORGET"


def backup() -> None:
    """Draw the button that writes a backup, and say where the last one is."""
    st.header("Backup", anchor=False)
    folder = state.database_path().parent / "backups"
    st.markdown(
        "A backup is a complete copy of your practice in one file. Backups go to the "
        f"folder {safe.md(folder, 300)}; keep one on another disk as well."
    )
    st.button("Back up now", key="backup", on_click=_back_up)


@notices.said
def _back_up() -> None:
    folder = state.database_path().parent / "backups"
    folder.mkdir(exist_ok=True)
    done = backups.backup(doors.database(), folder, now=state.now())
    held = words.counted(done.sessions, "session")
    st.toast(f"Backed up {held}: {safe.md(done.path.name)}", icon=":material/check:")


def about_a_client() -> None:
    """Draw what can be done for one client who asks."""
    _what_was_forgotten()
    clients = doors.clients()
    if clients.empty:
        return
    st.header("When a client asks", anchor=False)
    names = told_apart.labels(
        clients.sort_values("name", key=lambda name: name.str.casefold())
    )
    chosen = st.selectbox(
        "Client",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="Choose a client",
        key="about-client",
    )
    if chosen is None:
        return
    st.download_button(
        "Download everything that is held about them",
        data=lambda: everything_about(chosen),
        file_name="what-is-held.json",
        mime="application/json",
        on_click="ignore",
        key="export-client",
    )
    st.markdown(
        "**Forget this client.** They are taken out of every table and of the file on "
        "the disk, and ignored when a later export brings them again. This cannot be "
        "undone."
    )
    typed = st.text_input(f"Type {CONFIRMED} to confirm", key="forget-typed")
    st.button(
        "Forget this client",
        key="forget",
        disabled=typed.strip() != CONFIRMED,
        on_click=_forget,
        args=(chosen,),
    )


@notices.said
def _forget(client_id: str) -> None:
    report = privacy.forget(doors.database(), client_id, now=state.now())
    evidence.refresh(doors.database())
    st.session_state[Key.FORGOTTEN] = report
    # Nothing of this visit may still speak of them.
    st.session_state[Key.DONE] = [
        done for done in state.done() if done.client_id != client_id
    ]
    for key in (Key.QUEUE, Key.HELD, Key.MARKED, Key.ASKED_CAME):
        st.session_state.pop(key, None)


def _what_was_forgotten() -> None:
    """Say, once, what was removed and what Driftline cannot reach."""
    report: ForgetReport | None = st.session_state.pop(Key.FORGOTTEN, None)
    if report is None:
        return
    count = sum(report.removed.values())
    st.success(f"Forgotten: {words.counted(count, 'row')} removed from your practice.")
    if report.still_named:
        places = words.joined([safe.md(place) for place in report.still_named])
        st.info(f"The same name still stands as a coach's or a service's, in {places}.")
    out_of_reach = [copy for copy in report.out_of_reach if copy.is_there]
    if out_of_reach:
        lines = "\n".join(f"- {_copy(copy)}" for copy in out_of_reach)
        st.warning(
            "These copies were made earlier and may still hold this client. Driftline "
            f"cannot change them; delete them yourself:\n\n{lines}"
        )


def _copy(copy: Copy) -> str:
    age = words.counted(copy.age_days, "day")
    return f"{safe.md(copy.path, 300)} ({copy.kind}, {age} old)"


def everything_about(client_id: str) -> str:
    """Return all that is held about a client as JSON, times in UTC."""
    held = privacy.export_client(doors.database(), client_id)
    return json.dumps(held, ensure_ascii=False, indent=1, default=_as_text)


def _as_text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value.isoformat()}Z"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
