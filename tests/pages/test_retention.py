"""Do clients stay?: the curve, its endings and horizon, clients beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages.shared import retention_curve

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]


def test_empty_practice_offers_import_and_demo(screen: Open) -> None:
    retention = screen("retention")

    assert retention.title == "Do clients stay?"
    assert "Open the demo" in retention.buttons


@pytest.mark.usefixtures("one_client")
def test_one_client_is_too_few_for_a_curve(screen: Open) -> None:
    retention = screen("retention")

    assert "It is too early to say" in retention.text
    assert "(n = 1 client)" in retention.text
    assert "What this cannot tell" in retention.text
    assert "Compare by" not in [g.label for g in retention.at.button_group]


@pytest.mark.usefixtures("demo")
def test_demo_says_a_range_and_how_many_endings_are_not_confirmed(
    screen: Open,
) -> None:
    text = screen("retention").text

    assert "clients are still with you after three months, between " in text
    assert " after a year: " in text
    assert "endings are not confirmed." in text
    assert "Gone means away longer than 3 usual gaps" in text
    assert "there when the file begins" in text
    assert "Do some stay longer, by first service?" in text


@pytest.mark.usefixtures("demo")
def test_another_horizon_and_another_comparison(screen: Open) -> None:
    retention = screen("retention")
    assert "You chose this comparison" not in retention.text

    retention.at.slider(key="gaps").set_value(6.0).run()
    retention.at.button_group(key="compare-by").set_value("source").run()

    text = retention.checked().text
    assert "Gone means away longer than 6 usual gaps" in text
    assert "Do some stay longer, by tool of the first session?" in text
    assert "Calendly" in text
    assert "You chose this comparison after looking at another" in text


@pytest.mark.usefixtures("demo")
def test_a_selection_that_nobody_belongs_to(screen: Open) -> None:
    retention = screen("retention")
    found = []
    for coach in ("Davi Quintanar", "Marit Sonnwald"):
        retention.at.selectbox(key="coach").set_value(coach).run()
        retention.at.selectbox(key="service").set_value("Career compass programme")
        retention.at.run()
        found.append("Nobody who belongs to this selection" in retention.checked().text)

    # One client began with that programme, with one of the two.
    assert sorted(found) == [False, True]


def test_clients_are_never_compared_by_coach() -> None:
    assert "coach" not in retention_curve.KINDS
