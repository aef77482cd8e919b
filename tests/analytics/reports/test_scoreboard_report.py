"""How right were we? in sentences and tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.periods import day_number
from analytics.reports import scoreboard as report
from analytics.risk.record import WHATS, Outlook
from analytics.store.scores import PastName
from tests.support.past_record import record_of, tally

if TYPE_CHECKING:
    from analytics.risk.record import Record

DAY = day_number(dt.date(2026, 3, 2))


def quiet(client_id: str, day: int, rule_day: int) -> PastName:
    return PastName(
        client_id, day, "model", 0.5, "went_quiet", day, rule_day, 0, True, False
    )


def test_the_headline_counts_what_is_known() -> None:
    found = record_of(tally(names=50, settled=41, quiet=25))

    assert report.headline(found) == "Of 41 names in the past year, 25 went quiet."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (record_of(tally(), weeks=0), "There is no past week to look back at yet."),
        (record_of(tally()), "In the past year no name would have stood on the list."),
        (
            record_of(tally(names=9, settled=4, quiet=1), weeks=20),
            "Of 4 names in the past 20 weeks, 1 went quiet.",
        ),
        (
            record_of(tally(), weeks=1),
            "In the past week no name would have stood on the list.",
        ),
        (
            record_of(tally(names=1)),
            "1 name so far; how they go on is not known yet.",
        ),
        (
            record_of(tally(names=3, settled=1)),
            "Of 1 name in the past year, nobody went quiet.",
        ),
    ],
)
def test_the_headline_of_little(found: Record, said: str) -> None:
    assert report.headline(found) == said


def test_who_was_named_and_how_early() -> None:
    found = record_of(tally(drifts=24, caught=22, lead_days=(3.0, 12.0, 20.0)))

    assert report.caught(found) == (
        "9 in 10 who went quiet were named (22 of 24), half of them 12 days or more "
        "before a rule of thumb would have noticed."
    )


def test_of_few_only_counts_are_said() -> None:
    found = record_of(tally(drifts=3, caught=2, lead_days=(3.0, 12.0, 20.0)))

    assert report.caught(found) == "2 of 3 who went quiet were named."
    assert "Nobody went quiet" in report.caught(record_of(tally()))


@pytest.mark.parametrize(
    ("count", "total", "said"),
    [(0, 20, "None"), (20, 20, "All"), (9, 9, "9 of 9"), (13, 20, "6 in 10")],
)
def test_shares_in_ten(count: int, total: int, said: str) -> None:
    assert report.in_ten(count, total) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (12.2, "12 days or more before a rule of thumb would have noticed"),
        (-1.0, "1 day or less after a rule of thumb would have noticed"),
        (0.3, "by the day on which a rule of thumb would have noticed"),
    ],
)
def test_a_lead_in_words(days: float, said: str) -> None:
    assert report.earlier(days) == said


def test_the_basis_says_how_sure_it_is_and_what_nobody_said() -> None:
    found = record_of(
        tally(names=50, settled=41, quiet=25, quiet_confirmed=5, precision=(0.44, 0.74))
    )

    assert report.basis(found) == (
        "52 weekly lists since 3 March 2025, each from what was known on its day. The "
        "true share may be anything from 44% to 74%. How 9 more names went on is not "
        "known yet. How 20 of these 25 silences ended, nobody has said."
    )


def test_tables_of_names_and_of_who_was_missed() -> None:
    missed = PastName(
        "ben", DAY, None, None, "went_quiet", DAY, DAY + 14, None, True, False
    )
    open_name = PastName(
        "cy", DAY, "rule", None, "not_known", None, None, None, False, True
    )
    found = record_of(tally(), names=(open_name, missed, quiet("ana", DAY, DAY + 9)))

    names = report.names(found)
    unnamed = report.missed(found)

    assert names["client_id"].tolist() == ["cy", "ana"]
    assert names["days_before"].isna().tolist() == [True, False]
    assert names["days_before"].iloc[1] == 9
    assert unnamed.to_dict("records") == [
        {
            "client_id": "ben",
            "last_session": dt.date(2026, 3, 2),
            "rule_day": dt.date(2026, 3, 16),
        }
    ]


def test_leads_count_the_first_name_of_a_silence() -> None:
    early = quiet("ana", DAY, DAY + 8)
    again = replace(early, day=DAY + 9, happened_on_day=DAY)
    late = quiet("ben", DAY, DAY - 1)
    found = record_of(tally(), names=(again, early, late))

    leads = report.leads(found)

    assert leads.to_dict("list") == {
        "weeks": [0, 1, 2],
        "label": ["1 after", "1 before", "2 before"],
        "clients": [1, 0, 1],
    }
    assert report.leads(record_of(tally())).empty


def test_very_early_names_share_a_bar() -> None:
    found = record_of(tally(), names=(quiet("ana", DAY, DAY + 300),))

    assert report.leads(found)["label"].tolist() == ["6+ before"]


class TestOutlook:
    def test_says_what_is_missing_and_roughly_when(self) -> None:
        ready = day_number(dt.date(2027, 2, 10))
        said = report.outlook(Outlook("words", "11 of 20.", 11, 6, ready))

        assert said == (
            "11 of 20. In the last year 6 people went quiet. If that goes on, there "
            "will be enough around February 2027."
        )

    def test_promises_no_day_where_nobody_can(self) -> None:
        said = report.outlook(Outlook("rule", "None.", 0, 0, None))

        assert said == (
            "None. Nobody went quiet in the last year, so nobody can say when."
        )

    def test_has_nothing_to_promise_with_percentages(self) -> None:
        assert "supports" in report.outlook(Outlook("percent", "", 30, 9, None))


def test_the_card_says_only_what_it_holds() -> None:
    card = {
        "data": {
            "first_day": DAY,
            "sessions_attended": 1200,
            "clients_who_came": 80,
            "active_clients": 20,
            "lapsed_clients": 31,
        },
        "fit": {"is_local": False, "shows_bookings": False},
        "prior": {"source": "Invented practices (analytics/simulate/population.py)"},
    }

    assert len(report.card(card)) == 4
    assert report.card(card)[-1] == (
        "What this practice's own past leaves open comes from: Invented practices."
    )
    assert "1,200 sessions of 80 clients since 2 March 2026" in report.card(card)[0]
    assert report.card({}) == []


def test_every_ending_has_a_word() -> None:
    assert set(report.WHATS) == set(WHATS)
