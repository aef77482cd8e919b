"""After a session: one small form, of which only the outcome has to be filled in.

It opens in its place on *Who came?* and in a client's file. What it keeps is one entry
to the eye: one transaction, one undo.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

import streamlit as st

from analytics.contracts import Outcome
from analytics.errors import BadEntryError, PracticeError
from analytics.store import after_session, entries
from analytics.store.after_session import After
from analytics.store.outcomes import Said
from analytics.store.promises import CLIENT, COACH, LONGEST, MOST_MINUTES, Told
from pages.shared import done_line, doors, doors_session, notices, safe, state, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.store.after_session import Kept
    from pages.shared.view import View


class Session(Protocol):
    """The session that the form is about."""

    @property
    def session_id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """The client's name."""

    @property
    def starts_at(self) -> dt.datetime:
        """UTC, without a zone."""


OnKept = Callable[[Session, str, tuple[str, ...]], None]

CAME: Final = "Came"
CAME_LATE: Final = "Came late"
DID_NOT_COME: Final = "Did not come"
EXCUSED: Final = "Excused"

OUTCOMES: Final = {
    CAME: Outcome.ATTENDED,
    CAME_LATE: Outcome.ATTENDED,
    DID_NOT_COME: Outcome.NO_SHOW,
    EXCUSED: Outcome.NO_SHOW,
}

WHOSE: Final = {CLIENT: "Theirs", COACH: "Mine"}

VIEWS: Final = ("1", "2", "3", "4", "5")

NO_REASON: Final = "no reason given"

FURTHER: Final = 2
"""Promises that fit beside the first one."""

WHAT_FIRST: Final = "Say first how it went; all the rest can be left out."

RECENT: Final = dt.timedelta(days=7)
"""How long after a session its form is offered unasked."""

TITLE: Final = "After the session"


def button(session: Session) -> None:
    """Draw the button that opens the form of a session, where it is not open."""
    if is_open(session):
        return
    key = done_line.key_of(session.session_id)
    st.button(
        "After the session …",
        key=f"after-{key}",
        on_click=_open,
        args=(session.session_id,),
    )


def is_recent(session: Session) -> bool:
    """Return whether a session is so recent that one can still tell of it."""
    return session.starts_at >= state.now() - RECENT


def is_open(session: Session) -> bool:
    """Return whether the form of this session is open on this visit."""
    form = st.session_state.get(Key.AFTER)
    return form is not None and form[0] == session.session_id


def form(session: Session, seen: View, on_kept: OnKept) -> None:
    """Draw the form of a session, if it is open.

    Parameters
    ----------
    on_kept
        Called with the session, what was said as the end of a sentence, and the
        entries' ids.
    """
    if not is_open(session):
        return
    _, stood, refused = st.session_state[Key.AFTER]
    key = done_line.key_of(session.session_id)
    at = words.moment(session.starts_at, seen.zone, today=seen.today)
    with st.container(border=True, gap="small", key=f"after-box-{key}"):
        st.html(
            f'<p class="dl-done"><b class="dl-name">{seen.name(session.name)}</b>, '
            f"{safe.html(at)}</p>"
        )
        kept = doors_session.kept(session.session_id)
        if kept is not None:
            st.html(
                f'<p class="dl-soft">So far: {_said_html(kept, seen)} What you keep '
                "now stands beside it; on who came the newer word counts.</p>"
            )
        with st.form(f"after-form-{key}", border=False):
            _fields(key, seen)
            if refused is not None:
                notices.failed(refused)
            with st.container(horizontal=True, gap="small"):
                st.form_submit_button(
                    "Keep",
                    type="primary",
                    key=f"after-keep-{key}",
                    on_click=_keep,
                    args=(session, stood, on_kept),
                )
                st.form_submit_button(
                    "Not now", key=f"after-close-{key}", on_click=_close
                )


def show(client_id: str, seen: View) -> None:
    """Draw in a client's file what was said after the last session, or the form."""
    st.subheader(TITLE, anchor=False)
    begun = doors_session.begun(client_id)
    if not begun:
        st.html('<p class="dl-soft">There has been no session yet.</p>')
        return
    latest = begun[0]
    if is_open(latest):
        form(latest, seen, _kept_in_file)
        return
    kept = doors_session.kept(latest.session_id)
    at_html = safe.html(words.moment(latest.starts_at, seen.zone, today=seen.today))
    said_html = "nothing is noted yet." if kept is None else _said_html(kept, seen)
    st.html(f'<p class="dl-done">{at_html}: {said_html}</p>')
    with st.container(horizontal=True, gap="xsmall", key="acts-after"):
        button(latest)
        if kept is not None:
            st.button(
                "Take it back",
                key=f"after-undo-{done_line.key_of(latest.session_id)}",
                on_click=_take_back,
                args=(kept.entry_ids,),
            )


def _said_html(kept: Kept, seen: View) -> str:
    reason = kept.excused_reason
    told = reason if reason and reason != NO_REASON else None
    why_html = f" ({seen.typed(told)})" if told else ""
    return f"{safe.html(kept.said)}{why_html}."


