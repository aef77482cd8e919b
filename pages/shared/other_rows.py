"""What a file told beside sessions: prices, reminders, promises, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from pages.shared import safe, view, words

if TYPE_CHECKING:
    from analytics.contracts import ImportReport, OtherRows
    from pages.shared.view import View

NOUNS = {
    "prices": ("price", "prices"),
    "visits": ("visit to a meeting", "visits to meetings"),
    "reminders": ("reminder", "reminders"),
    "actions": ("promise", "promises"),
    "clients": ("person", "people"),
    "returns": ("answer", "answers"),
}
"""What one row of a kind and several are called."""


def rows_of(kind: str, count: int) -> str:
    """Return how many rows of a kind, such as ``84 prices``."""
    one, many = NOUNS.get(kind, ("row", "rows"))
    return words.counted(count, one, many)


def headline(report: ImportReport) -> str | None:
    """Return what a file of another kind brought; nothing for one of sessions."""
    if report.kind == "sessions":
        return None
    said = [one.sentence for one in report.others if one.kind == report.kind]
    return said[0] if said else f"No {rows_of(report.kind, 2).split(' ', 1)[1]} in it"


def show(report: ImportReport, number: int) -> None:
    """Say what else the file told, and list what has no place yet."""
    seen = view.current()
    if report.kind != "sessions" and report.changed:
        said = words.counted(report.changed, "session is", "sessions are")
        st.caption(f"{said} told more fully now.")
    for one in report.others:
        if one.kind != report.kind:
            st.caption(safe.md(f"{words.sentence(one.sentence)}.", 400))
        # Most lists name people who have no session at all: nothing to put right.
        if one.unmatched and one.kind != "clients":
            _without_place(one, f"{number}-{one.kind}", seen)


def _without_place(one: OtherRows, key: str, seen: View) -> None:
    belong = "belongs" if one.unmatched == 1 else "belong"
    told = f"{rows_of(one.kind, one.unmatched)} {belong} to nothing known yet: which"
    rows = pd.DataFrame(
        {
            "who": [
                seen.plain_name(row.who) if row.who else "–"
                for row in one.unmatched_rows
            ],
            "when": [
                words.moment(row.at, seen.zone, today=seen.today) if row.at else "–"
                for row in one.unmatched_rows
            ],
            "why": [row.why for row in one.unmatched_rows],
        }
    )
    with st.expander(told):
        st.caption(
            "They are kept. As soon as a file shows the session or the person, they "
            "find their place by themselves."
        )
        st.dataframe(
            rows,
            hide_index=True,
            key=f"without-place-{key}",
            column_config={"who": "Who", "when": "When", "why": "Why"},
        )
