"""What the newest run of the model says, as Today reads it.

Scores are stored, the facts beside them are those of now: whoever came since a run, or
was not there yet, stands by the rule until the next run has looked at them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.contracts import PastNames
from analytics.periods import day_number
from analytics.store import scores
from analytics.store.scores import Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.periods import AsOf
    from analytics.risk.rule import Scored
    from analytics.store import Database
    from analytics.store.scores import Score


def newest(database: Database, as_of: AsOf) -> Run | None:
    """Return the newest run in force, with what it says of each client.

    Runs for a day after the present one are passed over: somebody may have set the
    clock back.
    """
    model = scores.newest(database, until_day=day_number(as_of.entry_day))
    if model is None:
        return None
    return Run(model, tuple(scores.scores(database, model.model_id)))


def current(by_rule: Sequence[Scored], run: Run) -> dict[str, Score]:
    """Return what a run says of the active clients, of whom it still holds.

    Whoever came since the run is another story.
    """
    said = {score.client_id: score for score in run.scores}
    return {
        one.where.client_id: said[one.where.client_id]
        for one in by_rule
        if one.where.client_id in said
        and (one.where.last_attended_day or 0) <= run.model.as_of_day
    }


def in_order(by_rule: Sequence[Scored], said: Mapping[str, Score]) -> list[Scored]:
    """Return the active clients as a run orders them.

    Of whom it says nothing, they come last, in the rule's order.
    """
    known = [one for one in by_rule if one.where.client_id in said]
    known.sort(key=lambda one: said[one.where.client_id].place)
    others = [one for one in by_rule if one.where.client_id not in said]
    return [*(_scored(one, said[one.where.client_id]) for one in known), *others]


def by_rule_only(by_rule: Sequence[Scored], ranked: Sequence[Scored]) -> frozenset[str]:
    """Return who is past two usual gaps while the model sees nothing unusual."""
    unusual = {one.where.client_id for one in ranked if one.is_worth_a_hello}
    far = {one.where.client_id for one in by_rule if one.word == "high"}
    return frozenset(far - unusual)


def past_names(run: Run) -> PastNames:
    """Return how past names fared, as the run's card tells."""
    record = run.model.card.get("record") or {}
    ours = record.get("ours") or {}
    return PastNames(
        settled=int(ours.get("settled", 0)),
        quiet=int(ours.get("quiet", 0)),
        by_word={
            str(one["word"]): (int(one["looks"]), int(one["quiet"]))
            for one in record.get("words", ())
        },
    )


def _scored(one: Scored, score: Score) -> Scored:
    likely = score.probability
    return one._replace(score=one.score if likely is None else likely, word=score.word)
