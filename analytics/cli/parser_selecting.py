"""What can be typed to choose a part of the practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.selection import STANDINGS

if TYPE_CHECKING:
    import argparse


def add_options(command: argparse.ArgumentParser) -> None:
    """Let a command take a part of the practice."""
    command.add_argument("--coach", metavar="NAME", help="sessions of this coach only")
    command.add_argument("--service", metavar="NAME", help="of this service only")
    command.add_argument(
        "--standing",
        choices=tuple(STANDINGS),
        help="of clients whose story stands like this",
    )
    command.add_argument(
        "--from", metavar="DATE", dest="from_day", help="from this day on"
    )
    command.add_argument(
        "--to", metavar="DATE", dest="until_day", help="before this day"
    )
