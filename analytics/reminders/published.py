"""What published trials found, how long a practice needs to know for itself, and both.

Literature, not data of the practice: each trial is named with its source. A practice of
a few dozen clients cannot prove what a reminder does within a year, so the trials are
an honest place to start. Put together with the practice's own sessions they are shown
beside the answer without them, never instead of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from analytics.intervals import Z_95
from analytics.reminders import words
from analytics.reminders.contracts import Estimate

CORRELATION = 0.07
"""Of two sessions of one client in whether they are missed, where it is not known."""

LARGEST_RATIO = 0.61
"""Missed sessions left, of 1, by the largest published effect: phone calls to those who
are likely to miss (median of three trials; Oikonomidi et al. 2023, J. Am. Med. Inform.
Assoc. 30:559). Anything weaker takes longer to know."""

ELSEWHERE = 0.3
"""How far effects differ between settings, in log odds: our judgement. The trials were
made in clinics, so each counts for less here than it does where it was made."""

_LONGEST_MONTHS = 60


@dataclass(frozen=True)
class Trial:
    """One randomised trial: missed shares with something and with something less.

    ``sessions`` and ``other_sessions`` are the two arms' sizes; where the paper gives
    the sum of equal arms only, their parts.
    """

    key: str
    what: str
    instead_of: str
    missed: float
    other_missed: float
    sessions: int
    other_sessions: int
    source: str

    @property
    def log_odds_ratio(self) -> float:
        """How the odds to miss change, as a logarithm; negative is fewer."""
        return _logit(self.missed) - _logit(self.other_missed)

    @property
    def standard_error(self) -> float:
        """Of the log odds ratio, in the trial itself."""
        return math.sqrt(
            1 / (self.sessions * self.missed * (1 - self.missed))
            + 1 / (self.other_sessions * self.other_missed * (1 - self.other_missed))
        )


TRIALS = (
    Trial(
        key="text",
        what="a text message",
        instead_of="no reminder",
        missed=0.263,
        other_missed=0.398,
        sessions=251,
        other_sessions=251,
        source="Youssef 2014, East. Mediterr. Health J. 20:317; 502 patients",
    ),
    Trial(
        key="two_reminders",
        what="two reminders, 3 days and 1 day before",
        instead_of="one, 1 day before",
        missed=0.044,
        other_missed=0.053,
        sessions=18_022,
        other_sessions=18_022,
        source="Steiner et al. 2018, Am. J. Manag. Care 24:377; 54,066 appointments",
    ),
    Trial(
        key="phone_call",
        what="a phone call 7 days before to those likely to miss",
        instead_of="the automatic reminder alone",
        missed=0.228,
        other_missed=0.292,
        sessions=1_123,
        other_sessions=1_124,
        source="Shah et al. 2016, J. Gen. Intern. Med. 31:1460; 2,247 patients",
    ),
    Trial(
        key="cost_stated",
        what="a text that states what a missed appointment costs",
        instead_of="a plain text",
        missed=0.084,
        other_missed=0.111,
        sessions=2_528,
        other_sessions=2_528,
        source="Hallsworth et al. 2015, PLoS ONE 10:e0137306; 10,111 appointments",
    ),
)

_START = "two reminders (3 days and 1 day before), plainly worded"


@dataclass(frozen=True)
class Together:
    """The practice's own answer, the trial's, and both together, as differences.

    ``trial_weight`` is the trial's share of the last, 0 to 1.
    """

    own: Estimate
    published: Estimate
    both: Estimate
    trial_weight: float
    source: str


def trial(key: str) -> Trial:
    """Return a trial by its key.

    Raises
    ------
    KeyError
        There is none of that key.
    """
    return {one.key: one for one in TRIALS}[key]


def published_here(found: Trial, base_rate: float) -> Estimate:
    """Return what a trial lets a practice expect, as a risk difference.

    Parameters
    ----------
    base_rate
        Share of the practice's sessions that are missed without it, between 0 and 1.
    """
    middle, error = _here(found, base_rate)
    return _normal(middle, error)


def together(own: Estimate, base_rate: float, found: Trial) -> Together:
    """Return the practice's own difference with and without a published trial.

    Both are taken as normal and weighted by how sure they are.

    Parameters
    ----------
    own
        Of missed sessions, with its 95 % interval.
    base_rate
        Share missed under the baseline, between 0 and 1.
    """
    own_error = (own.high - own.low) / (2 * Z_95)
    middle, error = _here(found, base_rate)
    own_sure, trial_sure = 1 / own_error**2, 1 / error**2
    weight = trial_sure / (own_sure + trial_sure)
    both = own.difference * (1 - weight) + middle * weight
    return Together(
        own=own,
        published=_normal(middle, error),
        both=_normal(both, 1 / math.sqrt(own_sure + trial_sure)),
        trial_weight=weight,
        source=found.source,
    )


def side_by_side(found: Together) -> str:
    """Return the answer without and with a trial, in one sentence."""
    return (
        f"From your own sessions alone: {words.in_100(found.own)} missed in 100. With "
        f"{found.source} as a starting point: {words.in_100(found.both)}; the trial "
        f"counts for {found.trial_weight:.0%} of that."
    )


def sessions_to_know(
    base_rate: float,
    sessions_per_client: float,
    risk_ratio: float = LARGEST_RATIO,
    correlation: float = CORRELATION,
) -> float:
    """Return how many sessions both arms need together, to find it four times in five.

    16 p (1 - p) / d^2 an arm, times 1 + (m - 1) r where a client with all m sessions is
    in one arm and two of them are correlated by r.

    Parameters
    ----------
    base_rate
        Share missed without it, between 0 and 1.
    sessions_per_client
        At least 1.
    risk_ratio
        Of missed sessions, what is left of 1.
    """
    apart = base_rate * (1 - risk_ratio)
    an_arm = 16 * base_rate * (1 - base_rate) / apart**2
    return 2 * an_arm * (1 + (max(sessions_per_client, 1.0) - 1) * correlation)


def first_line(
    base_rate: float | None, sessions_per_month: float, sessions_per_client: float
) -> str:
    """Return the honest first line of a small practice.

    Parameters
    ----------
    base_rate
        Share of sessions missed; ``None`` where it is not known.
    sessions_per_month
        Of the practice, those whose outcome is known.
    sessions_per_client
        In the time looked at, at least 1.
    """
    until = f"Until then, from published trials: {_START}."
    if not base_rate or base_rate >= 1 or sessions_per_month <= 0:
        return (
            "How long it takes to know from your own sessions can be said once some "
            f"are known to be missed. {until}"
        )
    needed = sessions_to_know(base_rate, sessions_per_client)
    return f"{_long(needed / sessions_per_month)} {until}"


def sources() -> tuple[str, ...]:
    """Return what the first line rests on, a sentence each."""
    return tuple(
        f"{one.what[:1].upper()}{one.what[1:]} instead of {one.instead_of}: "
        f"{100 * one.missed:g} % missed instead of {100 * one.other_missed:g} % "
        f"({one.source})."
        for one in TRIALS
    )


def _long(months: float) -> str:
    ahead = "to know from your own sessions."
    if months > _LONGEST_MONTHS:
        return f"More than {_LONGEST_MONTHS // 12} years {ahead}"
    whole = max(math.ceil(months), 1)
    return f"About {whole} month{'' if whole == 1 else 's'} {ahead}"


def _here(found: Trial, base_rate: float) -> tuple[float, float]:
    share = 1 / (1 + math.exp(-_logit(base_rate) - found.log_odds_ratio))
    error = math.hypot(found.standard_error, ELSEWHERE)
    return share - base_rate, share * (1 - share) * error


def _normal(middle: float, error: float) -> Estimate:
    return Estimate(middle, middle - Z_95 * error, middle + Z_95 * error)


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
