"""All that the page and the command say of how long clients stay, worked out at once.

Endings that nobody confirmed make two curves: one where all of them count as not kept,
one where none does. The truth lies between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.facts.standing import HORIZON_GAPS
from analytics.retention.curve import Curve, curve
from analytics.retention.endings import Endings, endings
from analytics.retention.lives import Lives, counts_from_the_file, lives
from analytics.retention.spells import Story, story, told
from analytics.selection import EVERYTHING

if TYPE_CHECKING:
    import pandas as pd

    from analytics.periods import AsOf
    from analytics.selection import Selection
    from analytics.store import Database


@dataclass(frozen=True, eq=False)
class Look:
    """How long clients stay, under one horizon."""

    spells: pd.DataFrame
    """Of `analytics.retention.spells`: everybody who came, as far as chosen."""
    gaps: float
    known: Lives
    """Of those whose start is known, or of all where these are too few."""
    is_from_file: bool
    """Whether whose start is not known count from their first session in the log."""
    lower: Curve
    """All endings that nobody confirmed count as not kept."""
    upper: Curve
    """None of them does."""
    endings: Endings
    """Those that nobody confirmed are one way, *unknown*."""
    confirmed_endings: int
    all_endings: int
    is_of_a_period: bool = False
    """Whether only some days count."""

    @property
    def unconfirmed_endings(self) -> int:
        """Endings that nobody confirmed."""
        return self.all_endings - self.confirmed_endings

    @property
    def start_unknown(self) -> int:
        """Clients who were on board when the log began; nobody says since when."""
        return int((~self.spells["is_start_known"]).sum())


def look(
    database: Database,
    as_of: AsOf,
    selection: Selection = EVERYTHING,
    *,
    gaps: float = HORIZON_GAPS,
) -> Look:
    """Return how long clients stay.

    Parameters
    ----------
    gaps
        After so many usual gaps, and never less than 28 days, a silent client is gone.
    """
    return looked(story(database, as_of), selection, gaps=gaps)


def looked(
    known: Story, selection: Selection = EVERYTHING, *, gaps: float = HORIZON_GAPS
) -> Look:
    """Return the same from a story."""
    spells = told(known, selection, gaps=gaps)
    is_from_file = counts_from_the_file(spells)
    times = lives(spells, is_from_file=is_from_file)
    is_ended = spells["ending"].notna()
    return Look(
        spells=spells,
        gaps=gaps,
        known=times,
        is_from_file=is_from_file,
        lower=curve(times, times.is_not_kept(unconfirmed=True)),
        upper=curve(times, times.is_not_kept(unconfirmed=False)),
        endings=endings(times, is_together=True),
        confirmed_endings=int((is_ended & spells["is_confirmed"]).sum()),
        all_endings=int(is_ended.sum()),
        is_of_a_period=(selection.from_day or selection.until_day) is not None,
    )
