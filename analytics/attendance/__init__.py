"""What became of the sessions, by week, coach, service or time."""

from __future__ import annotations

from analytics.attendance.attendance import attendance

__all__ = ["attendance"]
