"""What can be typed for agreements: ``agreement``, ``fees`` and ``policy``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.cli.command import add as _add

if TYPE_CHECKING:
    from analytics.cli.command import Commands, Parser


def add(commands: Commands, common: Parser) -> None:
    """Add them to the commands."""
    _add_agreement(commands, common)
    _add_fees(commands, common)
    _add_changes(commands, common)


def _add_agreement(commands: Commands, common: Parser) -> None:
    agreement = commands.add_parser(
        "agreement",
        help="What was agreed, with whom, from when.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = agreement.add_subparsers(
        metavar="set|show|accept|clear", required=True, dest="action"
    )
    set_ = _add(actions, common, "set", "policy:set_agreement", "Keep what was agreed.")
    show = _add(
        actions, common, "show", "policy:show_agreement", "What is in force for whom."
    )
    for command in (set_, show):
        whose = command.add_mutually_exclusive_group()
        whose.add_argument("--client", metavar="CLIENT_ID")
        whose.add_argument("--service", metavar="NAME")
    _add_terms(set_)
    show.add_argument(
        "--draft",
        choices=("html", "md"),
        help="the agreement as a sheet to talk through",
    )
    show.add_argument(
        "--as-of", metavar="DATE", help="as things were known at that day's end"
    )
    accept = _add(
        actions, common, "accept", "policy:accept", "Keep that clients accepted one."
    )
    accept.add_argument("agreement_id", metavar="AGREEMENT_ID")
    accept.add_argument("client_ids", metavar="CLIENT_ID", nargs="+")
    accept.add_argument("--on", metavar="DATE", help="the day (default: today)")
    clear = _add(
        actions,
        common,
        "clear",
        "policy:clear_agreement",
        "Take an agreement, or an acceptance, back.",
    )
    clear.add_argument("entry_id", metavar="ENTRY_ID")


def _add_terms(set_: Parser) -> None:
    set_.add_argument("--on", metavar="DATE", help="from this day (default: today)")
    set_.add_argument("--notice-hours", metavar="N", type=int)
    set_.add_argument("--no-show-fee", metavar="AMOUNT", help="such as 90 or 45.50")
    set_.add_argument("--late-fee", metavar="AMOUNT", help="of a late cancellation")
    set_.add_argument("--currency", metavar="C", help="default: the practice's")
    set_.add_argument("--free-moves", metavar="N", type=int)
    set_.add_argument("--per", choices=("month", "quarter", "year"))
    set_.add_argument("--every-days", metavar="N", type=int, help="how often you meet")
    set_.add_argument("--review", metavar="DATE", help="to look at it again")
    set_.add_argument("--excused", metavar="TEXT", help="what is excused")
    set_.add_argument("--coach-commits", metavar="TEXT")


def _add_fees(commands: Commands, common: Parser) -> None:
    fees = _add(
        commands,
        common,
        "fees",
        "policy:fees",
        "Fees to decide. Nothing is charged by Driftline.",
    )
    fees.add_argument("--client", metavar="CLIENT_ID", help="of this client only")
    actions = fees.add_subparsers(metavar="[decide|clear]", dest="action")
    decide = _add(
        actions, common, "decide", "policy:decide_fee", "Note a fee, or waive it."
    )
    decide.add_argument("session_id", metavar="SESSION_ID")
    decide.add_argument("decision", metavar="DECISION", help="noted or waived")
    decide.add_argument("--reason", metavar="TEXT", help="why it is waived")
    clear = _add(actions, common, "clear", "policy:clear_fee", "Take a decision back.")
    clear.add_argument("entry_id", metavar="ENTRY_ID")
    for command in (fees, decide):
        command.add_argument(
            "--as-of", metavar="DATE", help="as things were known at that day's end"
        )


def _add_changes(commands: Commands, common: Parser) -> None:
    policy = commands.add_parser(
        "policy",
        help="The days on which a rule was changed, and whether anything did.",
        parents=[common],
        allow_abbrev=False,
    )
    actions = policy.add_subparsers(
        metavar="add|list|show|clear", required=True, dest="action"
    )
    add_ = _add(actions, common, "add", "policy_changes:add", "Keep such a day.")
    add_.add_argument("what", metavar="WHAT", help="what was changed, in a few words")
    add_.add_argument("--on", metavar="DATE", help="the day (default: today)")
    add_.add_argument("--service", metavar="NAME", help="of this service only")
    add_.add_argument("--coach", metavar="NAME", help="of this coach only")
    list_ = _add(actions, common, "list", "policy_changes:list_", "List these days.")
    show = _add(
        actions, common, "show", "policy_changes:show", "What changed at such a day."
    )
    clear = _add(actions, common, "clear", "policy_changes:clear", "Take one back.")
    for command in (show, clear):
        command.add_argument("entry_id", metavar="ENTRY_ID")
    for command in (list_, show):
        command.add_argument(
            "--as-of", metavar="DATE", help="as things were known at that day's end"
        )
