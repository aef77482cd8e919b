"""The prior: what it is learned from, and how it is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analytics.errors import BadPriorError
from analytics.facts import sources
from analytics.facts.features import NAMES
from analytics.risk import learning, prior, training
from analytics.risk.visits import COLUMN, Visits
from analytics.simulate.population import populated, population

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_prior_is_for_these_features() -> None:
    shipped = prior.load()

    assert shipped.columns == NAMES
    assert shipped.visits is None
    assert "Invented" in str(shipped.card["source"])
    named = dict(zip(shipped.columns, shipped.coef, strict=True))
    # Whatever else it says: silence with nothing booked is the strongest sign.
    assert max(named, key=lambda name: named[name]) == "over_nobook"


def test_its_card_is_its_own() -> None:
    text = prior.SHIPPED.with_suffix(".md").read_text("utf-8")

    assert text == prior.card_text(prior.load())


def test_a_prior_read_back_is_the_same(tmp_path: Path) -> None:
    shipped = prior.load()
    visits = Visits(0.5, 2.0, 0.7, 1.5)
    blind = prior.Prior(
        intercept=-1.5,
        coef=np.r_[shipped.coef, 0.9],
        means=np.r_[shipped.means, 0.0],
        scales=np.r_[shipped.scales, 1.0],
        columns=(*NAMES, COLUMN),
        visits=visits,
        card={"source": "here"},
    )
    path = tmp_path / "blind.json"
    path.write_text(prior.written(blind), "utf-8")

    found = prior.load(path)

    assert found.visits == visits
    assert found.columns == blind.columns
    assert found.coef == pytest.approx(blind.coef)
    assert prior.written(found) == prior.written(blind)


@pytest.mark.parametrize(
    "change",
    [
        {"features": []},
        {"intercept": None},
        {"intercept": float("nan")},
        {"card": None},
        {"visits": {"r": 1.0}},
    ],
)
def test_another_file_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    held = json.loads(prior.SHIPPED.read_text("utf-8"))
    path = tmp_path / "other.json"
    path.write_text(json.dumps(held | change), "utf-8")

    with pytest.raises(BadPriorError, match=r"other\.json"):
        prior.load(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPriorError):
        prior.load(tmp_path / "none.json")


def test_the_same_seed_teaches_the_same() -> None:
    def taught() -> str:
        made = populated(2, 30, 5)
        rows = learning.rows_of_practices(made.sessions, made.told)
        assert sources.missing(rows) == []
        return prior.written(learning.learned(rows, {}))

    assert taught() == taught()


def test_a_missing_source_costs_nothing() -> None:
    shipped = prior.load()
    rows = learning.rows_of_practices(population(1, 30, 5))
    told = [name in sources.TOLD for name in shipped.columns]
    deaf = replace(shipped, coef=np.where(told, 0.0, shipped.coef))

    assert (shipped.means[told] == 0).all()
    assert not np.isclose(shipped.coef[told], 0).any()
    assert {"homework", "pulse", "contacts"} <= set(sources.missing(rows))
    without = rows.assign(notice_given=0.0)
    assert training.bare(shipped).chances(training.matrix(without, None)) == (
        pytest.approx(training.bare(deaf).chances(training.matrix(rows, None)))
    )


def test_practices_are_looked_at_one_by_one() -> None:
    log = population(2, 30, 5)

    both = learning.rows_of_practices(log)
    one = learning.rows_of_practices(log[log["practice"] == 1])

    again = both[both["practice"] == 1].reset_index(drop=True)
    assert again.equals(one)
    assert both["went_quiet"].isin([0, 1]).all()


def test_the_bare_prior_scores_like_its_numbers() -> None:
    shipped = prior.load()

    scorer = training.bare(shipped)

    assert scorer.logits(shipped.means[np.newaxis, :]) == pytest.approx(
        [shipped.intercept]
    )


@pytest.mark.slow
def test_the_shipped_prior_is_what_its_card_says() -> None:
    shipped = prior.load()
    card = shipped.card
    invented = populated(
        int(str(card["practices"])),
        int(str(card["clients_each"])),
        int(str(card["seed"])),
    )

    rows = learning.rows_of_practices(invented.sessions, invented.told)
    again = learning.learned(rows, {})

    assert again.card["rows"] == card["rows"]
    assert again.coef == pytest.approx(shipped.coef, abs=2e-6)
    assert again.intercept == pytest.approx(shipped.intercept, abs=2e-6)
