"""One client beside others, and who came back, in sentences made from the numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.reports import retention_client as report
from analytics.retention import alike, returners
from tests.support.spells import GOES_ON, LOST, OTHERWISE, spell, spells

ME = spell("me", "2026-06-15", GOES_ON)


def others(gone: int, finished: int, here: int, **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - columns of a spell
    """Return others who began on 1 January; endings fell on day 59."""
    kinds = ((LOST, gone), (OTHERWISE, finished), (GOES_ON, here))
    return [
        spell(
            f"{ending} {i} {more}",
            "2026-01-01",
            ending,
            **({} if ending is GOES_ON else {"until": "2026-03-01"}),
            **more,
        )
        for ending, count in kinds
        for i in range(count)
    ]


def said(*rows: dict[str, Any]) -> str:
    found = alike.alike(spells(ME, *rows), "me")
    assert found is not None
    return report.like_answer(found)


def test_seven_in_ten_were_still_here() -> None:
    assert said(*others(8, 4, 28)) == (
        "Of clients like this at the same point, 7 in 10 were still here three months "
        "on (n = 40); 2 in 10 had gone quiet or ended it and 1 in 10 had finished or "
        "stopped as agreed."
    )


def test_all_were_still_here() -> None:
    assert said(*others(0, 0, 20)) == (
        "Of clients like this at the same point, all were still here three months on "
        "(n = 20)."
    )


def test_widened_to_all_services_and_says_so() -> None:
    found = alike.alike(
        spells(ME, *others(0, 0, 12), *others(12, 0, 0, service="Group")), "me"
    )
    assert found is not None

    card = report.like(found, dark=False)

    assert card.answer.startswith("Of clients of all services at the same point, 5 in")
    assert "Of the same service there are too few" in card.basis
    assert card.figure is not None


def test_under_ten_nothing_is_said_and_nothing_drawn() -> None:
    found = alike.alike(spells(ME, *others(2, 0, 7)), "me")
    assert found is not None

    card = report.like(found, dark=True)

    assert card.answer.startswith("There are too few clients")
    assert card.figure is None
    assert card.table.empty


def test_the_interval_in_tenths() -> None:
    found = alike.alike(spells(ME, *others(8, 4, 28)), "me")
    assert found is not None

    basis = report.like(found, dark=False).basis

    assert basis.startswith("Between 5 in 10 and 8 in 10 (95 % interval). n = 40 who")
    assert basis.endswith("It describes others, not this client.")


def returned(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["client_id", "days_away", "kind", "brought"])


FIVE_RETURNS = (
    "4 clients came back after being away, 5 times in all; half of the times away were "
    "7 weeks or shorter."
)


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([], "Nobody has come back after a long silence, a pause or an ending."),
        (
            [("a", 40, "silence", "contact")],
            "1 client came back after being away.",
        ),
        (
            [("a", 50, "silence", "contact")] * 2
            + [(c, 49, "silence", "not_known") for c in "bcd"],
            FIVE_RETURNS,
        ),
    ],
)
def test_how_many_came_back(rows: list[tuple[str, int, str, str]], answer: str) -> None:
    assert report.returners_answer(returned(*rows)) == answer


def test_what_went_before_is_counted_and_may_be_coincidence() -> None:
    found = returned(
        ("a", 40, "silence", "contact"),
        ("b", 60, "pause", "absence"),
        ("c", 120, "silence", "both"),
        ("d", 400, "silence", "not_known"),
    )

    card = report.returners(found, returners.by_length(found), dark=False)

    assert card.basis == (
        "n = 4 returns. Before 2 a contact had been noted, before 2 a known absence or "
        "pause ended; of 1 it is not known. It may be coincidence. 1 came back after a "
        "pause or an ending that was noted. Who is away now may still come back."
    )
    assert card.table["returns"].tolist() == [1, 1, 1, 0, 1]
    assert {column.key for column in card.columns} <= set(card.table.columns)


def test_nobody_came_back() -> None:
    nobody = returned()

    card = report.returners(nobody, returners.by_length(nobody), dark=False)

    assert card.figure is None
    assert card.table.empty


@pytest.mark.parametrize(
    ("days", "text"),
    [(28, "4 weeks"), (60, "9 weeks"), (92, "3 months"), (800, "2 years")],
)
def test_a_time_in_the_unit_one_says_it_in(days: float, text: str) -> None:
    assert report.span(days) == text
