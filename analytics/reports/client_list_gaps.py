"""Whether a client's last gaps were longer or shorter than those before.

What people agreed on, or a holiday that was entered, is no change of rhythm: known
absences are left out of the last gaps. The rule stands in docs/definitions.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from analytics.facts import entered, facts
from analytics.store import queries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.facts.entered import Entered
    from analytics.periods import AsOf
    from analytics.store import Database

Trend = Literal["longer", "as_usual", "shorter"]

LONGER: Final = 1.5
"""Above so many of the earlier gaps the last two are longer; below 1 ÷ this many they
are shorter. One week left out by somebody who comes weekly is neither."""

FEWEST_EARLIER: Final = 2
"""Gaps before the last two; with fewer there is nothing to compare with."""

LAST_GAPS: Final = 2

_GAPS = Path(__file__).with_name("client_list_gaps.sql")


class Came(NamedTuple):
    """The days on which a client came, as far as the list needs them.

    Days are local day numbers.
    """

    client_id: str
    first_day: int
    last_day: int
    third_last_day: int | None
    earlier_gap_days: float | None
    """Median of up to eight gaps before the last two."""
    count_earlier_gaps: int


def came(database: Database, as_of: AsOf) -> dict[str, Came]:
    """Return by client who came: first and last days, and the earlier gaps."""
    rows = facts.rows(database, as_of, queries.text_of(_GAPS))
    return {str(row[0]): Came(*row) for row in rows}


def trend(days: Came | None, coach: str | None, known: Entered) -> Trend | None:
    """Return how the last two gaps compare with those before.

    ``None`` where fewer than four gaps are known.

    Parameters
    ----------
    coach
        Of the client, whose absences lengthen gaps as well.
    """
    if days is None or days.third_last_day is None or not days.earlier_gap_days:
        return None
    if days.count_earlier_gaps < FEWEST_EARLIER:
        return None
    first, last = days.third_last_day, days.last_day
    found = compared((last - first) / LAST_GAPS, days.earlier_gap_days)
    if found != "longer":
        return found
    absences = known.away(days.client_id, coach, first)
    not_away = last - first - entered.days_away(absences, first, last)
    shortened = compared(not_away / LAST_GAPS, days.earlier_gap_days)
    return "longer" if shortened == "longer" else "as_usual"


def compared(last_days: float, earlier_days: float) -> Trend:
    """Return how a mean of the last gaps compares with the earlier ones (days)."""
    if last_days > LONGER * earlier_days:
        return "longer"
    return "shorter" if last_days * LONGER < earlier_days else "as_usual"


def trends(
    found: Mapping[str, Came], coaches: Mapping[str, str | None], known: Entered
) -> list[Trend | None]:
    """Return the trend of each client, in the order of `coaches`."""
    return [trend(found.get(one), coach, known) for one, coach in coaches.items()]
