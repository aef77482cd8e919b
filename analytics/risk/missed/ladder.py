"""What may be said of missed bookings: a number, words, or percentages.

The number of misses to be expected needs less than a word on a single booking: where
the model is no better than the practice's own share of missed ones, that share counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analytics.risk import ladder

if TYPE_CHECKING:
    import pandas as pd

    from analytics.risk.ladder import Check, Mode
    from analytics.risk.missed.training import Fitted

FEWEST_MISSES = 30
FEWEST_MISSES_FOR_PERCENT = 60

VOUCHED_SHARE = 0.9
"""Of past sessions; the same limit as in ``booking_ends.sql``."""


Basis = Literal["none", "share", "model"]


@dataclass(frozen=True)
class Rung:
    """The step, and why not the next."""

    mode: Mode
    """``rule``: nothing is said of a single booking. ``words``: which ones are worth
    an extra word. ``percent``: how likely each is to be missed."""
    why: str
    """A sentence; empty on the last step."""
    counted_by: Basis
    """What the expected number rests on: on nothing (then there is none), on the
    practice's own share of missed bookings, or on the model."""
    check: Check | None


def rung(fitted: Fitted, vouched_share: float | None, check: Check | None) -> Rung:
    """Return the step a practice stands on.

    Parameters
    ----------
    vouched_share
        Of which share of past sessions somebody vouches for who came; ``None`` where
        there were none.
    """
    if missing := _missing(fitted, vouched_share):
        return Rung("rule", missing, "none", check)
    if not fitted.is_local or not fitted.is_converged:
        why = "The fit to this practice's own log did not settle."
        return Rung("rule", why, "share", check)
    if check is not None and (failures := check.failures()):
        is_order_good = check.is_level_off and len(failures) == 1
        why = f"Looking back on your own past, {', and '.join(failures)}."
        return Rung("words" if is_order_good else "rule", why, "share", check)
    why = ""
    if fitted.misses < FEWEST_MISSES_FOR_PERCENT:
        why = (
            f"{fitted.misses} missed bookings are known; percentages need "
            f"{FEWEST_MISSES_FOR_PERCENT}."
        )
    elif check is None:
        why = "There are too few past weeks to check percentages against."
    return Rung("words" if why else "percent", why, "model", check)


def check_of(past: pd.DataFrame) -> Check | None:
    """Return how past predictions compare with what followed; ``None`` with too few.

    Parameters
    ----------
    past
        One row a booking: ``client_id``, ``probability``, ``miss_history`` (what the
        rule goes by: the client's own past alone) and ``missed``.
    """
    named = {"miss_history": "rule_score", "missed": "went_quiet"}
    columns = ["client_id", "probability", *named]
    return ladder.check_of(past[columns].rename(columns=named))


def _missing(fitted: Fitted, vouched_share: float | None) -> str:
    """Return what is too little to say anything, in a coach's words."""
    if fitted.misses >= FEWEST_MISSES:
        return ""
    if vouched_share is not None and vouched_share < VOUCHED_SHARE:
        return (
            f"Who came is known of {vouched_share:.0%} of the past half year's "
            "sessions, of the others it is only presumed. So nobody can tell how many "
            "bookings may be missed; marking who came would tell."
        )
    known = "1 is" if fitted.misses == 1 else f"{fitted.misses} are"
    return (
        f"How many bookings may be missed can be said once {FEWEST_MISSES} missed ones "
        f"are known; so far {known}."
    )
