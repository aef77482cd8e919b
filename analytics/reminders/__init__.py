"""Which reminders work: what was sent, a fair comparison, and a fair test."""

from __future__ import annotations
