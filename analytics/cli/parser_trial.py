"""What can be typed after ``python -m analytics trial``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def add(commands: Commands, common: Parser) -> None:
    """Add the command and its actions."""
    trial = commands.add_parser(
        "trial",
        help="A fair test of two ways of reminding.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = trial.add_subparsers(
        metavar="plan|assign|status|report|stop", required=True, dest="action"
    )
    _add_plan(actions, common)
    assign = _add(
        actions,
        common,
        "assign",
        "trial:assign",
        "Set a test up and draw; later, draw who has appeared since.",
    )
    assign.add_argument(
        "plan",
        metavar="FILE",
        nargs="?",
        help="the plan (default: the running test's)",
    )
    status = _add(actions, common, "status", "trial:status", "How a test stands.")
    status.add_argument(
        "--plan", metavar="FILE", help="check that this plan is still the stored one"
    )
    report = _add(
        actions, common, "report", "trial:report", "Write a test's report to keep."
    )
    report.add_argument(
        "--out", metavar="FILE", required=True, help="a new file, .html or .md"
    )
    for command in (status, report):
        command.add_argument(
            "--as-of", metavar="DATE", help="as things were known at that day's end"
        )
    stop = _add(actions, common, "stop", "trial:stop", "End a test today.")
    stop.add_argument("--reason", metavar="TEXT")
    for command in (status, report, stop):
        command.add_argument(
            "trial_id",
            metavar="TRIAL_ID",
            nargs="?",
            help="default: the running test, else the last",
        )


def _add_plan(actions: Commands, common: Parser) -> None:
    plan = _add(
        actions,
        common,
        "plan",
        "trial:plan",
        "How long a test would take here; with --out, write its plan.",
    )
    plan.add_argument(
        "--start", metavar="DATE", required=True, help="the first day that counts"
    )
    plan.add_argument(
        "--unit",
        choices=("client", "week", "service"),
        default="client",
        help="what is drawn (default: client); whole weeks or services where a "
        "setting of the scheduling tool has to be switched",
    )
    plan.add_argument(
        "--worth",
        metavar="POINTS",
        type=_points,
        help="how many fewer missed in 100 sessions would be worth it (default: a "
        "third of what is missed now)",
    )
    plan.add_argument("--arm-a", metavar="TEXT", help="the way it is now, in words")
    plan.add_argument("--arm-b", metavar="TEXT", help="the way to try, in words")
    plan.add_argument("--out", metavar="FILE", help="write the plan to this new file")


def _points(typed: str) -> float:
    points = float(typed)
    if not 0 < points < 100:
        raise ValueError
    return points / 100
