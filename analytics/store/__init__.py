"""The practice's file: one DuckDB database, opened once a process."""

from __future__ import annotations

from analytics.store.database import Database, open_practice

__all__ = ["Database", "open_practice"]
