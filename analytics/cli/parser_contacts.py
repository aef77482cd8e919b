"""What can be typed after ``python -m analytics follow-up`` and ``ending``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def add(commands: Commands, common: Parser) -> None:
    """Add both commands."""
    _add_follow_up(commands, common)
    _add_ending(commands, common)


def _add_follow_up(commands: Commands, common: Parser) -> None:
    follow_up = commands.add_parser(
        "follow-up",
        help="Steps taken and planned, and what came of them.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = follow_up.add_subparsers(
        metavar="add|list|done|clear", required=True, dest="action"
    )
    add_ = _add(
        actions,
        common,
        "add",
        "follow_ups:add",
        "Keep a step that was taken, or with --due one that is meant.",
    )
    add_.add_argument("client_id", metavar="CLIENT_ID")
    add_.add_argument("step", metavar="STEP")
    add_.add_argument("--due", metavar="DATE", help="meant, to be taken by this day")
    list_ = _add(actions, common, "list", "follow_ups:list_", "List the steps.")
    list_.add_argument("client_id", metavar="CLIENT_ID", nargs="?")
    list_.add_argument(
        "--open", action="store_true", help="only what is still to be done"
    )
    list_.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
    done = _add(
        actions,
        common,
        "done",
        "follow_ups:done",
        "Keep that a step was taken, or what came of one.",
    )
    done.add_argument("entry_id", metavar="ENTRY_ID")
    clear = _add(
        actions, common, "clear", "follow_ups:clear", "Take one of these back."
    )
    clear.add_argument("entry_id", metavar="ENTRY_ID")
    for command in (add_, done):
        command.add_argument("--on", metavar="DATE", help="default: today")
        command.add_argument("--result", metavar="RESULT", help="what came of it")
        command.add_argument("--channel", metavar="CHANNEL", help="such as phone")
        command.add_argument("--wrote-last", metavar="WHO", help="coach or client")
        command.add_argument(
            "--note", metavar="TEXT", help="one line, not the messages themselves"
        )
        command.add_argument("--why", metavar="REASON", help="the reason learned")


def _add_ending(commands: Commands, common: Parser) -> None:
    ending = commands.add_parser(
        "ending",
        help="Say how a client's story stands.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = ending.add_subparsers(metavar="set|clear", required=True, dest="action")
    set_ = _add(
        actions, common, "set", "people:set_ending", "Keep a client's standing."
    )
    set_.add_argument("client_id", metavar="CLIENT_ID")
    set_.add_argument("standing", metavar="STANDING")
    set_.add_argument("--on", metavar="DATE", help="from this day (default: today)")
    set_.add_argument(
        "--until", metavar="DATE", help="a pause or a time elsewhere ends on this day"
    )
    set_.add_argument("--reason", metavar="TEXT")
    set_.add_argument("--to", metavar="TEXT", dest="to_whom", help="to whom they go")
    set_.add_argument(
        "--decided-by", metavar="WHO", help="client, coach or both decided it"
    )
    set_.add_argument(
        "--return",
        metavar="HOW",
        dest="may_return",
        help="whether they may come back: yes, terms or no",
    )
    set_.add_argument("--terms", metavar="TEXT", help="on what terms")
    set_.add_argument(
        "--may-contact",
        choices=("yes", "no"),
        help="whether they would like to hear from you",
    )
    clear = _add(
        actions, common, "clear", "people:clear_ending", "Take the standing back."
    )
    clear.add_argument("client_id", metavar="CLIENT_ID")
