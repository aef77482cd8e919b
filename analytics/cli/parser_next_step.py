"""What can be typed after ``python -m analytics next-step``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def add(commands: Commands, common: Parser) -> None:
    """Add the command."""
    shown = _add(
        commands, common, "next-step", "next_step:show", "What is next for one client."
    )
    shown.add_argument("client_id", metavar="CLIENT_ID")
    shown.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
