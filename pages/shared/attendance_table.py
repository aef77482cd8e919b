"""Attendance of a few groups as a table: counts first, the rate with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pages.shared import safe, words

if TYPE_CHECKING:
    import pandas as pd

GROUPS: Final = {
    "coach": "Coach",
    "service": "Service",
    "weekday": "Weekday",
    "hour": "Hour",
    "month": "Month",
}

WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

HEADS: Final = (
    "Attended",
    "Counted",
    "Rate",
    "May be",
    "Presumed",
    "Missed",
    "Cancelled late",
    "Not known",
)
"""After the late cancellations stand those of which nobody can tell: ``2 + 1?``."""


def html(groups: pd.DataFrame, by: str) -> str:
    """Return a table of `doors.attended` as HTML."""
    if groups.empty:
        return '<p class="dl-soft">Nothing yet.</p>'
    group = GROUPS.get(by, "Week of")
    heads = "".join(f'<th scope="col" class="num">{head}</th>' for head in HEADS)
    rows = "".join(_row(row, by) for row in groups.to_dict("records"))
    return (
        '<div class="dl-scroll" tabindex="0" role="region" aria-label="Attendance">'
        f'<table class="dl-table"><thead><tr><th scope="col">{group}</th>{heads}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: dict[Any, Any], by: str) -> str:
    is_counted = row["n"] > 0
    cells = (
        f"{row['attended']:,}",
        f"{row['n']:,}",
        f"{row['rate']:.0%}" if is_counted else "–",
        f"{row['low']:.0%} to {row['high']:.0%}" if is_counted else "–",
        f"{row['presumed']:,}",
        f"{row['no_show']:,}",
        _late(row),
        f"{row['unknown']:,}",
    )
    numbers = "".join(f'<td class="num">{cell}</td>' for cell in cells)
    still = ' <span class="dl-soft">not over yet</span>' if row["is_open"] else ""
    return f'<tr><th scope="row">{_group(row["group"], by)}{still}</th>{numbers}</tr>'


def _late(row: dict[Any, Any]) -> str:
    """Return the late cancellations, and how many more may be: nothing tells."""
    unclear = row["late_not_known"]
    more = f' <span class="dl-soft">+ {unclear:,}?</span>' if unclear else ""
    return f"{row['late_cancelled']:,}{more}"


def _group(value: Any, by: str) -> str:  # noqa: ANN401 - a date, a name or a number
    if by == "week":
        return words.short_day(value)
    if by == "month":
        return f"{value:%B %Y}"
    if by == "weekday":
        return WEEKDAYS[int(value) - 1]
    if by == "hour":
        return f"{value:02}:00"
    return safe.html(value) if value else "not given"
