"""What a person reads: made from facts, risk, attendance and the playbook."""

from __future__ import annotations
