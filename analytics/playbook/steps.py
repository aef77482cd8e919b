"""The shipped steps: readable files, one a step, and the words before a booking.

`steps` holds the ladder of what there is to do for a client. `words` holds the same
for a booking that is worth an extra word; there ``{day}`` stands for when it is. A
practice's own copies stand over them (`practice_steps`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from analytics.playbook.check import check
from analytics.playbook.step import HARD, Blanks, Step

__all__ = [
    "EXTRA_WORDS",
    "GROUPS",
    "HARD",
    "STEPS",
    "Blanks",
    "Step",
    "shipped_text",
]

_HERE = Path(__file__).parent

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "To get in touch": (
        "say_hello",
        "understand_why",
        "what_i_owe_you",
        "stay_in_touch",
        "suggest_next_booking",
        "look_forward",
    ),
    "To make it fit again": (
        "change_slot",
        "offer_another_coach",
        "revisit_agreement",
        "new_goal",
        "look_at_record",
    ),
    "Coming, but stuck": ("talk_about_it", "smaller_goal", "review_goal"),
    "To let be, and to come back": (
        "pause",
        "accept_stop",
        "enough_for_now",
        "let_be",
        "welcome_back",
        "celebrate",
    ),
    "When you are worried": ("worried",),
    "Talks to prepare for": ("last_review", "refer", "part_kindly"),
    "Before a session": ("extra_word", "first_word"),
}
"""All steps and extra words, in the order in which they are read."""


def _of(folder: Path) -> dict[str, Step]:
    # What is shipped is checked by a test: here only what can be used is kept.
    found = {path.stem: _step(path) for path in folder.glob("*.md")}
    order = [key for keys in GROUPS.values() for key in keys]
    return {key: found[key] for key in order if key in found}


def _step(path: Path) -> Step:
    checked = check(path.read_text("utf-8"), path.stem)
    if checked.step is None:
        message = f"{path.name}: {checked.findings}"
        raise ValueError(message)
    return checked.step


def shipped_text(key: str) -> str:
    """Return the shipped file of a step or of an extra word, as it is."""
    path = _HERE / "steps" / f"{key}.md"
    return (path if path.exists() else _HERE / "words" / path.name).read_text("utf-8")


STEPS: dict[str, Step] = _of(_HERE / "steps")
"""All shipped steps by key."""

EXTRA_WORDS: dict[str, Step] = _of(_HERE / "words")
"""What to write before a booking, by key."""
