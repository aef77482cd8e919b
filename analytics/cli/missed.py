"""``risk fit --model missed`` and ``risk prior --model missed``: missed bookings.

Loads what fits models; nothing of it is needed to look at stored scores.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analytics.cli import output, when
from analytics.cli.output import Answer
from analytics.errors import BadEntryError
from analytics.facts import bookings, default_as_of, features
from analytics.periods import from_epoch_seconds
from analytics.risk.missed import based_on, looking
from analytics.risk.missed import prior as priors
from analytics.simulate.population import population
from analytics.store import log

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analytics.cli.call import Call
    from analytics.risk.missed.week import Booking, Week
    from analytics.risk.prior import Prior
    from analytics.store import Database


def fit(call: Call) -> Answer:
    """Fit the model to what was known on a day; say what it says of the next week."""
    typed = call.arguments
    prior = priors.load(Path(typed.prior)) if typed.prior else priors.load()
    with call.opened_existing() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        week = looking.look(database, as_of, prior)
    log.event("risk fit missed", bookings=len(week.bookings))
    return Answer(
        data={
            "as_of": as_of.day,
            "ladder": asdict(week.rung),
            "model": model(week),
            "record": asdict(week.record) if week.record else None,
            **told(week),
        },
        lines=lambda: _lines(week),
    )


def told(week: Week) -> dict[str, object]:
    """Return the expected misses and the bookings of a week, as JSON has them."""
    is_percent = week.rung.mode == "percent"
    return {
        "expected_misses": asdict(week.expected) if week.expected else None,
        "bookings": [_booking(one, is_percent=is_percent) for one in week.bookings],
    }


def model(week: Week) -> Mapping[str, object]:
    """Return what the model is, as JSON has it."""
    return {
        "is_local": week.fitted.is_local,
        "shows_leads": week.fitted.shows_leads,
        "ridge": week.fitted.ridge,
        "bookings": week.fitted.bookings,
        "misses": week.fitted.misses,
        "miss_share": week.fitted.miss_share,
    }


def learned(
    call: Call, card: Mapping[str, object], practices: Iterator[Database]
) -> Prior:
    """Return the prior that practices teach; without any, invented ones."""
    typed = call.arguments
    if typed.files:
        rows = _rows_of(practices, call)
    else:
        invented = population(typed.practices, typed.clients, typed.seed)
        rows = priors.rows_of_practices(invented)
    if rows["missed"].nunique() < 2:
        message = (
            "Nothing can be learned from these practices: of no booking is it known "
            "that it was missed, or of none that it was not. Give more of them."
        )
        raise BadEntryError(message)
    return priors.learned(rows, card, is_real=bool(typed.files))


def card_text(prior: Prior) -> str:
    """Return the card of a prior of missed bookings."""
    return priors.card_text(prior)


def _rows_of(practices: Iterator[Database], call: Call) -> pd.DataFrame:
    """Return the bookings of practices whose end is known."""
    found = []
    for database in practices:
        known = default_as_of(database, call.now)
        weeks = features.grid(database, known, known) or [known]
        found.append(bookings.rows(database, weeks, known))
    rows = pd.concat(found, ignore_index=True)
    return rows[rows["missed"].notna()]


def _booking(one: Booking, *, is_percent: bool) -> dict[str, object]:
    return {
        "session_id": one.session_id,
        "client_id": one.client_id,
        "starts_at": from_epoch_seconds(one.start_s),
        "worth_a_word": one.is_worth_a_word,
        "probability": one.probability if is_percent else None,
        "interval": one.interval if is_percent else None,
        "based_on": [asdict(part) for part in one.based_on],
    }


def _lines(week: Week) -> Iterator[str]:
    yield f"As of {week.as_of.day}: {week.rung.mode}. {week.rung.why}".rstrip()
    if week.expected is not None:
        yield sentence(week)
    if week.record is not None:
        yield (
            f"Of {week.record.bookings} bookings of the past year {week.record.misses} "
            f"were missed. AUC {_decimals(week.record.auc)}, without those made on "
            f"their own day {_decimals(week.record.auc_not_same_day)}, by the client's "
            f"own past alone {_decimals(week.record.auc_history)}; Brier skill "
            f"{_decimals(week.record.brier_skill)}, slope "
            f"{_decimals(week.record.slope)}, level {_decimals(week.record.level)}."
        )
    named = [one for one in week.bookings if one.is_worth_a_word]
    if named:
        yield from output.table(
            ("session", "starts", "based on"),
            (
                (
                    one.session_id,
                    output.minute(from_epoch_seconds(one.start_s)),
                    based_on.said(one.based_on),
                )
                for one in named
            ),
        )


def sentence(week: Week) -> str:
    """Return how many of the week's bookings may be missed, in words."""
    found = week.expected
    if found is None:
        return ""
    return (
        f"Of {found.n} bookings of the next seven days about {round(found.expected)} "
        f"may be missed (between {found.low} and {found.high})."
    )


def _decimals(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
