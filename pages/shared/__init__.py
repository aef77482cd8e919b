"""What the pages have in common: state, doors to analytics, safe text, pieces."""

from __future__ import annotations
