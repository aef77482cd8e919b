"""Speed and size, measured beside something known, in one run.

``python -m benchmarks NAME`` runs one; each prints a table with the machine and the
versions, because a number without them says nothing.
"""

from __future__ import annotations
