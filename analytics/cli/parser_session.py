"""What can be typed about sessions with a client: ``action``, ``brief``, ``record``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add
from analytics.cli.parser_sheets import FORMATS

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser

SESSIONS = 12
"""So many sessions a record goes back, where nothing else is typed."""


def add(commands: Commands, common: Parser) -> None:
    """Add them to the commands."""
    _add_actions(commands, common)
    brief = _add(
        commands, common, "brief", "session:brief", "One minute before the session."
    )
    record = _add(
        commands,
        common,
        "record",
        "session:record",
        "The last sessions and what was promised, to look at together.",
    )
    record.add_argument(
        "--sessions",
        metavar="N",
        type=int,
        default=SESSIONS,
        help=f"so many of the last ones (default: {SESSIONS})",
    )
    for command in (brief, record):
        command.add_argument("client_id", metavar="CLIENT_ID")
        command.add_argument(
            "--initials", action="store_true", help="initials in place of the name"
        )
        command.add_argument("--format", choices=FORMATS, help="default: html")
        command.add_argument("--out", metavar="PATH", help="write it here")
        command.add_argument(
            "--as-of", metavar="DATE", help="as things were known at that day's end"
        )


def _add_actions(commands: Commands, common: Parser) -> None:
    action = commands.add_parser(
        "action",
        help="What client and coach promised each other.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = action.add_subparsers(
        metavar="add|list|done|clear", required=True, dest="action"
    )
    add_ = _add(actions, common, "add", "session:add_action", "Keep a promise.")
    add_.add_argument("client_id", metavar="CLIENT_ID")
    add_.add_argument("text", metavar="TEXT", help="what was promised")
    add_.add_argument(
        "--owner",
        choices=("client", "coach"),
        default="client",
        help="whose it is (default: client)",
    )
    add_.add_argument("--due", metavar="DATE", help="the day it is for")
    add_.add_argument("--minutes", metavar="N", type=int, help="how long it takes")
    add_.add_argument("--needs", metavar="TEXT", help="what is needed for it")
    add_.add_argument("--session", metavar="ID", help="the session it was given in")
    list_ = _add(
        actions, common, "list", "session:list_actions", "List what was promised."
    )
    list_.add_argument("--client", metavar="ID", help="of this client only")
    list_.add_argument(
        "--all", action="store_true", help="also what is done or was let go"
    )
    list_.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
    done = _add(actions, common, "done", "session:settle_action", "It is done.")
    done.add_argument("action_id", metavar="ACTION_ID")
    done.add_argument("--dropped", action="store_true", help="it was let go, not done")
    for command in (add_, done):
        command.add_argument(
            "--on", metavar="DATE", help="known from this day (default: today)"
        )
    clear = _add(
        actions, common, "clear", "session:clear_action", "Take an entry back."
    )
    clear.add_argument("entry_id", metavar="ENTRY_ID")
