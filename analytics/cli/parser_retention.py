"""What can be typed after ``python -m analytics retention``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser

USUAL_GAPS = 3.0
"""As everywhere else; said here too, so that asking for help loads no facts."""

MOST_GAPS = 12.0


def add(commands: Commands, common: Parser) -> None:
    """Add the command."""
    retention = _add(
        commands, common, "retention", "retention:retention", "How long clients stay."
    )
    retention.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
    retention.add_argument(
        "--gaps",
        metavar="N",
        type=_gaps,
        default=USUAL_GAPS,
        help="a silent client is gone after so many usual gaps, and 28 days at least "
        f"(1 to {MOST_GAPS:g}, default: {USUAL_GAPS:g})",
    )


def _gaps(typed: str) -> float:
    gaps = float(typed)
    if not 1 <= gaps <= MOST_GAPS:
        message = f"{typed} is no number of gaps: from 1 to {MOST_GAPS:g} are possible"
        raise argparse.ArgumentTypeError(message)
    return gaps
