"""What is said of a comparison: kind, short, and with its certainty.

Differences are said in sessions of 100. Nothing here computes but roundings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.reminders.contracts import (
    COVARIATE,
    NONE,
    Estimate,
    Method,
    Outcome,
    Verdict,
)
from analytics.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.reminders.contracts import Benefit, Comparison, Findings

NOT_AN_EXPERIMENT = (
    "This is not an experiment: you chose who got which, and what only you knew when "
    "you chose is not in the data."
)

AMONG_BOTH = "Among sessions where both happened about as often."

_ALIKE = 0.1
_EVEN = 0.005
_FINE_BELOW = 0.01
"""An interval this narrow earns a decimal."""

_COVARIATES = {
    "miss_history": "how often the client had missed before",
    "last_missed": "whether the last one was missed",
    "marked_misses": "how often the client was marked as missing before",
    "last_marked_missed": "whether the last one was marked as missed",
    "called_off": "how often the client had cancelled or moved before",
    "bookings_that_day": "how many bookings the client had that day",
    "booked_besides": "how many other bookings the client had",
    "lead_days": "how early it was booked",
    "log_lead": "how early it was booked",
    "is_first": "whether it was the first session",
    "first_session": "whether it was the first session",
    "hour": "the hour",
    "weekday": "the weekday",
    "gap_ratio": "how long ago the last session was",
    "sessions_so_far": "how many sessions the client had had",
    "coach": "the coach",
    "service": "the service",
    "start_day": "the time of year",
}

_KNOWN = {
    Outcome.MISSED: "Who came",
    Outcome.CANCELLED_OR_MOVED: "Who cancelled or moved",
    Outcome.TOOK_PLACE: "Who came",
    Outcome.STILL_CLIENT: "Who was still a client 60 days later",
}

_GROUPINGS = {
    "first_session": "first and later sessions",
    "risk_third": "those more and those less likely to be missed",
}

_WAYS = {
    Outcome.MISSED: "missed",
    Outcome.CANCELLED_OR_MOVED: "cancelled in time or moved",
    Outcome.TOOK_PLACE: "held at the booked time",
    Outcome.STILL_CLIENT: "followed by the client still being one 60 days later",
}


def strategy(name: str) -> str:
    """Return a strategy as a sentence names it."""
    return "no reminder" if name == NONE else f"“{name}”"


def covariate(name: str) -> str:
    """Return what a covariate is, in words."""
    short = name.removeprefix(COVARIATE)
    return _COVARIATES.get(short, short.replace("_", " "))


def known_of(outcome: Outcome) -> str:
    """Return what is known where an outcome is."""
    return _KNOWN[outcome]


def happens(outcome: Outcome, share: float) -> str:
    """Return how often an outcome happens: "17 in 100 are missed"."""
    return f"{100 * share:.0f} in 100 are {_WAYS[outcome]}"


def rare(outcome: Outcome, count: int, said: str) -> str:
    """Return that hardly any session ended in a way."""
    return f"{_few(count)} of the sessions with {said} {_be(count)} {_WAYS[outcome]}."


def nearly_all(outcome: Outcome, otherwise: int, said: str) -> str:
    """Return that hardly any session did not end in a way."""
    if otherwise == 0:
        return f"All sessions with {said} were {_WAYS[outcome]}."
    return f"All but {otherwise} of the sessions with {said} were {_WAYS[outcome]}."


def in_100(one: Estimate) -> str:
    """Return an interval in sessions of 100: "between 2 and 10 fewer"."""
    digits = 1 if one.high - one.low < 2 * _FINE_BELOW else 0
    low, high = (round(100 * end, digits) for end in (one.low, one.high))
    if low < 0 < high:
        return f"between {-low:g} fewer and {high:g} more"
    nearer, further = sorted((abs(low), abs(high)))
    return f"between {nearer:g} and {further:g} {'more' if high > 0 else 'fewer'}"


def about(difference: float, reach: float) -> str:
    """Return a difference in sessions of 100: "6 fewer"."""
    digits = 1 if reach < _FINE_BELOW else 0
    many = round(100 * abs(difference), digits)
    return f"{many:g} {'fewer' if difference < 0 else 'more'}"


def act(found: Sequence[Comparison]) -> str:
    """Return the one sentence on a strategy that a coach can act on.

    Parameters
    ----------
    found
        Its comparisons, all four outcomes.
    """
    by_outcome = {one.outcome: one for one in found}
    missed = by_outcome[Outcome.MISSED]
    if missed.refused is not None:
        return f"{missed.refused.reason} {missed.refused.cure}"
    name, other = _name(missed.strategy), strategy(missed.baseline)
    sure = _sure(missed)
    end = _end(missed, by_outcome[Outcome.STILL_CLIENT])
    if missed.verdict is Verdict.TRADED:
        more = by_outcome[Outcome.CANCELLED_OR_MOVED]
        return (
            f"{name}: about {_about(missed)} missed sessions in 100 than with {other} "
            f"({sure}), but {_about(more)} cancelled or moved: no session was won. "
            f"It helps only if knowing earlier helps you.{end}"
        )
    if missed.verdict is Verdict.FEWER:
        return (
            f"{name}: about {_about(missed)} missed sessions in 100 than with {other} "
            f"({sure}). {_won(by_outcome)}{end}"
        )
    if missed.verdict is Verdict.MORE:
        return (
            f"{name}: about {_about(missed)} missed sessions in 100 than with {other} "
            f"({sure}). Nothing speaks for it.{end}"
        )
    if missed.verdict is Verdict.ABOUT_THE_SAME:
        return (
            f"{name} makes no difference worth having beside {other} ({sure}). Choose "
            f"what is least work.{end}"
        )
    return (
        f"Nobody can tell yet whether {strategy(missed.strategy)} helps ({sure}). "
        f"Only {_many(missed.mde or 0.0)} or more in 100 would show. Keep what suits "
        "you, or let a fair test decide."
    )


def headline(findings: Findings) -> str:
    """Return the one sentence above all strategies."""
    if findings.refused is not None:
        return f"{findings.refused.reason} {findings.refused.cure}"
    by_strategy: dict[str, list[Comparison]] = {}
    for one in findings.comparisons:
        by_strategy.setdefault(one.strategy, []).append(one)
    if len(by_strategy) == 1:
        return act(findings.comparisons)
    helping = [
        found
        for found in by_strategy.values()
        if found[0].verdict is Verdict.FEWER and not _loses_clients(found)
    ]
    if len(helping) == 1:
        return act(helping[0])
    if helping:
        names = ", ".join(strategy(found[0].strategy) for found in helping)
        return (
            f"Each of these has fewer missed sessions than "
            f"{strategy(findings.baseline or NONE)}: {names}. Which of them is best "
            "cannot be told from this; take the one that is least work."
        )
    shown = [found for found in by_strategy.values() if found[0].refused is None]
    if not shown:
        return act(next(iter(by_strategy.values())))
    return (
        f"None of them is shown to have fewer missed sessions than "
        f"{strategy(findings.baseline or NONE)}, without a loss elsewhere. Keep what "
        "suits you, or let a fair test decide."
    )


def plain(one: Comparison) -> tuple[str, ...]:
    """Return what a comparison rests on, a sentence each, in plain words."""
    if one.refused is not None:
        return (one.refused.reason, one.refused.cure)
    # A before and after brings doubts of its own, among the remarks.
    is_aside = one.method is not Method.BEFORE_AFTER
    lines = [NOT_AN_EXPERIMENT, AMONG_BOTH] if is_aside else []
    if one.overlap_share is not None:
        lines.append(f"{one.overlap_share:.0%} of the sessions could have had either.")
    if one.effective_n is not None:
        lines.append(
            "Made comparable, the smaller side counts as much as "
            f"{counted(round(one.effective_n), 'session')}."
        )
    if one.mde is not None:
        lines.append(
            f"A true difference of {_many(one.mde)} in 100 would be found four "
            "times in five; a smaller one easily stays unseen."
        )
    lines += _of_balance(one)
    lines += [text for text in (why_raw_differs(one), hidden(one)) if text]
    return (*lines, *one.remarks)


def why_raw_differs(one: Comparison) -> str:
    """Return why the plain difference is another; empty where it hardly is."""
    if one.difference is None or one.raw_difference is None:
        return ""
    moved = one.raw_difference - one.difference
    if abs(moved) < _EVEN or not one.balance:
        return ""
    largest = next(
        (line for line in one.balance if line.covariate == one.strongest),
        one.balance[0],
    )
    return (
        f"The plain difference ({about(one.raw_difference, 0.1)} in 100) compares "
        "sessions that were unlike before anything was sent, above all in "
        f"{covariate(largest.covariate)}."
    )


def hidden(one: Comparison) -> str:
    """Return what something hidden would have to be like to undo the difference."""
    parts = []
    if one.undone_by is not None:
        parts.append(
            "Something nobody wrote down would undo it only if it made both the "
            f"reminder and the outcome at least {one.undone_by:.1f} times as likely."
        )
    if one.doubt is not None and one.strongest is not None:
        parts.append(
            f"If something hidden weighed as much as {covariate(one.strongest)}, the "
            f"truth could be {in_100(one.doubt)} in 100."
        )
    return " ".join(parts)


def who_benefits(one: Benefit) -> str:
    """Return whether a strategy does more for some sessions than for others."""
    if not one.groups:
        return (
            f"Nothing shows that {strategy(one.strategy)} works differently for "
            f"{_GROUPINGS[one.what]}."
        )
    parts = [
        f"{about(found.difference, (found.high - found.low) / 2)} ({in_100(found)}) "
        f"of {name}"
        for name, found in one.groups.items()
    ]
    return f"Missed in 100 with {strategy(one.strategy)}: {'; '.join(parts)}."


def intended_only(share: float) -> str:
    """Return of how many sessions the sending is only supposed."""
    return (
        f"Of {share:.0%} of these sessions it is only known what was to be sent, not "
        "that it was."
    )


def presumed(share: float) -> str:
    """Return how many outcomes rest on the practice's rule."""
    return (
        f"Of {share:.0%} of these sessions it is presumed that the client came, by "
        "your rule, which covers both sides alike."
    )


