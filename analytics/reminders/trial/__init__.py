"""A fair test of two ways of reminding: planned, drawn, looked at, kept."""

from __future__ import annotations
