"""The list of clients as a table that folds to cards on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analytics.facts.strip import WEEKS
from pages.shared import safe, strip, view, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pages.shared.view import View

STANDINGS: Final = {
    "active": "Active",
    "paused": "Paused",
    "completed": "Finished",
    "handed_over": "Handed over",
    "ended_by_agreement": "Ended by agreement",
    "ended_by_client": "Ended by the client",
    "ended_by_coach": "Ended by the coach",
    "drifted": "Went quiet",
    "unknown": "Not known",
}
"""How a client's story stands, in the words of a page."""

HEADS: Final = (
    "Client",
    "Stands",
    "Last came",
    "Next",
    "12 weeks",
    "Usual gap",
    "Came",
    "Earned",
)


def table(clients: pd.DataFrame) -> str:
    """Return the list as HTML.

    Parameters
    ----------
    clients
        Rows of `doors.clients`, in the order to be shown.
    """
    if clients.empty:
        return '<p class="dl-soft">Nobody fits.</p>'
    seen = view.current()
    rows = "".join(_row(row, seen) for row in clients.to_dict("records"))
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    return (
        '<table class="dl-table dl-clients">'
        '<caption class="dl-unseen">Clients</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def for_a_file(clients: pd.DataFrame) -> pd.DataFrame:
    """Return the list with the names as shown, days as text, money in units."""
    days = {
        column: clients[column].dt.strftime("%Y-%m-%d")
        for column in ("last_attended_at", "next_booked_at")
    }
    return clients.assign(
        name=clients["name"].map(view.current().plain_name),
        earned=clients["revenue_cents"] / 100,
        standing=clients["standing"].map(STANDINGS),
        **days,
    ).drop(columns=["revenue_cents"])


def _row(row: dict[Any, Any], seen: View) -> str:
    who_html = " · ".join(
        safe.html(part) for part in (row["coach"], row["service"]) if _is(part)
    )
    name_html = (
        f'<b class="dl-name">{seen.name(row["name"])}</b><br>'
        f'<span class="dl-soft">{who_html}</span>'
    )
    letters = row["strip"] if _is(row["strip"]) else "." * WEEKS
    earned = row["revenue_cents"]
    cells = (
        ("who", name_html),
        ("stands", safe.html(STANDINGS[row["standing"]])),
        ("last", seen.short_day(_or_none(row["last_attended_at"]))),
        ("next", seen.short_day(_or_none(row["next_booked_at"]))),
        ("weeks", strip.html(letters)),
        ("gap", gap(row["usual_gap_days"])),
        ("came", f"{row['sessions_attended']} of {row['sessions_booked']}"),
        ("earned", seen.money(earned) if _is(earned) else "–"),
    )
    return f"<tr>{_cells(cells)}</tr>"


def _cells(cells: Sequence[tuple[str, str]]) -> str:
    heads = dict(zip((field for field, _cell in cells), HEADS, strict=True))
    return "".join(
        f'<td class="{field}" data-head="{heads[field]}">{cell}</td>'
        for field, cell in cells
    )


def _or_none(instant: dt.datetime) -> dt.datetime | None:
    return instant if _is(instant) else None


def _is(value: Any) -> bool:  # noqa: ANN401 - a cell of any column
    return not pd.isna(value)


def gap(days: float | None) -> str:
    """Return a usual gap in days, a dash where a client has none of their own."""
    return words.counted(round(days), "day") if days is not None and _is(days) else "–"
