"""Which reminders work: the cards and the sentences of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from analytics.charts import reminders as charts
from analytics.charts.card import Card, Column
from analytics.reminders import published, words
from analytics.reminders.contracts import Estimate, Method, Outcome, Verdict
from analytics.reminders.eligible import LEFT_OUT
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.reminders.contracts import Comparison, Findings, Refusal
    from analytics.reminders.outlook import Pace
    from analytics.reminders.published import Together, Trial
    from analytics.reminders.worked import Worked

UNKNOWN_CODE: Final = "outcomes_unknown"

MOST_COVARIATES: Final = 12

LABELS: Final = {
    Outcome.MISSED: "Missed",
    Outcome.CANCELLED_OR_MOVED: "Cancelled in time<br>or moved",
    Outcome.TOOK_PLACE: "Took place<br>as booked",
    Outcome.STILL_CLIENT: "Still a client<br>60 days later",
}

VERDICTS: Final = {
    Verdict.FEWER: "fewer",
    Verdict.MORE: "more",
    Verdict.ABOUT_THE_SAME: "about the same",
    Verdict.CANNOT_TELL: "cannot be told",
    Verdict.TRADED: "fewer, but as many more called off",
    Verdict.REFUSED: "not shown",
}

SOURCES: Final = {
    "log": "a message log",
    "tap": "your tap",
    "trial": "the draw of a fair test",
    "column": "the file of sessions",
    "diary": "the diary",
}

COUNTED: Final = """
- **Missed** are no-shows and cancellations that are known to have been late.
- **Compared are sessions booked before the earliest reminder was due**, so that every
  one could have had either; the others are in neither side.
- **Like with like**: sessions with one reminder are set against sessions with the
  other that had about the same past, service, time and lead. Those that could have
  had either count most.
- **The bar** holds the true difference in 95 of 100 cases. It allows for one client’s
  sessions being alike, and for the number of reminders looked at.
- **The cross** is the plain difference, nothing corrected. You write to those you
  worry about, so it can even point the wrong way.
- **Not an experiment**: what only you knew when you chose is not in the data.

More in *Which reminders work* of docs/definitions.md.
"""

SWITCHED: Final = """
- **Everybody was switched on one day**, so there is a before and an after only: the
  weekly shares, each side with its own trend, and the step on that day.
- **The bar** holds the true step in 95 of 100 cases, if nothing else changed. It allows
  for neighbouring weeks being alike.
- **The cross** is the plain difference of after and before.

More in *Which reminders work* of docs/definitions.md.
"""

WAYS: Final = {
    Method.AIPW: "like with like",
    Method.LOGISTIC: "like with like",
    Method.BEFORE_AFTER: "step on the day, trend taken out",
}

ALIKE: Final = """
- A line is one thing that is known of a session when the reminder was due.
- **As they were**: how far the two sides differed, in parts of its spread.
- **As they count**: the same once like is set against like. Inside the grey band (a
  tenth of the spread) two sides count as alike.
- What nobody wrote down is in no line.

More in *Which reminders work* of docs/definitions.md.
"""

_COLUMNS: Final = (
    Column("outcome", "What became of it"),
    Column("sessions", "Sessions with it", "count"),
    Column("baseline_sessions", "without", "count"),
    Column("with_it", "In 100 with it", "number"),
    Column("without", "without", "number"),
    Column("difference", "Difference", "number"),
    Column("low", "May be from", "number"),
    Column("high", "to", "number"),
    Column("raw", "Plain difference", "number"),
    Column("smallest", "Smallest that would show", "number"),
    Column("verdict", "Said"),
)


@dataclass(frozen=True, eq=False)
class Side:
    """What is said of one strategy."""

    strategy: str
    card: Card
    balance: Card | None
    """How alike the sides are; ``None`` where that is not looked at."""
    aloud: tuple[str, ...]
    """What has to be said beside the answer: a sentence each, like all below."""
    plain: tuple[str, ...]
    """What it rests on."""
    refusals: tuple[str, ...]
    """Which outcomes are not shown, why, and what helps."""
    is_truth_wanted: bool
    """Whether saying who came would help."""
    own: Comparison
    """Of missed sessions."""


def is_open(findings: Findings) -> bool:
    """Return whether the practice's own sessions say nothing yet."""
    unsure = {Verdict.REFUSED, Verdict.CANNOT_TELL}
    return all(
        one.outcome is not Outcome.MISSED or one.verdict in unsure
        for one in findings.comparisons
    )


