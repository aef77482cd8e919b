"""What can be typed after ``python -m analytics``.

Every command names the function that runs it as ``module:function`` below
``analytics.cli``, so that asking for help imports none of them.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from analytics.cli import (
    parser_clients,
    parser_contacts,
    parser_goals,
    parser_importing,
    parser_next_step,
    parser_policy,
    parser_retention,
    parser_scores,
    parser_selecting,
    parser_session,
    parser_sheets,
    parser_trial,
)
from analytics.cli.command import Parser as _Parser
from analytics.cli.command import add as _add
from analytics.cli.parser_playbook import add as _add_playbook
from analytics.cli.parser_reminders import add as _add_reminders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.cli.command import Commands

DEMO_CLIENTS = 60
DEMO_SEED = 1


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """Return what was typed; ``--help`` prints and leaves.

    Raises
    ------
    CommandLineError
        If it is no command.
    """
    parsed = build().parse_args(typed)
    # Both may stand before or after a command; neither place may undo the other.
    parsed.database = getattr(parsed, "database", None)
    parsed.json = getattr(parsed, "json", False)
    return parsed


def build() -> _Parser:
    """Return the parser of all commands."""
    common = _common()
    parser = _Parser(
        prog="python -m analytics",
        description="Driftline: from a scheduling tool's export to a next step.",
        parents=[common],
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(
        metavar="COMMAND", required=True, dest="command", title="commands"
    )
    parser_importing.add(commands, common)
    _add_lists(commands, common)
    parser_clients.add(commands, common)
    parser_retention.add(commands, common)
    parser_sheets.add(commands, common)
    parser_contacts.add(commands, common)
    parser_session.add(commands, common)
    _add_people(commands, common)
    _add_who(commands, common)
    _add_truth(commands, common)
    _add_absences(commands, common)
    _add_playbook(commands, common)
    _add_reminders(commands, common)
    _add_settings(commands, common)
    _add_scoreboard(commands, common)
    _add_keeping(commands, common)
    _add_risk(commands, common)
    parser_policy.add(commands, common)
    parser_trial.add(commands, common)
    parser_goals.add(commands, common)
    parser_next_step.add(commands, common)
    return parser


def _common() -> _Parser:
    common = _Parser(add_help=False, allow_abbrev=False)
    common.add_argument(
        "--database",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help="the practice's file (default: $DRIFTLINE_DATABASE, else "
        "data/practice.duckdb)",
    )
    common.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print one JSON object",
    )
    return common


def _add_lists(commands: Commands, common: _Parser) -> None:
    sessions = _add(
        commands, common, "sessions", "lists:sessions", "List the session log."
    )
    sessions.add_argument("--client", metavar="ID", help="of this client only")
    today = _add(
        commands, common, "today", "views:today", "Who may be worth a hello this week."
    )
    attendance = _add(
        commands,
        common,
        "attendance",
        "attendance:attendance",
        "Who came, by period or kind.",
    )
    attendance.add_argument(
        "--by",
        default="week",
        choices=("week", "month", "coach", "service", "weekday", "hour"),
        help="default: week",
    )
    parser_selecting.add_options(attendance)
    for command in (today, attendance):
        command.add_argument(
            "--as-of", metavar="DATE", help="as things were known at that day's end"
        )


def _add_people(commands: Commands, common: _Parser) -> None:
    forget = _add(
        commands, common, "forget", "people:forget", "Remove a client for good."
    )
    held = _add(
        commands,
        common,
        "export-client",
        "people:export_client",
        "Show everything held about a client.",
    )
    for command in (forget, held):
        command.add_argument("client_id", metavar="CLIENT_ID")


def _add_who(commands: Commands, common: _Parser) -> None:
    _add(commands, common, "people", "who:people", "Who may be one person, or two.")
    for name, help_ in (
        ("merge", "Two clients are one person."),
        ("unmerge", "Take that back."),
    ):
        command = _add(commands, common, name, f"who:{name}", help_)
        command.add_argument("client_id", metavar="CLIENT_ID")
        if name == "merge":
            command.add_argument("into_id", metavar="INTO_ID")
    for name, help_ in (
        ("link", "A session took the place of another."),
        ("unlink", "No session took the place of this one."),
    ):
        command = _add(commands, common, name, f"who:{name}", help_)
        command.add_argument("old_id", metavar="OLD")
        if name == "link":
            command.add_argument("new_id", metavar="NEW")
    _add(
        commands,
        common,
        "changes",
        "who:changes",
        "What the newest exports changed.",
    )


def _add_truth(commands: Commands, common: _Parser) -> None:
    outcome = commands.add_parser(
        "outcome",
        help="Say what became of a session.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = outcome.add_subparsers(metavar="set|clear", required=True, dest="action")
    set_ = _add(actions, common, "set", "truth:set_outcome", "Keep an outcome.")
    clear = _add(actions, common, "clear", "truth:clear_outcome", "Take it back.")
    pulse = _add(
        commands, common, "pulse", "truth:pulse", "Keep a coach's view of a session."
    )
    for command in (set_, clear, pulse):
        command.add_argument("session_id", metavar="SESSION_ID")
    set_.add_argument("outcome", metavar="OUTCOME")
    set_.add_argument("--excused", metavar="REASON", help="missed, and excused")
    pulse.add_argument("--engaged", metavar="N", type=int, help="1 (hardly) to 5")
    pulse.add_argument("--progress", metavar="N", type=int, help="1 (hardly) to 5")
    for command in (set_, pulse):
        command.add_argument(
            "--on", metavar="DATE", help="known from this day (default: today)"
        )
    questions = _add(
        commands, common, "questions", "truth:questions", "Whose answer matters most."
    )
    questions.add_argument("--count", metavar="N", type=int, default=5)
    gaps = _add(commands, common, "gaps", "truth:gaps", "What the data cannot say.")
    for command in (questions, gaps):
        command.add_argument(
            "--as-of", metavar="DATE", help="as things were known at that day's end"
        )


def _add_absences(commands: Commands, common: _Parser) -> None:
    absence = commands.add_parser(
        "absence",
        help="Say who is away, or that the practice is closed.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = absence.add_subparsers(
        metavar="add|list|clear", required=True, dest="action"
    )
    add = _add(actions, common, "add", "absences:add", "Keep an absence.")
    who = add.add_mutually_exclusive_group(required=True)
    who.add_argument("--client", metavar="CLIENT_ID")
    who.add_argument("--coach", metavar="NAME")
    who.add_argument("--practice", action="store_true", help="the practice is closed")
    add.add_argument("--from", metavar="DATE", required=True, dest="from_date")
    add.add_argument(
        "--until", metavar="DATE", required=True, help="the day of the return"
    )
    add.add_argument("--why", metavar="TEXT")
    _add(actions, common, "list", "absences:list_", "List the absences.")
    clear = _add(actions, common, "clear", "absences:clear", "Take one back.")
    clear.add_argument("entry_id", metavar="ENTRY_ID")


def _add_scoreboard(commands: Commands, common: _Parser) -> None:
    board = _add(
        commands,
        common,
        "scoreboard",
        "scoreboard:scoreboard",
        "How right the lists of the past year were.",
    )
    board.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
    board.add_argument("--prior", metavar="FILE", help="another prior")


def _add_settings(commands: Commands, common: _Parser) -> None:
    settings = commands.add_parser(
        "settings",
        help="Read or change a setting.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = settings.add_subparsers(metavar="get|set", required=True, dest="action")
    get = _add(actions, common, "get", "settings:get", "Show one setting, or all.")
    get.add_argument("key", metavar="KEY", nargs="?")
    set_ = _add(actions, common, "set", "settings:set_", "Change a setting.")
    set_.add_argument("key", metavar="KEY")
    set_.add_argument("value", metavar="VALUE")


def _add_keeping(commands: Commands, common: _Parser) -> None:
    demo = _add(commands, common, "demo", "demo:demo", "Fill an empty practice.")
    demo.add_argument("--clients", metavar="N", type=int, default=DEMO_CLIENTS)
    demo.add_argument("--seed", metavar="S", type=int, default=DEMO_SEED)
    for name, run, help_ in (
        ("backup", "keeping:backup", "Write a copy of the practice."),
        ("restore", "keeping:restore", "Go back to a backup."),
        ("export", "keeping:export", "Write everything as plain files to a folder."),
    ):
        _add(commands, common, name, run, help_).add_argument("path", metavar="PATH")
    check = _add(
        commands, common, "check", "keeping:check", "Check the practice's file."
    )
    check.add_argument(
        "--bundle", metavar="OUT", help="also write a ZIP for support, without names"
    )


def _add_risk(commands: Commands, common: _Parser) -> None:
    test = _add(
        commands, common, "backtest", "risk:backtest", "How the list would have done."
    )
    test.add_argument("--from", metavar="DATE", dest="first", required=True)
    test.add_argument("--to", metavar="DATE", dest="last", required=True)
    test.add_argument("--every", metavar="DAYS", type=int, default=7)
    test.add_argument(
        "--predictions", metavar="OUT.csv", help="also write every prediction here"
    )
    risk = commands.add_parser(
        "risk", help="The model.", parents=[common], allow_abbrev=False
    )
    actions = risk.add_subparsers(
        metavar="fit|card|no-scoring|prior", required=True, dest="action"
    )
    fit = _add(
        actions, common, "fit", "scores:fit", "Fit the model, keep and show its scores."
    )
    fit.add_argument(
        "--as-of", metavar="DATE", help="as known at that day's end; nothing is kept"
    )
    for command in (test, fit):
        command.add_argument("--prior", metavar="FILE", help="another prior")
    parser_scores.add(actions, common)
    prior = _add(actions, common, "prior", "risk:learn_prior", "Learn a prior.")
    prior.add_argument(
        "files", metavar="PRACTICE", nargs="*", help="real practices' files"
    )
    for command in (fit, prior):
        command.add_argument(
            "--model",
            choices=("quiet", "missed"),
            default="quiet",
            help="who goes quiet (default), or which bookings are missed",
        )
    prior.add_argument("--practices", metavar="N", type=int, default=240)
    prior.add_argument("--clients", metavar="N", type=int, default=80)
    prior.add_argument("--seed", metavar="S", type=int, default=1)
    prior.add_argument("--out", metavar="OUT.json", help="write it here, and its card")
