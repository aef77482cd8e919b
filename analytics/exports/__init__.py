"""The exports Driftline reads, one module a tool behind one small type.

A tool is a set of column names, where each of our fields stands among them, and
an SQL file that turns its raw text columns into the normal form (see
`reading.py`). To add one: its module and SQL file in ``tools/``, its sample in
``data/samples``, its line in docs/exports.md. A tool whose form is known by hearsay
only is one mapping file in ``mapped/mappings/`` instead (see `mapped.mapping`), with
the same sample and line. Which of them a file is from, `recognition.py` decides.
"""

from __future__ import annotations

from analytics.exports.export import Export
from analytics.exports.tools import (
    acuity,
    arketa,
    calcom,
    calendly,
    cliniko,
    coach_return,
    ical,
    jane,
    latepoint,
    mindbody,
    msbookings,
    simplepractice,
    template,
    zoom,
)

__all__ = ["EXPORTS", "Export", "of_tool"]

EXPORTS: tuple[Export, ...] = (
    calendly.EXPORT,
    acuity.EXPORT,
    calcom.EXPORT,
    msbookings.EXPORT,
    latepoint.EXPORT,
    cliniko.EXPORT,
    cliniko.INVOICES,
    jane.EXPORT,
    jane.SALES,
    simplepractice.EXPORT,
    mindbody.EXPORT,
    mindbody.SPANISH,
    mindbody.CANCELLATIONS,
    arketa.EXPORT,
    ical.EXPORT,
    *zoom.EXPORTS,
    template.EXPORT,
    coach_return.EXPORT,
)


def of_tool(tool: str) -> Export | None:
    """Return the export of that key, such as ``calendly``."""
    return next((e for e in EXPORTS if e.tool == tool.strip().lower()), None)
