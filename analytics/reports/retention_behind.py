"""What is said of the clients behind cohorts, whatever is drawn of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from analytics.charts.retention_cohorts import FEW
from analytics.retention.cohorts import is_lost, newcomers
from analytics.words import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable

    import pandas as pd

KEPT: Final = """
**Kept** is who has neither gone quiet nor ended it themselves by then. Who finished,
was handed over or stopped by agreement is kept: nothing was lost. The day on which
somebody stops being kept is that of the curve above. A month is 30.44 days, counted
from the first session.
"""

COMPLETE: Final = """
**Complete** is a share once the {period} is over and every client who started in it has
had that much time. What is not complete is never counted.
"""

LEFT_OUT: Final = """
Clients already on board when a file begins are left out: nobody saw those who started
with them and had left before. See *Cohorts* in docs/definitions.md.
"""


COMPLETE_OR_NOT: Final = {True: "yes", False: "not yet"}


@dataclass(frozen=True)
class Told:
    """What the sentences under a chart say of the clients behind it."""

    on_board: int
    """Clients left out: on board before the log began."""
    lost: int
    """Clients who count as not kept."""
    not_confirmed: int
    """Of these, whose ending nobody has confirmed."""


def told(spells: pd.DataFrame) -> Told:
    """Return what is said of the clients behind the charts.

    Parameters
    ----------
    spells
        `analytics.retention.spells.spells`.
    """
    known = newcomers(spells)
    lost = known[is_lost(known)]
    return Told(
        on_board=len(spells) - len(known),
        lost=len(lost),
        not_confirmed=int((~lost["is_confirmed"]).sum()),
    )


def share_of(count: int, total: int) -> str:
    """Return ``73% of 41``; of fewer than ten ``7 of 9``."""
    share = f"{count:,}" if total < FEW else f"{count / total:.0%}"
    return f"{share} of {total:,}"


def of_clients(count: int, total: int) -> str:
    """Return ``73% of 41 clients``."""
    return f"{share_of(count, total)} client" + ("" if total == 1 else "s")


def period_label(first: dt.date, by: str) -> str:
    """Return ``Mar 2026`` or ``Q1 2026``."""
    if by == "quarter":
        return f"Q{(first.month + 2) // 3} {first.year}"
    return f"{first:%b %Y}"


def cohorts_of(count: int, by: str, kind: str = "") -> str:
    """Return how many groups there are, such as ``2 complete start months``."""
    noun = {"month": "start month", "quarter": "start quarter", "source": "tool"}
    word = noun.get(by, by)
    return counted(count, f"{kind}{word}")


def unconfirmed(behind: Told) -> str:
    """Return of how many who left nobody has said how; empty where all is known."""
    if not behind.not_confirmed:
        return ""
    return (
        f"Of {behind.lost:,} endings that count as not kept, {behind.not_confirmed:,} "
        "are not confirmed."
    )


def on_board(behind: Told) -> str:
    """Return how many are left out because they came first before the data begin."""
    if not behind.on_board:
        return ""
    left_out = counted(behind.on_board, "client")
    return f"Left out: {left_out}, perhaps on board before the data begin."


def rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Return the rows of a table by their columns' names."""
    return table.to_dict("records")
