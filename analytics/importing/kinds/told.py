"""What rows of another kind brought, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.words import counted

if TYPE_CHECKING:
    from analytics.importing.kinds.kind import Kind


def sentence(kind: Kind, rows: int, targets: int, unmatched: int) -> str:
    """Say how many rows there were, what they belong to, and what is left over."""
    rows_said = counted(rows, kind.one, kind.many)
    if kind.name == "clients":
        are = "a client" if targets == 1 else "clients"
        return f"{rows_said} on the list, {targets:,} of them {are} with sessions"
    said = f"{rows_said} for {counted(targets, kind.target_one, kind.target_many)}"
    if not unmatched:
        return said
    belong = "belongs" if unmatched == 1 else "belong"
    if kind.target_one == "session":
        where = "a session" if unmatched == 1 else "sessions"
        return f"{said}; {unmatched:,} {belong} to {where} that no file shows yet"
    where = "somebody" if unmatched == 1 else "people"
    return f"{said}; {unmatched:,} {belong} to {where} without a session so far"


def why(kind: Kind, *, is_known: bool) -> str:
    """Say why a row has no place yet."""
    if kind.target_one == "client" or not is_known:
        return "nobody with a session fits"
    return "the client has no session then"
