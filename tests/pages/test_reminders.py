"""Reminders: the diary, the comparison, and Monday's question, as a coach sees them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.store import strategies
from pages.shared import comparing
from tests.pages.conftest import NOW
from tests.support import reminded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

MOST_SECONDS = 120.0
PAGE = "reminders"


def compared(page: Screen) -> Screen:
    """Wait for the work behind a page, and look again."""
    assert comparing.keeper().wait(MOST_SECONDS)
    page.at.run()
    return page.checked()


def click(page: Screen, key: str) -> None:
    page.at.button(key=key).click().run()
    page.checked()


def diary(database: Database) -> list[tuple[str, str, str | None]]:
    return [
        (span.strategy, str(span.from_date), str(span.until_date or "") or None)
        for span in strategies.spans(database)
    ]


def test_an_empty_practice_says_what_to_do(screen: Open) -> None:
    page = screen(PAGE)
    assert page.title == "Which reminders work?"
    assert "Import" in page.text
    assert "Say what is sent" not in page.text


@pytest.mark.usefixtures("one_client")
def test_nothing_known_begins_with_the_honest_line_and_the_diary(screen: Open) -> None:
    page = screen(PAGE)

    assert "can be said once some are known to be missed" in page.text
    assert "two reminders (3 days and 1 day before), plainly worded" in page.text
    assert "Steiner et al. 2018" in page.text
    assert "Of no session is it known which reminder was sent" in page.text
    assert "The diary is empty" in page.text
    assert comparing.keeper().step is None, "nothing is worked out for nothing"


@pytest.mark.usefixtures("one_client")
def test_what_is_sent_is_kept_changed_ended_and_undone(
    screen: Open, database: Database
) -> None:
    page = screen(PAGE)
    page.at.date_input(key="diary-new-from").set_value(dt.date(2026, 1, 5))
    page.at.segmented_control(key="diary-new-count").set_value(2).run()
    page.at.selectbox(key="diary-new-how-1").set_value("personal")
    click(page, "diary-new-keep")
    kept = ("email 3 days + text 1 day (personal)", "2026-01-05", None)
    assert diary(database) == [kept]
    assert "Kept what is sent." in page.text
    compared(page)
    assert "All sessions had the same: “email 3 days + text 1 day (personal)”." in (
        page.text
    )

    page.press("Take back")
    assert diary(database) == []
    page.press("Undo")
    assert diary(database) == [kept]

    assert comparing.keeper().wait(MOST_SECONDS)


@pytest.mark.usefixtures("one_client")
def test_an_entry_is_ended_and_one_over_it_gets_its_sentence(
    screen: Open, database: Database
) -> None:
    strategies.add(database, None, ["email:3d"], from_date=dt.date(2026, 1, 5), now=NOW)
    kept = ("email 3 days", "2026-01-05", None)
    page = screen(PAGE)
    page.at.date_input(key="diary-new-from").set_value(dt.date(2026, 2, 2))
    page.at.selectbox(key="diary-new-what").set_value("none")
    click(page, "diary-new-keep")
    assert "From 2026-01-05 on the diary says" in page.at.error[0].value.replace(
        "\\", ""
    )
    assert "Nothing was kept." in page.text
    assert diary(database) == [kept]

    keys = [str(widget.key) for widget in page.at.date_input]
    key = next(one for one in keys if one.startswith("end-"))
    page.at.date_input(key=key).set_value(dt.date(2026, 2, 2))
    click(page, f"{key}-keep")
    assert diary(database) == [(kept[0], "2026-01-05", "2026-02-02")]
    page.press("Undo")
    assert diary(database) == [kept]
    assert comparing.keeper().wait(MOST_SECONDS)


@pytest.mark.usefixtures("one_client")
def test_monday_asks_once_a_week_and_one_click_answers(
    screen: Open, database: Database
) -> None:
    strategies.add(
        database,
        None,
        ["text:24h"],
        from_date=dt.date(2026, 1, 5),
        now=NOW - dt.timedelta(days=3),
    )
    asked = "Has anything changed about your reminders?"
    assert asked in screen("today").text
    page = screen("monday")
    assert asked in page.text
    assert "So far: text 1 day." in page.text

    page.press("Nothing changed")

    assert asked not in page.text
    assert asked not in screen("today").text
    importing.change_setting(database, "reminders_checked", "2026-11-15")
    assert asked in screen("today").text, "a new week has begun"


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Callable[..., None]:
    """Give a function that fills the practice: `filled(only="none")`."""

    def run(**options: object) -> None:
        lines = reminded.rows(NOW, **options)  # type: ignore[arg-type]  # its options
        reminded.fill(database, tmp_path, lines, NOW)

    return run


def test_a_good_practice_gets_a_sentence_to_act_on(
    screen: Open, filled: Callable[..., None]
) -> None:
    filled()
    page = screen(PAGE)
    assert "Comparing your reminders …" in page.text

    compared(page)

    text = page.text
    assert "Comparing" not in text
    assert "What does “text 2 days” do, beside no reminder?" in text
    assert "fewer missed sessions in 100 than with no reminder (19 in 20 sure:" in text
    assert "This is not an experiment" in text
    assert "The plain difference" in text
    assert "of the sessions could have had either" in text
    assert "Are both sides alike?" in text
    assert "595 sessions" in text
    assert "by the file of sessions" in text
    assert "Youssef" in text
    assert "alone: between" not in text

    page.at.toggle(key="with-trial").set_value(True).run()
    assert "From your own sessions alone: between" in page.checked().text

    page.at.selectbox(key="compare-with").set_value(reminded.SAID).run()
    compared(page)
    assert "What does no reminder do, beside “text 2 days”?" in page.text


def test_unknown_outcomes_are_asked_for_one_by_one(
    screen: Open, filled: Callable[..., None]
) -> None:
    filled(unknown_share=0.3, weeks=8)
    page = compared(screen(PAGE))
    assert "Who came is known of" in page.text
    assert "months to know from your own sessions" in page.text
    (label,) = (one for one in page.buttons if one.startswith("Say what became of"))
    count = int(label.split()[-2])

    page.press(label)

    page.go("data_quality")
    assert "For comparing your reminders" in page.text
    assert f"{count} sessions left" in page.text
    page.press("Leave them")
    assert "For comparing your reminders" not in page.text


def test_one_strategy_has_nothing_beside_it(
    screen: Open, filled: Callable[..., None]
) -> None:
    filled(only="none", clients=5, weeks=4)
    page = compared(screen(PAGE))

    assert "All sessions had the same: no reminder." in page.text
    assert "19 sessions (19 by the file of sessions)" in page.text
    assert "1 session: called off before" in page.text
