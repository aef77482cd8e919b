"""A client's file: found by its address, told in facts, every entry taken back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from analytics import importing
from analytics.importing import decisions
from analytics.store import entries, goals, privacy, pulses, remember
from pages.shared import choice
from tests.pages.conftest import NOW, weekly
from tests.pages.test_words import WORDS_OF_THE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.contracts import ImportReport
    from analytics.store import Database
    from tests.pages.screens import Screen

    Open = Callable[[str], Screen]

TODAY = dt.date(2026, 11, 16)

HOSTILE = "<img src=x onerror=alert(1)> [pay](http://evil.example) =1+1"


def opened(page: Screen, client_id: str, look: str = "") -> Screen:
    """Go to the address of a client's file."""
    page.at.query_params["who"] = choice.token(client_id)
    if look:
        page.at.query_params["look"] = look
    page.at.run()
    return page.checked()


def keep(page: Screen, form: str) -> Screen:
    """Press the button of the form whose key begins so."""
    begins = f"FormSubmitter:form-{form}"
    (found,) = [one for one in page.at.button if str(one.key).startswith(begins)]
    found.click().run()
    return page.checked()


@pytest.fixture
def rosa(
    database: Database, import_rows: Callable[..., ImportReport], screen: Open
) -> Callable[..., Screen]:
    """Give a function that opens the file of Rosa, one of two clients."""
    import_rows(*weekly("Rosa Duarte"), *weekly("Bo Lind", client="c2"))
    remember.write(database, "c1", "Has two cats", on=TODAY, now=NOW)

    def run(look: str = "") -> Screen:
        return opened(screen("client"), "c1", look)

    return run


def test_an_empty_practice_says_what_to_do(screen: Open) -> None:
    page = screen("client")

    assert page.title == "Client"
    assert "Start with your own sessions." in page.text


@pytest.mark.usefixtures("one_client")
def test_without_an_address_it_asks_whose_and_opens_it(screen: Open) -> None:
    page = screen("client")
    assert "Whose file would you like to open?" in page.text

    page.at.selectbox(key="file-chosen").set_value("c1").run()

    assert '<h1 class="dl-name">Rosa Duarte</h1>' in page.checked().html
    assert page.at.query_params["who"] == choice.token("c1")


@pytest.mark.usefixtures("one_client")
def test_an_unknown_address_is_one_clear_sentence(screen: Open) -> None:
    page = opened(screen("client"), "nobody")

    assert "This file cannot be found. The client may have been forgotten" in page.text


def test_the_head_says_who_and_how_things_stand(rosa: Callable[..., Screen]) -> None:
    page = rosa()

    for said in (
        "Rosa Duarte",
        "Ana Sol · Coaching",
        "With you since 28 Sep",
        "Usual gap 7 days",
        "Last came 26 Oct",
        "Remember Has two cats",
        "No goal is written down yet.",
    ):
        assert said in page.text
    assert not WORDS_OF_THE_CODE.findall(page.text)
    assert "c1" not in str(page.at.query_params)


def test_who_never_came_has_a_file(
    import_rows: Callable[..., ImportReport], screen: Open
) -> None:
    import_rows(
        "s1,c1,Ida Berg,,Ana Sol,Coaching,2026-11-09T10:00:00Z,60,"
        "2026-11-02T10:00:00Z,no_show"
    )

    page = opened(screen("client"), "c1", "story")

    for said in ("Ida Berg", "First session not yet", "Last came –", "Missed 10:00"):
        assert said in page.text


def test_the_next_and_the_previous_file_are_one_key_away(
    rosa: Callable[..., Screen],
) -> None:
    page = rosa()
    assert page.at.button(key="file-after").proto.disabled

    page.press("Previous")

    assert "Bo Lind</h1>" in page.html
    assert "Has two cats" not in page.text
    assert page.at.query_params["who"] == choice.token("c2")


def test_a_goal_from_first_words_to_reached_and_back(
    rosa: Callable[..., Screen], database: Database
) -> None:
    page = rosa()
    text = next(
        one for one in page.at.text_area if str(one.key).startswith("goal-text-")
    )
    text.set_value("Sleep through the night")
    keep(page, "goal")
    assert "Sleep through the night" in page.html
    assert "A goal was written down." in page.text

    page.press("Reached")
    assert "Earlier: 1 goal" in page.text
    page.press("Undo")
    assert "Earlier" not in page.text
    page.press("Undo")

    assert "No goal is written down yet." in page.text
    made = entries.entries(database, "c1")
    assert all(one.withdrawn_at for one in made if one.kind.startswith("goal"))


def test_a_refusal_is_said_and_nothing_is_kept(
    rosa: Callable[..., Screen], database: Database
) -> None:
    before = len(entries.entries(database, "c1"))
    page = keep(rosa(), "goal")

    assert "Write down the goal, best in the client’s own words." in page.text
    assert len(entries.entries(database, "c1")) == before


