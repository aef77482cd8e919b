"""Invented practices with a known truth, written as scheduling tools write them.

The demo, the tests and the benchmarks use them through the real import. Nothing
here reads what it tests: only errors are shared with the rest of the product.
"""

from __future__ import annotations

from analytics.simulate.acuity import write_acuity
from analytics.simulate.calendly import write_calendly
from analytics.simulate.practice import Practice, simulate
from analytics.simulate.template import write_template

__all__ = ["Practice", "simulate", "write_acuity", "write_calendly", "write_template"]
