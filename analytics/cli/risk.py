"""``backtest`` and ``risk prior``: how the model would have done, and what it leans on.

Loads what fits models; nothing of it is needed to look at stored scores.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analytics.cli import missed, output
from analytics.cli.output import Answer
from analytics.errors import (
    BadEntryError,
    MissingFileError,
    MissingFolderError,
    PracticeNotWritableError,
)
from analytics.facts import default_as_of, features
from analytics.periods import parse_date
from analytics.risk import backtest as rolled
from analytics.risk import learning, training, visits
from analytics.risk import prior as priors
from analytics.simulate.population import populated
from analytics.store import log, open_practice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.cli.call import Call
    from analytics.risk.backtest import Backtest
    from analytics.risk.ladder import Rung
    from analytics.risk.prior import Prior
    from analytics.risk.visits import Visits
    from analytics.store import Database

_MOST_SIMULATED = 100_000
"""Clients; many more would not fit into memory at once."""

_INVENTED = "Invented practices (analytics/simulate/population.py)"
_REAL = "Real practices, pooled"


def backtest(call: Call) -> Answer:
    """Say how the list would have done between two days."""
    typed = call.arguments
    first, last = parse_date(typed.first), parse_date(typed.last)
    out = _writable(typed.predictions)
    prior = priors.load(Path(typed.prior)) if typed.prior else priors.load()
    with call.opened_existing() as database:
        known = default_as_of(database, call.now)
        found = rolled.backtest(database, first, last, known, prior, typed.every)
    if out is not None:
        with _kept(out):
            rolled.write_predictions(found.predictions, out)
    log.event("backtest", rows=len(found.predictions))
    data = _report(found) | {"file": str(out) if out else None}
    return Answer(data=data, lines=lambda: _told(found))


def learn_prior(call: Call) -> Answer:
    """Learn a prior from invented practices, or from files of real ones."""
    typed = call.arguments
    out = _writable(typed.out)
    if typed.files:
        card: dict[str, object] = {"source": _REAL, "practices": len(typed.files)}
    else:
        _check_size(typed.practices, typed.clients)
        card = {
            "source": _INVENTED,
            "practices": typed.practices,
            "clients_each": typed.clients,
            "seed": typed.seed,
        }
    if typed.model == "missed":
        prior = missed.learned(call, card, _practices(typed.files))
        text = missed.card_text(prior)
    else:
        prior = _prior_of_quiet(call, card)
        text = priors.card_text(prior)
    if out is not None:
        with _kept(out):
            out.write_text(priors.written(prior), "utf-8")
            out.with_suffix(".md").write_text(text, "utf-8")
    log.event("risk prior")
    return Answer(
        data={"file": str(out) if out else None, "card": prior.card},
        lines=text.splitlines,
    )


def _prior_of_quiet(call: Call, card: Mapping[str, object]) -> Prior:
    """Return the prior of who goes quiet."""
    typed = call.arguments
    if typed.files:
        rows, model = _rows_of_files(typed.files, call)
    else:
        invented = populated(typed.practices, typed.clients, typed.seed)
        rows = learning.rows_of_practices(invented.sessions, invented.told)
        model = None
    if rows["went_quiet"].nunique() < 2:
        message = (
            "Nothing can be learned from these practices: everybody ended alike. "
            "Give more of them."
        )
        raise BadEntryError(message)
    return learning.learned(rows, card, model, is_real=bool(typed.files))


def _writable(typed: str | None) -> Path | None:
    """Return where to write, known to have a folder."""
    if typed is None:
        return None
    path = Path(typed)
    if not path.parent.is_dir():
        raise MissingFolderError(path.parent)
    return path


@contextmanager
def _kept(path: Path) -> Iterator[None]:
    """Say in a sentence that a file could not be written."""
    try:
        yield
    except OSError as error:
        raise PracticeNotWritableError(path) from error


def _check_size(practices: int, clients: int) -> None:
    if practices < 1 or clients < 1 or practices * clients > _MOST_SIMULATED:
        message = (
            "A population has at least one practice and one client, and at most "
            f"{_MOST_SIMULATED} clients in all."
        )
        raise BadEntryError(message)


def _rows_of_files(
    files: Sequence[str], call: Call
) -> tuple[pd.DataFrame, Visits | None]:
    """Return the weekly rows of practice files whose outcome is known.

    Where they show no bookings, a model of visits comes with them.
    """
    found: list[pd.DataFrame] = []
    customers: list[pd.DataFrame] = []
    for database in _practices(files):
        until = default_as_of(database, call.now)
        moments = features.grid(database, until, until)
        rows = features.rows(database, moments, until)
        customers.append(features.customers(database, [until], until))
        is_known = rows["went_quiet"].notna() & rows["ended_day"].isna()
        own = f"{len(found)}/" + rows["client_id"].astype(str)
        found.append(rows[is_known].assign(client_id=own))
    rows = pd.concat(found, ignore_index=True)
    is_blind = training.shows_no_bookings(rows)
    return rows, visits.fit(pd.concat(customers)) if is_blind else None


def _practices(files: Sequence[str]) -> Iterator[Database]:
    """Open one practice's file after the other."""
    for path in map(Path, files):
        if not path.exists():
            raise MissingFileError(path)
        database = open_practice(path)
        try:
            yield database
        finally:
            database.close()


# -- in words and JSON ---------------------------------------------------------


def _report(found: Backtest) -> dict[str, object]:
    days = list(found.rungs)
    modes = [rung.mode for rung in found.rungs.values()]
    return {
        "from": days[0],
        "to": days[-1],
        "origins": len(days),
        "predictions": len(found.predictions),
        "settled": found.settled,
        "went_quiet": found.quiet,
        "clients_who_went_quiet": found.quiet_clients,
        "confirmed": found.confirmed,
        "base_rate": found.base_rate,
        "modes": {mode: modes.count(mode) for mode in ("rule", "words", "percent")},
        "ladder": _ladder(found.rungs[days[-1]]),
        "quality": {kind: asdict(one) for kind, one in found.scores.items()},
        "model_if_only_confirmed_count": asdict(found.model_if_confirmed)
        if found.model_if_confirmed
        else None,
    }


def _ladder(rung: Rung | None) -> dict[str, object] | None:
    return asdict(rung) if rung is not None else None


def _told(found: Backtest) -> Iterator[str]:
    report = _report(found)
    yield (
        f"{report['origins']} days from {report['from']} to {report['to']}: "
        f"{report['predictions']} looks at a client, of {report['settled']} it is "
        f"known how they went on; {report['went_quiet']} went quiet "
        f"({report['clients_who_went_quiet']} clients)."
    )
    yield from output.table(
        ("score", "AUC", "early", "AP", "Brier skill", "slope", "level", "top tenth"),
        (
            (kind, *(_decimals(value) for value in asdict(one).values()))
            for kind, one in found.scores.items()
        ),
    )
    last = found.rungs[list(found.rungs)[-1]]
    yield f"On the last day: {last.mode}. {last.why}".rstrip()


def _decimals(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"
