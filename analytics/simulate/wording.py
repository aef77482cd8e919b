"""What clients and coaches write into a booking form, all of it invented.

Choices hang on a key, not on dice: the same session reads the same in every
export, whenever it is written.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLIENT_REASONS = (
    "",
    "",
    "Feeling unwell 🤒",
    "Work trip ",
    "Child care fell through",
    "Sorry, something came up.\nI will book again soon.",
)
COACH_REASONS = ("", "Schedule conflict ", "Coach unwell ✅")
MOVE_REASONS = ("", "", "A later time suits me better")

PREPARATION = (
    "I would like to look at the talk with my team lead.",
    "Nothing special, just carry on",
    "Two things: the new role, and how to say no ",
    'My "plan B", and what speaks against it',
    "1. Look back at last week\n2. Decide about the course",
    "Möchte über die Bewerbung sprechen",
)
NOTES = (
    "",
    "",
    "",
    "",
    "",
    "Agreed on one small step before next time.",
    "Talked about the new team; next: a first week plan.",
)
SOURCES = ("A friend", "Web search", "Talk at the library", "")
AIMS = ("A new role", "Clarity, first of all", "Confidence\nand calm", "Leading a team")


def pick(options: Sequence[str], *key: object) -> str:
    """Return one of the options; the same key always gives the same one."""
    return options[number(len(options), *key)]


def number(below: int, *key: object) -> int:
    """Return a number from 0 to below, which is excluded; fixed by the key."""
    return int.from_bytes(_digest(key)[:6]) % below


def uuid_for(*key: object) -> str:
    """Return a random-looking identifier (UUID version 4), fixed by the key."""
    return str(uuid.UUID(bytes=_digest(key), version=4))


def money(cents: int) -> str:
    """Return an amount with two decimals and a point, without its currency."""
    return f"{cents // 100}.{cents % 100:02d}"


def _digest(key: tuple[object, ...]) -> bytes:
    text = "|".join(str(part) for part in key)
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
