"""Two names under one address: perhaps a couple, perhaps one person spelt twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.store import queries

if TYPE_CHECKING:
    from analytics.store import Database

_COUPLES = Path(__file__).with_name("couples.sql")

_ALIKE: Final = 0.75
"""First names as close as "Jon" and "John" are one name spelt twice."""


@dataclass(frozen=True)
class SharedAddress:
    """A client whom the files also give the name of, it seems, somebody else."""

    client_id: str
    name: str
    """What the client is called now."""
    other_name: str
    """Who would become a client of their own."""
    count_sessions: int
    """Sessions booked under the other name, 0 where no file tells them apart."""


def shared_addresses(database: Database) -> list[SharedAddress]:
    """Return names under a shared address about which nobody has answered yet."""
    found = queries.rows(database, queries.text_of(_COUPLES))
    return [
        SharedAddress(str(client_id), str(client), str(name), int(str(count)))
        for client_id, client, name, _, count in found
        if _are_two(str(client), str(name))
    ]


def _are_two(first: str, second: str) -> bool:
    """Return whether two names are hardly one person's.

    Whoever changes a name keeps the first one; a family shares the last one.
    """
    one, other = _words(first), _words(second)
    if not one or not other or one <= other or other <= one:
        return False
    likeness = SequenceMatcher(None, _given(first), _given(second)).ratio()
    return likeness < _ALIKE


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", name.casefold()))


def _given(name: str) -> str:
    family_first = "," in name
    listed: list[str] = re.findall(r"[^\W\d_]+", name.casefold())
    return listed[-1] if family_first else listed[0]
