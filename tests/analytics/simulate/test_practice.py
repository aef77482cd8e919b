"""The made-up practice: the same twice, and its truth agrees with its sessions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from analytics.errors import BadEntryError, UnknownTimeZoneError
from analytics.simulate import Practice, simulate
from analytics.simulate.catalogue import INTRO_CALL
from analytics.simulate.stories import SHARES

# Other seasons, other zones, and so few weeks that programmes hardly fit.
PRACTICES: dict[str, dict[str, Any]] = {
    "as the demo": {},
    "another seed": {"seed": 2},
    "one client": {"clients": 1},
    "the fewest weeks": {"clients": 12, "weeks": 26},
    "ends after Christmas, in New York": {
        "clients": 30,
        "ends_on": dt.date(2025, 1, 5),
        "timezone": "America/New_York",
    },
    "ends on the day clocks change": {
        "clients": 30,
        "ends_on": dt.date(2026, 3, 29),
    },
    "ahead of Greenwich by thirteen hours": {
        "clients": 30,
        "timezone": "Pacific/Apia",
    },
}


@pytest.fixture(params=list(PRACTICES.values()), ids=list(PRACTICES), scope="module")
def any_practice(request: pytest.FixtureRequest) -> Practice:
    return simulate(**request.param)


def test_the_same_arguments_give_the_same_practice(practice: Practice) -> None:
    again = simulate()

    pd.testing.assert_frame_equal(again.sessions, practice.sessions)
    pd.testing.assert_frame_equal(again.truth, practice.truth)


def test_another_seed_gives_another_practice(practice: Practice) -> None:
    other = simulate(seed=2)

    assert not other.sessions.equals(practice.sessions)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_demo_of_60_clients_shows_every_story(seed: int) -> None:
    stories = simulate(seed=seed).truth["story"].value_counts()

    assert set(stories.index) == set(SHARES)
    assert stories["completed"] >= 8
    assert 2 <= stories["never_came"] <= 3
    assert 2 <= stories["paused"] <= 3
    assert stories["slow_decline"] + stories["sudden_leaver"] >= 15


def test_the_demo_has_its_quiet_and_its_active_clients(practice: Practice) -> None:
    """Somebody is taken for active who came in the last 28 days or 3 rhythms."""
    truth = practice.truth.set_index("client_id")
    days = (pd.Timestamp(practice.ends_on) - truth["last_session_on"]).dt.days
    is_recent = days <= (3 * truth["cadence_days"]).clip(lower=28)
    is_done = truth["story"] == "completed"
    has_left = truth["story"].isin(["slow_decline", "sudden_leaver"])
    ahead = practice.sessions[practice.sessions["outcome"] == "scheduled"]
    is_booked = truth.index.isin(ahead["client_id"])

    assert 25 <= (is_recent & ~is_done).sum() <= 35
    assert (has_left & ~is_recent).sum() >= 10
    assert (has_left & is_recent & ~is_booked).sum() >= 4


def test_times_of_a_session_are_in_order(any_practice: Practice) -> None:
    sessions = any_practice.sessions
    cancelled = sessions[sessions["cancelled_at"].notna()]

    assert (sessions["booked_at"] < sessions["starts_at"]).all()
    assert (cancelled["booked_at"] < cancelled["cancelled_at"]).all()
    assert (cancelled["cancelled_at"] < cancelled["starts_at"]).all()
    recorded = sessions[sessions["recorded_at"].notna()]
    assert (recorded["recorded_at"] > recorded["ends_at"]).all()


def test_nothing_is_known_past_the_last_day(any_practice: Practice) -> None:
    end = pd.Timestamp(any_practice.ends_on + dt.timedelta(days=1))
    end = end.tz_localize(any_practice.timezone)
    sessions = any_practice.sessions
    ahead = sessions[(sessions["ends_at"] > end) & sessions["cancelled_at"].isna()]

    for moment in ("booked_at", "cancelled_at", "recorded_at"):
        assert not (sessions[moment] > end).any()
    assert (ahead["outcome"] == "scheduled").all()
    assert (sessions["outcome"] == "scheduled").sum() == len(ahead)


def test_the_truth_counts_what_the_sessions_show(any_practice: Practice) -> None:
    truth = any_practice.truth.set_index("client_id")
    sessions = any_practice.sessions
    attended = sessions[sessions["outcome"] == "attended"]
    local = attended["starts_at"].dt.tz_convert(any_practice.timezone)
    last = local.dt.date.groupby(attended["client_id"]).max()
    coaching = attended[attended["service"] != INTRO_CALL.name]

    assert truth["sessions_attended"].sum() == len(attended)
    assert truth["coaching_attended"].sum() == len(coaching)
    assert truth["last_session_on"].dropna().dt.date.to_dict() == last.to_dict()
    assert set(sessions["client_id"]) <= set(truth.index)


def test_stories_mean_what_they_say(any_practice: Practice) -> None:
    truth = any_practice.truth
    story = truth["story"]
    has_left = story.isin(["slow_decline", "sudden_leaver"])
    returned = truth[story == "returner"]

    completed = truth[story == "completed"]
    assert (completed["coaching_attended"] == completed["package_sessions"]).all()
    assert (truth.loc[story == "never_came", "sessions_attended"] == 0).all()
    assert (truth.loc[has_left, "sessions_attended"] > 0).all()
    left = truth[has_left]
    assert (left["last_session_on"] < left["leaves_on"]).all()
    is_back = returned["last_session_on"] >= returned["returns_on"]
    ahead = any_practice.sessions[any_practice.sessions["outcome"] == "scheduled"]
    assert (is_back | returned["client_id"].isin(ahead["client_id"])).all()


def test_nobody_gets_more_sessions_than_the_programme_has() -> None:
    truth = simulate(clients=200, seed=3).truth
    programme = truth[truth["package_sessions"].notna()]

    assert (programme["coaching_attended"] <= programme["package_sessions"]).all()
    finished = programme["coaching_attended"] == programme["package_sessions"]
    assert (programme.loc[finished, "story"] == "completed").all()


def test_a_paused_client_has_nothing_inside_the_pause(practice: Practice) -> None:
    paused = practice.truth[practice.truth["story"] == "paused"]
    sessions = practice.sessions.merge(
        paused[["client_id", "paused_from", "paused_until"]]
    )
    starts = sessions["starts_at"].dt.tz_convert(None)
    inside = sessions[starts.between(sessions["paused_from"], sessions["paused_until"])]

    assert len(inside) > 0
    assert inside["cancelled_at"].notna().all()


def test_a_move_is_two_slots_at_the_same_minute(any_practice: Practice) -> None:
    sessions = any_practice.sessions
    old = sessions.set_index("session_id")
    moved = sessions[sessions["replaces_session_id"].notna()]
    given_up = old.loc[moved["replaces_session_id"]]

    assert (given_up["outcome"] == "rescheduled").all()
    assert (moved["booked_at"].array == given_up["cancelled_at"].array).all()
    assert (moved["moved_from_first"].array == given_up["moved_from_first"].array).all()
    assert len(moved) == (sessions["outcome"] == "rescheduled").sum()


def test_late_means_less_than_a_day(practice: Practice) -> None:
    sessions = practice.sessions
    notice = sessions["starts_at"] - sessions["cancelled_at"]
    day = pd.Timedelta(hours=24)

    assert (notice[sessions["outcome"] == "late_cancelled"] < day).all()
    assert (notice[sessions["outcome"] == "cancelled"] >= day).all()
    assert set(sessions["outcome"]) == {
        "attended",
        "no_show",
        "late_cancelled",
        "cancelled",
        "cancelled_by_coach",
        "rescheduled",
        "scheduled",
    }


def test_a_text_spares_missed_sessions() -> None:
    sessions = simulate(clients=800, seed=5).sessions
    took_place = sessions[sessions["outcome"].isin(["attended", "no_show"])]
    took_place = took_place.sort_values(["client_id", "starts_at"])
    is_missed = took_place["outcome"] == "no_show"
    # After a missed session the coach mostly texts, so the strategies meet
    # different clients there: compare where chance alone decided.
    missed_before = is_missed.groupby(took_place["client_id"]).shift(fill_value=False)
    fair = took_place[~missed_before]
    rates = is_missed[~missed_before].groupby(fair["reminder_strategy"]).mean()

    assert rates["Text two hours before"] < rates["Email the day before"]


def test_nobody_is_coached_twice_at_once(practice: Practice) -> None:
    standing = practice.sessions[practice.sessions["cancelled_at"].isna()]

    assert not standing.duplicated(["coach", "starts_at"]).any()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"clients": 0}, "0 for clients: choose 1 or more"),
        ({"weeks": 25}, "25 for weeks: choose 26 or more"),
        ({"seed": -1}, "-1 for a seed: choose 0 or more"),
    ],
)
def test_too_little_is_refused(arguments: dict[str, int], said: str) -> None:
    with pytest.raises(BadEntryError, match=said):
        simulate(**arguments)  # type: ignore[arg-type]  # no dates among them


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "../etc/passwd"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(UnknownTimeZoneError, match="not a time zone"):
        simulate(timezone=zone)
