"""From a table to a plotly figure: pure functions, one module a page section."""

from __future__ import annotations
