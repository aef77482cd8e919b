"""From which likelihood on a client counts as quieter: the thresholds, once.

They serve both steps of the ladder on which a model orders the list. While the list
goes by the rule, `rule.word` speaks. Source: docs/definitions.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.risk.rule import Word

RAISED_FROM = 0.2
HIGH_FROM = 0.4


def word(probability: float) -> Word:
    """Return how much quieter a client is, by the model.

    Parameters
    ----------
    probability
        That the client goes quiet, from 0 to 1.

    Raises
    ------
    ValueError
        If it is no probability; a missing one is none.
    """
    if not 0 <= probability <= 1:
        message = f"{probability} is no probability"
        raise ValueError(message)
    if probability < RAISED_FROM:
        return "low"
    return "high" if probability >= HIGH_FROM else "raised"


def on_the_list(probability: float, by_rule: Word) -> tuple[float, Word]:
    """Return the score and the word by which a model's list chooses a client.

    Whom the rule alone names (twice the usual gap, and the model sees nothing) comes
    after all others: their score is below 0.

    Parameters
    ----------
    by_rule
        The rule's word.
    """
    said = word(probability)
    if said == "low" and by_rule == "high":
        return probability - 1.0, "raised"
    return probability, said
