"""Cohorts in sentences: made from the numbers, and careful with few and with open."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from analytics.periods import day_number
from analytics.reports import retention_cohorts as report
from analytics.reports import retention_over_time as over_time
from analytics.reports.retention_behind import Told, period_label, told
from analytics.retention import cohorts
from tests.support.spells import GOES_ON, LOST, spell, spells

JULY_15 = day_number(dt.date(2026, 7, 15))

NOBODY_LEFT = Told(on_board=0, lost=0, not_confirmed=0)


def started(month: str, stay: int, leave: int) -> list[dict[str, object]]:
    """Return clients who began on the 5th; some are gone after 40 days."""
    first = dt.date.fromisoformat(f"{month}-05")
    gone = str(first + dt.timedelta(days=40))
    return [
        *(spell(f"{month} {i}", str(first), GOES_ON) for i in range(stay)),
        *(spell(f"{month} -{i}", str(first), LOST, gone) for i in range(leave)),
    ]


def line(*rows: tuple[str, int, int, bool]) -> pd.DataFrame:
    """Return periods of: first day, n, kept, complete."""
    table = pd.DataFrame(rows, columns=["starts_on", "n", "kept", "complete"])
    firsts = [dt.date.fromisoformat(day) for day in table["starts_on"]]
    return table.assign(
        starts_on=pd.Series(firsts, dtype=object),
        label=[period_label(day, "month") for day in firsts],
    )


def test_the_answer_is_of_complete_cohorts_only() -> None:
    # 12 began in February and have had 5 months; 10 in May have had 2.
    table = cohorts.table(
        spells(*started("2026-02", 9, 3), *started("2026-05", 2, 8)), JULY_15
    )

    assert report.cohort_answer(table) == "Kept: 75% of 12 after three months."


def test_several_months_and_few_clients_in_figures() -> None:
    table = cohorts.table(spells(*started("2025-06", 3, 6)), JULY_15)

    assert report.cohort_answer(table) == (
        "Kept: 3 of 9 after three months, 3 of 9 after six months and 3 of 9 after a "
        "year."
    )


def test_nobody_has_had_the_time() -> None:
    table = cohorts.table(spells(*started("2026-06", 3, 0)), JULY_15)

    assert report.cohort_answer(table) == (
        "No cohort has been here for three months yet."
    )


CHANCE = "The difference may well be chance."
ONE = ("2026-01-01", 1, 1, True)
NINE_IN_TEN = ("2026-01-01", 100, 90, True)
HALF = ("2026-01-01", 100, 50, True)


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (line(), ["No period is complete yet: nobody can say."]),
        (
            line(("2026-01-01", 20, 15, False)),
            ["No period is complete yet: nobody can say."],
        ),
        (
            line(ONE),
            ["1 of 1 client whose first", "Jan 2026 stayed; there is nothing before"],
        ),
        (
            line(
                NINE_IN_TEN,
                ("2026-02-01", 0, 0, True),
                ("2026-03-01", 40, 34, True),
                ("2026-04-01", 40, 0, False),
            ),
            ["85% of 40 clients", "Mar 2026 stayed; before, it was 90% of 100", CHANCE],
        ),
        (
            line(NINE_IN_TEN, ("2026-02-01", 40, 20, True)),
            ["50% of 40", "That is 23 to 55 points fewer: hardly chance alone."],
        ),
        (
            line(HALF, ("2026-02-01", 40, 36, True)),
            ["90% of 40", "That is 24 to 51 points more: hardly chance alone."],
        ),
    ],
)
def test_the_latest_complete_period_beside_those_before(
    periods: pd.DataFrame, said: list[str]
) -> None:
    answer = over_time.line_answer(periods, "stayed")

    assert [part for part in said if part not in answer] == []


def test_a_single_client_was_and_did_not_were() -> None:
    assert "in Jan 2026 was kept;" in over_time.line_answer(line(ONE), "were kept")


def test_a_published_difference() -> None:
    # Newcombe 1998, Stat. Med. 17:873, table II, method 10: 56 of 70 less 48 of 80.
    low, high = over_time.difference((56, 70), (48, 80)) or (0, 0)

    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_no_difference_to_nobody() -> None:
    assert over_time.difference((1, 1), (0, 0)) is None


def test_told_counts_who_is_left_out_and_what_nobody_confirmed() -> None:
    table = spells(
        spell("a", "2026-01-05", LOST, "2026-02-05"),
        spell("b", "2026-01-05", LOST, "2026-02-05", is_confirmed=True),
        spell("c", "2026-01-05", "unknown", "2026-02-05"),
        spell("d", "2026-01-05", "completed", "2026-02-05", is_confirmed=True),
        spell("e", "2026-01-05", LOST, "2026-02-05", entry="2026-01-12"),
        spell("f", "2026-01-05", GOES_ON, is_start_known=False),
    )

    assert told(table) == Told(on_board=2, lost=3, not_confirmed=2)


def test_the_card_says_what_it_rests_on() -> None:
    later = spell("late", "2026-05-31", GOES_ON)
    table = spells(*started("2026-02", 9, 3), *started("2026-05", 2, 7), later)
    cells = cohorts.table(table, JULY_15)
    behind = Told(on_board=1, lost=11, not_confirmed=10)

    card = report.cohorts(cells, "month", behind, is_open_shown=True, dark=False)
    only = report.cohorts(cells, "month", behind, is_open_shown=False, dark=True)

    assert card.basis == (
        "n = 22 clients in 2 start months. After three months, of 12: 47% to 91% (95 % "
        "interval). Pale, with a star: fewer than 10. Of 11 endings that count as "
        "not kept, 10 are not confirmed. Left out: 1 client, perhaps on board "
        "before the data begin."
    )
    assert card.figure is not None
    assert card.figure.layout.yaxis.ticktext == ("Feb 2026 · 12", "May 2026 · 10")
    assert set(only.table["complete"]) == {"yes"}
    assert set(card.table["complete"]) == {"yes", "not yet"}
    assert {column.key for column in card.columns} <= set(card.table.columns)
    assert not {"client_id", "starts_on"} & set(card.table.columns)


def test_of_many_cohorts_the_latest_are_drawn_and_all_are_in_the_table() -> None:
    old = [
        spell(f"{year}", f"{year}-{month:02}-05", GOES_ON)
        for year in range(1996, 2026)
        for month in (1, 4, 7, 10)
    ]
    cells = cohorts.table(spells(*old), JULY_15, "quarter")

    card = report.cohorts(
        cells, "quarter", NOBODY_LEFT, is_open_shown=False, dark=False
    )

    assert card.figure is not None
    rows = card.figure.layout.yaxis.ticktext
    assert (len(rows), rows[-1]) == (24, "Q4 2025 · 1")
    assert card.table["cohort"].nunique() == 120
    assert "96 older ones stand in the table only." in card.basis


@pytest.mark.parametrize("by", ["month", "quarter", "service", "source"])
def test_cards_of_nobody(by: str) -> None:
    card = report.cohorts(
        cohorts.table(spells(), JULY_15, by),
        by,
        NOBODY_LEFT,
        is_open_shown=True,
        dark=False,
    )

    assert card.answer == "No cohort has been here for three months yet."
    assert (card.basis, card.figure) == ("", None)
    assert card.table.empty


def test_one_number_over_time_of_nobody_and_of_who_began_today() -> None:
    nobody = over_time.month3(
        cohorts.month3(spells(), JULY_15), "month", NOBODY_LEFT, dark=False
    )
    today = cohorts.month3(spells(spell("a", "2026-07-15", GOES_ON)), JULY_15)
    new = over_time.month3(today, "month", NOBODY_LEFT, dark=False)

    for card in (nobody, new):
        assert card.answer == "No period is complete yet: nobody can say."
        assert card.figure is None
    assert nobody.basis == ""
    assert "1 start month is not complete" in new.basis


def test_month3_and_session4_cards() -> None:
    table = spells(*started("2026-02", 9, 3), *started("2026-05", 2, 8))
    periods = cohorts.month3(table, JULY_15)
    behind = Told(on_board=2, lost=11, not_confirmed=0)

    three = over_time.month3(periods, "month", behind, dark=False)
    four = over_time.session4(periods, "month", behind, weeks=12, short=1, dark=False)

    assert three.answer.startswith(
        "75% of 12 clients whose first session was in Feb 2026 were kept for three "
    )
    assert three.basis == (
        "n = 12 clients in 1 complete start month. Feb 2026 may be anything from 47% "
        "to 91% (95 % interval). 1 start month is not complete: hollow, not counted. "
        "Left out: 2 clients, perhaps on board before the data begin."
    )
    assert "came a fourth time within 12 weeks" in four.answer
    assert "Left out: 1 client of shorter programmes." in four.basis
    assert "12 weeks" in four.definition
    assert {column.key for column in three.columns} <= set(three.table.columns)
