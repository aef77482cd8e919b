"""What the log says about sessions and clients, as it was known at a moment."""

from __future__ import annotations

from analytics.facts.as_of import data_as_of, default_as_of, parse_as_of
from analytics.facts.clients import client_list
from analytics.facts.facts import client_facts, session_facts
from analytics.facts.strip import LETTERS

__all__ = [
    "LETTERS",
    "client_facts",
    "client_list",
    "data_as_of",
    "default_as_of",
    "parse_as_of",
    "session_facts",
]
