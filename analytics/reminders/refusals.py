"""When no number is shown, why, and what would help.

A number that nobody should act on is not shown at all: a reason and its cure stand in
its place, in a coach's words. Each function answers one question, ``None`` if all is
well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.reminders import aipw, words
from analytics.reminders.contracts import Outcome, Refusal
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analytics.reminders.aipw import Fit
    from analytics.reminders.arms import Arms

FEWEST_CLIENTS = 30
FEWEST_SESSIONS = 100
FEWEST_EVENTS = 10
FEWEST_EFFECTIVE = 100
LEAST_OVERLAP = 0.5
KNOWN_SHARE = 0.9
KNOWN_APART = 0.05
MDE_FACTOR = 2.8
"""Of standard errors: found four times in five at 95 % (1.96 + 0.84)."""

LARGEST_MDE = 0.5
"""Of the baseline's share: a method that blind would only ever see wonders."""

_TEST = "A fair test would tell: let a draw decide who gets which."


def nothing_to_compare(strategies: Iterable[str]) -> Refusal | None:
    """Return why there are no two strategies to compare."""
    known = sorted(set(strategies))
    if not known:
        return Refusal(
            "Of no session is it known which reminder was sent.",
            "Say which reminders your scheduling tool sends, under Reminder diary, or "
            "bring a message log.",
            "all_unknown",
        )
    if len(known) == 1:
        only = words.strategy(known[0])
        return Refusal(
            f"All sessions had the same: {only}. There is nothing to compare it with.",
            "Enter in the diary what you did before, or try two ways in a fair test.",
            "one_strategy",
        )
    return None


def truth(
    sessions: pd.DataFrame, strategy: str, baseline: str, outcome: Outcome
) -> Refusal | None:
    """Return why too little is known of how the sessions ended.

    Of clients who may still come back nothing is decided yet; those sessions, later
    than the last of which it is, count neither way.
    """
    is_told = sessions[outcome.value].notna()
    if outcome is Outcome.STILL_CLIENT:
        if not is_told.any():
            return _not_decided()
        last = sessions.loc[is_told, "start_day"].max()
        is_due = sessions["start_day"] <= last
        sessions, is_told = sessions[is_due], is_told[is_due]
    else:
        is_told &= sessions["is_known"].astype(bool)
    shares = is_told.groupby(sessions["strategy"]).mean()
    under, without = (float(shares.get(name, 0.0)) for name in (strategy, baseline))
    if min(under, without) >= KNOWN_SHARE and abs(under - without) <= KNOWN_APART:
        return None
    what = words.known_of(outcome)
    return Refusal(
        f"{what} is known of {under:.0%} of the sessions with "
        f"{words.strategy(strategy)} and of {without:.0%} of those with "
        f"{words.strategy(baseline)}. Needed are {KNOWN_SHARE:.0%} of each, no more "
        f"than {100 * KNOWN_APART:.0f} points apart: else the gaps could be all there "
        "is to see.",
        "Say under Who came? what became of exactly these sessions.",
        "outcomes_unknown",
    )


def too_few(arms: Arms, strategy: str, baseline: str) -> Refusal | None:
    """Return why the arms hold too few sessions or clients."""
    for rows, name in ((arms.treated, strategy), (~arms.treated, baseline)):
        sessions, clients = int(rows.sum()), arms.clients_in(rows)
        said = words.strategy(name)
        if sessions < FEWEST_SESSIONS:
            return Refusal(
                f"Only {counted(sessions, 'session')} with {said} can be "
                f"compared; {FEWEST_SESSIONS} are needed.",
                f"Wait for {FEWEST_SESSIONS - sessions} more.",
                "few_sessions",
            )
        if clients < FEWEST_CLIENTS:
            return Refusal(
                f"The sessions with {said} belong to only "
                f"{counted(clients, 'client')}; {FEWEST_CLIENTS} are needed, for "
                "one client's sessions resemble each other.",
                f"Use it with {FEWEST_CLIENTS - clients} more clients.",
                "few_clients",
            )
    return None


