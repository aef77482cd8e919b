"""Who is drawn for which arm: from a seed that was written down before the start.

Whoever is to be drawn has a *stratum* (for clients: coach, and how likely they are to
miss, in thirds) and gets the next *place* in it, those of one drawing in the order of a
keyed hash. Two places make a pair; a keyed hash of the pair says which of the two is
arm b. So arms are even within each stratum, somebody who comes later gets an arm of
their own, and every arm can be worked out anew from the seed.
"""

from __future__ import annotations

import hmac
import secrets
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ArmName = Literal["a", "b"]

WEEKS = "weeks"
SERVICES = "services"
"""The one stratum where weeks or services are drawn."""

_THIRDS = ("likeliest", "middle", "least likely")
_NOT_KNOWN = "not known"
_BETWEEN = " | "
_SIGN = "\x1f"


@dataclass(frozen=True)
class Drawn:
    """What came of one drawing."""

    unit: str
    """A client's id, the first day of a week, or a service."""
    stratum: str
    place: int
    """From 0, in the stratum."""
    arm: ArmName


def new_seed() -> str:
    """Return 32 random bytes as hexadecimal digits."""
    return secrets.token_hex(32)


def keyed(seed: str, *parts: str) -> bytes:
    """Return the keyed hash (HMAC-SHA-256) of some texts.

    Parameters
    ----------
    seed
        Hexadecimal digits, two a byte.
    """
    return hmac.new(bytes.fromhex(seed), _SIGN.join(parts).encode(), sha256).digest()


def arm_at(seed: str, stratum: str, place: int) -> ArmName:
    """Return the arm of a place in a stratum."""
    is_first_b = keyed(seed, "pair", stratum, str(place // 2))[0] % 2 == 0
    is_first = place % 2 == 0
    return "b" if is_first == is_first_b else "a"


def draw(seed: str, strata: Mapping[str, str], taken: Mapping[str, int]) -> list[Drawn]:
    """Draw everybody who has no arm yet.

    Parameters
    ----------
    strata
        The stratum of each unit to be drawn.
    taken
        How many places of a stratum are taken, 0 where it is not named.
    """
    found: list[Drawn] = []
    following: dict[str, int] = defaultdict(int, taken)
    for unit in sorted(strata, key=lambda unit: keyed(seed, "order", unit)):
        stratum = strata[unit]
        place = following[stratum]
        following[stratum] = place + 1
        found.append(Drawn(unit, stratum, place, arm_at(seed, stratum, place)))
    return found


def draw_weeks(seed: str, first_days: Iterable[str], taken: int = 0) -> list[Drawn]:
    """Draw weeks in their own order, so that each pair of weeks has both arms.

    Parameters
    ----------
    first_days
        The first day of each week, ``2026-11-30``.
    taken
        How many weeks were drawn before.
    """
    return [
        Drawn(day, WEEKS, place, arm_at(seed, WEEKS, place))
        for place, day in enumerate(first_days, start=taken)
    ]


def strata_of(
    coaches: Mapping[str, str | None], chances: Mapping[str, float]
) -> dict[str, str]:
    """Return each client's stratum.

    Parameters
    ----------
    coaches
        The coach of each client to be drawn.
    chances
        How likely a client is to miss, on any scale: only the order counts. Of all
        clients, so that somebody who comes alone finds their third. Clients without
        one make a group of their own.
    """
    groups = thirds(chances)
    return {
        client: f"{groups.get(client, _NOT_KNOWN)}{_BETWEEN}{coach or ''}"
        for client, coach in coaches.items()
    }


def thirds(chances: Mapping[str, float]) -> dict[str, str]:
    """Return the third in which each stands, the likeliest third first."""
    ranked = sorted(chances, key=lambda client: (-chances[client], client))
    return {
        client: _THIRDS[place * len(_THIRDS) // len(ranked)]
        for place, client in enumerate(ranked)
    }