def before_after_doubts(weeks_before: int, weeks_after: int) -> tuple[str, ...]:
    """Return what weakens a before and after."""
    switched = (
        "Everybody was switched on one day, so this compares before and after "
        f"({weeks_before} and {weeks_after} weeks), with the trend taken out."
    )
    changed = (
        "Whatever else changed in those weeks (prices, seasons, a coach, a term) is in "
        "it, and nothing in the data can take it out."
    )
    return (
        switched,
        changed,
        "It is weaker evidence than two ways side by side; a fair test is stronger.",
    )


def _name(name: str) -> str:
    said = strategy(name)
    return said[:1].upper() + said[1:]


def _sure(one: Comparison) -> str:
    interval = Estimate(one.difference or 0.0, one.low or 0.0, one.high or 0.0)
    return f"19 in 20 sure: {in_100(interval)}"


def _about(one: Comparison) -> str:
    reach = ((one.high or 0.0) - (one.low or 0.0)) / 2
    return about(one.difference or 0.0, reach)


def _won(by_outcome: Mapping[Outcome, Comparison]) -> str:
    """Return whether fewer missed sessions are more that took place."""
    called_off = by_outcome[Outcome.CANCELLED_OR_MOVED]
    is_held = by_outcome[Outcome.TOOK_PLACE].verdict is Verdict.MORE
    if is_held and called_off.verdict is Verdict.MORE:
        return f"Keep it; about {_about(called_off)} are cancelled or moved instead."
    if is_held or called_off.verdict is Verdict.ABOUT_THE_SAME:
        return "Keep it."
    return "Keep it; whether they took place or were called off is not clear yet."


