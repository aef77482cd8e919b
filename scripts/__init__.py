"""Programs for whoever works on Driftline; none is part of the product."""

from __future__ import annotations
