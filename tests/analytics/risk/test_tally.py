"""Figures of the record, worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.intervals import wilson_interval
from analytics.risk import quality, tally
from analytics.risk.fates import Fate, Silence
from analytics.risk.tally import Named

DAY = 20_000


def silence(client_id: str, last_day: int = DAY, **others: object) -> Silence:
    given = {"usual_gap_days": 7.0, "ended_day": None, "is_confirmed": False}
    return Silence(client_id, last_day, **given | others)  # type: ignore[arg-type]  # fields by name


def quiet(one: Silence, day: int) -> Named:
    return Named(one.client_id, day, Fate("went_quiet", one.last_day, one, True))


def here(client_id: str, day: int, *, is_settled: bool = True) -> Named:
    fate = Fate("still_here", day + 3, is_settled=is_settled)
    return Named(client_id, day, fate)


def test_a_record_worked_out_by_hand() -> None:
    ana, ben, cy = silence("ana", is_confirmed=True), silence("ben"), silence("cy")
    names = [
        quiet(ana, DAY - 7),  # 21 days before the rule's day
        quiet(ana, DAY + 21),  # the same silence again counts once
        quiet(ben, DAY + 17),  # three days after the rule's day
        here("dee", DAY),
        here("eli", DAY, is_settled=False),
        Named("fay", DAY, Fate("not_known", is_settled=True)),
    ]

    found = tally.tally(names, [ana, ben, cy])

    assert (found.names, found.settled, found.quiet) == (6, 4, 3)
    assert found.quiet_confirmed == 2
    assert found.what["not_known"] == 1
    assert found.what["still_here"] == 1
    assert (found.drifts, found.caught, found.before_rule, found.by_last) == (
        3,
        2,
        1,
        1,
    )
    assert found.lead_days == (3.0, 9.0, 15.0)


def test_nothing_gives_no_figures() -> None:
    found = tally.tally([], [])

    assert found.settled == found.drifts == 0
    assert found.precision is None
    assert found.lead_days is None


def test_only_silences_the_lists_could_name_in_time_count() -> None:
    first, last = DAY, DAY + 300
    found = tally.in_time(
        [
            silence("early", first + 27),
            silence("a", first + 28),
            # Three gaps of a week and four weeks later the last list is made.
            silence("b", last - 49),
            silence("late", last - 48),
            silence("explained", first + 100, ended_day=first + 120),
        ],
        first,
        last,
    )

    assert [one.client_id for one in found] == ["a", "b"]


class TestShare:
    def test_of_rows_that_do_not_hang_together_it_is_about_wilson_s(self) -> None:
        hits = np.array([1.0] * 30 + [0.0] * 70)
        clients = np.array([f"c{n}" for n in range(100)])

        found = quality.share_interval(hits, clients)

        assert found == pytest.approx(wilson_interval(30, 100), abs=0.005)

    def test_copies_of_a_client_tell_nothing_new(self) -> None:
        hits = np.array([1.0] * 3 + [0.0] * 7)
        clients = np.array([f"c{n}" for n in range(10)])

        once = quality.share_interval(hits, clients)
        copied = quality.share_interval(np.repeat(hits, 20), np.repeat(clients, 20))

        assert copied == pytest.approx(once, abs=0.02)

    def test_where_all_are_alike_clients_count(self) -> None:
        found = quality.share_interval(np.ones(50), np.repeat(["a", "b"], 25))

        assert found == wilson_interval(2, 2)

    def test_of_one_and_of_nothing(self) -> None:
        assert quality.share_interval(np.ones(1), np.array(["a"])) == (
            wilson_interval(1, 1)
        )
        assert quality.share_interval(np.ones(0), np.array([], str)) is None


def looks(count: int) -> pd.DataFrame:
    """Return looks in which the model is right, and the rule knows nothing."""
    chances = np.linspace(0.01, 0.99, count)
    return pd.DataFrame(
        {
            "client_id": [f"c{place % 40}" for place in range(count)],
            "went_quiet": (chances > 0.5).astype(float),
            "probability": chances,
            "rule_score": np.full(count, 1.0),
            "ratio": np.tile([1.0, 2.0], count // 2),
        }
    )


def test_thirds_say_what_was_said_and_what_happened() -> None:
    low, middle, high = tally.thirds(looks(300))

    assert low.happened == 0
    assert middle.happened == pytest.approx(0.5)
    assert high.happened == 1
    assert middle.said == pytest.approx(0.5)
    assert (low.looks, low.clients) == (100, 40)
    assert middle.interval[0] < 0.5 < middle.interval[1]


def test_few_looks_and_looks_that_ended_alike_give_no_thirds() -> None:
    assert tally.thirds(looks(28)) == []
    assert tally.thirds(looks(100).assign(went_quiet=0.0)) == []


def test_rankings_put_the_model_beside_the_rules() -> None:
    found = tally.rankings(looks(300))

    assert found["model"].auc == 1
    assert found["model"].auc_interval == (1.0, 1.0)
    assert found["model"].early_auc == 1
    assert found["rule_booking"].auc == 0.5
    assert found["rule"].early_auc == 0.5


def test_rankings_of_looks_that_ended_alike_say_nothing() -> None:
    found = tally.rankings(looks(40).assign(went_quiet=0.0))

    assert found["model"].auc is None
    assert found["model"].auc_interval is None


def test_very_many_looks_get_their_intervals_from_some_clients() -> None:
    many = looks(30_000).assign(client_id=[f"c{n % 900}" for n in range(30_000)])

    found = tally.rankings(many)["model"]

    assert found.auc == 1
    assert found.auc_interval == (1.0, 1.0)


def test_words_count_what_followed_them() -> None:
    rows = pd.DataFrame(
        {
            "client_id": ["a", "a", "b", "c"],
            "probability": [0.5, 0.45, 0.3, 0.3],
            "went_quiet": [1.0, 0.0, 1.0, 0.0],
        }
    )

    found = tally.word_counts(rows)

    assert [(one.word, one.looks, one.clients, one.quiet) for one in found] == [
        ("high", 2, 1, 1),
        ("raised", 2, 2, 1),
    ]
