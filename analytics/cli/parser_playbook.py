"""What can be typed after ``python -m analytics`` about the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def add(commands: Commands, common: Parser) -> None:
    """Add ``playbook`` to the commands."""
    playbook = commands.add_parser(
        "playbook",
        help="The steps, and your own words for them.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = playbook.add_subparsers(
        metavar="list|check", required=True, dest="action"
    )
    _add(actions, common, "list", "playbook:list_", "List the steps.")
    check = _add(actions, common, "check", "playbook:check", "Check edited files.")
    check.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a file or a folder of them; without any, the practice's own",
    )
