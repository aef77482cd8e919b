"""What can be typed after ``python -m analytics goal``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def add(commands: Commands, common: Parser) -> None:
    """Add the commands."""
    goal = commands.add_parser(
        "goal",
        help="A client's goals, in their own words.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = goal.add_subparsers(
        metavar="add|change|win|reached|let-go|list|clear", required=True, dest="action"
    )
    new = _add(actions, common, "add", "goals:add", "Write a goal down.")
    new.add_argument("client_id", metavar="CLIENT_ID")
    change = _add(actions, common, "change", "goals:change", "Other words for a goal.")
    win = _add(actions, common, "win", "goals:win", "Something that went well.")
    reached = _add(actions, common, "reached", "goals:reached", "It was reached.")
    let_go = _add(actions, common, "let-go", "goals:let_go", "It was let go.")
    for command in (change, win, reached, let_go):
        command.add_argument("goal_id", metavar="GOAL_ID")
    for command in (new, change):
        command.add_argument("goal", metavar="TEXT")
        command.add_argument("--why", metavar="TEXT", help="why it matters to them")
        command.add_argument(
            "--until", metavar="DATE", help="by when, if there is a day"
        )
    win.add_argument("note", metavar="TEXT")
    for command in (reached, let_go):
        command.add_argument("--note", metavar="TEXT")
    for command in (new, change, win, reached, let_go):
        command.add_argument(
            "--on", metavar="DATE", help="on that day (default: today)"
        )
    listed = _add(actions, common, "list", "goals:list_", "List the goals.")
    listed.add_argument("--client", metavar="CLIENT_ID", help="of this client only")
    listed.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
    clear = _add(actions, common, "clear", "goals:clear", "Take one of these back.")
    clear.add_argument("entry_id", metavar="ENTRY_ID")
