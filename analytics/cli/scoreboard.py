"""``scoreboard``: how right the past lists were.

Without a day the stored record is shown, if there is one; else it is worked out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.reports import scoreboard as report
from analytics.risk import prior as priors
from analytics.risk import record as records
from analytics.risk import scoreboard as rolled
from analytics.store import log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.periods import AsOf
    from analytics.risk.record import Record, Tally
    from analytics.store import Database

_RANKINGS = {
    "model": "this list's order",
    "rule_booking": "rule + booking",
    "rule": "rule",
}


def scoreboard(call: Call) -> Answer:
    """Say who was named in the past year, and what happened."""
    typed = call.arguments
    is_own = typed.as_of is not None or typed.prior is not None
    with call.opened_existing() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        kept = None if is_own else records.stored(database, as_of.day_number)
        found = kept.record if kept else _worked_out(database, as_of, typed.prior)
    log.event("scoreboard", names=len(found.names))
    return Answer(
        data=_data(found, is_stored=kept is not None), lines=lambda: _told(found)
    )


def _worked_out(database: Database, as_of: AsOf, prior: str | None) -> Record:
    return rolled.past(
        database, as_of, priors.load(Path(prior)) if prior else priors.load()
    )


def _data(found: Record, *, is_stored: bool) -> dict[str, object]:
    held = records.to_json(found)
    ours = held.pop("ours")
    return {
        "as_of": report.date(held.pop("as_of_day")),
        "stored": is_stored,
        "from": report.date(held.pop("first_day")),
        "weeks": held.pop("weeks"),
        "list": _figures(ours),
        "rule": _figures(held.pop("rule")),
        "rankings": held["rankings"],
        "base_rate": held["base_rate"],
        "thirds": held["thirds"],
        "words": held["words"],
        "outlook": {
            "mode": found.outlook.mode,
            "why": found.outlook.why,
            "lapsed_clients": found.outlook.lapsed_clients,
            "lapsed_last_year": found.outlook.lapsed_last_year,
            "ready_on": report.date(found.outlook.ready_on_day),
        },
        "names": [
            {
                "client_id": one.client_id,
                "named_on": report.date(one.day),
                "listed_as": one.listed_as,
                "probability": one.probability,
                "what_happened": one.what_happened,
                "happened_on": report.date(one.happened_on_day),
                "rule_day": report.date(one.rule_day),
                "lead_days": one.lead_days,
                "is_settled": one.is_settled,
                "is_stored": one.is_stored,
            }
            for one in found.names
            if one.listed_as is not None
        ],
        "missed": [
            {
                "client_id": one.client_id,
                "last_session": report.date(one.happened_on_day),
                "rule_day": report.date(one.rule_day),
            }
            for one in found.names
            if one.listed_as is None
        ],
    }


def _figures(tally: dict[str, object]) -> dict[str, object]:
    """Return a tally with what happened under its own name."""
    return {
        "what_happened" if name == "what" else name: value
        for name, value in tally.items()
    }


def _told(found: Record) -> Iterator[str]:
    yield report.headline(found)
    if found.weeks:
        yield report.caught(found)
        yield report.basis(found)
    yield from output.table(
        ("", "names", "known", "went quiet", "silences", "named", "earlier", "median"),
        (
            (kind, *_cells(tally))
            for kind, tally in (("this list", found.ours), ("rule", found.rule))
        ),
    )
    yield from output.table(
        ("order", "AUC", "early"),
        (
            (label, _decimals(one.auc), _decimals(one.early_auc))
            for kind, label in _RANKINGS.items()
            if (one := found.rankings.get(kind)) is not None
        ),
    )
    yield from output.table(
        ("id", "named on", "what happened", "on", "days earlier"),
        (
            (
                row["client_id"],
                row["named_on"],
                report.WHATS[row["what"]],
                row["happened_on"],
                row["days_before"],
            )
            for row in report.names(found).to_dict("records")
        ),
    )
    for row in report.missed(found).to_dict("records"):
        yield f"Not named: {row['client_id']}, last session {row['last_session']}."
    yield report.outlook(found.outlook)


def _cells(tally: Tally) -> tuple[object, ...]:
    return (
        tally.names,
        tally.settled,
        tally.quiet,
        tally.drifts,
        tally.caught,
        tally.before_rule,
        None if tally.lead_days is None else f"{tally.lead_days[1]:.0f}",
    )


def _decimals(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"
