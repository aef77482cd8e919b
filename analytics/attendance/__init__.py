"""What became of the sessions, by week, coach, service or time."""

from __future__ import annotations

from analytics.attendance.attendance import attendance
from analytics.attendance.wilson import wilson_interval

__all__ = ["attendance", "wilson_interval"]
