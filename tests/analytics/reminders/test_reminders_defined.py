"""docs/definitions.md says of the comparison what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.reminders import (
    aipw,
    balance,
    benefit,
    interrupted,
    logistic,
    published,
    refusals,
)
from analytics.reminders.compare import SAME_WITHIN

TEXT = (Path(__file__).parents[3] / "docs" / "definitions.md").read_text("utf-8")
SECTION = " ".join(TEXT.split("## Which reminders work\n")[1].split("\n## ")[0].split())


@pytest.mark.parametrize(
    "sentence",
    [
        f"under {logistic.SHOWN_BELOW_SESSIONS} sessions, one logistic",
        f"{refusals.MDE_FACTOR} standard errors",
        f"up to {balance.ALIKE} is alike",
        f"surely less than {100 * SAME_WITHIN:.0f} in 100",
        f"known of less than {refusals.KNOWN_SHARE:.0%}".replace("%", " %"),
        f"more than {100 * refusals.KNOWN_APART:.0f} points apart",
        f"({100 * interrupted.ONE_SIDE_SHARE:g} % of each side",
        f"under {refusals.FEWEST_SESSIONS} sessions or {refusals.FEWEST_CLIENTS} cl",
        f"under {refusals.FEWEST_EVENTS} sessions that ended so",
        f"count as fewer than {refusals.FEWEST_EFFECTIVE}",
        f"from {benefit.FEWEST_SESSIONS:,} sessions on",
        f"(m - 1) · {published.CORRELATION})",
        f"{100 - 100 * published.LARGEST_RATIO:.0f} % of p",
        f"widened by {published.ELSEWHERE}",
        f"Below {aipw.SMALL:,} sessions",
    ],
)
def test_numbers_are_those_of_the_code(sentence: str) -> None:
    assert sentence in SECTION


@pytest.mark.parametrize("trial", published.TRIALS, ids=lambda one: one.key)
def test_every_trial_stands_there(trial: published.Trial) -> None:
    shares = f"{100 * trial.missed:.1f} or {100 * trial.other_missed:.1f} %"

    assert shares in SECTION
    assert trial.source.split(",")[0] in SECTION
