"""What can be typed after ``python -m analytics risk`` about stored scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def add(actions: Commands, common: Parser) -> None:
    """Add them to the actions of ``risk``."""
    card = _add(actions, common, "card", "scores:card", "The newest model's card.")
    card.add_argument("--model", choices=("quiet", "missed"), default="quiet")
    ask = _add(
        actions,
        common,
        "no-scoring",
        "scores:no_scoring",
        "Keep that a client asked not to be scored.",
    )
    ask.add_argument("client_id", metavar="CLIENT_ID")
    ask.add_argument("--reason", metavar="TEXT")
    ask.add_argument("--on", metavar="DATE", help="since when (default: today)")
    ask.add_argument("--clear", action="store_true", help="take that back")
    # Run by the screen, on a copy; of no use to people, so help does not list it.
    work = actions.add_parser("work", parents=[common], allow_abbrev=False)
    work.set_defaults(run="scores:work")
    work.add_argument("copy")
    work.add_argument("out")
    work.add_argument("moment")
