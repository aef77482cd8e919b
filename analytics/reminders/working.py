"""Work out what a page shows of reminders; loads what fits, so in a process apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analytics.apart import Step
from analytics.reminders import compare, eligible
from analytics.reminders.worked import MOST_UNKNOWN, Having, Worked

if TYPE_CHECKING:
    import pandas as pd

    from analytics.apart import Progress
    from analytics.periods import AsOf
    from analytics.reminders.worked import Question
    from analytics.store import Database


def worked(
    database: Database, as_of: AsOf, question: Question, progress: Progress
) -> Worked:
    """Return what a question's answer is, as known at a moment."""
    progress(Step(1, 2, "seeing which reminder each session had"))
    found = eligible.compared(database, as_of, since=question.since)
    names = found.sessions["strategy"].nunique()
    progress(Step(2, 2, _comparing(0.0, names)))
    findings = compare.compare(
        found,
        question.baseline,
        lambda share: progress(Step(2, 2, _comparing(share, names))),
    )
    unknown = found.sessions[~found.sessions["is_known"].astype(bool)]
    latest = unknown.sort_values(["start_day", "session_id"], ascending=False)
    return Worked(
        findings=findings,
        having=_having(found.sessions),
        longest_lead_hours=found.longest_lead_hours,
        unknown_ids=tuple(latest["session_id"].head(MOST_UNKNOWN)),
        unknown=len(unknown),
    )


def _having(sessions: pd.DataFrame) -> tuple[Having, ...]:
    in_all = Counter(sessions["strategy"].tolist())
    pairs = zip(sessions["strategy"], sessions["source"], strict=True)
    counted = Counter((str(strategy), str(source)) for strategy, source in pairs)
    rows = [Having(*pair, count) for pair, count in counted.items()]
    return tuple(
        sorted(rows, key=lambda one: (-in_all[one.strategy], one.strategy, one.source))
    )


def _comparing(share: float, names: int) -> str:
    others = max(names - 1, 0)
    if others < 2:
        return "comparing like with like"
    return f"comparing like with like, {round(share * others)} of {others} done"
