"""What came of the steps taken: the cards, with their answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from analytics.charts import attendance_where as charts
from analytics.charts.card import Card, Column
from analytics.playbook.came_of_it import NOT_SAID, WINDOWS_DAYS
from analytics.playbook.contact_words import REASONS, RESULTS
from analytics.playbook.steps import STEPS
from analytics.words import counted, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.playbook.came_of_it import CameOfIt, Returns

FEW: Final = 5
"""Fewer steps are drawn hollow."""

NOTHING: Final = "No step has been noted yet."

_DEFINITION: Final = """
- **Counted** are steps whose 14 or 30 days are over. A client came again if they
  attended a session after the day of the step, within these days.
- **Not counted**: steps whose days are not over yet, and those after which nobody knows
  whether a session was attended.
- Several steps for one person count each, so a session can stand behind several.
- Some would have come anyway. Who gets which step is no matter of chance, so a
  difference does not say that a step is why.
- **The interval** holds the true share in 95 of 100 cases. **Hollow**: fewer than 5.

More in *What came of it* of docs/definitions.md.
"""

_COLUMNS: Final = (
    Column("n", "Counted", "count"),
    Column("came", "Came again", "count"),
    Column("rate", "Share", "share"),
    Column("low", "May be from", "share"),
    Column("high", "to", "share"),
    Column("clients", "Clients", "count"),
    Column("still_open", "Not over yet", "count"),
    Column("unknown", "Not known", "count"),
)


class _Kind(NamedTuple):
    key: str
    question: str
    head: str


_BY_STEP: Final = _Kind("came-of-it-by-step", "Who came again after a step?", "Step")

_BY_REASON: Final = _Kind(
    "came-of-it-by-reason",
    "Does it go differently by what lay behind it?",
    "What lay behind it",
)


def by_step(found: CameOfIt, window_days: int, *, dark: bool = False) -> Card:
    """Return the card of who came again after each step.

    Parameters
    ----------
    window_days
        One of `WINDOWS_DAYS`.
    """
    in_all = found.in_all[window_days]
    return _card(
        _BY_STEP,
        {title(step): of[window_days] for step, of in found.by_step.items()},
        in_all,
        _answer(in_all, window_days),
        dark=dark,
    )


def by_reason(found: CameOfIt, window_days: int, *, dark: bool = False) -> Card:
    """Return the card of who came again, by the reason that was known."""
    named = {key: of[window_days] for key, of in found.by_reason.items()}
    in_all = found.in_all[window_days]
    said = in_all.n - (named[NOT_SAID].n if NOT_SAID in named else 0)
    answer = f"Of {said:,} of {counted(in_all.n, 'step')} it was known what lay behind."
    if not in_all.n:
        answer = _answer(in_all, window_days)
    elif not said:
        answer = "Nobody has noted yet what lay behind a step."
    return _card(
        _BY_REASON,
        {_reason(key): of for key, of in named.items()},
        in_all,
        answer,
        dark=dark,
        is_told=said > 0,
    )


def results(found: CameOfIt) -> pd.DataFrame:
    """Return how often each result was noted, one row a step.

    Columns are ``Step``, ``Taken``, one a result that was ever noted, and
    ``Not said yet``.
    """
    used = [
        key
        for key in RESULTS
        if any(key in counts for counts in found.results.values())
    ]
    rows = [
        {
            "Step": title(step),
            "Taken": sum(counts.values()),
            **{RESULTS[key]: counts.get(key, 0) for key in used},
            "Not said yet": counts.get(NOT_SAID, 0),
        }
        for step, counts in found.results.items()
    ]
    return pd.DataFrame(rows)


def title(step: str) -> str:
    """Return what a step is called; one of a practice's own words stays."""
    known = STEPS.get(step)
    return step.replace("_", " ") if known is None else known.title


def _reason(key: str) -> str:
    return "not said" if key == NOT_SAID else REASONS.get(key, key)


def _card(
    kind: _Kind,
    groups: Mapping[str, Returns],
    in_all: Returns,
    answer: str,
    *,
    dark: bool,
    is_told: bool = True,
) -> Card:
    """Return a card; without a figure where it would tell nothing."""
    table = _table(groups)
    shown = table[table["n"] > 0]
    overall = in_all.came / in_all.n if in_all.n else None
    figure = None
    if len(shown) and is_told:
        figure = charts.groups(shown, overall, axis="came again", dark=dark)
    return Card(
        key=kind.key,
        question=kind.question,
        answer=answer,
        basis=_basis(in_all),
        definition=_DEFINITION,
        alt=f"Dots with intervals: the share that came again. {answer}",
        figure=figure,
        table=table[["label", *(column.key for column in _COLUMNS)]],
        columns=(Column("label", kind.head), *_COLUMNS),
    )


def _answer(in_all: Returns, window_days: int) -> str:
    if not in_all.n:
        waiting = in_all.still_open + in_all.unknown
        return NOTHING if not waiting else "It is too early to tell of any step."
    return (
        f"After {in_all.came:,} of {counted(in_all.n, 'step')} the client came again "
        f"within {window_days} days; some would have anyway."
    )


def _basis(in_all: Returns) -> str:
    parts = []
    if in_all.n:
        of = counted(in_all.clients, "client")
        parts.append(f"n = {counted(in_all.n, 'step')} for {of}, bars: 95 % interval.")
    if in_all.still_open:
        parts.append(f"{in_all.still_open:,} not over yet.")
    if in_all.unknown:
        parts.append(f"Of {in_all.unknown:,} nobody knows.")
    return " ".join(parts)


def _table(groups: Mapping[str, Returns]) -> pd.DataFrame:
    rows = []
    for label, of in groups.items():
        low, high = of.interval or (None, None)
        rate = of.came / of.n if of.n else None
        rows.append(
            {
                "label": sentence(label),
                **of._asdict(),
                "rate": rate,
                "low": low,
                "high": high,
                "is_few": of.n < FEW,
                "said": f"{label}: {of.came} of {of.n}",
            }
        )
    keys = ["label", *(c.key for c in _COLUMNS), "is_few", "said"]
    table = pd.DataFrame(rows, columns=keys)
    return table.astype({"rate": float, "low": float, "high": float})


__all__ = ["WINDOWS_DAYS", "by_reason", "by_step", "results", "title"]
