"""The newest weeks beside those a model learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analytics.facts.features import NAMES
from analytics.risk import inputs, training
from tests.support import feature_rows

if TYPE_CHECKING:
    import pandas as pd

DAY = feature_rows.FIRST_DAY + 39 * 7
NOT_WATCHED = {
    # These follow the calendar, grow with every log, or are spoken for by another.
    *("season_ratio", "holiday_ahead", "log_tenure", "log_natt"),
    *("pace", "miss_trend", "streak_notatt", "pkg_near_end"),
    # A few words more or less change these by themselves.
    *("pulse_change", "contact_answered", "notice_given"),
}


def shifts(rows: pd.DataFrame) -> tuple[inputs.Shift, ...]:
    return inputs.shifts(training.learned_from(rows, DAY), rows, DAY)


def changed(name: str, by: float) -> pd.DataFrame:
    rows = feature_rows.made()
    rows.loc[rows["as_of_day"] > DAY - inputs.NEWEST_DAYS, name] += by
    return rows


def test_weeks_like_the_others_say_nothing() -> None:
    assert shifts(feature_rows.made()) == ()


@pytest.mark.parametrize(
    ("name", "by", "text"),
    [
        (
            "no_upcoming",
            -0.4,
            "More is booked ahead than in the months before.",
        ),
        (
            "ew_miss",
            0.4,
            "More sessions were missed or cancelled late than in the months before.",
        ),
        (
            "log_gap",
            -0.5,
            "Sessions lay closer together than in the months before.",
        ),
    ],
)
def test_a_change_is_said_in_a_sentence(name: str, by: float, text: str) -> None:
    (found,) = shifts(changed(name, by))

    assert found.feature == name
    assert found.text == text
    assert np.sign(found.sds) == np.sign(by)


def test_two_signs_of_one_thing_are_said_once_and_the_largest_first() -> None:
    rows = changed("ew_miss", 0.3)
    newest = rows["as_of_day"] > DAY - inputs.NEWEST_DAYS
    rows.loc[newest, "last_missed"] += 0.4
    rows.loc[newest, "log_gap"] += 0.6

    found = shifts(rows)

    assert [one.feature for one in found] == ["log_gap", "last_missed"]


def test_a_change_of_a_single_client_is_no_change_of_the_practice() -> None:
    rows = feature_rows.made()
    newest = rows["as_of_day"] > DAY - inputs.NEWEST_DAYS
    # Far enough to move the mean of all by half a standard deviation.
    rows.loc[newest & (rows["client_id"] == "c00000"), "log_gap"] += 0.15 * 60

    assert shifts(rows) == ()


@pytest.mark.parametrize("clients", [1, inputs.FEWEST_CLIENTS - 1])
def test_few_clients_say_nothing(clients: int) -> None:
    rows = feature_rows.made(clients=clients)
    rows.loc[rows["as_of_day"] > DAY - inputs.NEWEST_DAYS, "log_gap"] += 5

    assert shifts(rows) == ()


def test_a_feature_that_never_varied_before_is_no_stumbling_block() -> None:
    rows = feature_rows.made().assign(pkg_on=0.0)
    rows.loc[rows["as_of_day"] > DAY - inputs.NEWEST_DAYS, "pkg_on"] = 1.0

    (found,) = shifts(rows)

    assert found.text.startswith("More clients were in a programme")
    assert np.isfinite(found.sds)


def test_every_feature_is_watched_or_left_out_on_purpose() -> None:
    assert set(inputs._TOPICS) | NOT_WATCHED == set(NAMES)
    assert not set(inputs._TOPICS) & NOT_WATCHED
