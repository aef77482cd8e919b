"""Simulated tests of two ways of reminding, looked at every week for a year.

Clients differ in how often they miss (a normal effect on the log-odds), arrive and
leave, and have a past of their own length. Everything that is measured is Driftline's:
the drawing, what is expected of each client, the look, the rule that decides. Beside it
stands the plain 95 % interval that holds at one look only, looked at as often.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from analytics.reminders.trial import assign, planner, sequence
from benchmarks.report import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]
    Counts = NDArray[np.int64]

TESTS = 1_000
WEEKS = 52
MOST_WRONG = 0.05
LEAST_COVERED = 0.95

_PAST_WEEKS = 52
_RECENT_WEEKS = 8
_STAY_WEEKS = 60.0
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Setting:
    """A practice and what is tried in it."""

    name: str
    clients: int
    """At any time; about as many leave and come in a year."""
    sessions_a_week: float = 0.8
    base: float = 0.15
    """Share missed by a client in the middle."""
    spread: float = 0.9
    """Standard deviation between clients, log-odds."""
    effect: float = 0.0
    """On the log-odds, in arm b."""
    worth: float = 0.05
    unit: planner.Unit = "client"


SETTINGS = (
    Setting("no difference, 60 clients", 60),
    Setting("no difference, 24 clients", 24),
    Setting("no difference, 200 clients", 200),
    Setting("no difference, clients much alike", 60, spread=0.0),
    Setting("no difference, clients far apart", 60, spread=1.8),
    Setting("no difference, 5 % missed", 120, base=0.05, worth=0.02),
    Setting("no difference, 60 clients, by whole weeks", 60, unit="week"),
    Setting(
        "7 fewer in 100 missed, 60 clients, by whole weeks",
        60,
        effect=-0.6,
        worth=0.068,
        unit="week",
    ),
    Setting("7 fewer in 100 missed, 60 clients", 60, effect=-0.6, worth=0.068),
    Setting("7 fewer in 100 missed, 120 clients", 120, effect=-0.6, worth=0.068),
    Setting("7 fewer in 100 missed, 200 clients", 200, effect=-0.6, worth=0.068),
)

PLANNED = SETTINGS[-4:]
"""Where the planned weeks can be held against those it took."""


@dataclass(frozen=True, eq=False)
class Made:
    """One simulated test, one row a client and one column a week."""

    is_b: NDArray[np.bool_]
    """Shape ``(clients,)``, or ``(weeks,)`` where whole weeks are drawn."""
    sessions: Counts
    """Shape ``(clients, weeks)``, up to and with that week."""
    missed: Counts
    expected_share: Vector
    past: planner.Past
    is_by_week: bool


@dataclass(frozen=True)
class Ran:
    """What came of one test."""

    winner: str | None
    week: int | None
    """Of the look that found the winner, from 1."""
    is_covered: bool
    """Whether the true difference lay in the range at every look."""
    planned: planner.Outlook
    """What the planner said before the start."""
    plain_winner: str | None
    """Of the plain interval, at any look."""


def tables(share: float = 1.0) -> list[Table]:
    """Simulate every setting.

    Parameters
    ----------
    share
        Of the thousand tests a setting.
    """
    seeds = range(max(round(TESTS * share), 1))
    ran = {setting: [one(setting, seed) for seed in seeds] for setting in SETTINGS}
    rows = [_row(setting, found) for setting, found in ran.items()]
    return [
        Table(
            f"Fair tests: {len(seeds):,} a setting, {WEEKS} weekly looks",
            (
                "setting",
                "wrong winner",
                "target",
                "right winner",
                "median week",
                "true difference in range at all looks",
                "met",
                "wrong winner by plain 95 % intervals",
            ),
            rows,
        ),
        Table(
            "Fair tests: as long as planned, where the effect is the one worth having",
            (
                "setting",
                "planned: half over in week",
                "over by then",
                "planned: four in five over in week",
                "over by then",
            ),
            [_as_planned(setting, ran[setting]) for setting in PLANNED],
        ),
    ]


def _as_planned(setting: Setting, ran: list[Ran]) -> tuple[str, ...]:
    half = np.array([test.planned.half_weeks or np.inf for test in ran])
    most = np.array([test.planned.most_weeks or np.inf for test in ran])
    week = np.array([test.week or np.nan for test in ran])
    return (
        setting.name,
        f"{np.median(half):.0f}",
        f"{(week <= half).mean():.2f}",
        f"{np.median(most):.0f}" if np.isfinite(np.median(most)) else "not in 156",
        f"{(week <= most).mean():.2f}",
    )


def _row(setting: Setting, ran: list[Ran]) -> tuple[str, ...]:
    right = "b" if setting.effect < 0 else None
    count = len(ran)
    wrong = sum(test.winner not in {None, right} for test in ran) / count
    plainly = sum(test.plain_winner not in {None, right} for test in ran) / count
    weeks = [test.week for test in ran if test.week and test.winner == right]
    covered = sum(test.is_covered for test in ran) / count
    is_met = wrong <= MOST_WRONG and covered >= LEAST_COVERED
    return (
        setting.name,
        f"{wrong:.3f}",
        f"{MOST_WRONG:.2f}",
        f"{len(weeks) / count:.3f}" if right else "",
        f"{np.median(weeks):.0f}" if weeks else "",
        f"{covered:.3f}",
        "yes" if is_met else "no",
        f"{plainly:.3f}",
    )


def one(setting: Setting, seed: int) -> Ran:
    """Simulate one test and look at it every week."""
    made = simulated(setting, seed)
    true = true_difference(setting)
    winner, plain, week, is_covered = None, None, None, True
    for place in range(WEEKS):
        sums = sums_of(made, place)
        seen = sequence.look(sums, setting.worth)
        plain = plain or _plain_winner(sums)
        if seen.low is None or seen.high is None:
            continue
        is_covered &= seen.low <= true <= seen.high
        if winner is None and not seen.low <= 0 <= seen.high:
            winner, week = ("b" if seen.high < 0 else "a"), place + 1
    outlook = planner.outlook(made.past, setting.unit, setting.worth)
    return Ran(winner, week, is_covered, outlook, plain)


def simulated(setting: Setting, seed: int) -> Made:
    """Return one test of a setting, the same for the same seed."""
    luck = np.random.default_rng(seed)
    count = 2 * setting.clients
    logit = np.log(setting.base / (1 - setting.base))
    own = logit + luck.normal(0, setting.spread, count)
    pace = setting.sessions_a_week * luck.gamma(4, 1 / 4, count)
    # Half are there at the start; the others arrive within the year.
    arrives = np.r_[
        np.zeros(setting.clients), luck.uniform(0, WEEKS, count - setting.clients)
    ]
    leaves = arrives + luck.exponential(_STAY_WEEKS, count)
    is_b = _drawn(setting, f"{seed:064x}", np.argsort(arrives, kind="stable"))
    week = np.arange(WEEKS)[None, :]
    is_there = (week >= arrives[:, None]) & (week < leaves[:, None])
    sessions = luck.poisson(pace[:, None] * is_there)
    in_b = is_b[None, :] if setting.unit == "week" else is_b[:, None]
    missed = luck.binomial(sessions, _share(own[:, None] + setting.effect * in_b))
    past = luck.poisson(pace * luck.uniform(0, _PAST_WEEKS, count) * (arrives == 0))
    past_missed = luck.binomial(past, _share(own))
    recent = luck.poisson(pace * _RECENT_WEEKS * (arrives == 0))
    known, lost = past.astype(np.float64), past_missed.astype(np.float64)
    found = planner.past(known, lost, recent.astype(np.float64), _RECENT_WEEKS)
    share, _ = planner.expected_share(known, lost, found.icc)
    return Made(
        is_b,
        sessions.cumsum(1),
        missed.cumsum(1),
        share,
        found,
        is_by_week=setting.unit == "week",
    )


def _drawn(setting: Setting, seed: str, order: NDArray[np.int64]) -> NDArray[np.bool_]:
    whole = np.arange(WEEKS) if setting.unit == "week" else order
    is_b = np.zeros(len(whole), bool)
    for place, unit in enumerate(whole):
        is_b[unit] = assign.arm_at(seed, "all", place) == "b"
    return is_b


def sums_of(made: Made, week: int) -> sequence.Sums:
    """Return what was known after a week, the first being 0."""
    if made.is_by_week:
        return _by_week(made, week)
    sessions = made.sessions[:, week].astype(np.float64)
    missed = made.missed[:, week].astype(np.float64)
    return sequence.Sums(made.is_b, sessions, missed, sessions * made.expected_share)


def _by_week(made: Made, week: int) -> sequence.Sums:
    sessions, missed = (
        np.diff(counts[:, : week + 1], prepend=0).astype(np.float64)
        for counts in (made.sessions, made.missed)
    )
    return sequence.Sums(
        made.is_b[: week + 1],
        sessions.sum(0),
        missed.sum(0),
        made.expected_share @ sessions,
    )


@cache
def true_difference(setting: Setting) -> float:
    """Return the difference between the arms over all clients there could be."""
    levels = (np.arange(20_000) + 0.5) / 20_000
    normal = NormalDist(0, setting.spread) if setting.spread else None
    logit = float(np.log(setting.base / (1 - setting.base)))
    own = np.array([logit + (normal.inv_cdf(p) if normal else 0) for p in levels])
    return float((_share(own + setting.effect) - _share(own)).mean())


def _share(log_odds: Vector) -> Vector:
    return 1 / (1 + np.exp(-log_odds))


def _plain_winner(sums: sequence.Sums) -> str | None:
    """Return who would win by the interval for independent sessions at one look."""
    arms = [sums.is_b, ~sums.is_b]
    n_b, n_a = (float(sums.sessions[arm].sum()) for arm in arms)
    if not n_a or not n_b:
        return None
    p_b, p_a = (
        float(sums.hits[arm].sum()) / n for arm, n in zip(arms, (n_b, n_a), strict=True)
    )
    error = np.sqrt(p_a * (1 - p_a) / n_a + p_b * (1 - p_b) / n_b)
    if abs(p_b - p_a) <= _Z * error:
        return None
    return "b" if p_b < p_a else "a"