def test_the_line_is_edited_and_taken_back(rosa: Callable[..., Screen]) -> None:
    page = rosa()
    line = next(
        one for one in page.at.text_area if str(one.key).startswith("remember-")
    )
    assert line.value == "Has two cats"
    line.set_value("Has three cats")

    keep(page, "remember")
    assert "Remember Has three cats" in page.text
    page.press("Undo")

    assert "Remember Has two cats" in page.text


def test_initials_hide_names_and_what_people_typed(
    rosa: Callable[..., Screen], database: Database
) -> None:
    goals.add(database, "c1", "Talk to Rosa’s sister", on=TODAY, now=NOW)
    away = dt.date(2026, 11, 20)
    entries.add_absence(database, "c1", TODAY, away, why="Rosa’s wedding", now=NOW)
    importing.change_setting(database, "initials", "on")

    for look in ("", "together", "story", "agreed", "entered"):
        page = rosa(look)
        assert "R. D." in page.html
        assert "hidden while initials are shown" in page.text
        assert not {"Rosa", "cats", "sister", "wedding"} & set(page.text.split())
        assert "Rosa" not in page.text


def test_the_story_tells_sessions_views_and_changes(
    rosa: Callable[..., Screen], database: Database
) -> None:
    pulses.add(database, "c1-0", engaged=4, on=TODAY, now=NOW)
    entries.add_ending(database, "c1", "paused", on=TODAY, reason="exams", now=NOW)

    page = rosa("story")

    assert page.html.count('<li class="came">') == 5
    assert "Paused: exams" in page.text
    assert 'aria-label="4 of 5"' in page.html
    assert "n = 1, 16 Nov" in page.text
    assert "How long between two sessions?" in page.text
    page.at.pills(key="timeline-groups").set_value(["contacts"]).run()
    assert "Nothing of this kind so far." in page.checked().text


def test_an_absence_is_kept_and_taken_back(rosa: Callable[..., Screen]) -> None:
    page = rosa("agreed")
    assert "No absence is known." in page.text

    keep(page, "away")
    assert "From 16 Nov, back on 30 Nov" in page.text
    page.press("Take back")

    assert "No absence is known." in page.text


def test_what_was_taken_back_in_another_tab_is_shown_so(
    rosa: Callable[..., Screen], database: Database
) -> None:
    line = remember.write(database, "c1", "Has three cats", on=TODAY, now=NOW)
    page = rosa("entered")
    assert "before: To remember: " in page.text
    entries.withdraw(database, line, now=NOW)

    page.press("Take back")

    assert "taken back on" in page.text
    assert "Remember Has two cats" in page.text
    assert not page.at.error


def test_a_merged_clients_old_address_leads_to_the_one_file(
    import_rows: Callable[..., ImportReport], database: Database, screen: Open
) -> None:
    import_rows(*weekly("Rosa Duarte"), *weekly("Rosa Duarte", client="c2"))
    goals.add(database, "c1", "Sleep", on=TODAY, now=NOW)
    goals.add(database, "c2", "Walk", on=TODAY, now=NOW)

    decisions.merge(database, "c1", "c2", now=NOW)

    for client_id in ("c1", "c2"):
        page = opened(screen("client"), client_id)
        assert "Sleep" in page.html
        assert "Walk" in page.html


def test_a_forgotten_clients_file_is_gone(
    rosa: Callable[..., Screen], database: Database
) -> None:
    privacy.forget(database, "c1", now=NOW)

    page = rosa()

    assert "This file cannot be found." in page.text
    assert "cats" not in page.text


def test_hostile_texts_are_shown_as_typed(
    import_rows: Callable[..., ImportReport], database: Database, screen: Open
) -> None:
    import_rows(*weekly(HOSTILE.replace(",", "")))
    remember.write(database, "c1", HOSTILE, on=TODAY, now=NOW)
    goal = goals.add(database, "c1", HOSTILE, why_it_matters=HOSTILE, on=TODAY, now=NOW)
    goals.win(database, goal, HOSTILE, on=TODAY, now=NOW)
    entries.add_ending(database, "c1", "paused", on=TODAY, reason=HOSTILE, now=NOW)

    for look in ("", "story", "entered"):
        page = opened(screen("client"), "c1", look)
        assert "<img" not in page.html
        assert HOSTILE in page.text


def test_names_on_today_lead_to_the_file(
    rosa: Callable[..., Screen], screen: Open
) -> None:
    rosa()
    links = screen("today").at.get("page_link")

    found = [one.proto for one in links if one.proto.page == "client"]
    assert [one.label for one in found] == ["Rosa Duarte"]
    assert [one.query_string for one in found] == [
        f"who={choice.token(one)}" for one in ("c1",)
    ]
