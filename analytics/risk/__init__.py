"""Who is going quiet, in what order, and on what evidence."""

from __future__ import annotations
