"""What can be typed after ``python -m analytics clients``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser

GROUPS: Final = (
    "active",
    "new",
    "answer_due",
    "paused",
    "welcome_back",
    "completed",
    "handed_over",
    "ended",
    "drifted",
    "never_came",
    "unknown",
)
"""As in reports/client_list_groups.py; said here too, so that asking for help loads no
facts."""

ORDERS: Final = (
    "name",
    "coach",
    "stands",
    "last",
    "next",
    "gap",
    "trend",
    "homework",
    "contact",
    "came",
    "earned",
)
"""As in reports/client_list_look.py."""


def add(commands: Commands, common: Parser) -> None:
    """Add the command."""
    clients = _add(commands, common, "clients", "clients:clients", "List the clients.")
    clients.add_argument(
        "--show",
        action="append",
        choices=GROUPS,
        help="only this group; given several times, any of them",
    )
    clients.add_argument("--sort", choices=ORDERS, default="name", help="default: name")
    clients.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
