"""The prior of missed bookings: what taught it, and how it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.errors import BadPriorError
from analytics.facts.bookings import NAMES
from analytics.risk import prior as priors
from analytics.risk.missed import based_on, prior
from analytics.simulate.population import population

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_prior_is_for_these_features() -> None:
    shipped = prior.load()

    assert shipped.columns == NAMES
    assert "Invented" in str(shipped.card["source"])
    named = dict(zip(shipped.columns, shipped.coef, strict=True))
    # A client's own past is what it knows best.
    assert max(named, key=lambda name: named[name]) == "miss_history"
    for name in ("is_first", "bookings_that_day", "hour"):
        assert named[name] == 0


def test_its_card_is_its_own() -> None:
    text = prior.SHIPPED.with_suffix(".md").read_text("utf-8")

    assert text == prior.card_text(prior.load())
    assert "whether an upcoming booking is missed" in text


def test_the_prior_of_the_other_model_is_refused() -> None:
    with pytest.raises(BadPriorError):
        prior.load(priors.SHIPPED)
    with pytest.raises(BadPriorError):
        priors.load(prior.SHIPPED)


def test_the_same_seed_teaches_the_same(tmp_path: Path) -> None:
    texts = {
        priors.written(
            prior.learned(prior.rows_of_practices(population(2, 30, 5)), {"x": 1})
        )
        for _ in range(2)
    }

    assert len(texts) == 1
    path = tmp_path / "own.json"
    path.write_text(texts.pop(), "utf-8")
    assert prior.load(path).card["x"] == 1


def test_real_practices_teach_everything() -> None:
    rows = prior.rows_of_practices(population(2, 30, 5))
    rows = rows.assign(missed=(rows["is_monday"] + rows["is_first"]).clip(0, 1))

    real = prior.learned(rows, {}, is_real=True)
    invented = prior.learned(rows, {})

    place = NAMES.index("is_first")
    assert real.coef[place] > 0.5
    assert invented.coef[place] == 0


def test_all_alike_teaches_nothing() -> None:
    rows = prior.rows_of_practices(population(1, 20, 5)).assign(missed=0.0)

    with pytest.raises(ValueError, match="classes"):
        prior.learned(rows, {})


def test_every_feature_is_in_one_group() -> None:
    grouped = [name for names in based_on.GROUPS.values() for name in names]

    assert sorted(grouped) == sorted(NAMES)