@notices.said
def _open(session_id: str) -> None:
    kept = after_session.kept(doors.database(), session_id)
    _remember(session_id, kept)


def _remember(
    session_id: str, kept: Kept | None, refused: PracticeError | None = None
) -> None:
    """Keep which form is open, and what stood when it was drawn: that was seen."""
    stood = None if kept is None else kept.outcome_id
    st.session_state[Key.AFTER] = (session_id, stood, refused)


def _close() -> None:
    st.session_state.pop(Key.AFTER, None)


def _keep(session: Session, stood: str | None, on_kept: OnKept) -> None:
    session_id = session.session_id
    try:
        after = _after(session_id, done_line.key_of(session_id))
        made = after_session.keep(
            doors.database(),
            after,
            seen=stood,
            on=doors.local_today(),
            now=state.now(),
        )
    except PracticeError as error:
        # Beside the form it is seen; from here on what stands there is known.
        _remember(session_id, after_session.kept(doors.database(), session_id), error)
        return
    _close()
    on_kept(session, _as_an_end(after), tuple(made))
    st.toast("Kept.", icon=":material/check:")


def _fields(key: str, seen: View) -> None:
    st.segmented_control("How did it go?", list(OUTCOMES), key=f"after-outcome-{key}")
    _promise(f"{key}-0", seen, "What was agreed")
    with st.expander("More: another promise, your view, a reason"):
        for place in range(1, FURTHER + 1):
            _promise(f"{key}-{place}", seen, f"What was agreed, {place + 1}")
        for field, asked in (
            ("engaged", "How engaged were they?"),
            ("progress", "Progress towards the goal?"),
        ):
            st.segmented_control(
                asked,
                VIEWS,
                key=f"after-{field}-{key}",
                help="1 is hardly, 5 is very much. Only you see it.",
            )
        st.text_input(
            "Why, if they are excused",
            key=f"after-reason-{key}",
            max_chars=LONGEST,
            placeholder="ill",
        )
    st.date_input(
        "Next session agreed for, if it is not booked yet",
        None,
        key=f"after-next-{key}",
        format="YYYY-MM-DD",
        width=320,
    )


def _promise(key: str, seen: View, label: str) -> None:
    st.text_input(
        label,
        key=f"after-action-{key}",
        max_chars=LONGEST,
        placeholder="Write one page",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.segmented_control(
            "Whose is it?",
            list(WHOSE),
            format_func=WHOSE.__getitem__,
            default=CLIENT,
            required=True,
            key=f"after-whose-{key}",
        )
        st.date_input(
            "Which day",
            None,
            min_value=seen.today,
            key=f"after-due-{key}",
            format="YYYY-MM-DD",
            width=150,
        )
        st.number_input(
            "Minutes",
            min_value=1,
            max_value=MOST_MINUTES,
            value=None,
            key=f"after-minutes-{key}",
            width=110,
        )
        st.text_input(
            "What is needed",
            key=f"after-needs-{key}",
            max_chars=LONGEST,
            width=170,
        )


def _after(session_id: str, key: str) -> After:
    """Return what the form says.

    Raises
    ------
    BadEntryError
        It does not say how the session went.
    """
    typed = st.session_state
    went = typed[f"after-outcome-{key}"]
    if not went:
        raise BadEntryError(WHAT_FIRST)
    reason = typed[f"after-reason-{key}"].strip() or NO_REASON
    return After(
        Said(
            session_id,
            OUTCOMES[went],
            reason if went == EXCUSED else None,
            was_late=went == CAME_LATE or None,
        ),
        engaged=_number(typed[f"after-engaged-{key}"]),
        goal_progress=_number(typed[f"after-progress-{key}"]),
        promises=tuple(
            _told(f"{key}-{place}")
            for place in range(FURTHER + 1)
            if typed[f"after-action-{key}-{place}"].strip()
        ),
        next_date=typed[f"after-next-{key}"],
    )


def _told(key: str) -> Told:
    typed = st.session_state
    due: dt.date | None = typed[f"after-due-{key}"]
    return Told(
        typed[f"after-whose-{key}"],
        typed[f"after-action-{key}"],
        due,
        typed[f"after-minutes-{key}"],
        typed[f"after-needs-{key}"],
    )


def _number(chosen: str | None) -> int | None:
    return int(chosen) if chosen else None


def _as_an_end(after: After) -> str:
    """Return what was kept as the end of a sentence that starts with the name."""
    said = {Outcome.ATTENDED: "came", Outcome.NO_SHOW: "did not come"}
    parts = [said[Outcome(after.said.outcome)]]
    if after.said.was_late:
        parts[0] += " a little late"
    if after.said.excused is not None:
        parts[0] += " and is excused"
    if after.promises:
        parts.append(words.counted(len(after.promises), "promise"))
    if after.next_date is not None:
        parts.append(f"next on {words.short_day(after.next_date)}")
    return f"{words.joined(parts)}."


def _kept_in_file(_session: Session, _said: str, _made: Sequence[str]) -> None:
    """Nothing more to do: the file says what stands, with its undo."""


@notices.said
def _take_back(entry_ids: Sequence[str]) -> None:
    entries.withdraw_all(doors.database(), entry_ids, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")
