"""The shapes that the parts of the reminders step hand to one another.

Differences are risk differences on the scale from 0 to 1: the share under a strategy
less the share under the baseline, so of missed sessions a negative one is good.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

NONE = "none"
"""The strategy of a session for which no reminder was sent; unknown is not `none`."""

COVARIATE = "x_"
"""How the columns begin that tell sessions apart, known when the reminder was due."""


class Outcome(StrEnum):
    """What is compared, always all four together; each a column of 0 and 1."""

    MISSED = "missed"
    CANCELLED_OR_MOVED = "cancelled_or_moved"
    TOOK_PLACE = "took_place"
    STILL_CLIENT = "still_client_60_days"


class Source(StrEnum):
    """How it is known which strategy a session had, most trusted first."""

    LOG = "log"
    TAP = "tap"
    TRIAL = "trial"
    COLUMN = "column"
    DIARY = "diary"


class Method(StrEnum):
    """How a difference was worked out."""

    AIPW = "overlap_weighted_aipw"
    LOGISTIC = "standardised_logistic"
    BEFORE_AFTER = "interrupted_time_series"


class Verdict(StrEnum):
    """What may be said of one strategy and one outcome."""

    FEWER = "fewer"
    MORE = "more"
    ABOUT_THE_SAME = "about_the_same"
    CANNOT_TELL = "cannot_tell"
    TRADED = "traded_for_cancellations"
    """Fewer missed, but as much more cancelled or moved: no session was won."""
    REFUSED = "refused"


@dataclass(frozen=True, eq=False)
class Compared:
    """The sessions that may be compared.

    Attributes
    ----------
    sessions
        One row an eligible session: ``session_id``, ``client_id``, ``coach``,
        ``service``, ``start_day`` (day number), ``strategy`` (text; `NONE` is one; no
        row of an unknown strategy), ``source`` (a `Source`), ``is_intended_only``
        (meant to be sent, not known to have been), ``is_known`` (the outcome is
        recorded, evidence or confirmed, or presumed under a rule that covers both
        arms alike), a nullable float of 0 and 1 for each `Outcome` (missing where not
        decided yet or not known), and covariates as float columns ``x_...``, all known
        when the reminder would have been sent.
    longest_lead_hours
        Of all strategies compared; later bookings are in neither arm.
    left_out
        How many sessions were left out, by reason.
    """

    sessions: pd.DataFrame
    longest_lead_hours: float
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why no number is shown, and what would help, in a coach's words."""

    reason: str
    cure: str
    code: str = ""
    """The same for a program: ``few_clients``, ``one_strategy`` and so on."""


@dataclass(frozen=True)
class Balance:
    """How one covariate differs between the arms, in standard deviations.

    Positive: larger under the strategy than under the baseline.
    """

    covariate: str
    before: float
    after: float


@dataclass(frozen=True)
class Estimate:
    """A difference with its 95 % interval."""

    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """One strategy against the baseline for one outcome; no numbers where refused.

    Attributes
    ----------
    sessions, clients
        Under the strategy, with this outcome known.
    baseline_sessions, baseline_clients
        The same under the baseline.
    difference, low, high
        Risk difference and its 95 % interval, family-wise over the strategies.
    share, baseline_share
        The outcome's share under the strategy and under the baseline, among the
        sessions where both happened about as often; they differ by `difference`.
    raw_difference
        The plain one, which nothing corrects.
    overlap_share
        Share of sessions that had from 10 to 90 % chance of the strategy.
    effective_n
        Sessions in the smaller arm that as good as count, after weighting.
    mde
        Smallest true difference that would be found four times in five.
    balance
        Before and after weighting, the most different first.
    beside
        The standardised logistic regression's answer, under 400 sessions.
    undone_by
        How strong a hidden cause would have to be to undo it: the E-value of
        VanderWeele and Ding (2017), a risk ratio with both the reminder and the
        outcome; ``None`` where the interval holds 0 anyway.
    doubt
        Where the truth could lie if something that nobody wrote down mattered as much
        as the strongest thing that is known; ``None`` where that is not worked out.
    """

    strategy: str
    baseline: str
    outcome: Outcome
    sessions: int
    clients: int
    baseline_sessions: int
    baseline_clients: int
    method: Method
    verdict: Verdict
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    raw_difference: float | None = None
    overlap_share: float | None = None
    effective_n: float | None = None
    mde: float | None = None
    refused: Refusal | None = None
    share: float | None = None
    baseline_share: float | None = None
    raw: Estimate | None = None
    beside: Estimate | None = None
    balance: tuple[Balance, ...] = ()
    undone_by: float | None = None
    doubt: Estimate | None = None
    strongest: str | None = None
    """The covariate that pulls the raw difference most."""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Benefit:
    """Whether a strategy works differently for different sessions.

    Attributes
    ----------
    what
        How the sessions were told apart: ``first_session`` or ``risk_third``.
    groups
        By name: what the strategy does there. Empty where the groups are not shown
        to differ.
    p_value
        That they would differ so much by chance, corrected for all that were asked.
    """

    strategy: str
    what: str
    groups: Mapping[str, Estimate]
    p_value: float


@dataclass(frozen=True, eq=False)
class Findings:
    """All strategies against the baseline.

    Attributes
    ----------
    since_day
        Day number of the first session compared; ``None`` without any.
    comparisons
        By strategy, the commonest first, and of each all four outcomes in order.
    refused
        Why nothing can be compared at all.
    """

    since_day: int | None
    baseline: str | None
    comparisons: tuple[Comparison, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    refused: Refusal | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    def of(self, strategy: str, outcome: Outcome) -> Comparison:
        """Return one comparison.

        Raises
        ------
        KeyError
            The strategy is not among those compared.
        """
        for one in self.comparisons:
            if (one.strategy, one.outcome) == (strategy, outcome):
                return one
        raise KeyError(strategy, outcome)
