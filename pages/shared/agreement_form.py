"""On Agreements: the form for what is agreed from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from analytics import importing
from analytics.store import agreements as stored
from analytics.store.agreements import Terms
from pages.shared import doors, doors_policy, notices, safe, state, told_apart

if TYPE_CHECKING:
    from pages.shared.view import View

EVERYBODY: Final = ("", "")

PERIODS: Final = {"month": "a month", "quarter": "a quarter", "year": "a year"}

NONE_AGREED: Final = "not agreed"

LONGEST: Final = 2000

WHOLE: Final = (
    "Leave open what you do not agree on. An agreement stands as a whole: a new one "
    "takes the place of the one before, for what is booked from its day on."
)


def show(seen: View) -> None:
    """Draw the form."""
    is_first = not doors_policy.in_force() and not doors_policy.coming()
    label = "A new agreement"
    with st.expander(label, expanded=is_first, key="agree", on_change="rerun") as form:
        if form.open:
            _form(seen)


def _form(seen: View) -> None:
    st.caption(WHOLE)
    names = _whose()
    with st.form("agreement", border=False, clear_on_submit=True):
        with st.grid(2, min_column_width=260):
            st.selectbox(
                "With whom",
                list(names),
                format_func=names.__getitem__,
                key="agree-whose",
            )
            st.date_input("From", seen.today, key="agree-on", format="YYYY-MM-DD")
            _number("Hours of notice", "agree-notice", stored.MOST_NOTICE_HOURS)
            _number("A session every … days", "agree-cadence", 366, least=1)
            _fee("Fee for a missed session", "agree-missed", seen)
            _fee("Fee for a late cancellation", "agree-late", seen)
            _number("Free moves", "agree-moves", stored.MOST_FREE_MOVES)
            st.selectbox(
                "Counted by",
                list(PERIODS),
                index=1,
                format_func=PERIODS.__getitem__,
                key="agree-period",
            )
            if not seen.currency:
                st.text_input(
                    "Currency of the fees",
                    max_chars=3,
                    placeholder="three letters, such as EUR",
                    key="agree-currency",
                )
            st.date_input(
                "Look at it again on", None, key="agree-review", format="YYYY-MM-DD"
            )
        st.text_area(
            "What is excused",
            max_chars=LONGEST,
            placeholder="illness, care for somebody, whatever you agree",
            height=80,
            key="agree-excused",
        )
        st.text_area(
            "What they can count on from you",
            max_chars=LONGEST,
            placeholder="notes within two days; another time when I have to move",
            height=80,
            key="agree-commits",
        )
        st.form_submit_button("Keep this agreement", type="primary", on_click=_keep)


def _whose() -> dict[tuple[str, str], str]:
    """Return with whom something can be agreed: kind and id, and how it is called."""
    names = {EVERYBODY: "Everybody"}
    for service in doors.service_names():
        names["service", service] = f"All clients of {safe.plain(service)}"
    for client_id, name in told_apart.labels(doors.clients()).items():
        names["client", client_id] = name
    return names


def _number(label: str, key: str, most: int, *, least: int = 0) -> None:
    st.number_input(
        label,
        min_value=least,
        max_value=most,
        value=None,
        step=1,
        placeholder=NONE_AGREED,
        key=key,
    )


def _fee(label: str, key: str, seen: View) -> None:
    currency = f" ({safe.md(seen.currency)})" if seen.currency else ""
    st.number_input(
        f"{label}{currency}",
        min_value=0.0,
        max_value=stored.MOST_FEE_CENTS / 100,
        value=None,
        step=5.0,
        format="%.2f",
        placeholder=NONE_AGREED,
        key=key,
    )


@notices.said
def _keep() -> None:
    kind, who = st.session_state["agree-whose"]
    said = {
        name: st.session_state.get(f"agree-{name}")
        for name in (
            "notice", "missed", "late", "moves", "period", "excused", "cadence",
            "review", "commits", "currency",
        )
    }  # fmt: skip
    importing.agree(
        doors.database(),
        Terms(
            notice_hours=said["notice"],
            no_show_fee_cents=_cents(said["missed"]),
            late_fee_cents=_cents(said["late"]),
            currency=said["currency"],
            free_moves=said["moves"],
            moves_period=said["period"],
            excused=said["excused"],
            cadence_days=said["cadence"],
            review_date=said["review"],
            coach_commits=said["commits"],
        ),
        client_id=who if kind == "client" else None,
        service=who if kind == "service" else None,
        on=st.session_state["agree-on"],
        now=state.now(),
    )
    st.toast("Kept.", icon=":material/check:")


def _cents(amount: float | None) -> int | None:
    return None if amount is None else round(amount * 100)
