"""What the files of the last import brought, row by row accounted for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from analytics.errors import PracticeError
from pages.shared import doors, notices, other_rows, safe, words
from pages.shared.state import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.contracts import ImportReport

    Result = ImportReport | PracticeError
    """What became of one file."""

LOOKS_OLD_AFTER: Final = dt.timedelta(days=14)
"""A practice has a session within two weeks, or one booked."""

SHOWN_REFUSALS: Final = 200

SHOWN_REPORTS: Final = 20
"""Of many files imported at once, how many have their report shown in full."""


def keep(results: Sequence[Result]) -> None:
    """Keep what became of the files, to be shown on the next run of the page."""
    st.session_state[Key.REPORTS] = list(results)


def show_latest() -> None:
    """Show what this visit's last import brought, and where to go from there."""
    results: list[Result] = st.session_state.get(Key.REPORTS, [])
    for number, result in enumerate(results[:SHOWN_REPORTS]):
        if isinstance(result, PracticeError):
            notices.failed(result)
        else:
            _report(result, number)
    _more(results[SHOWN_REPORTS:])
    stored = [result for result in results if not isinstance(result, PracticeError)]
    if stored:
        _where_next(is_first=len(doors.imports_in_force()) <= len(stored))


def _more(results: Sequence[Result]) -> None:
    """Sum up the files of a whole folder beyond those that are shown."""
    if not results:
        return
    reports = [result for result in results if not isinstance(result, PracticeError)]
    new = sum(report.new for report in reports)
    changed = sum(report.changed for report in reports)
    refused = sum(report.refused for report in reports)
    failed = len(results) - len(reports)
    st.info(
        f"… and {words.counted(len(results), 'more file', 'more files')}: "
        f"{words.brought(new, changed)}, {words.counted(refused, 'row')} not stored, "
        f"{words.counted(failed, 'file')} that could not be read. Each is in the list "
        "of files below."
    )


def _report(report: ImportReport, number: int) -> None:
    with st.container(border=True, key=f"report-{number}"):
        st.html(_told(report))
        for warning in report.warnings:
            st.caption(safe.md(warning, 400))
        if is_maybe_older(report):
            st.info(
                "Nothing in this file lies near the day of its export. If you exported "
                "it earlier, take it back below and import it again with that day: "
                "what is not in an old file did not stay away."
            )
        other_rows.show(report, number)
        if report.refused:
            _refusals(report, number)
        if report.cannot_tell:
            with st.expander("What this file cannot tell, and what that costs"):
                for sentence in report.cannot_tell:
                    st.markdown(f"- {safe.md(sentence, 400)}")


def is_maybe_older(report: ImportReport) -> bool:
    """Return whether the file looks older than the moment given for its export."""
    last = report.last_starts_at
    if last is None or report.is_repeat:
        return False
    return report.exported_at - last > LOOKS_OLD_AFTER


def _told(report: ImportReport) -> str:
    ignored = "; ".join(
        f"{count} because {why}" for why, count in report.ignored_reasons
    )
    facts = {
        "rows read": report.rows,
        "brought news": report.accepted,
        "known already": report.duplicate,
        "refused": report.refused,
        "left out": report.ignored,
    }
    cells = "".join(
        f"<div><dt>{fact}</dt><dd>{count:,}</dd></div>" for fact, count in facts.items()
    )
    note = f'<p class="dl-soft">Left out: {safe.html(ignored, 300)}.</p>'
    return (
        f'<div class="dl-report"><h2>{safe.html(_headline(report))}</h2>'
        f'<p class="dl-soft">{safe.html(report.file)} · {safe.html(_what(report))}</p>'
        f'<dl class="dl-facts">{cells}</dl>{note if ignored else ""}</div>'
    )


def _headline(report: ImportReport) -> str:
    if report.is_repeat:
        return "You imported this very file before. Nothing changed."
    if other := other_rows.headline(report):
        return f"{words.sentence(other)}."
    return f"{words.sentence(words.brought(report.new, report.changed))}."


def _what(report: ImportReport) -> str:
    parts = [f"{report.tool_name}, {report.variant}"]
    if report.first_starts_at and report.last_starts_at:
        first, last = report.first_starts_at.date(), report.last_starts_at.date()
        parts.append(
            f"sessions from {words.short_day(first)} to {words.short_day(last)}"
        )
    if report.timezone:
        parts.append(f"times in {report.timezone}")
    return " · ".join(parts)


def _refusals(report: ImportReport, number: int) -> None:
    rows = pd.DataFrame(
        {
            "line": [refusal.line for refusal in report.refusals],
            "reason": [refusal.reason for refusal in report.refusals],
        }
    )
    said = words.counted(report.refused, "row was", "rows were")
    with st.expander(f"{said} not stored: which, and why"):
        st.dataframe(
            rows.head(SHOWN_REFUSALS),
            hide_index=True,
            column_config={"line": "Line in the file", "reason": "Why"},
        )
        st.download_button(
            "Download all of them as CSV",
            data=safe.csv(rows),
            file_name="rows-not-stored.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"refusals-{number}",
        )


def _where_next(*, is_first: bool) -> None:
    with st.container(horizontal=True, key="where-next"):
        st.page_link(
            "today.py",
            label="See who may be worth a hello",
            icon=":material/arrow_forward:",
        )
        if is_first:
            st.page_link(
                "endings.py",
                label="One more minute: how your services end",
                icon=":material/flag:",
            )