def too_rare(
    arms: Arms, strategy: str, baseline: str, outcome: Outcome
) -> Refusal | None:
    """Return why too few sessions ended this way, or too few otherwise."""
    for rows, name in ((arms.treated, strategy), (~arms.treated, baseline)):
        told = arms.outcome[rows]
        happened = int(told.sum())
        otherwise = len(told) - happened
        if min(happened, otherwise) >= FEWEST_EVENTS:
            continue
        said = words.strategy(name)
        if happened <= otherwise:
            reason = words.rare(outcome, happened, said)
        else:
            reason = words.nearly_all(outcome, otherwise, said)
        return Refusal(
            f"{reason} A difference shows from {FEWEST_EVENTS} each way on.",
            "Wait for more sessions; there may be little to win here."
            if outcome is Outcome.MISSED and happened <= otherwise
            else "Wait for more sessions.",
            "few_events",
        )
    return None


def poor_overlap(fit: Fit, strategy: str, baseline: str) -> Refusal | None:
    """Return why hardly any sessions could have had either."""
    share = aipw.overlap_share(fit.chances.of_strategy)
    if share >= LEAST_OVERLAP:
        return None
    return Refusal(
        f"Who got {words.strategy(strategy)} and who got {words.strategy(baseline)} "
        f"was nearly always clear beforehand: only {share:.0%} of the sessions could "
        f"have had either, and {LEAST_OVERLAP:.0%} are needed.",
        f"Use both in the same services and with the same clients. {_TEST}",
        "poor_overlap",
    )


def too_thin(arms: Arms, fit: Fit) -> Refusal | None:
    """Return why too few sessions count once they are made comparable."""
    count = effective_n(arms, fit)
    if count >= FEWEST_EFFECTIVE:
        return None
    return Refusal(
        "Once like is compared with like, the sessions tell as much as "
        f"{count:.0f} would; {FEWEST_EFFECTIVE} are needed.",
        f"Wait for more sessions. {_TEST}",
        "few_effective",
    )


def too_blind(fit: Fit, outcome: Outcome) -> Refusal | None:
    """Return why only a wonder could be seen."""
    mde = MDE_FACTOR * fit.standard_error
    rarer = min(fit.baseline_share, 1 - fit.baseline_share)
    if mde <= LARGEST_MDE * rarer:
        return None
    needed = (mde / (LARGEST_MDE * rarer)) ** 2 if rarer > 0 else np.inf
    cure = (
        f"About {needed:.1f} times as many sessions would do."
        if needed < 20
        else "Wait for many more sessions."
    )
    return Refusal(
        f"With these sessions only a difference of {100 * mde:.0f} or more in 100 "
        f"could be seen, where {words.happens(outcome, fit.baseline_share)}.",
        cure,
        "too_blind",
    )


def few_weeks(strategy: str, baseline: str, fewest: int) -> Refusal:
    """Return why a switch on one day cannot be judged yet."""
    return Refusal(
        f"Everybody went from {words.strategy(baseline)} to "
        f"{words.strategy(strategy)} on one day, so there is only a before and an "
        f"after, and that takes {fewest} weeks on each side.",
        f"Wait until {fewest} weeks are in. {_TEST}",
        "few_weeks",
    )


def decided_by_date(strategy: str, baseline: str) -> Refusal:
    """Return why services that were switched one by one cannot be compared."""
    return Refusal(
        f"Coach, service and date alone decided who got {words.strategy(strategy)} and "
        f"who got {words.strategy(baseline)}, so no two sessions side by side differ "
        "in that only.",
        f"Use both at the same time in one service. {_TEST}",
        "decided_by_date",
    )


def not_alone() -> Refusal:
    """Return why an outcome is not shown where missed sessions are not."""
    return Refusal(
        "It is shown only beside missed sessions, and those cannot be compared yet.",
        "See what is said there.",
        "missed_refused",
    )


def effective_n(arms: Arms, fit: Fit) -> float:
    """Return as how many equally weighted sessions the smaller arm counts."""
    return min(
        aipw.effective(fit.weights[arms.treated]),
        aipw.effective(fit.weights[~arms.treated]),
    )


def _not_decided() -> Refusal:
    return Refusal(
        "Who is still a client 60 days later is not decided for any session yet.",
        "Wait until 60 days have passed.",
        "not_decided",
    )


def no_baseline(baseline: str) -> Refusal:
    """Return why there is nothing to compare with."""
    return Refusal(
        f"No session that can be compared had {words.strategy(baseline)}.",
        "Choose another to compare with.",
        "no_baseline",
    )
