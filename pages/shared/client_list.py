"""The list of clients as a table that folds to cards on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from analytics.facts.strip import WEEKS
from pages.shared import safe, strip, view, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from analytics.reports.client_list_look import Look
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

WORDS: Final = {"low": "as usual", "raised": "quieter", "high": "much quieter"}

TRENDS: Final = {
    "longer": "longer of late",
    "as_usual": "as usual",
    "shorter": "shorter of late",
}

HEADS: Final = {
    "who": "Client",
    "stands": "Stands",
    "last": "Last came",
    "next": "Next",
    "weeks": "12 weeks",
    "gap": "Usual gap",
    "homework": "Homework",
    "contact": "Last contact",
    "came": "Came",
    "earned": "Earned",
}

SORTED_BY: Final = {
    "who": "name",
    "stands": "stands",
    "last": "last",
    "next": "next",
    "gap": "gap",
    "homework": "homework",
    "contact": "contact",
    "came": "came",
    "earned": "earned",
}
"""By what the list is sorted when a head is clicked."""


class Cell(NamedTuple):
    """What a cell says: first, and beneath it, both as HTML."""

    first: str
    rest: str = ""


def table(clients: pd.DataFrame, look: Look, *, has_boxes: bool = False) -> str:
    """Return the list as HTML.

    Parameters
    ----------
    clients
        Rows of `doors_clients.everybody`, in the order to be shown.
    look
        Says the columns, and how the rows are sorted.
    has_boxes
        Whether each row has a box to choose it.
    """
    seen = view.current()
    columns = ("who", *look.columns)
    rows = "".join(
        _row(row, columns, seen, has_boxes=has_boxes)
        for row in clients.to_dict("records")
    )
    box = '<td><span class="dl-unseen">Chosen</span></td>' if has_boxes else ""
    heads = "".join(_head(column, look) for column in columns)
    return (
        '<table class="dl-table dl-clients">'
        '<caption class="dl-unseen">Clients</caption>'
        f"<thead><tr>{box}{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def for_a_file(clients: pd.DataFrame) -> pd.DataFrame:
    """Return the list with the names as shown, days as text, money in units."""
    days = {
        column: pd.to_datetime(clients[column]).dt.strftime("%Y-%m-%d")
        for column in ("last_attended_at", "next_booked_at")
    }
    shown = clients.assign(
        name=clients["name"].map(view.current().plain_name),
        earned=clients["revenue_cents"] / 100,
        standing=clients["standing"].map(STANDINGS),
        word=clients["word"].map(WORDS),
        gap_trend=clients["gap_trend"].map(TRENDS),
        **days,
    )
    return shown.drop(columns=["revenue_cents", "token"])


def gap(days: float | None) -> str:
    """Return a usual gap in days, a dash where a client has none of their own."""
    return words.counted(round(days), "day") if days is not None and _is(days) else "–"


def _head(column: str, look: Look) -> str:
    head_html = safe.html(HEADS[column])
    order = SORTED_BY.get(column)
    if order is None:
        return f'<th scope="col">{head_html}</th>'
    is_by = look.order == order
    how = ' aria-sort="other"' if is_by else ""
    return (
        f'<th scope="col"{how}><button type="button" data-order="{order}">'
        f"{head_html}</button></th>"
    )


def _row(
    row: dict[Any, Any], columns: tuple[str, ...], seen: View, *, has_boxes: bool
) -> str:
    box_html = ""
    if has_boxes:
        box_html = (
            f'<td class="box"><input type="checkbox" data-pick="{row["token"]}" '
            f'aria-label="Choose {seen.name(row["name"])}"></td>'
        )
    cells = "".join(_cell(column, CELLS[column](row, seen)) for column in columns)
    return f"<tr>{box_html}{cells}</tr>"


def _cell(field: str, cell: Cell) -> str:
    rest = f'<br><span class="dl-soft">{cell.rest}</span>' if cell.rest else ""
    empty = " absent" if cell.first == "–" else ""
    return (
        f'<td class="{field}{empty}" data-head="{HEADS[field]}">{cell.first}{rest}</td>'
    )


def _who(row: dict[Any, Any], seen: View) -> Cell:
    letters_html = safe.html(safe.letters(row["name"]))
    who_html = " · ".join(
        safe.html(part) for part in (row["coach"], row["service"]) if _is(part)
    )
    token = row["token"]
    return Cell(
        f'<span class="dl-circle" aria-hidden="true">{letters_html}</span>'
        f'<a class="dl-name" href="client?who={token}" target="_self" '
        f'data-who="{token}">{seen.name(row["name"])}</a>',
        who_html,
    )


def _stands(row: dict[Any, Any], seen: View) -> Cell:
    del seen
    word = WORDS[row["word"]] if _is(row["word"]) else ""
    return Cell(safe.html(STANDINGS[row["standing"]]), safe.html(word))


def _weeks(row: dict[Any, Any], seen: View) -> Cell:
    del seen
    return Cell(strip.html(row["strip"] if _is(row["strip"]) else "." * WEEKS))


def _gap(row: dict[Any, Any], seen: View) -> Cell:
    del seen
    return Cell(gap(row["usual_gap_days"]), safe.html(_trend(row)))


def _trend(row: dict[Any, Any]) -> str:
    """Return how the last gaps compare, with n where they differ."""
    trend = row["gap_trend"]
    if not _is(trend):
        return ""
    n = f", {words.counted(row['gap_trend_gaps'], 'gap')}"
    return f"{TRENDS[trend]}{'' if trend == 'as_usual' else n}"


def _homework(row: dict[Any, Any], seen: View) -> Cell:
    del seen
    of = row["homework_of"]
    return Cell(f"{row['homework_done']} of {of}" if _is(of) else "–")


def _contact(row: dict[Any, Any], seen: View) -> Cell:
    day = row["last_contact_on"]
    if not _is(day):
        return Cell("–")
    return Cell(
        safe.html(words.short_day(day, today=seen.today)),
        safe.html(contact_said(row, seen.today)),
    )


def contact_said(row: dict[Any, Any], today: dt.date) -> str:
    """Return who wrote last and what is open, a few words."""
    due = row["answer_due_on"]
    if _is(due):
        day = words.short_day(due, today=today)
        return "answer due today" if due == today else f"answer due {day}"
    if _is(row["is_answered"]):
        return "they answered" if row["is_answered"] else "no answer yet"
    return {"client": "they wrote", "coach": "you wrote"}.get(
        str(row["last_contact_by"]), ""
    )


def _came(row: dict[Any, Any], seen: View) -> Cell:
    del seen
    ahead = row["sessions_ahead"]
    return Cell(
        f"{row['sessions_attended']} of {row['sessions_booked']}",
        f"{ahead:,} ahead" if ahead else "",
    )


def _earned(row: dict[Any, Any], seen: View) -> Cell:
    earned = row["revenue_cents"]
    return Cell(seen.money(earned) if _is(earned) else "–")


CELLS: Final[dict[str, Callable[[dict[Any, Any], View], Cell]]] = {
    "who": _who,
    "stands": _stands,
    "last": lambda row, seen: Cell(seen.short_day(_or_none(row["last_attended_at"]))),
    "next": lambda row, seen: Cell(seen.short_day(_or_none(row["next_booked_at"]))),
    "weeks": _weeks,
    "gap": _gap,
    "homework": _homework,
    "contact": _contact,
    "came": _came,
    "earned": _earned,
}


def _or_none(instant: dt.datetime) -> dt.datetime | None:
    return instant if _is(instant) else None


def _is(value: Any) -> bool:  # noqa: ANN401 - a cell of any column
    return not pd.isna(value)
