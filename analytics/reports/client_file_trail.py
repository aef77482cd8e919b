"""The audit trail of a client's file: every entry by hand, and what it stands over."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analytics.reports import client_file_words as words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from analytics.reports.client_file_words import Said
    from analytics.store.entries import Entry

_LATEST_COUNTS: Final = frozenset({"endings", "remember_lines", "agreements"})
"""Entries of which a newer one stands over the one before."""

_OF_ONE_SESSION: Final = frozenset({"confirmations", "fee_decisions"})
"""The same, of one session each."""

_CHANGED: Final = frozenset({"promises", "follow_ups"})
"""Entries that name the one they were put in the place of."""


@dataclass(frozen=True)
class Made:
    """One entry of the audit trail."""

    entry_id: str
    kind: str
    """The table it stands in."""
    on_date: dt.date
    """The day it was entered for."""
    said: Said
    before: Said | None
    """What it stands over; ``None`` where it is the first."""
    entered_at: dt.datetime
    """UTC, without a zone."""
    withdrawn_at: dt.datetime | None


def trail(
    made: Iterable[Entry], about: Mapping[str, str], today: dt.date
) -> list[Made]:
    """Return entries with what each of them stands over, in their order.

    Parameters
    ----------
    made
        In the order in which they were entered, withdrawn ones too.
    about
        What a session or a promise is called, by its id.
    """
    stood: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    made = list(made)
    changed = {one.entry_id: one for one in made if one.kind in _CHANGED}
    found = []
    for entry in made:
        key = _stands_over(entry)
        before = changed.get(entry.about_id or "")
        if key is not None:
            # What had been taken back by then stood no more.
            standing = [
                one
                for one in stood[key]
                if one.withdrawn_at is None or one.withdrawn_at > entry.entered_at
            ]
            before = standing[-1] if standing else None
            stood[key].append(entry)
        found.append(
            Made(
                entry.entry_id,
                entry.kind,
                entry.from_date,
                words.said(entry, about, today),
                words.said(before, about, today) if before else None,
                entry.entered_at,
                entry.withdrawn_at,
            )
        )
    return found


def _stands_over(entry: Entry) -> tuple[str, str] | None:
    """Return by what the entries are known of which the latest counts."""
    if entry.kind in _LATEST_COUNTS:
        return entry.kind, ""
    if entry.kind in _OF_ONE_SESSION:
        return entry.kind, entry.about_id or ""
    if entry.kind == "goals":
        return entry.kind, entry.about_id or entry.entry_id
    return None
