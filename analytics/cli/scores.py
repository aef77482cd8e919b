"""``risk fit``, ``risk card``, ``risk no-scoring``, and ``risk work`` for the screen.

Loads what fits models; nothing of it is needed to look at stored scores.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics.cli import apart, missed, output, when
from analytics.cli.output import Answer
from analytics.errors import NothingFittedError
from analytics.facts import default_as_of
from analytics.periods import day_of_number, local_day, parse_date
from analytics.risk import passing, refresh, scoring
from analytics.risk import prior as priors
from analytics.risk.scorer import in_ten
from analytics.store import entries, log, open_practice, scores
from analytics.store import settings as stored_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.cli.call import Call
    from analytics.store.scores import Model, Run, Score


def fit(call: Call) -> Answer:
    """Fit the model to what was known at a moment; keep and show what it says."""
    typed = call.arguments
    if typed.model == "missed":
        return missed.fit(call)
    prior = priors.load(Path(typed.prior)) if typed.prior else None
    with call.opened_existing() as database:
        as_of = when.as_of(database, typed.as_of, call.now)
        is_kept = prior is None and as_of == default_as_of(database, call.now)
        if is_kept:
            runs = refresh.everything(database, as_of, now=call.now)
            refresh.store(database, runs)
            made = runs[0]
        else:
            made = scoring.run(database, as_of, now=call.now, prior=prior)
    log.event("risk fit", scores=len(made.scores))
    card = made.model.card
    return Answer(
        data={
            "as_of": as_of.day,
            "model_id": made.model.model_id if is_kept else None,
            "ladder": card["ladder"],
            "model": {**card["fit"], "rows": card["data"]["training_rows"]},
            "clients": [_scored(made.model, one) for one in made.scores],
        },
        lines=lambda: _looked(made),
    )


def card(call: Call) -> Answer:
    """Show the card of the newest model that is not withdrawn."""
    with call.opened_existing() as database:
        newest = scores.newest(database, call.arguments.model)
    if newest is None:
        raise NothingFittedError
    return Answer(
        data={
            "model_id": newest.model_id,
            "model": newest.kind,
            "as_of": day_of_number(newest.as_of_day),
            "fitted_at": newest.fitted_at,
            "mode": newest.mode,
            "why": newest.why,
            "imports": newest.imports,
            "card": newest.card,
        },
        lines=lambda: _card(newest),
    )


def no_scoring(call: Call) -> Answer:
    """Keep, or take back, that a client asked not to be scored."""
    typed = call.arguments
    with call.opened_existing() as database:
        if typed.clear:
            cleared = entries.score_again(database, typed.client_id, now=call.now)
            return Answer(
                data={"client_id": typed.client_id, "cleared": cleared},
                lines=lambda: [f"{cleared or 'No'} request taken back."],
            )
        zone_name = stored_settings.read(database).zone_name
        on = parse_date(typed.on) if typed.on else local_day(call.now, zone_name)
        entry_id = entries.ask_not_to_score(
            database, typed.client_id, on=on, reason=typed.reason, now=call.now
        )
    return Answer(
        data={
            "client_id": typed.client_id,
            "on": on,
            "reason": typed.reason,
            "entry_id": entry_id,
        },
        lines=lambda: [f"Kept as {entry_id}: not scored from {on} on."],
    )


def work(call: Call) -> Answer:
    """Fit on a copy for the process that waits, which is told of every step."""
    typed = call.arguments
    apart.serve()
    now = dt.datetime.fromisoformat(typed.moment)
    database = open_practice(Path(typed.copy))
    try:
        as_of = default_as_of(database, now)
        made = refresh.everything(database, as_of, now=now, progress=apart.tell)
    finally:
        database.close()
    passing.write(made, Path(typed.out))
    return Answer(data={"done": True}, lines=list)


# -- in words and JSON ---------------------------------------------------------


def _scored(model: Model, one: Score) -> dict[str, object]:
    """Return a score; a probability only where percentages are earned."""
    is_percent = model.mode == "percent" and one.low is not None
    ends = (one.low, one.high) if is_percent else None
    facts = one.based_on["facts"]
    since = one.listed_since_day
    return {
        "client_id": one.client_id,
        "place": one.place,
        "probability": one.probability if is_percent else None,
        "interval": ends,
        "in_ten": _in_ten(one) if is_percent else None,
        "word": one.word,
        "rule_score": one.rule_score,
        "on_list": one.is_listed,
        "on_list_since": None if since is None else day_of_number(since),
        "days_since_last": int(facts["days_since_last"]),
        "usual_gap_days": facts["usual_gap_days"],
        "little_known": one.little_known,
        "based_on": one.based_on["named"],
        "changed": one.changed,
    }


def _in_ten(one: Score) -> str:
    return in_ten(one.low or 0.0, one.high or 0.0)


def _looked(made: Run) -> Iterator[str]:
    model = made.model
    day = day_of_number(model.as_of_day)
    yield f"As of {day}: {model.mode}. {model.why}".rstrip()
    clients = [_scored(model, one) for one in made.scores]
    yield from output.table(
        ("id", "likely", "days", "usual", "based on"),
        (
            (
                client["client_id"],
                client["in_ten"] or client["word"],
                client["days_since_last"],
                client["usual_gap_days"],
                " ".join(str(based["text"]) for based in one.based_on["named"]),
            )
            for client, one in zip(clients, made.scores, strict=True)
        ),
    )


def _card(model: Model) -> Iterator[str]:
    kept: dict[str, Any] = dict(model.card)
    day = day_of_number(model.as_of_day)
    fitted = output.minute(model.fitted_at)
    yield f"Model {model.model_id}, as of {day}, fitted {fitted}"
    yield f"Step: {model.mode}. {model.why}".rstrip()
    for name, part in kept.items():
        if name == "scorer":
            continue
        yield ""
        yield name
        yield from _pairs(part, "  ")
    if "scorer" in kept:
        yield ""
        yield "coefficients, in logits a standard deviation"
        yield from output.table(
            ("feature", "coefficient", "mean", "scale"), _coefficients(kept["scorer"])
        )


def _pairs(part: object, lead: str) -> Iterator[str]:
    if not isinstance(part, dict):
        yield f"{lead}{part}"
        return
    for key, value in part.items():
        name = str(key).replace("_", " ")
        if isinstance(value, dict):
            yield f"{lead}{name}"
            yield from _pairs(value, f"{lead}  ")
        else:
            is_day = name.endswith(" day") and isinstance(value, int)
            said = day_of_number(value) if is_day else _plainly(value)
            yield f"{lead}{name}: {said}"


def _plainly(value: object) -> str:
    if isinstance(value, list):
        is_range = bool(value) and all(isinstance(one, int | float) for one in value)
        between = " to " if is_range else " "
        return between.join(_plainly(one) for one in value) or "none"
    if value is None:
        return "none"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _coefficients(scorer: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    columns = (scorer["columns"], scorer["weights"][1:], scorer["means"])
    for name, weight, mean, scale in zip(*columns, scorer["scales"], strict=True):
        yield name, f"{weight:+.3f}", f"{mean:.3f}", f"{scale:.3f}"