def sides(
    worked: Worked, trial: Trial | None = None, *, dark: bool = False
) -> list[Side]:
    """Return what is said of each strategy, the commonest first.

    Parameters
    ----------
    trial
        A published one to be shown beside the answer.
    """
    by_strategy: dict[str, list[Comparison]] = {}
    for one in worked.findings.comparisons:
        by_strategy.setdefault(one.strategy, []).append(one)
    return [
        _side(number, found, worked.findings, trial, dark=dark)
        for number, found in enumerate(by_strategy.values(), 1)
    ]


def beside(own: Comparison, trial: Trial, pace: Pace) -> str:
    """Return the answer without and with a published trial, in a sentence or two."""
    together = _together(own, trial)
    if together is not None:
        return published.side_by_side(together)
    share = pace.missed_share
    if not share or share >= 1:
        return (
            f"{_alone(trial)} How much that is here can be said once some are missed."
        )
    expected = published.published_here(trial, share)
    return (
        f"From your own sessions nothing can be said yet. {_alone(trial)} Where "
        f"{100 * share:.0f} in 100 are missed, as with you, that is "
        f"{words.in_100(expected)} in 100."
    )


def left_out(worked: Worked) -> list[str]:
    """Return which sessions are in neither side, and why, a line each."""
    return [
        f"{counted(count, 'session')}: {LEFT_OUT[reason]}"
        for reason, count in worked.findings.left_out.items()
    ]


def had(worked: Worked) -> list[str]:
    """Return how many sessions had which reminder and by what that is known."""
    found = []
    for strategy in worked.strategies:
        parts = [one for one in worked.having if one.strategy == strategy]
        known = ", ".join(
            f"{one.sessions:,} by {SOURCES.get(one.source, one.source)}"
            for one in parts
        )
        count = counted(sum(one.sessions for one in parts), "session")
        found.append(f"{words.strategy(strategy)}: {count} ({known})")
    return found


def _side(
    number: int,
    found: Sequence[Comparison],
    findings: Findings,
    trial: Trial | None,
    *,
    dark: bool,
) -> Side:
    own = found[0]
    refused = [one for one in found if one.refused is not None]
    benefits = [
        words.who_benefits(one)
        for one in findings.benefits
        if one.strategy == own.strategy
    ]
    aloud, plain = _grounds(own)
    return Side(
        strategy=own.strategy,
        card=_card(number, found, trial, dark=dark),
        balance=_balance(number, own, dark=dark),
        aloud=aloud,
        plain=(*plain, *benefits),
        refusals=() if own.refused is not None else tuple(_refusals(refused)),
        is_truth_wanted=any(
            one.refused is not None and one.refused.code == UNKNOWN_CODE
            for one in refused
        ),
        own=own,
    )


