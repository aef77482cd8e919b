"""Who calls sessions off, and with how much notice: the cards, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.charts import attendance_where as charts
from analytics.charts.card import Card, Column
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHO: Final = """
- **Counted** are sessions called off by either side, late or in time. Moves are not
  among them.
- **Nobody can tell** where neither a file nor a person said who called it off.

More in *Where and when* of docs/definitions.md.
"""

_NOTICE: Final = """
- **Notice** is the time between the cancellation and the start. Sessions that the coach
  called off and moves are left out.
- **Late, time not known**: two exports prove that it was late, and none says when.

More in *Where and when* of docs/definitions.md.
"""

_NOTICES: Final = {
    -1: "after the start",
    0: "less than 2 hours",
    2: "2 to 12 hours",
    12: "12 to 24 hours",
    24: "1 to 2 days",
    48: "2 to 7 days",
    168: "a week or more",
    -2: "late, time not known",
}

_COUNTS: Final = (Column("n", "Sessions", "count"), Column("share", "Share", "share"))

_WHOS: Final = {
    "client": ("clients", ""),
    "coach": ("coaches", "/"),
    "not_known": ("nobody can tell", "."),
}


def who_called_off(rows: pd.DataFrame, *, dark: bool = False) -> Card:
    """Return the card of who called sessions off.

    Parameters
    ----------
    rows
        `analytics.attendance.where.called_off`.
    """
    by_who = rows.groupby("who")["sessions"].sum()
    found = {who: int(by_who.get(who, 0)) for who in _WHOS}
    total, untold = sum(found.values()), found["not_known"]
    answer = "No session was called off here."
    if total == untold > 0:
        answer = f"Of none of {counted(total, 'session')} called off can anybody tell."
    elif total:
        tail = f"; of {untold:,} nobody can tell." if untold else "."
        answer = (
            f"Of {counted(total, 'session')} called off, clients called off "
            f"{found['client']:,} and coaches {found['coach']:,}{tail}"
        )
    table = _table([(*_WHOS[who], n) for who, n in found.items() if n])
    return Card(
        key="attendance-who-called-off",
        question="Who calls sessions off?",
        answer=answer,
        basis=_basis(total),
        definition=_WHO,
        alt=f"Bars: sessions called off, by whom. {answer}",
        figure=charts.counts(table, dark=dark) if 0 < total != untold else None,
        table=table[["label", "n", "share"]],
        columns=(Column("label", "Called off by"), *_COUNTS),
    )


def notice(
    rows: pd.DataFrame,
    notice_hours: int,
    *,
    is_agreed: bool = False,
    dark: bool = False,
) -> Card:
    """Return the card of how long before the start clients called off.

    Parameters
    ----------
    rows
        `analytics.attendance.where.called_off`.
    notice_hours
        The practice's.
    is_agreed
        Whether anybody agreed on another notice: then late is not the same for all.
    """
    theirs = rows[rows["who"] != "coach"]
    total, late = int(theirs["sessions"].sum()), int(theirs["late"].sum())
    by_hours = theirs.groupby("notice_from_hours")["sessions"].sum()
    untold = total - int(by_hours.sum())
    found = [
        (label, "/" if hours < notice_hours else "", int(by_hours[hours]))
        for hours, label in _NOTICES.items()
        if hours in by_hours.index
    ]
    is_any = len(found) > 0
    if is_any and untold:
        found.append(("nobody can tell", ".", untold))
    table = _table(found)
    rule = f"less than {notice_hours} hours before"
    if is_agreed:
        rule = f"less than agreed, or than {notice_hours} hours where nothing is"
    answer = _notice_answer(total, late, untold, rule)
    legend = f" Hatched: less than {notice_hours} hours." if is_any else ""
    return Card(
        key="attendance-notice",
        question="How much notice do clients give?",
        answer=answer,
        basis=f"{_basis(total)}{legend}",
        definition=_NOTICE,
        alt=f"Bars: sessions called off, by the time before the start. {answer}",
        figure=charts.counts(table, dark=dark) if is_any else None,
        table=table[["label", "n", "share"]],
        columns=(Column("label", "Notice"), *_COUNTS),
    )


def _notice_answer(total: int, late: int, untold: int, rule: str) -> str:
    if not total:
        return "No client called a session off here."
    if untold == total:
        return "The files do not say when clients called their sessions off."
    tail = f"; of {untold:,} nobody can tell when." if untold else "."
    return (
        f"Of {counted(total, 'session')} that clients called off, {late:,} "
        f"{'was' if late == 1 else 'were'} late: {rule}{tail}"
    )


def _basis(total: int) -> str:
    return (
        f"n = {counted(total, 'session')}. Moves are not among them." if total else ""
    )


def _table(found: Sequence[tuple[str, str, int]]) -> pd.DataFrame:
    table = pd.DataFrame(found, columns=["label", "pattern", "n"])
    return table.assign(share=table["n"] / table["n"].sum())
