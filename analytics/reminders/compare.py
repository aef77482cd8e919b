"""All strategies against a baseline, all outcomes, with refusals where they belong.

The order of questions is the order in which a number would mislead: is there anything
to compare, is the truth known, was everybody switched at once, are there enough, could
they have had either, and could anything but a wonder be seen. What passes all of them
is estimated; intervals then widen for the number of strategies, and verdicts look at
all four outcomes together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.reminders import (
    aipw,
    arms,
    benefit,
    doubt,
    interrupted,
    logistic,
    raw,
    refusals,
    words,
)
from analytics.reminders.balance import balance
from analytics.reminders.contracts import (
    NONE,
    Comparison,
    Estimate,
    Findings,
    Method,
    Outcome,
    Verdict,
)
from analytics.reminders.multiple import family_critical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pandas as pd

    from analytics.reminders.aipw import Fit
    from analytics.reminders.arms import Arms, Features, Vector
    from analytics.reminders.contracts import Compared, Refusal

SAME_WITHIN = 0.02
"""A difference surely smaller than this is none worth having."""

_FIRST = ("x_is_first", "x_first_session")


@dataclass(frozen=True, eq=False)
class _Pair:
    """What is worked out of one strategy and one outcome, before intervals widen."""

    comparison: Comparison
    arms: Arms | None = None
    fit: Fit | None = None


def compare(
    compared: Compared,
    baseline: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Findings:
    """Return every strategy against the baseline, for all four outcomes.

    Parameters
    ----------
    baseline
        What to compare with; without one `contracts.NONE` if any session had it, else
        the commonest strategy.
    progress
        Told the share of the work done, rising from 0 to 1.
    """
    sessions = compared.sessions
    names = [str(name) for name in sessions["strategy"].value_counts().index]
    refused = refusals.nothing_to_compare(names)
    if refused is None and baseline is not None and baseline not in names:
        refused = refusals.no_baseline(baseline)
    if refused is not None:
        return Findings(
            since_day=_since_day(sessions),
            baseline=baseline,
            refused=refused,
            left_out=compared.left_out,
        )
    chosen = baseline or default_baseline(names)
    others = [name for name in names if name != chosen]
    pairs: list[_Pair] = []
    benefits: list[benefit.Asked] = []
    for place, strategy in enumerate(others):
        rows = sessions[sessions["strategy"].isin([strategy, chosen])]
        found = list(_of_strategy(rows.reset_index(drop=True), strategy, chosen))
        pairs += found
        benefits += _asked(rows, found[0])
        if progress is not None:
            progress((place + 1) / len(others))
    return Findings(
        since_day=_since_day(sessions),
        baseline=chosen,
        comparisons=_judged(_widened(pairs)),
        benefits=benefit.settled(benefits),
        left_out=compared.left_out,
    )


def default_baseline(strategies: Sequence[str]) -> str:
    """Return what to compare with: no reminder, else the commonest, given first."""
    return NONE if NONE in strategies else strategies[0]


def _since_day(sessions: pd.DataFrame) -> int | None:
    return int(sessions["start_day"].min()) if len(sessions) else None


def _of_strategy(
    sessions: pd.DataFrame, strategy: str, baseline: str
) -> Iterator[_Pair]:
    """Yield the four outcomes of one strategy; none alone without missed sessions."""
    features: Features | None = None
    drawn = _Drawn()
    day = interrupted.switch_day(sessions, strategy)
    is_by_date = day is None and interrupted.is_decided_by_date(sessions, strategy)
    is_missed_shown = True
    for outcome in Outcome:
        blank = _blank(sessions, strategy, baseline, outcome)
        refused = refusals.truth(sessions, strategy, baseline, outcome)
        if refused is None and is_by_date:
            refused = refusals.decided_by_date(strategy, baseline)
        if outcome is not Outcome.MISSED and not is_missed_shown:
            refused = refusals.not_alone()
        if refused is not None:
            pair = _Pair(_refused(blank, refused))
        elif day is not None:
            pair = _Pair(_before_after(sessions, blank, day))
        else:
            if features is None:
                features = arms.features_of(sessions)
            pair = _side_by_side(sessions, features, blank, drawn)
        if outcome is Outcome.MISSED:
            is_missed_shown = pair.comparison.refused is None
        yield pair


class _Drawn:
    """The chances to be given the strategy, kept while the same sessions are asked."""

    def __init__(self) -> None:
        self._rows: np.ndarray | None = None
        self._chances: list[Vector] = []

    def of(self, sides: Arms, rows: np.ndarray) -> list[Vector]:
        if self._rows is None or not np.array_equal(rows, self._rows):
            self._rows, self._chances = rows, aipw.strategy_chances(sides)
        return self._chances


def _blank(
    sessions: pd.DataFrame, strategy: str, baseline: str, outcome: Outcome
) -> Comparison:
    kept = sessions.loc[arms.known_rows(sessions, outcome), ["strategy", "client_id"]]
    is_treated = kept["strategy"] == strategy
    clients = kept["client_id"]
    return Comparison(
        strategy=strategy,
        baseline=baseline,
        outcome=outcome,
        sessions=int(is_treated.sum()),
        clients=clients[is_treated].nunique(),
        baseline_sessions=int((~is_treated).sum()),
        baseline_clients=clients[~is_treated].nunique(),
        method=Method.AIPW,
        verdict=Verdict.REFUSED,
    )


def _refused(blank: Comparison, refusal: Refusal) -> Comparison:
    return replace(blank, refused=refusal, verdict=Verdict.REFUSED)


def _before_after(sessions: pd.DataFrame, blank: Comparison, day: int) -> Comparison:
    known = sessions[arms.known_rows(sessions, blank.outcome)]
    blank = replace(blank, method=Method.BEFORE_AFTER)
    found = interrupted.interrupted(known, blank.outcome, day)
    if found is None:
        fewest = interrupted.FEWEST_WEEKS
        return _refused(
            blank, refusals.few_weeks(blank.strategy, blank.baseline, fewest)
        )
    return replace(
        blank,
        difference=found.level.difference,
        low=found.level.low,
        high=found.level.high,
        raw_difference=found.raw,
        mde=refusals.MDE_FACTOR * found.standard_error,
        verdict=Verdict.CANNOT_TELL,
        remarks=(
            *words.before_after_doubts(found.weeks_before, found.weeks_after),
            *_remarks(known),
        ),
    )


def _side_by_side(
    sessions: pd.DataFrame, features: Features, blank: Comparison, drawn: _Drawn
) -> _Pair:
    strategy, baseline, outcome = blank.strategy, blank.baseline, blank.outcome
    sides = arms.arms_of(sessions, features, strategy, outcome)
    refused = refusals.too_few(sides, strategy, baseline) or refusals.too_rare(
        sides, strategy, baseline, outcome
    )
    if refused is not None:
        return _Pair(_refused(blank, refused))
    known = arms.known_rows(sessions, outcome)
    fit = aipw.fit(sides, drawn.of(sides, known))
    refused = (
        refusals.poor_overlap(fit, strategy, baseline)
        or refusals.too_thin(sides, fit)
        or refusals.too_blind(fit, outcome)
    )
    if refused is not None:
        return _Pair(_refused(blank, refused))
    plainly = raw.raw(sides)
    is_small = len(sides.outcome) < logistic.SHOWN_BELOW_SESSIONS
    shown = replace(
        blank,
        difference=fit.difference,
        raw_difference=plainly.difference,
        raw=plainly,
        overlap_share=aipw.overlap_share(fit.chances.of_strategy),
        effective_n=refusals.effective_n(sides, fit),
        mde=refusals.MDE_FACTOR * fit.standard_error,
        share=fit.share,
        baseline_share=fit.baseline_share,
        beside=logistic.standardised(sides) if is_small else None,
        balance=balance(sides, fit.weights),
        strongest=raw.strongest(sides),
        verdict=Verdict.CANNOT_TELL,
        remarks=_remarks(sessions[known]),
    )
    return _Pair(shown, sides, fit)


def _remarks(known: pd.DataFrame) -> tuple[str, ...]:
    """Return what is not quite known of sessions that count."""
    found = [
        text(float(known[name].astype(float).mean()))
        for name, text in (
            ("is_intended_only", words.intended_only),
            ("is_presumed", words.presumed),
        )
        if name in known and known[name].any()
    ]
    return tuple(found)


def _widened(pairs: Sequence[_Pair]) -> list[Comparison]:
    """Return the comparisons with intervals that hold for all strategies at once."""
    reaches = {
        outcome: _critical([one for one in pairs if one.comparison.outcome is outcome])
        for outcome in Outcome
    }
    return [_with_interval(one, reaches[one.comparison.outcome]) for one in pairs]


def _critical(pairs: Sequence[_Pair]) -> float:
    fitted = [(one.arms, one.fit) for one in pairs if one.arms and one.fit]
    if not fitted:
        return 0.0
    everybody = fitted[0][0].client_ids
    for sides, _ in fitted[1:]:
        everybody = everybody.union(sides.client_ids, sort=False)
    parts = []
    for sides, fit in fitted:
        part = np.zeros(len(everybody))
        part[everybody.get_indexer(sides.client_ids)] = fit.by_client
        parts.append(part)
    return family_critical(parts, min(fit.freedom for _, fit in fitted))


def _with_interval(pair: _Pair, factor: float) -> Comparison:
    one, sides, fit = pair.comparison, pair.arms, pair.fit
    if sides is None or fit is None:
        return one
    reach = factor * fit.standard_error
    interval = Estimate(fit.difference, fit.difference - reach, fit.difference + reach)
    shadow = None
    if one.outcome is Outcome.MISSED and one.strongest is not None:
        shadow = doubt.as_strong_as(sides, fit, one.strongest, reach)
    return replace(
        one,
        low=interval.low,
        high=interval.high,
        undone_by=doubt.e_value(fit.baseline_share, interval),
        doubt=shadow,
    )


def _judged(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    single = [replace(one, verdict=_alone(one)) for one in comparisons]
    by_place = {(one.strategy, one.outcome): one for one in single}
    return tuple(
        replace(one, verdict=Verdict.TRADED) if _is_traded(one, by_place) else one
        for one in single
    )


def _alone(one: Comparison) -> Verdict:
    if one.refused is not None or one.low is None or one.high is None:
        return Verdict.REFUSED
    # The larger claim first: a small difference may be both sure and not worth having.
    if one.low > -SAME_WITHIN and one.high < SAME_WITHIN:
        return Verdict.ABOUT_THE_SAME
    if one.high < 0:
        return Verdict.FEWER
    return Verdict.MORE if one.low > 0 else Verdict.CANNOT_TELL


def _is_traded(
    one: Comparison, by_place: Mapping[tuple[str, Outcome], Comparison]
) -> bool:
    """Return whether fewer were missed, more called off, and no more took place."""
    if one.outcome is not Outcome.MISSED or one.verdict is not Verdict.FEWER:
        return False
    called_off = by_place[one.strategy, Outcome.CANCELLED_OR_MOVED].verdict
    held = by_place[one.strategy, Outcome.TOOK_PLACE].verdict
    return called_off is Verdict.MORE and held is not Verdict.MORE


def _asked(sessions: pd.DataFrame, missed: _Pair) -> list[benefit.Asked]:
    if missed.arms is None or missed.fit is None:
        return []
    known = sessions[arms.known_rows(sessions, Outcome.MISSED)]
    named = [name for name in _FIRST if name in known]
    is_first = arms.numbers(known[named[0]]) > 0.5 if named else None
    return benefit.asked(missed.comparison.strategy, missed.arms, missed.fit, is_first)