def _grounds(own: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is said aloud and what it rests on; nothing where it is refused."""
    if own.refused is not None:
        return (), ()
    told = words.plain(own)
    if own.method is Method.BEFORE_AFTER:
        return own.remarks, tuple(line for line in told if line not in own.remarks)
    aloud = {words.NOT_AN_EXPERIMENT, words.why_raw_differs(own)}
    return (
        tuple(line for line in told if line in aloud),
        (*(line for line in told if line not in aloud), *_aside(own)),
    )


def _card(
    number: int, found: Sequence[Comparison], trial: Trial | None, *, dark: bool
) -> Card:
    own = found[0]
    table = pd.DataFrame([_row(one, trial) for one in found])
    is_shown = bool(table["difference"].notna().any())
    answer = words.act(found)
    baseline = words.strategy(own.baseline)
    figure = None
    if is_shown:
        figure = charts.outcomes(
            table.assign(
                label=[LABELS[one.outcome] for one in found],
                said=[_said(one) for one in found],
            ),
            WAYS[own.method],
            dark=dark,
        )
    return Card(
        key=f"reminders-{number}",
        question=f"What does {words.strategy(own.strategy)} do, beside {baseline}?",
        answer=answer,
        basis=_basis(own),
        definition=SWITCHED if own.method is Method.BEFORE_AFTER else COUNTED,
        alt=f"Four outcomes with their intervals beside {baseline}. {answer}",
        figure=figure,
        table=table,
        columns=_COLUMNS,
    )


def _row(one: Comparison, trial: Trial | None) -> dict[str, object]:
    together = _together(one, trial) if one.outcome is Outcome.MISSED else None
    both = together.both if together else None
    return {
        "outcome": LABELS[one.outcome].replace("<br>", " "),
        "sessions": one.sessions,
        "baseline_sessions": one.baseline_sessions,
        "clients": one.clients,
        "baseline_clients": one.baseline_clients,
        "with_it": _in_100(one.share),
        "without": _in_100(one.baseline_share),
        "difference": _in_100(one.difference),
        "low": _in_100(one.low),
        "high": _in_100(one.high),
        "raw": _in_100(one.raw_difference),
        "smallest": _in_100(one.mde),
        "both": _in_100(both.difference if both else None),
        "both_low": _in_100(both.low if both else None),
        "both_high": _in_100(both.high if both else None),
        "verdict": VERDICTS[one.verdict],
    }


def _balance(number: int, own: Comparison, *, dark: bool) -> Card | None:
    if not own.balance:
        return None
    table = pd.DataFrame(
        {
            "label": words.covariate(line.covariate),
            "before": line.before,
            "after": line.after,
        }
        for line in own.balance[:MOST_COVARIATES]
    )
    worst = max(own.balance, key=lambda line: abs(line.after))
    is_alike = abs(worst.after) <= charts.ALIKE
    answer = (
        "As they count, yes: in everything that is known."
        if is_alike
        else f"Not quite: they still differ in {words.covariate(worst.covariate)}."
    )
    more = len(own.balance) - len(table)
    rest = f" {more} more differ less." if more > 0 else ""
    return Card(
        key=f"reminders-alike-{number}",
        question="Are both sides alike?",
        answer=answer,
        basis=f"Larger: with {words.strategy(own.strategy)}.{rest}",
        definition=ALIKE,
        alt=f"{len(table)} things that are known, before and after. {answer}",
        figure=charts.balance(table, dark=dark),
        table=table,
        columns=(
            Column("label", "What is known"),
            Column("before", "As they were", "number"),
            Column("after", "As they count", "number"),
        ),
    )


def _basis(own: Comparison) -> str:
    with_it = counted(own.sessions, "session")
    clients = counted(own.clients, "client")
    others = counted(own.baseline_clients, "client")
    return (
        f"{with_it} of {clients} with it, {own.baseline_sessions:,} of {others} with "
        f"{words.strategy(own.baseline)}."
    )


def _aside(own: Comparison) -> tuple[str, ...]:
    """Return what a simpler way says of few sessions."""
    if own.beside is None or own.method is not Method.AIPW:
        return ()
    said = words.in_100(own.beside)
    return (f"A simpler reckoning, for so few sessions: {said} missed in 100.",)


def _refusals(refused: Iterable[Comparison]) -> list[str]:
    by_reason: dict[Refusal, list[str]] = {}
    for one in refused:
        if one.refused is not None:
            label = LABELS[one.outcome].replace("<br>", " ")
            by_reason.setdefault(one.refused, []).append(label)
    return [
        f"{', '.join(labels)}: not shown. {why.reason} {why.cure}"
        for why, labels in by_reason.items()
    ]


def _said(one: Comparison) -> str:
    if one.difference is None or one.low is None or one.high is None:
        return "not shown"
    reach = (one.high - one.low) / 2
    interval = words.in_100(Estimate(one.difference, one.low, one.high))
    return f"{words.about(one.difference, reach)} in 100 ({interval})"


def _together(own: Comparison, trial: Trial | None) -> Together | None:
    if trial is None or own.difference is None or own.low is None or own.high is None:
        return None
    share = own.baseline_share
    if not share or share >= 1:
        return None
    interval = Estimate(own.difference, own.low, own.high)
    return published.together(interval, share, trial)


def _alone(trial: Trial) -> str:
    return (
        f"Published: {trial.what} instead of {trial.instead_of}, "
        f"{100 * trial.missed:g} instead of {100 * trial.other_missed:g} in 100 missed "
        f"({trial.source})."
    )


def _in_100(share: float | None) -> float:
    return float("nan") if share is None else 100 * share
