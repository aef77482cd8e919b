"""The base of every error that a person may be shown."""

from __future__ import annotations


class PracticeError(Exception):
    """Base class of every error whose message may reach a person."""
