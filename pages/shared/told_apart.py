"""Clients in a list to choose from, each told apart from all others.

Streamlit knows the options of such a list by their text: of two clients who read alike,
for one name or for their initials, only the first could ever be chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pages.shared import view

if TYPE_CHECKING:
    from collections.abc import Mapping


def labels(clients: pd.DataFrame) -> Mapping[str, str]:
    """Return what each client is called in a list, by id and in the order given.

    Clients of one name (or of the same initials) get the day on which they came last,
    and a number where that is the same.

    Parameters
    ----------
    clients
        Rows of `doors.clients`.
    """
    seen = view.current()
    shown = clients["name"].map(seen.plain_name).astype("str")
    alike = shown.duplicated(keep=False)
    # Only of those who share a name: of 20,000 clients few do.
    last = [
        seen.short_day(None if at is pd.NaT else at)
        for at in clients.loc[alike, "last_attended_at"]
    ]
    hints = pd.Series(
        [f", last came {day}" for day in last], shown.index[alike], dtype="str"
    )
    hinted = shown.copy()
    hinted[alike] = shown[alike] + hints
    return each_once(clients["client_id"], hinted)


def each_once(ids: pd.Series[str], shown: pd.Series[str]) -> Mapping[str, str]:
    """Return a text for each id: the one shown, numbered where it is not alone."""
    nth = shown.groupby(shown).cumcount()
    told = shown.where(nth == 0, shown + " · " + (nth + 1).astype(str))
    return dict(zip(ids.astype(str), told, strict=True))
