"""lifetimes and lifelines get the rows our own model gets, in their own process."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import peers
from benchmarks.peers import Asked
from tests.support import feature_rows

DAY = feature_rows.FIRST_DAY + 30 * 7


def asked(clients: int, known_days: int = 28) -> Asked:
    rows = feature_rows.made(clients=clients)
    return Asked(
        origin_day=DAY,
        known=rows[rows["as_of_day"] + known_days <= DAY],
        customers=rows[rows["as_of_day"] == DAY],
        test=rows[rows["as_of_day"] > DAY],
    )


def test_where_they_are_not_installed_nothing_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(peers, "PYTHON", peers.ROOT / "none")

    assert peers.answered([asked(30)]) == []


def test_nothing_asked_is_nothing_answered() -> None:
    assert peers.answered([]) == []


@pytest.mark.skipif(not peers.are_there(), reason="make peers installs them")
def test_each_fit_is_answered_in_the_order_of_the_rows() -> None:
    many, new = asked(40), asked(12, known_days=10_000)

    found = peers.answered([many, new])

    assert [len(one.scores) for one in found] == [3, 3]
    for one, given in zip(found, (many, new), strict=True):
        for name in peers.METHODS:
            assert one.scores[name].shape == (len(given.test),)
            assert np.isfinite(one.scores[name]).all()
            assert one.seconds[name] >= 0
    # With no row to learn from Cox fails, and says so.
    assert "Cox (lifelines)" not in found[0].failed
    assert "Cox (lifelines)" in found[1].failed
    silence = many.test["log_ratio"].to_numpy() + many.test["no_upcoming"].to_numpy()
    assert np.corrcoef(found[0].scores["Cox (lifelines)"], silence)[0, 1] > 0.5
