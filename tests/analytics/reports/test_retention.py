"""How long clients stay, in sentences and tables made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.reports import retention as report
from analytics.reports import retention_groups as group_report
from analytics.reports import retention_words as words
from analytics.retention.curve import curve
from analytics.retention.endings import Way, endings
from analytics.retention.groups import compared
from analytics.retention.horizon import Under
from analytics.retention.look import Look
from tests.analytics.retention.life_steps import lived
from tests.analytics.retention.test_groups import spells

if TYPE_CHECKING:
    from analytics.charts.card import Card
    from analytics.retention.lives import Lives

NAMES = {"A": "Alpha", "B": "Beta", "C": "Gamma"}


def looked(known: Lives, *, start_unknown: int = 0, is_from_file: bool = False) -> Look:
    """Return a look at clients of these times, and at more without a start."""
    ended = known.is_ended
    is_confirmed = known.is_confirmed & ended
    return Look(
        spells=pd.DataFrame(
            {
                "is_start_known": [
                    *[True] * (len(known) - start_unknown * is_from_file),
                    *[False] * start_unknown,
                ]
            }
        ),
        gaps=3,
        known=known,
        is_from_file=is_from_file,
        lower=curve(known, known.is_not_kept(unconfirmed=True)),
        upper=curve(known, known.is_not_kept(unconfirmed=False)),
        endings=endings(known, is_together=True),
        confirmed_endings=int(is_confirmed.sum()),
        all_endings=int(ended.sum()),
    )


# Ten clients: one ended it on day 40, one finished on day 50, three went quiet on day
# 60 and nobody said why; five are still there after 200 days.
TEN = lived(
    [40, 50, 60, 60, 60, *[200] * 5],
    ["ended_by_client", "completed", *["drifted"] * 3, *[None] * 5],
    is_confirmed=[True, True, False, False, False, *[True] * 5],
)


class TestStay:
    def test_is_a_range_where_nobody_confirmed_endings(self) -> None:
        # By day 91: 9/10 · 5/8 = 0.5625 if quiet is not kept, else 9/10.
        assert report.stay_answer(looked(TEN)) == (
            "Between 56 and 90 in 100 clients are still with you after three months: "
            "3 of 5 endings are not confirmed."
        )

    def test_says_n_chance_and_the_horizon(self) -> None:
        basis = report.stay_basis(looked(TEN, start_unknown=4))

        assert basis.startswith(
            "n = 10 clients, 5 watched for three months (with chance, anything from "
        )
        assert "4 more were there when the file begins" in basis
        assert basis.endswith(
            "Gone means away longer than 3 usual gaps (28 days at least) with nothing "
            "booked."
        )

    def test_says_that_a_start_in_the_file_may_flatter(self) -> None:
        basis = report.stay_basis(looked(TEN, start_unknown=1, is_from_file=True))

        assert "1 client may have been there before the file begins" in basis

    def test_every_ending_confirmed(self) -> None:
        known = lived([40, *[200] * 9], ["ended_by_client", *[None] * 9])

        assert report.stay_answer(looked(known)) == (
            "90 in 100 clients are still with you after three months: every ending is "
            "confirmed."
        )

    def test_nobody_left(self) -> None:
        assert report.stay_answer(looked(lived([200] * 9, [None] * 9))) == (
            "Nobody has left so far."
        )

    def test_too_early(self) -> None:
        answer = report.stay_answer(looked(lived([20] * 9, [None] * 9)))

        assert answer.startswith("It is too early to say")
        assert answer.endswith("(n = 9 clients).")

    def test_one_month_where_three_are_not_over(self) -> None:
        known = lived([20, *[60] * 9], ["ended_by_client", *[None] * 9])

        assert "after one month" in report.stay_answer(looked(known))

    def test_three_months_and_a_year(self) -> None:
        known = lived([40, 200, *[400] * 8], ["ended_by_client"] * 2 + [None] * 8)

        assert report.stay_answer(looked(known)) == (
            "90 in 100 clients are still with you after three months, 80 after a year: "
            "every ending is confirmed."
        )
        assert "8 watched for a year (with chance, anything from " in (
            report.stay_basis(looked(known))
        )

    def test_who_went_after_the_last_usual_month_is_not_passed_over(self) -> None:
        # All nine go quiet on day 64: "100 in 100 after one month" is true, and no use.
        known = lived([64] * 9, ["drifted"] * 9, is_confirmed=[False] * 9)

        assert report.stay_answer(looked(known)) == (
            "100 in 100 clients are still with you after one month, between 0 and 100 "
            "after 64 days: all 9 endings are not confirmed."
        )
        assert report.ends_answer(looked(known)) == (
            "64 days after the start, of 100 clients 0 are still with you; 100 went "
            "quiet without a word why."
        )

    def test_what_fewer_than_five_tell_stays_out_of_the_first_sentence(self) -> None:
        known = lived([64, *[50] * 8], ["ended_by_client", *[None] * 8])

        assert report.stay_answer(looked(known)) == (
            "100 in 100 clients are still with you after one month: every ending is "
            "confirmed."
        )

    def test_a_late_beginning_is_said(self) -> None:
        known = lived([400] * 9, [None] * 9, entry=[100] * 9).from_day(100)
        basis = report.stay_basis(looked(known))

        assert "The curve begins on day 100, where 5 were watched" in basis

    def test_table_by_hand(self) -> None:
        table = report.month_by_month(looked(TEN)).set_index("month")

        assert table.index.tolist() == [1, 2, 3, 4, 5, 6]
        assert table.loc[3, "watched"] == 5
        assert table.loc[3, "lower"] == pytest.approx(0.9 * 5 / 8)
        assert table.loc[3, "upper"] == pytest.approx(0.9)
        assert table.loc[1, "lower"] == 1.0


class TestEndings:
    def test_in_one_sentence(self) -> None:
        # 1/10 ended it, 9/10 · 1/9 finished, 8/10 · 3/8 went quiet, 1/2 is left.
        assert report.ends_answer(looked(TEN)) == (
            "Six months after the start, of 100 clients 50 are still with you; 10 "
            "finished their programme, 10 ended it themselves, 30 went quiet without "
            "a word why."
        )

    def test_as_a_table(self) -> None:
        table = report.endings_table(looked(TEN))
        third = table[table["month"] == 3].set_index("ending")

        assert third["clients"].to_dict() == {
            "finished their programme": 1,
            "ended it themselves": 1,
            words.NOT_CONFIRMED: 3,
        }
        assert third.loc[words.NOT_CONFIRMED, "share"] == pytest.approx(0.3)

    def test_nobody_ended(self) -> None:
        known = looked(lived([200] * 9, [None] * 9))

        assert report.ends_answer(known) == ("Nobody’s time with you has ended so far.")
        card = report.how_it_ends(known)
        assert card.figure is None
        assert card.basis == "n = 9 clients, 0 endings; nobody has left so far."

    def test_too_early_for_shares(self) -> None:
        known = looked(lived([5] * 3, ["drifted"] * 3, is_confirmed=[False] * 3))

        assert report.ends_answer(known) == (
            "It is too early for shares: all 3 endings are not confirmed."
        )

    def test_every_ending_has_a_name(self) -> None:
        for standing in words.ENDINGS:
            assert words.way(Way(standing.value, is_confirmed=True))
        assert words.way(Way("drifted", is_confirmed=False)) == words.NOT_CONFIRMED


class TestHorizon:
    def test_says_how_much_hangs_on_it(self) -> None:
        found = looked(TEN)
        low, high = found.lower.at(91), found.upper.at(91)
        rows = [Under(2, low, high, 3, 5), Under(6, high, high, 0, 2)]

        card = report.horizon(found, rows, 3)

        assert card.answer == (
            "If 2 usual gaps are enough, 56 in 100 are still with you after three "
            "months; if it takes 6, 90 in 100."
        )
        assert card.table["unconfirmed"].tolist() == [3, 0]

    def test_no_difference_and_nothing(self) -> None:
        found = looked(TEN)
        same = found.lower.at(91)

        card = report.horizon(found, [Under(2, same, same, 3, 5)] * 2, 3)
        nothing = report.horizon(found, [Under(2, None, None, 0, 0)], 3)

        assert card.answer == (
            "For three months it makes no difference: 56 in 100 either way."
        )
        assert (nothing.figure, len(nothing.table)) == (None, 0)


class TestGroups:
    def cards(self, *, is_chosen: bool = False, **stays: list[int]) -> list[Card]:
        found = compared(spells(stays), "service", 91)
        return group_report.compared(found, "service", 3, NAMES, is_chosen=is_chosen)

    def test_of_two_says_the_difference_and_warns_of_small_ones(self) -> None:
        (card,) = self.cards(A=[*[50] * 5, *[300] * 20], B=[*[50] * 8, *[300] * 4])

        assert card.answer.startswith(
            "After three months, 80 in 100 (Alpha), 33 in 100 (Beta) are still with "
            "you; the true difference is "
        )
        assert "Too few to lean on (it takes 20 clients and 5 endings): Beta." in (
            card.basis
        )
        assert "chance alone would still set curves this far apart" in card.basis
        assert "You chose this comparison" not in card.basis

    def test_says_that_there_may_be_none(self) -> None:
        (card,) = self.cards(A=[*[50] * 5, *[300] * 20], B=[*[50] * 6, *[300] * 20])

        assert card.answer.endswith("points, so there may be none.")

    def test_warns_of_looking_twice(self) -> None:
        (card,) = self.cards(is_chosen=True, A=[300] * 20, B=[300] * 20)

        assert "You chose this comparison after looking at another" in card.basis

    def test_of_three_shows_the_pairs(self) -> None:
        first, pairs = self.cards(
            A=[*[50] * 25, *[300] * 5], B=[300] * 30, C=[*[50] * 3, *[300] * 27]
        )

        assert first.answer.count(" in 100 (") == 3
        assert pairs.answer == (
            "More than chance would explain: Alpha and Beta, Alpha and Gamma."
        )
        assert len(pairs.table) == 3

    def test_one_kind_or_none(self) -> None:
        assert self.cards(A=[300] * 9)[0].answer == (
            "There is one kind to look at: Alpha."
        )
        (card,) = self.cards()
        assert card.answer == "There are too few clients for a comparison."
        assert card.figure is None


def test_by_chance_in_words() -> None:
    assert "fewer than 1 of 100" in words.by_chance(0.0004)
    assert "about 30 of 100" in words.by_chance(0.3)
