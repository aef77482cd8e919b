"""The time zone this computer is set to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.periods import zone_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def machine_zone(
    environment: Mapping[str, str] | None = None, root: Path = Path("/")
) -> str:
    """Return the zone's name; UTC where the system does not name one.

    Windows names zones in its own way: there the owner's word is needed.
    """
    given = os.environ if environment is None else environment
    return next((n for n in _candidates(given, root) if n in zone_names()), "UTC")


def _candidates(environment: Mapping[str, str], root: Path) -> Iterator[str]:
    yield environment.get("TZ", "").removeprefix(":")
    link = root / "etc" / "localtime"
    if link.is_symlink():
        yield str(link.readlink()).rpartition("zoneinfo/")[2]
    named = root / "etc" / "timezone"
    if named.is_file():
        yield named.read_text("utf-8", errors="replace").strip()
