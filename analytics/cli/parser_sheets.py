"""What can be typed for the sheets of paper: ``digest`` and ``client-report``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser

FORMATS = ("html", "md")


def add(commands: Commands, common: Parser) -> None:
    """Add them to the commands."""
    digest = _add(
        commands, common, "digest", "sheets:digest", "The Monday page on one sheet."
    )
    digest.add_argument(
        "--coach", metavar="C", help="this coach's sheet, with a file to send back"
    )
    digest.add_argument(
        "--names", action="store_true", help="whole names in place of initials"
    )
    report = _add(
        commands,
        common,
        "client-report",
        "sheets:client_report",
        "What was kept, moved and agreed, to bring to a session.",
    )
    report.add_argument("client_id", metavar="CLIENT_ID")
    report.add_argument(
        "--from", metavar="DATE", dest="from_date", help="default: half a year back"
    )
    report.add_argument(
        "--until", metavar="DATE", help="the day after the last one it covers"
    )
    report.add_argument(
        "--initials", action="store_true", help="initials in place of the name"
    )
    for command in (digest, report):
        command.add_argument("--format", choices=FORMATS, help="default: html")
        command.add_argument("--out", metavar="PATH", help="write it here")
        command.add_argument(
            "--as-of", metavar="DATE", help="as things were known at that day's end"
        )
