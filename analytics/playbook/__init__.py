"""From the evidence to one dated next step, with words to use."""

from __future__ import annotations

from analytics.playbook.playbook import Situation, next_step
from analytics.playbook.steps import EXTRA_WORDS, STEPS, Step

__all__ = ["EXTRA_WORDS", "STEPS", "Situation", "Step", "next_step"]
