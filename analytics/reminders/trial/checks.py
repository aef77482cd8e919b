"""What could make a test misleading, looked for at every look.

Each check says in words what was found. Nothing is put right in silence: what the plan
did not foresee is shown beside the result.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.reminders.trial import assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from analytics.store.trials import Assignment

SUSPICIOUS = 100.0
"""An e-value from which on arms of one size are no longer believed: where the drawing
is fair, that happens at some look of one test in a hundred."""

FEWEST_KNOWN = 0.9
MOST_APART = 0.05
MOST_CROSSED = 0.1


@dataclass(frozen=True)
class Check:
    """One check and what it found."""

    name: str
    """``plan``, ``drawing``, ``two_arms``, ``ratio``, ``known`` or ``crossover``."""
    is_fine: bool | None
    """``None`` where it cannot be told."""
    text: str


def ratio_evidence(in_a: int, in_b: int) -> float:
    """Return the e-value against arms of one size, valid at all looks together.

    The mixture of all other ratios, each as likely, over the even one (the two-arm case
    of M. Lindon and A. Malek 2022, Anytime-valid inference for multinomial count data).
    """
    log_mixed = (
        math.lgamma(in_a + 1) + math.lgamma(in_b + 1) - math.lgamma(in_a + in_b + 2)
    )
    return math.exp(min(log_mixed + (in_a + in_b) * math.log(2), 700.0))


def ratio(in_a: int, in_b: int, whom: str) -> Check:
    """Check that as many in one arm have come into the comparison as in the other."""
    if not in_a + in_b:
        return Check("ratio", None, f"No {whom} have sessions that count yet.")
    found = f"{in_a} {whom} in arm a and {in_b} in arm b have sessions that count"
    if ratio_evidence(in_a, in_b) < SUSPICIOUS:
        return Check("ratio", True, f"{found}: as even as a fair drawing makes them.")
    return Check(
        "ratio",
        False,
        f"{found}. A fair drawing hardly ever ends so uneven: something keeps one arm "
        "out, and the result cannot be trusted before that is found.",
    )


def drawing(seed: str, rows: Iterable[Assignment]) -> Check:
    """Check that every stored arm is the one that follows from the seed."""
    changed = sum(
        assign.arm_at(seed, row.stratum, row.place) != row.arm for row in rows
    )
    if not changed:
        return Check("drawing", True, "Every arm follows from the seed, as drawn.")
    return Check(
        "drawing",
        False,
        f"Stored arms that do not follow from the seed: {changed}. They were changed "
        "after the drawing.",
    )


def two_arms(rows: Sequence[Assignment]) -> frozenset[str]:
    """Return who is one person now and was drawn for both arms under two ids."""
    arms: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.client_id is not None:
            arms[row.client_id].add(row.arm)
    return frozenset(client for client, found in arms.items() if len(found) > 1)


def in_two_arms(count: int) -> Check:
    """Say how many were drawn for both arms."""
    if not count:
        return Check("two_arms", True, "Nobody is in both arms.")
    who = "1 client was" if count == 1 else f"{count} clients were"
    return Check(
        "two_arms",
        False,
        f"{who} known under two ids and drawn for both arms. They are left out of the "
        "comparison, and meet the way that was drawn first.",
    )


def known(sessions: pd.DataFrame) -> Check:
    """Check that it is known of enough sessions what became of them, in both arms.

    Parameters
    ----------
    sessions
        One row a session that counts: ``arm``, ``missed`` (missing: not known) and
        ``outcome_basis``.
    """
    shares = sessions["missed"].notna().groupby(sessions["arm"]).mean()
    if len(shares) < 2:
        return Check("known", None, "There are no sessions in both arms yet.")
    a, b = float(shares["a"]), float(shares["b"])
    presumed = float((sessions["outcome_basis"] == "presumed").mean())
    found = f"It is known what became of {a:.0%} of sessions in arm a and {b:.0%} in b"
    if presumed > 0:
        found += f"; {presumed:.0%} are presumed to have been held, in both alike"
    if min(a, b) >= FEWEST_KNOWN and abs(a - b) <= MOST_APART:
        return Check("known", True, f"{found}.")
    return Check(
        "known",
        False,
        f"{found}. That is too little, or too uneven, for the result to be trusted: "
        "answer under Who came? for these sessions.",
    )


def crossover(sessions: pd.DataFrame) -> Check:
    """Check that each arm was treated as drawn.

    Parameters
    ----------
    sessions
        One row a session that counts: ``arm`` and ``sent`` (1.0, 0.0, missing).
    """
    told = sessions[sessions["sent"].notna()]
    if told.empty:
        said = "Of no session so far has anybody said that an extra word was sent."
        return Check("crossover", None, said)
    is_b = told["arm"] == "b"
    without = float((told.loc[is_b, "sent"] == 0).mean()) if is_b.any() else 0.0
    against = float((told.loc[~is_b, "sent"] == 1).mean()) if (~is_b).any() else 0.0
    found = (
        f"Of the sessions in arm b {without:.0%} had no extra word, of those in arm a "
        f"{against:.0%} had one"
    )
    if max(without, against) <= MOST_CROSSED:
        return Check("crossover", True, f"{found}.")
    return Check(
        "crossover",
        False,
        f"{found}. The comparison goes by what was drawn, so the difference shows "
        "smaller than it would be if all were done as drawn.",
    )
