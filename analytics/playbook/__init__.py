"""From the evidence to one dated next step, with words to use."""

from __future__ import annotations

from analytics.playbook.playbook import Proposals, next_step
from analytics.playbook.step import Blanks, Step
from analytics.playbook.steps import EXTRA_WORDS, STEPS

__all__ = ["EXTRA_WORDS", "STEPS", "Blanks", "Proposals", "Step", "next_step"]
