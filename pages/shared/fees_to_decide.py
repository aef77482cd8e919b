"""On Agreements, last: fees to decide. Noting takes one click, waiving the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from analytics.policy import fees as policy_fees
from analytics.policy import words as policy_words
from analytics.store import entries, fees
from pages.shared import done_line, doors, doors_policy, notices, safe, state, words
from pages.shared.view import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.policy.fees import Line
    from pages.shared.view import View

A_PAGE: Final = 20

WHY: Final = (
    "Only what was agreed before it was booked and is certain stands here. Driftline "
    "charges nothing: you decide, and what you decide you can take back. Letting it be "
    "is as good an answer."
)

NOTHING: Final = "There is nothing to decide."

OTHER_CURRENCY: Final = "In another currency than the practice’s:"

REASONS: Final = (
    "Goodwill",
    "It was excused",
    "We talked about it",
    "Something happened in their life",
    "My mistake",
)


def show(seen: View) -> None:
    """Draw what is to decide, what was decided, and the file."""
    lines = doors_policy.fees()
    if not lines:
        return
    st.header("Fees to decide", anchor=False)
    st.caption(WHY)
    rows(lines, seen, "fees")
    st.download_button(
        "Download these as CSV",
        data=lambda: safe.csv(for_a_file(lines, seen)),
        file_name="fees.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-fees",
    )


def rows(lines: Sequence[Line], seen: View, where: str) -> None:
    """Draw the lines that are to decide, and below them those that are decided.

    Parameters
    ----------
    where
        Sets the widgets of one place apart from those of another.
    """
    open_ = [line for line in lines if line.decision is None]
    if open_:
        _open(open_, seen, where)
    else:
        st.markdown(NOTHING)
    decided = [line for line in lines if line.decision is not None]
    if decided:
        label = words.counted(len(decided), "decision")
        with st.expander(label, key=f"{where}-decided", on_change="rerun") as shown:
            if shown.open:
                for line in decided[:A_PAGE]:
                    _decided(line, seen, where)


def _open(lines: Sequence[Line], seen: View, where: str) -> None:
    st.selectbox(
        "If you waive one, because",
        REASONS,
        key=f"{where}-reason",
        accept_new_options=True,
        width=320,
    )
    with st.container(gap="xsmall", key=f"{where}-open"):
        # Amounts of another currency stay apart.
        for is_home in (True, False):
            part = [one for one in lines[:A_PAGE] if one.is_home_currency is is_home]
            if part and not is_home:
                st.caption(OTHER_CURRENCY)
            for line in part:
                _to_decide(line, seen, where)
    if len(lines) > A_PAGE:
        st.caption(f"{len(lines) - A_PAGE:,} more follow once these are decided.")


def for_a_file(lines: Sequence[Line], seen: View) -> pd.DataFrame:
    """Return the lines as they are saved, with names as they may be seen."""
    zone = seen.zone
    return pd.DataFrame(
        [
            {
                "client": seen.plain_name(line.client),
                "service": line.service,
                "session": words.short_moment(line.starts_at, zone, today=seen.today),
                "what": _what(line),
                "fee": line.fee_cents / 100,
                "currency": line.currency,
                "accepted on": line.accepted_on.isoformat(),
                "booked on": line.booked_on.isoformat(),
                "decision": line.decision or "to decide",
                "reason": HIDDEN if line.reason and seen.is_initials else line.reason,
            }
            for line in lines
        ]
    )


def _to_decide(line: Line, seen: View, where: str) -> None:
    key = f"{where}-{done_line.key_of(line.session_id)}"
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"row-{key}"
    ):
        st.html(_line_html(line, seen), width="stretch")
        with st.container(horizontal=True, width="content", key=f"acts-{key}"):
            for label, decision in (
                ("Note it", fees.NOTED),
                ("Waive it", fees.WAIVED),
            ):
                st.button(
                    label,
                    key=f"{decision}-{key}",
                    on_click=_decide,
                    args=(line, decision, where),
                )


def _decided(line: Line, seen: View, where: str) -> None:
    key = f"{where}-{done_line.key_of(line.session_id)}"
    because_html = f", because: {seen.typed(line.reason)}" if line.reason else ""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"row-{key}"
    ):
        st.html(
            f'{_line_html(line, seen)}<p class="dl-done">'
            f"{safe.html(words.sentence(str(line.decision)))}{because_html}</p>",
            width="stretch",
        )
        st.button("Undo", key=f"undo-{key}", on_click=_undo, args=(line.entry_id,))


def _line_html(line: Line, seen: View) -> str:
    fee = policy_words.money(line.fee_cents, line.currency)
    when = words.short_moment(line.starts_at, seen.zone, today=seen.today)
    accepted = words.short_day(line.accepted_on, today=seen.today)
    booked = words.short_day(line.booked_on, today=seen.today)
    return (
        f'<p class="dl-done"><b class="dl-name">{seen.name(line.client)}</b> '
        f"{safe.html(f'{when}: {_what(line)}')} "
        f'<span class="dl-soft">{safe.html(f"{fee} agreed")}. '
        f"{safe.html(f'Accepted {accepted}, booked {booked}')}.</span></p>"
    )


def _what(line: Line) -> str:
    said = " (you said so)" if line.is_confirmed else ""
    if line.what == "no_show":
        return f"missed{said}"
    if line.hours_before is None:
        return f"cancelled late{said}"
    if line.hours_before < 0:
        return f"cancelled after it began{said}"
    hours = max(1, round(line.hours_before))
    return (
        f"cancelled at most {words.counted(hours, 'hour')} before, "
        f"{line.notice_hours} agreed{said}"
    )


@notices.said
def _decide(line: Line, decision: str, where: str) -> None:
    reason = st.session_state.get(f"{where}-reason")
    policy_fees.decide(
        doors.database(),
        doors.as_of(),
        line.session_id,
        decision,
        reason=reason if decision == fees.WAIVED else None,
        on=doors.local_today(),
        now=state.now(),
    )
    st.toast("Kept.", icon=":material/check:")


@notices.said
def _undo(entry_id: str) -> None:
    entries.withdraw(doors.database(), entry_id, now=state.now())
    st.toast("Taken back.", icon=":material/undo:")
