"""What the data do not say: which answers would change most, and what is missing."""

from __future__ import annotations
