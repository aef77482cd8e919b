"""What can be typed after ``python -m analytics`` about reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser

_STEPS = "what is sent, such as email:3d:plain text:24h:personal"


def add(commands: Commands, common: Parser) -> None:
    """Add ``strategies`` and ``reminders`` to the commands."""
    _add_strategies(commands, common)
    _add_reminders(commands, common)


def _add_strategies(commands: Commands, common: Parser) -> None:
    diary = commands.add_parser(
        "strategies",
        help="The diary of reminders: what is sent to whom, since when.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = diary.add_subparsers(
        metavar="add|list|change|stop|clear|define", required=True, dest="action"
    )
    new = _add(actions, common, "add", "strategies:add", "Keep what is sent.")
    new.add_argument("--from", metavar="DATE", required=True, dest="from_date")
    new.add_argument("--until", metavar="DATE", help="the first day no longer")
    new.add_argument("--service", metavar="NAME", help="for this service only")
    new.add_argument("--coach", metavar="NAME", help="for this coach only")
    _add(actions, common, "list", "strategies:list_", "List the diary.")
    change = _add(
        actions, common, "change", "strategies:change", "Something else since a day."
    )
    stop = _add(actions, common, "stop", "strategies:stop", "No longer since a day.")
    clear = _add(actions, common, "clear", "strategies:clear", "It never was so.")
    for command in (change, stop, clear):
        command.add_argument("entry_id", metavar="ENTRY_ID")
    for command in (change, stop):
        command.add_argument("--on", metavar="DATE", required=True)
    define = _add(
        actions, common, "define", "strategies:define", "Describe what is sent."
    )
    for command in (new, change, define):
        command.add_argument(
            "--steps", metavar="STEP", nargs="+", default=(), help=_STEPS
        )
        command.add_argument(
            "--name", metavar="NAME", help="its name; none: nothing is sent"
        )


def _add_reminders(commands: Commands, common: Parser) -> None:
    reminders = _add(
        commands, common, "reminders", "reminders:reminders", "Which reminders work."
    )
    reminders.add_argument(
        "--since", metavar="DATE", help="only sessions from this day on"
    )
    reminders.add_argument(
        "--baseline", metavar="NAME", help="what to compare with (default: none)"
    )
    reminders.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
    actions = reminders.add_subparsers(metavar="sent", dest="action")
    sent = _add(
        actions, common, "sent", "strategies:sent", "Keep that a reminder was sent."
    )
    sent.add_argument("session_id", metavar="SESSION_ID")
    what = sent.add_mutually_exclusive_group(required=True)
    what.add_argument("--strategy", metavar="NAME", help="which (strategies list)")
    what.add_argument("--clear", action="store_true", help="take that back")
    sent.add_argument("--on", metavar="DATE", help="the day it was sent (default: now)")
    # For the process that has the practice open; nobody types it.
    work = actions.add_parser("work", parents=[common], allow_abbrev=False)
    work.set_defaults(run="reminders:work")
    work.add_argument("copy")
    work.add_argument("out")
    for name in ("--now", "--since", "--baseline"):
        work.add_argument(name)