def _loses_clients(found: Sequence[Comparison]) -> bool:
    return any(
        one.outcome is Outcome.STILL_CLIENT and one.verdict is Verdict.FEWER
        for one in found
    )


def _end(missed: Comparison, still: Comparison) -> str:
    lost = (
        " But fewer were still clients 60 days later: look at that first."
        if still.verdict is Verdict.FEWER
        else ""
    )
    weak = (
        " It is a before and after only."
        if missed.method is Method.BEFORE_AFTER
        else " It is not an experiment."
    )
    return f"{lost}{weak}"


def _of_balance(one: Comparison) -> list[str]:
    if not one.balance:
        return []
    worst = max(one.balance, key=lambda line: abs(line.after))
    if abs(worst.after) <= _ALIKE:
        return ["After weighting, both sides are alike in everything that is known."]
    differ = (
        f"Even after weighting, the sides differ in {covariate(worst.covariate)} "
        f"({abs(worst.after):.2f} of its spread): take it with caution."
    )
    return [differ]


def _many(share: float) -> str:
    return f"{100 * share:.{1 if share < _FINE_BELOW else 0}f}"


def _few(count: int) -> str:
    return "None" if count == 0 else f"Only {count}"


def _be(count: int) -> str:
    return "was" if count == 1 else "were"
